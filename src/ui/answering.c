/*
 * What is typed or chosen for a block, made into an answer of the desk.
 *
 * Pure but for answering_save(), and that is one act of the desk's.  Knows no
 * screen and no line, only blocks: whoever shows them keeps what is typed.
 *
 * Tested by tests/unit/ui_answering.c, and by all that types.
 */
#include "ui/answering.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "form/type.h"

struct address
answering_address(const struct desk *desk, const struct spot *spot)
{
	return (struct address){
	    .field = desk_forms(desk)->fields[spot->index].id,
	    .row = spot->row,
	    .voice = spot->voice,
	};
}

bool
answering_save(struct desk *desk, const struct spot *spot, const char *text,
    struct err *err)
{
	const struct address address = answering_address(desk, spot);
	const struct answer *old = reading_answer(
	    desk_reading(desk), spot->index, spot->row, spot->voice);
	struct answer answer = old ? *old : (struct answer){0};

	if (spot->line == LINE_WHOSE)
		answer.whose = text_is_blank(text) ? NULL : text;
	else if (spot->line == LINE_HOW)
		answer.how = text_is_blank(text) ? NULL : text;
	else
		answer.text = text;
	return desk_answer(
	    desk, &address, answer.text, answer.whose, answer.how, err);
}

bool
answering_has_any(const struct block *block)
{
	bool has_answer = false;

	for (size_t i = 0; i < block->choice_count; i++)
		has_answer |= block->choices[i].is_chosen;
	return has_answer || !text_is_blank(block->typed);
}

bool
answering_has_room(const struct desk *desk, size_t repeat)
{
	const struct repeat *list = &desk_forms(desk)->repeats[repeat];
	size_t count;

	plan_rows(desk_plan(desk), list->id, &count);
	return list->most == 0 || count < (size_t)list->most;
}

/* --- Choices -------------------------------------------------------------- */

void
answering_put_choices(struct str *out, const struct field *field,
    const struct block *block, const bool *is_chosen, const char *other)
{
	const char **codes =
	    mem_new((block->choice_count + 1) * sizeof(*codes));
	bool has_other = false;
	size_t count = 0;

	for (size_t i = 0; i < block->choice_count; i++)
		if (is_chosen[i]) {
			codes[count++] = block->choices[i].code;
			has_other |= block->choices[i].is_other;
		}
	if (field->type->takes == TAKES_ROWS)
		for (size_t i = 0; i < count; i++)
			str_format(out, "%s%s", i > 0 ? " " : "", codes[i]);
	else if (count > 0)
		value_put_codes(out, field, codes, count,
		    has_other && !text_is_blank(other) ? other : NULL);
	mem_free(codes);
}

bool
answering_choose(const struct block *block, size_t option, bool *is_chosen)
{
	size_t count = 0;

	for (size_t i = 0; block_is_single(block) && i < block->choice_count;
	     i++)
		is_chosen[i] = false;
	is_chosen[option] = !is_chosen[option];
	if (!is_chosen[option])
		return true;
	for (size_t i = 0; i < block->choice_count; i++) {
		bool goes = block->choices[option].is_exclusive ||
			    block->choices[i].is_exclusive;
		if (goes && i != option)
			is_chosen[i] = false;
		count += is_chosen[i] ? 1 : 0;
	}
	return block->most == 0 || count <= (size_t)block->most;
}

size_t
answering_find_letter(
    const struct block *block, const char *letter, size_t length)
{
	bool is_yes_no = block->spot.kind == BLOCK_CHOICE &&
			 block->type->rules->given_options > 0;
	size_t found = NONE;

	for (size_t i = 0;
	     is_yes_no && found == NONE && i < block->choice_count; i++) {
		const char *label = block->choices[i].label;
		struct str first = STR_EMPTY, typed = STR_EMPTY,
			   own = STR_EMPTY;
		str_put_n(&typed, letter, length);
		str_put_n(&own, label, utf8_next(label, strlen(label), 0));
		utf8_fold(&first, own.text);
		if (utf8_contains(typed.text, first.text))
			found = i;
		str_release(&first);
		str_release(&typed);
		str_release(&own);
	}
	return found;
}

/* --- Typing --------------------------------------------------------------- */

/* The week with one cell as it was typed. */
static void
put_week(
    struct str *out, const struct block *block, size_t cell, const char *text)
{
	struct week week = block->week;

	week.cells[cell / WEEK_PARTS][cell % WEEK_PARTS] =
	    text_is_blank(text) ? NULL : text;
	week_put(out, &week);
}

/* The chosen options with the words for the other one. */
static void
put_other(struct str *out, const struct form_set *set,
    const struct page_model *model, const struct spot *spot, const char *text)
{
	struct spot choice = *spot;

	choice.kind = BLOCK_CHOICE;
	choice.line = LINE_ANSWER;
	size_t at = page_model_find(model, &choice);
	const struct block *block = &model->blocks[at];
	bool *is_chosen = mem_new(block->choice_count * sizeof(*is_chosen));

	for (size_t i = 0; i < block->choice_count; i++)
		is_chosen[i] = block->choices[i].is_chosen;
	answering_put_choices(
	    out, &set->fields[spot->index], block, is_chosen, text);
	mem_free(is_chosen);
}

void
answering_put(struct str *out, const struct form_set *set,
    const struct page_model *model, const struct block *block, size_t cell,
    const char *text)
{
	if (block->spot.kind == BLOCK_WEEK)
		put_week(out, block, cell, text);
	else if (block->spot.line == LINE_OTHER)
		put_other(out, set, model, &block->spot, text);
	else
		str_put(out, text);
}
