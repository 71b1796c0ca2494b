/*
 * What the file looks like.
 *
 * The comments stand inside the statements, since SQLite keeps them: whoever
 * opens a file with the sqlite3 tool and types .schema reads all of this.
 *
 * A version, once released, is never changed; a later one adds its own steps
 * below (ALTER TABLE, or new tables filled from old), and the file of the
 * version before it is frozen in tests/store/.  Since an empty file takes the
 * same steps as an old one, there is one schema, however a file came to it.
 *
 * Numbers of rows are 64 bits, times are seconds of UTC, texts are UTF-8.
 *
 * Tested by tests/unit/store_schema.c.
 */
#include "store/schema.h"

#include <inttypes.h>

#include "base/attr.h"
#include "base/str.h"
#include "store/backup.h"
#include "store/check.h"

/* "7stp" in ASCII, for `file` and for ourselves. */
enum { APPLICATION_ID = 0x37737470 };

/* clang-format off */
static const struct schema_step steps[] = {
    {1,
	"CREATE TABLE tally (\n"
	"  -- One row, so that nothing need be counted.\n"
	"  one INTEGER PRIMARY KEY CHECK (one = 1),\n"
	"  plans INTEGER NOT NULL,    -- how many plans there are\n"
	"  last_plan INTEGER NOT NULL -- the number that was given last\n"
	") STRICT;\n"
	"INSERT INTO tally (one, plans, last_plan) VALUES (1, 0, 0);"},
    {1,
	"CREATE TABLE forms (\n"
	"  -- A set of definitions that plans were made with, kept once.\n"
	"  hash TEXT PRIMARY KEY      -- BLAKE2b of its sources, in hexadecimal\n"
	") STRICT, WITHOUT ROWID;\n"
	"CREATE TABLE source (\n"
	"  -- The files of a set of definitions.\n"
	"  forms TEXT NOT NULL REFERENCES forms (hash),\n"
	"  name TEXT NOT NULL,        -- '1-your-money.form'\n"
	"  text TEXT NOT NULL,        -- all that is in the file\n"
	"  PRIMARY KEY (forms, name)\n"
	") STRICT;"},
    {1,
	"CREATE TABLE plan (\n"
	"  -- A person is a plan.\n"
	"  id INTEGER PRIMARY KEY,    -- 1, 2 ...: never given a second time\n"
	"  reference TEXT NOT NULL UNIQUE, -- what people call it: '0001'\n"
	"  forms TEXT REFERENCES forms (hash) -- what it is made with\n"
	") STRICT;\n"
	"CREATE TABLE answer (\n"
	"  -- What is answered now; how it came to be is in change.\n"
	"  plan INTEGER NOT NULL REFERENCES plan (id),\n"
	"  field TEXT NOT NULL,       -- the id of the question\n"
	"  row INTEGER NOT NULL,      -- the number of the row; 0 outside lists\n"
	"  voice TEXT NOT NULL,       -- person, worker, family ...\n"
	"  text TEXT NOT NULL,        -- as typed, even if it is wrong\n"
	"  whose TEXT,                -- whose words, if not the voice's own\n"
	"  how TEXT,                  -- how they know\n"
	"  at INTEGER NOT NULL,       -- when it was said\n"
	"  PRIMARY KEY (plan, field, row, voice)\n"
	") STRICT, WITHOUT ROWID;\n"
	"CREATE TABLE list_row (\n"
	"  -- Every row that a list ever had: its number is never used again.\n"
	"  plan INTEGER NOT NULL REFERENCES plan (id),\n"
	"  list TEXT NOT NULL,        -- the id of the repeat\n"
	"  number INTEGER NOT NULL,   -- 1, 2 ...\n"
	"  place INTEGER,             -- 0, 1 ... in its list; NULL: removed\n"
	"  PRIMARY KEY (plan, list, number)\n"
	") STRICT, WITHOUT ROWID;"},
    {1,
	"CREATE TABLE event (\n"
	"  -- One human act.  Nothing here is ever changed.\n"
	"  id INTEGER PRIMARY KEY,    -- in the order of the whole file\n"
	"  plan INTEGER NOT NULL REFERENCES plan (id),\n"
	"  sequence INTEGER NOT NULL, -- 1, 2 ... in its plan\n"
	"  at INTEGER NOT NULL,\n"
	"  who TEXT NOT NULL,         -- who sat at the keyboard\n"
	"  act TEXT NOT NULL,         -- change, import, undo, redo, point\n"
	"  of INTEGER,                -- undo, redo: the sequence of which event\n"
	"  note TEXT,                 -- the name of a restore point\n"
	"  UNIQUE (plan, sequence)\n"
	") STRICT;\n"
	"CREATE TABLE change (\n"
	"  -- What an act changed: before and after, both in full.\n"
	"  event INTEGER NOT NULL REFERENCES event (id),\n"
	"  position INTEGER NOT NULL, -- 0, 1 ... in its event\n"
	"  kind TEXT NOT NULL,        -- answer, row, forms\n"
	"  id TEXT,                   -- answer: question; row: list\n"
	"  row INTEGER,               -- answer, row: the number of the row\n"
	"  voice TEXT,                -- answer\n"
	"  text_before TEXT, text_after TEXT,   -- answer; forms: the hash\n"
	"  whose_before TEXT, whose_after TEXT, -- answer\n"
	"  how_before TEXT, how_after TEXT,     -- answer\n"
	"  at_before INTEGER, at_after INTEGER, -- answer\n"
	"  place_before INTEGER, place_after INTEGER, -- row; NULL: not there\n"
	"  PRIMARY KEY (event, position)\n"
	") STRICT, WITHOUT ROWID;"},
    {1,
	"CREATE TABLE summary (\n"
	"  -- What a list of people shows; it can be made again from the rest.\n"
	"  plan INTEGER PRIMARY KEY REFERENCES plan (id),\n"
	"  reference TEXT NOT NULL,   -- that of the plan\n"
	"  name TEXT NOT NULL,\n"
	"  sort_name TEXT NOT NULL,   -- the name without case and accents\n"
	"  step INTEGER NOT NULL,     -- 1 to 7\n"
	"  left_week INTEGER,         -- pence; NULL: not known yet\n"
	"  next TEXT,                 -- the date of what comes next\n"
	"  touched INTEGER NOT NULL   -- the time of the latest event\n"
	") STRICT;\n"
	"CREATE INDEX summary_by_name ON summary (sort_name);"},
    {1,
	"CREATE TABLE pending (\n"
	"  -- One row: what was still being typed, against a crash.\n"
	"  one INTEGER PRIMARY KEY CHECK (one = 1),\n"
	"  plan INTEGER NOT NULL REFERENCES plan (id),\n"
	"  field TEXT NOT NULL,\n"
	"  row INTEGER NOT NULL,\n"
	"  voice TEXT NOT NULL,\n"
	"  text TEXT NOT NULL,\n"
	"  caret INTEGER NOT NULL,    -- bytes from the start\n"
	"  at INTEGER NOT NULL\n"
	") STRICT;\n"
	"CREATE TABLE setting (\n"
	"  -- Settings that belong to the file.\n"
	"  name TEXT PRIMARY KEY,\n"
	"  text TEXT NOT NULL\n"
	") STRICT, WITHOUT ROWID;"},
};
/* clang-format on */

