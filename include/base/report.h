/*
 * Mistakes in files: all of them, in one run, each as
 * `file:line:col: error: text`, so that an editor can jump there.
 */
#ifndef BASE_REPORT_H
#define BASE_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/words.h"

/*
 * A place in a file; line and column count from 1, column in characters.  A
 * line of 0 is the file as a whole, a file of NULL all of them.
 */
struct place {
	const char *file;
	int line;
	int column;
};

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

struct complaint {
	struct place place;
	enum severity severity;
	const char *text;    /* in the report's language, no full stop */
	const char *nearest; /* what was perhaps meant, or NULL */
};

/*
 * More complaints than this are not kept; one more without a place, an error,
 * says so.
 */
enum { REPORT_MAX = 10000 };

struct report;

/*
 * Sentences are made in these words at once, and the words must outlive the
 * report.  Free with report_free().
 */
struct report *report_new(const struct words *words);
void report_free(struct report *report);

/*
 * Add a complaint; the arguments are `const char *`, closed by NULL, and not
 * more than ERR_ARGUMENTS_MAX.  Places and texts are copied.  The closing full
 * stop of the sentence is dropped.
 */
void report_add(struct report *report, enum severity severity,
    struct place place, enum word word, ...) SENTINEL;

/* The same, with "did you mean"; nearest may be NULL. */
void report_add_nearest(struct report *report, enum severity severity,
    struct place place, const char *nearest, enum word word, ...) SENTINEL;

/* The same from an error that came from below, which must be set. */
void report_add_err(struct report *report, enum severity severity,
    struct place place, const struct err *err);

size_t report_count(const struct report *report, enum severity at_least);
bool report_has_errors(const struct report *report);

/*
 * Sorted by file, line, column, in order of arrival at one place; borrowed
 * until the next report_add().  The index is below
 * report_count(report, SEVERITY_NOTE).
 */
const struct complaint *report_get(struct report *report, size_t index);

/* All complaints as lines, sorted, made safe to show. */
void report_put(struct str *out, struct report *report);

#endif
