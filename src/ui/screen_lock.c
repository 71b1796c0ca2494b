/*
 * The screens of the lock: a new file, its recovery key, unlocking, and
 * changing what unlocks it.
 *
 * All are the same: a few sentences, lines to type in, perhaps a button; what
 * differs stands in one table.  Nothing that is secret is ever drawn, but the
 * recovery key this one time.  No screen keeps that key: the desk holds it
 * beside the keys it belongs to, compares what is typed back, and wipes it
 * with the screen that shows it.  Lines that were typed in are wiped when
 * they are freed.
 *
 * Tested by tests/lock.
 */
#include <string.h>

#include "desk/backup.h"
#include "desk/lock.h"
#include "ui/line.h"
#include "ui/screens.h"

enum kind {
	ASK_NEW,       /* a passphrase for a new file */
	ASK_ENCRYPT,   /* the same for a plain one */
	ASK_WRITTEN,   /* shows the recovery key */
	ASK_BACK,      /* has it typed back */
	ASK_UNLOCK,    /* the passphrase */
	ASK_FORGOTTEN, /* the recovery key and a new passphrase */
	ASK_CHANGE,    /* the old passphrase and a new one */
	ASK_RECOVERY,  /* the passphrase, for another recovery key */
	ASK_MAX
};

/* What is done once the recovery key was typed back. */
enum then { THEN_MAKE, THEN_ENCRYPT, THEN_CHANGE, THEN_NOTHING };

enum { LINES_MOST = 3, ROOMY = 12 /* rows, with blank ones */ };

static const struct {
	enum word title, text;
	enum word lines[LINES_MOST];
	size_t line_count;
	size_t fresh; /* where a new passphrase begins, and its second typing */
	enum word button;
	bool has_button;
	bool is_shown; /* the first line may be seen */
} asks[ASK_MAX] = {
    [ASK_NEW] = {.title = WORD_UI_LOCK_NEW,
	.text = WORD_UI_LOCK_NEW_TEXT,
	.lines = {WORD_UI_PASSPHRASE, WORD_UI_ONCE_MORE},
	.line_count = 2},
    [ASK_ENCRYPT] = {.title = WORD_UI_LOCK_ENCRYPT,
	.text = WORD_UI_LOCK_NEW_TEXT,
	.lines = {WORD_UI_PASSPHRASE, WORD_UI_ONCE_MORE},
	.line_count = 2},
    [ASK_WRITTEN] = {.title = WORD_UI_RECOVERY_KEY,
	.text = WORD_UI_LOCK_WRITE_TEXT,
	.button = WORD_UI_LOCK_WRITTEN,
	.has_button = true},
    [ASK_BACK] = {.title = WORD_UI_RECOVERY_KEY,
	.text = WORD_UI_LOCK_BACK_TEXT,
	.lines = {WORD_UI_RECOVERY_KEY},
	.line_count = 1,
	.is_shown = true},
    [ASK_UNLOCK] = {.title = WORD_UI_LOCKED,
	.text = WORD_UI_LOCKED_TEXT,
	.lines = {WORD_UI_PASSPHRASE},
	.line_count = 1,
	.button = WORD_UI_LOCK_FORGOTTEN,
	.has_button = true},
    [ASK_FORGOTTEN] = {.title = WORD_UI_LOCK_FORGOTTEN,
	.text = WORD_UI_LOCK_FORGOTTEN_TEXT,
	.lines = {WORD_UI_RECOVERY_KEY, WORD_UI_PASSPHRASE_NEW,
	    WORD_UI_ONCE_MORE},
	.line_count = 3,
	.fresh = 1,
	.is_shown = true},
    [ASK_CHANGE] = {.title = WORD_UI_LOCK_CHANGE,
	.text = WORD_UI_LOCK_CHANGE_TEXT,
	.lines = {WORD_UI_PASSPHRASE_OLD, WORD_UI_PASSPHRASE_NEW,
	    WORD_UI_ONCE_MORE},
	.line_count = 3,
	.fresh = 1},
    [ASK_RECOVERY] = {.title = WORD_UI_LOCK_RECOVERY,
	.text = WORD_UI_LOCK_RECOVERY_TEXT,
	.lines = {WORD_UI_PASSPHRASE},
	.line_count = 1},
};

