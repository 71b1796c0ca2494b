/*
 * Addresses as people write them: "meals", "spending.2.cost", "worker:meals".
 */
#ifndef PLAN_ADDRESS_H
#define PLAN_ADDRESS_H

#include <stdbool.h>

#include "base/err.h"
#include "base/mem.h"
#include "form/form.h"
#include "plan/plan.h"

/*
 * Read an address.  A row is one that the plan has, or the next one.  The
 * error names what was perhaps meant.  The field's id is the set's.
 */
bool address_read(const struct form_set *set, const struct plan *plan,
    struct arena *arena, const char *text, struct address *address,
    struct err *err);

/* The id of the list that the address has a row of, or NULL. */
const char *address_row_list(
    const struct form_set *set, const struct address *address);

#endif
