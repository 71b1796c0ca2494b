/*
 * Finding the files of a set of definitions.
 *
 * Owns the layout of the folders of forms and of share.  Refuses to know
 * what is in the files.  Everything read lives in the caller's arena.
 *
 *	if (!form_read_folder("forms", "share", arena, &sources, &count, err))
 *		return false;
 *	set = form_load(sources, count, report);
 *
 * Tested by tests/unit/form_folder.c.
 */
#include "form/load.h"

#include "base/attr.h"
#include "base/file.h"
#include "base/str.h"
#include "form/loader.h"

static const char ending[] = ".form";

struct finding {
	struct arena *arena;
	struct growing sources; /* struct source */
};

static bool
read_file(struct finding *finding, const char *path, const char *name,
    struct err *err)
{
	struct str bytes = STR_EMPTY;
	bool is_read = file_read(path, FILE_LIMIT, &bytes, err);

	if (is_read) {
		struct source *source =
		    loader_grow(&finding->sources, sizeof(*source));
		source->name = arena_copy(finding->arena, name);
		source->path = arena_copy(finding->arena, path);
		source->text =
		    arena_copy_n(finding->arena, bytes.text, bytes.length);
		source->length = bytes.length;
	}
	str_release(&bytes);
	return is_read;
}

/*
 * The files of top/inner, named inner/file; those of top itself where inner
 * is NULL.  An inner folder may be absent.
 */
static bool
read_folder(struct finding *finding, const char *top, const char *inner,
    struct err *err)
{
	struct arena *arena = finding->arena;
	const char *folder = inner == NULL ? top : file_join(arena, top, inner);
	const char *const *names;
	size_t count;

	if (inner && !file_is_folder(folder))
		return true;
	if (!file_list(folder, ending, arena, &names, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *path = file_join(arena, folder, names[i]);
		const char *name = inner == NULL
				       ? names[i]
				       : file_join(arena, inner, names[i]);
		if (!read_file(finding, path, name, err))
			return false;
	}
	return true;
}

/* Forms may bring rates, rules and the like of their own; NULL: none at all. */
static const char *
whose_folder(struct finding *finding, const char *folder, const char *share,
    const char *inner)
{
	bool is_own = file_is_folder(file_join(finding->arena, folder, inner));

	return is_own ? folder : share;
}

static bool
read_all(struct finding *finding, const char *folder, const char *share,
    struct err *err)
{
	static const char *const shared[] = {
	    "rates", "streams", "rules", "criteria", "places"};

	if (!file_is_folder(folder))
		return read_file(finding, folder, file_name(folder), err);
	if (!read_folder(finding, folder, NULL, err) ||
	    !read_folder(finding, folder, "schemes", err))
		return false;
	for (size_t i = 0; i < ARRAY_LENGTH(shared); i++) {
		const char *top =
		    whose_folder(finding, folder, share, shared[i]);
		if (top && !read_folder(finding, top, shared[i], err))
			return false;
	}
	if (finding->sources.count == 0)
		return err_set(err, WORD_LOAD_FOLDER_EMPTY, folder, NULL);
	return true;
}

bool
form_read_folder(const char *folder, const char *share, struct arena *arena,
    const struct source **sources, size_t *count, struct err *err)
{
	struct finding finding = {.arena = arena};
	bool is_read = read_all(&finding, folder, share, err);

	*count = is_read ? finding.sources.count : 0;
	*sources = arena_keep(
	    arena, finding.sources.items, *count, sizeof(struct source));
	return is_read;
}
