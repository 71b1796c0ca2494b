/*
 * What has changed since some moment.
 *
 * The events since are taken back on a copy of the plan; that, read with the
 * forms that it names, is compared with the plan as it is
 * (plan/difference.h).  Who it was stands in the same events.  Nothing is
 * kept: all of it goes when the call returns.
 *
 * Tested by tests/unit/desk_changed.c.
 */
#include "desk/changed.h"

#include <string.h>

#include "desk/past.h"
#include "desk/point.h"
#include "plan/history.h"

/* The plan as it was, read. */
struct before {
	struct plan *plan;
	struct forms *forms;
	struct reading *readings[VOICE_MAX];
	struct difference_side side;
};

/* --- Since when ----------------------------------------------------------- */

static bool
is_today(const struct desk *desk, const struct event *event)
{
	return date_compare(
		   desk_moment(desk, event->at).date, desk_today(desk)) >= 0;
}

/* The first event since then, by index. */
static size_t
first_since(const struct desk *desk, const struct since *since)
{
	const struct opened *open = &desk->open;

	for (size_t i = 0; i < open->event_count; i++) {
		const struct event *event = &open->events[i];
		switch (since->kind) {
		case SINCE_TODAY:
			if (is_today(desk, event))
				return i;
			break;
		case SINCE_POINT:
			if (event->act == ACT_POINT &&
			    event->sequence == since->number)
				return i;
			break;
		case SINCE_VERSION:
			if (event->act == ACT_FREEZE &&
			    event->of == since->number)
				return i;
			break;
		}
	}
	return open->event_count;
}

bool
desk_list_since(struct desk *desk, struct arena *arena,
    const struct since **list, size_t *count, struct err *err)
{
	const struct point *points;
	size_t point_count;
	int version;

	*list = NULL;
	*count = 0;
	if (!desk_list_points(desk, arena, &points, &point_count, err) ||
	    !desk_latest_version(desk, &version, err))
		return false;
	struct since *all = arena_get(arena, (point_count + 2) * sizeof(*all));
	all[(*count)++] = (struct since){SINCE_TODAY, 0};
	if (version > 0)
		all[(*count)++] = (struct since){SINCE_VERSION, version};
	for (size_t i = 0; i < point_count; i++)
		all[(*count)++] =
		    (struct since){SINCE_POINT, points[i].sequence};
	*list = all;
	return true;
}

bool
desk_put_since(struct str *out, struct desk *desk, const struct since *since,
    struct err *err)
{
	static const enum word sentences[] = {
	    [SINCE_TODAY] = WORD_SINCE_TODAY,
	    [SINCE_POINT] = WORD_SINCE_POINT,
	    [SINCE_VERSION] = WORD_SINCE_VERSION,
	};
	const struct numeral number = numeral_of(since->number);
	const char *name = number.text;

	if (!desk_read_history(desk, err))
		return false;
	if (since->kind == SINCE_POINT) {
		size_t at = first_since(desk, since);
		name = at < desk->open.event_count ? desk->open.events[at].note
						   : "";
	}
	words_put(out, desk_words(desk), sentences[since->kind], name, NULL);
	return true;
}

bool
desk_read_since(
    struct desk *desk, const char *text, struct since *since, struct err *err)
{
	const char *end;
	int number = text_number(text, &end);
	int latest;
	struct arena *arena = arena_new();
	const struct point *points;
	size_t count;
	bool is_read = desk_list_points(desk, arena, &points, &count, err) &&
		       desk_latest_version(desk, &latest, err);
	bool is_found = false;

	if (is_read && number > 0 && *end == '\0' && number <= latest) {
		*since = (struct since){SINCE_VERSION, number};
		is_found = true;
	}
	for (size_t i = 0; is_read && !is_found && i < count; i++)
		if (text_is(points[i].name, text)) {
			*since =
			    (struct since){SINCE_POINT, points[i].sequence};
			is_found = true;
		}
	arena_free(arena);
	return is_read &&
	       (is_found || err_set(err, WORD_POINT_NOT_THERE, NULL));
}

/* --- The plan as it was --------------------------------------------------- */

static void
before_release(struct before *before)
{
	for (size_t i = 0; i < before->side.count; i++)
		reading_free(before->readings[i]);
	plan_free(before->plan);
	forms_let_go(before->forms);
}

/* A plan that began since then had no forms: those of now ask nothing else. */
static bool
before_read(
    struct desk *desk, size_t from, struct before *before, struct err *err)
{
	const struct opened *open = &desk->open;

	*before = (struct before){.plan = plan_copy(open->plan)};
	if (!history_rewind(
		before->plan, open->events, open->event_count, from))
		return err_set(err, WORD_DESK_HISTORY_WRONG, desk->file, NULL);
	const char *hash = plan_forms(before->plan);
	if (!hash)
		before->forms = forms_hold(open->forms);
	else if (!desk_hold_forms(desk, hash, &before->forms, err))
		return false;
	before->side.count = desk_read_plan(before->forms->set, before->plan,
	    desk_today(desk), before->readings);
	before->side.readings = (const struct reading *const *)before->readings;
	return true;
}

