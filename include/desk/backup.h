/*
 * Backups: copies of the file that were opened again and found whole.
 *
 * They lie in the folder "backups" beside the file and are named by the time
 * that the clocks on the wall said.  Files there with other names are not
 * touched.
 */
#ifndef DESK_BACKUP_H
#define DESK_BACKUP_H

#include "base/patience.h"
#include "desk/desk.h"

/*
 * Make a backup if anything has been done since the last one, and take away
 * those that are not kept any longer.  True as well when there is nothing to
 * do, as with a practice file.  When patience (or NULL) is over before it is
 * made, the error is WORD_STORE_PUT_OFF.
 */
bool desk_back_up_changes(
    struct desk *desk, const struct patience *patience, struct err *err);

/* Make one in any case; appends its path. */
bool desk_back_up(struct desk *desk, struct str *path, struct err *err);

/*
 * The same in a folder that the user named, where nothing is ever taken away.
 * *is_away says whether that is another disk than the file's.
 */
bool desk_back_up_to(struct desk *desk, const char *folder, struct str *path,
    bool *is_away, struct err *err);

/*
 * The backups beside the file, from the oldest on; memory is the arena's.  The
 * file need not be open, nor be there.
 */
struct backup {
	const char *path;
	struct date date;
	int hour, minute, second;
	int64_t bytes;
};
bool desk_backups(struct desk *desk, struct arena *arena,
    const struct backup **list, size_t *count, struct err *err);

/* Is it whole?  Unknown where its key is not at hand. */
enum backup_state { BACKUP_WHOLE, BACKUP_DAMAGED, BACKUP_UNKNOWN };
enum backup_state desk_look_at_backup(
    const struct desk *desk, const struct backup *backup);

/*
 * All copies that the program itself has left beside the file: backups first,
 * then the files from before a copy was brought back or the file was brought
 * up to date.  None of a practice file.  Memory is the arena's.
 */
struct left {
	const char *const *paths;
	size_t count;
	size_t backup_count; /* of these, the first */
	const char *closed[2]; /* folders that cannot be looked into */
	size_t closed_count;
};
void desk_list_left(struct desk *desk, struct arena *arena, struct left *left);

/*
 * Append how many of them are still there, and where, and where there may be
 * more; nothing for none.
 */
void desk_put_left(struct str *out, struct desk *desk, const struct left *left);

/*
 * Append a sentence that names them all, for whoever has changed what opens
 * the file: it does not reach them.  Nothing if there are none.
 */
void desk_tell_left(struct str *out, struct desk *desk);

/*
 * Is it time to say that there has been no copy on another disk for thirty
 * days?  That it was said is kept, so that it is said once in thirty days.
 */
bool desk_wants_copy_away(struct desk *desk);

/* Is that a copy that is not encrypted?  What is no copy at all is neither. */
bool desk_is_copy_plain(const char *path);

/*
 * Bring a copy back into the place of the file, which is not open: the error
 * says why not, and nothing has changed then.
 *
 * A copy that is plain comes back only where plain files may be, and in the
 * place of a plain file, unless somebody wants a plain one.
 */
struct restored {
	struct str kept; /* what the file from before is called now, or "" */
	size_t erased;	 /* people of the copy who are erased again */
};
bool desk_restore(struct desk *desk, const char *from, bool is_plain_wanted,
    struct restored *restored, struct err *err);

#endif
