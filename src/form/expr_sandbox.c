/*
 * Conditions: SQLite as a locked room.
 *
 * Owns one :memory: connection, the table in it, its four functions and its
 * prepared statements.  Refuses to know what a condition looks like; it is the
 * second wall behind form/expr_parse.c, and each holds without the other.
 *
 *   authorizer   one SELECT, the columns that its condition named, own
 *                functions; everything else is denied, for life
 *   limits       length, depth, no attached files, no parameters, ...
 *   budget       the progress handler ends what takes too many steps
 *   settings     defensive, no schema that is trusted, no double-quoted text
 *
 * While a statement is prepared the READ calls of the authorizer are noted:
 * they are what the condition depends on.
 *
 * Tested by tests/unit/form_expr_sandbox.c attacks it without the parser.
 */
#include "form/expr_sandbox.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/mem.h"
#include "base/str.h"

enum {
	TICK_STEPS = 100, /* steps of SQLite's machine for one tick */
	TICKS_MAX = 200,
	MONTHS_MAX = 12 * 400
};

struct sandbox {
	sqlite3 *db;
	struct expr_table *table;
	struct statement {
		sqlite3_stmt *stmt;
		struct expr_column *columns;
		size_t column_count;
	} * statements;
	size_t count, capacity;

	struct expr_row row; /* with its source while a statement runs */
	int ticks;

	/* While a statement is prepared. */
	const struct expr_columns *columns;
	struct sandbox_reads *reads;
	int selects;
};

/* --- The functions -------------------------------------------------------- */

static struct sandbox *
sandbox_of(sqlite3_context *context)
{
	return sqlite3_user_data(context);
}

static const char *
text_of(sqlite3_value *value)
{
	if (sqlite3_value_type(value) != SQLITE_TEXT)
		return NULL;
	return (const char *)sqlite3_value_text(value);
}

/* The date in a value; false if it is none. */
static bool
date_of(sqlite3_value *value, struct date *date)
{
	const char *text = text_of(value);

	return text && date_read_iso(text, date);
}

static void
do_answered(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	sqlite3_result_int(
	    context, sqlite3_value_type(values[0]) != SQLITE_NULL);
}

/* Is the code one of those that blanks part? */
static void
do_has(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *codes = text_of(values[0]);
	const char *code = text_of(values[1]);

	(void)count;
	if (!codes || !code)
		return;
	size_t length = strlen(code);
	bool is_there = false;
	while (*codes) {
		size_t one = strcspn(codes, " ");
		if (one == length && one > 0 &&
		    sqlite3_strnicmp(codes, code, (int)one) == 0)
			is_there = true;
		codes += one + (codes[one] == ' ');
	}
	sqlite3_result_int(context, is_there);
}

/* Nobody has an age before they are born. */
static void
do_age(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct expr_source *source = sandbox_of(context)->row.source;
	struct date born;

	(void)count;
	if (!source || !date_of(values[0], &born))
		return;
	int age = date_age(born, source->today);
	if (age >= 0)
		sqlite3_result_int(context, age);
}

static void
do_add_months(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct date date;
	char iso[DATE_ISO_SIZE];

	(void)count;
	if (!date_of(values[0], &date) ||
	    sqlite3_value_type(values[1]) != SQLITE_INTEGER)
		return;
	int64_t months = sqlite3_value_int64(values[1]);
	if (months < -MONTHS_MAX || months > MONTHS_MAX)
		return;
	date_write_iso(date_add_months(date, (int)months), iso);
	if (iso[0])
		sqlite3_result_text(context, iso, -1, SQLITE_TRANSIENT);
}

static const struct function {
	const char *name;
	int arguments;
	void (*run)(sqlite3_context *, int, sqlite3_value **);
} functions[] = {
    {"answered", 1, do_answered},
    {"has", 2, do_has},
    {"age", 1, do_age},
    {"add_months", 2, do_add_months},
};

/* --- The authorizer ------------------------------------------------------- */

static void
note_field(struct sandbox_reads *reads, size_t field)
{
	size_t at = reads->count;

	for (size_t i = 0; i < reads->count; i++) {
		if (reads->fields[i] == field)
			return;
		if (reads->fields[i] > field && i < at)
			at = i;
	}
	reads->fields = mem_grow(reads->fields, reads->count, &reads->capacity,
	    sizeof(*reads->fields));
	memmove(&reads->fields[at + 1], &reads->fields[at],
	    (reads->count - at) * sizeof(*reads->fields));
	reads->fields[at] = field;
	reads->count++;
}

