/*
 * Jots: put away, listed, and placed.
 *
 * A jot is a row of the list that means `jot`; its words are the answer that
 * means `jot.text`, whose time is when they were said.  Placing makes them the
 * answer to a question:
 *
 *	where nothing stands they are the answer, with whose and when
 *	a long text gets them as its last paragraph.  An answer has one time and
 *	one whose, so a paragraph in words that are not those of the text before
 *	it says itself whose it is and of which day
 *	any other answer they replace, which the caller asks about first
 *
 * A question that is answered by choosing takes them only if they say one of
 * its options, or if an option asks for words.
 *
 * Memory is the caller's arena.  Tested by tests/unit/desk_jot.c.
 */
#include "desk/jot.h"

#include "desk/draft.h"
#include "desk/sheet.h"
#include "form/type.h"
#include "form/value.h"

/* The list and its questions in the forms of the open plan; NONE: not there. */
struct places {
	size_t repeat, text, whose;
};

static struct places
find_places(const struct desk *desk)
{
	const struct form_set *set = desk_forms(desk);

	return (struct places){
	    .repeat = form_find_meaning(set, MEANS_JOT),
	    .text = form_find_meaning(set, MEANS_JOT_TEXT),
	    .whose = form_find_meaning(set, MEANS_JOT_WHOSE),
	};
}

bool
desk_can_jot(struct desk *desk, struct err *err)
{
	struct places places = find_places(desk);

	return (places.repeat != NONE && places.text != NONE) ||
	       err_set(err, WORD_JOT_NO_LIST, NULL);
}

bool
desk_is_jot(struct desk *desk, const struct address *address)
{
	const struct form_set *set = desk_forms(desk);
	size_t list = find_places(desk).repeat;
	size_t at = form_find_field(set, address->field);

	return list != NONE && at != NONE && set->fields[at].repeat == list;
}

/* --- Listing -------------------------------------------------------------- */

/* False: nothing is written in the row. */
static bool
read_jot(
    struct desk *desk, const struct places *places, int row, struct jot *jot)
{
	const struct reading *reading = desk_reading(desk);
	const struct answer *text =
	    reading_answer(reading, places->text, row, VOICE_PERSON);
	const struct answer *whose =
	    places->whose == NONE
		? NULL
		: reading_answer(reading, places->whose, row, VOICE_PERSON);

	if (!text)
		return false;
	*jot = (struct jot){
	    .row = row,
	    .text = text->text,
	    .whose = whose ? whose->text : text->whose,
	    .how = text->how,
	    .at = text->at,
	};
	return true;
}

const struct jot *
desk_list_jots(struct desk *desk, struct arena *arena, size_t *count)
{
	struct places places = find_places(desk);
	size_t row_count;
	const int *rows =
	    places.repeat == NONE || places.text == NONE
		? NULL
		: plan_rows(desk_plan(desk),
		      desk_forms(desk)->repeats[places.repeat].id, &row_count);

	*count = 0;
	if (!rows)
		return NULL;
	struct jot *jots = arena_get(arena, row_count * sizeof(*jots));
	for (size_t i = row_count; i-- > 0;) {
		if (!read_jot(desk, &places, rows[i], &jots[*count]))
			continue;
		struct jot *jot = &jots[(*count)++];
		jot->text = arena_copy(arena, jot->text);
		jot->whose = jot->whose ? arena_copy(arena, jot->whose) : NULL;
		jot->how = jot->how ? arena_copy(arena, jot->how) : NULL;
	}
	return jots;
}

size_t
desk_count_jots(struct desk *desk)
{
	struct arena *arena = arena_new();
	size_t count;

	desk_list_jots(desk, arena, &count);
	arena_free(arena);
	return count;
}

/* --- Putting one away ----------------------------------------------------- */

/* Was it that which was tried before? */
static bool
has_jotted(const struct event *event, const char *list, const char *text)
{
	return event->act == ACT_CHANGE && event->count >= 2 &&
	       event->changes[0].kind == CHANGE_ROW &&
	       text_is(event->changes[0].repeat, list) &&
	       event->changes[0].place_before < 0 &&
	       event->changes[1].kind == CHANGE_ANSWER &&
	       text_is(event->changes[1].after.text, text);
}

