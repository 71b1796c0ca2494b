/*
 * The chain through the history of the whole file.
 */
#include "store/chain.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "rig/hand.h"
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

/* --- Noticing ------------------------------------------------------------- */

/* ?: the event that is spoilt, whose number the verdict must name. */
static const char *const spoils[] = {
    "UPDATE change SET text_after = text_after || ' ' WHERE event = ?;"
    "UPDATE change SET place_after = place_after + 1 WHERE event = ?",
    "UPDATE event SET at = at + 1 WHERE id = ?",
    "UPDATE event SET who = 'Siân' WHERE id = ?",
    "UPDATE event SET act = 'undo', of = 1 WHERE id = ?",
    "UPDATE event SET sequence = sequence + 50 WHERE id = ?",
    "UPDATE event SET commitment = zeroblob(32) WHERE id = ?",
    "UPDATE event SET link = zeroblob(32) WHERE id = ?",
    "UPDATE event SET salt = zeroblob(32) WHERE id = ?",
    "UPDATE event SET salt = NULL, who = NULL, note = NULL WHERE id = ?",
    "UPDATE event SET id = -id WHERE id = ?;"
    "UPDATE change SET event = -event WHERE event = ?",
    "UPDATE event SET note = '' WHERE id = ?",
    "DELETE FROM event WHERE id = ?; DELETE FROM change WHERE event = ?",
    "DELETE FROM change WHERE event = ?",
    "UPDATE change SET position = position + 1 WHERE event = ?",
    "UPDATE change SET row = 0, whose_after = '' WHERE event = ?",
    "UPDATE change SET commitment = zeroblob(32) WHERE event = ?",
    "UPDATE change SET kind = 'struck', salt = NULL, id = NULL, row = NULL,"
    " voice = NULL, text_before = NULL, text_after = NULL, at_before = NULL,"
    " at_after = NULL, place_before = NULL, place_after = NULL"
    " WHERE event = ?",
    "INSERT INTO change SELECT event, 1, salt, kind, id, row, voice,"
    " text_before, whose_before, how_before, at_before, text_after,"
    " whose_after, how_after, at_after, place_before, place_after,"
    " commitment FROM change WHERE event = ?",
};

/* The statements with a number in the place of each question mark. */
static const char *
with_number(struct arena *arena, const char *statements, int number)
{
	struct str out = STR_EMPTY;
	for (const char *at = statements; *at; at++)
		if (*at == '?')
			str_put_int(&out, number);
		else
			str_put_char(&out, *at);
	return str_keep(&out, arena);
}

Test(chain, names_the_first_event_that_was_spoilt)
{
	static const int events[] = {4, 8, 13};
	struct world *world = filled();
	struct verified verified;
	struct str whole = STR_EMPTY;
	cr_assert(world_open(world, false));
	cr_assert(store_verify(world->store, &verified, &world->err));
	cr_assert(verified.is_whole && verified.events == 15);
	world_close(world);
	world_spoil(world, "");
	world_read(world, world->path, &whole);
	for (size_t i = 0; i < ARRAY_LENGTH(spoils); i++)
		for (size_t j = 0; j < ARRAY_LENGTH(events); j++) {
			const char *spoil =
			    with_number(world->arena, spoils[i], events[j]);
			world_sql(world, spoil);
			cr_assert(world_open(world, false), "%s", spoil);
			cr_assert(
			    store_verify(world->store, &verified, &world->err));
			cr_assert_not(verified.is_whole, "%s", spoil);
			cr_assert_eq(verified.bad, events[j], "%s", spoil);
			world_close(world);
			cr_assert(file_write(world->path, whole.text,
			    whole.length, &world->err));
		}
	cr_assert(world_open(world, false));
	cr_assert(store_verify(world->store, &verified, &world->err));
	cr_assert(verified.is_whole);
	str_release(&whole);
	world_free(world);
}

Test(chain, tells_a_lost_end_by_its_code_alone)
{
	struct world *world = filled();
	struct verified all, rest;
	cr_assert(world_open(world, false));
	cr_assert(store_verify(world->store, &all, &world->err));
	cr_assert_eq(strlen(all.code), CODE_SIZE - 1);
	world_close(world);
	world_spoil(world, "DELETE FROM event WHERE id > 10;"
			   "DELETE FROM change WHERE event > 10");
	cr_assert(world_open(world, false));
	cr_assert(store_verify(world->store, &rest, &world->err));
	cr_assert(rest.is_whole && rest.events == 10);
	cr_assert_str_neq(rest.code, all.code);
	world_free(world);
}

Test(chain, names_the_person_whose_act_does_not_fit)
{
	struct world *world = filled();
	struct verified verified;
	world_spoil(world, "UPDATE event SET who = 'x' WHERE id = 4");
	cr_assert(world_open(world, false));
	cr_assert(store_verify(world->store, &verified, &world->err));
	cr_assert_eq(verified.events, 3);
	cr_assert_str_eq(verified.reference, "0002");
	cr_assert_eq(verified.sequence, 2);
	world_free(world);
}

Test(chain, wants_an_event_for_what_is_struck_out)
{
	static const char strike[] =
	    "UPDATE change SET kind = 'struck', salt = NULL, id = NULL,"
	    " row = NULL, voice = NULL, text_before = NULL, text_after = NULL,"
	    " at_before = NULL, at_after = NULL, place_before = NULL,"
	    " place_after = NULL WHERE event = %d";
	static const int events[] = {8, 10, 13};
	struct world *world = filled();
	struct hand hand = {.world = world, .id = 2, .name = "Huw Price"};
	struct verified verified;
	cr_assert(world_open(world, false));
	hand.plan = plan_new();
	hand.sequence = 9;
	hand.now = 1800000000;
	cr_assert(hand_save_as(
	    &hand, ACT_STRIKE, 0, chain_strike_note(world->arena, 2)));
	hand_release(&hand);
	world_close(world);
	/* Two are announced: so one is too few, and three are too many. */
	for (size_t i = 0; i < ARRAY_LENGTH(events); i++) {
		int event = events[i];
		world_sql(world, arena_format(world->arena, strike, event));
		cr_assert(world_open(world, false));
		cr_assert(store_verify(world->store, &verified, &world->err));
		cr_assert_eq(verified.is_whole, event == 10, "%d", event);
		cr_assert_eq(verified.struck, (int64_t)i + 1);
		cr_assert_eq(verified.bad, event == 10 ? 0 : 8);
		world_close(world);
	}
	world_free(world);
}
