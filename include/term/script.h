/*
 * Keys from a file, with commands between them.
 *
 *	# A comment, only at the start of a line.
 *	Siân<Tab>3/4/1957<Enter>
 *	:dump first.screen
 *
 * A line is typed as it stands; its end is no key.  <Tab>, <Ctrl-S> and the
 * other names of keys.def press keys, in small or large letters; <lt> is `<`
 * and <Space> a blank.  A line that starts with `:` is a command:
 *
 *	:dump FILE             write the screen as text ("-" is standard output)
 *	:dump-roles FILE       the same with the role of every cell
 *	:picture FILE          write the screen as an SVG picture
 *	:resize COLUMNSxROWS   make the screen that large
 *	:paste TEXT            paste; \n is a new line and \\ a backslash
 *	:click ROW COLUMN      press the first mouse button; both count from 0
 *	:wheel STEPS           turn the wheel down, or up if it is negative
 *	:tick                  let the time pass that the program waits for
 *	:wait TIME             press no key for so long: 400ms, 90s, 6m or 1h
 *	:sleep TIME            let the machine sleep for so long, and wake up
 *
 * Otherwise no time passes: its clock moves by the last three alone.
 * A command acts after everything before it has been handled and shown.
 */
#ifndef TERM_SCRIPT_H
#define TERM_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "term/terminal.h"

/* The largest screen, in rows or columns. */
enum { SCRIPT_SIZE_MAX = 1000 };

enum script_act {
	SCRIPT_EVENT, /* step.event */
	SCRIPT_DUMP,
	SCRIPT_DUMP_ROLES,
	SCRIPT_PICTURE,
	SCRIPT_WAIT, /* step.milliseconds */
	SCRIPT_SLEEP
};

struct script_step {
	enum script_act act;
	struct term_event event; /* of TERM_RESIZE: row, column are the size */
	const char *file;        /* where a dump or picture goes */
	int milliseconds;
};

struct script;

/*
 * Read a script; the first mistake is the error, with file and line.  Free
 * with script_free().
 */
bool script_read(const char *path, struct script **script, struct err *err);

/* The same from bytes of any encoding; `name` is for mistakes. */
bool script_parse(const char *name, const char *bytes, size_t length,
    struct script **script, struct err *err);
void script_free(struct script *script); /* NULL is fine */

/* The step in hand, or NULL at the end; script_go_on() takes the next one. */
const struct script_step *script_step(const struct script *script);
void script_go_on(struct script *script);

#endif
