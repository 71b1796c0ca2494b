/*
 * The grammar of conditions, for the parts of form/expr alone.
 */
#ifndef FORM_EXPR_PARSE_H
#define FORM_EXPR_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/report.h"
#include "base/str.h"
#include "form/expr_scope.h"
#include "form/expr_table.h"
#include "form/expr_token.h"
#include "form/expr_trap.h"

/* Where the parsing stands; shared with form/expr_call.c. */
struct parser {
	const struct scope *scope;
	size_t repeat;
	struct trap trap;
	struct expr_columns *columns;
	struct str *sql;
	const struct token *start;
	const struct token *token;  /* at hand */
	const struct field *beside; /* what the term at hand is compared with */
	int depth;
};

/*
 * Put a condition, which may see the row of `repeat` (or NONE), as a SELECT of
 * one value for the sandbox; columns gains what its columns stand for.  False
 * if there were mistakes, which go to report.
 */
bool expr_parse(const struct scope *scope, size_t repeat,
    const struct token *tokens, struct arena *arena, struct report *report,
    struct expr_columns *columns, struct str *sql);

/* A question, today or a call; the token at hand is a name. */
struct expr_term parser_name(struct parser *parser);

/* A sum, a product or less. */
struct expr_term parser_sum(struct parser *parser);

/* Put a piece of SQL, or the token at hand, and go on behind that. */
void parser_put(struct parser *parser, const char *sql);
const struct token *parser_take(struct parser *parser);

/* Take what opens a level, a bracket or a sign; false if that is too deep. */
bool parser_down(struct parser *parser);
/* Take the bracket that closes what was opened, or complain. */
void parser_close(struct parser *parser, const struct token *open);

/* True or false, made of everything from a term to a token. */
struct expr_term parser_truth(const struct expr_term *left,
    const struct token *last);

/* Go to the end after a complaint. */
struct expr_term parser_give_up(struct parser *parser);

#endif
