/*
 * Mistakes in files: collected, sorted, and written one a line.
 *
 * Owns the shape `file:line:col: error: text (did you mean 'x'?)`.  Refuses to
 * know what can be wrong: who finds a mistake names its sentence, its place and
 * what was perhaps meant.  A report owns an arena with a copy of everything it
 * was given, so it may outlive the files.
 *
 *	report_add(report, SEVERITY_ERROR, place, WORD_RECORD_COLON, NULL);
 *	...
 *	report_put(&out, report);
 *
 * Tested by tests/unit/base_report.c.
 */
#include "base/report.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/safe.h"

enum { ARGUMENTS_MAX = ERR_ARGUMENTS_MAX };

struct entry {
	struct complaint complaint;
	size_t order; /* of arrival: the first of two at one place */
};

/* What a sentence is filled with; borrowed. */
struct arguments {
	const char *texts[ARGUMENTS_MAX];
	size_t count;
};

struct report {
	const struct words *words;
	struct arena *arena;
	struct entry *entries;
	size_t count, capacity;
	bool is_sorted;
};

static const enum word severity_words[] = {
    [SEVERITY_NOTE] = WORD_REPORT_NOTE,
    [SEVERITY_WARNING] = WORD_REPORT_WARNING,
    [SEVERITY_ERROR] = WORD_REPORT_ERROR,
};

struct report *
report_new(const struct words *words)
{
	struct report *report = mem_new(sizeof(*report));

	report->words = words;
	report->arena = arena_new();
	report->is_sorted = true;
	return report;
}

void
report_free(struct report *report)
{
	if (!report)
		return;
	arena_free(report->arena);
	mem_free(report->entries);
	mem_free(report);
}

/* The sentence without its full stop: a complaint stands in a list. */
static const char *
sentence(struct report *report, enum word word, const struct arguments *given)
{
	struct str built = STR_EMPTY;

	words_put_array(
	    &built, report->words, word, given->texts, given->count);
	if (built.length > 0 && built.text[built.length - 1] == '.')
		str_cut(&built, built.length - 1);
	return str_keep(&built, report->arena);
}

static void
add(struct report *report, struct complaint complaint, enum word word,
    const struct arguments *given)
{
	if (report->count > REPORT_MAX)
		return;
	if (report->count == REPORT_MAX) {
		/* The last one says so, and counts for all that follow. */
		complaint = (struct complaint){.severity = SEVERITY_ERROR};
		word = WORD_REPORT_TOO_MANY;
	}
	if (complaint.place.file)
		complaint.place.file =
		    arena_copy(report->arena, complaint.place.file);
	if (complaint.nearest)
		complaint.nearest =
		    arena_copy(report->arena, complaint.nearest);
	complaint.text = sentence(report, word, given);
	report->entries = mem_grow(report->entries, report->count,
	    &report->capacity, sizeof(*report->entries));
	struct entry *entry = &report->entries[report->count];
	entry->complaint = complaint;
	entry->order = report->count++;
	report->is_sorted = false;
}

/* The same with what the sentence is about, up to NULL. */
static void
add_list(struct report *report, struct complaint complaint, enum word word,
    va_list list)
{
	struct arguments given = {.count = 0};
	const char *text;

	while ((text = va_arg(list, const char *))) {
		assert(given.count < ARGUMENTS_MAX);
		given.texts[given.count++] = text;
	}
	add(report, complaint, word, &given);
}

void
report_add(struct report *report, enum severity severity, struct place place,
    enum word word, ...)
{
	const struct complaint complaint = {
	    .place = place, .severity = severity};
	va_list list;

	va_start(list, word);
	add_list(report, complaint, word, list);
	va_end(list);
}

void
report_add_nearest(struct report *report, enum severity severity,
    struct place place, const char *nearest, enum word word, ...)
{
	const struct complaint complaint = {
	    .place = place, .severity = severity, .nearest = nearest};
	va_list list;

	va_start(list, word);
	add_list(report, complaint, word, list);
	va_end(list);
}

void
report_add_err(struct report *report, enum severity severity,
    struct place place, const struct err *err)
{
	struct complaint complaint = {.place = place, .severity = severity};
	struct arguments given = {.count = err->count};

	for (size_t i = 0; i < err->count; i++)
		given.texts[i] = err->arguments[i];
	add(report, complaint, err->word, &given);
}

size_t
report_count(const struct report *report, enum severity at_least)
{
	size_t count = 0;

	for (size_t i = 0; i < report->count; i++)
		count += report->entries[i].complaint.severity >= at_least;
	return count;
}

bool
report_has_errors(const struct report *report)
{
	return report_count(report, SEVERITY_ERROR) > 0;
}

/* By file, those without one last. */
static int
compare_files(const char *a, const char *b)
{
	if (!a || !b)
		return (a == NULL) - (b == NULL);
	return strcmp(a, b);
}

static int
compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	const struct place *at = &a->complaint.place;
	const struct place *bt = &b->complaint.place;
	int order = compare_files(at->file, bt->file);

	if (order != 0)
		return order;
	if (at->line != bt->line)
		return at->line < bt->line ? -1 : 1;
	if (at->column != bt->column)
		return at->column < bt->column ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

static void
sort(struct report *report)
{
	if (!report->is_sorted)
		qsort(report->entries, report->count, sizeof(*report->entries),
		    compare_entries);
	report->is_sorted = true;
}

const struct complaint *
report_get(struct report *report, size_t index)
{
	assert(index < report->count);
	sort(report);
	return &report->entries[index].complaint;
}

static void
put_complaint(struct str *out, const struct complaint *complaint,
    const struct words *words)
{
	struct str line = STR_EMPTY;
	const struct place *place = &complaint->place;

	if (place->file)
		str_format(&line, "%s:", place->file);
	if (place->line > 0)
		str_format(&line, "%d:%d:", place->line, place->column);
	if (line.length > 0)
		str_put_char(&line, ' ');
	str_format(&line,
	    "%s: ", words_get(words, severity_words[complaint->severity]));
	if (!complaint->nearest)
		str_put(&line, complaint->text);
	else
		words_put(&line, words, WORD_REPORT_NEAREST, complaint->text,
		    complaint->nearest, NULL);
	/* Names and quoted pieces of a file may hold anything. */
	safe_put(out, line.text, line.length, SAFE_ONE_LINE);
	str_put_char(out, '\n');
	str_release(&line);
}

void
report_put(struct str *out, struct report *report)
{
	sort(report);
	for (size_t i = 0; i < report->count; i++)
		put_complaint(
		    out, &report->entries[i].complaint, report->words);
}
