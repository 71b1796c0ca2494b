/*
 * Conditions: what may be compared with what.
 *
 * Owns comparisons of two terms, by their kinds: a question with words, with a
 * figure, with another question; and the ends of a between.  Refuses to know
 * what else may be done with terms (form/expr_trap.c), and keeps nothing.
 *
 *	trap_compare(&trap, &meals, sign, &words);
 *
 * Tested by tests/unit/form_expr_trap.c: every trap with its sentence.
 */
#include "form/expr_trap.h"

#include <string.h>

#include "base/date.h"
#include "base/exact.h"
#include "base/str.h"

/* Words that are compared with a date must be one. */
static void
check_date(struct trap *trap, const struct expr_term *question,
    const struct token *words)
{
	struct date date;

	if (!date_read_iso(words->text, &date))
		trap_complain(trap, words, token_date(trap->arena, words->text),
		    WORD_EXPR_DATE_SHAPE, trap_show(trap, question), NULL);
}

/* Would the words be a figure without their quotes? */
static bool
is_figure(const char *words)
{
	return char_is_figure(words[0]) &&
	       strspn(words, "0123456789.") == strlen(words) &&
	       strchr(words, '.') == strrchr(words, '.');
}

/* Between quotes; NULL stays NULL. */
static const char *
quoted(const struct trap *trap, const char *words)
{
	return words ? arena_format(trap->arena, "'%s'", words) : NULL;
}

/* Two terms, and which of them is the question and which beside it. */
struct comparison {
	const struct expr_term *left, *right, *question, *other;
	const struct token *sign;
};

/*
 * All of it with that beside the question; NULL if there is nothing, or if the
 * sign is one of those that take more than two terms or words.
 */
static const char *
put_right(const struct trap *trap, const struct comparison *comparison,
    const char *beside)
{
	const struct token *sign = comparison->sign;
	const char *question = trap_show(trap, comparison->question);
	bool is_turned = comparison->question == comparison->right;

	if (!beside || sign->kind < TOKEN_EQUAL || sign->kind > TOKEN_AT_LEAST)
		return NULL;
	return arena_format(trap->arena, "%s %s %s",
	    is_turned ? beside : question, token_show(trap->arena, sign),
	    is_turned ? question : beside);
}

static void
compare_with_words(struct trap *trap, const struct comparison *comparison)
{
	const struct expr_term *question = comparison->question;
	const struct token *token = comparison->other->first;

	if (token->text[0] == '\0')
		trap_complain(trap, token, NULL, WORD_EXPR_EMPTY_WORDS,
		    trap_show(trap, question), NULL);
	else if (question->kind == EXPR_CHOICE)
		trap_option(trap, question->field, token);
	else if (question->kind == EXPR_DATE)
		check_date(trap, question, token);
	else if (question->kind != EXPR_TEXT)
		trap_complain(trap, token,
		    put_right(trap, comparison,
			is_figure(token->text) ? token->text : NULL),
		    WORD_EXPR_FIGURE_WANTED, trap_show(trap, question), NULL);
}

/* A choice has options, and the figure is none of them without quotes. */
static void
compare_choice_with_figure(
    struct trap *trap, const struct comparison *comparison)
{
	const struct field *field = comparison->question->field;
	const struct token *token = comparison->other->first;
	bool is_single = token == comparison->other->last;
	const char *code =
	    field && is_single ? trap_option_code(field, token->text) : NULL;

	if (field && field->option_count > 0 && is_single && !code)
		trap_option(trap, field, token);
	else
		trap_complain(trap, token,
		    put_right(trap, comparison, quoted(trap, code)),
		    WORD_EXPR_WORDS_WANTED,
		    trap_show(trap, comparison->question), NULL);
}

static void
compare_with_figure(struct trap *trap, const struct comparison *comparison)
{
	const struct expr_term *question = comparison->question;
	const struct expr_term *figure = comparison->other;
	bool is_single = figure->first == figure->last;

	switch (question->kind) {
	case EXPR_MONEY:
		trap_pounds(trap, figure);
		break;
	case EXPR_DATE:
		trap_complain(trap, figure->first, NULL, WORD_EXPR_DATE_SHAPE,
		    trap_show(trap, question), NULL);
		break;
	case EXPR_CHOICE:
		compare_choice_with_figure(trap, comparison);
		break;
	case EXPR_TEXT:
		trap_complain(trap, figure->first,
		    put_right(trap, comparison,
			quoted(trap, is_single ? figure->first->text : NULL)),
		    WORD_EXPR_WORDS_WANTED, trap_show(trap, question), NULL);
		break;
	default:
		break;
	}
}

