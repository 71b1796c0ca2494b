/*
 * Adding, listing and finding people.
 */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <string.h>

#include "base/attr.h"
#include "rig/faulty.h"
#include "rig/hand.h"
#include "store/connection.h"
#include "store/state.h"

/* The names that a list shows, parted by commas. */
static const char *
names(struct world *world, const char *search, size_t from, size_t limit)
{
	const struct summary *list;
	size_t count;
	struct str all = STR_EMPTY;
	cr_assert(store_list(world->store, search, from, limit, world->arena,
	    &list, &count, &world->err));
	for (size_t i = 0; i < count; i++)
		str_format(&all, "%s%s", i > 0 ? "," : "", list[i].name);
	const char *shown = arena_copy(world->arena, all.text);
	str_release(&all);
	return shown;
}

static void
add_all(struct world *world, const char *const *people, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct hand hand = hand_add(world, people[i]);
		hand_release(&hand);
	}
}

static const char *const people[] = {
    "Zoë Ŵyn",
    "ann Jones",
    "Ŵyn ap Huw",
    "Ann Evans",
    "Łucja O’Brien",
    "Ann Jones",
    "Åsa",
};

Test(plans, are_listed_as_people_sort_names)
{
	struct world *world = world_new();
	cr_assert_str_eq(names(world, NULL, 0, 50), "");
	add_all(world, people, ARRAY_LENGTH(people));
	cr_assert_str_eq(names(world, NULL, 0, 50),
	    "Ann Evans,Ann Jones,ann Jones,Åsa,Łucja O’Brien,Ŵyn ap Huw,"
	    "Zoë Ŵyn");
	world_reopen(world);
	cr_assert_str_eq(
	    names(world, NULL, 0, 3), "Ann Evans,Ann Jones,ann Jones");
	cr_assert_str_eq(names(world, NULL, 3, 2), "Åsa,Łucja O’Brien");
	cr_assert_str_eq(names(world, NULL, 5, 50), "Ŵyn ap Huw,Zoë Ŵyn");
	cr_assert_str_eq(names(world, NULL, 7, 50), "");
	cr_assert_str_eq(names(world, NULL, 0, 0), "");
	world_free(world);
}

Test(plans, are_found_by_any_part_of_name_and_reference)
{
	static const struct {
		const char *search, *found;
	} cases[] = {
	    {"", "Ann Evans,Ann Jones,ann Jones,Åsa,Łucja O’Brien,"
		 "Ŵyn ap Huw,Zoë Ŵyn"},
	    {"ANN", "Ann Evans,Ann Jones,ann Jones"},
	    {"jones ann", "Ann Jones,ann Jones"},
	    {"  wyn  ", "Ŵyn ap Huw,Zoë Ŵyn"},
	    {"lucja", "Łucja O’Brien"},
	    {"o'brien", "Łucja O’Brien"},
	    {"0004", "Ann Evans"},
	    {"4 evans", "Ann Evans"},
	    {"0007", "Åsa"},
	    {"%", ""},
	    {"_", ""},
	    {"nobody", ""},
	};
	struct world *world = world_new();
	add_all(world, people, ARRAY_LENGTH(people));
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		cr_assert_str_eq(names(world, cases[i].search, 0, 50),
		    cases[i].found, "%s: %s", cases[i].search,
		    names(world, cases[i].search, 0, 50));
	cr_assert_str_eq(names(world, "ann", 1, 1), "Ann Jones");
	world_free(world);
}

Test(plans, are_shown_as_they_were_saved_last)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	const struct summary *list;
	size_t count;
	hand.name = "Mair Evans-Price";
	for (int i = 0; i < 2; i++) {
		hand_answer(&hand, "story", 0, VOICE_PERSON,
		    arena_format(world->arena, "%d", i));
		cr_assert(store_list(world->store, NULL, 0, 9, world->arena,
		    &list, &count, &world->err));
		cr_assert_eq(count, 1);
		cr_assert_eq(list->id, hand.id);
		cr_assert_str_eq(list->reference, "0001");
		cr_assert_str_eq(list->name, "Mair Evans-Price");
		cr_assert(text_starts(list->sort_name, "mair evans-price"));
		cr_assert_eq(list->step, i + 3);
		cr_assert_eq(list->touched, hand.now);
		cr_assert_eq(list->has_left, i == 0);
		cr_assert_eq(list->left_week, i == 0 ? 200 : 0);
		cr_assert(text_is(list->next, i == 1 ? "2026-09-01" : NULL));
	}
	hand_release(&hand);
	world_free(world);
}

