/*
 * Commands about versions: freeze, versions, diff, sign.
 */
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "base/utf8.h"
#include "desk/freeze.h"
#include "desk/tell.h"
#include "out/pdf.h"

enum { NUMBER_MOST = 1000000 };

/* A whole number from 1 on. */
static bool
read_number(const char *text, int *number, struct err *err)
{
	char *end;
	long read = strtol(text, &end, 10);

	if (!char_is_figure(*text) || *end != '\0' || read < 1 ||
	    read > NUMBER_MOST)
		return err_set(err, WORD_APP_VERSION_NUMBER, text, NULL);
	*number = (int)read;
	return true;
}

bool
command_read_version(
    const struct options *options, int *number, struct err *err)
{
	const char *text = options->values[OPTION_VERSION];

	*number = 0;
	return !text || read_number(text, number, err);
}

enum status
command_freeze(struct command_run *run)
{
	const struct freeze_of of = {
	    .size = run->options->values[OPTION_SIZE],
	    .language = run->options->values[OPTION_LANG],
	};
	struct str gaps = STR_EMPTY;
	struct arena *arena = arena_new();
	const struct frozen_version *versions;
	size_t count;
	int number;

	if (of.size && print_size_find(of.size) == PRINT_SIZE_MAX) {
		arena_free(arena);
		err_set(&run->err, WORD_DESK_SIZE_UNKNOWN, of.size, NULL);
		return STATUS_USAGE;
	}
	bool is_done =
	    desk_freeze(run->desk, &of, &number, &gaps, &run->err) &&
	    desk_list_versions(run->desk, arena, &versions, &count, &run->err);
	if (is_done)
		str_format(
		    &run->out, "%d\t%s\n", number, versions[number - 1].code);
	say_safe(gaps.text);
	str_release(&gaps);
	arena_free(arena);
	return is_done ? STATUS_DONE : STATUS_REFUSED;
}

enum status
command_versions(struct command_run *run)
{
	struct str text = STR_EMPTY;
	bool is_done =
	    run->options->values[OPTION_JSON]
		? desk_put_versions_json(&run->out, run->desk, &run->err)
		: desk_put_versions(&text, run->desk, &run->err);

	put_safe(&run->out, text.text);
	str_release(&text);
	return is_done ? STATUS_DONE : STATUS_REFUSED;
}

enum status
command_diff(struct command_run *run)
{
	int numbers[2] = {0, 0};
	struct str text = STR_EMPTY;
	bool is_different;

	for (size_t i = 0; i < run->count; i++)
		if (!read_number(run->arguments[i], &numbers[i], &run->err))
			return STATUS_USAGE;
	bool is_done = run->options->values[OPTION_JSON]
			   ? desk_put_diff_json(&run->out, run->desk,
				 numbers[0], numbers[1], &run->err)
			   : desk_put_diff(&text, run->desk, numbers[0],
				 numbers[1], &is_different, &run->err);
	put_safe(&run->out, text.text);
	str_release(&text);
	return is_done ? STATUS_DONE : STATUS_REFUSED;
}

/* --- sign REF N NAME=VALUE... --------------------------------------------- */

static bool
take_role(struct command_run *run, struct signing *signing, const char *value)
{
	signing->role = sign_role_find(value);
	return signing->role < SIGN_ROLE_MAX ||
	       err_set(&run->err, WORD_APP_SIGN_ROLE, value, NULL);
}

static bool
take_how(struct command_run *run, struct signing *signing, const char *value)
{
	signing->how = sign_how_find(value);
	return signing->how < SIGN_HOW_MAX ||
	       err_set(&run->err, WORD_APP_SIGN_HOW, value, NULL);
}

static bool
take_date(struct command_run *run, struct signing *signing, const char *value)
{
	return date_parse(value, desk_today(run->desk), &signing->date) ||
	       err_set(&run->err, WORD_APP_SIGN_DATE, value, NULL);
}

static bool
take_corrects(
    struct command_run *run, struct signing *signing, const char *value)
{
	return read_number(value, &signing->corrects, &run->err);
}

static bool
take_who(struct command_run *run, struct signing *signing, const char *value)
{
	(void)run;
	signing->who = value;
	return true;
}

static bool
take_conditions(
    struct command_run *run, struct signing *signing, const char *value)
{
	(void)run;
	signing->conditions = value;
	return true;
}

static bool
take_kept(struct command_run *run, struct signing *signing, const char *value)
{
	(void)run;
	signing->kept = value;
	return true;
}

static const struct {
	const char *name;
	bool (*take)(struct command_run *run, struct signing *signing,
	    const char *value);
} facts[] = {
    {"who", take_who},
    {"role", take_role},
    {"how", take_how},
    {"date", take_date},
    {"conditions", take_conditions},
    {"kept", take_kept},
    {"corrects", take_corrects},
};

static bool
take_fact(
    struct command_run *run, struct signing *signing, const char *argument)
{
	const char *equals = strchr(argument, '=');
	size_t length = equals ? (size_t)(equals - argument) : 0;

	if (!utf8_is_valid(argument, strlen(argument), NULL))
		return err_set(&run->err, WORD_APP_NOT_UTF8, argument, NULL);
	for (size_t i = 0; equals && i < ARRAY_LENGTH(facts); i++)
		if (strlen(facts[i].name) == length &&
		    strncmp(facts[i].name, argument, length) == 0)
			return facts[i].take(run, signing, equals + 1);
	return err_set(&run->err, WORD_APP_SIGN_FACT, argument, NULL);
}

/* Neither is ever taken for granted. */
static bool
has_choices(struct command_run *run, const struct signing *signing)
{
	if (signing->role == SIGN_ROLE_MAX)
		return err_set(&run->err, WORD_APP_SIGN_NO_ROLE, NULL);
	return signing->how < SIGN_HOW_MAX ||
	       err_set(&run->err, WORD_APP_SIGN_NO_HOW, NULL);
}

enum status
command_sign(struct command_run *run)
{
	struct signing signing = {.role = SIGN_ROLE_MAX, .how = SIGN_HOW_MAX};

	if (!read_number(run->arguments[0], &signing.version, &run->err))
		return STATUS_USAGE;
	for (size_t i = 1; i < run->count; i++)
		if (!take_fact(run, &signing, run->arguments[i]))
			return STATUS_USAGE;
	if (!has_choices(run, &signing))
		return STATUS_USAGE;
	return desk_sign(run->desk, &signing, &run->err) ? STATUS_DONE
							 : STATUS_REFUSED;
}
