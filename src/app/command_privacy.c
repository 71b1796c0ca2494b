/*
 * Commands for a person's own rights: access, strike, due, erase.
 *
 * Tested by tests/cli/cli_history.py.
 */
#include "app/command.h"
#include "base/json.h"
#include "desk/backup.h"
#include "desk/due.h"
#include "desk/privacy.h"

enum status
command_access(struct command_run *run)
{
	struct str told = STR_EMPTY;
	bool is_told;

	if (run->options->values[OPTION_JSON])
		return desk_put_access_json(&run->out, run->desk, &run->err)
			   ? STATUS_DONE
			   : STATUS_REFUSED;
	is_told = desk_put_access(&told, run->desk, &run->err);
	if (is_told)
		put_safe(&run->out, told.text);
	str_release(&told);
	return is_told ? STATUS_DONE : STATUS_REFUSED;
}

static void
say(struct command_run *run, enum word word, const char *argument)
{
	struct str said = STR_EMPTY;

	words_put(&said, desk_words(run->desk), word, argument, NULL);
	put_safe(&run->out, said.text);
	str_put_char(&run->out, '\n');
	str_release(&said);
}

/* Copies made before are not reached: where they lie. */
static void
say_left(struct command_run *run)
{
	struct arena *arena = arena_new();
	struct str copies = STR_EMPTY;
	struct left left;

	desk_list_left(run->desk, arena, &left);
	desk_put_left(&copies, run->desk, &left);
	if (copies.length > 0)
		say(run, WORD_APP_STRUCK_LEFT, copies.text);
	str_release(&copies);
	arena_free(arena);
}

enum status
command_strike(struct command_run *run)
{
	struct address address;
	size_t versions;

	if (!desk_read_kept_address(
		run->desk, run->arguments[0], &address, &run->err) ||
	    !desk_strike(run->desk, &address, &versions, &run->err))
		return STATUS_REFUSED;
	say(run, WORD_APP_STRUCK, run->arguments[0]);
	if (versions > 0)
		say(run, WORD_APP_STRUCK_VERSIONS,
		    numeral_of_count(versions).text);
	say_left(run);
	return STATUS_DONE;
}

static void
put_due(struct str *out, const struct due_item *due, const struct words *words)
{
	char iso[DATE_ISO_SIZE];
	struct str said = STR_EMPTY;

	date_write_iso(due->date, iso);
	str_format(out, "%s\t%s\t", iso, due->reference);
	put_safe_line(out, due->name);
	str_put_char(out, '\t');
	due_put(&said, due, words);
	put_safe_line(out, said.text);
	str_put_char(out, '\n');
	str_release(&said);
}

static void
put_dues_json(struct command_run *run, const struct due_items *items)
{
	struct json_writer json;
	char iso[DATE_ISO_SIZE];

	json_begin(&json, &run->out);
	json_open_list(&json);
	for (size_t i = 0; i < items->count; i++) {
		const struct due_item *due = &items->list[i];
		date_write_iso(due->date, iso);
		json_open_object(&json);
		json_put_pair(&json, "due", iso);
		json_put_pair(&json, "reference", due->reference);
		json_put_pair(&json, "name", due->name);
		json_put_pair(&json, "what", due_kind_name(due->kind));
		json_put_pair(&json, "form", due->form);
		json_put_pair_bool(&json, "is_due",
		    date_compare(due->date, desk_today(run->desk)) <= 0);
		json_close_object(&json);
	}
	json_close_list(&json);
}

static enum status
list_due(struct command_run *run)
{
	struct arena *arena = arena_new();
	struct due_items items;
	bool is_read = desk_list_due(
	    run->desk, DUE_EVER, SIZE_MAX, arena, &items, &run->err);

	if (is_read && run->options->values[OPTION_JSON])
		put_dues_json(run, &items);
	else
		for (size_t i = 0; i < items.count; i++)
			put_due(
			    &run->out, &items.list[i], desk_words(run->desk));
	arena_free(arena);
	return is_read ? STATUS_DONE : STATUS_REFUSED;
}

enum status
command_due(struct command_run *run)
{
	int64_t id;

	if (run->count == 0)
		return list_due(run);
	if (run->count != 2) {
		err_set(&run->err, WORD_APP_COMMAND_USAGE, "due",
		    "[REF DATE] [--json]", NULL);
		return STATUS_USAGE;
	}
	return desk_find(run->desk, run->arguments[0], &id, &run->err) &&
		       desk_put_due(run->desk, id, run->arguments[1], &run->err)
		   ? STATUS_DONE
		   : STATUS_REFUSED;
}

enum status
command_erase(struct command_run *run)
{
	struct arena *arena = arena_new();
	const char *reference = arena_copy(arena, desk_reference(run->desk));
	struct str left = STR_EMPTY;
	bool is_done = command_confirm(run, WORD_APP_ERASE_ASK,
			   WORD_APP_ERASE_NOT, reference, NULL) &&
		       desk_erase(run->desk, &left, &run->err);

	if (is_done)
		say(run, WORD_APP_ERASED, reference);
	if (is_done && left.length > 0)
		say(run, WORD_APP_ERASED_LEFT, left.text);
	str_release(&left);
	arena_free(arena);
	return is_done ? STATUS_DONE : STATUS_REFUSED;
}
