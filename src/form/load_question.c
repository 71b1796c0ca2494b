/*
 * Reading questions, lists of rows and sums: the blocks that hold answers.
 *
 * Owns their keys but the options (load_option.c), the checks (load_check.c)
 * and the steps of a sum (link_sum.c).  Refuses to know whether the keys of
 * one question agree with each other: check_field.c looks at that.
 *
 * Tested by tests/unit/form_load.c.
 */
#include "form/loader.h"

#include "base/attr.h"
#include "form/type.h"

/* --- What questions, repeats and calculates share ------------------------- */

/* Whoever means another type gets no second complaint for it. */
static const struct type *
type_meant(const char *name)
{
	const struct type *type = type_find(name);

	return type ? type : type_nearest(name);
}

static void
read_type(struct loader *loader, const struct record_line *line, void *member)
{
	const struct type **type = member;

	*type = type_meant(line->value);
	if (!type_find(line->value))
		loader_complain_nearest(loader, line->place,
		    *type ? (*type)->name : NULL, WORD_LOAD_NO_TYPE,
		    line->value);
}

static void
read_meaning(
    struct loader *loader, const struct record_line *line, void *member)
{
	enum meaning *meaning = member;

	*meaning = registry_find_meaning(line->value);
	if (*meaning != MEANING_MAX)
		return;
	/* Whoever means another one is not told that it is missing. */
	const char *nearest = registry_nearest_meaning(line->value);
	loader_complain_nearest(
	    loader, line->place, nearest, WORD_LOAD_NO_MEANING, line->value);
	if (nearest)
		loader->is_perhaps_meant[registry_find_meaning(nearest)] = true;
}

static void
read_required(
    struct loader *loader, const struct record_line *line, void *member)
{
	enum required *required = member;
	size_t i = loader_choose(loader, line, registry_required, REQUIRED_MAX);

	if (i < REQUIRED_MAX)
		*required = (enum required)i;
}

/* What goes without saying has no word, and is not among those to choose. */
static void
read_look(struct loader *loader, const struct record_line *line, void *member)
{
	enum look *look = member;
	size_t i =
	    1 + loader_choose(loader, line, &registry_looks[1], LOOK_MAX - 1);

	if (i < LOOK_MAX)
		*look = (enum look)i;
}

static void
read_printing(
    struct loader *loader, const struct record_line *line, void *member)
{
	enum printing *printing = member;
	size_t i = loader_choose(loader, line, registry_printings, PRINT_MAX);

	if (i < PRINT_MAX)
		*printing = (enum printing)i;
}

/* A word that is an id in shape: a tag or a former id. */
static void
gather_id(struct loader *loader, const struct record_line *line,
    struct growing *growing)
{
	if (!loader_is_id(line->value)) {
		loader_complain(
		    loader, line->place, WORD_LOAD_ID_SHAPE, line->value);
		return;
	}
	const char **slot = loader_grow(growing, sizeof(*slot));
	*slot = line->value;
}

static void
read_tag(struct loader *loader, const struct record_line *line, void *member)
{
	(void)member;
	gather_id(loader, line, &loader->tags);
}

static void
read_was(struct loader *loader, const struct record_line *line, void *member)
{
	(void)member;
	gather_id(loader, line, &loader->was);
}

/* The type is known already: begin_field() has looked for it. */
static void
read_default(
    struct loader *loader, const struct record_line *line, void *member)
{
	struct field *field = member;

	if (!field->type || type_is_words(field->type))
		loader_read_sentence(loader, line, &field->default_answer);
	else if (!line->language)
		loader_put_before(loader, &field->default_answer, "en",
		    line->value, line->place);
	else
		loader_complain(loader, line->key_place, WORD_LOAD_KEY_UNSAID,
		    registry_key(KEY_DEFAULT)->name);
}

/* What all three blocks may say, each into a member of its own object. */
#define SHARED_KEYS(object)                                                    \
	[KEY_MEANS] = {read_meaning, offsetof(object, meaning)},               \
	[KEY_WAS] = {read_was, 0},                                             \
	[KEY_LABEL] = {loader_read_wording, offsetof(object, label)},          \
	[KEY_OFFICIAL] = {loader_read_wording, offsetof(object, official)},    \
	[KEY_PAPER] = {loader_read_wording, offsetof(object, paper)},          \
	[KEY_HELP] = {loader_read_wording, offsetof(object, help)},            \
	[KEY_ASK_IF] = {loader_read_condition, offsetof(object, ask_if)},      \
	[KEY_PART] = {loader_read_part, offsetof(object, part)},               \
	[KEY_PRINT] = {read_printing, offsetof(object, printing)}

/* --- Questions and calculates --------------------------------------------- */

static void
begin_field(struct loader *loader, const struct entry *entry)
{
	struct field *field = entry->object;

	field->id = entry->id;
	field->place = entry->lines[0].key_place;
	field->meaning = MEANING_MAX;
	field->form = loader->form;
	field->page = loader->page;
	field->repeat = NONE;
	field->rows_of = NONE;
	field->carry_from = NONE;
	field->scheme = NONE;
	field->part = PART_MAX;
	field->is_sum = entry->kind == KIND_CALCULATE;
	loader->row = &field->repeat;
	const struct record_line *line = loader_line(entry, KEY_TYPE);
	field->type = line ? type_meant(line->value) : NULL;
	if (field->type && !field->is_sum)
		loader_bring_options(loader, field->type, line->place);
	if (!field->is_sum && !loader->has_page)
		loader_complain(loader, field->place, WORD_LOAD_PAGE_FIRST,
		    registry_kind(entry->kind)->name);
}

