/*
 * Freezing versions, printing them again, and what differs between them.
 */
#include "desk/freeze.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "desk/print.h"
#include "rig/room.h"

static const struct freeze_of as_read = {.size = NULL};

/* It is refused so; what is missing goes to gaps. */
static void
expect_refused(struct room *room, const struct freeze_of *of, enum word word,
    struct str *gaps)
{
	int number;
	cr_assert_not(desk_freeze(room->desk, of, &number, gaps, &room->err));
	cr_assert(room_says(room, word));
	cr_assert_eq(number, 0);
}

static struct str
print(struct room *room, const struct print_of *of)
{
	struct str bytes = STR_EMPTY;
	struct str said = STR_EMPTY;
	bool is_done = desk_print(room->desk, of, &bytes, &room->err);
	if (!is_done)
		err_put(&said, &room->err, words_english());
	cr_assert(is_done, "%s", said.text);
	str_release(&said);
	return bytes;
}

/* Is the text on the paper, when it is printed as text? */
static bool
says(struct room *room, struct print_of of, const char *text)
{
	of.format = FORMAT_TEXT;
	struct str bytes = print(room, &of);
	bool is_there = strstr(bytes.text, text) != NULL;
	str_release(&bytes);
	return is_there;
}

static const struct frozen_version *
list(struct room *room, size_t *count)
{
	const struct frozen_version *versions;
	cr_assert(desk_list_versions(
	    room->desk, room->arena, &versions, count, &room->err));
	return versions;
}

Test(freeze, is_refused_with_every_gap_named)
{
	struct room *room = room_new();
	struct str gaps = STR_EMPTY;
	size_t count;
	room_add(room, "Mair Evans");
	expect_refused(room, &as_read, WORD_DESK_FREEZE_GAPS, &gaps);
	cr_assert_not_null(strstr(gaps.text, "[matters]\n"), "%s", gaps.text);
	cr_assert_null(strstr(gaps.text, "\n\n"), "%s", gaps.text);
	list(room, &count);
	cr_assert_eq(count, 0);
	str_release(&gaps);
	room_free(room);
}

Test(freeze, keeps_each_paper_as_it_was_handed_over)
{
	struct room *room = room_new();
	const struct print_of of = {.version = 1};
	const struct print_of sum = {.version = 1, .part = "sum"};
	size_t count;
	room_add_ready(room);
	cr_assert_eq(room_freeze(room), 1);
	struct str first = print(room, &of), its_sum = print(room, &sum);
	cr_assert(text_starts(first.text, "%PDF-"));
	cr_assert(first.length != its_sum.length);
	room_set(room, "matters", "My dog");
	room_reopen(room);
	room_open(room, "Mair");
	struct str again = print(room, &of), sum_again = print(room, &sum);
	cr_assert_eq(first.length, again.length);
	cr_assert(memcmp(first.text, again.text, first.length) == 0);
	cr_assert(memcmp(its_sum.text, sum_again.text, its_sum.length) == 0);
	const struct frozen_version *versions = list(room, &count);
	cr_assert_eq(count, 1);
	cr_assert_eq(versions[0].paper_count, 2);
	cr_assert_str_eq(versions[0].papers[0].document, "plan");
	cr_assert_str_eq(versions[0].papers[0].size, "clear");
	cr_assert_eq(versions[0].papers[0].length, first.length);
	str_release(&first);
	str_release(&its_sum);
	str_release(&again);
	str_release(&sum_again);
	room_free(room);
}

Test(freeze, begins_the_next_version_when_something_changes)
{
	struct room *room = room_new();
	struct str gaps = STR_EMPTY;
	size_t count;
	room_add_ready(room);
	room_freeze(room);
	expect_refused(room, &as_read, WORD_DESK_FREEZE_SAME, &gaps);
	room_set(room, "matters", "My dog");
	cr_assert_eq(room_freeze(room), 2);
	const struct frozen_version *versions = list(room, &count);
	cr_assert_eq(count, 2);
	cr_assert_str_neq(versions[0].code, versions[1].code);
	cr_assert_eq(strlen(versions[1].code), strlen("7F3A-91C2-Q0ZT-KM5P"));
	cr_assert_not_null(strstr(room_plan(room), "My dog"));
	str_release(&gaps);
	room_free(room);
}

