/*
 * Advice on plain words, for the worker's own texts and the council's, when it
 * is asked for.  Nobody else's words are judged, and none are ever wrong.
 */
#ifndef DESK_PLAIN_H
#define DESK_PLAIN_H

#include "desk/desk.h"

/*
 * Is the answer in the worker's or the council's voice, or said to be in the
 * words of either, or of whoever sits here?
 */
bool desk_is_own_text(struct desk *desk, const struct address *address);

/* What could be said of a text, in sentences for whoever wrote it. */
bool desk_put_plain(
    struct str *out, struct desk *desk, const char *text, struct err *err);

#endif