struct asking {
	enum kind kind;
	enum then then;
	struct edit *lines[LINES_MOST];
	size_t focus;      /* a line, or behind them the button */
	struct desk *desk; /* whose recovery key is shown; NULL: none is */
};

static void ask(struct ui *ui, enum kind kind, enum then then);

static void
asking_free(void *state)
{
	struct asking *asking = state;

	if (asking->desk)
		desk_forget_keys(asking->desk);
	for (size_t i = 0; i < LINES_MOST; i++)
		edit_free(asking->lines[i]);
	mem_free(asking);
}

/* Empty lines, from one on. */
static void
clear_lines(struct asking *asking, size_t first)
{
	for (size_t i = first; i < LINES_MOST; i++) {
		edit_free(asking->lines[i]);
		asking->lines[i] = edit_new("", true);
		if (i > 0 || !asks[asking->kind].is_shown)
			edit_hide(asking->lines[i]);
	}
	asking->focus = first;
}

static size_t
stop_count(const struct asking *asking)
{
	return asks[asking->kind].line_count +
	       (asks[asking->kind].has_button ? 1 : 0);
}

/* --- Drawing -------------------------------------------------------------- */

static void
asking_heading(struct ui *ui, void *state, struct str *left, struct str *right)
{
	const struct asking *asking = state;

	(void)right;
	str_put(left, words_get(ui_words(ui), asks[asking->kind].title));
}

static void
asking_draw(struct ui *ui, void *state, const struct area *area)
{
	const struct asking *asking = state;
	int blank = area->rows >= ROOMY ? 1 : 0;
	int row = area->top + blank;
	struct str text = STR_EMPTY;

	words_put(&text, ui_words(ui), asks[asking->kind].text,
	    desk_file_path(ui_desk(ui)), NULL);
	row += ui_put_text(ui, area, row, 2, text.text, ROLE_TEXT) + blank;
	if (asking->kind == ASK_WRITTEN) {
		term_put_text(ui_term(ui), row, 2, area->columns - 3,
		    desk_recovery(ui_desk(ui)), ROLE_CHOSEN);
		row += 1 + blank;
	}
	int first = row;
	for (size_t i = 0; i < asks[asking->kind].line_count; i++)
		line_draw(ui_term(ui), asking->lines[i], row++, area->columns,
		    words_get(ui_words(ui), asks[asking->kind].lines[i]),
		    asking->focus == i);
	if (asks[asking->kind].has_button)
		line_draw_button(ui_term(ui), row + (row > first ? blank : 0),
		    area->columns,
		    words_get(ui_words(ui), asks[asking->kind].button),
		    asking->focus == asks[asking->kind].line_count);
	str_release(&text);
}

static void
asking_hints(struct ui *ui, void *state, struct str *out)
{
	const struct asking *asking = state;
	bool has_next = stop_count(asking) > 1;

	str_put(
	    out, words_get(ui_words(ui),
		     has_next ? WORD_UI_HINTS_LOCK : WORD_UI_HINTS_LOCK_ONE));
}

/* --- What is done --------------------------------------------------------- */

static const char *
line_text(const struct asking *asking, size_t index)
{
	return edit_text(asking->lines[index]);
}

/* Is the new passphrase long enough, and typed the same twice? */
static bool
check_twice(const struct asking *asking, struct err *err)
{
	size_t fresh = asks[asking->kind].fresh;

	return desk_check_passphrase(line_text(asking, fresh), err) &&
	       (text_is(
		    line_text(asking, fresh), line_text(asking, fresh + 1)) ||
		   err_set(err, WORD_UI_NOT_THE_SAME, NULL));
}

static bool
make_keys(struct ui *ui, struct asking *asking, struct err *err)
{
	if (!check_twice(asking, err) ||
	    !desk_new_keys(ui_desk(ui), line_text(asking, 0), err))
		return false;
	ask(ui, ASK_WRITTEN,
	    asking->kind == ASK_NEW ? THEN_MAKE : THEN_ENCRYPT);
	return true;
}

/*
 * What was done; and on a screen that stays until it was read, what is not as
 * good as one may think: a weak lock, and copies that were not encrypted.
 */