static void
draft_jot(struct draft *draft, const struct places *places, const char *text,
    const char *whose)
{
	struct desk *desk = draft->desk;
	const struct form_set *set = desk_forms(desk);
	struct change row = change_add_row(
	    desk->open.plan, desk->open.arena, set->repeats[places->repeat].id);
	struct answer answer = {.text = text, .at = desk_now(desk)};
	bool has_own = places->whose != NONE;

	draft_add(draft, row);
	if (!has_own && !text_is_blank(whose))
		answer.whose = whose;
	draft_answer(draft,
	    &(struct address){
		set->fields[places->text].id, row.row, VOICE_PERSON},
	    &answer);
	if (has_own && !text_is_blank(whose))
		draft_answer(draft,
		    &(struct address){
			set->fields[places->whose].id, row.row, VOICE_PERSON},
		    &(struct answer){.text = whose, .at = answer.at});
}

bool
desk_jot(
    struct desk *desk, const char *text, const char *whose, struct err *err)
{
	char sheet[SHEET_NAME_SIZE];
	struct draft draft = {
	    .desk = desk,
	    .sheet = sheet_name(desk, SHEET_JOT, 0, sheet),
	};
	const struct event *found;

	if (!draft_settle(desk, &found, err) || !desk_can_jot(desk, err))
		return false;
	struct places places = find_places(desk);
	const char *list = desk_forms(desk)->repeats[places.repeat].id;
	if (found && has_jotted(found, list, text)) {
		draft_forget_sheet(&draft);
		return true;
	}
	if (!desk_has_room(desk, list, err))
		return false;
	draft_jot(&draft, &places, text, whose);
	return draft_commit(&draft, ACT_CHANGE, 0, err);
}

/* --- Placing one ---------------------------------------------------------- */

/* What an answer becomes, and in which way. */
struct placing {
	enum jot_way way;
	struct answer answer;
};

/* The option that asks for words, with these; NULL: there is none. */
static const char *
as_other(struct arena *arena, const struct field *field, const char *text)
{
	struct str typed = STR_EMPTY;

	for (size_t i = 0; i < field->option_count; i++)
		if (field->options[i].is_other)
			value_put_codes(&typed, field,
			    &(const char *){field->options[i].code}, 1, text);
	return typed.length > 0 ? str_keep(&typed, arena) : NULL;
}

/* The words as the question takes them; NULL, and says why: it does not. */
static const char *
words_for(struct desk *desk, struct arena *arena, const struct field *field,
    const struct jot *jot, struct err *err)
{
	struct value value;
	struct err problem = {0};
	struct str why = STR_EMPTY;

	value_read(arena, field, jot->text, desk_moment(desk, jot->at).date,
	    &value, &problem);
	if (value.kind != VALUE_WRONG)
		return jot->text;
	const char *other = as_other(arena, field, jot->text);
	if (other)
		return other;
	if (field->type->way == WAY_CHOICE) {
		err_set(err, WORD_JOT_CHOOSING, NULL);
		return NULL;
	}
	value_put_problem(&why, field, &problem, desk_words(desk));
	err_set(err, WORD_JOT_NOT_FOR, why.text, NULL);
	str_release(&why);
	return NULL;
}

/* "It hurts at night. (Delyth, 21 November 2026)" */
static void
put_said(struct str *out, struct desk *desk, const struct jot *jot)
{
	struct str day = STR_EMPTY, whose = STR_EMPTY;

	date_put(&day, desk_moment(desk, jot->at).date, desk_words(desk));
	if (jot->whose)
		str_put(&whose, jot->whose);
	else
		desk_put_name(&whose, desk);
	words_put(out, desk_words(desk), WORD_JOT_SAID_BY, jot->text,
	    whose.text, day.text, NULL);
	str_release(&whose);
	str_release(&day);
}

