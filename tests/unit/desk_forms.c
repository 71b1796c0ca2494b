/*
 * Which forms a plan lies open with: those it was made with, whatever happens
 * to the files in the folder, until somebody takes the new ones.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "rig/room.h"

/* The word a person reads above the question, or NULL if it is not asked. */
static const char *
label_of(struct room *room, const char *id)
{
	const struct form_set *set = desk_forms(room->desk);
	size_t field = form_find_field(set, id);
	return field == NONE ? NULL
			     : wording_get(&set->fields[field].label, "en");
}

/* What the forms of a year later do to those of today. */
static void
rename_things(struct room *room)
{
	room_change_forms(room, "1-small.form", "question: matters\n",
	    "question: what_matters\nwas: matters\n");
	room_change_forms(room, "2-facts.form", "shown by: matters",
	    "shown by: what_matters");
	room_change_forms(room, "1-small.form", "repeat: outcomes\n",
	    "repeat: goals\nwas: outcomes\n");
	room_change_forms(
	    room, "1-small.form", "rows of: outcomes", "rows of: goals");
	for (int i = 0; i < 2; i++)
		room_change_forms(
		    room, "1-small.form", "in: outcomes", "in: goals");
	room_change_forms(room, "1-small.form", "question: risk\ntype: long\n",
	    "question: worry\ntype: line\n");
}

Test(forms, of_a_plan_stay_when_those_in_the_folder_change)
{
	struct room *room = room_new();
	struct forms_change change;
	room_add(room, "Mair Evans");
	room_set(room, "matters", "My garden");
	const struct form_set *forms = desk_forms(room->desk);
	const struct readiness *readiness = desk_readiness(room->desk);
	cr_assert(desk_forms_change(room->desk, &change, &room->err));
	cr_assert_not(change.differs);
	cr_assert_eq(desk_readiness(room->desk), readiness);

	rename_things(room);
	cr_assert(desk_forms_change(room->desk, &change, &room->err));
	cr_assert(change.differs);
	cr_assert_eq(desk_forms(room->desk), forms, "it lies open with them");
	cr_assert_eq(desk_readiness(room->desk), readiness);
	room_set(room, "matters", "My dog");
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_str_eq(label_of(room, "matters"), "What matters to you?");
	cr_assert_null(label_of(room, "what_matters"));
	room_add(room, "Huw Price");
	cr_assert_not_null(label_of(room, "what_matters"));
	room_open(room, "Mair");
	cr_assert_null(label_of(room, "what_matters"));
	room_free(room);
}

Test(forms, that_are_new_are_told_before_they_are_taken)
{
	struct room *room = room_new();
	struct forms_change change;
	room_add(room, "Mair Evans");
	room_set(room, "matters", "My garden");
	room_set(room, "risk", "A fall");
	room_set(room, "worker:risk", "None");
	const char *before = room_plan(room);
	rename_things(room);
	cr_assert(desk_forms_change(room->desk, &change, &room->err));
	cr_assert(change.differs);
	cr_assert_eq(change.added, 1);
	cr_assert_eq(change.renamed, 1);
	cr_assert_eq(change.gone, 1);
	cr_assert_eq(change.kept_answers, 2);
	cr_assert_str_eq(room_plan(room), before, "telling changes nothing");
	room_free(room);
}

Test(forms, that_are_taken_move_answers_and_lose_none)
{
	struct room *room = room_new();
	const struct address risk = {.field = "risk"};
	struct forms_change change;
	room_add(room, "Mair Evans");
	room_set(room, "matters", "My garden");
	room_set(room, "risk", "A fall");
	room_add_row(room, "outcomes");
	room_add_row(room, "outcomes");
	cr_assert(desk_remove_row(room->desk, "outcomes", 2, &room->err));
	room_set(room, "outcomes.1.outcome", "To sing");
	rename_things(room);
	cr_assert(desk_adopt_forms(room->desk, &room->err));
	for (int i = 0; i < 2; i++) {
		cr_assert_str_eq(
		    room_answer(room, "what_matters"), "My garden");
		cr_assert_str_eq(
		    room_answer(room, "goals.1.outcome"), "To sing");
		cr_assert_eq(plan_next_row(desk_plan(room->desk), "goals"), 3);
		cr_assert_str_eq(
		    plan_answer(desk_plan(room->desk), &risk)->text, "A fall");
		cr_assert(desk_forms_change(room->desk, &change, &room->err));
		cr_assert_not(change.differs);
		room_reopen(room);
		room_open(room, "Mair");
	}
	const char *before = room_plan(room);
	cr_assert(desk_adopt_forms(room->desk, &room->err), "again is nothing");
	cr_assert_str_eq(room_plan(room), before);
	room_free(room);
}

