/*
 * The edit: one flat text, its caret, and the list of its steps; moving and
 * selecting are in edit_move.c.
 *
 * A step is a stretch of text that was taken out at a place and another that
 * was put in there, so undoing needs no copy of the whole.  Steps up to `done`
 * stand; those behind it can be done again until something new is typed.  Once
 * somebody asked for its rows at a width, they are kept up to date.  It
 * refuses to know what the text is for, and where or how it is drawn.
 *
 * Owned by whoever called edit_new().  Tested by tests/unit/ui_edit.c and by
 * the fuzzer tests/fuzz/ui_edit.c.
 */
#include "ui/edit.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/edit_state.h"

enum { FIRST_AFTER_C1 = 0xA0, DELETE = 0x7F };

struct edit *
edit_new(const char *text, bool is_one_line)
{
	struct edit *edit = mem_new(sizeof(*edit));

	str_init(&edit->text);
	if (text)
		str_put(&edit->text, text);
	edit->caret = edit->anchor = edit->text.length;
	edit->is_one_line = is_one_line;
	edit->goal = EDIT_NO_GOAL;
	return edit;
}

void
edit_hide(struct edit *edit)
{
	edit->is_secret = true;
}

bool
edit_is_secret(const struct edit *edit)
{
	return edit->is_secret;
}

bool
edit_has_steps(const struct edit *edit)
{
	return edit->count > 0;
}

/* Forget the steps that could have been done again. */
static void
forget_undone(struct edit *edit)
{
	while (edit->count > edit->done) {
		struct edit_step *step = &edit->steps[--edit->count];
		str_release(&step->removed);
		str_release(&step->added);
	}
}

void
edit_forget_steps(struct edit *edit)
{
	edit->done = 0;
	forget_undone(edit);
}

