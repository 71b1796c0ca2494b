/*
 * A line to write in, with its label: a search, a name; and a line to read.
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

/*
 * Of so many lines and buttons one below another, the one that Tab or an arrow
 * leads to from the one in focus, round again at the end; -1: another event.
 */
int line_step(const struct term_event *event, int focus, int count);

/* A button, drawn as that is. */
void line_draw_button(
    struct term *term, int row, int columns, const char *label, bool is_focus);

/* A text in a row; one that does not fit ends in a mark that says so. */
void line_put(struct term *term, int row, int column, int cells,
    const char *text, enum term_role role);

#endif
