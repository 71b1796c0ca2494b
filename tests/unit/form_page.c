/*
 * Pages: in which order they are walked, and what stands on them.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "rig/form_loading.h"

static struct loaded loaded;

static void
stop(void)
{
	unload(&loaded);
}

TestSuite(pages, .fini = stop);

#define FORM(id)   "form: " id "\ntitle: T\nlanguage: 1\n\n"
#define A_PAGE(id) "page: " id "\ntitle: T\nprint: no\n\n"
#define A_PAGE_AFTER(id, other)                                                \
	"page: " id "\ntitle: T\nprint: no\nafter: " other "\n\n"
#define A_LINE(id) "question: " id "\ntype: line\nlabel: L\n\n"

/* The pages of a form, as "a b c". */
static const char *
pages_of(const struct form *form)
{
	struct str names = STR_EMPTY;

	for (size_t i = 0; i < form->page_count; i++)
		str_format(&names, "%s%s", i == 0 ? "" : " ",
		    loaded.set->pages[form->pages[i]].id);
	const char *kept = arena_copy(loaded.set->arena, names.text);
	str_release(&names);
	return kept;
}

/* What stands on a page, as "a b c". */
static const char *
items_of(size_t index)
{
	const struct form_set *set = loaded.set;
	const struct page *page = &set->pages[index];
	struct str names = STR_EMPTY;

	for (size_t i = 0; i < page->item_count; i++) {
		size_t at = page->items[i].index;
		const char *id = NULL;

		switch (page->items[i].kind) {
		case ITEM_FIELD:
			id = set->fields[at].id;
			break;
		case ITEM_REPEAT:
			id = set->repeats[at].id;
			break;
		case ITEM_PROSE:
			id = set->proses[at].id;
			break;
		}
		str_format(&names, "%s%s", i == 0 ? "" : " ", id);
	}
	const char *kept = arena_copy(set->arena, names.text);
	str_release(&names);
	return kept;
}

Test(pages, come_in_the_order_of_the_file)
{
	load_text(&loaded, FORM("f") A_PAGE("a") A_PAGE("b") A_PAGE("c"));
	cr_assert_str_eq(pages_of(&loaded.set->forms[0]), "a b c");
}

Test(pages, come_behind_the_page_they_are_after)
{
	load_text(&loaded,
	    FORM("f") A_PAGE("a") A_PAGE("b") A_PAGE_AFTER("c", "a")
		A_PAGE_AFTER("d", "a") A_PAGE_AFTER("e", "c"));
	cr_assert_str_eq(pages_of(&loaded.set->forms[0]), "a c e d b");
}

Test(pages, of_a_scheme_join_the_form_they_come_after)
{
	const struct source sources[] = {
	    {.name = "1.form",
		.text = FORM("first") A_PAGE("a") A_LINE("on_a")},
	    {.name = "2.form", .text = FORM("second") A_PAGE("b")},
	    {.name = "schemes/s.form",
		.text = A_PAGE_AFTER("c", "a") A_LINE("on_c")
		    A_PAGE_AFTER("d", "c")},
	};

	load_sources(&loaded, sources, ARRAY_LENGTH(sources));
	cr_assert_str_eq(pages_of(&loaded.set->forms[0]), "a c d");
	cr_assert_str_eq(pages_of(&loaded.set->forms[1]), "b");
	cr_assert_eq(field_of(&loaded, "on_c")->form, 0);
	cr_assert_eq(
	    loaded.set->pages[field_of(&loaded, "on_c")->page].form, 0);
}

Test(pages, are_numbered_as_they_are_walked)
{
	load_text(&loaded, FORM("f") A_PAGE("a") A_PAGE("b") A_PAGE_AFTER("c",
			       "a") FORM("g") A_PAGE("d") A_PAGE_AFTER("e", "b")
			       A_PAGE_AFTER("x", "y") A_PAGE_AFTER("y", "x"));
	const struct page *pages = loaded.set->pages;
	static const size_t wanted[] = {0, 2, 1, 4, 3, NONE, NONE};
	for (size_t i = 0; i < ARRAY_LENGTH(wanted); i++)
		cr_assert_eq(pages[i].order, wanted[i], "%s", pages[i].id);
}

Test(pages, in_a_circle_leave_the_others_alone)
{
	load_text(&loaded, FORM("f") A_PAGE("a") A_PAGE_AFTER("b", "c")
			       A_PAGE_AFTER("c", "b") A_PAGE_AFTER("d", "c"));
	cr_assert_str_eq(pages_of(&loaded.set->forms[0]), "a");
	cr_assert_not_null(strstr(loaded.said.text, "in a circle: b, c\n"),
	    "\n%s", loaded.said.text);
	cr_assert_null(strstr(strstr(loaded.said.text, "circle") + 1, "circle"),
	    "a circle is told once:\n%s", loaded.said.text);
}

Test(pages, hold_what_follows_them)
{
	load_text(&loaded,
	    "calculate: early\ntype: number\nlabel: E\n"
	    "plus: 1\n\n" A_PAGE("a") A_LINE(
		"one") "text: two\nshow: T\n\n"
		       "repeat: three\nlabel: R\n\n"
		       "question: cell\nin: three\ntype: line\nlabel: C\n\n"
		       "calculate: four\ntype: number\nlabel: F\n"
		       "plus: 1\n\n"
		       "list: five\noption: a | A\n\n" A_PAGE("b")
			   A_LINE("six"));
	cr_assert_str_eq(items_of(0), "one two three four");
	cr_assert_str_eq(items_of(1), "six");
	cr_assert_eq(field_of(&loaded, "early")->page, NONE);
	cr_assert_eq(field_of(&loaded, "cell")->page, 0);
}

Test(pages, about_rows_hold_questions_of_the_row)
{
	load_text(&loaded,
	    A_PAGE("a") "repeat: visits\nlabel: V\n\n"
			"question: day\nin: visits\ntype: date\nlabel: D\n\n"
			"page: b\ntitle: T\nprint: no\nrows of: visits\n"
			"which: newest\n\n"
			"question: next\nin: visits\ntype: date\n"
			"label: N\n");
	cr_assert_eq(report_count(loaded.report, SEVERITY_NOTE), 0, "\n%s",
	    loaded.said.text);
	cr_assert_str_eq(items_of(0), "visits");
	cr_assert_str_eq(items_of(1), "next");
	cr_assert_eq(loaded.set->pages[1].rows, PAGE_NEWEST_ROW);
	cr_assert_eq(loaded.set->pages[1].repeat, 0);
	cr_assert_eq(loaded.set->repeats[0].field_count, 2);
}

Test(pages, say_where_their_questions_are_printed)
{
	load_text(&loaded,
	    "page: a\ntitle: T\npart: my money\n\n" A_LINE(
		"as_page") "question: own\ntype: line\nlabel: O\n"
			   "part: visit\n\n" A_PAGE("b") A_LINE("nowhere"));
	cr_assert_eq(field_of(&loaded, "as_page")->part, PART_MONEY);
	cr_assert_eq(field_of(&loaded, "own")->part, PART_VISIT);
	cr_assert_eq(field_of(&loaded, "nowhere")->part, PART_NOWHERE);
}
