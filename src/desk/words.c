/*
 * The words of a language, as they are installed.
 *
 * Owns where they lie: share/words/LANGUAGE, a folder of files that are read in
 * the order of their names.  Refuses to know what they say.  A mistake in them
 * keeps nobody from working: English stands in its place, and `make check`
 * finds it before.
 *
 * Tested by tests/unit/desk_words.c.
 */
#include "base/file.h"
#include "base/mem.h"
#include "base/record.h"
#include "base/report.h"
#include "base/words_file.h"
#include "desk/state.h"

static const char ending[] = ".words";

static bool
read_file(struct words *words, const char *path, struct report *report,
    struct err *err)
{
	struct str bytes = STR_EMPTY;
	bool is_read = file_read(path, FILE_LIMIT, &bytes, err);

	if (is_read) {
		struct arena *arena = arena_new();
		words_read(words,
		    record_read(arena, path, bytes.text, bytes.length, report),
		    report);
		arena_free(arena);
	}
	str_release(&bytes);
	return is_read;
}

static bool
read_folder(struct words *words, const char *folder, struct arena *arena,
    struct err *err)
{
	const char *const *names;
	size_t count;

	if (!file_list(folder, ending, arena, &names, &count, err))
		return false;
	struct report *report = report_new(words_english());
	bool is_read = true;
	for (size_t i = 0; is_read && i < count; i++)
		is_read = read_file(
		    words, file_join(arena, folder, names[i]), report, err);
	report_free(report);
	return is_read;
}

bool
desk_load_words(struct desk *desk, const char *language, struct words **words,
    struct err *err)
{
	*words = NULL;
	if (!language || text_is(language, "en"))
		return true;

	/* A code of two letters is never a path to somewhere else. */
	if (!record_is_language(language))
		return err_set(err, WORD_DESK_LANGUAGE_MISSING, language, NULL);

	struct arena *arena = arena_new();
	const char *folder = file_join(
	    arena, file_join(arena, desk->share_folder, "words"), language);
	struct words *made = words_new(language);
	bool is_read =
	    file_is_folder(folder)
		? read_folder(made, folder, arena, err)
		: err_set(err, WORD_DESK_LANGUAGE_MISSING, language, NULL);
	arena_free(arena);
	if (is_read)
		*words = made;
	else
		words_free(made);
	return is_read;
}
