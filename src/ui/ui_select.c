/*
 * Typing, selecting, copying, pasting and undoing in whatever text the screen
 * on top has in focus, the same on every screen: a screen only says which.
 *
 * Owns the clipboard: it is the program's and no terminal's, so nothing that
 * anybody said gets into another program by it, and it is wiped when a person's
 * plan is closed, so nothing gets into another's, when the workbench locks and
 * when it ends.  Screens know nothing of it: what is pasted comes to them as
 * any paste does, and what is cut is deleted by the key for that, so each saves
 * it as it saves typing.
 *
 * What is selected is reversed, and said in the message row as well: neither
 * a dump nor an ear knows what is reversed.
 *
 * Tested by tests/screens/selecting.keys and tests/lock.
 */
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/edit.h"
#include "ui/line.h"
#include "ui/state.h"

enum { SAID_CELLS = 30, SAID_END_CELLS = 12 };

/* clang-format off */
static const struct {
	enum term_key plain, selecting;
	enum edit_move move;
} moves[] = {
	{ KEY_NAME_LEFT, KEY_NAME_SHIFT_LEFT, EDIT_LEFT },
	{ KEY_NAME_RIGHT, KEY_NAME_SHIFT_RIGHT, EDIT_RIGHT },
	{ KEY_NAME_UP, KEY_NAME_SHIFT_UP, EDIT_UP },
	{ KEY_NAME_DOWN, KEY_NAME_SHIFT_DOWN, EDIT_DOWN },
	{ KEY_NAME_WORD_LEFT, KEY_NAME_SHIFT_WORD_LEFT, EDIT_WORD_LEFT },
	{ KEY_NAME_WORD_RIGHT, KEY_NAME_SHIFT_WORD_RIGHT, EDIT_WORD_RIGHT },
	{ KEY_NAME_HOME, KEY_NAME_SHIFT_HOME, EDIT_ROW_START },
	{ KEY_NAME_END, KEY_NAME_SHIFT_END, EDIT_ROW_END },
	{ KEY_NAME_TOP, KEY_NAME_SHIFT_TOP, EDIT_TOP },
	{ KEY_NAME_BOTTOM, KEY_NAME_SHIFT_BOTTOM, EDIT_BOTTOM },
};
/* clang-format on */

/* The text in focus on a screen, or NULL where nothing is written. */
static struct edit *
any_in_focus(struct ui *ui, const struct stacked *entry)
{
	return entry->class->writing ? entry->class->writing(ui, entry->state)
				     : NULL;
}

/* The same where it may be seen. */
static struct edit *
edit_on(struct ui *ui, const struct stacked *entry)
{
	struct edit *edit = any_in_focus(ui, entry);

	return edit && !edit_is_secret(edit) ? edit : NULL;
}

static struct edit *
edit_in_focus(struct ui *ui)
{
	return edit_on(ui, ui_top(ui));
}

static void
note_typed(struct ui *ui)
{
	const struct stacked *entry = ui_top(ui);

	if (entry->class->typed)
		entry->class->typed(ui, entry->state);
}

bool
ui_give(struct ui *ui, const struct term_event *event)
{
	const struct stacked *entry = ui_top(ui);

	if (entry->class->event && entry->class->event(ui, entry->state, event))
		return true;
	/* Only now: the event may have moved the focus. */
	struct edit *edit = any_in_focus(ui, entry);
	bool is_typed = edit && line_event(edit, event);
	if (is_typed)
		note_typed(ui);
	return is_typed;
}

static bool
has_selection(const struct edit *edit)
{
	size_t start, end;

	return edit && edit_selection(edit, &start, &end);
}

/* --- What is said --------------------------------------------------------- */

/* In one row: blanks and ends of lines are one blank. */
static void
put_flat(struct str *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		bool is_blank = text[i] == ' ' || text[i] == '\n';
		bool is_first = out->length == 0;
		if (!is_blank)
			str_put_char(out, text[i]);
		else if (!is_first && out->text[out->length - 1] != ' ')
			str_put_char(out, ' ');
	}
}

/* The beginning and the end of what is selected, or all of it. */
static void
put_excerpt(struct str *out, const char *text, size_t length)
{
	if (utf8_width(text, length) <= SAID_CELLS) {
		put_flat(out, text, length);
		return;
	}
	int cells = SAID_CELLS - SAID_END_CELLS;
	size_t end = length, before = length;
	while (utf8_width(text + before, length - before) <= SAID_END_CELLS) {
		end = before;
		before = utf8_previous(text, length, end);
	}
	put_flat(out, text, utf8_fit(text, length, cells, NULL));
	str_put(out, "\u2026");
	put_flat(out, text + end, length - end);
}

/* Say a sentence of how many letters are selected, and which. */
static void
say(struct ui *ui, enum word word, const char *text, size_t length)
{
	struct str excerpt = STR_EMPTY;

	put_excerpt(&excerpt, text, length);
	ui_say(ui, word, numeral_of_count(utf8_count(text, length)).text,
	    excerpt.text, NULL);
	str_release(&excerpt);
}

