/*
 * Steps of typing that are kept, and answers that they lead back to.
 */
#include "desk/steps.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <string.h>

#include "base/file.h"
#include "desk/freeze.h"
#include "desk/history.h"
#include "desk/past.h"
#include "desk/privacy.h"
#include "desk/sheet.h"
#include "desk/state.h"
#include "rig/faulty.h"
#include "rig/room.h"

static void
expect(struct room *room, const char *place, const char *wanted)
{
	const char *steps = desk_steps(room->desk, place);

	cr_assert(
	    text_is(steps, wanted), "%s: %s", place, steps ? steps : "nothing");
}

static void
reopen(struct room *room)
{
	room_reopen(room);
	room_open(room, "Mair");
}

static size_t
sheet_count(struct room *room)
{
	const struct kept_sheet *sheets;
	size_t count;

	cr_assert(desk_list_sheets(
	    room->desk, room->arena, &sheets, &count, &room->err));
	return count;
}

Test(steps, are_written_with_the_act_that_they_lead_to)
{
	struct room *room = room_new();

	room_add(room, "Mair Evans");
	desk_keep_steps(room->desk, "matters", "one \"two\"\n");
	desk_keep_steps(room->desk, "meals", "three");
	expect(room, "matters", "one \"two\"\n");
	reopen(room);
	expect(room, "matters", NULL);
	desk_keep_steps(room->desk, "matters", "one \"two\"\n");
	desk_keep_steps(room->desk, "meals", "three");
	room_set(room, "matters", "The sea.");
	reopen(room);
	expect(room, "matters", "one \"two\"\n");
	expect(room, "meals", "three");
	expect(room, "sleep", NULL);
	desk_keep_steps(room->desk, "matters", "");
	cr_assert(desk_save_steps(room->desk, &room->err));
	cr_assert_eq(sheet_count(room), 0);
	reopen(room);
	expect(room, "matters", NULL);
	expect(room, "meals", "three");
	/* Another person's are others. */
	room_add(room, "Huw Evans");
	expect(room, "meals", NULL);
	room_free(room);
}

Test(steps, that_were_typed_longest_ago_give_way)
{
	struct room *room = room_new();
	struct str large = STR_EMPTY;

	room_add(room, "Mair Evans");
	for (size_t i = 0; i < STEPS_MOST / 2; i++)
		str_put_char(&large, 'x');
	desk_keep_steps(room->desk, "first", "1");
	desk_keep_steps(room->desk, "second", large.text);
	desk_keep_steps(room->desk, "first", "1");
	desk_keep_steps(room->desk, "third", large.text);
	expect(room, "second", NULL);
	expect(room, "first", "1");
	expect(room, "third", large.text);
	str_put(&large, large.text + STEPS_MOST / 4);
	str_put(&large, "y");
	for (size_t i = 0; i < STEPS_MOST; i++)
		str_put_char(&large, 'y');
	desk_keep_steps(room->desk, "fourth", large.text);
	expect(room, "fourth", NULL);
	expect(room, "first", NULL);
	str_release(&large);
	room_free(room);
}

/* JSON escapes what they are full of, and what is written is what counts. */
Test(steps, never_take_more_of_the_file_than_they_may)
{
	struct room *room = room_new();
	struct str quotes = STR_EMPTY;
	const char *text;

	room_add(room, "Mair Evans");
	for (size_t i = 0; i < STEPS_MOST / 8; i++)
		str_put_char(&quotes, i % 2 ? '"' : '\n');
	desk_keep_steps(room->desk, "first", quotes.text);
	for (size_t i = 0; i < 3; i++)
		desk_keep_steps(room->desk,
		    i == 0   ? "a"
		    : i == 1 ? "b"
			     : "c",
		    quotes.text);
	expect(room, "first", NULL);
	expect(room, "a", quotes.text);
	cr_assert(desk_save_steps(room->desk, &room->err));
	cr_assert(steps_read(room->desk, room->arena, &text, &room->err));
	cr_assert_leq(strlen(text), STEPS_MOST);
	str_release(&quotes);
	room_free(room);
}

