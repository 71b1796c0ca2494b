/*
 * Sums: the steps of a `calculate` block as data, and what one step does to
 * an exact number.  Where the operands come from is the reading's business
 * (plan/reading.h); here is only arithmetic.
 */
#ifndef FORM_SUM_H
#define FORM_SUM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/exact.h"
#include "form/form.h"

enum sum_operation {
	SUM_SUM,     /* replace by the sum over rows or tagged fields */
	SUM_POINTS,  /* add the points of an answer, or of all tagged */
	SUM_PLUS,
	SUM_LESS,
	SUM_TIMES,
	SUM_DIVIDE,
	SUM_PERCENT, /* times n / 100 */
	SUM_LOOKUP,
	SUM_RATE, /* replace by a rate */
	SUM_AT_LEAST,
	SUM_AT_MOST,
	SUM_CHOOSE, /* replace by the first choice whose condition holds */
	SUM_ROUND,
	SUM_OPERATION_MAX
};

enum operand_kind {
	OPERAND_NOTHING,
	OPERAND_NUMBER,	   /* written in the form */
	OPERAND_FIELD,	   /* a field's value */
	OPERAND_POINTS,	   /* the points of a field's answer */
	OPERAND_RATE,
	OPERAND_TAG,	   /* all fields with a tag */
	OPERAND_TAG_POINTS /* the points of all fields with a tag */
};

struct operand {
	enum operand_kind kind;
	const struct exact *number; /* OPERAND_NUMBER */
	size_t index;		    /* field or rate */
	const char *tag;
	const struct exact *otherwise; /* `or 0`: when not answered */
};

/*
 * The grammar of an operand: NUMBER | £MONEY | FIELD | FIELD or NUMBER |
 * points of FIELD | rate RATE | tag TAG | points of tag TAG.
 */
struct sum_step {
	enum sum_operation operation;
	struct wording label; /* in plain words; may be empty */
	struct operand operand;
	struct operand times;		/* of a sum: a second field, a row */
	const struct condition *where;	/* of a sum */
	size_t table;			/* of a lookup */
	const struct exact *unit;	/* of a round */
	enum exact_rounding rounding;	/* of a round */
	/* `choose` lines in a row are one step; if none holds, not known. */
	const struct sum_choice {
		struct operand operand;
		const struct condition *condition; /* NULL: otherwise */
		struct wording label;		   /* as of a step */
		const char *text;		   /* as of a step */
	} *choices;
	size_t choice_count;
	const char *text; /* the step as it was written, without label */
	struct place place;
};

/*
 * What one step makes of the number before it.  Steps that replace the number
 * (sum, lookup, rate, choose) give the operand, which is what was found; a
 * round needs no operand.  NULL when dividing by nought or when the number
 * grows beyond SUM_LIMBS_MAX.
 */
enum { SUM_LIMBS_MAX = 64 };
const struct exact *sum_apply(struct arena *arena, const struct sum_step *step,
    const struct exact *before, const struct exact *operand);

#endif
