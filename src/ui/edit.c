/*
 * The edit: one flat text, its caret, and the list of its steps.
 *
 * A step is a stretch of text that was put in or taken out at a place, so
 * undoing needs no copy of the whole.  Steps up to `done` stand; those behind
 * it can be done again until something new is typed.  Once somebody asked for
 * its rows at a width, they are kept up to date.  It refuses to know what the
 * text is for, and where or how it is drawn.
 *
 * Owned by whoever called edit_new().  Tested by tests/unit/ui_edit.c and by
 * the fuzzer tests/fuzz/ui_edit.c.
 */
#include "ui/edit.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { FIRST_AFTER_C1 = 0xA0, DELETE = 0x7F, NO_GOAL = -1 };

enum kind { KIND_TYPED, KIND_PASTED, KIND_BACKSPACED, KIND_DELETED };

/* What was put in at a place, or taken out there. */
struct step {
	enum kind kind;
	size_t at;
	struct str text;
};

struct edit {
	struct str text;
	size_t caret;
	bool is_one_line;
	int goal; /* the column that up and down keep to, or NO_GOAL */

	struct step *steps;
	size_t count, capacity;
	size_t done;   /* steps before this one stand */
	bool can_join; /* may the next step join the last? */
	bool is_changed;

	struct wrap wrap;
	int wrapped_at; /* the width that wrap is for; 0: none */
};

struct edit *
edit_new(const char *text, bool is_one_line)
{
	struct edit *edit = mem_new(sizeof(*edit));

	str_init(&edit->text);
	if (text)
		str_put(&edit->text, text);
	edit->caret = edit->text.length;
	edit->is_one_line = is_one_line;
	edit->goal = NO_GOAL;
	return edit;
}

/* Forget the steps that could have been done again. */
static void
forget_undone(struct edit *edit)
{
	while (edit->count > edit->done)
		str_release(&edit->steps[--edit->count].text);
}

void
edit_free(struct edit *edit)
{
	if (!edit)
		return;
	edit->done = 0;
	forget_undone(edit);
	mem_free(edit->steps);
	wrap_release(&edit->wrap);
	str_release(&edit->text);
	mem_free(edit);
}

const char *
edit_text(const struct edit *edit)
{
	return edit->text.text;
}

size_t
edit_length(const struct edit *edit)
{
	return edit->text.length;
}

size_t
edit_caret(const struct edit *edit)
{
	return edit->caret;
}

bool
edit_is_changed(const struct edit *edit)
{
	return edit->is_changed;
}

void
edit_settle(struct edit *edit)
{
	edit->is_changed = false;
}

/* The boundary at or after a byte. */
static size_t
boundary_at(const struct edit *edit, size_t at)
{
	const char *text = edit->text.text;
	size_t length = edit->text.length;

	if (at == 0 || at >= length)
		return at < length ? at : length;
	return utf8_next(text, length, utf8_previous(text, length, at));
}

static void
move_to(struct edit *edit, size_t caret)
{
	edit->caret = caret;
	edit->goal = NO_GOAL;
	edit->can_join = false;
}

void
edit_set_caret(struct edit *edit, size_t caret)
{
	move_to(edit, boundary_at(edit, caret));
}

/* The text has changed at a place: keep its rows up to date. */
static void
note_change(struct edit *edit, size_t at, size_t removed, size_t added)
{
	if (edit->wrapped_at != 0)
		wrap_change(&edit->wrap, edit->text.text, edit->text.length,
		    edit->wrapped_at, at, removed, added);
	edit->goal = NO_GOAL;
	edit->is_changed = true;
}

/* Changing the text, without a word about it in the steps. */
static void
put_in(struct edit *edit, size_t at, const char *text, size_t length)
{
	str_insert(&edit->text, at, text, length);
	edit->caret = boundary_at(edit, at + length);
	note_change(edit, at, 0, length);
}

static void
take_out(struct edit *edit, size_t at, size_t length)
{
	str_remove(&edit->text, at, length);
	edit->caret = boundary_at(edit, at);
	note_change(edit, at, length, 0);
}

/* Has the typing of this step come to the end of a sentence or line? */
static bool
ends_sentence(const struct str *typed)
{
	const char *end = typed->text + typed->length;

	if (typed->length > 0 && end[-1] == '\n')
		return true;
	return typed->length > 1 && end[-1] == ' ' && strchr(".!?", end[-2]);
}