Test(freeze, marks_versions_and_copies_and_calls_all_else_a_draft)
{
	struct room *room = room_new();
	struct str mark = STR_EMPTY;
	size_t count;
	room_add_ready(room);
	room_freeze(room);
	room_set(room, "matters", "My dog");
	const char *code = list(room, &count)[0].code;
	cr_assert(says(room, (struct print_of){.part = "plan"}, "DRAFT"));
	cr_assert_not(says(room, (struct print_of){.part = "plan"}, code));
	str_format(&mark, "COPY OF VERSION 1 · %s", code);
	const struct print_of copy = {.version = 1, .size = "giant"};
	cr_assert(says(room, copy, mark.text), "text is never handed over");
	cr_assert(says(room, copy, "My garden"));
	cr_assert_not(says(room, copy, "My dog"));
	cr_assert_not(says(room, copy, "DRAFT"));
	cr_assert_not(says(room, copy, "CAME AFTER"));
	struct str giant = print(room, &copy);
	cr_assert(text_starts(giant.text, "%PDF-"));
	room_freeze(room);
	cr_assert(says(room, copy, "VERSION 2 CAME"));
	str_release(&giant);
	str_release(&mark);
	room_free(room);
}

Test(freeze, takes_the_size_that_was_asked_for)
{
	struct room *room = room_new();
	const struct freeze_of large = {.size = "large"};
	struct str gaps = STR_EMPTY;
	size_t count;
	int number;
	room_add_ready(room);
	expect_refused(room, &(struct freeze_of){.size = "tiny"},
	    WORD_DESK_SIZE_UNKNOWN, &gaps);
	cr_assert(desk_freeze(room->desk, &large, &number, &gaps, &room->err));
	cr_assert_str_eq(list(room, &count)[0].papers[0].size, "large");
	const struct print_of of = {.version = 1};
	struct str kept = print(room, &of);
	cr_assert_eq(kept.length, list(room, &count)[0].papers[0].length);
	str_release(&kept);
	str_release(&gaps);
	room_free(room);
}

Test(freeze, is_no_act_that_undo_would_undo)
{
	struct room *room = room_new();
	room_add_ready(room);
	room_set(room, "matters", "My dog");
	room_freeze(room);
	cr_assert(room_undo(room));
	cr_assert_str_eq(room_answer(room, "matters"), "My garden");
	cr_assert_eq(room_freeze(room), 2);
	cr_assert(room_redo(room));
	cr_assert_str_eq(room_answer(room, "matters"), "My dog");
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_str_eq(room_answer(room, "matters"), "My dog");
	room_free(room);
}

Test(freeze, tells_what_differs_between_versions_and_now)
{
	static const struct {
		int from, to;
		const char *expected;
	} cases[] = {
	    {1, 2, "What matters to you? Before: “My garden” Now: “My dog”\n"},
	    {2, 1, "What matters to you? Before: “My dog” Now: “My garden”\n"},
	    {2, 0, "Have you a pet? New: “Yes”\n"},
	    {0, 0, "Have you a pet? New: “Yes”\n"},
	    {1, 1, ""},
	};
	struct room *room = room_new();
	struct str text = STR_EMPTY;
	bool is_different;
	room_add_ready(room);
	cr_assert_not(
	    desk_put_diff(&text, room->desk, 0, 0, &is_different, &room->err));
	cr_assert(room_says(room, WORD_DESK_NO_VERSIONS));
	room_freeze(room);
	room_set(room, "matters", "My dog");
	room_freeze(room);
	room_set(room, "pet", "yes");
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		str_clear(&text);
		cr_assert(desk_put_diff(&text, room->desk, cases[i].from,
		    cases[i].to, &is_different, &room->err));
		cr_assert_str_eq(text.text, cases[i].expected);
		cr_assert_eq(is_different, text.length > 0);
	}
	cr_assert_not(
	    desk_put_diff(&text, room->desk, 1, 3, &is_different, &room->err));
	cr_assert(room_says(room, WORD_DESK_NO_VERSION));
	cr_assert(says(room, (struct print_of){.part = "changes"}, "Yes"));
	const struct print_of second = {.part = "changes", .version = 2};
	cr_assert(says(room, second, "My garden"));
	cr_assert(says(room, second, "COPY OF VERSION 2"));
	str_release(&text);
	room_free(room);
}

