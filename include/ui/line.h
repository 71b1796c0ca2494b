/*
 * A line to write in, with its label: a search, a name.
 */
#ifndef UI_LINE_H
#define UI_LINE_H

#include <stdbool.h>

#include "term/terminal.h"
#include "ui/edit.h"

/* Type into it; false if the event is none of its keys. */
bool line_event(struct edit *edit, const struct term_event *event);

/* Draw it across the row; the cursor goes into it when it is in focus. */
void line_draw(struct term *term, struct edit *edit, int row, int columns,
    const char *label, bool is_focus);

#endif