/* Join what is done now to the last step, if the two are one act. */
static bool
join_step(struct edit *edit, enum kind kind, size_t at, const char *text,
    size_t length)
{
	if (!edit->can_join || edit->done == 0)
		return false;

	struct step *last = &edit->steps[edit->done - 1];
	if (last->kind != kind)
		return false;
	switch (kind) {
	case KIND_TYPED:
		if (last->at + last->text.length != at ||
		    ends_sentence(&last->text))
			return false;
		str_put_n(&last->text, text, length);
		return true;
	case KIND_BACKSPACED:
		if (at + length != last->at)
			return false;
		str_insert(&last->text, 0, text, length);
		last->at = at;
		return true;
	case KIND_DELETED:
		if (at != last->at)
			return false;
		str_put_n(&last->text, text, length);
		return true;
	case KIND_PASTED:
		return false;
	}
	return false;
}

static void
note_step(struct edit *edit, enum kind kind, size_t at, const char *text,
    size_t length)
{
	forget_undone(edit);
	if (join_step(edit, kind, at, text, length))
		return;
	edit->steps = mem_grow(
	    edit->steps, edit->count, &edit->capacity, sizeof(*edit->steps));

	struct step *step = &edit->steps[edit->count++];
	*step = (struct step){.kind = kind, .at = at, .text = STR_EMPTY};
	str_put_n(&step->text, text, length);
	edit->done = edit->count;
	edit->can_join = true;
}

/* What of a text can be typed here. */
static void
put_typeable(struct str *out, const char *text, size_t length, bool is_one_line)
{
	for (size_t at = 0; at < length;) {
		uint32_t code;
		at += utf8_decode(text + at, length - at, &code);
		if (code == '\r' && at < length && text[at] == '\n')
			continue;
		if (code == '\r' || code == '\n')
			str_put_char(out, is_one_line ? ' ' : '\n');
		else if (code == '\t')
			str_put_char(out, ' ');
		else if (code >= FIRST_AFTER_C1 ||
			 (code >= ' ' && code < DELETE))
			utf8_put(out, code);
	}
}

static void
put_text(struct edit *edit, enum kind kind, const char *text, size_t length)
{
	struct str clean = STR_EMPTY;
	size_t at = edit->caret;

	put_typeable(&clean, text, length, edit->is_one_line);
	if (clean.length > 0) {
		note_step(edit, kind, at, clean.text, clean.length);
		put_in(edit, at, clean.text, clean.length);
	}
	str_release(&clean);
}

void
edit_type(struct edit *edit, const char *text, size_t length)
{
	put_text(edit, KIND_TYPED, text, length);
}

void
edit_paste(struct edit *edit, const char *text, size_t length)
{
	put_text(edit, KIND_PASTED, text, length);
}

bool
edit_backspace(struct edit *edit)
{
	size_t from =
	    utf8_previous(edit->text.text, edit->text.length, edit->caret);
	size_t length = edit->caret - from;

	if (length == 0)
		return false;
	note_step(edit, KIND_BACKSPACED, from, edit->text.text + from, length);
	take_out(edit, from, length);
	return true;
}

bool
edit_delete(struct edit *edit)
{
	size_t from = edit->caret;
	size_t length =
	    utf8_next(edit->text.text, edit->text.length, from) - from;

	if (length == 0)
		return false;
	note_step(edit, KIND_DELETED, from, edit->text.text + from, length);
	take_out(edit, from, length);
	return true;
}

static bool
puts_in(const struct step *step)
{
	return step->kind == KIND_TYPED || step->kind == KIND_PASTED;
}

bool
edit_undo(struct edit *edit)
{
	if (edit->done == 0)
		return false;

	const struct step *step = &edit->steps[--edit->done];
	if (puts_in(step))
		take_out(edit, step->at, step->text.length);
	else
		put_in(edit, step->at, step->text.text, step->text.length);
	/* What was deleted stood behind the caret. */
	if (step->kind == KIND_DELETED)
		edit->caret = boundary_at(edit, step->at);
	edit->can_join = false;
	return true;
}

