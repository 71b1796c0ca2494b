/*
 * Bringing a copy back into the place of the file.
 *
 * Owns the order, in which nothing is lost wherever it is cut off: what
 * does not begin as a copy of ours is refused at sight; the bytes of any other
 * go into a new file beside the old one; that is looked through to the last
 * letter, brought up to date and amended, looked through again and put on the
 * disk; only then does the old file get its second name, and the new one takes
 * the first.  So there is always a whole file of that name, and
 * the copy itself is never written to.
 *
 * All the while the old file is locked as SQLite locks it, whatever is in it:
 * it may be damaged, or a vault with another key.  Where there is none an empty
 * file is made and locked, so that two who restore, or somebody who begins a
 * file there, never work at the same place.  A journal that the old file has
 * goes with it: beside the new file it would be taken for the new one's.
 *
 * Tested by tests/unit/store_restore.c and store_restore_names.c.
 */
#include "store/copies.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/beside.h"
#include "store/erased.h"
#include "store/place.h"
#include "store/schema.h"
#include "store/state.h"
#include "store/vault_disk.h"

/* What is at work: the file that is being made, and the old one's lock. */
struct swap {
	const struct restoring *of;
	struct str fresh;
	struct str *kept; /* the name that the old one gets, if it gets one */
	int lock;         /* a descriptor of the old file; -1: not yet */
	bool is_made;     /* that file, which only holds the place */
	bool was_there;   /* with something in it */
};

/* --- Before anything is made ---------------------------------------------- */

