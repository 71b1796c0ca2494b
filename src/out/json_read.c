/*
 * A plan from JSON: the changes that make it from an empty plan.
 *
 * Every mistake in the shape of the file is refused with the path to it, such
 * as lists.spending.2.cost; an answer that its question does not take is no
 * mistake of the file and is kept as it was written.  Changes are applied to
 * a scratch plan while they are built, so that rows get their numbers in the
 * one way there is.
 *
 * Everything returned lives in the caller's arena.  Tested in
 * tests/unit/out_json.c and by tests/fuzz/out_json.c.
 */
#include <stdio.h>
#include <string.h>

#include "base/report.h"
#include "base/str.h"
#include "base/utf8.h"
#include "out/json.h"

enum { TEXT_MAX = 1024 * 1024, CHANGES_MAX = 100000, ROW_NUMBER_MAX = 100000 };

struct reader {
	struct arena *arena;
	const char *file;
	const struct form_set *set;
	int64_t now;
	struct plan *plan; /* scratch: what the changes make so far */
	struct change *changes;
	size_t count, capacity;
	struct err *err;
};

static bool
add(struct reader *reader, struct change change)
{
	if (reader->count == CHANGES_MAX)
		return err_set(
		    reader->err, WORD_JSON_TOO_MANY, reader->file, NULL);
	reader->changes = mem_grow(reader->changes, reader->count,
	    &reader->capacity, sizeof(*reader->changes));
	reader->changes[reader->count++] = change;
	plan_apply(reader->plan, &change);
	return true;
}

static bool
refuse(struct reader *reader, enum word word, const char *path)
{
	return err_set(reader->err, word, reader->file, path, NULL);
}

static bool
refuse_field(struct reader *reader, const char *path, const char *id)
{
	const struct form_set *set = reader->set;
	const char **ids =
	    mem_new((set->field_count + set->repeat_count + 1) * sizeof(*ids));
	size_t count = 0;

	for (size_t i = 0; i < set->field_count; i++)
		ids[count++] = set->fields[i].id;
	for (size_t i = 0; i < set->repeat_count; i++)
		ids[count++] = set->repeats[i].id;
	const char *nearest = nearest_of(id, ids, count);
	mem_free(ids);
	if (nearest == NULL)
		return refuse(reader, WORD_JSON_NO_FIELD, path);
	return err_set(reader->err, WORD_JSON_NO_FIELD_NEAR, reader->file, path,
	    nearest, NULL);
}

/* A text, or a whole number written bare. */
static const char *
text_of(struct reader *reader, const struct json *value)
{
	if (json_kind(value) == JSON_KIND_INT)
		return arena_format(
		    reader->arena, "%lld", (long long)json_int(value));
	return json_text(value);
}

static bool
read_object(struct reader *reader, const struct json *value, const char *path,
    struct answer *answer)
{
	void *iterator = NULL;
	const struct json *member;
	const char *key;

	while ((key = json_next(value, &iterator, &member)) != NULL) {
		const char *text = text_of(reader, member);
		if (text == NULL && json_kind(member) != JSON_KIND_NULL)
			return refuse(reader, WORD_JSON_NO_TEXT, path);
		if (text_is(key, "text"))
			answer->text = text;
		else if (text_is(key, "whose"))
			answer->whose = text;
		else if (text_is(key, "how"))
			answer->how = text;
		else if (!text_is(key, "at"))
			return refuse(reader, WORD_JSON_NO_KEY,
			    arena_format(reader->arena, "%s.%s", path, key));
		else if (!time_read_iso(text, &answer->at))
			return refuse(reader, WORD_JSON_NO_TIME, path);
	}
	return true;
}

static bool
read_answer(struct reader *reader, const struct json *value, const char *path,
    const struct address *address)
{
	struct answer answer = {.at = reader->now};

	if (json_kind(value) == JSON_KIND_OBJECT) {
		if (!read_object(reader, value, path, &answer))
			return false;
	} else {
		answer.text = text_of(reader, value);
		if (answer.text == NULL && json_kind(value) != JSON_KIND_NULL)
			return refuse(reader, WORD_JSON_NO_TEXT, path);
	}
	if (text_is_blank(answer.text))
		return true;
	if (strlen(answer.text) > TEXT_MAX)
		return refuse(reader, WORD_JSON_LONG_TEXT, path);
	return add(reader,
	    change_answer(reader->plan, reader->arena, *address, answer));
}

/* The field of that id, asked in that list; NONE with an error if none. */
static size_t
find_field(
    struct reader *reader, const char *id, size_t repeat, const char *path)
{
	size_t field = form_find_field(reader->set, id);

	if (field == NONE) {
		refuse_field(reader, path, id);
		return NONE;
	}
	if (reader->set->fields[field].repeat != repeat) {
		refuse(reader, WORD_JSON_WRONG_LIST, path);
		return NONE;
	}
	if (reader->set->fields[field].is_sum) {
		refuse(reader, WORD_JSON_IS_SUM, path);
		return NONE;
	}
	return field;
}

static bool
read_answers(struct reader *reader, const struct json *object, enum voice voice)
{
	void *iterator = NULL;
	const struct json *member;
	const char *key;

	while ((key = json_next(object, &iterator, &member)) != NULL) {
		const char *path =
		    arena_format(reader->arena, "answers.%s", key);
		size_t field = find_field(reader, key, NONE, path);
		if (field == NONE)
			return false;
		const struct address address = {
		    reader->set->fields[field].id, 0, voice};
		if (!read_answer(reader, member, path, &address))
			return false;
	}
	return true;
}

