/*
 * The oracle: is what was left of a disk what must be left of it?
 *
 * The file is opened as the program opens it, and must be whole, page by page
 * and reference by reference.  What it holds, every row of every table, must
 * be what it held after as many transactions on a run that nothing disturbed:
 * all acknowledged ones, and perhaps the one that was being made.  Then it
 * must take another save, and lie alone when it is closed.  Copies beside it
 * must be there if they were promised, and whole whenever they are there.
 *
 * That the history of each state leads to its plan is asked once for each, of
 * the reference: what is equal to that row by row leads there too.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/attr.h"
#include "rig/dump.h"
#include "store/chain.h"
#include "store/check.h"
#include "store/connection.h"
#include "store/copies.h"
#include "store/state.h"
#include "torture/torture.h"
#include "torture/workloads.h"

/* --- What a file holds ---------------------------------------------------- */

uint64_t
bytes_mix(uint64_t digest, const char *bytes, size_t length)
{
	uint64_t word;
	for (; length >= sizeof(word); length -= sizeof(word)) {
		memcpy(&word, bytes, sizeof(word));
		digest = (digest ^ word) * 0x9E3779B97F4A7C15u;
		digest ^= digest >> 29;
		bytes += sizeof(word);
	}
	for (; length > 0; length--)
		digest = (digest ^ (unsigned char)*bytes++) * 0x100000001B3u;
	return digest;
}

/* FNV-1a, which is short, and here nobody tries to deceive. */
static void
mix(uint64_t *digest, const void *bytes, size_t size)
{
	const unsigned char *byte = bytes;
	for (size_t i = 0; i < size; i++)
		*digest = (*digest ^ byte[i]) * 0x100000001B3u;
}

/* Columns that are by chance, and so differ from run to run. */
static bool
is_by_chance(const char *column)
{
	static const char *const known[] = {
	    "uuid", "salt", "commitment", "link"};
	for (size_t i = 0; i < ARRAY_LENGTH(known); i++)
		if (text_is(known[i], column))
			return true;
	return false;
}

/* What an erasure notes holds the code of a history that is by chance. */
static bool
is_erasure(sqlite3_stmt *row)
{
	for (int i = 0; i < sqlite3_column_count(row); i++)
		if (text_is(sqlite3_column_name(row, i), "act") &&
		    text_is((const char *)sqlite3_column_text(row, i), "erase"))
			return true;
	return false;
}

static void
mix_row(uint64_t *digest, sqlite3_stmt *row)
{
	bool is_noted = !is_erasure(row);
	for (int i = 0; i < sqlite3_column_count(row); i++) {
		const char *name = sqlite3_column_name(row, i);
		if (is_by_chance(name) || (!is_noted && text_is(name, "note")))
			continue;
		int type = sqlite3_column_type(row, i);
		const void *bytes = sqlite3_column_blob(row, i);
		int size = sqlite3_column_bytes(row, i);
		mix(digest, &type, sizeof(type));
		mix(digest, &size, sizeof(size));
		mix(digest, bytes, (size_t)size);
	}
}

/* What the oracle itself writes, to see whether it can. */
static const char mark[] = "torture";

/* That, and the mark of a copy, which is made of what is by chance too. */
static bool
is_mark(sqlite3_stmt *row)
{
	const char *first = (const char *)sqlite3_column_text(row, 0);
	return sqlite3_column_type(row, 0) == SQLITE_TEXT &&
	       (text_is(first, mark) || text_is(first, "backup.digest"));
}

static bool
mix_table(uint64_t *digest, sqlite3 *db, const char *name)
{
	struct str text = STR_EMPTY;
	sqlite3_stmt *row = NULL;
	str_format(&text, "SELECT * FROM \"%s\" NOT INDEXED", name);
	int result = sqlite3_prepare_v2(db, text.text, -1, &row, NULL);
	str_release(&text);
	if (result == SQLITE_OK)
		while ((result = sqlite3_step(row)) == SQLITE_ROW)
			if (!is_mark(row))
				mix_row(digest, row);
	sqlite3_finalize(row);
	return result == SQLITE_DONE;
}

