/*
 * What a history comes to, and whether the file holds just that.
 *
 * The chain guards the acts alone: an answer that was altered where it lies
 * breaks no link of it.  So while the chain is checked each change is made
 * here: under the place that it is about stands a brief digest of what the
 * latest change left there, and what the next one says was before must be
 * that.  In the end everything the file holds is looked up, and taken out:
 * nothing may be missing, and nothing left over.
 *
 * It owns digests that nobody else can make, the numbers of rows and the ids of
 * their lists, and none of what anybody said; and no more of them than there
 * are answers, rows and plans in the file, however long its history is.  It
 * says which plan differs and not where: src/desk/verify_plans.c looks closer.
 *
 * Tested by tests/unit/store_outcome.c.
 */
#include "store/outcome.h"

#include "base/str.h"
#include "plan/change.h"
#include "store/brief.h"

/* How the columns of a change are parted; those of what is held likewise. */
enum { PLACE_COLUMNS = 4, VALUE_COLUMNS = 4, POSITION_COLUMNS = 2 };
_Static_assert(PLACE_COLUMNS + 2 * VALUE_COLUMNS + POSITION_COLUMNS ==
		   (int)OUTCOME_COLUMNS,
    "every column is read");

/* A change in hand; rows are moved by their numbers, the rest by digests. */
struct step {
	bool is_sound;
	enum change_kind kind;
	struct brief place, before, after; /* the place within its plan */
	struct str list;
	int row, position_before, position_after;
};

/* A plan as far as its history has been read. */
struct record {
	int64_t plan, sequence;
	struct brief place;
	int64_t count;     /* of places in the map that are its own */
	struct plan *rows; /* nothing but lists; NULL: there are none */
};

struct outcome {
	struct brief_key key;
	struct brief none;        /* a value where nothing is */
	struct brief_map *places; /* of all plans: what stands there */
	struct brief_map *plans;  /* by their places: index of the record */
	struct record *records;
	size_t count, capacity, latest;
	struct step step;
	struct digest parts;
	bool differs;
	int64_t first; /* plan that does */
};

static void
differ(struct outcome *outcome, int64_t plan)
{
	if (!outcome->differs || plan < outcome->first)
		outcome->first = plan;
	outcome->differs = true;
}

/* --- Digests -------------------------------------------------------------- */

/* Of what was gathered from there on. */
static struct brief
brief_from(
    const struct outcome *outcome, const struct digest *digest, size_t from)
{
	return brief_of(&outcome->key, digest->parts.text + from,
	    digest->parts.length - from);
}

static struct brief
gather(const struct outcome *outcome, const struct row *row, int column,
    int count, struct digest *digest)
{
	size_t from = digest->parts.length;

	row_digest(row, column, count, digest);
	return brief_from(outcome, digest, from);
}

struct outcome *
outcome_new(void)
{
	struct outcome *outcome = mem_new(sizeof(*outcome));

	outcome->key = brief_key_new();
	outcome->places = brief_map_new();
	outcome->plans = brief_map_new();
	outcome->parts = digest_begin();
	str_init(&outcome->step.list);
	for (int i = 0; i < VALUE_COLUMNS; i++)
		digest_put_null(&outcome->parts);
	outcome->none = brief_from(outcome, &outcome->parts, 0);
	digest_clear(&outcome->parts);
	return outcome;
}

void
outcome_free(struct outcome *outcome)
{
	if (!outcome)
		return;
	for (size_t i = 0; i < outcome->count; i++)
		plan_free(outcome->records[i].rows);
	mem_free(outcome->records);
	brief_map_free(outcome->plans);
	brief_map_free(outcome->places);
	digest_release(&outcome->parts);
	str_release(&outcome->step.list);
	mem_free(outcome);
}

/* --- Plans ---------------------------------------------------------------- */

/* Most that is asked for is what was asked for last. */
static struct record *
find_record(struct outcome *outcome, int64_t plan, struct brief *place)
{
	if (outcome->count > 0 &&
	    outcome->records[outcome->latest].plan == plan)
		return &outcome->records[outcome->latest];
	*place = brief_of(&outcome->key, &plan, sizeof(plan));
	const struct brief *index = brief_map_get(outcome->plans, *place);
	if (!index)
		return NULL;
	outcome->latest = (size_t)index->low;
	return &outcome->records[outcome->latest];
}

