/*
 * Conditions: the functions that may be called, and how.
 *
 * Owns the names and arguments of answered(), has(), age() and add_months();
 * form/expr_sandbox.c gives them their meaning.  Refuses to know the rest of
 * the grammar.  Nothing is kept.
 *
 * Tested by tests/unit/form_expr.c.
 */
#include "form/expr_call.h"

#include <stdbool.h>

#include "base/attr.h"
#include "base/nearest.h"
#include "base/str.h"

struct function {
	const char *name;
	const char *shape;
	struct expr_term (*parse)(
	    struct parser *parser, const struct function *function);
};

static struct expr_term
complain_of_call(struct parser *parser, const struct function *function)
{
	trap_complain(&parser->trap, parser->token, NULL, WORD_EXPR_CALL,
	    function->shape, NULL);
	return parser_give_up(parser);
}

/* The question that a function asks about, which must be one and no more. */
static struct expr_term
parse_question(struct parser *parser, const struct function *function)
{
	if (parser->token->kind != TOKEN_NAME ||
	    parser->token[1].kind == TOKEN_OPEN)
		return complain_of_call(parser, function);
	struct expr_term question = parser_name(parser);
	if (question.kind != EXPR_FAULTY && !question.field)
		return complain_of_call(parser, function);
	return question;
}

static struct expr_term
parse_answered(struct parser *parser, const struct function *function)
{
	struct expr_term question = parse_question(parser, function);

	return parser_truth(&question, question.last);
}

/* A name where an option should stand has most likely lost its quotes. */
static struct expr_term
parse_bare_option(struct parser *parser, const struct expr_term *question,
    const struct function *function)
{
	parser->beside = question->field;
	struct expr_term name = parser_name(parser);
	parser->beside = NULL;
	if (name.kind != EXPR_FAULTY)
		return complain_of_call(parser, function);
	return name;
}

static struct expr_term
parse_has(struct parser *parser, const struct function *function)
{
	struct expr_term question = parse_question(parser, function);

	if (parser->token->kind != TOKEN_COMMA)
		return complain_of_call(parser, function);
	parser_take(parser);
	if (parser->token->kind == TOKEN_NAME)
		return parse_bare_option(parser, &question, function);
	if (parser->token->kind != TOKEN_WORDS)
		return complain_of_call(parser, function);
	const struct token *words = parser_take(parser);
	if (question.field)
		trap_has(&parser->trap, question.field, question.first, words);
	return parser_truth(&question, words);
}

static struct expr_term
parse_age(struct parser *parser, const struct function *function)
{
	struct expr_term born = parser_sum(parser);

	(void)function;
	trap_date(&parser->trap, &born);
	return (struct expr_term){.kind = EXPR_NUMBER};
}

static struct expr_term
parse_add_months(struct parser *parser, const struct function *function)
{
	struct expr_term date = parser_sum(parser);

	trap_date(&parser->trap, &date);
	if (parser->token->kind != TOKEN_COMMA)
		return complain_of_call(parser, function);
	parser_take(parser);
	struct expr_term months = parser_sum(parser);
	bool is_whole =
	    months.kind == EXPR_NUMBER ||
	    (months.kind == EXPR_FIGURE && !trap_has_point(&months));
	if (months.kind != EXPR_FAULTY && !is_whole)
		return complain_of_call(parser, function);
	return (struct expr_term){
	    .kind = EXPR_DATE, .is_fixed = date.is_fixed && months.is_fixed};
}

static const struct function functions[] = {
    {"answered", "answered(question)", parse_answered},
    {"has", "has(question, 'option')", parse_has},
    {"age", "age(date)", parse_age},
    {"add_months", "add_months(date, months)", parse_add_months},
};

static const struct function *
find_function(const char *name)
{
	for (size_t i = 0; i < ARRAY_LENGTH(functions); i++)
		if (text_is(functions[i].name, name))
			return &functions[i];
	return NULL;
}

const char *
call_shape(const char *name)
{
	const struct function *function = find_function(name);

	return function ? function->shape : NULL;
}

static struct expr_term
complain_of_function(struct parser *parser, const struct token *name)
{
	const char *names[ARRAY_LENGTH(functions)];

	for (size_t i = 0; i < ARRAY_LENGTH(functions); i++)
		names[i] = functions[i].name;
	trap_complain(&parser->trap, name,
	    nearest_of(name->text, names, ARRAY_LENGTH(names)),
	    WORD_EXPR_FUNCTION_UNKNOWN, name->text, NULL);
	return parser_give_up(parser);
}

struct expr_term
call_parse(struct parser *parser)
{
	const struct token *name = parser->token++;
	const struct token *open = parser->token;
	const struct function *function = find_function(name->text);

	if (!function)
		return complain_of_function(parser, name);
	parser_put(parser, function->name);
	if (!parser_down(parser))
		return parser_give_up(parser);
	struct expr_term result = function->parse(parser, function);
	parser_close(parser, open);
	return result;
}
