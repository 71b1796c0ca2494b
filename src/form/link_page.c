/*
 * Putting the pages in order, and on each page what stands there.
 *
 * Owns `after`, the order of pages in a form, the items of a page, and which
 * part of the printed plan everything belongs to.  Pages of a form stand as
 * its file has them; a page with `after` comes behind its page, and two
 * behind the same one keep their own order.  Refuses to know conditions.
 *
 * Tested by tests/unit/form_page.c.
 */
#include "form/loader.h"

#include "base/str.h"

/* The pages as a forest: each under the page that it comes after. */
struct forest {
	struct loader *loader;
	size_t count;
	size_t *after; /* by page: the page above, or NONE */
	size_t *first; /* by page: the first page under it */
	size_t *next;  /* by page: the next under the same */
	size_t *stack;
	bool *is_reached;
};

/* --- The order of pages --------------------------------------------------- */

static size_t
find_page_above(struct loader *loader, size_t index)
{
	const struct entry *entry = loader_entry(loader, KIND_PAGE, index);
	const struct record_line *line = loader_line(entry, KEY_AFTER);

	if (!line || text_is_blank(line->value))
		return NONE;
	/* A scheme that is looked at alone lacks the forms it belongs to. */
	if (loader->set->form_count == 0 &&
	    !loader_entry_named(loader, WANT_PAGE, line->value))
		return NONE;
	return loader_find(loader, WANT_PAGE, line->value, line->place);
}

static bool
is_root(const struct forest *forest, size_t page)
{
	const struct entry *entry =
	    loader_entry(forest->loader, KIND_PAGE, page);

	return forest->after[page] == NONE && !loader_line(entry, KEY_AFTER);
}

static void
plant(struct forest *forest, struct loader *loader)
{
	size_t count = loader->set->page_count;
	size_t *numbers =
	    arena_get(loader->arena, 4 * count * sizeof(*numbers));

	forest->loader = loader;
	forest->count = count;
	forest->after = numbers;
	forest->first = numbers + count;
	forest->next = numbers + 2 * count;
	forest->stack = numbers + 3 * count;
	forest->is_reached =
	    arena_get(loader->arena, count * sizeof(*forest->is_reached));
	for (size_t i = 0; i < count; i++) {
		forest->after[i] = find_page_above(loader, i);
		forest->first[i] = NONE;
	}
	/* From the back, so that the first under a page is its first. */
	for (size_t i = count; i-- > 0;) {
		size_t above = forest->after[i];
		forest->next[i] = NONE;
		if (above == NONE)
			continue;
		forest->next[i] = forest->first[above];
		forest->first[above] = i;
	}
}

/* A page, then all that come after it, into the form's list. */
static void
walk_from(struct forest *forest, size_t root, struct growing *list)
{
	size_t form = forest->loader->pages[root].form;
	size_t depth = 0;
	size_t page = root;

	for (;;) {
		size_t *slot = loader_grow(list, sizeof(*slot));
		*slot = page;
		forest->is_reached[page] = true;
		forest->loader->pages[page].form = form;
		if (forest->first[page] != NONE) {
			forest->stack[depth++] = page;
			page = forest->first[page];
			continue;
		}
		while (page != root && forest->next[page] == NONE)
			page = forest->stack[--depth];
		if (page == root)
			return;
		page = forest->next[page];
	}
}

static void
list_pages(struct forest *forest, size_t index)
{
	struct loader *loader = forest->loader;
	struct form *form = &loader->forms[index];
	struct growing list = {NULL, 0, 0};

	for (size_t i = 0; i < forest->count; i++) {
		if (is_root(forest, i) && loader->pages[i].form == index &&
		    !forest->is_reached[i])
			walk_from(forest, i, &list);
	}
	form->pages =
	    loader_keep(loader, &list, sizeof(*form->pages), &form->page_count);
	if (form->page_count == 0)
		loader_complain(
		    loader, form->place, WORD_LOAD_FORM_EMPTY, form->id);
}

