/*
 * The forms told to people and programs: `forms show`, `forms show --json`
 * and `forms docs`.
 */
#ifndef FORM_DESCRIBE_H
#define FORM_DESCRIBE_H

#include "base/str.h"
#include "base/words.h"
#include "form/form.h"

/* Every page and question in order, with conditions, as text. */
void form_describe(struct str *out, const struct form_set *set,
    const struct words *words);

/* The whole set as JSON. */
void form_describe_json(struct str *out, const struct form_set *set);

/* The language itself from the registry: kinds, keys, types, meanings. */
void form_describe_language(struct str *out, const struct words *words);

#endif
