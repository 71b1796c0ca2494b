/*
 * What is settled for a machine: the reader of its file, and what it allows.
 *
 * Owns the keys of that file and their limits.  It is read whole before
 * anything of it holds: a file with a mistake settles nothing, and then no
 * people are opened, for nobody can know what was meant to be forbidden.
 *
 * Tested by tests/unit/desk_policy.c.
 */
#include "desk/policy.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "base/nearest.h"
#include "base/record.h"
#include "base/str.h"
#include "desk/settings.h"

static const char kind[] = "machine";

/* --- Reading -------------------------------------------------------------- */

struct reading {
	struct policy *policy;
	struct arena *arena;
	struct report *report;
};

static void
complain(struct reading *reading, struct place place, enum word word,
    const char *detail)
{
	report_add(reading->report, SEVERITY_ERROR, place, word, detail, NULL);
}

/* Whole minutes, at least one. */
static void
read_minutes(
    struct reading *reading, const struct record_line *line, int *minutes)
{
	char *end;
	long number = strtol(line->value, &end, 10);
	bool is_number = char_is_figure(line->value[0]) && *end == '\0';

	if (is_number && number >= 1 && number <= POLICY_MINUTES_MOST)
		*minutes = (int)number;
	else
		complain(reading, line->place, WORD_DESK_POLICY_MINUTES,
		    numeral_of(POLICY_MINUTES_MOST).text);
}

static void
read_lock(struct reading *reading, const struct record_line *line)
{
	read_minutes(reading, line, &reading->policy->lock_minutes);
}

static void
read_visit(struct reading *reading, const struct record_line *line)
{
	read_minutes(reading, line, &reading->policy->visit_minutes);
}

static void
read_plain(struct reading *reading, const struct record_line *line)
{
	bool is_no = text_is(line->value, "no");

	if (is_no || text_is(line->value, "yes"))
		reading->policy->is_plain_refused = is_no;
	else
		complain(
		    reading, line->place, WORD_DESK_POLICY_YES_NO, line->value);
}

static void
read_folder(struct reading *reading, const struct record_line *line,
    struct policy_folders *folders)
{
	if (line->value[0] != '/' && !text_starts(line->value, "~/")) {
		complain(
		    reading, line->place, WORD_DESK_POLICY_FOLDER, line->value);
		return;
	}
	const char **paths =
	    arena_get(reading->arena, (folders->count + 1) * sizeof(*paths));
	for (size_t i = 0; i < folders->count; i++)
		paths[i] = folders->paths[i];
	paths[folders->count++] = line->value;
	folders->paths = paths;
}

static void
read_export(struct reading *reading, const struct record_line *line)
{
	read_folder(reading, line, &reading->policy->exports);
}

static void
read_backup(struct reading *reading, const struct record_line *line)
{
	read_folder(reading, line, &reading->policy->backups);
}

/* Whom to ring, and the number. */
static void
read_number(struct reading *reading, const struct record_line *line,
    const char **number)
{
	struct err err = {0};

	if (setting_check(SETTING_OUT_OF_HOURS, line->value, &err))
		*number = line->value;
	else
		report_add_err(
		    reading->report, SEVERITY_ERROR, line->place, &err);
}

static void
read_out_of_hours(struct reading *reading, const struct record_line *line)
{
	read_number(reading, line, &reading->policy->out_of_hours);
}

static void
read_complaints(struct reading *reading, const struct record_line *line)
{
	read_number(reading, line, &reading->policy->complaints);
}

static const struct {
	const char *name;
	void (*read)(struct reading *reading, const struct record_line *line);
	bool is_repeated;
} keys[] = {
    {"lock after", read_lock, false},
    {"lock in a visit after", read_visit, false},
    {"plain files", read_plain, false},
    {"export folder", read_export, true},
    {"backup folder", read_backup, true},
    {"out of hours", read_out_of_hours, false},
    {"complaints", read_complaints, false},
};

static void
read_line(struct reading *reading, const struct record_line *line,
    bool is_said[ARRAY_LENGTH(keys)])
{
	const char *names[ARRAY_LENGTH(keys)];

	for (size_t i = 0; i < ARRAY_LENGTH(keys); i++) {
		names[i] = keys[i].name;
		if (!text_is(keys[i].name, line->written))
			continue;
		if (is_said[i] && !keys[i].is_repeated)
			complain(reading, line->key_place,
			    WORD_DESK_POLICY_TWICE, line->written);
		else
			keys[i].read(reading, line);
		is_said[i] = true;
		return;
	}
	if (!line->lacks_colon)
		report_add_nearest(reading->report, SEVERITY_ERROR,
		    line->key_place,
		    nearest_of(line->written, names, ARRAY_LENGTH(keys)),
		    WORD_DESK_POLICY_KEY, line->written, NULL);
}

