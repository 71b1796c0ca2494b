/*
 * Where a command has passphrases from, and the opening of the file by them.
 */
#ifndef APP_SECRET_H
#define APP_SECRET_H

#include "app/command.h"
#include "base/words.h"

/*
 * A new passphrase, typed twice on the terminal, or the next line of
 * --passphrase-file or --passphrase-fd.  Without either the error says what to
 * do.
 */
bool secret_get_new(struct command_run *run, struct str *out);

/*
 * Tell the recovery key of the keys that the desk has just made, this one
 * time; whoever sits at a terminal types it back.  Then the desk does with it
 * what the keys were made for.  If either comes to nothing, so does the key,
 * and that is said.
 */
bool secret_use(struct command_run *run,
    bool (*use)(struct desk *desk, const char *typed, struct err *err));

/* A sentence on stderr, with what it is about. */
void secret_say(struct command_run *run, enum word word, const char *about);
/* The same for one that stands there already; it ends in a new line then. */
void secret_say_text(struct str *said);

/* Open the file of people, or make it; the screens ask for themselves. */
enum status secret_open(struct command_run *run, bool is_new_allowed);
enum status secret_open_for_screens(struct command_run *run);

/*
 * Open a locked file, and tell by what; with --recover find its keys, and open
 * nothing yet.  Any other file is refused.
 */
enum status secret_unlock(struct command_run *run, struct str *secret);

/* Unlock a copy that is to come back, if it is locked; --recover says how. */
enum status secret_unlock_copy(struct command_run *run, const char *path);

#endif
