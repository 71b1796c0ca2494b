/*
 * The open plan and what is computed from it.
 *
 * A plan is read with the forms it was made with, its history not before the
 * first act.  Readings, readiness and budget are computed when somebody asks
 * and thrown away by every act, all in one arena, so no figure on screen is
 * ever older than the last act.
 *
 * Tested by tests/unit/desk_desk.c and desk_act.c.
 */
#include <assert.h>

#include "base/str.h"
#include "desk/draft.h"
#include "desk/past.h"
#include "desk/state.h"
#include "plan/history.h"

static void
forget_computed(struct opened *open)
{
	for (size_t i = 0; i < open->reading_count; i++)
		reading_free(open->readings[i]);
	open->reading_count = 0;
	open->readiness = NULL;
	open->budget = NULL;
	arena_free(open->computed);
	open->computed = NULL;
}

void
desk_forget_computed(struct desk *desk)
{
	forget_computed(&desk->open);
	desk->revision++;
}

uint64_t
desk_revision(const struct desk *desk)
{
	return desk->revision;
}

/* All of it but the arena. */
static void
release_opened(struct opened *open)
{
	forget_computed(open);
	plan_free(open->plan);
	forms_let_go(open->forms);
	mem_free(open->events);
	steps_free(open->steps);
}

static void
drop_replaced(struct opened *open)
{
	if (open->replaced)
		release_opened(open->replaced);
	mem_free(open->replaced);
	open->replaced = NULL;
}

void
desk_leave_plan(struct desk *desk)
{
	struct opened *open = &desk->open;

	drop_replaced(open);
	release_opened(open);
	arena_free(open->arena);
	*open = (struct opened){0};
	desk->revision++;
}

bool
desk_has_plan(const struct desk *desk)
{
	return desk->open.id != 0;
}

const char *
desk_reference(const struct desk *desk)
{
	return desk->open.reference;
}

const struct plan *
desk_plan(const struct desk *desk)
{
	return desk->open.plan;
}

const struct form_set *
desk_forms(const struct desk *desk)
{
	return desk->open.forms->set;
}

/* What was being typed in this plan when the program last ended. */
static bool
load_typing(struct desk *desk, struct opened *open, struct err *err)
{
	struct pending pending;
	bool found;

	if (!store_get_pending(
		desk->store, open->id, open->arena, &pending, &found, err))
		return false;
	open->has_typing = found;
	if (open->has_typing)
		open->typing = (struct typing){
		    pending.address, pending.text, pending.caret};
	return true;
}

static bool
load_plan(struct desk *desk, struct opened *open, struct err *err)
{
	struct stored_plan stored;

	if (!store_load(desk->store, open->id, open->arena, &stored, err))
		return false;
	open->plan = stored.plan;
	open->reference = stored.reference;
	return desk_hold_forms(desk, plan_forms(open->plan), &open->forms, err);
}

bool
desk_open_plan(struct desk *desk, int64_t id, struct err *err)
{
	desk_leave_plan(desk);
	desk->open.id = id;
	desk->open.arena = arena_new();
	if (load_plan(desk, &desk->open, err) &&
	    load_typing(desk, &desk->open, err))
		return true;
	desk_leave_plan(desk);
	return false;
}

