/*
 * Saving acts and loading plans.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "rig/hand.h"

static const struct address story = {.field = "story"};

static struct kept
load(struct hand *hand)
{
	struct kept loaded;
	cr_assert(world_load(hand->world, hand->id, &loaded));
	return loaded;
}

/* --- What is kept --------------------------------------------------------- */

Test(saves, keep_a_new_person)
{
	struct world *world = world_new();
	struct hand hand = hand_begin(world, "Siân Ŵyn-Jones");
	size_t count;
	cr_assert(store_count(world->store, &count, &world->err));
	cr_assert_eq(count, 0, "nothing is there before it is saved");
	cr_assert(hand_save(&hand));
	cr_assert_str_eq(hand.reference, "0001");
	cr_assert(hand_is_kept(&hand));
	world_reopen(world);
	cr_assert(hand_is_kept(&hand));
	hand_release(&hand);
	world_free(world);
}

Test(saves, keep_any_text_as_it_was_typed)
{
	static const char *const texts[] = {
	    "plain",
	    "",
	    " blanks before and after ",
	    "two\nlines\r\nand a tab\t.",
	    "'); DROP TABLE plan; --",
	    "‏שלום‎ and مرحبا",
	    "👩🏽‍🦽 Łódź \xF4\x8F\xBF\xBF \xEE\x80\x80 \xC2\x85",
	    "a\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85",
	    "\x01\x02\x1B[31m\x7F",
	    "?1 :name @x $y %s {1}",
	};
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
		struct change change = {
		    .kind = CHANGE_ANSWER,
		    .address = {.field =
				    arena_format(world->arena, "field_%zu", i)},
		    .after = {.text = texts[i],
			.whose = texts[i],
			.how = texts[i],
			.at = -5},
		};
		hand_change(&hand, change);
		cr_assert(hand_save(&hand), "%s", world_said(world));
	}
	const char *longest = arena_format(world->arena, "%*s", 300000, "end");
	hand_answer(&hand, "an_id_of_forty_bytes_which_is_the_limit_", 0,
	    VOICE_PERSON, longest);
	world_reopen(world);
	cr_assert(hand_is_kept(&hand));
	struct kept loaded = load(&hand);
	cr_assert_str_eq(
	    plan_text(loaded.plan, "field_5", 0, VOICE_PERSON), texts[5]);
	plan_free(loaded.plan);
	hand_release(&hand);
	world_free(world);
}

Test(saves, keep_each_voice_and_row_apart)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	hand_add_row(&hand, "lines");
	hand_add_row(&hand, "lines");
	for (enum voice voice = 0; voice < VOICE_MAX; voice++)
		for (int row = 0; row < 3; row++)
			hand_answer(&hand, "cost", row, voice,
			    arena_format(world->arena, "%d of %s", row,
				voice_name(voice)));
	hand_answer(&hand, "cost", 1, VOICE_FAMILY, NULL);
	world_reopen(world);
	cr_assert(hand_is_kept(&hand));
	struct kept loaded = load(&hand);
	cr_assert_str_eq(
	    plan_text(loaded.plan, "cost", 2, VOICE_COUNCIL), "2 of council");
	cr_assert_null(plan_text(loaded.plan, "cost", 1, VOICE_FAMILY));
	plan_free(loaded.plan);
	hand_release(&hand);
	world_free(world);
}

Test(saves, keep_rows_in_their_places)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	for (int i = 0; i < 5; i++)
		hand_add_row(&hand, "lines");
	hand_add_row(&hand, "people");
	hand_move_row(&hand, "lines", 5, 0);
	hand_move_row(&hand, "lines", 1, 4);
	hand_move_row(&hand, "lines", 3, 2);
	hand_remove_row(&hand, "lines", 2);
	hand_remove_row(&hand, "people", 1);
	cr_assert_eq(hand_add_row(&hand, "people"), 2, "never used again");
	hand_add_row(&hand, "lines");
	cr_assert(hand_is_kept(&hand));
	/* Forms renamed the list: its numbers are only remembered there. */
	hand_change(&hand, (struct change){
			       .kind = CHANGE_ROW,
			       .repeat = "renamed",
			       .row = 7,
			       .place_before = -1,
			       .place_after = -1,
			   });
	cr_assert(hand_save(&hand));
	world_reopen(world);
	cr_assert(hand_is_kept(&hand));
	struct kept loaded = load(&hand);
	cr_assert_eq(plan_next_row(loaded.plan, "renamed"), 8);
	plan_free(loaded.plan);
	hand_release(&hand);
	world_free(world);
}

