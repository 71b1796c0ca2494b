/*
 * The lock of the file, line by line: a new file, opening it, changing what
 * opens it, locking it and coming back.
 *
 * What is secret is asked without being shown where somebody types, and taken
 * from the next line otherwise; it is wiped when it was used.  Nothing here is
 * ever taken from the command line.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "desk/backup.h"
#include "desk/lock.h"
#include "ui/linear_parts.h"

/* --- Secrets -------------------------------------------------------------- */

/* False: it was broken off, or nothing will come any more. */
static bool
ask_secret(struct linear *linear, enum word question, struct str *out)
{
	const char *asked = words_get(desk_words(linear->desk), question);
	struct err err = {0};
	enum lines_found found;

	do {
		found = lines_ask_secret(
		    linear->lines, asked, linear_patience(linear), out, &err);
		if (found == LINES_TOO_LONG)
			linear_tell(linear, WORD_LINEAR_SECRET_LONG, NULL);
	} while (found == LINES_TOO_LONG ||
		 (found == LINES_TIME && linear_patience(linear) != 0));
	if (found == LINES_TIME) {
		linear_lock_now(linear);
		return false;
	}
	linear->touched_at = lines_now(linear->lines);
	linear->slept = lines_slept(linear->lines);
	if (err.is_set)
		linear_tell_err(linear, &err);
	else
		linear->is_over |= found == LINES_END;
	return found != LINES_END;
}

/* A new one, long enough, and typed the same twice. */
static bool
ask_new(struct linear *linear, struct str *out)
{
	struct str again = STR_EMPTY;
	bool is_fine = false;

	while (!is_fine) {
		struct err err = {0};
		if (!ask_secret(linear, WORD_LINEAR_PASSPHRASE_NEW, out))
			break;
		is_fine = desk_check_passphrase(out->text, &err);
		if (is_fine &&
		    !ask_secret(linear, WORD_LINEAR_ONCE_MORE, &again)) {
			is_fine = false;
			break;
		}
		is_fine =
		    is_fine && (text_is(out->text, again.text) ||
				   err_set(&err, WORD_UI_NOT_THE_SAME, NULL));
		if (!is_fine)
			linear_tell_err(linear, &err);
	}
	str_release(&again);
	return is_fine;
}

typedef bool use_keys(struct desk *desk, const char *typed, struct err *err);

/*
 * Tell the recovery key this one time, have it typed back, and do what the
 * keys were made for; false: they are in no use.
 */
static bool
use_recovery(struct linear *linear, use_keys *use)
{
	struct desk *desk = linear->desk;
	struct err err = {0};
	bool is_done = false;

	linear_tell(linear, WORD_UI_LOCK_WRITE_TEXT, NULL);
	linear_tell(linear, WORD_LINEAR_RECOVERY_IS, desk_recovery(desk), NULL);
	enum heard heard =
	    linear_ask_word(linear, WORD_LINEAR_RECOVERY_BACK, NULL);
	while (heard == HEARD_KEEP ||
	       (heard == HEARD_TEXT &&
		   !desk_recovery_is(desk, linear->line.text))) {
		linear_tell(linear, WORD_LINEAR_RECOVERY_WRONG, NULL);
		heard =
		    linear_ask_word(linear, WORD_LINEAR_RECOVERY_BACK, NULL);
	}
	if (heard == HEARD_TEXT)
		is_done = use(desk, linear->line.text, &err);
	str_release(&linear->line);
	lines_forget(linear->lines);
	if (err.is_set)
		linear_tell_err(linear, &err);
	desk_forget_keys(desk);
	linear_tell(linear,
	    is_done ? WORD_LINEAR_FORGET_HERE : WORD_UI_RECOVERY_VOID, NULL);
	return is_done;
}

/* What was done, and what is not as good as one may think. */
static void
tell_done(struct linear *linear, enum word done)
{
	struct str text = STR_EMPTY;

	linear_tell(linear, done, NULL);
	if (desk_is_lock_weak(linear->desk))
		linear_tell(linear, WORD_UI_LOCK_WEAK, NULL);
	if (done == WORD_UI_LOCK_ENCRYPTED)
		desk_tell_left(&text, linear->desk);
	if (text.length > 0)
		linear_tell_text(linear, text.text);
	str_release(&text);
}

