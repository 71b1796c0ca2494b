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

enum linear_asked
linear_ask_list(struct linear *linear, const struct block *block)
{
	size_t add = linear_add_button(&linear->model, linear->focus);
	const struct table_view *table = block->table;

	if (!linear->is_asked)
		tell_list(linear, block, add);
	enum linear_asked asked = linear_hear_answer(linear, block);
	if (asked != ASKED_TEXT)
		return asked;
	int number = linear_number(linear->line.text);
	if (text_is(linear->line.text, "+") && add != NONE) {
		linear_add_row(linear, block->spot.index);
		return ASKED_LEFT;
	}
	if (number > 0 && (size_t)number <= table->row_count) {
		linear_open(linear, linear->place.page, block->spot.index,
		    table->rows[number - 1], SEEK_FIRST, NONE);
		return ASKED_LEFT;
	}
	linear_tell(linear, WORD_LINEAR_LIST_NOTHING, NULL);
	return ASKED_STAY;
}

/* What a button does: it leads elsewhere, or makes a row. */
static void
press(struct linear *linear, const struct spot *spot)
{
	const struct linear_place place = linear->place;

	switch (spot->button) {
	case BUTTON_NONE:
		break;
	case BUTTON_ADD:
		linear_add_row(linear, spot->index);
		break;
	case BUTTON_LIST:
		linear_go_back(linear);
		break;
	case BUTTON_NEXT_ROW:
		linear_open(linear, place.page, spot->index, spot->row,
		    SEEK_FIRST, NONE);
		break;
	case BUTTON_NEXT:
	case BUTTON_BEFORE:
		linear_open(linear, spot->index, NONE, 0, SEEK_FIRST, NONE);
		break;
	case BUTTON_HOME:
		linear_move(linear, AT_HOME);
		break;
	case BUTTON_KEEP:
		linear_tell(linear, WORD_UI_PAGE_KEPT_BOTH, NULL);
		break;
	case BUTTON_AGREE:
		linear_agree(linear, spot);
		break;
	case BUTTON_SAME:
		linear_same(linear, "");
		break;
	}
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
static enum linear_asked
ask_voices(struct linear *linear)
{
	const struct words *words = desk_words(linear->desk);
	size_t count = count_of_voices(linear), first = linear->focus;

	linear_tell_line(linear, "");
	for (size_t i = 0; i < count; i++)
		linear_tell(linear, WORD_LINEAR_OPTION,
		    numeral_of_count(i + 1).text,
		    linear->model.blocks[first + i].label, NULL);
	size_t chosen = linear_choose(
	    linear, words_get(words, WORD_LINEAR_VOICES), count, count);
	if (linear->is_moved || linear->is_over)
		return ASKED_LEFT;
	if (chosen == NONE)
		return ASKED_BACK;
	if (chosen == count)
		return ASKED_ON;
	const struct spot spot = linear->model.blocks[first + chosen].spot;
	press(linear, &spot);
	return linear->is_moved ? ASKED_LEFT : ASKED_ON;
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

static enum linear_asked
ask_ways(struct linear *linear)
{
	size_t *ways = mem_new(linear->model.count * sizeof(*ways));
	size_t count = list_ways(linear, ways);
	struct str question = STR_EMPTY;

	linear_tell_line(linear, "");
	for (size_t i = 0; i < count; i++)
		linear_tell(linear, WORD_LINEAR_OPTION,
		    numeral_of_count(i + 1).text,
		    linear->model.blocks[ways[i]].label, NULL);
	words_put(&question, desk_words(linear->desk), WORD_LINEAR_PAGE_END,
	    numeral_of(1).text, NULL);
	size_t way = linear_choose(linear, question.text, count, 0);
	str_release(&question);
	bool is_left = linear->is_moved || linear->is_over;
	if (way != NONE && !is_left) {
		const struct spot spot = linear->model.blocks[ways[way]].spot;
		press(linear, &spot);
		is_left = true;
	}
	mem_free(ways);
	return is_left ? ASKED_LEFT : ASKED_BACK;
}

enum linear_asked
linear_ask_buttons(struct linear *linear)
{
	return count_of_voices(linear) > 0 ? ask_voices(linear)
					   : ask_ways(linear);
}
