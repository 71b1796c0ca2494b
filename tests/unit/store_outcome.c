/*
 * Does the file hold what its history comes to?
 */
#include "store/outcome.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "rig/hand.h"
#include "store/chain.h"
#include "store/state.h"

/* Two people whose acts take turns; the file is closed and kept so. */
static struct world *
filled(void)
{
	struct world *world = world_new();
	struct hand mair = hand_add(world, "Mair Evans");
	struct hand huw = hand_add(world, "Huw Price");
	hand_answer(&mair, "meals", 0, VOICE_PERSON, "some");
	hand_answer(&mair, "meals", 0, VOICE_PERSON, "none at all");
	hand_answer(&mair, "meals", 0, VOICE_WORKER, "many");
	for (int i = 0; i < 3; i++)
		hand_add_row(&huw, "lines");
	hand_answer(&huw, "cost", 2, VOICE_WORKER, "£12");
	hand_move_row(&huw, "lines", 3, 0);
	hand_remove_row(&huw, "lines", 1);
	hand_answer(&mair, "meals", 0, VOICE_PERSON, NULL);
	hand_answer(&mair, "meals", 0, VOICE_PERSON, "some");
	cr_assert(hand_save_as(&huw, ACT_POINT, 0, "Before the visit"));
	hand_answer(&huw, "note", 0, VOICE_PERSON, "At noon");
	hand_release(&mair);
	hand_release(&huw);
	world_close(world);
	world_spoil(world, "");
	world_remember(world);
	return world;
}

/* Behind the back of what is checked when the file is opened. */
static void
alter(struct world *world, const char *statements)
{
	struct sql *sql = store_sql(world->store, &world->err);
	cr_assert(sql && sql_run(sql,
			     "PRAGMA foreign_keys = OFF;"
			     "PRAGMA ignore_check_constraints = ON",
			     &world->err));
	cr_assert(sql_run(sql, statements, &world->err), "%s: %s", statements,
	    world_said(world));
}

/* The file as it was, altered. */
static void
open_altered(struct world *world, const char *statements)
{
	world_go_back(world);
	cr_assert(world_open(world, false));
	alter(world, statements);
}

static struct verified
verify(struct world *world)
{
	struct verified verified;
	cr_assert(store_verify(world->store, &verified, &world->err), "%s",
	    world_said(world));
	return verified;
}

/* The acts are whole, and in this plan the file holds something else. */
static void
expect_difference(struct world *world, int64_t plan, const char *why)
{
	struct verified verified = verify(world);
	cr_assert(
	    verified.is_whole, "event %lld: %s", (long long)verified.bad, why);
	cr_assert(verified.differs, "%s", why);
	cr_assert_eq(verified.plan, plan, "%s", why);
}

static void
expect_none(struct world *world)
{
	struct verified verified = verify(world);
	cr_assert(verified.is_whole, "event %lld", (long long)verified.bad);
	cr_assert_not(verified.differs, "plan %lld", (long long)verified.plan);
}

/* --- What the file holds -------------------------------------------------- */

