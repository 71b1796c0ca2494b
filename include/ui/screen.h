/*
 * What a screen is, and the stack that screens stand on.
 *
 * A screen is a class (a const table of functions) and its own state.  The
 * loop in ui/ui.c owns the frame that all screens share: the title row, the
 * row under it, the message row and the row of keys; a screen draws only
 * between them.
 */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "desk/desk.h"
#include "term/terminal.h"

enum action {
#define ACTION(id, key, name, about) ACTION_##id,
#include "ui/actions.def"
#undef ACTION
	ACTION_MAX
};

struct ui;

/* The area a screen may draw in. */
struct area {
	int top, rows, columns;
};

struct screen_class {
	const char *name; /* for tests and logs */

	/* The title row, left and right; the row below it may stay empty. */
	void (*title)(struct ui *ui, void *state, struct str *left,
	    struct str *right);
	void (*subtitle)(struct ui *ui, void *state, struct str *out);

	/* Draw, and set the cursor on the focus. */
	void (*draw)(struct ui *ui, void *state, const struct area *area);

	/* Handle an event; false if it is not for this screen. */
	bool (*event)(struct ui *ui, void *state,
	    const struct term_event *event);

	/*
	 * Can the action be used now?  If not, *why gets the word that says
	 * so.  The row of keys and the menu ask this.
	 */
	bool (*can)(struct ui *ui, void *state, enum action action,
	    enum word *why);
	void (*act)(struct ui *ui, void *state, enum action action);

	/* Save what is being typed; called before anything else opens. */
	bool (*settle)(struct ui *ui, void *state);

	/* Time has passed since the last key: keep what is being typed. */
	void (*tick)(struct ui *ui, void *state);

	void (*free)(void *state);
};

/* Put a screen on top; the stack takes the state. */
void screen_push(struct ui *ui, const struct screen_class *class, void *state);
void screen_pop(struct ui *ui);
/* Back to the lowest screen of a person, or to the start screen. */
void screen_pop_to_person(struct ui *ui);
void screen_pop_to_start(struct ui *ui);

struct desk *ui_desk(struct ui *ui);
struct term *ui_term(struct ui *ui);
const struct words *ui_words(struct ui *ui);

/* Show a sentence in the message row until the next key. */
void ui_say(struct ui *ui, enum word word, ...) SENTINEL;
void ui_say_text(struct ui *ui, const char *text);
/* Show an error; what was typed stays in its field. */
void ui_say_err(struct ui *ui, const struct err *err);

/* Leave the program once the screens have settled. */
void ui_leave(struct ui *ui);

/* The screens that others open. */
void start_open(struct ui *ui);
void people_open(struct ui *ui);
void overview_open(struct ui *ui);
void page_open(struct ui *ui, size_t page, int row, size_t focus_field);
void sum_open(struct ui *ui, size_t field, int row);
void help_open(struct ui *ui, const char *title, const char *text);
void preview_open(struct ui *ui);
void menu_open(struct ui *ui);
void go_to_open(struct ui *ui);

#endif
