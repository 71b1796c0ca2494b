/*
 * Answers in sentences of the forms' own: "By the hour: 9 at £13.20, each
 * week" in place of four headings and four answers.
 *
 * A sentence is said when every answer in it is there; else its answers stand
 * under headings of their own.  An answer that another's sentence says is not
 * said again.  Tested by tests/unit/doc_compose.c and tests/pages.
 */
#include "doc/composer.h"

#include <string.h>

#include "base/str.h"

/* The row that a field is asked of where the sentence is: its own, or none. */
static int
row_of(const struct composer *composer, size_t field, int row)
{
	return composer->set->fields[field].repeat == NONE ? 0 : row;
}

static void
put_words(
    struct str *out, struct composer *composer, const char *text, size_t length)
{
	reading_put_text(out, composer->reading,
	    arena_copy_n(composer->arena, text, length), composer->words);
}

/* The lines of a long answer, such as an address, on one line. */
static void
put_value(struct str *out, const char *value)
{
	for (const char *c = value; *c != '\0'; c++) {
		bool has_stop = c > value && strchr(",;.:!?\n", c[-1]);
		if (*c == '\n')
			str_put(out, has_stop ? " " : ", ");
		else
			str_put_char(out, *c);
	}
}

const char *
compose_sentence(struct composer *composer, size_t index, int row)
{
	const struct field *field = &composer->set->fields[index];
	const char *at = wording_get(&field->sentence, composer->language);
	struct str text = STR_EMPTY;
	bool is_whole = at != NULL;

	while (is_whole && *at != '\0') {
		const char *open, *close;
		size_t said =
		    form_next_answer(composer->set, at, &open, &close);
		put_words(&text, composer, at, (size_t)(open - at));
		at = close;
		if (said == NONE)
			break;
		const char *value =
		    compose_value(composer, said, row_of(composer, said, row));
		is_whole = !text_is_blank(value);
		put_value(&text, is_whole ? value : "");
	}
	const char *copy =
	    is_whole ? compose_capital(composer, text.text) : NULL;
	str_release(&text);
	return copy;
}

void
compose_read_sentences(struct composer *composer)
{
	const struct form_set *set = composer->set;
	struct saying *sayings = NULL;
	size_t count = 0, capacity = 0;

	for (size_t i = 0; i < set->field_count; i++) {
		const char *at =
		    wording_get(&set->fields[i].sentence, composer->language);
		while (at) {
			const char *open, *close;
			size_t said = form_next_answer(set, at, &open, &close);
			at = said == NONE ? NULL : close;
			if (said == NONE || said == i)
				continue;
			sayings = mem_grow(
			    sayings, count, &capacity, sizeof(*sayings));
			sayings[count++] = (struct saying){i, said};
		}
	}
	composer->sayings =
	    arena_keep(composer->arena, sayings, count, sizeof(*sayings));
	composer->saying_count = count;
}

bool
compose_is_said(struct composer *composer, size_t index, int row)
{
	const struct field *fields = composer->set->fields;

	for (size_t i = 0; i < composer->saying_count; i++) {
		const struct saying *saying = &composer->sayings[i];
		const struct field *field = &fields[saying->field];
		if (saying->said == index &&
		    field->repeat == fields[index].repeat &&
		    field->printing != PRINT_NO && !field->is_private &&
		    compose_sentence(composer, saying->field, row))
			return true;
	}
	return false;
}

void
compose_add_sentence(struct composer *composer, const char *sentence)
{
	const char *colon = strstr(sentence, ": ");
	size_t length = colon ? (size_t)(colon - sentence) + 2 : 0;

	if (length > 0)
		doc_add_run(composer->builder,
		    arena_copy_n(composer->arena, sentence, length), true,
		    NULL);
	doc_add_run(composer->builder, sentence + length, false, NULL);
}
