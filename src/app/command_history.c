/*
 * Commands about what happened: verify.
 */
#include "app/command.h"
#include "desk/history.h"

enum status
command_verify(struct command_run *run)
{
	bool as_json = run->options->values[OPTION_JSON] != NULL;
	bool is_whole =
	    as_json ? desk_put_verified_json(&run->out, run->desk, &run->err)
		    : desk_put_verified(&run->out, run->desk, &run->err);

	return is_whole ? STATUS_DONE : STATUS_REFUSED;
}