/* Whoever asks what is held about them reads it, and no program's marks. */
Test(steps, are_told_in_words_to_whom_they_are_about)
{
	static const char wanted[] = "Kept so that typing can be taken back\n"
				     "  What matters to you?\n"
				     "    written: On Fridays \n"
				     "    taken away: Fridays\n"
				     "    written: Sundays\n"
				     "    \"we\" go\n"
				     "  DECIDE: ";
	struct room *room = room_new();
	struct str told = STR_EMPTY;

	room_add(room, "Mair Evans");
	desk_keep_steps(room->desk, "other 0 0", "words");
	desk_keep_steps(room->desk, "worker:meals 0 0",
	    "{\"steps\":[[\"t\",0,\"\",\"some\"]]}");
	desk_keep_steps(room->desk, "matters 0 0",
	    "{\"done\":2,\"sum\":\"0b1f\",\"steps\":[[\"t\",0,\"\","
	    "\"On Fridays \"],[\"p\",3,\"Fridays\",\"Sundays\\n\\\"we\\\" "
	    "go\"]]}");
	room_set(room, "matters", "On Sundays\n\"we\" go");
	cr_assert(desk_put_access(&told, room->desk, &room->err));
	cr_assert_not_null(strstr(told.text, wanted), "%s", told.text);
	cr_assert_not_null(strstr(told.text, "    This cannot be read any "
					     "more, so here it is as it is "
					     "kept: words\n"));
	str_release(&told);
	room_free(room);
}

Test(steps, go_when_anything_is_struck_out)
{
	struct room *room = room_new();
	const struct address meals = {.field = "meals"};
	uint64_t revision = desk_steps_revision(room->desk);
	size_t versions;

	room_add(room, "Mair Evans");
	room_set(room, "meals", "some");
	desk_keep_steps(room->desk, "matters", "words");
	room_set(room, "matters", "The sea.");
	cr_assert(desk_strike(room->desk, &meals, &versions, &room->err));
	expect(room, "matters", NULL);
	cr_assert_neq(desk_steps_revision(room->desk), revision);
	reopen(room);
	expect(room, "matters", NULL);
	room_free(room);
}

Test(steps, go_when_a_version_is_frozen)
{
	struct room *room = room_new();
	const char *text;

	room_add_ready(room);
	desk_keep_steps(room->desk, "matters", "words");
	room_set(room, "matters", "The sea.");
	uint64_t revision = desk_revision(room->desk);
	room_freeze(room);
	/* Whoever has them on a screen hears of it. */
	cr_assert_neq(desk_revision(room->desk), revision);
	expect(room, "matters", NULL);
	cr_assert(steps_read(room->desk, room->arena, &text, &room->err));
	cr_assert_null(text);
	room_free(room);
}

/* The disk takes it and says that it has not, or the other way round. */
/* Freeze on a disk whose n-th operation fails; how many there were. */
static long
freeze_failing(struct room *room, struct faulty *disk, long n, int *number)
{
	const struct freeze_of of = {.size = NULL};
	struct str gaps = STR_EMPTY;
	long operations;

	faulty_fail(disk, n, FAULTY_ERROR, true);
	desk_freeze(room->desk, &of, number, &gaps, &room->err);
	operations = faulty_operations(disk);
	faulty_heal(disk);
	err_clear(&room->err);
	str_release(&gaps);
	return operations;
}

