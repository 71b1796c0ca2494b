/*
 * The words of a condition, for the parts of form/expr alone.
 *
 * Reading finds everything that is wrong with how a condition is written:
 * quotes that curl or never end, signs and words of SQL that conditions do not
 * use, figures in odd shapes.  Where it is plain what was meant, reading goes
 * on with that, so that one run finds as much as it can.
 */
#ifndef FORM_EXPR_TOKEN_H
#define FORM_EXPR_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/report.h"
#include "form/expr.h"

enum token_kind {
	TOKEN_END,
	TOKEN_NAME,   /* of a question, a list or a function */
	TOKEN_WORDS,  /* between quotes; the text is without them */
	TOKEN_FIGURE, /* 12 or 2.5 */
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_COMMA,
	TOKEN_DOT,
	TOKEN_PLUS,
	TOKEN_MINUS,
	TOKEN_TIMES,
	TOKEN_EQUAL,
	TOKEN_UNEQUAL,
	TOKEN_LESS,
	TOKEN_AT_MOST,
	TOKEN_MORE,
	TOKEN_AT_LEAST,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_NOT,
	TOKEN_IN,
	TOKEN_IS,
	TOKEN_BETWEEN,
	TOKEN_NULL,
	TOKEN_TRUE,
	TOKEN_FALSE
};

struct token {
	enum token_kind kind;
	const char *text; /* as it was written, words without their quotes */
	struct place place;
};

/* A condition has at most so many tokens and bytes. */
enum { TOKEN_COUNT_MAX = 500, TOKEN_TEXT_MAX = 4000 };

/*
 * The tokens of a condition, at least one and then TOKEN_END, in the arena.
 * Mistakes go to report; *is_faulty says whether there were any.  NULL if
 * nothing can be made of it.
 */
const struct token *token_read(struct arena *arena,
    const struct expr_text *text, struct report *report, bool *is_faulty);

/* The token as a message shows it: words with their quotes. */
const char *token_show(struct arena *arena, const struct token *token);

/*
 * What a text was meant to be if it is a date in any shape, with the year
 * first; NULL if it is none.
 */
const char *token_date(struct arena *arena, const char *text);

#endif
