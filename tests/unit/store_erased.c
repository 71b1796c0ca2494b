/*
 * The list of those who were erased, and what a copy that is brought back owes
 * to it.  Part of T10.
 *
 * Erasing is made to fail at every operation, and at some in other ways; then
 * an older copy comes back.
 */
#include <criterion/criterion.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "rig/bytes.h"
#include "rig/faulty.h"
#include "rig/hand.h"
#include "store/copies.h"
#include "store/state.h"

static const char marker[] = "Gwrych-Quillon";

/* A file with two people, one of whom will be erased; and a copy of it. */
struct scene {
	struct world *world;
	struct hand gone, other;
	struct str copy;
	const char *path, *copy_path, *kept, *list;
};

static struct scene
scene_new(void)
{
	struct scene scene = {.world = world_new(), .copy = STR_EMPTY};
	struct world *world = scene.world;
	scene.path = world->path;
	scene.copy_path = world_path(world, "copy.db");
	scene.kept = world_path(world, "people-before-2026-11-21-164205.db");
	scene.list = world_path(world, "people.db.erased");
	scene.other = hand_add(world, "Huw Price");
	scene.gone = hand_add(world, marker);
	hand_answer(&scene.gone, "story", 0, VOICE_PERSON, marker);
	cr_assert(store_copy(world->store, scene.copy_path, NULL, &world->err));
	world_read(world, scene.copy_path, &scene.copy);
	world_remember(world);
	return scene;
}

static void
scene_free(struct scene *scene)
{
	hand_release(&scene->gone);
	hand_release(&scene->other);
	str_release(&scene->copy);
	world_free(scene->world);
}

/* As it was, with the copy beside it. */
static void
start_again(struct scene *scene)
{
	struct world *world = scene->world;
	world_go_back(world);
	cr_assert(file_write(scene->copy_path, scene->copy.text,
	    scene->copy.length, &world->err));
}

static bool
erase(struct scene *scene)
{
	struct world *world = scene->world;
	err_clear(&world->err);
	return store_erase(
	    world->store, scene->gone.id, "asked", 1900000000, &world->err);
}

static bool
erase_again(struct store *store, void *context, struct err *err)
{
	size_t count;
	(void)context;
	return store_erase_again(store, 1900000001, &count, err);
}

static void
restore(struct scene *scene)
{
	struct world *world = scene->world;
	struct str kept = STR_EMPTY;
	const struct restoring restoring = {
	    .from = scene->copy_path,
	    .path = scene->path,
	    .at = {{2026, 11, 21}, 16, 42, 5},
	    .vfs = world_vfs(world),
	    .amend = erase_again,
	};
	err_clear(&world->err);
	cr_assert(store_restore(&restoring, &kept, &world->fault, &world->err),
	    "%s", world_said(world));
	cr_assert_str_eq(kept.text, scene->kept);
	str_release(&kept);
}

/* Who lives in a file that nobody has open?  The other one always does. */
static bool
lives_in(struct scene *scene, const char *path)
{
	struct world *world = scene->world;
	size_t count, all;
	int64_t id;
	world->path = path;
	cr_assert(world_open(world, false), "%s", world_said(world));
	cr_assert(store_find(
	    world->store, scene->other.reference, &id, &count, &world->err));
	cr_assert_eq(count, 1);
	cr_assert(store_count(world->store, &all, &world->err));
	world_close(world);
	world->path = scene->path;
	return all == 2;
}

static void
expect_list(struct scene *scene, size_t count, const char *when)
{
	struct str list = STR_EMPTY;
	if (file_exists(scene->list))
		world_read(scene->world, scene->list, &list);
	cr_assert_eq(list.length, count * 33, "%s: %s", when, list.text);
	cr_assert_null(strchr(list.text, '?'), "%s: %s", when, list.text);
	str_release(&list);
}

/* --- Cut off anywhere ----------------------------------------------------- */

/* What happens between the failure and the copy that is brought back. */
enum meanwhile { NOTHING, OPENED, LIST_LOST, FILE_LOST };