static void
say_selected(struct ui *ui, const struct edit *edit)
{
	size_t start, end;

	if (edit_selection(edit, &start, &end))
		say(ui, WORD_UI_SELECTED, edit_text(edit) + start, end - start);
	else if (edit_is_held(edit))
		ui_say(ui, WORD_UI_SELECTING, NULL);
}

/* --- Keys ----------------------------------------------------------------- */

/* Select a word beside the caret unless something is selected. */
static void
take_word(struct edit *edit, enum edit_move move)
{
	size_t start, end;

	if (!edit_selection(edit, &start, &end))
		edit_extend(edit, move);
}

/* A move that selects; false if the key is none. */
static bool
select_by(struct ui *ui, struct edit *edit, enum term_key key)
{
	bool is_held = edit_is_held(edit);

	for (size_t i = 0; i < ARRAY_LENGTH(moves); i++)
		if (key == moves[i].selecting ||
		    (is_held && key == moves[i].plain)) {
			edit_extend(edit, moves[i].move);
			say_selected(ui, edit);
			return true;
		}
	return false;
}

bool
ui_select(struct ui *ui, struct term_event *event)
{
	struct edit *edit = edit_in_focus(ui);

	if (event->kind != TERM_KEY)
		return false;
	if (!edit || edit_length(edit) == 0) {
		event->key = term_key_without_shift(event->key);
		return false;
	}
	if (event->key == KEY_NAME_WORD_BACKSPACE) {
		take_word(edit, EDIT_WORD_LEFT);
		event->key = KEY_NAME_BACKSPACE;
	} else if (event->key == KEY_NAME_WORD_DELETE) {
		take_word(edit, EDIT_WORD_RIGHT);
		event->key = KEY_NAME_DELETE;
	} else if (event->key == KEY_NAME_ESCAPE &&
		   (edit_is_held(edit) || has_selection(edit))) {
		edit_unselect(edit);
		ui_say(ui, WORD_UI_UNSELECTED, NULL);
		return true;
	}
	return select_by(ui, edit, event->key);
}

/* --- Actions -------------------------------------------------------------- */

bool
ui_select_has(struct ui *ui, enum fact fact)
{
	const struct edit *edit = edit_on(ui, ui_meant(ui));

	switch (fact) {
	case FACT_TEXT:
		return edit != NULL;
	case FACT_STEPS:
		return edit && edit_has_steps(edit);
	case FACT_SELECTED:
		return has_selection(edit);
	case FACT_COPIED:
		return ui->clipboard.length > 0;
	default:
		return false;
	}
}

static void
copy(struct ui *ui, const struct edit *edit, enum word said)
{
	size_t start, end;

	if (!edit_selection(edit, &start, &end))
		return;
	str_release(&ui->clipboard); /* and wiped */
	str_put_n(&ui->clipboard, edit_text(edit) + start, end - start);
	say(ui, said, ui->clipboard.text, ui->clipboard.length);
}

/* In this text alone: acts on the plan are undone where they show. */
static void
undo_or_redo(struct ui *ui, struct edit *edit, bool is_undo)
{
	if (is_undo ? !edit_undo(edit) : !edit_redo(edit)) {
		ui_say(ui,
		    is_undo ? WORD_UI_NOTHING_TO_UNDO : WORD_UI_NOTHING_TO_REDO,
		    NULL);
		return;
	}
	note_typed(ui);
	ui_say(ui,
	    is_undo ? WORD_UI_PAGE_TYPING_UNDONE : WORD_UI_PAGE_TYPING_REDONE,
	    NULL);
}

bool
ui_select_act(struct ui *ui, enum action action)
{
	struct edit *edit = edit_in_focus(ui);

	switch (action) {
	case ACTION_SELECT:
		if (edit_is_held(edit))
			edit_unselect(edit);
		else
			edit_hold(edit);
		say_selected(ui, edit);
		return true;
	case ACTION_COPY:
		copy(ui, edit, WORD_UI_COPIED);
		edit_unselect(edit);
		return true;
	case ACTION_CUT:
		copy(ui, edit, WORD_UI_CUT);
		ui_give(ui, &(struct term_event){
				.kind = TERM_KEY, .key = KEY_NAME_DELETE});
		return true;
	case ACTION_PASTE:
		ui_give(ui, &(struct term_event){.kind = TERM_PASTE,
				.text = ui->clipboard.text,
				.length = ui->clipboard.length});
		return true;
	case ACTION_UNDO:
	case ACTION_REDO:
		if (edit)
			undo_or_redo(ui, edit, action == ACTION_UNDO);
		return edit != NULL;
	default:
		return false;
	}
}

void
ui_select_put_keys(struct ui *ui, struct str *out)
{
	static const enum action shown[] = {ACTION_COPY, ACTION_CUT};

	if (!has_selection(edit_in_focus(ui)))
		return;
	for (size_t i = 0; i < ARRAY_LENGTH(shown); i++) {
		ui_put_key(ui, shown[i], out);
		str_put(out, "   ");
	}
}
