/*
 * Sentences about a plan that more than one face of the program says.
 *
 * Owns how they are put together, and nothing else: the desk is asked, the
 * caller shows.
 *
 * Tested by the screens of tests/screens.
 */
#include "ui/told.h"

#include "base/money.h"
#include "base/str.h"
#include "base/utf8.h"

/* --- Money ---------------------------------------------------------------- */

void
told_budget(struct str *out, struct desk *desk, bool is_whole)
{
	const struct budget *budget = desk_budget(desk);
	const struct words *words = desk_words(desk);
	bool has_left = budget->left_week.is_known;
	bool is_over = has_left && budget->left_week.pence < 0;
	struct str left = STR_EMPTY, week = STR_EMPTY;

	if (!budget->week.is_known) {
		str_put(out, words_get(words, is_whole ? WORD_UI_NO_SUM
						       : WORD_UI_NO_SUM_SHORT));
		return;
	}
	money_put(&week, budget->week.pence);
	money_put(&left,
	    is_over ? -budget->left_week.pence : budget->left_week.pence);
	if (!has_left)
		words_put(out, words, WORD_UI_SUM_WEEK, week.text, NULL);
	else if (is_whole)
		words_put(out, words,
		    is_over ? WORD_UI_OVER_WEEK : WORD_UI_LEFT_WEEK, left.text,
		    week.text, NULL);
	else
		words_put(out, words,
		    is_over ? WORD_UI_OVER_SHORT : WORD_UI_LEFT_SHORT,
		    left.text, NULL);
	if (budget->is_illustrative && !desk_is_practice(desk))
		str_format(
		    out, "  %s", words_get(words, WORD_DOC_ILLUSTRATIVE));
	str_release(&left);
	str_release(&week);
}

/* --- Progress ------------------------------------------------------------- */

void
told_progress(struct str *out, const struct words *words,
    const struct progress *progress, enum told_room room)
{
	static const enum word needs[] = {
	    [TOLD_LITTLE] = WORD_UI_DONE_SHORT,
	    [TOLD_SOME] = WORD_UI_DONE_NEEDED_SHORT,
	    [TOLD_ALL] = WORD_UI_DONE_NEEDED,
	};
	const struct numeral answered = numeral_of(progress->answered);
	const struct numeral asked = numeral_of(progress->asked);

	if (progress->answered == 0)
		str_put(out, words_get(words, WORD_UI_STATE_NOT_STARTED));
	else if (progress->blocking > 0)
		words_put(out, words, needs[room], answered.text, asked.text,
		    numeral_of(progress->blocking).text, NULL);
	else if (progress->answered < progress->asked)
		words_put(out, words,
		    room == TOLD_LITTLE ? WORD_UI_DONE_SHORT : WORD_UI_DONE_OF,
		    answered.text, asked.text, NULL);
	else
		str_put(out, words_get(words, WORD_UI_STATE_FINISHED));
}

/* --- Help ----------------------------------------------------------------- */

static void
put_gap(struct str *out)
{
	if (out->length > 0)
		str_put(out, "\n\n");
}

static void
put_paragraph(struct str *out, struct desk *desk, const struct wording *wording)
{
	const struct words *words = desk_words(desk);
	const char *text = wording_get(wording, words_language(words));

	if (!text)
		return;
	put_gap(out);
	reading_put_text(out, desk_reading(desk), text, words);
}

/* The wording of the law and of forms elsewhere, marked as such. */
static void
put_official(struct str *out, struct desk *desk, const struct wording *wording)
{
	const struct words *words = desk_words(desk);
	const char *text = wording_get(wording, words_language(words));
	struct str filled = STR_EMPTY;

	if (!text)
		return;
	put_gap(out);
	reading_put_text(&filled, desk_reading(desk), text, words);
	words_put(out, words, WORD_UI_PAGE_OFFICIAL, filled.text, NULL);
	str_release(&filled);
}

void
told_help(
    struct str *out, struct desk *desk, const struct block *block, size_t page)
{
	const struct form_set *set = desk_forms(desk);

	switch (block->spot.kind) {
	case BLOCK_TYPED:
	case BLOCK_CHOICE:
	case BLOCK_WEEK:
	case BLOCK_SUM: {
		const struct field *field = &set->fields[block->spot.index];
		put_paragraph(out, desk, &field->help);
		put_official(out, desk, &field->official);
		break;
	}
	case BLOCK_LIST: {
		const struct repeat *list = &set->repeats[block->spot.index];
		put_paragraph(out, desk, &list->help);
		put_official(out, desk, &list->official);
		break;
	}
	case BLOCK_HEADING:
	case BLOCK_PROSE:
	case BLOCK_BUTTON:
		break;
	}
	if (out->length == 0)
		put_paragraph(out, desk, &set->pages[page].help);
}

/* --- Striking out --------------------------------------------------------- */

static void
put_sentence(struct str *out, const struct words *words, enum word word,
    const char *first, const char *second)
{
	put_gap(out);
	words_put(out, words, word, first, second, NULL);
}

/* "1, 3" */
static void
put_numbers(struct str *out, const int *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		str_format(out, "%s%d", i > 0 ? ", " : "", numbers[i]);
}

void
told_same(struct str *out, const struct words *words, enum voice voice,
    size_t count, const char *questions)
{
	put_sentence(out, words, WORD_UI_SAME_MEANS, voice_title(voice, words),
	    numeral_of_count(count).text);
	put_gap(out);
	str_put(out, questions);
	put_sentence(out, words, WORD_UI_SAME_ONLY, NULL, NULL);
}

void
told_asleep(struct str *out, struct desk *desk, size_t field, int row)
{
	const struct words *words = desk_words(desk);
	const struct reading *reading = desk_reading(desk);
	struct str label = STR_EMPTY, value = STR_EMPTY;

	reading_put_text(&label, reading,
	    wording_get(
		&desk_forms(desk)->fields[field].label, words_language(words)),
	    words);
	reading_put_value(&value, reading, field, row, words);
	words_put(out, words, WORD_UI_ASLEEP, label.text, value.text, NULL);
	str_release(&label);
	str_release(&value);
}

void
told_strike(struct str *out, const struct words *words,
    const struct strikable *strikable)
{
	struct str numbers = STR_EMPTY;
	size_t times = strikable->changes > 1 ? strikable->changes : 1;

	put_numbers(&numbers, strikable->versions, strikable->version_count);
	put_sentence(out, words, WORD_UI_STRIKE_GOES,
	    numeral_of_count(times).text, strikable->question);
	put_sentence(out, words, WORD_UI_STRIKE_STAYS, NULL, NULL);
	if (strikable->version_count > 0)
		put_sentence(out, words, WORD_UI_STRIKE_FROZEN,
		    numeral_of_count(strikable->version_count).text,
		    numbers.text);
	put_sentence(out, words, WORD_UI_STRIKE_FINAL, NULL, NULL);
	str_release(&numbers);
}