/* Complain of what can be compared with nothing; true if it was. */
static bool
is_beyond_comparing(struct trap *trap, const struct expr_term *term)
{
	switch (term->kind) {
	case EXPR_FAULTY:
		return true;
	case EXPR_NULL:
		trap_complain_of(trap, term, NULL, WORD_EXPR_NULL);
		return true;
	case EXPR_OPTIONS:
		trap_complain_of(trap, term, NULL, WORD_EXPR_OPTION_SEVERAL);
		return true;
	case EXPR_ROWS:
		trap_complain_of(trap, term, NULL, WORD_EXPR_ROWS_COMPARED);
		return true;
	default:
		return false;
	}
}

static bool
is_order(const struct token *sign)
{
	return sign->kind == TOKEN_LESS || sign->kind == TOKEN_AT_MOST ||
	       sign->kind == TOKEN_MORE || sign->kind == TOKEN_AT_LEAST ||
	       sign->kind == TOKEN_BETWEEN;
}

/* A question of yes and no beside true or false, or truth beside truth. */
static void
compare_truth(struct trap *trap, const struct expr_term *left,
    const struct token *sign, const struct expr_term *right)
{
	if (left->kind == EXPR_CHOICE && (right->first->kind == TOKEN_TRUE ||
					     right->first->kind == TOKEN_FALSE))
		trap_option(trap, left->field, right->first);
	else
		trap_complain(
		    trap, sign, NULL, WORD_EXPR_COMPARED_TWICE, NULL, NULL);
}

void
trap_compare(struct trap *trap, const struct expr_term *left,
    const struct token *sign, const struct expr_term *right)
{
	if (is_beyond_comparing(trap, left) || is_beyond_comparing(trap, right))
		return;
	if (left->kind == EXPR_TRUTH || right->kind == EXPR_TRUTH) {
		compare_truth(trap, left, sign, right);
		return;
	}
	if (left->is_fixed && right->is_fixed) {
		trap_complain(trap, left->first, NULL, WORD_EXPR_FIXED,
		    trap_show(trap, left), trap_show(trap, right));
		return;
	}
	const struct expr_term *question = left->is_fixed ? right : left;
	const struct expr_term *other = left->is_fixed ? left : right;
	const struct comparison comparison = {
	    left, right, question, other, sign};
	if (is_order(sign) &&
	    (question->kind == EXPR_TEXT || question->kind == EXPR_CHOICE))
		trap_complain_of(trap, question, NULL, WORD_EXPR_NO_ORDER);
	else if (other->kind == EXPR_WORDS)
		compare_with_words(trap, &comparison);
	else if (!is_order(sign) && (left->is_frayed || right->is_frayed))
		trap_complain(
		    trap, sign, NULL, WORD_EXPR_DECIMAL_EQUAL, NULL, NULL);
	else if (other->kind == EXPR_FIGURE)
		compare_with_figure(trap, &comparison);
	else if (question->kind != other->kind)
		trap_complain(trap, sign, NULL, WORD_EXPR_KINDS_DIFFER,
		    trap_show(trap, left), trap_show(trap, right));
}

/* The figure that was written, or NULL if the term is something else. */
static const struct exact *
figure_of(const struct trap *trap, const struct expr_term *term)
{
	if (term->kind != EXPR_FIGURE)
		return NULL;
	if (term->first == term->last)
		return exact_parse(trap->arena, term->first->text);
	if (term->first->kind != TOKEN_MINUS || term->first + 1 != term->last)
		return NULL;
	return exact_parse(
	    trap->arena, arena_format(trap->arena, "-%s", term->last->text));
}

void
trap_between(struct trap *trap, const struct expr_term *low,
    const struct expr_term *high)
{
	const struct exact *lowest = figure_of(trap, low);
	const struct exact *highest = figure_of(trap, high);
	bool is_backwards = false;

	if (lowest && highest)
		is_backwards = exact_compare(lowest, highest) > 0;
	else if (low->kind == EXPR_WORDS && high->kind == EXPR_WORDS)
		is_backwards = strcmp(low->first->text, high->first->text) > 0;
	if (is_backwards && !trap->is_faulty)
		trap_complain(trap, low->first, NULL, WORD_EXPR_BACKWARDS,
		    trap_show(trap, low), trap_show(trap, high));
}