static struct record *
make_record(struct outcome *outcome, int64_t plan)
{
	struct brief place;
	struct record *record = find_record(outcome, plan, &place);

	if (record)
		return record;
	outcome->records = mem_grow(outcome->records, outcome->count,
	    &outcome->capacity, sizeof(*outcome->records));
	brief_map_put(
	    outcome->plans, place, (struct brief){.low = outcome->count});
	outcome->latest = outcome->count++;
	record = &outcome->records[outcome->latest];
	*record = (struct record){.plan = plan, .place = place};
	return record;
}

/* The acts of a plan are counted without gaps, in the order of the file. */
void
outcome_begin(struct outcome *outcome, int64_t plan, int64_t sequence)
{
	struct record *record = make_record(outcome, plan);

	if (sequence != record->sequence + 1)
		differ(outcome, plan);
	record->sequence = sequence;
}

void
outcome_doubt(struct outcome *outcome)
{
	differ(outcome, outcome->records[outcome->latest].plan);
}

/* --- Changes -------------------------------------------------------------- */

static bool
is_between(int64_t number, int64_t least, int64_t most)
{
	return number >= least && number <= most;
}

static int64_t
position_at(const struct row *row, int column)
{
	return row_is_null(row, column) ? -1 : row_int(row, column);
}

static bool
read_row(struct step *step, const char *id, int64_t number, int64_t before,
    int64_t after)
{
	str_clear(&step->list);
	str_put(&step->list, id);
	step->row = (int)number;
	step->position_before = (int)before;
	step->position_after = (int)after;
	return is_between(number, 1, ROW_MAX) &&
	       is_between(before, -1, ROW_MAX - 1) &&
	       is_between(after, -1, ROW_MAX - 1);
}

/* False if no change can be like that, as events.c has it. */
static bool
read_kind(struct step *step, const struct row *row, int column)
{
	enum { ID = 1, ROW, VOICE, POSITIONS = 12 };
	const char *kind = row_text(row, column);
	const char *id = row_text(row, column + ID);
	int64_t number = row_int(row, column + ROW);

	if (!change_kind_find(kind, &step->kind))
		return false;
	switch (step->kind) {
	case CHANGE_ANSWER:
		return id && is_between(number, 0, ROW_MAX) &&
		       voice_find(row_text(row, column + VOICE)) < VOICE_MAX;
	case CHANGE_ROW:
		return id && read_row(step, id, number,
				 position_at(row, column + POSITIONS),
				 position_at(row, column + POSITIONS + 1));
	case CHANGE_FORMS:
		return true;
	}
	return false;
}

void
outcome_read(struct outcome *outcome, const struct row *row, int column,
    struct digest *digest)
{
	struct step *step = &outcome->step;
	int at = column;

	step->is_sound = read_kind(step, row, column);
	step->place = gather(outcome, row, at, PLACE_COLUMNS, digest);
	at += PLACE_COLUMNS;
	step->before = gather(outcome, row, at, VALUE_COLUMNS, digest);
	at += VALUE_COLUMNS;
	step->after = gather(outcome, row, at, VALUE_COLUMNS, digest);
	at += VALUE_COLUMNS;
	row_digest(row, at, POSITION_COLUMNS, digest);
}

/* What moves one row moves others, so lists are kept as a plan has them. */
static bool
make_row(struct record *record, const struct step *step)
{
	const struct change change = {
	    .kind = CHANGE_ROW,
	    .repeat = step->list.text,
	    .row = step->row,
	    .place_before = step->position_before,
	    .place_after = step->position_after,
	};

	if (!record->rows)
		record->rows = plan_new();
	if (!plan_fits(record->rows, &change))
		return false;
	plan_apply(record->rows, &change);
	return true;
}

static bool
make_value(
    struct outcome *outcome, struct record *record, const struct step *step)
{
	struct brief place = brief_join(record->place, step->place);
	struct brief *there = brief_map_get(outcome->places, place);
	bool fits = brief_is(there ? *there : outcome->none, step->before);
	bool is_any = !brief_is(step->after, outcome->none);