Test(outcomes, differ_from_what_was_altered_where_it_lies)
{
	static const struct {
		const char *spoil;
		int64_t plan;
	} lies[] = {
	    {"UPDATE answer SET text = 'Some' WHERE text = 'some'", 1},
	    {"UPDATE answer SET whose = 'Delyth' WHERE text = 'many'", 1},
	    {"UPDATE answer SET how = '' WHERE text = 'many'", 1},
	    {"UPDATE answer SET at = at + 1 WHERE text = 'many'", 1},
	    {"UPDATE answer SET voice = 'family' WHERE text = 'many'", 1},
	    {"UPDATE answer SET voice = 'cat' WHERE text = 'many'", 1},
	    {"UPDATE answer SET row = 3 WHERE text = '£12'", 2},
	    {"UPDATE answer SET field = 'costs' WHERE text = '£12'", 2},
	    {"UPDATE answer SET text = 'Huw' WHERE field = 'name'", 1},
	    {"UPDATE answer SET plan = 3 - plan WHERE text = '£12'", 1},
	    {"UPDATE answer SET text = CASE voice WHEN 'person' THEN 'many'"
	     " ELSE 'some' END WHERE field = 'meals'",
		1},
	    {"DELETE FROM answer WHERE text = '£12'", 2},
	    {"INSERT INTO answer (plan, field, row, voice, text, at)"
	     " VALUES (2, 'meals', 0, 'person', 'all', 5)",
		2},
	    {"INSERT INTO answer (plan, field, row, voice, text, at)"
	     " VALUES (9, 'meals', 0, 'person', 'all', 5)",
		9},
	    {"UPDATE list_row SET place = NULL WHERE number = 3", 2},
	    {"UPDATE list_row SET place = 2 WHERE number = 1", 2},
	    {"UPDATE list_row SET place = 1 - place WHERE place IS NOT NULL",
		2},
	    {"UPDATE list_row SET number = 4 WHERE number = 3", 2},
	    {"UPDATE list_row SET number = number + 4294967296", 2},
	    {"UPDATE list_row SET list = 'line'", 2},
	    {"DELETE FROM list_row WHERE number = 1", 2},
	    {"INSERT INTO list_row VALUES (1, 'lines', 1, NULL)", 1},
	    {"UPDATE plan SET forms = NULL WHERE id = 2", 2},
	    {"UPDATE plan SET forms = 'none' WHERE id = 1", 1},
	    {"UPDATE plan SET id = 7 WHERE id = 1", 1},
	    {"DELETE FROM plan; DELETE FROM answer; DELETE FROM list_row", 1},
	};
	struct world *world = filled();
	cr_assert(world_open(world, false));
	expect_none(world);
	for (size_t i = 0; i < ARRAY_LENGTH(lies); i++) {
		open_altered(world, lies[i].spoil);
		expect_difference(world, lies[i].plan, lies[i].spoil);
	}
	world_free(world);
}

Test(outcomes, tell_whose_plan_it_is)
{
	struct world *world = filled();
	open_altered(world, "DELETE FROM answer WHERE plan = 2");
	struct verified verified = verify(world);
	cr_assert(verified.differs && verified.is_living);
	cr_assert_str_eq(verified.reference, "0002");
	open_altered(world, "DELETE FROM plan WHERE id = 2");
	verified = verify(world);
	cr_assert(verified.differs && !verified.is_living);
	cr_assert_str_eq(verified.reference, "");
	world_free(world);
}

/* --- What the history says ------------------------------------------------ */

/* The commitment that follows so many columns, made again if they have one. */
static struct seal
seal_again(struct query *query, int salt, int count, struct digest *digest)
{
	struct seal seal;
	size_t length;
	const void *there = query_bytes(query, salt + count, &length);
	cr_assert_eq(length, DIGEST_BYTES);
	memcpy(seal.commitment, there, DIGEST_BYTES);
	if (!query_is_null(query, salt)) {
		query_digest(query, salt, count, digest);
		digest_finish(digest, seal.commitment);
	}
	return seal;
}

static void
put_seal(struct query *query, const struct seal *seal, struct err *err)
{
	query_put_bytes(query, seal->commitment, DIGEST_BYTES);
	cr_assert(query_run(query, err));
}

/* Those of the changes of an event, written and behind its own. */
static size_t
seal_changes(struct sql *sql, int64_t event, struct seal *seals,
    struct digest *digest, struct err *err)
{
	size_t count = 1;
	struct query *changes = sql_query(sql,
	    "SELECT position, salt, kind, id, row, voice, text_before,"
	    " whose_before, how_before, at_before, text_after, whose_after,"
	    " how_after, at_after, place_before, place_after, commitment"
	    " FROM change WHERE event = ?1 ORDER BY position");
	query_put_int(changes, event);
	for (; query_next(changes); count++) {
		seals[count] = seal_again(changes, 1, 15, digest);
		struct query *update =
		    sql_query(sql, "UPDATE change SET commitment = ?3"
				   " WHERE event = ?1 AND position = ?2");
		query_put_int(update, event);
		query_put_int(update, query_int(changes, 0));
		put_seal(update, &seals[count], err);
	}
	cr_assert(query_end(changes, err));
	return count;
}

