/*
 * Reading checks: a condition, and below it what to say about it.
 *
 * Owns the pairing of `check` with `message` and of `warn` with `warning`, in
 * questions, criteria and blocks that compare answers.  Refuses to know the
 * language of conditions (form/expr.h).
 *
 * Tested by tests/unit/form_load.c.
 */
#include "form/loader.h"

#include <string.h>

#include "base/attr.h"

static void
add_check(
    struct loader *loader, const struct record_line *line, bool is_warning)
{
	struct field_check *check =
	    loader_grow(&loader->checks, sizeof(*check));

	check->is_warning = is_warning;
	check->place = line->place;
	const struct record_line **slot =
	    loader_grow(&loader->check_lines, sizeof(*slot));
	*slot = line;
}

/* Words for the last check of their sort. */
static void
add_words(struct loader *loader, const struct record_line *line,
    bool is_warning, enum word alone)
{
	struct field_check *checks = loader->checks.items;
	size_t i = loader->checks.count;

	while (i > 0 && checks[i - 1].is_warning != is_warning)
		i--;
	if (i == 0) {
		loader_complain(loader, line->key_place, alone, NULL);
		return;
	}
	struct wording *message = &checks[i - 1].message;
	const char *language = line->language == NULL ? "en" : line->language;
	for (size_t j = 0; j < message->count; j++) {
		if (strcmp(message->texts[j].language, language) == 0) {
			loader_complain(loader, line->key_place, alone, NULL);
			return;
		}
	}
	loader_put_wording(loader, message, language, line->value, line->place);
}

void
loader_read_check(
    struct loader *loader, const struct record_line *line, void *member)
{
	(void)member;
	add_check(loader, line, false);
}

void
loader_read_message(
    struct loader *loader, const struct record_line *line, void *member)
{
	(void)member;
	add_words(loader, line, false, WORD_LOAD_MESSAGE_ALONE);
}

void
loader_read_warn(
    struct loader *loader, const struct record_line *line, void *member)
{
	(void)member;
	add_check(loader, line, true);
}

void
loader_read_warning(
    struct loader *loader, const struct record_line *line, void *member)
{
	(void)member;
	add_words(loader, line, true, WORD_LOAD_WARNING_ALONE);
}

const struct field_check *
loader_keep_checks(struct loader *loader, size_t *count)
{
	struct field_check *checks =
	    loader_keep(loader, &loader->checks, sizeof(*checks), count);
	const struct record_line *const *lines =
	    loader_keep(loader, &loader->check_lines, sizeof(*lines), count);

	/* Conditions are written to later, when checks no longer move. */
	for (size_t i = 0; i < *count; i++) {
		loader_put_condition(loader, &checks[i].condition, lines[i], 0,
		    strlen(lines[i]->value));
		if (checks[i].message.count == 0)
			loader_complain(loader, checks[i].place,
			    checks[i].is_warning ? WORD_LOAD_NO_WARNING
						 : WORD_LOAD_NO_MESSAGE,
			    NULL);
	}
	return checks;
}

static void
begin_check(struct loader *loader, const struct entry *entry)
{
	struct set_check *check = entry->object;

	(void)loader;
	check->id = entry->id;
	check->place = entry->lines[0].key_place;
}

static void
read_weight(struct loader *loader, const struct record_line *line, void *member)
{
	static const char *const names[] = {"for agreement", "wanted"};
	bool *is_wanted_only = member;

	*is_wanted_only =
	    loader_choose(loader, line, names, ARRAY_LENGTH(names)) == 1;
}

const struct kind_rule loader_check_rule = {
    .size = sizeof(struct set_check),
    .shelf = KIND_CHECK,
    .begin = begin_check,
    .keys =
	{
	    [KEY_THAT] = {loader_read_condition,
		offsetof(struct set_check, that)},
	    [KEY_MESSAGE] = {loader_read_wording,
		offsetof(struct set_check, message)},
	    [KEY_WEIGHT] = {read_weight,
		offsetof(struct set_check, is_wanted_only)},
	},
};
