/*
 * Reading the steps of a sum, once every name that they may hold is known.
 *
 * Owns the grammar of steps and operands (form/sum.h says it).  Refuses to
 * judge whether a step makes sense where it stands (check_sum.c) and to work
 * anything out (sum.c).  Steps live in the set's arena.
 *
 * Tested by tests/unit/form_steps.c.
 */
#include "form/loader.h"

#include <string.h>

#include "base/attr.h"
#include "base/nearest.h"
#include "base/str.h"

/* The sum in hand. */
struct summing {
	struct loader *loader;
	struct field *field;
	struct sum_step *steps;
	size_t step_count;
	struct sum_choice *choices; /* of all its steps, in a row */
	size_t choice_count;
};

/* A piece of a line's value. */
struct piece {
	const struct record_line *line;
	size_t start, length;
};

static const char *
piece_text(struct loader *loader, struct piece piece)
{
	return arena_copy_n(
	    loader->arena, piece.line->value + piece.start, piece.length);
}

static struct place
piece_place(struct piece piece)
{
	return record_place(piece.line, piece.start);
}

static struct piece
piece_trimmed(struct piece piece)
{
	const char *text = piece.line->value;

	while (piece.length > 0 && text[piece.start] == ' ') {
		piece.start++;
		piece.length--;
	}
	while (piece.length > 0 && text[piece.start + piece.length - 1] == ' ')
		piece.length--;
	return piece;
}

/* Does the piece begin with the word?  Then it is what follows. */
static bool
skip_word(struct piece *piece, const char *word)
{
	size_t length = strlen(word);
	const char *text = piece->line->value + piece->start;

	if (piece->length < length || strncmp(text, word, length) != 0)
		return false;
	piece->start += length;
	piece->length -= length;
	*piece = piece_trimmed(*piece);
	return true;
}

/* Cut the piece at the first such word; *after is what follows it. */
static bool
cut_at(struct piece *piece, const char *word, struct piece *after)
{
	size_t length = strlen(word);
	const char *text = piece->line->value + piece->start;

	for (size_t i = 0; i + length <= piece->length; i++) {
		if (strncmp(text + i, word, length) != 0)
			continue;
		*after = *piece;
		after->start += i + length;
		after->length -= i + length;
		*after = piece_trimmed(*after);
		piece->length = i;
		*piece = piece_trimmed(*piece);
		return true;
	}
	return false;
}

/* --- Operands ------------------------------------------------------------- */

static size_t
find_field(struct loader *loader, struct piece piece)
{
	return loader_find(
	    loader, WANT_FIELD, piece_text(loader, piece), piece_place(piece));
}

/* A tag that nothing carries gathers nothing, and is a slip. */
static const char *
find_tag(struct loader *loader, struct piece piece)
{
	const struct form_set *set = loader->set;
	const char *tag = piece_text(loader, piece);
	struct growing tags = {NULL, 0, 0};
	bool is_known = false;

	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = &set->fields[i];
		for (size_t j = 0; j < field->tag_count; j++) {
			const char **slot = loader_grow(&tags, sizeof(*slot));
			*slot = field->tags[j];
			is_known |= strcmp(field->tags[j], tag) == 0;
		}
	}
	if (!is_known)
		loader_complain_nearest(loader, piece_place(piece),
		    nearest_of(tag, tags.items, tags.count), WORD_LOAD_NO_TAG,
		    tag);
	mem_free(tags.items);
	return tag;
}

/* A field or `tag TAG`; with_points tells which of their two sides. */
static void
read_gathered(struct loader *loader, struct piece piece, bool with_points,
    struct operand *operand)
{
	if (skip_word(&piece, "tag ")) {
		operand->kind = with_points ? OPERAND_TAG_POINTS : OPERAND_TAG;
		operand->tag = find_tag(loader, piece);
		return;
	}
	operand->index = find_field(loader, piece);
	if (operand->index != NONE)
		operand->kind = with_points ? OPERAND_POINTS : OPERAND_FIELD;
}

static void
read_otherwise(
    struct loader *loader, struct piece *piece, struct operand *operand)
{
	struct piece after;

	if (cut_at(piece, " or ", &after))
		operand->otherwise = loader_figure(
		    loader, piece_text(loader, after), piece_place(after));
}

static bool
is_figure(struct piece piece)
{
	const char *text = piece.line->value + piece.start;

	return piece.length > 0 &&
	       (strchr("0123456789+-.", *text) || text_starts(text, "£"));
}

