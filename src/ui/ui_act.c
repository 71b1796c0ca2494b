/*
 * What the actions mean: which can be used now, and what each does.
 *
 * The screen on top is asked first, since it may mean something else by an
 * action; what most mean whatever the screen is decided here.  Nothing else
 * is done before what is being typed has been saved, or has said that it
 * could not be.
 *
 * Tested through scripts, tests/screens.
 */
#include "desk/history.h"
#include "desk/lock.h"
#include "desk/ring.h"
#include "ui/state.h"

static const struct {
	enum term_key key;
	enum word name, about;
} actions[ACTION_MAX] = {
#define ACTION(id, key, name, about, word)                                     \
	[ACTION_##id] = {key, WORD_##name, WORD_##about},
#include "ui/actions.def"
#undef ACTION
};

const char *
ui_action_name(struct ui *ui, enum action action)
{
	return words_get(ui_words(ui), actions[action].name);
}

const char *
ui_action_about(struct ui *ui, enum action action)
{
	return words_get(ui_words(ui), actions[action].about);
}

enum term_key
ui_action_key(enum action action)
{
	return actions[action].key;
}

/* What is about the file and not about a person. */
static bool
can_with_file(struct ui *ui, enum action action, enum word *why)
{
	struct desk *desk = ui->desk;
	bool is_encrypted = desk_is_encrypted(desk);

	*why = !desk_has_file(desk)       ? WORD_UI_WHY_LOCKED
	       : action != ACTION_ENCRYPT ? WORD_DESK_NO_LOCK
	       : is_encrypted             ? WORD_UI_WHY_ENCRYPTED
					  : WORD_UI_START_PRACTICE;
	if (action == ACTION_LOCK)
		return is_encrypted;
	bool is_of_use = action == ACTION_ENCRYPT
			     ? desk_has_file(desk) && !is_encrypted &&
				   !desk_is_practice(desk)
			     : is_encrypted;
	if (is_of_use)
		*why = WORD_UI_WHY_AT_START;
	return is_of_use && !desk_has_plan(desk);
}

/* What the loop itself can do whatever the screen. */
static bool
loop_can(struct ui *ui, enum action action, enum word *why)
{
	switch (action) {
	case ACTION_HELP:
	case ACTION_MENU:
	case ACTION_SAVE:
	case ACTION_BACK:
	case ACTION_QUIT:
	case ACTION_DANGER:
	case ACTION_HIDE:
	case ACTION_SETTINGS:
		return true;
	case ACTION_PASSPHRASE:
	case ACTION_RECOVERY:
	case ACTION_ENCRYPT:
	case ACTION_LOCK:
		return can_with_file(ui, action, why);
	case ACTION_UNDO:
	case ACTION_REDO:
	case ACTION_FIND:
	case ACTION_JOT:
	case ACTION_POINTS:
	case ACTION_CHANGED:
	case ACTION_GO_TO:
	case ACTION_PREVIEW:
	case ACTION_PAPER:
	case ACTION_VERSIONS:
	case ACTION_HISTORY:
	case ACTION_ADOPT:
		*why = WORD_UI_WHY_NO_PLAN;
		return desk_has_plan(ui->desk);
	case ACTION_SELECT:
	case ACTION_COPY:
	case ACTION_CUT:
	case ACTION_PASTE:
		return ui_select_can(ui, action, why);
	case ACTION_SUM:
	case ACTION_WRITE:
	case ACTION_WHOSE:
	case ACTION_VOICE:
	case ACTION_WHY:
	case ACTION_TURN:
	case ACTION_SAME:
	case ACTION_USE_JOT:
	case ACTION_STRIKE:
	case ACTION_ADD_ROW:
	case ACTION_REMOVE_ROW:
	case ACTION_ROW_UP:
	case ACTION_ROW_DOWN:
	case ACTION_PLAIN:
		if (*why == WORD_UI_WHY_NOT_HERE)
			*why = WORD_UI_WHY_NO_PAGE;
		break;
	case ACTION_MAX:
		break;
	}
	return false; /* the screen has said why */
}

/* Does a question wait for its answer, on top or below help? */
static bool
is_asked(const struct ui *ui)
{
	for (size_t i = 0; i < ui->depth; i++)
		if (ui->stack[i].class->is_question)
			return true;
	return false;
}

/* What neither changes what a question is about nor leads elsewhere. */
static bool
may_while_asked(enum action action)
{
	switch (action) {
	case ACTION_HELP:
	case ACTION_DANGER:
	case ACTION_MENU:
	case ACTION_SAVE:
	case ACTION_SELECT:
	case ACTION_COPY:
	case ACTION_CUT:
	case ACTION_PASTE:
	case ACTION_BACK:
	case ACTION_HIDE:
	case ACTION_LOCK:
	case ACTION_QUIT:
		return true;
	default:
		return false;
	}
}

/* Does every screen there is let it be used? */
static bool
is_admitted(const struct ui *ui, enum action action, enum word *why)
{
	for (size_t i = ui->depth; i-- > 0;) {
		const struct stacked *entry = &ui->stack[i];
		if (entry->class->admits &&
		    !entry->class->admits(entry->state, action, why))
			return false;
	}
	return true;
}

bool
ui_can(struct ui *ui, enum action action, enum word *why)
{
	const struct stacked *entry = ui_top(ui);

	*why = WORD_UI_WHY_NOT_HERE;
	if (!is_admitted(ui, action, why))
		return false;
	if (entry->class->can &&
	    entry->class->can(ui, entry->state, action, why))
		return true;
	if (!loop_can(ui, action, why))
		return false;
	*why = WORD_UI_WHY_ASKING;
	return may_while_asked(action) || !is_asked(ui);
}

void
ui_put_key(struct ui *ui, enum action action, struct str *out)
{
	str_format(out, "%s %s", term_key_name(actions[action].key),
	    ui_action_name(ui, action));
}

static void
put_key_line(struct ui *ui, const char *key, const char *what, struct str *out)
{
	words_put(out, ui_words(ui), WORD_UI_HELP_KEY, key, what, NULL);
	str_put_char(out, '\n');
}

void
ui_put_actions(struct ui *ui, struct str *out)
{
	enum word why;

	for (enum action action = 0; action < ACTION_MAX; action++)
		if (actions[action].key != KEY_NAME_MAX &&
		    action != ACTION_BACK && ui_can(ui, action, &why))
			put_key_line(ui, term_key_name(actions[action].key),
			    ui_action_about(ui, action), out);
	str_put(out, words_get(ui_words(ui), WORD_UI_HELP_OFTEN));
}

static void
open_danger(struct ui *ui)
{
	struct str text = STR_EMPTY;

	desk_put_danger(&text, ui_desk(ui));
	help_open(ui, words_get(ui_words(ui), WORD_UI_DANGER_TITLE), text.text);
	str_release(&text);
}

static void
go_back(struct ui *ui)
{
	if (ui->depth > 1)
		screen_pop(ui);
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

	if (saved_at == 0)
		return;
	struct moment moment = desk_moment(ui->desk, saved_at);
	str_format(out, "%d:%02d", moment.hour, moment.minute);
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

/* Say what was undone or redone. */
static void
say_undone(struct ui *ui, bool is_undo, const struct address *where)
{
	const struct form_set *set = desk_forms(ui->desk);
	size_t field =
	    where->field == NULL ? NONE : form_find_field(set, where->field);
	struct str label = STR_EMPTY;

	if (field != NONE)
		reading_put_text(&label, desk_reading(ui->desk),
		    wording_get(&set->fields[field].label,
			words_language(ui_words(ui))),
		    ui_words(ui));
	if (label.length > 0)
		ui_say(ui, is_undo ? WORD_UI_UNDONE_AT : WORD_UI_REDONE_AT,
		    label.text, NULL);
	else
		ui_say(ui, is_undo ? WORD_UI_UNDONE : WORD_UI_REDONE, NULL);
	str_release(&label);
}

bool
ui_undo(struct ui *ui, enum action action, struct address *where)
{
	bool is_undo = action == ACTION_UNDO, done;
	struct err err = {0};
	bool is_fine = is_undo ? desk_undo(ui->desk, &done, where, &err)
			       : desk_redo(ui->desk, &done, where, &err);

	if (!is_fine) {
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
		return false;
	}
	if (done)
		say_undone(ui, is_undo, where);
	else
		ui_say(ui,
		    is_undo ? WORD_UI_NOTHING_TO_UNDO : WORD_UI_NOTHING_TO_REDO,
		    NULL);
	return done;
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
	} else if (desk_adopt_forms(ui->desk, &err)) {
		screen_pop_to_person(ui);
		ui_say(ui, WORD_UI_ADOPTED, NULL);
	} else {
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
	}
}

/* What can be done while something is not saved. */
static bool
may_wait_for_saving(struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_HELP:
	case ACTION_DANGER:
	case ACTION_MENU:
	case ACTION_HIDE:
	case ACTION_LOCK: /* says that it waits */
		return true;
	case ACTION_QUIT:
		if (ui->is_quitting)
			return true; /* for the second time */
		ui->is_quitting = true;
		ui_say(ui, WORD_UI_QUIT_UNSAVED, NULL);
		ui->is_message_wrong = true;
		return false;
	default:
		return false;
	}
}

