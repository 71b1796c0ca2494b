/*
 * A plan from JSON: the changes that make it from an empty plan.
 *
 * Every mistake in the shape of the file is refused with the path to it, such
 * as lists.spending.2.cost, and so is whatever would have to be left out: a
 * row or an answer that is there twice.  An answer that its question does not
 * take is no mistake of the file and is kept as it was written.  Changes are
 * applied to a scratch plan while they are built, so that rows get their
 * numbers in the one way there is.
 *
 * Everything returned lives in the caller's arena.  Tested by
 * tests/unit/out_json.c and by tests/fuzz/out_json.c.
 */
#include <string.h>

#include "base/map.h"
#include "base/nearest.h"
#include "base/str.h"
#include "out/json.h"
#include "plan/address.h"

enum { TEXT_MAX = 1024 * 1024, CHANGES_MAX = 10000, ID_MAX = 40 };

struct reader {
	struct arena *arena;
	const struct import_of *of;
	struct plan *plan; /* scratch: what the changes make so far */
	struct map *rows;  /* "voice list row" of all rows read */
	struct change *changes;
	size_t count, capacity;
	struct err *err;
};

/* Where in the file, and whose rows of which list. */
struct spot {
	const char *path;
	enum voice voice;
	const char *list; /* NULL outside lists */
	size_t repeat;    /* NONE outside lists, and in those of other forms */
	int row;
};

static bool
add(struct reader *reader, struct change change)
{
	if (reader->count == CHANGES_MAX)
		return err_set(reader->err, WORD_JSON_TOO_MANY,
		    reader->of->file, numeral_of(CHANGES_MAX).text, NULL);
	reader->changes = mem_grow(reader->changes, reader->count,
	    &reader->capacity, sizeof(*reader->changes));
	reader->changes[reader->count++] = change;
	plan_apply(reader->plan, &change);
	return true;
}

static bool
refuse(struct reader *reader, enum word word, const char *path)
{
	return err_set(reader->err, word, reader->of->file, path, NULL);
}

static bool
refuse_field(struct reader *reader, const char *path, const char *id)
{
	const struct form_set *set = reader->of->set;
	const char **ids =
	    mem_new((set->field_count + set->repeat_count + 1) * sizeof(*ids));
	size_t count = 0;

	for (size_t i = 0; i < set->field_count; i++)
		ids[count++] = set->fields[i].id;
	for (size_t i = 0; i < set->repeat_count; i++)
		ids[count++] = set->repeats[i].id;
	const char *nearest = nearest_of(id, ids, count);
	mem_free(ids);
	if (!nearest)
		return refuse(reader, WORD_JSON_NO_FIELD, path);
	return err_set(reader->err, WORD_JSON_NO_FIELD_NEAR, reader->of->file,
	    path, nearest, NULL);
}