/* --- Opening -------------------------------------------------------------- */

/* The place where one was when it was locked, as far as it is there still. */
static void
come_back(struct linear *linear)
{
	const struct linear_place before = linear->before;

	linear_begin_file(linear);
	linear->before = (struct linear_place){.at = AT_START};
	if (before.plan == 0 || !linear_open_plan(linear, before.plan))
		return;
	linear->place.is_visit = before.is_visit;
	/* What was being typed has led to its question already. */
	if (before.at != AT_PAGE || linear->place.at == AT_PAGE)
		return;
	linear_open(linear, before.page, before.repeat, before.row, SEEK_SPOT,
	    before.spot.index);
	linear->place.spot = before.spot;
	linear->place.cell = before.cell;
}

static void
make_file(struct linear *linear)
{
	struct str passphrase = STR_EMPTY;
	struct err err = {0};

	linear_tell_welcome(linear);
	linear_tell(linear, WORD_UI_LOCK_NEW, NULL);
	linear_tell(linear, WORD_UI_LOCK_NEW_TEXT, NULL);
	bool has_keys = ask_new(linear, &passphrase) &&
			desk_new_keys(linear->desk, passphrase.text, &err);
	str_release(&passphrase);
	if (err.is_set)
		linear_tell_err(linear, &err);
	if (has_keys && use_recovery(linear, desk_make_file)) {
		linear_begin_file(linear);
		tell_done(linear, WORD_UI_LOCK_MADE);
		linear_ask_first(linear);
	} else {
		linear->is_over = true; /* nothing was begun */
	}
}

/* Forgotten: the recovery key, and a new passphrase. */
static void
recover(struct linear *linear)
{
	struct str recovery = STR_EMPTY, passphrase = STR_EMPTY;
	struct err err = {0};

	if (linear_ask_word(linear, WORD_LINEAR_RECOVERY_ASK, NULL) !=
	    HEARD_TEXT)
		return;
	str_put(&recovery, linear->line.text);
	str_release(&linear->line);
	lines_forget(linear->lines);
	if (ask_new(linear, &passphrase)) {
		if (desk_unlock_by_recovery(
			linear->desk, recovery.text, passphrase.text, &err)) {
			come_back(linear);
			tell_done(linear, WORD_UI_LOCK_CHANGED);
		} else {
			linear_tell_err(linear, &err);
		}
	}
	str_release(&recovery);
	str_release(&passphrase);
}

static void
unlock(struct linear *linear)
{
	struct str passphrase = STR_EMPTY;
	struct err err = {0};

	linear_tell(
	    linear, WORD_LINEAR_LOCKED, desk_file_path(linear->desk), NULL);
	if (!ask_secret(linear, WORD_LINEAR_UNLOCK, &passphrase))
		linear->is_over = true;
	else if (passphrase.length == 0)
		recover(linear);
	else if (desk_unlock(linear->desk, passphrase.text, &err))
		come_back(linear);
	else
		linear_tell_err(linear, &err);
	str_release(&passphrase);
}

void
linear_ask_lock(struct linear *linear)
{
	if (desk_is_new(linear->desk))
		make_file(linear);
	else
		unlock(linear);
}

/* --- Locking -------------------------------------------------------------- */

enum talk
linear_lock_now(struct linear *linear)
{
	struct err err = {0};

	if (!linear_save_unsaved(linear, &err)) {
		linear_tell(linear, WORD_UI_LOCK_WAITS, "", NULL);
		linear->touched_at = lines_now(linear->lines);
		linear->slept = lines_slept(linear->lines);
		return TALK_STAY;
	}
	linear->before = linear->place;
	linear->has_unsaved = false;
	linear_move(linear, AT_LOCK);
	arena_free(linear->arena);
	linear->arena = NULL;
	linear->model = (struct page_model){0};
	str_release(&linear->line);
	str_release(&linear->again);
	str_release(&linear->budget);
	str_release(&linear->unsaved);
	str_release(&linear->jot);
	str_release(&linear->jot_whose);
	if (!desk_lock(linear->desk, &err))
		linear_tell_err(linear, &err);
	lines_forget(linear->lines);
	linear_tell(linear, WORD_UI_LOCK_DONE, NULL);
	linear_tell(linear, WORD_LINEAR_FORGET_HERE, NULL);
	mem_wipe_stack();
	return TALK_LEFT;
}

