/*
 * Acts on the open plan: each is one event on the disk, undone and redone in
 * one go; one that cannot be saved has never been.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "desk/privacy.h"
#include "desk/state.h"
#include "desk/steps.h"
#include "rig/faulty.h"
#include "rig/room.h"

/* --- Answers and rows ----------------------------------------------------- */

Test(acts, are_on_the_disk_when_they_are_done)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	room_set(room, "meals", "some");
	room_set(room, "worker:meals", "all");
	cr_assert_eq(room_add_row(room, "lines"), 1);
	cr_assert_eq(room_add_row(room, "lines"), 2);
	room_set(room, "lines.2.cost", "12.50");
	cr_assert(desk_move_row(room->desk, "lines", 2, 0, &room->err));
	cr_assert(desk_remove_row(room->desk, "lines", 1, &room->err));
	cr_assert_gt(desk_saved_at(room->desk), 0);
	const char *before = room_plan(room);
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_str_eq(room_plan(room), before);
	cr_assert_str_eq(room_answer(room, "lines.2.cost"), "12.50");
	cr_assert_str_eq(room_answer(room, "worker:meals"), "all");
	cr_assert_str_eq(room_answer(room, "meals"), "some");
	room_free(room);
}

Test(acts, are_none_when_nothing_changes)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	room_set(room, "matters", "My garden");
	size_t events = room->desk->open.event_count;
	uint64_t revision = desk_revision(room->desk);
	room_set(room, "matters", "My garden");
	room_set(room, "pet_name", "");
	room_set(room, "pet_name", " \n ");
	const struct setting same = {"matters", "My garden"};
	struct str notes = STR_EMPTY;
	cr_assert(desk_set(room->desk, &same, 1, &notes, &room->err));
	room_add_row(room, "lines");
	cr_assert(desk_move_row(room->desk, "lines", 1, 7, &room->err));
	cr_assert_eq(room->desk->open.event_count, events + 1);
	cr_assert(room_undo(room), "the row");
	cr_assert(room_undo(room), "the answer");
	cr_assert_null(room_answer(room, "matters"));
	cr_assert_gt(desk_revision(room->desk), revision);
	room_free(room);
}

Test(acts, let_a_person_be_found_by_what_they_are_called)
{
	struct room *room = room_new();
	size_t count;
	int64_t id;

	room_add(room, "Zbigniew Kowal");
	room_set(room, "called", "Zbyszek");
	room_add(room, "Zofia Kowal");
	const struct person *people = room_list(room, "zbysz", &count);
	cr_assert_eq(count, 1);
	cr_assert_str_eq(people[0].name, "Zbigniew Kowal");
	cr_assert(desk_find(room->desk, "zbigniew k", &id, &room->err));
	cr_assert_not(desk_find(room->desk, "z", &id, &room->err));
	room_free(room);
}

Test(acts, take_away_what_was_answered_under_a_former_id)
{
	struct room *room = room_new();
	const struct address former = {.field = "what_matters"},
			     now = {.field = "matters"};
	room_change_forms(room, "1-small.form", "question: matters\n",
	    "question: matters\nwas: what_matters\n");
	room_add(room, "Mair Evans");
	size_t field = form_find_field(desk_forms(room->desk), "matters");
	const struct result *result;

	cr_assert(desk_answer(
	    room->desk, &former, "My garden", NULL, NULL, &room->err));
	result = reading_result(desk_reading(room->desk), field, 0);
	cr_assert_str_eq(result->typed, "My garden");

	cr_assert(desk_answer(room->desk, &now, "", NULL, NULL, &room->err));
	result = reading_result(desk_reading(room->desk), field, 0);
	cr_assert_eq(result->state, STATE_OPEN);

	cr_assert(room_undo(room));
	cr_assert(
	    desk_answer(room->desk, &now, "My dog", NULL, NULL, &room->err));
	cr_assert(desk_answer(room->desk, &now, "", NULL, NULL, &room->err));
	result = reading_result(desk_reading(room->desk), field, 0);
	cr_assert_eq(result->state, STATE_OPEN);
	room_free(room);
}

