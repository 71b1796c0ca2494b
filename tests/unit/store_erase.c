/*
 * What is held about a person: told, struck out, erased.  Part of T8 and T10.
 */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "base/json.h"
#include "rig/bytes.h"
#include "rig/hand.h"
#include "store/chain.h"
#include "store/state.h"

static const char marker[] = "Gwrych-Quillon";

/* One with much to forget, and somebody beside them. */
static struct hand
filled(struct world *world)
{
	struct hand hand = hand_add(world, marker);
	for (int i = 0; i < 40; i++) {
		int row = hand_add_row(&hand, "lines");
		hand_answer(&hand, "cost", row, VOICE_WORKER,
		    arena_format(world->arena, "%s %d %500s", marker, i, ""));
	}
	hand_answer(&hand, "story", 0, VOICE_PERSON, marker);
	hand_answer(&hand, "story", 0, VOICE_PERSON, "I used to sing.");
	hand_answer(&hand, "story", 0, VOICE_PERSON, NULL);
	hand_answer(&hand, "meals", 0, VOICE_PERSON, "some");
	cr_assert(hand_save_as(&hand, ACT_POINT, 0, marker));
	return hand;
}

static size_t
copies_in(struct world *world, const char *path, const char *text)
{
	struct str bytes = STR_EMPTY;
	world_read(world, path, &bytes);
	size_t count = bytes_count(&bytes, text);
	str_release(&bytes);
	return count;
}

static void
expect_whole(struct world *world, int64_t struck)
{
	struct verified verified;
	cr_assert(store_verify(world->store, &verified, &world->err));
	cr_assert(verified.is_whole, "event %lld", (long long)verified.bad);
	cr_assert_not(verified.differs, "plan %lld", (long long)verified.plan);
	cr_assert_eq(verified.struck, struck);
}

static void
put_pending(struct hand *hand)
{
	const struct pending pending = {
	    .plan = hand->id,
	    .address = {.field = "story"},
	    .text = marker,
	};
	cr_assert(
	    store_put_pending(hand->world->store, &pending, &hand->world->err));
}

Test(erasing, leaves_no_copy_in_file_or_journal)
{
	struct world *world = world_new();
	struct hand other = hand_add(world, "Huw Price");
	struct hand hand = filled(world);
	const char *journal =
	    arena_format(world->arena, "%s-journal", world->path);
	struct kept kept;
	size_t count;
	put_pending(&hand);
	cr_assert(copies_in(world, world->path, marker) > 40);
	cr_assert(store_erase(
	    world->store, hand.id, "asked", 1900000000, &world->err));
	cr_assert_eq(copies_in(world, world->path, marker), 0);
	cr_assert_eq(copies_in(world, world->path, "I used to sing"), 0);
	if (file_exists(journal))
		cr_assert_eq(copies_in(world, journal, marker), 0);
	expect_whole(world, 0);
	world_reopen(world);
	expect_whole(world, 0);
	cr_assert_eq(copies_in(world, world->path, marker), 0);

	/* Who is gone is not found, read, written or counted any more. */
	int64_t id;
	cr_assert(
	    store_find(world->store, hand.reference, &id, &count, &world->err));
	cr_assert_eq(count, 0);
	cr_assert(store_count(world->store, &count, &world->err));
	cr_assert_eq(count, 1);
	cr_assert_not(world_load(world, hand.id, &kept));
	cr_assert(world_says(world, WORD_STORE_PLAN_MISSING));
	cr_assert_not(hand_save(&hand));
	cr_assert(world_says(world, WORD_STORE_PLAN_MISSING));
	cr_assert_not(store_erase(
	    world->store, hand.id, "asked", 1900000000, &world->err));
	cr_assert(world_says(world, WORD_STORE_PLAN_MISSING));

	/* Everybody else is as before, and a number is not given again. */
	cr_assert(hand_is_kept(&other));
	struct hand next = hand_add(world, "Ann Example");
	cr_assert_str_eq(next.reference, "0003");
	hand_release(&next);
	hand_release(&other);
	hand_release(&hand);
	world_free(world);
}

