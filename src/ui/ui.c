/*
 * The loop, and the stack of screens.
 *
 * One loop waits for an event, gives it to the top screen, and draws when no
 * more input waits, so that a flood of letters draws once.
 *
 * RULE: a key means what stands on the screen.  One that comes before that is
 * shown finds it drawn all the same, with the lists that a screen shows: else
 * Enter would open whoever stood there a few letters before.
 *
 * What a key means is asked of the screen first and of ui_act.c then; all is
 * drawn by ui_draw.c.
 *
 * The loop sleeps without a wake-up unless somebody is typing; then it ticks
 * 0.4 s after the last key and before a second has gone by since the first,
 * and each screen keeps what is being typed on it.  As long as that fails it
 * is tried again, and the message says so: whoever was typing need not know
 * when there is room on the disk again.  After the first second without a key
 * the backup of this start is made.
 *
 * Tested through scripts and a terminal of its own, tests/screens.
 */
#include "ui/ui.h"

#include <string.h>

#include "base/safe.h"
#include "desk/backup.h"
#include "desk/lock.h"
#include "ui/screens.h"
#include "ui/state.h"

enum {
	REST_MS = 400,   /* after the last key */
	MOST_MS = 900,   /* after the first: a second with a slow disk */
	RETRY_MS = 2000, /* after a failure */
	QUIET_MS = 1000  /* without a key, before work of the program's own */
};

struct desk *
ui_desk(struct ui *ui)
{
	return ui->desk;
}

struct term *
ui_term(struct ui *ui)
{
	return ui->term;
}

const struct words *
ui_words(struct ui *ui)
{
	return desk_words(ui->desk);
}

void
ui_note_visit(struct ui *ui)
{
	ui->is_visit = true;
}

/*
 * What is new about the machine, and about a file that was just made plain,
 * above the start screen.
 */
static void
tell_warnings(struct ui *ui)
{
	struct str text = STR_EMPTY;

	if (desk_is_new(ui->desk) && !desk_is_encrypted(ui->desk) &&
	    !desk_is_practice(ui->desk)) {
		words_put(&text, ui_words(ui), WORD_DESK_PLAIN_WARNING,
		    desk_file_path(ui->desk), NULL);
		str_put(&text, "\n\n");
	}
	desk_put_warnings(&text, ui->desk);
	if (text.length > 0)
		help_open(ui, words_get(ui_words(ui), WORD_UI_MACHINE_TITLE),
		    text.text);
	str_clear(&text);
	if (!desk_put_setting_mistakes(&text, ui->desk))
		help_open(ui, words_get(ui_words(ui), WORD_UI_SETTINGS_WRONG),
		    text.text);
	str_release(&text);
}

void
ui_begin(struct ui *ui)
{
	if (ui->depth > 0)
		ui_pop_all(ui);
	start_open(ui);
	tell_warnings(ui);
	if (desk_damage(ui->desk))
		help_open(ui, words_get(ui_words(ui), WORD_UI_DAMAGED_TITLE),
		    desk_damage(ui->desk));
	if (desk_wants_copy_away(ui->desk))
		ui_say(ui, WORD_UI_COPY_AWAY, desk_file_path(ui->desk), NULL);
	ui_touch_lock(ui);
}

static void
say_text(struct ui *ui, const char *text)
{
	str_clear(&ui->message);
	safe_put(&ui->message, text, strlen(text), SAFE_ONE_LINE);
	ui->is_message_wrong = false;
}

void
ui_say(struct ui *ui, enum word word, ...)
{
	struct str text = STR_EMPTY;
	va_list list;

	va_start(list, word);
	words_put_list(&text, ui_words(ui), word, list);
	va_end(list);
	say_text(ui, text.text);
	str_release(&text);
}

/* What is wrong, and of damage which backup to bring back. */
static void
put_err(struct str *out, struct ui *ui, const struct err *err)
{
	struct err said = *err;

	desk_name_backup(ui->desk, &said);
	err_put(out, &said, ui_words(ui));
}

void
ui_say_err(struct ui *ui, const struct err *err)
{
	struct str text = STR_EMPTY;

	if (ui->is_drawing) {
		ui->found = *err;
		return;
	}
	put_err(&text, ui, err);
	say_text(ui, text.text);
	ui->is_message_wrong = true;
	str_release(&text);
}

