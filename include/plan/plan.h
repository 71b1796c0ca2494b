/*
 * A plan: what one person, and those around them, answered.  A person IS a
 * plan; there is no person record beside it.
 *
 * An answer is (field, row, voice) -> text, with whose words it is, how they
 * know and when.  Text is kept as it was typed, even when it is wrong for its
 * field.  A row's number is for life and never used again; its place in the
 * list is a separate value.  The answers of a removed row stay, asleep.
 *
 * A plan changes only through plan_apply().  It knows field and repeat ids as
 * text and no forms, so that an answer survives whatever happens to the forms.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "plan/voice.h"

/* Row numbers go from 1 to this; what comes from a file is held to it. */
enum { ROW_MAX = 1000000 };

/* So many rows of a list can live at a time: more than anybody needs. */
enum { ROWS_MAX = 1000 };

/* Where an answer lives. */
struct address {
	const char *field; /* id */
	int row;           /* 0 outside lists */
	enum voice voice;
};

/* By field, then row, then voice; below, at or above 0. */
int address_compare(const struct address *a, const struct address *b);

/* What an answer holds.  All NULL: there is no answer. */
struct answer {
	const char *text;  /* as typed */
	const char *whose; /* whose words, if not the voice's own: "Delyth" */
	const char *how;   /* how they know: "said so", "letter of 3 May" */
	int64_t at;        /* when, in UTC seconds */
};

/* The same in every part; two that are not there are the same. */
bool answer_is_same(const struct answer *a, const struct answer *b);

struct plan;
struct change; /* plan/change.h */

/* An empty plan; owns copies of all it is given.  Free with plan_free(). */
struct plan *plan_new(void);
struct plan *plan_copy(const struct plan *plan);
void plan_free(struct plan *plan); /* NULL is accepted */

/*
 * Make a change.  What it says was before must be what the plan holds: that
 * is the caller's promise and is asserted.
 */
void plan_apply(struct plan *plan, const struct change *change);

/*
 * Is that so?  For a change that comes out of a file: the answers and the
 * history in it may have been made to disagree.
 */
bool plan_fits(const struct plan *plan, const struct change *change);

/* The hash of the definitions it was made with, or NULL at the start. */
const char *plan_forms(const struct plan *plan);

/* The answer at an address, or NULL.  Borrowed until the next change. */
const struct answer *plan_answer(
    const struct plan *plan, const struct address *address);

/* Its text, or NULL. */
const char *plan_text(
    const struct plan *plan, const char *field, int row, enum voice voice);

/* Is there any answer of this voice? */
bool plan_has_voice(const struct plan *plan, enum voice voice);

/*
 * The living rows of a list by number, in order; NULL when there are none.
 * Borrowed likewise.
 */
const int *plan_rows(
    const struct plan *plan, const char *repeat, size_t *count);

/* The number a new row gets: one more than any row ever had. */
int plan_next_row(const struct plan *plan, const char *repeat);

/*
 * The living row that was made last, whatever its place: what a page about
 * the newest row shows.  0 when there is none.
 */
int plan_newest_row(const struct plan *plan, const char *repeat);

/* The place of a row in its list, from 0; -1 if it is not there. */
int plan_row_place(const struct plan *plan, const char *repeat, int row);

/*
 * Walk all answers, ordered by field, row and voice; those of removed rows
 * too.  Return false from the visitor to stop.
 */
typedef bool plan_visitor(
    void *context, const struct address *address, const struct answer *answer);
void plan_each(const struct plan *plan, plan_visitor *visit, void *context);

/*
 * Walk all rows ever made, ordered by list and number; place is -1 for a
 * removed one.
 */
typedef bool plan_row_visitor(
    void *context, const char *repeat, int row, int place);
void plan_each_row(
    const struct plan *plan, plan_row_visitor *visit, void *context);

#endif
