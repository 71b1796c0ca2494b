/*
 * The screen of a page of questions: for src/ui/page*.c alone.
 *
 *	page_refresh -> page_focus -> { typing | page_choose } -> page_settle
 *
 * What is on the page comes from ui/page_model.h, where it stands from
 * ui/sheet.h; here is which block is in focus and what is being typed in it.
 * An answer is saved when its field is left, a choice when it is made.
 */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include <stdint.h>

#include "ui/screen.h"
#include "ui/sheet.h"

struct page_screen {
	/* What is open: a page, or the page of a row of a list. */
	size_t page, repeat;
	int row;

	struct arena *arena; /* of the model */
	struct page_model model;
	uint64_t revision; /* of the desk, as the model shows it */
	const struct words *words;
	bool counts_money; /* of the plan, on the page or above it */
	int title_columns; /* of the window, when this was found: */
	bool has_title;	   /* it stands on the page: no room above */
	bool is_stale; /* to be made anew whatever the desk says */

	size_t focus;  /* a block, or NONE before there are any */
	size_t option; /* of it: an option, row or cell */
	struct edit *edit; /* what is typed in it, or NULL */
	struct desk *desk; /* which keeps the steps of that */
	uint64_t steps_revision; /* of those, as the edit took them */
	bool is_unkept;	   /* typed since it was last kept or saved */
	bool is_refused;   /* and the last time that failed */

	struct spot open; /* beside a question, as in struct page_of */

	struct sheet sheet;
	int top; /* the first row shown */
	int columns, rows, area_top;
	enum page_mode mode;
	bool is_deaf;	/* to what is typed, after what was refused there */
};

/* Where the focus of a block begins. */
enum focus_at {
	FOCUS_CHOSEN, /* at what is chosen or typed last */
	FOCUS_FIRST,
	FOCUS_LAST
};

/* How much of a page is shown as long as nobody asks for less or more. */
enum page_mode page_mode_preferred(struct ui *ui);

/* Make the model anew if it is out of date, and find the focus again. */
void page_refresh(struct ui *ui, struct page_screen *page);
/* Lay the sheet for the window as it is. */
void page_lay(struct ui *ui, struct page_screen *page);

/*
 * The row below the title: what the page is called, and where it counts money
 * how much there is.  False when they do not fit; then the title goes on the
 * page.
 */
bool page_put_heading(struct ui *ui, const struct page_screen *page,
    struct str *title, struct str *money);

/* The block in focus, once the page was refreshed. */
const struct block *page_block(const struct page_screen *page);
/* The focus to a block that can have it; what was typed must be settled. */
void page_focus(struct page_screen *page, size_t block, enum focus_at begin);
/* Another option, row or cell of the block in focus. */
void page_set_option(struct page_screen *page, size_t option);

/* Open another page, or a row's, in place of this one. */
void page_turn(struct ui *ui, struct page_screen *page, size_t index,
    size_t repeat, int row);
/* Turn to a field in a row of a page; row 0 of a list is the list itself. */
void page_turn_to(struct ui *ui, struct page_screen *page, size_t index,
    int row, size_t field);
/* Open the page of a row on top of this one. */
void page_push(struct ui *ui, size_t index, size_t repeat, int row);
/* Show an answer, wherever it stands. */
void page_show(struct ui *ui, struct page_screen *page,
    const struct address *where);

/*
 * Save what was typed.  False when it could not be: it says so, and the text
 * stays in its field.
 */
bool page_settle(struct ui *ui, struct page_screen *page);
/* It goes, and a row that nobody wanted with it. */
void page_leave(struct ui *ui, void *state);
/* Keep what is being typed against a crash. */
void page_keep(struct ui *ui, struct page_screen *page);
/* Choose an option, or with many take it back. */
void page_choose(struct ui *ui, struct page_screen *page, size_t option);
/* Take the answer away. */
void page_clear(struct ui *ui, struct page_screen *page);
/* Answer with what is offered; false if nothing is, or it was not saved. */
bool page_take_offer(struct ui *ui, struct page_screen *page);
/* Put text back that was being typed when the program ended. */
void page_restore(
    struct ui *ui, struct page_screen *page, const struct typing *typing);

/* Keys, text, clicks. */
bool page_event(
    struct ui *ui, void *state, const struct term_event *event);
/* Actions. */
bool page_has(struct ui *ui, void *state, enum fact fact);
bool page_act(struct ui *ui, void *state, enum action action);
void page_press(struct ui *ui, struct page_screen *page);
void page_open_row(struct ui *ui, struct page_screen *page);
/* The next voice for the question in focus; behind the last none. */
void page_turn_voice(struct ui *ui, struct page_screen *page);
/* Whose words the answer in focus is in, and how they know; or no more. */
void page_turn_whose(struct ui *ui, struct page_screen *page);
/* Open a voice beside an answer, with the focus on what it says. */
void page_open_voice(struct ui *ui, struct page_screen *page, size_t field,
    int row, enum voice voice);
/* The voice that is open says the same from the question in focus on. */
void page_say_same(struct ui *ui, struct page_screen *page);
/* What the buttons between two voices do. */
void page_keep_both(struct ui *ui, struct page_screen *page);
void page_agree(struct ui *ui, struct page_screen *page);
/* Turn the laptop to the person, or back; is there anything to turn to? */
void page_turn_laptop(struct ui *ui, struct page_screen *page);
bool page_can_turn_laptop(struct ui *ui, const struct page_screen *page);
/* To the next page with something to turn to; false if there is none. */
bool page_turn_on(struct ui *ui, struct page_screen *page, bool is_forward);
/* Are there questions that may be seen on a page? */
bool page_has_turned(
    struct ui *ui, const struct page_screen *page, size_t index);
/* What it lets nobody use while it is turned was wanted all the same. */
void page_refuse(void *state, enum action action);
/* Is it what belongs to a refused action?  Then it says so, and takes it. */
bool page_is_deaf_to(struct ui *ui, struct page_screen *page,
    const struct term_event *event);
bool page_is_bare(const void *state);
/* Why what is in focus is asked, and what is not asked on the page. */
void page_open_why(struct ui *ui, struct page_screen *page);
/* Ask whether to strike the answer in focus out, and do it. */
void page_strike(struct ui *ui, struct page_screen *page);

/* What help has to say of the block in focus, without keys. */
void page_put_help(
    struct str *out, struct ui *ui, const struct page_screen *page);
/* And the keys that it knows. */
void page_put_keys(
    struct str *out, struct ui *ui, const struct page_screen *page);
/* Both, and the keys of all screens, on a screen of their own. */
void page_open_help(struct ui *ui, const struct page_screen *page);

#endif