static void
say_done(struct ui *ui, enum word done)
{
	struct desk *desk = ui_desk(ui);
	struct str text = STR_EMPTY;

	if (desk_is_lock_weak(desk))
		str_put(&text, words_get(ui_words(ui), WORD_UI_LOCK_WEAK));
	if (done == WORD_UI_LOCK_ENCRYPTED) {
		str_put(&text, text.length > 0 ? "\n\n" : "");
		desk_tell_left(&text, desk);
	}
	if (text.length > 0)
		help_open(
		    ui, words_get(ui_words(ui), WORD_UI_LOCK_ABOUT), text.text);
	ui_say(ui, done, NULL);
	str_release(&text);
}

static bool
use_keys(struct ui *ui, struct asking *asking, struct err *err)
{
	struct desk *desk = ui_desk(ui);
	const char *typed = line_text(asking, 0);

	if (!desk_recovery_is(desk, typed))
		return err_set(err, WORD_UI_RECOVERY_WRONG, NULL);
	enum then then = asking->then;
	bool is_done = then == THEN_MAKE ? desk_make_file(desk, typed, err)
		       : then == THEN_ENCRYPT
			   ? desk_encrypt(desk, typed, err)
			   : desk_change_recovery(desk, typed, err);
	if (!is_done)
		return false;
	ui_begin(ui);
	if (then == THEN_MAKE)
		numbers_open(ui);
	say_done(ui, then == THEN_MAKE      ? WORD_UI_LOCK_MADE
		     : then == THEN_ENCRYPT ? WORD_UI_LOCK_ENCRYPTED
					    : WORD_UI_RECOVERY_CHANGED);
	return true;
}

static bool
change(struct ui *ui, struct asking *asking, struct err *err)
{
	if (!check_twice(asking, err) ||
	    !desk_change_passphrase(
		ui_desk(ui), line_text(asking, 0), line_text(asking, 1), err))
		return false;
	ui_begin(ui);
	say_done(ui, WORD_UI_LOCK_CHANGED);
	return true;
}

static bool
recover(struct ui *ui, struct asking *asking, struct err *err)
{
	if (!check_twice(asking, err) ||
	    !desk_unlock_by_recovery(
		ui_desk(ui), line_text(asking, 0), line_text(asking, 1), err))
		return false;
	ui_unlocked(ui);
	say_done(ui, WORD_UI_LOCK_CHANGED);
	return true;
}

static bool
unlock(struct ui *ui, struct asking *asking, struct err *err)
{
	if (!desk_unlock(ui_desk(ui), line_text(asking, 0), err))
		return false;
	ui_unlocked(ui);
	return true;
}

static bool
change_recovery(struct ui *ui, struct asking *asking, struct err *err)
{
	if (!desk_new_recovery(ui_desk(ui), line_text(asking, 0), err))
		return false;
	clear_lines(asking, 0);
	ask(ui, ASK_WRITTEN, THEN_CHANGE);
	return true;
}

static bool
press_button(struct ui *ui, struct asking *asking, struct err *err)
{
	(void)err;
	asking->focus = 0; /* Esc leads back to typing */
	if (asking->kind == ASK_WRITTEN)
		ask(ui, ASK_BACK, asking->then);
	else
		ask(ui, ASK_FORGOTTEN, THEN_NOTHING);
	return true;
}

/*
 * What cannot be seen is typed anew; what can be is mended.  A new passphrase
 * that will not do leaves the line above it as it is.
 */
static void
begin_anew(struct asking *asking, const struct err *err)
{
	bool is_fresh = err->word == WORD_UI_NOT_THE_SAME ||
			err->word == WORD_DESK_PASSPHRASE_SHORT ||
			err->word == WORD_DESK_PASSPHRASE_LETTERS;

	if (is_fresh)
		clear_lines(asking, asks[asking->kind].fresh);
	else if (!asks[asking->kind].is_shown)
		clear_lines(asking, 0);
	else
		asking->focus = 0;
}

