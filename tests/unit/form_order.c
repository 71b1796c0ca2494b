/*
 * The order in which everything can be worked out, and circles.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "rig/form_loading.h"

static struct loaded loaded;

static void
stop(void)
{
	unload(&loaded);
}

TestSuite(order, .fini = stop);

static size_t
position_of(const char *id)
{
	const struct form_set *set = loaded.set;
	size_t field = form_find_field(set, id);
	size_t repeat = form_find_repeat(set, id);

	for (size_t i = 0; i < set->order_count; i++) {
		const struct page_item *item = &set->order[i];

		if (item->kind == ITEM_FIELD ? item->index == field
					     : item->index == repeat)
			return i;
	}
	cr_assert_fail("%s is not in the order", id);
	return NONE;
}

static void
check_after(const char *later, const char *earlier)
{
	cr_assert_gt(position_of(later), position_of(earlier),
	    "%s must stand after %s", later, earlier);
}

#define ASKED(id, condition)                                                   \
	"question: " id "\ntype: yes-no\nlabel: L\nask if: " condition "\n\n"
#define NUMBER(id) "question: " id "\ntype: number\nlabel: N\n\n"
#define SUM(id, steps)                                                         \
	"calculate: " id "\ntype: number\nlabel: S\n" steps "\n\n"

Test(order, puts_everything_after_what_it_reads)
{
	load_text(&loaded,
	    PAGE ASKED("a", "b = 'yes'") ASKED("b", "c > 3") SUM(
		"c", "sum: cost where kind = 'x' times weeks") SUM("d",
		"plus: points of e\nchoose: f if g = 'yes'")
		SUM("h", "plus: tag t") "question: e\ntype: choose one\nlabel: E\noption: a | A | 1\n\n" NUMBER(
		    "f") "question: g\ntype: yes-no\nlabel: G\n\n"
			 "question: i\ntype: number\nlabel: I\ntag: t\n\n"
			 "question: k\ntype: number\nlabel: K\ncarry from: l\n\n" NUMBER(
			     "l") "repeat: lines\nlabel: L\nask if: m = 'yes'\n\n"
				  "question: kind\nin: lines\ntype: line\nlabel: K\n\n"
				  "question: cost\nin: lines\ntype: number\nlabel: C\n\n"
				  "question: weeks\nin: lines\ntype: number\nlabel: W\n\n"
				  "page: q\ntitle: Q\nprint: no\nask if: n = 'yes'\n\n"
				  "question: m\ntype: yes-no\nlabel: M\n\n"
				  "page: r\ntitle: R\nprint: no\n\n"
				  "question: n\ntype: yes-no\nlabel: N\n");
	cr_assert_eq(loaded.set->order_count,
	    loaded.set->field_count + loaded.set->repeat_count);
	check_after("a", "b");
	check_after("b", "c");
	check_after("c", "cost");
	check_after("c", "kind");
	check_after("c", "weeks");
	check_after("d", "e");
	check_after("d", "f");
	check_after("d", "g");
	check_after("h", "i");
	check_after("k", "l");
	check_after("cost", "lines");
	check_after("lines", "m");
	/* The page asks; what stands on it waits. */
	check_after("m", "n");
}

Test(order, names_everything_on_a_circle_once)
{
	load_text(&loaded, PAGE ASKED("a", "b = 'yes'") ASKED("b", "c = 'yes'")
			       ASKED("c", "a = 'yes'") ASKED("d", "a = 'yes'"));
	cr_assert_str_eq(loaded.said.text,
	    "a.form:5:1: error: These wait for each other in a circle, so none "
	    "can be known: a, b, c\n");
	cr_assert_eq(loaded.set->order_count, loaded.set->field_count);
}

Test(order, tells_circles_that_share_a_question_as_one)
{
	load_text(&loaded, PAGE SUM("a", "plus: b\nplus: c") SUM("b", "plus: a")
			       SUM("c", "plus: a"));
	cr_assert_not_null(strstr(loaded.said.text, "known: a, b, c\n"));
	cr_assert_eq(report_count(loaded.report, SEVERITY_ERROR), 1);
}

Test(order, lets_a_check_name_its_own_question)
{
	load_text(&loaded,
	    PAGE "question: a\ntype: number\nlabel: A\ncheck: a > b\n"
		 "message: More.\n\n"
		 "question: b\ntype: number\nlabel: B\ncheck: b < a\n"
		 "message: Less.\n");
	cr_assert_str_eq(loaded.said.text, "");
}

Test(order, walks_long_chains)
{
	enum { LINKS = 20000 };
	struct str text = STR_EMPTY;

	/* Each waits for the next, so the walk goes all the way down. */
	str_put(&text, PAGE);
	for (int i = 0; i < LINKS; i++)
		str_format(&text,
		    "calculate: n%d\ntype: number\nlabel: N\nplus: n%d\n\n", i,
		    i + 1);
	str_format(&text, "question: n%d\ntype: number\nlabel: N\n", LINKS);
	load_text(&loaded, text.text);
	str_release(&text);
	cr_assert_str_eq(loaded.said.text, "");
	cr_assert_eq(position_of("n0"), LINKS);
}
