/*
 * Opening and closing the store, and its transactions for imports.
 *
 * Owns the order in which a file is opened: find it, take it for ourselves
 * alone, ask whose it is and which version, set what makes a save safe, check
 * that it is whole and can be written, bring it up to date.  Only the last of
 * these writes into it, but for a copy, which loses its mark.  Then whatever a
 * power cut left half made beside it goes, and the list of those who were
 * erased is made to say what the file says.  A file that was made here and
 * could not be filled goes again, unless another program has it or filled it.
 *
 * When the disk has failed in the middle of a save, nobody can say what the
 * file holds.  So the next call opens it again, by the same steps, which put
 * right what was left half done.
 *
 * Tested by tests/unit/store_open.c, store_faults.c and store_race.c.
 */
#include "store/store.h"

#include <sys/stat.h>

#include "base/mem.h"
#include "store/check.h"
#include "store/erased.h"
#include "store/mark.h"
#include "store/place.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/state.h"
#include "store/vault.h"

const char *
store_vfs(const struct store_options *options)
{
	return sql_vfs_or_plain(options->vfs);
}

static bool
refuse_read_only(struct sql *sql, struct err *err)
{
	return sql_refuse(
	    sql, STORE_READ_ONLY, WORD_STORE_READ_ONLY, NULL, err);
}

/*
 * RULE: nothing is put into a file with nothing in it but where a new one may
 * be made.  It may be all that is left of one that was full, and what was to be
 * brought back into it would be forgotten.  To SQLite a single byte is nothing.
 */
static bool
may_fill(struct sql *sql, enum sql_use use, struct err *err)
{
	struct stat there;

	if (stat(sql_path(sql), &there) == 0 && there.st_size == 1)
		return sql_refuse(
		    sql, STORE_FOREIGN, WORD_STORE_FOREIGN, NULL, err);
	return use == SQL_BEGIN ||
	       sql_refuse(sql, STORE_MISSING, WORD_STORE_EMPTY, NULL, err);
}

static bool
take_file(struct sql *sql, const struct store *store, enum sql_use use,
    bool was_clean, struct err *err)
{
	int version;
	bool is_turn = false;

	if (sql_is_read_only(sql))
		return refuse_read_only(sql, err);
	bool is_taken =
	    sql_lock(sql, err) &&
	    schema_read_version(sql, store->schema, &version, err) &&
	    (version > 0 || may_fill(sql, use, err)) && sql_settle(sql, err) &&
	    (version == 0 ||
		(check_at_start(sql, was_clean, store->now, &is_turn, err) &&
		    sql_probe(sql, err) && mark_settle(sql, err))) &&
	    schema_update(sql, store->schema, version, err);
	if (is_taken && is_turn)
		check_note(sql, store->now);
	return is_taken;
}

/*
 * A damaged file: as much of it as can be found, and nothing is written.  One
 * of an older version cannot be read, for it cannot be brought up to date.
 */
static bool
take_damaged(struct sql *sql, const struct schema *schema, struct err *err)
{
	int version;
	int64_t count;

	if (!sql_lock(sql, err) ||
	    !schema_read_version(sql, schema, &version, err) ||
	    !sql_read_only(sql, err))
		return false;
	return version == schema->version &&
	       sql_read_int(
		   sql, "SELECT count(name) FROM summary", &count, err) &&
	       sql_read_int(
		   sql, "SELECT count(reference) FROM plan", &count, err);
}

static bool
open_damaged(struct store *store)
{
	enum store_fault fault;
	struct err err = {0};
	struct sql *sql;

	if (!store->is_damage_allowed ||
	    !sql_open(store->path, store->vfs, SQL_CHANGE, &sql, &fault, &err))
		return false;
	if (take_damaged(sql, store->schema, &err)) {
		store->sql = sql;
		return true;
	}
	sql_close(sql);
	return false;
}

/* Open the store's file, which has been found, as its connection. */
static bool
open_file(struct store *store, enum sql_use use, enum store_fault *fault,
    struct err *err)
{
	struct sql *sql;

