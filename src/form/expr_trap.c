/*
 * Conditions: the traps of the language, and a sentence for each.
 *
 * Owns what may be compared, added and asked, by the kinds of the terms.
 * Refuses to know how a condition is parted into terms (form/expr_parse.c) and
 * how it is evaluated.  Terms are small values; texts live in the caller's
 * arena.  A term that was complained of is EXPR_FAULTY, and whatever is made of
 * it too, so that one mistake is told once.
 *
 *	trap_compare(&trap, &meals, sign, &words);
 *
 * Tested by tests/unit/form_expr_trap.c: every trap with its sentence.
 */
#include "form/expr_trap.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/exact.h"
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

/* The term as it was written, in the arena. */
static const char *
show(const struct trap *trap, const struct expr_term *term)
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

/* Complain of a term, with the term itself as the first argument. */
static void
complain_of(struct trap *trap, const struct expr_term *term, const char *meant,
    enum word sentence)
{
	trap_complain(
	    trap, term->first, meant, sentence, show(trap, term), NULL);
}

/* The code of a question's option that the words name, or NULL. */
static const char *
option_code(const struct field *field, const char *words)
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
	const char *name = show(trap, term);
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
		complain_of(trap, term, NULL, WORD_EXPR_WORDS_ALONE);
	else
		complain_of(
		    trap, term, example_of(trap, term), WORD_EXPR_NOT_TRUTH);
}

/* The option was written at a token; it must be one of the question's. */
static void
check_option(
    struct trap *trap, const struct field *field, const struct token *at)
{
	if (!field || field->option_count == 0 || option_code(field, at->text))
		return;
	const char **codes =
	    arena_get(trap->arena, field->option_count * sizeof(*codes));
	for (size_t i = 0; i < field->option_count; i++)
		codes[i] = field->options[i].code;
	const char *near = nearest_of(at->text, codes, field->option_count);
	/* `= true` is what other languages would say. */
	if (at->kind == TOKEN_TRUE)
		near = option_code(field, "yes");
	else if (at->kind == TOKEN_FALSE)
		near = option_code(field, "no");
	trap_complain(trap, at, near, WORD_EXPR_NO_OPTION, field->id,
	    token_show(trap->arena, at));
}

/* Words that are compared with a date must be one. */
static void
check_date(struct trap *trap, const struct expr_term *question,
    const struct token *words)
{
	struct date date;

	if (!date_read_iso(words->text, &date))
		trap_complain(trap, words, token_date(trap->arena, words->text),
		    WORD_EXPR_DATE_SHAPE, show(trap, question), NULL);
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
	const char *question = show(trap, comparison->question);
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
		    show(trap, question), NULL);
	else if (question->kind == EXPR_CHOICE)
		check_option(trap, question->field, token);
	else if (question->kind == EXPR_DATE)
		check_date(trap, question, token);
	else if (question->kind != EXPR_TEXT)
		trap_complain(trap, token,
		    put_right(trap, comparison,
			is_figure(token->text) ? token->text : NULL),
		    WORD_EXPR_FIGURE_WANTED, show(trap, question), NULL);
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

/* A figure with a decimal point beside money: most likely pounds. */
static void
warn_of_pounds(struct trap *trap, const struct expr_term *figure)
{
	const char *meant = NULL;
	int64_t pence;

	if (!trap_has_point(figure))
		return;
	if (figure->first == figure->last &&
	    money_parse(figure->first->text, &pence))
		meant = arena_format(trap->arena, "%lld", (long long)pence);
	report_add_nearest(trap->report, SEVERITY_WARNING, figure->first->place,
	    meant, WORD_EXPR_MONEY_POINT, show(trap, figure), NULL);
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
	    field && is_single ? option_code(field, token->text) : NULL;

	if (field && field->option_count > 0 && is_single && !code)
		check_option(trap, field, token);
	else
		trap_complain(trap, token,
		    put_right(trap, comparison, quoted(trap, code)),
		    WORD_EXPR_WORDS_WANTED, show(trap, comparison->question),
		    NULL);
}

static void
compare_with_figure(struct trap *trap, const struct comparison *comparison)
{
	const struct expr_term *question = comparison->question;
	const struct expr_term *figure = comparison->other;
	bool is_single = figure->first == figure->last;

	switch (question->kind) {
	case EXPR_MONEY:
		warn_of_pounds(trap, figure);
		break;
	case EXPR_DATE:
		trap_complain(trap, figure->first, NULL, WORD_EXPR_DATE_SHAPE,
		    show(trap, question), NULL);
		break;
	case EXPR_CHOICE:
		compare_choice_with_figure(trap, comparison);
		break;
	case EXPR_TEXT:
		trap_complain(trap, figure->first,
		    put_right(trap, comparison,
			quoted(trap, is_single ? figure->first->text : NULL)),
		    WORD_EXPR_WORDS_WANTED, show(trap, question), NULL);
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
		complain_of(trap, term, NULL, WORD_EXPR_NULL);
		return true;
	case EXPR_OPTIONS:
		complain_of(trap, term, NULL, WORD_EXPR_OPTION_SEVERAL);
		return true;
	case EXPR_ROWS:
		complain_of(trap, term, NULL, WORD_EXPR_ROWS_COMPARED);
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
		check_option(trap, left->field, right->first);
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
		    show(trap, left), show(trap, right));
		return;
	}
	const struct expr_term *question = left->is_fixed ? right : left;
	const struct expr_term *other = left->is_fixed ? left : right;
	const struct comparison comparison = {
	    left, right, question, other, sign};
	if (is_order(sign) &&
	    (question->kind == EXPR_TEXT || question->kind == EXPR_CHOICE))
		complain_of(trap, question, NULL, WORD_EXPR_NO_ORDER);
	else if (other->kind == EXPR_WORDS)
		compare_with_words(trap, &comparison);
	else if (!is_order(sign) && (left->is_frayed || right->is_frayed))
		trap_complain(
		    trap, sign, NULL, WORD_EXPR_DECIMAL_EQUAL, NULL, NULL);
	else if (other->kind == EXPR_FIGURE)
		compare_with_figure(trap, &comparison);
	else if (question->kind != other->kind)
		trap_complain(trap, sign, NULL, WORD_EXPR_KINDS_DIFFER,
		    show(trap, left), show(trap, right));
}

void
trap_null(struct trap *trap, const struct expr_term *term)
{
	if (term->kind == EXPR_TRUTH)
		trap_complain(trap, term->first, NULL, WORD_EXPR_COMPARED_TWICE,
		    NULL, NULL);
	else if (term->kind != EXPR_FAULTY && term->is_fixed)
		trap_complain(trap, term->first, NULL, WORD_EXPR_FIXED,
		    show(trap, term), "null");
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
		    show(trap, low), show(trap, high));
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
		complain_of(trap, term, NULL, WORD_EXPR_DATE_SUM);
		return false;
	case EXPR_NULL:
		complain_of(trap, term, NULL, WORD_EXPR_NULL);
		return false;
	default:
		complain_of(trap, term, NULL, WORD_EXPR_NOT_NUMBER);
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
		    show(trap, left), show(trap, right));
		return EXPR_FAULTY;
	}
	const struct expr_term *figure =
	    left->kind == EXPR_FIGURE ? left : right;
	if (has_money)
		warn_of_pounds(trap, figure);
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
		check_option(trap, field, words);
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
		complain_of(trap, term, NULL, WORD_EXPR_NOT_DATE);
	}
}
