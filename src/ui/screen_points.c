/*
 * Restore points: a line for the name of a new one, and those there are.
 *
 * Going back asks first, and the question holds all that would be taken back.
 * The name is a sheet that is half written (ui/half.h) until the point is set.
 *
 * Tested through scripts, tests/screens.
 */
#include "desk/point.h"

#include "desk/changed.h"
#include "ui/ask.h"
#include "ui/half.h"
#include "ui/line.h"
#include "ui/menu_list.h"
#include "ui/screens.h"

enum { LIST_AT = 5, INDENT = 2 }; /* rows below the top, and cells */

struct points {
	struct half half; /* its focus is always the one line there is */
	bool is_listed;   /* the focus is on the list */
	struct menu_list list;
	struct ui *ui;
	struct arena *arena;
	const struct point *points;
	uint64_t revision;
	int height;
};

static void
points_free(void *state)
{
	struct points *points = state;

	half_release(&points->half);
	arena_free(points->arena);
	mem_free(points);
}

/* What was set meanwhile is no change of the plan, so it is read each time. */
static void
refresh(struct points *points)
{
	struct err err = {0};

	arena_free(points->arena);
	points->arena = arena_new();
	if (!desk_list_points(ui_desk(points->ui), points->arena,
		&points->points, &points->list.count, &err))
		ui_say_err(points->ui, &err);
	points->is_listed = points->is_listed && points->list.count > 0;
}

/* --- Drawing -------------------------------------------------------------- */

static void
put_point(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	const struct points *points = context;
	const struct point *point = &points->points[index];
	const struct desk *desk = ui_desk(points->ui);
	struct str text = STR_EMPTY, day = STR_EMPTY, time = STR_EMPTY;

	date_put(&day, desk_moment(desk, point->at).date, ui_words(points->ui));
	desk_put_time(&time, desk, point->at);
	str_format(&text, "%s   ", point->name);
	words_put(&text, ui_words(points->ui), WORD_CHANGED_WHO, point->who,
	    day.text, time.text, NULL);
	line_put(term, row, column, columns, text.text,
	    is_focus && points->is_listed ? ROLE_FOCUS : ROLE_LABEL);
	str_release(&text);
	str_release(&day);
	str_release(&time);
}

static void
points_draw(struct ui *ui, void *state, const struct area *area)
{
	struct points *points = state;
	const struct words *words = ui_words(ui);
	int row = area->top + LIST_AT;

	refresh(points);
	points->height = area->rows - LIST_AT;
	ui_put_text(ui, area, area->top + 2, INDENT,
	    words_get(words, WORD_UI_POINT_HINT), ROLE_HINT);
	if (points->list.count == 0)
		ui_put_text(ui, area, row, INDENT,
		    words_get(words, WORD_UI_POINT_NONE), ROLE_TEXT);
	menu_list_draw(&points->list, ui_term(ui), row, points->height,
	    area->columns, put_point, points);
	if (!points->is_listed && points->list.count > 0)
		term_put_text(ui_term(ui),
		    row + (int)(points->list.focus - points->list.top), 0, 1,
		    " ", ROLE_TEXT);
	line_draw(ui_term(ui), points->half.lines[0], area->top, area->columns,
	    words_get(words, WORD_UI_POINT_NAME), !points->is_listed);
	ui_put_more(
	    ui, area, menu_list_has_more(&points->list, points->height));
}

/* --- What it does --------------------------------------------------------- */

static void
set_point(struct ui *ui, struct points *points)
{
	struct edit *line = points->half.lines[0];
	char *name = mem_copy_text(edit_text(line));
	struct err err = {0};

	if (!desk_set_point(ui_desk(ui), name, &err)) {
		ui_say_err(ui, &err);
		mem_free(name);
		return;
	}
	half_release(&points->half);
	half_init(&points->half, SHEET_POINT, 0);
	points->half.lines[0] = edit_new("", true);
	ui_say(ui, WORD_UI_POINT_SET, name, NULL);
	mem_free(name);
}

