/*
 * What is due over all people, line by line: at the start by reference, a
 * sentence each; and with names, behind a command and a question, since
 * somebody may be listening.
 *
 * What is told is the desk's (desk/due.h), fetched for each telling.
 *
 * Tested by tests/linear.
 */
#include "desk/due.h"

#include "base/str.h"
#include "ui/action.h"
#include "ui/linear_parts.h"

enum { TOLD_AT_START = 3, TOLD = 200 };

static bool
fetch(struct linear *linear, size_t limit, struct arena *arena,
    struct due_items *items)
{
	struct err err = {0};
	bool is_read =
	    desk_list_due(linear->desk, DUE_SOON, limit, arena, items, &err);

	if (!is_read)
		linear_tell_err(linear, &err);
	return is_read;
}

void
linear_tell_due(struct linear *linear)
{
	struct arena *arena = arena_new();
	struct due_items items;
	struct str text = STR_EMPTY;

	if (!fetch(linear, TOLD_AT_START, arena, &items))
		items = (struct due_items){0};
	for (size_t i = 0; i < items.count; i++) {
		str_clear(&text);
		str_format(&text, "%s  ", items.list[i].reference);
		due_put(&text, &items.list[i], desk_words(linear->desk));
		linear_tell_text(linear, text.text);
	}
	if (items.total > items.count)
		linear_tell(linear, WORD_LINEAR_DUE_MORE,
		    numeral_of_count(items.total - items.count).text, NULL);
	str_release(&text);
	arena_free(arena);
}

static void
tell_item(struct linear *linear, const struct due_item *item, size_t number)
{
	struct str text = STR_EMPTY;

	due_put(&text, item, desk_words(linear->desk));
	linear_tell(linear, WORD_LINEAR_DUE, numeral_of_count(number).text,
	    item->reference, item->name, text.text, NULL);
	str_release(&text);
}

/* The plan, and in it the question, unless something half typed waits there. */
static enum talk
open_item(struct linear *linear, const struct due_item *item)
{
	struct address where;

	if (!linear_open_plan(linear, item->id))
		return TALK_STAY;
	if (linear->place.at == AT_HOME &&
	    desk_find_due(linear->desk, item, &where))
		linear_open_at(linear, &where);
	return TALK_LEFT;
}

static enum talk
choose_item(struct linear *linear, const struct due_items *items)
{
	size_t chosen;

	for (size_t i = 0; i < items->count; i++)
		tell_item(linear, &items->list[i], i + 1);
	if (items->total > items->count)
		linear_tell(linear, WORD_UI_DUE_REST,
		    numeral_of_count(items->total - items->count).text, NULL);
	enum talk talk = linear_choose(
	    linear, WORD_LINEAR_DUE_CHOOSE, items->count, NONE, &chosen);
	return talk == TALK_ON ? open_item(linear, &items->list[chosen]) : talk;
}

static bool
is_so(void *context, enum fact fact)
{
	const struct linear *linear = context;

	return fact_of_desk(linear->desk, fact);
}

/* Without a plan: whoever it is about may be listening. */
static bool
may_tell(struct linear *linear)
{
	enum fact missing =
	    fact_missing(NEED_FILE | NEED_NO_PLAN, is_so, linear);

	if (missing != FACT_MAX)
		linear_tell(linear, fact_why_by_line(missing), NULL);
	return missing == FACT_MAX;
}

static enum talk
tell_and_choose(struct linear *linear, const struct due_items *items)
{
	enum talk talk = TALK_ON;

	if (items->count == 0) {
		linear_tell(linear, WORD_UI_DUE_NOTHING, NULL);
		return TALK_STAY;
	}
	if (!desk_is_practice(linear->desk))
		talk = linear_confirm(
		    linear, WORD_LINEAR_PEOPLE_ALONE, WORD_LINEAR_PEOPLE_NOT);
	if (talk == TALK_ON)
		talk = choose_item(linear, items);
	return talk == TALK_BACK ? TALK_STAY : talk;
}

enum talk
linear_due(struct linear *linear, const char *said)
{
	struct arena *arena;
	struct due_items items;
	enum talk talk = TALK_STAY;

	(void)said;
	if (!may_tell(linear))
		return TALK_STAY;
	arena = arena_new();
	if (fetch(linear, TOLD, arena, &items))
		talk = tell_and_choose(linear, &items);
	arena_free(arena);
	return talk;
}
