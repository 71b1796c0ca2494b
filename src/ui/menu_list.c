/*
 * Where a list stands: focus and first row shown.  What a choice looks like is
 * its owner's business; the mark and the cursor are put here, so that they
 * are the same everywhere.
 */
#include "ui/menu_list.h"

#include "form/form.h"

enum { HEADING_AT = 1 };

/* Is there room for the blank row? */
static bool
has_gap_in(const struct menu_list *list, int height)
{
	return list->gap > 0 && (int)list->count < height;
}

static const char *
heading_of(const struct menu_list *list, size_t index)
{
	return list->heading ? list->heading(list->context, index) : NULL;
}

/* With its heading. */
static int
rows_of(const struct menu_list *list, size_t index)
{
	bool is_focus = index == list->focus;
	int rows = list->rows ? list->rows(list->context, index, is_focus) : 1;

	return rows + (heading_of(list, index) ? 1 : 0);
}

/* The choice in a row of the screen, or NONE. */
static size_t
find_row(const struct menu_list *list, int row, int height)
{
	int at = list->first_row;
	bool has_gap = has_gap_in(list, height);

	if (row < at || row >= at + height)
		return NONE;
	for (size_t i = list->top; i < list->count; i++) {
		at += has_gap && i == list->gap ? 1 : 0;
		if (row >= at && row < at + rows_of(list, i))
			return i;
		at += rows_of(list, i);
	}
	return NONE;
}

bool
menu_list_event(
    struct menu_list *list, const struct term_event *event, int height)
{
	long focus = (long)list->focus;
	long last = list->count > 0 ? (long)list->count - 1 : 0;

	if (event->kind == TERM_CLICK) {
		size_t clicked = find_row(list, event->row, height);
		if (clicked != NONE)
			list->focus = clicked;
		return true;
	}
	if (event->kind == TERM_WHEEL)
		focus += event->steps;
	else if (event->kind != TERM_KEY)
		return false;
	else if (event->key == KEY_NAME_UP || event->key == KEY_NAME_BACK_TAB)
		focus--;
	else if (event->key == KEY_NAME_DOWN || event->key == KEY_NAME_TAB)
		focus++;
	else if (event->key == KEY_NAME_PAGE_UP)
		focus -= height;
	else if (event->key == KEY_NAME_PAGE_DOWN)
		focus += height;
	else if (event->key == KEY_NAME_HOME)
		focus = 0;
	else if (event->key == KEY_NAME_END)
		focus = last;
	else
		return false;
	list->focus = (size_t)(focus < 0 ? 0 : focus > last ? last : focus);
	return true;
}

/* The first choice that does not fit whole, from the top on. */
static size_t
first_outside(const struct menu_list *list, int height)
{
	size_t index = list->top;
	int used = 0;

	while (index < list->count && used + rows_of(list, index) <= height)
		used += rows_of(list, index++);
	return index;
}

bool
menu_list_has_more(const struct menu_list *list, int height)
{
	return first_outside(list, height > 0 ? height : 0) < list->count;
}

/* The focus into view, from the top of its rows on. */
static void
follow_focus(struct menu_list *list, int height)
{
	if (list->count > 0 && list->focus >= list->count)
		list->focus = list->count - 1;
	if (list->focus < list->top)
		list->top = list->focus;
	while (height > 0 && list->top < list->focus &&
	       list->focus >= first_outside(list, height))
		list->top++;
}

void
menu_list_draw(struct menu_list *list, struct term *term, int row, int height,
    int columns, menu_list_put *put, void *context)
{
	int at = row;

	follow_focus(list, height);
	bool has_gap = has_gap_in(list, height);
	list->first_row = row;
	for (size_t i = list->top; i < list->count && at < row + height; i++) {
		bool is_focus = i == list->focus;
		at += has_gap && i == list->gap ? 1 : 0;
		const char *heading = heading_of(list, i);
		int end = at + rows_of(list, i);
		/* One that does not fit whole waits for its turn. */
		if (end > row + height && !is_focus)
			break;
		if (heading)
			term_put_text(term, at++, HEADING_AT, columns - 1,
			    heading, ROLE_HEADING);
		term_put_text(term, at, 0, 1, is_focus ? ">" : " ", ROLE_FOCUS);
		put(context, term, i, at, 2, columns - 3, is_focus);
		if (is_focus)
			term_cursor(term, at, 2);
		at = end;
	}
}
