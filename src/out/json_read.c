/*
 * A plan from JSON: the changes that make it from an empty plan.
 *
 * Every mistake in the shape of the file is refused with the path to it, such
 * as lists.spending.2.cost, and so is whatever would have to be left out: a
 * row or an answer that is there twice.  An answer that its question does not
 * take is no mistake of the file and is kept as it was written.
 *
 * What each answer and row becomes is in json_import.c.  Everything returned
 * lives in the caller's arena.  Tested by tests/unit/out_json.c and by
 * tests/fuzz/out_json.c.
 */
#include "base/map.h"
#include "base/nearest.h"
#include "base/str.h"
#include "out/json_import.h"
#include "plan/address.h"

/* Where in the file, and whose rows of which list. */
struct spot {
	const char *path;
	enum voice voice;
	const char *list; /* NULL outside lists */
	size_t repeat;    /* NONE outside lists, and in those of other forms */
	int row;
};

static bool
refuse_field(struct importing *importing, const char *path, const char *id)
{
	const struct form_set *set = importing->of->set;
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
		return importing_refuse(importing, WORD_JSON_NO_FIELD, path);
	return err_set(importing->err, WORD_JSON_NO_FIELD_NEAR,
	    importing->of->file, path, nearest, NULL);
}

/* The id of the question at that spot; NULL with an error if none. */
static const char *
find_field(struct importing *importing, const char *id, const struct spot *spot)
{
	const struct field *fields = importing->of->set->fields;
	size_t field = form_find_field(importing->of->set, id);
	bool is_known = field != NONE;
	bool is_here = is_known && fields[field].repeat == spot->repeat;

	if (is_here && !fields[field].is_sum)
		return fields[field].id;
	if (importing->of->keeps_unasked && importing_is_id(id))
		return arena_copy(importing->arena, id);
	if (!is_known)
		refuse_field(importing, spot->path, id);
	else if (!is_here)
		importing_refuse(importing, WORD_JSON_WRONG_LIST, spot->path);
	else
		importing_refuse(importing, WORD_JSON_IS_SUM, spot->path);
	return NULL;
}

/* A member of `answers` or of a row; the spot's path is its own. */
static bool
read_member(struct importing *importing, const char *key,
    const struct json *member, const struct spot *spot)
{
	const struct address address = {
	    .field = find_field(importing, key, spot),
	    .row = spot->row,
	    .voice = spot->voice,
	};

	return address.field &&
	       importing_read_answer(importing, member, spot->path, &address);
}

static bool
read_answers(struct importing *importing, const struct json *object,
    const struct spot *whole)
{
	void *iterator = NULL;
	const struct json *member;
	const char *key;

	while ((key = json_next(object, &iterator, &member))) {
		struct spot spot = *whole;
		spot.path = arena_format(
		    importing->arena, "%sanswers.%s", whole->path, key);
		if (!read_member(importing, key, member, &spot))
			return false;
	}
	return true;
}

/* As written, or the next there is; numbers between are used up. */
static bool
find_row(
    struct importing *importing, const struct json *object, struct spot *spot)
{
	const struct json *number = json_get(object, "row");

	spot->row = plan_next_row(importing->plan, spot->list);
	if (!number && spot->row > ROW_IMPORTED_MAX)
		return importing_refuse(
		    importing, WORD_JSON_ROW_NUMBER, spot->path);
	if (number && !importing_read_row_number(
			  importing, number, spot->path, &spot->row))
		return false;
	const char *key = arena_format(importing->arena, "%d %s %d",
	    (int)spot->voice, spot->list, spot->row);
	if (!map_put(importing->rows, key, key))
		return importing_refuse(
		    importing, WORD_JSON_ROW_TWICE, spot->path);
	return importing_put_row(
	    importing, spot->list, spot->row, true, spot->path);
}

static bool
read_row(
    struct importing *importing, const struct json *object, struct spot *spot)
{
	const char *path = spot->path;
	void *iterator = NULL;
	const struct json *member;
	const char *key;

	if (json_kind(object) != JSON_KIND_OBJECT)
		return importing_refuse(importing, WORD_JSON_NO_OBJECT, path);
	if (!find_row(importing, object, spot))
		return false;
	while ((key = json_next(object, &iterator, &member))) {
		if (text_is(key, "row"))
			continue;
		spot->path = arena_format(importing->arena, "%s.%s", path, key);
		if (!read_member(importing, key, member, spot))
			return false;
	}
	return true;
}

