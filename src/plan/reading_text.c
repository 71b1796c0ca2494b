/*
 * What people read of a reading: texts with names filled in, answers, and
 * what stands for a row.
 *
 * Everything is appended to a caller's str in a caller's language; nothing is
 * kept.  What a person typed goes through unchanged: whoever shows it cleans
 * it (base/safe.h).
 *
 * Tested by tests/unit/plan_remarks.c.
 */
#include "plan/reading_parts.h"

#include <string.h>

#include "base/attr.h"
#include "form/type.h"
#include "form/value.h"

/* Until a name is known, the word stands in for it. */
static void
put_name(struct str *out, const struct reading *reading,
    const struct words *words, enum word stand_in)
{
	static const enum meaning names[] = {
	    MEANS_PERSON_CALLED,
	    MEANS_PERSON_NAME,
	};

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		const struct result *result =
		    reading_of_meaning(reading, names[i], 0);
		if (result && result->state == STATE_ANSWERED) {
			str_put(out, result->value.text);
			return;
		}
	}
	str_put(out, words_get(words, stand_in));
}

static void
put_decider(struct str *out, const struct reading *reading,
    const struct words *words, enum word stand_in)
{
	const struct result *result =
	    reading_of_meaning(reading, MEANS_DECIDER, 0);

	if (result && result->state == STATE_ANSWERED)
		str_put(out, result->value.text);
	else
		str_put(out, words_get(words, stand_in));
}

void
reading_put_name(
    struct str *out, const struct reading *reading, const struct words *words)
{
	put_name(out, reading, words, WORD_READING_NAME);
}

void
reading_put_text(struct str *out, const struct reading *reading,
    const char *text, const struct words *words)
{
	static const struct {
		const char *mark;
		void (*put)(struct str *, const struct reading *,
		    const struct words *, enum word);
		enum word first, within;
	} names[] = {
	    {"{name}", put_name, WORD_READING_NAME_FIRST, WORD_READING_NAME},
	    {"{decider}", put_decider, WORD_READING_DECIDER_FIRST,
		WORD_READING_DECIDER},
	};
	const char *whole = text;

	while (text && *text) {
		const char *brace = strchr(text, '{');
		size_t length = brace ? (size_t)(brace - text) : strlen(text);
		str_put_n(out, text, length);
		text += length;
		if (!brace)
			return;
		size_t i = 0;
		while (i < ARRAY_LENGTH(names) &&
		       !text_starts(text, names[i].mark))
			i++;
		if (i < ARRAY_LENGTH(names)) {
			names[i].put(out, reading, words,
			    words_begins_sentence(whole, text)
				? names[i].first
				: names[i].within);
			text += strlen(names[i].mark);
		} else {
			str_put_char(out, *text++);
		}
	}
}

/* What a list is called: its label is often a question, and so comes last. */
static const char *
name_of_repeat(const struct repeat *repeat, const char *language)
{
	const char *name = wording_get(&repeat->title, language);

	if (!name)
		name = wording_get(&repeat->paper, language);
	if (!name)
		name = wording_get(&repeat->label, language);
	return name ? name : repeat->id;
}

/* Words, a date and a choice tell a row from others; a figure does not. */
static bool
names_row(const struct field *field)
{
	if (type_is_figure(field->type))
		return false;
	return field_is_typed(field) || field_is_choice(field);
}

void
reading_put_row_place(struct str *out, const struct reading *reading,
    size_t repeat, int row, const struct words *words)
{
	words_put(out, words, WORD_READING_ROW,
	    name_of_repeat(
		&reading->of.set->repeats[repeat], words_language(words)),
	    numeral_of(row).text, NULL);
}

/* --- Answers -------------------------------------------------------------- */

static bool
has_names(const struct option *option, const char *language)
{
	const char *label = wording_get(&option->label, language);

	return label && strchr(label, '{');
}

/* The label of an option in one language, with names filled in. */
static struct wording
fill_label(struct arena *arena, const struct reading *reading,
    const struct option *option, const struct words *words)
{
	struct wording_text *text = arena_get(arena, sizeof(*text));
	struct str filled = STR_EMPTY;

	text->language = words_language(words);
	reading_put_text(&filled, reading,
	    wording_get(&option->label, text->language), words);
	text->text = str_keep(&filled, arena);
	return (struct wording){.texts = text, .count = 1};
}

void
reading_put_read(struct str *out, const struct reading *reading,
    const struct field *field, const struct value *value, const char *typed,
    const struct words *words)
{
	struct arena *arena = NULL;
	struct field named = *field;
	struct option *options = NULL;
	size_t count = value->kind == VALUE_CODES ? field->option_count : 0;

	for (size_t i = 0; i < count; i++) {
		if (!has_names(&field->options[i], words_language(words)))
			continue;
		if (!options) {
			size_t size = count * sizeof(*options);
			arena = arena_new();
			options = arena_get(arena, size);
			memcpy(options, field->options, size);
			named.options = options;
		}
		options[i].label =
		    fill_label(arena, reading, &field->options[i], words);
	}
	value_put(out, &named, value, typed, words);
	arena_free(arena);
}

void
reading_put_row_name(struct str *out, const struct reading *reading,
    size_t repeat, int row, const struct words *words)
{
	const struct form_set *set = reading->of.set;
	const struct repeat *found = &set->repeats[repeat];

	for (size_t i = 0; i < found->field_count; i++) {
		const struct field *field = &set->fields[found->fields[i]];
		const struct result *result =
		    reading_result(reading, found->fields[i], row);
		if (result->state != STATE_ANSWERED || !names_row(field))
			continue;
		reading_put_read(
		    out, reading, field, &result->value, result->typed, words);
		return;
	}
	reading_put_row_place(out, reading, repeat, row, words);
}

/* The value of a result, as it is or as it was when it fell asleep. */
static struct value
value_of(const struct reading *reading, size_t field, int row)
{
	const struct result *result = reading_result(reading, field, row);

	if (result->state == STATE_ASLEEP)
		return reading_kept_value(reading, field, row);
	if (result->state == STATE_WRONG)
		return (struct value){.kind = VALUE_WRONG};
	return result->value;
}

static void
put_rows(struct str *out, const struct reading *reading, size_t repeat,
    const struct value *value, const struct words *words)
{
	for (size_t i = 0; i < value->count; i++) {
		/* A name that is a sentence ends where the next begins. */
		if (i > 0 && out->text[out->length - 1] == '.')
			str_cut(out, out->length - 1);
		if (i > 0)
			str_put(out, words_get(words, WORD_READING_JOIN));
		reading_put_row_name(
		    out, reading, repeat, value->rows[i], words);
	}
}

void
reading_put_value(struct str *out, const struct reading *reading, size_t field,
    int row, const struct words *words)
{
	const struct field *found = &reading->of.set->fields[field];
	const struct value value = value_of(reading, field, row);

	if (value.kind == VALUE_ROWS)
		put_rows(out, reading, found->rows_of, &value, words);
	else
		reading_put_read(out, reading, found, &value,
		    reading_result(reading, field, row)->typed, words);
}

const char *
reading_plain_value(const struct reading *reading, size_t field, int row)
{
	const struct value value = value_of(reading, field, row);

	/* The codes alone would leave out the words behind "other". */
	return value.kind == VALUE_WRONG || value.other
		   ? reading_result(reading, field, row)->typed
		   : value.text;
}
