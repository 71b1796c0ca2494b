/*
 * A run of a workload: a disk, a store on it, and people in hand.
 *
 * People are kept as the desk keeps them: a change is made in the plan in
 * memory first, and then saved as an event.  A run ends with its first
 * failure, so nothing need be put back.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/utf8.h"
#include "torture/torture.h"

enum { NOON = 1750000000 };

void
run_begin(struct run *run, const struct workload *workload, bool is_secret,
    const struct ramdisk *from, const char *name)
{
	*run = (struct run){
	    .workload = workload,
	    .is_secret = is_secret,
	    .arena = arena_new(),
	    .now = NOON,
	};
	run->disk = from ? ramdisk_copy(from, name) : ramdisk_new(name);
	ramdisk_mount(run->disk);
}

static void
forget_people(struct run *run)
{
	for (size_t i = 0; i < run->people_count; i++) {
		plan_free(run->people[i].plan);
		mem_free(run->people[i].changes);
	}
	run->people_count = 0;
}

void
run_end(struct run *run)
{
	run_close(run);
	forget_people(run);
	arena_free(run->arena);
	ramdisk_mount(NULL);
	ramdisk_free(run->disk);
}

/* --- The file ------------------------------------------------------------- */

const char *const passphrases[] = {"three ducks on a pond", "four geese"};
const size_t passphrase_count = ARRAY_LENGTH(passphrases);

static struct vault_options
vault_options_of(const struct run *run, const char *path)
{
	return (struct vault_options){
	    .path = path,
	    .base = ramdisk_vfs(run->disk),
	    .cost = VAULT_TEST,
	};
}

static bool
is_new_allowed(const struct run *run)
{
	return run->is_preparing || run->workload->is_new_allowed;
}

const char *
run_vfs(const struct run *run)
{
	return run->vault ? vault_vfs(run->vault) : ramdisk_vfs(run->disk);
}

static bool
make_vault(struct run *run, const struct vault_options *options)
{
	enum store_fault fault;
	char recovery[VAULT_RECOVERY_SIZE];
	if (!vault_new(options, passphrases[0], recovery, &run->vault, &fault,
		&run->err))
		return false;
	run->passphrase = 1;
	ramdisk_put(run->disk, RECOVERY_PATH, recovery, strlen(recovery));
	return true;
}

/* A wrong passphrase is only a reason to try the next one. */
static bool
try_passphrases(struct run *run, const struct vault_options *options)
{
	for (size_t i = 0; i < passphrase_count; i++) {
		enum store_fault fault;
		err_clear(&run->err);
		if (vault_open(options, passphrases[i], &run->vault, &fault,
			&run->err)) {
			run->passphrase = i + 1;
			return true;
		}
		if (fault != STORE_LOCKED)
			return false;
	}
	return false;
}

bool
run_unlock_at(struct run *run, const char *path)
{
	const struct vault_options options = vault_options_of(run, path);
	enum vault_kind kind;
	enum store_fault fault;
	run->passphrase = 0;
	if (!vault_look(&options, &kind, &fault, &run->err))
		return false;
	if (kind == VAULT_LOCKED)
		return try_passphrases(run, &options);
	return kind != VAULT_NOTHING || !run->is_secret ||
	       !is_new_allowed(run) || make_vault(run, &options);
}

bool
run_unlock(struct run *run)
{
	return run_unlock_at(run, PEOPLE_PATH);
}

bool
run_open(struct run *run)
{
	if (!run->vault && !run_unlock(run))
		return false;
	const struct store_options options = {
	    .path = PEOPLE_PATH,
	    .vfs = run_vfs(run),
	    .is_new_allowed = is_new_allowed(run),
	};
	return store_open(&options, &run->store, NULL, &run->err);
}

void
run_close(struct run *run)
{
	store_close(run->store);
	run->store = NULL;
	vault_free(run->vault);
	run->vault = NULL;
}

bool
run_did(struct run *run, bool is_done)
{
	if (!is_done)
		return false;
	run->acknowledged++;
	if (run->after)
		run->after(run, run->context);
	return true;
}

void
run_must(struct run *run, bool is_done)
{
	if (is_done)
		return;
	struct str why = STR_EMPTY;
	err_put(&why, &run->err, words_english());
	fprintf(stderr, "torture: %s: %s\n", run->workload->name, why.text);
	str_release(&why);
	abort();
}

/* --- People --------------------------------------------------------------- */

static struct person *
take_place(struct run *run)
{
	run_must(run, run->people_count < PEOPLE_MAX);
	struct person *person = &run->people[run->people_count++];
	*person = (struct person){.plan = plan_new()};
	return person;
}

struct person *
person_add(struct run *run, const char *name)
{
	char reference[REFERENCE_SIZE];
	struct person *person = take_place(run);
	snprintf(person->name, sizeof(person->name), "%s", name);
	if (!store_add(run->store, &person->id, reference, &run->err))
		return NULL;
	person_answer(run, person, "name", 0, name);
	return person;
}

struct person *
person_load(struct run *run, int64_t id)
{
	struct stored_plan loaded;
	const struct event *events;
	size_t count;
	struct person *person = take_place(run);
	if (!store_load(run->store, id, run->arena, &loaded, &run->err))
		return NULL;
	plan_free(person->plan);
	person->plan = loaded.plan;
	person->id = id;
	snprintf(person->name, sizeof(person->name), "Person %d", (int)id);
	if (!store_load_history(
		run->store, id, run->arena, &events, &count, &run->err))
		return NULL;
	person->sequence = (int64_t)count;
	return person;
}

void
person_change(struct person *person, struct change change)
{
	person->changes = mem_grow(
	    person->changes, person->count, &person->capacity, sizeof(change));
	person->changes[person->count++] = change;
	plan_apply(person->plan, &change);
}

void
person_answer(struct run *run, struct person *person, const char *field,
    int row, const char *text)
{
	const struct address address = {
	    .field = field,
	    .row = row,
	    .voice = VOICE_PERSON,
	};
	const struct answer answer = {.text = text, .at = run->now};
	person_change(
	    person, change_answer(person->plan, run->arena, address, answer));
}

bool
person_save(struct run *run, struct person *person, enum act act, int64_t of,
    const char *note)
{
	const struct event event = {
	    .sequence = person->sequence + 1,
	    .at = ++run->now,
	    .who = "Huw",
	    .act = act,
	    .of = of,
	    .note = note,
	    .changes = person->changes,
	    .count = person->count,
	};
	struct str key = STR_EMPTY;
	utf8_sort_key(&key, person->name);
	static const struct due review = {
	    .kind = DUE_REVIEW,
	    .date = "2026-09-01",
	};
	const struct summary summary = {
	    .name = person->name,
	    .sort_name = key.text,
	    .step = 1 + (int)(event.sequence % 7),
	    .due = &review,
	    .due_count = event.sequence % 3 == 0,
	};
	bool is_saved =
	    store_save(run->store, person->id, &event, &summary, &run->err);
	str_release(&key);
	person->sequence++;
	person->count = 0;
	return is_saved;
}

bool
person_act(struct run *run, struct person *person)
{
	return run_did(run, person_save(run, person, ACT_CHANGE, 0, NULL));
}