/* The event cannot be written: nothing of the version may stay, nor be missed
 * by what is done next. */
Test(freeze, is_whole_or_not_at_all)
{
	struct room *room = room_new();
	struct str gaps = STR_EMPTY;
	size_t count;
	int number;
	room_add_ready(room);
	room_sql(room,
	    "CREATE TRIGGER stop BEFORE INSERT ON event"
	    " WHEN new.act = 'freeze' BEGIN SELECT RAISE(ABORT, 'no'); END");
	room_open(room, "Mair");
	cr_assert_not(
	    desk_freeze(room->desk, &as_read, &number, &gaps, &room->err));
	err_clear(&room->err);
	cr_assert_eq(number, 0);
	list(room, &count);
	cr_assert_eq(count, 0);
	room_set(room, "matters", "My dog");
	cr_assert_str_eq(room_answer(room, "matters"), "My dog");
	room_sql(room, "DROP TRIGGER stop");
	room_open(room, "Mair");
	cr_assert_eq(room_freeze(room), 1);
	str_release(&gaps);
	room_free(room);
}

static void
say(struct room *room, enum setting_id id, const char *number)
{
	cr_assert(settings_say(
	    room->settings, id, SETTING_BY_OPTION, number, &room->err));
}

/* It is printed as what was printed before. */
static void
expect_same(struct room *room, const struct print_of *of, struct str *before)
{
	struct str now = print(room, of);
	cr_assert_eq(now.length, before->length);
	cr_assert(memcmp(now.text, before->text, now.length) == 0);
	str_release(&now);
	str_release(before);
}

Test(freeze, keeps_the_numbers_that_the_paper_says)
{
	struct room *room = room_new();
	const struct print_of text = {.version = 1, .format = FORMAT_TEXT};
	const struct print_of giant = {.version = 1, .size = "giant"};
	room_change_forms(room, "2-facts.form", "phone: 01632 960123\n", "");
	room_add_ready(room);
	say(room, SETTING_OUT_OF_HOURS, "Duty team, 01632 960000");
	cr_assert_eq(room_freeze(room), 1);
	struct str as_text = print(room, &text), as_giant = print(room, &giant);
	cr_assert_not_null(strstr(as_text.text, "01632 960000"));
	room_reopen(room);
	room_open(room, "Mair");
	say(room, SETTING_OUT_OF_HOURS, "Night team, 01632 960009");
	say(room, SETTING_COMPLAINTS, "Huw, 01632 960001");
	expect_same(room, &text, &as_text);
	expect_same(room, &giant, &as_giant);
	/* The numbers are what another version may differ by. */
	cr_assert_eq(room_freeze(room), 2);
	cr_assert(says(room, (struct print_of){.version = 2}, "960009"));
	room_free(room);
}

/* It said what the settings say, before numbers were kept. */
Test(freeze, prints_a_version_without_numbers_as_ever)
{
	struct room *room = room_new();
	room_change_forms(room, "2-facts.form", "phone: 01632 960123\n", "");
	room_add_ready(room);
	room_freeze(room);
	room_spoil(room, "UPDATE version SET readings = replace(readings,"
			 " '\"numbers\":[],', '')");
	room_open(room, "Mair");
	say(room, SETTING_OUT_OF_HOURS, "Night team, 01632 960009");
	cr_assert(says(room, (struct print_of){.version = 1}, "960009"));
	room_free(room);
}

/* Another program, or another day's forms, must not speak for a version. */
Test(freeze, composes_a_version_with_the_forms_and_the_day_it_had)
{
	struct room *room = room_new();
	const struct print_of copy = {.version = 1, .format = FORMAT_TEXT};
	room_add_ready(room);
	room_freeze(room);
	struct str before = print(room, &copy);
	room_change_forms(room, "1-small.form", "paper: What matters to me",
	    "paper: What is dear to me");
	room->now += 400 * 24 * 3600;
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert(desk_adopt_forms(room->desk, &room->err));
	cr_assert(says(room, copy, "What matters to me"));
	cr_assert(says(
	    room, (struct print_of){.part = "plan"}, "What is dear to me"));
	str_release(&before);
	room_free(room);
}
