/*
 * What is said of a condition, for tests of what must not be written.
 */
#ifndef RIG_FORM_SAID_H
#define RIG_FORM_SAID_H

#include <criterion/criterion.h>
#include <stdbool.h>
#include <string.h>

#include "base/str.h"
#include "form/expr.h"

/*
 * Expect lines of "column: severity: sentence", with the columns of a line
 * that begins at 11.  Is it taken all the same?  Only without a mistake.
 */
static inline bool
is_taken_with(
    struct expr_engine *engine, const char *written, const char *wanted)
{
	static const char place[] = "a:1:";
	struct arena *arena = arena_new();
	struct report *report = report_new(words_english());
	struct str said = STR_EMPTY;
	const struct condition *condition = expr_compile(engine, arena, NONE,
	    &(struct expr_text){.text = written, .place = {"a", 1, 11}},
	    report);
	bool is_taken = condition->slot != NONE;

	report_put(&said, report);
	for (const char *at; (at = strstr(said.text, place));)
		str_remove(&said, (size_t)(at - said.text), strlen(place));
	cr_assert_str_eq(said.text, wanted, "%s", written);
	cr_assert_eq(report_has_errors(report), !is_taken, "%s", written);
	str_release(&said);
	report_free(report);
	arena_free(arena);
	return is_taken;
}

#endif
