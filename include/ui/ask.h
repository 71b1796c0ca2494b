/*
 * A question that is answered with Yes or No, for what cannot be taken back:
 * what it means in sentences, and two buttons.  No comes first and has the
 * focus, so that a stray key does nothing; Esc is No.
 */
#ifndef UI_ASK_H
#define UI_ASK_H

#include "ui/screen.h"

struct ask {
	enum word title;
	enum word no, yes; /* the buttons say what they do */
	const char *text;  /* paragraphs; copied */

	/* Done at Yes, when the question is no longer on the screen. */
	void (*act)(struct ui *ui, void *state);
	void (*free)(void *state); /* whatever was answered */
	void *state;		   /* taken */
};

void ask_open(struct ui *ui, const struct ask *ask);

#endif