/* Undo and redo change the forms under an open plan. */
Test(forms, that_were_taken_go_back_and_come_again)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	room_set(room, "matters", "My garden");
	rename_things(room);
	cr_assert(desk_adopt_forms(room->desk, &room->err));
	room_reopen(room);
	room_open(room, "Mair");
	for (int i = 0; i < 2; i++) {
		cr_assert(room_undo(room));
		cr_assert_null(label_of(room, "what_matters"));
		cr_assert_str_eq(room_answer(room, "matters"), "My garden");
		cr_assert_not_null(desk_readiness(room->desk));
		cr_assert(room_redo(room));
		cr_assert_not_null(label_of(room, "what_matters"));
		cr_assert_str_eq(
		    room_answer(room, "what_matters"), "My garden");
	}
	/* Now the folder has a third set, and the plan another two. */
	cr_assert(room_undo(room));
	room_change_forms(room, "1-small.form", "title: You\n", "title: Me\n");
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert(room_redo(room));
	cr_assert_str_eq(room_answer(room, "what_matters"), "My garden");
	cr_assert(room_undo(room));
	cr_assert_str_eq(room_answer(room, "matters"), "My garden");
	room_free(room);
}

Test(forms, with_mistakes_lock_no_plan_away)
{
	struct room *room = room_new();
	struct forms_change change;
	room_add(room, "Mair Evans");
	room_set(room, "matters", "My garden");
	room_change_forms(room, "1-small.form", "type: line", "type: lime");
	for (int i = 0; i < 2; i++) {
		cr_assert_not(
		    desk_forms_change(room->desk, &change, &room->err));
		cr_assert_str_eq(room->err.arguments[1], "1");
		cr_assert(room_says(room, WORD_DESK_FORMS_WRONG));
		cr_assert_not(desk_adopt_forms(room->desk, &room->err));
		cr_assert(room_says(room, WORD_DESK_FORMS_WRONG));
		cr_assert_not(
		    desk_add_plan(room->desk, "Huw Price", &room->err));
		cr_assert(room_says(room, WORD_DESK_FORMS_WRONG));
		cr_assert(desk_has_plan(room->desk), "the open plan stays");
		room_set(room, "matters", "My dog");
		room_reopen(room);
		room_open(room, "Mair");
	}
	room_free(room);
}

Test(forms, that_can_never_be_asked_are_not_taken)
{
	struct room *room = room_new();
	room_change_forms(room, "1-small.form", "question: matters\n",
	    "question: secret\ntype: line\nlabel: Never\n"
	    "ask if: meals = 'none' and meals = 'some'\n\n"
	    "question: matters\n");
	cr_assert_not(desk_add_plan(room->desk, "Huw Price", &room->err));
	cr_assert(room_says(room, WORD_DESK_FORMS_WRONG));
	cr_assert_str_eq(room->err.arguments[1], "1");
	room_free(room);
}

Test(forms, are_the_same_in_any_encoding)
{
	struct room *room = room_new();
	struct forms_change change;
	struct str text = STR_EMPTY, wide = STR_EMPTY;
	const char *path = file_join(room->arena, room->forms, "1-small.form");
	room_add(room, "Mair Evans");
	cr_assert(file_read(path, FILE_LIMIT, &text, &room->err));
	str_put_n(&wide, "\xff\xfe", 2);
	for (size_t i = 0; i < text.length; i++) {
		if (text.text[i] == '\n')
			str_put_n(&wide, "\r\0", 2);
		str_put_n(&wide, &text.text[i], 1);
		str_put_n(&wide, "\0", 1);
	}
	cr_assert(file_write(path, wide.text, wide.length, &room->err));
	cr_assert(desk_forms_change(room->desk, &change, &room->err));
	cr_assert_not(change.differs);
	room_add(room, "Huw Price");
	room_set(room, "meals", "some");
	cr_assert(file_write(path, text.text, text.length, &room->err));
	room_change_forms(room, "1-small.form", "title: You\n", "title: Me\n");
	room_reopen(room);
	room_open(room, "Huw");
	cr_assert_not_null(label_of(room, "meals"));
	str_release(&text);
	str_release(&wide);
	room_free(room);
}
