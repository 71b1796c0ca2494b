/*
 * What the file looks like, and how an old one becomes a new one.
 *
 * The versions after today's are made up.
 */
#include "store/schema.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "rig/faulty.h"
#include "rig/hand.h"
#include "store/chain.h"
#include "store/state.h"

static const char frozen[] = "tests/store/version-1.sql";

/* What a later version might do: a column, and a table in place of another. */
static const struct schema_step later_steps[] = {
    {.version = 4,
	.statements =
	    "ALTER TABLE plan ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'"},
    {.version = 4,
	.statements = "CREATE TABLE preference"
		      " (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;"
		      "INSERT INTO preference SELECT name, text FROM setting"},
    {.version = 5, .statements = "UPDATE plan SET colour = 'blue'"},
};

/* A step that cannot be done; one that leaves answers to nobody. */
static const struct schema_step broken_steps[] = {
    {.version = 4, .statements = "ALTER TABLE plan ADD COLUMN colour TEXT"},
    {.version = 4, .statements = "UPDATE no_such_table SET colour = 'blue'"},
};
static const struct schema_step orphan_steps[] = {
    {.version = 4, .statements = "DELETE FROM plan WHERE id = 1"},
};

/* The schema of today and these steps. */
static struct schema
later(struct world *world, const struct schema_step *steps, size_t count)
{
	const struct schema *current = schema_current();
	struct schema_step *all =
	    arena_get(world->arena, (current->count + count) * sizeof(*all));
	memcpy(all, current->steps, current->count * sizeof(*all));
	memcpy(all + current->count, steps, count * sizeof(*all));
	return (struct schema){
	    .steps = all,
	    .count = current->count + count,
	    .version = steps[count - 1].version,
	};
}

static bool
open_later(struct world *world, const struct schema_step *steps, size_t count)
{
	const struct schema schema = later(world, steps, count);
	const struct store_options options = {
	    .path = world->path,
	    .vfs = world->vfs,
	    .is_any_drive_allowed = true,
	};
	err_clear(&world->err);
	bool is_open = store_open_as(
	    &options, &schema, &world->store, &world->fault, &world->err);
	/* It must not outlive this call's schema. */
	world_close(world);
	return is_open;
}

/* A world with the frozen file, closed. */
static struct world *
old_world(void)
{
	struct world *world = world_new();
	struct str statements = STR_EMPTY;
	world_close(world);
	world->path = world_path(world, "old.db");
	world_read(world, frozen, &statements);
	world_sql(world, statements.text);
	str_release(&statements);
	return world;
}

static const char *
ask(struct world *world, const char *path, const char *statement)
{
	sqlite3 *db;
	sqlite3_stmt *asked;
	const char *answer = "(nothing)";
	cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
	cr_assert_eq(
	    sqlite3_prepare_v2(db, statement, -1, &asked, NULL), SQLITE_OK);
	if (sqlite3_step(asked) == SQLITE_ROW)
		answer = arena_copy(
		    world->arena, (const char *)sqlite3_column_text(asked, 0));
	sqlite3_finalize(asked);
	cr_assert_eq(sqlite3_close(db), SQLITE_OK);
	return answer;
}

static const char *
version_of(struct world *world, const char *path)
{
	return ask(world, path, "PRAGMA user_version");
}

static const char *
copy_path(struct world *world, int version)
{
	return arena_format(
	    world->arena, "%s.version-%d", world->path, version);
}

/* The same with that file brought to the version of today. */
static struct world *
current_world(void)
{
	struct world *world = old_world();
	cr_assert(world_open(world, false), "%s", world_said(world));
	world_close(world);
	cr_assert_eq(unlink(copy_path(world, 1)), 0);
	return world;
}

/* --- The old file --------------------------------------------------------- */

static struct kept
load(struct world *world, int64_t id)
{
	struct kept loaded;
	cr_assert(world_load(world, id, &loaded));
	struct plan *replayed = kept_replay(&loaded);
	cr_assert(plans_are_same(replayed, loaded.plan));
	plan_free(replayed);
	return loaded;
}

