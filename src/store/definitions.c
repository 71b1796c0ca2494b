/*
 * Sets of definitions: what plans were made with, each set kept once.
 *
 * A set is named by the hash of its files, whatever order they come in, so
 * the same forms are the same set on every computer.  When a set is read its
 * hash is reckoned again: forms that somebody altered in the file are never
 * taken for those that a plan was made with.
 *
 * Tested by tests/unit/store_definitions.c.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "store/digest.h"
#include "store/state.h"

static int
compare_sources(const void *a, const void *b)
{
	const struct source *const *left = a;
	const struct source *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

void
store_hash_forms(
    const struct source *sources, size_t count, char hash[FORMS_HASH_SIZE])
{
	const struct source **sorted = mem_new(count * sizeof(*sorted));

	for (size_t i = 0; i < count; i++)
		sorted[i] = &sources[i];
	if (count > 0)
		qsort(sorted, count, sizeof(*sorted), compare_sources);
	struct digest digest = digest_begin();
	for (size_t i = 0; i < count; i++) {
		digest_put_text(&digest, sorted[i]->name);
		digest_put_text(&digest, sorted[i]->text);
	}
	unsigned char bytes[DIGEST_BYTES];
	digest_finish(&digest, bytes);
	digest_release(&digest);
	sodium_bin2hex(hash, FORMS_HASH_SIZE, bytes, sizeof(bytes));
	mem_free(sorted);
}

/* --- Keeping -------------------------------------------------------------- */

static const char select_forms[] = "SELECT 1 FROM forms WHERE hash = ?1";
static const char insert_forms[] = "INSERT INTO forms (hash) VALUES (?1)";
static const char insert_source[] =
    "INSERT INTO source (forms, name, text) VALUES (?1, ?2, ?3)";

bool
store_has_forms(
    struct store *store, const char *hash, bool *has, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	*has = false;
	if (!sql)
		return false;
	struct query *query = sql_query(sql, select_forms);
	query_put_text(query, hash);
	*has = query_next(query);
	return query_end(query, err);
}

static bool
put_source(struct sql *sql, const char *hash, const struct source *source,
    struct err *err)
{
	struct query *query = sql_query(sql, insert_source);

	query_put_text(query, hash);
	query_put_text(query, source->name);
	query_put_text(query, source->text);
	return query_run(query, err);
}

static bool
put_set(struct sql *sql, const char *hash, const struct source *sources,
    size_t count, struct err *err)
{
	struct query *query = sql_query(sql, insert_forms);

	query_put_text(query, hash);
	bool is_done = query_run(query, err);
	for (size_t i = 0; is_done && i < count; i++)
		is_done = put_source(sql, hash, &sources[i], err);
	return is_done;
}

/* --- Getting -------------------------------------------------------------- */

static const char select_sources[] =
    "SELECT name, text FROM source WHERE forms = ?1 ORDER BY name";

/* What the file holds under a hash, which must be its own. */
static bool
get_set(struct sql *sql, const char *hash, struct arena *arena,
    const struct source **sources, size_t *count, struct err *err)
{
	struct source *found = NULL;
	size_t capacity = 0;

	*count = 0;
	struct query *query = sql_query(sql, select_sources);
	query_put_text(query, hash);
	while (query_next(query)) {
		found = mem_grow(found, *count, &capacity, sizeof(*found));
		found[(*count)++] = (struct source){
		    .name = query_copy(query, 0, arena),
		    .text = query_copy(query, 1, arena),
		};
	}
	*sources = arena_keep(arena, found, *count, sizeof(*found));
	if (!query_end(query, err))
		return false;
	char there[FORMS_HASH_SIZE];
	store_hash_forms(*sources, *count, there);
	return text_is(there, hash) || sql_is_damaged(sql, err);
}

bool
store_get_forms(struct store *store, const char *hash, struct arena *arena,
    const struct source **sources, size_t *count, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	*sources = NULL;
	*count = 0;
	return sql && get_set(sql, hash, arena, sources, count, err);
}

/* --- Putting -------------------------------------------------------------- */

/* Read back what was just written. */
static bool
expect_set(struct sql *sql, const char *hash, size_t count, struct err *err)
{
	struct arena *arena = arena_new();
	const struct source *sources;
	size_t there;
	bool is_same = get_set(sql, hash, arena, &sources, &there, err) &&
		       (there == count || sql_is_damaged(sql, err));

	arena_free(arena);
	return is_same;
}

bool
store_put_forms(struct store *store, const char *hash,
    const struct source *sources, size_t count, struct err *err)
{
	bool has;

	if (!store_has_forms(store, hash, &has, err))
		return false;
	if (has)
		return true;
	struct sql *sql = store_sql(store, err);
	return sql && sql_begin(sql, err) &&
	       sql_finish(sql,
		   put_set(sql, hash, sources, count, err) &&
		       expect_set(sql, hash, count, err),
		   err);
}