void
ui_say_unsaved(struct ui *ui, enum word word, const struct err *err)
{
	struct str why = STR_EMPTY;

	put_err(&why, ui, err);
	ui_say(ui, word, why.text, NULL);
	ui->is_message_wrong = true;
	str_clear(&ui->unsaved);
	str_put(&ui->unsaved, ui->message.text);
	str_release(&why);
}

bool
ui_settle(struct ui *ui, const struct stacked *entry)
{
	return !entry->class->settle || entry->class->settle(ui, entry->state);
}

bool
ui_settle_all(struct ui *ui)
{
	/* Below help there may be a page that could not be saved before. */
	for (size_t i = ui->depth; i-- > 0;)
		if (!ui_settle(ui, &ui->stack[i]))
			return false;
	return true;
}

/* Is there anything typed, on whatever screen, that is not kept? */
static bool
is_typing(struct ui *ui)
{
	for (size_t i = ui->depth; i-- > 0;) {
		const struct stacked *entry = &ui->stack[i];
		if (entry->class->is_typing &&
		    entry->class->is_typing(ui, entry->state))
			return true;
	}
	return false;
}

/*
 * Is what was typed saved?  The screens that it is typed on know, the highest
 * of them first; but what failed on any of them goes before all else.
 */
enum saving
ui_saving(struct ui *ui)
{
	enum saving highest = SAVING_DONE;
	bool is_known = false;

	for (size_t i = ui->depth; i-- > 0;) {
		const struct stacked *entry = &ui->stack[i];
		if (!entry->class->saving)
			continue;
		enum saving saving = entry->class->saving(ui, entry->state);
		if (saving == SAVING_FAILED)
			return SAVING_FAILED;
		if (!is_known)
			highest = saving;
		is_known = true;
	}
	return highest;
}

bool
ui_is_failing(struct ui *ui)
{
	return ui_saving(ui) == SAVING_FAILED;
}

/* Keep what is being typed, on the page below help as well. */
void
ui_keep_typing(struct ui *ui)
{
	bool was_failing = ui_is_failing(ui);

	for (size_t i = ui->depth; i-- > 0;) {
		const struct stacked *entry = &ui->stack[i];
		if (entry->class->tick)
			entry->class->tick(ui, entry->state);
	}
	ui->typing_since = 0;
	if (was_failing && !ui_is_failing(ui))
		ui_say(ui, WORD_UI_SAVED_AFTER_ALL, NULL);
}

static bool
is_somebody_waiting(void *context)
{
	return term_is_needed(context);
}

/*
 * The backup of this start, behind the first screen and while no key is
 * pressed; the next key puts it off until it is quiet again.
 */
static void
back_up(struct ui *ui)
{
	const struct patience patience = {is_somebody_waiting, ui->term};
	struct err err = {0};

	ui->is_backed_up = desk_back_up_changes(ui->desk, &patience, &err) ||
			   err.word != WORD_STORE_PUT_OFF;
	if (ui->is_backed_up && err.is_set)
		ui_say_err(ui, &err);
}

static void
tick(struct ui *ui)
{
	bool is_quiet = !is_typing(ui) && desk_has_file(ui->desk);

	ui_keep_typing(ui);
	if (is_quiet && !ui->is_backed_up)
		back_up(ui);
	ui_lock_after_all(ui);
}

/*
 * Nobody can be asked any more.  What could not be saved as an answer may be
 * small enough to be kept as it is.
 */
static void
end(struct ui *ui)
{
	if (!ui_settle_all(ui))
		ui_keep_typing(ui);
	ui->is_leaving = true;
	ui->has_lost = ui_is_failing(ui);
}

/* A screen sees its keys first: Del in a field is not "remove". */
static void
give(struct ui *ui, struct term_event event)
{
	if (ui_select(ui, &event) || ui_give(ui, &event))
		return;
	bool is_done = event.kind == TERM_KEY && ui_act_on_key(ui, event.key);
	bool is_typed = event.kind != TERM_CLICK && event.kind != TERM_WHEEL;
	if (!is_done && is_typed)
		ui_say(ui, WORD_UI_NO_SUCH_KEY, NULL);
}

