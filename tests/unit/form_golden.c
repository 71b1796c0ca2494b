/*
 * The checker's goldens: tests/checker/NAME.form holds mistakes, and
 * NAME.expected every complaint about them, in order.  `make bless` writes
 * the latter anew; read its difference like code.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/report.h"
#include "base/str.h"
#include "form/load.h"
#include "rig/golden.h"

static const char folder[] = "tests/checker";

/* Complaints name the file alone, wherever the tests run. */
static void
complain_about(struct str *out, const struct source *source)
{
	struct source alone = *source;
	struct report *report = report_new(words_english());

	alone.path = NULL;
	struct form_set *set = form_load(&alone, 1, report);
	form_check_reach(set, report);
	report_put(out, report);
	form_set_free(set);
	report_free(report);
}

Test(checker, says_what_was_agreed_about_every_mistake)
{
	struct arena *arena = arena_new();
	const struct source *sources;
	size_t count;
	struct err err = {.is_set = false};
	bool all_same = true;

	cr_assert(
	    form_read_folder(folder, NULL, arena, &sources, &count, &err));
	cr_assert_gt(count, 10);
	for (size_t i = 0; i < count; i++) {
		struct str said = STR_EMPTY;
		size_t stem = strlen(sources[i].path) - strlen(".form");
		const char *path = arena_format(
		    arena, "%.*s.expected", (int)stem, sources[i].path);

		complain_about(&said, &sources[i]);
		all_same &= golden_is(path, &said);
		str_release(&said);
	}
	arena_free(arena);
	cr_assert(all_same);
}