static bool
read_list(struct importing *importing, const struct json *rows,
    const struct spot *list)
{
	if (json_kind(rows) != JSON_KIND_LIST)
		return importing_refuse(
		    importing, WORD_JSON_NO_LIST, list->path);
	for (size_t i = 0; i < json_count(rows); i++) {
		struct spot spot = *list;
		spot.path =
		    arena_format(importing->arena, "%s.%zu", list->path, i + 1);
		if (!read_row(importing, json_at(rows, i), &spot))
			return false;
	}
	return true;
}

static bool
read_lists(struct importing *importing, const struct json *object,
    const struct spot *whole)
{
	void *iterator = NULL;
	const struct json *rows;
	const char *key;

	while ((key = json_next(object, &iterator, &rows))) {
		struct spot spot = *whole;
		spot.path = arena_format(
		    importing->arena, "%slists.%s", whole->path, key);
		spot.repeat = form_find_repeat(importing->of->set, key);
		if (spot.repeat != NONE)
			spot.list = importing->of->set->repeats[spot.repeat].id;
		else if (importing->of->keeps_unasked && importing_is_id(key))
			spot.list = key;
		else
			return refuse_field(importing, spot.path, key);
		if (!read_list(importing, rows, &spot))
			return false;
	}
	return true;
}

/* The object under a key, which may be missing. */
static bool
member_object(struct importing *importing, const struct json *value,
    const char *key, const char *path, const struct json **member)
{
	*member = json_get(value, key);
	return !*member || json_kind(*member) == JSON_KIND_OBJECT ||
	       importing_refuse(importing, WORD_JSON_NO_OBJECT,
		   arena_format(importing->arena, "%s%s", path, key));
}

/* What one voice says; the path ends in a dot, or is empty. */
static bool
read_voice(struct importing *importing, const struct json *value,
    enum voice voice, const char *path)
{
	const struct spot spot = {.path = path, .voice = voice, .repeat = NONE};
	const struct json *answers, *lists;

	return member_object(importing, value, "answers", path, &answers) &&
	       member_object(importing, value, "lists", path, &lists) &&
	       (!lists || read_lists(importing, lists, &spot)) &&
	       (!answers || read_answers(importing, answers, &spot));
}

static bool
read_other_voice(
    struct importing *importing, const char *name, const struct json *member)
{
	static const char *const keys[] = {"answers", "lists"};
	enum voice voice = voice_find(name);
	const char *path = arena_format(importing->arena, "voices.%s", name);

	if (voice == VOICE_MAX || voice == VOICE_PERSON)
		return importing_refuse(importing, WORD_JSON_NO_VOICE, name);
	if (json_kind(member) != JSON_KIND_OBJECT)
		return importing_refuse(importing, WORD_JSON_NO_OBJECT, path);
	return importing_check_keys(
		   importing, member, path, keys, ARRAY_LENGTH(keys)) &&
	       read_voice(importing, member, voice,
		   arena_format(importing->arena, "%s.", path));
}

static bool
read_voices(struct importing *importing, const struct json *root)
{
	const struct json *voices, *member;
	void *iterator = NULL;
	const char *key;

	if (!member_object(importing, root, "voices", "", &voices))
		return false;
	while (voices && (key = json_next(voices, &iterator, &member)))
		if (!read_other_voice(importing, key, member))
			return false;
	return true;
}

static bool
read_kept_row(struct importing *importing, const struct json *object,
    const char *path, const char *list)
{
	static const char *const keys[] = {"list", "row", "lives"};
	const struct json *lives = json_get(object, "lives");
	int row;

	if (!importing_is_id(list))
		return importing_refuse(importing, WORD_JSON_NO_ID, path);
	if (lives && json_kind(lives) != JSON_KIND_BOOL)
		return importing_refuse(importing, WORD_JSON_NO_BOOL,
		    arena_format(importing->arena, "%s.lives", path));
	return importing_check_keys(
		   importing, object, path, keys, ARRAY_LENGTH(keys)) &&
	       importing_read_row_number(
		   importing, json_get(object, "row"), path, &row) &&
	       importing_put_row(importing, list, row, json_bool(lives), path);
}

