/*
 * Whether the history of the file is whole, and its answers are what that
 * makes, told to people and to programs.
 *
 * Tested by tests/cli/cli_history.py.
 */
#include "base/json.h"
#include "desk/history.h"
#include "desk/told.h"

static bool
refuse_chain(
    struct desk *desk, const struct verified *verified, struct err *err)
{
	const struct words *words = desk_words(desk);
	struct str date = STR_EMPTY;

	if (!*verified->reference)
		return err_set(err, WORD_DESK_VERIFY_GAP, desk->file,
		    numeral_of(verified->bad).text, NULL);
	date_put(&date, desk_moment(desk, verified->at).date, words);
	err_set(err, WORD_DESK_VERIFY_BROKEN, desk->file,
	    numeral_of(verified->sequence).text, verified->reference, date.text,
	    NULL);
	str_release(&date);
	return false;
}

bool
told_refuse_broken(
    struct desk *desk, const struct told_verified *verified, struct err *err)
{
	if (!verified->history.is_whole)
		return refuse_chain(desk, &verified->history, err);
	if (!verified->differs)
		return err_set(err, WORD_DESK_VERIFY_PLAN_DIFFERS, desk->file,
		    verified->reference, NULL);
	return err_set(err, WORD_DESK_VERIFY_DIFFERS, desk->file,
	    verified->reference, verified->differs, NULL);
}

static void
put_whole(struct str *out, struct desk *desk, const struct verified *verified)
{
	const struct words *words = desk_words(desk);

	words_put(out, words, WORD_DESK_VERIFY_WHOLE,
	    numeral_of(verified->events).text, NULL);
	str_put_char(out, '\n');
	if (verified->struck > 0) {
		words_put(out, words, WORD_DESK_VERIFY_STRUCK,
		    numeral_of(verified->struck).text, NULL);
		str_put_char(out, '\n');
	}
	words_put(out, words, WORD_DESK_VERIFY_CODE, verified->code, NULL);
	str_put_char(out, '\n');
}

bool
desk_put_verified(struct str *out, struct desk *desk, struct err *err)
{
	struct arena *arena = arena_new();
	struct told_verified verified;
	bool is_whole =
	    told_verify(desk, arena, &verified, err) &&
	    (verified.is_whole || told_refuse_broken(desk, &verified, err));

	if (is_whole)
		put_whole(out, desk, &verified.history);
	arena_free(arena);
	return is_whole;
}

void
told_put_verified_json(
    struct json_writer *json, const struct told_verified *verified)
{
	const struct verified *history = &verified->history;

	json_put_pair_bool(json, "whole", verified->is_whole);
	json_put_pair_int(json, "acts", history->events);
	json_put_pair_int(json, "struck_out", history->struck);
	json_put_pair(json, "code", history->code);
	if (!history->is_whole) {
		json_put_pair_int(json, "first_bad", history->bad);
	}
	if (verified->reference) {
		json_put_key(json, "first_differing");
		json_open_object(json);
		json_put_pair(json, "reference", verified->reference);
		if (verified->differs)
			json_put_pair(json, "field", verified->differs);
		json_close_object(json);
	}
}

bool
desk_put_verified_json(struct str *out, struct desk *desk, struct err *err)
{
	struct arena *arena = arena_new();
	struct told_verified verified;
	struct json_writer json;
	bool is_read = told_verify(desk, arena, &verified, err);

	if (is_read) {
		json_begin(&json, out);
		json_open_object(&json);
		told_put_verified_json(&json, &verified);
		json_close_object(&json);
	}
	bool is_whole =
	    is_read &&
	    (verified.is_whole || told_refuse_broken(desk, &verified, err));
	arena_free(arena);
	return is_whole;
}