static struct answer
follow(struct desk *desk, struct arena *arena, const struct answer *old,
    const struct jot *jot)
{
	struct answer answer = *old;
	struct str text = STR_EMPTY;

	str_format(&text, "%s\n\n", old->text);
	if (text_is(old->whose, jot->whose))
		str_put(&text, jot->text);
	else
		put_said(&text, desk, jot);
	answer.text = str_keep(&text, arena);
	if (jot->at > answer.at)
		answer.at = jot->at;
	return answer;
}

/*
 * The jot as an answer of that voice.  Nobody's name is the person's own words
 * only in the person's voice: in another one it would be that one's.
 */
static struct jot
in_voice(struct desk *desk, struct arena *arena, const struct jot *jot,
    enum voice voice)
{
	struct jot said = *jot;
	struct str name = STR_EMPTY;

	if (!said.whose && voice != VOICE_PERSON) {
		desk_put_name(&name, desk);
		said.whose = str_keep(&name, arena);
	}
	str_release(&name);
	return said;
}

static struct placing
find_placing(struct desk *desk, struct arena *arena, const struct jot *jot,
    const struct address *address, struct err *err)
{
	const struct form_set *set = desk_forms(desk);
	size_t at = form_find_field(set, address->field);
	const struct field *field = &set->fields[at];
	const struct answer *old = reading_answer(
	    desk_reading(desk), at, address->row, address->voice);
	struct placing placing = {.way = JOT_REFUSED};
	const char *text = NULL;

	/* The row that placing takes away may be the very one of the answer. */
	if (desk_is_jot(desk, address))
		err_set(err, WORD_JOT_ITSELF, NULL);
	else
		text = words_for(desk, arena, field, jot, err);
	if (!text)
		return placing;
	const struct jot said = in_voice(desk, arena, jot, address->voice);
	placing.answer = (struct answer){
	    .text = text, .whose = said.whose, .how = jot->how, .at = jot->at};
	placing.way = old ? JOT_REPLACES : JOT_FILLS;
	if (old && field->type->way == WAY_TEXT) {
		placing.way = JOT_FOLLOWS;
		placing.answer = follow(desk, arena, old, &said);
	}
	return placing;
}

static bool
find_jot(struct desk *desk, struct arena *arena, int row, struct jot *jot)
{
	size_t count;
	const struct jot *jots = desk_list_jots(desk, arena, &count);

	for (size_t i = 0; i < count; i++)
		if (jots[i].row == row) {
			*jot = jots[i];
			return true;
		}
	return false;
}

enum jot_way
desk_jot_way(
    struct desk *desk, int row, const struct address *address, struct err *err)
{
	struct arena *arena = arena_new();
	enum jot_way way = JOT_REFUSED;
	struct jot jot;

	if (find_jot(desk, arena, row, &jot))
		way = find_placing(desk, arena, &jot, address, err).way;
	else
		err_set(err, WORD_JOT_GONE, NULL);
	arena_free(arena);
	return way;
}

bool
desk_place_jot(
    struct desk *desk, int row, const struct address *address, struct err *err)
{
	struct draft draft = {.desk = desk};
	struct arena *arena = arena_new();
	const struct event *found;
	struct jot jot;
	bool is_done = draft_settle(desk, &found, err);
	bool is_there = is_done && find_jot(desk, arena, row, &jot);

	/* Tried before, and saved all the same: then it is gone. */
	if (is_there) {
		struct placing placing =
		    find_placing(desk, arena, &jot, address, err);
		is_done = placing.way != JOT_REFUSED;
		if (is_done) {
			draft_answer(&draft, address, &placing.answer);
			draft_add(&draft,
			    change_remove_row(desk->open.plan, desk->open.arena,
				desk_forms(desk)
				    ->repeats[find_places(desk).repeat]
				    .id,
				row));
			is_done = draft_commit(&draft, ACT_CHANGE, 0, err);
		}
	} else if (is_done && !found) {
		is_done = err_set(err, WORD_JOT_GONE, NULL);
	}
	arena_free(arena);
	return is_done;
}
