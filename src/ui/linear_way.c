/*
 * Lists and buttons, line by line: rows to open and to add, what two voices
 * can do, and all that leads from a page.
 *
 * Buttons that stand together are one question, with a number each; Enter
 * alone never makes anything.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "ui/linear_parts.h"

/* --- Lists, and the ways on ----------------------------------------------- */

static void
tell_list(struct linear *linear, const struct block *block, size_t add)
{
	const char *label =
	    add == NONE ? NULL : linear->model.blocks[add].label;

	linear_tell_table(linear, block->table);
	if (block->table->row_count == 0)
		linear_tell(linear, WORD_LINEAR_LIST_EMPTY, label, NULL);
	else if (label)
		linear_tell(linear, WORD_LINEAR_LIST, label, NULL);
	else
		linear_tell(linear, WORD_LINEAR_LIST_ALONE, NULL);
}

enum talk
linear_ask_list(struct linear *linear, const struct block *block)
{
	size_t add = linear_add_button(&linear->model, linear->focus);
	const struct table_view *table = block->table;

	if (!linear->is_asked)
		tell_list(linear, block, add);
	enum talk talk = linear_hear_answer(linear, block);
	if (talk != TALK_TEXT)
		return talk;
	int number = linear_number(linear->line.text);
	if (linear_is_sign(linear, "+") && add != NONE)
		return linear_add_row(linear, block->spot.index);
	if (number > 0 && (size_t)number <= table->row_count)
		return linear_open(linear, linear->place.page,
		    block->spot.index, table->rows[number - 1], SEEK_FIRST,
		    NONE);
	linear_tell(linear, WORD_LINEAR_LIST_NOTHING, NULL);
	return TALK_STAY;
}

/* What a button does: it leads elsewhere, or makes a row. */
static enum talk
press(struct linear *linear, const struct spot *spot)
{
	const struct linear_place place = linear->place;

	switch (spot->button) {
	case BUTTON_NONE:
		break;
	case BUTTON_ADD:
		return linear_add_row(linear, spot->index);
	case BUTTON_LIST:
		return linear_go_back(linear);
	case BUTTON_NEXT_ROW:
		return linear_open(linear, place.page, spot->index, spot->row,
		    SEEK_FIRST, NONE);
	case BUTTON_NEXT:
	case BUTTON_BEFORE:
		return linear_open(
		    linear, spot->index, NONE, 0, SEEK_FIRST, NONE);
	case BUTTON_HOME:
		return linear_move(linear, AT_HOME);
	case BUTTON_KEEP:
		linear_tell(linear, WORD_UI_PAGE_KEPT_BOTH, NULL);
		break;
	case BUTTON_AGREE:
		return linear_agree(linear, spot);
	case BUTTON_SAME:
		return linear_command(linear, "same");
	}
	return TALK_ON;
}

/* The buttons for two voices, from the first of them on. */
static size_t
count_of_voices(const struct linear *linear)
{
	const struct page_model *model = &linear->model;
	size_t at = linear->focus, count = 0;

	while (at + count < model->count) {
		enum button button = model->blocks[at + count].spot.button;
		if (button != BUTTON_KEEP && button != BUTTON_AGREE &&
		    button != BUTTON_SAME)
			break;
		count++;
	}
	return count;
}

/* Nothing is done unless its number is typed. */
static enum talk
ask_voices(struct linear *linear)
{
	size_t count = count_of_voices(linear), first = linear->focus, chosen;

	linear_tell_line(linear, "");
	for (size_t i = 0; i < count; i++)
		linear_tell_option(
		    linear, i, linear->model.blocks[first + i].label);
	enum talk talk =
	    linear_choose(linear, WORD_LINEAR_VOICES, count, count, &chosen);
	if (talk != TALK_ON || chosen == count)
		return talk;
	const struct spot spot = linear->model.blocks[first + chosen].spot;
	return press(linear, &spot) == TALK_LEFT ? TALK_LEFT : TALK_ON;
}

/* The buttons that lead from the page, and then those that make a row. */
static size_t
list_ways(const struct linear *linear, size_t *ways)
{
	const struct page_model *model = &linear->model;
	size_t count = 0;

	for (int adds = 0; adds < 2; adds++)
		for (size_t i = 0; i < model->count; i++) {
			const struct spot *spot = &model->blocks[i].spot;
			bool is_of_list =
			    i > 0 && linear_add_button(model, i - 1) == i;
			bool is_of_voices = spot->button == BUTTON_KEEP ||
					    spot->button == BUTTON_AGREE ||
					    spot->button == BUTTON_SAME;
			if (spot->kind == BLOCK_BUTTON && !is_of_list &&
			    !is_of_voices &&
			    (spot->button == BUTTON_ADD) == (adds == 1))
				ways[count++] = i;
		}
	return count;
}

static enum talk
ask_ways(struct linear *linear)
{
	size_t *ways = mem_new(linear->model.count * sizeof(*ways));
	size_t count = list_ways(linear, ways), way;

	linear_tell_line(linear, "");
	for (size_t i = 0; i < count; i++)
		linear_tell_option(
		    linear, i, linear->model.blocks[ways[i]].label);
	enum talk talk =
	    linear_choose(linear, WORD_LINEAR_PAGE_END, count, 0, &way);
	if (talk == TALK_ON) {
		const struct spot spot = linear->model.blocks[ways[way]].spot;
		press(linear, &spot);
		talk = TALK_LEFT;
	}
	mem_free(ways);
	return talk;
}

enum talk
linear_ask_buttons(struct linear *linear)
{
	return count_of_voices(linear) > 0 ? ask_voices(linear)
					   : ask_ways(linear);
}
