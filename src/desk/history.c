/*
 * What happened to a plan, told in order: who did what, and when.
 *
 * The order is that in which things were done, whatever the clock said then.
 * Answers are told as people read them, under the labels of the forms that the
 * plan has now; what those do not know keeps its id and is told as it was
 * typed.  Of what was struck out nothing is left but how much it was.
 *
 * Tested by tests/cli/cli_history.py.
 */
#include "desk/history.h"

#include "base/json.h"
#include "desk/state.h"
#include "desk/told.h"
#include "form/value.h"
#include "plan/address.h"
#include "plan/history.h"

static const enum word act_words[ACT_MAX] = {
    [ACT_CHANGE] = WORD_HISTORY_CHANGE,
    [ACT_IMPORT] = WORD_HISTORY_IMPORT,
    [ACT_UNDO] = WORD_HISTORY_UNDO,
    [ACT_REDO] = WORD_HISTORY_REDO,
    [ACT_POINT] = WORD_HISTORY_POINT,
    [ACT_FREEZE] = WORD_HISTORY_FREEZE,
    [ACT_SIGN] = WORD_HISTORY_SIGN,
    [ACT_STRIKE] = WORD_HISTORY_STRIKE,
    [ACT_ERASE] = WORD_HISTORY_ERASE,
};

static void
put_label(struct str *out, struct desk *desk, const struct wording *label,
    const char *id)
{
	const struct words *words = desk_words(desk);
	const char *text = wording_get(label, words_language(words));

	reading_put_text(out, desk_reading(desk), text ? text : id, words);
}

void
told_put_question(
    struct str *out, struct desk *desk, const struct address *address)
{
	const struct form_set *set = desk_forms(desk);
	const struct words *words = desk_words(desk);
	size_t field = form_find_field(set, address->field);
	struct str label = STR_EMPTY;

	if (field == NONE)
		str_put(&label, address->field);
	else
		put_label(
		    &label, desk, &set->fields[field].label, address->field);
	if (address->row > 0)
		str_format(&label, " (%d)", address->row);
	if (address->voice == VOICE_PERSON)
		str_put(out, label.text);
	else
		words_put(out, words, WORD_DIFFERENCE_VOICE,
		    voice_in(address->voice, words, WORD_DIFFERENCE_VOICE, 1),
		    label.text, NULL);
	str_release(&label);
}

void
told_put_answer(struct str *out, struct desk *desk, const char *id,
    const struct answer *answer)
{
	const struct form_set *set = desk_forms(desk);
	size_t field = form_find_field(set, id);
	size_t start = out->length;

	if (field != NONE) {
		struct arena *arena = arena_new();
		struct value value;
		value_read(arena, &set->fields[field], answer->text,
		    desk_moment(desk, answer->at).date, &value, NULL);
		reading_put_read(out, desk_reading(desk), &set->fields[field],
		    &value, answer->text, desk_words(desk));
		arena_free(arena);
	}
	if (out->length == start)
		str_put(out, answer->text);
	if (answer->whose)
		words_put(out, desk_words(desk), WORD_HISTORY_WHOSE,
		    answer->whose, NULL);
	if (answer->how)
		words_put(
		    out, desk_words(desk), WORD_HISTORY_HOW, answer->how, NULL);
}

bool
told_is_delicate(struct desk *desk, const struct address *address,
    const struct answer *answer)
{
	const struct form_set *set = desk_forms(desk);
	size_t field = form_find_field(set, address->field);

	return address->voice != VOICE_PERSON || answer->whose ||
	       field == NONE || set->fields[field].is_private;
}

static bool
is_delicate(struct desk *desk, const struct change *change)
{
	return change->kind == CHANGE_ANSWER &&
	       (told_is_delicate(desk, &change->address, &change->before) ||
		   told_is_delicate(desk, &change->address, &change->after));
}

