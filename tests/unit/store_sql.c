/*
 * Statements and transactions.
 */
#include "store/sql.h"

#include <criterion/criterion.h>
#include <sqlite3.h>

#include "base/attr.h"
#include "rig/faulty.h"
#include "rig/remains.h"
#include "rig/world.h"
#include "store/connection.h"
#include "store/state.h"

static const char count_to[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    " WHERE i < ?1) SELECT i FROM n";
static const char put_setting[] = "INSERT INTO setting VALUES (?1, ?2)";
static const char count_settings[] = "SELECT count(*) FROM setting";

static struct sql *
sql_of(struct world *world)
{
	return world->store->sql;
}

static bool
put(struct world *world, const char *name)
{
	struct query *query = sql_query(sql_of(world), put_setting);
	query_put_text(query, name);
	query_put_text(query, "text");
	return query_run(query, &world->err);
}

static int64_t
settings(struct world *world)
{
	int64_t count;
	cr_assert(
	    sql_read_int(sql_of(world), count_settings, &count, &world->err));
	return count;
}

/* --- Statements ----------------------------------------------------------- */

Test(sql, lets_one_statement_be_at_work_several_times)
{
	struct world *world = world_new();
	int64_t sum = 0;
	struct query *outer = sql_query(sql_of(world), count_to);
	query_put_int(outer, 4);
	while (query_next(outer)) {
		struct query *inner = sql_query(sql_of(world), count_to);
		query_put_int(inner, query_int(outer, 0));
		while (query_next(inner))
			sum += query_int(inner, 0);
		cr_assert(query_end(inner, &world->err));
	}
	cr_assert(query_end(outer, &world->err));
	cr_assert_eq(sum, 1 + 3 + 6 + 10);
	size_t prepared = sql_of(world)->count;
	struct query *again = sql_query(sql_of(world), count_to);
	query_put_int(again, 1);
	cr_assert(query_run(again, &world->err));
	cr_assert_eq(sql_of(world)->count, prepared, "prepared once more");
	world_free(world);
}

Test(sql, gives_back_what_it_was_given)
{
	static const char select[] = "SELECT ?1, ?2, ?3, ?4, ''";
	struct world *world = world_new();
	struct query *query = sql_query(sql_of(world), select);
	query_put_int(query, INT64_MIN);
	query_put_text(query, "Siân");
	query_put_text(query, NULL);
	query_put_null(query);
	cr_assert(query_next(query));
	cr_assert_eq(query_int(query, 0), INT64_MIN);
	cr_assert_str_eq(query_text(query, 1), "Siân");
	cr_assert(query_is_null(query, 2) && query_is_null(query, 3));
	cr_assert_null(query_text(query, 2));
	cr_assert_null(query_copy(query, 3, world->arena));
	cr_assert_eq(query_int(query, 3), 0);
	cr_assert_str_eq(query_copy(query, 4, world->arena), "");
	cr_assert_not(query_next(query));
	cr_assert_not(query_next(query), "done is done");
	cr_assert(query_end(query, &world->err));
	world_free(world);
}

Test(sql, says_at_the_end_what_failed_first)
{
	static const char broken[] = "SELECT colour FROM nowhere WHERE a = ?1";
	struct world *world = world_new();
	int64_t number = 5;
	struct query *query = sql_query(sql_of(world), broken);
	query_put_int(query, 1);
	cr_assert_not(query_next(query));
	cr_assert_not(query_end(query, &world->err));
	cr_assert_str_eq(world->err.arguments[1], "no such table: nowhere");
	cr_assert(world_says(world, WORD_STORE_FAILED));
	cr_assert_not(
	    sql_read_int(sql_of(world), broken, &number, &world->err));
	cr_assert_eq(number, 0);
	err_clear(&world->err);
	cr_assert(put(world, "a"));
	cr_assert_not(put(world, "a"));
	cr_assert(world_says(world, WORD_STORE_FAILED));
	cr_assert_eq(settings(world), 1);
	world_free(world);
}

Test(sql, has_a_sentence_for_whatever_fails)
{
	static const struct {
		int result;
		enum store_fault fault;
		enum word word;
	} cases[] = {
	    {SQLITE_FULL, STORE_FAILED, WORD_STORE_DISK_FULL},
	    {SQLITE_BUSY, STORE_BUSY, WORD_STORE_BUSY},
	    {SQLITE_BUSY_RECOVERY, STORE_BUSY, WORD_STORE_BUSY},
	    {SQLITE_LOCKED, STORE_BUSY, WORD_STORE_BUSY},
	    {SQLITE_READONLY, STORE_READ_ONLY, WORD_STORE_READ_ONLY},
	    {SQLITE_READONLY_DIRECTORY, STORE_READ_ONLY, WORD_STORE_READ_ONLY},
	    {SQLITE_CANTOPEN, STORE_READ_ONLY, WORD_STORE_READ_ONLY},
	    {SQLITE_CORRUPT, STORE_BROKEN, WORD_STORE_BROKEN},
	    {SQLITE_CORRUPT_INDEX, STORE_BROKEN, WORD_STORE_BROKEN},
	    {SQLITE_NOTADB, STORE_FOREIGN, WORD_STORE_FOREIGN},
	    {SQLITE_IOERR_READ, STORE_FAILED, WORD_STORE_DISK_FAILS},
	    {SQLITE_IOERR_FSYNC, STORE_FAILED, WORD_STORE_DISK_FAILS},
	    {SQLITE_ERROR, STORE_FAILED, WORD_STORE_FAILED},
	    {SQLITE_CONSTRAINT, STORE_FAILED, WORD_STORE_FAILED},
	};
	struct world *world = world_new();
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct err err = {0};
		cr_assert_not(sql_fail(sql_of(world), cases[i].result, &err));
		cr_assert_eq(err.word, cases[i].word, "%d", cases[i].result);
		cr_assert_eq(sql_fault(sql_of(world)), cases[i].fault);
		cr_assert_str_eq(err.arguments[0], world->path);
	}
	world_free(world);
}