static bool
erase_on_failing_disk(struct scene *scene, struct faulty *disk, long n,
    enum faulty_kind kind, bool is_lasting)
{
	struct world *world = scene->world;
	start_again(scene);
	world->vfs = "faulty";
	cr_assert(world_open(world, false), "%s", world_said(world));
	faulty_fail(disk, n, kind, is_lasting);
	bool is_done = erase(scene);
	world_close(world);
	world->vfs = NULL;
	return is_done;
}

static void
expect_no_copy(struct scene *scene, const char *when)
{
	struct str bytes = STR_EMPTY;
	world_read(scene->world, scene->path, &bytes);
	cr_assert_eq(bytes_count(&bytes, marker), 0, "%s", when);
	str_release(&bytes);
}

static void
bring_back(struct scene *scene, bool is_done, enum meanwhile meanwhile,
    const char *when)
{
	struct world *world = scene->world;
	if (is_done)
		expect_no_copy(scene, when);
	if (meanwhile == OPENED)
		expect_list(scene, !lives_in(scene, scene->path), when);
	if (meanwhile == LIST_LOST)
		unlink(scene->list);
	if (meanwhile == FILE_LOST)
		cr_assert(file_write(scene->path, "rubbish", 7, &world->err));
	restore(scene);
	bool lives = lives_in(scene, scene->path);
	cr_assert_not(is_done && lives, "%s", when);
	if (meanwhile == FILE_LOST)
		return;
	bool lived = lives_in(scene, scene->kept);
	cr_assert_eq(lives, lived, "%s: %s", when,
	    lives ? "who was erased is there" : "who lived is gone");
	expect_list(scene, !lived, when);
}

static void
cut_every(
    long step, enum faulty_kind kind, bool is_lasting, enum meanwhile meanwhile)
{
	struct faulty *disk = faulty_new("faulty");
	struct scene scene = scene_new();
	long n = 1;
	bool has_failed = true;
	while (has_failed) {
		const char *when =
		    arena_format(scene.world->arena, "operation %ld", n);
		bool is_done =
		    erase_on_failing_disk(&scene, disk, n, kind, is_lasting);
		has_failed = faulty_has_failed(disk);
		faulty_heal(disk);
		cr_assert(is_done || has_failed);
		bring_back(&scene, is_done, meanwhile, when);
		n = faulty_after(n + step - 1);
	}
	cr_assert_gt(n, 20);
	scene_free(&scene);
	faulty_free(disk);
}

Test(erased, stay_so_on_a_full_disk)
{
	cut_every(1, FAULTY_FULL, true, NOTHING);
}

Test(erased, stay_so_when_one_operation_fails)
{
	cut_every(4, FAULTY_ERROR, false, OPENED);
}

Test(erased, stay_so_when_the_disk_goes_away_and_the_list_is_lost)
{
	cut_every(4, FAULTY_ERROR, true, LIST_LOST);
}

Test(erased, stay_so_when_the_file_is_lost)
{
	cut_every(4, FAULTY_FULL, false, FILE_LOST);
}

/* --- The list ------------------------------------------------------------- */

Test(erased, are_announced_before_they_go)
{
	struct scene scene = scene_new();
	struct world *world = scene.world;
	start_again(&scene);
	cr_assert_eq(mkdir(scene.list, 0700), 0);
	cr_assert(world_open(world, false));
	cr_assert_not(erase(&scene), "there can be no list");
	cr_assert(world_says(world, WORD_FILE_IS_FOLDER));
	world_close(world);
	cr_assert(lives_in(&scene, scene.path));
	cr_assert_eq(rmdir(scene.list), 0);
	scene_free(&scene);
}

/* The random name of the one who will go; the file is open. */
static const char *
name_of_gone(struct scene *scene)
{
	struct world *world = scene->world;
	struct query *query =
	    sql_query(world->store->sql, "SELECT uuid FROM plan WHERE id = ?1");
	query_put_int(query, scene->gone.id);
	cr_assert(query_next(query));
	const char *name = query_copy(query, 0, world->arena);
	cr_assert(query_end(query, &world->err));
	return name;
}

