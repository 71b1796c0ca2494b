/*
 * Every answer as a row of CSV: field, row, voice, question, answer as people
 * read it, whose words.
 *
 * A spreadsheet must never take a cell for a formula: one that begins with a
 * sign that starts one, plain or full-width, gets an apostrophe.  Everything
 * is quoted.  Tested in tests/unit/out_csv.c.
 */
#include "out/csv.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* May a spreadsheet take text that begins so for a formula? */
static bool
starts_formula(const char *text)
{
	static const uint32_t starts[] = {'=', '+', '-', '@', '|', '%', '\t',
	    '\r', '\n', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
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
	str_put_char(out, '"');
	if (text != NULL && starts_formula(text))
		str_put_char(out, '\'');
	for (const char *c = text; c != NULL && *c != '\0'; c++) {
		if (*c == '"')
			str_put_char(out, '"');
		str_put_char(out, *c);
	}
	str_put(out, is_last ? "\"\r\n" : "\",");
}

struct writing {
	struct str *out;
	const struct reading *reading;
	const struct words *words;
};

static bool
put_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	struct writing *writing = context;
	const struct form_set *set = reading_source(writing->reading)->set;
	size_t field = form_find_field(set, address->field);
	struct str label = STR_EMPTY, value = STR_EMPTY;
	char row[16] = "";

	if (address->row > 0)
		snprintf(row, sizeof(row), "%d", address->row);
	if (field != NONE) {
		const char *text = wording_get(
		    &set->fields[field].label, words_language(writing->words));
		reading_put_text(&label, writing->reading,
		    text != NULL ? text : address->field, writing->words);
	}
	if (field != NONE && address->voice == VOICE_PERSON)
		reading_put_value(&value, writing->reading, field, address->row,
		    writing->words);
	put_cell(writing->out, address->field, false);
	put_cell(writing->out, row, false);
	put_cell(writing->out, voice_name(address->voice), false);
	put_cell(writing->out, label.text, false);
	put_cell(
	    writing->out, value.length > 0 ? value.text : answer->text, false);
	put_cell(writing->out, answer->whose, true);
	str_release(&label);
	str_release(&value);
	return true;
}

void
csv_put_plan(
    struct str *out, const struct reading *reading, const struct words *words)
{
	struct writing writing = {out, reading, words};

	str_put(out, "field,row,voice,question,answer,whose\r\n");
	plan_each(reading_source(reading)->plan, put_answer, &writing);
}
