/*
 * The trace of a sum: the steps it took, with every figure that went in.
 * The steps ARE the explanation; a printed trace adds up line by line.
 */
#ifndef PLAN_TRACE_H
#define PLAN_TRACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/exact.h"
#include "form/form.h"
#include "form/sum.h"

/* One figure that went into a step. */
struct trace_input {
	size_t field;               /* where it came from, or NONE */
	int row;                    /* its row, or 0 */
	const struct exact *number; /* NULL: not known yet */
	const struct exact *times;  /* the second factor of a sum, or NULL */
	bool is_nought;             /* not asked, so it counts as nought */
	const struct trace *trace;  /* how it was worked out, or NULL */
};

struct trace_step {
	const struct sum_step *step;
	const struct exact *before; /* NULL at the start */
	const struct exact *after;  /* NULL: not known */
	const struct trace_input *inputs;
	size_t input_count;
	size_t table_row; /* of a lookup, or NONE */
	size_t choice;    /* of a choose: which one, or NONE */
	bool took_effect; /* at least, at most, round: did it change it */
};

struct trace {
	size_t field; /* the sum */
	int row;
	const struct trace_step *steps;
	size_t count;
	const struct exact *result; /* NULL: not known yet */
	/* Answers that are missing, when it is not known. */
	const struct trace_missing {
		size_t field;
		int row;
	} * missing;
	size_t missing_count;
	const char *fault; /* why it cannot be worked out, or NULL */
};

struct str;
struct reading;
struct words;

/*
 * The trace as indented lines of text, sums within sums below their line.
 */
void trace_put(struct str *out, const struct trace *trace,
    const struct reading *reading, const struct words *words);

/* One step as a sentence: "Less what family does: times 0.75 is 6.75". */
void trace_put_step(struct str *out, const struct trace_step *step,
    const struct reading *reading, const struct words *words);

/* A figure of a field as people read it: pounds, points, percent. */
void trace_put_figure(struct str *out, const struct exact *number,
    const struct field *field, const struct words *words);

#endif
