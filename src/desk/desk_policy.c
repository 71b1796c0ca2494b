/*
 * What is settled for the machine, as the desk holds to it and tells of it.
 *
 * It is read once, when the desk is set up, before any file of people: a
 * mistake is kept, and said by everything that would have to hold to it.  And
 * what nothing may do on any machine: write over people.
 *
 * Tested by tests/unit/desk_policy.c and tests/cli.
 */
#include <string.h>

#include "base/file.h"
#include "desk/state.h"
#include "store/beside.h"
#include "store/vault.h"

/* They were checked when they were read. */
static void
say_numbers(struct desk *desk)
{
	struct err err = {0};

	settings_say(desk->settings, SETTING_OUT_OF_HOURS, SETTING_BY_POLICY,
	    desk->policy.out_of_hours, &err);
	settings_say(desk->settings, SETTING_COMPLAINTS, SETTING_BY_POLICY,
	    desk->policy.complaints, &err);
}

void
desk_read_policy(struct desk *desk, const char *path)
{
	static const char none[] = "";
	struct report *report = report_new(desk_words(desk));
	struct str lines = STR_EMPTY;

	if (path) {
		desk->policy_path = arena_copy(desk->arena, path);
		policy_load(
		    &desk->policy, desk->arena, desk->policy_path, report);
	} else {
		policy_read(&desk->policy, desk->arena, none, none, 0, report);
	}
	if (report_has_errors(report)) {
		desk->policy_mistake_count =
		    report_count(report, SEVERITY_ERROR);
		report_put(&lines, report);
		desk->policy_mistakes = arena_copy(desk->arena, lines.text);
	}
	str_release(&lines);
	report_free(report);
	say_numbers(desk);
}

const struct policy *
desk_policy(const struct desk *desk)
{
	return &desk->policy;
}

bool
desk_check_policy(const struct desk *desk, struct err *err)
{
	return !desk->policy_mistakes ||
	       err_set(err, WORD_DESK_POLICY_WRONG, desk->policy_path,
		   numeral_of_count(desk->policy_mistake_count).text, NULL);
}

/* Is it a file of people, whole or damaged, or another database? */
static bool
look(const char *path, bool *holds_people, struct err *err)
{
	const struct vault_options options = {.path = path};
	enum vault_kind kind = VAULT_NOTHING;
	enum store_fault fault;

	*holds_people = false;
	if (!file_exists(path) || file_is_special(path))
		return true;
	if (!vault_look(&options, &kind, &fault, err))
		return false;
	*holds_people = kind == VAULT_PLAIN || kind == VAULT_LOCKED;
	return true;
}

/*
 * RULE: no file of people is written over, be it the one at hand, a copy or
 * somebody else's; nor what lies beside one under its name.
 */
static bool
spares_people(const char *path, struct err *err)
{
	struct arena *arena = arena_new();
	const char *name = path;
	size_t length = strlen(name);
	bool holds_people = false, is_known = true;

	while (is_known && !holds_people && length > 0) {
		name = arena_copy_n(arena, name, length);
		is_known = look(name, &holds_people, err);
		length = beside_owner(name);
	}
	arena_free(arena);
	return is_known && (!holds_people ||
			       err_set(err, WORD_DESK_OVER_PEOPLE, path, NULL));
}

bool
desk_may_write(const struct desk *desk, const char *path, struct err *err)
{
	return desk_check_policy(desk, err) &&
	       policy_allows_export(&desk->policy, path, err) &&
	       spares_people(path, err);
}

static void
put_line(struct str *out, const struct desk *desk, enum word word,
    const char *first, const char *second)
{
	words_put(out, desk_words(desk), word, first, second, NULL);
	str_put_char(out, '\n');
}

static void
put_folders(struct str *out, const struct desk *desk, enum word word,
    const struct policy_folders *folders)
{
	for (size_t i = 0; i < folders->count; i++)
		put_line(out, desk, word, folders->paths[i], NULL);
}

bool
desk_put_policy(struct str *out, const struct desk *desk)
{
	const struct policy *policy = &desk->policy;

	if (desk->policy_mistakes) {
		str_put(out, desk->policy_mistakes);
		return false;
	}
	if (!policy->by) {
		put_line(out, desk, WORD_DESK_POLICY_NONE,
		    desk->policy_path ? desk->policy_path : "", NULL);
		return true;
	}
	put_line(
	    out, desk, WORD_DESK_POLICY_BY_WHOM, policy->by, desk->policy_path);
	put_line(out, desk, WORD_DESK_POLICY_LOCKS,
	    numeral_of(policy->lock_minutes).text,
	    numeral_of(policy->visit_minutes).text);
	if (policy->is_plain_refused)
		put_line(out, desk, WORD_DESK_POLICY_NO_PLAIN, NULL, NULL);
	put_folders(out, desk, WORD_DESK_POLICY_EXPORTS, &policy->exports);
	put_folders(out, desk, WORD_DESK_POLICY_BACKUPS, &policy->backups);
	if (policy->out_of_hours)
		put_line(out, desk, WORD_DESK_POLICY_OUT_OF_HOURS,
		    policy->out_of_hours, NULL);
	if (policy->complaints)
		put_line(out, desk, WORD_DESK_POLICY_COMPLAINTS,
		    policy->complaints, NULL);
	return true;
}
