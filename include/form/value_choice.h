/*
 * Reading a choice, for form/value.c alone.
 */
#ifndef FORM_VALUE_CHOICE_H
#define FORM_VALUE_CHOICE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/mem.h"
#include "form/form.h"
#include "form/value.h"

/*
 * Read the options of a field that were typed.  On success the value has its
 * codes, its other words and its canonical text; otherwise problem (if given)
 * is set.
 */
bool choice_read(struct arena *arena, const struct field *field,
    const char *typed, struct value *value, struct err *problem);

#endif
