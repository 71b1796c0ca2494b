/*
 * Choices among options: one, any, yes or no, and decisions.
 *
 * Owns the ways to name an option: its code, its number, its words in any
 * language, without regard to case and accents; and "other: words".  Refuses
 * to know what was chosen before and how options are shown.  Results live in
 * the caller's arena.
 *
 * Codes are tried first, since that is how choices are stored, and what was
 * stored must be read back as it was.  Else the longest name that fits is
 * taken from where the last one ended.  Any bytes may come in: a text of
 * unknown names ends at the first, one of known names after so many.
 *
 * Tested by tests/unit/form_value.c, tests/fuzz/form_value.c.
 */
#include "form/type_rules.h"

#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

enum { PIECES_SPARE = 20, PIECE_SHOWN = 60 };

static const char separators[] = " \t\r\n,;";

/* A folded name of an option; those that win stand first. */
struct name {
	const char *folded;
	size_t option;
};

struct chooser {
	struct arena *arena;
	const struct field *field;
	const struct name *names;
	size_t name_count;
	size_t longest; /* bytes that a typed name may have */
	bool *is_chosen;
	const char *other;
};

static bool
is_many(const struct field *field)
{
	return field->type->takes == TAKES_MANY;
}

static const char *
skip_separators(const char *text)
{
	return text + strspn(text, separators);
}

static const char *
trimmed(struct arena *arena, const char *text, size_t length)
{
	while (length > 0 && strchr(" \t\r\n", text[length - 1]))
		length--;
	size_t blank = 0;
	while (blank < length && strchr(" \t\r\n", text[blank]))
		blank++;
	return arena_copy_n(arena, text + blank, length - blank);
}

/* --- Stored codes --------------------------------------------------------- */

static size_t
option_with_code(const struct field *field, const char *code, size_t length)
{
	for (size_t i = 0; i < field->option_count; i++)
		if (strlen(field->options[i].code) == length &&
		    memcmp(field->options[i].code, code, length) == 0)
			return i;
	return NONE;
}

/* Nothing but codes, as value_put_codes() puts them? */
static bool
read_codes(struct chooser *chooser, const char *text)
{
	const struct field *field = chooser->field;

	while (*text) {
		size_t length = strcspn(text, " \t\r\n,;:");
		size_t option = option_with_code(field, text, length);
		if (option == NONE)
			return false;
		chooser->is_chosen[option] = true;
		text += length;
		if (*text == ':') {
			chooser->other = text + 1;
			return field->options[option].is_other;
		}
		text = skip_separators(text);
	}
	return true;
}

/* --- Typed names ---------------------------------------------------------- */

static const char *
folded(struct arena *arena, const char *text, size_t length)
{
	struct str out = STR_EMPTY;

	utf8_fold(&out, trimmed(arena, text, length));
	return str_keep(&out, arena);
}

static void
add_name(struct chooser *chooser, struct name *names, const char *name,
    size_t option)
{
	/* The same words may take more bytes with their accents apart. */
	size_t longest = 4 * strlen(name) + 4;

	names[chooser->name_count++] =
	    (struct name){.folded = folded(chooser->arena, name, strlen(name)),
		.option = option};
	if (longest > chooser->longest)
		chooser->longest = longest;
}

static void
add_names(struct chooser *chooser)
{
	const struct field *field = chooser->field;
	size_t count = 2 * field->option_count;

	for (size_t i = 0; i < field->option_count; i++)
		count += field->options[i].label.count;
	struct name *names = arena_get(chooser->arena, count * sizeof(*names));
	for (size_t i = 0; i < field->option_count; i++)
		add_name(chooser, names, field->options[i].code, i);
	for (size_t i = 0; i < field->option_count; i++)
		if (!field->type->rules->is_in_full)
			add_name(chooser, names,
			    arena_format(chooser->arena, "%zu", i + 1), i);
	for (size_t i = 0; i < field->option_count; i++)
		for (size_t k = 0; k < field->options[i].label.count; k++)
			add_name(chooser, names,
			    field->options[i].label.texts[k].text, i);
	chooser->names = names;
}

/* The option that so much of the text names, or NONE. */
static size_t
option_named(const struct chooser *chooser, const char *text, size_t length)
{
	struct str piece = STR_EMPTY;
	struct str fold = STR_EMPTY;
	size_t option = NONE;

	str_put_n(&piece, text, length);
	utf8_fold(&fold, piece.text);
	for (size_t i = 0; i < chooser->name_count && option == NONE; i++)
		if (fold.length > 0 &&
		    text_is(chooser->names[i].folded, fold.text))
			option = chooser->names[i].option;
	str_release(&fold);
	str_release(&piece);
	return option;
}

/*
 * Choose the option with the longest name at the text; returns where its name
 * ends, or NULL if none fits.  A colon ends only the name of an option that
 * asks for words.
 */
static const char *
choose_longest(struct chooser *chooser, const char *text)
{
	const char *end = NULL;
	size_t chosen = NONE;

	for (size_t length = 1; length <= chooser->longest; length++) {
		char next = text[length];
		if (strchr(separators, next) || next == ':') {
			size_t option = option_named(chooser, text, length);
			if (option != NONE &&
			    (next != ':' ||
				chooser->field->options[option].is_other)) {
				end = text + length;
				chosen = option;
			}
		}
		if (next == '\0')
			break;
	}
	if (end)
		chooser->is_chosen[chosen] = true;
	return end;
}