Test(acts, keep_whose_words_an_answer_is)
{
	struct room *room = room_new();
	const struct address matters = {.field = "matters"};
	room_add(room, "Mair Evans");
	room_set(room, "matters", "My garden");
	cr_assert(desk_answer(room->desk, &matters, "My garden", "Delyth",
	    "said so", &room->err));
	cr_assert(desk_answer(room->desk, &matters, "My garden", "Delyth",
	    "by letter", &room->err));
	room_reopen(room);
	room_open(room, "1");
	const struct answer *answer =
	    plan_answer(desk_plan(room->desk), &matters);
	cr_assert_str_eq(answer->whose, "Delyth");
	cr_assert_str_eq(answer->how, "by letter");
	cr_assert(room_undo(room));
	cr_assert(room_undo(room));
	cr_assert_null(plan_answer(desk_plan(room->desk), &matters)->whose);
	room_free(room);
}

/* --- Undo and redo -------------------------------------------------------- */

Test(acts, give_whole_answers_of_several_voices_as_one)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	room_set(room, "meals", "some");
	const struct given given[] = {
	    {{"meals", 0, VOICE_WORKER}, {.text = "some", .whose = "Anna"}},
	    {{"matters", 0, VOICE_WORKER}, {.text = "Music", .how = "heard"}},
	};
	size_t events = room->desk->open.event_count;
	cr_assert(
	    desk_give(room->desk, given, ARRAY_LENGTH(given), &room->err));
	cr_assert_eq(room->desk->open.event_count, events + 1);
	for (size_t i = 0; i < ARRAY_LENGTH(given); i++) {
		const struct answer *answer =
		    plan_answer(desk_plan(room->desk), &given[i].address);
		cr_assert_gt(answer->at, 0);
		struct answer wanted = given[i].answer;
		wanted.at = answer->at;
		cr_assert(answer_is_same(answer, &wanted));
	}
	cr_assert(room_undo(room));
	cr_assert_null(room_answer(room, "worker:meals"));
	cr_assert_null(room_answer(room, "worker:matters"));
	cr_assert_str_eq(room_answer(room, "meals"), "some");
	room_free(room);
}

Test(acts, are_undone_and_redone_one_by_one)
{
	struct room *room = room_new();
	const char *states[5];
	room_add(room, "Mair Evans");
	states[0] = room_plan(room);
	room_set(room, "meals", "some");
	states[1] = room_plan(room);
	room_set(room, "meals", "all");
	states[2] = room_plan(room);
	room_add_row(room, "lines");
	states[3] = room_plan(room);
	room_set(room, "lines.1.what", "A gardener");
	states[4] = room_plan(room);
	for (int i = 3; i >= 0; i--) {
		cr_assert(room_undo(room));
		/* A removed row is remembered, so only answers go back. */
		if (i < 3)
			cr_assert_null(strstr(room_plan(room), "gardener"));
		else
			cr_assert_str_eq(room_plan(room), states[i]);
		room_reopen(room);
		room_open(room, "Mair");
	}
	for (int i = 1; i <= 4; i++) {
		cr_assert(room_redo(room));
		if (i >= 3)
			cr_assert_str_eq(room_plan(room), states[i]);
	}
	cr_assert_not(room_redo(room));
	room_free(room);
}

Test(acts, cannot_undo_that_a_person_was_added)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	cr_assert_not(room_undo(room));
	room_set(room, "name", "Mair Price");
	cr_assert(room_undo(room));
	cr_assert_not(room_undo(room));
	cr_assert_str_eq(room_answer(room, "name"), "Mair Evans");
	cr_assert(room_redo(room));
	room_free(room);
}

Test(acts, say_where_undo_and_redo_touched_first)
{
	struct room *room = room_new();
	struct address where;
	bool done;
	room_add(room, "Mair Evans");
	room_add_row(room, "lines");
	room_set(room, "lines.1.cost", "3");
	cr_assert(desk_undo(room->desk, &done, &where, &room->err));
	cr_assert(done);
	cr_assert_str_eq(where.field, "cost");
	cr_assert_eq(where.row, 1);
	cr_assert(desk_undo(room->desk, &done, &where, &room->err));
	cr_assert(done);
	cr_assert_null(where.field, "a row is no answer");
	cr_assert(desk_undo(room->desk, &done, &where, &room->err));
	cr_assert_not(done);
	cr_assert(desk_redo(room->desk, &done, NULL, &room->err));
	cr_assert(done);
	room_free(room);
}

