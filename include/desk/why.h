/*
 * Why a question is asked, told of the open plan: what plan/why.h says, and
 * who said what there, and when.
 */
#ifndef DESK_WHY_H
#define DESK_WHY_H

#include "desk/desk.h"

/*
 * Append why a field is asked, what its answer is for and who said what;
 * fails when the history cannot be read.
 */
bool desk_put_why(struct str *out, struct desk *desk, size_t field, int row,
    struct err *err);

/* Append what is not asked on a page, or in a row of one, and why not. */
void desk_put_not_asked(struct str *out, struct desk *desk, size_t page,
    size_t repeat, int row);

#endif