static void
end_field(struct loader *loader, const struct entry *entry)
{
	struct field *field = entry->object;

	field->options =
	    loader_keep_options(loader, entry, &field->option_count);
	field->checks = loader_keep_checks(loader, &field->check_count);
	field->tags = loader_keep(
	    loader, &loader->tags, sizeof(*field->tags), &field->tag_count);
	field->was = loader_keep(
	    loader, &loader->was, sizeof(*field->was), &field->was_count);
	/* A type that was left out or cannot be guessed: the likeliest. */
	if (field->type)
		return;
	if (field->is_sum)
		field->type = &type_number;
	else if (loader_line(entry, KEY_OPTION) ||
		 loader_line(entry, KEY_OPTIONS))
		field->type = &type_choose_one;
	else if (loader_line(entry, KEY_FOR_ROWS))
		field->type = &type_rows;
	else
		field->type = &type_line;
}

#define MEMBER(member) offsetof(struct field, member)

const struct kind_rule loader_question_rule = {
    .size = sizeof(struct field),
    .shelf = KIND_QUESTION,
    .begin = begin_field,
    .end = end_field,
    .keys =
	{
	    SHARED_KEYS(struct field),
	    [KEY_FOR_ROWS] = {loader_leave, 0},
	    [KEY_IN_REPEAT] = {loader_leave, 0},
	    [KEY_TAG] = {read_tag, 0},
	    [KEY_SENTENCE] = {loader_read_sentence, MEMBER(sentence)},
	    [KEY_SAY] = {loader_read_wording, MEMBER(say)},
	    [KEY_HINT] = {loader_read_wording, MEMBER(hint)},
	    [KEY_TYPE] = {read_type, MEMBER(type)},
	    [KEY_OPTION] = {loader_read_option, 0},
	    [KEY_EXCLUSIVE] = {loader_leave, 0},
	    [KEY_OTHER] = {loader_leave, 0},
	    [KEY_OPTIONS] = {loader_leave, 0},
	    [KEY_REQUIRED] = {read_required, MEMBER(required)},
	    [KEY_DEFAULT] = {read_default, 0},
	    [KEY_CARRY] = {loader_leave, 0},
	    [KEY_MOST] = {loader_read_count, MEMBER(most)},
	    [KEY_LOOK] = {read_look, MEMBER(look)},
	    [KEY_CHECK] = {loader_read_check, 0},
	    [KEY_MESSAGE] = {loader_read_message, 0},
	    [KEY_WARN] = {loader_read_warn, 0},
	    [KEY_WARNING] = {loader_read_warning, 0},
	    [KEY_PRIVATE] = {loader_read_yes, MEMBER(is_private)},
	},
};

const struct kind_rule loader_calculate_rule = {
    .size = sizeof(struct field),
    .shelf = KIND_QUESTION,
    .begin = begin_field,
    .end = end_field,
    .keys =
	{
	    SHARED_KEYS(struct field),
	    [KEY_IN_REPEAT] = {loader_leave, 0},
	    [KEY_TAG] = {read_tag, 0},
	    [KEY_SENTENCE] = {loader_read_sentence, MEMBER(sentence)},
	    [KEY_TYPE] = {read_type, MEMBER(type)},
	    [KEY_SUM] = {loader_leave, 0},
	    [KEY_POINTS] = {loader_leave, 0},
	    [KEY_PLUS] = {loader_leave, 0},
	    [KEY_LESS] = {loader_leave, 0},
	    [KEY_TIMES] = {loader_leave, 0},
	    [KEY_DIVIDE] = {loader_leave, 0},
	    [KEY_PERCENT] = {loader_leave, 0},
	    [KEY_LOOKUP] = {loader_leave, 0},
	    [KEY_RATE_OF] = {loader_leave, 0},
	    [KEY_AT_LEAST] = {loader_leave, 0},
	    [KEY_AT_MOST] = {loader_leave, 0},
	    [KEY_CHOOSE] = {loader_leave, 0},
	    [KEY_ROUND] = {loader_leave, 0},
	},
};

#undef MEMBER
#define MEMBER(member) offsetof(struct repeat, member)

static void
begin_repeat(struct loader *loader, const struct entry *entry)
{
	struct repeat *repeat = entry->object;

	repeat->id = entry->id;
	repeat->place = entry->lines[0].key_place;
	repeat->meaning = MEANING_MAX;
	repeat->form = loader->form;
	repeat->page = loader->page;
	repeat->part = PART_MAX;
	if (!loader->has_page)
		loader_complain(loader, repeat->place, WORD_LOAD_PAGE_FIRST,
		    registry_kind(entry->kind)->name);
}

static void
end_repeat(struct loader *loader, const struct entry *entry)
{
	struct repeat *repeat = entry->object;

	repeat->was = loader_keep(
	    loader, &loader->was, sizeof(*repeat->was), &repeat->was_count);
}

const struct kind_rule loader_repeat_rule = {
    .size = sizeof(struct repeat),
    .shelf = KIND_REPEAT,
    .begin = begin_repeat,
    .end = end_repeat,
    .keys =
	{
	    SHARED_KEYS(struct repeat),
	    [KEY_TITLE] = {loader_read_wording, MEMBER(title)},
	    [KEY_SAY] = {loader_read_wording, MEMBER(say)},
	    [KEY_HINT] = {loader_read_wording, MEMBER(hint)},
	    [KEY_ADD] = {loader_read_wording, MEMBER(add)},
	    [KEY_REQUIRED] = {read_required, MEMBER(required)},
	    [KEY_MOST] = {loader_read_count, MEMBER(most)},
	    [KEY_LOOK] = {read_look, MEMBER(look)},
	},
};
