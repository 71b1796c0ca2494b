/*
 * Locking the workbench, and coming back to the same place.
 *
 * What is being typed is saved first, by the same way as when somebody
 * leaves; if that fails the lock waits, for what is typed must not be lost
 * for it.  Then every screen goes, and with it all that it held: of the place
 * only numbers are kept, which tell nothing of anybody.
 *
 * Two clocks lock it: one runs from the last key, and is patient in a visit,
 * where silence is talk; the other tells that the machine has slept.  Neither
 * wakes the program before its time.
 *
 * Tested by tests/lock: through scripts, which move both clocks, and on a
 * terminal of its own.
 */
#include "base/mem.h"
#include "desk/lock.h"
#include "desk/policy.h"
#include "ui/page.h"
#include "ui/screens.h"
#include "ui/state.h"

enum { MINUTE_MS = 60 * 1000, RETRY_MS = 30 * 1000, SLEPT_MS = 1000 };

/* --- The place ------------------------------------------------------------ */

static void
remember_place(struct ui *ui)
{
	struct ui_place *place = &ui->place;
	struct err ignored = {0};

	*place = (struct ui_place){.is_new_person = new_person_is_open(ui)};
	if (!desk_has_plan(ui->desk) ||
	    !desk_find(
		ui->desk, desk_reference(ui->desk), &place->plan, &ignored))
		return;
	place->has_page =
	    page_place_get(ui, &place->page, &place->row, &place->field);
	place->is_turned = page_is_turned(ui);
	place->is_visit = ui->is_visit;
}

void
ui_unlocked(struct ui *ui)
{
	const struct ui_place place = ui->place;

	ui_begin(ui);
	ui->place = (struct ui_place){0};
	if (place.is_new_person)
		new_person_open(ui, "");
	if (place.plan == 0 || !person_open_home(ui, place.plan))
		return;
	ui->is_visit = place.is_visit;
	if (place.has_page && !page_is_open(ui))
		page_open(ui, place.page, place.row, place.field);
	/* The person may be the one who sees it first. */
	if (place.is_turned)
		page_turn_again(ui);
	sign_open_pending(ui);
	jot_open_pending(ui);
}

/* --- Locking -------------------------------------------------------------- */

/* True if it is saved, or kept so that it comes back. */
static bool
save_all(struct ui *ui)
{
	if (ui_settle_all(ui))
		return true;
	ui_keep_typing(ui);
	return !ui_is_failing(ui);
}

/*
 * It stays open, with what is not saved in sight, and whoever comes can mend
 * that: a key begins the time anew.
 */
static void
say_waits(struct ui *ui)
{
	struct err err = {0};

	err_set(&err, WORD_UI_LOCK_WAITS, ui->unsaved.text, NULL);
	ui_say_err(ui, &err);
}

void
ui_lock(struct ui *ui)
{
	struct err err = {0};

	if (!desk_is_encrypted(ui->desk)) {
		desk_lock(ui->desk, &err);
		ui_say_err(ui, &err);
		return;
	}
	if (!save_all(ui)) {
		ui->lock_waits = term_now(ui->term) + RETRY_MS;
		say_waits(ui);
		return;
	}
	bool is_key_told = *desk_recovery(ui->desk) != '\0';
	remember_place(ui);
	ui_pop_all(ui);
	str_release(&ui->message);
	str_release(&ui->unsaved);
	str_release(&ui->clipboard);
	desk_lock(ui->desk, &err);
	term_forget(ui->term);
	lock_open(ui);
	ui_say(
	    ui, is_key_told ? WORD_UI_RECOVERY_VOID : WORD_UI_LOCK_DONE, NULL);
	mem_wipe_stack();
}

void
ui_closed(struct ui *ui)
{
	ui->place = (struct ui_place){0};
	ui_pop_all(ui);
	lock_open(ui);
}

void
ui_lock_after_all(struct ui *ui)
{
	if (ui->lock_waits == 0 || !desk_is_encrypted(ui->desk))
		return;
	if (ui_is_failing(ui))
		say_waits(ui);
	else
		ui_lock(ui);
}

void
ui_touch_lock(struct ui *ui)
{
	ui->touched_at = term_now(ui->term);
	ui->slept = term_slept(ui->term);
	ui->lock_waits = 0;
}

/* When it locks if no key is pressed until then. */
static int64_t
lock_time(const struct ui *ui)
{
	const struct policy *policy = desk_policy(ui->desk);
	int64_t minutes =
	    ui->is_visit ? policy->visit_minutes : policy->lock_minutes;

	return ui->lock_waits != 0 ? ui->lock_waits
				   : ui->touched_at + minutes * MINUTE_MS;
}

bool
ui_lock_is_due(const struct ui *ui)
{
	bool has_slept =
	    ui->lock_waits == 0 && term_slept(ui->term) - ui->slept > SLEPT_MS;

	return desk_is_encrypted(ui->desk) &&
	       (has_slept || term_now(ui->term) >= lock_time(ui));
}

int
ui_lock_patience(const struct ui *ui)
{
	if (!desk_is_encrypted(ui->desk))
		return -1;
	int64_t left = lock_time(ui) - term_now(ui->term);
	return left < 0 ? 0 : (int)left;
}
