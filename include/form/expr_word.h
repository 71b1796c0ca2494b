/*
 * The words that no name may be, for the parts of form/expr alone.
 */
#ifndef FORM_EXPR_WORD_H
#define FORM_EXPR_WORD_H

#include "base/words.h"
#include "form/expr_token.h"

struct expr_word {
	const char *word;
	enum token_kind kind;	/* what a condition reads it as, or TOKEN_END */
	enum word sentence; /* that refuses it; WORD_MAX: it may be there */
};

/* The word, with letters of any case; NULL if it is free for names. */
const struct expr_word *expr_word_find(const char *text);

#endif