static void
expect_event(const struct event *event, enum act act, int64_t of,
    const char *note, size_t count)
{
	cr_assert_eq(event->act, act);
	cr_assert_eq(event->of, of);
	cr_assert(text_is(event->note, note));
	cr_assert_str_eq(event->who, "Huw");
	cr_assert_eq(event->count, count);
}

Test(saves, keep_every_event_in_order)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	hand_answer(&hand, "story", 0, VOICE_PERSON, "One day");
	struct kept loaded = load(&hand);
	size_t count;
	const struct change *back =
	    event_invert(world->arena, &loaded.events[1], &count);
	hand_change(&hand, back[0]);
	cr_assert(hand_save_as(&hand, ACT_UNDO, 2, NULL));
	hand_change(&hand, change_invert(&back[0]));
	cr_assert(hand_save_as(&hand, ACT_REDO, 2, NULL));
	cr_assert(hand_save_as(&hand, ACT_POINT, 0, "Before the visit"));
	plan_free(loaded.plan);
	world_reopen(world);
	loaded = load(&hand);
	cr_assert_eq(loaded.event_count, 5);
	expect_event(&loaded.events[0], ACT_CHANGE, 0, NULL, 2);
	expect_event(&loaded.events[1], ACT_CHANGE, 0, NULL, 1);
	expect_event(&loaded.events[2], ACT_UNDO, 2, NULL, 1);
	expect_event(&loaded.events[3], ACT_REDO, 2, NULL, 1);
	expect_event(&loaded.events[4], ACT_POINT, 0, "Before the visit", 0);
	for (size_t i = 0; i < loaded.event_count; i++)
		cr_assert_eq(loaded.events[i].sequence, (int64_t)i + 1);
	cr_assert(loaded.events[4].at == hand.now);
	cr_assert_null(loaded.events[4].changes);
	cr_assert(hand_is_kept(&hand));
	plan_free(loaded.plan);
	hand_release(&hand);
	world_free(world);
}

/* The next of a fixed row of numbers that look like chance, below `limit`. */
static int
chance(unsigned *seed, int limit)
{
	*seed = *seed * 1103515245 + 12345;
	return (int)(*seed / 65536 % (unsigned)limit);
}

static void
act_by_chance(struct hand *hand, unsigned *seed)
{
	static const char *const lists[] = {"lines", "people"};
	static const char *const fields[] = {"cost", "name", "story"};
	struct arena *arena = hand->world->arena;
	const char *list = lists[chance(seed, 2)];
	size_t count;
	const int *rows = plan_rows(hand->plan, list, &count);
	int row = count > 0 ? rows[chance(seed, (int)count)] : 0;
	struct address address = {
	    .field = fields[chance(seed, 3)],
	    .row = row,
	    .voice = (enum voice)chance(seed, VOICE_MAX),
	};
	switch (chance(seed, 6)) {
	case 0:
		hand_change(hand, change_add_row(hand->plan, arena, list));
		break;
	case 1:
		if (row > 0)
			hand_change(
			    hand, change_move_row(hand->plan, arena, list, row,
				      chance(seed, (int)count)));
		break;
	case 2:
		if (row > 0 && count > 3)
			hand_change(hand,
			    change_remove_row(hand->plan, arena, list, row));
		break;
	default:
		hand_change(
		    hand, change_answer(hand->plan, arena, address,
			      (struct answer){
				  .text = chance(seed, 5) == 0
					      ? NULL
					      : arena_format(arena, "%d",
						    chance(seed, 1000))}));
	}
}

Test(saves, mark_where_the_clock_went_back)
{
	static const struct {
		int64_t at;
		bool is_back;
	} clock[] = {{2000, false}, {2000, false}, {1000, true}, {1500, false},
	    {3000, false}, {2999, true}};
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	struct kept loaded;
	int64_t noon = hand.now;
	for (size_t i = 0; i < ARRAY_LENGTH(clock); i++) {
		hand.now = noon + clock[i].at - 1;
		hand_answer(&hand, "story", 0, VOICE_PERSON,
		    arena_format(world->arena, "%zu", i));
	}
	cr_assert(world_load(world, hand.id, &loaded));
	cr_assert_not(loaded.events[0].clock_went_back);
	for (size_t i = 0; i < ARRAY_LENGTH(clock); i++) {
		const struct event *event = &loaded.events[i + 1];
		cr_assert_eq(event->sequence, (int64_t)i + 2);
		cr_assert_eq(event->at, noon + clock[i].at);
		cr_assert_eq(
		    event->clock_went_back, clock[i].is_back, "%zu", i);
	}
	plan_free(loaded.plan);
	hand_release(&hand);
	world_free(world);
}

