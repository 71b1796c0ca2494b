/*
 * Options from one table: `--name=value`, `--name value`, `-x value`, `--`
 * ends them.  A name may be shortened as long as only one fits.  Keeps
 * nothing of its own; texts are borrowed.
 *
 * Tested by tests/unit/app_options.c.
 */
#include "app/options.h"

#include <string.h>

#include "base/nearest.h"
#include "base/str.h"

static const struct {
	const char *name;
	char letter;
	const char *value; /* what it is, or NULL: it takes none */
	enum word help;
} table[OPTION_MAX] = {
#define OPTION(id, name, letter, value, help)                                  \
	[OPTION_##id] = {name, letter, value, WORD_##help},
#include "app/options.def"
#undef OPTION
};

/* Then it stands behind a = or not at all. */
static bool
value_is_optional(enum option_id id)
{
	return table[id].value && table[id].value[0] == '[';
}

static bool
unknown_option(const char *name, struct err *err)
{
	const char *names[OPTION_MAX];

	for (size_t i = 0; i < OPTION_MAX; i++)
		names[i] = table[i].name;
	const char *nearest = nearest_of(name, names, OPTION_MAX);
	if (!nearest)
		return err_set(err, WORD_APP_OPTION_UNKNOWN, name, NULL);
	return err_set(err, WORD_APP_OPTION_UNKNOWN_NEAR, name, nearest, NULL);
}

/* The option that a long name means; OPTION_MAX with an error if none. */
static enum option_id
find_long(const char *name, struct err *err)
{
	enum option_id found = OPTION_MAX;
	size_t fits = 0;

	for (enum option_id id = 0; id < OPTION_MAX; id++) {
		if (text_is(table[id].name, name))
			return id;
		if (text_starts(table[id].name, name)) {
			found = id;
			fits++;
		}
	}
	if (fits == 1)
		return found;
	if (fits > 1)
		err_set(err, WORD_APP_OPTION_SEVERAL, name, NULL);
	else
		unknown_option(name, err);
	return OPTION_MAX;
}

static enum option_id
find_letter(char letter, struct err *err)
{
	const char name[2] = {letter, '\0'};

	for (enum option_id id = 0; id < OPTION_MAX; id++)
		if (table[id].letter != '\0' && table[id].letter == letter)
			return id;
	err_set(err, WORD_APP_OPTION_UNKNOWN, name, NULL);
	return OPTION_MAX;
}

/* "--name", "--name=value", "-x" or "-xvalue", taken apart. */
static enum option_id
split_option(
    struct arena *arena, const char *text, const char **value, struct err *err)
{
	const char *equals = strchr(text, '=');

	*value = NULL;
	if (text[1] != '-') {
		if (text[2] != '\0')
			*value = text + 2;
		return find_letter(text[1], err);
	}
	text += 2;
	if (!equals)
		return find_long(text, err);
	*value = equals + 1;
	return find_long(
	    arena_copy_n(arena, text, (size_t)(equals - text)), err);
}

/* One option at *at; moves *at past a value that stands apart. */
static bool
read_option(struct arena *arena, int argc, char *const argv[], int *at,
    struct options *options, struct err *err)
{
	const char *value;
	enum option_id id = split_option(arena, argv[*at], &value, err);

	if (id == OPTION_MAX)
		return false;
	if (value_is_optional(id)) {
		options->values[id] = value ? value : "";
		return true;
	}
	if (!table[id].value) {
		options->values[id] = "";
		return !value || err_set(err, WORD_APP_OPTION_NO_VALUE,
				     table[id].name, NULL);
	}
	if (!value && *at + 1 < argc)
		value = argv[++*at];
	options->values[id] = value;
	return !text_is_blank(value) ||
	       err_set(err, WORD_APP_OPTION_NEEDS_VALUE, table[id].name,
		   table[id].value, NULL);
}

bool
options_read(struct arena *arena, int argc, char *const argv[],
    struct options *options, struct err *err)
{
	const char **arguments =
	    arena_get(arena, (size_t)argc * sizeof(*arguments));
	bool has_ended = false;

	*options = (struct options){.arguments = arguments};
	for (int i = 1; i < argc; i++) {
		const char *text = argv[i];
		bool is_option =
		    !has_ended && text[0] == '-' && text[1] != '\0';
		if (!has_ended && text_is(text, "--"))
			has_ended = true;
		else if (!is_option)
			arguments[options->count++] = text;
		else if (!read_option(arena, argc, argv, &i, options, err))
			return false;
	}
	return true;
}

const char *
option_name(enum option_id id)
{
	return table[id].name;
}

void
options_put_help(struct str *out, const struct words *words)
{
	for (enum option_id id = 0; id < OPTION_MAX; id++) {
		struct str name = STR_EMPTY;
		if (table[id].letter != '\0')
			str_format(&name, "-%c, ", table[id].letter);
		str_format(&name, "--%s", table[id].name);
		if (value_is_optional(id))
			str_put(&name, "[=N]");
		else if (table[id].value)
			str_format(&name, "=%s", table[id].value);
		str_format(out, "  %-18s %s\n", name.text,
		    words_get(words, table[id].help));
		str_release(&name);
	}
}
