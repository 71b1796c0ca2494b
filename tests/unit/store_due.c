/*
 * What is due over all people: written with every save, read by date, and gone
 * with whoever is erased.
 */
#include <criterion/criterion.h>
#include <sqlite3.h>

#include "base/attr.h"
#include "rig/hand.h"
#include "store/store.h"

static const struct wording large = {
    .texts =
	(const struct wording_text[]){
	    {"en", "Large print, \"clear\""},
	    {"cy", "Print bras"},
	},
    .count = 2,
};

/* "0001 copy 2 2026-11-24 (Print bras)", as they are listed, and how many. */
static const char *
listed(struct world *world, const char *until, size_t limit)
{
	const struct due_of *list;
	size_t count, all;
	struct str text = STR_EMPTY;
	cr_assert(store_list_due(world->store, until, limit, world->arena,
		      &list, &count, &world->err),
	    "%s", world_said(world));
	cr_assert(store_count_due(world->store, until, &all, &world->err));
	for (size_t i = 0; i < count; i++) {
		const struct due *due = &list[i].due;
		str_format(&text, "%s %s", list[i].reference,
		    due_kind_name(due->kind));
		if (due->row > 0)
			str_format(&text, " %d", due->row);
		str_format(&text, " %s", due->date);
		if (due->form)
			str_format(
			    &text, " (%s)", wording_get(due->form, "cy"));
		str_put(&text, "; ");
	}
	str_format(&text, "%zu", all);
	return str_keep(&text, world->arena);
}

static void
save_due(struct hand *hand, const struct due *due, size_t count)
{
	hand->due = due;
	hand->due_count = count;
	hand_answer(hand, "meals", 0, VOICE_PERSON,
	    arena_format(
		hand->world->arena, "%lld", (long long)hand->sequence));
}

static const struct due mairs[] = {
    {DUE_REVIEW, 0, "2027-05-01", NULL},
    {DUE_COPY, 2, "2026-11-24", &large},
    {DUE_COPY, 3, "2026-11-30", NULL},
};
static const struct due huws[] = {{DUE_VISIT, 1, "2026-11-24", NULL}};

/* With what is due of Mair and Huw. */
static struct world *
due_world(struct hand *mair, struct hand *huw)
{
	struct world *world = world_new();
	*mair = hand_add(world, "Mair Evans");
	*huw = hand_add(world, "Huw Price");
	save_due(mair, mairs, ARRAY_LENGTH(mairs));
	save_due(huw, huws, ARRAY_LENGTH(huws));
	return world;
}

static void
due_release(struct world *world, struct hand *mair, struct hand *huw)
{
	hand_release(mair);
	hand_release(huw);
	world_free(world);
}

Test(dues, are_listed_by_date_with_those_for_erasing)
{
	struct hand mair, huw;
	struct world *world = due_world(&mair, &huw);
	cr_assert(
	    store_put_due(world->store, huw.id, "2026-11-25", &world->err));
	world_reopen(world);
	cr_assert_str_eq(listed(world, "2026-11-24", 9),
	    "0001 copy 2 2026-11-24 (Print bras); 0002 visit 1 2026-11-24; 2");
	cr_assert_str_eq(listed(world, "2027-12-31", 9),
	    "0001 copy 2 2026-11-24 (Print bras); 0002 visit 1 2026-11-24; "
	    "0002 erase 2026-11-25; 0001 copy 3 2026-11-30; "
	    "0001 review 2027-05-01; 5");
	cr_assert_str_eq(listed(world, "2027-12-31", 1),
	    "0001 copy 2 2026-11-24 (Print bras); 5", "no more than asked for");
	cr_assert_str_eq(listed(world, "2026-11-23", 9), "0");
	due_release(world, &mair, &huw);
}

