/*
 * Any run of keys, text, pastes, clicks, pauses and sizes of the window, on all
 * the screens, with a file of people that begins the same each time.  It ends,
 * what is shown is clean text that fits the window with the cursor in it, and
 * the file holds a history that fits and a plan that opens.
 *
 * The first byte says how large the window is and whether a plan lies open.
 * A byte below 96 is a key; one above is text, a paste, a click, a pause or
 * another size.
 */
#include "fuzz/fuzz.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "desk/desk.h"
#include "desk/history.h"
#include "out/pdf_calls.h"
#include "term/script.h"
#include "ui/ui.h"

enum { FIRST_TEXT = 96, STEPS_MAX = 400, LIMIT = 16 * 1024 * 1024 };

/* 2026-11-21T12:00:00Z */
#define NOON INT64_C(1795262400)

static const char *const openings[] = {
    ":resize 80x24\n<Enter>ma<Enter>\n",
    ":resize 60x20\n<Enter>ma<Enter>\n2\n",
    ":resize 40x12\n<Enter>ma<Enter>\n1\n",
    ":resize 132x43\n<Enter>ma<Enter>\n1\n<Tab>\n",
    ":resize 80x24\n",
};

/* Lines of a script; what follows a letter begins with its end. */
static const char *const typed[] = {
    "a",
    "Mair ",
    "\xc3\xa9",
    "e\xcc\x81",
    "\xe6\x97\xa5\xe6\x9c\xac",
    "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
    "\xe0\xa6\x95\xe0\xa7\x8d\xe0\xa6\xb7\xe0\xa6\xbf",
    "\xe2\x80\xae",
    "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7",
    "1",
    "2",
    "9",
    "y",
    "?",
    "<Space>",
    "<lt>",
    "12.50",
    "3/4/57",
    "mon morning: Huw",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "\n:paste one\\ntwo\\n\\nthree four five\n",
    "\n:paste \\\\e[2J\\n\xc2\x9b"
    "31m\n",
    "\n:paste aaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb "
    "cccccccccccccccccccc\\ndddddddddddddddddddddddddddddddd\\n\\n\n",
    "\n:click 4 3\n",
    "\n:click 9 40\n",
    "\n:click 22 70\n",
    "\n:wheel 3\n",
    "\n:wheel -2\n",
    "\n:tick\n",
    "\n:wait 2s\n",
    "\n:wait 6m\n",
    "\n:sleep 1h\n",
    "\n:resize 80x24\n",
    "\n:resize 60x20\n",
    "\n:resize 40x10\n",
    "\n:resize 39x9\n",
    "\n:resize 1x1\n",
    "\n:resize 200x60\n",
    "\n:resize 100x30\n",
};

/* Not assert(): a harness must stop in any build. */
static void
expect(bool is_so)
{
	if (!is_so)
		abort();
}

/* --- The file that each run begins with ----------------------------------- */

struct house {
	char *folder; /* of this run */
	const char *root, *file, *forms;
	int64_t now;
	struct arena *arena;
};

static int64_t
clock_now(void *context)
{
	struct house *house = context;
	return house->now++;
}

static struct moment
clock_local(void *context, int64_t seconds)
{
	(void)context;
	return (struct moment){date_from_days(seconds / 86400),
	    (int)(seconds % 86400 / 3600), (int)(seconds % 3600 / 60)};
}

static const struct pdf_calls *
find_pdf(struct err *err)
{
	(void)err;
	return &pdf_calls;
}

static struct desk *
open_desk(struct house *house)
{
	const struct desk_options options = {
	    .file = house->file,
	    .forms = house->forms,
	    .share = house->folder,
	    .is_key_cheap = true,
	    .clock = {clock_now, clock_local, house},
	    .find_pdf = find_pdf,
	};
	struct desk *desk;
	struct err err = {0};

	expect(desk_new(&options, &desk, &err));
	return desk;
}

