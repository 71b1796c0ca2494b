/*
 * What is settled for a machine: every mistake named, nothing weakened.
 */
#include "desk/policy.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "desk/print.h"
#include "rig/room.h"

struct settled {
	struct arena *arena;
	struct policy policy;
	struct str complaints;
};

static struct settled
read_text(const char *text)
{
	struct settled settled = {arena_new(), .complaints = STR_EMPTY};
	struct report *report = report_new(words_english());
	policy_read(
	    &settled.policy, settled.arena, "conf", text, strlen(text), report);
	report_put(&settled.complaints, report);
	report_free(report);
	return settled;
}

static void
release(struct settled *settled)
{
	str_release(&settled->complaints);
	arena_free(settled->arena);
}

Test(policies, settle_what_they_say_and_nothing_else)
{
	struct settled settled = read_text("# Visiting team\n"
					   "machine: Anytown Council\n"
					   "lock after: 3\n"
					   "lock in a visit after: 240\n"
					   "plain files: no\n"
					   "export folder: ~/Plans\n"
					   "export folder: /srv/plans\n"
					   "backup folder: /media\n");
	const struct policy *policy = &settled.policy;
	cr_assert_str_eq(settled.complaints.text, "");
	cr_assert_str_eq(policy->by, "Anytown Council");
	cr_assert_eq(policy->lock_minutes, 3);
	cr_assert_eq(policy->visit_minutes, 240);
	cr_assert(policy->is_plain_refused);
	cr_assert_eq(policy->exports.count, 2);
	cr_assert_str_eq(policy->exports.paths[1], "/srv/plans");
	cr_assert_eq(policy->backups.count, 1);
	release(&settled);

	settled = read_text("");
	cr_assert_null(settled.policy.by);
	cr_assert_eq(settled.policy.lock_minutes, POLICY_LOCK_MINUTES);
	cr_assert_eq(settled.policy.visit_minutes, POLICY_VISIT_MINUTES);
	cr_assert_not(settled.policy.is_plain_refused);
	cr_assert_eq(settled.policy.exports.count, 0);
	release(&settled);

	settled = read_text("machine: X\nplain files: yes\n");
	cr_assert_str_eq(settled.complaints.text, "");
	cr_assert_not(settled.policy.is_plain_refused);
	release(&settled);
}

Test(policies, name_every_mistake_by_line_and_column)
{
	static const struct {
		const char *text, *complaint;
	} mistakes[] = {
	    {"machine:\n", "conf:1:1: error: "},
	    {"machine: X\nlock after: soon\n", "conf:2:13: error: "},
	    {"machine: X\nlock after: 0\n", "conf:2:13: error: "},
	    {"machine: X\nlock after: 241\n", "conf:2:13: error: "},
	    {"machine: X\nlock after: -5\n", "conf:2:13: error: "},
	    {"machine: X\nlock after: 5 min\n", "conf:2:13: error: "},
	    {"machine: X\nlock after:\n", "conf:2:12: error: "},
	    {"machine: X\nplain files: maybe\n", "conf:2:14: error: "},
	    {"machine: X\nexport folder: Plans\n", "conf:2:16: error: "},
	    {"machine: X\nlock after: 5\nlock after: 9\n", "conf:3:1: error: "},
	    {"machine: X\nlok after: 5\n", "(did you mean 'lock after'?)"},
	    {"machine: X\nlock after 5\n", "conf:2:1: error: "},
	    {"question: X\n", "conf:1:1: error: "},
	    {"machine: X\n\nmachine: Y\n", "conf:3:1: error: "},
	    {"plain files: no\n", "conf:1:1: error: "},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(mistakes); i++) {
		struct settled settled = read_text(mistakes[i].text);
		const char *said = settled.complaints.text;
		cr_assert_not_null(strstr(said, mistakes[i].complaint),
		    "%s gives %s", mistakes[i].text, said);
		cr_assert_eq(strchr(said, '\n'), said + strlen(said) - 1,
		    "%s gives more than one: %s", mistakes[i].text, said);
		release(&settled);
	}
}

Test(policies, go_on_reading_behind_a_mistake)
{
	struct settled settled = read_text(
	    "machine: X\nplain file: no\nlock after: x\nlock after: 3\n\n"
	    "form: y\n");
	const char *at = settled.complaints.text;
	size_t lines = 0;
	while ((at = strchr(at, '\n')) != NULL) {
		lines++;
		at++;
	}
	cr_assert_eq(lines, 4, "%s", settled.complaints.text);
	release(&settled);
}

