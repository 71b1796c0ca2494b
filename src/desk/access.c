/*
 * Everything that is held about a person, told to them.
 *
 * The readable part comes from what the desk knows; how much is held in each
 * table, and the versions, come from the store's one list of tables, so that
 * nothing is held that is not told.
 *
 * Tested by tests/cli/cli_history.py and tests/unit/desk_steps.c.
 */
#include "desk/privacy.h"

#include <string.h>

#include "base/attr.h"
#include "base/json.h"
#include "desk/sheet.h"
#include "desk/sign.h"
#include "desk/steps.h"
#include "desk/told.h"
#include "plan/address.h"

static void
put_line(struct str *out, struct desk *desk, enum word word)
{
	str_format(out, "%s\n", words_get(desk_words(desk), word));
}

struct access {
	struct desk *desk;
	struct str *out;
	struct json_writer *json; /* NULL: for people */
};

/* --- For people ----------------------------------------------------------- */

/* Marked, if somebody has to decide who may have what was said to it. */
static void
put_question(struct str *out, struct desk *desk, const struct address *address,
    const struct answer *answer)
{
	if (told_is_delicate(desk, address, answer))
		str_put(out, words_get(desk_words(desk), WORD_ACCESS_DECIDE));
	told_put_question(out, desk, address);
}

static bool
put_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	const struct access *access = context;
	struct str line = STR_EMPTY;

	put_question(&line, access->desk, address, answer);
	str_put(&line, ": ");
	told_put_answer(&line, access->desk, address->field, answer);
	told_put_set_in(access->out, line.text);
	str_release(&line);
	return true;
}

/* What it is about, the words on it, and the role that was chosen. */
static void
put_sheet(struct str *out, struct desk *desk, const struct kept_sheet *sheet)
{
	const struct words *words = desk_words(desk);
	bool is_sign = sheet->kind == SHEET_SIGN;

	if (is_sign) {
		str_put(out, "  ");
		words_put(out, words, WORD_ACCESS_SHEET,
		    numeral_of(sheet->number).text, NULL);
		str_put_char(out, '\n');
	}
	for (size_t i = 0; i < SHEET_LINES; i++)
		if (!text_is_blank(sheet->lines[i]))
			str_format(out, "  %s\n", sheet->lines[i]);
	if (is_sign && sheet->choice >= 0 && sheet->choice < SIGN_ROLE_MAX)
		str_format(out, "  %s\n",
		    sign_role_title((enum sign_role)sheet->choice, words));
}

static void
put_typed(struct str *out, struct desk *desk, const struct pending *pending)
{
	struct str line = STR_EMPTY;

	put_question(&line, desk, &pending->address, &(struct answer){0});
	str_format(&line, ": %s", pending->text);
	told_put_set_in(out, line.text);
	str_release(&line);
}

/* What was still being typed when the program last ended, on sheets too. */
static bool
put_pending(struct str *out, struct desk *desk, struct err *err)
{
	struct arena *arena = arena_new();
	struct pending pending;
	const struct kept_sheet *sheets;
	size_t count;
	bool found;
	bool is_read = store_get_pending(desk->store, desk->open.id, arena,
			   &pending, &found, err) &&
		       desk_list_sheets(desk, arena, &sheets, &count, err);

	if (is_read && (found || count > 0))
		put_line(out, desk, WORD_ACCESS_PENDING);
	for (size_t i = 0; is_read && i < count; i++)
		put_sheet(out, desk, &sheets[i]);
	if (is_read && found)
		put_typed(out, desk, &pending);
	arena_free(arena);
	return is_read;
}

/* Where they were typed; what no address is, is told as it is kept. */
static void
put_place(
    struct str *out, struct desk *desk, struct arena *arena, const char *place)
{
	const char *text = arena_copy_n(arena, place, strcspn(place, " "));
	struct address address;

	if (address_read_kept(desk_forms(desk), arena, text, &address))
		put_question(out, desk, &address, &(struct answer){0});
	else
		str_put(out, place);
}

/* A line for what a step took away, and one for what it put there. */
static void
put_step(struct str *out, struct desk *desk, const struct json *step)
{
	static const enum word says[] = {
	    WORD_ACCESS_STEP_REMOVED, WORD_ACCESS_STEP_ADDED};
	static const size_t items[] = {STEP_REMOVED, STEP_ADDED};

	for (size_t i = 0; i < ARRAY_LENGTH(items); i++) {
		const char *text = json_text(json_at(step, items[i]));
		if (!text || *text == '\0')
			continue;
		str_put_char(out, '\n');
		words_put(out, desk_words(desk), says[i], text, NULL);
	}
}

static void
put_place_steps(void *context, const char *place, const char *text)
{
	const struct access *access = context;
	struct arena *arena = arena_new();
	struct json *json = NULL;
	struct str told = STR_EMPTY;
	struct err ignored = {0};
	const struct json *steps =
	    json_read("", text, strlen(text), &json, &ignored)
		? json_get(json, "steps")
		: NULL;

	put_place(&told, access->desk, arena, place);
	for (size_t i = 0; i < json_count(steps); i++)
		put_step(&told, access->desk, json_at(steps, i));
	if (json_count(steps) == 0) {
		str_put_char(&told, '\n');
		words_put(&told, desk_words(access->desk),
		    WORD_ACCESS_STEPS_UNREAD, text, NULL);
	}
	told_put_set_in(access->out, told.text);
	str_release(&told);
	json_free(json);
	arena_free(arena);
}