static bool
digest_all(sqlite3 *db, uint64_t *digest)
{
	sqlite3_stmt *table;
	*digest = 0xCBF29CE484222325u;
	if (sqlite3_prepare_v2(db,
		"SELECT name FROM sqlite_schema WHERE type = 'table'"
		" ORDER BY name",
		-1, &table, NULL) != SQLITE_OK)
		return false;
	bool is_read = true;
	int result = SQLITE_DONE;
	while (is_read && (result = sqlite3_step(table)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(table, 0);
		mix(digest, name, strlen(name));
		is_read = mix_table(digest, db, name);
	}
	sqlite3_finalize(table);
	return is_read && result == SQLITE_DONE;
}

bool
oracle_digest(struct store *store, uint64_t *digest)
{
	return digest_all(store->sql->db, digest);
}

/* A copy is no file that the program works with: it is only looked at. */
static bool
look_at_copy(const char *vfs, const char *path, uint64_t *digest)
{
	sqlite3 *db;
	const struct store_options options = {
	    .path = path,
	    .vfs = vfs,
	};
	struct err err = {0};
	enum store_fault fault;
	bool is_read = store_inspect(&options, &fault, &err) &&
		       sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE,
			   options.vfs) == SQLITE_OK;
	if (!is_read)
		return false;
	is_read = digest_all(db, digest);
	sqlite3_close(db);
	return is_read;
}

/* Of many disks each has the same copy, byte for byte: one look will do. */
static bool
digest_copy(const struct run *run, const char *path, uint64_t *digest)
{
	struct str bytes = STR_EMPTY;
	if (!run->known)
		return look_at_copy(run_vfs(run), path, digest);
	ramdisk_read(run->disk, path, &bytes);
	uint64_t mixed = bytes_mix(bytes.length, bytes.text, bytes.length);
	struct known *known = &run->known[mixed % KNOWN_COPIES];
	str_release(&bytes);
	if (known->bytes != mixed) {
		if (!look_at_copy(run_vfs(run), path, digest))
			return false;
		*known = (struct known){.bytes = mixed, .digest = *digest};
	}
	*digest = known->digest;
	return true;
}

/* --- What a disk holds ---------------------------------------------------- */

static bool
has_end(const char *path, const char *end)
{
	size_t length = strlen(path), size = strlen(end);
	return length >= size && text_is(path + length - size, end);
}

/*
 * What was on its way to something else, and should have gone when the file
 * was opened.  A copy's belongs to whoever keeps the copies.
 */
static bool
is_left(const char *path)
{
	return strstr(path, "/.") ||
	       (text_starts(path, PEOPLE_PATH) && !text_is(path, PEOPLE_PATH) &&
		   !has_end(path, ".erased") &&
		   !text_starts(path, PEOPLE_PATH ".version-"));
}

static bool
is_passing(const char *path)
{
	return has_end(path, "-journal") || has_end(path, ".new") ||
	       has_end(path, ".erased");
}

static bool
is_copy(const char *path)
{
	return !text_is(path, PEOPLE_PATH) && !text_is(path, RECOVERY_PATH) &&
	       !is_passing(path);
}

/*
 * The copies on a disk; false if one cannot be read, or if something is left
 * lying.
 */
static bool
read_copies(const struct run *run, struct state *state, struct str *why)
{
	struct str files = STR_EMPTY;
	bool is_read = true;
	ramdisk_put_files(run->disk, &files);
	for (char *path = files.text; is_read && *path;) {
		size_t length = strcspn(path, " ");
		char *next = path + length + (path[length] == ' ');
		path[length] = '\0';
		if (is_left(path)) {
			str_format(why, "%s is left", path);
			str_release(&files);
			return false;
		}
		if (is_copy(path)) {
			snprintf(state->files[state->count].path,
			    sizeof(state->files[0].path), "%s", path);
			is_read = digest_copy(
			    run, path, &state->files[state->count++].digest);
		}
		if (!is_read)
			str_format(why, "%s cannot be read", path);
		path = next;
	}
	str_release(&files);
	return is_read;
}

/* --- The reference -------------------------------------------------------- */

