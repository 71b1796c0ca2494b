/*
 * Checking that whatever is asked only sometimes can be asked at all.
 *
 * Owns the dry run: every combination of answers to the choices that an
 * `ask if` reads is tried through the engine, with those answers left out
 * that are hidden themselves.  One combination that asks is enough.  What
 * reads anything but choices, or has more combinations than COMBINATIONS_MAX,
 * is believed.  It sees the finished set alone, and not how it was loaded.
 *
 * Tested by tests/unit/form_check.c.
 */
#include "form/load.h"

#include <stdlib.h>

#include "base/str.h"
#include "form/expr.h"
#include "form/type.h"
#include "form/value.h"

enum {
	COMBINATIONS_MAX = 4096,
	TICKS_MAX = 12, /* of a choose many: 2 to this is the limit */
	GUARDS_MAX = 4, /* own condition, page's, list's, list's page's */
	TRIED_MAX = 13  /* questions of two answers each: the limit again */
};

/* The conditions that must all hold for something to be seen. */
struct guards {
	const struct condition *conditions[GUARDS_MAX];
	size_t count;
};

/* A question with all the answers that are tried. */
struct tried {
	size_t field;
	size_t position; /* in the set's order */
	const struct value *values;
	size_t value_count, at;
	struct guards guards;
	bool is_guarded; /* its guards are tried too, not believed */
	bool is_seen;
};

struct trial {
	const struct form_set *set;
	struct report *report;
	const size_t *positions; /* by field */
	struct value **answers;  /* by field; NULL: not made yet */
	struct arena *arena;
	struct tried tried[TRIED_MAX];
	size_t count;
	size_t combinations;
	struct value nothing;
};

/* --- What guards what ----------------------------------------------------- */

static void
add_guard(struct guards *guards, const struct condition *condition)
{
	if (condition)
		guards->conditions[guards->count++] = condition;
}

static void
add_page_guard(const struct form_set *set, struct guards *guards, size_t page)
{
	if (page != NONE)
		add_guard(guards, set->pages[page].ask_if);
}

static struct guards
guards_of_field(const struct form_set *set, const struct field *field)
{
	struct guards guards = {.count = 0};

	add_guard(&guards, field->ask_if);
	add_page_guard(set, &guards, field->page);
	if (field->repeat != NONE) {
		const struct repeat *repeat = &set->repeats[field->repeat];
		add_guard(&guards, repeat->ask_if);
		if (repeat->page != field->page)
			add_page_guard(set, &guards, repeat->page);
	}
	return guards;
}

/* Of what stands on a page and is no field. */
static struct guards
guards_on_page(
    const struct form_set *set, const struct condition *ask_if, size_t page)
{
	struct guards guards = {.count = 0};

	add_guard(&guards, ask_if);
	add_page_guard(set, &guards, page);
	return guards;
}

/* --- What is tried -------------------------------------------------------- */

/* How many answers there are to try; 0 for too many to count. */
static size_t
count_answers(const struct field *field)
{
	if (field->is_sum || field->option_count == 0)
		return 0;
	if (field->type->takes != TAKES_MANY)
		return field->option_count + 1;
	return field->option_count > TICKS_MAX
		   ? 0
		   : (size_t)1 << field->option_count;
}

/* The answer of that number: none is 0. */
static void
make_value(struct trial *trial, const struct field *field, size_t number,
    struct value *value)
{
	const struct date any = {2000, 1, 1};
	struct str typed = STR_EMPTY;

	for (size_t i = 0; i < field->option_count; i++) {
		bool is_ticked = field->type->takes == TAKES_MANY
				     ? (number >> i & 1) != 0
				     : number == i + 1;
		if (!is_ticked)
			continue;
		if (typed.length > 0)
			str_put_char(&typed, ' ');
		str_put(&typed, field->options[i].code);
	}
	value_read(trial->arena, field, typed.text, any, value, NULL);
	str_release(&typed);
}

/* All answers to a question, made once for all that they decide about. */
static const struct value *
get_answers(struct trial *trial, size_t index, size_t count)
{
	struct value **answers = &trial->answers[index];

	if (*answers)
		return *answers;
	*answers = arena_get(trial->arena, count * sizeof(**answers));
	for (size_t i = 0; i < count; i++)
		make_value(
		    trial, &trial->set->fields[index], i, &(*answers)[i]);
	return *answers;
}

static const struct tried *
find_tried(const struct trial *trial, size_t field)
{
	for (size_t i = 0; i < trial->count; i++) {
		if (trial->tried[i].field == field)
			return &trial->tried[i];
	}
	return NULL;
}

/* Add a question; false if that would be too much to try. */
static bool
add_tried(struct trial *trial, size_t index)
{
	const struct field *field = &trial->set->fields[index];
	size_t answers = count_answers(field);

	if (find_tried(trial, index))
		return true;
	if (answers == 0 || trial->count == TRIED_MAX ||
	    trial->combinations * answers > COMBINATIONS_MAX)
		return false;
	trial->combinations *= answers;
	struct tried *tried = &trial->tried[trial->count++];
	*tried = (struct tried){
	    .field = index,
	    .position = trial->positions[index],
	    .value_count = answers,
	    .guards = guards_of_field(trial->set, field),
	};
	return true;
}

