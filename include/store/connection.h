/*
 * What a connection holds, for sql*.c, query.c, mark.c and vault_convert.c.
 */
#ifndef STORE_CONNECTION_H
#define STORE_CONNECTION_H

#include "store/sql.h"

struct sqlite3;
struct sqlite3_stmt;

struct sql {
	struct sqlite3 *db;
	char *path, *vfs;
	struct query **queries; /* prepared so far */
	size_t count, capacity;
	int depth;	 /* of transactions */
	bool is_settled; /* by sql_settle() */
	bool is_for_reading; /* by sql_read_only() */
	bool is_unsure;	 /* the disk failed: what it holds is not known */
	const struct patience *patience; /* NULL: endless */
	int reason; /* what the system said in the latest call, as errno */
	enum store_fault fault;
};

/* Statements all at once: SQLite's result, and what the system says. */
int sql_exec(struct sql *sql, const char *statements);

/* Step, and remember what the system says if it fails. */
int sql_step(struct sql *sql, struct sqlite3_stmt *statement);

/* Turn a result of SQLite into an error.  Always false. */
bool sql_fail(struct sql *sql, int result, struct err *err);

/* A statement has failed: remember what that means for the transaction. */
void sql_note_failure(struct sql *sql, int result);

/* Let all statements go. */
void sql_release_queries(struct sql *sql);

#endif
