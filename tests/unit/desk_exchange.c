/*
 * What leaves the desk in files and comes back: plans out and in again, and
 * nothing at all of a file that is refused.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "desk/draft.h"
#include "desk/exchange.h"
#include "rig/room.h"

/* Export the open plan into a file in the room. */
static const char *
export_plan(struct room *room, const char *name)
{
	const char *path = room_path(room, name);
	struct str bytes = STR_EMPTY;
	cr_assert(desk_export(room->desk, EXPORT_JSON, &bytes, &room->err));
	cr_assert(file_write(path, bytes.text, bytes.length, &room->err));
	str_release(&bytes);
	return path;
}

static size_t
count_people(struct room *room)
{
	size_t count;
	cr_assert(desk_count(room->desk, &count, &room->err));
	return count;
}

/* What the plan holds, but for which forms and numbers are there. */
static void
fill(struct room *room)
{
	const struct address matters = {.field = "matters"};
	room_add(room, "Mair Evans");
	cr_assert(desk_answer(room->desk, &matters, "My garden", "Delyth",
	    "said so", &room->err));
	room_set(room, "meals", "whatever");
	room_set(room, "worker:meals", "all");
	for (int i = 0; i < 3; i++)
		room_add_row(room, "lines");
	room_set(room, "lines.3.cost", "12.50");
	cr_assert(desk_move_row(room->desk, "lines", 3, 0, &room->err));
	cr_assert(desk_remove_row(room->desk, "lines", 2, &room->err));
}

Test(exchange, brings_a_plan_back_as_it_was)
{
	struct room *room = room_new();
	struct str references = STR_EMPTY, notes = STR_EMPTY;
	fill(room);
	const char *before = room_plan(room);
	const char *path = export_plan(room, "mair.json");
	cr_assert(
	    desk_import(room->desk, path, &references, &notes, &room->err));
	cr_assert_str_eq(references.text, "0002\n");
	cr_assert(text_starts(notes.text, "meals: "), "%s", notes.text);
	cr_assert_not(desk_has_plan(room->desk));
	for (int i = 0; i < 2; i++) {
		room_open(room, "2");
		cr_assert_str_eq(room_plan(room), before);
		cr_assert_not(room_undo(room), "an import is a beginning");
		room_reopen(room);
	}
	cr_assert_eq(count_people(room), 2);
	str_release(&references);
	str_release(&notes);
	room_free(room);
}

Test(exchange, keeps_answers_that_the_forms_here_do_not_ask)
{
	struct room *room = room_new();
	struct str references = STR_EMPTY, notes = STR_EMPTY;
	room_add(room, "Mair Evans");
	room_set(room, "risk", "A fall");
	room_change_forms(
	    room, "1-small.form", "question: risk", "question: worry");
	cr_assert(desk_adopt_forms(room->desk, &room->err));
	const char *before = room_plan(room);
	const char *path = export_plan(room, "mair.json");
	cr_assert(
	    desk_import(room->desk, path, &references, &notes, &room->err));
	room_open(room, "2");
	cr_assert_str_eq(room_plan(room), before);
	str_release(&references);
	str_release(&notes);
	room_free(room);
}

Test(exchange, takes_nothing_of_a_file_that_is_refused)
{
	static const struct {
		const char *text;
		enum word word;
	} cases[] = {
	    {"{", WORD_JSON_ENDS_EARLY},
	    {"{}", WORD_JSON_NO_PLAN},
	    {"{\"format\": \"sevensteps-plan\", \"version\": 1,"
	     " \"answers\": {\"name\": \"Huw\", \"meal\": \"some\"}}",
		WORD_JSON_NO_FIELD_NEAR},
	};
	struct room *room = room_new();
	struct str references = STR_EMPTY, notes = STR_EMPTY;
	const char *path = room_path(room, "it.json");
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		cr_assert(file_write(
		    path, cases[i].text, strlen(cases[i].text), &room->err));
		cr_assert_not(desk_import(
		    room->desk, path, &references, &notes, &room->err));
		cr_assert(room_says(room, cases[i].word));
		cr_assert_eq(count_people(room), 0);
		cr_assert_not(desk_has_plan(room->desk));
		cr_assert_str_empty(references.text);
		cr_assert_str_empty(notes.text);
	}
	cr_assert_not(desk_import(room->desk, room_path(room, "none.json"),
	    &references, &notes, &room->err));
	cr_assert(room_says(room, WORD_FILE_MISSING));
	room_free(room);
}

