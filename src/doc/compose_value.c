/*
 * Answers as they are written on paper, and what stands above them.
 *
 * Paper is read without the question at hand, so it says less and says it
 * plainly: an option that asked for words of its own is those words, several
 * choices are a short sentence each, the name of a row that is itself a long
 * sentence is its first words, and a day stays beside its month.
 *
 * Text is made in strs and copied to the document's arena.  Tested by
 * tests/unit/doc_compose.c and tests/pages.
 */
#include "doc/composer.h"

#include <string.h>

#include "base/attr.h"
#include "base/money.h"
#include "base/str.h"
#include "base/utf8.h"
#include "plan/trace.h"

enum { NAME_CELLS = 48 }; /* a row's name in another row's answer */

static const char ellipsis[] = "\xe2\x80\xa6";

const char *
compose_heading(struct composer *composer, const struct field *field)
{
	struct str text = STR_EMPTY;
	const char *heading = wording_get(&field->paper, composer->language);

	if (!heading)
		heading = wording_get(&field->label, composer->language);
	if (!heading)
		heading = field->id;
	reading_put_text(&text, composer->reading, heading, composer->words);
	return str_keep(&text, composer->arena);
}

static bool
is_illustrative(const struct composer *composer, const struct result *result)
{
	return !composer->of->is_practice && result->trace &&
	       result->trace->is_illustrative;
}

const char *
compose_capital(struct composer *composer, const char *text)
{
	char *copy = arena_copy(composer->arena, text);

	if (copy[0] >= 'a' && copy[0] <= 'z')
		copy[0] = (char)(copy[0] - 'a' + 'A');
	return copy;
}

/* The text, with a word behind it where the figure is nobody's. */
static const char *
mark(struct composer *composer, const struct result *result, const char *text)
{
	if (!is_illustrative(composer, result))
		return text;
	return arena_format(composer->arena, "%s (%s)", text,
	    words_get(composer->words, WORD_DOC_ILLUSTRATIVE));
}

bool
compose_ends_sentence(const char *text)
{
	static const char *const ends[] = {".", "!", "?", ellipsis};
	size_t length = strlen(text);

	for (size_t i = 0; i < ARRAY_LENGTH(ends); i++) {
		size_t end = strlen(ends[i]);
		if (length >= end && text_is(text + length - end, ends[i]))
			return true;
	}
	return false;
}

/* The words of one choice: a person's own in place of "Something else". */
const char *
compose_choice(struct composer *composer, const struct field *field,
    const struct value *value, size_t at)
{
	const struct option *option = field_option(field, value->codes[at]);
	const char *label = NULL;

	if (option && option->is_other && value->other)
		return value->other;
	if (option)
		label = wording_get(&option->label, composer->language);
	if (!label)
		return value->codes[at];

	struct str text = STR_EMPTY;
	reading_put_text(&text, composer->reading, label, composer->words);
	return str_keep(&text, composer->arena);
}

/* One choice is a name; several are a sentence each. */
static void
put_choices(struct str *out, struct composer *composer,
    const struct field *field, const struct value *value)
{
	for (size_t i = 0; i < value->count; i++) {
		const char *words = compose_choice(composer, field, value, i);
		if (value->count > 1)
			words = compose_capital(composer, words);
		if (i > 0)
			str_put_char(out, ' ');
		str_put(out, words);
		if (value->count > 1 && !compose_ends_sentence(words))
			str_put_char(out, '.');
	}
}

/* Where the last of these signs stands before `end`; 0 if nowhere. */
static size_t
last_of(const char *text, size_t end, const char *signs)
{
	while (end > 0 && !strchr(signs, text[end - 1]))
		end--;
	return end > 0 ? end - 1 : 0;
}

/*
 * As many whole words as there is room for, where they go on best to the end
 * of a clause, and a sign that it goes on.
 */
static void
put_first_words(struct str *out, const char *text)
{
	size_t length = strlen(text);

	if (length > 0 && text[length - 1] == '.')
		length--;
	if (utf8_width(text, length) <= NAME_CELLS) {
		str_put_n(out, text, length);
		return;
	}
	size_t end = utf8_fit(text, length, NAME_CELLS, NULL);
	size_t word = last_of(text, end + 1, " ");
	size_t clause = last_of(text, end + 1, ",;:");
	if (clause > end / 2)
		end = clause;
	else if (word > 0)
		end = word;
	str_put_n(out, text, end);
	str_put(out, ellipsis);
}

static void
put_rows(struct str *out, const struct composer *composer,
    const struct reading *reading, const struct field *field,
    const struct value *value)
{
	for (size_t i = 0; i < value->count; i++) {
		struct str name = STR_EMPTY;
		reading_put_row_name(&name, reading, field->rows_of,
		    value->rows[i], composer->words);
		if (i > 0)
			str_put(
			    out, words_get(composer->words, WORD_READING_JOIN));
		put_first_words(out, name.text);
		str_release(&name);
	}
}

/* "3 February 1979": the figure of the day never ends a line. */
static void
put_date(struct str *out, const struct composer *composer, struct date date)
{
	static const char no_break[] = "\xc2\xa0";
	struct str text = STR_EMPTY;

	date_put(&text, date, composer->words);
	size_t day = strcspn(text.text, " ");
	str_put_n(out, text.text, day);
	if (text.text[day] == ' ') {
		str_put(out, no_break);
		str_put(out, text.text + day + 1);
	}
	str_release(&text);
}

const char *
compose_value_of(struct composer *composer, const struct reading *reading,
    size_t index, int row)
{
	const struct field *field = &composer->set->fields[index];
	const struct result *result = reading_result(reading, index, row);
	const struct value *value = &result->value;
	struct str text = STR_EMPTY;

	if (result->state == STATE_ANSWERED && value->kind == VALUE_CODES)
		put_choices(&text, composer, field, value);
	else if (result->state == STATE_ANSWERED && value->kind == VALUE_ROWS)
		put_rows(&text, composer, reading, field, value);
	else if (result->state == STATE_ANSWERED && value->kind == VALUE_DATE)
		put_date(&text, composer, value->date);
	else
		reading_put_value(&text, reading, index, row, composer->words);
	return str_keep(&text, composer->arena);
}

const char *
compose_value(struct composer *composer, size_t field, int row)
{
	const struct result *result =
	    reading_result(composer->reading, field, row);

	if (result->state != STATE_ANSWERED && result->state != STATE_WRONG)
		return NULL;
	return mark(composer, result,
	    compose_value_of(composer, composer->reading, field, row));
}

const char *
compose_amount(
    struct composer *composer, const struct result *result, int64_t pence)
{
	struct str text = STR_EMPTY;

	money_put(&text, pence);
	return mark(composer, result, str_keep(&text, composer->arena));
}

const char *
compose_figure(struct composer *composer, enum meaning meaning)
{
	size_t field = form_find_meaning(composer->set, meaning);

	return field == NONE ? NULL : compose_value(composer, field, 0);
}
