/*
 * Reading forms, pages, paragraphs and schemes: the blocks that frame the
 * questions.
 *
 * Owns their keys.  Refuses to know the order of pages (link_page.c).
 *
 * Tested by tests/unit/form_load.c.
 */
#include "form/loader.h"

#include <string.h>

#include "base/attr.h"

/* The version of the form language that this program reads. */
enum { GRAMMAR_VERSION = 1, STEP_COUNT = 7 };

static void
read_grammar(
    struct loader *loader, const struct record_line *line, void *member)
{
	int *version = member;

	if (strcmp(line->value, "1") == 0)
		*version = GRAMMAR_VERSION;
	else
		loader_complain(
		    loader, line->place, WORD_LOAD_GRAMMAR, line->value);
}

/* A scheme says the version too, but has no use for it afterwards. */
static void
read_scheme_grammar(
    struct loader *loader, const struct record_line *line, void *member)
{
	int version;

	(void)member;
	read_grammar(loader, line, &version);
}

static void
read_step(struct loader *loader, const struct record_line *line, void *member)
{
	int *step = member;
	char figure = line->value[0];

	if (figure >= '1' && figure < '1' + STEP_COUNT &&
	    line->value[1] == '\0')
		*step = figure - '0';
	else
		loader_complain(
		    loader, line->place, WORD_LOAD_STEP, line->value);
}

static void
begin_form(struct loader *loader, const struct entry *entry)
{
	struct form *form = entry->object;

	form->id = entry->id;
	form->place = entry->lines[0].key_place;
	form->version = "";
	loader->form = entry->index;
	loader->page = NONE;
	loader->has_page = false;
}

const struct kind_rule loader_form_rule = {
    .size = sizeof(struct form),
    .shelf = KIND_FORM,
    .begin = begin_form,
    .keys =
	{
	    [KEY_TITLE] = {loader_read_wording, offsetof(struct form, title)},
	    [KEY_OFFICIAL] = {loader_read_wording,
		offsetof(struct form, official)},
	    [KEY_HELP] = {loader_read_wording, offsetof(struct form, help)},
	    [KEY_STEP] = {read_step, offsetof(struct form, step)},
	    [KEY_GRAMMAR] = {read_grammar, offsetof(struct form, language)},
	    [KEY_VERSION] = {loader_read_text, offsetof(struct form, version)},
	},
};

static void
read_which(struct loader *loader, const struct record_line *line, void *member)
{
	enum page_rows *rows = member;
	size_t i = 1 + loader_choose(loader, line, &registry_page_rows[1],
			   PAGE_ROWS_MAX - 1);

	/* One that is neither is about rows all the same. */
	*rows = i < PAGE_ROWS_MAX ? (enum page_rows)i : PAGE_EACH_ROW;
}

static void
read_printed(
    struct loader *loader, const struct record_line *line, void *member)
{
	enum printing *printing = member;
	bool is_printed = false;

	loader_read_yes(loader, line, &is_printed);
	*printing = is_printed ? PRINT_YES : PRINT_NO;
}

static void
begin_page(struct loader *loader, const struct entry *entry)
{
	struct page *page = entry->object;

	page->id = entry->id;
	page->place = entry->lines[0].key_place;
	page->form = loader->form;
	page->repeat = NONE;
	page->part = PART_MAX;
	loader->page = entry->index;
	loader->has_page = true;
}

static void
end_page(struct loader *loader, const struct entry *entry)
{
	const struct page *page = entry->object;
	const struct record_line *rows = loader_line(entry, KEY_FOR_ROWS);

	if (rows && page->rows == PAGE_PLAIN)
		loader_complain(
		    loader, rows->place, WORD_LOAD_WHICH_ROWS, rows->value);
	if (!rows && page->rows != PAGE_PLAIN)
		loader_complain(loader, loader_place(entry, KEY_WHICH),
		    WORD_LOAD_WHICH_ALONE, NULL);
}

const struct kind_rule loader_page_rule = {
    .size = sizeof(struct page),
    .shelf = KIND_PAGE,
    .begin = begin_page,
    .end = end_page,
    .keys =
	{
	    [KEY_TITLE] = {loader_read_wording, offsetof(struct page, title)},
	    [KEY_PAPER] = {loader_read_wording, offsetof(struct page, paper)},
	    [KEY_SAY] = {loader_read_wording, offsetof(struct page, say)},
	    [KEY_HELP] = {loader_read_wording, offsetof(struct page, help)},
	    [KEY_AFTER] = {loader_leave, 0},
	    [KEY_FOR_ROWS] = {loader_leave, 0},
	    [KEY_WHICH] = {read_which, offsetof(struct page, rows)},
	    [KEY_ASK_IF] = {loader_read_condition,
		offsetof(struct page, ask_if)},
	    [KEY_PART] = {loader_read_part, offsetof(struct page, part)},
	    [KEY_PRINT] = {read_printed, offsetof(struct page, printing)},
	},
};

static void
begin_text(struct loader *loader, const struct entry *entry)
{
	struct prose *prose = entry->object;

	prose->id = entry->id;
	prose->place = entry->lines[0].key_place;
	prose->form = loader->form;
	prose->page = loader->page;
	prose->part = PART_MAX;
	if (!loader->has_page)
		loader_complain(loader, prose->place, WORD_LOAD_PAGE_FIRST,
		    registry_kind(entry->kind)->name);
}

const struct kind_rule loader_text_rule = {
    .size = sizeof(struct prose),
    .shelf = KIND_TEXT,
    .begin = begin_text,
    .keys =
	{
	    [KEY_SHOW] = {loader_read_wording, offsetof(struct prose, show)},
	    [KEY_SOURCE] = {loader_read_wording,
		offsetof(struct prose, source)},
	    [KEY_CHECKED] = {loader_read_day, offsetof(struct prose, checked)},
	    [KEY_ASK_IF] = {loader_read_condition,
		offsetof(struct prose, ask_if)},
	    [KEY_PART] = {loader_read_part, offsetof(struct prose, part)},
	    [KEY_PRINT] = {loader_read_yes, offsetof(struct prose, is_printed)},
	},
};

static void
begin_scheme(struct loader *loader, const struct entry *entry)
{
	struct scheme *scheme = entry->object;

	(void)loader;
	scheme->id = entry->id;
	scheme->place = entry->lines[0].key_place;
	scheme->version = "";
	scheme->owner = "";
}

const struct kind_rule loader_scheme_rule = {
    .size = sizeof(struct scheme),
    .shelf = KIND_SCHEME,
    .begin = begin_scheme,
    .keys =
	{
	    [KEY_TITLE] = {loader_read_wording, offsetof(struct scheme, title)},
	    [KEY_GRAMMAR] = {read_scheme_grammar, 0},
	    [KEY_VERSION] = {loader_read_text,
		offsetof(struct scheme, version)},
	    [KEY_OWNER] = {loader_read_text, offsetof(struct scheme, owner)},
	    [KEY_FROM] = {loader_read_day, offsetof(struct scheme, from)},
	    [KEY_CHECKED] = {loader_read_day, offsetof(struct scheme, checked)},
	    [KEY_SOURCE] = {loader_read_wording,
		offsetof(struct scheme, source)},
	    [KEY_ILLUSTRATIVE] = {loader_read_yes,
		offsetof(struct scheme, is_illustrative)},
	    [KEY_FIGURES] = {loader_leave, 0},
	},
};
