/*
 * What the loop holds, for src/ui/ui*.c only.  Screens see ui/screen.h.
 */
#ifndef UI_STATE_H
#define UI_STATE_H

#include "ui/screen.h"

struct stacked {
	const struct screen_class *class;
	void *state;
	bool is_person; /* opened over a plan: the last to go closes it */
	bool is_entered; /* as it stands on top now */
};

/* Where one was before it was locked: numbers, and nothing about anybody. */
struct ui_place {
	int64_t plan; /* 0: the start */
	bool has_page, is_turned, is_visit, is_new_person;
	size_t page, field;
	int row;
};

struct ui {
	struct desk *desk;
	struct term *term;
	struct stacked *stack; /* growing */
	size_t depth, capacity;
	struct str message;
	bool is_message_wrong;
	struct str clipboard; /* what was copied or cut last */
	struct str unsaved; /* why what was typed could not be saved */
	bool is_reading; /* the cursor stands on the message */
	bool is_drawn;	 /* as it is now, though perhaps not shown */
	bool is_drawing;
	struct err found; /* in drawing: to be said after it */
	bool is_leaving;
	bool has_lost;	      /* had to end with something not saved */
	bool is_quitting;     /* was kept from leaving by what is not saved */
	bool is_backed_up;    /* or was refused: not tried again */
	bool is_visit;	      /* where silence is talk */
	enum term_theme theme;
	struct ui_place place;
	/* By the terminal's watch: */
	int64_t touched_at;  /* the last key */
	int64_t slept;	     /* how much sleep there had been by then */
	int64_t lock_waits;  /* could not be locked: when to try again; or 0 */
	int64_t typing_since; /* the first key that is not kept; 0: none */
};

/* The screen that is seen and gets the keys. */
struct stacked *ui_top(struct ui *ui);

/* The one that what is done is meant for: the first not read beside another. */
struct stacked *ui_meant(struct ui *ui);

/* Save what is typed on a screen, or on all; false when it could not be. */
bool ui_settle(struct ui *ui, const struct stacked *entry);
bool ui_settle_all(struct ui *ui);

/* Keep what is being typed against a crash; is there some that is not? */
void ui_keep_typing(struct ui *ui);
bool ui_is_failing(struct ui *ui);
/* Is what was typed saved, on all the screens there are? */
enum saving ui_saving(struct ui *ui);

/* Draw the screen on top and its frame; or nothing has room. */
void ui_draw(struct ui *ui);
bool ui_is_too_small(struct ui *ui);

/* Every screen goes; another must come. */
void ui_pop_all(struct ui *ui);

/*
 * A key was pressed: the time until it locks begins anew.  Is it over, or has
 * the machine slept?  How many milliseconds are left?  -1: it never locks.
 */
void ui_touch_lock(struct ui *ui);
bool ui_lock_is_due(const struct ui *ui);
int ui_lock_patience(const struct ui *ui);

/*
 * It was tried again to save what kept it from locking: lock now if that
 * worked, or say once more that it waits.
 */
void ui_lock_after_all(struct ui *ui);

/* "16:42", when something was saved last; or nothing. */
void ui_put_saved_time(struct ui *ui, struct str *out);

/*
 * The keys that select, on any screen.  False if it is none of them, or only
 * selects what the event, another now, takes away; the screen gets that then.
 */
bool ui_select(struct ui *ui, struct term_event *event);

/* To the screen on top, or else typed into the text in focus there. */
bool ui_give(struct ui *ui, const struct term_event *event);

/*
 * Selecting, copying, pasting and undoing in a text as actions: what is so of
 * the text that is meant?  Do it in that of the screen on top; false if it is
 * none of these, or not for the text.
 */
bool ui_select_has(struct ui *ui, enum fact fact);
bool ui_select_act(struct ui *ui, enum action action);
/* Append what can be done with what is selected, for the row of keys. */
void ui_select_put_keys(struct ui *ui, struct str *out);

/* Do what a key means whatever the screen; false if it means nothing. */
bool ui_act_on_key(struct ui *ui, enum term_key key);

#endif