static bool
take_row(struct room *room, int row)
{
	struct str references = STR_EMPTY, notes = STR_EMPTY;
	const char *path = room_path(room, "it.json");
	const char *text = arena_format(room->arena,
	    "{\"format\": \"sevensteps-plan\", \"version\": 1,"
	    " \"lists\": {\"lines\": [{\"row\": %d}]}}",
	    row);
	cr_assert(file_write(path, text, strlen(text), &room->err));
	bool is_taken =
	    desk_import(room->desk, path, &references, &notes, &room->err);
	str_release(&references);
	str_release(&notes);
	return is_taken;
}

/* The last number there is would leave none for the next row. */
Test(exchange, leaves_room_in_lists_for_more_rows)
{
	struct room *room = room_new();
	int row;
	cr_assert_not(take_row(room, ROW_MAX));
	cr_assert(room_says(room, WORD_JSON_ROW_NUMBER));
	cr_assert_not(take_row(room, ROW_MAX / 2 + 1));
	cr_assert(room_says(room, WORD_JSON_ROW_NUMBER));
	cr_assert(take_row(room, ROW_MAX / 2));
	room_open(room, "1");
	cr_assert(desk_add_row(room->desk, "lines", &row, &room->err));
	cr_assert_eq(row, ROW_MAX / 2 + 1);
	room_free(room);
}

Test(exchange, says_when_a_list_can_take_no_more_rows)
{
	struct room *room = room_new();
	struct draft draft = {.desk = room->desk};
	struct str notes = STR_EMPTY;
	int row;
	room_add(room, "Mair Evans");
	draft_add(&draft, (struct change){
			      .kind = CHANGE_ROW,
			      .repeat = "lines",
			      .row = ROW_MAX,
			      .place_before = -1,
			      .place_after = 0,
			  });
	cr_assert(draft_commit(&draft, ACT_CHANGE, 0, &room->err));
	cr_assert_not(desk_add_row(room->desk, "lines", &row, &room->err));
	cr_assert(room_says(room, WORD_DESK_LIST_FULL));
	const struct setting next = {"lines.1000001.cost", "3"};
	cr_assert_not(desk_set(room->desk, &next, 1, &notes, &room->err));
	cr_assert(room_says(room, WORD_PLAN_NO_ROW_FULL));
	room_set(room, "lines.1000000.cost", "3");
	room_free(room);
}

Test(exchange, takes_as_many_rows_as_a_list_can_hold)
{
	struct room *room = room_new();
	struct str text = STR_EMPTY, references = STR_EMPTY, notes = STR_EMPTY;
	const char *path = room_path(room, "it.json");
	int row;
	str_put(&text, "{\"format\": \"sevensteps-plan\", \"version\": 1,"
		       " \"lists\": {\"lines\": [{}");
	for (int i = 1; i < ROWS_MAX; i++)
		str_put(&text, ",{}");
	str_put(&text, "]}}");
	cr_assert(file_write(path, text.text, text.length, &room->err));
	cr_assert(
	    desk_import(room->desk, path, &references, &notes, &room->err));
	room_open(room, "1");
	cr_assert_not(desk_add_row(room->desk, "lines", &row, &room->err));
	cr_assert(room_says(room, WORD_DESK_LIST_FULL));
	const struct setting next = {"lines.1001.cost", "3"};
	cr_assert_not(desk_set(room->desk, &next, 1, &notes, &room->err));
	cr_assert(room_says(room, WORD_DESK_LIST_FULL));
	cr_assert(desk_remove_row(room->desk, "lines", 7, &room->err));
	cr_assert(desk_set(room->desk, &next, 1, &notes, &room->err));
	str_release(&text);
	str_release(&references);
	room_free(room);
}

Test(exchange, knows_its_formats_by_name)
{
	struct room *room = room_new();
	struct str bytes = STR_EMPTY;
	room_add(room, "Mair Evans");
	cr_assert_eq(export_format_find("json"), EXPORT_JSON);
	cr_assert_eq(export_format_find("csv"), EXPORT_CSV);
	cr_assert_eq(export_format_find("text"), EXPORT_TEXT);
	cr_assert_eq(export_format_find("xml"), EXPORT_MAX);
	cr_assert(desk_export(room->desk, EXPORT_CSV, &bytes, &room->err));
	cr_assert_not_null(strstr(bytes.text, "\"Mair Evans\""));
	str_clear(&bytes);
	cr_assert(desk_export(room->desk, EXPORT_TEXT, &bytes, &room->err));
	cr_assert_not_null(strstr(bytes.text, "Mair Evans"));
	str_release(&bytes);
	room_free(room);
}
