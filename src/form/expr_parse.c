/*
 * Conditions: tokens to one SELECT.
 *
 * Owns the grammar, which is SQLite's own with everything left out that has no
 * place in a condition.  Refuses to know what names mean (form/expr_scope.c),
 * which terms may be compared (form/expr_trap.c) and how the SELECT is run.
 * Puts the SQL as it goes along, so that only what was understood reaches
 * SQLite.  Everything else lives in the caller's arena.
 *
 * Precedence, lowest first: or; and; not; = <> is in between; < <= > >=; + -;
 * *; signs.  Mistakes of grammar end the parsing, others do not.
 *
 * Tested by tests/unit/form_expr.c; tests/fuzz/form_expr.c sees that SQLite
 * understands whatever is understood here.
 */
#include "form/expr_parse.h"

#include <assert.h>

#include "form/expr_call.h"
#include "form/type.h"

enum { DEPTH_MAX = 20, SQL_MAX = 60000 };

static struct expr_term parse_or(struct parser *parser);

static struct expr_term
faulty(const struct parser *parser)
{
	return (struct expr_term){
	    .kind = EXPR_FAULTY, .first = parser->token, .last = parser->token};
}

/* The end is where every rule stops. */
struct expr_term
parser_give_up(struct parser *parser)
{
	while (parser->token->kind != TOKEN_END)
		parser->token++;
	parser->trap.is_silent = true;
	return faulty(parser);
}

static void
complain(struct parser *parser, const struct token *at, enum word sentence)
{
	trap_complain(&parser->trap, at, NULL, sentence, NULL, NULL);
}

/* Complain of the token at hand and go to the end. */
static struct expr_term
refuse_token(struct parser *parser)
{
	struct trap *trap = &parser->trap;
	const struct token *token = parser->token;
	const struct token *before = token == parser->start ? token : token - 1;
	const char *shown = token_show(trap->arena, token);
	const char *shown_before = token_show(trap->arena, before);

	if (token->kind == TOKEN_END)
		trap_complain(trap, before, NULL, WORD_EXPR_ENDS_EARLY,
		    shown_before, NULL);
	else if (token->kind == TOKEN_COMMA)
		complain(parser, token, WORD_EXPR_COMMA);
	else if (token->kind == TOKEN_CLOSE && parser->depth == 0)
		complain(parser, token, WORD_EXPR_BRACKET_CLOSE);
	else if (before == token)
		trap_complain(
		    trap, token, NULL, WORD_EXPR_UNEXPECTED_FIRST, shown, NULL);
	else
		trap_complain(trap, token, NULL, WORD_EXPR_UNEXPECTED, shown,
		    shown_before);
	return parser_give_up(parser);
}

void
parser_put(struct parser *parser, const char *sql)
{
	str_put_char(parser->sql, ' ');
	str_put(parser->sql, sql);
}

const struct token *
parser_take(struct parser *parser)
{
	const struct token *token = parser->token++;

	parser_put(parser, token_show(parser->trap.arena, token));
	return token;
}

/* Go on behind a token of this kind, without putting it. */
static bool
skip(struct parser *parser, enum token_kind kind)
{
	if (parser->token->kind != kind)
		return false;
	parser->token++;
	return true;
}

bool
parser_down(struct parser *parser)
{
	const struct token *token = parser_take(parser);

	if (++parser->depth <= DEPTH_MAX)
		return true;
	complain(parser, token, WORD_EXPR_TOO_DEEP);
	parser_give_up(parser);
	return false;
}

void
parser_close(struct parser *parser, const struct token *open)
{
	if (parser->token->kind == TOKEN_CLOSE) {
		parser_take(parser);
	} else if (parser->token->kind == TOKEN_END) {
		complain(parser, open, WORD_EXPR_BRACKET_OPEN);
		parser_give_up(parser);
	} else {
		refuse_token(parser);
	}
	parser->depth--;
}

struct expr_term
parser_truth(const struct expr_term *left, const struct token *last)
{
	return (struct expr_term){
	    .kind = EXPR_TRUTH, .first = left->first, .last = last};
}

/* --- Terms ---------------------------------------------------------------- */

static struct expr_term
put_field(struct parser *parser, const struct field *field)
{
	size_t index = (size_t)(field - parser->scope->fields);
	size_t column =
	    expr_columns_put(parser->columns, index, field->type->takes);

	if (column == NONE) {
		trap_complain(&parser->trap, parser->token - 1, NULL,
		    WORD_EXPR_TOO_MANY_FIELDS, field->id, NULL);
		return faulty(parser);
	}
	parser_put(parser,
	    arena_format(parser->trap.arena, EXPR_COLUMN "%zu", column));
	return (struct expr_term){.kind = trap_kind_of(field), .field = field};
}

static struct expr_term
put_today(struct parser *parser)
{
	parser_put(parser, EXPR_TODAY);
	return (struct expr_term){.kind = EXPR_DATE};
}

