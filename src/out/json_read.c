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
#include <string.h>

#include "base/report.h"
#include "base/str.h"
#include "base/utf8.h"
#include "out/json.h"
#include "plan/address.h"

enum { TEXT_MAX = 1024 * 1024, CHANGES_MAX = 100000, ID_MAX = 40 };

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

/* Only these keys may stand in an object; path is NULL for the whole. */
static bool
check_keys(struct reader *reader, const struct json *object, const char *path,
    const char *const *keys, size_t count)
{
	void *iterator = NULL;
	const struct json *member;
	const char *key;

	while ((key = json_next(object, &iterator, &member)) != NULL) {
		size_t i = 0;
		while (i < count && !text_is(key, keys[i]))
			i++;
		if (i < count)
			continue;
		return refuse(reader, WORD_JSON_NO_KEY,
		    path == NULL
			? key
			: arena_format(reader->arena, "%s.%s", path, key));
	}
	return true;
}

/* A text, or a whole number written bare; NULL where there is none. */
static bool
read_text(struct reader *reader, const struct json *value, const char *path,
    const char **text)
{
	*text = json_kind(value) == JSON_KIND_INT
		    ? arena_format(
			  reader->arena, "%lld", (long long)json_int(value))
		    : json_text(value);
	if (*text == NULL && json_kind(value) != JSON_KIND_NULL)
		return refuse(reader, WORD_JSON_NO_TEXT, path);
	return *text == NULL || strlen(*text) <= TEXT_MAX ||
	       refuse(reader, WORD_JSON_LONG_TEXT, path);
}

/* What put_pairs() of json_plan.c writes, in an object. */
static bool
read_pairs(struct reader *reader, const struct json *object, const char *path,
    struct answer *answer)
{
	const struct json *at = json_get(object, "at");

	*answer = (struct answer){.at = reader->now};
	if (!read_text(reader, json_get(object, "text"), path, &answer->text) ||
	    !read_text(
		reader, json_get(object, "whose"), path, &answer->whose) ||
	    !read_text(reader, json_get(object, "how"), path, &answer->how))
		return false;
	return json_kind(at) == JSON_KIND_NULL ||
	       (json_text(at) != NULL &&
		   time_read_iso(json_text(at), &answer->at)) ||
	       refuse(reader, WORD_JSON_NO_TIME, path);
}

static bool
put_answer(struct reader *reader, const struct address *address,
    const struct answer *answer)
{
	return text_is_blank(answer->text) ||
	       add(reader, change_answer(
			       reader->plan, reader->arena, *address, *answer));
}