/* --- Telling -------------------------------------------------------------- */

/* The list of "lines.3" or of "lines", and the row; 0: all of the list. */
static size_t
list_of(const struct form_set *set, const char *place, int *row)
{
	struct str id = STR_EMPTY;
	const char *dot = strchr(place, '.');

	str_put_n(&id, place, dot ? (size_t)(dot - place) : strlen(place));
	size_t repeat = form_find_repeat(set, id.text);
	*row = dot ? text_number(dot + 1, &dot) : 0;
	str_release(&id);
	return repeat;
}

/* The page that a difference stands on; NONE: none of these forms'. */
static size_t
page_of(const struct form_set *set, const struct difference *item)
{
	int row;
	size_t repeat =
	    item->address.field ? NONE : list_of(set, item->place, &row);
	size_t field = form_find_field(
	    set, item->address.field ? item->address.field : item->place);

	if (repeat != NONE)
		return set->repeats[repeat].page;
	return field != NONE ? set->fields[field].page : NONE;
}

static void
put_page(struct str *out, struct desk *desk, size_t page)
{
	const struct words *words = desk_words(desk);
	const struct form_set *set = desk_forms(desk);

	if (out->length > 0)
		str_put_char(out, '\n');
	if (page == NONE) {
		str_put(out, words_get(words, WORD_CHANGED_PLAN));
	} else {
		const char *title =
		    wording_get(&set->pages[page].title, words_language(words));
		reading_put_text(out, desk_reading(desk),
		    title ? title : set->pages[page].id, words);
	}
	str_put_char(out, '\n');
}

/* Is it that which the change has changed? */
static bool
is_about(const struct form_set *set, const struct change *change,
    const struct difference *item)
{
	int row;

	if (change->kind == CHANGE_ROW && !item->address.field)
		return form_find_repeat(set, change->repeat) ==
			   list_of(set, item->place, &row) &&
		       (row == 0 || row == change->row);
	if (change->kind != CHANGE_ANSWER || !item->address.field)
		return false;
	return change->address.row == item->address.row &&
	       change->address.voice == item->address.voice &&
	       form_find_field(set, change->address.field) ==
		   form_find_field(set, item->address.field);
}

static void
put_who(struct str *out, struct desk *desk, const struct event *event)
{
	struct str day = STR_EMPTY, time = STR_EMPTY;

	date_put(&day, desk_moment(desk, event->at).date, desk_words(desk));
	desk_put_time(&time, desk, event->at);
	/* Further in than what is wrapped of the line above it. */
	str_put(out, "      ");
	words_put(out, desk_words(desk), WORD_CHANGED_WHO, event->who, day.text,
	    time.text, NULL);
	str_put_char(out, '\n');
	str_release(&day);
	str_release(&time);
}

static bool
touches(const struct form_set *set, const struct event *event,
    const struct difference *item)
{
	for (size_t i = 0; i < event->count; i++)
		if (is_about(set, &event->changes[i], item))
			return true;
	return false;
}

/* Everybody who changed it since, each with the last time they did. */
static void
put_everybody(struct str *out, struct desk *desk, size_t from,
    const struct difference *item)
{
	const struct opened *open = &desk->open;
	const struct form_set *set = desk_forms(desk);

	for (size_t i = from; i < open->event_count; i++) {
		bool is_last = touches(set, &open->events[i], item);
		for (size_t j = i + 1; is_last && j < open->event_count; j++)
			is_last = !text_is(open->events[i].who,
				      open->events[j].who) ||
				  !touches(set, &open->events[j], item);
		if (is_last)
			put_who(out, desk, &open->events[i]);
	}
}

bool
desk_put_changed(struct str *out, struct desk *desk, const struct since *since,
    bool *is_different, struct err *err)
{
	struct arena *arena = arena_new();
	struct before before = {0};
	struct difference_side now;
	size_t count = 0, page = NONE;

	*is_different = false;
	bool is_read = desk_read_history(desk, err);
	size_t from = is_read ? first_since(desk, since) : 0;
	is_read = is_read && before_read(desk, from, &before, err);
	now.readings = desk_readings(desk, &now.count);
	const struct difference *items =
	    is_read ? differences_of(
			  arena, &before.side, &now, desk_words(desk), &count)
		    : NULL;
	for (size_t i = 0; i < count; i++) {
		size_t here = page_of(desk_forms(desk), &items[i]);
		if (i == 0 || here != page)
			put_page(out, desk, here);
		page = here;
		str_put(out, "  ");
		difference_put(out, &items[i], desk_words(desk));
		str_put_char(out, '\n');
		put_everybody(out, desk, from, &items[i]);
	}
	*is_different = count > 0;
	before_release(&before);
	arena_free(arena);
	return is_read;
}