/* Add all that the guards read; nothing at all if that is too much. */
static bool
add_reads(struct trial *trial, const struct guards *guards)
{
	size_t count = trial->count, combinations = trial->combinations;

	for (size_t i = 0; i < guards->count; i++) {
		const struct condition *condition = guards->conditions[i];
		bool is_plain =
		    condition->slot != NONE && !condition->reads_today;
		for (size_t j = 0; is_plain && j < condition->read_count; j++)
			is_plain = add_tried(trial, condition->reads[j]);
		if (is_plain)
			continue;
		trial->count = count;
		trial->combinations = combinations;
		return false;
	}
	return true;
}

static int
compare_tried(const void *a, const void *b)
{
	const struct tried *left = a, *right = b;

	return left->position < right->position
		   ? -1
		   : left->position > right->position;
}

/* Gather the questions, and their answers, that decide about the guards. */
static bool
set_up(struct trial *trial, const struct guards *guards)
{
	if (!add_reads(trial, guards))
		return false;
	/* The list grows while it is walked: guards of guards. */
	for (size_t i = 0; i < trial->count; i++) {
		struct guards inner = trial->tried[i].guards;
		trial->tried[i].is_guarded = add_reads(trial, &inner);
	}
	qsort(trial->tried, trial->count, sizeof(*trial->tried), compare_tried);
	for (size_t i = 0; i < trial->count; i++) {
		struct tried *tried = &trial->tried[i];
		tried->values =
		    get_answers(trial, tried->field, tried->value_count);
	}
	return true;
}

/* --- The dry run ---------------------------------------------------------- */

static const struct value *
get_value(void *context, size_t field)
{
	const struct trial *trial = context;
	const struct tried *tried = find_tried(trial, field);

	if (!tried || !tried->is_seen)
		return &trial->nothing;
	return &tried->values[tried->at];
}

static bool
all_hold(struct trial *trial, const struct guards *guards)
{
	struct expr_source source = {.get = get_value, .context = trial};

	for (size_t i = 0; i < guards->count; i++) {
		if (expr_evaluate(trial->set->engine, guards->conditions[i],
			&source) != TRUTH_TRUE)
			return false;
	}
	return true;
}

/* On to the next combination; false after the last. */
static bool
advance(struct trial *trial)
{
	for (size_t i = 0; i < trial->count; i++) {
		struct tried *tried = &trial->tried[i];
		if (++tried->at < tried->value_count)
			return true;
		tried->at = 0;
	}
	return false;
}

static bool
can_hold(struct trial *trial, const struct guards *guards)
{
	if (!set_up(trial, guards))
		return true;
	do {
		for (size_t i = 0; i < trial->count; i++) {
			struct tried *tried = &trial->tried[i];
			tried->is_seen = !tried->is_guarded ||
					 all_hold(trial, &tried->guards);
		}
		if (all_hold(trial, guards))
			return true;
	} while (advance(trial));
	return false;
}

/* Complain if what goes by that id, asked with these guards, never is. */
static void
check_asked(const struct trial *blank, const char *id,
    const struct condition *ask_if, const struct guards *guards)
{
	struct trial trial = *blank;

	if (!ask_if)
		return;
	if (!can_hold(&trial, guards))
		report_add(trial.report, SEVERITY_ERROR, ask_if->place,
		    WORD_LOAD_NEVER_ASKED, id, NULL);
}

static void
check_fields(const struct trial *blank)
{
	const struct form_set *set = blank->set;

	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = &set->fields[i];
		struct guards guards = guards_of_field(set, field);
		check_asked(blank, field->id, field->ask_if, &guards);
	}
}

static void
check_others(const struct trial *blank)
{
	const struct form_set *set = blank->set;
	struct guards guards;

	for (size_t i = 0; i < set->repeat_count; i++) {
		const struct repeat *repeat = &set->repeats[i];
		guards = guards_on_page(set, repeat->ask_if, repeat->page);
		check_asked(blank, repeat->id, repeat->ask_if, &guards);
	}
	for (size_t i = 0; i < set->prose_count; i++) {
		const struct prose *prose = &set->proses[i];
		guards = guards_on_page(set, prose->ask_if, prose->page);
		check_asked(blank, prose->id, prose->ask_if, &guards);
	}
	for (size_t i = 0; i < set->page_count; i++) {
		const struct page *page = &set->pages[i];
		guards = guards_on_page(set, page->ask_if, NONE);
		check_asked(blank, page->id, page->ask_if, &guards);
	}
}

void
form_check_reach(const struct form_set *set, struct report *report)
{
	struct arena *arena = arena_new();
	size_t *positions =
	    arena_get(arena, set->field_count * sizeof(*positions));
	const struct trial blank = {
	    .set = set,
	    .report = report,
	    .positions = positions,
	    .answers =
		arena_get(arena, set->field_count * sizeof(struct value *)),
	    .arena = arena,
	    .combinations = 1,
	};

	for (size_t i = 0; i < set->order_count; i++) {
		if (set->order[i].kind == ITEM_FIELD)
			positions[set->order[i].index] = i;
	}
	/* Round a circle nothing can be said of what comes first. */
	if (!set->has_circle) {
		check_fields(&blank);
		check_others(&blank);
	}
	arena_free(arena);
}
