/*
 * Rows handed over as values.
 */
#include "store/row.h"

#include <criterion/criterion.h>
#include <string.h>

#include "rig/hand.h"
#include "store/state.h"

static const char select_all[] =
    "SELECT hand_over(?1, i, 'Siân', x'00FF', NULL, ''), i, 'Siân', x'00FF',"
    " NULL, '' FROM (SELECT -1 AS i UNION ALL SELECT 9007199254740993)";

struct reading {
	int64_t rows, sum;
	struct digest digest;
};

static void
read_row(void *context, const struct row *row)
{
	struct reading *reading = context;
	size_t length;
	reading->rows++;
	reading->sum += row_int(row, 0);
	cr_assert_str_eq(row_text(row, 1), "Siân");
	cr_assert(memcmp(row_bytes(row, 2, &length), "\0\377", 2) == 0);
	cr_assert_eq(length, 2);
	cr_assert(row_is_null(row, 3) && !row_text(row, 3));
	cr_assert(!row_is_null(row, 4));
	cr_assert_str_eq(row_text(row, 4), "");
	row_bytes(row, 4, &length);
	cr_assert_eq(length, 0);
	row_digest(row, 0, 5, &reading->digest);
}

Test(row, holds_what_the_columns_hold)
{
	struct world *world = world_new();
	struct reading reading = {.digest = digest_begin()};
	const struct row_reader reader = {read_row, &reading};
	struct digest digest = digest_begin();
	unsigned char bytes[DIGEST_BYTES], others[DIGEST_BYTES];
	struct query *query = sql_query(world->store->sql, select_all);
	query_put_reader(query, &reader);
	for (int64_t rows = 1; query_next(query); rows++) {
		cr_assert_eq(reading.rows, rows, "read once, and at its step");
		query_digest(query, 1, 5, &digest);
	}
	cr_assert(query_end(query, &world->err));
	cr_assert_eq(reading.rows, 2);
	cr_assert_eq(reading.sum, 9007199254740992, "no number is rounded");
	digest_finish(&digest, bytes);
	digest_finish(&reading.digest, others);
	cr_assert(memcmp(bytes, others, DIGEST_BYTES) == 0);
	digest_release(&digest);
	digest_release(&reading.digest);
	world_free(world);
}

Test(row, is_handed_to_no_reader_that_was_not_bound)
{
	static const char select_number[] = "SELECT hand_over(1, 2)";
	static const char select_nothing[] = "SELECT hand_over()";
	static const char select_bound[] = "SELECT hand_over(?1, 2)";
	struct world *world = world_new();
	struct sql *sql = world->store->sql;
	cr_assert(query_run(sql_query(sql, select_number), &world->err));
	cr_assert(query_run(sql_query(sql, select_nothing), &world->err));
	struct query *query = sql_query(sql, select_bound);
	query_put_bytes(query, "reader", 6);
	cr_assert(query_run(query, &world->err));
	cr_assert(sql_run(
	    sql, "CREATE VIEW look AS SELECT hand_over(1, 2)", &world->err));
	cr_assert_not(sql_run(sql, "SELECT * FROM look", &world->err),
	    "no view may ask for it");
	world_free(world);
}