/* The bytes of a file with one person in it, made once. */
static const struct str *
first_file(struct house *house)
{
	static struct str bytes;
	struct err err = {0};

	if (bytes.length > 0)
		return &bytes;
	struct desk *desk = open_desk(house);
	expect(desk_open_file(desk, true, &err));
	expect(desk_add_plan(desk, "Mair Evans", &err));
	desk_free(desk);
	expect(file_read(house->file, LIMIT, &bytes, &err));
	return &bytes;
}

static struct house
begin(void)
{
	static char *root, *forms; /* where the harness was started */
	struct house house = {.now = NOON, .arena = arena_new()};
	struct err err = {0};

	if (!root) {
		root = realpath(".", NULL);
		forms = realpath("tests/rig/small", NULL);
		expect(root && forms && setlocale(LC_CTYPE, "C.UTF-8"));
	}
	expect(file_make_temporary(&house.folder, &err));
	expect(chdir(house.folder) == 0);
	house.root = root;
	house.forms = forms;
	house.file = file_join(house.arena, house.folder, "people.db");
	const struct str *bytes = first_file(&house);
	expect(file_write(house.file, bytes->text, bytes->length, &err));
	house.now = NOON;
	return house;
}

static void
finish(struct house *house)
{
	expect(chdir(house->root) == 0);
	/* The folder of backups first: it would keep the other from going. */
	file_remove_temporary(
	    file_join(house->arena, house->folder, "backups"));
	file_remove_temporary(house->folder);
	expect(!file_exists(house->folder));
	mem_free(house->folder);
	arena_free(house->arena);
}

/* --- What is done --------------------------------------------------------- */

static void
write_keys(struct house *house, const uint8_t *data, size_t size)
{
	struct str keys = STR_EMPTY;
	struct err err = {0};

	str_put(&keys, openings[data[0] % ARRAY_LENGTH(openings)]);
	for (size_t i = 1; i < size && i < STEPS_MAX; i++) {
		unsigned byte = data[i];
		if (byte < FIRST_TEXT)
			str_format(
			    &keys, "<%s>", term_key_name(byte % KEY_NAME_MAX));
		else
			str_put(&keys, typed[byte % ARRAY_LENGTH(typed)]);
	}
	str_put(&keys, "\n:dump screen\n");
	expect(file_write(file_join(house->arena, house->folder, "keys"),
	    keys.text, keys.length, &err));
	str_release(&keys);
}

static void
run(struct house *house)
{
	const struct term_options options = {.script = "keys"};
	struct desk *desk = open_desk(house);
	struct term *term;
	struct err err = {0};

	expect(term_open(&options, &term, &err));
	desk_open_file(desk, false, &err);
	ui_run(desk, term, &err);
	term_close(term);
	desk_free(desk);
}

/* --- What must hold ------------------------------------------------------- */

/* Clean rows, and below them where the cursor stands. */
static void
check_screen(void)
{
	struct str text = STR_EMPTY;
	struct err err = {0};
	int rows = 0;

	if (!file_exists("screen")) /* it was left before the end */
		return;
	expect(file_read("screen", LIMIT, &text, &err));
	expect(utf8_is_valid(text.text, text.length, NULL));
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.text[i];
		expect(c >= ' ' || c == '\n');
		expect(c != 0x7F);
		rows += c == '\n';
	}
	const char *cursor = strstr(text.text, "\ncursor ");
	expect(cursor != NULL);
	cursor += strlen("\ncursor ");
	expect(text_number(cursor, &cursor) < rows);
	str_release(&text);
}

/* A file with a passphrase by now stays shut; any other tells all. */
static void
check_file(struct house *house)
{
	struct desk *desk = open_desk(house);
	struct str told = STR_EMPTY;
	struct err err = {0};

	if (desk_open_file(desk, false, &err)) {
		int64_t id;
		expect(desk_put_verified(&told, desk, &err));
		if (desk_find(desk, "0001", &id, &err)) {
			expect(desk_open_plan(desk, id, &err));
			expect(desk_reading(desk) != NULL);
		}
	}
	str_release(&told);
	desk_free(desk);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2)
		return 0;
	struct house house = begin();

	write_keys(&house, data, size);
	run(&house);
	check_screen();
	check_file(&house);
	finish(&house);
	return 0;
}
