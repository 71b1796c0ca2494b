/*
 * Giving questions the options that they do not list themselves: those of a
 * list block, and the streams of money.
 *
 * Refuses to judge whether a question may have options at all (check_field.c),
 * and to know those that its type brings along (load_option.c).
 *
 * Tested by tests/unit/form_load.c.
 */
#include "form/loader.h"

#include <string.h>

#include "form/type.h"

static const struct option *
make_streams(struct loader *loader)
{
	const struct form_set *set = loader->set;
	struct option *options =
	    arena_get(loader->arena, set->stream_count * sizeof(*options));

	for (size_t i = 0; i < set->stream_count; i++) {
		options[i].code = set->streams[i].id;
		options[i].label = set->streams[i].label;
		options[i].place = set->streams[i].place;
	}
	return options;
}

/* The options that `options: NAME` names. */
static void
take_named(struct loader *loader, struct field *field,
    const struct record_line *line, const struct option *streams)
{
	if (field->option_count > 0) {
		loader_complain(
		    loader, line->place, WORD_LOAD_OPTIONS_BOTH, line->value);
		return;
	}
	if (strcmp(line->value, "streams") == 0) {
		field->options = streams;
		field->option_count = loader->set->stream_count;
		return;
	}
	size_t index = loader_find(loader, WANT_LIST, line->value, line->place);
	if (index == NONE)
		return;
	const struct option_list *list =
	    loader_entry(loader, KIND_LIST, index)->object;
	field->options = list->options;
	field->option_count = list->option_count;
}

void
link_options(struct loader *loader)
{
	const struct option *streams = make_streams(loader);

	for (size_t i = 0; i < loader->entry_count; i++) {
		const struct entry *entry = &loader->entries[i];
		struct field *field = entry->object;
		if (entry->kind != KIND_QUESTION ||
		    field->type->rules->given_options > 0)
			continue;
		const struct record_line *line =
		    loader_line(entry, KEY_OPTIONS);
		if (line && !text_is_blank(line->value))
			take_named(loader, field, line, streams);
	}
}