static void
put_answer(struct str *out, struct desk *desk, const struct change *change)
{
	const struct words *words = desk_words(desk);
	struct str question = STR_EMPTY, before = STR_EMPTY, after = STR_EMPTY;

	told_put_question(&question, desk, &change->address);
	if (change->before.text)
		told_put_answer(
		    &before, desk, change->address.field, &change->before);
	if (change->after.text)
		told_put_answer(
		    &after, desk, change->address.field, &change->after);
	if (!change->before.text)
		words_put(out, words, WORD_HISTORY_NEW, question.text,
		    after.text, NULL);
	else if (!change->after.text)
		words_put(out, words, WORD_HISTORY_GONE, question.text,
		    before.text, NULL);
	else
		words_put(out, words, WORD_HISTORY_BECAME, question.text,
		    after.text, before.text, NULL);
	str_release(&question);
	str_release(&before);
	str_release(&after);
}

static void
put_row(struct str *out, struct desk *desk, const struct change *change)
{
	const struct form_set *set = desk_forms(desk);
	size_t repeat = form_find_repeat(set, change->repeat);
	enum word word = change->place_before < 0  ? WORD_HISTORY_ROW_NEW
			 : change->place_after < 0 ? WORD_HISTORY_ROW_GONE
						   : WORD_HISTORY_ROW_MOVED;
	struct str list = STR_EMPTY;

	if (repeat == NONE)
		str_put(&list, change->repeat);
	else
		put_label(
		    &list, desk, &set->repeats[repeat].label, change->repeat);
	words_put(out, desk_words(desk), word, list.text,
	    numeral_of(change->row).text, NULL);
	str_release(&list);
}

static void
put_change(struct str *out, struct desk *desk, const struct change *change)
{
	switch (change->kind) {
	case CHANGE_ANSWER:
		put_answer(out, desk, change);
		break;
	case CHANGE_ROW:
		put_row(out, desk, change);
		break;
	case CHANGE_FORMS:
		str_put(
		    out, words_get(desk_words(desk),
			     change->forms_before ? WORD_HISTORY_FORMS
						  : WORD_HISTORY_FORMS_FIRST));
		break;
	}
}

void
told_put_set_in(struct str *out, const char *text)
{
	str_put(out, "  ");
	for (; *text; text++) {
		str_put_char(out, *text);
		if (*text == '\n')
			str_put(out, "    ");
	}
	str_put_char(out, '\n');
}

/* The name of the restore point that the event went back to; NULL: none. */
static const char *
point_of(const struct desk *desk, const struct event *event)
{
	const struct opened *open = &desk->open;

	for (size_t i = 0;
	     event->act == ACT_CHANGE && event->of > 0 && i < open->event_count;
	     i++)
		if (open->events[i].sequence == event->of)
			return open->events[i].note;
	return NULL;
}

static void
put_heading(struct str *out, struct desk *desk, const struct event *event)
{
	const struct words *words = desk_words(desk);
	const char *point = point_of(desk, event);
	struct str when = STR_EMPTY;
	const struct numeral of = numeral_of(event->of);
	const char *about = point                     ? point
			    : event->act == ACT_POINT ? event->note
			    : event->of > 0           ? of.text
						      : NULL;

	desk_put_moment(&when, desk, event->at);
	words_put(out, words, point ? WORD_HISTORY_BACK : act_words[event->act],
	    when.text, event->who, about ? about : "", NULL);
	str_put_char(out, '\n');
	str_release(&when);
}

static void
put_event(struct str *out, struct desk *desk, const struct event *event,
    bool is_marked)
{
	struct str line = STR_EMPTY;

	put_heading(out, desk, event);
	if (event->clock_went_back)
		told_put_set_in(
		    out, words_get(desk_words(desk), WORD_HISTORY_CLOCK));
	for (size_t i = 0; i < event->count; i++) {
		str_clear(&line);
		if (is_marked && is_delicate(desk, &event->changes[i]))
			str_put(&line,
			    words_get(desk_words(desk), WORD_ACCESS_DECIDE));
		put_change(&line, desk, &event->changes[i]);
		told_put_set_in(out, line.text);
	}
	if (event->struck > 0) {
		str_clear(&line);
		words_put(&line, desk_words(desk), WORD_HISTORY_STRUCK,
		    numeral_of_count(event->struck).text, NULL);
		told_put_set_in(out, line.text);
	}
	str_release(&line);
}

