/*
 * A file and a copy of it that can come back.
 */
#include "rig/copied.h"

#include <criterion/criterion.h>

#include "store/copies.h"
#include "store/mark.h"
#include "store/state.h"

static const char *
digest_of(struct world *world)
{
	char digest[MARK_SIZE];
	cr_assert(mark_reckon(world->store->sql, digest, &world->err));
	return arena_copy(world->arena, digest);
}

const char *
copied_digest_at(struct world *world, const char *path)
{
	const char *kept = world->path;
	world->path = path;
	cr_assert(world_open(world, false), "%s", world_said(world));
	const char *digest = digest_of(world);
	world_close(world);
	world->path = kept;
	return digest;
}

struct copied
copied_new(void)
{
	struct copied copied = {.world = world_new()};
	struct world *world = copied.world;
	copied.copy = world_path(world, "copy.db");
	copied.kept = world_path(world, "people-before-2026-11-21-164205.db");
	copied.hand = hand_add(world, "Mair Evans");
	hand_answer(&copied.hand, "meals", 0, VOICE_PERSON, "I like to cook.");
	copied.then = digest_of(world);
	cr_assert(store_copy(world->store, copied.copy, NULL, &world->err));
	hand_answer(&copied.hand, "story", 0, VOICE_PERSON, "Later.");
	world_close(world);
	return copied;
}

void
copied_free(struct copied *copied)
{
	hand_release(&copied->hand);
	world_free(copied->world);
}

struct dated
copied_at(void)
{
	return (struct dated){{2026, 11, 21}, 16, 42, 5};
}

bool
copied_restore(struct copied *copied)
{
	struct world *world = copied->world;
	const struct restoring restoring = {
	    .from = copied->copy,
	    .path = world->path,
	    .at = copied_at(),
	    .vfs = world->vfs,
	};
	err_clear(&world->err);
	return copied_restore_as(copied, &restoring);
}

bool
copied_restore_as(struct copied *copied, const struct restoring *restoring)
{
	struct world *world = copied->world;
	struct str kept = STR_EMPTY;
	bool is_done =
	    store_restore(restoring, &kept, &world->fault, &world->err);
	copied->was_there = kept.length > 0;
	if (copied->was_there)
		copied->kept = arena_copy(world->arena, kept.text);
	str_release(&kept);
	return is_done;
}
