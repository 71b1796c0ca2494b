/*
 * Sums with all the sums that went into them, each once, in an order in which
 * every figure is explained before it is used.
 *
 * Sums within sums are as deep as forms make them, so the walk keeps a stack
 * of its own.  Memory is the caller's arena.  Tested by
 * tests/unit/plan_trace_sums.c.
 */
#include "plan/trace.h"

#include "base/mem.h"

/* A sum on the way, and the figure to look into next: two an input. */
struct visit {
	const struct trace *trace;
	size_t step, figure;
};

struct walk {
	struct visit *visits;
	size_t depth, depth_capacity;
	const struct trace **sums; /* all that went into these stands before */
	size_t count, capacity;
};

static void
enter(struct walk *walk, const struct trace *trace)
{
	walk->visits = mem_grow(walk->visits, walk->depth,
	    &walk->depth_capacity, sizeof(*walk->visits));
	walk->visits[walk->depth++] = (struct visit){.trace = trace};
}

static void
leave(struct walk *walk)
{
	walk->sums = mem_grow(
	    walk->sums, walk->count, &walk->capacity, sizeof(*walk->sums));
	walk->sums[walk->count++] = walk->visits[--walk->depth].trace;
}

static bool
is_done(const struct walk *walk, const struct trace *trace)
{
	for (size_t i = 0; i < walk->count; i++)
		if (walk->sums[i] == trace)
			return true;
	return false;
}

/* The sum behind the next figure, where there is one; false at the end. */
static bool
next_inner(struct visit *visit, const struct trace **inner)
{
	const struct trace *trace = visit->trace;

	while (visit->step < trace->count &&
	       visit->figure >= 2 * trace->steps[visit->step].input_count) {
		visit->step++;
		visit->figure = 0;
	}
	if (visit->step == trace->count)
		return false;
	const struct trace_input *input =
	    &trace->steps[visit->step].inputs[visit->figure / 2];
	const struct trace_figure *figure =
	    visit->figure++ % 2 == 0 ? &input->figure : &input->times;
	/* A sum in whose place a number was taken went in nowhere. */
	*inner = figure->is_otherwise ? NULL : figure->trace;
	return true;
}

static void
walk_from(struct walk *walk, const struct trace *trace)
{
	const struct trace *inner;

	enter(walk, trace);
	while (walk->depth > 0) {
		if (!next_inner(&walk->visits[walk->depth - 1], &inner))
			leave(walk);
		else if (inner && !is_done(walk, inner))
			enter(walk, inner);
	}
}

const struct trace *const *
trace_sums(struct arena *arena, const struct trace *const *traces,
    size_t trace_count, size_t *count)
{
	struct walk walk = {0};

	for (size_t i = 0; i < trace_count; i++)
		if (traces[i] && !is_done(&walk, traces[i]))
			walk_from(&walk, traces[i]);
	mem_free(walk.visits);
	*count = walk.count;
	return arena_keep(arena, walk.sums, walk.count, sizeof(*walk.sums));
}