static void
finish(struct ui *ui, struct asking *asking)
{
	static bool (*const acts[ASK_MAX])(
	    struct ui *, struct asking *, struct err *) = {
	    [ASK_NEW] = make_keys,
	    [ASK_ENCRYPT] = make_keys,
	    [ASK_WRITTEN] = press_button,
	    [ASK_BACK] = use_keys,
	    [ASK_UNLOCK] = unlock,
	    [ASK_FORGOTTEN] = recover,
	    [ASK_CHANGE] = change,
	    [ASK_RECOVERY] = change_recovery,
	};
	struct err err = {0};
	bool was_open = desk_has_file(ui_desk(ui));

	/* If it works out, the screen may be gone. */
	if (acts[asking->kind](ui, asking, &err))
		return;
	if (was_open && !desk_has_file(ui_desk(ui))) {
		ui_closed(ui);
		ui_say_err(ui, &err);
		return;
	}
	ui_say_err(ui, &err);
	begin_anew(asking, &err);
}

/* A new passphrase that will not do is not typed twice. */
static void
go_on(struct ui *ui, struct asking *asking)
{
	struct err err = {0};
	bool is_new = asking->focus == asks[asking->kind].fresh;

	if (!is_new ||
	    desk_check_passphrase(line_text(asking, asking->focus), &err)) {
		asking->focus++;
		return;
	}
	ui_say_err(ui, &err);
	begin_anew(asking, &err);
}

static void
press(struct ui *ui, struct asking *asking)
{
	size_t lines = asks[asking->kind].line_count;
	bool is_line = asking->focus < lines;
	struct err none = {0};

	if (lines > 0 && !is_line)
		press_button(ui, asking, &none);
	else if (is_line && edit_length(asking->lines[asking->focus]) == 0)
		ui_say(ui, WORD_UI_LOCK_EMPTY, NULL);
	else if (asking->focus + 1 < lines)
		go_on(ui, asking);
	else
		finish(ui, asking);
}

static bool
asking_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct asking *asking = state;
	int next =
	    line_step(event, (int)asking->focus, (int)stop_count(asking));

	if (term_is_key(event, KEY_NAME_ENTER)) {
		press(ui, asking);
		return true;
	}
	if (next >= 0)
		asking->focus = (size_t)next;
	return next >= 0;
}

static struct edit *
asking_writing(struct ui *ui, void *state)
{
	const struct asking *asking = state;

	(void)ui;
	return asking->focus < asks[asking->kind].line_count
		   ? asking->lines[asking->focus]
		   : NULL;
}

/* Nobody is to keep on paper what opens nothing. */
static bool
asking_act(struct ui *ui, void *state, enum action action)
{
	const struct asking *asking = state;

	if (action == ACTION_BACK && asking->kind == ASK_WRITTEN)
		ui_say(ui, WORD_UI_RECOVERY_VOID, NULL);
	return false;
}

static const struct screen_class asking_class = {
    .name = "lock",
    .bars = NEED_UNASKED,
    .about = WORD_UI_HELP_LOCK,
    .keys = WORD_UI_KEYS_LOCK,
    .title = WORD_UI_PROGRAM,
    .put_heading = asking_heading,
    .draw = asking_draw,
    .event = asking_event,
    .act = asking_act,
    .put_hints = asking_hints,
    .writing = asking_writing,
    .free = asking_free,
};

static void
ask(struct ui *ui, enum kind kind, enum then then)
{
	struct asking *asking = mem_new(sizeof(*asking));

	asking->kind = kind;
	asking->then = then;
	clear_lines(asking, 0);
	asking->desk = kind == ASK_WRITTEN ? ui_desk(ui) : NULL;
	screen_push(ui, &asking_class, asking);
}

void
lock_open(struct ui *ui)
{
	if (desk_is_new(ui_desk(ui)))
		welcome_open(ui);
	else
		ask(ui, ASK_UNLOCK, THEN_NOTHING);
}

void
lock_begin_open(struct ui *ui)
{
	ask(ui, ASK_NEW, THEN_MAKE);
}

void
lock_change_open(struct ui *ui, enum action action)
{
	ask(ui,
	    action == ACTION_ENCRYPT    ? ASK_ENCRYPT
	    : action == ACTION_RECOVERY ? ASK_RECOVERY
					: ASK_CHANGE,
	    THEN_NOTHING);
}
