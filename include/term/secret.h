/*
 * Asking for something secret on the terminal, before there are screens: the
 * question goes to standard error, and nothing that is typed is shown.
 */
#ifndef TERM_SECRET_H
#define TERM_SECRET_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/* Is somebody there to be asked? */
bool term_can_ask(void);

/*
 * Append one line as it was typed; Backspace and Ctrl-U mend it.  False if it
 * was broken off with Ctrl-C or Ctrl-D, or the terminal went away; or, before
 * anything is asked, if the terminal goes on showing what is typed.
 */
bool term_ask_secret(const char *question, struct str *out, struct err *err);

/*
 * The same for whoever writes the question elsewhere, and reads byte by byte
 * as read(2) does; less than 1 breaks it off.
 */
struct term_asking {
	void (*say)(void *context, const char *text);
	long (*read)(void *context, char *byte);
	void *context;
};
bool term_ask_secret_by(const struct term_asking *asking,
    const char *question, struct str *out, struct err *err);

/* As term_ask_secret(), but what is typed is shown. */
bool term_ask_line(const char *question, struct str *out, struct err *err);

#endif
