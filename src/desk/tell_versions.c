/*
 * Versions, told to people and to programs.
 *
 * Tested by tests/unit/desk_tell.c.
 */
#include "base/json.h"
#include "desk/freeze.h"
#include "desk/tell.h"

static void
put_version(
    struct str *out, struct desk *desk, const struct frozen_version *version)
{
	const struct words *words = desk_words(desk);
	struct str time = STR_EMPTY;

	desk_put_moment(&time, desk, version->at);
	words_put(out, words, WORD_VERSION_LINE,
	    numeral_of(version->number).text, version->code, time.text,
	    version->who, NULL);
	str_put_char(out, '\n');
	for (size_t i = 0; i < version->paper_count; i++) {
		const struct handed_over *paper = &version->papers[i];
		str_put(out, "  ");
		words_put(out, words, WORD_VERSION_PAPER,
		    numeral_of_count(paper->length).text, paper->document,
		    paper->size, paper->language, NULL);
		str_put_char(out, '\n');
	}
	for (size_t i = 0; i < version->signing_count; i++) {
		str_format(out, "  %d. ", version->signings[i].number);
		signing_put(out, &version->signings[i], words);
		str_put_char(out, '\n');
	}
	str_release(&time);
}

bool
desk_put_versions(struct str *out, struct desk *desk, struct err *err)
{
	struct arena *arena = arena_new();
	const struct frozen_version *versions;
	size_t count;
	bool is_done = desk_list_versions(desk, arena, &versions, &count, err);

	for (size_t i = 0; is_done && i < count; i++)
		put_version(out, desk, &versions[i]);
	arena_free(arena);
	return is_done;
}

static void
put_number(struct json_writer *json, const char *key, int number)
{
	if (number == 0)
		return;
	json_put_pair_int(json, key, number);
}

static void
put_paper_json(struct json_writer *json, const struct handed_over *paper)
{
	json_open_object(json);
	json_put_pair(json, "document", paper->document);
	json_put_pair(json, "size", paper->size);
	json_put_pair(json, "language", paper->language);
	json_put_pair_int(json, "bytes", (int64_t)paper->length);
	json_close_object(json);
}

static void
put_signing_json(struct json_writer *json, const struct signing *signing)
{
	char date[DATE_ISO_SIZE], at[TIME_ISO_SIZE];

	date_write_iso(signing->date, date);
	time_write_iso(signing->at, at);
	json_open_object(json);
	put_number(json, "number", signing->number);
	json_put_pair(json, "who", signing->who);
	json_put_pair(json, "role", sign_role_name(signing->role));
	json_put_pair(json, "how", sign_how_name(signing->how));
	json_put_pair(json, "date", date);
	json_put_pair(json, "conditions", signing->conditions);
	json_put_pair(json, "kept", signing->kept);
	put_number(json, "corrects", signing->corrects);
	put_number(json, "corrected_by", signing->corrected_by);
	json_put_pair(json, "at", at);
	json_put_pair(json, "written_by", signing->written_by);
	json_close_object(json);
}

static void
put_version_json(struct json_writer *json, const struct frozen_version *version)
{
	char at[TIME_ISO_SIZE];

	time_write_iso(version->at, at);
	json_open_object(json);
	put_number(json, "number", version->number);
	json_put_pair(json, "code", version->code);
	json_put_pair(json, "at", at);
	json_put_pair(json, "who", version->who);
	json_put_key(json, "papers");
	json_open_list(json);
	for (size_t i = 0; i < version->paper_count; i++)
		put_paper_json(json, &version->papers[i]);
	json_close_list(json);
	json_put_key(json, "signings");
	json_open_list(json);
	for (size_t i = 0; i < version->signing_count; i++)
		put_signing_json(json, &version->signings[i]);
	json_close_list(json);
	json_close_object(json);
}

bool
desk_put_versions_json(struct str *out, struct desk *desk, struct err *err)
{
	struct arena *arena = arena_new();
	const struct frozen_version *versions;
	struct json_writer json;
	size_t count;
	bool is_done = desk_list_versions(desk, arena, &versions, &count, err);

	if (is_done) {
		json_begin(&json, out);
		json_open_list(&json);
		for (size_t i = 0; i < count; i++)
			put_version_json(&json, &versions[i]);
		json_close_list(&json);
	}
	arena_free(arena);
	return is_done;
}
