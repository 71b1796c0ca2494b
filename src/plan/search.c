/*
 * Finding words in a plan, and the pages where one can go.
 *
 * Each answer is looked at together with its question, so that a word of each
 * finds it.  Where the words stand in the question alone it is found once: by
 * itself, or in a list as a question of the list, and not with every row and
 * every voice.
 *
 * Everything is folded once a search; nothing is kept.  Hits and their texts
 * are the caller's arena's.  Tested by tests/unit/plan_search.c, and timed by
 * tests/bench/search.c.
 */
#include "plan/search.h"

#include "base/str.h"
#include "base/utf8.h"

struct searching {
	struct arena *arena;
	const struct reading *const *readings;
	size_t reading_count;
	const struct words *words;
	const struct form_set *set;
	enum search_in in;
	struct str wanted;      /* folded */
	struct str label, text; /* of the question in hand */
	bool is_in_label;
	struct hit *hits; /* growing */
	size_t count, capacity;
};

static bool
holds(const struct searching *searching, const char *text)
{
	return utf8_contains_folded(text, searching->wanted.text);
}

static const char *
say(const struct searching *searching, const struct wording *wording,
    const char *otherwise)
{
	const char *text =
	    wording_get(wording, words_language(searching->words));

	return text ? text : otherwise;
}

static void
put_page(const struct searching *searching, struct str *out, size_t index)
{
	const struct page *page = &searching->set->pages[index];

	reading_put_text(out, searching->readings[0],
	    say(searching, &page->title, page->id), searching->words);
}

/* "Your days", or of a row "Your support: A taxi". */
static const char *
where_of(const struct searching *searching, size_t field, int row)
{
	const struct field *found = &searching->set->fields[field];
	struct str where = STR_EMPTY;

	put_page(searching, &where, found->page);
	if (row > 0) {
		str_put(&where, ": ");
		reading_put_row_name(&where, searching->readings[0],
		    found->repeat, row, searching->words);
	}
	return str_keep(&where, searching->arena);
}

static void
add_hit(struct searching *searching, struct hit hit)
{
	searching->hits = mem_grow(searching->hits, searching->count,
	    &searching->capacity, sizeof(*searching->hits));
	searching->hits[searching->count++] = hit;
}

static void
add(struct searching *searching, size_t field, int row, enum voice voice,
    const char *answer, const char *whose)
{
	const struct field *found = &searching->set->fields[field];
	struct arena *arena = searching->arena;

	add_hit(
	    searching, (struct hit){
			   .page = found->page,
			   .field = field,
			   .row = row,
			   .voice = voice,
			   .is_private = found->is_private,
			   .where = where_of(searching, field, row),
			   .label = arena_copy(arena, searching->label.text),
			   .answer = answer ? arena_copy(arena, answer) : NULL,
			   .whose = whose ? arena_copy(arena, whose) : NULL,
		       });
}

/* What one voice says there; is it found in more than the question? */
static bool
look_at_answer(struct searching *searching, const struct reading *reading,
    size_t field, int row)
{
	enum voice voice = reading_source(reading)->voice;
	const struct answer *answer =
	    reading_answer(searching->readings[0], field, row, voice);
	struct str *text = &searching->text;

	if (!answer)
		return false;
	str_clear(text);
	reading_put_value(text, reading, field, row, searching->words);
	if (text->length == 0)
		str_put(text, answer->text);
	size_t length = text->length;
	str_format(text, " %s %s", answer->whose ? answer->whose : "",
	    answer->how ? answer->how : "");
	bool is_own = holds(searching, text->text);
	if (!is_own && !searching->is_in_label)
		str_format(text, " %s", searching->label.text);
	bool is_found =
	    is_own || (!searching->is_in_label && holds(searching, text->text));
	/* Outside lists the person's answer stands beside its question. */
	is_found |= searching->is_in_label && row == 0 && voice == VOICE_PERSON;
	str_cut(text, length);
	if (is_found)
		add(searching, field, row, voice, text->text, answer->whose);
	return is_found;
}

