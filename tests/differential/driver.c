/*
 * Reads schemes and answers and says what the program makes of them, for
 * tests/differential/run to compare with an independent reading.
 *
 * Standard input, line by line:
 *
 *	scheme BYTES	followed by so many bytes of form text
 *	row NUMBER	the list of things gets this row at its end
 *	answer FIELD ROW TEXT
 *	go		read the plan, write one line, begin an empty plan
 *
 * The line has every sum by id, in lists for every row: a fraction in lowest
 * terms, "-" if it is not asked and counts as nought, "?" if it is not known.
 * A scheme with mistakes ends the program.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "form/load.h"
#include "plan/change.h"
#include "plan/reading.h"

enum { INPUT_MAX = 256 * 1024 * 1024 };

static const struct date today = {.year = 2026, .month = 11, .day = 21};

struct driver {
	struct form_set *set;
	size_t *order; /* fields by id */
	struct plan *plan;
	struct arena *arena; /* of the case's changes */
	struct str out;
};

static void
stop(const char *why)
{
	fprintf(stderr, "driver: %s\n", why);
	exit(EXIT_FAILURE);
}

/* --- Schemes -------------------------------------------------------------- */

static void
forget_scheme(struct driver *driver)
{
	form_set_free(driver->set);
	mem_free(driver->order);
	driver->set = NULL;
	driver->order = NULL;
}

static void
order_fields(struct driver *driver)
{
	const struct form_set *set = driver->set;
	size_t *order = mem_new(set->field_count * sizeof(*order));

	for (size_t i = 0; i < set->field_count; i++) {
		size_t at = i;
		while (at > 0 && strcmp(set->fields[order[at - 1]].id,
				     set->fields[i].id) > 0) {
			order[at] = order[at - 1];
			at--;
		}
		order[at] = i;
	}
	driver->order = order;
}

static void
read_scheme(struct driver *driver, const char *text)
{
	struct source source = {.name = "chance.form", .text = text};
	struct report *report = report_new(words_english());

	forget_scheme(driver);
	driver->set = form_load(&source, 1, report);
	if (report_has_errors(report)) {
		str_clear(&driver->out);
		report_put(&driver->out, report);
		fputs(text, stderr);
		stop(driver->out.text);
	}
	report_free(report);
	order_fields(driver);
}

/* --- Cases ---------------------------------------------------------------- */

static void
begin_plan(struct driver *driver)
{
	plan_free(driver->plan);
	arena_free(driver->arena);
	driver->plan = plan_new();
	driver->arena = arena_new();
}

static void
add_row(struct driver *driver, const char *text)
{
	size_t count;
	const char *repeat = driver->set->repeats[0].id;

	plan_rows(driver->plan, repeat, &count);
	plan_apply(driver->plan, &(struct change){
				     .kind = CHANGE_ROW,
				     .repeat = repeat,
				     .row = (int)strtol(text, NULL, 10),
				     .place_before = -1,
				     .place_after = (int)count,
				 });
}

/* "FIELD ROW TEXT"; the line is cut up where it lies. */
static void
add_answer(struct driver *driver, char *line)
{
	char *row = strchr(line, ' ');
	if (!row)
		stop(line);
	*row++ = '\0';
	char *text = strchr(row, ' ');
	if (!text)
		stop(row);
	*text++ = '\0';
	struct address address = {
	    .field = line,
	    .row = (int)strtol(row, NULL, 10),
	};
	struct change change = change_answer(driver->plan, driver->arena,
	    address, (struct answer){.text = text});
	plan_apply(driver->plan, &change);
}

static void
put_result(struct str *out, const struct result *result)
{
	if (out->length > 0 && out->text[out->length - 1] != '\n')
		str_put_char(out, ' ');
	if (result->state == STATE_ANSWERED)
		exact_put_ratio(out, result->value.number);
	else
		str_put(out, result->is_nought ? "-" : "?");
}

static void
put_results(struct driver *driver)
{
	const struct form_set *set = driver->set;
	struct reading *reading = reading_new(&(struct reading_of){
	    .set = set, .plan = driver->plan, .today = today});

	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = &set->fields[driver->order[i]];
		size_t index = driver->order[i], count;
		if (!field->is_sum)
			continue;
		if (field->repeat == NONE) {
			put_result(
			    &driver->out, reading_result(reading, index, 0));
			continue;
		}
		const int *rows = reading_rows(reading, field->repeat, &count);
		for (size_t j = 0; j < count; j++)
			put_result(&driver->out,
			    reading_result(reading, index, rows[j]));
	}
	str_put_char(&driver->out, '\n');
	reading_free(reading);
}

/* --- Lines ---------------------------------------------------------------- */

static void
obey(struct driver *driver, char *line)
{
	if (text_starts(line, "answer ")) {
		add_answer(driver, line + strlen("answer "));
	} else if (text_starts(line, "row ")) {
		add_row(driver, line + strlen("row "));
	} else if (text_is(line, "go")) {
		put_results(driver);
		begin_plan(driver);
	} else {
		stop(line);
	}
}

/* Obey everything; a scheme's text is cut out by its length. */
static void
obey_all(struct driver *driver, char *at, const char *end)
{
	while (at < end) {
		char *line_end = strchr(at, '\n');
		if (!line_end)
			stop("the last line is not closed");
		*line_end = '\0';
		if (!text_starts(at, "scheme ")) {
			obey(driver, at);
			at = line_end + 1;
			continue;
		}
		size_t length = strtoul(at + strlen("scheme "), NULL, 10);
		char *text = line_end + 1;
		if (length >= (size_t)(end - text))
			stop("the scheme is shorter than it says");
		text[length] = '\0'; /* the newline that closes it */
		read_scheme(driver, text);
		at = text + length + 1;
	}
}

int
main(void)
{
	struct driver driver = {.set = NULL};
	struct str input = STR_EMPTY;
	struct err err = {.is_set = false};

	str_init(&driver.out);
	if (!file_read("-", INPUT_MAX, &input, &err))
		stop("nothing to read");
	begin_plan(&driver);
	obey_all(&driver, input.text, input.text + input.length);
	fwrite(driver.out.text, 1, driver.out.length, stdout);
	plan_free(driver.plan);
	arena_free(driver.arena);
	forget_scheme(&driver);
	str_release(&driver.out);
	str_release(&input);
	return 0;
}
