/*
 * Reading streams, rules, criteria, places and tests: what holds here, and
 * the examples that must come out.
 *
 * Owns their keys.  Refuses to know what the names in them stand for
 * (link.c) and whether an example comes out (the reading, a floor above).
 *
 * Tested by tests/unit/form_load.c.
 */
#include "form/loader.h"

#include <string.h>

#include "base/str.h"

/* --- Streams -------------------------------------------------------------- */

static void
begin_stream(struct loader *loader, const struct entry *entry)
{
	struct stream *stream = entry->object;

	(void)loader;
	stream->id = entry->id;
	stream->place = entry->lines[0].key_place;
}

#define MEMBER(member) offsetof(struct stream, member)

const struct kind_rule loader_stream_rule = {
    .size = sizeof(struct stream),
    .shelf = KIND_STREAM,
    .begin = begin_stream,
    .keys =
	{
	    [KEY_LABEL] = {loader_read_wording, MEMBER(label)},
	    [KEY_HELP] = {loader_read_wording, MEMBER(help)},
	    [KEY_SOURCE] = {loader_read_wording, MEMBER(source)},
	    [KEY_CHECKED] = {loader_read_day, MEMBER(checked)},
	    [KEY_CONTRIBUTION] = {loader_read_yes, MEMBER(takes_contribution)},
	    [KEY_ONE_OFF] = {loader_read_yes, MEMBER(is_one_off)},
	},
};

/* --- Rules ---------------------------------------------------------------- */

static void
read_class(struct loader *loader, const struct record_line *line, void *member)
{
	enum rule_class *class = member;
	size_t i =
	    loader_choose(loader, line, registry_classes, RULE_CLASS_MAX);

	if (i < RULE_CLASS_MAX)
		*class = (enum rule_class)i;
}

static void
begin_rule(struct loader *loader, const struct entry *entry)
{
	struct rule *rule = entry->object;

	rule->id = entry->id;
	rule->place = entry->lines[0].key_place;
	rule->repeat = NONE;
	loader->row = &rule->repeat;
}

#undef MEMBER
#define MEMBER(member) offsetof(struct rule, member)

const struct kind_rule loader_rule_rule = {
    .size = sizeof(struct rule),
    .shelf = KIND_RULE,
    .begin = begin_rule,
    .keys =
	{
	    [KEY_CLASS] = {read_class, MEMBER(class)},
	    [KEY_FOR_ROWS] = {loader_leave, 0},
	    [KEY_WHERE] = {loader_read_condition, MEMBER(where)},
	    [KEY_MESSAGE] = {loader_read_wording, MEMBER(message)},
	    [KEY_SOURCE] = {loader_read_wording, MEMBER(source)},
	    [KEY_CHECKED] = {loader_read_day, MEMBER(checked)},
	},
};

/* --- Criteria ------------------------------------------------------------- */

static void
begin_criterion(struct loader *loader, const struct entry *entry)
{
	struct criterion *criterion = entry->object;

	(void)loader;
	criterion->id = entry->id;
	criterion->place = entry->lines[0].key_place;
	criterion->version = "";
}

static void
end_criterion(struct loader *loader, const struct entry *entry)
{
	struct criterion *criterion = entry->object;

	criterion->checks = loader_keep_checks(loader, &criterion->check_count);
}

#undef MEMBER
#define MEMBER(member) offsetof(struct criterion, member)

