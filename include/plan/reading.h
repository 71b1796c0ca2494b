/*
 * A reading: everything computed from one plan, as one pure function of
 * answers (one voice's, over the person's), an overlay and a day.
 *
 * Voices, what-if, another scheme version and `forms try` are the same call.
 * Nothing is stored; a reading is thrown away and made anew.
 *
 * What is asked: a field is asked when its page, its list and it itself are.
 * Where one of these conditions is false it is not asked and counts as nought
 * in sums; where one is unknown it is not asked and not known either.  A
 * condition that is unknown only for answers that are themselves not asked
 * will never be known, and is false.
 *
 * A default or a carried answer is an offer: the field starts with it on
 * screen, and until it is accepted it is not an answer and counts nowhere.
 * Words are offered in the language that the plan is printed in.
 *
 * An answer under a former id of its field counts as the field's, unless the
 * field has one under its own.
 *
 *	struct reading *reading = reading_new(&(struct reading_of){
 *	    .set = set, .plan = plan, .voice = VOICE_PERSON, .today = today });
 *	... reading_result(reading, field, row) ...
 *	reading_free(reading);
 */
#ifndef PLAN_READING_H
#define PLAN_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/str.h"
#include "base/words.h"
#include "form/form.h"
#include "form/value.h"
#include "plan/plan.h"
#include "plan/trace.h"

/* Answers put over the plan's own, for what-if; text NULL takes one away. */
struct overlay_answer {
	const char *field;
	int row;
	const char *text;
};

struct overlay {
	const struct overlay_answer *answers;
	size_t count;
};

struct reading_of {
	const struct form_set *set;
	const struct plan *plan;
	enum voice voice;              /* this voice's answers come first */
	const struct overlay *overlay; /* NULL: none */
	struct date today;
	/*
	 * NULL, or the person's reading of the same set, plan and day, without
	 * an overlay: what this voice leaves as it is there is taken over, and
	 * not worked out again.  It must live as long as the reading.
	 */
	const struct reading *person;
};

enum state {
	STATE_HIDDEN,  /* not asked, and nothing was answered */
	STATE_ASLEEP,  /* not asked any more; the answer is kept */
	STATE_OPEN,    /* asked, not answered; a sum: not known yet */
	STATE_WRONG,   /* answered with something its type does not take */
	STATE_ANSWERED /* answered; a sum: known */
};

struct result {
	enum state state;
	struct value value; /* VALUE_NONE unless answered */
	const char *typed;  /* what was answered, or NULL */
	bool is_nought;     /* hidden because a condition is false: counts 0 */
	const struct trace *trace; /* of a sum, known or not; else NULL */
};

/* Something to say about an answer. */
enum remark_kind {
	REMARK_WRONG,     /* the type does not take it */
	REMARK_CHECK,     /* a check fails */
	REMARK_WARNING,   /* a warn holds */
	REMARK_RULE,      /* a spending rule speaks */
	REMARK_CRITERION, /* a criterion is not met */
	REMARK_KIND_MAX
};

struct remark {
	enum remark_kind kind;
	size_t field; /* NONE when it is about several */
	int row;
	size_t index; /* of the set's check, rule or criterion, or NONE */
	const struct condition *condition; /* what failed, if several answers */
	const char *text;                  /* the sentence, names filled in */
};

struct reading;

/*
 * The reading copies what it needs of plan and overlay, so it says the same
 * when the plan has changed; the set must outlive it.  Free it with
 * reading_free().
 */
struct reading *reading_new(const struct reading_of *of);
void reading_free(struct reading *reading);

const struct reading_of *reading_source(const struct reading *reading);

/* The result for a field by index; row 0 outside lists.  Never NULL. */
const struct result *reading_result(
    const struct reading *reading, size_t field, int row);

/*
 * What an answer that is not asked any more would be, if it were; VALUE_NONE
 * for any other.  It lives as long as the reading.
 */
struct value reading_kept_value(
    const struct reading *reading, size_t field, int row);

/*
 * What an open field starts with, or NULL.  Words are in the language that the
 * person has asked the plan to be printed in, or else in the one given.  It
 * lives as long as the reading.
 */
const char *reading_offer(
    const struct reading *reading, size_t field, int row, const char *language);

/* The result of the field with a meaning; NULL if no field has it. */
const struct result *reading_of_meaning(
    const struct reading *reading, enum meaning meaning, int row);

/*
 * What a voice itself answered, under the field's id or else a former one, with
 * whose words and how they know; NULL when it said nothing.  It is the plan's
 * answer of now, borrowed until its next change.
 */
const struct answer *reading_answer(
    const struct reading *reading, size_t field, int row, enum voice voice);

/* The rows of a list in order, as the plan had them. */
const int *reading_rows(
    const struct reading *reading, size_t repeat, size_t *count);

/* The same of the list with a meaning; NULL and 0 when no list has it. */
const int *reading_rows_of_meaning(
    const struct reading *reading, enum meaning meaning, size_t *count);

/* The row that was made last, whatever its place; 0 when there is none. */
int reading_newest_row(const struct reading *reading, size_t repeat);

/* Are these asked?  A page about each row needs a row. */
bool reading_shows_page(const struct reading *reading, size_t page);
bool reading_shows_repeat(const struct reading *reading, size_t repeat);
bool reading_shows_prose(const struct reading *reading, size_t prose);
bool reading_shows_field(const struct reading *reading, size_t field, int row);

/* All remarks, in the order of the forms.  They live as long as the reading. */
const struct remark *reading_remarks(
    const struct reading *reading, const struct words *words, size_t *count);

/*
 * The readings of one plan side by side, one of every voice that has answers,
 * the person's first.
 *
 * The one of a voice, or NULL while it says nothing; and is a question shown,
 * since any of them asks it?
 */
const struct reading *readings_find(
    const struct reading *const *readings, size_t count, enum voice voice);
bool readings_show_field(
    const struct reading *const *readings, size_t count, size_t field, int row);

/* Whole pence of a known sum or money answer; false if not known. */
bool result_pence(const struct result *result, int64_t *pence);

/*
 * Append a text with {name} and {decider} filled in from the plan.  Before a
 * name is known, words stand in for it.
 */
void reading_put_text(struct str *out, const struct reading *reading,
    const char *text, const struct words *words);

/* Append that name, or what stands in for it within a sentence. */
void reading_put_name(
    struct str *out, const struct reading *reading, const struct words *words);

/*
 * Append a value that was read of a field as people read it, with names filled
 * into its options; what was typed stays as it is.
 */
void reading_put_read(struct str *out, const struct reading *reading,
    const struct field *field, const struct value *value, const char *typed,
    const struct words *words);

/*
 * Append an answer as people read it, asleep or not; a row reference as the
 * first words of the rows it names.
 */
void reading_put_value(struct str *out, const struct reading *reading,
    size_t field, int row, const struct words *words);

/*
 * The same as programs read it: codes, ISO dates, plain figures; what was
 * typed where the type does not take it.  NULL where there is no answer.
 */
const char *reading_plain_value(
    const struct reading *reading, size_t field, int row);

/*
 * What stands for a row in a sentence: its first answer in words, date or
 * choice; or else "Things 3".
 */
void reading_put_row_name(struct str *out, const struct reading *reading,
    size_t repeat, int row, const struct words *words);
/* "Things 3", whatever is answered. */
void reading_put_row_place(struct str *out, const struct reading *reading,
    size_t repeat, int row, const struct words *words);

#endif
