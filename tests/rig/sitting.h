/*
 * The program on a terminal of its own, with the forms and the person of
 * tests/screens/data and the settings that a test gives it: for tests of what
 * somebody who sits there sees.
 *
 *	struct sitting sitting;
 *	sitting_begin(&sitting);
 *	sitting_start(&sitting, &(struct sitting_of){.settings = "..."});
 *	scr_keys(sitting.scr, SITTING_PAGE(""));
 *	sitting_end(&sitting);
 */
#ifndef RIG_SITTING_H
#define RIG_SITTING_H

#include "base/mem.h"
#include "rig/scr.h"

/* From the start to a page of the person there, by arrows. */
#define SITTING_PAGE(downs) "mair<Enter><Ctrl-G>" downs "<Enter>"

struct sitting {
	struct arena *arena;
	const char *folder; /* with the program, and a home in it */
	struct scr *scr;
};

enum { SITTING_ARGUMENTS = 4 };

struct sitting_of {
	int rows, columns;    /* 0: 24 and 80 */
	const char *settings; /* what the file says, or NULL: no file */
	const char *variable; /* "TERM=linux", or NULL */
	/* None: demo, which is the practice file. */
	const char *arguments[SITTING_ARGUMENTS];
};

/* A folder of its own; it goes with sitting_end(). */
void sitting_begin(struct sitting *sitting);
void sitting_end(struct sitting *sitting);

/* Start the program anew. */
void sitting_start(struct sitting *sitting, const struct sitting_of *of);

#endif
