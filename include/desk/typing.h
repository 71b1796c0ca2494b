/*
 * What was being typed when the program last ended, and no screen has taken up
 * with desk_pending() since.
 */
#ifndef DESK_TYPING_H
#define DESK_TYPING_H

#include "desk/desk.h"

/*
 * Is there nothing of the kind?  Else the error says where, and what to do: it
 * is no answer, and whoever shows or freezes the plan leaves it out.
 */
bool desk_check_typing(struct desk *desk, struct err *err);

/* The readiness with that before all gaps, for `check`.  In the arena. */
struct readiness desk_to_do(struct desk *desk, struct arena *arena);

/* An act was saved; if it says anything there, that is the end of the text. */
struct change;
void desk_end_typing(
    struct desk *desk, const struct change *changes, size_t count);

/* What is being typed is not wanted: nothing of it is kept. */
bool desk_forget_typing(struct desk *desk, struct err *err);

/* The same where an act has changed nothing, since all was so already. */
bool desk_drop_typing(struct desk *desk, const struct address *addresses,
    size_t count, struct err *err);

#endif
