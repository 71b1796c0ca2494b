/*
 * What is said of a file that is damaged or gone, and which backup is named.
 *
 * A damaged file is never repaired and never taken away: it is opened for
 * reading if it can be read.  Whoever finds the damage, on whatever floor,
 * says only what is damaged; here it is joined with the backup to bring back,
 * which is the newest that is not known to be damaged.  Each is looked at as
 * what it is, plain or locked, whatever the file is by now.  Copies whose key
 * is not at hand are not opened: bringing one back looks it through.
 *
 * Tested by tests/unit/desk_restore.c and tests/cli/cli_backup.py.
 */
#include "base/attr.h"
#include "desk/backup.h"
#include "desk/lock.h"
#include "desk/state.h"
#include "store/copies.h"

/* What is found, and what is said of it where there is a backup or none. */
struct damage {
	enum word found, last, none;
};

static const struct damage damages[] = {
    {WORD_STORE_BROKEN, WORD_DESK_DAMAGED_LAST, WORD_DESK_DAMAGED_NONE},
    {WORD_STORE_READING, WORD_DESK_UNSAVED_LAST, WORD_DESK_UNSAVED_NONE},
    {WORD_STORE_FOREIGN, WORD_DESK_FOREIGN_LAST, WORD_STORE_FOREIGN},
    {WORD_VAULT_DAMAGED, WORD_DESK_KEYS_LAST, WORD_DESK_KEYS_NONE},
    {WORD_VAULT_TOO_CHEAP, WORD_DESK_CHEAP_LAST, WORD_DESK_CHEAP_NONE},
    {WORD_FILE_MISSING, WORD_DESK_GONE, WORD_DESK_NO_FILE},
    {WORD_STORE_MOVED, WORD_DESK_MOVED_LAST, WORD_STORE_MOVED},
};

/* The file is open for reading. */
static const struct damage reading = {
    WORD_STORE_BROKEN, WORD_DESK_READING_LAST, WORD_DESK_READING_NONE};

enum backup_state
desk_look_at_backup(const struct desk *desk, const struct backup *backup)
{
	bool is_locked = desk_is_copy_locked(desk, backup->path);
	enum store_fault fault;
	struct err ignored = {0};

	if (is_locked && !desk->vault)
		return BACKUP_UNKNOWN;
	const struct store_options options = {
	    .path = backup->path,
	    .vfs = is_locked ? vault_vfs(desk->vault) : NULL,
	};
	if (store_inspect(&options, &fault, &ignored))
		return BACKUP_WHOLE;
	return fault == STORE_BROKEN || fault == STORE_FOREIGN ? BACKUP_DAMAGED
							       : BACKUP_UNKNOWN;
}

/*
 * Looked for once while the file is open: it is read to the last letter, and
 * what cannot be saved says so again and again.
 */
static const struct backup *
find_last(struct desk *desk)
{
	const struct backup *list;
	size_t count;
	struct err ignored = {0};

	if (desk->has_last)
		return desk->last;
	desk->has_last = desk->store != NULL;
	desk->last = NULL;
	if (!desk_backups(desk, desk->arena, &list, &count, &ignored))
		return NULL;
	while (!desk->last && count-- > 0)
		if (desk_look_at_backup(desk, &list[count]) != BACKUP_DAMAGED)
			desk->last = &list[count];
	return desk->last;
}

static void
tell(struct desk *desk, const struct damage *damage, struct err *err)
{
	const struct backup *last = find_last(desk);
	struct str date = STR_EMPTY;

	if (last) {
		date_put(&date, last->date, desk_words(desk));
		err_set(
		    err, damage->last, desk->file, last->path, date.text, NULL);
	} else {
		err_set(err, damage->none, desk->file, NULL);
	}
	str_release(&date);
}

void
desk_name_backup(struct desk *desk, struct err *err)
{
	for (size_t i = 0; desk->file && i < ARRAY_LENGTH(damages); i++)
		if (err->is_set && err->word == damages[i].found &&
		    text_is(err->arguments[0], desk->file)) {
			err_clear(err);
			tell(desk, &damages[i], err);
			return;
		}
}

void
desk_keep_damage(struct desk *desk)
{
	struct err why = {0};
	struct str said = STR_EMPTY;

	tell(desk, &reading, &why);
	err_put(&said, &why, desk_words(desk));
	desk->damage = arena_copy(desk->arena, said.text);
	str_release(&said);
}

const char *
desk_damage(const struct desk *desk)
{
	return desk->damage;
}
