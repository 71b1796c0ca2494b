/*
 * The whole program line by line, for a braille display, for speech, for a
 * terminal that shows no screens, and for a pipe: one question comes after the
 * other, and nothing is written anew.
 *
 * It asks what ui/page_model.h finds on a page and acts through the desk, as
 * the screens do; its commands are those of ui/actions.def, and a few that
 * screens have keys or buttons for, in ui/linear.def.
 */
#ifndef UI_LINEAR_H
#define UI_LINEAR_H

#include <stdbool.h>

#include "base/err.h"
#include "desk/desk.h"
#include "term/lines.h"

/*
 * Talk until somebody leaves or the input ends; everything is saved then.  The
 * first line says why it is line by line: a word, with one argument.  An error
 * means that something typed could not be saved.
 */
bool linear_run(struct desk *desk, struct lines *lines, enum word why,
    const char *about, struct err *err);

#endif
