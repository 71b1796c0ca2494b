/*
 * A row's worth of a longer text, so that what was searched for is in it.
 */
#ifndef UI_EXCERPT_H
#define UI_EXCERPT_H

#include "base/str.h"

/*
 * Append the text from where the first of the words searched for is in sight
 * within so many cells, whole words before it and on one line.  What was left
 * out before it is told by an ellipsis; what is too much behind it stays.
 */
void excerpt_put(
    struct str *out, const char *text, const char *search, int cells);

#endif
