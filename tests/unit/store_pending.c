/*
 * Text that is still being typed.
 */
#include <criterion/criterion.h>

#include "rig/hand.h"

static struct pending
typing(struct hand *hand, const char *field, const char *text)
{
	return (struct pending){
	    .plan = hand->id,
	    .address = {.field = field, .row = 2, .voice = VOICE_FAMILY},
	    .text = text,
	    .caret = 3,
	    .at = 17,
	};
}

/* What is pending for them, or NULL. */
static const struct pending *
pending_of(struct world *world, const struct hand *hand)
{
	struct pending *pending = arena_get(world->arena, sizeof(*pending));
	bool found;
	cr_assert(store_get_pending(world->store, hand->id, world->arena,
	    pending, &found, &world->err));
	return found ? pending : NULL;
}

static void
put(struct world *world, struct pending pending)
{
	cr_assert(store_put_pending(world->store, &pending, &world->err));
}

Test(pending, comes_back_after_the_program_ended)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	cr_assert_null(pending_of(world, &hand));
	put(world, typing(&hand, "story", "One"));
	put(world, typing(&hand, "story", "One d\xC3\xA2y\n"));
	world_reopen(world);
	const struct pending *pending = pending_of(world, &hand);
	cr_assert_not_null(pending);
	cr_assert_eq(pending->plan, hand.id);
	cr_assert_str_eq(pending->address.field, "story");
	cr_assert_eq(pending->address.row, 2);
	cr_assert_eq(pending->address.voice, VOICE_FAMILY);
	cr_assert_str_eq(pending->text, "One dây\n");
	cr_assert_eq(pending->caret, 3);
	cr_assert_eq(pending->at, 17);
	cr_assert(hand_is_kept(&hand), "it is no answer");
	cr_assert(store_clear_pending(world->store, hand.id, &world->err));
	cr_assert(store_clear_pending(world->store, hand.id, &world->err));
	world_reopen(world);
	cr_assert_null(pending_of(world, &hand));
	hand_release(&hand);
	world_free(world);
}

Test(pending, stays_when_somebody_types_for_another_person)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	struct hand other = hand_add(world, "Huw Price");
	put(world, typing(&hand, "story", "One day"));
	put(world, typing(&other, "story", "Another day"));
	world_reopen(world);
	cr_assert_str_eq(pending_of(world, &hand)->text, "One day");
	cr_assert_str_eq(pending_of(world, &other)->text, "Another day");
	cr_assert(store_clear_pending(world->store, other.id, &world->err));
	cr_assert_null(pending_of(world, &other));
	cr_assert_str_eq(pending_of(world, &hand)->text, "One day");
	hand_release(&other);
	hand_release(&hand);
	world_free(world);
}

Test(pending, goes_when_its_answer_is_saved_and_only_then)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	struct hand other = hand_add(world, "Huw Price");
	put(world, typing(&hand, "story", "One day"));
	hand_answer(&hand, "meals", 2, VOICE_FAMILY, "some");
	hand_answer(&hand, "story", 1, VOICE_FAMILY, "some");
	hand_answer(&hand, "story", 2, VOICE_PERSON, "some");
	hand_answer(&other, "story", 2, VOICE_FAMILY, "some");
	cr_assert_not_null(pending_of(world, &hand));
	hand_answer(&hand, "story", 2, VOICE_FAMILY, "One day");
	cr_assert_null(pending_of(world, &hand));
	hand_release(&other);
	hand_release(&hand);
	world_free(world);
}

Test(pending, stays_when_a_save_fails)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	put(world, typing(&hand, "story", "One day"));
	hand_change(
	    &hand, change_answer(hand.plan, world->arena,
		       (struct address){
			   .field = "story", .row = 2, .voice = VOICE_FAMILY},
		       (struct answer){.text = "One day"}));
	hand.sequence++;
	cr_assert_not(hand_save(&hand));
	cr_assert_not_null(pending_of(world, &hand));
	hand_release(&hand);
	world_free(world);
}

Test(pending, needs_a_person_who_is_there)
{
	struct world *world = world_new();
	struct hand hand = hand_begin(world, "Mair Evans");
	struct pending pending = typing(&hand, "story", "One day");
	cr_assert_not(store_put_pending(world->store, &pending, &world->err));
	cr_assert(world_says(world, WORD_STORE_FAILED));
	cr_assert_null(pending_of(world, &hand));
	hand_release(&hand);
	world_free(world);
}

Test(pending, is_not_believed_when_it_cannot_be)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	struct pending pending;
	bool found;
	put(world, typing(&hand, "story", "One day"));
	world_close(world);
	world_sql(world, "UPDATE pending SET voice = 'nobody'");
	cr_assert(world_open(world, false));
	cr_assert_not(store_get_pending(world->store, hand.id, world->arena,
	    &pending, &found, &world->err));
	cr_assert(world_says(world, WORD_STORE_BROKEN));
	cr_assert_not(found);
	hand_release(&hand);
	world_free(world);
}
