/*
 * Commands about what happened: history, changed, verify.
 */
#include "app/command.h"
#include "desk/changed.h"
#include "desk/history.h"

/* By the code on a paper. */
static enum status
verify_version(struct command_run *run)
{
	const char *code = run->arguments[0];
	bool is_same = run->options->values[OPTION_JSON]
			   ? desk_put_verified_version_json(
				 &run->out, run->desk, code, &run->err)
			   : desk_put_verified_version(
				 &run->out, run->desk, code, &run->err);

	return is_same ? STATUS_DONE : STATUS_REFUSED;
}

enum status
command_history(struct command_run *run)
{
	struct str told = STR_EMPTY;
	bool is_told;

	if (run->options->values[OPTION_JSON])
		return desk_put_history_json(&run->out, run->desk, &run->err)
			   ? STATUS_DONE
			   : STATUS_REFUSED;
	is_told = desk_put_history(&told, run->desk, &run->err);
	put_safe(&run->out, told.text);
	str_release(&told);
	return is_told ? STATUS_DONE : STATUS_REFUSED;
}

enum status
command_changed(struct command_run *run)
{
	struct since since = {SINCE_TODAY, 0};
	struct str told = STR_EMPTY;
	bool is_different;

	if (run->count > 0 &&
	    !desk_read_since(run->desk, run->arguments[0], &since, &run->err))
		return STATUS_REFUSED;
	bool is_told = desk_put_changed(
	    &told, run->desk, &since, &is_different, &run->err);
	put_safe(&run->out, told.text);
	if (is_told && !is_different)
		str_format(&run->out, "%s\n",
		    words_get(desk_words(run->desk), WORD_CHANGED_NOTHING));
	str_release(&told);
	return is_told ? STATUS_DONE : STATUS_REFUSED;
}

enum status
command_verify(struct command_run *run)
{
	if (run->count > 0)
		return verify_version(run);

	bool as_json = run->options->values[OPTION_JSON] != NULL;
	bool is_whole =
	    as_json ? desk_put_verified_json(&run->out, run->desk, &run->err)
		    : desk_put_verified(&run->out, run->desk, &run->err);

	return is_whole ? STATUS_DONE : STATUS_REFUSED;
}
