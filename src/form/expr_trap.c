/*
 * Conditions: the traps of the language, and a sentence for each.
 *
 * Owns how a term is complained of, and what may be added and asked, by the
 * kinds of the terms; what may be compared is in form/expr_compare.c.
 * Refuses to know how a condition is parted into terms (form/expr_parse.c) and
 * how it is evaluated.  Terms are small values; texts live in the caller's
 * arena.  A term that was complained of is EXPR_FAULTY, and whatever is made of
 * it too, so that one mistake is told once.
 *
 *	sum = trap_sum(&trap, &meals, sign, &figure);
 *
 * Tested by tests/unit/form_expr_trap.c: every trap with its sentence.
 */
#include "form/expr_trap.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/money.h"
#include "base/nearest.h"
#include "base/str.h"
#include "form/type.h"

/* Does a blank stand before the token, in a term that begins at first? */
static bool
is_apart(const struct token *first, const struct token *token)
{
	const struct token *before = token - 1;
	bool is_after_sign = before == first && (before->kind == TOKEN_MINUS ||
						    before->kind == TOKEN_PLUS);
	bool is_call = token->kind == TOKEN_OPEN && before->kind == TOKEN_NAME;

	return !is_after_sign && !is_call && before->kind != TOKEN_OPEN &&
	       token->kind != TOKEN_CLOSE && token->kind != TOKEN_COMMA;
}

const char *
trap_show(const struct trap *trap, const struct expr_term *term)
{
	struct str out = STR_EMPTY;

	if (term->field)
		return term->field->id;
	for (const struct token *token = term->first;; token++) {
		if (out.length > 0 && is_apart(term->first, token))
			str_put_char(&out, ' ');
		str_put(&out, token_show(trap->arena, token));
		if (token == term->last)
			break;
	}
	return str_keep(&out, trap->arena);
}

enum expr_kind
trap_kind_of(const struct field *field)
{
	switch (field->type->takes) {
	case TAKES_CHOICE:
		return EXPR_CHOICE;
	case TAKES_MANY:
		return EXPR_OPTIONS;
	case TAKES_DATE:
		return EXPR_DATE;
	case TAKES_MONEY:
		return EXPR_MONEY;
	case TAKES_NUMBER:
		return EXPR_NUMBER;
	case TAKES_ROWS:
		return EXPR_ROWS;
	case TAKES_LINE:
	case TAKES_LONG:
	case TAKES_TEXT:
	case TAKES_SUM:
	case TAKES_REPEAT:
		break;
	}
	return EXPR_TEXT;
}

void
trap_complain(struct trap *trap, const struct token *at, const char *meant,
    enum word sentence, const char *one, const char *two)
{
	bool is_again = trap->is_faulty && trap->last_at == at &&
			trap->last_sentence == sentence;

	if (trap->is_silent || is_again)
		return;
	report_add_nearest(trap->report, SEVERITY_ERROR, at->place, meant,
	    sentence, one, two, NULL);
	trap->is_faulty = true;
	trap->last_at = at;
	trap->last_sentence = sentence;
}

void
trap_complain_of(struct trap *trap, const struct expr_term *term,
    const char *meant, enum word sentence)
{
	trap_complain(
	    trap, term->first, meant, sentence, trap_show(trap, term), NULL);
}

const char *
trap_option_code(const struct field *field, const char *words)
{
	for (size_t i = 0; i < field->option_count; i++)
		if (strcasecmp(field->options[i].code, words) == 0)
			return field->options[i].code;
	return NULL;
}

/* Something of the term's kind that is true or false, as an example. */
static const char *
example_of(const struct trap *trap, const struct expr_term *term)
{
	const char *name = trap_show(trap, term);
	const struct field *field = term->field;
	bool has_options = field && field->option_count > 0;

	if (term->kind == EXPR_CHOICE && has_options)
		return arena_format(
		    trap->arena, "%s = '%s'", name, field->options[0].code);
	if (term->kind == EXPR_OPTIONS && has_options)
		return arena_format(
		    trap->arena, "has(%s, '%s')", name, field->options[0].code);
	if (term->kind == EXPR_MONEY || term->kind == EXPR_NUMBER)
		return arena_format(trap->arena, "%s > 0", name);
	if (field)
		return arena_format(trap->arena, "answered(%s)", name);
	return NULL;
}

void
trap_truth(struct trap *trap, const struct expr_term *term)
{
	if (term->kind == EXPR_FAULTY || term->kind == EXPR_TRUTH)
		return;
	if (term->kind == EXPR_WORDS)
		trap_complain_of(trap, term, NULL, WORD_EXPR_WORDS_ALONE);
	else
		trap_complain_of(
		    trap, term, example_of(trap, term), WORD_EXPR_NOT_TRUTH);
}

void
trap_option(
    struct trap *trap, const struct field *field, const struct token *at)
{
	if (!field || field->option_count == 0 ||
	    trap_option_code(field, at->text))
		return;
	const char **codes =
	    arena_get(trap->arena, field->option_count * sizeof(*codes));
	for (size_t i = 0; i < field->option_count; i++)
		codes[i] = field->options[i].code;
	const char *near = nearest_of(at->text, codes, field->option_count);
	/* `= true` is what other languages would say. */
	if (at->kind == TOKEN_TRUE)
		near = trap_option_code(field, "yes");
	else if (at->kind == TOKEN_FALSE)
		near = trap_option_code(field, "no");
	trap_complain(trap, at, near, WORD_EXPR_NO_OPTION, field->id,
	    token_show(trap->arena, at));
}