Test(acts, are_told_before_they_are_taken_back)
{
	struct room *room = room_new();
	struct event event;
	bool done;
	room_add(room, "Mair Evans");
	cr_assert_not(desk_next_act(room->desk, ACT_UNDO, &event),
	    "that a person was added cannot be undone");
	room_add_row(room, "lines");
	room_set(room, "lines.1.cost", "3");
	cr_assert(desk_next_act(room->desk, ACT_UNDO, &event));
	cr_assert_eq(event.count, 1);
	cr_assert_eq(event.changes[0].kind, CHANGE_ANSWER);
	cr_assert_str_eq(event.changes[0].address.field, "cost");
	cr_assert_not(desk_next_act(room->desk, ACT_REDO, &event));
	cr_assert(desk_undo(room->desk, &done, NULL, &room->err));
	cr_assert(desk_next_act(room->desk, ACT_REDO, &event));
	cr_assert_str_eq(event.changes[0].address.field, "cost");
	cr_assert(desk_next_act(room->desk, ACT_UNDO, &event));
	cr_assert_eq(event.changes[0].kind, CHANGE_ROW);
	cr_assert_eq(event.changes[0].row, 1);
	room_free(room);
}

/* --- Several answers at once ---------------------------------------------- */

Test(acts, set_several_answers_as_one)
{
	struct room *room = room_new();
	struct str notes = STR_EMPTY;
	const struct setting settings[] = {
	    {"pet", "yes"},
	    {"pet_name", "Rex"},
	    {"lines.1.what", "A gardener"},
	    {"lines.1.cost", "twelve"},
	    {"lines.2.what", "A dog walker"},
	    {"worker:meals", "all"},
	    {"food", "some"},
	};
	room_add(room, "Mair Evans");
	cr_assert(desk_set(
	    room->desk, settings, ARRAY_LENGTH(settings), &notes, &room->err));
	cr_assert_not_null(strstr(notes.text, "lines.1.cost: "));
	cr_assert_not_null(strstr(notes.text, "kept as it was written.\n"));
	cr_assert_str_eq(room_answer(room, "lines.1.cost"), "twelve");
	cr_assert_str_eq(room_answer(room, "meals"), "some");
	cr_assert_str_eq(room_answer(room, "lines.2.what"), "A dog walker");
	const struct setting away = {"pet_name", " "};
	str_clear(&notes);
	cr_assert(desk_set(room->desk, &away, 1, &notes, &room->err));
	cr_assert_null(room_answer(room, "pet_name"));
	cr_assert_str_empty(notes.text);
	cr_assert(room_undo(room));
	cr_assert(room_undo(room));
	cr_assert_null(room_answer(room, "pet"));
	cr_assert_not(room_undo(room));
	str_release(&notes);
	room_free(room);
}

Test(acts, set_nothing_when_one_address_is_wrong)
{
	static const struct {
		const char *address;
		enum word word;
	} wrong[] = {
	    {"pett", WORD_PLAN_NO_FIELD_NEAR},
	    {"lines.9.cost", WORD_PLAN_NO_ROW},
	    {"cost", WORD_PLAN_NEEDS_ROW},
	    {"uncle:meals", WORD_PLAN_NO_VOICE},
	    {"year", WORD_DESK_IS_SUM},
	};
	struct room *room = room_new();
	struct str notes = STR_EMPTY;
	room_add(room, "Mair Evans");
	const char *before = room_plan(room);
	for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++) {
		const struct setting settings[] = {
		    {"meals", "blue"},
		    {"lines.1.cost", "3"},
		    {wrong[i].address, "3"},
		};
		cr_assert_not(
		    desk_set(room->desk, settings, 3, &notes, &room->err));
		cr_assert(
		    room_says(room, wrong[i].word), "%s", wrong[i].address);
		cr_assert_str_empty(notes.text);
		cr_assert_null(room_answer(room, "meals"));
	}
	cr_assert_not(room_undo(room));
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_str_eq(room_plan(room), before);
	room_free(room);
}

/* --- What is being typed -------------------------------------------------- */