static bool
is_same_file(const char *one, const char *other)
{
	struct stat left, right;

	return stat(one, &left) == 0 && stat(other, &right) == 0 &&
	       left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

/* Half of what it holds may be in its journal. */
static bool
has_journal(const char *path)
{
	struct str journal = STR_EMPTY;
	struct stat there;

	beside_put(&journal, path, BESIDE_JOURNAL);
	bool has = stat(journal.text, &there) == 0 && there.st_size > 0;
	str_release(&journal);
	return has;
}

/* Said of the copy that was named, not of the file made of its bytes. */
static bool
refuse_copy(const struct restoring *of, const struct err *why, struct err *err)
{
	static const struct err_telling of_copy[] = {
	    {ERR_DAMAGED, WORD_STORE_RESTORE_BROKEN},
	    {ERR_FOREIGN, WORD_STORE_RESTORE_FOREIGN},
	    {ERR_NEWER, WORD_STORE_NEWER},
	};

	return err_retell(
	    err, why, of_copy, ARRAY_LENGTH(of_copy), of->from, of->path, NULL);
}

/* Its beginning, as place_copy() will find it; what is not there is zeros. */
static bool
read_start(const char *path, struct vault_headers *headers, struct err *err)
{
	struct stat there;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	bool is_read =
	    fd >= 0 && fstat(fd, &there) == 0 &&
	    pread(fd, headers->copies, sizeof(headers->copies), 0) >= 0;
	int reason = errno;

	if (fd >= 0)
		close(fd);
	if (!is_read)
		return file_refuse_reading(path, reason, err);
	headers->size = (int64_t)there.st_size;
	return true;
}

/*
 * What it says it is, by its first bytes: before it is copied, which of a large
 * file takes minutes and room.  All else is asked of the copy of it.
 */
static bool
begins_as_ours(
    const struct restoring *of, enum store_fault *fault, struct err *err)
{
	struct vault_headers *headers = mem_new(sizeof(*headers));
	bool is_read = read_start(of->from, headers, err);
	enum vault_kind kind = vault_disk_kind(headers);
	const void *start = headers->copies;
	struct err why = {0};

	*fault = is_read ? STORE_FOREIGN : STORE_FAILED;
	bool is_ours = is_read && kind == VAULT_LOCKED;
	if (is_read && kind == VAULT_PLAIN)
		is_ours = schema_look(of->from, start, fault, &why);
	else if (is_read && !is_ours)
		err_set_as(
		    &why, ERR_FOREIGN, WORD_STORE_FOREIGN, of->from, NULL);
	mem_free(headers);
	if (is_ours)
		*fault = STORE_FINE;
	return is_ours || (is_read && refuse_copy(of, &why, err));
}

static bool
is_usable(const struct restoring *of, enum store_fault *fault, struct err *err)
{
	struct stat there;

	*fault = STORE_MISSING;
	if (!file_exists(of->from))
		return err_set(err, WORD_FILE_MISSING, of->from, NULL);
	*fault = STORE_FOREIGN;
	if (file_is_folder(of->from))
		return err_set(err, WORD_FILE_IS_FOLDER, of->from, NULL);
	if (file_is_special(of->from) || file_is_special(of->path))
		return err_set(err, WORD_FILE_NOT_ORDINARY,
		    file_is_special(of->from) ? of->from : of->path, NULL);
	if (is_same_file(of->from, of->path))
		return err_set(err, WORD_STORE_RESTORE_ITSELF, of->from, NULL);
	/* The people would move to where the link is, perhaps in the open. */
	if (lstat(of->path, &there) == 0 && S_ISLNK(there.st_mode))
		return err_set(err, WORD_STORE_RESTORE_LINK, of->path, NULL);
	if (!place_check_disk(of->path, fault, err))
		return false;
	if (has_journal(of->from))
		return err_set(
		    err, WORD_STORE_RESTORE_UNCLOSED, of->from, NULL);
	return begins_as_ours(of, fault, err);
}

/* --- The new file --------------------------------------------------------- */

static bool
inspect(const struct swap *swap, enum store_fault *fault, struct err *err)
{
	const struct store_options options = {
	    .path = swap->fresh.text,
	    .vfs = swap->of->vfs,
	};
	struct err why = {0};

	return store_inspect(&options, fault, &why) ||
	       refuse_copy(swap->of, &why, err);
}

/*
 * The list of those who were erased lies beside the file, and so beside the
 * new one while that is amended: without it they would come back.
 */
static bool
bring_list(const struct swap *swap, enum store_fault *fault, struct err *err)
{
	bool is_done = erased_hand_on(swap->of->path, swap->fresh.text, err);

	if (!is_done)
		*fault = STORE_FAILED;
	return is_done;
}

/*
 * It can only have grown, by those who are erased in the new file.  If it does
 * not get there now, the next opening puts them on it.
 */
static void
return_list(const struct swap *swap)
{
	struct str list = STR_EMPTY, fresh = STR_EMPTY;
	struct err ignored = {0};

	beside_put(&list, swap->of->path, BESIDE_ERASED);
	beside_put(&fresh, swap->fresh.text, BESIDE_ERASED);
	if (file_exists(fresh.text) && file_sync(fresh.text, &ignored) &&
	    rename(fresh.text, list.text) == 0)
		file_sync(list.text, &ignored);
	str_release(&list);
	str_release(&fresh);
}

static bool
amend(const struct swap *swap, enum store_fault *fault, struct err *err)
{
	const struct restoring *of = swap->of;
	const struct store_options options = {
	    .path = swap->fresh.text,
	    .vfs = of->vfs,
	};
	struct store *store;

	if (!store_open(&options, &store, fault, err))
		return false;
	bool is_done = !of->amend || of->amend(store, of->context, err);
	store_close(store);
	*fault = is_done ? STORE_FINE : STORE_FAILED;
	return is_done;
}

static bool
make_fresh(const struct swap *swap, enum store_fault *fault, struct err *err)
{
	place_tidy(swap->of->path);
	return place_copy(swap->of->from, swap->fresh.text, fault, err) &&
	       inspect(swap, fault, err) && bring_list(swap, fault, err) &&
	       amend(swap, fault, err) && inspect(swap, fault, err) &&
	       file_sync(swap->fresh.text, err);
}

/* --- The names ------------------------------------------------------------ */

/*
 * What an interrupted save has left in a journal is put right as at any
 * opening; of a file that is too damaged for it the journal stays as it is, and
 * of an empty one SQLite would throw it away.
 * RULE: whoever is erased in it is on the list, as far as it can be read.
 */
static bool
settle_old(const struct restoring *of, struct err *err)
{
	struct err ignored = {0};
	enum store_fault fault;
	struct sql *sql;
	struct stat there;

	if (stat(of->path, &there) == 0 && there.st_size == 0)
		return true;
	if (!sql_open(of->path, sql_vfs_or_plain(of->vfs), SQL_CHANGE, &sql,
		&fault, &ignored))
		return true;
	bool is_settled =
	    !sql_lock(sql, &ignored) || erased_settle(sql, of->path, err);
	sql_close(sql);
	return is_settled;
}

/* True as well when somebody else has made one at this moment. */
static bool
make_place(struct swap *swap, enum store_fault *fault, struct err *err)
{
	const char *path = swap->of->path;
	struct err why = {0};

	swap->is_made = !file_exists(path) && place_make(path, fault, &why);
	if (swap->is_made || file_exists(path))
		return true;
	*err = why;
	return false;
}

static bool
lock_place(struct swap *swap, enum store_fault *fault, struct err *err)
{
	const char *path = swap->of->path;
	struct stat there;

	if (!make_place(swap, fault, err) || !place_give_back(path, fault, err))
		return false;
	*fault = STORE_FAILED;
	if (!settle_old(swap->of, err))
		return false;
	swap->lock = place_lock(path);
	if (swap->lock < 0 && errno != EAGAIN)
		return place_refuse(path, fault, err);
	*fault = STORE_BUSY;
	if (swap->lock < 0)
		return err_set(err, WORD_STORE_BUSY, path, NULL);
	swap->was_there = fstat(swap->lock, &there) != 0 || there.st_size > 0;
	return true;
}

/* Where there was no file there is none again, unless it is another's. */
static void
leave_place(const struct swap *swap, bool is_done)
{
	const char *path = swap->of->path;

	if (swap->is_made && !is_done && place_is_locked(path, swap->lock))
		unlink(path);
	close(swap->lock);
}

/* A name that goes over to another one, and can be taken back. */
struct move {
	const char *from, *to;
	bool is_due;
	bool may_stay; /* both, where a file can have two names */
	bool is_done;
};

enum { MOVE_OLD, MOVE_JOURNAL, MOVE_FRESH, MOVES };

static bool
make_move(struct move *move, struct err *err)
{
	if (!move->is_due)
		return true;
	bool is_linked = move->may_stay && link(move->from, move->to) == 0;
	bool is_taken = move->may_stay && !is_linked && errno == EEXIST;
	move->is_done =
	    is_linked || (!is_taken && rename(move->from, move->to) == 0);
	return move->is_done || file_refuse_writing(move->to, errno, err);
}

static bool
undo_move(const struct move *move)
{
	if (!move->is_done)
		return true;
	if (is_same_file(move->from, move->to))
		return unlink(move->to) == 0;
	return !file_exists(move->from) && rename(move->to, move->from) == 0;
}

/*
 * In reverse order, and no further than that goes: so the old file never has
 * its first name alone without its journal, by which it would be damaged.
 */
static void
undo_moves(const struct move moves[MOVES], struct err *err)
{
	int i = MOVES - 1;

	while (i >= 0 && undo_move(&moves[i]))
		i--;
	const struct move *left =
	    moves[MOVE_OLD].is_done ? &moves[MOVE_OLD] : &moves[MOVE_JOURNAL];
	if (i < 0 || !left->is_done)
		return;
	err_clear(err);
	err_set(err, WORD_STORE_RESTORE_ASIDE, left->from, left->to, NULL);
}

/*
 * A second name for the old file; where none can be had, its only one: cut off
 * then, it is for whoever starts next to say which that is.  Its journal, which
 * may be there even without it.  Then the new file's.  Which name the old one
 * gets is settled only here: before the lock another restore may choose it too.
 *
 * RULE: the old file's second name is on the disk before the new file takes
 * the first, or a power cut may leave it none; and its journal has gone from
 * there, or the new file would be changed by it.
 */
static bool
change_names(const struct swap *swap, enum store_fault *fault, struct err *err)
{
	const struct restoring *of = swap->of;
	const char *fresh = swap->fresh.text;
	struct str journal = STR_EMPTY, aside = STR_EMPTY, kept = STR_EMPTY;

	place_put_before(&aside, of->path, &of->at);
	beside_put(&journal, of->path, BESIDE_JOURNAL);
	beside_put(&kept, aside.text, BESIDE_JOURNAL);
	struct move moves[MOVES] = {
	    [MOVE_OLD] = {of->path, aside.text, swap->was_there, true, false},
	    [MOVE_JOURNAL] = {journal.text, kept.text,
		file_exists(journal.text), false, false},
	    [MOVE_FRESH] = {fresh, of->path, true, false, false},
	};
	*fault = STORE_FAILED;
	bool is_done =
	    make_move(&moves[MOVE_OLD], err) &&
	    make_move(&moves[MOVE_JOURNAL], err) && file_sync(fresh, err) &&
	    make_move(&moves[MOVE_FRESH], err) && file_sync(of->path, err);
	if (!is_done)
		undo_moves(moves, err);
	else if (swap->was_there)
		str_put(swap->kept, aside.text);
	str_release(&aside);
	str_release(&journal);
	str_release(&kept);
	return is_done;
}

bool
store_is_plain_copy(const char *path)
{
	struct vault_headers *headers = mem_new(sizeof(*headers));
	const void *start = headers->copies;
	enum store_fault fault;
	struct err ignored = {0};

	bool is_so = !file_is_special(path) &&
		     read_start(path, headers, &ignored) &&
		     vault_disk_kind(headers) == VAULT_PLAIN &&
		     (schema_look(path, start, &fault, &ignored) ||
			 fault != STORE_FOREIGN);
	mem_free(headers);
	return is_so;
}

bool
store_restore(const struct restoring *restoring, struct str *kept,
    enum store_fault *fault, struct err *err)
{
	struct swap swap = {
	    .of = restoring,
	    .fresh = STR_EMPTY,
	    .kept = kept,
	    .lock = -1,
	};

	*fault = STORE_FINE;
	if (!is_usable(restoring, fault, err))
		return false;
	if (!lock_place(&swap, fault, err))
		return false;
	file_put_unfinished(&swap.fresh, restoring->path);
	bool is_done =
	    make_fresh(&swap, fault, err) && change_names(&swap, fault, err);
	if (is_done)
		return_list(&swap);
	place_tidy(restoring->path);
	leave_place(&swap, is_done);
	str_release(&swap.fresh);
	if (is_done)
		*fault = STORE_FINE;
	else if (*fault == STORE_FINE)
		*fault = STORE_FAILED; /* a file was not synced or not named */
	return is_done;
}