void
edit_free(struct edit *edit)
{
	if (!edit)
		return;
	edit_forget_steps(edit);
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

size_t
edit_boundary(const struct edit *edit, size_t at)
{
	const char *text = edit->text.text;
	size_t length = edit->text.length;

	if (at == 0 || at >= length)
		return at < length ? at : length;
	return utf8_next(text, length, utf8_previous(text, length, at));
}

/*
 * Another text for so many bytes at a place, without a word about it in the
 * steps.  Nothing is selected after it.
 */
static void
replace(struct edit *edit, size_t at, size_t length, const struct str *added)
{
	str_remove(&edit->text, at, length);
	str_insert(&edit->text, at, added->text, added->length);
	edit->caret = edit->anchor = edit_boundary(edit, at + added->length);
	edit->is_held = edit->begins_anew = false;
	if (edit->wrapped_at != 0)
		wrap_change(&edit->wrap, edit->text.text, edit->text.length,
		    edit->wrapped_at, at, length, added->length);
	edit->goal = EDIT_NO_GOAL;
	edit->is_changed = true;
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
join_step(struct edit *edit, const struct edit_step *step)
{
	if (!edit->can_join || edit->done == 0)
		return false;

	struct edit_step *last = &edit->steps[edit->done - 1];
	if (last->kind != step->kind)
		return false;
	switch (step->kind) {
	case EDIT_TYPED:
		if (last->at + last->added.length != step->at ||
		    step->removed.length > 0 || ends_sentence(&last->added))
			return false;
		str_put_n(&last->added, step->added.text, step->added.length);
		return true;
	case EDIT_BACKSPACED:
		if (step->at + step->removed.length != last->at)
			return false;
		str_insert(&last->removed, 0, step->removed.text,
		    step->removed.length);
		last->at = step->at;
		return true;
	case EDIT_DELETED:
		if (step->at != last->at)
			return false;
		str_put_n(
		    &last->removed, step->removed.text, step->removed.length);
		return true;
	case EDIT_PASTED:
	case EDIT_TAKEN:
	case EDIT_KIND_MAX:
		break;
	}
	return false;
}

void
edit_add_step(struct edit *edit, const struct edit_step *step)
{
	edit->steps = mem_grow(
	    edit->steps, edit->count, &edit->capacity, sizeof(*edit->steps));
	edit->steps[edit->count++] = *step;
}

/* The edit takes what the step holds. */
static void
note_step(struct edit *edit, struct edit_step *step)
{
	forget_undone(edit);
	if (join_step(edit, step)) {
		str_release(&step->removed);
		str_release(&step->added);
		return;
	}
	edit_add_step(edit, step);
	edit->done = edit->count;
	edit->can_join = true;
}

/* One step: so many bytes out at a place, and a text in there. */
static void
change(struct edit *edit, enum edit_kind kind, size_t at, size_t length,
    const struct str *added)
{
	struct edit_step step = {
	    .kind = kind, .at = at, .removed = STR_EMPTY, .added = STR_EMPTY};

	str_put_n(&step.removed, edit->text.text + at, length);
	str_put_n(&step.added, added->text, added->length);
	note_step(edit, &step);
	replace(edit, at, length, added);
	edit->is_undone = false;
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

/* In the place of what is selected. */
static void
put_text(
    struct edit *edit, enum edit_kind kind, const char *text, size_t length)
{
	struct str clean = STR_EMPTY;
	size_t start, end;

	put_typeable(&clean, text, length, edit->is_one_line);
	edit_selection(edit, &start, &end);
	if (edit->begins_anew) {
		start = 0;
		end = edit->text.length;
	}
	if (clean.length > 0)
		change(edit, kind, start, end - start, &clean);
	str_release(&clean);
}

void
edit_begin_anew(struct edit *edit)
{
	edit->begins_anew = true;
}

void
edit_type(struct edit *edit, const char *text, size_t length)
{
	put_text(edit, EDIT_TYPED, text, length);
}

void
edit_paste(struct edit *edit, const char *text, size_t length)
{
	put_text(edit, EDIT_PASTED, text, length);
}

/* What is selected, or else the character beside the caret. */
static bool
take_out(struct edit *edit, enum edit_kind kind)
{
	const struct str nothing = STR_EMPTY;
	size_t from, to;

	if (edit_selection(edit, &from, &to))
		kind = EDIT_TAKEN;
	else if (kind == EDIT_BACKSPACED)
		from = utf8_previous(edit->text.text, edit->text.length, to);
	else
		to = utf8_next(edit->text.text, edit->text.length, from);
	if (from == to)
		return false;
	change(edit, kind, from, to - from, &nothing);
	return true;
}

bool
edit_backspace(struct edit *edit)
{
	return take_out(edit, EDIT_BACKSPACED);
}

bool
edit_delete(struct edit *edit)
{
	return take_out(edit, EDIT_DELETED);
}

/* Is that what stands there?  Steps that were kept may be anybody's. */
static bool
stands_at(const struct edit *edit, size_t at, const struct str *text)
{
	return at <= edit->text.length &&
	       text->length <= edit->text.length - at &&
	       memcmp(edit->text.text + at, text->text, text->length) == 0;
}

bool
edit_undo(struct edit *edit)
{
	if (edit->done == 0)
		return false;

	const struct edit_step *step = &edit->steps[edit->done - 1];
	if (!stands_at(edit, step->at, &step->added))
		return false;
	edit->done--;
	replace(edit, step->at, step->added.length, &step->removed);
	/* What was deleted stood behind the caret. */
	if (step->kind == EDIT_DELETED)
		edit_move_caret(edit, edit_boundary(edit, step->at));
	edit->can_join = false;
	edit->is_undone = true;
	return true;
}

bool
edit_redo(struct edit *edit)
{
	if (edit->done == edit->count)
		return false;

	const struct edit_step *step = &edit->steps[edit->done];
	if (!stands_at(edit, step->at, &step->removed))
		return false;
	edit->done++;
	replace(edit, step->at, step->removed.length, &step->added);
	edit->can_join = false;
	edit->is_undone = true;
	return true;
}

bool
edit_is_undone(const struct edit *edit)
{
	return edit->is_undone;
}

/* Only what differs is in the step. */
void
edit_replace(struct edit *edit, const char *text)
{
	const struct str *old = &edit->text;
	struct str added = STR_EMPTY;
	size_t length = strlen(text), same = 0, rest = 0;

	while (same < length && same < old->length &&
	       text[same] == old->text[same])
		same++;
	while (same > 0 && utf8_follows(old->text[same]))
		same--;
	while (rest < length - same && rest < old->length - same &&
	       text[length - 1 - rest] == old->text[old->length - 1 - rest])
		rest++;
	while (rest > 0 && utf8_follows(old->text[old->length - rest]))
		rest--;
	str_put_n(&added, text + same, length - same - rest);
	if (added.length > 0 || old->length > same + rest)
		change(
		    edit, EDIT_PASTED, same, old->length - same - rest, &added);
	str_release(&added);
}