Test(steps, go_with_a_version_that_was_frozen_all_the_same)
{
	struct room *room = room_new();
	struct faulty *disk = faulty_new("faulty");
	struct str file = STR_EMPTY;
	size_t kept = 0, gone = 0;
	int number;

	room_add_ready(room);
	desk_keep_steps(room->desk, "matters", "words");
	room_set(room, "matters", "The sea.");
	desk_close_file(room->desk);
	cr_assert(file_read(room->file, 1 << 24, &file, &room->err));
	room_on_faulty_disk(room, &file);
	/* From the last one on: it alone fails when all is saved. */
	for (long n = freeze_failing(room, disk, LONG_MAX, &number); n > 0;
	     n -= faulty_after(0)) {
		room_on_faulty_disk(room, &file);
		expect(room, "matters", "words");
		freeze_failing(room, disk, n, &number);
		room_set(room, "meals", "all");
		cr_assert(desk_latest_version(room->desk, &number, &room->err));
		expect(room, "matters", number > 0 ? NULL : "words");
		gone += number > 0;
		kept += number == 0;
	}
	cr_assert(gone > 0 && kept > 0, "%zu, %zu", gone, kept);
	str_release(&file);
	room_free(room);
	faulty_free(disk);
}

Test(steps, that_cannot_be_read_are_none)
{
	static const char *const spoilt[] = {
	    "{", "7", "[[1]]", "[[\"matters\",7],7,[]]", ""};
	struct room *room = room_new();

	room_add(room, "Mair Evans");
	for (size_t i = 0; i < sizeof(spoilt) / sizeof(*spoilt); i++) {
		cr_assert(store_put_setting(
		    room->desk->store, "typed.1.steps", spoilt[i], &room->err));
		reopen(room);
		expect(room, "matters", NULL);
	}
	room_free(room);
}

/* Give it back as steps lead there; gives what happened. */
static enum act
answer_back(struct room *room, const char *field, const char *text)
{
	const struct address address = {.field = field};
	const struct opened *open = &room->desk->open;
	size_t before = open->event_count;

	cr_assert(desk_answer_back(
	    room->desk, &address, text, NULL, NULL, &room->err));
	cr_assert(text_is(room_answer(room, field), *text ? text : NULL));
	return open->event_count == before
		   ? ACT_MAX
		   : open->events[open->event_count - 1].act;
}

Test(steps, that_lead_back_undo_the_acts_done_last)
{
	struct room *room = room_new();

	room_add(room, "Mair Evans");
	room_set(room, "meals", "some");
	room_set(room, "matters", "One.");
	room_set(room, "matters", "One. Two.");
	cr_assert_eq(answer_back(room, "matters", "One. Two."), ACT_MAX);
	cr_assert_eq(answer_back(room, "matters", "One."), ACT_UNDO);
	cr_assert_eq(answer_back(room, "matters", "One. Two."), ACT_REDO);
	size_t events = room->desk->open.event_count;
	/* Two acts, and all of it in one: there is no half of it. */
	cr_assert_eq(answer_back(room, "matters", ""), ACT_UNDO);
	cr_assert_eq(room->desk->open.event_count, events + 1);
	cr_assert(room_redo(room));
	cr_assert_str_eq(room_answer(room, "matters"), "One.");
	cr_assert(room_undo(room));
	events = room->desk->open.event_count;
	cr_assert_eq(answer_back(room, "matters", "One. Two."), ACT_REDO);
	cr_assert_eq(room->desk->open.event_count, events + 1);
	cr_assert_eq(answer_back(room, "matters", ""), ACT_UNDO);
	reopen(room);
	cr_assert_eq(answer_back(room, "matters", "One. Two."), ACT_REDO);
	struct str told = STR_EMPTY;
	cr_assert(desk_put_verified(&told, room->desk, &room->err));
	str_release(&told);
	/* What was never answered, and what lies behind another's act. */
	cr_assert_eq(answer_back(room, "matters", "On"), ACT_CHANGE);
	room_set(room, "meals", "none");
	cr_assert_eq(answer_back(room, "matters", "One. Two."), ACT_CHANGE);
	/* All of it can be taken back as ever. */
	cr_assert(room_undo(room) && room_undo(room));
	cr_assert_str_eq(room_answer(room, "meals"), "some");
	room_free(room);
}
