/*
 * The history of plans, written: each event a row, each of its changes a row.
 *
 * Events are only ever added.  What they say is sealed and linked to the event
 * before it in the file (store/chain.h), and before the transaction ends each
 * is read back twice: as the loader reads it, and as the chain is checked.
 *
 * Tested by tests/unit/store_saves.c.
 */
#include "store/events.h"

#include <string.h>

#include "base/str.h"
#include "store/chain.h"

/* A change as its table has it: the three kinds share the columns. */
struct line {
	const char *kind, *id; /* of the question or list */
	int64_t row;           /* 0: none */
	const char *voice;
	struct answer before, after; /* forms have their hash as the text */
	int64_t place_before, place_after; /* -1: none */
};

static bool
refuse_out_of_step(struct sql *sql, struct err *err)
{
	return sql_refuse(sql, STORE_FAILED, WORD_STORE_OUT_OF_STEP, NULL, err);
}

static struct line
line_of(const struct change *change)
{
	struct line line = {
	    .kind = change_kind_name(change->kind),
	    .place_before = -1,
	    .place_after = -1,
	};

	switch (change->kind) {
	case CHANGE_ANSWER:
		line.id = change->address.field;
		line.row = change->address.row;
		line.voice = voice_name(change->address.voice);
		line.before = change->before;
		line.after = change->after;
		break;
	case CHANGE_ROW:
		line.id = change->repeat;
		line.row = change->row;
		line.place_before = change->place_before;
		line.place_after = change->place_after;
		break;
	case CHANGE_FORMS:
		line.before.text = change->forms_before;
		line.after.text = change->forms_after;
		break;
	}
	return line;
}

/* --- Sealing -------------------------------------------------------------- */

/* A number that is NULL in the table when it says nothing. */
static void
digest_optional(struct digest *digest, int64_t number, int64_t nothing)
{
	if (number == nothing)
		digest_put_null(digest);
	else
		digest_put_int(digest, number);
}

static void
digest_answer(struct digest *digest, const struct answer *answer)
{
	digest_put_text(digest, answer->text);
	digest_put_text(digest, answer->whose);
	digest_put_text(digest, answer->how);
	digest_optional(digest, answer->at, 0);
}

static void
seal_change(
    struct seal *seal, const struct change *change, struct digest *digest)
{
	struct line line = line_of(change);

	seal_begin(seal, digest);
	digest_put_text(digest, line.kind);
	digest_put_text(digest, line.id);
	digest_optional(digest, line.row, 0);
	digest_put_text(digest, line.voice);
	digest_answer(digest, &line.before);
	digest_answer(digest, &line.after);
	digest_optional(digest, line.place_before, -1);
	digest_optional(digest, line.place_after, -1);
	seal_finish(seal, digest);
}

/* An event that is going to be written, behind the last of the file. */
struct entry {
	const struct event *event;
	int64_t plan;
	struct chain_head before, here;
	struct seal *seals; /* the event's, then those of its changes */
};

static void
seal_event(struct entry *entry)
{
	const struct event *event = entry->event;
	struct digest digest = digest_begin();
	const struct chain_event linked = {
	    .id = entry->before.id + 1,
	    .plan = entry->plan,
	    .sequence = event->sequence,
	    .at = event->at,
	    .act = act_name(event->act),
	    .of = event->of,
	};

	entry->seals = mem_new((event->count + 1) * sizeof(*entry->seals));
	seal_begin(&entry->seals[0], &digest);
	digest_put_text(&digest, event->who);
	digest_put_text(&digest, event->note);
	seal_finish(&entry->seals[0], &digest);
	for (size_t i = 0; i < event->count; i++)
		seal_change(&entry->seals[i + 1], &event->changes[i], &digest);
	entry->here.id = linked.id;
	chain_link(&entry->before, &linked, entry->seals, event->count + 1,
	    &digest, entry->here.link);
	digest_release(&digest);
}

/* --- Writing -------------------------------------------------------------- */

static const char select_next[] =
    "SELECT coalesce(max(sequence), 0) + 1 FROM event WHERE plan = ?1";
static const char insert_event[] =
    "INSERT INTO event (id, plan, sequence, at, act, of, who, note,"
    " salt, commitment, link)"
    " VALUES (?1, ?2, ?3, ?4, ?5, nullif(?6, 0), ?7, ?8, ?9, ?10, ?11)";