	if (there && is_any) {
		*there = step->after;
	} else if (there) {
		brief_map_remove(outcome->places, place);
		record->count--;
	} else if (is_any) {
		brief_map_put(outcome->places, place, step->after);
		record->count++;
	}
	return fits;
}

void
outcome_make(struct outcome *outcome)
{
	const struct step *step = &outcome->step;
	struct record *record = &outcome->records[outcome->latest];
	bool fits = step->is_sound;

	if (fits)
		fits = step->kind == CHANGE_ROW
			   ? make_row(record, step)
			   : make_value(outcome, record, step);
	if (!fits)
		differ(outcome, record->plan);
}

/* --- Comparing ------------------------------------------------------------ */

/*
 * Everything as the columns of a change have it: the kind, id, row and voice
 * of its place; then the text (of forms: the hash), whose, how and when.  Of a
 * row its position stands there, which is -1 when it was removed.
 */
static const char select_held[] =
    "SELECT hand_over(?1, plan, 'answer', field, nullif(row, 0), voice,"
    " text, whose, how, nullif(at, 0)) FROM answer"
    " UNION ALL SELECT hand_over(?1, plan, 'row', list, number, NULL,"
    " NULL, NULL, NULL, coalesce(place, -1)) FROM list_row"
    " UNION ALL SELECT hand_over(?1, id, 'forms', NULL, NULL, NULL,"
    " forms, NULL, NULL, NULL) FROM plan";
enum { AT_PLAN, AT_PLACE, AT_VALUE = AT_PLACE + PLACE_COLUMNS };

/* A row that the history made, as the columns above would have it. */
static bool
settle_row(void *context, const char *list, int row, int position)
{
	struct outcome *outcome = context;
	struct record *record = &outcome->records[outcome->latest];
	struct digest *parts = &outcome->parts;

	digest_put_text(parts, change_kind_name(CHANGE_ROW));
	digest_put_text(parts, list);
	digest_put_int(parts, row);
	digest_put_null(parts);
	struct brief place =
	    brief_join(record->place, brief_from(outcome, parts, 0));
	digest_clear(parts);
	for (int i = 0; i < VALUE_COLUMNS - 1; i++)
		digest_put_null(parts);
	digest_put_int(parts, position);
	brief_map_put(outcome->places, place, brief_from(outcome, parts, 0));
	digest_clear(parts);
	record->count++;
	return true;
}

/* No row moves any more: each is a place like the others from now on. */
static void
settle_rows(struct outcome *outcome)
{
	for (size_t i = 0; i < outcome->count; i++) {
		struct record *record = &outcome->records[i];
		outcome->latest = i;
		if (record->rows)
			plan_each_row(record->rows, settle_row, outcome);
		plan_free(record->rows);
		record->rows = NULL;
	}
}

/* Something that the file holds is taken out, if it is there. */
static void
take_held(void *context, const struct row *row)
{
	struct outcome *outcome = context;
	struct digest *parts = &outcome->parts;
	int64_t plan = row_int(row, AT_PLAN);
	struct brief ignored;
	struct brief place =
	    gather(outcome, row, AT_PLACE, PLACE_COLUMNS, parts);
	struct brief value =
	    gather(outcome, row, AT_VALUE, VALUE_COLUMNS, parts);

	digest_clear(parts);
	if (brief_is(value, outcome->none))
		return;
	struct record *record = find_record(outcome, plan, &ignored);
	const struct brief *there = NULL;
	if (record) {
		place = brief_join(record->place, place);
		there = brief_map_get(outcome->places, place);
	}
	if (!there || !brief_is(*there, value)) {
		differ(outcome, plan);
		return;
	}
	brief_map_remove(outcome->places, place);
	record->count--;
}

bool
outcome_compare(struct outcome *outcome, struct sql *sql,
    struct verified *verified, struct err *err)
{
	const struct row_reader reader = {take_held, outcome};
	struct query *query = sql_query(sql, select_held);

	settle_rows(outcome);
	query_put_reader(query, &reader);
	bool is_read = query_run(query, err);
	for (size_t i = 0; i < outcome->count; i++)
		if (outcome->records[i].count != 0)
			differ(outcome, outcome->records[i].plan);
	verified->differs = outcome->differs;
	verified->plan = outcome->first;
	return is_read;
}