Test(erasing, is_proved_without_a_word_about_the_person)
{
	struct world *world = world_new();
	struct hand hand = filled(world);
	struct str held = STR_EMPTY;
	struct json_writer json;
	struct json *root;
	cr_assert(store_erase(
	    world->store, hand.id, "asked", 1900000000, &world->err));
	json_begin(&json, &held);
	cr_assert(store_put_held(world->store, hand.id, &json, &world->err));
	cr_assert(
	    json_read("held", held.text, held.length, &root, &world->err));
	const struct json *events = json_get(root, "event");
	cr_assert_eq(json_count(events), (size_t)hand.sequence + 1);
	for (size_t i = 0; i < json_count(events); i++) {
		const struct json *event = json_at(events, i);
		bool is_proof = text_is(json_get_text(event, "act"), "erase");
		cr_assert_eq(is_proof, i + 1 == json_count(events));
		cr_assert_eq(!json_get_text(event, "note"), !is_proof);
		cr_assert_eq(!json_get_text(event, "salt"), !is_proof);
		if (is_proof)
			cr_assert(strstr(json_get_text(event, "note"),
			    "\"rule\": \"asked\""));
	}
	const struct json *changes = json_get(root, "change");
	for (size_t i = 0; i < json_count(changes); i++)
		cr_assert_str_eq(
		    json_get_text(json_at(changes, i), "kind"), "struck");
	cr_assert_eq(json_count(json_get(root, "answer")), 0);
	cr_assert_eq(json_count(json_get(root, "summary")), 0);
	json_free(root);
	str_release(&held);
	hand_release(&hand);
	world_free(world);
}

Test(erasing, is_done_again_in_an_older_copy)
{
	struct world *world = world_new();
	struct hand other = hand_add(world, "Huw Price");
	struct hand hand = filled(world);
	struct str before = STR_EMPTY;
	size_t count;
	world_close(world);
	world_read(world, world->path, &before);
	cr_assert(world_open(world, false));
	cr_assert(store_erase(
	    world->store, hand.id, "asked", 1900000000, &world->err));
	const char *list = arena_format(world->arena, "%s.erased", world->path);
	cr_assert_eq(copies_in(world, list, "\n"), 1);
	cr_assert(
	    store_erase_again(world->store, 1900000001, &count, &world->err));
	cr_assert_eq(count, 0, "once is enough");
	world_close(world);
	/* The older copy comes back, and with it the person. */
	cr_assert(
	    file_write(world->path, before.text, before.length, &world->err));
	cr_assert(world_open(world, false));
	cr_assert(copies_in(world, world->path, marker) > 40);
	cr_assert(
	    store_erase_again(world->store, 1900000002, &count, &world->err));
	cr_assert_eq(count, 1);
	cr_assert_eq(copies_in(world, world->path, marker), 0);
	cr_assert_eq(copies_in(world, list, "\n"), 1);
	expect_whole(world, 0);
	cr_assert(hand_is_kept(&other));
	str_release(&before);
	hand_release(&other);
	hand_release(&hand);
	world_free(world);
}

/* --- One list for all tables ---------------------------------------------- */

Test(holdings, name_every_table_of_the_file)
{
	static const char *const named[] = {
#define HOLDING(table, where, erase) table,
#define NOBODY(table)                table,
#include "store/holdings.def"
#undef HOLDING
#undef NOBODY
	};
	struct world *world = world_new();
	struct sql *sql = store_sql(world->store, &world->err);
	struct query *query = sql_query(
	    sql, "SELECT name FROM sqlite_schema WHERE type = 'table'");
	size_t found = 0;
	while (query_next(query)) {
		size_t i = 0;
		while (i < ARRAY_LENGTH(named) &&
		       !text_is(named[i], query_text(query, 0)))
			i++;
		cr_assert(i < ARRAY_LENGTH(named),
		    "%s: say in store/holdings.def whom it holds",
		    query_text(query, 0));
		found++;
	}
	cr_assert(query_end(query, &world->err));
	cr_assert_eq(found, ARRAY_LENGTH(named));
	world_free(world);
}