/* Note the field that a column of this name stands for, if there is one. */
static bool
note_column(struct sandbox *sandbox, const char *name)
{
	const struct expr_columns *columns = sandbox->columns;
	size_t prefix = strlen(EXPR_COLUMN);
	char *end;

	if (!text_starts(name, EXPR_COLUMN))
		return false;
	unsigned long long number = strtoull(name + prefix, &end, 10);
	if (end == name + prefix || *end != '\0')
		return false;
	for (size_t i = 0; i < columns->count; i++)
		if (columns->items[i].number == number) {
			note_field(sandbox->reads, columns->items[i].field);
			return true;
		}
	return false;
}

static bool
may_read(struct sandbox *sandbox, const char *table, const char *column)
{
	if (!text_is(table, EXPR_TABLE))
		return false;
	/* So SQLite says that it goes over a table without reading it. */
	if (column[0] == '\0')
		return true;
	if (text_is(column, EXPR_TODAY)) {
		sandbox->reads->today = true;
		return true;
	}
	return note_column(sandbox, column);
}

static bool
may_call(struct sandbox *sandbox, const char *name)
{
	/* An age is reckoned from today. */
	if (text_is(name, "age"))
		sandbox->reads->today = true;
	for (size_t i = 0; i < ARRAY_LENGTH(functions); i++)
		if (text_is(name, functions[i].name))
			return true;
	return false;
}

static int
authorize(void *own, int action, const char *first, const char *second,
    const char *database, const char *trigger)
{
	struct sandbox *sandbox = own;
	bool is_allowed = false;

	(void)database;
	(void)trigger;
	/* Nothing changes once it runs, so SQLite never prepares by itself. */
	if (!sandbox->reads)
		return SQLITE_DENY;
	if (action == SQLITE_SELECT)
		is_allowed = ++sandbox->selects == 1;
	else if (action == SQLITE_READ && first && second)
		is_allowed = may_read(sandbox, first, second);
	else if (action == SQLITE_FUNCTION && second)
		is_allowed = may_call(sandbox, second);
	return is_allowed ? SQLITE_OK : SQLITE_DENY;
}

static int
tick(void *own)
{
	struct sandbox *sandbox = own;

	return ++sandbox->ticks > TICKS_MAX;
}

/* --- The room ------------------------------------------------------------- */

static void
add_table(struct sandbox *sandbox)
{
	sqlite3_stmt *statement = NULL;

	sandbox->table = expr_table_new(sandbox->db, &sandbox->row);
	/* SQLite connects a table at its first use: now, while it still may. */
	if (sqlite3_prepare_v2(sandbox->db, "SELECT 1 FROM " EXPR_TABLE, -1,
		&statement, NULL) != SQLITE_OK)
		mem_give_up();
	sqlite3_finalize(statement);
}

static void
add_functions(struct sandbox *sandbox)
{
	for (size_t i = 0; i < ARRAY_LENGTH(functions); i++)
		if (sqlite3_create_function_v2(sandbox->db, functions[i].name,
			functions[i].arguments, SQLITE_UTF8, sandbox,
			functions[i].run, NULL, NULL, NULL) != SQLITE_OK)
			mem_give_up();
}

