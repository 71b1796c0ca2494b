/*
 * Signals, as questions that can be asked between two keys.
 *
 *	poll({ tty, signal_fd() })
 *	signal_clear_fd();
 *	if (signal_take(SIGNAL_RESIZE)) ...
 *
 * A signal at any moment makes signal_fd() readable, so none is lost between
 * asking and waiting, and nobody wakes up without a reason.  A signal that
 * ends the program for a fault of its own puts the terminal right first.
 *
 * Signals belong to the whole process: there is one of all this.
 */
#ifndef TERM_SIGNAL_H
#define TERM_SIGNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#include "base/err.h"

enum signal_kind {
	SIGNAL_END,      /* hangup, or somebody asks the program to end */
	SIGNAL_RESIZE,   /* the window has changed its size */
	SIGNAL_STOP,     /* job control asks us to stop for a while */
	SIGNAL_CONTINUE, /* we were stopped, and are no more */
	SIGNAL_MAX
};

/* Before ncurses starts: it leaves alone what it finds taken. */
bool signal_open(struct err *err);
void signal_close(void); /* everything as it was before */

int signal_fd(void);
void signal_clear_fd(void);

/* Has it come since the last time it was asked? */
bool signal_take(enum signal_kind kind);

/* Stop, as job control asked; returns when the program is to go on. */
void signal_stop(void);

/*
 * What puts the terminal right when there is no time for anything else: these
 * bytes to this file, and these settings.  Copied; signal_unguard() forgets.
 */
void signal_guard(
    int fd, const struct termios *settings, const char *bytes, size_t length);
void signal_unguard(void);

#endif
