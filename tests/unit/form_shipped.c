/*
 * The forms that are delivered: not a mistake in them, and all of it is said in
 * Welsh too.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "rig/form_loading.h"

static void
check_folder(const char *folder, const char *share)
{
	struct arena *arena = arena_new();
	const struct source *sources;
	size_t count;
	struct err err = {.is_set = false};
	struct loaded loaded;

	cr_assert(
	    form_read_folder(folder, share, arena, &sources, &count, &err));
	load_sources(&loaded, sources, count);
	cr_assert_eq(report_count(loaded.report, SEVERITY_WARNING), 0, "\n%s",
	    loaded.said.text);
	unload(&loaded);
	arena_free(arena);
}

Test(shipped, forms_have_no_mistakes)
{
	check_folder("forms", "share");
}

Test(shipped, forms_are_said_in_welsh_too)
{
	/* A file that has some Welsh and not all has a note of its gaps. */
	struct arena *arena = arena_new();
	const struct source *sources;
	size_t count;
	struct err err = {.is_set = false};
	struct loaded loaded;

	cr_assert(
	    form_read_folder("forms", "share", arena, &sources, &count, &err));
	for (size_t i = 0; i < count; i++)
		cr_expect_not_null(strstr(sources[i].text, " cy: "),
		    "%s has no Welsh", sources[i].name);
	load_sources(&loaded, sources, count);
	cr_assert_str_empty(loaded.said.text, "%s", loaded.said.text);
	unload(&loaded);
	arena_free(arena);
}

Test(shipped, scheme_can_be_looked_at_alone)
{
	/* Only what it reads from the forms may be missing then. */
	struct arena *arena = arena_new();
	const struct source *sources;
	size_t count;
	struct err err = {.is_set = false};
	struct loaded loaded;

	cr_assert(form_read_folder("forms/schemes/illustrative.form", NULL,
	    arena, &sources, &count, &err));
	cr_assert_eq(count, 1);
	cr_assert_str_eq(sources[0].name, "illustrative.form");
	load_sources(&loaded, sources, count);
	cr_assert_eq(loaded.set->form_count, 0);
	cr_assert_eq(loaded.set->scheme_count, 1);
	cr_assert_null(
	    strstr(loaded.said.text, "must mean"), "\n%s", loaded.said.text);
	unload(&loaded);
	arena_free(arena);
}
