/*
 * The history of plans: each event a row, each of its changes a row.
 *
 * Events are only ever added.  What an event means is plan/change.h's
 * business; here its parts are written as they are and read as they were, and
 * each event is read back and compared before its transaction ends.  Nothing
 * in the file is trusted: what no event can hold means that it is damaged.
 *
 * Tested by tests/unit/store_saves.c.
 */
#include "store/events.h"

#include "base/attr.h"
#include "base/str.h"

/* A change as its table has it: the three kinds share the columns. */
struct line {
	const char *id; /* of the question or list */
	int64_t row;
	const char *voice;
	struct answer before, after; /* forms have their hash as the text */
	int64_t place_before, place_after;
};

static const char *const kind_names[] = {
    [CHANGE_ANSWER] = "answer",
    [CHANGE_ROW] = "row",
    [CHANGE_FORMS] = "forms",
};

static bool
refuse_out_of_step(struct sql *sql, struct err *err)
{
	return sql_refuse(sql, STORE_FAILED, WORD_STORE_OUT_OF_STEP, NULL, err);
}

/* --- Writing -------------------------------------------------------------- */

static const char select_next[] =
    "SELECT coalesce(max(sequence), 0) + 1 FROM event WHERE plan = ?1";
static const char insert_event[] =
    "INSERT INTO event (plan, sequence, at, who, act, of, note)"
    " VALUES (?1, ?2, ?3, ?4, ?5, nullif(?6, 0), ?7) RETURNING id";
static const char insert_change[] =
    "INSERT INTO change (event, position, kind, id, row, voice,"
    " text_before, whose_before, how_before, at_before,"
    " text_after, whose_after, how_after, at_after,"
    " place_before, place_after)"
    " VALUES (?1, ?2, ?3, ?4, nullif(?5, 0), ?6,"
    " ?7, ?8, ?9, nullif(?10, 0), ?11, ?12, ?13, nullif(?14, 0),"
    " nullif(?15, -1), nullif(?16, -1))";

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
write_event(struct sql *sql, int64_t id, const struct event *event,
    int64_t *number, struct err *err)
{
	struct query *query = sql_query(sql, insert_event);

	query_put_int(query, id);
	query_put_int(query, event->sequence);
	query_put_int(query, event->at);
	query_put_text(query, event->who);
	query_put_text(query, act_name(event->act));
	query_put_int(query, event->of);
	query_put_text(query, event->note);
	*number = query_next(query) ? query_int(query, 0) : 0;
	return query_end(query, err);
}

static struct line
line_of(const struct change *change)
{
	struct line line = {.place_before = -1, .place_after = -1};

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

static void
put_answer(struct query *query, const struct answer *answer)
{
	query_put_text(query, answer->text);
	query_put_text(query, answer->whose);
	query_put_text(query, answer->how);
	query_put_int(query, answer->at);
}

static bool
write_change(struct sql *sql, int64_t number, size_t position,
    const struct change *change, struct err *err)
{
	struct line line = line_of(change);
	struct query *query = sql_query(sql, insert_change);

	query_put_int(query, number);
	query_put_int(query, (int64_t)position);
	query_put_text(query, kind_names[change->kind]);
	query_put_text(query, line.id);
	query_put_int(query, line.row);
	query_put_text(query, line.voice);
	put_answer(query, &line.before);
	put_answer(query, &line.after);
	query_put_int(query, line.place_before);
	query_put_int(query, line.place_after);
	return query_run(query, err);
}

/* --- Reading -------------------------------------------------------------- */

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

	if (!name)
		return true;
	size_t kind = 0;
	while (
	    kind < ARRAY_LENGTH(kind_names) && !text_is(kind_names[kind], name))
		kind++;
	struct line line = read_line(reader);
	if (!read_kind((enum change_kind)kind, &line, &change))
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
	reader->events = mem_grow(
	    reader->events, reader->count, &reader->capacity, sizeof(event));
	reader->events[reader->count++] = event;
	return sequence == reader->next++ && event.act < ACT_MAX;
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

/* --- Reading back --------------------------------------------------------- */

static bool
is_same_change(const struct change *a, const struct change *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case CHANGE_ANSWER:
		return address_compare(&a->address, &b->address) == 0 &&
		       answer_is_same(&a->before, &b->before) &&
		       answer_is_same(&a->after, &b->after);
	case CHANGE_ROW:
		return text_is(a->repeat, b->repeat) && a->row == b->row &&
		       a->place_before == b->place_before &&
		       a->place_after == b->place_after;
	case CHANGE_FORMS:
		return text_is(a->forms_before, b->forms_before) &&
		       text_is(a->forms_after, b->forms_after);
	}
	return false;
}

static bool
is_same_event(const struct event *a, const struct event *b)
{
	bool is_same = a->sequence == b->sequence && a->at == b->at &&
		       text_is(a->who, b->who) && a->act == b->act &&
		       a->of == b->of && text_is(a->note, b->note) &&
		       a->count == b->count;

	for (size_t i = 0; is_same && i < a->count; i++)
		is_same = is_same_change(&a->changes[i], &b->changes[i]);
	return is_same;
}

static bool
expect_event(
    struct sql *sql, int64_t id, const struct event *event, struct err *err)
{
	struct arena *arena = arena_new();
	const struct event *there;
	size_t count;
	bool is_read =
	    events_load(sql, id, event->sequence, arena, &there, &count, err);
	bool is_same = is_read && count == 1 && is_same_event(event, there);

	arena_free(arena);
	return is_read && (is_same || refuse_out_of_step(sql, err));
}

bool
events_append(
    struct sql *sql, int64_t id, const struct event *event, struct err *err)
{
	int64_t number;

	if (!expect_next(sql, id, event->sequence, err) ||
	    !write_event(sql, id, event, &number, err))
		return false;
	for (size_t i = 0; i < event->count; i++)
		if (!write_change(sql, number, i, &event->changes[i], err))
			return false;
	return expect_event(sql, id, event, err);
}
