/*
 * Reading options: code | words | points, of a question or of a list block.
 *
 * Owns what holds for the options of one block: codes well formed and met
 * once, translations of codes that exist, points for all or for none, and
 * the options that stand alone or ask for words; and the codes yes, no and
 * unsure, and what they are called.  A language without one yes for all
 * questions may say it anew in each, so each has these options for itself.
 * Refuses to know which questions take which options (link_option.c).
 *
 * Tested by tests/unit/form_load.c.
 */
#include "form/loader.h"

#include <string.h>

#include "base/attr.h"
#include "base/nearest.h"
#include "form/type.h"

enum { OPTION_PARTS = 3 };

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

static struct option *
find_option(const struct loader *loader, const char *code)
{
	struct option *options = loader->options.items;

	for (size_t i = 0; i < loader->options.count; i++) {
		if (strcmp(options[i].code, code) == 0)
			return &options[i];
	}
	return NULL;
}

const char *
loader_nearest_code(
    const struct option *options, size_t count, const char *code)
{
	struct growing codes = {NULL, 0, 0};

	for (size_t i = 0; i < count; i++) {
		const char **slot = loader_grow(&codes, sizeof(*slot));
		*slot = options[i].code;
	}
	const char *nearest = nearest_of(code, codes.items, codes.count);
	mem_free(codes.items);
	return nearest;
}

/* Complain of a code that none of the block's options has. */
static void
complain_code(struct loader *loader, const char *code, struct place place)
{
	loader_complain_nearest(loader, place,
	    loader_nearest_code(
		loader->options.items, loader->options.count, code),
	    WORD_LOAD_NO_OPTION, code);
}

static void
add_option(struct loader *loader, const struct record_line *line,
    const struct record_part *parts, size_t count)
{
	const struct option *first = find_option(loader, parts[0].text);

	if (first) {
		report_add(loader->report, SEVERITY_ERROR, parts[0].place,
		    WORD_LOAD_OPTION_TWICE, parts[0].text,
		    loader_place_text(loader, first->place), NULL);
		return;
	}
	if (!loader_is_id(parts[0].text))
		loader_complain(
		    loader, parts[0].place, WORD_LOAD_ID_SHAPE, parts[0].text);
	struct option *option = loader_grow(&loader->options, sizeof(*option));
	option->code = parts[0].text;
	option->place = line->place;
	loader_put_wording(loader, &option->label, line->language,
	    parts[1].text, parts[1].place);
	if (count == OPTION_PARTS)
		option->points =
		    loader_figure(loader, parts[2].text, parts[2].place);
}

static void
translate_option(struct loader *loader, const struct record_line *line,
    const struct record_part *parts, size_t count)
{
	struct option *option = find_option(loader, parts[0].text);

	if (!option) {
		complain_code(loader, parts[0].text, parts[0].place);
		return;
	}
	if (count == OPTION_PARTS)
		loader_complain(
		    loader, parts[2].place, WORD_LOAD_POINTS_TRANSLATED, NULL);
	for (size_t i = 0; i < option->label.count; i++) {
		const char *said = option->label.texts[i].language;
		/* What the program says itself begins with the English. */
		if (loader->has_brought_options && strcmp(said, "en") == 0)
			break;
		if (strcmp(said, line->language) != 0)
			continue;
		report_add(loader->report, SEVERITY_ERROR, parts[0].place,
		    WORD_LOAD_OPTION_TWICE, parts[0].text,
		    loader_place_text(loader, option->place), NULL);
		return;
	}
	if (loader->has_brought_options)
		loader_put_before(loader, &option->label, line->language,
		    parts[1].text, parts[1].place);
	else
		loader_put_wording(loader, &option->label, line->language,
		    parts[1].text, parts[1].place);
}

static size_t
count_texts(const struct answer *answer)
{
	size_t count = 0;

	while (count < ANSWER_TEXTS && answer->texts[count].text)
		count++;
	return count;
}

