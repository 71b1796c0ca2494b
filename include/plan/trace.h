/*
 * The trace of a sum: the steps it took, with every figure that went in.
 * The steps ARE the explanation; a printed trace adds up line by line.
 */
#ifndef PLAN_TRACE_H
#define PLAN_TRACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/exact.h"
#include "base/str.h"
#include "base/words.h"
#include "form/form.h"
#include "form/sum.h"

struct reading;

/* What a figure counts, so that people can read it. */
enum measure {
	MEASURE_NUMBER,
	MEASURE_POINTS,
	MEASURE_MONEY,
	MEASURE_PERCENT,
	MEASURE_OPEN /* a bare number: it counts what it goes into */
};

enum trace_source {
	SOURCE_NOTHING, /* no figure here */
	SOURCE_WRITTEN, /* a number written in the form */
	SOURCE_ANSWER,  /* an answer */
	SOURCE_POINTS,  /* the points of an answer */
	SOURCE_RATE,
	SOURCE_SUM, /* another sum */
	SOURCE_TAG  /* all that has a tag, where only one figure fits */
};

/* One figure, and where it came from. */
struct trace_figure {
	enum trace_source source;
	size_t index;               /* of the field or the rate, or NONE */
	int row;                    /* of the field, or 0 */
	const struct exact *number; /* NULL: not known yet */
	enum measure measure;
	bool is_nought;            /* not asked, so it counts as nought */
	bool is_otherwise;         /* not answered: the number after `or` */
	const struct trace *trace; /* how it was worked out, or NULL */
};

/* "written", "answer" ...: for files and programs.  None has no name. */
const char *trace_source_name(enum trace_source source);

/* The id of the question, sum or rate that it is; NULL: it is none. */
const char *trace_figure_id(
    const struct trace_figure *figure, const struct form_set *set);

/* What went into a step: one figure, or in a sum with `times` a product. */
struct trace_input {
	struct trace_figure figure, times;
};

struct trace_step {
	const struct sum_step *step;
	const struct exact *before; /* NULL: nothing before, or not known */
	const struct exact *after;  /* NULL: not known */
	enum measure measure_before, measure_after;
	const struct trace_input *inputs;
	size_t input_count;
	size_t table_row; /* of a lookup, or NONE */
	size_t choice;    /* of a choose: which one, or NONE */
	bool took_effect; /* at least, at most, round: did it change it */
};

/* Why a sum cannot be worked out, though nothing is missing. */
enum trace_fault {
	FAULT_NONE,
	FAULT_DIVIDE,    /* by nought */
	FAULT_TABLE,     /* the table has no row for it */
	FAULT_RATE,      /* there is no rate yet on that day */
	FAULT_CHOICE,    /* none of the choices holds */
	FAULT_CONDITION, /* a condition comes out neither true nor false */
	FAULT_PENCE,     /* money that is not whole pence */
	FAULT_SIZE       /* a number beyond all bounds */
};

struct trace_missing {
	size_t field;
	int row;
};

struct trace {
	size_t field; /* the sum */
	int row;
	const struct trace_step *steps;
	size_t count;
	const struct exact *result; /* NULL: not known yet */
	enum measure measure;
	bool is_illustrative; /* it, or a sum in it, is an invented scheme's */
	/* When it is not known: the answers that would make it known. */
	const struct trace_missing *missing;
	size_t missing_count;
	enum trace_fault fault;
	size_t fault_step;            /* index of the step */
	const struct trace *fault_of; /* the sum it lies in: this or an inner */
};

/*
 * The sums with all sums that went into them, each once; what goes into one
 * stands before it.  NULL is stepped over.  The array is the arena's.
 */
const struct trace *const *trace_sums(struct arena *arena,
    const struct trace *const *traces, size_t trace_count, size_t *count);

/*
 * The explanation as lines, each a sentence in plain words; sums within sums
 * stand below the line they went into, one deeper.  A sum that went in twice
 * is explained once.  Of a sum that is not known the first line says why, and
 * the others what is known of it, if anything is.  Memory is the arena's.
 */
struct trace_line {
	int depth;
	const char *text;
};
const struct trace_line *trace_lines(struct arena *arena,
    const struct trace *trace, const struct reading *reading,
    const struct words *words, size_t *count);

/* The same as text, two blanks a depth, each line closed by a newline. */
void trace_put(struct str *out, const struct trace *trace,
    const struct reading *reading, const struct words *words);

/* Of a sum that is not known, only the lines with something known in them. */
void trace_put_known(struct str *out, const struct trace *trace,
    const struct reading *reading, const struct words *words);

/* The answers that would make it known, a line each, with where to set them. */
void trace_put_missing(struct str *out, const struct trace *trace,
    const struct reading *reading, const struct words *words);

/*
 * Is a step worth a line?  Not a rounding that changed nothing, nor a step
 * that is not known only because what stands above it is not.
 */
bool trace_is_worth_telling(const struct trace *trace, size_t at);

/* Does the step gather figures, which are then told below it? */
bool trace_is_gathering(
    const struct reading *reading, const struct trace_step *step);

/* The question or rate that a figure comes from; nothing for a number. */
void trace_put_figure_name(struct str *out, const struct reading *reading,
    const struct trace_figure *figure, const struct words *words);

/* The form's words for a step, or the name of what goes in. */
void trace_put_step_name(struct str *out, const struct reading *reading,
    const struct trace_step *step, const struct words *words);

/*
 * What a step of the sum gathered, a sentence each, where its own sentence
 * does not say it; sums that went in are taken for explained already.
 */
const char *const *trace_inputs(struct arena *arena, const struct trace *trace,
    const struct trace_step *step, const struct reading *reading,
    const struct words *words, size_t *count);

/* One step as sentences: "Your family helps: times 0.75 is 6.75." */
void trace_put_step(struct str *out, const struct trace_step *step,
    const struct reading *reading, const struct words *words);

/* Why it is not known: "Not known yet: ...", or what stops it. */
void trace_put_unknown(struct str *out, const struct trace *trace,
    const struct reading *reading, const struct words *words);

/* A figure as people read it: "£3.50", "9 points", "20%", "about 52.1429". */
void trace_put_figure(struct str *out, const struct exact *number,
    enum measure measure, const struct words *words);

#endif
