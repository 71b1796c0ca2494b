/*
 * What an edit is made of: for src/ui/edit*.c alone.
 */
#ifndef UI_EDIT_STATE_H
#define UI_EDIT_STATE_H

#include "base/str.h"
#include "ui/edit.h"

enum { EDIT_NO_GOAL = -1 };

enum edit_kind {
	EDIT_TYPED,
	EDIT_PASTED,
	EDIT_BACKSPACED,
	EDIT_DELETED,
	EDIT_TAKEN, /* what was selected was taken out */
	EDIT_KIND_MAX
};

/* What was taken out at a place, and what was put in there. */
struct edit_step {
	enum edit_kind kind;
	size_t at;
	struct str removed, added;
};

struct edit {
	struct str text;
	size_t caret;
	size_t anchor; /* where selecting began; the caret: nothing is */
	bool is_held;  /* every move selects */
	bool is_extending;
	bool is_one_line, is_secret;
	bool begins_anew; /* with what is typed next */
	int goal; /* the column that up and down keep to, or EDIT_NO_GOAL */

	struct edit_step *steps;
	size_t count, capacity;
	size_t done;   /* steps before this one stand */
	bool can_join; /* may the next step join the last? */
	bool is_changed, is_undone;

	struct wrap wrap;
	int wrapped_at; /* the width that wrap is for; 0: none */
};

/* A step more behind the others; the edit takes its texts. */
void edit_add_step(struct edit *edit, const struct edit_step *step);

/* All of them go. */
void edit_forget_steps(struct edit *edit);

/* The boundary at or after a byte. */
size_t edit_boundary(const struct edit *edit, size_t at);

/* The caret to a boundary, and what was selected along if it is to stay so. */
void edit_move_caret(struct edit *edit, size_t caret);

#endif
