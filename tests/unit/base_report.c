/*
 * Reports: the shape of a complaint, and their order.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/report.h"
#include "base/str.h"

static struct report *report;
static struct str out;

static void
start(void)
{
	report = report_new(words_english());
	str_init(&out);
}

static void
stop(void)
{
	report_free(report);
	str_release(&out);
}

static struct place
at(const char *file, int line, int column)
{
	return (struct place){file, line, column};
}

TestSuite(reports, .init = start, .fini = stop);

Test(reports, begin_empty)
{
	cr_assert_eq(report_count(report, SEVERITY_NOTE), 0);
	cr_assert_not(report_has_errors(report));
	report_put(&out, report);
	cr_assert_str_eq(out.text, "");
	report_free(NULL);
}

Test(reports, say_file_line_and_column)
{
	report_add(report, SEVERITY_ERROR, at("a.form", 3, 7),
	    WORD_RECORD_KEY_CHARACTER, "_", NULL);
	report_add_nearest(report, SEVERITY_WARNING, at("a.form", 4, 1),
	    "label", WORD_RECORD_PLUS, NULL);
	report_add_nearest(report, SEVERITY_NOTE, at("b.form", 0, 0), NULL,
	    WORD_RECORD_WINDOWS, NULL);
	report_put(&out, report);
	cr_assert_str_eq(out.text,
	    "a.form:3:7: error: A key has only small letters, figures, "
	    "hyphens and blanks, not '_'\n"
	    "a.form:4:1: warning: There is no text above for this '+' to "
	    "carry on: start with a key (did you mean 'label'?)\n"
	    "b.form: note: This file is not UTF-8 and was read as "
	    "Windows-1252: check its accents\n");
}

Test(reports, count_by_severity)
{
	for (int i = 0; i < 6; i++)
		report_add(report,
		    i < 1   ? SEVERITY_ERROR
		    : i < 3 ? SEVERITY_WARNING
			    : SEVERITY_NOTE,
		    at("a", 1, 1), WORD_RECORD_PLUS, NULL);
	cr_assert_eq(report_count(report, SEVERITY_NOTE), 6);
	cr_assert_eq(report_count(report, SEVERITY_WARNING), 3);
	cr_assert_eq(report_count(report, SEVERITY_ERROR), 1);
	cr_assert(report_has_errors(report));
}

Test(reports, are_sorted_by_file_line_and_column)
{
	static const struct place sorted[] = {{"a", 1, 1}, {"a", 1, 2},
	    {"a", 2, 1}, {"a", 10, 1}, {"b", 0, 0}, {"b", 1, 1}, {NULL, 0, 0}};
	static const size_t order[] = {5, 2, 6, 0, 4, 1, 3};

	for (size_t i = 0; i < ARRAY_LENGTH(order); i++)
		report_add(report, SEVERITY_ERROR, sorted[order[i]],
		    WORD_RECORD_PLUS, NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(sorted); i++) {
		const struct place *place = &report_get(report, i)->place;

		cr_assert(text_is(place->file, sorted[i].file), "%zu", i);
		cr_assert_eq(place->line, sorted[i].line, "%zu", i);
		cr_assert_eq(place->column, sorted[i].column, "%zu", i);
	}
}

Test(reports, keep_the_order_of_arrival_at_one_place)
{
	static const char *const letters[] = {"a", "b", "c", "d", "e", "f"};
	char wanted[] = "not 'x'";

	for (size_t i = 0; i < ARRAY_LENGTH(letters); i++)
		report_add(report, SEVERITY_ERROR, at("f", 1, 1),
		    WORD_RECORD_KEY_CHARACTER, letters[i], NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(letters); i++) {
		wanted[5] = letters[i][0];
		cr_assert(strstr(report_get(report, i)->text, wanted));
	}
	/* What comes later finds its place too. */
	report_add(
	    report, SEVERITY_ERROR, at("e", 1, 1), WORD_RECORD_PLUS, NULL);
	cr_assert_str_eq(report_get(report, 0)->place.file, "e");
}

Test(reports, outlive_what_they_were_given)
{
	char file[] = "a.form", near[] = "label", text[] = "%";

	report_add_nearest(report, SEVERITY_ERROR, at(file, 1, 1), near,
	    WORD_RECORD_KEY_CHARACTER, text, NULL);
	memset(file, 'x', sizeof(file) - 1);
	memset(near, 'x', sizeof(near) - 1);
	memset(text, 'x', sizeof(text) - 1);
	report_put(&out, report);
	cr_assert(strstr(out.text, "a.form:1:1: "));
	cr_assert(strstr(out.text, "not '%' (did you mean 'label'?)\n"));
}

Test(reports, show_hostile_text_safely)
{
	report_add_nearest(report, SEVERITY_ERROR, at("a\x1b[2J", 1, 1), "x\ny",
	    WORD_RECORD_KEY_CHARACTER, "\x1b]0;\x07", NULL);
	report_put(&out, report);
	cr_assert_not(strchr(out.text, '\x1b'));
	cr_assert_not(strchr(out.text, '\x07'));
	cr_assert_eq(strchr(out.text, '\n'), out.text + out.length - 1);
}

Test(reports, take_an_error_from_below)
{
	struct err err = {.is_set = false};

	err_set(&err, WORD_RECORD_KEY_CHARACTER, "=", NULL);
	report_add_err(report, SEVERITY_ERROR, at("a", 0, 0), &err);
	cr_assert_str_eq(report_get(report, 0)->text,
	    "A key has only small letters, figures, hyphens and blanks, "
	    "not '='");
}

Test(reports, stop_listing_at_a_limit_and_say_so)
{
	for (int i = 0; i < REPORT_MAX + 500; i++)
		report_add(report, SEVERITY_WARNING, at("a", i, 1),
		    WORD_RECORD_PLUS, NULL);
	cr_assert_eq(report_count(report, SEVERITY_NOTE), REPORT_MAX + 1);
	cr_assert_eq(report_count(report, SEVERITY_ERROR), 1);
	cr_assert(report_has_errors(report));
	cr_assert_null(report_get(report, REPORT_MAX)->place.file);
}