/* The erasing was cut off: the mark stands there, and the person lives. */
static void
put_mark(struct scene *scene)
{
	struct world *world = scene->world;
	struct str list = STR_EMPTY;
	start_again(scene);
	cr_assert(world_open(world, false));
	str_format(&list, "?%s\n", name_of_gone(scene));
	world_close(world);
	cr_assert(file_write(scene->list, list.text, list.length, &world->err));
	str_release(&list);
}

Test(erased, are_not_those_who_were_only_about_to_be)
{
	struct scene scene = scene_new();
	put_mark(&scene);
	cr_assert(lives_in(&scene, scene.path));
	expect_list(&scene, 0, "opened");
	put_mark(&scene);
	restore(&scene);
	cr_assert(lives_in(&scene, scene.path));
	expect_list(&scene, 0, "restored");

	/* Where nothing can be asked, the wish is what is known. */
	put_mark(&scene);
	cr_assert(file_write(scene.path, "rubbish", 7, &scene.world->err));
	restore(&scene);
	cr_assert_not(lives_in(&scene, scene.path));
	expect_list(&scene, 1, "restored over rubbish");
	scene_free(&scene);
}

Test(erased, are_put_on_the_list_by_the_next_opening)
{
	struct scene scene = scene_new();
	start_again(&scene);
	cr_assert(world_open(scene.world, false));
	cr_assert(erase(&scene));
	world_close(scene.world);
	cr_assert_eq(unlink(scene.list), 0);
	cr_assert_not(lives_in(&scene, scene.path));
	expect_list(&scene, 1, "opened");
	scene_free(&scene);
}

/* As it was, and open: the name that the list has for who will go. */
static const char *
begin_erasing(struct scene *scene)
{
	start_again(scene);
	cr_assert(world_open(scene->world, false));
	return name_of_gone(scene);
}

Test(erased, are_on_the_list_by_lines_of_their_own)
{
	struct scene scene = scene_new();
	struct world *world = scene.world;
	struct str list = STR_EMPTY;
	const char *name = begin_erasing(&scene);
	/* Two lines that became one, and one that lost its end. */
	const char *torn =
	    arena_format(world->arena, "0123%s\n%.9s", name, name);
	cr_assert(file_write(scene.list, torn, strlen(torn), &world->err));
	cr_assert(erase(&scene));
	world_close(world);
	world_read(world, scene.list, &list);
	cr_assert_str_eq(
	    list.text, arena_format(world->arena, "%s\n%s\n", torn, name));
	restore(&scene);
	cr_assert_not(lives_in(&scene, scene.path));
	str_release(&list);
	scene_free(&scene);
}

/* As many as are erased, but others: whoever has no time sees it as well. */
Test(erased, are_looked_for_where_the_list_has_a_mark)
{
	struct scene scene = scene_new();
	struct world *world = scene.world;
	struct str list = STR_EMPTY;
	const char *name = begin_erasing(&scene);
	cr_assert(erase(&scene));
	world_close(world);
	const char *marked = arena_format(world->arena, "?%s\n", name);
	cr_assert(file_write(scene.list, marked, strlen(marked), &world->err));
	cr_assert_not(lives_in(&scene, scene.path));
	expect_list(&scene, 1, "the mark has gone");
	const char *torn = arena_format(world->arena, "%.31s\n", name);
	cr_assert(file_write(scene.list, torn, strlen(torn), &world->err));
	cr_assert_not(lives_in(&scene, scene.path));
	world_read(world, scene.list, &list);
	cr_assert_not_null(strstr(list.text, name));
	str_release(&list);
	scene_free(&scene);
}

/* A hundred thousand once took half a minute. */
Test(erased, are_many_and_do_not_make_the_file_slow, .timeout = 15)
{
	enum { MANY = 100000 };
	struct scene scene = scene_new();
	struct str list = STR_EMPTY, after = STR_EMPTY;
	start_again(&scene);
	for (int i = 0; i < MANY; i++)
		str_format(&list, "%032x\n", (unsigned)i * 2654435761U);
	cr_assert(
	    file_write(scene.list, list.text, list.length, &scene.world->err));
	cr_assert(lives_in(&scene, scene.path));
	world_read(scene.world, scene.list, &after);
	cr_assert_str_eq(after.text, list.text, "they are of another file");
	str_release(&after);
	str_release(&list);
	scene_free(&scene);
}
