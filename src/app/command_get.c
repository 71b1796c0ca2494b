/*
 * The command `get`: answers and sums, for people and for programs.
 *
 * People get what they would read on paper, with the further lines of a long
 * answer set in; programs get JSON with codes, ISO dates and plain figures,
 * which `set` takes back.  What is not asked any more is shown and marked.
 *
 * Tested by tests/cli.
 */
#include "app/command.h"
#include "base/json.h"
#include "desk/exchange.h"
#include "plan/address.h"

/* What a command shows: the run, and where the shown is put. */
struct getting {
	struct command_run *run;
	struct json_writer *json; /* NULL: for people */
};

/* The reading of a voice, or NULL while it says nothing. */
static const struct reading *
reading_of_voice(struct command_run *run, enum voice voice)
{
	size_t count;
	const struct reading *const *readings =
	    desk_readings(run->desk, &count);

	return readings_find(readings, count, voice);
}

/*
 * The reading that has something to say there: NULL for a voice with no answer
 * of its own, whose reading holds the person's words.
 */
static const struct reading *
reading_at(struct command_run *run, const struct address *address)
{
	const struct form_set *set = desk_forms(run->desk);
	size_t field = form_find_field(set, address->field);

	if (address->voice != VOICE_PERSON && !set->fields[field].is_sum &&
	    !reading_answer(
		desk_reading(run->desk), field, address->row, address->voice))
		return NULL;
	return reading_of_voice(run, address->voice);
}

/* A text of several lines, all but the first set in. */
static void
put_indented(struct str *out, const char *text)
{
	struct str safe = STR_EMPTY;

	put_safe(&safe, text);
	for (size_t i = 0; i < safe.length; i++) {
		str_put_char(out, safe.text[i]);
		if (safe.text[i] == '\n')
			str_put(out, "  ");
	}
	str_release(&safe);
}

/* --- All answers ---------------------------------------------------------- */

static bool
put_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	struct command_run *run = context;
	const struct words *words = desk_words(run->desk);
	const struct form_set *set = desk_forms(run->desk);
	bool is_asked = address_is_asked(set, desk_plan(run->desk), address);
	size_t field = form_find_field(set, address->field);
	const struct reading *reading = reading_of_voice(run, address->voice);
	struct str where = STR_EMPTY, value = STR_EMPTY;

	address_put(&where, set, address);
	if (is_asked)
		reading_put_value(&value, reading, field, address->row, words);
	put_safe_line(&run->out, where.text);
	str_put(&run->out, ": ");
	put_indented(&run->out, value.length > 0 ? value.text : answer->text);
	if (!is_asked ||
	    reading_result(reading, field, address->row)->state == STATE_ASLEEP)
		str_format(
		    &run->out, " (%s)", words_get(words, WORD_APP_GET_ASLEEP));
	str_put_char(&run->out, '\n');
	str_release(&where);
	str_release(&value);
	return true;
}

static bool
get_all(struct command_run *run, bool as_json)
{
	if (as_json)
		return desk_export(
		    run->desk, EXPORT_JSON, &run->out, &run->err);
	address_each(
	    desk_forms(run->desk), desk_plan(run->desk), put_answer, run);
	return true;
}

/* --- By name -------------------------------------------------------------- */

/* "meals: I manage", or the value alone when it is the only one. */
static void
put_named(struct command_run *run, const char *name, const char *value)
{
	if (run->count > 1) {
		put_safe_line(&run->out, name);
		str_put(&run->out, ": ");
		put_indented(&run->out, value);
	} else {
		put_safe(&run->out, value);
	}
	str_put_char(&run->out, '\n');
}

/* The rows of a list: their names, or their numbers for programs. */
static void
get_list(struct getting *getting, size_t repeat)
{
	struct command_run *run = getting->run;
	const char *list = desk_forms(run->desk)->repeats[repeat].id;
	size_t count;
	const int *rows = plan_rows(desk_plan(run->desk), list, &count);

	if (getting->json)
		json_open_list(getting->json);
	for (size_t i = 0; i < count; i++) {
		struct str name = STR_EMPTY;
		if (getting->json) {
			json_put_int(getting->json, rows[i]);
			continue;
		}
		reading_put_row_name(&name, desk_reading(run->desk), repeat,
		    rows[i], desk_words(run->desk));
		str_format(&run->out, "%s.%d: ", list, rows[i]);
		put_safe_line(&run->out, name.text);
		str_put_char(&run->out, '\n');
		str_release(&name);
	}
	if (getting->json)
		json_close_list(getting->json);
}

/* It is shown, and on stderr said to be asleep. */
static void
say_asleep(struct command_run *run, const char *name)
{
	struct str said = STR_EMPTY;

	str_format(&said, "%s: %s\n", name,
	    words_get(desk_words(run->desk), WORD_APP_GET_SLEEPS));
	say_safe(said.text);
	str_release(&said);
}

static bool
get_field(struct getting *getting, const char *name)
{
	struct command_run *run = getting->run;
	struct address address;
	struct str value = STR_EMPTY;

	if (!desk_read_address(run->desk, name, &address, &run->err))
		return false;
	size_t field = form_find_field(desk_forms(run->desk), address.field);
	const struct reading *reading = reading_at(run, &address);
	if (reading &&
	    reading_result(reading, field, address.row)->state == STATE_ASLEEP)
		say_asleep(run, name);
	if (getting->json) {
		json_put_text(getting->json,
		    reading == NULL
			? NULL
			: reading_plain_value(reading, field, address.row));
		return true;
	}
	if (reading)
		reading_put_value(
		    &value, reading, field, address.row, desk_words(run->desk));
	put_named(run, name, value.text);
	str_release(&value);
	return true;
}

/* An object has each name once. */
static bool
is_named_before(const struct command_run *run, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (text_is(run->arguments[i], run->arguments[at]))
			return true;
	return false;
}

/* Into an open object, or as lines. */
static bool
get_named(struct getting *getting)
{
	struct command_run *run = getting->run;

	for (size_t i = 0; i < run->count; i++) {
		const char *name = run->arguments[i];
		size_t list = form_find_repeat(desk_forms(run->desk), name);
		if (getting->json && is_named_before(run, i))
			continue;
		if (getting->json)
			json_put_key(getting->json, name);
		if (list != NONE)
			get_list(getting, list);
		else if (!get_field(getting, name))
			return false;
	}
	return true;
}

static bool
get_named_json(struct command_run *run)
{
	struct json_writer json;
	struct getting getting = {run, &json};

	json_begin(&json, &run->out);
	json_open_object(&json);
	if (!get_named(&getting))
		return false;
	json_close_object(&json);
	return true;
}

enum status
command_get(struct command_run *run)
{
	bool as_json = run->options->values[OPTION_JSON] != NULL;
	bool is_done = run->count == 0 ? get_all(run, as_json)
		       : as_json       ? get_named_json(run)
				 : get_named(&(struct getting){run, NULL});

	if (!is_done)
		str_clear(&run->out);
	return is_done ? STATUS_DONE : STATUS_REFUSED;
}
