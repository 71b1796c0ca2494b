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
	copied.kept = world_path(world, "before.db");
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

bool
copied_restore(struct copied *copied)
{
	struct world *world = copied->world;
	const struct restoring restoring = {
	    .from = copied->copy,
	    .path = world->path,
	    .kept = copied->kept,
	    .vfs = world->vfs,
	};
	err_clear(&world->err);
	return store_restore(
	    &restoring, &copied->was_there, &world->fault, &world->err);
}
