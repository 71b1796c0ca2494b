/*
 * Jotting down: two lines above whatever was open, and back.
 *
 * The screen below is left as it stands, to the letter: what is half typed
 * there is neither saved nor lost, and its own edit goes on holding it.  What
 * is half written here is a sheet (ui/half.h), which is kept against a crash
 * and goes in the act that it becomes.
 *
 * Tested through scripts, tests/screens.
 */
#include "desk/jot.h"

#include "ui/half.h"
#include "ui/line.h"
#include "ui/screens.h"

enum jot_line { LINE_SAID, LINE_WHOSE_WORDS, LINE_COUNT };

enum { HINT_AT = 2 };

struct jotter {
	struct half half;
};

static struct edit *
line_of(struct jotter *jotter, enum jot_line line)
{
	return jotter->half.lines[line];
}

static void
jotter_free(void *state)
{
	struct jotter *jotter = state;

	half_release(&jotter->half);
	mem_free(jotter);
}

static void
jotter_draw(struct ui *ui, void *state, const struct area *area)
{
	static const enum word labels[LINE_COUNT] = {
	    WORD_UI_JOT_TEXT, WORD_UI_JOT_WHOSE};
	struct jotter *jotter = state;
	struct str name = STR_EMPTY, hint = STR_EMPTY;
	int row = area->top;

	desk_put_name(&name, ui_desk(ui));
	words_put(&hint, ui_words(ui), WORD_UI_JOT_HINT, name.text, NULL);
	ui_put_text(
	    ui, area, row + LINE_COUNT + 1, HINT_AT, hint.text, ROLE_HINT);
	for (enum jot_line line = 0; line < LINE_COUNT; line++)
		line_draw(ui_term(ui), line_of(jotter, line), row + (int)line,
		    area->columns, words_get(ui_words(ui), labels[line]),
		    (int)line == jotter->half.focus);
	str_release(&hint);
	str_release(&name);
}

static void
put_away(struct ui *ui, struct jotter *jotter)
{
	const char *text = edit_text(line_of(jotter, LINE_SAID));
	struct err err = {0};

	if (text_is_blank(text)) {
		jotter->half.focus = LINE_SAID;
		ui_say(ui, WORD_UI_JOT_EMPTY, NULL);
		return;
	}
	if (!desk_jot(ui_desk(ui), text,
		edit_text(line_of(jotter, LINE_WHOSE_WORDS)), &err)) {
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
		return;
	}
	screen_pop(ui);
	ui_say(ui, WORD_UI_JOT_DONE,
	    numeral_of_count(desk_count_jots(ui_desk(ui))).text, NULL);
}

static bool
jotter_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct jotter *jotter = state;
	int next = line_step(event, jotter->half.focus, LINE_COUNT);

	if (term_is_key(event, KEY_NAME_ENTER)) {
		put_away(ui, jotter);
		return true;
	}
	if (next >= 0)
		jotter->half.focus = next;
	return next >= 0;
}

static const struct screen_class jotter_class = {
    .name = "jot",
    .about = WORD_UI_HELP_JOT,
    .keys = WORD_UI_KEYS_JOT,
    .names_person = true,
    .title = WORD_MAX,
    .heading = WORD_UI_JOT_TITLE,
    .hint = WORD_UI_HINTS_JOT,
    .draw = jotter_draw,
    .event = jotter_event,
    .act = half_act,
    .writing = half_writing,
    .settle = half_settle,
    .saving = half_saving,
    .is_typing = half_is_typing,
    .tick = half_tick,
    .free = jotter_free,
};

void
jot_open(struct ui *ui)
{
	struct err err = {0};

	if (half_raise(ui, &jotter_class, 0))
		return;
	if (!desk_can_jot(ui_desk(ui), &err)) {
		ui_say_err(ui, &err);
		return;
	}
	struct jotter *jotter = mem_new(sizeof(*jotter));
	half_init(&jotter->half, SHEET_JOT, 0);
	for (enum jot_line line = 0; line < LINE_COUNT; line++)
		jotter->half.lines[line] = edit_new("", true);
	half_open(ui, &jotter_class, jotter);
}

void
jot_open_pending(struct ui *ui)
{
	struct arena *arena = arena_new();
	struct kept_sheet sheet;
	struct err err = {0};
	bool found;

	if (!desk_find_sheet(
		ui_desk(ui), SHEET_JOT, 0, arena, &sheet, &found, &err))
		ui_say_err(ui, &err);
	else if (found)
		jot_open(ui);
	arena_free(arena);
}
