/*
 * Striking out, erasing, and when that is due.
 *
 * What these do to the file is the store's business.  Here: which answers are
 * meant (a question keeps its answers under former ids too), the plan in
 * memory, which must say the same afterwards, and a backup without whoever was
 * erased.
 *
 * Tested by tests/unit/desk_privacy.c and tests/cli/cli_history.py.
 */
#include "desk/privacy.h"

#include "desk/backup.h"
#include "desk/draft.h"
#include "desk/past.h"
#include "desk/state.h"
#include "desk/told.h"
#include "out/frozen.h"
#include "plan/address.h"

/* The address, and the same under every former id of the question. */
static struct address *
all_addresses(struct desk *desk, const struct address *address, size_t *count)
{
	const struct form_set *set = desk_forms(desk);
	size_t found = form_find_field(set, address->field);
	size_t former = found == NONE ? 0 : set->fields[found].was_count;
	struct address *all = mem_new((former + 1) * sizeof(*all));

	*count = 0;
	all[(*count)++] = *address;
	for (size_t i = 0; i < former; i++) {
		if (text_is(set->fields[found].was[i], address->field))
			continue;
		all[*count] = *address;
		all[(*count)++].field = set->fields[found].was[i];
	}
	return all;
}

/* The plan in memory has no such answers any more, and its history is unread.
 */
static void
keep_struck(struct draft *draft)
{
	struct opened *open = &draft->desk->open;

	desk_forget_computed(draft->desk);
	plan_free(draft->plan_before);
	mem_free(draft->changes);
	mem_free(open->events);
	open->events = NULL;
	open->event_count = 0;
	open->event_capacity = 0;
	open->has_history = false;
	open->has_typing = false;
	steps_forget(draft->desk);
	draft->desk->saved_at = desk_now(draft->desk);
}

static bool
strike(struct draft *draft, const struct strike *strike, struct struck *struck,
    struct err *err)
{
	struct desk *desk = draft->desk;
	struct opened *open = &desk->open;

	for (size_t i = 0; i < strike->count; i++)
		if (plan_answer(open->plan, &strike->addresses[i]))
			draft_add(draft,
			    change_answer(open->plan, open->arena,
				strike->addresses[i], (struct answer){0}));
	desk_forget_computed(desk);
	struct arena *arena = arena_new();
	struct summary summary = draft_summarize(desk, arena);
	bool is_done =
	    store_strike(desk->store, open->id, strike, &summary, struck, err);
	arena_free(arena);
	return is_done;
}

/* It was, or one that was tried before and was in doubt has done it. */
static bool
has_struck(struct desk *desk, const struct struck *struck,
    const struct event *found, const struct address *address, struct err *err)
{
	struct str where = STR_EMPTY;

	if (struck->changes > 0 || struck->typed > 0 ||
	    (found && found->act == ACT_STRIKE))
		return true;
	address_put(&where, desk_forms(desk), address);
	err_set(err, WORD_DESK_NOTHING_TO_STRIKE, where.text, NULL);
	str_release(&where);
	return false;
}

/* The saving failed; of an event that was not begun there is nothing. */
static bool
is_struck_all_the_same(struct desk *desk, const struct strike *strike,
    const struct struck *struck, struct err *err)
{
	const struct event event = {
	    .sequence = strike->sequence,
	    .at = strike->at,
	    .who = strike->who,
	    .act = ACT_STRIKE,
	};

	return struck->changes > 0 && draft_is_there(desk, &event, err);
}

bool
desk_strike(struct desk *desk, const struct address *address, size_t *versions,
    struct err *err)
{
	struct draft draft = {.desk = desk};
	struct strike all = {.at = desk_now(desk), .who = desk->who};
	struct struck struck;
	const struct event *found;

	*versions = 0;
	if (!draft_settle(desk, &found, err) || !desk_read_history(desk, err))
		return false;
	struct address *addresses = all_addresses(desk, address, &all.count);
	all.addresses = addresses;
	all.sequence = (int64_t)desk->open.event_count + 1;
	bool is_done = strike(&draft, &all, &struck, err) &&
		       has_struck(desk, &struck, found, address, err);
	if (is_done) {
		keep_struck(&draft);
	} else {
		draft_drop(&draft);
		is_done = is_struck_all_the_same(desk, &all, &struck, err);
	}
	mem_free(addresses);
	*versions = is_done ? (size_t)struck.versions : 0;
	return is_done;
}

/* --- What would be struck out --------------------------------------------- */

struct looking {
	struct desk *desk;
	struct arena *arena;
	struct address *addresses;
	size_t count;
};

static bool
is_meant(const struct looking *looking, const struct address *address)
{
	for (size_t i = 0; i < looking->count; i++)
		if (address_compare(address, &looking->addresses[i]) == 0)
			return true;
	return false;
}

static size_t
count_changes(const struct looking *looking)
{
	const struct opened *open = &looking->desk->open;
	size_t count = 0;

	for (size_t i = 0; i < open->event_count; i++)
		for (size_t k = 0; k < open->events[i].count; k++) {
			const struct change *change =
			    &open->events[i].changes[k];
			count += change->kind == CHANGE_ANSWER &&
				 is_meant(looking, &change->address);
		}
	return count;
}

