/*
 * The chain through the history of the whole file.
 */
#include "store/chain.h"

#include <criterion/criterion.h>
#include <sqlite3.h>

#include "base/attr.h"
#include "rig/world.h"
#include "store/state.h"

/* Two people whose acts take turns; the file is closed. */
static struct world *
filled(void)
{
	struct world *world = world_new();
	struct hand mair = hand_add(world, "Mair Evans");
	struct hand huw = hand_add(world, "Huw Price");
	for (int i = 0; i < 4; i++) {
		hand_answer(&mair, "meals", 0, VOICE_PERSON,
		    arena_format(world->arena, "some %d", i));
		hand_add_row(&huw, "lines");
		hand_answer(&huw, "cost", i + 1, VOICE_WORKER, "£12");
	}
	cr_assert(hand_save_as(&mair, ACT_POINT, 0, "Before the visit"));
	hand_release(&mair);
	hand_release(&huw);
	world_close(world);
	return world;
}

static void
expect_whole(struct world *world, int64_t count)
{
	struct chain_head head = {0}, last;
	int64_t bad;
	struct sql *sql = store_sql(world->store, &world->err);
	cr_assert(sql && chain_check(sql, &head, &bad, &world->err));
	cr_assert_eq(bad, 0, "event %lld does not fit", (long long)bad);
	cr_assert_eq(head.id, count);
	cr_assert(chain_read_head(sql, &last, &world->err));
	cr_assert_arr_eq(last.link, head.link, DIGEST_BYTES);
}

Test(chain, goes_through_the_events_of_everybody)
{
	struct world *world = world_new();
	struct chain_head none;
	expect_whole(world, 0);
	cr_assert(chain_read_head(
	    store_sql(world->store, &world->err), &none, &world->err));
	cr_assert_eq(none.id, 0);
	world_free(world);
	world = filled();
	cr_assert(world_open(world, false));
	expect_whole(world, 15);
	world_free(world);
}

Test(chain, is_not_to_be_altered_by_mistake)
{
	static const char *const statements[] = {
	    "DELETE FROM event WHERE id = 15",
	    "DELETE FROM change WHERE event = 5",
	    "UPDATE event SET at = at + 1 WHERE id = 5",
	    "UPDATE event SET who = 'Siân' WHERE id = 5",
	    "UPDATE event SET salt = NULL, who = NULL, note = NULL WHERE id = 5",
	    "UPDATE event SET link = zeroblob(32) WHERE id = 5",
	    "UPDATE change SET text_after = 'all' WHERE event = 5",
	    "UPDATE change SET kind = 'struck', salt = NULL, id = NULL,"
	    " voice = NULL, row = NULL, text_before = NULL, text_after = NULL,"
	    " at_before = NULL, at_after = NULL WHERE event = 5",
	    "INSERT INTO event SELECT 17, plan, 99, at, act, of, who, note,"
	    " salt, commitment, link FROM event WHERE id = 15",
	    "INSERT INTO event SELECT 16, plan, sequence + 2, at, act, of, who,"
	    " note, salt, commitment, link FROM event WHERE id = 15",
	    "REPLACE INTO event SELECT 16, plan, sequence, at, act, of, who,"
	    " note, salt, commitment, link FROM event WHERE id = 15",
	    "REPLACE INTO event SELECT * FROM event WHERE id = 15",
	    "REPLACE INTO change SELECT * FROM change WHERE event = 5",
	    "INSERT INTO change SELECT 5, 1, salt, kind, id, row, voice,"
	    " text_before, whose_before, how_before, at_before, text_after,"
	    " whose_after, how_after, at_after, place_before, place_after,"
	    " commitment FROM change WHERE event = 5",
	    "INSERT INTO change SELECT 15, 1, salt, kind, id, row, voice,"
	    " text_before, whose_before, how_before, at_before, text_after,"
	    " whose_after, how_after, at_after, place_before, place_after,"
	    " commitment FROM change WHERE event = 5",
	};
	struct world *world = filled();
	sqlite3 *db;
	cr_assert_eq(sqlite3_open(world->path, &db), SQLITE_OK);
	for (size_t i = 0; i < ARRAY_LENGTH(statements); i++)
		cr_assert_eq(sqlite3_exec(db, statements[i], NULL, NULL, NULL),
		    SQLITE_CONSTRAINT, "%s: %s", statements[i],
		    sqlite3_errmsg(db));
	cr_assert_eq(sqlite3_close(db), SQLITE_OK);
	cr_assert(world_open(world, false));
	expect_whole(world, 15);
	world_free(world);
}

Test(chain, says_nothing_twice_in_the_same_way)
{
	struct world *world = filled();
	sqlite3 *db;
	sqlite3_stmt *asked;
	/* The same words, said four times: nobody can tell from what stays. */
	cr_assert_eq(sqlite3_open(world->path, &db), SQLITE_OK);
	cr_assert_eq(sqlite3_prepare_v2(db,
			 "SELECT count(DISTINCT commitment), count(*)"
			 " FROM change WHERE text_after = '£12'",
			 -1, &asked, NULL),
	    SQLITE_OK);
	cr_assert_eq(sqlite3_step(asked), SQLITE_ROW);
	cr_assert_eq(sqlite3_column_int(asked, 0), 4);
	cr_assert_eq(sqlite3_column_int(asked, 1), 4);
	sqlite3_finalize(asked);
	cr_assert_eq(sqlite3_close(db), SQLITE_OK);
	world_free(world);
}