Test(policies, that_cannot_be_read_are_a_mistake_and_none_are_not)
{
	struct arena *arena = arena_new();
	struct policy policy;
	struct report *report = report_new(words_english());
	policy_load(&policy, arena, "/nowhere/sevensteps.conf", report);
	cr_assert_not(report_has_errors(report));
	cr_assert_eq(policy.lock_minutes, POLICY_LOCK_MINUTES);
	policy_load(&policy, arena, "/", report);
	cr_assert(report_has_errors(report));
	report_free(report);
	arena_free(arena);
}

static struct policy
only_into(struct room *room, const char *folder)
{
	const char **paths = arena_get(room->arena, sizeof(*paths));
	paths[0] = folder;
	return (struct policy){.exports = {paths, 1}, .backups = {paths, 1}};
}

static bool
is_allowed(struct room *room, const struct policy *policy, const char *path)
{
	if (policy_allows_export(policy, path, &room->err))
		return true;
	cr_assert(room_says(room, WORD_DESK_POLICY_EXPORT));
	return false;
}

Test(policies, let_files_go_where_they_may_and_nowhere_else)
{
	struct room *room = room_new();
	const char *plans = room_path(room, "plans");
	const char *others = room_path(room, "plans of others");
	const char *way = room_path(room, "way");
	struct policy policy = only_into(room, plans);
	cr_assert(file_make_folder(plans, &room->err));
	cr_assert(file_make_folder(others, &room->err));
	cr_assert_eq(symlink("/tmp", file_join(room->arena, plans, "out")), 0);
	cr_assert_eq(symlink(plans, way), 0);
	cr_assert(is_allowed(room, &policy, room_path(room, "plans/a.pdf")));
	cr_assert(is_allowed(room, &policy, room_path(room, "way/a.pdf")));
	cr_assert_not(is_allowed(room, &policy, room_path(room, "a.pdf")));
	cr_assert_not(
	    is_allowed(room, &policy, room_path(room, "plans/../a.pdf")));
	cr_assert_not(
	    is_allowed(room, &policy, room_path(room, "plans/out/a.pdf")));
	cr_assert_not(is_allowed(
	    room, &policy, room_path(room, "plans of others/a.pdf")));
	cr_assert_not(
	    is_allowed(room, &policy, room_path(room, "plans/none/a.pdf")));
	cr_assert_not(is_allowed(room, &policy, "a.pdf"));

	cr_assert(policy_allows_backup(&policy, plans, &room->err));
	cr_assert_not(policy_allows_backup(&policy, others, &room->err));
	cr_assert(room_says(room, WORD_DESK_POLICY_BACKUP));
	setenv("HOME", room->folder, 1);
	policy = only_into(room, "~/plans");
	cr_assert(is_allowed(room, &policy, room_path(room, "plans/a.pdf")));
	cr_assert(is_allowed(room, &policy, "~/plans/a.pdf"));
	policy = only_into(room, "/");
	cr_assert(is_allowed(room, &policy, room_path(room, "a.pdf")));
	unlink(way);
	file_remove_temporary(plans);
	rmdir(others);
	room_free(room);
}

Test(policies, hold_for_pages_and_for_opening)
{
	static const struct print_of text = {.format = FORMAT_TEXT};
	struct room *room = room_new();
	const char *conf = room_path(room, "conf");
	struct desk_options options = {
	    .file = room->file,
	    .forms = room->forms,
	    .share = room->share,
	    .policy = conf,
	};
	struct desk *desk;
	room_add(room, "Mair Evans");
	room_new_desk(room);
	const char *settled = arena_format(
	    room->arena, "machine: X\nexport folder: %s\n", room->folder);
	options.clock = room_clock(room);
	cr_assert(file_write(conf, settled, strlen(settled), &room->err));
	cr_assert(desk_new(&options, &desk, &room->err));
	cr_assert(desk_open_file(desk, false, &room->err));
	cr_assert_eq(desk_policy(desk)->exports.count, 1);
	cr_assert(desk_open_plan(desk, 1, &room->err));
	cr_assert_not(desk_print_to(desk, &text,
	    file_join(room->arena, room->forms, "a.txt"), &room->err));
	cr_assert(room_says(room, WORD_DESK_POLICY_EXPORT));
	cr_assert(
	    desk_print_to(desk, &text, room_path(room, "a.txt"), &room->err));
	desk_free(desk);

	cr_assert(file_write(conf, "machine: X\nlock: 5\n", 19, &room->err));
	cr_assert(desk_new(&options, &desk, &room->err));
	cr_assert_not(desk_open_file(desk, false, &room->err));
	cr_assert(room_says(room, WORD_DESK_POLICY_WRONG));
	desk_free(desk);
	room_free(room);
}