static void
handle(struct ui *ui, const struct term_event *event)
{
	/* Before a key is taken: whoever presses it may be somebody else. */
	if (event->kind != TERM_END && ui_lock_is_due(ui)) {
		ui_lock(ui);
		return;
	}
	switch (event->kind) {
	case TERM_RESIZE:
	case TERM_WAKE:
		return;
	case TERM_TICK:
		tick(ui);
		return;
	case TERM_STOP:
		ui_keep_typing(ui);
		return;
	case TERM_END:
		end(ui);
		return;
	case TERM_KEY:
	case TERM_TEXT:
	case TERM_PASTE:
	case TERM_CLICK:
	case TERM_WHEEL:
		break;
	}
	ui_touch_lock(ui);
	ui->is_reading = term_is_key(event, KEY_NAME_CTRL_T);
	if (ui->is_reading)
		return;
	str_clear(&ui->message);
	ui->is_message_wrong = false;
	bool is_leaving = term_is_key(event, KEY_NAME_CTRL_Q);
	ui->is_quitting &= is_leaving;
	if (!ui_is_too_small(ui) || is_leaving)
		give(ui, *event);
}

/* How long to wait: for ever, unless somebody is typing or work is to do. */
static int
work_patience(struct ui *ui)
{
	if (!is_typing(ui)) {
		ui->typing_since = 0;
		return ui->is_backed_up || !desk_has_file(ui->desk) ? -1
								    : QUIET_MS;
	}
	int64_t now = term_now(ui->term);
	if (ui->typing_since == 0)
		ui->typing_since = now;
	int rest = ui_is_failing(ui) ? RETRY_MS : REST_MS;
	int most = ui_is_failing(ui) ? RETRY_MS : MOST_MS;
	int64_t left = ui->typing_since + most - now;
	return left < 0 ? 0 : left < rest ? (int)left : rest;
}

/* Until there is work to do, or until it locks. */
static int
patience(struct ui *ui)
{
	int work = work_patience(ui), lock = ui_lock_patience(ui);

	return work < 0 || (lock >= 0 && lock < work) ? lock : work;
}

/*
 * What is found wrong in drawing is said after it, on a screen drawn anew: the
 * message of this one is drawn already, and which backup to bring back is
 * worked out by reading them all.
 */
static void
show(struct ui *ui)
{
	ui_draw(ui);
	term_show(ui->term);
	if (!ui->found.is_set)
		return;
	ui_say_err(ui, &ui->found);
	ui_draw(ui);
	term_show(ui->term);
	err_clear(&ui->found);
}

bool
ui_run(struct desk *desk, struct term *term, struct err *err)
{
	struct ui ui = {
	    .desk = desk,
	    .term = term,
	    .message = STR_EMPTY,
	    .clipboard = STR_EMPTY,
	    .unsaved = STR_EMPTY,
	};

	ui_apply_look(&ui);
	if (desk_has_file(desk))
		ui_begin(&ui);
	else
		lock_open(&ui);
	while (!ui.is_leaving) {
		struct term_event event;
		if (!term_has_more(term))
			show(&ui);
		int wait = patience(&ui);
		if (wait == 0 && ui_lock_is_due(&ui)) {
			ui_lock(&ui);
			continue;
		}
		if (wait == 0) {
			tick(&ui);
			continue;
		}
		term_wait(term, wait, &event);
		if (event.kind == TERM_KEY && !ui.is_drawn)
			ui_draw(&ui);
		ui.is_drawn = false;
		handle(&ui, &event);
	}
	bool is_key_told = *desk_recovery(desk) != '\0';
	screen_pop_to_start(&ui);
	screen_pop(&ui);
	mem_free(ui.stack);
	str_release(&ui.message);
	str_release(&ui.unsaved);
	str_release(&ui.clipboard);
	if (ui.has_lost)
		return err_set(err, WORD_UI_ENDED_UNSAVED, NULL);
	if (is_key_told)
		return err_set(err, WORD_UI_RECOVERY_VOID, NULL);

	const struct err *failure = term_failure(term);
	if (failure)
		*err = *failure;
	return failure == NULL;
}
