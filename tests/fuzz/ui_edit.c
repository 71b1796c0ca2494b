/*
 * Any run of keys in an edit: the caret stays on a boundary and inside the
 * text, its place at any width is on a row, and undoing everything gives the
 * text back that was there first.
 *
 * A byte below 32 is a key; other bytes up to the next key are typed, or
 * pasted after an even key.
 */
#include "fuzz/fuzz.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/edit.h"

enum { FIRST_LETTER = 32, KEYS = 26 };

/* Not assert(): a harness must stop in any build. */
static void
expect(bool is_so)
{
	if (!is_so)
		abort();
}

static void
press(struct edit *edit, unsigned key, int width)
{
	static bool (*const moves[])(struct edit *) = {edit_backspace,
	    edit_delete, edit_undo, edit_redo, edit_left, edit_right,
	    edit_word_left, edit_word_right};
	static bool (*const row_moves[])(struct edit *, int) = {
	    edit_up, edit_down};
	static void (*const jumps[])(struct edit *, int) = {
	    edit_row_start, edit_row_end};

	key %= KEYS;
	if (key < 8)
		moves[key](edit);
	else if (key < 10)
		row_moves[key - 8](edit, width);
	else if (key < 12)
		jumps[key - 10](edit, width);
	else if (key == 12)
		edit_top(edit);
	else if (key == 13)
		edit_bottom(edit);
	else if (key == 24)
		edit_hold(edit);
	else if (key == 25)
		edit_unselect(edit);
	else
		edit_extend(edit, key - 14);
}

/* A place where a caret can stand, for one without a history. */
static void
check_boundary(const struct edit *edit, size_t at)
{
	struct edit *fresh = edit_new(edit_text(edit), false);

	edit_set_caret(fresh, at);
	expect(edit_caret(fresh) == at);
	edit_free(fresh);
}

static void
check(struct edit *edit, int width)
{
	size_t caret = edit_caret(edit);
	int row, column;

	expect(caret <= edit_length(edit));
	expect(strlen(edit_text(edit)) == edit_length(edit));
	edit_caret_at(edit, width, &row, &column);
	expect(row >= 0 && (size_t)row < edit_wrap(edit, width)->count);
	expect(column >= 0 && (size_t)column <= edit_length(edit));
	size_t start, end;
	edit_selection(edit, &start, &end);
	expect(start == caret || end == caret);
	expect(start <= end && end <= edit_length(edit));
	check_boundary(edit, start);
	check_boundary(edit, end);

	/* The rows that are kept are those that would be made anew. */
	const struct wrap *kept = edit_wrap(edit, width);
	struct wrap fresh = {0};
	wrap_text(&fresh, edit_text(edit), edit_length(edit), width);
	expect(kept->count == fresh.count);
	for (size_t i = 0; i < fresh.count; i++)
		expect(kept->rows[i].start == fresh.rows[i].start &&
		       kept->rows[i].length == fresh.rows[i].length);
	wrap_release(&fresh);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2)
		return 0;
	int width = 1 + data[0] % 100;
	const char *first = "Siân.\n日本 e\u0301";
	struct edit *edit = edit_new(first, data[1] % 2 == 0);

	for (size_t at = 2; at < size;) {
		size_t end = at;
		while (end < size && data[end] >= FIRST_LETTER)
			end++;
		const char *typed = (const char *)data + at;
		if (end > at && data[at - 1] % 2 == 0)
			edit_paste(edit, typed, end - at);
		else if (end > at)
			edit_type(edit, typed, end - at);
		if (end < size)
			press(edit, data[end], width);
		at = end + 1;
		check(edit, width);
	}
	while (edit_undo(edit))
		;
	expect(strcmp(edit_text(edit), first) == 0);
	edit_free(edit);
	return 0;
}
