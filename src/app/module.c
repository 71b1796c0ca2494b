/*
 * The one module there is: data/pdf.so beside the program, else where it would
 * be installed.  HACKING.md says what it is for.
 *
 * RULE: by an absolute path, and never by a search path: what is loaded can do
 * whatever the program can, so only who could replace the program chooses it.
 *
 * A module is never unloaded: errors, fonts and what its libraries keep may
 * point into it, and whoever looks for lost memory at the end must find them.
 * So nothing has to be closed before it, and to ask again costs nothing; a
 * module that was missing may be there the next time.
 *
 * Tested by tests/cli, with modules that are missing, broken and foreign.
 */
#include "app/module.h"

#include <dlfcn.h>
#include <fcntl.h>
#ifdef __linux__
#include <link.h>
#endif
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

#define PDF_MODULE "pdf.so"

#ifdef __linux__
/*
 * Is it as long as its own head says?  The system's loader does not ask, and a
 * program that uses what lies behind the end of a file is killed.  What is no
 * module at all the loader may tell in its own words.
 */
static bool
is_whole(const char *path)
{
	ElfW(Ehdr) head;
	struct stat file;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool is_known = fd >= 0 && fstat(fd, &file) == 0 &&
			read(fd, &head, sizeof(head)) == sizeof(head) &&
			memcmp(head.e_ident, ELFMAG, SELFMAG) == 0;

	if (fd >= 0)
		close(fd);
	/* Its list of sections is what comes last in it. */
	return !is_known ||
	       (uint64_t)file.st_size >=
		   head.e_shoff + (uint64_t)head.e_shnum * head.e_shentsize;
}
#else
static bool
is_whole(const char *path)
{
	(void)path;
	return true;
}
#endif

static const struct pdf_calls *
load_pdf(const char *path, struct err *err)
{
	void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	const struct pdf_calls *calls =
	    module ? dlsym(module, PDF_CALLS_SYMBOL) : NULL;

	if (!calls) {
		const char *why = dlerror();
		err_set(err, WORD_APP_PDF_BROKEN, why ? why : path, NULL);
		return NULL;
	}
	if (!text_is(calls->build, PDF_CALLS_BUILD)) {
		err_set(err, WORD_APP_PDF_FOREIGN, path, NULL);
		return NULL;
	}
	calls->on_give_up(mem_give_up);
	return calls;
}

const struct pdf_calls *
module_find_pdf(struct err *err)
{
	struct arena *arena = arena_new();
	const char *path = file_of_program(arena, PDF_MODULE);
	const struct pdf_calls *calls = NULL;

	if (!path || !file_exists(path))
		path = file_join(arena, MODULE_FOLDER, PDF_MODULE);
	if (file_exists(path) && is_whole(path))
		calls = load_pdf(path, err);
	else
		err_set(err, WORD_APP_PDF_MISSING, path, NULL);
	arena_free(arena);
	return calls;
}
