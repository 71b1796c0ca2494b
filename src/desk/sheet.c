/*
 * Keeping what is half written on sheets, and finding it again.
 *
 * Owns the settings of the file in which it lies, their names and the JSON in
 * them; it refuses to know what a line means.  By the names store/holdings.def
 * erases them with the person:
 *
 *	typed.new		somebody new, of whom there is no plan yet
 *	typed.12.sign.3		plan 12, the signing of version 3
 *	typed.12.jot		plan 12, what was said just now
 *	typed.12.steps		plan 12, no sheet: see steps.c
 *	typed.12.point		plan 12, the name of a restore point
 *
 * All memory is the caller's arena, or gone when a call returns.
 *
 * Tested by tests/unit/desk_sheet.c, and tests/lock through the screens.
 */
#include "desk/sheet.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "desk/state.h"

static const char new_sheet[] = "typed.new";
static const char sign_part[] = "sign.";

/* Of a plan there is one of these, and their names have no number. */
static const char *const single_parts[SHEET_KIND_MAX] = {
    [SHEET_JOT] = "jot",
    [SHEET_POINT] = "point",
};

/* --- Names ---------------------------------------------------------------- */

/* What the names of all sheets of the open plan begin with. */
static void
put_prefix(const struct desk *desk, char name[SHEET_NAME_SIZE])
{
	snprintf(
	    name, SHEET_NAME_SIZE, "typed.%lld.", (long long)desk->open.id);
}

const char *
sheet_name(const struct desk *desk, enum sheet_kind kind, int number,
    char name[SHEET_NAME_SIZE])
{
	if (kind == SHEET_PERSON)
		return new_sheet;
	put_prefix(desk, name);
	size_t length = strlen(name);
	if (single_parts[kind])
		snprintf(name + length, SHEET_NAME_SIZE - length, "%s",
		    single_parts[kind]);
	else
		snprintf(name + length, SHEET_NAME_SIZE - length, "%s%d",
		    sign_part, number);
	return name;
}

/* The number of the version that a name without its prefix tells; 0: none. */
static int
number_in(const char *name)
{
	if (!text_starts(name, sign_part))
		return 0;
	int number = text_number(name + strlen(sign_part), &name);
	return *name == '\0' ? number : 0;
}

/* --- What stands in them -------------------------------------------------- */

static void
put_sheet(struct str *out, const struct kept_sheet *sheet)
{
	struct json_writer json;

	json_begin_compact(&json, out);
	json_open_object(&json);
	json_put_pair_int(&json, "choice", sheet->choice);
	json_put_pair_int(&json, "focus", sheet->focus);
	json_put_key(&json, "lines");
	json_open_list(&json);
	for (size_t i = 0; i < SHEET_LINES; i++)
		json_put_text(&json, sheet->lines[i]);
	json_close_list(&json);
	json_close_object(&json);
}

/* A number as they are here; another for one that is not. */
static int
small_int(const struct json *json, const char *key, int otherwise)
{
	int64_t number = json_int(json_get(json, key));

	return number >= 0 && number <= INT_MAX ? (int)number : otherwise;
}

static bool
read_sheet(struct arena *arena, const char *text, struct kept_sheet *sheet)
{
	struct json *json = NULL;
	struct err ignored = {0};
	bool is_read = json_read("", text, strlen(text), &json, &ignored);
	const struct json *lines = is_read ? json_get(json, "lines") : NULL;

	if (lines) {
		sheet->choice = small_int(json, "choice", -1);
		sheet->focus = small_int(json, "focus", 0) % SHEET_LINES;
		for (size_t i = 0; i < SHEET_LINES; i++) {
			const char *line = json_text(json_at(lines, i));
			sheet->lines[i] = line ? arena_copy(arena, line) : NULL;
		}
	}
	json_free(json);
	return lines != NULL;
}

/* --- In the file ---------------------------------------------------------- */

bool
desk_keep_sheet(
    struct desk *desk, const struct kept_sheet *sheet, struct err *err)
{
	char name[SHEET_NAME_SIZE];
	struct str text = STR_EMPTY;

	put_sheet(&text, sheet);
	bool is_kept = store_put_setting(desk->store,
	    sheet_name(desk, sheet->kind, sheet->number, name), text.text, err);
	str_release(&text);
	return is_kept;
}

bool
desk_forget_sheet(
    struct desk *desk, enum sheet_kind kind, int number, struct err *err)
{
	char name[SHEET_NAME_SIZE];

	return store_put_setting(
	    desk->store, sheet_name(desk, kind, number, name), NULL, err);
}

bool
desk_find_sheet(struct desk *desk, enum sheet_kind kind, int number,
    struct arena *arena, struct kept_sheet *sheet, bool *found, struct err *err)
{
	char name[SHEET_NAME_SIZE];
	const char *text;

	*sheet = (struct kept_sheet){.kind = kind, .number = number};
	*found = false;
	if (!store_get_setting(desk->store,
		sheet_name(desk, kind, number, name), arena, &text, err))
		return false;
	*found = text && read_sheet(arena, text, sheet);
	return true;
}

/* The kind that a name without its prefix tells, and its number. */
static enum sheet_kind
kind_in(const char *part, int *number)
{
	*number = 0;
	for (enum sheet_kind kind = 0; kind < SHEET_KIND_MAX; kind++)
		if (single_parts[kind] && text_is(part, single_parts[kind]))
			return kind;
	*number = number_in(part);
	return *number > 0 ? SHEET_SIGN : SHEET_KIND_MAX;
}

static struct kept_sheet
sheet_of(struct arena *arena, const struct stored_setting *setting,
    const char *prefix)
{
	struct kept_sheet sheet = {0};

	sheet.kind = kind_in(setting->name + strlen(prefix), &sheet.number);
	if (sheet.kind != SHEET_KIND_MAX &&
	    read_sheet(arena, setting->text, &sheet))
		return sheet;
	return (struct kept_sheet){
	    .kind = SHEET_KIND_MAX, .choice = -1, .lines = {setting->text}};
}

bool
desk_list_sheets(struct desk *desk, struct arena *arena,
    const struct kept_sheet **sheets, size_t *count, struct err *err)
{
	char prefix[SHEET_NAME_SIZE];
	const struct stored_setting *settings;

	*sheets = NULL;
	put_prefix(desk, prefix);
	if (!store_list_settings(
		desk->store, prefix, arena, &settings, count, err))
		return false;
	struct kept_sheet *list = arena_get(arena, *count * sizeof(*list));
	size_t found = 0;
	for (size_t i = 0; i < *count; i++)
		if (!text_is(settings[i].name + strlen(prefix), STEPS_PART))
			list[found++] = sheet_of(arena, &settings[i], prefix);
	*sheets = list;
	*count = found;
	return true;
}