Test(saves, keep_whatever_is_done_in_whatever_order)
{
	struct world *world = world_new();
	unsigned seed = 7;
	for (int plan = 0; plan < 4; plan++) {
		struct hand hand = hand_add(
		    world, arena_format(world->arena, "Person %d", plan));
		for (int act = 0; act < 100; act++) {
			int changes = 1 + chance(&seed, 4);
			while (changes-- > 0)
				act_by_chance(&hand, &seed);
			cr_assert(hand_save(&hand), "act %d: %s", act,
			    world_said(world));
		}
		cr_assert(hand_is_kept(&hand));
		hand_release(&hand);
	}
	world_free(world);
}

/* --- What is refused ------------------------------------------------------ */

/* The act is refused with that sentence, and nothing has changed. */
static void
expect_refused(struct hand *hand, enum word word)
{
	struct world *world = hand->world;
	cr_assert_not(hand_save(hand));
	cr_assert(world_says(world, word));
	cr_assert(hand_is_kept(hand));
}

/* Put a change into the act that the plan in hand does not know of. */
static void
slip_in(struct hand *hand, struct change change)
{
	hand->changes = mem_grow(
	    hand->changes, hand->count, &hand->capacity, sizeof(change));
	hand->changes[hand->count++] = change;
}

Test(saves, refuse_what_does_not_begin_at_what_is_there)
{
	static const struct change wrong[] = {
	    {.kind = CHANGE_ANSWER,
		.address = {.field = "story"},
		.before = {.text = "something else", .at = 1},
		.after = {.text = "new"}},
	    {.kind = CHANGE_ANSWER,
		.address = {.field = "story"},
		.after = {.text = "new"}},
	    {.kind = CHANGE_ROW,
		.repeat = "lines",
		.row = 1,
		.place_before = -1,
		.place_after = 0},
	    {.kind = CHANGE_ROW,
		.repeat = "lines",
		.row = 2,
		.place_before = -1,
		.place_after = 5},
	    {.kind = CHANGE_ROW,
		.repeat = "lines",
		.row = 9,
		.place_before = 0,
		.place_after = -1},
	    {.kind = CHANGE_FORMS, .forms_before = "abc"},
	    {.kind = CHANGE_FORMS},
	};
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	hand_answer(&hand, "story", 0, VOICE_PERSON, "One day");
	hand_add_row(&hand, "lines");
	for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++) {
		/* What is right in the same act is taken back with it. */
		hand_change(&hand, change_answer(hand.plan, world->arena,
				       (struct address){.field = "meals"},
				       (struct answer){.text = "some"}));
		slip_in(&hand, wrong[i]);
		expect_refused(&hand, WORD_STORE_OUT_OF_STEP);
	}
	hand.sequence++;
	cr_assert_not(hand_save(&hand));
	cr_assert(world_says(world, WORD_STORE_OUT_OF_STEP));
	hand.sequence -= 2;
	cr_assert_not(hand_save(&hand));
	cr_assert(world_says(world, WORD_STORE_OUT_OF_STEP));
	hand.sequence++;
	cr_assert(hand_is_kept(&hand));
	hand_release(&hand);
	world_free(world);
}

Test(saves, refuse_forms_that_were_not_put)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	hand_change(&hand, change_forms(hand.plan, world->arena, "unknown"));
	expect_refused(&hand, WORD_STORE_FAILED);
	hand_change(&hand, change_forms(hand.plan, world->arena, NULL));
	cr_assert(hand_save(&hand));
	cr_assert(hand_is_kept(&hand));
	hand_release(&hand);
	world_free(world);
}

Test(saves, refuse_a_person_who_is_not_there)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	struct hand other = hand_begin(world, "Huw Price");
	struct kept loaded;
	size_t count;
	other.id = 7;
	cr_assert_not(hand_save(&other));
	cr_assert(world_says(world, WORD_STORE_PLAN_MISSING));
	cr_assert_not(world_load(world, 7, &loaded));
	cr_assert(world_says(world, WORD_STORE_PLAN_MISSING));
	cr_assert_null(loaded.plan);
	cr_assert(store_count(world->store, &count, &world->err));
	cr_assert_eq(count, 1);
	hand_release(&other);
	hand_release(&hand);
	world_free(world);
}

