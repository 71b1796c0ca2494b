/*
 * The screens: they draw and ask, and decide nothing.
 *
 * One loop waits for an event, gives it to the screen on top of the stack and
 * draws that screen once no more input waits.  What a key means stands in
 * ui/actions.def; what an act does stands in desk/desk.h.
 */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>

#include "base/err.h"
#include "desk/desk.h"
#include "term/terminal.h"

/* How the terminal is to look and behave, by the worker's settings. */
void ui_look(const struct settings *settings, struct term_options *options);

/*
 * Run until the user leaves or the terminal goes away; everything is saved
 * then.  The desk has its file open.
 */
bool ui_run(struct desk *desk, struct term *term, struct err *err);

#endif