/* Complain of the circle that a page leads into, unless that was done. */
static void
complain_circle(struct forest *forest, size_t page)
{
	struct loader *loader = forest->loader;
	struct str names = STR_EMPTY;
	size_t start = page;

	/* As many steps as there are pages end on the circle, if any. */
	for (size_t i = 0; i < forest->count && start != NONE; i++)
		start = forest->after[start];
	if (start == NONE || forest->is_reached[start])
		return;
	for (page = start; !forest->is_reached[page];
	     page = forest->after[page]) {
		forest->is_reached[page] = true;
		str_format(&names, "%s%s", names.length == 0 ? "" : ", ",
		    loader->pages[page].id);
	}
	loader_complain(loader,
	    loader_place(loader_entry(loader, KIND_PAGE, start), KEY_AFTER),
	    WORD_LOAD_PAGE_CIRCLE, names.text);
	str_release(&names);
}

/* Form by form, as they are walked. */
static void
number_pages(struct loader *loader)
{
	const struct form_set *set = loader->set;
	size_t next = 0;

	for (size_t i = 0; i < set->page_count; i++)
		loader->pages[i].order = NONE;
	for (size_t i = 0; i < set->form_count; i++) {
		const struct form *form = &set->forms[i];
		for (size_t j = 0; j < form->page_count; j++)
			loader->pages[form->pages[j]].order = next++;
	}
}

static void
order_pages(struct loader *loader)
{
	struct forest forest;

	plant(&forest, loader);
	for (size_t i = 0; i < loader->set->form_count; i++)
		list_pages(&forest, i);
	for (size_t i = 0; i < forest.count; i++) {
		const struct page *page = &loader->pages[i];
		if (forest.is_reached[i])
			continue;
		complain_circle(&forest, i);
		if (is_root(&forest, i) && page->form == NONE &&
		    loader->set->form_count > 0)
			loader_complain(loader, page->place,
			    WORD_LOAD_PAGE_NOWHERE, page->id);
	}
}

/* --- What stands on a page ------------------------------------------------ */

/* Has a field a place of its own on its page, and not in its list's? */
static bool
stands_on_page(struct loader *loader, const struct field *field)
{
	if (field->repeat == NONE)
		return true;
	if (loader->repeats[field->repeat].page == field->page)
		return false;
	if (loader->pages[field->page].repeat == field->repeat)
		return true;
	report_add(loader->report, SEVERITY_ERROR, field->place,
	    WORD_LOAD_ROW_PAGE, field->id, loader->repeats[field->repeat].id,
	    loader->pages[field->page].id, NULL);
	return false;
}

static void
put_item(
    struct loader *loader, struct growing *pages, const struct entry *entry)
{
	struct page_item item = {.index = entry->index};
	size_t page;

	if (entry->kind == KIND_REPEAT) {
		item.kind = ITEM_REPEAT;
		page = loader->repeats[entry->index].page;
	} else if (entry->kind == KIND_TEXT) {
		item.kind = ITEM_PROSE;
		page = loader->proses[entry->index].page;
	} else {
		const struct field *field = &loader->fields[entry->index];
		item.kind = ITEM_FIELD;
		page = field->page;
		if (page != NONE && !stands_on_page(loader, field))
			return;
	}
	if (page == NONE)
		return;
	struct page_item *slot = loader_grow(&pages[page], sizeof(*slot));
	*slot = item;
}

static void
gather_items(struct loader *loader)
{
	size_t count = loader->set->page_count;
	struct growing *pages = mem_new(count * sizeof(*pages));

	for (size_t i = 0; i < loader->entry_count; i++) {
		const struct entry *entry = &loader->entries[i];
		if (entry->index != NONE &&
		    (entry->kind == KIND_QUESTION ||
			entry->kind == KIND_CALCULATE ||
			entry->kind == KIND_REPEAT || entry->kind == KIND_TEXT))
			put_item(loader, pages, entry);
	}
	for (size_t i = 0; i < count; i++) {
		struct page *page = &loader->pages[i];
		page->items = loader_keep(
		    loader, &pages[i], sizeof(*page->items), &page->item_count);
	}
	mem_free(pages);
}