/* The row of a kept answer must never be given to another. */
static bool
remember_row(struct importing *importing, const struct address *address)
{
	const char *list = address_list(importing->of->set, address);

	return !list || address->row == 0 ||
	       importing_put_row(importing, list, address->row, false, NULL);
}

/* The person's where none is named. */
static bool
read_kept_voice(
    struct importing *importing, const struct json *object, enum voice *voice)
{
	const struct json *value = json_get(object, "voice");
	const char *name = json_text(value);

	*voice = value == NULL  ? VOICE_PERSON
		 : name == NULL ? VOICE_MAX
				: voice_find(name);
	return *voice != VOICE_MAX ||
	       importing_refuse(
		   importing, WORD_JSON_NO_VOICE, name ? name : "voice");
}

static bool
read_kept_answer(
    struct importing *importing, const struct json *object, const char *path)
{
	static const char *const keys[] = {
	    "field", "row", "voice", "text", "whose", "how", "at"};
	const struct json *row = json_get(object, "row");
	struct address address = {.field = json_get_text(object, "field")};
	struct answer answer;

	if (!importing_is_id(address.field))
		return importing_refuse(importing, WORD_JSON_NO_ID, path);
	return importing_check_keys(
		   importing, object, path, keys, ARRAY_LENGTH(keys)) &&
	       read_kept_voice(importing, object, &address.voice) &&
	       (!row || importing_read_row_number(
			    importing, row, path, &address.row)) &&
	       importing_read_pairs(importing, object, path, &answer) &&
	       remember_row(importing, &address) &&
	       importing_put_answer(importing, &address, &answer, path);
}

/* What forms asked once: kept here too. */
static bool
read_kept(struct importing *importing, const struct json *root)
{
	const struct json *kept = json_get(root, "kept");

	if (kept && json_kind(kept) != JSON_KIND_LIST)
		return importing_refuse(importing, WORD_JSON_NO_LIST, "kept");
	for (size_t i = 0; i < json_count(kept); i++) {
		const struct json *object = json_at(kept, i);
		const char *list = json_get_text(object, "list");
		const char *path =
		    arena_format(importing->arena, "kept.%zu", i + 1);
		if (json_kind(object) != JSON_KIND_OBJECT)
			return importing_refuse(
			    importing, WORD_JSON_NO_OBJECT, path);
		if (!(list ? read_kept_row(importing, object, path, list)
			   : read_kept_answer(importing, object, path)))
			return false;
	}
	return true;
}

/* Only what the schema has may stand at the top; format and version must. */
static bool
check_head(struct importing *importing, const struct json *root)
{
	static const char *const keys[] = {"format", "version", "reference",
	    "forms", "answers", "lists", "voices", "kept", "figures"};
	static const char *const texts[] = {"reference", "forms"};
	const struct json *version = json_get(root, "version"), *figures;

	if (!text_is(json_get_text(root, "format"), JSON_PLAN_FORMAT))
		return err_set(importing->err, WORD_JSON_NO_PLAN,
		    importing->of->file, NULL);
	if (json_kind(version) != JSON_KIND_INT ||
	    json_int(version) != JSON_PLAN_VERSION)
		return err_set(importing->err, WORD_JSON_VERSION,
		    importing->of->file, NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
		if (json_get(root, texts[i]) && !json_get_text(root, texts[i]))
			return importing_refuse(
			    importing, WORD_JSON_NO_WORDS, texts[i]);
	return importing_check_keys(
		   importing, root, NULL, keys, ARRAY_LENGTH(keys)) &&
	       member_object(importing, root, "figures", "", &figures);
}

bool
json_read_plan(struct arena *arena, const struct import_of *of,
    struct import *import, struct err *err)
{
	struct importing importing = {
	    .arena = arena,
	    .of = of,
	    .plan = plan_new(),
	    .rows = map_new(),
	    .err = err,
	};
	bool is_read = check_head(&importing, of->root) &&
		       read_voice(&importing, of->root, VOICE_PERSON, "") &&
		       read_voices(&importing, of->root) &&
		       read_kept(&importing, of->root);

	*import = (struct import){
	    .changes = arena_keep(arena, importing.changes, importing.count,
		sizeof(*importing.changes)),
	    .count = is_read ? importing.count : 0,
	};
	map_free(importing.rows);
	plan_free(importing.plan);
	return is_read;
}
