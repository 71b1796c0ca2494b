/*
 * The budget: the sum, what is planned, what is left, by stream and by
 * portion.  All figures come from the forms' own sums by their meanings; here
 * they are only gathered.  Pence.
 */
#ifndef PLAN_BUDGET_H
#define PLAN_BUDGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "plan/reading.h"

struct figure {
	bool is_known;
	int64_t pence;
};

struct budget_share {
	const char *id;      /* of the stream; NULL: not said */
	const char *label;   /* the stream's or the portion's name */
	int row;             /* of the portion; 0 */
	struct figure given; /* a portion's size; else unknown */
	int64_t year, week;  /* planned from it, of the lines that are known */
	int lines;
};

struct budget {
	struct figure year, week; /* to plan with */
	struct figure planned_year, planned_week;
	struct figure left_week;
	struct figure one_off;
	bool is_illustrative; /* the sum comes from an invented scheme */
	const struct budget_share *streams;
	size_t stream_count;
	const struct budget_share *portions;
	size_t portion_count;
	int lines, lines_without_cost;
};

struct budget budget_of(struct arena *arena, const struct reading *reading,
    const struct words *words);

#endif