/* Is text still pending there, that no act has said yet? */
static bool
look_at_typing(const struct looking *looking, bool *is_typed, struct err *err)
{
	struct pending pending;
	bool found;

	if (!store_get_pending(looking->desk->store, looking->desk->open.id,
		looking->arena, &pending, &found, err))
		return false;
	*is_typed = found && is_meant(looking, &pending.address);
	return true;
}

/* Is anything there that striking out would take? */
static bool
look_at_kept(struct desk *desk, const struct address *address, bool *is_kept,
    struct err *err)
{
	struct looking looking = {.desk = desk};

	*is_kept = false;
	if (!desk_read_history(desk, err))
		return false;
	looking.arena = arena_new();
	looking.addresses = all_addresses(desk, address, &looking.count);
	bool is_read = look_at_typing(&looking, is_kept, err);
	*is_kept |= count_changes(&looking) > 0;
	mem_free(looking.addresses);
	arena_free(looking.arena);
	return is_read;
}

/* A question of the forms, in a row if it is one of a list: of any number. */
static bool
is_question(const struct form_set *set, const struct address *address)
{
	size_t field = form_find_field(set, address->field);

	return field != NONE &&
	       (set->fields[field].repeat == NONE) == (address->row == 0);
}

bool
desk_read_kept_address(struct desk *desk, const char *text,
    struct address *address, struct err *err)
{
	const struct form_set *set = desk_forms(desk);
	bool is_kept;

	if (!address_read_kept(set, desk->open.arena, text, address))
		return desk_read_address(desk, text, address, err);
	return look_at_kept(desk, address, &is_kept, err) &&
	       (is_kept || is_question(set, address) ||
		   desk_read_address(desk, text, address, err));
}

/* Was it frozen in that version? */
static bool
is_frozen(
    const struct looking *looking, int number, bool *is_held, struct err *err)
{
	struct version version;
	struct plan *plan;

	*is_held = false;
	if (!store_get_version(looking->desk->store, looking->desk->open.id,
		number, looking->arena, &version, is_held, err))
		return false;
	if (!*is_held)
		return true;
	*is_held = false;
	if (!frozen_read_answers(version.answers, version.forms, &plan, err))
		return false;
	for (size_t i = 0; i < looking->count; i++)
		*is_held |= plan_answer(plan, &looking->addresses[i]) != NULL;
	plan_free(plan);
	return true;
}

static bool
look_at_versions(
    const struct looking *looking, struct strikable *strikable, struct err *err)
{
	int latest;
	bool is_held;

	if (!desk_latest_version(looking->desk, &latest, err))
		return false;
	int *held = arena_get(looking->arena, (size_t)latest * sizeof(*held));
	strikable->versions = held;
	for (int number = 1; number <= latest; number++) {
		if (!is_frozen(looking, number, &is_held, err))
			return false;
		if (is_held)
			held[strikable->version_count++] = number;
	}
	return true;
}

bool
desk_strikable(struct desk *desk, const struct address *address,
    struct arena *arena, struct strikable *strikable, struct err *err)
{
	struct looking looking = {.desk = desk, .arena = arena};
	struct str question = STR_EMPTY;

	*strikable = (struct strikable){0};
	if (!desk_read_history(desk, err))
		return false;
	looking.addresses = all_addresses(desk, address, &looking.count);
	strikable->changes = count_changes(&looking);
	bool is_read = look_at_typing(&looking, &strikable->is_typed, err) &&
		       look_at_versions(&looking, strikable, err);
	mem_free(looking.addresses);
	told_put_question(&question, desk, address);
	strikable->question = str_keep(&question, arena);
	return is_read;
}

/* --- Erasing -------------------------------------------------------------- */

bool
desk_erase(struct desk *desk, struct str *left, struct err *err)
{
	int64_t id = desk->open.id;
	struct err ignored = {0};
	struct arena *arena = arena_new();
	struct left before;

	desk_list_left(desk, arena, &before);
	desk_leave_plan(desk);
	bool is_done =
	    store_erase(desk->store, id, "asked", desk_now(desk), err);
	if (is_done) {
		/* If it cannot be made now, the next quiet second tries. */
		desk_back_up_changes(desk, NULL, &ignored);
		desk_put_left(left, desk, &before);
	}
	arena_free(arena);
	return is_done;
}

/* --- When it is due ------------------------------------------------------- */

bool
desk_put_due(struct desk *desk, int64_t id, const char *text, struct err *err)
{
	char iso[DATE_ISO_SIZE];
	struct date date;

	if (text_is_blank(text))
		return store_put_due(desk->store, id, NULL, err);
	if (!date_parse(text, desk_today(desk), &date))
		return err_set(err, WORD_DESK_NO_DATE, text, NULL);
	date_write_iso(date, iso);
	return store_put_due(desk->store, id, iso, err);
}