const struct kind_rule loader_criterion_rule = {
    .size = sizeof(struct criterion),
    .shelf = KIND_CRITERION,
    .begin = begin_criterion,
    .end = end_criterion,
    .keys =
	{
	    [KEY_LABEL] = {loader_read_wording, MEMBER(label)},
	    [KEY_OFFICIAL] = {loader_read_wording, MEMBER(official)},
	    [KEY_HELP] = {loader_read_wording, MEMBER(help)},
	    [KEY_REFUSED] = {loader_read_wording, MEMBER(refused)},
	    [KEY_SOURCE] = {loader_read_wording, MEMBER(source)},
	    [KEY_CHECKED] = {loader_read_day, MEMBER(checked)},
	    [KEY_VERSION] = {loader_read_text, MEMBER(version)},
	    [KEY_SHOWN_BY] = {loader_leave, 0},
	    [KEY_CHECK] = {loader_read_check, 0},
	    [KEY_MESSAGE] = {loader_read_message, 0},
	},
};

/* --- Places --------------------------------------------------------------- */

static void
read_purpose(
    struct loader *loader, const struct record_line *line, void *member)
{
	unsigned *purposes = member;
	size_t i = loader_choose(loader, line, registry_purposes, PURPOSE_MAX);

	if (i < PURPOSE_MAX)
		*purposes |= 1U << i;
}

static void
begin_place(struct loader *loader, const struct entry *entry)
{
	struct contact *contact = entry->object;

	(void)loader;
	contact->id = entry->id;
	contact->place = entry->lines[0].key_place;
}

#undef MEMBER
#define MEMBER(member) offsetof(struct contact, member)

const struct kind_rule loader_place_rule = {
    .size = sizeof(struct contact),
    .shelf = KIND_PLACE,
    .begin = begin_place,
    .keys =
	{
	    [KEY_LABEL] = {loader_read_wording, MEMBER(label)},
	    [KEY_FOR] = {read_purpose, MEMBER(purposes)},
	    [KEY_PHONE] = {loader_read_text, MEMBER(phone)},
	    [KEY_HOURS] = {loader_read_wording, MEMBER(hours)},
	    [KEY_WEB] = {loader_read_text, MEMBER(web)},
	    [KEY_SOURCE] = {loader_read_wording, MEMBER(source)},
	    [KEY_CHECKED] = {loader_read_day, MEMBER(checked)},
	},
};

/* --- Tests
 * ----------------------------------------------------------------------------
 */

/* "meals = some": the name and the text, both without blanks round them. */
static void
gather_answer(struct loader *loader, const struct record_line *line,
    struct growing *growing)
{
	const char *equals = strchr(line->value, '=');

	if (!equals || equals == line->value) {
		loader_complain(
		    loader, line->place, WORD_LOAD_ANSWER_SHAPE, NULL);
		return;
	}
	size_t length = (size_t)(equals - line->value);
	while (length > 0 && line->value[length - 1] == ' ')
		length--;
	struct test_line *slot = loader_grow(growing, sizeof(*slot));
	slot->field = arena_copy_n(loader->arena, line->value, length);
	slot->text = equals + 1 + strspn(equals + 1, " ");
	slot->place = line->place;
}

static void
read_given(struct loader *loader, const struct record_line *line, void *member)
{
	(void)member;
	gather_answer(loader, line, &loader->given);
}

static void
read_expect(struct loader *loader, const struct record_line *line, void *member)
{
	(void)member;
	gather_answer(loader, line, &loader->expected);
}

static void
begin_test(struct loader *loader, const struct entry *entry)
{
	struct form_test *test = entry->object;

	(void)loader;
	test->id = entry->id;
	test->place = entry->lines[0].key_place;
}

static void
end_test(struct loader *loader, const struct entry *entry)
{
	struct form_test *test = entry->object;

	test->given = loader_keep(
	    loader, &loader->given, sizeof(*test->given), &test->given_count);
	test->expected = loader_keep(loader, &loader->expected,
	    sizeof(*test->expected), &test->expected_count);
}

const struct kind_rule loader_test_rule = {
    .size = sizeof(struct form_test),
    .shelf = KIND_TEST,
    .begin = begin_test,
    .end = end_test,
    .keys =
	{
	    [KEY_GIVEN] = {read_given, 0},
	    [KEY_EXPECT] = {read_expect, 0},
	},
};