/* A question or today, perhaps with `plan.` or its list before it. */
static struct expr_term
parse_column(struct parser *parser)
{
	struct scope_use use = {.repeat = parser->repeat,
	    .name = parser->token++,
	    .beside = parser->beside};

	if (skip(parser, TOKEN_DOT)) {
		use.table = use.name;
		use.name = parser->token;
		if (!skip(parser, TOKEN_NAME))
			return refuse_token(parser);
	}
	if (text_is(use.name->text, SCOPE_TODAY) &&
	    (!use.table || text_is(use.table->text, SCOPE_PLAN)))
		return put_today(parser);
	const char *shape = use.table ? NULL : call_shape(use.name->text);
	const struct field *field = NULL;
	if (shape)
		trap_complain(&parser->trap, use.name, NULL,
		    WORD_EXPR_NAME_FUNCTION, use.name->text, shape);
	else
		field = scope_find(parser->scope, &use, &parser->trap);
	return field ? put_field(parser, field) : faulty(parser);
}

struct expr_term
parser_name(struct parser *parser)
{
	const struct token *first = parser->token;
	struct expr_term term = first[1].kind == TOKEN_OPEN
				    ? call_parse(parser)
				    : parse_column(parser);

	term.first = first;
	term.last = parser->token - 1;
	return term;
}

static struct expr_term
parse_literal(struct parser *parser, enum expr_kind kind)
{
	const struct token *token = parser_take(parser);

	return (struct expr_term){
	    .kind = kind, .first = token, .last = token, .is_fixed = true};
}

static struct expr_term
parse_brackets(struct parser *parser)
{
	const struct token *open = parser->token;

	if (!parser_down(parser))
		return faulty(parser);
	struct expr_term term = parse_or(parser);
	parser_close(parser, open);
	term.first = open;
	term.last = parser->token - 1;
	return term;
}

static struct expr_term
parse_primary(struct parser *parser)
{
	switch (parser->token->kind) {
	case TOKEN_NAME:
		return parser_name(parser);
	case TOKEN_WORDS:
		return parse_literal(parser, EXPR_WORDS);
	case TOKEN_FIGURE:
		return parse_literal(parser, EXPR_FIGURE);
	case TOKEN_NULL:
		return parse_literal(parser, EXPR_NULL);
	case TOKEN_TRUE:
	case TOKEN_FALSE:
		return parse_literal(parser, EXPR_TRUTH);
	case TOKEN_OPEN:
		return parse_brackets(parser);
	default:
		return refuse_token(parser);
	}
}

static struct expr_term
parse_signed(struct parser *parser)
{
	if (parser->token->kind != TOKEN_MINUS &&
	    parser->token->kind != TOKEN_PLUS)
		return parse_primary(parser);
	const struct token *sign = parser->token;
	if (!parser_down(parser))
		return faulty(parser);
	struct expr_term term = parse_signed(parser);
	parser->depth--;
	return trap_signed(&parser->trap, sign, &term);
}

static struct expr_term
parse_product(struct parser *parser)
{
	struct expr_term left = parse_signed(parser);

	while (parser->token->kind == TOKEN_TIMES) {
		const struct token *sign = parser_take(parser);
		struct expr_term right = parse_signed(parser);
		left = trap_sum(&parser->trap, &left, sign, &right);
	}
	return left;
}

struct expr_term
parser_sum(struct parser *parser)
{
	struct expr_term left = parse_product(parser);

	while (parser->token->kind == TOKEN_PLUS ||
	       parser->token->kind == TOKEN_MINUS) {
		const struct token *sign = parser_take(parser);
		struct expr_term right = parse_product(parser);
		left = trap_sum(&parser->trap, &left, sign, &right);
	}
	return left;
}

/* What a term is compared with; names beside it may be options of it. */
static struct expr_term
parse_beside(struct parser *parser, const struct expr_term *left,
    const struct token *sign, struct expr_term (*parse_right)(struct parser *))
{
	parser->beside = left->field;
	struct expr_term right = parse_right(parser);
	parser->beside = NULL;
	trap_compare(&parser->trap, left, sign, &right);
	return right;
}

static struct expr_term
parse_comparison(struct parser *parser, const struct expr_term *left,
    struct expr_term (*parse_right)(struct parser *))
{
	const struct token *sign = parser_take(parser);
	struct expr_term right = parse_beside(parser, left, sign, parse_right);

	return parser_truth(left, right.last);
}

static struct expr_term
parse_order(struct parser *parser)
{
	struct expr_term left = parser_sum(parser);

	for (;;)
		switch (parser->token->kind) {
		case TOKEN_LESS:
		case TOKEN_AT_MOST:
		case TOKEN_MORE:
		case TOKEN_AT_LEAST:
			left = parse_comparison(parser, &left, parser_sum);
			break;
		default:
			return left;
		}
}

static struct expr_term
parse_is(struct parser *parser, const struct expr_term *left)
{
	const struct token *sign = parser_take(parser);

	if (parser->token->kind == TOKEN_NOT)
		parser_take(parser);
	if (parser->token->kind != TOKEN_NULL) {
		struct expr_term right =
		    parse_beside(parser, left, sign, parse_order);
		return parser_truth(left, right.last);
	}
	trap_null(&parser->trap, left);
	return parser_truth(left, parser_take(parser));
}

