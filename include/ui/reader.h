/*
 * A reader: lines of text in a window, scrolled by keys.  Help, the working
 * of a sum and the preview are readers.
 */
#ifndef UI_READER_H
#define UI_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/screen.h"

struct reader {
	struct arena *arena;
	const char **lines; /* wrapped; in the arena */
	size_t count, capacity;
	size_t row; /* the line the cursor is on */
	size_t top; /* the first line shown */
};

void reader_init(struct reader *reader);
void reader_release(struct reader *reader);

/* Empty it, back to the top. */
void reader_clear(struct reader *reader);
/* Add text, wrapped to `width` cells; newlines begin new lines. */
void reader_add(struct reader *reader, const char *text, int width);

/* Scroll; false if the event is not for a reader. */
bool reader_event(
    struct reader *reader, const struct term_event *event, int height);
/* Is there more below what a window of that height shows? */
bool reader_has_more(const struct reader *reader, int height);
void reader_draw(
    struct reader *reader, struct term *term, const struct area *area);

#endif