Test(holdings, say_nothing_of_tables_that_have_a_person)
{
	static const char *const nobody[] = {
#define HOLDING(table, where, erase)
#define NOBODY(table) table,
#include "store/holdings.def"
#undef HOLDING
#undef NOBODY
	};
	struct world *world = world_new();
	struct sql *sql = store_sql(world->store, &world->err);
	for (size_t i = 0; i < ARRAY_LENGTH(nobody); i++) {
		struct query *query =
		    sql_query(sql, "SELECT count(*) FROM pragma_table_info(?1)"
				   " WHERE name IN ('plan', 'event')");
		query_put_text(query, nobody[i]);
		cr_assert(query_next(query));
		cr_assert_eq(query_int(query, 0), 0, "%s", nobody[i]);
		cr_assert(query_end(query, &world->err));
	}
	world_free(world);
}

/* --- Striking out --------------------------------------------------------- */

static const struct address story = {.field = "story"};

static int64_t
strike(struct hand *hand, const struct address *address)
{
	struct world *world = hand->world;
	const struct strike all = {
	    .addresses = address,
	    .count = 1,
	    .sequence = hand->sequence + 1,
	    .at = ++hand->now,
	    .who = "Huw",
	};
	const struct summary summary = {.name = "M", .sort_name = "m"};
	struct struck struck;
	cr_assert(store_strike(
	    world->store, hand->id, &all, &summary, &struck, &world->err));
	hand->sequence += struck.changes > 0;
	return struck.changes;
}

Test(striking, takes_an_answer_out_with_all_that_it_was)
{
	static const struct address nothing = {.field = "never_asked"};
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	struct kept kept;
	hand_answer(&hand, "story", 0, VOICE_PERSON, marker);
	hand_answer(&hand, "story", 0, VOICE_WORKER, "She sings.");
	hand_answer(&hand, "meals", 0, VOICE_PERSON, "some");
	hand_answer(&hand, "story", 0, VOICE_PERSON, "I used to sing.");
	put_pending(&hand);
	cr_assert_eq(strike(&hand, &nothing), 0);
	expect_whole(world, 0);
	cr_assert_eq(strike(&hand, &story), 2);
	expect_whole(world, 2);
	world_reopen(world);
	expect_whole(world, 2);
	cr_assert_eq(copies_in(world, world->path, marker), 0);
	cr_assert_eq(copies_in(world, world->path, "I used to sing"), 0);
	cr_assert_eq(copies_in(world, world->path, "She sings."), 2);

	cr_assert(world_load(world, hand.id, &kept));
	cr_assert_null(plan_text(kept.plan, "story", 0, VOICE_PERSON));
	cr_assert_str_eq(
	    plan_text(kept.plan, "story", 0, VOICE_WORKER), "She sings.");
	struct plan *replayed = kept_replay(&kept);
	cr_assert(plans_are_same(replayed, kept.plan));
	cr_assert_eq(kept.event_count, 6);
	cr_assert(kept.events[1].struck == 1 && kept.events[1].count == 0);
	cr_assert_eq(kept.events[5].act, ACT_STRIKE);
	cr_assert_eq(history_next(kept.events, kept.event_count, ACT_UNDO, 0),
	    3, "what was struck out is not undone: the meals are");
	plan_free(replayed);
	plan_free(kept.plan);
	hand_release(&hand);
	world_free(world);
}

Test(striking, takes_text_that_was_never_yet_an_answer)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	struct pending pending;
	struct kept kept;
	bool found;
	hand_answer(&hand, "meals", 0, VOICE_PERSON, "some");
	put_pending(&hand);
	cr_assert_eq(strike(&hand, &(struct address){.field = "meals"}), 1);
	cr_assert(store_get_pending(world->store, hand.id, world->arena,
	    &pending, &found, &world->err));
	cr_assert(found, "it was typed elsewhere");
	cr_assert_eq(strike(&hand, &pending.address), 0);
	cr_assert(store_get_pending(world->store, hand.id, world->arena,
	    &pending, &found, &world->err));
	cr_assert_not(found);
	cr_assert(world_load(world, hand.id, &kept));
	cr_assert_eq(kept.event_count, (size_t)hand.sequence, "no act of it");
	cr_assert_eq(copies_in(world, world->path, marker), 0);
	plan_free(kept.plan);
	expect_whole(world, 1);
	hand_release(&hand);
	world_free(world);
}
