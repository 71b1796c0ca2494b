/*
 * Conditions: `ask if`, `check`, `warn`, `where`, in SQLite's expression
 * language inside a sandbox.
 *
 * The language is closed: names of questions, 'words' in single quotes, plain
 * figures, true, false; = == <> != < <= > >=, is null, is not null, in (...),
 * between ... and ..., and, or, not, + - *, brackets; answered(question),
 * has(question, 'code'), age(date), add_months(date, months).  A name may have
 * `plan.` or its list before it; `today` is the day at hand.  Everything else
 * of SQL is refused with a sentence that says what to write instead: division
 * and figures over rows belong in a calculate block, and whole answers are
 * compared, so there is no searching in text.
 *
 * The engine is a :memory: connection of its own with one table, whose columns
 * are all fields and `today`; those of a list are the row at hand.  The table
 * holds nothing itself: SQLite asks for a column and the caller's source
 * answers.
 *
 * The authorizer's READ calls at compile time are the whole list of what a
 * condition depends on.
 *
 * Money counts in pence.  Whatever is not answered, wrongly typed or hidden
 * is NULL, and a condition of NULL is UNKNOWN: an unknown `ask if` hides, an
 * unknown `check` passes, an unknown `warn` is silent.
 */
#ifndef FORM_EXPR_H
#define FORM_EXPR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/record.h"
#include "base/report.h"
#include "form/form.h"
#include "form/value.h"

enum truth { TRUTH_UNKNOWN, TRUTH_FALSE, TRUTH_TRUE };

struct condition {
	const char *text;     /* as written */
	size_t repeat;	      /* whose row it sees, or NONE */
	const size_t *reads;  /* fields it depends on, ascending */
	size_t read_count;
	bool reads_today;
	size_t slot; /* the engine's prepared statement, or NONE if faulty */
	struct place place;
};

/*
 * The text of a condition and where it stands, so that a mistake is told at
 * its own line and column even where the text goes on with `+`.
 */
struct expr_text {
	const char *text;
	struct place place; /* of its first character */
	const struct record_line *line; /* whose value it is from, or NULL */
	size_t start;			/* at this byte of that value */
};

/* Answers for the columns while one condition is evaluated. */
struct expr_source {
	/*
	 * The value of a field, for the row at hand if it is in a list; NULL
	 * is not answered.  It must not evaluate another condition, and what
	 * it returns must live until expr_evaluate() is done.
	 */
	const struct value *(*get)(void *context, size_t field);
	void *context;
	struct date today;
};

/*
 * An engine for these fields and repeats (arrays that outlive it).  Ids, types
 * and options must be final before the first condition is compiled; everything
 * else of a field may still change.  Free with expr_engine_free(); NULL is
 * accepted.
 */
struct expr_engine *expr_engine_new(const struct field *fields,
    size_t field_count, const struct repeat *repeats, size_t repeat_count);
void expr_engine_free(struct expr_engine *engine);

/*
 * Compile a condition that may see the row of `repeat` (or NONE).  Mistakes
 * go to report at the right column; what is refused, and every trap of the
 * language, is told in plain words.  Never NULL; lives in the arena.
 */
const struct condition *expr_compile(struct expr_engine *engine,
    struct arena *arena, size_t repeat, const struct expr_text *text,
    struct report *report);

/* A faulty condition, one stopped by its limits, and NULL are UNKNOWN. */
enum truth expr_evaluate(struct expr_engine *engine,
    const struct condition *condition, const struct expr_source *source);

/*
 * Is the id one that no question or list may have?  A keyword of SQL, `plan`,
 * `today`, a function's name ... The list is closed and never depends on the
 * library at hand, so that old forms load for ever.
 */
bool expr_is_reserved(const char *id);

#endif
