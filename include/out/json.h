/*
 * Plans as JSON, by the published schema share/plan.schema.json, both ways;
 * and computed things for programs.
 */
#ifndef OUT_JSON_H
#define OUT_JSON_H

#include <stdbool.h>

#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"
#include "plan/budget.h"
#include "plan/change.h"
#include "plan/readiness.h"
#include "plan/reading.h"

/* What a file of a plan says it is. */
#define JSON_PLAN_FORMAT "sevensteps-plan"
enum { JSON_PLAN_VERSION = 1 };

/* The whole plan: every answer, voice and row, and the reading's figures. */
void json_put_plan(struct str *out, const struct reading *reading,
    const char *reference);

/* A budget, and a readiness. */
void json_put_budget(struct str *out, const struct budget *budget);
void json_put_readiness(struct str *out, const struct readiness *readiness,
    const struct form_set *set);

/* A sum with all that went into it, in a list; it is the last. */
void json_put_trace(struct str *out, const struct trace *trace,
    const struct reading *reading, const struct words *words);

/*
 * Read a plan: the changes that make it from an empty one, in the arena.
 * Unknown fields are refused by name and place, unless they are to be kept;
 * answers of the wrong kind are kept as typed.
 */
struct import_of {
	const struct json *root;
	const char *file; /* for messages */
	const struct form_set *set;
	int64_t now;	    /* when answers were given that do not say when */
	bool keeps_unasked; /* keep what the forms do not ask */
};
struct import {
	const struct change *changes;
	size_t count;
};
bool json_read_plan(struct arena *arena, const struct import_of *of,
    struct import *import, struct err *err);

#endif
