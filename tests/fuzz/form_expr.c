/*
 * Any bytes as a condition: it is refused with a sentence or understood, never
 * both; SQLite understands whatever the parser does; what it reads are
 * questions in order; it comes to the same twice; and a condition that asks of
 * nothing but answers is unknown or settled, never a crash.  The first byte
 * says whose row is seen and what is answered.
 */
#include "fuzz/fuzz.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "form/expr.h"
#include "rig/form_conditions.h"

/* Not assert(): a harness must stop in any build. */
static void
expect(bool is_so)
{
	if (!is_so)
		abort();
}

struct answers {
	struct value values[FIELDS];
	bool is_asked[FIELDS];
};

static const struct value *
get_value(void *context, size_t field)
{
	struct answers *answers = context;
	expect(field < FIELDS);
	answers->is_asked[field] = true;
	return &answers->values[field];
}

static void
answer_all(struct answers *answers, struct arena *arena)
{
	for (size_t i = 0; i < FIELDS; i++) {
		struct value *value = &answers->values[i];
		switch (fields[i].type->takes) {
		case TAKES_MONEY:
			value->kind = VALUE_MONEY;
			value->pence = 4550;
			break;
		case TAKES_NUMBER:
			value->kind = VALUE_NUMBER;
			value->number = exact_from_ratio(arena, 7, 2);
			break;
		case TAKES_DATE:
			value->kind = VALUE_DATE;
			value->text = "1957-04-03";
			break;
		default:
			value->kind = VALUE_CODES;
			value->text = "some family yes";
			break;
		}
	}
}

/* What a condition asks for it was seen to read; it comes out the same. */
static void
try_evaluating(struct expr_engine *engine, const struct condition *condition,
    struct answers *answers)
{
	struct expr_source source = {
	    .get = get_value, .context = answers, .today = {2026, 4, 1}};
	enum truth truth = expr_evaluate(engine, condition, &source);
	expect(truth == expr_evaluate(engine, condition, &source));
	for (size_t i = 0; i < condition->read_count; i++) {
		size_t field = condition->reads[i];
		expect(field < FIELDS);
		expect(i == 0 || condition->reads[i - 1] < field);
		expect(fields[field].repeat == NONE ||
		       fields[field].repeat == condition->repeat);
		answers->is_asked[field] = false;
	}
	for (size_t i = 0; i < FIELDS; i++)
		expect(!answers->is_asked[i]);
}

static bool
says_not_understood(struct report *report)
{
	const char *words =
	    words_get(words_english(), WORD_EXPR_NOT_UNDERSTOOD);
	for (size_t i = 0; i < report_count(report, SEVERITY_NOTE); i++) {
		const char *said = report_get(report, i)->text;
		if (strncmp(said, words, strlen(said)) == 0)
			return true;
	}
	return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct arena *arena = arena_new();
	struct expr_engine *engine =
	    expr_engine_new(fields, FIELDS, repeats, REPEATS);
	struct report *report = report_new(words_english());
	struct expr_text text = {
	    .text = arena_copy_n(arena, (const char *)data + 1, size - 1),
	    .place = {"a.form", 1, 1}};
	struct answers answers = {.values = {{.kind = VALUE_NONE}}};
	if (data[0] & 1)
		answer_all(&answers, arena);
	const struct condition *condition = expr_compile(
	    engine, arena, data[0] & 2 ? LINES : NONE, &text, report);
	expect(report_has_errors(report) == (condition->slot == NONE));
	expect(!says_not_understood(report));
	try_evaluating(engine, condition, &answers);
	report_free(report);
	expr_engine_free(engine);
	arena_free(arena);
	return 0;
}
