/*
 * A sheet that is half written: what screens keep of theirs until a button
 * makes an act of it, for src/ui/screen_*.c that are such a sheet.
 *
 * It is kept in the file while it is typed, as the text of a page is
 * (desk/sheet.h); the sheet finds it again when it is opened.  Whoever goes
 * back from a sheet wants nothing of it, so then it is forgotten.  No sheet is
 * open twice: else each would write over what the other has kept.
 */
#ifndef UI_HALF_H
#define UI_HALF_H

#include "desk/sheet.h"
#include "ui/edit.h"
#include "ui/screen.h"

/* What is kept of it, being edited: see struct kept_sheet. */
struct half {
	enum sheet_kind kind;
	int number;
	int choice;
	int focus;
	struct edit *lines[SHEET_LINES]; /* NULL: nothing to write there */

	/* As it is in the file: */
	bool is_kept;	 /* there is something */
	bool is_refused; /* the last time it could not be kept */
	bool is_leaving; /* going back was asked for, of what stands there */
	int kept_choice, kept_focus;
};

/*
 * Is the sheet of that number open on a screen of the class?  Then it is the
 * one on top now, as it stands.
 */
bool half_raise(struct ui *ui, const struct screen_class *class, int number);

/* Of nothing yet; its lines are put in next, by edit_new("", true). */
void half_init(struct half *half, enum sheet_kind kind, int number);
void half_release(struct half *half);

/* What stands there; its lines are borrowed until the next key. */
struct kept_sheet half_sheet(const struct half *half);

/*
 * Push its screen, with what was written there before, if anything, and say
 * so; the choice is what the file says, and may be too large.  False, and said
 * why, if that cannot be read now: the state is freed, for typing would write
 * over it.
 */
bool half_open(struct ui *ui, const struct screen_class *class, void *state);

/*
 * For the screen's class, as they stand: its state begins with the half.  Going
 * back twice forgets all.
 */
struct edit *half_writing(struct ui *ui, void *state);
bool half_settle(struct ui *ui, void *state);
enum saving half_saving(struct ui *ui, void *state);
bool half_is_typing(struct ui *ui, void *state);
void half_tick(struct ui *ui, void *state);
bool half_act(struct ui *ui, void *state, enum action action);

#endif