/* What Undo could still take back in a text, or do again. */
static bool
put_steps(struct str *out, struct desk *desk, struct err *err)
{
	struct arena *arena = arena_new();
	struct access access = {.desk = desk, .out = out};
	const char *text;
	bool is_read = steps_read(desk, arena, &text, err);

	if (is_read && text) {
		put_line(out, desk, WORD_ACCESS_STEPS);
		steps_each(text, put_place_steps, &access);
	}
	arena_free(arena);
	return is_read;
}

static void
put_versions(struct str *out, struct desk *desk, const struct json *versions)
{
	struct numeral number;

	for (size_t i = 0; i < json_count(versions); i++) {
		const struct json *version = json_at(versions, i);
		struct str date = STR_EMPTY;
		date_put(&date,
		    desk_moment(desk, json_int(json_get(version, "at"))).date,
		    desk_words(desk));
		number = numeral_of(json_int(json_get(version, "number")));
		str_put(out, "  ");
		words_put(out, desk_words(desk), WORD_ACCESS_VERSION,
		    number.text, date.text, json_get_text(version, "code"),
		    NULL);
		str_put_char(out, '\n');
		str_release(&date);
	}
}

/* How many rows each table holds; and of each version which it is. */
static void
put_tables(struct str *out, struct desk *desk, const struct json *held)
{
	void *iterator = NULL;
	const struct json *rows;
	const char *table;

	put_line(out, desk, WORD_ACCESS_TABLES);
	while ((table = json_next(held, &iterator, &rows)))
		str_format(out, "  %s: %zu\n", table, json_count(rows));
	if (json_count(json_get(held, "version")) > 0)
		put_line(out, desk, WORD_ACCESS_VERSIONS);
	put_versions(out, desk, json_get(held, "version"));
}

static bool
put_held(struct str *out, struct desk *desk, struct err *err)
{
	struct str text = STR_EMPTY;
	struct json_writer json;
	struct json *held = NULL;

	json_begin(&json, &text);
	bool is_read =
	    store_put_held(desk->store, desk->open.id, &json, err) &&
	    json_read(desk->file, text.text, text.length, &held, err);
	if (is_read)
		put_tables(out, desk, held);
	json_free(held);
	str_release(&text);
	return is_read;
}

bool
desk_put_access(struct str *out, struct desk *desk, struct err *err)
{
	const struct words *words = desk_words(desk);
	struct access access = {.desk = desk, .out = out};
	struct str name = STR_EMPTY, date = STR_EMPTY;

	desk_put_name(&name, desk);
	date_put(&date, desk_today(desk), words);
	words_put(out, words, WORD_ACCESS_TITLE, name.text,
	    desk_reference(desk), date.text, NULL);
	str_put_char(out, '\n');
	put_line(out, desk, WORD_ACCESS_ABOUT);
	str_put_char(out, '\n');
	put_line(out, desk, WORD_ACCESS_ANSWERS);
	address_each(desk_forms(desk), desk_plan(desk), put_answer, &access);
	str_release(&name);
	str_release(&date);
	if (!put_pending(out, desk, err) || !put_steps(out, desk, err))
		return false;
	str_put_char(out, '\n');
	put_line(out, desk, WORD_ACCESS_HISTORY);
	if (!told_put_history(out, desk, true, err))
		return false;
	str_put_char(out, '\n');
	return put_held(out, desk, err);
}

/* --- For programs --------------------------------------------------------- */

static bool
put_answer_json(
    void *context, const struct address *address, const struct answer *answer)
{
	const struct access *access = context;
	struct json_writer *json = access->json;
	struct str place = STR_EMPTY;
	char iso[TIME_ISO_SIZE];

	address_put(&place, desk_forms(access->desk), address);
	time_write_iso(answer->at, iso);
	json_open_object(json);
	json_put_pair(json, "field", place.text);
	json_put_pair(json, "text", answer->text);
	json_put_pair(json, "whose", answer->whose);
	json_put_pair(json, "how", answer->how);
	json_put_pair(json, "at", iso);
	if (told_is_delicate(access->desk, address, answer)) {
		json_put_pair_bool(json, "decide", true);
	}
	json_close_object(json);
	str_release(&place);
	return true;
}

bool
desk_put_access_json(struct str *out, struct desk *desk, struct err *err)
{
	struct json_writer json;
	struct access access = {.desk = desk, .json = &json};
	char iso[DATE_ISO_SIZE];

	date_write_iso(desk_today(desk), iso);
	json_begin(&json, out);
	json_open_object(&json);
	json_put_pair(&json, "reference", desk_reference(desk));
	json_put_pair(&json, "on", iso);
	json_put_key(&json, "answers");
	json_open_list(&json);
	address_each(
	    desk_forms(desk), desk_plan(desk), put_answer_json, &access);
	json_close_list(&json);
	json_put_key(&json, "history");
	if (!told_put_history_json(&json, desk, err))
		return false;
	json_put_key(&json, "held");
	if (!store_put_held(desk->store, desk->open.id, &json, err))
		return false;
	json_close_object(&json);
	return true;
}
