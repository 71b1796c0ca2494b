-- A file of version 1, frozen as it was written then (sqlite3 FILE .dump, and
-- the two marks).  It must open for ever; tests/unit/store_schema.c knows what
-- is in it.  The people are invented.
PRAGMA foreign_keys=OFF;
PRAGMA application_id=930313328;
PRAGMA user_version=1;
BEGIN TRANSACTION;
CREATE TABLE tally (
  -- One row, so that nothing need be counted.
  one INTEGER PRIMARY KEY CHECK (one = 1),
  plans INTEGER NOT NULL,    -- how many plans there are
  last_plan INTEGER NOT NULL -- the number that was given last
) STRICT;
INSERT INTO tally VALUES(1,2,2);
CREATE TABLE forms (
  -- A set of definitions that plans were made with, kept once.
  hash TEXT PRIMARY KEY      -- BLAKE2b of its sources, in hexadecimal
) STRICT, WITHOUT ROWID;
INSERT INTO forms VALUES('6acdb1d65528ef74cfe251ee45171b465a0d0e29e4d4b0f8cce6bcc26ce1c854');
CREATE TABLE source (
  -- The files of a set of definitions.
  forms TEXT NOT NULL REFERENCES forms (hash),
  name TEXT NOT NULL,        -- '1-your-money.form'
  text TEXT NOT NULL,        -- all that is in the file
  PRIMARY KEY (forms, name)
) STRICT;
INSERT INTO source VALUES('6acdb1d65528ef74cfe251ee45171b465a0d0e29e4d4b0f8cce6bcc26ce1c854','1-your-money.form',replace('form: money\n','\n',char(10)));
INSERT INTO source VALUES('6acdb1d65528ef74cfe251ee45171b465a0d0e29e4d4b0f8cce6bcc26ce1c854','2-your-plan.form',replace('form: plan\n','\n',char(10)));
CREATE TABLE plan (
  -- A person is a plan.
  id INTEGER PRIMARY KEY,    -- 1, 2 ...: never given a second time
  reference TEXT NOT NULL UNIQUE, -- what people call it: '0001'
  forms TEXT REFERENCES forms (hash) -- what it is made with
) STRICT;
INSERT INTO "plan" VALUES(1,'0001','6acdb1d65528ef74cfe251ee45171b465a0d0e29e4d4b0f8cce6bcc26ce1c854');
INSERT INTO "plan" VALUES(2,'0002','6acdb1d65528ef74cfe251ee45171b465a0d0e29e4d4b0f8cce6bcc26ce1c854');
CREATE TABLE answer (
  -- What is answered now; how it came to be is in change.
  plan INTEGER NOT NULL REFERENCES plan (id),
  field TEXT NOT NULL,       -- the id of the question
  row INTEGER NOT NULL,      -- the number of the row; 0 outside lists
  voice TEXT NOT NULL,       -- person, worker, family ...
  text TEXT NOT NULL,        -- as typed, even if it is wrong
  whose TEXT,                -- whose words, if not the voice's own
  how TEXT,                  -- how they know
  at INTEGER NOT NULL,       -- when it was said
  PRIMARY KEY (plan, field, row, voice)
) STRICT, WITHOUT ROWID;
INSERT INTO answer VALUES(1,'cost',2,'person','£12.50 a week',NULL,NULL,1750000007);
INSERT INTO answer VALUES(1,'meals',0,'worker','all',NULL,NULL,1750000002);
INSERT INTO answer VALUES(1,'name',0,'person','Mair Evans',NULL,NULL,1750000000);
INSERT INTO answer VALUES(1,'story',0,'person',replace('I used to sing.\nI want to sing again: "Calon Lân"; it''s mine.','\n',char(10)),'Delyth','letter of 3 May',1750000003);
INSERT INTO answer VALUES(2,'name',0,'person','Łucja ap Rhys 👩🏽‍🦽',NULL,NULL,1750000000);
CREATE TABLE list_row (
  -- Every row that a list ever had: its number is never used again.
  plan INTEGER NOT NULL REFERENCES plan (id),
  list TEXT NOT NULL,        -- the id of the repeat
  number INTEGER NOT NULL,   -- 1, 2 ...
  place INTEGER,             -- 0, 1 ... in its list; NULL: removed
  PRIMARY KEY (plan, list, number)
) STRICT, WITHOUT ROWID;
INSERT INTO list_row VALUES(1,'lines',1,NULL);
INSERT INTO list_row VALUES(1,'lines',2,1);
INSERT INTO list_row VALUES(1,'lines',3,0);
CREATE TABLE event (
  -- One human act.  Nothing here is ever changed.
  id INTEGER PRIMARY KEY,    -- in the order of the whole file
  plan INTEGER NOT NULL REFERENCES plan (id),
  sequence INTEGER NOT NULL, -- 1, 2 ... in its plan
  at INTEGER NOT NULL,
  who TEXT NOT NULL,         -- who sat at the keyboard
  act TEXT NOT NULL,         -- change, import, undo, redo, point
  of INTEGER,                -- undo, redo: the sequence of which event
  note TEXT,                 -- the name of a restore point
  UNIQUE (plan, sequence)
) STRICT;
INSERT INTO event VALUES(1,1,1,1750000001,'Huw','change',NULL,NULL);
INSERT INTO event VALUES(2,1,2,1750000002,'Huw','change',NULL,NULL);
INSERT INTO event VALUES(3,1,3,1750000003,'Huw','change',NULL,NULL);
INSERT INTO event VALUES(4,1,4,1750000004,'Huw','change',NULL,NULL);
INSERT INTO event VALUES(5,1,5,1750000005,'Huw','change',NULL,NULL);
INSERT INTO event VALUES(6,1,6,1750000006,'Huw','change',NULL,NULL);
INSERT INTO event VALUES(7,1,7,1750000007,'Huw','change',NULL,NULL);
INSERT INTO event VALUES(8,1,8,1750000008,'Huw','change',NULL,NULL);
INSERT INTO event VALUES(9,1,9,1750000009,'Huw','change',NULL,NULL);
INSERT INTO event VALUES(10,1,10,1750000010,'Huw','change',NULL,NULL);
INSERT INTO event VALUES(11,1,11,1750000011,'Huw','undo',2,NULL);
INSERT INTO event VALUES(12,1,12,1750000012,'Huw','point',NULL,'Before the visit');
INSERT INTO event VALUES(13,2,1,1750000001,'Huw','import',NULL,NULL);
CREATE TABLE change (
  -- What an act changed: before and after, both in full.
  event INTEGER NOT NULL REFERENCES event (id),
  position INTEGER NOT NULL, -- 0, 1 ... in its event
  kind TEXT NOT NULL,        -- answer, row, forms
  id TEXT,                   -- answer: question; row: list
  row INTEGER,               -- answer, row: the number of the row
  voice TEXT,                -- answer
  text_before TEXT, text_after TEXT,   -- answer; forms: the hash
  whose_before TEXT, whose_after TEXT, -- answer
  how_before TEXT, how_after TEXT,     -- answer
  at_before INTEGER, at_after INTEGER, -- answer
  place_before INTEGER, place_after INTEGER, -- row; NULL: not there
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
INSERT INTO change VALUES(1,0,'forms',NULL,NULL,NULL,NULL,'6acdb1d65528ef74cfe251ee45171b465a0d0e29e4d4b0f8cce6bcc26ce1c854',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO change VALUES(1,1,'answer','name',NULL,'person',NULL,'Mair Evans',NULL,NULL,NULL,NULL,NULL,1750000000,NULL,NULL);
INSERT INTO change VALUES(2,0,'answer','meals',NULL,'person',NULL,'some',NULL,NULL,NULL,NULL,NULL,1750000001,NULL,NULL);
INSERT INTO change VALUES(3,0,'answer','meals',NULL,'worker',NULL,'all',NULL,NULL,NULL,NULL,NULL,1750000002,NULL,NULL);
INSERT INTO change VALUES(4,0,'answer','story',NULL,'person',NULL,replace('I used to sing.\nI want to sing again: "Calon Lân"; it''s mine.','\n',char(10)),NULL,'Delyth',NULL,'letter of 3 May',NULL,1750000003,NULL,NULL);
INSERT INTO change VALUES(5,0,'row','lines',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO change VALUES(6,0,'row','lines',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO change VALUES(7,0,'row','lines',3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2);
INSERT INTO change VALUES(8,0,'answer','cost',2,'person',NULL,'£12.50 a week',NULL,NULL,NULL,NULL,NULL,1750000007,NULL,NULL);
INSERT INTO change VALUES(9,0,'row','lines',3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,0);
INSERT INTO change VALUES(10,0,'row','lines',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO change VALUES(11,0,'answer','meals',NULL,'person','some',NULL,NULL,NULL,NULL,NULL,1750000001,NULL,NULL,NULL);
INSERT INTO change VALUES(13,0,'forms',NULL,NULL,NULL,NULL,'6acdb1d65528ef74cfe251ee45171b465a0d0e29e4d4b0f8cce6bcc26ce1c854',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO change VALUES(13,1,'answer','name',NULL,'person',NULL,'Łucja ap Rhys 👩🏽‍🦽',NULL,NULL,NULL,NULL,NULL,1750000000,NULL,NULL);
CREATE TABLE summary (
  -- What a list of people shows; it can be made again from the rest.
  plan INTEGER PRIMARY KEY REFERENCES plan (id),
  reference TEXT NOT NULL,   -- that of the plan
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,   -- the name without case and accents
  step INTEGER NOT NULL,     -- 1 to 7
  left_week INTEGER,         -- pence; NULL: not known yet
  next TEXT,                 -- the date of what comes next
  touched INTEGER NOT NULL   -- the time of the latest event
) STRICT;
INSERT INTO summary VALUES(1,'0001','Mair Evans','mair evans'||char(1)||'Mair Evans',6,1200,'2026-09-01',1750000012);
INSERT INTO summary VALUES(2,'0002','Łucja ap Rhys 👩🏽‍🦽','lucja ap rhys 👩🏽🦽'||char(1)||'Łucja ap Rhys 👩🏽‍🦽',2,NULL,NULL,1750000001);
CREATE TABLE pending (
  -- One row: what was still being typed, against a crash.
  one INTEGER PRIMARY KEY CHECK (one = 1),
  plan INTEGER NOT NULL REFERENCES plan (id),
  field TEXT NOT NULL,
  row INTEGER NOT NULL,
  voice TEXT NOT NULL,
  text TEXT NOT NULL,
  caret INTEGER NOT NULL,    -- bytes from the start
  at INTEGER NOT NULL
) STRICT;
INSERT INTO pending VALUES(1,1,'story',0,'person','I used to sing. Now',19,1750000100);
CREATE TABLE setting (
  -- Settings that belong to the file.
  name TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('language','cy');
CREATE INDEX summary_by_name ON summary (sort_name);
COMMIT;