static void
go_back(struct ui *ui, void *state)
{
	const int64_t *sequence = state;
	struct err err = {0};
	bool is_done;

	if (!desk_go_back(ui_desk(ui), *sequence, &is_done, &err)) {
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
		return;
	}
	screen_pop_to_person(ui);
	ui_say(ui, is_done ? WORD_UI_POINT_DONE : WORD_UI_POINT_SAME, NULL);
}

static void
ask_back(struct ui *ui, const struct point *point)
{
	const struct since since = {SINCE_POINT, point->sequence};
	struct str told = STR_EMPTY, text = STR_EMPTY;
	struct err err = {0};
	bool is_different;

	if (!desk_put_changed(
		&told, ui_desk(ui), &since, &is_different, &err)) {
		ui_say_err(ui, &err);
	} else if (!is_different) {
		ui_say(ui, WORD_UI_POINT_SAME, NULL);
	} else {
		int64_t *sequence = mem_new(sizeof(*sequence));
		*sequence = point->sequence;
		words_put(&text, ui_words(ui), WORD_UI_POINT_MEANS, point->name,
		    told.text, NULL);
		ask_open(ui, &(struct ask){
				 .title = WORD_UI_POINT_BACK,
				 .no = WORD_UI_POINT_NO,
				 .yes = WORD_UI_POINT_YES,
				 .text = text.text,
				 .act = go_back,
				 .free = mem_free,
				 .state = sequence,
			     });
	}
	str_release(&told);
	str_release(&text);
}

/* --- Keys ----------------------------------------------------------------- */

/* Between the line and the list below it; false: the list has the key. */
static bool
move(struct points *points, enum term_key key)
{
	bool is_down = key == KEY_NAME_DOWN || key == KEY_NAME_TAB;

	if (!points->is_listed && is_down && points->list.count > 0) {
		points->is_listed = true;
		points->list.focus = 0;
		return true;
	}
	bool is_up = key == KEY_NAME_BACK_TAB ||
		     (key == KEY_NAME_UP && points->list.focus == 0);
	if (points->is_listed && (is_up || key == KEY_NAME_TAB)) {
		points->is_listed = false;
		return true;
	}
	return false;
}

static bool
points_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct points *points = state;
	bool is_key = event->kind == TERM_KEY;

	if (is_key && move(points, event->key))
		return true;
	if (term_is_key(event, KEY_NAME_ENTER) && points->is_listed) {
		ask_back(ui, &points->points[points->list.focus]);
		return true;
	}
	if (term_is_key(event, KEY_NAME_ENTER)) {
		set_point(ui, points);
		return true;
	}
	if (points->is_listed &&
	    menu_list_event(&points->list, event, points->height))
		return true;
	points->is_listed &= event->kind != TERM_TEXT;
	return false;
}

static struct edit *
points_writing(struct ui *ui, void *state)
{
	const struct points *points = state;

	(void)ui;
	return points->is_listed ? NULL : points->half.lines[0];
}

static void
points_hints(struct ui *ui, void *state, struct str *out)
{
	const struct points *points = state;

	str_put(out,
	    words_get(ui_words(ui), points->is_listed ? WORD_UI_HINTS_POINTS
						      : WORD_UI_HINTS_POINT));
}

static const struct screen_class points_class = {
    .name = "points",
    .about = WORD_UI_HELP_POINTS,
    .keys = WORD_UI_KEYS_POINTS,
    .names_person = true,
    .title = WORD_UI_ACT_POINTS,
    .heading = WORD_MAX,
    .draw = points_draw,
    .event = points_event,
    .act = half_act,
    .put_hints = points_hints,
    .writing = points_writing,
    .settle = half_settle,
    .saving = half_saving,
    .is_typing = half_is_typing,
    .tick = half_tick,
    .free = points_free,
};

void
points_open(struct ui *ui)
{
	if (half_raise(ui, &points_class, 0))
		return;
	struct points *points = mem_new(sizeof(*points));
	half_init(&points->half, SHEET_POINT, 0);
	points->half.lines[0] = edit_new("", true);
	points->ui = ui;
	half_open(ui, &points_class, points);
}