static bool
look_at_voices(struct searching *searching, size_t field, int row)
{
	bool is_found = false;

	for (size_t i = 0; i < searching->reading_count; i++)
		if (reading_shows_field(searching->readings[i], field, row))
			is_found |= look_at_answer(
			    searching, searching->readings[i], field, row);
	return is_found;
}

/* Is it asked by anybody?  In a list, when the list is there. */
static bool
is_asked(const struct searching *searching, size_t field)
{
	const struct field *found = &searching->set->fields[field];

	if (found->is_sum && found->printing == PRINT_NO)
		return false;
	return found->repeat == NONE
		   ? readings_show_field(searching->readings,
			 searching->reading_count, field, 0)
		   : reading_shows_repeat(
			 searching->readings[0], found->repeat);
}

static void
look_at_field(struct searching *searching, size_t field)
{
	const struct field *found = &searching->set->fields[field];
	bool is_found = false;

	if (!is_asked(searching, field))
		return;
	str_clear(&searching->label);
	reading_put_text(&searching->label, searching->readings[0],
	    say(searching, &found->label, found->id), searching->words);
	searching->is_in_label = holds(searching, searching->label.text);
	if (searching->in == SEARCH_QUESTIONS) {
		is_found = false;
	} else if (found->repeat == NONE) {
		is_found = look_at_voices(searching, field, 0);
	} else {
		size_t count;
		const int *rows =
		    reading_rows(searching->readings[0], found->repeat, &count);
		for (size_t i = 0; i < count; i++)
			is_found |= look_at_voices(searching, field, rows[i]);
	}
	if (!is_found && searching->is_in_label)
		add(searching, field, 0, VOICE_PERSON, NULL, NULL);
}

/* "2 Making your plan: How life is now", found by the title of the page. */
static void
look_at_title(struct searching *searching, size_t index)
{
	const struct page *page = &searching->set->pages[index];
	const struct form *form = &searching->set->forms[page->form];
	struct str title = STR_EMPTY, label = STR_EMPTY;

	put_page(searching, &title, index);
	if (form->step > 0)
		str_format(&label, "%d ", form->step);
	reading_put_text(&label, searching->readings[0],
	    say(searching, &form->title, form->id), searching->words);
	str_format(&label, ": %s", title.text);
	if (holds(searching, title.text))
		add_hit(searching,
		    (struct hit){
			.page = index,
			.field = NONE,
			.where = arena_copy(searching->arena, title.text),
			.label = arena_copy(searching->arena, label.text),
		    });
	str_release(&title);
	str_release(&label);
}

/* The fields of each page, in the order of the set: pages have few. */
static void
look_at_page(struct searching *searching, size_t page, bool has_words)
{
	if (!reading_shows_page(searching->readings[0], page))
		return;
	if (searching->in != SEARCH_EVERYTHING)
		look_at_title(searching, page);
	if (searching->in == SEARCH_PAGES || !has_words)
		return;
	for (size_t i = 0; i < searching->set->field_count; i++)
		if (searching->set->fields[i].page == page)
			look_at_field(searching, i);
}

const struct hit *
search_find(struct arena *arena, const struct reading *const *readings,
    size_t reading_count, enum search_in in, const char *search,
    const struct words *words, size_t *count)
{
	struct searching searching = {
	    .arena = arena,
	    .readings = readings,
	    .reading_count = reading_count,
	    .words = words,
	    .set = reading_source(readings[0])->set,
	    .in = in,
	    .wanted = STR_EMPTY,
	    .label = STR_EMPTY,
	    .text = STR_EMPTY,
	};
	const struct form_set *set = searching.set;
	bool has_words = !text_is_blank(search);

	utf8_fold(&searching.wanted, search);
	for (size_t f = 0; f < set->form_count; f++)
		for (size_t p = 0; p < set->forms[f].page_count; p++)
			look_at_page(
			    &searching, set->forms[f].pages[p], has_words);
	str_release(&searching.wanted);
	str_release(&searching.label);
	str_release(&searching.text);
	*count = searching.count;
	return arena_keep(
	    arena, searching.hits, searching.count, sizeof(*searching.hits));
}