/* --- Transactions --------------------------------------------------------- */

Test(sql, takes_an_inner_transaction_back_alone)
{
	struct world *world = world_new();
	struct sql *sql = sql_of(world);
	cr_assert(sql_begin(sql, &world->err));
	cr_assert(put(world, "outer"));
	cr_assert(sql_begin(sql, &world->err));
	cr_assert(put(world, "inner"));
	cr_assert(sql_begin(sql, &world->err));
	cr_assert(put(world, "innermost"));
	cr_assert(sql_finish(sql, true, &world->err));
	cr_assert_not(sql_finish(sql, false, &world->err));
	cr_assert_eq(settings(world), 1);
	cr_assert(sql_begin(sql, &world->err));
	cr_assert(put(world, "second"));
	cr_assert(sql_commit(sql, &world->err));
	cr_assert(sql_is_busy(sql));
	cr_assert(sql_commit(sql, &world->err));
	cr_assert_not(sql_is_busy(sql));
	cr_assert_eq(settings(world), 2);
	world_free(world);
}

Test(sql, takes_all_back_that_was_not_committed)
{
	struct world *world = world_new();
	struct sql *sql = sql_of(world);
	cr_assert(sql_begin(sql, &world->err));
	cr_assert(sql_begin(sql, &world->err));
	cr_assert(put(world, "inner"));
	cr_assert(sql_commit(sql, &world->err));
	cr_assert_eq(settings(world), 1);
	sql_roll_back(sql);
	cr_assert_eq(settings(world), 0);
	sql_roll_back(sql);
	cr_assert(sql_begin(sql, &world->err));
	cr_assert(put(world, "never committed"));
	world_reopen(world);
	cr_assert_eq(settings(world), 0);
	world_free(world);
}

Test(sql, commits_nothing_after_the_disk_has_failed)
{
	static const char much[] =
	    "INSERT INTO setting SELECT hex(randomblob(8)), hex(randomblob(900))"
	    " FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
	    " SELECT i + 1 FROM n WHERE i < 4000) SELECT i FROM n)";
	struct world *world = world_new();
	struct faulty *disk = faulty_new("faulty");
	world_close(world);
	world->vfs = "faulty";
	cr_assert(world_open(world, false));
	cr_assert(store_begin(world->store, &world->err));
	cr_assert(put(world, "first"));
	faulty_fail(disk, 20, FAULTY_FULL, false);
	cr_assert(sql_begin(sql_of(world), &world->err));
	struct query *query = sql_query(sql_of(world), much);
	cr_assert_not(query_run(query, &world->err), "it fits in memory");
	cr_assert(world_says(world, WORD_STORE_DISK_FULL));
	sql_roll_back(sql_of(world));
	faulty_heal(disk);
	cr_assert_not(put(world, "second"));
	cr_assert(world_says(world, WORD_STORE_UNSURE));
	cr_assert_not(store_begin(world->store, &world->err));
	cr_assert(world_says(world, WORD_STORE_UNDONE));
	cr_assert_not(store_commit(world->store, &world->err));
	cr_assert(world_says(world, WORD_STORE_UNDONE));
	const char *text;
	cr_assert(store_get_setting(
	    world->store, "first", world->arena, &text, &world->err));
	cr_assert_null(text, "the file was opened again, and it is not there");
	cr_assert_eq(settings(world), 0);
	world_free(world);
	faulty_free(disk);
}

/* --- Memory --------------------------------------------------------------- */

Test(sql, leaves_nothing_in_memory)
{
	int memory = remains_open();
	store_set_up();
	char *freed = sqlite3_malloc(MARK_SIZE);
	char *moved = sqlite3_malloc(MARK_SIZE);
	remains_mark(freed);
	remains_mark(moved);
	const uintptr_t places[] = {(uintptr_t)freed, (uintptr_t)moved};
	sqlite3_free(freed);
	moved = sqlite3_realloc(moved, 100 * MARK_SIZE);
	for (size_t i = 0; i < ARRAY_LENGTH(places); i++)
		cr_assert_eq(remains_count(memory, places[i]), 0, "%zu", i);
	cr_assert_eq(moved[MARK_SIZE - 1], MARK);
	sqlite3_free(moved);
	remains_close(memory);
}
