/*
 * Line by line: what has changed, restore points, and finding words anywhere.
 *
 * What they mean is the desk's (desk/changed.h, desk/point.h) and the plan's
 * (plan/search.h).  A point is set by its name behind the command; without a
 * name they are listed, and one can be gone back to after a yes.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "desk/changed.h"
#include "desk/point.h"
#include "plan/search.h"
#include "ui/linear_parts.h"

/* --- What has changed ----------------------------------------------------- */

static enum talk
tell_changed(struct linear *linear, const struct since *since)
{
	struct str title = STR_EMPTY, text = STR_EMPTY;
	struct err err = {0};
	enum talk talk = TALK_STAY;
	bool is_different;

	if (!desk_put_since(&title, linear->desk, since, &err) ||
	    !desk_put_changed(
		&text, linear->desk, since, &is_different, &err)) {
		linear_tell_err(linear, &err);
	} else {
		linear_tell_line(linear, title.text);
		talk = linear_read(
		    linear, is_different ? text.text
					 : words_get(desk_words(linear->desk),
					       WORD_CHANGED_NOTHING));
	}
	str_release(&title);
	str_release(&text);
	return talk;
}

enum talk
linear_changed(struct linear *linear, const char *said)
{
	struct since since = {SINCE_TODAY, 0};
	struct err err = {0};

	if (!linear_has_plan(linear))
		return TALK_STAY;
	if (!text_is_blank(said) &&
	    !desk_read_since(linear->desk, said, &since, &err)) {
		linear_tell_err(linear, &err);
		return TALK_STAY;
	}
	return tell_changed(linear, &since);
}

/* --- Restore points ------------------------------------------------------- */

static enum talk
go_back(struct linear *linear, const struct point *point)
{
	struct err err = {0};
	bool is_done;

	enum talk talk =
	    tell_changed(linear, &(struct since){SINCE_POINT, point->sequence});
	if (talk == TALK_STAY)
		talk = linear_confirm(
		    linear, WORD_LINEAR_POINT_ASK, WORD_LINEAR_STRIKE_KEPT);
	if (talk != TALK_ON)
		return talk;
	if (!desk_go_back(linear->desk, point->sequence, &is_done, &err)) {
		linear_tell_unsaved(linear, &err);
		return TALK_STAY;
	}
	linear_tell(
	    linear, is_done ? WORD_LINEAR_WENT_BACK : WORD_UI_POINT_SAME, NULL);
	return linear_move(linear, AT_HOME);
}

static enum talk
choose_point(struct linear *linear, const struct point *points, size_t count)
{
	size_t chosen;

	for (size_t i = 0; i < count; i++)
		linear_tell_option(linear, i, points[i].name);
	enum talk talk =
	    linear_choose(linear, WORD_LINEAR_POINTS, count, NONE, &chosen);
	return talk == TALK_ON ? go_back(linear, &points[chosen]) : talk;
}

enum talk
linear_points(struct linear *linear, const char *said)
{
	struct arena *arena;
	const struct point *points;
	struct err err = {0};
	enum talk talk = TALK_STAY;
	size_t count;

	if (!linear_has_plan(linear))
		return TALK_STAY;
	if (!text_is_blank(said)) {
		if (desk_set_point(linear->desk, said, &err))
			linear_tell(linear, WORD_UI_POINT_SET, said, NULL);
		else
			linear_tell_unsaved(linear, &err);
		return TALK_STAY;
	}
	arena = arena_new();
	if (!desk_list_points(linear->desk, arena, &points, &count, &err))
		linear_tell_err(linear, &err);
	else if (count == 0)
		linear_tell(linear, WORD_LINEAR_POINT_NONE, NULL);
	else
		talk = choose_point(linear, points, count);
	arena_free(arena);
	return talk;
}

/* --- Finding -------------------------------------------------------------- */

static void
tell_hit(struct linear *linear, const struct hit *hit, size_t index)
{
	const struct words *words = desk_words(linear->desk);
	struct str place = STR_EMPTY, text = STR_EMPTY;

	words_put(&place, words, WORD_UI_SEARCH_PLACE, hit->where,
	    hit->answer ? hit->answer : hit->label, NULL);
	if (hit->is_private)
		words_put(
		    &text, words, WORD_UI_SEARCH_PRIVATE, place.text, NULL);
	linear_tell_option(
	    linear, index, hit->is_private ? text.text : place.text);
	str_release(&place);
	str_release(&text);
}

static enum talk
open_hit(struct linear *linear, const struct hit *hit)
{
	const struct address address = {
	    .field = desk_forms(linear->desk)->fields[hit->field].id,
	    .row = hit->row,
	    .voice = hit->voice,
	};

	return hit->answer
		   ? linear_open_at(linear, &address)
		   : linear_open_field(linear, hit->page, hit->row, hit->field);
}

enum talk
linear_find(struct linear *linear, const char *said)
{
	if (!linear_has_plan(linear))
		return TALK_STAY;
	if (text_is_blank(said)) {
		linear_tell(linear, WORD_LINEAR_FIND_HOW, NULL);
		return TALK_STAY;
	}
	struct arena *arena = arena_new();
	enum talk talk = TALK_STAY;
	size_t count, reading_count, chosen;
	const struct reading *const *readings =
	    desk_readings(linear->desk, &reading_count);
	const struct hit *hits = search_find(arena, readings, reading_count,
	    SEARCH_EVERYTHING, said, desk_words(linear->desk), &count);
	for (size_t i = 0; i < count; i++)
		tell_hit(linear, &hits[i], i);
	if (count == 0)
		linear_tell(linear, WORD_UI_SEARCH_NONE, NULL);
	else
		talk = linear_choose(
		    linear, WORD_LINEAR_SEVERAL, count, NONE, &chosen);
	if (talk == TALK_ON)
		talk = open_hit(linear, &hits[chosen]);
	arena_free(arena);
	return talk;
}
