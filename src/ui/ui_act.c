/*
 * What the actions do, once they can be used (ui_can.c).
 *
 * The screen on top is asked first, since it may mean something else by an
 * action; what most mean whatever the screen is decided here.  Nothing else
 * is done before what is being typed has been saved, or has said that it
 * could not be.
 *
 * Tested through scripts, tests/screens.
 */
#include "desk/history.h"
#include "desk/jot.h"
#include "desk/lock.h"
#include "desk/ring.h"
#include "ui/screens.h"
#include "ui/state.h"
#include "ui/told.h"

static void
open_danger(struct ui *ui)
{
	struct str text = STR_EMPTY;

	desk_put_danger(&text, ui_desk(ui));
	help_open(ui, words_get(ui_words(ui), WORD_UI_DANGER_TITLE), text.text);
	str_release(&text);
}

/* Who changed what, and when, to read. */
static void
open_history(struct ui *ui)
{
	struct str text = STR_EMPTY;
	struct err err = {0};

	if (desk_put_history(&text, ui->desk, &err))
		help_open(ui, words_get(ui_words(ui), WORD_UI_HISTORY_TITLE),
		    text.text);
	else
		ui_say_err(ui, &err);
	str_release(&text);
}

/* What the screen on top is for, and the keys that work on it. */
static void
open_help(struct ui *ui)
{
	const struct words *words = ui_words(ui);
	const struct screen_class *class = ui_top(ui)->class;
	struct str text = STR_EMPTY;

	str_format(&text, "%s\n\n%s\n\n%s\n%s\n\n%s\n",
	    words_get(words, class->about),
	    words_get(words, WORD_UI_HELP_SAVED),
	    words_get(words, WORD_UI_HELP_KEYS), words_get(words, class->keys),
	    words_get(words, WORD_UI_HELP_ALL_KEYS));
	ui_put_actions(ui, &text);
	help_open(ui, words_get(words, WORD_UI_HELP_TITLE), text.text);
	str_release(&text);
}

void
ui_put_saved_time(struct ui *ui, struct str *out)
{
	int64_t saved_at = desk_saved_at(ui->desk);

	if (saved_at != 0)
		desk_put_time(out, ui->desk, saved_at);
}

static void
say_saved(struct ui *ui)
{
	struct str time = STR_EMPTY;

	ui_put_saved_time(ui, &time);
	if (time.length == 0)
		ui_say(ui, WORD_UI_NOTHING_TO_SAVE, NULL);
	else
		ui_say(ui, WORD_UI_SAVED, time.text, NULL);
	str_release(&time);
}

/* Is it where one can go: neither among the jots nor in a row that is gone? */
static bool
leads_there(struct ui *ui, const struct address *where)
{
	const struct form_set *set = desk_forms(ui->desk);
	size_t field =
	    where->field == NULL ? NONE : form_find_field(set, where->field);

	if (field == NONE || desk_is_jot(ui->desk, where))
		return false;
	size_t list = set->fields[field].repeat;
	return list == NONE || plan_row_place(desk_plan(ui->desk),
				   set->repeats[list].id, where->row) >= 0;
}

bool
ui_undo(struct ui *ui, enum action action, struct address *where)
{
	bool is_undo = action == ACTION_UNDO, done;
	struct err err = {0};
	struct str act = STR_EMPTY;

	bool is_fine = told_undo(
	    &act, ui->desk, is_undo ? ACT_UNDO : ACT_REDO, where, &done, &err);
	if (!is_fine)
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
	else if (!done)
		ui_say(ui,
		    is_undo ? WORD_UI_NOTHING_TO_UNDO : WORD_UI_NOTHING_TO_REDO,
		    NULL);
	else if (act.length > 0)
		ui_say(ui, is_undo ? WORD_UI_UNDONE_AT : WORD_UI_REDONE_AT,
		    act.text, NULL);
	else
		ui_say(ui, is_undo ? WORD_UI_UNDONE : WORD_UI_REDONE, NULL);
	str_release(&act);
	if (is_fine && done && !leads_there(ui, where))
		where->field = NULL;
	return is_fine && done;
}

/* Undo or redo where no page is open: open the one where it happened. */
static void
undo_or_redo(struct ui *ui, enum action action)
{
	struct address where = {0};

	if (ui_undo(ui, action, &where) && where.field)
		page_open_at(ui, &where);
}

static void
adopt_forms_now(struct ui *ui)
{
	struct forms_change change;
	struct err err = {0};

	if (!desk_forms_change(ui->desk, &change, &err)) {
		ui_say_err(ui, &err);
	} else if (!change.differs) {
		ui_say(ui, WORD_UI_NOT_ADOPTED, NULL);
	} else {
		screen_pop_to_person(ui); /* no page is of other forms */
		if (desk_adopt_forms(ui->desk, &err))
			ui_say(ui, WORD_UI_ADOPTED, NULL);
		else
			ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
	}
}

