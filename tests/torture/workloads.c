/*
 * What is being done when the power goes.
 *
 * Each workload is deterministic: the n-th transaction of one run is that of
 * every other.  Texts differ in length, so that pages fill, overflow, split
 * and are given back.
 */
#include "torture/workloads.h"

#include <stdio.h>

#include "base/attr.h"
#include "store/state.h"
#include "store/versions.h"

enum { FORMS = 4 };

const char *
text_of(struct run *run, int n, size_t length)
{
	char *text = arena_get(run->arena, length + 16);
	size_t done = (size_t)snprintf(text, 16, "%d ", n);
	for (size_t i = done; i < length; i++)
		text[i] = (char)('a' + (i + (size_t)n) % 26);
	return text;
}

/* --- Two people in a file ------------------------------------------------- */

static bool
put_forms(struct run *run, int n, char hash[FORMS_HASH_SIZE])
{
	const struct source sources[] = {
	    {.name = "1-your-money.form", .text = text_of(run, n, 900)},
	    {.name = "2-your-plan.form", .text = text_of(run, n + 1, 3000)},
	};
	store_hash_forms(sources, ARRAY_LENGTH(sources), hash);
	return store_put_forms(
	    run->store, hash, sources, ARRAY_LENGTH(sources), &run->err);
}

static bool
add_rows(struct run *run, struct person *person, int count)
{
	for (int i = 0; i < count; i++) {
		struct change change =
		    change_add_row(person->plan, run->arena, "lines");
		person_change(person, change);
		person_answer(run, person, "what", change.row,
		    text_of(run, i, 40 + (size_t)i * 97));
	}
	return person_save(run, person, ACT_CHANGE, 0, NULL);
}

const char *const names[] = {
    "Mair Evans", "Huw Price", "Ann Example", "Wei Zhang"};

static bool
fill_person(struct run *run, int n)
{
	static const char *const fields[] = {
	    "story", "home", "garden", "work", "meals"};
	char hash[FORMS_HASH_SIZE];
	struct person *person =
	    person_add(run, names[(size_t)n % ARRAY_LENGTH(names)]);
	if (!person || !put_forms(run, 0, hash))
		return false;
	person_change(person, change_forms(person->plan, run->arena,
				  arena_copy(run->arena, hash)));
	for (size_t i = 0; i < ARRAY_LENGTH(fields); i++)
		person_answer(run, person, fields[i], 0,
		    text_of(run, n, 20 + i * 130 + (size_t)n * 7));
	return person_save(run, person, ACT_CHANGE, 0, NULL);
}

static void
prepare_two(struct run *run)
{
	run_must(run, run_open(run));
	for (int i = 0; i < 2; i++)
		run_must(run, fill_person(run, i));
	run_must(run, add_rows(run, &run->people[0], 3));
	run_close(run);
}

static void
prepare_without_links(struct run *run)
{
	prepare_two(run);
	ramdisk_refuse_links(run->disk);
}

struct person *
open_person(struct run *run)
{
	return run_open(run) ? person_load(run, 1) : NULL;
}

/* --- Saving --------------------------------------------------------------- */

static void
work_autosave(struct run *run)
{
	struct person *person = open_person(run);
	for (int i = 0; person && i < 12; i++) {
		person_answer(run, person, i % 3 ? "story" : "home", 0,
		    text_of(run, i, 10 + (size_t)(i * 701) % 2500));
		if (!person_act(run, person))
			return;
	}
}

bool
type_text(struct run *run, int n)
{
	const struct pending pending = {
	    .plan = 1,
	    .address = {.field = "story", .voice = VOICE_PERSON},
	    .text = text_of(run, n, (size_t)n * 40),
	    .caret = (size_t)n,
	    .at = ++run->now,
	};
	return run_did(run, store_put_pending(run->store, &pending, &run->err));
}

static void
work_typing(struct run *run)
{
	struct person *person = open_person(run);
	for (int i = 1; person && i <= 12; i++) {
		if (!type_text(run, i))
			return;
		if (i % 4 != 0)
			continue;
		person_answer(run, person, "story", 0, text_of(run, i, 400));
		if (i == 8 ? !run_did(run,
				 store_clear_pending(run->store, 1, &run->err))
			   : !person_act(run, person))
			return;
	}
}

