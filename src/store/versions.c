/*
 * Versions and their papers in the file.
 *
 * What was written is read back before the transaction ends, papers by every
 * byte: a paper that was handed over must come out of the file as it was.
 *
 * Tested by tests/unit/store_versions.c.
 */
#include "store/versions.h"

#include <assert.h>

#include "store/state.h"

#define VERSION_COLUMNS "number, at, who, code, code_before, forms"

static const char insert_version[] =
    "INSERT INTO version (plan, number, at, who, code, code_before, forms,"
    " answers, readings) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char insert_paper[] =
    "INSERT INTO version_paper (plan, version, document, size, words,"
    " language, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static const char select_versions[] =
    "SELECT " VERSION_COLUMNS " FROM version WHERE plan = ?1 ORDER BY number";
static const char select_version[] =
    "SELECT " VERSION_COLUMNS ", answers, readings FROM version"
    " WHERE plan = ?1 AND number = ?2";
static const char select_by_code[] =
    "SELECT plan, number FROM version WHERE code = ?1 ORDER BY plan LIMIT 1";
static const char select_papers[] =
    "SELECT document, size, words, language, length(bytes)"
    " FROM version_paper WHERE plan = ?1 AND version = ?2"
    " ORDER BY document, size, words, language";
static const char select_paper[] =
    "SELECT bytes FROM version_paper WHERE plan = ?1 AND version = ?2"
    " AND document = ?3 AND size = ?4 AND words = ?5 AND language = ?6";

/* --- Reading -------------------------------------------------------------- */

static struct version
read_version(struct query *query, struct arena *arena)
{
	enum { NUMBER, AT, WHO, CODE, CODE_BEFORE, FORMS };

	return (struct version){
	    .number = (int)query_int(query, NUMBER),
	    .at = query_int(query, AT),
	    .who = query_copy(query, WHO, arena),
	    .code = query_copy(query, CODE, arena),
	    .code_before = query_copy(query, CODE_BEFORE, arena),
	    .forms = query_copy(query, FORMS, arena),
	};
}

bool
store_list_versions(struct store *store, int64_t plan, struct arena *arena,
    const struct version **versions, size_t *count, struct err *err)
{
	struct sql *sql = store_sql(store, err);
	struct version *list = NULL;
	size_t capacity = 0;

	*versions = NULL;
	*count = 0;
	if (!sql)
		return false;
	struct query *query = sql_query(sql, select_versions);
	query_put_int(query, plan);
	while (query_next(query)) {
		list = mem_grow(list, *count, &capacity, sizeof(*list));
		list[(*count)++] = read_version(query, arena);
	}
	*versions = arena_keep(arena, list, *count, sizeof(*list));
	return query_end(query, err);
}

bool
store_get_version(struct store *store, int64_t plan, int number,
    struct arena *arena, struct version *version, bool *found, struct err *err)
{
	enum { ANSWERS = 6, READINGS };
	struct sql *sql = store_sql(store, err);

	*found = false;
	if (!sql)
		return false;
	struct query *query = sql_query(sql, select_version);
	query_put_int(query, plan);
	query_put_int(query, number);
	*found = query_next(query);
	if (*found) {
		*version = read_version(query, arena);
		version->answers = query_copy(query, ANSWERS, arena);
		version->readings = query_copy(query, READINGS, arena);
	}
	return query_end(query, err);
}

bool
store_find_version(struct store *store, const char *code, int64_t *plan,
    int *number, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	*plan = 0;
	*number = 0;
	if (!sql)
		return false;
	struct query *query = sql_query(sql, select_by_code);
	query_put_text(query, code);
	if (query_next(query)) {
		*plan = query_int(query, 0);
		*number = (int)query_int(query, 1);
	}
	return query_end(query, err);
}

bool
store_list_papers(struct store *store, int64_t plan, int number,
    struct arena *arena, const struct version_paper **papers, size_t *count,
    struct err *err)
{
	enum { DOCUMENT, SIZE, WORDS, LANGUAGE, LENGTH };
	struct sql *sql = store_sql(store, err);
	struct version_paper *list = NULL;
	size_t capacity = 0;

