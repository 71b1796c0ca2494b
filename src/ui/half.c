/*
 * Sheets that are half written, while they stand on the screen.
 *
 * Owns the edits of the lines, and whether the file holds what stands on the
 * screen; how it is kept is the desk's business (desk/sheet.h), and what a line
 * means its screen's.  The edits are the half's own and are wiped when they are
 * freed; of the text nothing else outlives a call.
 *
 * Tested by tests/lock and by the screens of tests/screens.
 */
#include "ui/half.h"

#include <string.h>

void
half_init(struct half *half, enum sheet_kind kind, int number)
{
	*half = (struct half){
	    .kind = kind, .number = number, .choice = -1, .kept_choice = -1};
}

void
half_release(struct half *half)
{
	for (size_t i = 0; i < SHEET_LINES; i++)
		edit_free(half->lines[i]);
}

/* --- What stands there ---------------------------------------------------- */

static bool
has_any(const struct half *half)
{
	bool has_text = false;

	for (size_t i = 0; i < SHEET_LINES; i++)
		has_text |= half->lines[i] && edit_length(half->lines[i]) > 0;
	return has_text || half->choice >= 0;
}

static bool
is_unkept(const struct half *half)
{
	bool is_changed = half->choice != half->kept_choice ||
			  half->focus != half->kept_focus;

	for (size_t i = 0; i < SHEET_LINES; i++)
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
	half->is_leaving = false;
	half->kept_choice = half->choice;
	half->kept_focus = half->focus;
	for (size_t i = 0; i < SHEET_LINES; i++)
		if (half->lines[i])
			edit_settle(half->lines[i]);
}

/* --- In the file ---------------------------------------------------------- */

struct kept_sheet
half_sheet(const struct half *half)
{
	struct kept_sheet sheet = {
	    .kind = half->kind,
	    .number = half->number,
	    .choice = half->choice,
	    .focus = half->focus,
	};

	for (size_t i = 0; i < SHEET_LINES; i++)
		if (half->lines[i])
			sheet.lines[i] = edit_text(half->lines[i]);
	return sheet;
}

static void
take_sheet(struct half *half, const struct kept_sheet *sheet)
{
	half->choice = sheet->choice;
	half->focus = sheet->focus;
	for (size_t i = 0; i < SHEET_LINES; i++) {
		const char *text = sheet->lines[i];
		if (half->lines[i] && text)
			edit_paste(half->lines[i], text, strlen(text));
	}
}

/* What was written before, if anything; false, and said why: nobody knows. */
static bool
restore(struct ui *ui, struct half *half)
{
	struct arena *arena = arena_new();
	struct kept_sheet sheet;
	struct err err = {0};
	bool found;
	bool is_read = desk_find_sheet(
	    ui_desk(ui), half->kind, half->number, arena, &sheet, &found, &err);

	if (!is_read)
		ui_say_err(ui, &err);
	if (found) {
		take_sheet(half, &sheet);
		note_kept(half, true);
		ui_say(ui, WORD_UI_HALF_BACK, NULL);
	}
	arena_free(arena);
	return is_read;
}

bool
half_open(struct ui *ui, const struct screen_class *class, void *state)
{
	bool is_read = restore(ui, state);

	if (is_read)
		screen_push(ui, class, state);
	else
		class->free(state);
	return is_read;
}

static bool
is_of_number(const void *state, const void *number)
{
	const struct half *half = state;

	return half->number == *(const int *)number;
}

bool
half_raise(struct ui *ui, const struct screen_class *class, int number)
{
	return screen_raise(ui, class, is_of_number, &number);
}

static bool
keep(struct ui *ui, const struct half *half, struct err *err)
{
	const struct kept_sheet sheet = half_sheet(half);

	return has_any(half) ? desk_keep_sheet(ui_desk(ui), &sheet, err)
			     : desk_forget_sheet(
				   ui_desk(ui), half->kind, half->number, err);
}

bool
half_settle(struct ui *ui, void *state)
{
	struct half *half = state;
	struct err err = {0};

	if (!is_unkept(half)) {
		half->is_refused = false;
		return true;
	}
	half->is_refused = !keep(ui, half, &err);
	if (half->is_refused)
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED_YET, &err);
	else
		note_kept(half, has_any(half));
	return !half->is_refused;
}

/*
 * It is not wanted.  What cannot be taken away now is found on the sheet the
 * next time, where it can be again.
 */
static void
forget(struct ui *ui, struct half *half)
{
	struct err ignored = {0};

	if (half->is_kept)
		desk_forget_sheet(
		    ui_desk(ui), half->kind, half->number, &ignored);
	note_kept(half, false);
}

void
half_tick(struct ui *ui, void *state)
{
	half_settle(ui, state);
}

struct edit *
half_writing(struct ui *ui, void *state)
{
	const struct half *half = state;

	(void)ui;
	return half->lines[half->focus];
}

/*
 * The key that leads back everywhere must not take away what was written: the
 * second time it does, if nothing was typed in between.
 */
static bool
may_leave(struct ui *ui, struct half *half)
{
	half_settle(ui, half);
	if (has_any(half) && !half->is_leaving) {
		half->is_leaving = true;
		ui_say(ui, WORD_UI_HALF_LEAVE, NULL);
		return false;
	}
	forget(ui, half);
	return true;
}

bool
half_act(struct ui *ui, void *state, enum action action)
{
	return action == ACTION_BACK && !may_leave(ui, state);
}
