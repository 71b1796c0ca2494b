/*
 * The chain through the history of the whole file: sealing and linking.
 *
 * The order and the encoding of what is hashed are for ever: a file of today
 * must verify in ten years.  How it is checked is in chain_check.c.
 *
 * Tested by tests/unit/store_chain.c.
 */
#include "store/chain.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/json.h"

static const char select_head[] =
    "SELECT id, link FROM event ORDER BY id DESC LIMIT 1";

static bool
read_digest(struct query *query, int column, unsigned char bytes[DIGEST_BYTES])
{
	size_t length;
	const void *there = query_bytes(query, column, &length);

	if (length == DIGEST_BYTES)
		memcpy(bytes, there, DIGEST_BYTES);
	return length == DIGEST_BYTES;
}

bool
chain_read_head(struct sql *sql, struct chain_head *head, struct err *err)
{
	struct query *query = sql_query(sql, select_head);
	bool is_whole = true;

	*head = (struct chain_head){0};
	if (query_next(query)) {
		head->id = query_int(query, 0);
		is_whole = read_digest(query, 1, head->link);
	}
	if (!query_end(query, err))
		return false;
	return is_whole || sql_is_damaged(sql, err);
}

/* --- Making --------------------------------------------------------------- */

void
seal_begin(struct seal *seal, struct digest *digest)
{
	randombytes_buf(seal->salt, sizeof(seal->salt));
	digest_put_bytes(digest, seal->salt, sizeof(seal->salt));
}

void
seal_finish(struct seal *seal, struct digest *digest)
{
	digest_finish(digest, seal->commitment);
}

void
chain_link(const struct chain_head *before, const struct chain_event *event,
    const struct seal *seals, size_t count, struct digest *digest,
    unsigned char link[DIGEST_BYTES])
{
	digest_put_bytes(digest, before->link, DIGEST_BYTES);
	digest_put_int(digest, event->id);
	digest_put_int(digest, event->plan);
	digest_put_int(digest, event->sequence);
	digest_put_int(digest, event->at);
	digest_put_text(digest, event->act);
	if (event->of != 0)
		digest_put_int(digest, event->of);
	else
		digest_put_null(digest);
	for (size_t i = 0; i < count; i++)
		digest_put_bytes(digest, seals[i].commitment, DIGEST_BYTES);
	digest_finish(digest, link);
}

const char *
chain_strike_note(struct arena *arena, int64_t count)
{
	return arena_format(arena, "{\"changes\": %" PRId64 "}", count);
}

int64_t
chain_strike_count(const char *note)
{
	struct err ignored = {0};
	struct json *facts;

	if (!json_read("", note, strlen(note), &facts, &ignored))
		return 0;
	int64_t count = json_int(json_get(facts, "changes"));
	json_free(facts);
	return count;
}