static void
read_block(struct reading *reading, const struct record_block *block)
{
	const struct record_line *head = &block->lines[0];
	bool is_said[ARRAY_LENGTH(keys)] = {false};

	if (!text_is(head->written, kind)) {
		if (!head->lacks_colon)
			complain(reading, head->key_place,
			    WORD_DESK_POLICY_BLOCK, head->written);
		return;
	}
	if (reading->policy->by) {
		complain(
		    reading, head->key_place, WORD_DESK_POLICY_TWICE, kind);
		return;
	}
	reading->policy->by = head->value;
	if (text_is_blank(head->value))
		complain(reading, head->key_place, WORD_DESK_POLICY_BY, NULL);
	for (size_t i = 1; i < block->count; i++)
		read_line(reading, &block->lines[i], is_said);
}

static void
settle_nothing(struct policy *policy)
{
	*policy = (struct policy){
	    .lock_minutes = POLICY_LOCK_MINUTES,
	    .visit_minutes = POLICY_VISIT_MINUTES,
	};
}

void
policy_read(struct policy *policy, struct arena *arena, const char *name,
    const char *bytes, size_t length, struct report *report)
{
	struct reading reading = {policy, arena, report};
	const struct record_file *file =
	    record_read(arena, name, bytes, length, report);

	settle_nothing(policy);
	for (size_t i = 0; i < file->count; i++)
		read_block(&reading, &file->blocks[i]);
}

void
policy_load(struct policy *policy, struct arena *arena, const char *path,
    struct report *report)
{
	struct str bytes = STR_EMPTY;
	struct err err = {0};

	settle_nothing(policy);
	if (file_read(path, FILE_LIMIT, &bytes, &err))
		policy_read(
		    policy, arena, path, bytes.text, bytes.length, report);
	else if (err.word != WORD_FILE_MISSING)
		report_add_err(
		    report, SEVERITY_ERROR, (struct place){.file = path}, &err);
	str_release(&bytes);
}

/* --- What it allows ------------------------------------------------------- */

/* Where a path leads in the end; false if nothing is there. */
static bool
resolve(const char *path, char resolved[PATH_MAX])
{
	struct str whole = STR_EMPTY;

	file_put_at_home(&whole, path);
	bool is_there = realpath(whole.text, resolved) != NULL;
	str_release(&whole);
	return is_there;
}

/* Is the folder the other one, or somewhere in it? */
static bool
lies_in(const char *folder, const char *other)
{
	size_t length = strlen(other);

	if (text_is(other, "/"))
		return true;
	return text_starts(folder, other) &&
	       (folder[length] == '/' || folder[length] == '\0');
}

static bool
is_allowed(const struct policy_folders *folders, const char *folder)
{
	char resolved[PATH_MAX], allowed[PATH_MAX];

	if (folders->count == 0)
		return true;
	if (!resolve(folder, resolved))
		return false;
	for (size_t i = 0; i < folders->count; i++)
		if (resolve(folders->paths[i], allowed) &&
		    lies_in(resolved, allowed))
			return true;
	return false;
}

static bool
refuse(const struct policy_folders *folders, enum word word, const char *path,
    struct err *err)
{
	struct str all = STR_EMPTY;

	for (size_t i = 0; i < folders->count; i++)
		str_format(&all, "%s%s", i > 0 ? ", " : "", folders->paths[i]);
	err_set(err, word, path, all.text, NULL);
	str_release(&all);
	return false;
}

bool
policy_allows_export(
    const struct policy *policy, const char *path, struct err *err)
{
	struct str folder = STR_EMPTY;

	file_put_folder(&folder, path);
	bool is_fine = is_allowed(&policy->exports, folder.text);
	str_release(&folder);
	return is_fine ||
	       refuse(&policy->exports, WORD_DESK_POLICY_EXPORT, path, err);
}

bool
policy_allows_backup(
    const struct policy *policy, const char *folder, struct err *err)
{
	return is_allowed(&policy->backups, folder) ||
	       refuse(&policy->backups, WORD_DESK_POLICY_BACKUP, folder, err);
}
