/*
 * Files of people that somebody has changed: every byte of them is believed
 * to be hostile.  Whatever it is, the desk opens it or says why not, and reads
 * and prints what can be read; it neither crashes nor hangs, and forms that
 * the file keeps are checked like any others.
 *
 * COUNT= and SEED= say how often, and from where on: 2,000 rounds take a
 * minute.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "desk/exchange.h"
#include "desk/print.h"
#include "rig/room.h"
#include "rig/world.h"
#include "store/store.h"

enum { ROUNDS = 60, CHANGES_MOST = 40, PATIENCE = 60 };

static uint64_t
number_from(const char *name, uint64_t usual)
{
	const char *text = getenv(name);

	return text && *text ? strtoull(text, NULL, 10) : usual;
}

/* The next of a row of numbers that looks like chance (splitmix64). */
static uint64_t
chance(uint64_t *state)
{
	uint64_t n = *state += 0x9E3779B97F4A7C15;

	n = (n ^ (n >> 30)) * 0xBF58476D1CE4E5B9;
	n = (n ^ (n >> 27)) * 0x94D049BB133111EB;
	return n ^ (n >> 31);
}

/* What people and programs do with a file, as far as it goes. */
static void
use_file(struct room *room)
{
	static const struct print_of print = {.format = FORMAT_TEXT};
	const struct person *people;
	struct str out = STR_EMPTY;
	size_t count = 0;
	bool done;

	err_clear(&room->err);
	if (!desk_open_file(room->desk, false, &room->err)) {
		cr_assert(room->err.is_set);
		return;
	}
	if (!desk_list(room->desk, NULL, 0, 9, &people, &count, &room->err))
		count = 0;
	for (int64_t id = 1; id <= 2; id++) {
		err_clear(&room->err);
		if (!desk_open_plan(room->desk, id, &room->err)) {
			cr_assert(room->err.is_set);
			continue;
		}
		desk_readiness(room->desk);
		desk_budget(room->desk);
		desk_pending(room->desk);
		desk_print(room->desk, &print, &out, &room->err);
		for (int i = 0; i < EXPORT_MAX; i++)
			desk_export(room->desk, (enum export_format)i, &out,
			    &room->err);
		err_clear(&room->err);
		desk_undo(room->desk, &done, NULL, &room->err);
	}
	str_release(&out);
}

/* Two people with a little of everything. */
static struct room *
make_room(struct str *bytes)
{
	struct room *room = room_new();
	const struct address matters = {.field = "matters"};

	room_add(room, "Mair Evans");
	room_set(room, "matters", "The sea");
	room_set(room, "worker:meals", "all");
	room_add_row(room, "lines");
	room_set(room, "lines.1.cost", "12.50");
	cr_assert(desk_typing(room->desk, &matters, "My gar", 3, &room->err));
	room_add(room, "Huw Price");
	room_set(room, "meals", "some");
	room_undo(room);
	room_new_desk(room);
	cr_assert(file_read(room->file, FILE_LIMIT, bytes, &room->err));
	return room;
}

static void
put_file(struct room *room, const struct str *bytes)
{
	const char *journal = room_path(room, "people.db-journal");

	unlink(journal);
	cr_assert(
	    file_write(room->file, bytes->text, bytes->length, &room->err));
}

/* Bytes changed here and there, a stretch of them, or the end cut off. */
static void
spoil(struct str *bytes, uint64_t *state)
{
	uint64_t count = 1 + chance(state) % CHANGES_MOST;
	uint64_t kind = chance(state) % 8;
	size_t at = chance(state) % bytes->length;

	if (kind == 0) {
		str_cut(bytes, at);
		return;
	}
	for (uint64_t i = 0; i < count; i++) {
		bytes->text[at] =
		    kind == 1 ? (char)0xFF : (char)(chance(state) & 0xFF);
		at = kind < 4 ? (at + 1) % bytes->length
			      : chance(state) % bytes->length;
	}
}

Test(hostile, files_are_refused_or_read_and_nothing_worse)
{
	uint64_t seed = number_from("SEED", 7);
	uint64_t rounds = number_from("COUNT", ROUNDS), opened = 0;
	struct str whole = STR_EMPTY, bytes = STR_EMPTY;
	struct room *room = make_room(&whole);

	for (uint64_t i = 0; i < rounds; i++) {
		uint64_t state = seed * 1000003 + i;
		str_clear(&bytes);
		str_put_n(&bytes, whole.text, whole.length);
		spoil(&bytes, &state);
		put_file(room, &bytes);
		/* What hangs is killed, and says so by that. */
		alarm(PATIENCE);
		use_file(room);
		opened += desk_has_plan(room->desk);
		alarm(0);
		room_new_desk(room);
	}
	cr_log_info("%llu of %llu files could still be read; seed %llu",
	    (unsigned long long)opened, (unsigned long long)rounds,
	    (unsigned long long)seed);
	cr_assert(opened > rounds / 20 && opened < rounds);
	str_release(&bytes);
	str_release(&whole);
	room_free(room);
}

/* --- A file that is whole and lies ---------------------------------------- */

static void
run_sql(struct room *room, const char *sql)
{
	cr_assert(world_alter(room->file, sql), "%s", sql);
}