bool
edit_redo(struct edit *edit)
{
	if (edit->done == edit->count)
		return false;

	const struct step *step = &edit->steps[edit->done++];
	if (puts_in(step))
		put_in(edit, step->at, step->text.text, step->text.length);
	else
		take_out(edit, step->at, step->text.length);
	edit->can_join = false;
	return true;
}

static bool
move_if_new(struct edit *edit, size_t caret)
{
	bool is_new = caret != edit->caret;

	move_to(edit, caret);
	return is_new;
}

bool
edit_left(struct edit *edit)
{
	return move_if_new(edit,
	    utf8_previous(edit->text.text, edit->text.length, edit->caret));
}

bool
edit_right(struct edit *edit)
{
	return move_if_new(
	    edit, utf8_next(edit->text.text, edit->text.length, edit->caret));
}

static bool
is_blank_at(const struct edit *edit, size_t at)
{
	return edit->text.text[at] == ' ' || edit->text.text[at] == '\n';
}

bool
edit_word_left(struct edit *edit)
{
	size_t at = edit->caret;

	while (at > 0 && is_blank_at(edit, at - 1))
		at--;
	while (at > 0 && !is_blank_at(edit, at - 1))
		at--;
	return move_if_new(edit, boundary_at(edit, at));
}

bool
edit_word_right(struct edit *edit)
{
	size_t at = edit->caret;

	while (at < edit->text.length && !is_blank_at(edit, at))
		at++;
	while (at < edit->text.length && is_blank_at(edit, at))
		at++;
	return move_if_new(edit, boundary_at(edit, at));
}

const struct wrap *
edit_wrap(struct edit *edit, int width)
{
	assert(width > 0);
	if (edit->wrapped_at != width) {
		wrap_text(
		    &edit->wrap, edit->text.text, edit->text.length, width);
		edit->wrapped_at = width;
	}
	return &edit->wrap;
}

void
edit_caret_at(struct edit *edit, int width, int *row, int *column)
{
	const struct wrap *wrap = edit_wrap(edit, width);
	size_t found = wrap_find(wrap, edit->caret);
	size_t start = wrap->rows[found].start;
	int cells = utf8_width(edit->text.text + start, edit->caret - start);

	*row = (int)found;
	/* Blanks at which a row breaks may reach beyond it. */
	*column = cells > width ? width : cells;
}

/* Where a row ends for the caret: before the blank at which it breaks. */
static size_t
row_end(const struct edit *edit, size_t row)
{
	const struct wrap_row *at = &edit->wrap.rows[row];
	size_t end = at->start + at->length;
	bool is_last = row + 1 == edit->wrap.count;

	if (!is_last && at->length > 0 && edit->wrap.rows[row + 1].start == end)
		end = utf8_previous(edit->text.text, edit->text.length, end);
	return end;
}

/* The caret to a row, as near to the goal column as its characters allow. */
static void
move_to_row(struct edit *edit, size_t row)
{
	size_t start = edit->wrap.rows[row].start;
	size_t fit = utf8_fit(edit->text.text + start,
	    row_end(edit, row) - start, edit->goal, NULL);

	edit->caret = start + fit;
	edit->can_join = false;
}

static bool
move_rows(struct edit *edit, int width, int by)
{
	int row, column;

	edit_caret_at(edit, width, &row, &column);
	if (row + by < 0 || row + by >= (int)edit->wrap.count)
		return false;
	if (edit->goal == NO_GOAL)
		edit->goal = column;
	move_to_row(edit, (size_t)(row + by));
	return true;
}

bool
edit_up(struct edit *edit, int width)
{
	return move_rows(edit, width, -1);
}

bool
edit_down(struct edit *edit, int width)
{
	return move_rows(edit, width, 1);
}

void
edit_row_start(struct edit *edit, int width)
{
	const struct wrap *wrap = edit_wrap(edit, width);

	move_to(edit, wrap->rows[wrap_find(wrap, edit->caret)].start);
}

void
edit_row_end(struct edit *edit, int width)
{
	const struct wrap *wrap = edit_wrap(edit, width);

	move_to(edit, row_end(edit, wrap_find(wrap, edit->caret)));
}

void
edit_top(struct edit *edit)
{
	move_to(edit, 0);
}

void
edit_bottom(struct edit *edit)
{
	move_to(edit, edit->text.length);
}
