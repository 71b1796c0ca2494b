/*
 * Looking things up in a form set.
 *
 * Owns the questions that every floor asks of loaded forms: which field has
 * this id, which one this meaning, which option this code, which words in
 * this language.  Refuses to know how forms are read (form/load.h).  All
 * that is returned is borrowed from the set.
 *
 *	size_t field = form_find_field(set, "meals");
 *	if (field != NONE)
 *		label = wording_get(&set->fields[field].label, "cy");
 *
 * Tested by tests/unit/form_form.c.
 */
#include "form/form.h"

#include <string.h>

#include "base/map.h"
#include "form/registry.h"
#include "form/type.h"

const char *
wording_get(const struct wording *wording, const char *language)
{
	const char *english = NULL;

	for (size_t i = 0; i < wording->count; i++) {
		const struct wording_text *text = &wording->texts[i];
		if (strcmp(text->language, language) == 0)
			return text->text;
		if (strcmp(text->language, "en") == 0)
			english = text->text;
	}
	if (!english && wording->count > 0)
		return wording->texts[0].text;
	return english;
}

static size_t
find_id(const struct form_set *set, const char *id, enum page_item_kind kind)
{
	const struct page_item *item = map_get(set->ids, id);

	return item && item->kind == kind ? item->index : NONE;
}

size_t
form_find_field(const struct form_set *set, const char *id)
{
	return find_id(set, id, ITEM_FIELD);
}

/* What every text knows, whatever the questions are called. */
static bool
is_name(const char *id)
{
	return strcmp(id, "name") == 0 || strcmp(id, "decider") == 0;
}

size_t
form_next_answer(const struct form_set *set, const char *sentence,
    const char **open, const char **close)
{
	const char *at = strchr(sentence, '{');

	for (; at; at = strchr(at + 1, '{')) {
		char id[ID_LENGTH_MAX + 1] = "";
		size_t length = strcspn(at + 1, "}");
		if (at[1 + length] != '}' || length > ID_LENGTH_MAX)
			continue;
		memcpy(id, at + 1, length);
		size_t field = form_find_field(set, id);
		if (field == NONE || is_name(id))
			continue;
		*open = at;
		*close = at + length + 2;
		return field;
	}
	*open = *close = sentence + strlen(sentence);
	return NONE;
}

size_t
form_find_repeat(const struct form_set *set, const char *id)
{
	return find_id(set, id, ITEM_REPEAT);
}

size_t
form_find_meaning(const struct form_set *set, enum meaning meaning)
{
	return set->by_meaning[meaning];
}

const struct option *
field_option(const struct field *field, const char *code)
{
	for (size_t i = 0; i < field->option_count; i++) {
		if (strcmp(field->options[i].code, code) == 0)
			return &field->options[i];
	}
	return NULL;
}

bool
field_is_choice(const struct field *field)
{
	return field->type->takes == TAKES_CHOICE;
}

bool
field_is_typed(const struct field *field)
{
	enum type_way way = field->type->way;

	return !field->is_sum && (way == WAY_TEXT || way == WAY_LINE) &&
	       !field->type->rules->has_options;
}

bool
field_has_tag(const struct field *field, const char *tag)
{
	for (size_t i = 0; i < field->tag_count; i++) {
		if (strcmp(field->tags[i], tag) == 0)
			return true;
	}
	return false;
}

const char *
meaning_name(enum meaning meaning)
{
	return registry_meaning(meaning)->name;
}

const char *
part_name(enum part part)
{
	return registry_part(part);
}

const struct exact *
rate_on(const struct rate *rate, struct date day)
{
	const struct exact *value = NULL;

	for (size_t i = 0; i < rate->value_count; i++)
		if (date_compare(rate->values[i].from, day) <= 0)
			value = rate->values[i].value;
	return value;
}