static void
expect_history_leads_here(struct run *run, int64_t id)
{
	struct stored_plan loaded;
	const struct event *events;
	size_t count;
	struct str left = STR_EMPTY, right = STR_EMPTY;
	if (!store_load(run->store, id, run->arena, &loaded, &run->err)) {
		/* Who was erased has neither any more. */
		run_must(run, run->err.word == WORD_STORE_PLAN_MISSING);
		err_clear(&run->err);
		return;
	}
	run_must(run, store_load_history(run->store, id, run->arena, &events,
			  &count, &run->err));
	struct plan *replayed = plan_new();
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < events[i].count; j++)
			plan_apply(replayed, &events[i].changes[j]);
	dump_plan(&left, loaded.plan);
	dump_plan(&right, replayed);
	run_must(run, text_is(left.text, right.text));
	plan_free(replayed);
	plan_free(loaded.plan);
	str_release(&left);
	str_release(&right);
}

/* The vault stays open, for its copies. */
static void
close_store(struct run *run)
{
	store_close(run->store);
	run->store = NULL;
}

/* How many are on the list of who was erased. */
static size_t
count_listed(const struct ramdisk *disk)
{
	struct str list = STR_EMPTY;
	size_t count = 0;
	ramdisk_read(disk, PEOPLE_PATH ".erased", &list);
	for (size_t i = 0; i < list.length; i++)
		count += list.text[i] == '\n';
	str_release(&list);
	return count;
}

/* What the disk holds now, on which nothing is under way. */
static void
add_state(struct reference *reference, const struct run *working)
{
	struct run run;
	struct str why = STR_EMPTY;
	size_t people;
	struct state state = {.count = 1, .files = {{.path = PEOPLE_PATH}}};
	struct ramdisk *mounted = ramdisk_mount(NULL);
	run_begin(&run, working->workload, working->is_secret, working->disk,
	    "reference");
	run_must(&run, run_open(&run));
	run_must(&run, oracle_digest(run.store, &state.files[0].digest));
	run_must(&run, store_count(run.store, &people, &run.err));
	for (size_t id = 1; id <= people; id++)
		expect_history_leads_here(&run, (int64_t)id);
	mix(&state.files[0].digest, &run.passphrase, sizeof(run.passphrase));
	close_store(&run);
	state.listed = count_listed(run.disk);
	run_must(&run, read_copies(&run, &state, &why));
	run_end(&run);
	ramdisk_mount(mounted);
	reference->states = mem_grow(reference->states, reference->count,
	    &reference->capacity, sizeof(state));
	reference->states[reference->count++] = state;
	str_release(&why);
}

static void
note_state(struct run *run, void *context)
{
	add_state(context, run);
}

void
subject_begin(
    struct subject *subject, const struct workload *workload, bool is_secret)
{
	struct run run;
	struct str why = STR_EMPTY;
	struct reference *reference = &subject->reference;
	*subject = (struct subject){
	    .workload = workload,
	    .is_secret = is_secret,
	};
	run_begin(&run, workload, is_secret, NULL, "prepared");
	run.is_preparing = true;
	workload->prepare(&run);
	run.is_preparing = false;
	add_state(reference, &run);
	subject->prepared = ramdisk_copy(run.disk, "start");
	run_end(&run);

	run_begin(&run, workload, is_secret, subject->prepared, "working");
	run.after = note_state;
	run.context = reference;
	workload->work(&run);
	run_must(&run, !run.err.is_set);
	run_close(&run);
	reference->operations = ramdisk_operations(run.disk);
	reference->growth =
	    ramdisk_used(run.disk) - ramdisk_used(subject->prepared);
	run_must(&run, thief_reads(run.disk, &why) == !is_secret);
	run_end(&run);
	str_release(&why);
}

void
subject_end(struct subject *subject)
{
	ramdisk_free(subject->prepared);
	mem_free(subject->reference.states);
}

/* --- Judging -------------------------------------------------------------- */

static bool
is_state(const struct state *state, uint64_t digest)
{
	return state->files[0].digest == digest;
}

/*
 * How many transactions are in it?  All that were acknowledged, or one more;
 * a sentence if not.
 */
static enum verdict
compare(const struct reference *reference, uint64_t digest, size_t acknowledged,
    size_t *done, struct str *why)
{
	for (*done = acknowledged; *done < reference->count; ++*done)
		if (*done <= acknowledged + 1 &&
		    is_state(&reference->states[*done], digest))
			return VERDICT_FINE;
	for (size_t i = 0; i < acknowledged; i++) {
		if (!is_state(&reference->states[i], digest))
			continue;
		str_format(why, "%zu were acknowledged, %zu are there",
		    acknowledged, i);
		return VERDICT_LOST;
	}
	str_put(why, "it holds half a transaction");
	return VERDICT_DAMAGED;
}