static void
read_operand(struct loader *loader, struct piece piece, struct operand *operand)
{
	if (is_figure(piece)) {
		operand->number = loader_figure(
		    loader, piece_text(loader, piece), piece_place(piece));
		if (operand->number)
			operand->kind = OPERAND_NUMBER;
		return;
	}
	if (skip_word(&piece, "rate ")) {
		operand->index = loader_find(loader, WANT_RATE,
		    piece_text(loader, piece), piece_place(piece));
		if (operand->index != NONE)
			operand->kind = OPERAND_RATE;
		return;
	}
	read_otherwise(loader, &piece, operand);
	bool with_points = skip_word(&piece, "points of ");
	read_gathered(loader, piece, with_points, operand);
}

/* --- Steps ---------------------------------------------------------------- */

static void
read_plain(struct summing *summing, struct piece piece, struct sum_step *step)
{
	read_operand(summing->loader, piece, &step->operand);
}

static void
read_points(struct summing *summing, struct piece piece, struct sum_step *step)
{
	read_otherwise(summing->loader, &piece, &step->operand);
	read_gathered(summing->loader, piece, true, &step->operand);
}

/* The last ` times FIELD` of a condition is not the condition's. */
static bool
cut_times(struct piece *piece, struct piece *times)
{
	struct piece rest = *piece, after;
	const char *text = piece->line->value;

	while (cut_at(&rest, " times ", &after))
		rest = after;
	if (rest.start == piece->start ||
	    strcspn(text + rest.start, " '()=<>") < rest.length)
		return false;
	*times = rest;
	piece->length = rest.start - piece->start - strlen(" times ");
	*piece = piece_trimmed(*piece);
	return true;
}

static void
read_sum(struct summing *summing, struct piece piece, struct sum_step *step)
{
	struct loader *loader = summing->loader;
	struct piece where, times;
	bool has_where = cut_at(&piece, " where ", &where);
	bool has_times = cut_at(&piece, " times ", &times);

	if (has_where && !has_times)
		has_times = cut_times(&where, &times);
	read_otherwise(loader, &piece, &step->operand);
	read_gathered(loader, piece, false, &step->operand);
	if (has_times)
		read_operand(loader, times, &step->times);
	if (!has_where)
		return;
	/* The rows that the condition speaks of are those of the field. */
	loader->row = NULL;
	if (step->operand.kind == OPERAND_FIELD)
		loader->row = &loader->fields[step->operand.index].repeat;
	loader_put_condition(
	    loader, &step->where, where.line, where.start, where.length);
}

static void
read_lookup(struct summing *summing, struct piece piece, struct sum_step *step)
{
	step->table = loader_find(summing->loader, WANT_TABLE,
	    piece_text(summing->loader, piece), piece_place(piece));
}

static void
read_rate(struct summing *summing, struct piece piece, struct sum_step *step)
{
	step->operand.index = loader_find(summing->loader, WANT_RATE,
	    piece_text(summing->loader, piece), piece_place(piece));
	if (step->operand.index != NONE)
		step->operand.kind = OPERAND_RATE;
}

static void
read_round(struct summing *summing, struct piece piece, struct sum_step *step)
{
	struct loader *loader = summing->loader;
	struct piece rule;

	if (!cut_at(&piece, " ", &rule)) {
		loader_complain(
		    loader, piece_place(piece), WORD_LOAD_ROUND_SHAPE, NULL);
		return;
	}
	const char *text = piece_text(loader, piece);
	step->unit = loader_figure(loader, text, piece_place(piece));
	if (step->unit && exact_sign(step->unit) <= 0) {
		loader_complain(
		    loader, piece_place(piece), WORD_LOAD_UNIT, text);
		step->unit = NULL;
	}
	struct record_line line = *rule.line;
	line.value = piece_text(loader, rule);
	line.place = piece_place(rule);
	size_t i = loader_choose(
	    loader, &line, registry_roundings, EXACT_ROUNDING_MAX);
	if (i < EXACT_ROUNDING_MAX)
		step->rounding = (enum exact_rounding)i;
}

/*
 * "FIGURE if CONDITION", or "FIGURE" alone for the last.  Lines in a row are
 * one step, whose choices lie side by side.
 */
