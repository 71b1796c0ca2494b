/*
 * Advice on plain words: which sentences of a text are long, and which of its
 * words have a plainer one.  What is long and which words those are stands in
 * a file:
 *
 *	plain: en
 *	long sentence: 25
 *	plainer: commence | start
 *	plainer: in the event that | if
 *
 * Pure: a text in, what could be said of it out.
 */
#ifndef BASE_PLAIN_H
#define BASE_PLAIN_H

#include "base/mem.h"
#include "base/record.h"
#include "base/report.h"

struct plain;

/*
 * Of a file for a language; what it lacks or has wrong goes to the report.
 * Lives in the arena.
 */
const struct plain *plain_read(struct arena *arena,
    const struct record_file *file, const char *language,
    struct report *report);

struct plain_note {
	size_t start, length; /* the sentence or the words */
	size_t words;	      /* in a sentence that is long; else 0 */
	const char *instead;  /* of the words; else NULL */
};

/* In the order of the text, each word told once; in the arena. */
const struct plain_note *plain_look(const struct plain *plain,
    struct arena *arena, const char *text, size_t *count);

#endif
