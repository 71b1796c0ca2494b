/*
 * Giving questions the options that they do not list themselves: yes and no,
 * those of a list block, and the streams of money.
 *
 * Owns the codes yes, no and unsure, and what they are called.  Refuses to
 * judge whether a question may have options at all (check_field.c).
 *
 * Tested by tests/unit/form_load.c.
 */
#include "form/loader.h"

#include <string.h>

#include "base/attr.h"
#include "form/type.h"

enum { ANSWERS = 3, ANSWER_TEXTS = 8 };

/* clang-format off */
/*
 * The first text of a language is shown.  All of them are understood, whatever
 * the screen speaks: Welsh answers with the verb that it was asked with.
 */
static const struct answer {
	const char *code;
	struct wording_text texts[ANSWER_TEXTS];
} answers[ANSWERS] = {
	{ "yes", { { "en", "Yes" }, { "cy", "Ie" }, { "cy", "Ydw" },
		{ "cy", "Ydy" }, { "cy", "Ydyn" }, { "cy", "Oes" },
		{ "cy", "Do" } } },
	{ "no", { { "en", "No" }, { "cy", "Na" }, { "cy", "Nage" },
		{ "cy", "Nac ydw" }, { "cy", "Nac ydy" }, { "cy", "Nac ydyn" },
		{ "cy", "Nac oes" }, { "cy", "Naddo" } } },
	{ "unsure", { { "en", "Not sure" }, { "cy", "Ddim yn siŵr" } } },
};
/* clang-format on */

static const struct option *
make_yes_no(struct loader *loader)
{
	struct option *options =
	    arena_get(loader->arena, ANSWERS * sizeof(*options));

	for (size_t i = 0; i < ANSWERS; i++) {
		struct wording_text *texts =
		    arena_get(loader->arena, sizeof(answers[i].texts));
		size_t count = 0;
		while (count < ANSWER_TEXTS && answers[i].texts[count].text) {
			texts[count] = answers[i].texts[count];
			count++;
		}
		options[i].code = answers[i].code;
		options[i].label.texts = texts;
		options[i].label.count = count;
	}
	return options;
}

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
	const struct option *yes_no = make_yes_no(loader);
	const struct option *streams = make_streams(loader);

	for (size_t i = 0; i < loader->entry_count; i++) {
		const struct entry *entry = &loader->entries[i];
		struct field *field = entry->object;
		if (entry->kind != KIND_QUESTION)
			continue;
		const struct record_line *line =
		    loader_line(entry, KEY_OPTIONS);
		size_t given = field->type->rules->given_options;
		if (given > 0) {
			field->options = yes_no;
			field->option_count = given;
		} else if (line && !text_is_blank(line->value)) {
			take_named(loader, field, line, streams);
		}
	}
}
