/*
 * The command `settings`: what the worker prefers, each with who says so, and
 * every mistake in their file; or some of it changed.
 *
 * Tested by tests/cli.
 */
#include <string.h>

#include "app/command.h"

/* "mouse=yes", taken apart; what a key may be the desk knows. */
static bool
change(struct command_run *run, const char *argument)
{
	struct str key = STR_EMPTY;
	const char *equals = strchr(argument, '=');

	if (!equals)
		return err_set(
		    &run->err, WORD_APP_SETTINGS_EQUALS, argument, NULL);
	str_put_n(&key, argument, (size_t)(equals - argument));
	enum setting_id id = setting_find(key.text);
	bool is_done =
	    id < SETTING_MAX
		? desk_change_setting(run->desk, id, equals + 1, &run->err)
		: err_set(&run->err, WORD_SETTING_KEY, key.text, NULL);
	str_release(&key);
	return is_done;
}

enum status
command_settings(struct command_run *run)
{
	struct str text = STR_EMPTY;
	bool is_fine = true;

	for (size_t i = 0; i < run->count; i++)
		if (!change(run, run->arguments[i]))
			return STATUS_REFUSED;
	if (run->count == 0) {
		desk_put_settings(&text, run->desk);
		is_fine = desk_put_setting_mistakes(&text, run->desk);
	}
	put_safe(&run->out, text.text);
	str_release(&text);
	return is_fine ? STATUS_DONE : STATUS_REFUSED;
}
