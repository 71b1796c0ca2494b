/*
 * The stream of typed bytes, taken apart into events.
 *
 *	input_feed(input, bytes, length);
 *	while (input_next(input, &event) == INPUT_EVENT)
 *		...
 *	poll(..., input_patience(input)) or, if nothing came, input_settle()
 *
 * Keeps what has not been asked for yet, and a paste until it is whole.  Knows
 * neither the terminal nor the time: whoever reads tells it when to settle.
 */
#ifndef TERM_INPUT_H
#define TERM_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "term/keys.h"

struct input;

enum input_found {
	INPUT_NOTHING, /* more bytes are needed */
	INPUT_EVENT,
	INPUT_MARK /* a test's mark; everything before it has been taken */
};

/* Takes the keys.  Free with input_free(). */
struct input *input_new(struct keys *keys);
void input_free(struct input *input); /* NULL is fine */

/* Are clicks and the wheel heeded? */
void input_set_mouse(struct input *input, bool has_mouse);

void input_feed(struct input *input, const char *bytes, size_t length);

/* Wipe what was taken already. */
void input_forget(struct input *input);

/* The next event; its text is borrowed until the next call. */
enum input_found input_next(struct input *input, struct term_event *event);

/* Would input_next() find an event? */
bool input_has_event(const struct input *input);

/*
 * How long to wait, in milliseconds, for the rest of what has begun; -1 if
 * nothing has.  When no byte came in that time call input_settle(): an Esc is
 * then the Esc key, and a paste without an end ends.
 */
int input_patience(const struct input *input);
void input_settle(struct input *input);

#endif