static void
link_event(struct sql *sql, struct query *query, struct chain_head *head,
    struct digest *digest, struct err *err)
{
	enum { MOST = 8 };
	struct seal seals[MOST];
	const struct chain_event event = {
	    .id = query_int(query, 0),
	    .plan = query_int(query, 1),
	    .sequence = query_int(query, 2),
	    .at = query_int(query, 3),
	    .act = query_text(query, 4),
	    .of = query_int(query, 5),
	};
	struct chain_head before = *head;
	seals[0] = seal_again(query, 6, 3, digest);
	size_t count = seal_changes(sql, event.id, seals, digest, err);
	head->id = event.id;
	chain_link(&before, &event, seals, count, digest, head->link);
	struct query *update = sql_query(
	    sql, "UPDATE event SET link = ?2, commitment = ?3 WHERE id = ?1");
	query_put_int(update, event.id);
	query_put_bytes(update, head->link, DIGEST_BYTES);
	put_seal(update, &seals[0], err);
}

/* As whoever altered the history could make the whole chain again. */
static void
link_again(struct world *world)
{
	struct sql *sql = store_sql(world->store, &world->err);
	struct digest digest = digest_begin();
	struct chain_head head = {0};
	cr_assert(sql && sql_begin(sql, &world->err));
	struct query *events = sql_query(sql,
	    "SELECT id, plan, sequence, at, act, coalesce(of, 0), salt, who,"
	    " note, commitment FROM event ORDER BY id");
	while (query_next(events))
		link_event(sql, events, &head, &digest, &world->err);
	cr_assert(query_end(events, &world->err));
	cr_assert(sql_commit(sql, &world->err));
	digest_release(&digest);
}

static void
open_relinked(struct world *world, const char *statements)
{
	open_altered(world, statements);
	link_again(world);
}

/* So what is found below is found by what changes say, and not by the chain. */
Test(outcomes, are_all_that_is_left_when_the_chain_is_made_again)
{
	struct world *world = filled();
	struct verified first, again;
	cr_assert(world_open(world, false));
	first = verify(world);
	open_relinked(world, "");
	again = verify(world);
	cr_assert_str_eq(first.code, again.code);
	open_relinked(world, "UPDATE change SET text_after = 'dear'"
			     " WHERE text_after = '£12';"
			     "UPDATE answer SET text = 'dear'"
			     " WHERE text = '£12'");
	expect_none(world);
	again = verify(world);
	cr_assert_str_neq(first.code, again.code);
	world_free(world);
}

Test(outcomes, differ_where_a_change_does_not_fit_its_forerunners)
{
	static const struct {
		const char *spoil;
		int64_t plan;
	} lies[] = {
	    {"UPDATE change SET text_before = 'Some' WHERE event = 4", 1},
	    {"UPDATE change SET at_before = 5 WHERE event = 4", 1},
	    {"UPDATE change SET text_before = NULL, at_before = NULL"
	     " WHERE event = 4",
		1},
	    {"UPDATE change SET whose_before = '' WHERE event = 5", 1},
	    {"UPDATE change SET text_before = 'few' WHERE event = 5", 1},
	    {"UPDATE change SET text_after = 'few' WHERE event = 4", 1},
	    {"UPDATE change SET voice = 'family' WHERE event = 4", 1},
	    {"UPDATE change SET voice = 'cat' WHERE event = 5;"
	     "UPDATE answer SET voice = 'cat' WHERE text = 'many'",
		1},
	    {"UPDATE change SET row = 1000001 WHERE event = 9;"
	     "UPDATE answer SET row = 1000001 WHERE text = '£12'",
		2},
	    {"UPDATE change SET id = NULL WHERE event = 15", 2},
	    {"UPDATE change SET kind = 'poem' WHERE event = 15", 2},
	    {"UPDATE change SET salt = NULL WHERE event = 15;"
	     "UPDATE event SET note = '{\"changes\":1}', act = 'strike'"
	     " WHERE id = 14;"
	     "DELETE FROM answer WHERE text = 'At noon'",
		2},
	    {"UPDATE change SET kind = 'struck' WHERE event = 15;"
	     "DELETE FROM answer WHERE text = 'At noon'",
		2},
	    {"UPDATE change SET kind = 'row', id = 'lines', row = 1,"
	     " voice = NULL, text_after = NULL, at_after = NULL,"
	     " place_before = 1 WHERE event = 15;"
	     "DELETE FROM answer WHERE text = 'At noon'",
		2},
	    {"UPDATE change SET text_before = 'other' WHERE kind = 'forms'", 1},
	    {"UPDATE change SET text_after = 'other' WHERE kind = 'forms'"
	     " AND event = 2",
		2},
	    {"UPDATE change SET place_before = 1 WHERE event = 10", 2},
	    {"UPDATE change SET place_after = 1 WHERE event = 10", 2},
	    {"UPDATE change SET place_after = 3 WHERE event = 8", 2},
	    {"UPDATE change SET row = 0 WHERE event = 8", 2},
	    {"UPDATE change SET place_after = -2 WHERE event = 11", 2},
	    {"UPDATE event SET sequence = sequence + 50 WHERE id = 13", 1},
	    {"UPDATE event SET act = 'dance' WHERE id = 14", 2},
	    {"UPDATE event SET who = NULL WHERE id = 14", 2},
	};
	struct world *world = filled();
	for (size_t i = 0; i < ARRAY_LENGTH(lies); i++) {
		open_relinked(world, lies[i].spoil);
		expect_difference(world, lies[i].plan, lies[i].spoil);
	}
	world_free(world);
}