/* The row's number: as written, or the next; numbers between are used up. */
static bool
read_row_number(struct reader *reader, const struct json *object,
    const char *list, const char *path, int *row)
{
	const struct json *number = json_get(object, "row");
	int next = plan_next_row(reader->plan, list);

	*row = next;
	if (number == NULL)
		return add(
		    reader, change_add_row(reader->plan, reader->arena, list));
	if (json_kind(number) != JSON_KIND_INT || json_int(number) < 1 ||
	    json_int(number) > ROW_NUMBER_MAX)
		return refuse(reader, WORD_JSON_ROW_NUMBER, path);
	*row = (int)json_int(number);
	if (plan_row_place(reader->plan, list, *row) >= 0)
		return true;
	size_t place;
	plan_rows(reader->plan, list, &place);
	const struct change change = {
	    .kind = CHANGE_ROW,
	    .repeat = list,
	    .row = *row,
	    .place_before = -1,
	    .place_after = (int)place,
	};
	return add(reader, change);
}

static bool
read_row(struct reader *reader, const struct json *object, size_t repeat,
    enum voice voice, const char *path)
{
	const char *list = reader->set->repeats[repeat].id;
	void *iterator = NULL;
	const struct json *member;
	const char *key;
	int row;

	if (json_kind(object) != JSON_KIND_OBJECT)
		return refuse(reader, WORD_JSON_NO_OBJECT, path);
	if (!read_row_number(reader, object, list, path, &row))
		return false;
	while ((key = json_next(object, &iterator, &member)) != NULL) {
		const char *inner =
		    arena_format(reader->arena, "%s.%s", path, key);
		if (text_is(key, "row"))
			continue;
		size_t field = find_field(reader, key, repeat, inner);
		if (field == NONE)
			return false;
		const struct address address = {
		    reader->set->fields[field].id, row, voice};
		if (!read_answer(reader, member, inner, &address))
			return false;
	}
	return true;
}

static bool
read_lists(struct reader *reader, const struct json *object, enum voice voice)
{
	void *iterator = NULL;
	const struct json *rows;
	const char *key;

	while ((key = json_next(object, &iterator, &rows)) != NULL) {
		const char *path = arena_format(reader->arena, "lists.%s", key);
		size_t repeat = form_find_repeat(reader->set, key);
		if (repeat == NONE)
			return refuse_field(reader, path, key);
		if (json_kind(rows) != JSON_KIND_LIST)
			return refuse(reader, WORD_JSON_NO_LIST, path);
		for (size_t i = 0; i < json_count(rows); i++)
			if (!read_row(reader, json_at(rows, i), repeat, voice,
				arena_format(
				    reader->arena, "%s.%zu", path, i + 1)))
				return false;
	}
	return true;
}

/* The object under a key, which may be missing. */
static bool
member_object(struct reader *reader, const struct json *value, const char *key,
    const struct json **member)
{
	*member = json_get(value, key);
	return *member == NULL || json_kind(*member) == JSON_KIND_OBJECT ||
	       refuse(reader, WORD_JSON_NO_OBJECT, key);
}

static bool
read_voice(struct reader *reader, const struct json *value, enum voice voice)
{
	const struct json *answers, *lists;

	return member_object(reader, value, "answers", &answers) &&
	       member_object(reader, value, "lists", &lists) &&
	       (lists == NULL || read_lists(reader, lists, voice)) &&
	       (answers == NULL || read_answers(reader, answers, voice));
}

static bool
read_voices(struct reader *reader, const struct json *root)
{
	const struct json *voices, *member;
	void *iterator = NULL;
	const char *key;

	if (!member_object(reader, root, "voices", &voices))
		return false;
	while (voices != NULL &&
	       (key = json_next(voices, &iterator, &member)) != NULL) {
		enum voice voice = voice_find(key);
		if (voice == VOICE_MAX)
			return refuse(reader, WORD_JSON_NO_VOICE, key);
		if (!read_voice(reader, member, voice))
			return false;
	}
	return true;
}

/* Only what the schema has may stand at the top; format and version must. */
static bool
check_head(struct reader *reader, const struct json *root)
{
	static const char *const keys[] = {"format", "version", "reference",
	    "forms", "answers", "lists", "voices", "kept", "figures"};
	const struct json *version = json_get(root, "version");
	const struct json *member;
	void *iterator = NULL;
	const char *key;

	if (!text_is(json_get_text(root, "format"), JSON_PLAN_FORMAT))
		return refuse(reader, WORD_JSON_NO_PLAN, "format");
	if (version == NULL || json_kind(version) != JSON_KIND_INT ||
	    json_int(version) != JSON_PLAN_VERSION)
		return refuse(reader, WORD_JSON_VERSION, "version");
	while ((key = json_next(root, &iterator, &member)) != NULL) {
		bool is_known = false;
		for (size_t i = 0; i < ARRAY_LENGTH(keys); i++)
			is_known |= text_is(key, keys[i]);
		if (!is_known)
			return refuse(reader, WORD_JSON_NO_KEY, key);
	}
	return true;
}

bool
json_read_plan(struct arena *arena, const struct json *root, const char *file,
    const struct form_set *set, int64_t now, struct import *import,
    struct err *err)
{
	struct reader reader = {
	    .arena = arena,
	    .file = file,
	    .set = set,
	    .now = now,
	    .plan = plan_new(),
	    .err = err,
	};
	bool is_read = check_head(&reader, root) &&
		       read_voice(&reader, root, VOICE_PERSON) &&
		       read_voices(&reader, root);

	*import = (struct import){
	    .changes = arena_keep(
		arena, reader.changes, reader.count, sizeof(*reader.changes)),
	    .count = reader.count,
	};
	plan_free(reader.plan);
	return is_read;
}