/* Into an array that grows with every act. */
static bool
load_history(struct desk *desk, struct opened *open, struct err *err)
{
	const struct event *events;
	size_t count;

	if (!store_load_history(
		desk->store, open->id, open->arena, &events, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		open->events = mem_grow(open->events, i, &open->event_capacity,
		    sizeof(*open->events));
		open->events[i] = events[i];
	}
	open->event_count = count;
	open->has_history = true;
	return true;
}

bool
desk_read_history(struct desk *desk, struct err *err)
{
	return desk->open.has_history || load_history(desk, &desk->open, err);
}

bool
desk_load_again(struct desk *desk, struct err *err)
{
	struct opened *open = &desk->open;
	struct opened fresh = {.id = open->id, .arena = open->arena};

	if (!load_plan(desk, &fresh, err) || !load_history(desk, &fresh, err)) {
		release_opened(&fresh);
		return false;
	}
	drop_replaced(open);
	fresh.unsure = open->unsure;
	fresh.typing = open->typing;
	fresh.has_typing = open->has_typing;
	fresh.steps = open->steps;
	open->steps = NULL;
	fresh.replaced = mem_new(sizeof(*fresh.replaced));
	*fresh.replaced = *open;
	*open = fresh;
	desk->revision++;
	return true;
}

bool
desk_begin_plan(struct desk *desk, struct err *err)
{
	struct opened *open = &desk->open;
	char reference[REFERENCE_SIZE];
	int64_t id;

	if (!desk_read_folder(desk, err) ||
	    !desk_keep_folder_forms(desk, err) ||
	    !store_add(desk->store, &id, reference, err))
		return false;
	desk_leave_plan(desk);
	open->id = id;
	open->arena = arena_new();
	open->plan = plan_new();
	open->has_history = true;
	open->reference = arena_copy(open->arena, reference);
	open->forms = forms_hold(desk->folder.forms);
	return true;
}

/*
 * A person who could not be saved is not open; but one of whom that is not sure
 * waits for the next who is added, who may be the same.
 */
static void
put_newcomer_aside(struct desk *desk)
{
	if (!desk->open.unsure) {
		desk_leave_plan(desk);
		return;
	}
	assert(!desk->newcomer);
	desk->newcomer = mem_new(sizeof(*desk->newcomer));
	*desk->newcomer = desk->open;
	desk->open = (struct opened){0};
	desk->revision++;
}

/* The one who waits, if there is one, lies open again. */
static bool
take_newcomer(struct desk *desk)
{
	if (!desk->newcomer)
		return false;
	desk_leave_plan(desk);
	desk->open = *desk->newcomer;
	mem_free(desk->newcomer);
	desk->newcomer = NULL;
	return true;
}

void
desk_forget_newcomer(struct desk *desk)
{
	if (take_newcomer(desk))
		desk_leave_plan(desk);
}

static struct address
name_address(const struct desk *desk)
{
	const struct form_set *set = desk_forms(desk);

	return (struct address){
	    .field = set->fields[form_find_meaning(set, MEANS_PERSON_NAME)].id};
}

/*
 * Was that person added before, though nobody could tell?  *is_done: the
 * person lies open.
 */
static bool
settle_newcomer(
    struct desk *desk, const char *name, bool *is_done, struct err *err)
{
	const struct event *found;

	*is_done = false;
	if (!take_newcomer(desk))
		return true;
	if (!draft_settle(desk, &found, err)) {
		put_newcomer_aside(desk);
		return false;
	}
	if (found) {
		const struct address address = name_address(desk);
		const struct answer *answer =
		    plan_answer(desk->open.plan, &address);
		*is_done = answer && text_is(answer->text, name);
	}
	return true;
}

static bool
add_plan(struct draft *draft, const char *name, struct err *err)
{
	struct desk *desk = draft->desk;
	struct opened *open = &desk->open;
	bool is_done;

	if (!settle_newcomer(desk, name, &is_done, err))
		return false;
	if (is_done) {
		draft_forget_sheet(draft);
		return true;
	}
	if (!desk_begin_plan(desk, err))
		return false;
	const struct address address = name_address(desk);
	const struct answer answer = {.text = name, .at = desk_now(desk)};
	draft_add(
	    draft, change_forms(open->plan, open->arena, open->forms->hash));
	draft_add(
	    draft, change_answer(open->plan, open->arena, address, answer));
	if (draft_commit(draft, ACT_CHANGE, 0, err))
		return true;
	put_newcomer_aside(desk);
	return false;
}

bool
desk_add_plan(struct desk *desk, const char *name, struct err *err)
{
	struct draft draft = {.desk = desk};

	return add_plan(&draft, name, err);
}

bool
desk_add_plan_from_sheet(struct desk *desk, const char *name, struct err *err)
{
	char sheet[SHEET_NAME_SIZE];
	struct draft draft = {
	    .desk = desk, .sheet = sheet_name(desk, SHEET_PERSON, 0, sheet)};

	return add_plan(&draft, name, err);
}

const struct reading *const *
desk_readings(struct desk *desk, size_t *count)
{
	struct opened *open = &desk->open;

	assert(desk_has_plan(desk));
	if (open->reading_count == 0) {
		open->computed = arena_new();
		open->reading_count = desk_read_plan(desk_forms(desk),
		    open->plan, desk_today(desk), open->readings);
	}
	*count = open->reading_count;
	return (const struct reading *const *)open->readings;
}

const struct reading *
desk_reading(struct desk *desk)
{
	size_t count;

	return desk_readings(desk, &count)[0];
}

const struct readiness *
desk_readiness(struct desk *desk)
{
	size_t count;
	const struct reading *const *readings = desk_readings(desk, &count);

	if (!desk->open.readiness) {
		struct readiness *readiness =
		    arena_get(desk->open.computed, sizeof(*readiness));
		*readiness = readiness_of(
		    desk->open.computed, readings, count, desk_words(desk));
		desk->open.readiness = readiness;
	}
	return desk->open.readiness;
}

const struct budget *
desk_budget(struct desk *desk)
{
	const struct reading *reading = desk_reading(desk);

	if (!desk->open.budget) {
		struct budget *budget =
		    arena_get(desk->open.computed, sizeof(*budget));
		*budget =
		    budget_of(desk->open.computed, reading, desk_words(desk));
		desk->open.budget = budget;
	}
	return desk->open.budget;
}

void
desk_put_name(struct str *out, struct desk *desk)
{
	reading_put_name(out, desk_reading(desk), desk_words(desk));
}

const struct typing *
desk_pending(struct desk *desk)
{
	struct opened *open = &desk->open;

	if (!open->has_typing)
		return NULL;
	open->has_typing = false;
	return &open->typing;
}
