/*
 * A sum and all that went into it, each once and before it is used.
 */
#include <criterion/criterion.h>

#include "base/mem.h"
#include "plan/trace.h"

enum { DEEP = 3000 };

/* A sum of one step that takes two others, or none. */
struct made {
	struct trace trace;
	struct trace_step step;
	struct trace_input input;
};

static void
make(struct made *made, const struct trace *figure, const struct trace *times)
{
	made->input.figure.trace = figure;
	made->input.times.trace = times;
	made->step.inputs = &made->input;
	made->step.input_count = 1;
	made->trace.steps = &made->step;
	made->trace.count = 1;
}

/* All that went into one. */
static const struct trace *const *
sums_of(struct arena *arena, const struct trace *trace, size_t *count)
{
	return trace_sums(arena, &trace, 1, count);
}

Test(sums, stand_before_those_they_went_into)
{
	struct arena *arena = arena_new();
	struct made made[4] = {0};
	size_t count;
	make(&made[0], NULL, NULL);
	make(&made[1], &made[0].trace, NULL);
	make(&made[2], &made[0].trace, &made[1].trace);
	make(&made[3], &made[2].trace, &made[1].trace);
	const struct trace *const *sums =
	    sums_of(arena, &made[3].trace, &count);
	cr_assert_eq(count, 4, "each once");
	for (size_t i = 0; i < count; i++)
		cr_assert_eq(sums[i], &made[i].trace, "%zu", i);
	arena_free(arena);
}

Test(sums, that_share_what_went_in_are_told_together)
{
	struct arena *arena = arena_new();
	struct made made[3] = {0};
	size_t count;
	make(&made[0], NULL, NULL);
	make(&made[1], &made[0].trace, NULL);
	make(&made[2], &made[1].trace, &made[0].trace);
	const struct trace *const traces[] = {
	    &made[1].trace, NULL, &made[2].trace, &made[0].trace};
	const struct trace *const *sums = trace_sums(arena, traces, 4, &count);
	cr_assert_eq(count, 3);
	for (size_t i = 0; i < count; i++)
		cr_assert_eq(sums[i], &made[i].trace, "%zu", i);
	arena_free(arena);
}

Test(sums, that_take_nothing_stand_alone)
{
	struct arena *arena = arena_new();
	const struct trace_step empty = {0};
	const struct trace trace = {.steps = &empty, .count = 1};
	size_t count;
	const struct trace *const *sums = sums_of(arena, &trace, &count);
	cr_assert_eq(count, 1);
	cr_assert_eq(sums[0], &trace);
	arena_free(arena);
}

Test(sums, do_not_tell_of_one_whose_place_a_number_took)
{
	struct arena *arena = arena_new();
	struct made made[2] = {0};
	size_t count;
	make(&made[0], NULL, NULL);
	make(&made[1], &made[0].trace, NULL);
	made[1].input.figure.is_otherwise = true;
	sums_of(arena, &made[1].trace, &count);
	cr_assert_eq(count, 1);
	arena_free(arena);
}

Test(sums, may_be_as_deep_as_forms_make_them)
{
	struct arena *arena = arena_new();
	struct made *made = arena_get(arena, DEEP * sizeof(*made));
	size_t count;
	make(&made[0], NULL, NULL);
	for (size_t i = 1; i < DEEP; i++)
		make(&made[i], &made[i - 1].trace, &made[i - 1].trace);
	const struct trace *const *sums =
	    sums_of(arena, &made[DEEP - 1].trace, &count);
	cr_assert_eq(count, DEEP);
	cr_assert_eq(sums[0], &made[0].trace);
	arena_free(arena);
}
