/*
 * Looking numbers up in the tables of forms.
 */
#ifndef FORM_TABLE_H
#define FORM_TABLE_H

#include "form/form.h"

/*
 * Look a number up; NULL when the table has no answer for it.  *row gets the
 * row that was used, or NONE where `below` or `above` answered or nothing did.
 *
 * step: the last row that begins at or under the number.  A row with an end
 * takes numbers up to and with its end, and those that lie within one unit
 * above it, since what is counted in whole units has nothing there; then comes
 * a gap without an answer until the next row begins.  Past the end of the last
 * row `above` answers, or that row if there is none; a last row without an end
 * goes on for ever.
 *
 * linear: rows are points; between two of them the value lies as far along as
 * the number does, and *row is the lower one.  Past the last, `above` answers,
 * or the last row.
 */
const struct exact *table_look_up(struct arena *arena,
    const struct table *table, const struct exact *at, size_t *row);

#endif
