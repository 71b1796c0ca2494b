/*
 * Commands about people and what they answer: new, list, set, import.
 */
#include <string.h>

#include "app/command.h"
#include "base/json.h"
#include "base/money.h"
#include "base/utf8.h"
#include "desk/exchange.h"

/* How many people `list` asks for at once. */
enum { LIST_PAGE = 500 };

/* What is kept is UTF-8; a shell may hand over anything. */
static bool
is_text(const char *argument, struct err *err)
{
	return utf8_is_valid(argument, strlen(argument), NULL) ||
	       err_set(err, WORD_APP_NOT_UTF8, argument, NULL);
}

enum status
command_new(struct command_run *run)
{
	if (text_is_blank(run->arguments[0])) {
		err_set(&run->err, WORD_APP_NAME_EMPTY, NULL);
		return STATUS_USAGE;
	}
	if (!is_text(run->arguments[0], &run->err))
		return STATUS_USAGE;
	if (!desk_add_plan(run->desk, run->arguments[0], &run->err))
		return STATUS_REFUSED;
	str_format(&run->out, "%s\n", desk_reference(run->desk));
	return STATUS_DONE;
}

static void
put_person(struct str *out, const struct person *person)
{
	struct str left = STR_EMPTY;
	char next[DATE_ISO_SIZE] = "";

	if (person->left_week.is_known)
		money_put(&left, person->left_week.pence);
	if (date_is_real(person->next))
		date_write_iso(person->next, next);
	str_format(out, "%s\t", person->reference);
	put_safe_line(out, person->name);
	str_format(out, "\t%d\t%s\t%s\n", person->step, left.text, next);
	str_release(&left);
}

static void
put_person_json(struct json_writer *json, const struct person *person)
{
	char next[DATE_ISO_SIZE];

	json_open_object(json);
	json_put_pair(json, "reference", person->reference);
	json_put_pair(json, "name", person->name);
	json_put_pair_int(json, "step", person->step);
	if (person->left_week.is_known) {
		json_put_pair_int(
		    json, "left_week_pence", person->left_week.pence);
	}
	if (date_is_real(person->next)) {
		date_write_iso(person->next, next);
		json_put_pair(json, "next", next);
	}
	json_close_object(json);
}

enum status
command_list(struct command_run *run)
{
	const char *search = run->count > 0 ? run->arguments[0] : NULL;
	bool as_json = run->options->values[OPTION_JSON] != NULL;
	struct json_writer json;
	size_t from = 0, count = LIST_PAGE;

	if (as_json) {
		json_begin(&json, &run->out);
		json_open_list(&json);
	}
	for (; count == LIST_PAGE; from += count) {
		const struct person *people;
		if (!desk_list(run->desk, search, from, LIST_PAGE, &people,
			&count, &run->err)) {
			str_clear(&run->out);
			return STATUS_REFUSED;
		}
		for (size_t i = 0; i < count; i++)
			if (as_json)
				put_person_json(&json, &people[i]);
			else
				put_person(&run->out, &people[i]);
	}
	if (as_json)
		json_close_list(&json);
	return STATUS_DONE;
}

/* FIELD=VALUE. */
static bool
read_setting(struct arena *arena, const char *argument, struct setting *setting,
    struct err *err)
{
	const char *equals = strchr(argument, '=');

	if (!is_text(argument, err))
		return false;
	if (!equals || equals == argument)
		return err_set(err, WORD_APP_SET_EQUALS, argument, NULL);
	*setting = (struct setting){
	    .address =
		arena_copy_n(arena, argument, (size_t)(equals - argument)),
	    .text = equals + 1,
	};
	return true;
}

enum status
command_set(struct command_run *run)
{
	struct arena *arena = arena_new();
	struct setting *settings =
	    arena_get(arena, run->count * sizeof(*settings));
	struct str notes = STR_EMPTY;
	enum status status = STATUS_DONE;

	for (size_t i = 0; i < run->count && status == STATUS_DONE; i++)
		if (!read_setting(
			arena, run->arguments[i], &settings[i], &run->err))
			status = STATUS_USAGE;
	if (status == STATUS_DONE &&
	    !desk_set(run->desk, settings, run->count, &notes, &run->err))
		status = STATUS_REFUSED;
	else if (notes.length > 0)
		status = STATUS_REFUSED;

	say_safe(notes.text);
	str_release(&notes);
	arena_free(arena);
	return status;
}

enum status
command_import(struct command_run *run)
{
	struct str notes = STR_EMPTY;
	enum status status = STATUS_DONE;

	for (size_t i = 0; i < run->count && status == STATUS_DONE; i++)
		if (!desk_import(run->desk, run->arguments[i], &run->out,
			&notes, &run->err))
			status = STATUS_REFUSED;
	if (notes.length > 0)
		status = STATUS_REFUSED;
	say_safe(notes.text);
	str_release(&notes);
	return status;
}