static void
expect_mair(struct world *world)
{
	static const struct address story = {.field = "story"};
	struct kept loaded = load(world, 1);
	const struct plan *plan = loaded.plan;
	size_t count;
	cr_assert_str_eq(loaded.reference, "0001");
	cr_assert_eq(loaded.event_count, 12);
	cr_assert_eq(loaded.events[10].act, ACT_UNDO);
	cr_assert_eq(loaded.events[10].of, 2);
	cr_assert_str_eq(loaded.events[11].note, "Before the visit");
	cr_assert_null(plan_text(plan, "meals", 0, VOICE_PERSON));
	cr_assert_str_eq(plan_text(plan, "meals", 0, VOICE_WORKER), "all");
	cr_assert_str_eq(
	    plan_text(plan, "cost", 2, VOICE_PERSON), "£12.50 a week");
	const struct answer *answer = plan_answer(plan, &story);
	cr_assert_str_eq(answer->text,
	    "I used to sing.\nI want to sing again: \"Calon Lân\"; it's mine.");
	cr_assert_str_eq(answer->whose, "Delyth");
	cr_assert_str_eq(answer->how, "letter of 3 May");
	cr_assert_eq(answer->at, 1750000003);
	const int *rows = plan_rows(plan, "lines", &count);
	cr_assert(count == 2 && rows[0] == 3 && rows[1] == 2);
	cr_assert_eq(plan_next_row(plan, "lines"), 4);
	plan_free(loaded.plan);
}

static void
expect_the_rest(struct world *world)
{
	const struct summary *list;
	const struct source *sources;
	const char *text;
	size_t count;
	struct pending pending;
	bool found;
	struct kept loaded = load(world, 2);
	cr_assert_eq(loaded.events[0].act, ACT_IMPORT);
	cr_assert(store_get_forms(world->store, plan_forms(loaded.plan),
	    world->arena, &sources, &count, &world->err));
	cr_assert_eq(count, 2);
	plan_free(loaded.plan);
	cr_assert(store_list(world->store, NULL, 0, 9, world->arena, &list,
	    &count, &world->err));
	cr_assert_eq(count, 2);
	cr_assert_str_eq(list[0].name, "Łucja ap Rhys 👩🏽‍🦽");
	cr_assert(list[1].left_week == 1200 && list[1].step == 6);
	cr_assert(store_get_setting(
	    world->store, "language", world->arena, &text, &world->err));
	cr_assert_str_eq(text, "cy");
	cr_assert(store_get_pending(
	    world->store, 1, world->arena, &pending, &found, &world->err));
	cr_assert(found);
	cr_assert_str_eq(pending.text, "I used to sing. Now");
}

Test(schema, opens_a_file_of_version_1_for_ever)
{
	struct world *world = old_world();
	cr_assert(world_open(world, false), "%s", world_said(world));
	expect_mair(world);
	expect_the_rest(world);
	world_free(world);
}

Test(schema, links_the_history_of_version_1)
{
	struct world *world = old_world();
	struct chain_head head = {0}, there;
	int64_t bad;
	cr_assert(world_open(world, false), "%s", world_said(world));
	struct sql *sql = store_sql(world->store, &world->err);
	cr_assert(chain_check(sql, &head, &bad, &world->err));
	cr_assert(bad == 0 && head.id == 13, "event %lld", (long long)bad);
	cr_assert(chain_read_head(sql, &there, &world->err));
	cr_assert(memcmp(there.link, head.link, sizeof(head.link)) == 0);
	world_close(world);
	cr_assert_str_eq(ask(world, world->path,
			     "SELECT count(DISTINCT salt) FROM"
			     " (SELECT salt FROM event UNION ALL"
			     " SELECT salt FROM change)"),
	    "27", "each of them has a salt of its own");
	cr_assert_str_eq(
	    ask(world, world->path, "SELECT count(DISTINCT uuid) FROM plan"),
	    "2");
	/* Numbers that were left out: the chain has none. */
	world_free(world);
	world = old_world();
	world_sql(world, "PRAGMA foreign_keys = OFF;"
			 "UPDATE change SET event = event * 2 + 99;"
			 "UPDATE event SET id = id * 2 + 99");
	cr_assert(world_open(world, false), "%s", world_said(world));
	expect_mair(world);
	expect_the_rest(world);
	world_free(world);
}

/* Of what is due version 2 knew the first date. */
Test(schema, keeps_of_what_was_due_the_date)
{
	struct world *world = old_world();
	const struct due_of *list;
	struct verified verified;
	size_t count;
	cr_assert(world_open(world, false), "%s", world_said(world));
	cr_assert(store_list_due(world->store, "9999-12-31", 9, world->arena,
	    &list, &count, &world->err));
	cr_assert_eq(count, 1);
	cr_assert_eq(list[0].id, 1);
	cr_assert_eq(list[0].due.kind, DUE_SOMETHING);
	cr_assert_str_eq(list[0].due.date, "2026-09-01");
	cr_assert_null(list[0].due.form);
	cr_assert(store_verify(world->store, &verified, &world->err));
	cr_assert_not(verified.differs);
	world_free(world);
}

static const char all_of_it[] =
    "SELECT group_concat(type || name || coalesce(sql, ''))"
    " FROM (SELECT * FROM sqlite_schema ORDER BY name)";

