/*
 * The functions that a condition may call, for the parts of form/expr alone.
 */
#ifndef FORM_EXPR_CALL_H
#define FORM_EXPR_CALL_H

#include "form/expr_parse.h"

/* How a function of this name is called, "age(date)"; NULL if there is none. */
const char *call_shape(const char *name);

/* A call; the token at hand is the name, an opening bracket follows. */
struct expr_term call_parse(struct parser *parser);

#endif
