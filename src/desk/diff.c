/*
 * What differs between versions, told to people and to programs.
 *
 * Tested by tests/unit/desk_freeze.c.
 */
#include "base/json.h"
#include "desk/freeze.h"
#include "desk/past.h"

struct diff {
	struct arena *arena;
	struct past *from, *to; /* to is NULL: the plan as it is now */
	const struct difference *items;
	size_t count;
};

static bool
load_side(struct desk *desk, int number, struct past **past, struct err *err)
{
	return past_new(desk, number, past, err) &&
	       past_check(desk, *past, err);
}

static void
end(struct diff *diff)
{
	past_free(diff->from);
	past_free(diff->to);
	arena_free(diff->arena);
}

static bool
begin(struct desk *desk, int from, int to, struct diff *diff, struct err *err)
{
	struct difference_side now;

	*diff = (struct diff){.arena = arena_new()};
	if (from == 0 && !desk_latest_version(desk, &from, err))
		return false;
	if (!load_side(desk, from, &diff->from, err) ||
	    (to > 0 && !load_side(desk, to, &diff->to, err)))
		return false;
	now.readings = desk_readings(desk, &now.count);
	const struct past_comparison comparison = {
	    .before = diff->from,
	    .later = diff->to,
	    .after = &now,
	    .words = desk_words(desk),
	};
	return past_compare(
	    desk, diff->arena, &comparison, &diff->items, &diff->count, err);
}

bool
desk_put_diff(struct str *out, struct desk *desk, int from, int to,
    bool *is_different, struct err *err)
{
	struct diff diff;
	bool is_done = begin(desk, from, to, &diff, err);

	for (size_t i = 0; is_done && i < diff.count; i++) {
		difference_put(out, &diff.items[i], desk_words(desk));
		str_put_char(out, '\n');
	}
	*is_different = diff.count > 0;
	end(&diff);
	return is_done;
}

static void
put_item(struct json_writer *json, const struct difference *item)
{
	json_open_object(json);
	json_put_pair(json, "kind", difference_name(item->kind));
	json_put_pair(json, "place", item->place);
	json_put_pair(json, "about", item->label);
	json_put_pair(json, "voice", voice_name(item->voice));
	json_put_pair(json, "before", item->before);
	json_put_pair(json, "after", item->after);
	json_close_object(json);
}

bool
desk_put_diff_json(
    struct str *out, struct desk *desk, int from, int to, struct err *err)
{
	struct json_writer json;
	struct diff diff;
	bool is_done = begin(desk, from, to, &diff, err);

	if (is_done) {
		json_begin(&json, out);
		json_open_list(&json);
		for (size_t i = 0; i < diff.count; i++)
			put_item(&json, &diff.items[i]);
		json_close_list(&json);
	}
	end(&diff);
	return is_done;
}