	*papers = NULL;
	*count = 0;
	if (!sql)
		return false;
	struct query *query = sql_query(sql, select_papers);
	query_put_int(query, plan);
	query_put_int(query, number);
	while (query_next(query)) {
		list = mem_grow(list, *count, &capacity, sizeof(*list));
		list[(*count)++] = (struct version_paper){
		    .document = query_copy(query, DOCUMENT, arena),
		    .size = query_copy(query, SIZE, arena),
		    .words = query_copy(query, WORDS, arena),
		    .language = query_copy(query, LANGUAGE, arena),
		    .length = (size_t)query_int(query, LENGTH),
		};
	}
	*papers = arena_keep(arena, list, *count, sizeof(*list));
	return query_end(query, err);
}

/* Which paper of which version, as the first values of a query. */
static void
put_which(struct query *query, int64_t plan, int number,
    const struct version_paper *which)
{
	query_put_int(query, plan);
	query_put_int(query, number);
	query_put_text(query, which->document);
	query_put_text(query, which->size);
	query_put_text(query, which->words);
	query_put_text(query, which->language);
}

bool
store_get_paper(struct store *store, int64_t plan, int number,
    const struct version_paper *which, struct str *bytes, bool *found,
    struct err *err)
{
	struct sql *sql = store_sql(store, err);
	size_t length;

	*found = false;
	if (!sql)
		return false;
	struct query *query = sql_query(sql, select_paper);
	put_which(query, plan, number, which);
	*found = query_next(query);
	if (*found) {
		const char *read = query_bytes(query, 0, &length);
		if (length > 0)
			str_put_n(bytes, read, length);
	}
	return query_end(query, err);
}

/* --- Writing -------------------------------------------------------------- */

static bool
write_version(struct sql *sql, int64_t plan, const struct version *version,
    struct err *err)
{
	struct query *query = sql_query(sql, insert_version);

	query_put_int(query, plan);
	query_put_int(query, version->number);
	query_put_int(query, version->at);
	query_put_text(query, version->who);
	query_put_text(query, version->code);
	query_put_text(query, version->code_before);
	query_put_text(query, version->forms);
	query_put_text(query, version->answers);
	query_put_text(query, version->readings);
	return query_run(query, err);
}

static bool
write_paper(struct sql *sql, int64_t plan, int number,
    const struct version_paper *paper, struct err *err)
{
	struct query *query = sql_query(sql, insert_paper);

	put_which(query, plan, number, paper);
	query_put_bytes(query, paper->bytes, paper->length);
	return query_run(query, err);
}

static bool
is_same(const struct version *a, const struct version *b)
{
	return a->at == b->at && text_is(a->who, b->who) &&
	       text_is(a->code, b->code) &&
	       text_is(a->code_before, b->code_before) &&
	       text_is(a->forms, b->forms) && text_is(a->answers, b->answers) &&
	       text_is(a->readings, b->readings);
}

/* What the file has must be what was written. */
static bool
read_back(struct store *store, int64_t plan, const struct version *version,
    struct err *err)
{
	struct arena *arena = arena_new();
	struct version read;
	bool found;
	bool is_read = store_get_version(
	    store, plan, version->number, arena, &read, &found, err);
	bool is_written = is_read && found && is_same(version, &read);

	arena_free(arena);
	return is_written || (is_read && sql_is_damaged(store->sql, err));
}

static bool
read_back_paper(struct store *store, int64_t plan, int number,
    const struct version_paper *paper, struct err *err)
{
	struct str bytes = STR_EMPTY;
	bool found;
	bool is_read =
	    store_get_paper(store, plan, number, paper, &bytes, &found, err);
	bool is_written = is_read && found && bytes.length == paper->length &&
			  memcmp(bytes.text, paper->bytes, paper->length) == 0;

	str_release(&bytes);
	return is_written || (is_read && sql_is_damaged(store->sql, err));
}

static bool
put_all(struct store *store, int64_t plan, const struct version *version,
    const struct version_paper *papers, size_t count, struct err *err)
{
	if (!write_version(store->sql, plan, version, err) ||
	    !read_back(store, plan, version, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!write_paper(
			store->sql, plan, version->number, &papers[i], err) ||
		    !read_back_paper(
			store, plan, version->number, &papers[i], err))
			return false;
	return true;
}

bool
store_put_version(struct store *store, int64_t plan,
    const struct version *version, const struct version_paper *papers,
    size_t count, struct err *err)
{
	assert(version->who && version->code && version->forms &&
	       version->answers && version->readings);
	struct sql *sql = store_sql(store, err);
	if (!sql || !sql_begin(sql, err))
		return false;
	bool is_put = put_all(store, plan, version, papers, count, err);
	return sql_finish(sql, is_put, err);
}