/* What was placed behind a page of another form belongs to that form. */
static size_t
form_of(const struct loader *loader, size_t page, size_t form)
{
	return page == NONE ? form : loader->pages[page].form;
}

static void
follow_pages(struct loader *loader)
{
	const struct form_set *set = loader->set;

	for (size_t i = 0; i < set->field_count; i++)
		loader->fields[i].form = form_of(
		    loader, loader->fields[i].page, loader->fields[i].form);
	for (size_t i = 0; i < set->repeat_count; i++)
		loader->repeats[i].form = form_of(
		    loader, loader->repeats[i].page, loader->repeats[i].form);
	for (size_t i = 0; i < set->prose_count; i++)
		loader->proses[i].form = form_of(
		    loader, loader->proses[i].page, loader->proses[i].form);
}

/* --- Parts of the printed plan -------------------------------------------- */

/* Is that printed, without saying where? */
static bool
needs_part(const struct loader *loader, const struct page_item *item)
{
	const struct field *field;
	const struct repeat *repeat;
	const struct prose *prose;

	switch (item->kind) {
	case ITEM_FIELD:
		field = &loader->fields[item->index];
		return field->part == PART_MAX && field->printing != PRINT_NO &&
		       !field->is_private;
	case ITEM_REPEAT:
		repeat = &loader->repeats[item->index];
		return repeat->part == PART_MAX && repeat->printing != PRINT_NO;
	case ITEM_PROSE:
		prose = &loader->proses[item->index];
		return prose->part == PART_MAX && prose->is_printed;
	}
	return false;
}

static void
check_page_part(struct loader *loader, const struct page *page)
{
	size_t index = (size_t)(page - loader->pages);
	bool is_said = loader_line(loader_entry(loader, KIND_PAGE, index),
			   KEY_PART) != NULL;

	if (page->part != PART_MAX || page->printing == PRINT_NO || is_said)
		return;
	for (size_t i = 0; i < page->item_count; i++) {
		if (!needs_part(loader, &page->items[i]))
			continue;
		loader_complain(
		    loader, page->place, WORD_LOAD_PAGE_PART, page->id);
		return;
	}
}

static enum part
part_or(enum part own, enum part other)
{
	return own == PART_MAX ? other : own;
}

static enum part
part_of_page(const struct loader *loader, size_t page)
{
	return page == NONE ? PART_NOWHERE : loader->pages[page].part;
}

static void
settle_parts(struct loader *loader)
{
	const struct form_set *set = loader->set;

	for (size_t i = 0; i < set->page_count; i++) {
		check_page_part(loader, &loader->pages[i]);
		loader->pages[i].part =
		    part_or(loader->pages[i].part, PART_NOWHERE);
	}
	for (size_t i = 0; i < set->repeat_count; i++) {
		struct repeat *repeat = &loader->repeats[i];
		repeat->part =
		    part_or(repeat->part, part_of_page(loader, repeat->page));
	}
	for (size_t i = 0; i < set->prose_count; i++) {
		struct prose *prose = &loader->proses[i];
		prose->part =
		    part_or(prose->part, part_of_page(loader, prose->page));
	}
	for (size_t i = 0; i < set->field_count; i++) {
		struct field *field = &loader->fields[i];
		enum part other = field->repeat == NONE
				      ? part_of_page(loader, field->page)
				      : loader->repeats[field->repeat].part;
		field->part = part_or(field->part, other);
	}
}

void
link_pages(struct loader *loader)
{
	order_pages(loader);
	number_pages(loader);
	follow_pages(loader);
	gather_items(loader);
	settle_parts(loader);
}
