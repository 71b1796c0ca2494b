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
 * Tested by tests/cli/cli_lock.py on a terminal of its own.
 */
#include <time.h>

#include "base/mem.h"
#include "desk/lock.h"
#include "desk/policy.h"
#include "ui/page.h"
#include "ui/state.h"

enum { MINUTE_MS = 60 * 1000, RETRY_MS = 30 * 1000, SLEPT_MS = 1000 };

static int64_t
read_clock(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* How long the machine has slept since it was started; 0: nobody counts. */
static int64_t
slept(void)
{
#ifdef CLOCK_BOOTTIME
	return read_clock(CLOCK_BOOTTIME) - read_clock(CLOCK_MONOTONIC);
#else
	return 0;
#endif
}

/* --- The place ------------------------------------------------------------ */

static void
remember_place(struct ui *ui)
{
	struct ui_place *place = &ui->place;
	struct err ignored = {0};

	*place = (struct ui_place){0};
	if (!desk_has_plan(ui->desk) ||
	    !desk_find(
		ui->desk, desk_reference(ui->desk), &place->plan, &ignored))
		return;
	place->has_page =
	    page_place_get(ui, &place->page, &place->row, &place->field);
	place->is_visit = ui->is_visit;
}

void
ui_unlocked(struct ui *ui)
{
	const struct ui_place place = ui->place;

	ui_begin(ui);
	ui->place = (struct ui_place){0};
	if (place.plan == 0)
		return;
	person_open(ui, place.plan);
	if (!desk_has_plan(ui->desk))
		return; /* it was said why */
	ui->is_visit = place.is_visit;
	if (place.has_page && !page_is_open(ui))
		page_open(ui, place.page, place.row, place.field);
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

void
ui_lock(struct ui *ui)
{
	struct err err = {0};

	ui->locks_at = 0;
	if (!desk_is_encrypted(ui->desk)) {
		desk_lock(ui->desk, &err);
		ui_say_err(ui, &err);
		return;
	}
	if (!save_all(ui)) {
		ui->locks_at = read_clock(CLOCK_MONOTONIC) + RETRY_MS;
		return; /* the message says what is not saved */
	}
	remember_place(ui);
	ui_pop_all(ui);
	str_release(&ui->message);
	str_release(&ui->unsaved);
	desk_lock(ui->desk, &err);
	term_forget(ui->term);
	lock_open(ui);
	mem_wipe_stack();
}

void
ui_touch_lock(struct ui *ui)
{
	const struct policy *policy = desk_policy(ui->desk);
	int64_t minutes =
	    ui->is_visit ? policy->visit_minutes : policy->lock_minutes;

	ui->slept = slept();
	ui->locks_at = desk_is_encrypted(ui->desk)
			   ? read_clock(CLOCK_MONOTONIC) + minutes * MINUTE_MS
			   : 0;
}

bool
ui_lock_is_due(const struct ui *ui)
{
	if (!desk_is_encrypted(ui->desk))
		return false;
	return slept() - ui->slept > SLEPT_MS ||
	       (ui->locks_at != 0 &&
		   read_clock(CLOCK_MONOTONIC) >= ui->locks_at);
}

int
ui_lock_patience(const struct ui *ui)
{
	if (ui->locks_at == 0 || !desk_is_encrypted(ui->desk))
		return -1;
	int64_t left = ui->locks_at - read_clock(CLOCK_MONOTONIC);
	return left < 0 ? 0 : (int)left;
}