/* Names in any form; NULL at the end, or the text that is none. */
static const char *
read_names(struct chooser *chooser, const char *text)
{
	size_t most = 2 * chooser->field->option_count + PIECES_SPARE;

	add_names(chooser);
	for (size_t count = 0; *text; count++) {
		const char *end = choose_longest(chooser, text);
		if (!end || count == most)
			return text;
		if (*end == ':') {
			chooser->other = end + 1;
			return NULL;
		}
		text = skip_separators(end);
	}
	return NULL;
}

/* --- The whole ------------------------------------------------------------ */

static const char *
codes_of(struct arena *arena, const struct field *field)
{
	struct str codes = STR_EMPTY;

	for (size_t i = 0; i < field->option_count; i++) {
		if (i > 0)
			str_put(&codes, ", ");
		str_put(&codes, field->options[i].code);
	}
	return str_keep(&codes, arena);
}

static bool
set_problem(
    struct err *problem, enum word word, const char *one, const char *two)
{
	return problem ? err_set(problem, word, one, two, NULL) : false;
}

static bool
refuse_name(struct arena *arena, const struct field *field, const char *text,
    struct err *problem)
{
	const char *codes = codes_of(arena, field);
	size_t length = strcspn(text, ",;\n");
	const char *piece = trimmed(arena, text, length);
	size_t shown = utf8_fit(piece, strlen(piece), PIECE_SHOWN, NULL);

	if (field->type->rules->is_in_full &&
	    strspn(piece, "0123456789") == strlen(piece))
		return set_problem(
		    problem, WORD_VALUE_OPTION_IN_FULL, codes, NULL);
	return set_problem(problem, WORD_VALUE_NO_OPTION,
	    arena_copy_n(arena, piece, shown), codes);
}

/* Put the chosen codes into the value, in the order of the options. */
static void
keep_codes(const struct chooser *chooser, struct value *value)
{
	const struct field *field = chooser->field;
	const char **codes =
	    arena_get(chooser->arena, field->option_count * sizeof(*codes));
	struct str text = STR_EMPTY;

	value->codes = codes;
	for (size_t i = 0; i < field->option_count; i++) {
		if (!chooser->is_chosen[i])
			continue;
		if (value->count > 0)
			str_put_char(&text, ' ');
		str_put(&text, field->options[i].code);
		codes[value->count++] = field->options[i].code;
	}
	value->text = str_keep(&text, chooser->arena);
	if (!chooser->other)
		return;
	const char *other =
	    trimmed(chooser->arena, chooser->other, strlen(chooser->other));
	value->other = other[0] ? other : NULL;
}

/* May these options stand together? */
static bool
check_together(const struct chooser *chooser, const struct value *value,
    struct err *problem)
{
	const struct field *field = chooser->field;

	if (value->count > 1 && !is_many(field))
		return set_problem(problem, WORD_VALUE_ONE_OPTION, NULL, NULL);
	for (size_t i = 0; i < field->option_count && value->count > 1; i++) {
		const struct option *option = &field->options[i];
		if (!chooser->is_chosen[i] || !option->is_exclusive)
			continue;
		return set_problem(
		    problem, WORD_VALUE_OPTION_ALONE, option->code, NULL);
	}
	if (field->most > 0 && value->count > (size_t)field->most)
		return type_refuse_many(field, problem);
	return true;
}

static void
forget(struct chooser *chooser)
{
	for (size_t i = 0; i < chooser->field->option_count; i++)
		chooser->is_chosen[i] = false;
	chooser->other = NULL;
}

static size_t
count_chosen(const struct chooser *chooser)
{
	size_t count = 0;

	for (size_t i = 0; i < chooser->field->option_count; i++)
		count += chooser->is_chosen[i];
	return count;
}

static bool
read_choice(struct arena *arena, const struct field *field, const char *typed,
    struct date today, struct value *value, struct err *problem)
{
	struct chooser chooser = {.arena = arena,
	    .field = field,
	    .is_chosen = arena_get(arena, field->option_count)};
	const char *text = skip_separators(typed);
	bool are_codes = read_codes(&chooser, text);

	(void)today;
	value->kind = VALUE_CODES;

	/* Two codes of which one is asked for may be the words of another. */
	if (!are_codes || (!is_many(field) && count_chosen(&chooser) > 1)) {
		forget(&chooser);
		const char *unknown = read_names(&chooser, text);
		if (unknown)
			return refuse_name(arena, field, unknown, problem);
	}
	if (count_chosen(&chooser) == 0)
		return refuse_name(arena, field, typed, problem);
	keep_codes(&chooser, value);
	return check_together(&chooser, value, problem);
}

/* --- Showing them --------------------------------------------------------- */

static void
put_choice(struct str *out, const struct field *field,
    const struct value *value, const struct words *words)
{
	for (size_t i = 0; i < value->count; i++) {
		const char *code = value->codes[i];
		const struct option *option = field_option(field, code);
		const char *label = NULL;
		if (option)
			label =
			    wording_get(&option->label, words_language(words));
		if (!label)
			label = code;
		if (i > 0)
			str_put(out, words_get(words, WORD_VALUE_JOIN));
		if (value->other && option && option->is_other)
			words_put(out, words, WORD_VALUE_OTHER, label,
			    value->other, NULL);
		else
			str_put(out, label);
	}
}

const struct type_rules type_rules_choice = {
    .read = read_choice,
    .put = put_choice,
    .has_options = true,
};

const struct type_rules type_rules_yes_no = {
    .read = read_choice,
    .put = put_choice,
    .given_options = 2,
};

const struct type_rules type_rules_yes_no_unsure = {
    .read = read_choice,
    .put = put_choice,
    .given_options = 3,
};

const struct type_rules type_rules_decision = {
    .read = read_choice,
    .put = put_choice,
    .letters = 40,
    .has_options = true,
    .is_in_full = true,
};