/*
 * What stands before the list is SQL already, from `from` on.  It is put once
 * for each option: SQLite would make a table of the list at every evaluation.
 */
static struct expr_term
parse_in(struct parser *parser, const struct expr_term *left, size_t from,
    bool is_not)
{
	const struct token *sign = parser->token++;
	const struct token *open = parser->token;
	const char *term =
	    arena_copy(parser->trap.arena, parser->sql->text + from);

	if (open->kind != TOKEN_OPEN)
		return refuse_token(parser);
	str_cut(parser->sql, from);
	if (is_not)
		parser_put(parser, "not");
	if (!parser_down(parser))
		return faulty(parser);
	do {
		if (parser->token[-1].kind == TOKEN_COMMA)
			parser_put(parser, "or");
		parser_put(parser, term);
		parser_put(parser, "=");
		parse_beside(parser, left, sign, parser_sum);
		if (parser->sql->length > SQL_MAX) {
			complain(parser, open, WORD_EXPR_TOO_LONG);
			parser_give_up(parser);
		}
	} while (skip(parser, TOKEN_COMMA));
	parser_close(parser, open);
	return parser_truth(left, parser->token - 1);
}

static struct expr_term
parse_between(struct parser *parser, const struct expr_term *left)
{
	const struct token *sign = parser_take(parser);
	struct expr_term low = parse_beside(parser, left, sign, parser_sum);

	if (parser->token->kind != TOKEN_AND)
		return refuse_token(parser);
	parser_take(parser);
	struct expr_term high = parse_beside(parser, left, sign, parser_sum);
	trap_between(&parser->trap, &low, &high);
	return parser_truth(left, high.last);
}

/* `not in` and `not between`. */
static struct expr_term
parse_not_in(struct parser *parser, const struct expr_term *left, size_t from)
{
	parser->token++;
	if (parser->token->kind == TOKEN_IN)
		return parse_in(parser, left, from, true);
	if (parser->token->kind != TOKEN_BETWEEN)
		return refuse_token(parser);
	parser_put(parser, "not");
	return parse_between(parser, left);
}

static struct expr_term
parse_equal(struct parser *parser)
{
	size_t from = parser->sql->length;
	struct expr_term left = parse_order(parser);

	for (;;)
		switch (parser->token->kind) {
		case TOKEN_EQUAL:
		case TOKEN_UNEQUAL:
			left = parse_comparison(parser, &left, parse_order);
			break;
		case TOKEN_IS:
			left = parse_is(parser, &left);
			break;
		case TOKEN_IN:
			left = parse_in(parser, &left, from, false);
			break;
		case TOKEN_BETWEEN:
			left = parse_between(parser, &left);
			break;
		case TOKEN_NOT:
			left = parse_not_in(parser, &left, from);
			break;
		default:
			return left;
		}
}

static struct expr_term
parse_not(struct parser *parser)
{
	if (parser->token->kind != TOKEN_NOT)
		return parse_equal(parser);
	const struct token *first = parser->token;
	if (!parser_down(parser))
		return faulty(parser);
	struct expr_term term = parse_not(parser);
	parser->depth--;
	trap_truth(&parser->trap, &term);
	return (struct expr_term){
	    .kind = EXPR_TRUTH, .first = first, .last = term.last};
}

/* Terms of true and false, joined by `and` or by `or`. */
static struct expr_term
parse_joined(struct parser *parser, enum token_kind joint,
    struct expr_term (*parse_part)(struct parser *))
{
	struct expr_term left = parse_part(parser);

	while (parser->token->kind == joint) {
		trap_truth(&parser->trap, &left);
		parser_take(parser);
		struct expr_term right = parse_part(parser);
		trap_truth(&parser->trap, &right);
		left = parser_truth(&left, right.last);
	}
	return left;
}

static struct expr_term
parse_and(struct parser *parser)
{
	return parse_joined(parser, TOKEN_AND, parse_not);
}

static struct expr_term
parse_or(struct parser *parser)
{
	return parse_joined(parser, TOKEN_OR, parse_and);
}

/* --- The whole ------------------------------------------------------------ */

bool
expr_parse(const struct scope *scope, size_t repeat, const struct token *tokens,
    struct arena *arena, struct report *report, struct expr_columns *columns,
    struct str *sql)
{
	assert(repeat == NONE || repeat < scope->repeat_count);
	struct parser parser = {
	    .scope = scope,
	    .repeat = repeat,
	    .trap = {.arena = arena, .report = report},
	    .columns = columns,
	    .sql = sql,
	    .start = tokens,
	    .token = tokens,
	};

	parser_put(&parser, "SELECT");
	struct expr_term term = parse_or(&parser);
	if (parser.token->kind != TOKEN_END)
		refuse_token(&parser);
	trap_truth(&parser.trap, &term);
	parser_put(&parser, "FROM " EXPR_TABLE);
	return !parser.trap.is_faulty;
}
