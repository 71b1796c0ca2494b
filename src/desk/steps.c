/*
 * Steps of typing that are kept, and answers that they lead back to.
 *
 * Owns the setting of the file in which they lie, typed.12.steps for plan 12:
 * a list in JSON of places with their steps, the newest first.  By its name
 * store/holdings.def erases it with the person, and store/strike.c when
 * anything is struck out.  It refuses to know what a step is.
 *
 * They are read when they are asked for first, live on the heap, and go with
 * the plan.  Nobody's answer depends on them: one that cannot be read is none.
 *
 * Tested by tests/unit/desk_steps.c.
 */
#include "desk/steps.h"

#include <stdio.h>
#include <string.h>

#include "base/attr.h"
#include "base/json.h"
#include "desk/draft.h"
#include "desk/state.h"

enum { ACTS_BACK_MOST = 100, LIST_BYTES = 2 /* its brackets */ };

struct entry {
	char *place, *steps;
	size_t written; /* so many bytes of the file, with a comma */
};

struct steps {
	struct entry *entries; /* the newest first */
	size_t count, capacity;
	bool is_dirty; /* the file says otherwise */
};

/* --- The list ------------------------------------------------------------- */

static void
drop_entry(struct steps *steps, size_t index)
{
	mem_free(steps->entries[index].place);
	mem_free(steps->entries[index].steps);
	steps->count--;
	memmove(&steps->entries[index], &steps->entries[index + 1],
	    (steps->count - index) * sizeof(*steps->entries));
}

void
steps_free(struct steps *steps)
{
	if (!steps)
		return;
	while (steps->count > 0)
		drop_entry(steps, steps->count - 1);
	mem_free(steps->entries);
	mem_free(steps);
}

static size_t
find_entry(const struct steps *steps, const char *place)
{
	for (size_t i = 0; i < steps->count; i++)
		if (text_is(steps->entries[i].place, place))
			return i;
	return NONE;
}

static void
put_entry(struct json_writer *json, const struct entry *entry)
{
	json_open_list(json);
	json_put_text(json, entry->place);
	json_put_text(json, entry->steps);
	json_close_list(json);
}

/* What JSON escapes takes more than it has. */
static size_t
count_written(const struct entry *entry)
{
	struct str text = STR_EMPTY;
	struct json_writer json;

	json_begin_compact(&json, &text);
	put_entry(&json, entry);
	size_t written = text.length + strlen(",");
	str_release(&text);
	return written;
}

/* Behind those that are there. */
static void
add_entry(struct steps *steps, const char *place, const char *text)
{
	struct entry entry = {
	    .place = mem_copy_text(place), .steps = mem_copy_text(text)};

	entry.written = count_written(&entry);
	steps->entries = mem_grow(steps->entries, steps->count,
	    &steps->capacity, sizeof(*steps->entries));
	steps->entries[steps->count++] = entry;
}

/* Those that were typed in longest ago go until the rest has room. */
static void
keep_to_room(struct steps *steps)
{
	size_t used = LIST_BYTES, kept = 0;

	while (kept < steps->count &&
	       used + steps->entries[kept].written <= STEPS_MOST)
		used += steps->entries[kept++].written;
	while (steps->count > kept)
		drop_entry(steps, steps->count - 1);
}

/* --- In the file ---------------------------------------------------------- */

static const char *
setting_name(const struct desk *desk, char name[SHEET_NAME_SIZE])
{
	snprintf(name, SHEET_NAME_SIZE, "typed.%lld." STEPS_PART,
	    (long long)desk->open.id);
	return name;
}

bool
steps_read(
    struct desk *desk, struct arena *arena, const char **text, struct err *err)
{
	char name[SHEET_NAME_SIZE];

	return store_get_setting(
	    desk->store, setting_name(desk, name), arena, text, err);
}

void
steps_each(const char *text,
    void (*visit)(void *context, const char *place, const char *steps),
    void *context)
{
	struct err ignored = {0};
	struct json *json = NULL;

	if (!json_read("", text, strlen(text), &json, &ignored))
		return;
	for (size_t i = 0; i < json_count(json); i++) {
		const struct json *pair = json_at(json, i);
		const char *place = json_text(json_at(pair, 0));
		const char *steps = json_text(json_at(pair, 1));
		if (place && steps)
			visit(context, place, steps);
	}
	json_free(json);
}

static void
read_entry(void *context, const char *place, const char *text)
{
	struct steps *steps = context;

	if (find_entry(steps, place) == NONE)
		add_entry(steps, place, text);
}

static struct steps *
load(struct desk *desk)
{
	struct opened *open = &desk->open;
	struct err ignored = {0};
	const char *text;

	if (open->steps)
		return open->steps;
	open->steps = mem_new(sizeof(*open->steps));
	struct arena *arena = arena_new();
	if (steps_read(desk, arena, &text, &ignored) && text)
		steps_each(text, read_entry, open->steps);
	arena_free(arena);
	return open->steps;
}

bool
steps_are_new(const struct desk *desk)
{
	return desk->open.steps && desk->open.steps->is_dirty;
}

