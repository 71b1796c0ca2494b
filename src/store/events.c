/*
 * The history of plans, read: each event a row, each of its changes a row.
 *
 * What an event means is plan/change.h's business; here its parts are read as
 * they were written.  Nothing in the file is trusted: what no event can hold
 * means that it is damaged.  A change that was struck out is only counted.
 *
 * Tested by tests/unit/store_saves.c.
 */
#include "store/events.h"

#include "base/str.h"

/* A change as its table has it: the three kinds share the columns. */
struct line {
	const char *id; /* of the question or list */
	int64_t row;
	const char *voice;
	struct answer before, after; /* forms have their hash as the text */
	int64_t place_before, place_after;
};

/* An event without changes has one row here, and no kind in it. */
static const char select_events[] =
    "SELECT e.sequence, e.at, e.who, e.act, coalesce(e.of, 0), e.note,"
    " c.kind, c.id, coalesce(c.row, 0), c.voice,"
    " c.text_before, c.whose_before, c.how_before, coalesce(c.at_before, 0),"
    " c.text_after, c.whose_after, c.how_after, coalesce(c.at_after, 0),"
    " coalesce(c.place_before, -1), coalesce(c.place_after, -1)"
    " FROM event AS e LEFT JOIN change AS c ON c.event = e.id"
    " WHERE e.plan = ?1 AND e.sequence >= ?2"
    " ORDER BY e.sequence, c.position";
enum {
	AT_SEQUENCE,
	AT_AT,
	AT_WHO,
	AT_ACT,
	AT_OF,
	AT_NOTE,
	AT_KIND,
	AT_ID,
	AT_ROW,
	AT_VOICE,
	AT_BEFORE,
	AT_AFTER = AT_BEFORE + 4,
	AT_PLACE_BEFORE = AT_AFTER + 4,
	AT_PLACE_AFTER
};

/* What has been read so far. */
struct reader {
	struct query *query;
	struct arena *arena;
	struct event *events;
	size_t count, capacity;
	struct change *changes; /* of the event in hand */
	size_t change_count, change_capacity;
	int64_t next; /* the sequence that must follow */
};

static struct answer
read_answer(struct reader *reader, int column)
{
	return (struct answer){
	    .text = query_copy(reader->query, column, reader->arena),
	    .whose = query_copy(reader->query, column + 1, reader->arena),
	    .how = query_copy(reader->query, column + 2, reader->arena),
	    .at = query_int(reader->query, column + 3),
	};
}

static struct line
read_line(struct reader *reader)
{
	return (struct line){
	    .id = query_copy(reader->query, AT_ID, reader->arena),
	    .row = query_int(reader->query, AT_ROW),
	    .voice = query_text(reader->query, AT_VOICE),
	    .before = read_answer(reader, AT_BEFORE),
	    .after = read_answer(reader, AT_AFTER),
	    .place_before = query_int(reader->query, AT_PLACE_BEFORE),
	    .place_after = query_int(reader->query, AT_PLACE_AFTER),
	};
}

static bool
is_place(int64_t place)
{
	return place >= -1 && place < ROW_MAX;
}

/* False if no change of that kind can be like that. */
static bool
read_kind(enum change_kind kind, const struct line *line, struct change *change)
{
	change->kind = kind;
	switch (kind) {
	case CHANGE_ANSWER:
		change->address = (struct address){
		    .field = line->id,
		    .row = (int)line->row,
		    .voice = voice_find(line->voice),
		};
		change->before = line->before;
		change->after = line->after;
		return line->id && change->address.voice < VOICE_MAX &&
		       line->row >= 0 && line->row <= ROW_MAX;
	case CHANGE_ROW:
		change->repeat = line->id;
		change->row = (int)line->row;
		change->place_before = (int)line->place_before;
		change->place_after = (int)line->place_after;
		return line->id && line->row >= 1 && line->row <= ROW_MAX &&
		       is_place(line->place_before) &&
		       is_place(line->place_after);
	case CHANGE_FORMS:
		change->forms_before = line->before.text;
		change->forms_after = line->after.text;
		return true;
	}
	return false;
}

static bool
read_change(struct reader *reader)
{
	const char *name = query_text(reader->query, AT_KIND);
	struct change change = {0};
	enum change_kind kind;

	if (!name)
		return true;
	if (text_is(name, "struck")) {
		reader->events[reader->count - 1].struck++;
		return true;
	}
	struct line line = read_line(reader);
	if (!change_kind_find(name, &kind) || !read_kind(kind, &line, &change))
		return false;
	reader->changes = mem_grow(reader->changes, reader->change_count,
	    &reader->change_capacity, sizeof(change));
	reader->changes[reader->change_count++] = change;
	return true;
}

/* The event in hand has all its changes now. */
static void
close_event(struct reader *reader)
{
	if (reader->count == 0)
		return;
	struct event *event = &reader->events[reader->count - 1];
	event->count = reader->change_count;
	event->changes = arena_copy_items(reader->arena, reader->changes,
	    reader->change_count, sizeof(struct change));
	reader->change_count = 0;
}

/* If the row begins another event, take it in hand. */
static bool
read_event(struct reader *reader)
{
	struct query *query = reader->query;
	struct arena *arena = reader->arena;
	int64_t sequence = query_int(query, AT_SEQUENCE);

	if (sequence == reader->next - 1 && reader->count > 0)
		return true;
	close_event(reader);
	struct event event = {
	    .sequence = sequence,
	    .at = query_int(query, AT_AT),
	    .who = query_copy(query, AT_WHO, arena),
	    .act = act_find(query_text(query, AT_ACT)),
	    .of = query_int(query, AT_OF),
	    .note = query_copy(query, AT_NOTE, arena),
	};
	if (reader->count > 0)
		event.clock_went_back =
		    event.at < reader->events[reader->count - 1].at;
	reader->events = mem_grow(
	    reader->events, reader->count, &reader->capacity, sizeof(event));
	reader->events[reader->count++] = event;
	return sequence == reader->next++ && event.who && event.act < ACT_MAX;
}

bool
events_load(struct sql *sql, int64_t id, int64_t from, struct arena *arena,
    const struct event **events, size_t *count, struct err *err)
{
	struct reader reader = {
	    .query = sql_query(sql, select_events),
	    .arena = arena,
	    .next = from,
	};

	query_put_int(reader.query, id);
	query_put_int(reader.query, from);
	bool is_whole = true;
	while (is_whole && query_next(reader.query))
		is_whole = read_event(&reader) && read_change(&reader);
	close_event(&reader);
	mem_free(reader.changes);
	*count = reader.count;
	*events = arena_keep(
	    arena, reader.events, reader.count, sizeof(struct event));
	if (!query_end(reader.query, err))
		return false;
	return is_whole || sql_is_damaged(sql, err);
}
