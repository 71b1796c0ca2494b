/*
 * A plan from JSON: its texts, answers and rows, and what is said of mistakes.
 *
 * Changes are applied to a scratch plan while they are built, so that rows get
 * their numbers in the one way there is, and what is there twice is found.
 * Where in a file things stand is json_read.c's business; here the path is only
 * what a mistake is told by.
 *
 * Everything lives in the caller's arena.  Tested by tests/unit/out_json.c and
 * by tests/fuzz/out_json.c.
 */
#include "out/json_import.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

enum { TEXT_MAX = 1024 * 1024, CHANGES_MAX = 10000, ID_MAX = 40 };

static bool
add(struct importing *importing, struct change change)
{
	if (importing->count == CHANGES_MAX)
		return err_set(importing->err, WORD_JSON_TOO_MANY,
		    importing->of->file, numeral_of(CHANGES_MAX).text, NULL);
	importing->changes = mem_grow(importing->changes, importing->count,
	    &importing->capacity, sizeof(*importing->changes));
	importing->changes[importing->count++] = change;
	plan_apply(importing->plan, &change);
	return true;
}

bool
importing_refuse(struct importing *importing, enum word word, const char *path)
{
	return err_set(importing->err, word, importing->of->file, path, NULL);
}

bool
importing_check_keys(struct importing *importing, const struct json *object,
    const char *path, const char *const *keys, size_t count)
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
		return importing_refuse(importing, WORD_JSON_NO_KEY,
		    path == NULL
			? key
			: arena_format(importing->arena, "%s.%s", path, key));
	}
	return true;
}

static bool
check_length(struct importing *importing, const char *text, const char *path)
{
	return !text || utf8_count(text, strlen(text)) <= TEXT_MAX ||
	       importing_refuse(importing, WORD_JSON_LONG_TEXT, path);
}

/* A text, or a whole number written bare; NULL for null. */
static bool
read_text(struct importing *importing, const struct json *value,
    const char *path, const char **text)
{
	*text = json_kind(value) == JSON_KIND_INT
		    ? arena_format(
			  importing->arena, "%lld", (long long)json_int(value))
		    : json_text(value);
	if (!*text && (!value || json_kind(value) != JSON_KIND_NULL))
		return importing_refuse(importing, WORD_JSON_NO_TEXT, path);
	return check_length(importing, *text, path);
}

/* Words that may be missing; nothing else may stand for them. */
static bool
read_words(struct importing *importing, const struct json *object,
    const char *key, const char *path, const char **text)
{
	const struct json *value = json_get(object, key);
	const char *inner = arena_format(importing->arena, "%s.%s", path, key);

	*text = json_text(value);
	if (!*text && json_kind(value) != JSON_KIND_NULL)
		return importing_refuse(importing, WORD_JSON_NO_WORDS, inner);
	return check_length(importing, *text, inner);
}

/* What put_pairs() of json_plan.c writes, in an object. */
bool
importing_read_pairs(struct importing *importing, const struct json *object,
    const char *path, struct answer *answer)
{
	const struct json *at = json_get(object, "at");

	*answer = (struct answer){.at = importing->of->now};
	if (!read_text(importing, json_get(object, "text"),
		arena_format(importing->arena, "%s.text", path),
		&answer->text) ||
	    !read_words(importing, object, "whose", path, &answer->whose) ||
	    !read_words(importing, object, "how", path, &answer->how))
		return false;
	return !at ||
	       (json_text(at) && time_read_iso(json_text(at), &answer->at)) ||
	       importing_refuse(importing, WORD_JSON_NO_TIME, path);
}

bool
importing_put_answer(struct importing *importing, const struct address *address,
    const struct answer *answer, const char *path)
{
	if (text_is_blank(answer->text))
		return true;
	if (plan_answer(importing->plan, address))
		return importing_refuse(importing, WORD_JSON_TWICE, path);
	return add(importing, change_answer(importing->plan, importing->arena,
				  *address, *answer));
}

bool
importing_read_answer(struct importing *importing, const struct json *value,
    const char *path, const struct address *address)
{
	static const char *const keys[] = {"text", "whose", "how", "at"};
	struct answer answer = {.at = importing->of->now};
	bool is_read;

	if (json_kind(value) == JSON_KIND_OBJECT)
		is_read = importing_check_keys(importing, value, path, keys,
			      ARRAY_LENGTH(keys)) &&
			  importing_read_pairs(importing, value, path, &answer);
	else
		is_read = read_text(importing, value, path, &answer.text);
	return is_read &&
	       importing_put_answer(importing, address, &answer, path);
}

bool
importing_is_id(const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz_0123456789";
	size_t length = text == NULL ? 0 : strlen(text);

	return length > 0 && length <= ID_MAX &&
	       strspn(text, letters) == length;
}

bool
importing_put_row(struct importing *importing, const char *list, int row,
    bool lives, const char *path)
{
	size_t count;

	if (plan_row_place(importing->plan, list, row) >= 0)
		return true;
	plan_rows(importing->plan, list, &count);
	if (lives && count >= ROWS_MAX)
		return importing_refuse(
		    importing, WORD_JSON_TOO_MANY_ROWS, path);
	return add(importing, (struct change){
				  .kind = CHANGE_ROW,
				  .repeat = arena_copy(importing->arena, list),
				  .row = row,
				  .place_before = -1,
				  .place_after = lives ? (int)count : -1,
			      });
}

bool
importing_read_row_number(struct importing *importing,
    const struct json *number, const char *path, int *row)
{
	int64_t n = json_int(number);

	*row = (int)n;
	return (json_kind(number) == JSON_KIND_INT && n >= 1 &&
		   n <= ROW_IMPORTED_MAX) ||
	       importing_refuse(importing, WORD_JSON_ROW_NUMBER, path);
}