static bool
import_once(struct run *run, int n)
{
	bool is_done = store_begin(run->store, &run->err);
	for (int i = 0; is_done && i < 3; i++) {
		is_done = fill_person(run, n * 3 + i);
		if (is_done)
			is_done = add_rows(
			    run, &run->people[run->people_count - 1], 4);
	}
	if (is_done)
		return store_commit(run->store, &run->err);
	store_roll_back(run->store);
	return false;
}

static void
work_import(struct run *run)
{
	if (!run_open(run))
		return;
	for (int i = 0; i < 3; i++)
		if (!run_did(run, import_once(run, i)))
			return;
}

/* So little memory that pages are written before the transaction ends. */
static void
work_large_import(struct run *run)
{
	if (!run_open(run) ||
	    !sql_run(run->store->sql, "PRAGMA cache_size = 8", &run->err))
		return;
	for (int i = 0; i < 2; i++)
		if (!run_did(run, import_once(run, i)))
			return;
}

static void
work_forms(struct run *run)
{
	char hash[FORMS_HASH_SIZE];
	struct person *person = open_person(run);
	for (int i = 1; person && i <= FORMS; i++) {
		if (!run_did(run, put_forms(run, i, hash)))
			return;
		person_change(person, change_forms(person->plan, run->arena,
					  arena_copy(run->arena, hash)));
		person_answer(run, person, "work", 0, text_of(run, i, 300));
		if (!person_act(run, person))
			return;
	}
}

/* --- Rows, and going back ------------------------------------------------- */

static bool
remove_row(struct run *run, struct person *person, int row)
{
	person_change(
	    person, change_remove_row(person->plan, run->arena, "lines", row));
	return person_act(run, person);
}

static bool
undo(struct run *run, struct person *person, int64_t sequence, enum act act)
{
	const struct event *events;
	size_t count, changes;
	if (!store_load_history(
		run->store, person->id, run->arena, &events, &count, &run->err))
		return false;
	const struct change *inverse =
	    event_invert(run->arena, &events[sequence - 1], &changes);
	for (size_t i = 0; i < changes; i++)
		person_change(person, inverse[i]);
	return run_did(run, person_save(run, person, act, sequence, NULL));
}

static void
work_rows(struct run *run)
{
	struct person *person = open_person(run);
	if (!person || !run_did(run, add_rows(run, person, 3)))
		return;
	for (int row = 1; row <= 3; row++) {
		if (!remove_row(run, person, row) ||
		    !undo(run, person, person->sequence, ACT_UNDO))
			return;
		person_change(person,
		    change_move_row(person->plan, run->arena, "lines", row, 4));
		if (!person_act(run, person) || !remove_row(run, person, row))
			return;
	}
}

static void
work_points(struct run *run)
{
	struct person *person = open_person(run);
	for (int i = 0; person && i < 4; i++) {
		if (!run_did(run, person_save(run, person, ACT_POINT, 0,
				      "Before the visit")))
			return;
		person_answer(run, person, "meals", 0,
		    text_of(run, i, 10 + (size_t)i * 500));
		person_answer(run, person, "garden", 0, text_of(run, i, 60));
		if (!person_act(run, person) ||
		    !undo(run, person, person->sequence, ACT_UNDO) ||
		    !undo(run, person, person->sequence, ACT_REDO))
			return;
	}
}

/* --- Versions ------------------------------------------------------------- */

/* A version with its papers, and the event that says so, as the desk does. */
static bool
freeze(struct run *run, struct person *person, struct version *version)
{
	char *code = arena_get(run->arena, VERSION_CODE_SIZE);
	const struct version_paper papers[] = {
	    {"plan", "clear", "plain", "en", text_of(run, 1, 20000), 20000},
	    {"sum", "clear", "plain", "en", text_of(run, 2, 7000), 7000},
	};
	version->number++;
	version->at = ++run->now;
	version->who = "Huw";
	version->code_before = version->code;
	version->forms = plan_forms(person->plan);
	version->answers = text_of(run, version->number, 2500);
	version->readings = text_of(run, version->number, 6000);
	version_make_code("0001", version, code);
	version->code = code;
	if (!store_begin(run->store, &run->err))
		return false;
	if (store_put_version(run->store, person->id, version, papers,
		ARRAY_LENGTH(papers), &run->err) &&
	    person_save(run, person, ACT_FREEZE, version->number, "{}"))
		return store_commit(run->store, &run->err);
	store_roll_back(run->store);
	return false;
}

