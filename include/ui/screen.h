/*
 * What a screen is, and the stack that screens stand on.
 *
 * A screen is a class (a const table of functions) and its own state.  The
 * loop owns the frame (ui_draw.c) that all screens share: the title row, the
 * row under it, the message row and the row of keys; a screen draws only
 * between them.
 */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "desk/desk.h"
#include "term/terminal.h"
#include "ui/action.h"

struct ui;
struct edit;

/* The area a screen may draw in. */
struct area {
	int top, rows, columns;
	int note; /* a row below it for a few words, or -1: there is none */
};

/* Whether what was typed is saved. */
enum saving {
	SAVING_DONE,
	SAVING_TYPING, /* kept while it is typed, and saved when it is left */
	SAVING_WAITS, /* kept, and done by the screen's own button */
	SAVING_FAILED
};

/* Every function but draw and free may be NULL. */
struct screen_class {
	const char *name; /* for tests and logs */
	/*
	 * What is so nowhere while it stands anywhere in the stack, as a set;
	 * where it is_bare at times, only then.  A question that must be
	 * answered or left before anything else is begun: NEED_UNASKED.
	 */
	unsigned bars;

	/* What help says of it and of its own keys, unless it acts on HELP. */
	enum word about, keys;

	/*
	 * The title row: what the screen is called, at the left, or behind the
	 * name of the person whose plan it is about at the right.  The row
	 * below it.  WORD_MAX: nothing.
	 */
	bool names_person;
	enum word title, heading;
	/*
	 * Keys of its own for the row of keys, with three blanks between
	 * them: "Enter Open   Tab Next".  The first matters most.
	 */
	enum word hint;
	/* The same where it is not always the same. */
	void (*put_title)(struct ui *ui, void *state, struct str *left,
	    struct str *right);
	void (*put_heading)(struct ui *ui, void *state, struct str *left,
	    struct str *right);
	void (*put_hints)(struct ui *ui, void *state, struct str *out);

	/* Is nothing there that its keys could be pressed for?  NULL: no. */
	bool (*is_empty)(const void *state);

	/*
	 * It stands on top, for the first time or again: what it shows of the
	 * file is fetched here, and not with every drawing.
	 */
	void (*enter)(struct ui *ui, void *state);
	/* Draw, and set the cursor on the focus. */
	void (*draw)(struct ui *ui, void *state, const struct area *area);

	/* Handle an event; false if it is not for this screen. */
	bool (*event)(struct ui *ui, void *state,
	    const struct term_event *event);

	/*
	 * Is the fact so on this screen, when it is on top?  Those of the
	 * file, the plan and the text in focus are known without it.
	 */
	bool (*has)(struct ui *ui, void *state, enum fact fact);
	/* It was wanted where it cannot be used, and that was said. */
	void (*refuse)(void *state, enum action action);
	/* Do it; false leaves it to the loop, which knows what most mean. */
	bool (*act)(struct ui *ui, void *state, enum action action);
	/*
	 * The text in focus; NULL where there is none.  What the screen does
	 * not take itself is typed into it, and it can be selected, copied
	 * and undone.
	 */
	struct edit *(*writing)(struct ui *ui, void *state);
	/* It is another now, by typing or by what was undone in it. */
	void (*typed)(struct ui *ui, void *state);

	/*
	 * Should nothing stand in the frame but what the screen puts there,
	 * its own keys and the message?  NULL: no.
	 */
	bool (*is_bare)(const void *state);
	/*
	 * Is it only read beside the screen below?  What is done is meant for
	 * that one then, and this one goes first.  NULL: no.
	 */
	bool (*is_beside)(const void *state);

	/* Save what is being typed; called before anything else opens. */
	bool (*settle)(struct ui *ui, void *state);
	/*
	 * Somebody leaves it for good, with the file open: not when it locks,
	 * which leads back to it.
	 */
	void (*leave)(struct ui *ui, void *state);
	/* Is what was typed here saved? */
	enum saving (*saving)(struct ui *ui, void *state);

