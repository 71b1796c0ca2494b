/*
 * What src/plan/why*.c share.
 */
#ifndef PLAN_WHY_PARTS_H
#define PLAN_WHY_PARTS_H

#include "plan/why.h"

/* The person's reading, and its forms. */
const struct reading *why_person(const struct why_of *of);
const struct form_set *why_set(const struct why_of *of);

/* Does anybody see the sum? */
bool why_is_seen(const struct field *sum);

/* A sentence of the program's own as a line; {name} is filled in. */
void why_put_sentence(
    struct str *out, const struct why_of *of, enum word word);

#endif