Test(schema, is_the_same_for_an_old_file_and_a_new_one)
{
	struct world *world = old_world();
	cr_assert(world_open(world, false), "%s", world_said(world));
	world_close(world);
	const char *old = ask(world, world->path, all_of_it);
	const char *version = version_of(world, world->path);
	world->path = world_path(world, "new.db");
	cr_assert(world_open(world, true));
	world_close(world);
	cr_assert_str_eq(old, ask(world, world->path, all_of_it));
	cr_assert_str_eq(version, version_of(world, world->path));
	cr_assert_str_eq(
	    ask(world, world->path, "PRAGMA application_id"), "930313328");
	world_free(world);
}

/* --- What is frozen ------------------------------------------------------- */

static const char freeze[] =
    "INSERT INTO version SELECT 1, 1, 9, 'Huw', 'c', NULL, hash, '{}', '{}'"
    " FROM forms;"
    "INSERT INTO version_paper"
    " VALUES (1, 1, 'plan', 'clear', 'plain', 'en', x'25');";

Test(schema, keeps_versions_as_they_are)
{
	static const char *const refused[] = {
	    "UPDATE version SET answers = '[]'",
	    "UPDATE version_paper SET bytes = x'26'",
	    "DELETE FROM version_paper",
	    "DELETE FROM version",
	    "REPLACE INTO version SELECT * FROM version",
	    "REPLACE INTO version_paper SELECT * FROM version_paper",
	    "INSERT INTO version SELECT 1, 3, 9, '', '', '', hash, '', '' FROM forms",
	    "UPDATE plan SET erased = 9 WHERE id = 1",
	};
	struct world *world = current_world();
	sqlite3 *db;
	world_sql(world, freeze);
	cr_assert_eq(sqlite3_open(world->path, &db), SQLITE_OK);
	for (size_t i = 0; i < ARRAY_LENGTH(refused); i++)
		cr_assert_eq(sqlite3_exec(db, refused[i], NULL, NULL, NULL),
		    SQLITE_CONSTRAINT, "%s: %s", refused[i],
		    sqlite3_errmsg(db));
	cr_assert_eq(sqlite3_close(db), SQLITE_OK);
	/* They go with an erased person, who then stays erased. */
	world_sql(world, "UPDATE plan SET erased = 9, forms = NULL"
			 " WHERE id = 1;"
			 "DELETE FROM version_paper; DELETE FROM version");
	cr_assert_eq(sqlite3_open(world->path, &db), SQLITE_OK);
	cr_assert_eq(
	    sqlite3_exec(db, "UPDATE plan SET erased = NULL", NULL, NULL, NULL),
	    SQLITE_CONSTRAINT);
	cr_assert_eq(sqlite3_close(db), SQLITE_OK);
	world_free(world);
}

/* --- Bringing it up to date ----------------------------------------------- */

Test(schema, is_brought_up_to_date_and_the_old_file_kept)
{
	struct world *world = current_world();
	const char *path = world->path;
	struct stat there;
	struct str before = STR_EMPTY, after = STR_EMPTY;
	cr_assert(open_later(world, later_steps, ARRAY_LENGTH(later_steps)),
	    "%s", world_said(world));
	cr_assert_str_eq(
	    world_files(world), "old.db old.db.version-3 people.db");
	cr_assert_str_eq(version_of(world, path), "5");
	cr_assert_str_eq(ask(world, path, "SELECT colour FROM plan"), "blue");
	cr_assert_str_eq(ask(world, path, "SELECT text FROM preference"), "cy");
	cr_assert_not(world_open(world, false));
	cr_assert_eq(world->fault, STORE_NEWER);

	cr_assert_eq(stat(copy_path(world, 3), &there), 0);
	cr_assert_eq(there.st_mode & 07777, 0600);
	world_read(world, copy_path(world, 3), &before);
	world_read(world, path, &before);
	cr_assert(open_later(world, later_steps, ARRAY_LENGTH(later_steps)));
	world_read(world, path, &after);
	cr_assert(before.length == after.length &&
		      memcmp(before.text, after.text, after.length) == 0,
	    "once is enough");

	world->path = copy_path(world, 3);
	cr_assert(world_open(world, false), "%s", world_said(world));
	expect_mair(world);
	expect_the_rest(world);
	str_release(&before);
	str_release(&after);
	world_free(world);
}

/* The file cannot be brought up to date, and is just as it was. */
static void
expect_refused(struct world *world, const struct schema_step *steps,
    size_t count, enum store_fault fault, enum word word)
{
	struct str before = STR_EMPTY, after = STR_EMPTY;
	world_read(world, world->path, &before);
	cr_assert_not(open_later(world, steps, count));
	cr_assert_eq(world->fault, fault);
	cr_assert(world_says(world, word));
	world_read(world, world->path, &after);
	cr_assert(before.length == after.length &&
		  memcmp(before.text, after.text, after.length) == 0);
	str_release(&before);
	str_release(&after);
}

