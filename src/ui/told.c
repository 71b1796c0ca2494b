/*
 * Sentences about a plan that more than one face of the program says.
 *
 * Owns how they are put together, and nothing else: the desk is asked, the
 * caller shows.  What is found for a search lives in the caller's arena.
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

/* --- Where one can go ----------------------------------------------------- */

static void
put_text(struct str *out, struct desk *desk, const struct wording *wording,
    const char *otherwise)
{
	const char *text =
	    wording_get(wording, words_language(desk_words(desk)));

	reading_put_text(
	    out, desk_reading(desk), text ? text : otherwise, desk_words(desk));
}

/* Up to the title of the page itself. */
static void
put_form(struct str *out, struct desk *desk, size_t page)
{
	const struct form_set *set = desk_forms(desk);
	const struct form *form = &set->forms[set->pages[page].form];

	if (form->step > 0)
		str_format(out, "%d ", form->step);
	put_text(out, desk, &form->title, form->id);
	str_put(out, ": ");
}

static void
put_page(struct str *out, struct desk *desk, size_t index)
{
	const struct page *page = &desk_forms(desk)->pages[index];

	put_text(out, desk, &page->title, page->id);
}

/* "2 Making your plan: How life is now" */
static void
put_whole_page(struct str *out, struct desk *desk, size_t page)
{
	put_form(out, desk, page);
	put_page(out, desk, page);
}

static void
put_label(struct str *out, struct desk *desk, size_t index)
{
	const struct field *field = &desk_forms(desk)->fields[index];

	put_text(out, desk, &field->label, field->id);
}

/* "What does not work?  (How life is now)" */
static void
put_question(struct str *out, struct desk *desk, size_t page, size_t field)
{
	struct str label = STR_EMPTY, title = STR_EMPTY;

	put_label(&label, desk, field);
	put_page(&title, desk, page);
	words_put(out, desk_words(desk), WORD_UI_GO_TO_QUESTION, label.text,
	    title.text, NULL);
	str_release(&label);
	str_release(&title);
}

/* What is being found. */
struct finding {
	struct arena *arena;
	struct desk *desk;
	struct str wanted; /* folded */
	struct target *targets;
	size_t count, capacity;
};

/* A page or a question, if its own words hold what is looked for. */
static void
add_target(struct finding *finding, size_t page, size_t field)
{
	struct str text = STR_EMPTY;

	if (field == NONE)
		put_page(&text, finding->desk, page);
	else
		put_label(&text, finding->desk, field);
	if (utf8_contains_folded(text.text, finding->wanted.text)) {
		str_clear(&text);
		if (field == NONE)
			put_whole_page(&text, finding->desk, page);
		else
			put_question(&text, finding->desk, page, field);
		finding->targets = mem_grow(finding->targets, finding->count,
		    &finding->capacity, sizeof(*finding->targets));
		finding->targets[finding->count++] = (struct target){
		    page, field, arena_copy(finding->arena, text.text)};
	}
	str_release(&text);
}

/* Does anybody see the question?  In a list, when the list is there. */
static bool
is_asked(struct desk *desk, const struct field *field, size_t index)
{
	const struct reading *reading = desk_reading(desk);

	if (field->is_sum && field->printing == PRINT_NO)
		return false;
	return field->repeat == NONE
		   ? reading_shows_field(reading, index, 0)
		   : reading_shows_repeat(reading, field->repeat);
}

static void
add_questions(struct finding *finding, size_t page)
{
	const struct form_set *set = desk_forms(finding->desk);

	for (size_t i = 0; i < set->field_count; i++)
		if (set->fields[i].page == page &&
		    is_asked(finding->desk, &set->fields[i], i))
			add_target(finding, page, i);
}

size_t
told_targets(struct arena *arena, struct desk *desk, const char *search,
    const struct target **targets)
{
	struct finding finding = {
	    .arena = arena, .desk = desk, .wanted = STR_EMPTY};
	const struct form_set *set = desk_forms(desk);

	utf8_fold(&finding.wanted, search);
	for (size_t f = 0; f < set->form_count; f++)
		for (size_t p = 0; p < set->forms[f].page_count; p++) {
			size_t page = set->forms[f].pages[p];
			if (!reading_shows_page(desk_reading(desk), page))
				continue;
			add_target(&finding, page, NONE);
			if (!text_is_blank(search))
				add_questions(&finding, page);
		}
	str_release(&finding.wanted);
	*targets = arena_keep(
	    arena, finding.targets, finding.count, sizeof(*finding.targets));
	return finding.count;
}
