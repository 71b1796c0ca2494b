/*
 * What happened to plans, told.
 */
#ifndef DESK_HISTORY_H
#define DESK_HISTORY_H

#include "desk/desk.h"

/*
 * Is the history of the whole file as it was written, and does every plan hold
 * what its acts make?  Tells how much there is of it, with a code to copy that
 * only this history has; false with the first act that does not fit, or the
 * first answer.
 */
bool desk_put_verified(struct str *out, struct desk *desk, struct err *err);
bool desk_put_verified_json(
    struct str *out, struct desk *desk, struct err *err);

/*
 * Is what the file keeps of a version what was handed over under this code,
 * as it is typed from paper?  The plan that it is of lies open afterwards.
 * Nothing is told, and the error says what is wrong, unless all of it fits.
 */
bool desk_put_verified_version(
    struct str *out, struct desk *desk, const char *typed, struct err *err);

/*
 * The same for programs: what desk_put_verified_json() puts, and the version.
 * What does not fit is told too, and the error says it in words.
 */
bool desk_put_verified_version_json(
    struct str *out, struct desk *desk, const char *typed, struct err *err);

/*
 * All that happened to the open plan, in order, in plain words under the
 * labels of its forms.
 */
bool desk_put_history(struct str *out, struct desk *desk, struct err *err);

bool desk_put_history_json(
    struct str *out, struct desk *desk, struct err *err);

#endif