Test(schema, stays_the_old_one_when_a_step_fails)
{
	struct world *world = current_world();
	expect_refused(world, broken_steps, ARRAY_LENGTH(broken_steps),
	    STORE_FAILED, WORD_STORE_FAILED);
	expect_refused(world, orphan_steps, ARRAY_LENGTH(orphan_steps),
	    STORE_BROKEN, WORD_STORE_BROKEN);
	cr_assert(world_open(world, false), "%s", world_said(world));
	expect_mair(world);
	world_free(world);
}

Test(schema, is_not_changed_without_a_copy)
{
	struct world *world = current_world();
	const char *half =
	    arena_format(world->arena, "%s.new", copy_path(world, 3));
	cr_assert_eq(mkdir(half, 0700), 0);
	expect_refused(world, later_steps, ARRAY_LENGTH(later_steps),
	    STORE_FAILED, WORD_STORE_NO_BACKUP);
	cr_assert_not(file_exists(copy_path(world, 3)));
	cr_assert_eq(rmdir(half), 0);
	/* What an interrupted copy left is no obstacle. */
	cr_assert(file_write(half, "half", 4, &world->err));
	cr_assert(open_later(world, later_steps, ARRAY_LENGTH(later_steps)),
	    "%s", world_said(world));
	cr_assert_not(file_exists(half));
	world_free(world);
}

/* An old file, brought up to date again and again on a disk that fails. */
struct updating {
	struct world *world;
	struct faulty *disk;
	struct str copy; /* what is kept of the old file, and opens */
};

static struct updating
updating_new(void)
{
	struct updating updating = {
	    .world = old_world(),
	    .disk = faulty_new("faulty"),
	};
	struct world *world = updating.world;
	const char *path = world->path;
	world_remember(world);
	cr_assert(open_later(world, later_steps, ARRAY_LENGTH(later_steps)));
	world_read(world, copy_path(world, 1), &updating.copy);
	cr_assert_str_eq(version_of(world, copy_path(world, 1)), "1");
	world->path = copy_path(world, 1);
	cr_assert(world_open(world, false), "%s", world_said(world));
	expect_mair(world);
	world_close(world);
	world->path = path;
	return updating;
}

static void
updating_free(struct updating *updating)
{
	str_release(&updating->copy);
	world_free(updating->world);
	faulty_free(updating->disk);
}

static bool
update_once(const struct updating *updating, long n, enum faulty_kind kind,
    bool is_lasting)
{
	struct world *world = updating->world;
	struct faulty *disk = updating->disk;
	struct str copy = STR_EMPTY;
	const char *when =
	    arena_format(world->arena, "kind %d, operation %ld", (int)kind, n);
	world_go_back(world);
	world->vfs = "faulty";
	faulty_fail(disk, n, kind, is_lasting);
	bool is_open =
	    open_later(world, later_steps, ARRAY_LENGTH(later_steps));
	bool is_reached = faulty_operations(disk) >= n;
	faulty_heal(disk);
	world->vfs = NULL;
	cr_assert(is_open || world->err.is_set, "%s", when);
	cr_assert(open_later(world, later_steps, ARRAY_LENGTH(later_steps)),
	    "%s: %s", when, world_said(world));
	cr_assert_str_eq(version_of(world, world->path), "5", "%s", when);
	cr_assert_str_eq(
	    ask(world, world->path, "PRAGMA integrity_check"), "ok");
	cr_assert_str_eq(
	    ask(world, world->path, "SELECT min(colour) FROM plan"), "blue");
	world_read(world, copy_path(world, 1), &copy);
	cr_assert(copy.length == updating->copy.length &&
		      memcmp(copy.text, updating->copy.text, copy.length) == 0,
	    "%s", when);
	str_release(&copy);
	return is_reached;
}

static void
update_always(enum faulty_kind kind, bool is_lasting)
{
	struct updating updating = updating_new();
	long n = 1;
	while (update_once(&updating, n, kind, is_lasting))
		n = faulty_after(n);
	cr_assert(n > 30, "only %ld operations", n);
	updating_free(&updating);
}

Test(schema, is_old_or_new_wherever_the_disk_fails)
{
	update_always(FAULTY_ERROR, false);
}

Test(schema, is_old_or_new_wherever_the_disk_goes_away)
{
	update_always(FAULTY_ERROR, true);
}

Test(schema, is_old_or_new_wherever_the_disk_is_full)
{
	update_always(FAULTY_FULL, true);
}
