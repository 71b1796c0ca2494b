/*
 * Where does the file hold something else than its history makes?
 *
 * Whether it does anywhere, and in which plan, the store has found by digests
 * (store/outcome.h).  That one plan is made again here from its acts and laid
 * beside the one that the file holds, to find the question.
 *
 * Nothing is changed, and neither side is trusted: a change that does not fit
 * what its forerunners made is a difference as well.  Where nothing is found
 * the plan is named alone: the store's word that it differs stands.
 *
 * Tested by tests/unit/desk_verify.c and tests/cli/cli_history.py.
 */
#include "desk/told.h"
#include "plan/address.h"
#include "plan/history.h"

/* Two plans, and the first thing in which they differ. */
struct comparing {
	const struct plan *other;
	bool is_other;          /* such a thing was found: */
	struct address address; /* an answer, if it has a field */
	const char *repeat;     /* or a list; neither: the forms */
};

static bool
compare_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	struct comparing *comparing = context;
	const struct answer *other = plan_answer(comparing->other, address);

	comparing->is_other = !other || !answer_is_same(answer, other);
	if (comparing->is_other)
		comparing->address = *address;
	return !comparing->is_other;
}

static bool
compare_row(void *context, const char *repeat, int row, int place)
{
	struct comparing *comparing = context;
	const struct plan *other = comparing->other;

	comparing->is_other = plan_row_place(other, repeat, row) != place ||
			      plan_next_row(other, repeat) <= row;
	if (comparing->is_other)
		comparing->repeat = repeat;
	return !comparing->is_other;
}

/* All of the one is in the other. */
static void
compare_plan(struct comparing *comparing, const struct plan *plan,
    const struct plan *other)
{
	if (comparing->is_other)
		return;
	comparing->other = other;
	comparing->is_other = !text_is(plan_forms(plan), plan_forms(other));
	if (!comparing->is_other)
		plan_each(plan, compare_answer, comparing);
	if (!comparing->is_other)
		plan_each_row(plan, compare_row, comparing);
}

static void
replay(struct comparing *comparing, struct plan *plan,
    const struct event *events, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < events[i].count; k++) {
			const struct change *change = &events[i].changes[k];
			if (plan_fits(plan, change)) {
				plan_apply(plan, change);
				continue;
			}
			comparing->is_other = true;
			comparing->address = change->address;
			comparing->repeat = change->repeat;
			return;
		}
}

/* As `set` takes it; by its id alone if the forms cannot be read. */
static const char *
name_place(struct desk *desk, const struct comparing *comparing,
    const struct plan *plan, struct arena *arena)
{
	const char *field = comparing->address.field;
	struct str place = STR_EMPTY;
	struct err ignored = {0};
	struct forms *forms;

	if (!field)
		return arena_copy(
		    arena, comparing->repeat ? comparing->repeat : "forms");
	if (!desk_hold_forms(desk, plan_forms(plan), &forms, &ignored))
		return arena_copy(arena, field);
	address_put(&place, forms->set, &comparing->address);
	forms_let_go(forms);
	return str_keep(&place, arena);
}

static bool
find_place(struct desk *desk, struct arena *arena,
    struct told_verified *verified, struct err *err)
{
	int64_t id = verified->history.plan;
	struct comparing comparing = {0};
	const struct event *events;
	struct stored_plan stored;
	size_t count;

	if (!store_load_history(desk->store, id, arena, &events, &count, err) ||
	    !store_load(desk->store, id, arena, &stored, err))
		return false;
	struct plan *made = plan_new();
	replay(&comparing, made, events, count);
	compare_plan(&comparing, stored.plan, made);
	compare_plan(&comparing, made, stored.plan);
	if (comparing.is_other)
		verified->differs =
		    name_place(desk, &comparing, made, verified->arena);
	plan_free(made);
	plan_free(stored.plan);
	return true;
}

/* Of one that was erased, or is not there, nothing can be made again. */
static bool
name_difference(
    struct desk *desk, struct told_verified *verified, struct err *err)
{
	const struct verified *history = &verified->history;
	const char *reference = history->reference;
	struct arena *arena = arena_new();

	verified->reference = arena_copy(verified->arena,
	    *reference ? reference : numeral_of(history->plan).text);
	bool is_read =
	    !history->is_living || find_place(desk, arena, verified, err);
	arena_free(arena);
	return is_read;
}

bool
told_verify(struct desk *desk, struct arena *arena,
    struct told_verified *verified, struct err *err)
{
	*verified = (struct told_verified){.arena = arena};
	if (!store_verify(desk->store, &verified->history, err))
		return false;
	bool differs = verified->history.differs;
	verified->is_whole = verified->history.is_whole && !differs;
	return !differs || name_difference(desk, verified, err);
}