Test(acts, bring_back_what_was_being_typed)
{
	struct room *room = room_new();
	const struct address matters = {.field = "matters"};
	room_add(room, "Mair Evans");
	cr_assert_null(desk_pending(room->desk));
	cr_assert(desk_typing(room->desk, &matters, "My gar", 3, &room->err));
	room_reopen(room);
	room_add(room, "Huw Price");
	room_open(room, "Huw");
	cr_assert_null(desk_pending(room->desk), "it is another's");
	cr_assert(desk_typing(room->desk, &matters, "A dog", 5, &room->err));
	room_open(room, "Mair");
	const struct typing *typing = desk_pending(room->desk);
	cr_assert_str_eq(typing->address.field, "matters");
	cr_assert_str_eq(typing->text, "My gar");
	cr_assert_eq(typing->caret, 3);
	cr_assert_null(desk_pending(room->desk), "once is enough");
	cr_assert_null(room_answer(room, "matters"), "it is no answer yet");
	room_set(room, "matters", "My garden");
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_null(desk_pending(room->desk));
	room_free(room);
}

Test(acts, forget_typing_that_was_taken_back)
{
	struct room *room = room_new();
	const struct address matters = {.field = "matters"};
	room_add(room, "Mair Evans");
	room_set(room, "matters", "My garden");
	cr_assert(desk_typing(room->desk, &matters, "My gar", 6, &room->err));
	room_set(room, "matters", "My garden");
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_null(desk_pending(room->desk));
	room_free(room);
}

/* --- A disk that fails ---------------------------------------------------- */

/* Every kind of act, tried on the desk; true if it was saved. */
static bool
try_act(struct room *room, size_t kind)
{
	const struct address matters = {.field = "matters"};
	const struct setting settings[] = {
	    {"pet", "yes"}, {"lines.3.what", "A dog walker"}};
	struct desk *desk = room->desk;
	struct err *err = &room->err;
	struct str notes = STR_EMPTY;
	bool is_done, done;
	size_t versions;
	int row;
	err_clear(err);
	switch (kind) {
	case 0:
		return desk_answer(desk, &matters, "A", NULL, NULL, err);
	case 1:
		return desk_add_row(desk, "lines", &row, err);
	case 2:
		return desk_move_row(desk, "lines", 2, 0, err);
	case 3:
		return desk_remove_row(desk, "lines", 1, err);
	case 4:
		return desk_undo(desk, &done, NULL, err);
	case 5:
		return desk_redo(desk, &done, NULL, err);
	case 6:
		is_done = desk_set(desk, settings, 2, &notes, err);
		str_release(&notes);
		return is_done;
	case 7:
		return desk_strike(desk, &matters, &versions, err);
	case 8: /* back over two acts */
		return desk_answer_back(desk, &matters, "", NULL, NULL, err);
	default:
		return desk_adopt_forms(desk, err);
	}
}
enum { ACT_KINDS = 10 };

/* A plan on which each of those acts would do something. */
static void
prepare(struct room *room)
{
	room_add(room, "Mair Evans");
	room_add_row(room, "lines");
	room_add_row(room, "lines");
	room_set(room, "pet", "no");
	room_set(room, "matters", "My");
	room_set(room, "matters", "My garden");
	room_set(room, "food", "some");
	cr_assert(room_undo(room));
	room_change_forms(room, "1-small.form", "question: matters",
	    "question: what_matters\nwas: matters");
	room_change_forms(room, "2-facts.form", "shown by: matters",
	    "shown by: what_matters");
}

Test(acts, leave_everything_as_it_was_when_they_cannot_be_saved)
{
	struct faulty *disk = faulty_new("faulty");
	for (size_t kind = 0; kind < ACT_KINDS; kind++) {
		struct room *room = room_new();
		prepare(room);
		room_on_faulty_disk(room, NULL);
		const char *before = room_plan(room);
		const struct form_set *forms = desk_forms(room->desk);
		int64_t saved_at = desk_saved_at(room->desk);
		faulty_fail(disk, 1, FAULTY_FULL, true);
		cr_assert_not(try_act(room, kind), "act %zu", kind);
		cr_assert(room->err.is_set);
		cr_assert_str_eq(room_plan(room), before, "act %zu", kind);
		cr_assert_eq(desk_forms(room->desk), forms, "act %zu", kind);
		cr_assert_eq(desk_saved_at(room->desk), saved_at);
		cr_assert_not_null(desk_readiness(room->desk));
		faulty_heal(disk);
		cr_assert(try_act(room, kind), "act %zu does not heal", kind);
		cr_assert_str_neq(room_plan(room), before, "act %zu", kind);
		const char *after = room_plan(room);
		room_reopen(room);
		room_open(room, "Mair");
		cr_assert_str_eq(room_plan(room), after, "act %zu", kind);
		room_free(room);
	}
	faulty_free(disk);
}

