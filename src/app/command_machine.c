/*
 * The command `machine`: what is settled for this machine, or every mistake
 * in that; and what its disk, its swap and its folders are like.
 *
 * Tested by tests/cli.
 */
#include "app/command.h"

enum status
command_machine(struct command_run *run)
{
	struct str text = STR_EMPTY;
	bool is_fine = desk_put_policy(&text, run->desk);

	desk_put_machine(&text, run->desk);
	put_safe(&run->out, text.text);
	str_release(&text);
	return is_fine ? STATUS_DONE : STATUS_REFUSED;
}
