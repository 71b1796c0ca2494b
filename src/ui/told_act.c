/*
 * What an act of the plan's history was, in a few words: for whoever says what
 * Undo has taken back, or Redo has done again.
 *
 * It tells of the plan as it is when it is asked: what is about to go still has
 * its name before that, what comes back has it afterwards.  Owns nothing.
 * Tested by tests/screens/undoing.keys.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "desk/jot.h"
#include "ui/told.h"

enum { NAME_CELLS = 60 };

/* The first change of a kind, or NULL. */
static const struct change *
first_change(const struct event *event, enum change_kind kind)
{
	for (size_t i = 0; i < event->count; i++)
		if (event->changes[i].kind == kind)
			return &event->changes[i];
	return NULL;
}

/* As much of a name as stays in a sentence. */
static void
put_short(struct str *out, const char *text)
{
	int cells;
	size_t length = utf8_fit(text, strlen(text), NAME_CELLS, &cells);

	for (size_t i = 0; i < length; i++)
		str_put_char(out, text[i] == '\n' ? ' ' : text[i]);
	if (text[length] != '\0')
		str_put(out, "\u2026");
}

static bool
is_there(struct desk *desk, const struct change *row)
{
	return plan_row_place(desk_plan(desk), row->repeat, row->row) >= 0;
}

/* What the row is called, or if it is not there which of its list it was. */
static void
put_row(struct str *out, struct desk *desk, const struct change *change)
{
	size_t list = form_find_repeat(desk_forms(desk), change->repeat);
	struct str name = STR_EMPTY;

	if (list == NONE)
		str_put(&name, change->repeat);
	else if (is_there(desk, change))
		reading_put_row_name(&name, desk_reading(desk), list,
		    change->row, desk_words(desk));
	else
		reading_put_row_place(&name, desk_reading(desk), list,
		    change->row, desk_words(desk));
	put_short(out, name.text);
	str_release(&name);
}

/* What the forms ask there; nothing if they do not know it any more. */
static void
put_question(struct str *out, struct desk *desk, const struct change *change)
{
	const struct form_set *set = desk_forms(desk);
	const struct words *words = desk_words(desk);
	size_t field = form_find_field(set, change->address.field);
	const char *label =
	    field == NONE
		? NULL
		: wording_get(&set->fields[field].label, words_language(words));

	if (label)
		reading_put_text(out, desk_reading(desk), label, words);
}

static bool
is_of_jots(struct desk *desk, const struct change *change)
{
	const struct form_set *set = desk_forms(desk);
	size_t list = form_find_repeat(set, change->repeat);

	return list != NONE && set->repeats[list].meaning == MEANS_JOT;
}

/* What becomes of a row, and of the answer that came with it, if any. */
static enum word
word_of_row(
    struct desk *desk, const struct change *row, const struct change *answer)
{
	bool is_new = row->place_before < 0, is_gone = row->place_after < 0;

	if (is_of_jots(desk, row) && is_gone && answer)
		return WORD_UI_DONE_PLACED;
	if (is_of_jots(desk, row) && is_new)
		return WORD_UI_DONE_JOT;
	return is_new    ? WORD_UI_DONE_ROW_NEW
	       : is_gone ? WORD_UI_DONE_ROW_GONE
			 : WORD_UI_DONE_ROW_MOVED;
}

static bool
put_act(struct str *out, struct desk *desk, const struct event *event)
{
	const struct words *words = desk_words(desk);
	const struct change *row = first_change(event, CHANGE_ROW);
	const struct change *answer = first_change(event, CHANGE_ANSWER);
	struct str name = STR_EMPTY;

	if (first_change(event, CHANGE_FORMS)) {
		str_put(out, words_get(words, WORD_UI_DONE_FORMS));
		return true;
	}
	if (row) {
		enum word word = word_of_row(desk, row, answer);
		if (word == WORD_UI_DONE_PLACED)
			put_question(&name, desk, answer);
		else
			put_row(&name, desk, row);
		words_put(out, words, word, name.text, NULL);
	} else if (answer) {
		put_question(&name, desk, answer);
		if (event->count > 1 && name.length > 0)
			words_put(
			    out, words, WORD_UI_DONE_SEVERAL, name.text, NULL);
		else
			str_put(out, name.text);
	}
	str_release(&name);
	return !row || is_there(desk, row);
}

/* A row is named while it is there: before it is taken away, or once back. */
bool
told_undo(struct str *out, struct desk *desk, enum act act,
    struct address *where, bool *done, struct err *err)
{
	struct event event = {0};

	desk_next_act(desk, act, &event);
	bool is_told = put_act(out, desk, &event);
	bool is_fine = act == ACT_UNDO ? desk_undo(desk, done, where, err)
				       : desk_redo(desk, done, where, err);
	if (is_fine && *done && !is_told) {
		str_clear(out);
		put_act(out, desk, &event);
	}
	return is_fine;
}