bool
trap_has_point(const struct expr_term *term)
{
	for (const struct token *token = term->first;; token++) {
		if (token->kind == TOKEN_FIGURE && strchr(token->text, '.'))
			return true;
		if (token == term->last)
			return false;
	}
}

void
trap_pounds(struct trap *trap, const struct expr_term *figure)
{
	const char *meant = NULL;
	int64_t pence;

	if (!trap_has_point(figure))
		return;
	if (figure->first == figure->last &&
	    money_parse(figure->first->text, &pence))
		meant = arena_format(trap->arena, "%lld", (long long)pence);
	report_add_nearest(trap->report, SEVERITY_WARNING, figure->first->place,
	    meant, WORD_EXPR_MONEY_POINT, trap_show(trap, figure), NULL);
}

void
trap_null(struct trap *trap, const struct expr_term *term)
{
	if (term->kind == EXPR_TRUTH)
		trap_complain(trap, term->first, NULL, WORD_EXPR_COMPARED_TWICE,
		    NULL, NULL);
	else if (term->kind != EXPR_FAULTY && term->is_fixed)
		trap_complain(trap, term->first, NULL, WORD_EXPR_FIXED,
		    trap_show(trap, term), "null");
}

/* Can the term be added and multiplied?  If not, that is complained of. */
static bool
is_summand(struct trap *trap, const struct expr_term *term)
{
	switch (term->kind) {
	case EXPR_FAULTY:
		return false;
	case EXPR_MONEY:
	case EXPR_NUMBER:
	case EXPR_FIGURE:
		return true;
	case EXPR_DATE:
		trap_complain_of(trap, term, NULL, WORD_EXPR_DATE_SUM);
		return false;
	case EXPR_NULL:
		trap_complain_of(trap, term, NULL, WORD_EXPR_NULL);
		return false;
	default:
		trap_complain_of(trap, term, NULL, WORD_EXPR_NOT_NUMBER);
		return false;
	}
}

/* The kind of a product, or of a sum, of two terms that have one. */
static enum expr_kind
sum_kind(struct trap *trap, const struct expr_term *left,
    const struct token *sign, const struct expr_term *right)
{
	bool has_money = left->kind == EXPR_MONEY || right->kind == EXPR_MONEY;

	if (sign->kind == TOKEN_TIMES && has_money) {
		if (left->kind != right->kind)
			return EXPR_MONEY;
		trap_complain(
		    trap, sign, NULL, WORD_EXPR_MONEY_TIMES, NULL, NULL);
		return EXPR_FAULTY;
	}
	if (left->kind == right->kind)
		return left->kind;
	if (left->kind != EXPR_FIGURE && right->kind != EXPR_FIGURE) {
		trap_complain(trap, sign, NULL, WORD_EXPR_KINDS_DIFFER,
		    trap_show(trap, left), trap_show(trap, right));
		return EXPR_FAULTY;
	}
	const struct expr_term *figure =
	    left->kind == EXPR_FIGURE ? left : right;
	if (has_money)
		trap_pounds(trap, figure);
	return figure == left ? right->kind : left->kind;
}

struct expr_term
trap_sum(struct trap *trap, const struct expr_term *left,
    const struct token *sign, const struct expr_term *right)
{
	struct expr_term sum = {
	    .kind = EXPR_FAULTY,
	    .first = left->first,
	    .last = right->last,
	    .is_fixed = left->is_fixed && right->is_fixed,
	};
	bool is_left = is_summand(trap, left);
	bool is_right = is_summand(trap, right);

	if (!is_left || !is_right)
		return sum;
	sum.kind = sum_kind(trap, left, sign, right);
	sum.is_frayed = left->is_frayed || right->is_frayed ||
			trap_has_point(left) || trap_has_point(right);
	return sum;
}

struct expr_term
trap_signed(
    struct trap *trap, const struct token *sign, const struct expr_term *term)
{
	struct expr_term with_sign = *term;

	with_sign.first = sign;
	with_sign.field = NULL;
	if (!is_summand(trap, term))
		with_sign.kind = EXPR_FAULTY;
	return with_sign;
}

void
trap_has(struct trap *trap, const struct field *field, const struct token *name,
    const struct token *words)
{
	enum expr_kind kind = trap_kind_of(field);

	if (kind == EXPR_CHOICE || kind == EXPR_OPTIONS)
		trap_option(trap, field, words);
	else
		trap_complain(
		    trap, name, NULL, WORD_EXPR_NO_OPTIONS, field->id, NULL);
}

void
trap_date(struct trap *trap, const struct expr_term *term)
{
	struct date date;

	if (term->kind == EXPR_WORDS) {
		if (!date_read_iso(term->first->text, &date))
			trap_complain(trap, term->first,
			    token_date(trap->arena, term->first->text),
			    WORD_EXPR_DATE_BARE, NULL, NULL);
	} else if (term->kind != EXPR_DATE && term->kind != EXPR_FAULTY) {
		trap_complain_of(trap, term, NULL, WORD_EXPR_NOT_DATE);
	}
}
