/*
 * The workbench line by line, in place of its screens.
 */
#ifndef APP_TALK_H
#define APP_TALK_H

#include "app/command.h"

/* Can it be what these options say? */
bool talk_check(const struct options *options, struct err *err);

/*
 * Is it wanted, by an option or a setting, or because nothing else can be
 * shown?  A script needs no terminal, and types on screens.
 */
bool talk_is_wanted(const struct options *options);

/* With the file open, or to be opened by what is typed. */
enum status talk_run(struct command_run *run);

#endif