/* With something not saved one leaves by asking for it a second time. */
static bool
may_leave_unsaved(struct ui *ui)
{
	if (ui->is_quitting)
		return true;
	ui->is_quitting = true;
	ui_say(ui, WORD_UI_QUIT_UNSAVED, NULL);
	ui->is_message_wrong = true;
	return false;
}

static void
leave(struct ui *ui)
{
	ui->is_leaving = true;
}

/* What is done on every screen that means nothing else by it. */
static void (*const acts[ACTION_MAX])(struct ui *ui) = {
    [ACTION_HELP] = open_help,
    [ACTION_DANGER] = open_danger,
    [ACTION_MENU] = menu_open,
    [ACTION_HIDE] = hide_open,
    [ACTION_FIND] = search_open,
    [ACTION_GO_TO] = go_to_open,
    [ACTION_PREVIEW] = preview_open,
    [ACTION_VERSIONS] = versions_open,
    [ACTION_HISTORY] = open_history,
    [ACTION_DUE] = due_open,
    [ACTION_POINTS] = points_open,
    [ACTION_CHANGED] = changed_open,
    [ACTION_SAVE] = say_saved,
    [ACTION_ADOPT] = adopt_forms_now,
    [ACTION_SETTINGS] = settings_open,
    [ACTION_LOCK] = ui_lock,
    [ACTION_BACK] = screen_pop,
    [ACTION_QUIT] = leave,
};

static void
loop_act(struct ui *ui, enum action action)
{
	/* RULE: a jot leaves what is half typed below it as it is. */
	if (action == ACTION_JOT) {
		jot_open(ui);
		return;
	}
	bool is_saved = action == ACTION_BACK ? ui_settle(ui, ui_top(ui))
					      : ui_settle_all(ui);
	bool is_needed = action_needs(action) & NEED_SAVED;
	if (!is_saved && action == ACTION_QUIT)
		is_needed = !may_leave_unsaved(ui);
	if (!is_saved && is_needed)
		return;
	switch (action) {
	case ACTION_UNDO:
	case ACTION_REDO:
		undo_or_redo(ui, action);
		break;
	case ACTION_PAPER:
		paper_open(ui, "plan");
		break;
	case ACTION_PASSPHRASE:
	case ACTION_RECOVERY:
	case ACTION_ENCRYPT:
		lock_change_open(ui, action);
		break;
	default:
		if (acts[action]) /* or it is a screen's own */
			acts[action](ui);
	}
}

/* Say why it cannot be, and tell the screen that it was wanted. */
static void
refuse(struct ui *ui, enum action action, enum word why)
{
	const struct stacked *entry = ui_top(ui);

	ui_say(ui, why, NULL);
	if (entry->class->refuse)
		entry->class->refuse(entry->state, action);
}

/* Is it done where one is, and not on the screen that this is read beside? */
static bool
is_done_here(struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_HELP:
	case ACTION_SAVE:
	case ACTION_HIDE:
	case ACTION_BACK:
	case ACTION_QUIT:
		return true;
	default:
		return ui_meant(ui) == ui_top(ui);
	}
}

void
ui_act(struct ui *ui, enum action action)
{
	const struct stacked *entry = ui_top(ui);
	enum word why = ui_why_not(ui, action);

	if (why != WORD_MAX) {
		refuse(ui, action, why);
		return;
	}
	/* What covers a screen is not for that screen to decide. */
	bool is_own = action != ACTION_HIDE && entry->class->act;
	if (is_own && entry->class->act(ui, entry->state, action))
		return;
	if (!is_done_here(ui, action)) {
		screen_pop(ui);
		ui_act(ui, action);
	} else if (!ui_select_act(ui, action)) {
		loop_act(ui, action);
	}
}

/* Alt and a digit, where a plan is open. */
static bool
go_to_step(struct ui *ui, int step)
{
	if (!desk_has_plan(ui->desk))
		return false;
	enum word why = ui_why_not(ui, ACTION_GO_TO);
	if (why != WORD_MAX)
		refuse(ui, ACTION_GO_TO, why);
	else if (ui_settle_all(ui))
		overview_open_step(ui, step);
	return true;
}

/*
 * F10 opens the menu too; Ctrl-C with nothing selected only says how to leave.
 */
bool
ui_act_on_key(struct ui *ui, enum term_key key)
{
	if (key == KEY_NAME_CTRL_C && ui_why_not(ui, ACTION_COPY) != WORD_MAX) {
		ui_say(ui, WORD_UI_CTRL_C, NULL);
		return true;
	}
	if (key >= KEY_NAME_ALT_1 && key <= KEY_NAME_ALT_7)
		return go_to_step(ui, 1 + (int)(key - KEY_NAME_ALT_1));
	if (key == KEY_NAME_F10)
		key = action_key(ACTION_MENU);
	for (enum action action = 0; action < ACTION_MAX; action++)
		if (action_key(action) == key) {
			ui_act(ui, action);
			return true;
		}
	return false;
}
