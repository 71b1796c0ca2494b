/*
 * Is the history of the file as it was written?
 *
 * The checking is chain_check.c's; here is what people need to know of it:
 * whose act it is that does not fit, and the code of the last one that does.
 *
 * Tested by tests/unit/store_chain.c.
 */
#include <string.h>

#include "store/chain.h"
#include "store/state.h"

static const char select_bad[] =
    "SELECT p.reference, e.sequence, e.at FROM event AS e"
    " JOIN plan AS p ON p.id = e.plan WHERE e.id = ?1";

static bool
find_bad(struct sql *sql, struct verified *verified, struct err *err)
{
	struct query *query = sql_query(sql, select_bad);

	query_put_int(query, verified->bad);
	if (query_next(query)) {
		const char *reference = query_text(query, 0);
		size_t length = strlen(reference);
		if (length < REFERENCE_SIZE)
			memcpy(verified->reference, reference, length + 1);
		verified->sequence = query_int(query, 1);
		verified->at = query_int(query, 2);
	}
	return query_end(query, err);
}

static void
write_code(const unsigned char link[DIGEST_BYTES], char code[CODE_SIZE])
{
	struct str text = STR_EMPTY;

	code_put(&text, link, CODE_BYTES);
	memcpy(code, text.text, text.length + 1);
	str_release(&text);
}

bool
store_verify(struct store *store, struct verified *verified, struct err *err)
{
	struct sql *sql = store_sql(store, err);
	struct chain_head head;

	*verified = (struct verified){0};
	if (!sql || !chain_check_all(
			sql, &head, &verified->bad, &verified->struck, err))
		return false;
	verified->is_whole = verified->bad == 0;
	verified->events = head.id;
	write_code(head.link, verified->code);
	return verified->is_whole || find_bad(sql, verified, err);
}
