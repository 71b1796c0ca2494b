/*
 * Finding the files of a set of forms.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "form/load.h"

static struct arena *arena;
static char *top;
static struct err err;

static void
start(void)
{
	arena = arena_new();
	err = (struct err){.is_set = false};
	cr_assert(file_make_temporary(&top, &err));
}

static const char *
path_of(const char *name)
{
	return file_join(arena, top, name);
}

static void
make_file(const char *folder, const char *name)
{
	const char *path = path_of(folder);

	cr_assert(file_make_folder(path, &err));
	path = file_join(arena, path, name);
	cr_assert(file_write(path, name, strlen(name), &err), "%s", path);
}

static void
stop(void)
{
	static const char *const made[] = {"forms/2.form", "forms/1.form",
	    "forms/rates/own.form", "forms/rates", "forms/places",
	    "forms/notes.txt", "forms/schemes/s.form", "forms/schemes", "forms",
	    "share/rates/r.form", "share/rates", "share/places/p.form",
	    "share/places", "share/words/cy.form", "share/words", "share",
	    "empty", ""};

	for (size_t i = 0; i < ARRAY_LENGTH(made); i++) {
		const char *path = path_of(made[i]);

		if (unlink(path) != 0)
			rmdir(path);
	}
	mem_free(top);
	arena_free(arena);
}

TestSuite(folder, .init = start, .fini = stop);

static void
check_names(const struct source *sources, size_t count,
    const char *const *names, size_t expected)
{
	cr_assert_eq(count, expected);
	for (size_t i = 0; i < count; i++) {
		const char *file = strrchr(names[i], '/');

		cr_assert_str_eq(sources[i].name, names[i]);
		file = file == NULL ? names[i] : file + 1;
		cr_assert_str_eq(sources[i].text, file);
		cr_assert_eq(sources[i].length, strlen(file));
		cr_assert(file_exists(sources[i].path));
	}
}

Test(folder, gives_forms_schemes_and_what_is_shared)
{
	static const char *const alone[] = {
	    "1.form", "2.form", "schemes/s.form"};
	static const char *const both[] = {"1.form", "2.form", "schemes/s.form",
	    "rates/r.form", "places/p.form"};
	const struct source *sources;
	size_t count;

	make_file("forms", "2.form");
	make_file("forms", "1.form");
	make_file("forms", "notes.txt");
	make_file("forms/schemes", "s.form");
	make_file("share/rates", "r.form");
	make_file("share/places", "p.form");
	make_file("share/words", "cy.form");
	cr_assert(form_read_folder(
	    path_of("forms"), NULL, arena, &sources, &count, &err));
	check_names(sources, count, alone, ARRAY_LENGTH(alone));
	cr_assert(form_read_folder(
	    path_of("forms"), path_of("share"), arena, &sources, &count, &err));
	check_names(sources, count, both, ARRAY_LENGTH(both));
}

Test(folder, may_bring_what_is_shared_elsewhere)
{
	static const char *const own[] = {"1.form", "rates/own.form"};
	const struct source *sources;
	size_t count;

	make_file("forms", "1.form");
	make_file("forms/rates", "own.form");
	cr_assert(file_make_folder(path_of("forms/places"), &err));
	make_file("share/rates", "r.form");
	make_file("share/places", "p.form");
	cr_assert(form_read_folder(
	    path_of("forms"), path_of("share"), arena, &sources, &count, &err));
	check_names(sources, count, own, ARRAY_LENGTH(own));
	cr_assert(form_read_folder(
	    path_of("forms"), NULL, arena, &sources, &count, &err));
	check_names(sources, count, own, ARRAY_LENGTH(own));
}

Test(folder, can_be_a_single_file)
{
	static const char *const names[] = {"s.form"};
	const struct source *sources;
	size_t count;

	make_file("forms/schemes", "s.form");
	make_file("share/rates", "r.form");
	cr_assert(form_read_folder(path_of("forms/schemes/s.form"),
	    path_of("share"), arena, &sources, &count, &err));
	check_names(sources, count, names, ARRAY_LENGTH(names));
}

Test(folder, says_what_is_wrong_with_it)
{
	const struct source *sources;
	size_t count;

	cr_assert_not(form_read_folder(
	    path_of("nowhere"), NULL, arena, &sources, &count, &err));
	cr_assert(err.is_set);
	cr_assert_eq(count, 0);
	err_clear(&err);
	cr_assert(file_make_folder(path_of("empty"), &err));
	cr_assert_not(form_read_folder(
	    path_of("empty"), NULL, arena, &sources, &count, &err));
	cr_assert_eq(err.word, WORD_LOAD_FOLDER_EMPTY);
}