static const char *
find_digest(const struct state *state, const char *path, uint64_t *digest)
{
	for (size_t i = 1; i < state->count; i++)
		if (text_is(state->files[i].path, path)) {
			*digest = state->files[i].digest;
			return state->files[i].path;
		}
	return NULL;
}

/* Each copy that is there must be one that was made at some time. */
static bool
is_known_copy(
    const struct reference *reference, const char *path, uint64_t digest)
{
	uint64_t known;
	for (size_t i = 0; i < reference->count; i++)
		if (find_digest(&reference->states[i], path, &known) &&
		    known == digest)
			return true;
	return false;
}

static enum verdict
judge_copies(const struct reference *reference, const struct run *run,
    size_t done, struct str *why)
{
	struct state state = {.count = 1};
	uint64_t digest;
	if (!read_copies(run, &state, why))
		return VERDICT_DAMAGED;
	for (size_t i = 1; i < state.count; i++)
		if (!is_known_copy(reference, state.files[i].path,
			state.files[i].digest)) {
			str_format(why, "%s holds what it never held",
			    state.files[i].path);
			return VERDICT_DAMAGED;
		}
	const struct state *now = &reference->states[done];
	const struct state *next = done + 1 < reference->count ? now + 1 : now;
	for (size_t i = 1; i < now->count; i++)
		if (find_digest(next, now->files[i].path, &digest) &&
		    !find_digest(&state, now->files[i].path, &digest)) {
			str_format(why, "%s is gone", now->files[i].path);
			return VERDICT_LOST;
		}
	return VERDICT_FINE;
}

/* It takes a save and gives it back. */
static bool
can_go_on(struct run *run)
{
	const char *text;
	return store_put_setting(run->store, mark, "on", &run->err) &&
	       store_get_setting(
		   run->store, mark, run->arena, &text, &run->err) &&
	       text_is(text, "on");
}

/* Whole page by page, reference by reference and event by event. */
static bool
is_whole(struct run *run)
{
	struct chain_head head = {0};
	int64_t bad;
	return check_wholly(run->store->sql, &run->err) &&
	       chain_check(run->store->sql, &head, &bad, &run->err) && bad == 0;
}

static enum verdict
judge(const struct reference *reference, struct run *run, int acknowledged,
    struct str *why)
{
	uint64_t digest;
	size_t done;
	struct stat there;
	if (!bring_file_back(run) || !run_open(run) || !is_whole(run) ||
	    !oracle_digest(run->store, &digest)) {
		str_put(why, "it is damaged: ");
		err_put(why, &run->err, words_english());
		return VERDICT_DAMAGED;
	}
	mix(&digest, &run->passphrase, sizeof(run->passphrase));
	enum verdict verdict =
	    compare(reference, digest, (size_t)acknowledged, &done, why);
	if (verdict == VERDICT_FINE && !can_go_on(run)) {
		str_put(why, "it takes no more: ");
		err_put(why, &run->err, words_english());
		verdict = VERDICT_DAMAGED;
	}
	close_store(run);
	if (verdict == VERDICT_FINE && stat(PEOPLE_PATH, &there) == 0 &&
	    there.st_nlink > 1) {
		str_put(why, "it has a second name");
		verdict = VERDICT_DAMAGED;
	}
	if (verdict == VERDICT_FINE &&
	    count_listed(run->disk) != reference->states[done].listed) {
		str_put(why, "the list of who was erased is not what it was");
		verdict = VERDICT_LOST;
	}
	return verdict == VERDICT_FINE ? judge_copies(reference, run, done, why)
				       : verdict;
}

enum verdict
oracle_ask(const struct reference *reference, const struct run *working,
    struct ramdisk *disk, int acknowledged, struct str *why)
{
	struct run run = {
	    .workload = working->workload,
	    .is_secret = working->is_secret,
	    .disk = disk,
	    .known = working->known,
	    .arena = arena_new(),
	};
	struct ramdisk *mounted = ramdisk_mount(disk);
	enum verdict verdict = working->is_secret && thief_reads(disk, why)
				   ? VERDICT_TOLD
				   : judge(reference, &run, acknowledged, why);
	run_close(&run);
	arena_free(run.arena);
	ramdisk_mount(mounted);
	return verdict;
}