Test(hostile, forms_in_a_file_are_those_that_it_names)
{
	struct str whole = STR_EMPTY;
	struct room *room = make_room(&whole);

	/* Other forms lie in the folder, so those of the file are needed. */
	room_change_forms(room, "1-small.form", "A small plan", "Another plan");
	run_sql(room, "UPDATE source SET text = replace(text, 'pounds', 'x')"
		      " || char(10) || char(10) || 'question: mine' || char(10)"
		      " || 'type: line'");
	cr_assert(desk_open_file(room->desk, false, &room->err));
	cr_assert_not(desk_open_plan(room->desk, 1, &room->err));
	cr_assert(room_says(room, WORD_STORE_BROKEN));
	str_release(&whole);
	room_free(room);
}

Test(hostile, forms_in_a_file_are_checked_like_any_others)
{
	static const struct source bad = {.name = "mine.form",
	    .text = "form: small\ntitle: Mine\n\nquestion: name\n"
		    "type: line\nask if: load_extension('x')\n"};
	char hash[FORMS_HASH_SIZE];
	struct str whole = STR_EMPTY;
	struct room *room = make_room(&whole);
	struct store *store;

	store_hash_forms(&bad, 1, hash);
	cr_assert(store_open(&(struct store_options){.path = room->file},
	    &store, NULL, &room->err));
	cr_assert(store_put_forms(store, hash, &bad, 1, &room->err));
	store_close(store);
	run_sql(room, arena_format(room->arena,
			  "UPDATE plan SET forms = '%s' WHERE id = 1", hash));
	cr_assert(desk_open_file(room->desk, false, &room->err));
	cr_assert_not(desk_open_plan(room->desk, 1, &room->err));
	cr_assert(room_says(room, WORD_DESK_FORMS_LOST));
	cr_assert(desk_open_plan(room->desk, 2, &room->err), "others open");
	str_release(&whole);
	room_free(room);
}

Test(hostile, history_that_does_not_fit_the_answers_is_not_taken_back)
{
	static const char *const lies[] = {
	    "UPDATE answer SET text = 'A dog' WHERE plan = 1",
	    "UPDATE list_row SET place = NULL WHERE plan = 1",
	};
	struct str whole = STR_EMPTY;
	struct room *room = make_room(&whole);
	bool done, is_told = false;

	for (size_t i = 0; i < ARRAY_LENGTH(lies); i++) {
		put_file(room, &whole);
		run_sql(room, lies[i]);
		cr_assert(desk_open_file(room->desk, false, &room->err));
		cr_assert(desk_open_plan(room->desk, 1, &room->err));
		while (desk_undo(room->desk, &done, NULL, &room->err) && done)
			;
		is_told = room_says(room, WORD_DESK_HISTORY_WRONG);
		cr_assert(is_told, "%s", lies[i]);
		room_new_desk(room);
	}
	str_release(&whole);
	room_free(room);
}

/* --- Opening and closing, again and again --------------------------------- */

/* How many files this program has open. */
static size_t
count_open_files(void)
{
	struct arena *arena = arena_new();
	const char *const *names;
	struct err err = {0};
	size_t count = 0;

	cr_assert(file_list("/proc/self/fd", "", arena, &names, &count, &err));
	arena_free(arena);
	return count;
}

Test(hostile, nothing_is_left_open_or_locked)
{
	static const struct print_of print = {.format = FORMAT_PDF};
	struct str whole = STR_EMPTY, out = STR_EMPTY, broken = STR_EMPTY;
	struct room *room = make_room(&whole);
	size_t before = count_open_files();

	for (int i = 0; i < 20; i++) {
		cr_assert(desk_open_file(room->desk, false, &room->err));
		cr_assert_not(
		    world_is_free(room->file), "it is this program's alone");
		cr_assert(desk_open_plan(room->desk, 1, &room->err));
		cr_assert(desk_print(room->desk, &print, &out, &room->err));
		/* What is refused leaves nothing open either. */
		cr_assert_not(desk_import(
		    room->desk, room->forms, &out, &out, &room->err));
		room_new_desk(room);
		cr_assert(world_is_free(room->file));
		cr_assert_eq(count_open_files(), before, "round %d", i);
	}
	str_put_n(&broken, whole.text, whole.length / 2);
	put_file(room, &broken);
	for (int i = 0; i < 20; i++) {
		cr_assert_not(desk_open_file(room->desk, false, &room->err));
		room_new_desk(room);
		cr_assert(world_is_free(room->file));
		cr_assert_eq(count_open_files(), before, "round %d", i);
	}
	str_release(&broken);
	str_release(&out);
	str_release(&whole);
	room_free(room);
}

Test(hostile, tables_that_do_more_than_keep_are_not_obeyed)
{
	static const char *const traps[] = {
	    "DROP TABLE setting; CREATE VIEW setting AS"
	    " SELECT 'backup.last' AS name, load_extension('x') AS text",
	    "CREATE TRIGGER mine AFTER UPDATE ON summary BEGIN"
	    " DELETE FROM answer; END",
	    "CREATE INDEX mine ON answer (abs(random()))",
	    "DROP TABLE pending; CREATE VIEW pending AS SELECT 1 AS plan,"
	    " 'matters' AS field, 0 AS row, 'person' AS voice,"
	    " zeroblob(100000000) AS text, 0 AS caret, 0 AS at",
	};
	struct str whole = STR_EMPTY;
	struct room *room = make_room(&whole);

	for (size_t i = 0; i < ARRAY_LENGTH(traps); i++) {
		put_file(room, &whole);
		world_alter(room->file, traps[i]);
		alarm(PATIENCE);
		use_file(room);
		alarm(0);
		room_new_desk(room);
	}
	str_release(&whole);
	room_free(room);
}