static const char insert_change[] =
    "INSERT INTO change (event, position, salt, kind, id, row, voice,"
    " text_before, whose_before, how_before, at_before,"
    " text_after, whose_after, how_after, at_after,"
    " place_before, place_after, commitment)"
    " VALUES (?1, ?2, ?3, ?4, ?5, nullif(?6, 0), ?7,"
    " ?8, ?9, ?10, nullif(?11, 0), ?12, ?13, ?14, nullif(?15, 0),"
    " nullif(?16, -1), nullif(?17, -1), ?18)";

static bool
expect_next(struct sql *sql, int64_t id, int64_t sequence, struct err *err)
{
	struct query *query = sql_query(sql, select_next);

	query_put_int(query, id);
	bool is_next = query_next(query) && query_int(query, 0) == sequence;
	if (!query_end(query, err))
		return false;
	return is_next || refuse_out_of_step(sql, err);
}

static bool
write_event(struct sql *sql, const struct entry *entry, struct err *err)
{
	const struct event *event = entry->event;
	const struct seal *seal = &entry->seals[0];
	struct query *query = sql_query(sql, insert_event);

	query_put_int(query, entry->here.id);
	query_put_int(query, entry->plan);
	query_put_int(query, event->sequence);
	query_put_int(query, event->at);
	query_put_text(query, act_name(event->act));
	query_put_int(query, event->of);
	query_put_text(query, event->who);
	query_put_text(query, event->note);
	query_put_bytes(query, seal->salt, sizeof(seal->salt));
	query_put_bytes(query, seal->commitment, sizeof(seal->commitment));
	query_put_bytes(query, entry->here.link, sizeof(entry->here.link));
	return query_run(query, err);
}

static void
put_answer(struct query *query, const struct answer *answer)
{
	query_put_text(query, answer->text);
	query_put_text(query, answer->whose);
	query_put_text(query, answer->how);
	query_put_int(query, answer->at);
}

static bool
write_change(struct sql *sql, const struct entry *entry, size_t position,
    struct err *err)
{
	struct line line = line_of(&entry->event->changes[position]);
	const struct seal *seal = &entry->seals[position + 1];
	struct query *query = sql_query(sql, insert_change);

	query_put_int(query, entry->here.id);
	query_put_int(query, (int64_t)position);
	query_put_bytes(query, seal->salt, sizeof(seal->salt));
	query_put_text(query, line.kind);
	query_put_text(query, line.id);
	query_put_int(query, line.row);
	query_put_text(query, line.voice);
	put_answer(query, &line.before);
	put_answer(query, &line.after);
	query_put_int(query, line.place_before);
	query_put_int(query, line.place_after);
	query_put_bytes(query, seal->commitment, sizeof(seal->commitment));
	return query_run(query, err);
}

static bool
write_entry(struct sql *sql, const struct entry *entry, struct err *err)
{
	if (!write_event(sql, entry, err))
		return false;
	for (size_t i = 0; i < entry->event->count; i++)
		if (!write_change(sql, entry, i, err))
			return false;
	return true;
}

/* --- Reading back --------------------------------------------------------- */

static bool
expect_event(
    struct sql *sql, int64_t id, const struct event *event, struct err *err)
{
	struct arena *arena = arena_new();
	const struct event *there;
	size_t count;
	bool is_read =
	    events_load(sql, id, event->sequence, arena, &there, &count, err);
	bool is_same = is_read && count == 1 && event_is_same(event, there);

	arena_free(arena);
	return is_read && (is_same || refuse_out_of_step(sql, err));
}

/* What is in the file must make the link that was made before it was there. */
static bool
expect_link(struct sql *sql, const struct entry *entry, struct err *err)
{
	struct chain_head head = entry->before;
	int64_t bad;

	if (!chain_check(sql, &head, &bad, err))
		return false;
	bool is_same = bad == 0 && head.id == entry->here.id &&
		       memcmp(head.link, entry->here.link, DIGEST_BYTES) == 0;
	return is_same || refuse_out_of_step(sql, err);
}

bool
events_append(
    struct sql *sql, int64_t id, const struct event *event, struct err *err)
{
	struct entry entry = {.event = event, .plan = id};

	if (!expect_next(sql, id, event->sequence, err) ||
	    !chain_read_head(sql, &entry.before, err))
		return false;
	seal_event(&entry);
	bool is_written = write_entry(sql, &entry, err);
	mem_free(entry.seals);
	return is_written && expect_link(sql, &entry, err) &&
	       expect_event(sql, id, event, err);
}
