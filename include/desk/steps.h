/*
 * Steps of typing that are kept, so that Undo in a text reaches back past the
 * leaving of its field and past the end of the program.
 *
 * What stands in them is the screens' affair (ui/edit.h): here they are texts,
 * one for each place of the open plan where something can be typed.  They are
 * written in the transaction of the act that follows, or with
 * desk_save_steps(), and take at most STEPS_MOST bytes of the file a plan: what
 * was typed in longest ago goes first.  They go altogether when anything of the
 * plan is struck out, when a version is frozen, and with the person.
 */
#ifndef DESK_STEPS_H
#define DESK_STEPS_H

#include "desk/desk.h"

enum { STEPS_MOST = 64 * 1024 };

/*
 * So much is known of them here, for whoever asks what is held (access): a
 * place begins with the address of its answer and a blank, and its steps are
 * JSON with a list "steps" of lists, these items of which are texts.
 */
enum { STEP_REMOVED = 2, STEP_ADDED = 3 };

/* Those of a place; borrowed until the next call, and NULL if none are kept. */
const char *desk_steps(struct desk *desk, const char *place);
/* In the place of what was kept of it; NULL or "": none. */
void desk_keep_steps(struct desk *desk, const char *place, const char *steps);
bool desk_save_steps(struct desk *desk, struct err *err);

/* Another number whenever all of them have gone. */
uint64_t desk_steps_revision(const struct desk *desk);

/*
 * desk_answer() for words that Undo or Redo in a text have led to.  Are they
 * those from before the acts that were done last there, or from after those
 * undone last, then these are undone or done again: never a new change.
 */
bool desk_answer_back(struct desk *desk, const struct address *address,
    const char *text, const char *whose, const char *how, struct err *err);

#endif