Test(dues, are_those_of_the_last_save)
{
	struct hand mair, huw;
	struct world *world = due_world(&mair, &huw);
	const struct summary *list;
	size_t count;
	save_due(&mair, mairs, 1);
	cr_assert_str_eq(listed(world, "2027-12-31", 9),
	    "0002 visit 1 2026-11-24; 0001 review 2027-05-01; 2");
	cr_assert(store_list(world->store, "mair", 0, 9, world->arena, &list,
	    &count, &world->err));
	cr_assert_str_eq(list[0].next, "2027-05-01");
	save_due(&mair, mairs, 0);
	cr_assert_str_eq(
	    listed(world, "2027-12-31", 9), "0002 visit 1 2026-11-24; 1");
	/* What cannot be saved leaves them as they were. */
	cr_assert(store_begin(world->store, &world->err));
	save_due(&mair, mairs, 2);
	store_roll_back(world->store);
	cr_assert_str_eq(
	    listed(world, "2027-12-31", 9), "0002 visit 1 2026-11-24; 1");
	due_release(world, &mair, &huw);
}

Test(dues, go_with_whoever_is_erased)
{
	struct hand mair, huw;
	struct world *world = due_world(&mair, &huw);
	cr_assert(
	    store_put_due(world->store, mair.id, "2026-11-25", &world->err));
	cr_assert(
	    store_erase(world->store, mair.id, "due", 1900000000, &world->err));
	cr_assert_str_eq(
	    listed(world, "2027-12-31", 9), "0002 visit 1 2026-11-24; 1");
	cr_assert(
	    store_put_due(world->store, huw.id, "2026-11-20", &world->err));
	cr_assert(store_put_due(world->store, huw.id, NULL, &world->err));
	cr_assert_str_eq(
	    listed(world, "2027-12-31", 9), "0002 visit 1 2026-11-24; 1");
	due_release(world, &mair, &huw);
}

Test(dues, that_differ_from_the_summary_are_found_by_verifying)
{
	static const char *const written[] = {
	    "UPDATE due SET date = '2026-11-23' WHERE row = 2",
	    "DELETE FROM due WHERE plan = 1",
	    "UPDATE summary SET next = NULL WHERE plan = 1",
	    "INSERT INTO due VALUES (1, 'visit', 7, '2026-01-01', NULL)",
	    "DELETE FROM summary WHERE plan = 1",
	};
	for (size_t i = 0; i < ARRAY_LENGTH(written); i++) {
		struct hand mair, huw;
		struct world *world = due_world(&mair, &huw);
		struct verified verified;
		cr_assert(store_verify(world->store, &verified, &world->err));
		cr_assert_not(verified.differs, "%s", written[i]);
		world_close(world);
		world_sql(world, written[i]);
		cr_assert(world_open(world, false), "%s", world_said(world));
		cr_assert(store_verify(world->store, &verified, &world->err));
		cr_assert(verified.is_whole);
		cr_assert(verified.differs, "%s", written[i]);
		cr_assert_str_eq(
		    verified.reference, mair.reference, "%s", written[i]);
		due_release(world, &mair, &huw);
	}
}

Test(dues, say_nothing_of_what_they_cannot_be)
{
	static const char *const written[] = {
	    "UPDATE due SET kind = 'geese' WHERE row = 2",
	    "UPDATE due SET form = '[' WHERE row = 2",
	    "UPDATE due SET form = '[\"Print bras\"]' WHERE row = 2",
	    "UPDATE due SET form = '{\"cy\": 3}' WHERE row = 2",
	    "UPDATE due SET row = -1 WHERE row = 2",
	    "UPDATE due SET row = 9999999999 WHERE row = 2",
	};
	static const char *const said[] = {
	    "0001 something 2 2026-11-24 (Print bras); 1",
	    "0001 copy 2 2026-11-24; 1",
	    "0001 copy 2 2026-11-24; 1",
	    "0001 copy 2 2026-11-24; 1",
	    "0001 copy 2026-11-24 (Print bras); 1",
	    "0001 copy 2026-11-24 (Print bras); 1",
	};
	struct hand mair, huw;
	struct world *world = due_world(&mair, &huw);
	save_due(&huw, huws, 0);
	world_close(world);
	world_remember(world);
	for (size_t i = 0; i < ARRAY_LENGTH(written); i++) {
		world_go_back(world);
		world_sql(world, written[i]);
		cr_assert(world_open(world, false), "%s", world_said(world));
		cr_assert_str_eq(
		    listed(world, "2026-11-24", 9), said[i], "%s", written[i]);
	}
	due_release(world, &mair, &huw);
}