static void
read_choice(struct summing *summing, struct piece piece, struct sum_step *step)
{
	struct loader *loader = summing->loader;
	struct sum_choice *choice = &summing->choices[summing->choice_count++];
	struct piece condition;

	if (step->choice_count++ == 0)
		step->choices = choice;
	choice->text = piece_text(loader, piece);
	bool has_condition = cut_at(&piece, " if ", &condition);
	read_operand(loader, piece, &choice->operand);
	if (!has_condition)
		return;
	loader->row = &summing->field->repeat;
	loader_put_condition(loader, &choice->condition, condition.line,
	    condition.start, condition.length);
}

static void (*const step_readers[SUM_OPERATION_MAX])(
    struct summing *summing, struct piece piece, struct sum_step *step) = {
    [SUM_SUM] = read_sum,
    [SUM_POINTS] = read_points,
    [SUM_PLUS] = read_plain,
    [SUM_LESS] = read_plain,
    [SUM_TIMES] = read_plain,
    [SUM_DIVIDE] = read_plain,
    [SUM_PERCENT] = read_plain,
    [SUM_LOOKUP] = read_lookup,
    [SUM_RATE] = read_rate,
    [SUM_AT_LEAST] = read_plain,
    [SUM_AT_MOST] = read_plain,
    [SUM_CHOOSE] = read_choice,
    [SUM_ROUND] = read_round,
};

static enum sum_operation
operation_of(enum block_key key)
{
	enum sum_operation operation = 0;

	while (registry_step_key(operation) != key)
		operation++;
	return operation;
}

/* The wording of the step in hand, or of its last choice. */
static struct wording *
last_label(struct summing *summing)
{
	struct sum_step *step = &summing->steps[summing->step_count - 1];

	if (step->operation == SUM_CHOOSE)
		return &summing->choices[summing->choice_count - 1].label;
	return &step->label;
}

/* "plus cy: words" says the words of the `plus` right above it. */
static void
translate_step(struct summing *summing, const struct record_line *line,
    enum block_key key, enum block_key above)
{
	if (above == key)
		loader_put_wording(summing->loader, last_label(summing),
		    line->language, line->value, line->place);
	else
		loader_complain(summing->loader, line->key_place,
		    WORD_LOAD_STEP_TRANSLATED, registry_key(key)->name);
}

/* One English line; false if no step came of it. */
static bool
read_step(struct summing *summing, const struct record_line *line,
    enum block_key key, enum block_key above)
{
	struct loader *loader = summing->loader;
	struct record_part parts[2];
	size_t count = record_split(loader->arena, line, parts, 2);

	if (count > 2 || *parts[0].text == '\0') {
		loader_complain(
		    loader, line->place, WORD_LOAD_STEP_SHAPE, NULL);
		return false;
	}
	if (key != KEY_CHOOSE || above != KEY_CHOOSE) {
		struct sum_step *step = &summing->steps[summing->step_count++];
		step->operation = operation_of(key);
		step->text = parts[0].text;
		step->place = line->place;
		step->table = NONE;
	}
	struct piece piece = {line, 0, strlen(parts[0].text)};
	step_readers[operation_of(key)](
	    summing, piece, &summing->steps[summing->step_count - 1]);
	if (count == 2)
		loader_put_wording(loader, last_label(summing), NULL,
		    parts[1].text, parts[1].place);
	return true;
}

static bool
is_step(const struct entry *entry, size_t at)
{
	enum block_key key = entry->keys[at];

	return key != KEY_MAX && key_has_flag(key, FLAG_STEP) &&
	       !text_is_blank(entry->lines[at].value);
}

static void
link_sum(struct loader *loader, const struct entry *entry)
{
	struct summing summing = {.loader = loader, .field = entry->object};
	enum block_key above = KEY_MAX;

	/* Conditions are written to later, so the arrays must stay put. */
	summing.steps =
	    arena_get(loader->arena, entry->count * sizeof(*summing.steps));
	summing.choices =
	    arena_get(loader->arena, entry->count * sizeof(*summing.choices));
	for (size_t i = 1; i < entry->count; i++) {
		if (!is_step(entry, i)) {
			above = KEY_MAX;
			continue;
		}
		const struct record_line *line = &entry->lines[i];
		enum block_key key = entry->keys[i];
		if (!loader_is_english(line))
			translate_step(&summing, line, key, above);
		else if (read_step(&summing, line, key, above))
			above = key;
		else
			above = KEY_MAX;
	}
	summing.field->steps = summing.steps;
	summing.field->step_count = summing.step_count;
}

void
link_sums(struct loader *loader)
{
	for (size_t i = 0; i < loader->entry_count; i++) {
		if (loader->entries[i].kind == KIND_CALCULATE)
			link_sum(loader, &loader->entries[i]);
	}
}
