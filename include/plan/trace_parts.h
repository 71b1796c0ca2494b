/*
 * What the lines and the sentences of a trace share, for src/plan/trace*.c
 * alone.
 */
#ifndef PLAN_TRACE_PARTS_H
#define PLAN_TRACE_PARTS_H

#include "plan/trace.h"

/* What an input comes to, its product if it has two factors; or NULL. */
const struct exact *trace_input_number(
    struct arena *arena, const struct trace_input *input);

/* The question, and in a list which row of it. */
void trace_put_place(struct str *out, const struct reading *reading,
    size_t field, int row, const struct words *words);

/* A figure as text in the arena; "" for none. */
const char *trace_write_figure(struct arena *arena, const struct exact *number,
    enum measure measure, const struct words *words);

/* trace_put_step() with memory of the caller's to work in. */
void trace_put_step_with(struct str *out, const struct trace_step *step,
    const struct reading *reading, const struct words *words,
    struct arena *arena);

#endif
