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
#include "desk/steps.h"
#include "form/type.h"
#include "plan/address.h"

struct address
answering_address(const struct desk *desk, const struct spot *spot)
{
	return (struct address){
	    .field = desk_forms(desk)->fields[spot->index].id,
	    .row = spot->row,
	    .voice = spot->voice,
	};
}

/* The answer that a text makes of the one that is there. */
static struct answer
answer_with(struct desk *desk, const struct spot *spot, const char *text)
{
	const struct answer *old = reading_answer(
	    desk_reading(desk), spot->index, spot->row, spot->voice);
	struct answer answer = old ? *old : (struct answer){0};

	if (spot->line == LINE_WHOSE)
		answer.whose = text_is_blank(text) ? NULL : text;
	else if (spot->line == LINE_HOW)
		answer.how = text_is_blank(text) ? NULL : text;
	else
		answer.text = text;
	return answer;
}

bool
answering_save(struct desk *desk, const struct spot *spot, const char *text,
    struct err *err)
{
	const struct address address = answering_address(desk, spot);
	const struct answer answer = answer_with(desk, spot, text);

	return desk_answer(
	    desk, &address, answer.text, answer.whose, answer.how, err);
}

bool
answering_save_back(struct desk *desk, const struct spot *spot,
    const char *text, struct err *err)
{
	const struct address address = answering_address(desk, spot);
	const struct answer answer = answer_with(desk, spot, text);

	return desk_answer_back(
	    desk, &address, answer.text, answer.whose, answer.how, err);
}

void
answering_put_place(struct str *out, const struct desk *desk,
    const struct spot *spot, size_t option)
{
	const struct address address = answering_address(desk, spot);

	address_put(out, desk_forms(desk), &address);
	str_format(out, " %d %zu", (int)spot->line,
	    spot->kind == BLOCK_WEEK ? option : 0);
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

/* --- Voices --------------------------------------------------------------- */

/* In the middle of a sentence, as a name stands there. */
static const char *
speaker_of(enum voice voice, const struct words *words)
{
	static const enum word speakers[VOICE_MAX] = {
	    [VOICE_PERSON] = WORD_UI_SPEAKER_PERSON,
	    [VOICE_WORKER] = WORD_UI_SPEAKER_WORKER,
	    [VOICE_FAMILY] = WORD_UI_SPEAKER_FAMILY,
	    [VOICE_ADVOCATE] = WORD_UI_SPEAKER_ADVOCATE,
	    [VOICE_COUNCIL] = WORD_UI_SPEAKER_COUNCIL,
	};

	return words_get(words, speakers[voice]);
}

/* Whose words the answer is in then: never nobody's, if not the person's. */
static const char *
agreed_whose(const struct answer *other, bool is_own, enum voice voice,
    const struct words *words)
{
	if (is_own || !text_is_blank(other->whose))
		return other->whose;
	return speaker_of(voice, words);
}

void
answering_put_agree(struct str *out, const struct words *words,
    const struct spot *spot, enum voice voice)
{
	bool is_own = spot->voice == VOICE_PERSON;

	words_put(out, words,
	    is_own ? WORD_UI_AGREE_OWN_MEANS : WORD_UI_AGREE_OTHER_MEANS,
	    is_own ? voice_title(voice, words) : speaker_of(voice, words),
	    NULL);
	str_put(out, "\n\n");
	str_put(out, words_get(words, WORD_UI_AGREE_ONLY));
}

bool
answering_agree(struct desk *desk, const struct spot *spot, enum voice voice,
    struct err *err)
{
	const struct reading *reading = desk_reading(desk);
	bool is_own = spot->voice == VOICE_PERSON;
	const struct answer *own =
	    reading_answer(reading, spot->index, spot->row, VOICE_PERSON);
	const struct answer *other =
	    reading_answer(reading, spot->index, spot->row, voice);
	const struct spot to = {
	    .index = spot->index,
	    .row = spot->row,
	    .voice = is_own ? voice : VOICE_PERSON,
	};
	struct arena *arena = arena_new();
	const char *whose =
	    agreed_whose(other, is_own, voice, desk_words(desk));
	const struct given given = {
	    .address = answering_address(desk, &to),
	    .answer = {.text =
			   arena_copy(arena, is_own ? own->text : other->text),
		.whose = whose ? arena_copy(arena, whose) : NULL,
		.how = other->how ? arena_copy(arena, other->how) : NULL},
	};
	bool is_done = desk_give(desk, &given, 1, err);

	arena_free(arena);
	return is_done;
}

/* What the voice says there when it says the same; false where it has said
 * something, or the person has not. */
static bool
same_answer(const struct reading *reading, const struct spot *open,
    const struct block *block, struct answer *answer)
{
	const struct spot *spot = &block->spot;

	if (!block_is_question(block) || spot->voice != VOICE_PERSON ||
	    spot->line != LINE_ANSWER)
		return false;
	const struct answer *own =
	    reading_answer(reading, spot->index, spot->row, VOICE_PERSON);
	const struct answer *opened =
	    reading_answer(reading, open->index, open->row, open->voice);

	if (!own ||
	    reading_answer(reading, spot->index, spot->row, open->voice))
		return false;
	*answer = (struct answer){
	    .text = own->text,
	    .whose = opened ? opened->whose : NULL,
	};
	return true;
}

/* The first block of the question that a block is about. */
static size_t
first_of_question(const struct page_model *model, size_t at)
{
	const struct spot *spot = &model->blocks[at].spot;

	while (
	    at > 0 && spot_shares_question(spot, &model->blocks[at - 1].spot))
		at--;
	return at;
}

size_t
answering_put_same(struct str *out, struct desk *desk,
    const struct page_model *model, size_t from, const struct spot *open)
{
	size_t count = 0;

	for (size_t i = first_of_question(model, from); i < model->count; i++) {
		struct answer ignored;
		if (!same_answer(
			desk_reading(desk), open, &model->blocks[i], &ignored))
			continue;
		str_format(
		    out, "%s%s", count > 0 ? "\n" : "", model->blocks[i].label);
		count++;
	}
	return count;
}

bool
answering_say_same(struct desk *desk, const struct page_model *model,
    size_t from, const struct spot *open, size_t *count, struct err *err)
{
	struct arena *arena = arena_new();
	struct given *given = arena_get(arena, model->count * sizeof(*given));
	const struct reading *reading = desk_reading(desk);

	*count = 0;
	for (size_t i = first_of_question(model, from); i < model->count; i++) {
		struct spot spot = model->blocks[i].spot;
		struct answer answer;
		if (!same_answer(reading, open, &model->blocks[i], &answer))
			continue;
		spot.voice = open->voice;
		given[(*count)++] = (struct given){
		    .address = answering_address(desk, &spot),
		    .answer = {.text = arena_copy(arena, answer.text),
			.whose = answer.whose ? arena_copy(arena, answer.whose)
					      : NULL},
		};
	}
	bool is_done = *count == 0 || desk_give(desk, given, *count, err);
	arena_free(arena);
	return is_done;
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
