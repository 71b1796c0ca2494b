/*
 * Rows handed over as values, all at once, while SQLite steps to them.
 *
 *	static const char select_acts[] =
 *	    "SELECT hand_over(?2, id, act) FROM event WHERE id > ?1";
 *
 *	const struct row_reader reader = {read_act, &acts};
 *	query_put_int(query, id);
 *	query_put_reader(query, &reader);
 *	while (query_next(query))
 *		...    the reader has read id and act
 *
 * Asking for the columns of a row one by one is a fifth of the work on them:
 * so this is for whoever reads millions of rows.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include "store/digest.h"
#include "store/sql.h"

struct sqlite3;
struct sqlite3_value;

/* What was handed over; it is there while its reader reads it. */
struct row {
	struct sqlite3_value **values;
};

struct row_reader {
	void (*read)(void *context, const struct row *row);
	void *context;
};

/* What was handed over, from 0; as query_int() and the others have it. */
bool row_is_null(const struct row *row, int column);
int64_t row_int(const struct row *row, int column);
const char *row_text(const struct row *row, int column);
const void *row_bytes(const struct row *row, int column, size_t *length);
void row_digest(
    const struct row *row, int column, int count, struct digest *digest);

/* One value, just as the file has it. */
void row_digest_value(struct sqlite3_value *value, struct digest *digest);

/* By what name a reader is bound. */
extern const char row_reader_name[];

/* Make hand_over() known to a connection. */
void row_set_up(struct sqlite3 *db);

#endif
