/*
 * The rules of field types, for src/form/type*.c alone.
 */
#ifndef FORM_TYPE_RULES_H
#define FORM_TYPE_RULES_H

#include "form/type.h"

#define TYPE(id, name, takes, way, rules, about)                               \
	extern const struct type_rules type_rules_##rules;
#include "form/type.def"
#undef TYPE

/* Set the problem, if one is wanted; false, for whoever refuses. */
bool type_refuse(struct err *problem, enum word word);
/* More were named than the field allows. */
bool type_refuse_many(const struct field *field, struct err *problem);

/* Canonical text is how it is shown, or the text is. */
void type_put_text(struct str *out, const struct field *field,
    const struct value *value, const struct words *words);

#endif
