/*
 * Where a page stands among the others: what it is called, which come before
 * and after it, and the buttons that lead there.
 *
 * Pages are walked in the order of the forms, from form to form; those that
 * do not apply are passed over.  Tested by tests/unit/ui_page_model.c.
 */
#include "base/str.h"
#include "plan/progress.h"
#include "ui/page_build.h"

/* The place of a page among those of its form. */
static size_t
place_of(const struct form_set *set, size_t page)
{
	const struct form *form = &set->forms[set->pages[page].form];
	size_t at = 0;

	while (at < form->page_count && form->pages[at] != page)
		at++;
	return at;
}

/* The shown page so many places further on, from form to form. */
static size_t
page_beside(const struct reading *reading, size_t page, int step)
{
	const struct form_set *set = reading_source(reading)->set;
	size_t form = set->pages[page].form, at = place_of(set, page);

	for (;;) {
		if (step < 0 && at == 0) {
			if (form == 0)
				return NONE;
			at = set->forms[--form].page_count;
		} else if (step > 0 && at + 1 >= set->forms[form].page_count) {
			if (++form == set->form_count)
				return NONE;
			at = (size_t)-1;
		}
		at += (size_t)step;
		if (at < set->forms[form].page_count &&
		    reading_shows_page(reading, set->forms[form].pages[at]))
			return set->forms[form].pages[at];
	}
}

size_t
page_after(const struct reading *reading, size_t page)
{
	return page_beside(reading, page, 1);
}

size_t
page_before(const struct reading *reading, size_t page)
{
	return page_beside(reading, page, -1);
}

size_t
page_to_open(const struct reading *reading, const struct readiness *readiness,
    size_t index)
{
	const struct form *form = &reading_source(reading)->set->forms[index];
	size_t first = NONE;

	for (size_t i = 0; i < form->page_count; i++) {
		size_t page = form->pages[i];
		if (!reading_shows_page(reading, page))
			continue;
		if (first == NONE)
			first = page;
		struct progress progress =
		    progress_of_page(reading, page, readiness);
		if (progress.answered < progress.asked)
			return page;
	}
	return first;
}

void
page_place(
    const struct reading *reading, size_t page, size_t *place, size_t *count)
{
	const struct form_set *set = reading_source(reading)->set;
	const struct form *form = &set->forms[set->pages[page].form];

	*place = *count = 0;
	for (size_t i = 0; i < form->page_count; i++) {
		size_t other = form->pages[i];
		bool is_it = other == page;
		if (!is_it && !reading_shows_page(reading, other))
			continue;
		++*count;
		if (is_it)
			*place = *count;
	}
}

/* --- Where a row stands --------------------------------------------------- */

size_t
page_list_of(const struct form_set *set, size_t index, size_t field)
{
	const struct page *page = &set->pages[index];

	if (field != NONE)
		return set->fields[field].repeat;
	if (page->repeat != NONE)
		return page->repeat;
	for (size_t i = 0; i < page->item_count; i++)
		if (page->items[i].kind == ITEM_REPEAT)
			return page->items[i].index;
	return NONE;
}

void
page_row_of(const struct reading *reading, size_t index, int row, size_t field,
    size_t *repeat, int *own_row)
{
	const struct reading_of *of = reading_source(reading);
	const struct page *page = &of->set->pages[index];
	size_t list = page_list_of(of->set, index, field);
	bool is_row = row != 0 && list != NONE;

	/* The newest row is asked about on a page that is about that one. */
	if (is_row && page->rows == PAGE_NEWEST_ROW && page->repeat == list)
		is_row =
		    plan_newest_row(of->plan, of->set->repeats[list].id) != row;
	*repeat = is_row ? list : NONE;
	*own_row = is_row ? row : 0;
}

/* --- What it is called ---------------------------------------------------- */

static void
put_title(struct str *out, const struct reading *reading,
    const struct words *words, size_t page)
{
	const struct page *source = &reading_source(reading)->set->pages[page];
	const char *title = wording_get(&source->title, words_language(words));

	reading_put_text(out, reading, title ? title : source->id, words);
}

void
page_put_title(struct str *out, const struct reading *reading,
    const struct words *words, size_t page, size_t repeat, int row)
{
	const struct reading_of *of = reading_source(reading);
	struct str title = STR_EMPTY;
	size_t count;

	if (row == 0) {
		put_title(out, reading, words, page);
		return;
	}
	const char *id = of->set->repeats[repeat].id;
	put_title(&title, reading, words, page);
	plan_rows(of->plan, id, &count);
	words_put(out, words, WORD_UI_PAGE_ROW, title.text,
	    numeral_of(plan_row_place(of->plan, id, row) + 1).text,
	    numeral_of_count(count).text, NULL);
	str_release(&title);
}

/* --- Buttons -------------------------------------------------------------- */

static void
add_button(struct page_builder *builder, enum button button, size_t index,
    int row, const char *label)
{
	const struct spot spot = {
	    .kind = BLOCK_BUTTON, .index = index, .row = row, .button = button};

	builder_add(builder, spot)->label = label;
}

/* A button to another page. */
static void
add_page_button(struct page_builder *builder, enum button button, size_t page,
    enum word word)
{
	struct str title = STR_EMPTY;

	if (page == NONE)
		return;
	put_title(&title, builder->reading, builder->of->words, page);
	add_button(
	    builder, button, page, 0, builder_word(builder, word, title.text));
	str_release(&title);
}

/* From a row to the one that stands below it. */
static void
add_next_row_button(struct page_builder *builder)
{
	const struct page_of *of = builder->of;
	const struct reading_of *source = reading_source(builder->reading);
	const char *id = builder->set->repeats[of->repeat].id;
	struct str name = STR_EMPTY;
	size_t count;
	const int *rows = plan_rows(source->plan, id, &count);
	int place = plan_row_place(source->plan, id, of->row);

	if (place < 0 || (size_t)place + 1 >= count)
		return;
	reading_put_row_name(
	    &name, builder->reading, of->repeat, rows[place + 1], of->words);
	add_button(builder, BUTTON_NEXT_ROW, of->repeat, rows[place + 1],
	    builder_word(builder, WORD_UI_PAGE_NEXT_ROW, name.text));
	str_release(&name);
}

void
builder_add_ways_on(struct page_builder *builder)
{
	size_t page = builder->of->page;

	if (builder->of->row != 0) {
		add_button(builder, BUTTON_LIST, NONE, 0,
		    builder_word(builder, WORD_UI_PAGE_TO_LIST, NULL));
		add_next_row_button(builder);
		return;
	}
	add_page_button(builder, BUTTON_NEXT,
	    page_after(builder->reading, page), WORD_UI_PAGE_NEXT);
	add_button(builder, BUTTON_HOME, NONE, 0,
	    builder_word(builder, WORD_UI_PAGE_HOME, NULL));
	add_page_button(builder, BUTTON_BEFORE,
	    page_before(builder->reading, page), WORD_UI_PAGE_BEFORE);
}