Test(plans, are_numbered_one_after_the_other)
{
	struct world *world = world_new();
	char reference[REFERENCE_SIZE];
	int64_t id;
	size_t count;
	add_all(world, people, ARRAY_LENGTH(people));
	cr_assert(store_count(world->store, &count, &world->err));
	cr_assert_eq(count, ARRAY_LENGTH(people));
	cr_assert(store_add(world->store, &id, reference, &world->err));
	cr_assert_str_eq(reference, "0008");
	world_close(world);
	world_sql(world, "UPDATE tally SET last_plan = 9998");
	cr_assert(world_open(world, false));
	add_all(world, people, 2);
	cr_assert_str_eq(names(world, "9999", 0, 9), "Zoë Ŵyn");
	cr_assert_str_eq(names(world, "10000", 0, 9), "ann Jones");
	cr_assert(store_count(world->store, &count, &world->err));
	cr_assert_eq(count, ARRAY_LENGTH(people) + 2);
	world_free(world);
}

Test(plans, are_found_by_reference_or_start_of_name)
{
	static const struct {
		const char *ref;
		int64_t id;
		size_t matches;
	} cases[] = {
	    {"0003", 3, 1},
	    {"3", 3, 1},
	    {"0000003", 3, 1},
	    {"0008", 0, 0},
	    {"8", 0, 0},
	    {"99999999999999999999", 0, 0},
	    {"łuc", 5, 1},
	    {"LUCJA O'BRIEN", 5, 1},
	    {"Zoe", 1, 1},
	    {"ann e", 4, 1},
	    {"ann", 0, 3},
	    {"ann jones", 0, 2},
	    {"jones", 0, 0},
	    {"", 0, 0},
	    {" \t", 0, 0},
	    {"' OR 1", 0, 0},
	};
	struct world *world = world_new();
	add_all(world, people, ARRAY_LENGTH(people));
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		int64_t id;
		size_t matches;
		cr_assert(store_find(
		    world->store, cases[i].ref, &id, &matches, &world->err));
		cr_assert(id == cases[i].id && matches == cases[i].matches,
		    "%s: %d, %zu", cases[i].ref, (int)id, matches);
	}
	world_free(world);
}

/* --- Ten thousand --------------------------------------------------------- */

static int
count_step(void *steps)
{
	++*(long *)steps;
	return 0;
}

/* What the first page of the list, the count and a find cost SQLite. */
static long
cost_of_start(struct world *world)
{
	long steps = 0;
	size_t count, matches;
	int64_t id;
	cr_assert(world_open(world, false), "%s", world_said(world));
	sqlite3_progress_handler(world->store->sql->db, 1, count_step, &steps);
	cr_assert(strlen(names(world, NULL, 0, 50)) > 0);
	cr_assert(store_count(world->store, &count, &world->err));
	cr_assert(store_find(
	    world->store, "Person 00007", &id, &matches, &world->err));
	cr_assert_eq(matches, 1);
	world_close(world);
	return steps;
}

/* So many people, each with a name of some length. */
static void
fill(struct world *world, int count)
{
	world_sql(world,
	    arena_format(world->arena,
		"DELETE FROM summary; DELETE FROM plan;"
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
		" SELECT i + 1 FROM n WHERE i < %d)"
		" INSERT INTO plan (id, reference, uuid)"
		" SELECT i, printf('%%04d', i), i FROM n;"
		"INSERT INTO summary SELECT id, reference,"
		" printf('Person %%05d%%400s', id, ''),"
		" printf('person %%05d%%400s', id, ''),"
		" 1, NULL, NULL, 0 FROM plan ORDER BY id * 7919 %% 10007;"
		"UPDATE tally SET plans = (SELECT count(*) FROM plan),"
		" last_plan = plans",
		count));
}

Test(plans, cost_the_same_to_list_when_there_are_ten_thousand)
{
	struct world *world = world_new();
	world_close(world);
	fill(world, 60);
	long few = cost_of_start(world);
	fill(world, 10000);
	long many = cost_of_start(world);
	cr_assert(many <= few + few / 10, "%ld steps, not %ld", many, few);
	cr_assert(world_open(world, false));
	cr_assert(
	    text_starts(names(world, "9998 person", 0, 9), "Person 09998"));
	world_free(world);
}

Test(plans, are_not_all_read_to_open_the_file_and_list_some)
{
	enum { PAGES_MAX = 60 };
	struct world *world = world_new();
	struct faulty *disk = faulty_new("faulty");
	world_close(world);
	fill(world, 10000);
	world->vfs = "faulty";
	cr_assert(world_open(world, false));
	cr_assert(strlen(names(world, NULL, 0, 50)) > 0);
	cr_assert(
	    faulty_reads(disk) < PAGES_MAX, "%ld pages", faulty_reads(disk));
	world_free(world);
	faulty_free(disk);
}