Test(saves, see_what_no_plan_can_hold)
{
	static const char *const spoils[] = {
	    "UPDATE answer SET voice = 'nobody'",
	    "UPDATE answer SET row = -1",
	    "UPDATE answer SET row = 2000000",
	    "UPDATE list_row SET number = 0 WHERE number = 1",
	    "UPDATE list_row SET place = 5 WHERE number = 1",
	    "UPDATE list_row SET place = 0",
	    "UPDATE event SET act = 'nothing' WHERE sequence = 2",
	    "UPDATE event SET sequence = 9 WHERE sequence = 2",
	    "UPDATE change SET kind = 'nothing' WHERE kind = 'row'",
	    "UPDATE change SET voice = 'nobody' WHERE kind = 'answer'",
	    "UPDATE change SET voice = NULL WHERE kind = 'answer'",
	    "UPDATE change SET id = NULL WHERE kind = 'answer'",
	    "UPDATE change SET row = 5000000000 WHERE kind = 'answer'",
	    "UPDATE change SET id = NULL WHERE kind = 'row'",
	    "UPDATE change SET row = NULL WHERE kind = 'row'",
	    "UPDATE change SET place_after = 5000000000 WHERE kind = 'row'",
	    "UPDATE change SET place_before = -7 WHERE kind = 'row'",
	};
	for (size_t i = 0; i < ARRAY_LENGTH(spoils); i++) {
		struct world *world = world_new();
		struct hand hand = hand_add(world, "Mair Evans");
		struct kept loaded;
		hand_add_row(&hand, "lines");
		hand_add_row(&hand, "lines");
		world_close(world);
		world_spoil(world, spoils[i]);
		cr_assert(world_open(world, false));
		cr_assert_not(
		    world_load(world, hand.id, &loaded), "%s", spoils[i]);
		cr_assert(world_says(world, WORD_STORE_BROKEN));
		cr_assert_null(loaded.plan);
		hand_release(&hand);
		world_free(world);
	}
}

/* --- Several in one ------------------------------------------------------- */

Test(saves, happen_together_in_an_import)
{
	struct world *world = world_new();
	struct hand first = hand_add(world, "Mair Evans");
	cr_assert(store_begin(world->store, &world->err));
	hand_answer(&first, "story", 0, VOICE_PERSON, "One day");
	struct hand second = hand_add(world, "Huw Price");
	cr_assert_str_eq(second.reference, "0002");
	hand_answer(&second, "story", 0, VOICE_PERSON, "Another");
	cr_assert(store_commit(world->store, &world->err));
	world_reopen(world);
	cr_assert(hand_is_kept(&first));
	cr_assert(hand_is_kept(&second));
	hand_release(&first);
	hand_release(&second);
	world_free(world);
}

Test(saves, are_all_taken_back_when_an_import_is_given_up)
{
	struct world *world = world_new();
	struct hand first = hand_add(world, "Mair Evans");
	struct hand again = hand_begin(world, "Mair Evans");
	size_t count;
	cr_assert(store_begin(world->store, &world->err));
	cr_assert(hand_save(&again));
	store_roll_back(world->store);
	cr_assert(hand_is_kept(&first));
	cr_assert(store_count(world->store, &count, &world->err));
	cr_assert_eq(count, 1);
	store_roll_back(world->store);
	struct hand second = hand_add(world, "Huw Price");
	cr_assert_str_eq(second.reference, "0002", "the number is free again");
	cr_assert(hand_is_kept(&second));
	hand_release(&first);
	hand_release(&again);
	hand_release(&second);
	world_free(world);
}

Test(saves, that_fail_in_an_import_take_only_themselves_back)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	cr_assert(store_begin(world->store, &world->err));
	hand_answer(&hand, "story", 0, VOICE_PERSON, "One day");
	slip_in(&hand, (struct change){
			   .kind = CHANGE_ANSWER,
			   .address = story,
			   .after = {.text = "from nowhere"},
		       });
	expect_refused(&hand, WORD_STORE_OUT_OF_STEP);
	hand_answer(&hand, "meals", 0, VOICE_PERSON, "some");
	cr_assert(store_commit(world->store, &world->err));
	world_reopen(world);
	cr_assert(hand_is_kept(&hand));
	cr_assert_eq(hand.sequence, 3);
	hand_release(&hand);
	world_free(world);
}