	/*
	 * Is there typing that no tick has kept yet?  Only then does the loop
	 * wake up by itself: 0.4 s after the last key, at most 1 s after the
	 * first, and every 2 s as long as that fails.
	 */
	bool (*is_typing)(struct ui *ui, void *state);
	/* Keep what is being typed against a crash. */
	void (*tick)(struct ui *ui, void *state);

	void (*free)(void *state);
};

/* Put a screen on top; the stack takes the state. */
void screen_push(struct ui *ui, const struct screen_class *class, void *state);
void screen_pop(struct ui *ui);
/* The state of the highest screen of a class, or NULL. */
void *screen_find(struct ui *ui, const struct screen_class *class);
/*
 * The highest screen of a class whose state fits comes to the top, as it
 * stands; false if there is none.
 */
typedef bool screen_fits(const void *state, const void *wanted);
bool screen_raise(struct ui *ui, const struct screen_class *class,
    screen_fits *fits, const void *wanted);
/* Back to the lowest screen of a person, or to the start screen. */
void screen_pop_to_person(struct ui *ui);
void screen_pop_to_start(struct ui *ui);

struct desk *ui_desk(struct ui *ui);
struct term *ui_term(struct ui *ui);
const struct words *ui_words(struct ui *ui);

/* Does the worker prefer that, of a setting that is yes or no? */
bool ui_prefers(struct ui *ui, enum setting_id id);
/* Take the colours and the mouse that the settings say now. */
void ui_apply_look(struct ui *ui);

/* Show a sentence in the message row until the next key. */
void ui_say(struct ui *ui, enum word word, ...) SENTINEL;
/*
 * Show an error; what was typed stays in its field.  One that is found while a
 * screen is drawn shows when that is drawn again, which is at once.
 */
void ui_say_err(struct ui *ui, const struct err *err);
/*
 * Show that something was not saved, and why: the word is UI_NOT_SAVED, or
 * UI_NOT_SAVED_YET for a text that is tried again.  As long as a screen says
 * SAVING_FAILED this is what stands in an empty message row.
 */
void ui_say_unsaved(struct ui *ui, enum word word, const struct err *err);

/* Name of an action, as people know it, and what it does. */
const char *ui_action_name(struct ui *ui, enum action action);
const char *ui_action_about(struct ui *ui, enum action action);

/* A key and what it does, as the row of keys shows it: "F1 Help". */
void ui_put_key(struct ui *ui, enum action action, struct str *out);

/*
 * Text wrapped in an area from a place on; gives how many rows it took.  How
 * many it would take from a column on, if there were room for all.
 */
int ui_put_text(struct ui *ui, const struct area *area, int row, int column,
    const char *text, enum term_role role);
int ui_count_rows(const struct area *area, int column, const char *text);

/* In the note below a screen: there is more than it shows. */
void ui_put_more(struct ui *ui, const struct area *area, bool is_more);

/* Every action that can be used now, with its key, as lines. */
void ui_put_actions(struct ui *ui, struct str *out);

/* Why it cannot be used now; WORD_MAX: it can. */
enum word ui_why_not(struct ui *ui, enum action action);
/* What the key of the action does. */
void ui_act(struct ui *ui, enum action action);

/*
 * Undo or redo what was done last, and say so.  True if something was; then
 * *where tells the answer it touched first, with no field if it was none.
 */
bool ui_undo(struct ui *ui, enum action action, struct address *where);

/* What the screens of a person share: "Sian  0012", and the money left. */
void person_title(struct ui *ui, struct str *out);
/* As much as fits the cells, or false: then it is told in as few as it can. */
bool budget_line(struct ui *ui, struct str *out, int cells);

/*
 * The file is open now, and nothing else: the start screen, or after locking
 * the place where one was.
 */
void ui_begin(struct ui *ui);
void ui_unlocked(struct ui *ui);

/* Save what is typed, forget everything, and ask for the passphrase. */
void ui_lock(struct ui *ui);
/* The file could not be opened again after a change: ask for it anew. */
void ui_closed(struct ui *ui);

/* A page that speaks of a visit was opened: silence may be talk now. */
void ui_note_visit(struct ui *ui);

#endif
