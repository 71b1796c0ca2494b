/*
 * The screens there are, by name: how each is opened by others, and what they
 * may ask of it while it is open.  Each lies in the screen_*.c of its name, and
 * pages in page*.c.
 */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include "ui/screen.h"

void start_open(struct ui *ui);
/* What opens the file, or the keys for a new one; and changing them. */
void lock_open(struct ui *ui);
void lock_begin_open(struct ui *ui);
/* The first start, before there is a file; and whom to ring, once there is. */
void welcome_open(struct ui *ui);
void numbers_open(struct ui *ui);
void lock_change_open(struct ui *ui, enum action action);
void people_open(struct ui *ui);
/* What is due over all people, by name. */
void due_open(struct ui *ui);
/* With the name as typed so far, unless one is kept from before. */
void new_person_open(struct ui *ui, const char *name);
bool new_person_is_open(struct ui *ui);
/*
 * Open a plan, and its home screen above the start; false, and said why, if it
 * cannot be.  The second opens what was half written there as well.
 */
bool person_open_home(struct ui *ui, int64_t id);
void person_open(struct ui *ui, int64_t id);
void overview_open(struct ui *ui);
/* The home screen is to stand on this form, when somebody comes back to it. */
void overview_remember(struct ui *ui, size_t form);
/* From wherever one is to a step's first page that has something open. */
void overview_open_step(struct ui *ui, int step);
/*
 * A page with a field in focus, or its first if that is NONE or not asked.  A
 * row opens as a page of its own, unless it is the newest that the page is
 * about; a list's field with row 0 is the list itself.
 */
void page_open(struct ui *ui, size_t page, int row, size_t focus_field);
/* The same for an answer, wherever it stands. */
void page_open_at(struct ui *ui, const struct address *where);
/* The page where text was being typed when the program last ended, if any. */
void page_open_pending(struct ui *ui);
/* Is a page open?  Where on it is the focus, in numbers? */
bool page_is_open(struct ui *ui);
bool page_place_get(struct ui *ui, size_t *page, int *row, size_t *field);
/* Does it face the person?  Turn it so, as it was. */
bool page_is_turned(struct ui *ui);
void page_turn_again(struct ui *ui);
/* What the plan still needs, and how many things that is, in words. */
void needed_open(struct ui *ui);
void needed_count_put(struct ui *ui, struct str *out, bool is_whole);
void sum_open(struct ui *ui, size_t field, int row);
void help_open(struct ui *ui, const char *title, const char *text);
void preview_open(struct ui *ui);
/* Save the pages of a document: its name lives for ever. */
void paper_open(struct ui *ui, const char *part);
/* Versions for agreement: made, printed, and what their papers say. */
void versions_open(struct ui *ui);
/* What was half written about them, when the program last ended or locked. */
void sign_open_pending(struct ui *ui);
/* Restore points; and what has changed, today or since one. */
void points_open(struct ui *ui);
void changed_open(struct ui *ui);
/* Jot down what was said; what was half written of it when it last ended. */
void jot_open(struct ui *ui);
void jot_open_pending(struct ui *ui);
/* What is jotted down, to be placed where the answer stands. */
void jots_open(struct ui *ui, const struct address *address);
/* What the worker prefers. */
void settings_open(struct ui *ui);
void menu_open(struct ui *ui);
/* Cover all there is, whatever it is, until Enter. */
void hide_open(struct ui *ui);
void go_to_open(struct ui *ui);
void search_open(struct ui *ui);

#endif