static void
work_signing(struct run *run)
{
	struct version version = {0};
	struct person *person = open_person(run);
	for (int i = 0; person && i < 3; i++) {
		person_answer(run, person, "work", 0, text_of(run, i, 90));
		if (!person_act(run, person) ||
		    !run_did(run, freeze(run, person, &version)) ||
		    !run_did(run, person_save(run, person, ACT_SIGN,
				      version.number, text_of(run, i, 300))))
			return;
	}
}

/* --- Forgetting ----------------------------------------------------------- */

static bool
strike_once(struct run *run, struct person *person, const char *field)
{
	const struct address address = {
	    .field = field,
	    .voice = VOICE_PERSON,
	};
	const struct strike strike = {
	    .addresses = &address,
	    .count = 1,
	    .sequence = ++person->sequence,
	    .at = ++run->now,
	    .who = "Huw",
	};
	const struct summary summary = {
	    .name = person->name,
	    .sort_name = "ann",
	    .step = 1,
	};
	struct struck struck;
	return run_did(run, store_strike(run->store, person->id, &strike,
				&summary, &struck, &run->err));
}

static void
work_striking(struct run *run)
{
	static const char *const fields[] = {"story", "home", "work"};
	struct person *person = open_person(run);
	for (size_t i = 0; person && i < ARRAY_LENGTH(fields); i++) {
		person_answer(run, person, fields[i], 0,
		    text_of(run, (int)i, 80 + i * 900));
		if (!person_act(run, person) ||
		    !strike_once(run, person, fields[i]))
			return;
	}
}

static void
work_erasure(struct run *run)
{
	struct person *person = open_person(run);
	for (int i = 0; person && i < 2; i++) {
		struct person *other = person_add(run, names[2 + i]);
		if (!other || !person_act(run, other))
			return;
		person_answer(run, other, "story", 0, text_of(run, i, 9000));
		if (!person_act(run, other) ||
		    !run_did(run, store_erase(run->store, other->id, "wish",
				      ++run->now, &run->err)))
			return;
		person_answer(run, person, "home", 0, text_of(run, i, 200));
		if (!person_act(run, person))
			return;
	}
}

static void
work_long_texts(struct run *run)
{
	static const size_t lengths[] = {
	    30000, 10, 9000, 25000, 1, 4096, 14000, 3};
	struct person *person = open_person(run);
	for (size_t i = 0; person && i < ARRAY_LENGTH(lengths); i++) {
		person_answer(
		    run, person, "story", 0, text_of(run, (int)i, lengths[i]));
		if (!person_act(run, person))
			return;
	}
}

const struct workload workloads[] = {
    {"autosave", prepare_two, work_autosave, false, KIND_BOTH, NULL},
    {"typing", prepare_two, work_typing, false, KIND_BOTH, NULL},
    {"import", prepare_two, work_import, false, KIND_BOTH, NULL},
    {"large-import", prepare_two, work_large_import, false, KIND_BOTH, NULL},
    {"forms", prepare_two, work_forms, false, KIND_BOTH, NULL},
    {"rows", prepare_two, work_rows, false, KIND_BOTH, NULL},
    {"points", prepare_two, work_points, false, KIND_BOTH, NULL},
    {"signing", prepare_two, work_signing, false, KIND_BOTH, NULL},
    {"striking", prepare_two, work_striking, false, KIND_BOTH, NULL},
    {"erasure", prepare_two, work_erasure, false, KIND_BOTH, NULL},
    {"long-texts", prepare_two, work_long_texts, false, KIND_BOTH, NULL},
    {"reopening", prepare_two, work_reopening, false, KIND_BOTH, NULL},
    {"making", prepare_nothing, work_making, true, KIND_BOTH, NULL},
    {"migration", prepare_old, work_migration, false, KIND_BOTH,
	OLD_FOLDER "/version-1.sql"},
    {"migration-2", prepare_old, work_migration, false, KIND_BOTH,
	OLD_FOLDER "/version-2.db"},
    {"backup", prepare_two, work_backup, false, KIND_BOTH, NULL},
    {"restore", prepare_two, work_restore, false, KIND_BOTH, NULL},
    {"restore-fat", prepare_without_links, work_restore, false, KIND_BOTH,
	NULL},
    {"passphrase", prepare_two, work_passphrase, false, KIND_SECRET, NULL},
    {"recovery", prepare_two, work_recovery, false, KIND_SECRET, NULL},
    {"converting", prepare_two, work_converting, false, KIND_PLAIN, NULL},
    {"new-key", prepare_two, work_new_key, false, KIND_SECRET, NULL},
};
const size_t workload_count = ARRAY_LENGTH(workloads);