/* The actions that open a screen and do nothing else. */
static bool
open_screen(struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_HELP:
		open_help(ui);
		return true;
	case ACTION_DANGER:
		open_danger(ui);
		return true;
	case ACTION_MENU:
		menu_open(ui);
		return true;
	case ACTION_HIDE:
		hide_open(ui);
		return true;
	case ACTION_FIND:
		search_open(ui);
		return true;
	case ACTION_GO_TO:
		go_to_open(ui);
		return true;
	case ACTION_PREVIEW:
		preview_open(ui);
		return true;
	case ACTION_PAPER:
		paper_open(ui, "plan");
		return true;
	case ACTION_VERSIONS:
		versions_open(ui);
		return true;
	case ACTION_HISTORY:
		open_history(ui);
		return true;
	case ACTION_SETTINGS:
		settings_open(ui, SETTING_NAME);
		return true;
	case ACTION_POINTS:
		points_open(ui);
		return true;
	case ACTION_CHANGED:
		changed_open(ui);
		return true;
	case ACTION_PASSPHRASE:
	case ACTION_RECOVERY:
	case ACTION_ENCRYPT:
		lock_change_open(ui, action);
		return true;
	default:
		return false;
	}
}

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
	if (!is_saved && !may_wait_for_saving(ui, action))
		return;
	if (open_screen(ui, action))
		return;
	switch (action) {
	case ACTION_SAVE:
		say_saved(ui);
		break;
	case ACTION_UNDO:
	case ACTION_REDO:
		undo_or_redo(ui, action);
		break;
	case ACTION_ADOPT:
		adopt_forms_now(ui);
		break;
	case ACTION_LOCK:
		ui_lock(ui);
		break;
	case ACTION_BACK:
		go_back(ui);
		break;
	case ACTION_QUIT:
		ui->is_leaving = true;
		break;
	default:
		break; /* a screen's own */
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

void
ui_act(struct ui *ui, enum action action)
{
	const struct stacked *entry = ui_top(ui);
	enum word why = WORD_UI_WHY_NOT_HERE;

	if (!ui_can(ui, action, &why)) {
		refuse(ui, action, why);
		return;
	}
	if (ui_select_act(ui, action))
		return;
	/* What covers a screen is not for that screen to decide. */
	bool is_own = action != ACTION_HIDE && entry->class->act;
	if (!is_own || !entry->class->act(ui, entry->state, action))
		loop_act(ui, action);
}

/* Alt and a digit, where a plan is open. */
static bool
go_to_step(struct ui *ui, int step)
{
	enum word why;

	if (!desk_has_plan(ui->desk))
		return false;
	if (!ui_can(ui, ACTION_GO_TO, &why))
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
	enum word why;

	if (key == KEY_NAME_CTRL_C && !ui_can(ui, ACTION_COPY, &why)) {
		ui_say(ui, WORD_UI_CTRL_C, NULL);
		return true;
	}
	if (key >= KEY_NAME_ALT_1 && key <= KEY_NAME_ALT_7)
		return go_to_step(ui, 1 + (int)(key - KEY_NAME_ALT_1));
	if (key == KEY_NAME_F10)
		key = actions[ACTION_MENU].key;
	for (enum action action = 0; action < ACTION_MAX; action++)
		if (actions[action].key == key) {
			ui_act(ui, action);
			return true;
		}
	return false;
}
