/*
 * The commands: each thin over the desk.
 */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include "app/options.h"
#include "base/str.h"
#include "desk/desk.h"

/* How a command ends: the exit status of the program. */
enum status {
	STATUS_DONE = 0,
	STATUS_REFUSED = 1, /* something is missing or refused */
	STATUS_USAGE = 2,   /* wrong use */
	STATUS_NO_FILE = 3  /* the file cannot be opened */
};

/* What a command works with; `out` goes to stdout when it ends. */
struct command_run {
	const struct options *options;
	struct desk *desk;
	const char *const *arguments; /* behind the command's name */
	size_t count;
	struct str out;
	struct err err; /* set when the status is not STATUS_DONE */
};

#define COMMAND(id, name, function, opens, least, most, usage, help) \
	enum status function(struct command_run *run);
#include "app/commands.def"
#undef COMMAND

/*
 * Run the program: returns its exit status.  Everything that was said is on
 * stdout and stderr by then.
 */
enum status command_main(int argc, char *const argv[],
    const struct clock *clock);

/* Append text for people: control characters made visible. */
void put_safe(struct str *out, const char *text);

/* The same to stderr at once. */
void say_safe(const char *text);

#endif
