/*
 * The workbench line by line: when it is, and why that is said to be.
 *
 * Tested by tests/linear and tests/cli.
 */
#include "app/talk.h"

#include <stdlib.h>
#include <unistd.h>

#include "app/preferences.h"
#include "base/attr.h"
#include "term/lines.h"
#include "term/terminfo.h"
#include "ui/linear.h"

/* Why it is, WORD_MAX if it is not; what that is about goes to *about. */
static enum word
find_reason(const struct options *options, const char **about)
{
	static const char *const settings[] = {
	    "SEVENSTEPS_LINEAR", "ACCESSIBLE"};
	const char *name = getenv("TERM");

	*about = "";
	if (options->values[OPTION_LINEAR])
		return WORD_LINEAR_ASKED;
	if (options->values[OPTION_SCRIPT])
		return WORD_MAX;
	for (size_t i = 0; i < ARRAY_LENGTH(settings); i++)
		if (environment_asks_for(settings[i])) {
			*about = settings[i];
			return WORD_LINEAR_SETTING;
		}
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return WORD_LINEAR_NO_TERMINAL;
	*about = name ? name : "";
	return !text_is_blank(name) &&
		       terminfo_judge(name, STDOUT_FILENO) == TERMINFO_GOOD
		   ? WORD_MAX
		   : WORD_LINEAR_PLAIN_TERMINAL;
}

bool
talk_check(const struct options *options, struct err *err)
{
	return !options->values[OPTION_LINEAR] ||
	       !options->values[OPTION_SCRIPT] ||
	       err_set(err, WORD_LINEAR_NOT_BOTH, NULL);
}

bool
talk_is_wanted(const struct options *options)
{
	const char *ignored;

	return find_reason(options, &ignored) != WORD_MAX;
}

enum status
talk_run(struct command_run *run)
{
	const char *about;
	enum word why = find_reason(run->options, &about);
	struct lines *lines;

	if (!lines_open(&lines, &run->err))
		return STATUS_REFUSED;
	bool is_done = linear_run(run->desk, lines, why, about, &run->err);
	bool is_unread = lines_is_unread(lines);
	lines_close(lines);
	return !is_done    ? STATUS_REFUSED
	       : is_unread ? STATUS_UNREAD
			   : STATUS_DONE;
}
