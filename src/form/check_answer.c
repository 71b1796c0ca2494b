/*
 * Checking answers that are written in forms: defaults, what is carried from
 * another question, and the answers of worked examples.
 *
 * Owns the rule that whatever a form answers must be an answer of its type.
 * Refuses to know the types themselves (form/value.h) and whether an example
 * comes out (the reading).
 *
 * Tested by tests/unit/form_check.c.
 */
#include "form/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "form/loader.h"
#include "form/type.h"
#include "form/value.h"

/*
 * Read an answer as if it were typed.  Dates in forms have whole years, so
 * the day at hand makes no difference.
 */
static void
check_text(struct loader *loader, const struct field *field, const char *text,
    struct place place)
{
	const struct date any = {2000, 1, 1};
	struct err problem = {.is_set = false};
	struct value value;

	value_read(loader->arena, field, text, any, &value, &problem);
	if (value.kind != VALUE_WRONG)
		return;
	const char *nearest =
	    loader_nearest_code(field->options, field->option_count, text);
	if (nearest)
		loader_complain_nearest(
		    loader, place, nearest, WORD_LOAD_NO_OPTION, text);
	else
		report_add_err(loader->report, SEVERITY_ERROR, place, &problem);
}

static void
check_default(
    struct loader *loader, const struct entry *entry, const struct field *field)
{
	struct place place = loader_place(entry, KEY_DEFAULT);

	const char *text = wording_get(&field->default_answer, "en");

	if (!text)
		return;
	if (field->type->takes == TAKES_DATE && strcmp(text, "today") == 0)
		return;
	if (field->type->takes == TAKES_ROWS)
		loader_complain(
		    loader, place, WORD_LOAD_DEFAULT_ROWS, field->id);
	else
		check_text(loader, field, text, place);
}

/* Is every answer of one question an answer of the other? */
static bool
takes_answers_of(const struct field *field, const struct field *source)
{
	const struct type *type = field->type, *offered = source->type;

	if (type->way == WAY_TEXT && offered->takes == TAKES_LINE)
		return true;
	if (type->takes != offered->takes ||
	    (type->takes == TAKES_LONG && type->way != offered->way))
		return false;
	for (size_t i = 0; i < source->option_count; i++) {
		if (!field_option(field, source->options[i].code))
			return false;
	}
	return field->rows_of == source->rows_of;
}

static void
check_carry(
    struct loader *loader, const struct entry *entry, const struct field *field)
{
	struct place place = loader_place(entry, KEY_CARRY);

	if (field->carry_from == NONE)
		return;
	const struct field *source = &loader->fields[field->carry_from];
	if (source->repeat != NONE && source->repeat != field->repeat)
		report_add(loader->report, SEVERITY_ERROR, place,
		    WORD_LOAD_CARRY_ROW, source->id,
		    loader->repeats[source->repeat].id, NULL);
	else if (!takes_answers_of(field, source))
		loader_complain(
		    loader, place, WORD_LOAD_CARRY_TYPE, source->id);
}

/* --- Worked examples ------------------------------------------------------ */

/* The field behind "meals" or "lines.1.cost", or NULL after a complaint. */
static const struct field *
find_answered(struct loader *loader, const struct test_line *line)
{
	const char *name = line->field, *dot = strchr(name, '.');
	size_t repeat = NONE, index;
	char *end = NULL;

	if (dot) {
		const char *list =
		    arena_copy_n(loader->arena, name, (size_t)(dot - name));
		repeat = loader_find(loader, WANT_REPEAT, list, line->place);
		if (repeat == NONE)
			return NULL;
		if (strtol(dot + 1, &end, 10) < 1 || *end != '.') {
			loader_complain(
			    loader, line->place, WORD_LOAD_ANSWER_SHAPE, NULL);
			return NULL;
		}
		name = end + 1;
	}
	index = loader_find(loader, WANT_FIELD, name, line->place);
	if (index == NONE)
		return NULL;
	const struct field *field = &loader->fields[index];
	if (field->repeat == repeat)
		return field;
	if (field->repeat == NONE)
		loader_complain(
		    loader, line->place, WORD_LOAD_ANSWER_NO_ROW, field->id);
	else
		report_add(loader->report, SEVERITY_ERROR, line->place,
		    WORD_LOAD_ANSWER_ROW, field->id,
		    loader->repeats[field->repeat].id, NULL);
	return NULL;
}

/* `today = 2026-04-01` is the day of the example, year first. */
static void
check_today(struct loader *loader, const struct test_line *line)
{
	struct date day;

	if (!date_read_iso(line->text, &day))
		loader_complain(
		    loader, line->place, WORD_LOAD_DAY_ISO, line->text);
}

static void
check_lines(struct loader *loader, const struct test_line *lines, size_t count,
    bool is_given)
{
	for (size_t i = 0; i < count; i++) {
		if (is_given && strcmp(lines[i].field, "today") == 0) {
			check_today(loader, &lines[i]);
			continue;
		}
		const struct field *field = find_answered(loader, &lines[i]);
		if (!field ||
		    (!is_given && strcmp(lines[i].text, "not known") == 0))
			continue;
		if (is_given && field->is_sum)
			loader_complain(loader, lines[i].place,
			    WORD_LOAD_GIVEN_SUM, field->id);
		else
			check_text(
			    loader, field, lines[i].text, lines[i].place);
	}
}

void
check_answers(struct loader *loader)
{
	const struct form_set *set = loader->set;

	for (size_t i = 0; i < set->field_count; i++) {
		const struct entry *entry =
		    loader_entry(loader, KIND_QUESTION, i);
		check_default(loader, entry, &set->fields[i]);
		check_carry(loader, entry, &set->fields[i]);
	}
	for (size_t i = 0; i < set->test_count; i++) {
		const struct form_test *test = &set->tests[i];
		check_lines(loader, test->given, test->given_count, true);
		check_lines(
		    loader, test->expected, test->expected_count, false);
	}
}