static const struct schema current = {
    .steps = steps,
    .count = ARRAY_LENGTH(steps),
    .version = 1,
};

const struct schema *
schema_current(void)
{
	return &current;
}

bool
schema_read_version(
    struct sql *sql, const struct schema *schema, int *version, struct err *err)
{
	int64_t pages, application, number;

	*version = 0;
	if (!sql_read_int(sql, "PRAGMA page_count", &pages, err) ||
	    !sql_read_int(sql, "PRAGMA application_id", &application, err) ||
	    !sql_read_int(sql, "PRAGMA user_version", &number, err))
		return false;
	if (pages == 0)
		return true;
	if (application != APPLICATION_ID)
		return sql_refuse(
		    sql, STORE_FOREIGN, WORD_STORE_FOREIGN, NULL, err);
	if (number > schema->version)
		return sql_refuse(
		    sql, STORE_NEWER, WORD_STORE_NEWER, NULL, err);
	if (number < 1)
		return sql_is_damaged(sql, err);
	*version = (int)number;
	return true;
}

/* The pragmas take no bound values; these are numbers of our own. */
static bool
mark_version(struct sql *sql, int version, struct err *err)
{
	struct str marks = STR_EMPTY;

	str_format(&marks,
	    "PRAGMA application_id = %d; PRAGMA user_version = %d",
	    APPLICATION_ID, version);
	bool is_done = sql_run(sql, marks.text, err);
	str_release(&marks);
	return is_done;
}

/* All steps of one version, in one transaction. */
static bool
reach_version(
    struct sql *sql, const struct schema *schema, int version, struct err *err)
{
	if (!sql_begin(sql, err))
		return false;
	bool is_done = true;
	for (size_t i = 0; is_done && i < schema->count; i++)
		if (schema->steps[i].version == version)
			is_done =
			    sql_run(sql, schema->steps[i].statements, err);
	is_done = is_done && mark_version(sql, version, err) &&
		  check_references(sql, err);
	return sql_finish(sql, is_done, err);
}

static bool
keep_copy(struct sql *sql, int version, struct err *err)
{
	struct str path = STR_EMPTY;

	str_format(&path, "%s.version-%d", sql_path(sql), version);
	bool is_done = backup_make(sql, path.text, err);
	str_release(&path);
	return is_done;
}

bool
schema_update(
    struct sql *sql, const struct schema *schema, int version, struct err *err)
{
	if (version == schema->version)
		return true;
	if (version > 0 && !keep_copy(sql, version, err))
		return false;
	/* A table may have to go before the one that replaces it. */
	bool is_done = sql_run(sql, "PRAGMA foreign_keys = OFF", err);
	while (is_done && version < schema->version)
		is_done = reach_version(sql, schema, ++version, err);
	return sql_run(sql, "PRAGMA foreign_keys = ON", err) && is_done;
}
