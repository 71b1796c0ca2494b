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
#include "store/beside.h"
#include "store/chain.h"
#include "store/check.h"

/* "7stp" in ASCII, for `file` and for ourselves. */
enum { APPLICATION_ID = 0x37737470 };

/* clang-format off */
static const struct schema_step steps[] = {
    {.version = 1, .statements =
	"CREATE TABLE tally (\n"
	"  -- One row, so that nothing need be counted.\n"
	"  one INTEGER PRIMARY KEY CHECK (one = 1),\n"
	"  plans INTEGER NOT NULL,    -- how many plans there are\n"
	"  last_plan INTEGER NOT NULL -- the number that was given last\n"
	") STRICT;\n"
	"INSERT INTO tally (one, plans, last_plan) VALUES (1, 0, 0);"},
    {.version = 1, .statements =
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
    {.version = 1, .statements =
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
    {.version = 1, .statements =
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
    {.version = 1, .statements =
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
    {.version = 1, .statements =
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
    {.version = 2, .statements =
	"CREATE TABLE plan_2 (\n"
	"  -- A person is a plan.  Of one that was erased only the number is\n"
	"  -- left, the uuid and when that was.\n"
	"  id INTEGER PRIMARY KEY,    -- 1, 2 ...: never given a second time\n"
	"  reference TEXT NOT NULL UNIQUE, -- what people call it: '0001'\n"
	"  uuid TEXT NOT NULL UNIQUE, -- 16 random bytes: its name outside\n"
	"  forms TEXT REFERENCES forms (hash), -- what it is made with\n"
	"  due TEXT,                  -- the date when it should be erased\n"
	"  erased INTEGER,            -- when it was; NULL: it lives\n"
	"  CHECK (erased IS NULL OR (forms IS NULL AND due IS NULL))\n"
	") STRICT;\n"
	"INSERT INTO plan_2 (id, reference, uuid, forms)\n"
	"  SELECT id, reference, lower(hex(randomblob(16))), forms FROM plan;\n"
	"DROP TABLE plan;\n"
	"ALTER TABLE plan_2 RENAME TO plan;\n"
	"CREATE TRIGGER plan_stays_erased BEFORE UPDATE ON plan\n"
	"WHEN old.erased IS NOT NULL BEGIN\n"
	"  SELECT RAISE(ABORT, 'what was erased stays erased');\n"
	"END;"},
    {.version = 2, .statements =
	"ALTER TABLE change RENAME TO change_1;\n"
	"ALTER TABLE event RENAME TO event_1;\n"
	"CREATE TABLE event (\n"
	"  -- One human act.  Nothing here is ever changed, but for what was\n"
	"  -- said being emptied when the person is erased.\n"
	"  id INTEGER PRIMARY KEY,    -- 1, 2 ... in the whole file: no gaps\n"
	"  plan INTEGER NOT NULL REFERENCES plan (id),\n"
	"  sequence INTEGER NOT NULL, -- 1, 2 ... in its plan\n"
	"  at INTEGER NOT NULL,\n"
	"  act TEXT NOT NULL,         -- change, import, undo, redo, point,\n"
	"                             -- freeze, sign, strike, erase\n"
	"  of INTEGER,                -- undo, redo: the sequence of which\n"
	"                             -- event; freeze, sign: which version\n"
	"  who TEXT,                  -- who sat at the keyboard\n"
	"  note TEXT,                 -- point: its name; freeze, sign, strike,\n"
	"                             -- erase: the facts, as JSON\n"
	"  salt BLOB,                 -- 32 random bytes; NULL: emptied\n"
	"  -- BLAKE2b-256, each part with its length before it:\n"
	"  commitment BLOB NOT NULL,  -- of salt, who, note\n"
	"  link BLOB NOT NULL,        -- of the link before it (noughts at the\n"
	"                             -- start), id, plan, sequence, at, act,\n"
	"                             -- of, commitment, those of its changes\n"
	"  UNIQUE (plan, sequence),\n"
	"  CHECK (length(commitment) = 32 AND length(link) = 32),\n"
	"  CHECK (salt IS NOT NULL OR (who IS NULL AND note IS NULL))\n"
	") STRICT;\n"
	"CREATE TABLE change (\n"
	"  -- What an act changed: before and after, both in full.  One that\n"
	"  -- was struck out, or whose person was erased, has its place and\n"
	"  -- commitment left.\n"
	"  event INTEGER NOT NULL REFERENCES event (id),\n"
	"  position INTEGER NOT NULL, -- 0, 1 ... in its event\n"
	"  salt BLOB,                 -- 32 random bytes; NULL: emptied\n"
	"  kind TEXT NOT NULL,        -- answer, row, forms; struck: emptied\n"
	"  id TEXT,                   -- answer: question; row: list\n"
	"  row INTEGER,               -- answer, row: the number of the row\n"
	"  voice TEXT,                -- answer\n"
	"  text_before TEXT,          -- answer; forms: the hash\n"
	"  whose_before TEXT,         -- answer\n"
	"  how_before TEXT,           -- answer\n"
	"  at_before INTEGER,         -- answer\n"
	"  text_after TEXT, whose_after TEXT, how_after TEXT,\n"
	"  at_after INTEGER,\n"
	"  place_before INTEGER,      -- row; NULL: not there\n"
	"  place_after INTEGER,\n"
	"  commitment BLOB NOT NULL,  -- of the columns from salt on\n"
	"  PRIMARY KEY (event, position),\n"
	"  CHECK (length(commitment) = 32),\n"
	"  CHECK ((salt IS NULL) = (kind = 'struck')),\n"
	"  CHECK (salt IS NOT NULL OR coalesce(id, row, voice, text_before,\n"
	"    whose_before, how_before, at_before, text_after, whose_after,\n"
	"    how_after, at_after, place_before, place_after) IS NULL)\n"
	") STRICT, WITHOUT ROWID;"},
    {.version = 2, .run = chain_adopt},
    {.version = 2, .statements =
	"DROP TABLE change_1;\n"
	"DROP TABLE event_1;\n"
	"CREATE TRIGGER event_comes_next BEFORE INSERT ON event\n"
	"WHEN new.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM event)\n"
	"  OR new.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1\n"
	"    FROM event WHERE plan = new.plan)\n"
	"BEGIN SELECT RAISE(ABORT, 'history has no gaps'); END;\n"
	"CREATE TRIGGER event_stays BEFORE DELETE ON event\n"
	"BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;\n"
	"CREATE TRIGGER event_stays_itself BEFORE UPDATE ON event\n"
	"WHEN NOT (new.id = old.id AND new.plan = old.plan\n"
	"  AND new.sequence = old.sequence AND new.at = old.at\n"
	"  AND new.act = old.act AND new.of IS old.of\n"
	"  AND new.commitment = old.commitment AND new.link = old.link\n"
	"  AND new.salt IS NULL AND old.act <> 'erase'\n"
	"  AND (SELECT erased FROM plan WHERE id = old.plan) IS NOT NULL)\n"
	"BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;\n"
	"CREATE TRIGGER change_comes_next BEFORE INSERT ON change\n"
	"WHEN new.event IS NOT (SELECT max(id) FROM event)\n"
	"  OR new.position IS NOT (SELECT coalesce(max(position), -1) + 1\n"
	"    FROM change WHERE event = new.event)\n"
	"BEGIN SELECT RAISE(ABORT, 'history has no gaps'); END;\n"
	"CREATE TRIGGER change_stays BEFORE DELETE ON change\n"
	"BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;\n"
	"CREATE TRIGGER change_stays_itself BEFORE UPDATE ON change\n"
	"WHEN NOT (new.event = old.event AND new.position = old.position\n"
	"  AND new.commitment = old.commitment AND new.salt IS NULL\n"
	"  AND (SELECT act FROM event ORDER BY id DESC LIMIT 1)\n"
	"    IN ('strike', 'erase'))\n"
	"BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;"},
    {.version = 2, .statements =
	"CREATE TABLE version (\n"
	"  -- A plan as it was frozen for agreement.  It goes when the person\n"
	"  -- is erased, and never otherwise.\n"
	"  plan INTEGER NOT NULL REFERENCES plan (id),\n"
	"  number INTEGER NOT NULL,   -- 1, 2 ... in its plan\n"
	"  at INTEGER NOT NULL,\n"
	"  who TEXT NOT NULL,         -- who sat at the keyboard\n"
	"  code TEXT NOT NULL,        -- the code that is printed\n"
	"  code_before TEXT,          -- that of the version before it\n"
	"  forms TEXT NOT NULL REFERENCES forms (hash),\n"
	"  answers TEXT NOT NULL,     -- JSON\n"
	"  readings TEXT NOT NULL,    -- JSON: what was computed, with traces\n"
	"  PRIMARY KEY (plan, number)\n"
	") STRICT;\n"
	"CREATE INDEX version_by_code ON version (code);\n"
	"CREATE TABLE version_paper (\n"
	"  -- What was handed over of a version, byte for byte.\n"
	"  plan INTEGER NOT NULL,\n"
	"  version INTEGER NOT NULL,  -- its number\n"
	"  document TEXT NOT NULL,    -- plan, money ...\n"
	"  size TEXT NOT NULL,        -- clear, large, giant\n"
	"  words TEXT NOT NULL,       -- plain, easy\n"
	"  language TEXT NOT NULL,    -- en, cy\n"
	"  bytes BLOB NOT NULL,       -- of the PDF\n"
	"  PRIMARY KEY (plan, version, document, size, words, language),\n"
	"  FOREIGN KEY (plan, version) REFERENCES version (plan, number)\n"
	") STRICT;"},
    {.version = 2, .statements =
	"CREATE TRIGGER version_comes_next BEFORE INSERT ON version\n"
	"WHEN new.number IS NOT (SELECT coalesce(max(number), 0) + 1\n"
	"  FROM version WHERE plan = new.plan)\n"
	"BEGIN SELECT RAISE(ABORT, 'versions have no gaps'); END;\n"
	"CREATE TRIGGER version_stays BEFORE DELETE ON version\n"
	"WHEN (SELECT erased FROM plan WHERE id = old.plan) IS NULL\n"
	"BEGIN SELECT RAISE(ABORT, 'a version is never deleted'); END;\n"
	"CREATE TRIGGER version_stays_itself BEFORE UPDATE ON version\n"
	"BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;\n"
	"CREATE TRIGGER version_paper_is_new BEFORE INSERT ON version_paper\n"
	"WHEN EXISTS (SELECT 1 FROM version_paper WHERE plan = new.plan\n"
	"  AND version = new.version AND document = new.document\n"
	"  AND size = new.size AND words = new.words\n"
	"  AND language = new.language)\n"
	"BEGIN SELECT RAISE(ABORT, 'a paper is never changed'); END;\n"
	"CREATE TRIGGER version_paper_stays BEFORE DELETE ON version_paper\n"
	"WHEN (SELECT erased FROM plan WHERE id = old.plan) IS NULL\n"
	"BEGIN SELECT RAISE(ABORT, 'a paper is never deleted'); END;\n"
	"CREATE TRIGGER version_paper_stays_itself\n"
	"BEFORE UPDATE ON version_paper\n"
	"BEGIN SELECT RAISE(ABORT, 'a paper is never changed'); END;"},
    {.version = 2, .statements =
	"ALTER TABLE pending RENAME TO pending_1;\n"
	"CREATE TABLE pending (\n"
	"  -- What was still being typed, against a crash: one text a plan, so\n"
	"  -- that typing in another one does not write over it.\n"
	"  plan INTEGER PRIMARY KEY REFERENCES plan (id),\n"
	"  field TEXT NOT NULL,\n"
	"  row INTEGER NOT NULL,\n"
	"  voice TEXT NOT NULL,\n"
	"  text TEXT NOT NULL,\n"
	"  caret INTEGER NOT NULL,    -- bytes from the start\n"
	"  at INTEGER NOT NULL\n"
	") STRICT;\n"
	"INSERT INTO pending SELECT plan, field, row, voice, text, caret, at\n"
	"FROM pending_1;\n"
	"DROP TABLE pending_1;"},
    /* Before it only the first date was kept, and not of what. */
    {.version = 3, .statements =
	"CREATE TABLE due (\n"
	"  -- What is due of a plan, so that none need be opened to know it.\n"
	"  -- Made again with the summary, whose next date is the first here.\n"
	"  plan INTEGER NOT NULL REFERENCES plan (id),\n"
	"  kind TEXT NOT NULL,        -- copy, visit, review; something: from\n"
	"                             -- version 2, until the plan is saved\n"
	"  row INTEGER NOT NULL,      -- of the copy or visit; 0: the plan's\n"
	"  date TEXT NOT NULL,        -- by when\n"
	"  form TEXT,                 -- copy: in which form, as JSON: the words\n"
	"                             -- of the option by language\n"
	"  PRIMARY KEY (plan, kind, row)\n"
	") STRICT, WITHOUT ROWID;\n"
	"INSERT INTO due (plan, kind, row, date)\n"
	"  SELECT plan, 'something', 0, next FROM summary\n"
	"  WHERE next IS NOT NULL;\n"
	"CREATE INDEX due_by_date ON due (date);\n"
	"CREATE INDEX plan_by_due ON plan (due) WHERE due IS NOT NULL;"},
};
/* clang-format on */

static const struct schema current = {
    .steps = steps,
    .count = ARRAY_LENGTH(steps),
    .version = 3,
};

const struct schema *
schema_current(void)
{
	return &current;
}

static const enum word judgements[] = {
    [STORE_FOREIGN] = WORD_STORE_FOREIGN,
    [STORE_NEWER] = WORD_STORE_NEWER,
    [STORE_BROKEN] = WORD_STORE_BROKEN,
};

/* What its two numbers say of a file that is not empty. */
static enum store_fault
judge(int64_t application, int64_t number, int version)
{
	if (application != APPLICATION_ID)
		return STORE_FOREIGN;
	if (number > version)
		return STORE_NEWER;
	return number < 1 ? STORE_BROKEN : STORE_FINE;
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
	enum store_fault fault = judge(application, number, schema->version);
	if (fault != STORE_FINE)
		return sql_refuse(sql, fault, judgements[fault], NULL, err);
	*version = (int)number;
	return true;
}

/* SQLite has its numbers big-endian and signed. */
static int64_t
read_number(const unsigned char bytes[4])
{
	uint32_t number = 0;

	for (int i = 0; i < 4; i++)
		number = number << 8 | bytes[i];
	return number <= INT32_MAX ? (int64_t)number
				   : (int64_t)number - UINT32_MAX - 1;
}

bool
schema_look(const char *path, const unsigned char start[SCHEMA_START_BYTES],
    enum store_fault *fault, struct err *err)
{
	enum { USER_VERSION = 60, APPLICATION = 68 };

	*fault = judge(read_number(start + APPLICATION),
	    read_number(start + USER_VERSION), schema_current()->version);
	return *fault == STORE_FINE || err_set_as(err, sql_kind(*fault),
					   judgements[*fault], path, NULL);
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

static bool
take_step(struct sql *sql, const struct schema_step *step, struct err *err)
{
	return step->run ? step->run(sql, err)
			 : sql_run(sql, step->statements, err);
}

/*
 * All steps behind a version, in one transaction: so a new file is there or
 * not, and none is ever of a version that is neither the old nor the new one.
 */
static bool
leave_version(
    struct sql *sql, const struct schema *schema, int version, struct err *err)
{
	if (!sql_begin(sql, err))
		return false;
	bool is_done = true;
	for (size_t i = 0; is_done && i < schema->count; i++)
		if (schema->steps[i].version > version)
			is_done = take_step(sql, &schema->steps[i], err);
	is_done = is_done && mark_version(sql, schema->version, err) &&
		  check_references(sql, err);
	return sql_finish(sql, is_done, err);
}

static bool
keep_copy(struct sql *sql, int version, struct err *err)
{
	struct str path = STR_EMPTY;
	struct err why = {0};

	beside_put_version(&path, sql_path(sql), version);
	/* Why not is no matter: what to do about it is the same. */
	bool is_done =
	    backup_make(sql, path.text, NULL, &why) ||
	    sql_refuse(sql, STORE_FAILED, WORD_STORE_NO_BACKUP, path.text, err);
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
	bool is_done = sql_run(sql, "PRAGMA foreign_keys = OFF", err) &&
		       leave_version(sql, schema, version, err);
	return sql_run(sql, "PRAGMA foreign_keys = ON", err) && is_done;
}
