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

/* Append it as it is written; address_read() reads back what is asked. */
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

#endif
