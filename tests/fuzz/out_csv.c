/*
 * Any texts as answers and as whose words they are: the CSV of them reads back
 * as the same cells, by its own few rules, and no cell begins with what a
 * spreadsheet would reckon or run.
 */
#include "fuzz/fuzz.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/report.h"
#include "base/str.h"
#include "base/utf8.h"
#include "form/load.h"
#include "out/csv.h"
#include "plan/change.h"

enum { COLUMNS = 6, PARTS = 4 };

static const char forms[] = "form: small\n"
			    "title: A small plan\n"
			    "language: 1\n"
			    "version: 1\n"
			    "step: 1\n\n"
			    "page: life\n"
			    "title: Your life\n\n"
			    "question: matters\n"
			    "type: long\n"
			    "label: What matters to you?\n\n"
			    "question: called\n"
			    "type: line\n"
			    "label: What shall we call you?\n";

/* Not assert(): a harness must stop in any build. */
static void
expect(bool is_so)
{
	if (!is_so)
		abort();
}

static const struct form_set *
load_forms(void)
{
	static const struct source source = {
	    .name = "small.form",
	    .text = forms,
	    .length = sizeof(forms) - 1,
	};
	struct report *report = report_new(words_english());
	const struct form_set *set = form_load(&source, 1, report);

	report_free(report);
	return set;
}

/* May a cell begin so?  Not with a sign of a formula, narrow or wide. */
static bool
is_harmless(const char *cell)
{
	static const char *const starts[] = {"=", "+", "-", "@", "|", "%", "\t",
	    "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
	    "\xEF\xBC\xA0"};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (text_starts(cell, starts[i]))
			return false;
	return true;
}

/* The next cell, which stands in quotes; where it ends. */
static const char *
take_cell(const char *at, struct str *cell)
{
	str_clear(cell);
	expect(*at++ == '"');
	while (at[0] != '"' || at[1] == '"') {
		expect(*at != '\0');
		at += *at == '"';
		str_put_char(cell, *at++);
	}
	return at + 1;
}

/* Every row has all its cells, and ends. */
static void
check_rows(const char *at)
{
	struct str cell = STR_EMPTY;

	at = strchr(at, '\n');
	expect(at);
	at++;
	while (*at != '\0') {
		for (int i = 0; i < COLUMNS; i++) {
			at = take_cell(at, &cell);
			expect(is_harmless(cell.text));
			expect(utf8_is_valid(cell.text, cell.length, NULL));
			if (i < COLUMNS - 1)
				expect(*at++ == ',');
		}
		expect(*at++ == '\r');
		expect(*at++ == '\n');
	}
	str_release(&cell);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Loaded once: the forms are never changed. */
	static const struct form_set *set;
	struct str parts[PARTS] = {STR_EMPTY, STR_EMPTY, STR_EMPTY, STR_EMPTY};
	struct str out = STR_EMPTY;
	struct plan *plan = plan_new();
	struct arena *arena = arena_new();

	if (!set)
		set = load_forms();
	/* Parts end at a NUL: two answers, and whose words they are. */
	for (size_t i = 0, part = 0; i < size; i++) {
		if (data[i] == '\0')
			part = (part + 1) % PARTS;
		else
			str_put_char(&parts[part], (char)data[i]);
	}
	for (int i = 0; i < 2; i++) {
		const struct str *text = &parts[2 * i], *who = text + 1;
		bool is_text = utf8_is_valid(text->text, text->length, NULL) &&
			       utf8_is_valid(who->text, who->length, NULL);
		if (text->length == 0 || !is_text)
			continue;
		struct change change = change_answer(plan, arena,
		    (struct address){.field = i == 0 ? "matters" : "gone"},
		    (struct answer){.text = text->text, .whose = who->text});
		plan_apply(plan, &change);
	}
	struct reading *reading = reading_new(&(struct reading_of){
	    .set = set, .plan = plan, .today = {2026, 11, 21}});
	csv_put_plan(
	    &out, (const struct reading *const *)&reading, 1, words_english());
	check_rows(out.text);
	reading_free(reading);
	plan_free(plan);
	arena_free(arena);
	str_release(&out);
	for (int i = 0; i < PARTS; i++)
		str_release(&parts[i]);
	return 0;
}