/* What is shown is what a program that opens the file now would show. */
static void
expect_shown_as_kept(struct room *room, const char *when)
{
	const char *shown = room_plan(room);
	size_t events = room->desk->open.event_count;
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_str_eq(room_plan(room), shown, "%s", when);
	cr_assert(desk_read_history(room->desk, &room->err));
	cr_assert_eq(room->desk->open.event_count, events, "%s", when);
}

/* A file on which acts are tried again and again, each time as it was. */
struct trial {
	struct room *room;
	struct faulty *disk;
	struct str file;
};

static struct trial
begin_trial(void)
{
	struct trial trial = {room_new(), faulty_new("faulty"), STR_EMPTY};
	prepare(trial.room);
	desk_close_file(trial.room->desk);
	cr_assert(file_read(
	    trial.room->file, 1 << 24, &trial.file, &trial.room->err));
	return trial;
}

static void
begin_again(struct trial *trial)
{
	struct room *room = trial->room;
	room_on_faulty_disk(room, &trial->file);
	cr_assert(desk_read_history(room->desk, &room->err));
}

static void
end_trial(struct trial *trial)
{
	str_release(&trial->file);
	room_free(trial->room);
	faulty_free(trial->disk);
}

/*
 * One act whose operation n fails, then the next one on a disk that is well
 * again; false if there were not so many operations.
 */
static bool
fail_once(struct trial *trial, size_t kind, long n, enum faulty_kind fault,
    bool is_lasting)
{
	struct room *room = trial->room;
	const char *when =
	    arena_format(room->arena, "act %zu, kind %d, operation %ld%s", kind,
		(int)fault, n, is_lasting ? " and all after it" : "");
	begin_again(trial);
	const char *before = room_plan(room);
	size_t events = room->desk->open.event_count;
	faulty_fail(trial->disk, n, fault, is_lasting);
	bool is_saved = try_act(room, kind);
	bool is_reached = faulty_operations(trial->disk) >= n;
	cr_assert_neq(is_saved, room->err.is_set, "%s", when);
	bool is_as_before = text_is(room_plan(room), before);
	cr_assert_neq(is_as_before, is_saved, "%s", when);
	faulty_heal(trial->disk);
	/* The same again; it is done once, whatever became of the first. */
	if (!is_saved)
		cr_assert(try_act(room, kind), "%s: not again", when);
	cr_assert(desk_read_history(room->desk, &room->err), "%s", when);
	cr_assert_eq(room->desk->open.event_count, events + 1, "%s", when);
	room_set(room, "meals", "all");
	cr_assert_eq(room->desk->open.event_count, events + 2, "%s", when);
	expect_shown_as_kept(room, when);
	return is_reached;
}

/* Each of the first `kinds` acts, at each of its operations. */
static void
fail_everywhere(size_t kinds, enum faulty_kind fault, bool is_lasting)
{
	struct trial trial = begin_trial();
	for (size_t kind = 0; kind < kinds; kind++) {
		long n = 1;
		while (fail_once(&trial, kind, n, fault, is_lasting))
			n = faulty_after(n);
		cr_assert(n > 10, "only %ld operations", n);
	}
	end_trial(&trial);
}

Test(acts, are_kept_once_when_one_operation_fails)
{
	fail_everywhere(1, FAULTY_ERROR, false);
}

Test(acts, are_kept_once_when_the_disk_goes_away_and_comes_back)
{
	fail_everywhere(ACT_KINDS, FAULTY_ERROR, true);
}

Test(acts, are_kept_once_when_the_disk_was_full)
{
	fail_everywhere(1, FAULTY_FULL, false);
	fail_everywhere(1, FAULTY_FULL, true);
}

Test(acts, are_kept_once_when_the_disk_could_not_be_written)
{
	fail_everywhere(1, FAULTY_READ_ONLY, false);
	fail_everywhere(1, FAULTY_READ_ONLY, true);
}