/* Each of these happened, and nothing is there that did not: but not so. */
Test(outcomes, differ_where_changes_have_taken_each_others_turns)
{
	static const char turn[] =
	    "UPDATE change SET event = -%d WHERE event = %d;"
	    "UPDATE change SET event = %d WHERE event = %d;"
	    "UPDATE change SET event = %d WHERE event = -%d";
	static const struct {
		int one, other;
		int64_t plan;
	} turns[] = {{3, 4, 1}, {12, 13, 1}, {4, 13, 1}, {10, 11, 2}};
	struct world *world = filled();
	for (size_t i = 0; i < ARRAY_LENGTH(turns); i++) {
		int one = turns[i].one, other = turns[i].other;
		const char *spoil = arena_format(
		    world->arena, turn, one, one, one, other, other, one);
		open_relinked(world, spoil);
		expect_difference(world, turns[i].plan, spoil);
	}
	world_free(world);
}

/* --- What is gone --------------------------------------------------------- */

static void
strike(struct hand *hand, const struct address *address)
{
	const struct strike all = {
	    .addresses = address,
	    .count = 1,
	    .sequence = ++hand->sequence,
	    .at = ++hand->now,
	    .who = "Huw",
	};
	const struct summary summary = {.name = "M", .sort_name = "m"};
	struct struck struck;
	cr_assert(store_strike(hand->world->store, hand->id, &all, &summary,
	    &struck, &hand->world->err));
}

Test(outcomes, are_the_same_without_what_was_struck_out_or_erased)
{
	static const struct address meals = {.field = "meals"};
	struct world *world = world_new();
	struct hand mair = hand_add(world, "Mair Evans");
	struct hand huw = hand_add(world, "Huw Price");
	hand_answer(&mair, "meals", 0, VOICE_PERSON, "some");
	hand_answer(&mair, "meals", 0, VOICE_WORKER, "many");
	hand_add_row(&huw, "lines");
	hand_answer(&huw, "cost", 1, VOICE_WORKER, "£12");
	hand_answer(&mair, "meals", 0, VOICE_PERSON, "none");
	strike(&mair, &meals);
	expect_none(world);
	cr_assert(store_erase(
	    world->store, huw.id, "asked", 1900000000, &world->err));
	expect_none(world);
	struct hand ann = hand_add(world, "Ann Example");
	hand_answer(&ann, "meals", 0, VOICE_PERSON, "some");
	expect_none(world);
	alter(world, "INSERT INTO answer (plan, field, row, voice, text, at)"
		     " VALUES (2, 'meals', 0, 'person', 'all', 5)");
	expect_difference(world, 2, "somebody who was erased");
	cr_assert_not(verify(world).is_living);
	hand_release(&ann);
	hand_release(&mair);
	hand_release(&huw);
	world_free(world);
}