static bool
read_answer(struct reader *reader, const struct json *value, const char *path,
    const struct address *address)
{
	static const char *const keys[] = {"text", "whose", "how", "at"};
	struct answer answer = {.at = reader->now};
	bool is_read;

	if (json_kind(value) == JSON_KIND_OBJECT)
		is_read =
		    check_keys(reader, value, path, keys, ARRAY_LENGTH(keys)) &&
		    read_pairs(reader, value, path, &answer);
	else
		is_read = read_text(reader, value, path, &answer.text);
	return is_read && put_answer(reader, address, &answer);
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

/* A row of that number at the end of its list, or only remembered. */
static bool
put_row(struct reader *reader, const char *list, int row, bool lives)
{
	size_t count;

	if (plan_row_place(reader->plan, list, row) >= 0)
		return true;
	plan_rows(reader->plan, list, &count);
	return add(reader, (struct change){
			       .kind = CHANGE_ROW,
			       .repeat = arena_copy(reader->arena, list),
			       .row = row,
			       .place_before = -1,
			       .place_after = lives ? (int)count : -1,
			   });
}

static bool
read_row_number(struct reader *reader, const struct json *number,
    const char *path, int *row)
{
	int64_t n = json_int(number);

	*row = (int)n;
	return (json_kind(number) == JSON_KIND_INT && n >= 1 && n <= ROW_MAX) ||
	       refuse(reader, WORD_JSON_ROW_NUMBER, path);
}

/* As written, or the next there is; numbers between are used up. */
static bool
find_row(struct reader *reader, const struct json *object, const char *list,
    const char *path, int *row)
{
	const struct json *number = json_get(object, "row");

	*row = plan_next_row(reader->plan, list);
	if (number == NULL && *row > ROW_MAX)
		return refuse(reader, WORD_JSON_ROW_NUMBER, path);
	return (number == NULL || read_row_number(reader, number, path, row)) &&
	       put_row(reader, list, *row, true);
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
	if (!find_row(reader, object, list, path, &row))
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
read_other_voice(
    struct reader *reader, const char *name, const struct json *member)
{
	static const char *const keys[] = {"answers", "lists"};
	enum voice voice = voice_find(name);

	if (voice == VOICE_MAX || voice == VOICE_PERSON)
		return refuse(reader, WORD_JSON_NO_VOICE, name);
	if (json_kind(member) != JSON_KIND_OBJECT)
		return refuse(reader, WORD_JSON_NO_OBJECT, name);
	return check_keys(reader, member, name, keys, ARRAY_LENGTH(keys)) &&
	       read_voice(reader, member, voice);
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
	       (key = json_next(voices, &iterator, &member)) != NULL)
		if (!read_other_voice(reader, key, member))
			return false;
	return true;
}

/* An id, of whatever forms: small letters, digits and _. */
static bool
is_id(const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz_0123456789";
	size_t length = text == NULL ? 0 : strlen(text);

	return length > 0 && length <= ID_MAX &&
	       strspn(text, letters) == length;
}

static bool
read_kept_row(struct reader *reader, const struct json *object,
    const char *path, const char *list)
{
	static const char *const keys[] = {"list", "row", "lives"};
	int row;

	if (!is_id(list))
		return refuse(reader, WORD_JSON_NO_ID, path);
	return check_keys(reader, object, path, keys, ARRAY_LENGTH(keys)) &&
	       read_row_number(reader, json_get(object, "row"), path, &row) &&
	       put_row(reader, list, row, json_bool(json_get(object, "lives")));
}

/* The row of a kept answer must never be given to another. */
static bool
remember_row(struct reader *reader, const struct address *address)
{
	const char *list = address_list(reader->set, address);

	return list == NULL || address->row == 0 ||
	       put_row(reader, list, address->row, false);
}

/* What is answered already stays. */
static bool
read_kept_answer(
    struct reader *reader, const struct json *object, const char *path)
{
	static const char *const keys[] = {
	    "field", "row", "voice", "text", "whose", "how", "at"};
	const char *voice = json_get_text(object, "voice");
	const struct json *row = json_get(object, "row");
	struct address address = {.field = json_get_text(object, "field")};
	struct answer answer;

	if (!is_id(address.field))
		return refuse(reader, WORD_JSON_NO_ID, path);
	if (voice != NULL)
		address.voice = voice_find(voice);
	if (address.voice == VOICE_MAX)
		return refuse(reader, WORD_JSON_NO_VOICE, voice);
	if (!check_keys(reader, object, path, keys, ARRAY_LENGTH(keys)) ||
	    (row != NULL &&
		!read_row_number(reader, row, path, &address.row)) ||
	    !read_pairs(reader, object, path, &answer) ||
	    !remember_row(reader, &address))
		return false;
	return plan_answer(reader->plan, &address) != NULL ||
	       put_answer(reader, &address, &answer);
}

/* What forms asked once: kept here too. */
static bool
read_kept(struct reader *reader, const struct json *root)
{
	const struct json *kept = json_get(root, "kept");

	if (kept != NULL && json_kind(kept) != JSON_KIND_LIST)
		return refuse(reader, WORD_JSON_NO_LIST, "kept");
	for (size_t i = 0; i < json_count(kept); i++) {
		const struct json *object = json_at(kept, i);
		const char *list = json_get_text(object, "list");
		const char *path =
		    arena_format(reader->arena, "kept.%zu", i + 1);
		if (json_kind(object) != JSON_KIND_OBJECT)
			return refuse(reader, WORD_JSON_NO_OBJECT, path);
		if (!(list != NULL ? read_kept_row(reader, object, path, list)
				   : read_kept_answer(reader, object, path)))
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

	if (!text_is(json_get_text(root, "format"), JSON_PLAN_FORMAT))
		return err_set(
		    reader->err, WORD_JSON_NO_PLAN, reader->file, NULL);
	if (json_kind(version) != JSON_KIND_INT ||
	    json_int(version) != JSON_PLAN_VERSION)
		return err_set(
		    reader->err, WORD_JSON_VERSION, reader->file, NULL);
	return check_keys(reader, root, NULL, keys, ARRAY_LENGTH(keys));
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
		       read_voices(&reader, root) && read_kept(&reader, root);

	*import = (struct import){
	    .changes = arena_keep(
		arena, reader.changes, reader.count, sizeof(*reader.changes)),
	    .count = is_read ? reader.count : 0,
	};
	plan_free(reader.plan);
	return is_read;
}
