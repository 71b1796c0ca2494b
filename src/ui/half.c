/*
 * Keeping what is half written on a sheet, and finding it again.
 *
 * Owns what of it stands in the file, as JSON, and whether it is what stands
 * on the screen; it refuses to know what a line means.  The edits are the
 * half's own and are wiped when they are freed; of the text nothing else
 * outlives a call.  What cannot be read is as if nothing were there, for it
 * was never more than half written.
 *
 * Tested by tests/lock and by the screens of tests/screens.
 */
#include "ui/half.h"

#include <limits.h>
#include <string.h>

#include "base/json.h"

void
half_init(struct half *half)
{
	*half = (struct half){.choice = -1, .kept_choice = -1};
}

void
half_release(struct half *half)
{
	for (size_t i = 0; i < HALF_LINES; i++)
		edit_free(half->lines[i]);
}

/* --- What stands there ---------------------------------------------------- */

static bool
has_any(const struct half *half)
{
	bool has_text = false;

	for (size_t i = 0; i < HALF_LINES; i++)
		has_text |= half->lines[i] && edit_length(half->lines[i]) > 0;
	return has_text || half->choice >= 0;
}

static bool
is_unkept(const struct half *half)
{
	bool is_changed = half->choice != half->kept_choice ||
			  half->focus != half->kept_focus;

	for (size_t i = 0; i < HALF_LINES; i++)
		is_changed |= half->lines[i] && edit_is_changed(half->lines[i]);
	return is_changed && (half->is_kept || has_any(half));
}

bool
half_is_typing(struct ui *ui, void *state)
{
	(void)ui;
	return is_unkept(state);
}

enum saving
half_saving(struct ui *ui, void *state)
{
	const struct half *half = state;

	(void)ui;
	return half->is_refused ? SAVING_FAILED
	       : has_any(half)  ? SAVING_WAITS
				: SAVING_DONE;
}

/* The file holds what stands there, or nothing of it. */
static void
note_kept(struct half *half, bool is_kept)
{
	half->is_kept = is_kept;
	half->is_refused = false;
	half->kept_choice = half->choice;
	half->kept_focus = half->focus;
	for (size_t i = 0; i < HALF_LINES; i++)
		if (half->lines[i])
			edit_settle(half->lines[i]);
}

/* --- In the file ---------------------------------------------------------- */

static void
put_half(struct str *out, const struct half *half)
{
	struct json_writer json;

	json_begin_compact(&json, out);
	json_open_object(&json);
	json_put_key(&json, "number");
	json_put_int(&json, half->number);
	json_put_key(&json, "choice");
	json_put_int(&json, half->choice);
	json_put_key(&json, "focus");
	json_put_int(&json, half->focus);
	json_put_key(&json, "lines");
	json_open_list(&json);
	for (size_t i = 0; i < HALF_LINES; i++)
		json_put_text(
		    &json, half->lines[i] ? edit_text(half->lines[i]) : NULL);
	json_close_list(&json);
	json_close_object(&json);
}

/* What the file holds; NULL: nothing that can be read. */
static struct json *
read_half(struct ui *ui, bool is_new)
{
	struct arena *arena = arena_new();
	struct json *json = NULL;
	struct err ignored = {0};
	const char *text;

	if (desk_kept_sheet(ui_desk(ui), is_new, arena, &text, &ignored) &&
	    text)
		json_read("", text, strlen(text), &json, &ignored);
	arena_free(arena);
	return json;
}

/* A number as they are here; another for one that is not. */
static int
small_int(const struct json *json, const char *key, int otherwise)
{
	int64_t number = json_int(json_get(json, key));

	return number >= 0 && number <= INT_MAX ? (int)number : otherwise;
}

static void
take_half(struct half *half, const struct json *json)
{
	const struct json *lines = json_get(json, "lines");

	half->choice = small_int(json, "choice", -1);
	half->focus = small_int(json, "focus", 0) % HALF_LINES;
	for (size_t i = 0; i < HALF_LINES; i++) {
		const char *text = json_text(json_at(lines, i));
		if (half->lines[i] && text)
			edit_paste(half->lines[i], text, strlen(text));
	}
}

void
half_restore(struct ui *ui, struct half *half)
{
	struct json *json = read_half(ui, half->is_new);

	if (json && small_int(json, "number", -1) == half->number) {
		take_half(half, json);
		note_kept(half, true);
		ui_say(ui, WORD_UI_HALF_BACK, NULL);
	}
	json_free(json);
}

int
half_number(struct ui *ui)
{
	struct json *json = read_half(ui, false);
	int number = small_int(json, "number", 0);

	json_free(json);
	return number;
}

bool
half_settle(struct ui *ui, void *state)
{
	struct half *half = state;
	struct str text = STR_EMPTY;
	struct err err = {0};

	if (!is_unkept(half)) {
		half->is_refused = false;
		return true;
	}
	bool is_any = has_any(half);
	if (is_any)
		put_half(&text, half);
	half->is_refused = !desk_keep_sheet(
	    ui_desk(ui), half->is_new, is_any ? text.text : NULL, &err);
	if (half->is_refused)
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED_YET, &err);
	else
		note_kept(half, is_any);
	str_release(&text);
	return !half->is_refused;
}

/*
 * What cannot be taken away now is found on the sheet the next time, where it
 * can be again.
 */
void
half_forget(struct ui *ui, struct half *half)
{
	struct err ignored = {0};

	if (half->is_kept)
		desk_keep_sheet(ui_desk(ui), half->is_new, NULL, &ignored);
	note_kept(half, false);
}

void
half_tick(struct ui *ui, void *state)
{
	half_settle(ui, state);
}

bool
half_can(struct ui *ui, void *state, enum action action, enum word *why)
{
	(void)ui;
	(void)state;
	(void)why;
	return action == ACTION_UNDO || action == ACTION_REDO;
}

/* In the line in focus alone: acts on the plan are undone where they show. */
static void
undo_or_redo(struct ui *ui, const struct half *half, bool is_undo)
{
	struct edit *line = half->lines[half->focus];

	if (line && (is_undo ? edit_undo(line) : edit_redo(line)))
		ui_say(ui,
		    is_undo ? WORD_UI_PAGE_TYPING_UNDONE
			    : WORD_UI_PAGE_TYPING_REDONE,
		    NULL);
	else
		ui_say(ui,
		    is_undo ? WORD_UI_NOTHING_TO_UNDO : WORD_UI_NOTHING_TO_REDO,
		    NULL);
}

bool
half_act(struct ui *ui, void *state, enum action action)
{
	switch (action) {
	case ACTION_UNDO:
	case ACTION_REDO:
		undo_or_redo(ui, state, action == ACTION_UNDO);
		return true;
	case ACTION_BACK:
		half_forget(ui, state);
		return false;
	default:
		return false;
	}
}
