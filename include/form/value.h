/*
 * What an answer means.  An answer is kept as it was typed; a value is what
 * its field's type makes of it.  Canonical text is what conditions, exports
 * and comparisons see: codes, ISO dates, plain decimals, row numbers parted
 * by blanks.
 */
#ifndef FORM_VALUE_H
#define FORM_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "base/words.h"
#include "form/form.h"

enum value_kind {
	VALUE_NONE,  /* not answered */
	VALUE_WRONG, /* answered with something the type does not take */
	VALUE_TEXT,  /* line, long, week grid */
	VALUE_CODES, /* choices: one or several codes */
	VALUE_DATE,
	VALUE_MONEY,
	VALUE_NUMBER, /* number, percent */
	VALUE_ROWS
};

struct value {
	enum value_kind kind;
	const char *text; /* canonical, NULL if none or wrong */
	int64_t pence;
	const struct exact *number; /* money in pounds too; percent as typed */
	struct date date;
	const char *const *codes; /* VALUE_CODES */
	const char *other;	  /* words behind an "other" option, or NULL */
	const int *rows;	  /* VALUE_ROWS */
	size_t count;		  /* of codes or rows */
};

/*
 * Read what was typed; any bytes will do.  `typed` NULL or blank is
 * VALUE_NONE.  For VALUE_WRONG problem (if given) gets one sentence that says
 * what to write.  Memory is the arena's.
 *
 * `today` is the day on which it was typed: it gives years of two figures
 * their century, so the same day must be given each time an answer is read.
 *
 * A choice may be typed as its code, its number, or its words in any language,
 * case and accents aside; several are parted by commas, or by blanks between
 * codes; "other: words" gives an other option its words, which run to the end.
 * Codes come in the order of the options.  A decision takes code or words in
 * full, never a number.  Yes-no fields have options like any choice.
 */
void value_read(struct arena *arena, const struct field *field,
    const char *typed, struct date today, struct value *value,
    struct err *problem);

/*
 * What to store for a choice of codes: "some", "a b", "a other: my words";
 * value_read() reads it back.  `other` is NULL, or words for the option of the
 * field that asks for them, which must then be among the codes.
 */
void value_put_codes(struct str *out, const struct field *field,
    const char *const *codes, size_t count, const char *other);

/* What to store for rows: "1 4". */
void value_put_rows(struct str *out, const int *rows, size_t count);

/*
 * As people read it in a language: option labels, "3 April 1957", "£12.50",
 * "20%", "Monday morning: Huw 2 h".  Row references are left to who knows the
 * rows: nothing is put.  Nothing for none; the typed text for a wrong one.
 */
void value_put(struct str *out, const struct field *field,
    const struct value *value, const char *typed, const struct words *words);

/*
 * Append what value_read() found wrong with an answer of the field, for people:
 * the problem names an option by its code, they by its words in their language.
 */
void value_put_problem(struct str *out, const struct field *field,
    const struct err *problem, const struct words *words);

#endif
