/*
 * A list of choices of which one is in focus: people, steps, commands.
 */
#ifndef UI_MENU_LIST_H
#define UI_MENU_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/screen.h"

/* How many rows a choice takes, at least 1. */
typedef int menu_list_rows(void *context, size_t index, bool is_focus);
/* What stands in a row of its own above a choice; NULL: nothing does. */
typedef const char *menu_list_heading(void *context, size_t index);

struct menu_list {
	size_t count; /* set by the owner */
	menu_list_rows *rows; /* of each choice, or NULL: one */
	menu_list_heading *heading; /* or NULL: there is none */
	void *context;	      /* for both */
	size_t gap;   /* a blank row before this one, if all fit; 0: none */
	size_t focus, top;
	int first_row; /* on the screen, as drawn last */
};

/* Move the focus; false if the event is not for a list. */
bool menu_list_event(
    struct menu_list *list, const struct term_event *event, int height);

/* Are there more below what was drawn last, `height` rows of it? */
bool menu_list_has_more(const struct menu_list *list, int height);

/*
 * Draw `height` rows from `row` on: `put` puts one choice behind the mark in
 * column 0, in as many rows as it takes.  The cursor goes on the one in focus.
 */
typedef void menu_list_put(void *context, struct term *term, size_t index,
    int row, int column, int columns, bool is_focus);
void menu_list_draw(struct menu_list *list, struct term *term, int row,
    int height, int columns, menu_list_put *put, void *context);

#endif
