/*
 * How long searching everything in a plan takes (plan/search.h): a plan of 500
 * answers in the shipped forms, in two voices.  Each line is what was looked
 * for, how many places hold it, the median of so many milliseconds, and the
 * most that it may be; the status says whether all were quicker.
 *
 *	search FORMS SHARE
 */
#include "plan/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/attr.h"
#include "form/load.h"
#include "form/type.h"
#include "plan/change.h"

enum { ANSWERS = 500, ROUNDS = 51, FRAME_US = 16000, PER_MS = 1000 };

static const char said[] =
    "On Fridays nobody can come, so I stay in my dressing gown until my "
    "sister has finished work. Si\u00e2n brings bread from the caf\u00e9.";

static void
answer(struct plan *plan, struct arena *arena, const struct address *address)
{
	struct change change = change_answer(
	    plan, arena, *address, (struct answer){.text = said, .at = 1});

	plan_apply(plan, &change);
}

/* Texts of every page and list, by both voices, until there are enough. */
static size_t
fill(struct plan *plan, struct arena *arena, const struct form_set *set)
{
	size_t count = 0;

	for (int row = 0; count < ANSWERS; row++)
		for (size_t i = 0; i < set->field_count && count < ANSWERS;
		     i++) {
			const struct field *field = &set->fields[i];
			bool is_list = field->repeat != NONE;
			if (field->is_sum || is_list != (row > 0) ||
			    (field->type->way != WAY_TEXT &&
				field->type->way != WAY_LINE))
				continue;
			const char *list =
			    is_list ? set->repeats[field->repeat].id : NULL;
			if (list && plan_row_place(plan, list, row) < 0) {
				struct change change =
				    change_add_row(plan, arena, list);
				plan_apply(plan, &change);
			}
			for (enum voice voice = 0; voice <= VOICE_WORKER;
			     voice++, count++)
				answer(plan, arena,
				    &(struct address){field->id, row, voice});
		}
	return count;
}

static int
compare(const void *a, const void *b)
{
	const long *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static long
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static bool
measure(const struct reading *const *readings, size_t reading_count,
    const char *search)
{
	long took[ROUNDS];
	size_t count = 0;

	for (size_t i = 0; i < ROUNDS; i++) {
		struct arena *arena = arena_new();
		long start = now();
		search_find(arena, readings, reading_count, SEARCH_EVERYTHING,
		    search, words_english(), &count);
		took[i] = now() - start;
		arena_free(arena);
	}
	qsort(took, ROUNDS, sizeof(took[0]), compare);
	long median = took[ROUNDS / 2];
	printf("%-16s %5zu places %3ld.%03ld ms %5d ms %s\n", search, count,
	    median / PER_MS, median % PER_MS, FRAME_US / PER_MS,
	    median < FRAME_US ? "" : "TOO MUCH");
	return median < FRAME_US;
}

int
main(int argc, char *argv[])
{
	static const char *const searches[] = {
	    "e", "sian", "dressing sister", "what", "zebra"};
	struct arena *arena = arena_new();
	struct report *report = report_new(words_english());
	const struct source *sources;
	size_t source_count;
	struct err err = {0};
	bool is_quick = true;

	if (argc != 3 || !form_read_folder(argv[1], argv[2], arena, &sources,
			     &source_count, &err))
		return 2;
	struct form_set *set = form_load(sources, source_count, report);
	struct plan *plan = plan_new();
	if (report_has_errors(report) || fill(plan, arena, set) < ANSWERS)
		return 2;
	struct reading_of of = {
	    .set = set, .plan = plan, .today = {2026, 11, 21}};
	struct reading *person = reading_new(&of);
	of.voice = VOICE_WORKER;
	of.person = person;
	struct reading *worker = reading_new(&of);
	const struct reading *const readings[] = {person, worker};
	for (size_t i = 0; i < ARRAY_LENGTH(searches); i++)
		is_quick &=
		    measure(readings, ARRAY_LENGTH(readings), searches[i]);
	reading_free(worker);
	reading_free(person);
	plan_free(plan);
	form_set_free(set);
	report_free(report);
	arena_free(arena);
	return is_quick ? 0 : 1;
}
