/*
 * Where the program of a test lives: a link to it in a private folder of the
 * build, with the data of tests/screens beside it and a home of its own.
 */
#include "rig/sitting.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { ROWS = 24, COLUMNS = 80, PATH_SIZE = 512 };

static const char *
path_of(const struct sitting *sitting, const char *name)
{
	return file_join(sitting->arena, sitting->folder, name);
}

void
sitting_begin(struct sitting *sitting)
{
	const char *build = getenv("BUILD");
	char here[PATH_SIZE];
	struct arena *arena = arena_new();

	/* What is wrong with this machine is no business of these tests. */
	setenv("SEVENSTEPS_PROC", "/none", 1);
	setenv("SEVENSTEPS_SYS", "/none", 1);
	if (!build)
		build = "build/developer";
	cr_assert_not_null(getcwd(here, sizeof(here)));
	*sitting = (struct sitting){arena,
	    arena_format(arena, "%s%s%s/sitting-%ld",
		build[0] == '/' ? "" : here, build[0] == '/' ? "" : "/", build,
		(long)getpid()),
	    NULL};
	cr_assert_eq(mkdir(sitting->folder, 0700), 0);
	cr_assert_eq(link(file_join(arena, build, "sevensteps"),
			 path_of(sitting, "sevensteps")),
	    0);
	cr_assert_eq(symlink(file_join(arena, here, "tests/screens/data"),
			 path_of(sitting, "data")),
	    0);
}

void
sitting_end(struct sitting *sitting)
{
	scr_close(sitting->scr);
	unlink(path_of(sitting, "config/sevensteps/settings"));
	rmdir(path_of(sitting, "config/sevensteps"));
	rmdir(path_of(sitting, "config"));
	file_remove_temporary(sitting->folder);
	arena_free(sitting->arena);
}

static void
write_settings(struct sitting *sitting, const char *text)
{
	const char *folder = path_of(sitting, "config/sevensteps");
	const char *path = file_join(sitting->arena, folder, "settings");
	struct err err = {0};

	unlink(path);
	if (!text)
		return;
	cr_assert(file_make_folder(folder, &err));
	cr_assert(file_write(path, text, strlen(text), &err));
}

void
sitting_start(struct sitting *sitting, const struct sitting_of *of)
{
	char *arguments[1 + SITTING_ARGUMENTS + 1] = {
	    mem_copy_text(path_of(sitting, "sevensteps"))};
	char *home = mem_copy_text(arena_format(
	    sitting->arena, "XDG_CONFIG_HOME=%s", path_of(sitting, "config")));
	char *variable = of->variable ? mem_copy_text(of->variable) : NULL;
	char *env[] = {home, variable, NULL};

	for (size_t i = 0; i < SITTING_ARGUMENTS && of->arguments[i]; i++)
		arguments[i + 1] = mem_copy_text(of->arguments[i]);
	if (!arguments[1])
		arguments[1] = mem_copy_text("demo");
	scr_close(sitting->scr);
	write_settings(sitting, of->settings);
	sitting->scr = scr_open(of->rows > 0 ? of->rows : ROWS,
	    of->columns > 0 ? of->columns : COLUMNS, arguments, env);
	mem_free(variable);
	mem_free(home);
	for (size_t i = 0; arguments[i]; i++)
		mem_free(arguments[i]);
}
