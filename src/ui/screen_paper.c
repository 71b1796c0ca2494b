/*
 * Saving the pages of a print as a file: how big the letters are, and where
 * the file goes.
 *
 * The name that is offered holds the reference and no name, since files lie
 * about.  A file that is there already is written over only when Enter is
 * pressed again.  Tested through scripts, tests/screens.
 */
#include "base/str.h"
#include "desk/print.h"
#include "ui/line.h"
#include "ui/screens.h"
#include "ui/versions.h"

enum stop { STOP_SIZE, STOP_FILE, STOP_SAVE, STOP_MAX };

enum { LABEL_AT = 2, VALUE_AT = 18, EDGE = 1 };

const struct paper_letters paper_letters[PAPER_LETTERS] = {
    {NULL, WORD_UI_PAPER_OWN},
    {"clear", WORD_UI_PAPER_CLEAR},
    {"large", WORD_UI_PAPER_LARGE},
    {"giant", WORD_UI_PAPER_GIANT},
};

struct paper {
	const char *part; /* a document's name; lives for ever */
	int version;      /* 0: the plan as it is now */
	size_t size;
	struct edit *path;
	enum stop focus;
	bool may_replace; /* was told that the file is there */
};

static void
paper_free(void *state)
{
	struct paper *paper = state;

	edit_free(paper->path);
	mem_free(paper);
}

/* A label with what is chosen for it, or the button. */
static void
draw_stop(struct ui *ui, const struct paper *paper, enum stop stop, int row,
    int columns)
{
	struct term *term = ui_term(ui);
	const struct words *words = ui_words(ui);
	bool is_focus = paper->focus == stop;
	enum term_role role = is_focus ? ROLE_FOCUS : ROLE_LABEL;
	struct str text = STR_EMPTY;

	if (stop == STOP_SAVE)
		str_format(&text, "[ %s ]", words_get(words, WORD_UI_ACT_SAVE));
	else
		str_put(&text, words_get(words, WORD_UI_PAPER_LETTERS));
	term_put_text(term, row, 0, 1, is_focus ? ">" : " ", ROLE_FOCUS);
	term_put_text(
	    term, row, LABEL_AT, VALUE_AT - LABEL_AT, text.text, role);
	if (stop == STOP_SIZE)
		term_put_text(term, row, VALUE_AT, columns - VALUE_AT - EDGE,
		    words_get(words, paper->version > 0 && paper->size == 0
					 ? WORD_UI_PAPER_HANDED_OVER
					 : paper_letters[paper->size].word),
		    ROLE_CHOSEN);
	if (is_focus)
		term_cursor(term, row, stop == STOP_SIZE ? VALUE_AT : LABEL_AT);
	str_release(&text);
}

static void
paper_draw(struct ui *ui, void *state, const struct area *area)
{
	struct paper *paper = state;
	int row = area->top + 1;

	line_draw(ui_term(ui), paper->path, row + 1, area->columns,
	    words_get(ui_words(ui), WORD_UI_PAPER_FILE),
	    paper->focus == STOP_FILE);
	draw_stop(ui, paper, STOP_SIZE, row, area->columns);
	draw_stop(ui, paper, STOP_SAVE, row + 2, area->columns);
	ui_put_text(ui, area, row + 4, LABEL_AT,
	    words_get(ui_words(ui), WORD_UI_PAPER_OPEN), ROLE_TEXT);
}

static void
save(struct ui *ui, struct paper *paper)
{
	const struct print_of of = {
	    .part = paper->part,
	    .size = paper_letters[paper->size].name,
	    .version = paper->version,
	};
	const char *path = edit_text(paper->path);
	struct err err = {0};

	if (text_is_blank(path)) {
		ui_say(ui, WORD_UI_PAPER_NO_NAME, NULL);
		return;
	}
	if (desk_is_file(path) && !paper->may_replace) {
		paper->may_replace = true;
		ui_say(ui, WORD_UI_PAPER_THERE, NULL);
		return;
	}
	if (!desk_print_to(ui_desk(ui), &of, path, &err)) {
		ui_say_err(ui, &err);
		return;
	}
	struct str said = STR_EMPTY;
	str_put(&said, path);
	screen_pop(ui);
	ui_say(ui, WORD_UI_PAPER_SAVED, said.text, NULL);
	str_release(&said);
}

/* The next or the previous size of letters. */
static void
turn_size(struct paper *paper, bool is_forward)
{
	size_t count = PAPER_LETTERS;

	paper->size = (paper->size + (is_forward ? 1 : count - 1)) % count;
}

static bool
size_event(struct paper *paper, const struct term_event *event)
{
	bool is_blank = event->kind == TERM_TEXT && event->text[0] == ' ';

	if (event->kind == TERM_TEXT && event->text[0] >= '1' &&
	    event->text[0] < '1' + (char)PAPER_LETTERS)
		paper->size = (size_t)(event->text[0] - '1');
	else if (is_blank || term_is_key(event, KEY_NAME_RIGHT))
		turn_size(paper, true);
	else if (term_is_key(event, KEY_NAME_LEFT))
		turn_size(paper, false);
	else
		return false;
	return true;
}

static bool
paper_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct paper *paper = state;
	int next = line_step(event, (int)paper->focus, STOP_MAX);

	if (term_is_key(event, KEY_NAME_ENTER)) {
		if (paper->focus == STOP_SIZE)
			paper->focus = STOP_FILE;
		else
			save(ui, paper);
		return true;
	}
	paper->may_replace = false;
	if (next >= 0) {
		paper->focus = (enum stop)next;
		return true;
	}
	return paper->focus == STOP_SIZE && size_event(paper, event);
}

static void
paper_hints(struct ui *ui, void *state, struct str *out)
{
	static const enum word hints[STOP_MAX] = {
	    [STOP_SIZE] = WORD_UI_HINTS_PAPER_SIZE,
	    [STOP_FILE] = WORD_UI_HINTS_PAPER_FILE,
	    [STOP_SAVE] = WORD_UI_HINTS_PAPER_FILE,
	};
	const struct paper *paper = state;

	str_put(out, words_get(ui_words(ui), hints[paper->focus]));
}

static struct edit *
paper_writing(struct ui *ui, void *state)
{
	const struct paper *paper = state;

	(void)ui;
	return paper->focus == STOP_FILE ? paper->path : NULL;
}

static const struct screen_class paper_class = {
    .name = "paper",
    .about = WORD_UI_HELP_PAPER,
    .keys = WORD_UI_KEYS_PAPER,
    .names_person = true,
    .title = WORD_UI_PAPER,
    .heading = WORD_UI_PAPER_SAVE,
    .draw = paper_draw,
    .event = paper_event,
    .put_hints = paper_hints,
    .writing = paper_writing,
    .free = paper_free,
};

static void
open_paper(struct ui *ui, const char *part, int version, const char *file)
{
	struct paper *paper = mem_new(sizeof(*paper));
	struct str path = STR_EMPTY;

	desk_put_paper_path(&path, ui_desk(ui), file);
	paper->part = part;
	paper->version = version;
	paper->path = edit_new(path.text, true);
	paper->focus = STOP_FILE;
	screen_push(ui, &paper_class, paper);
	str_release(&path);
}

void
paper_open(struct ui *ui, const char *part)
{
	open_paper(ui, part, 0, part);
}

void
paper_open_version(struct ui *ui, int number)
{
	struct str file = STR_EMPTY;

	str_format(&file, "version-%d", number);
	open_paper(ui, "plan", number, file.text);
	str_release(&file);
}