/* Can it be done with this file, and now?  Else it is said. */
static bool
can(struct linear *linear, bool is_for_encrypted)
{
	struct desk *desk = linear->desk;
	bool is_encrypted = desk_is_encrypted(desk);

	if (!desk_has_file(desk))
		linear_tell(linear, WORD_UI_WHY_LOCKED, NULL);
	else if (is_for_encrypted && !is_encrypted)
		linear_tell(
		    linear, WORD_DESK_NO_LOCK, desk_file_path(desk), NULL);
	else if (!is_for_encrypted && is_encrypted)
		linear_tell(linear, WORD_UI_WHY_ENCRYPTED, NULL);
	else if (!is_for_encrypted && desk_is_practice(desk))
		linear_tell(linear, WORD_UI_WHY_PRACTICE, NULL);
	else
		return true;
	return false;
}

/* The same for what must not be done while a plan is open. */
static bool
can_at_start(struct linear *linear, bool is_for_encrypted)
{
	if (!can(linear, is_for_encrypted))
		return false;
	if (desk_has_plan(linear->desk))
		linear_tell(linear, WORD_LINEAR_WHY_AT_START, NULL);
	return !desk_has_plan(linear->desk);
}

enum talk
linear_lock(struct linear *linear, const char *said)
{
	(void)said;
	return can(linear, true) ? linear_lock_now(linear) : TALK_STAY;
}

/* --- Changing what opens it ----------------------------------------------- */

/* Could the file not be opened again afterwards?  Then it is locked. */
static enum talk
end_change(struct linear *linear)
{
	if (desk_has_file(linear->desk))
		return TALK_LEFT;
	linear->before = (struct linear_place){.at = AT_START};
	return linear_move(linear, AT_LOCK);
}

enum talk
linear_passphrase(struct linear *linear, const char *said)
{
	struct str old = STR_EMPTY, new = STR_EMPTY;
	struct err err = {0};

	(void)said;
	if (!can_at_start(linear, true))
		return TALK_STAY;
	linear_tell(linear, WORD_UI_LOCK_CHANGE_TEXT, NULL);
	if (ask_secret(linear, WORD_LINEAR_PASSPHRASE, &old) &&
	    ask_new(linear, &new)) {
		if (desk_change_passphrase(
			linear->desk, old.text, new.text, &err))
			tell_done(linear, WORD_UI_LOCK_CHANGED);
		else
			linear_tell_err(linear, &err);
	}
	str_release(&old);
	str_release(&new);
	return end_change(linear);
}

enum talk
linear_recovery(struct linear *linear, const char *said)
{
	struct str passphrase = STR_EMPTY;
	struct err err = {0};

	(void)said;
	if (!can_at_start(linear, true))
		return TALK_STAY;
	linear_tell(linear, WORD_UI_LOCK_RECOVERY_TEXT, NULL);
	bool is_told = ask_secret(linear, WORD_LINEAR_PASSPHRASE, &passphrase);
	if (is_told &&
	    !desk_new_recovery(linear->desk, passphrase.text, &err)) {
		linear_tell_err(linear, &err);
		is_told = false;
	}
	str_release(&passphrase);
	if (is_told && use_recovery(linear, desk_change_recovery))
		tell_done(linear, WORD_UI_RECOVERY_CHANGED);
	return end_change(linear);
}

enum talk
linear_encrypt(struct linear *linear, const char *said)
{
	struct str passphrase = STR_EMPTY;
	struct err err = {0};

	(void)said;
	if (!can_at_start(linear, false))
		return TALK_STAY;
	linear_tell(linear, WORD_UI_LOCK_NEW_TEXT, NULL);
	bool has_keys = ask_new(linear, &passphrase) &&
			desk_new_keys(linear->desk, passphrase.text, &err);
	str_release(&passphrase);
	if (err.is_set)
		linear_tell_err(linear, &err);
	if (has_keys && use_recovery(linear, desk_encrypt))
		tell_done(linear, WORD_UI_LOCK_ENCRYPTED);
	return end_change(linear);
}
