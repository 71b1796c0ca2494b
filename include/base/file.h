/*
 * Files: whole reads with a limit, atomic writes, private folders, lists.
 * Only names that the user typed, or that the program's own settings give,
 * come here; a name found inside a file is data.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

/* Largest file that is ever read whole, in bytes. */
enum { FILE_LIMIT = 16 * 1024 * 1024 };

/*
 * Append the file's bytes to out.  "-" is standard input; of others only an
 * ordinary file is read.  On failure out is as it was.
 */
bool file_read(const char *path, size_t limit, struct str *out,
    struct err *err);

/*
 * Write by way of a new file beside it, synced and renamed, mode 0600.
 * "-" is standard output.  On failure the old file is as it was, unless the
 * error is WORD_FILE_NOT_SYNCED.  A link is replaced, never followed; only a
 * device or a pipe is written to in place.
 */
bool file_write(const char *path, const char *bytes, size_t length,
    struct err *err);

/*
 * Could a new file of that length be written there?  One is, under the name
 * below, and taken away again; the error says why not.
 */
bool file_try(const char *path, size_t length, struct err *err);

/* Write all of it to what is open; 0, or the system's reason why not. */
int file_put_all(int fd, const char *bytes, size_t length);

/*
 * Append the name of that new file, "folder/.name.unfinished".  Whoever makes a
 * file in another way that takes some time uses the same.
 */
void file_put_unfinished(struct str *out, const char *path);

/*
 * Take away what an interrupted writing has left under that name; false when
 * another program is writing it, and it stays.  This one must not have it open.
 */
bool file_take_away(const char *path);

/*
 * Say why something could not be read, or written there, by the system's
 * reason; always false.
 */
bool file_refuse_reading(const char *path, int reason, struct err *err);
bool file_refuse_writing(const char *path, int reason, struct err *err);

/* Wait until a file and its name in its folder are on the disk. */
bool file_sync(const char *path, struct err *err);

/* The last part of a path, which is borrowed from it; "" behind a slash. */
const char *file_name(const char *path);

/*
 * Where a path is itself a link: the file that it leads to in the end, from the
 * arena.  For a file that has others beside it, which must not lie beside the
 * link.  One that leads nowhere is an error; links to folders stay.
 */
bool file_follow(struct arena *arena, const char **path, struct err *err);

/* Append the folder that a path is in, "." if it names none. */
void file_put_folder(struct str *out, const char *path);

/* Append the path with the home folder in place of "~/", if there is one. */
void file_put_at_home(struct str *out, const char *path);

/* Make the folder and its parents, mode 0700. */
bool file_make_folder(const char *path, struct err *err);

/*
 * A fresh private folder in $TMPDIR or /tmp for what must vanish; path is
 * heap, mem_free(), and NULL on failure.
 */
bool file_make_temporary(char **path, struct err *err);

/* Remove that folder with the files in it; folders in it stay. */
void file_remove_temporary(const char *path);

/* All of these follow links. */
bool file_exists(const char *path);
bool file_is_folder(const char *path);

/*
 * Is it something, but not an ordinary file: a folder, a pipe, a device?  To
 * open one as if it were may be to wait for ever.
 */
bool file_is_special(const char *path);

/*
 * Names (not paths) in a folder that end in `ending`, in byte order, from the
 * arena.  Hidden files are left out.  No names: NULL and 0.
 */
bool file_list(const char *folder, const char *ending, struct arena *arena,
    const char *const **names, size_t *count, struct err *err);

/* The same with any ending, hidden files as well. */
bool file_list_all(const char *folder, struct arena *arena,
    const char *const **names, size_t *count, struct err *err);

/*
 * data/name beside the program that runs, from the arena, whether it is there
 * or not; NULL where the system does not tell.
 */
const char *file_of_program(struct arena *arena, const char *name);

/* folder/name, from the arena. */
const char *file_join(struct arena *arena, const char *folder,
    const char *name);

#endif