/* Only these keys may stand in an object; path is NULL for the whole. */
static bool
check_keys(struct reader *reader, const struct json *object, const char *path,
    const char *const *keys, size_t count)
{
	void *iterator = NULL;
	const struct json *member;
	const char *key;

	while ((key = json_next(object, &iterator, &member))) {
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

static size_t
count_letters(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

static bool
check_length(struct reader *reader, const char *text, const char *path)
{
	return !text || count_letters(text) <= TEXT_MAX ||
	       refuse(reader, WORD_JSON_LONG_TEXT, path);
}

/* A text, or a whole number written bare; NULL for null. */
static bool
read_text(struct reader *reader, const struct json *value, const char *path,
    const char **text)
{
	*text = json_kind(value) == JSON_KIND_INT
		    ? arena_format(
			  reader->arena, "%lld", (long long)json_int(value))
		    : json_text(value);
	if (!*text && (!value || json_kind(value) != JSON_KIND_NULL))
		return refuse(reader, WORD_JSON_NO_TEXT, path);
	return check_length(reader, *text, path);
}

/* Words that may be missing; nothing else may stand for them. */
static bool
read_words(struct reader *reader, const struct json *object, const char *key,
    const char *path, const char **text)
{
	const struct json *value = json_get(object, key);
	const char *inner = arena_format(reader->arena, "%s.%s", path, key);

	*text = json_text(value);
	if (!*text && json_kind(value) != JSON_KIND_NULL)
		return refuse(reader, WORD_JSON_NO_WORDS, inner);
	return check_length(reader, *text, inner);
}

/* What put_pairs() of json_plan.c writes, in an object. */
static bool
read_pairs(struct reader *reader, const struct json *object, const char *path,
    struct answer *answer)
{
	const struct json *at = json_get(object, "at");

	*answer = (struct answer){.at = reader->of->now};
	if (!read_text(reader, json_get(object, "text"),
		arena_format(reader->arena, "%s.text", path), &answer->text) ||
	    !read_words(reader, object, "whose", path, &answer->whose) ||
	    !read_words(reader, object, "how", path, &answer->how))
		return false;
	return !at ||
	       (json_text(at) && time_read_iso(json_text(at), &answer->at)) ||
	       refuse(reader, WORD_JSON_NO_TIME, path);
}

/* An answer that is there already would have to be left out. */
static bool
put_answer(struct reader *reader, const struct address *address,
    const struct answer *answer, const char *path)
{
	if (text_is_blank(answer->text))
		return true;
	if (plan_answer(reader->plan, address))
		return refuse(reader, WORD_JSON_TWICE, path);
	return add(reader,
	    change_answer(reader->plan, reader->arena, *address, *answer));
}

static bool
read_answer(struct reader *reader, const struct json *value, const char *path,
    const struct address *address)
{
	static const char *const keys[] = {"text", "whose", "how", "at"};
	struct answer answer = {.at = reader->of->now};
	bool is_read;

	if (json_kind(value) == JSON_KIND_OBJECT)
		is_read =
		    check_keys(reader, value, path, keys, ARRAY_LENGTH(keys)) &&
		    read_pairs(reader, value, path, &answer);
	else
		is_read = read_text(reader, value, path, &answer.text);
	return is_read && put_answer(reader, address, &answer, path);
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

/* The id of the question at that spot; NULL with an error if none. */
static const char *
find_field(struct reader *reader, const char *id, const struct spot *spot)
{
	const struct field *fields = reader->of->set->fields;
	size_t field = form_find_field(reader->of->set, id);
	bool is_known = field != NONE;
	bool is_here = is_known && fields[field].repeat == spot->repeat;

	if (is_here && !fields[field].is_sum)
		return fields[field].id;
	if (reader->of->keeps_unasked && is_id(id))
		return arena_copy(reader->arena, id);
	if (!is_known)
		refuse_field(reader, spot->path, id);
	else if (!is_here)
		refuse(reader, WORD_JSON_WRONG_LIST, spot->path);
	else
		refuse(reader, WORD_JSON_IS_SUM, spot->path);
	return NULL;
}

/* A member of `answers` or of a row; the spot's path is its own. */
static bool
read_member(struct reader *reader, const char *key, const struct json *member,
    const struct spot *spot)
{
	const struct address address = {
	    .field = find_field(reader, key, spot),
	    .row = spot->row,
	    .voice = spot->voice,
	};

	return address.field &&
	       read_answer(reader, member, spot->path, &address);
}

static bool
read_answers(
    struct reader *reader, const struct json *object, const struct spot *whole)
{
	void *iterator = NULL;
	const struct json *member;
	const char *key;

	while ((key = json_next(object, &iterator, &member))) {
		struct spot spot = *whole;
		spot.path = arena_format(
		    reader->arena, "%sanswers.%s", whole->path, key);
		if (!read_member(reader, key, member, &spot))
			return false;
	}
	return true;
}

/* A row of that number at the end of its list, or only remembered. */
static bool
put_row(struct reader *reader, const char *list, int row, bool lives,
    const char *path)
{
	size_t count;

	if (plan_row_place(reader->plan, list, row) >= 0)
		return true;
	plan_rows(reader->plan, list, &count);
	if (lives && count >= ROWS_MAX)
		return refuse(reader, WORD_JSON_TOO_MANY_ROWS, path);
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
find_row(struct reader *reader, const struct json *object, struct spot *spot)
{
	const struct json *number = json_get(object, "row");

	spot->row = plan_next_row(reader->plan, spot->list);
	if (!number && spot->row > ROW_MAX)
		return refuse(reader, WORD_JSON_ROW_NUMBER, spot->path);
	if (number && !read_row_number(reader, number, spot->path, &spot->row))
		return false;
	const char *key = arena_format(
	    reader->arena, "%d %s %d", (int)spot->voice, spot->list, spot->row);
	if (!map_put(reader->rows, key, key))
		return refuse(reader, WORD_JSON_ROW_TWICE, spot->path);
	return put_row(reader, spot->list, spot->row, true, spot->path);
}

static bool
read_row(struct reader *reader, const struct json *object, struct spot *spot)
{
	const char *path = spot->path;
	void *iterator = NULL;
	const struct json *member;
	const char *key;

	if (json_kind(object) != JSON_KIND_OBJECT)
		return refuse(reader, WORD_JSON_NO_OBJECT, path);
	if (!find_row(reader, object, spot))
		return false;
	while ((key = json_next(object, &iterator, &member))) {
		if (text_is(key, "row"))
			continue;
		spot->path = arena_format(reader->arena, "%s.%s", path, key);
		if (!read_member(reader, key, member, spot))
			return false;
	}
	return true;
}

static bool
read_list(
    struct reader *reader, const struct json *rows, const struct spot *list)
{
	if (json_kind(rows) != JSON_KIND_LIST)
		return refuse(reader, WORD_JSON_NO_LIST, list->path);
	for (size_t i = 0; i < json_count(rows); i++) {
		struct spot spot = *list;
		spot.path =
		    arena_format(reader->arena, "%s.%zu", list->path, i + 1);
		if (!read_row(reader, json_at(rows, i), &spot))
			return false;
	}
	return true;
}

static bool
read_lists(
    struct reader *reader, const struct json *object, const struct spot *whole)
{
	void *iterator = NULL;
	const struct json *rows;
	const char *key;

	while ((key = json_next(object, &iterator, &rows))) {
		struct spot spot = *whole;
		spot.path =
		    arena_format(reader->arena, "%slists.%s", whole->path, key);
		spot.repeat = form_find_repeat(reader->of->set, key);
		if (spot.repeat != NONE)
			spot.list = reader->of->set->repeats[spot.repeat].id;
		else if (reader->of->keeps_unasked && is_id(key))
			spot.list = key;
		else
			return refuse_field(reader, spot.path, key);
		if (!read_list(reader, rows, &spot))
			return false;
	}
	return true;
}

/* The object under a key, which may be missing. */
static bool
member_object(struct reader *reader, const struct json *value, const char *key,
    const char *path, const struct json **member)
{
	*member = json_get(value, key);
	return !*member || json_kind(*member) == JSON_KIND_OBJECT ||
	       refuse(reader, WORD_JSON_NO_OBJECT,
		   arena_format(reader->arena, "%s%s", path, key));
}

/* What one voice says; the path ends in a dot, or is empty. */
static bool
read_voice(struct reader *reader, const struct json *value, enum voice voice,
    const char *path)
{
	const struct spot spot = {.path = path, .voice = voice, .repeat = NONE};
	const struct json *answers, *lists;

	return member_object(reader, value, "answers", path, &answers) &&
	       member_object(reader, value, "lists", path, &lists) &&
	       (!lists || read_lists(reader, lists, &spot)) &&
	       (!answers || read_answers(reader, answers, &spot));
}

static bool
read_other_voice(
    struct reader *reader, const char *name, const struct json *member)
{
	static const char *const keys[] = {"answers", "lists"};
	enum voice voice = voice_find(name);
	const char *path = arena_format(reader->arena, "voices.%s", name);

	if (voice == VOICE_MAX || voice == VOICE_PERSON)
		return refuse(reader, WORD_JSON_NO_VOICE, name);
	if (json_kind(member) != JSON_KIND_OBJECT)
		return refuse(reader, WORD_JSON_NO_OBJECT, path);
	return check_keys(reader, member, path, keys, ARRAY_LENGTH(keys)) &&
	       read_voice(reader, member, voice,
		   arena_format(reader->arena, "%s.", path));
}

static bool
read_voices(struct reader *reader, const struct json *root)
{
	const struct json *voices, *member;
	void *iterator = NULL;
	const char *key;

	if (!member_object(reader, root, "voices", "", &voices))
		return false;
	while (voices && (key = json_next(voices, &iterator, &member)))
		if (!read_other_voice(reader, key, member))
			return false;
	return true;
}

static bool
read_kept_row(struct reader *reader, const struct json *object,
    const char *path, const char *list)
{
	static const char *const keys[] = {"list", "row", "lives"};
	const struct json *lives = json_get(object, "lives");
	int row;

	if (!is_id(list))
		return refuse(reader, WORD_JSON_NO_ID, path);
	if (lives && json_kind(lives) != JSON_KIND_BOOL)
		return refuse(reader, WORD_JSON_NO_BOOL,
		    arena_format(reader->arena, "%s.lives", path));
	return check_keys(reader, object, path, keys, ARRAY_LENGTH(keys)) &&
	       read_row_number(reader, json_get(object, "row"), path, &row) &&
	       put_row(reader, list, row, json_bool(lives), path);
}

/* The row of a kept answer must never be given to another. */
static bool
remember_row(struct reader *reader, const struct address *address)
{
	const char *list = address_list(reader->of->set, address);

	return !list || address->row == 0 ||
	       put_row(reader, list, address->row, false, NULL);
}

/* The person's where none is named. */
static bool
read_kept_voice(
    struct reader *reader, const struct json *object, enum voice *voice)
{
	const struct json *value = json_get(object, "voice");
	const char *name = json_text(value);

	*voice = value == NULL  ? VOICE_PERSON
		 : name == NULL ? VOICE_MAX
				: voice_find(name);
	return *voice != VOICE_MAX ||
	       refuse(reader, WORD_JSON_NO_VOICE, name ? name : "voice");
}

static bool
read_kept_answer(
    struct reader *reader, const struct json *object, const char *path)
{
	static const char *const keys[] = {
	    "field", "row", "voice", "text", "whose", "how", "at"};
	const struct json *row = json_get(object, "row");
	struct address address = {.field = json_get_text(object, "field")};
	struct answer answer;

	if (!is_id(address.field))
		return refuse(reader, WORD_JSON_NO_ID, path);
	return check_keys(reader, object, path, keys, ARRAY_LENGTH(keys)) &&
	       read_kept_voice(reader, object, &address.voice) &&
	       (!row || read_row_number(reader, row, path, &address.row)) &&
	       read_pairs(reader, object, path, &answer) &&
	       remember_row(reader, &address) &&
	       put_answer(reader, &address, &answer, path);
}

/* What forms asked once: kept here too. */
static bool
read_kept(struct reader *reader, const struct json *root)
{
	const struct json *kept = json_get(root, "kept");

	if (kept && json_kind(kept) != JSON_KIND_LIST)
		return refuse(reader, WORD_JSON_NO_LIST, "kept");
	for (size_t i = 0; i < json_count(kept); i++) {
		const struct json *object = json_at(kept, i);
		const char *list = json_get_text(object, "list");
		const char *path =
		    arena_format(reader->arena, "kept.%zu", i + 1);
		if (json_kind(object) != JSON_KIND_OBJECT)
			return refuse(reader, WORD_JSON_NO_OBJECT, path);
		if (!(list ? read_kept_row(reader, object, path, list)
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
	static const char *const texts[] = {"reference", "forms"};
	const struct json *version = json_get(root, "version"), *figures;

	if (!text_is(json_get_text(root, "format"), JSON_PLAN_FORMAT))
		return err_set(
		    reader->err, WORD_JSON_NO_PLAN, reader->of->file, NULL);
	if (json_kind(version) != JSON_KIND_INT ||
	    json_int(version) != JSON_PLAN_VERSION)
		return err_set(
		    reader->err, WORD_JSON_VERSION, reader->of->file, NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
		if (json_get(root, texts[i]) && !json_get_text(root, texts[i]))
			return refuse(reader, WORD_JSON_NO_WORDS, texts[i]);
	return check_keys(reader, root, NULL, keys, ARRAY_LENGTH(keys)) &&
	       member_object(reader, root, "figures", "", &figures);
}

bool
json_read_plan(struct arena *arena, const struct import_of *of,
    struct import *import, struct err *err)
{
	struct reader reader = {
	    .arena = arena,
	    .of = of,
	    .plan = plan_new(),
	    .rows = map_new(),
	    .err = err,
	};
	bool is_read = check_head(&reader, of->root) &&
		       read_voice(&reader, of->root, VOICE_PERSON, "") &&
		       read_voices(&reader, of->root) &&
		       read_kept(&reader, of->root);

	*import = (struct import){
	    .changes = arena_keep(
		arena, reader.changes, reader.count, sizeof(*reader.changes)),
	    .count = is_read ? reader.count : 0,
	};
	map_free(reader.rows);
	plan_free(reader.plan);
	return is_read;
}