static void
lock_up(struct sandbox *sandbox)
{
	static const struct {
		int limit, value;
	} limits[] = {
	    {SQLITE_LIMIT_LENGTH, 2000000},
	    {SQLITE_LIMIT_SQL_LENGTH, 100000},
	    {SQLITE_LIMIT_EXPR_DEPTH, 1000},
	    {SQLITE_LIMIT_COMPOUND_SELECT, 1},
	    {SQLITE_LIMIT_VDBE_OP, 50000},
	    {SQLITE_LIMIT_FUNCTION_ARG, 2},
	    {SQLITE_LIMIT_ATTACHED, 0},
	    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1},
	    {SQLITE_LIMIT_VARIABLE_NUMBER, 0},
	    {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
	    {SQLITE_LIMIT_WORKER_THREADS, 0},
	};
	static const struct {
		int setting, value;
	} settings[] = {
	    {SQLITE_DBCONFIG_DEFENSIVE, 1},
	    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
	    {SQLITE_DBCONFIG_DQS_DML, 0},
	    {SQLITE_DBCONFIG_DQS_DDL, 0},
	    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
	    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
	    {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(settings); i++)
		sqlite3_db_config(sandbox->db, settings[i].setting,
		    settings[i].value, (int *)NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(limits); i++)
		sqlite3_limit(sandbox->db, limits[i].limit, limits[i].value);
	sqlite3_progress_handler(sandbox->db, TICK_STEPS, tick, sandbox);
	sqlite3_set_authorizer(sandbox->db, authorize, sandbox);
}

struct sandbox *
sandbox_new(void)
{
	struct sandbox *sandbox = mem_new(sizeof(*sandbox));

	if (sqlite3_open_v2(":memory:", &sandbox->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY |
		    SQLITE_OPEN_PRIVATECACHE,
		NULL) != SQLITE_OK ||
	    sqlite3_exec(sandbox->db, "PRAGMA temp_store = MEMORY", NULL, NULL,
		NULL) != SQLITE_OK)
		mem_give_up();
	add_table(sandbox);
	add_functions(sandbox);
	lock_up(sandbox);
	return sandbox;
}

void
sandbox_free(struct sandbox *sandbox)
{
	if (!sandbox)
		return;
	for (size_t i = 0; i < sandbox->count; i++) {
		sqlite3_finalize(sandbox->statements[i].stmt);
		mem_free(sandbox->statements[i].columns);
	}
	sqlite3_close(sandbox->db);
	expr_table_free(sandbox->table);
	mem_free(sandbox->statements);
	mem_free(sandbox);
}

/* Is it one SELECT of one value, and nothing else? */
static bool
is_one_value(sqlite3_stmt *statement, const char *rest)
{
	return statement && *rest == '\0' &&
	       sqlite3_column_count(statement) == 1 &&
	       sqlite3_stmt_readonly(statement) &&
	       !sqlite3_stmt_isexplain(statement) &&
	       sqlite3_bind_parameter_count(statement) == 0;
}

/* Keep a statement with what its columns stand for; returns its slot. */
static size_t
keep_statement(struct sandbox *sandbox, sqlite3_stmt *stmt)
{
	const struct expr_columns *columns = sandbox->columns;
	size_t size = columns->count * sizeof(*columns->items);
	struct statement statement = {
	    .stmt = stmt, .column_count = columns->count};

	if (size > 0)
		statement.columns = memcpy(mem_new(size), columns->items, size);
	sandbox->statements = mem_grow(sandbox->statements, sandbox->count,
	    &sandbox->capacity, sizeof(statement));
	sandbox->statements[sandbox->count] = statement;
	return sandbox->count++;
}

bool
sandbox_prepare(struct sandbox *sandbox, const struct expr_columns *columns,
    const char *sql, struct sandbox_reads *reads, size_t *slot)
{
	sqlite3_stmt *statement = NULL;
	const char *rest = "";

	sandbox->reads = reads;
	sandbox->columns = columns;
	sandbox->selects = 0;
	sandbox->ticks = 0;
	int status = sqlite3_prepare_v3(
	    sandbox->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, &rest);
	sandbox->reads = NULL;
	if (status != SQLITE_OK || !is_one_value(statement, rest)) {
		sqlite3_finalize(statement);
		reads->count = 0;
		reads->today = false;
		return false;
	}
	*slot = keep_statement(sandbox, statement);
	return true;
}

enum truth
sandbox_run(
    struct sandbox *sandbox, size_t slot, const struct expr_source *source)
{
	assert(slot < sandbox->count);
	/* A source that evaluates a condition itself would come back here. */
	assert(!sandbox->row.source);
	const struct statement *statement = &sandbox->statements[slot];
	sqlite3_stmt *stmt = statement->stmt;
	enum truth truth = TRUTH_UNKNOWN;

	sandbox->row = (struct expr_row){
	    .source = source,
	    .columns = statement->columns,
	    .count = statement->column_count,
	};
	sandbox->ticks = 0;
	if (sqlite3_step(stmt) != SQLITE_ROW)
		sqlite3_reset(stmt);
	else if (sqlite3_column_type(stmt, 0) != SQLITE_NULL)
		truth = sqlite3_column_double(stmt, 0) != 0 ? TRUTH_TRUE
							    : TRUTH_FALSE;
	sandbox->row = (struct expr_row){0};
	return truth;
}
