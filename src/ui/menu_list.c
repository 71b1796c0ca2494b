/*
 * Where a list stands: focus and first row shown.  What a choice looks like is
 * its owner's business; the mark and the cursor are put here, so that they
 * are the same everywhere.
 */
#include "ui/menu_list.h"

#include "form/form.h"

/* Is there room for the blank row? */
static bool
has_gap_in(const struct menu_list *list, int height)
{
	return list->gap > 0 && (int)list->count < height;
}

/* The choice in a row of the screen, or NONE. */
static size_t
find_row(const struct menu_list *list, int row, int height)
{
	int at = row - list->first_row;
	bool has_gap = has_gap_in(list, height);

	if (has_gap && at == (int)list->gap)
		return NONE;
	if (has_gap && at > (int)list->gap)
		at--;
	size_t index = list->top + (size_t)(at < 0 ? 0 : at);
	return at < 0 || at >= height || index >= list->count ? NONE : index;
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
	else if (event->key == KEY_NAME_UP)
		focus--;
	else if (event->key == KEY_NAME_DOWN)
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

bool
menu_list_has_more(const struct menu_list *list, int height)
{
	return list->top + (size_t)(height > 0 ? height : 0) < list->count;
}

void
menu_list_draw(struct menu_list *list, struct term *term, int row, int height,
    int columns, menu_list_put *put, void *context)
{
	size_t shown = (size_t)(height > 0 ? height : 0);

	if (list->count > 0 && list->focus >= list->count)
		list->focus = list->count - 1;
	if (list->focus < list->top)
		list->top = list->focus;
	else if (shown > 0 && list->focus >= list->top + shown)
		list->top = list->focus - shown + 1;
	bool has_gap = has_gap_in(list, height);
	list->first_row = row;
	for (size_t i = 0; i < shown && list->top + i < list->count; i++) {
		size_t index = list->top + i;
		bool is_focus = index == list->focus;
		int at = row + (int)i + (has_gap && index >= list->gap);
		term_put_text(term, at, 0, 1, is_focus ? ">" : " ", ROLE_FOCUS);
		put(context, term, index, at, 2, columns - 3, is_focus);
		if (is_focus)
			term_cursor(term, at, 2);
	}
}
