/*
 * What a condition would get wrong, for the parts of form/expr alone.
 *
 * SQLite compares anything with anything; people then wonder.  So each piece
 * of a condition is a term of a kind, and whatever is done with terms is
 * looked at here first: options that do not exist, words beside numbers, dates
 * in other shapes, pounds for pence, sums of dates, questions of yes and no
 * that are taken for true and false ...
 */
#ifndef FORM_EXPR_TRAP_H
#define FORM_EXPR_TRAP_H

#include <stdbool.h>

#include "base/mem.h"
#include "base/report.h"
#include "form/expr_token.h"
#include "form/form.h"

enum expr_kind {
	EXPR_FAULTY, /* was complained of already: nothing more is said */
	EXPR_TRUTH,  /* true, false or unknown */
	EXPR_TEXT,
	EXPR_CHOICE,  /* one of several options */
	EXPR_OPTIONS, /* any of several options */
	EXPR_ROWS,
	EXPR_DATE,
	EXPR_MONEY, /* pence */
	EXPR_NUMBER,
	EXPR_WORDS,  /* written in the condition */
	EXPR_FIGURE, /* written in the condition */
	EXPR_NULL
};

struct expr_term {
	enum expr_kind kind;
	const struct field *field;        /* the question that it is, or NULL */
	const struct token *first, *last; /* as it was written */
	bool is_fixed;                    /* names no question, nor today */
	bool is_frayed; /* a sum with decimals: may just miss equality */
};

struct trap {
	struct arena *arena;
	struct report *report;
	bool is_faulty; /* there was a mistake */
	bool is_silent; /* what follows a mistake is not complained of */
	/* The last complaint, which is not made twice. */
	const struct token *last_at;
	enum word last_sentence;
};

/* The kind of a question's answers. */
enum expr_kind trap_kind_of(const struct field *field);

/* Is there a decimal point in the figures of the term? */
bool trap_has_point(const struct expr_term *term);

/* Complain at a token; arguments may be NULL. */
void trap_complain(struct trap *trap, const struct token *at, const char *meant,
    enum word sentence, const char *one, const char *two);

/* The same of a term, which is the first argument as it was written. */
void trap_complain_of(struct trap *trap, const struct expr_term *term,
    const char *meant, enum word sentence);
const char *trap_show(const struct trap *trap, const struct expr_term *term);

/* The code of a question's option that the words name, or NULL. */
const char *trap_option_code(const struct field *field, const char *words);

/* The option was written at a token; it must be one of the question's. */
void trap_option(
    struct trap *trap, const struct field *field, const struct token *at);

/* A figure beside money; with a decimal point it is most likely pounds. */
void trap_pounds(struct trap *trap, const struct expr_term *figure);

/* The term stands where true or false is wanted. */
void trap_truth(struct trap *trap, const struct expr_term *term);

/* The terms are compared by the sign: = <> < ..., is, in, between. */
void trap_compare(struct trap *trap, const struct expr_term *left,
    const struct token *sign, const struct expr_term *right);

/* The term is asked whether it is null. */
void trap_null(struct trap *trap, const struct expr_term *term);

/* A between that has these ends, both compared already. */
void trap_between(struct trap *trap, const struct expr_term *low,
    const struct expr_term *high);

/* The sum, difference or product of two terms. */
struct expr_term trap_sum(struct trap *trap, const struct expr_term *left,
    const struct token *sign, const struct expr_term *right);

/* The term with a sign before it. */
struct expr_term trap_signed(
    struct trap *trap, const struct token *sign, const struct expr_term *term);

/* has() asks the question for the option in these words. */
void trap_has(struct trap *trap, const struct field *field,
    const struct token *name, const struct token *words);

/* The term is counted from as a date, or its age asked. */
void trap_date(struct trap *trap, const struct expr_term *term);

#endif
