/*
 * Checking what paper says in sentences of the forms' own: that every answer
 * in braces is one that the sentence can see.
 *
 * A sentence sees the answers of its own row, and those outside lists; what is
 * private it must not say.  How it is filled in is for whoever prints it.
 *
 * Test: tests/checker/sentences.form.
 */
#include "form/check.h"

#include <string.h>

#include "form/loader.h"

/* What stands in braces from `start` on; NULL if they are not closed. */
static const char *
take_id(struct loader *loader, const char *start)
{
	size_t length = strcspn(start, "}");

	return start[length] == '}' ? arena_copy_n(loader->arena, start, length)
				    : NULL;
}

static void
check_answer(struct loader *loader, const struct field *field, const char *id,
    struct place place)
{
	size_t index = loader_find(loader, WANT_FIELD, id, place);

	if (index == NONE)
		return;

	const struct field *said = &loader->fields[index];
	if (said->repeat != NONE && said->repeat != field->repeat)
		loader_complain(loader, place, WORD_LOAD_SENTENCE_ROW, id);
	if (said->is_private)
		loader_complain(loader, place, WORD_LOAD_SENTENCE_PRIVATE, id);
}

static void
check_line(struct loader *loader, const struct field *field,
    const struct record_line *line)
{
	bool has_own = false;

	for (const char *at = strchr(line->value, '{'); at;
	     at = strchr(at + 1, '{')) {
		struct place place =
		    record_place(line, (size_t)(at + 1 - line->value));
		const char *id = take_id(loader, at + 1);
		if (!id)
			loader_complain(
			    loader, place, WORD_LOAD_SENTENCE_OPEN, at);
		else if (strcmp(id, "name") != 0 && strcmp(id, "decider") != 0)
			check_answer(loader, field, id, place);
		has_own |= id && strcmp(id, field->id) == 0;
	}
	if (!has_own)
		loader_complain(
		    loader, line->place, WORD_LOAD_SENTENCE_OWN, field->id);
	if (field->printing == PRINT_COLUMN)
		loader_complain(
		    loader, line->place, WORD_LOAD_SENTENCE_COLUMN, field->id);
}

void
check_sentences(struct loader *loader)
{
	const struct form_set *set = loader->set;

	for (size_t i = 0; i < set->field_count; i++) {
		const struct entry *entry =
		    loader_entry(loader, KIND_QUESTION, i);
		for (size_t k = 1; k < entry->count; k++)
			if (entry->keys[k] == KEY_SENTENCE)
				check_line(
				    loader, &set->fields[i], &entry->lines[k]);
	}
}
