/*
 * A sheet that is half written: what screens keep of theirs until a button
 * makes an act of it, for src/ui/screen_*.c that are such a sheet.
 *
 * It is kept in the file while it is typed, as the text of a page is, so it
 * outlives a crash, the end of the program and a lock; the sheet finds it
 * again when it is opened.  Whoever goes back from a sheet wants nothing of
 * it, so then it is forgotten.
 */
#ifndef UI_HALF_H
#define UI_HALF_H

#include "ui/edit.h"
#include "ui/screen.h"

enum { HALF_LINES = 8 };

struct half {
	bool is_new;   /* about somebody new; else about the open plan */
	int number;    /* of what the sheet is about: no other finds it */
	int choice;    /* -1: none yet */
	int focus;     /* a line, or none of them */
	struct edit *lines[HALF_LINES]; /* NULL: nothing to write there */

	/* As it is in the file: */
	bool is_kept;	 /* there is something */
	bool is_refused; /* the last time it could not be kept */
	int kept_choice, kept_focus;
};

/* Of nothing yet; its lines are put in next, by edit_new("", true). */
void half_init(struct half *half);
void half_release(struct half *half);

/*
 * What was written there before, if anything, and say so.  The choice is what
 * the file says, and may be too large.
 */
void half_restore(struct ui *ui, struct half *half);
/* What the sheet is about that is half written in the open plan; 0: none. */
int half_number(struct ui *ui);

/*
 * For the screen's class, as they stand: its state begins with the half.  Undo
 * takes back typing in the line in focus; going back forgets all.
 */
bool half_settle(struct ui *ui, void *state);
enum saving half_saving(struct ui *ui, void *state);
bool half_is_typing(struct ui *ui, void *state);
void half_tick(struct ui *ui, void *state);
bool half_can(struct ui *ui, void *state, enum action action, enum word *why);
bool half_act(struct ui *ui, void *state, enum action action);

/* It was done, or is not wanted. */
void half_forget(struct ui *ui, struct half *half);

#endif