void
loader_bring_options(
    struct loader *loader, const struct type *type, struct place place)
{
	size_t count = type->rules->given_options;

	for (size_t i = 0; i < count; i++) {
		struct option *option =
		    loader_grow(&loader->options, sizeof(*option));
		option->code = answers[i].code;
		option->place = place;
		option->label = (struct wording){
		    .texts = answers[i].texts,
		    .count = count_texts(&answers[i]),
		};
	}
	loader->has_brought_options = count > 0;
}

void
loader_read_option(
    struct loader *loader, const struct record_line *line, void *member)
{
	struct record_part parts[OPTION_PARTS];
	size_t count = record_split(loader->arena, line, parts, OPTION_PARTS);

	(void)member;
	if (count < 2 || count > OPTION_PARTS || *parts[0].text == '\0' ||
	    *parts[1].text == '\0') {
		loader_complain(
		    loader, line->place, WORD_LOAD_OPTION_SHAPE, NULL);
		return;
	}
	if (!loader_is_english(line))
		translate_option(loader, line, parts, count);
	else if (!loader->has_brought_options)
		add_option(loader, line, parts, count);
}

/* The options that `exclusive` and `other` name. */
static void
mark_options(struct loader *loader, const struct entry *entry)
{
	for (size_t i = 1; i < entry->count; i++) {
		const struct record_line *line = &entry->lines[i];
		enum block_key key = entry->keys[i];
		if (key != KEY_EXCLUSIVE && key != KEY_OTHER)
			continue;
		struct option *option = find_option(loader, line->value);
		if (!option)
			complain_code(loader, line->value, line->place);
		else if (key == KEY_EXCLUSIVE)
			option->is_exclusive = true;
		else
			option->is_other = true;
	}
}

/* Points for all or for none: a sum cannot go on without them. */
static void
check_points(struct loader *loader)
{
	const struct option *options = loader->options.items;
	size_t with_points = 0;

	for (size_t i = 0; i < loader->options.count; i++)
		with_points += options[i].points != NULL;
	if (with_points == 0)
		return;
	for (size_t i = 0; i < loader->options.count; i++) {
		if (!options[i].points)
			loader_complain(loader, options[i].place,
			    WORD_LOAD_POINTS_MISSING, options[i].code);
	}
}

/* Two options that read the same cannot be told apart when typed. */
static void
check_labels(struct loader *loader)
{
	const struct option *options = loader->options.items;
	struct map *labels = map_new();

	for (size_t i = 0; i < loader->options.count; i++) {
		const struct option *option = &options[i];
		const char *label = wording_get(&option->label, "en");
		if (map_put(labels, label, option))
			continue;
		const struct option *first = map_get(labels, label);
		report_add(loader->report, SEVERITY_ERROR, option->place,
		    WORD_LOAD_OPTION_SAME, option->code, first->code, NULL);
	}
	map_free(labels);
}

const struct option *
loader_keep_options(
    struct loader *loader, const struct entry *entry, size_t *count)
{
	mark_options(loader, entry);
	check_points(loader);
	check_labels(loader);
	loader->has_brought_options = false;
	return loader_keep(
	    loader, &loader->options, sizeof(struct option), count);
}

static void
begin_list(struct loader *loader, const struct entry *entry)
{
	struct option_list *list = entry->object;

	(void)loader;
	list->id = entry->id;
}

static void
end_list(struct loader *loader, const struct entry *entry)
{
	struct option_list *list = entry->object;

	list->options = loader_keep_options(loader, entry, &list->option_count);
}

const struct kind_rule loader_list_rule = {
    .size = sizeof(struct option_list),
    .shelf = KIND_LIST,
    .begin = begin_list,
    .end = end_list,
    .keys =
	{
	    [KEY_LABEL] = {loader_read_wording,
		offsetof(struct option_list, label)},
	    [KEY_OPTION] = {loader_read_option, 0},
	    [KEY_EXCLUSIVE] = {loader_leave, 0},
	    [KEY_OTHER] = {loader_leave, 0},
	},
};