Test(acts, go_on_with_what_is_there_when_the_next_one_is_another)
{
	struct trial trial = begin_trial();
	struct room *room = trial.room;
	bool is_reached = true;
	for (long n = 1; is_reached; n = faulty_after(n)) {
		begin_again(&trial);
		faulty_fail(trial.disk, n, FAULTY_ERROR, true);
		try_act(room, 0);
		is_reached = faulty_operations(trial.disk) >= n;
		faulty_heal(trial.disk);
		/* Back to what is shown, though the disk may hold the other. */
		room_set(room, "matters", "My garden");
		cr_assert_str_eq(room_answer(room, "matters"), "My garden",
		    "operation %ld", n);
		cr_assert_eq(room_add_row(room, "lines"), 3);
		expect_shown_as_kept(room, "another act");
	}
	end_trial(&trial);
}

Test(acts, take_what_another_program_saved_as_it_is)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	room_set(room, "meals", "some");
	cr_assert(desk_read_history(room->desk, &room->err));
	/* As if the desk had missed the last event. */
	room->desk->open.event_count--;
	const struct address meals = {.field = "meals"};
	cr_assert_not(
	    desk_answer(room->desk, &meals, "all", NULL, NULL, &room->err));
	cr_assert(room_says(room, WORD_STORE_OUT_OF_STEP));
	cr_assert_str_eq(room_answer(room, "meals"), "some");
	room_set(room, "meals", "all");
	expect_shown_as_kept(room, "out of step");
	room_free(room);
}

static size_t
count_people(struct room *room)
{
	size_t count;
	cr_assert(desk_count(room->desk, &count, &room->err));
	return count;
}

Test(acts, add_a_person_once_however_the_disk_fails)
{
	struct trial trial = begin_trial();
	struct room *room = trial.room;
	bool is_reached = true;
	for (long n = 1; is_reached; n = faulty_after(n)) {
		begin_again(&trial);
		desk_leave_plan(room->desk);
		faulty_fail(trial.disk, n, FAULTY_ERROR, true);
		bool is_saved =
		    desk_add_plan(room->desk, "Huw Price", &room->err);
		is_reached = faulty_operations(trial.disk) >= n;
		cr_assert_eq(desk_has_plan(room->desk), is_saved);
		faulty_heal(trial.disk);
		err_clear(&room->err);
		if (!is_saved)
			cr_assert(
			    desk_add_plan(room->desk, "Huw Price", &room->err));
		cr_assert_eq(count_people(room), 2, "operation %ld", n);
		cr_assert_str_eq(desk_reference(room->desk), "0002");
		room_set(room, "matters", "My dog");
		room_reopen(room);
		room_open(room, "Huw");
		cr_assert_str_eq(room_answer(room, "matters"), "My dog");
	}
	end_trial(&trial);
}

Test(acts, add_another_person_whatever_became_of_the_first)
{
	struct trial trial = begin_trial();
	struct room *room = trial.room;
	bool is_reached = true;
	size_t kept = 0;
	for (long n = 1; is_reached; n++) {
		begin_again(&trial);
		faulty_fail(trial.disk, n, FAULTY_ERROR, true);
		bool is_saved =
		    desk_add_plan(room->desk, "Huw Price", &room->err);
		is_reached = faulty_operations(trial.disk) >= n;
		faulty_heal(trial.disk);
		err_clear(&room->err);
		cr_assert(desk_add_plan(room->desk, "Bea Owen", &room->err));
		room_set(room, "matters", "My dog");
		room_reopen(room);
		room_open(room, "Bea");
		kept += !is_saved && count_people(room) == 3;
		cr_assert_geq(count_people(room), is_saved ? 3 : 2);
	}
	cr_assert_gt(kept, 0, "some were there and were not known to be");
	end_trial(&trial);
}

Test(acts, add_nobody_when_that_cannot_be_saved)
{
	struct faulty *disk = faulty_new("faulty");
	struct room *room = room_new();
	size_t count;
	prepare(room);
	room_on_faulty_disk(room, NULL);
	faulty_fail(disk, 1, FAULTY_ERROR, true);
	cr_assert_not(desk_add_plan(room->desk, "Huw Price", &room->err));
	cr_assert_not(desk_has_plan(room->desk) &&
		      text_is(desk_reference(room->desk), "0002"));
	faulty_heal(disk);
	err_clear(&room->err);
	cr_assert(desk_count(room->desk, &count, &room->err));
	cr_assert_eq(count, 1);
	room_add(room, "Huw Price");
	cr_assert_str_eq(desk_reference(room->desk), "0002");
	room_free(room);
	faulty_free(disk);
}
