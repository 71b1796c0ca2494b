/*
 * Whether the history of the file is whole, told to people and to programs.
 *
 * Tested by tests/cli/cli_history.py.
 */
#include "base/json.h"
#include "desk/history.h"
#include "desk/told.h"

bool
told_refuse_broken(
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
desk_put_verified(struct str *out, struct desk *desk, struct err *err)
{
	const struct words *words = desk_words(desk);
	struct verified verified;

	if (!store_verify(desk->store, &verified, err))
		return false;
	if (!verified.is_whole)
		return told_refuse_broken(desk, &verified, err);
	words_put(out, words, WORD_DESK_VERIFY_WHOLE,
	    numeral_of(verified.events).text, NULL);
	str_put_char(out, '\n');
	if (verified.struck > 0) {
		words_put(out, words, WORD_DESK_VERIFY_STRUCK,
		    numeral_of(verified.struck).text, NULL);
		str_put_char(out, '\n');
	}
	words_put(out, words, WORD_DESK_VERIFY_CODE, verified.code, NULL);
	str_put_char(out, '\n');
	return true;
}

void
told_put_verified_json(
    struct json_writer *json, const struct verified *verified)
{
	json_put_key(json, "whole");
	json_put_bool(json, verified->is_whole);
	json_put_key(json, "acts");
	json_put_int(json, verified->events);
	json_put_key(json, "struck_out");
	json_put_int(json, verified->struck);
	json_put_pair(json, "code", verified->code);
	if (!verified->is_whole) {
		json_put_key(json, "first_bad");
		json_put_int(json, verified->bad);
	}
}

bool
desk_put_verified_json(struct str *out, struct desk *desk, struct err *err)
{
	struct verified verified;
	struct json_writer json;

	if (!store_verify(desk->store, &verified, err))
		return false;
	json_begin(&json, out);
	json_open_object(&json);
	told_put_verified_json(&json, &verified);
	json_close_object(&json);
	return verified.is_whole || told_refuse_broken(desk, &verified, err);
}
