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
	STATUS_NO_FILE = 3, /* the file cannot be opened */
	STATUS_UNREAD	    /* whoever read its output has stopped reading */
};

/*
 * What a command works with; `out` goes to the file of -o or to stdout when
 * it ends, with the people's file closed by then.
 */
struct command_run {
	const struct options *options;
	struct desk *desk;
	const char *const *arguments; /* behind the command's name */
	size_t count;
	struct str out;
	struct str secrets; /* lines handed over; see app/secret.h */
	size_t secret_at, secret_line; /* behind what was taken of them */
	bool has_secrets;
	struct err err; /* set when the status is not STATUS_DONE */
};

#define COMMAND(id, name, function, opens, least, most, takes, usage, help) \
	enum status function(struct command_run *run);
#include "app/commands.def"
#undef COMMAND

/*
 * Open the file for a command that does so by itself; says it if what is read
 * comes from a damaged file.
 */
enum status command_open(struct command_run *run, bool is_new_allowed);

/*
 * Does whoever sits there mean it?  They type what is wanted, unless --yes was
 * given.  {1} of both sentences is that, {2} of the question what it is about.
 */
bool command_confirm(struct command_run *run, enum word question,
    enum word refusal, const char *wanted, const char *about);

/*
 * Does a command of that name take every option that was given, the options
 * of all commands aside?  The set has a bit for each that it takes.
 */
bool command_takes(const struct options *options, unsigned takes,
    const char *name, struct err *err);
#define TAKES(option) (1U << OPTION_##option)
#define TAKES_NOTHING 0U

/* The version that --version=N names; 0 where it is not given. */
bool command_read_version(
    const struct options *options, int *number, struct err *err);

/*
 * Run the program: returns how it ended.  Everything that was said is on
 * stdout and stderr by then.
 */
enum status command_main(int argc, char *const argv[],
    const struct clock *clock);

/* Append text for people: control characters made visible. */
void put_safe(struct str *out, const char *text);

/* The same on one line, whatever is in it. */
void put_safe_line(struct str *out, const char *text);

/* put_safe() to stderr at once. */
void say_safe(const char *text);

#endif
