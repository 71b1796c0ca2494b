/*
 * What is due over all people: this week or late, the earliest first, with the
 * dates for erasing among them.
 */
#include "desk/due.h"

#include <criterion/criterion.h>

#include "desk/privacy.h"
#include "desk/state.h"
#include "rig/room.h"

static void
add_with_review(struct room *room, const char *name, const char *review)
{
	room_add(room, name);
	room_set(room, "review", review);
}

/* "0002 2026-11-03 late; 0001 2026-11-27", as they are listed. */
static const char *
listed_in(struct room *room, enum due_span span, size_t limit)
{
	struct due_items items;
	struct str text = STR_EMPTY;

	cr_assert(desk_list_due(
	    room->desk, span, limit, room->arena, &items, &room->err));
	for (size_t i = 0; i < items.count; i++) {
		const struct due_item *item = &items.list[i];
		char date[DATE_ISO_SIZE];
		date_write_iso(item->date, date);
		str_format(&text, "%s%s %s%s%s", i > 0 ? "; " : "",
		    item->reference, date, item->is_late ? " late" : "",
		    item->kind == DUE_ERASE ? " erase" : "");
	}
	if (items.total > items.count)
		str_format(&text, "; %zu more", items.total - items.count);
	return str_keep(&text, room->arena);
}

static const char *
listed(struct room *room)
{
	return listed_in(room, DUE_SOON, SIZE_MAX);
}

Test(due, is_this_week_or_late_the_earliest_first)
{
	struct room *room = room_new();
	cr_assert_str_eq(listed(room), "");
	add_with_review(room, "Mair Evans", "2026-11-27");
	add_with_review(room, "Huw Price", "2026-11-28");
	add_with_review(room, "Bea Example", "2026-11-03");
	room_add(room, "Nobody Yet");
	add_with_review(room, "Ann Example", "2026-11-21");
	cr_assert_str_eq(listed(room),
	    "0003 2026-11-03 late; 0005 2026-11-21; 0001 2026-11-27");
	cr_assert_str_eq(listed_in(room, DUE_SOON, 1),
	    "0003 2026-11-03 late; 2 more", "no more than asked for");
	cr_assert_str_eq(listed_in(room, DUE_EVER, SIZE_MAX),
	    "0003 2026-11-03 late; 0005 2026-11-21; 0001 2026-11-27; "
	    "0002 2026-11-28");
	room_open(room, "Bea");
	room_set(room, "review", "2027-01-01");
	cr_assert_str_eq(listed(room), "0005 2026-11-21; 0001 2026-11-27");
	room_free(room);
}

Test(due, tells_whose_plan_should_be_erased)
{
	struct room *room = room_new();
	add_with_review(room, "Mair Evans", "2026-11-27");
	int64_t mair = room->desk->open.id;
	room_add(room, "Huw Price");
	int64_t huw = room->desk->open.id;
	cr_assert(desk_put_due(room->desk, mair, "2026-11-22", &room->err));
	cr_assert(desk_put_due(room->desk, huw, "2026-11-20", &room->err));
	cr_assert_str_eq(listed(room),
	    "0002 2026-11-20 late erase; 0001 2026-11-22 erase; "
	    "0001 2026-11-27");
	cr_assert(desk_put_due(room->desk, mair, "2026-11-28", &room->err));
	cr_assert_str_eq(
	    listed(room), "0002 2026-11-20 late erase; 0001 2026-11-27");
	room_free(room);
}

/* --- In words, and in a plan ---------------------------------------------- */

static const char copies[] =
    "form: copies\ntitle: Copies\nlanguage: 1\n\n"
    "page: owed\ntitle: Copies\nprint: no\n\n"
    "repeat: promised\nmeans: copy\nlabel: Copies\nprint: no\n\n"
    "question: owed_form\nin: promised\nmeans: copy.form\n"
    "type: choose one\nlabel: In which form?\n"
    "option: large | Large print\noption cy: large | Print bras\n\n"
    "question: owed_by\nin: promised\nmeans: copy.by\ntype: date\n"
    "label: By when?\n";

/* What is due first, in words, and where in the open plan it stands. */
static const char *
said(struct room *room)
{
	struct due_items items;
	struct address where;
	struct str text = STR_EMPTY;

	cr_assert(desk_list_due(
	    room->desk, DUE_SOON, 1, room->arena, &items, &room->err));
	cr_assert_eq(items.count, 1);
	due_put(&text, &items.list[0], desk_words(room->desk));
	if (desk_find_due(room->desk, &items.list[0], &where))
		str_format(&text, " %s %d", where.field, where.row);
	return str_keep(&text, room->arena);
}

Test(due, is_said_in_a_sentence_and_found_in_the_plan)
{
	struct room *room = room_new();
	room_write_forms(room, "3-copies.form", copies);
	room_add(room, "Mair Evans");
	room_set(room, "review", "2026-11-27");
	cr_assert_str_eq(
	    said(room), "A review is due on 27 November 2026. review 0");
	room_add_row(room, "visits");
	room_set(room, "visits.1.meet", "2026-11-26");
	cr_assert_str_eq(said(room), "We meet on 26 November 2026. meet 1");
	room_add_row(room, "promised");
	room_add_row(room, "promised");
	room_set(room, "promised.2.owed_by", "2026-11-24");
	cr_assert_str_eq(
	    said(room), "Still owed: a copy, by 24 November 2026. owed_by 2");
	room_set(room, "promised.2.owed_form", "large");
	cr_assert_str_eq(said(room),
	    "Still owed: a copy (Large print), by 24 November 2026. "
	    "owed_by 2");
	room_set(room, "promised.2.owed_by", "2026-11-20");
	cr_assert_str_eq(said(room),
	    "Late: a copy (Large print) was owed by 20 November 2026. "
	    "owed_by 2");
	cr_assert(desk_put_due(
	    room->desk, room->desk->open.id, "2026-11-19", &room->err));
	cr_assert_str_eq(
	    said(room), "Late: the plan was to be erased on 19 November 2026.");
	room_free(room);
}

Test(due, speaks_every_language_that_the_forms_have)
{
	struct room *room = room_new();
	room_write_forms(room, "3-copies.form", copies);
	room_add(room, "Mair Evans");
	room_add_row(room, "promised");
	room_set(room, "promised.1.owed_by", "2026-11-24");
	room_set(room, "promised.1.owed_form", "large");
	/* Of that language nothing is known here but what the forms say. */
	struct words *welsh = words_new("cy");
	const struct words *before = room->desk->words;
	room->desk->words = welsh;
	cr_assert_str_eq(said(room),
	    "Still owed: a copy (Print bras), by 24 November 2026. owed_by 1");
	room->desk->words = before;
	words_free(welsh);
	room_free(room);
}

Test(due, is_known_by_its_date_alone_after_a_file_of_version_2)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	room_set(room, "review", "2026-11-20");
	room_sql(room, "UPDATE due SET kind = 'something', row = 0");
	room_open(room, "Mair");
	cr_assert_str_eq(
	    said(room), "Late: something was due on 20 November 2026.");
	room_set(room, "meals", "some");
	cr_assert_str_eq(said(room),
	    "Late: a review was due on 20 November 2026. review 0",
	    "from the next save on");
	room_free(room);
}
