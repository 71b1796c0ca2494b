/*
 * Every answer as a row of CSV, in the order of the forms: field, row, voice,
 * question, answer as people read it, whose words.
 *
 * A spreadsheet must never take a cell for a formula: one that begins with a
 * sign that starts one, plain or full-width, gets an apostrophe.  Everything
 * is quoted, and what a terminal could take for a command is replaced: only
 * JSON holds what was typed, letter by letter.  Tested by tests/unit/out_csv.c.
 */
#include "out/csv.h"

#include <string.h>

#include "base/safe.h"
#include "base/utf8.h"
#include "plan/address.h"

/* May a spreadsheet take text that begins so for a formula? */
static bool
starts_formula(const char *text)
{
	static const uint32_t starts[] = {'=', '+', '-', '@', '|', '%', '\t',
	    '\n', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
	uint32_t code = 0;

	if (text[0] == '\0')
		return false;
	utf8_decode(text, strlen(text), &code);
	for (size_t i = 0; i < ARRAY_LENGTH(starts); i++)
		if (code == starts[i])
			return true;
	return false;
}

static void
put_cell(struct str *out, const char *text, bool is_last)
{
	struct str safe = STR_EMPTY;

	if (text)
		safe_put(&safe, text, strlen(text), SAFE_KEEP_LINES);
	str_put_char(out, '"');
	if (starts_formula(safe.text))
		str_put_char(out, '\'');
	for (const char *c = safe.text; *c != '\0'; c++) {
		if (*c == '"')
			str_put_char(out, '"');
		str_put_char(out, *c);
	}
	str_put(out, is_last ? "\"\r\n" : "\",");
	str_release(&safe);
}

struct writing {
	struct str *out;
	const struct reading *const *readings;
	size_t reading_count;
	const struct words *words;
};

static void
put_question(
    struct writing *writing, const struct field *field, struct str *out)
{
	const char *label =
	    wording_get(&field->label, words_language(writing->words));

	reading_put_text(out, writing->readings[0], label ? label : field->id,
	    writing->words);
}

/* The answer as people read it, in the reading of whose voice it is. */
static void
put_value(struct writing *writing, size_t field, const struct address *address,
    struct str *out)
{
	const struct reading *reading = readings_find(
	    writing->readings, writing->reading_count, address->voice);

	if (reading)
		reading_put_value(
		    out, reading, field, address->row, writing->words);
}

static bool
put_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	struct writing *writing = context;
	const struct form_set *set = reading_source(writing->readings[0])->set;
	size_t field = form_find_field(set, address->field);
	struct str question = STR_EMPTY, value = STR_EMPTY;

	if (field != NONE) {
		put_question(writing, &set->fields[field], &question);
		put_value(writing, field, address, &value);
	}
	put_cell(writing->out, address->field, false);
	put_cell(writing->out,
	    address->row > 0 ? numeral_of(address->row).text : "", false);
	put_cell(writing->out, voice_name(address->voice), false);
	put_cell(writing->out, question.text, false);
	put_cell(
	    writing->out, value.length > 0 ? value.text : answer->text, false);
	put_cell(writing->out, answer->whose, true);
	str_release(&question);
	str_release(&value);
	return true;
}

void
csv_put_plan(struct str *out, const struct reading *const *readings,
    size_t count, const struct words *words)
{
	struct writing writing = {out, readings, count, words};

	str_put(out, "field,row,voice,question,answer,whose\r\n");
	address_each(reading_source(readings[0])->set,
	    reading_source(readings[0])->plan, put_answer, &writing);
}
