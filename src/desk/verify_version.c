/*
 * Is what the file keeps of a version what was handed over?
 *
 * Asked by the code on the paper: the code is made again from what is kept,
 * the definitions are those that their hash names, and every paper is, by its
 * hash, the one that the event of the freezing tells of; and that event stands
 * in a history that is whole.  No more than that is claimed.
 *
 * Tested by tests/unit/desk_verify.c.
 */
#include "base/json.h"
#include "desk/history.h"
#include "desk/past.h"
#include "desk/told.h"

struct checking {
	struct desk *desk;
	struct arena *arena;
	char code[VERSION_CODE_SIZE];
	struct version version;
	size_t papers;
	bool is_changed; /* not what was handed over */
	struct err *err;
};

/* What the file keeps of the version was changed.  Always false. */
static bool
refuse(struct checking *checking)
{
	checking->is_changed = true;
	return err_set(checking->err, WORD_VERIFY_VERSION_CHANGED,
	    numeral_of(checking->version.number).text,
	    desk_reference(checking->desk), checking->code, NULL);
}

static bool
find_version(struct checking *checking, const char *typed)
{
	struct desk *desk = checking->desk;
	int64_t plan;
	int number;
	bool found;

	if (!version_read_code(typed, checking->code))
		return err_set(checking->err, WORD_VERIFY_NO_CODE, typed, NULL);
	if (!store_find_version(
		desk->store, checking->code, &plan, &number, checking->err))
		return false;
	if (plan == 0)
		return err_set(
		    checking->err, WORD_VERIFY_UNKNOWN, checking->code, NULL);
	return desk_open_plan(desk, plan, checking->err) &&
	       store_get_version(desk->store, plan, number, checking->arena,
		   &checking->version, &found, checking->err);
}

static bool
check_code(struct checking *checking)
{
	const struct version *version = &checking->version;
	struct desk *desk = checking->desk;
	const struct source *sources;
	char code[VERSION_CODE_SIZE], hash[FORMS_HASH_SIZE];
	size_t count;

	version_make_code(desk_reference(desk), version, code);
	if (!text_is(code, checking->code))
		return refuse(checking);
	if (!store_get_forms(desk->store, version->forms, checking->arena,
		&sources, &count, checking->err))
		return false;
	store_hash_forms(sources, count, hash);
	return text_is(hash, version->forms) || refuse(checking);
}

/* The note of the event by which the version was made, or NULL. */
static const char *
note_of(const struct checking *checking)
{
	const struct opened *open = &checking->desk->open;

	for (size_t i = 0; i < open->event_count; i++)
		if (open->events[i].act == ACT_FREEZE &&
		    open->events[i].of == checking->version.number)
			return open->events[i].note;
	return NULL;
}

static bool
check_paper(struct checking *checking, const struct json *told)
{
	struct desk *desk = checking->desk;
	const struct version_paper which = {
	    .document = json_get_text(told, "document"),
	    .size = json_get_text(told, "size"),
	    .words = json_get_text(told, "words"),
	    .language = json_get_text(told, "language"),
	};
	char hash[PAPER_HASH_SIZE];
	struct str bytes = STR_EMPTY;
	bool found;

	if (!store_get_paper(desk->store, desk->open.id,
		checking->version.number, &which, &bytes, &found,
		checking->err))
		return false;
	version_hash_paper(bytes.text, bytes.length, hash);
	str_release(&bytes);
	return (found && text_is(hash, json_get_text(told, "hash"))) ||
	       refuse(checking);
}

/* Just those papers that the event tells of, each to the last byte. */
static bool
check_papers(struct checking *checking)
{
	struct desk *desk = checking->desk;
	const struct version_paper *kept;
	const char *note;
	struct json *root = NULL;
	struct err ignored = {.is_set = false};

	if (!desk_read_history(desk, checking->err) ||
	    !store_list_papers(desk->store, desk->open.id,
		checking->version.number, checking->arena, &kept,
		&checking->papers, checking->err))
		return false;
	note = note_of(checking);
	if (!note || !json_read("", note, strlen(note), &root, &ignored))
		return refuse(checking);
	const struct json *told = json_get(root, "papers");
	bool is_same = (text_is(json_get_text(root, "code"), checking->code) &&
			   json_count(told) == checking->papers) ||
		       refuse(checking);
	for (size_t i = 0; is_same && i < json_count(told); i++)
		is_same = check_paper(checking, json_at(told, i));
	json_free(root);
	return is_same;
}

static bool
is_what_was_handed_over(struct checking *checking, const char *typed)
{
	return find_version(checking, typed) && check_code(checking) &&
	       check_papers(checking);
}

static void
put_sentence(struct str *out, const struct checking *checking)
{
	struct desk *desk = checking->desk;
	const struct words *words = desk_words(desk);
	struct moment moment = desk_moment(desk, checking->version.at);
	const char *number =
	    arena_format(checking->arena, "%d", checking->version.number);
	struct str date = STR_EMPTY;

	date_put(&date, moment.date, words);
	words_put(out, words, WORD_VERIFY_VERSION, checking->code, number,
	    desk_reference(desk), date.text, NULL);
	str_put_char(out, '\n');
	words_put(out, words, WORD_VERIFY_VERSION_SAME,
	    numeral_of_count(checking->papers).text, NULL);
	str_put_char(out, '\n');
	str_release(&date);
}

bool
desk_put_verified_version(
    struct str *out, struct desk *desk, const char *typed, struct err *err)
{
	struct checking checking = {
	    .desk = desk, .arena = arena_new(), .err = err};
	struct str history = STR_EMPTY;
	const struct words *words = desk_words(desk);
	bool is_same = is_what_was_handed_over(&checking, typed) &&
		       desk_put_verified(&history, desk, err);

	if (is_same) {
		put_sentence(out, &checking);
		str_put(out, history.text);
		words_put(out, words, WORD_VERIFY_VERSION_CLAIMS,
		    desk_reference(desk),
		    numeral_of(checking.version.number).text, desk->file, NULL);
		str_put_char(out, '\n');
	}
	str_release(&history);
	arena_free(checking.arena);
	return is_same;
}

static void
put_json(struct str *out, const struct checking *checking,
    const struct told_verified *verified)
{
	char at[TIME_ISO_SIZE];
	struct json_writer json;

	time_write_iso(checking->version.at, at);
	json_begin(&json, out);
	json_open_object(&json);
	told_put_verified_json(&json, verified);
	json_put_key(&json, "version");
	json_open_object(&json);
	json_put_pair_bool(&json, "same", !checking->is_changed);
	json_put_pair(&json, "reference", desk_reference(checking->desk));
	json_put_pair_int(&json, "number", checking->version.number);
	json_put_pair(&json, "code", checking->code);
	json_put_pair(&json, "at", at);
	json_close_object(&json);
	json_close_object(&json);
}

bool
desk_put_verified_version_json(
    struct str *out, struct desk *desk, const char *typed, struct err *err)
{
	struct checking checking = {
	    .desk = desk, .arena = arena_new(), .err = err};
	struct told_verified verified;
	bool is_same = is_what_was_handed_over(&checking, typed);
	bool is_told = (is_same || checking.is_changed) &&
		       told_verify(desk, checking.arena, &verified, err);

	if (is_told)
		put_json(out, &checking, &verified);
	is_same =
	    is_told && is_same &&
	    (verified.is_whole || told_refuse_broken(desk, &verified, err));
	arena_free(checking.arena);
	return is_same;
}
