/*
 * Bringing a copy back, and not beginning anew where one should come back.
 *
 * Here is what may come, what it may take the place of, and what must not come
 * with it.  How a copy comes back is the store's business.
 *
 * Tested by tests/unit/desk_restore.c.
 */
#include "base/file.h"
#include "desk/backup.h"
#include "desk/state.h"
#include "store/copies.h"

bool
desk_may_begin(struct desk *desk, struct err *err)
{
	struct arena *arena = arena_new();
	const char *newest;
	bool may = desk_find_newest(desk, arena, &newest, err);

	if (may && newest)
		may = err_set(err,
		    file_exists(desk->file) ? WORD_DESK_EMPTIED
					    : WORD_DESK_GONE,
		    desk->file, newest, NULL);
	arena_free(arena);
	return may;
}

struct erasing {
	const struct desk *desk;
	size_t count;
};

/* Whoever was erased since the copy was made is erased again. */
static bool
erase_again(struct store *store, void *context, struct err *err)
{
	struct erasing *erasing = context;

	return store_erase_again(
	    store, desk_now(erasing->desk), &erasing->count, err);
}

bool
desk_is_copy_plain(const char *path)
{
	return store_is_plain_copy(path);
}

/* Is there one, be it ever so damaged, that anybody could read? */
static bool
was_plain(const struct desk *desk)
{
	const struct vault_options options = {.path = desk->file};
	enum vault_kind kind;
	enum store_fault fault;
	struct err ignored = {0};

	return vault_look(&options, &kind, &fault, &ignored) &&
	       kind == VAULT_PLAIN;
}

/*
 * A plain copy makes a plain file.  Only where there was one already does that
 * go without saying.  What is no copy at all is refused by the store.
 */
static bool
may_come(const struct desk *desk, const char *from, bool is_plain_wanted,
    struct err *err)
{
	const struct policy *policy = desk_policy(desk);

	if (!desk_is_copy_plain(from))
		return true;
	if (policy->is_plain_refused)
		return err_set(
		    err, WORD_DESK_RESTORE_REFUSED, policy->by, from, NULL);
	return is_plain_wanted || was_plain(desk) ||
	       err_set(err, WORD_DESK_RESTORE_PLAIN, from, desk->file, NULL);
}

bool
desk_restore(struct desk *desk, const char *from, bool is_plain_wanted,
    struct restored *restored, struct err *err)
{
	bool is_usual;
	enum store_fault fault;
	struct erasing erasing = {.desk = desk};

	if (!desk_check_policy(desk, err) ||
	    !desk_settle_path(desk, &is_usual, err) ||
	    !file_follow(desk->arena, &from, err) ||
	    !may_come(desk, from, is_plain_wanted, err))
		return false;
	const struct restoring restoring = {
	    .from = from,
	    .path = desk->file,
	    .at = desk_dated(desk),
	    .vfs = desk->vault ? vault_vfs(desk->vault) : NULL,
	    .amend = erase_again,
	    .context = &erasing,
	};
	bool is_done = store_restore(&restoring, &restored->kept, &fault, err);
	restored->erased = is_done ? erasing.count : 0;
	return is_done;
}