bool
told_put_history(
    struct str *out, struct desk *desk, bool is_marked, struct err *err)
{
	if (!desk_read_history(desk, err))
		return false;
	for (size_t i = 0; i < desk->open.event_count; i++)
		put_event(out, desk, &desk->open.events[i], is_marked);
	return true;
}

bool
desk_put_history(struct str *out, struct desk *desk, struct err *err)
{
	return told_put_history(out, desk, false, err);
}

/* --- For programs --------------------------------------------------------- */

static void
put_answer_json(
    struct json_writer *json, const char *key, const struct answer *answer)
{
	char iso[TIME_ISO_SIZE];

	if (!answer->text)
		return;
	json_put_key(json, key);
	json_open_object(json);
	json_put_pair(json, "text", answer->text);
	json_put_pair(json, "whose", answer->whose);
	json_put_pair(json, "how", answer->how);
	time_write_iso(answer->at, iso);
	json_put_pair(json, "at", iso);
	json_close_object(json);
}

static void
put_place_json(struct json_writer *json, const char *key, int place)
{
	if (place < 0)
		return;
	json_put_pair_int(json, key, place);
}

static void
put_change_json(
    struct json_writer *json, struct desk *desk, const struct change *change)
{
	struct str place = STR_EMPTY;

	json_open_object(json);
	json_put_pair(json, "kind", change_kind_name(change->kind));
	if (is_delicate(desk, change)) {
		json_put_pair_bool(json, "decide", true);
	}
	switch (change->kind) {
	case CHANGE_ANSWER:
		address_put(&place, desk_forms(desk), &change->address);
		json_put_pair(json, "field", place.text);
		put_answer_json(json, "before", &change->before);
		put_answer_json(json, "after", &change->after);
		break;
	case CHANGE_ROW:
		json_put_pair(json, "list", change->repeat);
		json_put_pair_int(json, "row", change->row);
		put_place_json(json, "place_before", change->place_before);
		put_place_json(json, "place_after", change->place_after);
		break;
	case CHANGE_FORMS:
		json_put_pair(json, "before", change->forms_before);
		json_put_pair(json, "after", change->forms_after);
		break;
	}
	json_close_object(json);
	str_release(&place);
}

static void
put_event_json(
    struct json_writer *json, struct desk *desk, const struct event *event)
{
	char iso[TIME_ISO_SIZE];

	json_open_object(json);
	json_put_pair_int(json, "number", event->sequence);
	time_write_iso(event->at, iso);
	json_put_pair(json, "at", iso);
	json_put_pair(json, "who", event->who);
	json_put_pair(json, "act", act_name(event->act));
	if (event->of > 0) {
		json_put_pair_int(json, "of", event->of);
	}
	json_put_pair(json, "note", event->note);
	if (event->clock_went_back) {
		json_put_pair_bool(json, "clock_went_back", true);
	}
	if (event->struck > 0) {
		json_put_pair_int(json, "struck_out", (int64_t)event->struck);
	}
	json_put_key(json, "changes");
	json_open_list(json);
	for (size_t i = 0; i < event->count; i++)
		put_change_json(json, desk, &event->changes[i]);
	json_close_list(json);
	json_close_object(json);
}

bool
told_put_history_json(
    struct json_writer *json, struct desk *desk, struct err *err)
{
	if (!desk_read_history(desk, err))
		return false;
	json_open_list(json);
	for (size_t i = 0; i < desk->open.event_count; i++)
		put_event_json(json, desk, &desk->open.events[i]);
	json_close_list(json);
	return true;
}

bool
desk_put_history_json(struct str *out, struct desk *desk, struct err *err)
{
	struct json_writer json;

	json_begin(&json, out);
	return told_put_history_json(&json, desk, err);
}