bool
steps_put(struct desk *desk, struct err *err)
{
	const struct steps *steps = desk->open.steps;
	char name[SHEET_NAME_SIZE];
	struct str text = STR_EMPTY;
	struct json_writer json;

	json_begin_compact(&json, &text);
	json_open_list(&json);
	for (size_t i = 0; i < steps->count; i++)
		put_entry(&json, &steps->entries[i]);
	json_close_list(&json);
	bool is_put = store_put_setting(desk->store, setting_name(desk, name),
	    steps->count > 0 ? text.text : NULL, err);
	str_release(&text);
	return is_put;
}

void
steps_are_saved(struct desk *desk)
{
	if (desk->open.steps)
		desk->open.steps->is_dirty = false;
}

bool
steps_take_away(struct desk *desk, struct err *err)
{
	char name[SHEET_NAME_SIZE];

	return store_put_setting(
	    desk->store, setting_name(desk, name), NULL, err);
}

void
steps_forget(struct desk *desk)
{
	steps_free(desk->open.steps);
	desk->open.steps = NULL;
	desk->steps_revision++;
	desk->revision++; /* whoever types there has to begin anew */
}

/* --- For everybody -------------------------------------------------------- */

const char *
desk_steps(struct desk *desk, const char *place)
{
	const struct steps *steps = load(desk);
	size_t found = find_entry(steps, place);

	return found == NONE ? NULL : steps->entries[found].steps;
}

void
desk_keep_steps(struct desk *desk, const char *place, const char *text)
{
	struct steps *steps = load(desk);
	size_t found = find_entry(steps, place);
	bool has_text = !text_is_blank(text);

	if (found == NONE && !has_text)
		return;
	if (found == 0 && has_text && text_is(steps->entries[0].steps, text))
		return;
	if (found != NONE)
		drop_entry(steps, found);
	if (has_text) {
		add_entry(steps, place, text);
		struct entry last = steps->entries[steps->count - 1];
		memmove(&steps->entries[1], &steps->entries[0],
		    (steps->count - 1) * sizeof(last));
		steps->entries[0] = last;
	}
	keep_to_room(steps);
	steps->is_dirty = true;
}

bool
desk_save_steps(struct desk *desk, struct err *err)
{
	if (!steps_are_new(desk))
		return true;
	if (!steps_put(desk, err))
		return false;
	steps_are_saved(desk);
	return true;
}

uint64_t
desk_steps_revision(const struct desk *desk)
{
	return desk->steps_revision;
}

/* --- Answers that they lead back to --------------------------------------- */

/* The same words from the same person, whenever; blank ones are none. */
static bool
says_same(const struct answer *a, const struct answer *b)
{
	if (text_is_blank(a->text) || text_is_blank(b->text))
		return text_is_blank(a->text) && text_is_blank(b->text);
	return text_is(a->text, b->text) && text_is(a->whose, b->whose) &&
	       text_is(a->how, b->how);
}

/* What an event has made of the one answer that it is about, or NULL. */
static const struct change *
only_change(const struct event *event, const struct address *address)
{
	const struct change *change = event->changes;
	bool is_it = event->count == 1 && event->struck == 0 &&
		     change->kind == CHANGE_ANSWER &&
		     address_compare(&change->address, address) == 0;

	return is_it ? change : NULL;
}

/*
 * The act, undone or done again with those between, after which the answer
 * says this: all of them about it alone.  NONE: that does not lead there.
 */
static size_t
act_to(const struct opened *open, enum act act, const struct address *address,
    const struct answer *wanted, const struct answer **said)
{
	for (size_t number = 0; number < ACTS_BACK_MOST; number++) {
		size_t at =
		    history_next(open->events, open->event_count, act, number);
		const struct change *change =
		    at == NONE ? NULL : only_change(&open->events[at], address);
		if (!change)
			break;
		*said = act == ACT_UNDO ? &change->before : &change->after;
		if (says_same(*said, wanted))
			return at;
	}
	return NONE;
}

bool
desk_answer_back(struct desk *desk, const struct address *address,
    const char *text, const char *whose, const char *how, struct err *err)
{
	static const enum act acts[] = {ACT_UNDO, ACT_REDO};
	const struct answer wanted = {.text = text, .whose = whose, .how = how};
	struct draft draft = {.desk = desk};
	const struct opened *open = &desk->open;
	const struct answer *said;
	const struct event *found;

	if (!draft_settle(desk, &found, err) || !desk_read_history(desk, err))
		return false;
	const struct answer *old = plan_answer(open->plan, address);
	bool is_same = says_same(old ? old : &(struct answer){0}, &wanted);
	for (size_t i = 0; !is_same && i < ARRAY_LENGTH(acts); i++) {
		size_t at = act_to(open, acts[i], address, &wanted, &said);
		if (at == NONE)
			continue;
		draft_add(&draft,
		    change_answer(open->plan, open->arena, *address, *said));
		return draft_commit(
		    &draft, acts[i], open->events[at].sequence, err);
	}
	return desk_answer(desk, address, text, whose, how, err);
}
