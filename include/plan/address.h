/*
 * Addresses as people write them: "meals", "spending.2.cost", "worker:meals".
 */
#ifndef PLAN_ADDRESS_H
#define PLAN_ADDRESS_H

#include <stdbool.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "form/form.h"
#include "plan/plan.h"

/*
 * Read an address.  A row is one that the plan has, or the next one.  The
 * error names what was perhaps meant.  The field's id is the set's.
 */
bool address_read(const struct form_set *set, const struct plan *plan,
    struct arena *arena, const char *text, struct address *address,
    struct err *err);

/*
 * Read an address where something may be kept, whatever is asked now: the
 * question may be gone, or the row, or the list that it was in.  False if
 * nothing can be kept there.
 */
bool address_read_kept(const struct form_set *set, struct arena *arena,
    const char *text, struct address *address);

/*
 * Append it as it is written.  address_read() reads back what is asked, and
 * address_read_kept() all of it.
 */
void address_put(struct str *out, const struct form_set *set,
    const struct address *address);

/* The id of the list that the field belongs to, or NULL. */
const char *address_list(
    const struct form_set *set, const struct address *address);

/*
 * Do the forms have a question there: by this very id, and in a row that
 * lives?  Else an answer there is only kept.
 */
bool address_is_asked(const struct form_set *set, const struct plan *plan,
    const struct address *address);

/*
 * Does the text name a row, such as "lines.2", and no answer in it?  Then read
 * it: the list's id is the set's, the row one that lives.
 */
bool address_is_row(const struct form_set *set, const char *text);
bool address_read_row(const struct form_set *set, const struct plan *plan,
    const char *text, const char **list, int *row, struct err *err);

/*
 * Walk all answers in the order of the forms, a list row by row; then those
 * that the forms ask no more.  Return false from the visitor to stop.
 */
void address_each(const struct form_set *set, const struct plan *plan,
    plan_visitor *visit, void *context);

#endif
