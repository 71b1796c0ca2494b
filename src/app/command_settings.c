/*
 * The command `settings`: what the worker prefers, each with who says so, and
 * every mistake in their file; or some of it changed.
 *
 * Tested by tests/cli.
 */
#include "app/command.h"

enum status
command_settings(struct command_run *run)
{
	struct str text = STR_EMPTY;
	bool is_fine = true;

	for (size_t i = 0; i < run->count; i++)
		if (!desk_take_setting(run->desk, run->arguments[i], &run->err))
			return STATUS_REFUSED;
	if (run->count == 0) {
		desk_put_settings(&text, run->desk);
		is_fine = desk_put_setting_mistakes(&text, run->desk);
	}
	put_safe(&run->out, text.text);
	str_release(&text);
	return is_fine ? STATUS_DONE : STATUS_REFUSED;
}