	if (!place_give_back(store->path, fault, err))
		return false;
	bool was_clean = place_was_closed(store->path);
	if (!sql_open(store->path, store->vfs, use, &sql, fault, err))
		return false;
	if (take_file(sql, store, use, was_clean, err)) {
		place_tidy(store->path);
		/* If that fails, the next opening tries again. */
		struct err ignored = {0};
		erased_settle_quickly(sql, store->path, &ignored);
		store->sql = sql;
		return true;
	}
	*fault = sql_fault(sql);
	sql_close(sql);
	if (*fault != STORE_BROKEN || !open_damaged(store))
		return false;
	err_clear(err);
	return true;
}

/* Without its keys a vault would look like a file of somebody else's. */
static bool
check_lock(const struct store_options *options, enum store_fault *fault,
    struct err *err)
{
	const struct vault_options file = {.path = options->path};
	enum vault_kind kind;

	if (options->vfs)
		return true;
	if (!vault_look(&file, &kind, fault, err))
		return false;
	if (kind == VAULT_NOTHING && options->is_new_allowed)
		return vault_clear(&file, fault, err);
	if (kind != VAULT_LOCKED)
		return true;
	*fault = STORE_LOCKED;
	return err_set(err, WORD_STORE_LOCKED, options->path, NULL);
}

/*
 * A file that was made here goes again.  What was begun in it is undone first,
 * as at any opening; if it was done after all, the file stays.
 */
static void
take_back(const struct store_options *options)
{
	const char *path = options->path, *vfs = store_vfs(options);
	struct err ignored = {0};
	enum store_fault fault;
	struct sql *sql;

	if (!place_was_closed(path) &&
	    sql_open(path, vfs, SQL_CHANGE, &sql, &fault, &ignored)) {
		if (sql_lock(sql, &ignored))
			sql_settle(sql, &ignored);
		sql_close(sql);
	}
	place_take_back(path, vfs);
}

bool
store_open_as(const struct store_options *options, const struct schema *schema,
    struct store **opened, enum store_fault *fault, struct err *err)
{
	enum store_fault ignored;
	bool is_made;

	if (!fault)
		fault = &ignored;
	*fault = STORE_FINE;
	*opened = NULL;
	if (!place_settle(options, &is_made, fault, err))
		return false;
	struct store *store = mem_new(sizeof(*store));
	store->path = mem_copy_text(options->path);
	store->vfs = mem_copy_text(store_vfs(options));
	store->schema = schema;
	store->now = options->now;
	store->is_damage_allowed = options->is_damage_allowed;
	enum sql_use use = options->is_new_allowed ? SQL_BEGIN : SQL_CHANGE;
	if (check_lock(options, fault, err) &&
	    open_file(store, use, fault, err)) {
		*opened = store;
		return true;
	}
	store_close(store);
	/* RULE: whoever has it by now keeps it. */
	if (is_made && *fault != STORE_BUSY)
		take_back(options);
	return false;
}

bool
store_open(const struct store_options *options, struct store **store,
    enum store_fault *fault, struct err *err)
{
	return store_open_as(options, schema_current(), store, fault, err);
}

void
store_close(struct store *store)
{
	if (!store)
		return;
	sql_close(store->sql);
	mem_free(store->path);
	mem_free(store->vfs);
	mem_free(store);
}

struct sql *
store_sql(struct store *store, struct err *err)
{
	enum store_fault fault;

	if (store->sql && sql_is_unsure(store->sql) &&
	    !sql_is_busy(store->sql)) {
		sql_close(store->sql);
		store->sql = NULL;
	}
	if (!store->sql && !open_file(store, SQL_CHANGE, &fault, err))
		return NULL;
	return store->sql;
}

bool
store_begin(struct store *store, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	return sql && sql_begin(sql, err);
}

bool
store_commit(struct store *store, struct err *err)
{
	return sql_commit(store->sql, err);
}

void
store_roll_back(struct store *store)
{
	if (store->sql)
		sql_roll_back(store->sql);
}

bool
store_has_begun(const struct store *store)
{
	return store->sql && sql_is_busy(store->sql);
}
