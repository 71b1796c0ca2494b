/*
 * Any bytes as a plan in JSON: they are refused with a sentence, or they make
 * a plan that can be read, written and read back as the same.
 */
#include "fuzz/fuzz.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/report.h"
#include "form/load.h"
#include "out/csv.h"
#include "out/json.h"

enum { NOW = 1795262400 };

/* Not assert(): a harness must stop in any build. */
static void
expect(bool is_so)
{
	if (!is_so)
		abort();
}

/* The plan in some bytes; NULL if they are refused. */
static struct plan *
read_plan(struct arena *arena, const struct form_set *set, const char *bytes,
    size_t length)
{
	struct err err = {0};
	struct import import = {0};
	struct json *root;
	if (!json_read("a", bytes, length, &root, &err)) {
		expect(err.is_set);
		return NULL;
	}
	bool is_read = json_read_plan(arena,
	    &(struct import_of){root, "a", set, NOW, false}, &import, &err);
	json_free(root);
	expect(is_read != err.is_set);
	if (!is_read)
		return NULL;
	struct plan *plan = plan_new();
	for (size_t i = 0; i < import.count; i++)
		plan_apply(plan, &import.changes[i]);
	return plan;
}

/* The plan told in all ways there are. */
static void
put_plan(struct arena *arena, const struct form_set *set,
    const struct plan *plan, struct str *json)
{
	struct str other = STR_EMPTY;
	struct reading *reading = reading_new(&(struct reading_of){
	    .set = set, .plan = plan, .today = {2026, 11, 21}});
	const struct reading *const readings[] = {reading};
	const struct words *words = words_english();
	json_put_plan(json, reading, "0001");
	csv_put_plan(&other, readings, 1, words);
	struct budget budget = budget_of(arena, reading, words);
	json_put_budget(&other, &budget);
	struct readiness readiness = readiness_of(arena, readings, 1, words);
	json_put_readiness(&other, &readiness, set);
	json_put_trace(&other,
	    reading_of_meaning(reading, MEANS_BUDGET_YEAR, 0)->trace, reading,
	    words);
	reading_free(reading);
	str_release(&other);
}

static const struct form_set *
load_forms(void)
{
	struct arena *arena = arena_new();
	struct report *report = report_new(words_english());
	const struct source *sources;
	struct err err = {0};
	size_t count;

	expect(form_read_folder(
	    "tests/rig/small", NULL, arena, &sources, &count, &err));
	const struct form_set *set = form_load(sources, count, report);
	expect(!report_has_errors(report));
	report_free(report);
	arena_free(arena);
	return set;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Loaded once: the forms are never changed. */
	static const struct form_set *set;
	if (set == NULL)
		set = load_forms();
	struct arena *arena = arena_new();
	struct plan *plan = read_plan(arena, set, (const char *)data, size);
	if (plan != NULL) {
		struct str once = STR_EMPTY, twice = STR_EMPTY;
		put_plan(arena, set, plan, &once);
		struct plan *again =
		    read_plan(arena, set, once.text, once.length);
		expect(again != NULL);
		put_plan(arena, set, again, &twice);
		expect(text_is(once.text, twice.text));
		plan_free(again);
		str_release(&once);
		str_release(&twice);
	}
	plan_free(plan);
	arena_free(arena);
	return 0;
}
