/*
 * Freezing a version, and listing versions.
 *
 * The code is made of answers, definitions and readings before anything is
 * composed, so that the papers can carry it; then all papers are made, and
 * only then is anything written: the version, its papers and the event whose
 * note says which bytes they were, in one transaction.
 *
 * Tested by tests/unit/desk_freeze.c.
 */
#include "desk/freeze.h"

#include "base/json.h"
#include "desk/draft.h"
#include "desk/paper.h"
#include "desk/ring.h"
#include "desk/typing.h"
#include "out/frozen.h"

/* What is handed over for agreement. */
static const char *const documents[] = {"plan", "sum"};

/* Versions are made in plain words; there are no others. */
#define WORDS_PLAIN "plain"

/* A version while it is made. */
struct freezing {
	struct arena *arena;
	struct version version;
	struct version_paper papers[ARRAY_LENGTH(documents)];
};

static bool
is_ready(struct desk *desk, struct str *gaps, struct err *err)
{
	const struct readiness *readiness = desk_readiness(desk);

	if (readiness->blocking == 0)
		return true;
	for (size_t i = 0; i < readiness->blocking; i++)
		gap_put(gaps, desk_forms(desk), &readiness->gaps[i]);
	return err_set(err, WORD_DESK_FREEZE_GAPS,
	    numeral_of_count(readiness->blocking).text, desk_reference(desk),
	    desk->file, NULL);
}

static const char *
write_answers(struct desk *desk, struct arena *arena)
{
	struct str text = STR_EMPTY;

	frozen_put_answers(&text, desk_plan(desk));
	return str_keep(&text, arena);
}

static const char *
write_readings(struct desk *desk, struct arena *arena)
{
	size_t count;
	const struct reading *const *readings = desk_readings(desk, &count);
	const char *numbers[PURPOSE_MAX];
	struct str text = STR_EMPTY;

	desk_numbers(desk, numbers);
	frozen_put_readings(&text, readings, count, numbers);
	return str_keep(&text, arena);
}

/* The one before it, all of it; number 0: there is none. */
static bool
load_last(struct desk *desk, struct arena *arena, struct version *last,
    struct err *err)
{
	int number;
	bool found;

	*last = (struct version){.number = 0};
	return desk_latest_version(desk, &number, err) &&
	       (number == 0 || store_get_version(desk->store, desk->open.id,
				   number, arena, last, &found, err));
}

/* Its code is of all that stands before. */
static bool
make_version(struct desk *desk, struct freezing *freezing, struct err *err)
{
	struct version *version = &freezing->version, last;
	char *code = arena_get(freezing->arena, VERSION_CODE_SIZE);

	if (!load_last(desk, freezing->arena, &last, err))
		return false;
	*version = (struct version){
	    .number = last.number + 1,
	    .at = desk_now(desk),
	    .who = desk->who,
	    .code_before = last.number > 0 ? last.code : NULL,
	    .forms = plan_forms(desk_plan(desk)),
	    .answers = write_answers(desk, freezing->arena),
	    .readings = write_readings(desk, freezing->arena),
	};
	if (last.number > 0 && text_is(version->forms, last.forms) &&
	    text_is(version->answers, last.answers) &&
	    frozen_is_same_reading(version->readings, last.readings))
		return err_set(err, WORD_DESK_FREEZE_SAME,
		    numeral_of(last.number).text, NULL);
	version_make_code(desk_reference(desk), version, code);
	version->code = code;
	return true;
}

static bool
make_paper(struct desk *desk, const struct freeze_of *of, const char *document,
    struct freezing *freezing, struct version_paper *paper, struct err *err)
{
	const struct print_of print = {
	    .part = document, .size = of->size, .language = of->language};
	const struct paper_mark mark = {
	    .kind = PAPER_VERSION,
	    .version = freezing->version.number,
	    .code = freezing->version.code,
	};
	struct paper_job job;
	struct str bytes = STR_EMPTY;
	bool is_made = paper_begin_marked(desk, &print, &mark, &job, err) &&
		       paper_put(desk, &job, &bytes, err);

	if (is_made)
		*paper = (struct version_paper){
		    .document = document,
		    .size = arena_copy(freezing->arena, job.size_name),
		    .words = WORDS_PLAIN,
		    .language = arena_copy(freezing->arena, job.language),
		    .length = bytes.length,
		};
	paper_end(&job);
	if (is_made)
		paper->bytes = str_keep(&bytes, freezing->arena);
	str_release(&bytes);
	return is_made;
}

/* What the history says of it: its code, and which bytes were handed over. */
static const char *
note_of(const struct freezing *freezing)
{
	struct json_writer json;
	struct str note = STR_EMPTY;

	json_begin_compact(&json, &note);
	json_open_object(&json);
	json_put_pair(&json, "code", freezing->version.code);
	json_put_key(&json, "papers");
	json_open_list(&json);
	for (size_t i = 0; i < ARRAY_LENGTH(freezing->papers); i++) {
		const struct version_paper *paper = &freezing->papers[i];
		char hash[PAPER_HASH_SIZE];
		version_hash_paper(paper->bytes, paper->length, hash);
		json_open_object(&json);
		json_put_pair(&json, "document", paper->document);
		json_put_pair(&json, "hash", hash);
		json_put_pair(&json, "language", paper->language);
		json_put_pair(&json, "size", paper->size);
		json_put_pair(&json, "words", paper->words);
		json_close_object(&json);
	}
	json_close_list(&json);
	json_close_object(&json);
	return str_keep(&note, freezing->arena);
}

static bool
save_version(
    struct desk *desk, const struct freezing *freezing, struct err *err)
{
	struct draft draft = {.desk = desk};
	int64_t saved_at = desk->saved_at;

	if (!desk_read_history(desk, err) || !store_begin(desk->store, err))
		return false;
	size_t events = desk->open.event_count;
	bool is_saved =
	    store_put_version(desk->store, desk->open.id, &freezing->version,
		freezing->papers, ARRAY_LENGTH(freezing->papers), err) &&
	    draft_note(&draft, ACT_FREEZE, freezing->version.number,
		note_of(freezing), err) &&
	    steps_take_away(desk, err);
	if (!is_saved)
		store_roll_back(desk->store);
	else
		is_saved = store_commit(desk->store, err);
	if (is_saved) {
		steps_forget(desk);
		return true;
	}
	/* The event is not there, or it has to be read again. */
	if (desk->open.event_count == events)
		return false;
	struct event event = desk->open.events[events];
	desk->open.event_count = events;
	desk->saved_at = saved_at;
	return draft_is_there(desk, &event, err);
}

bool
desk_freeze(struct desk *desk, const struct freeze_of *of, int *number,
    struct str *gaps, struct err *err)
{
	const struct event *found;

	*number = 0;
	if (!draft_settle(desk, &found, err))
		return false;
	if (found && found->act == ACT_FREEZE) {
		*number = (int)found->of;
		return true;
	}
	struct freezing freezing = {.arena = arena_new()};
	bool is_done = is_ready(desk, gaps, err) &&
		       desk_check_typing(desk, err) &&
		       make_version(desk, &freezing, err);

	for (size_t i = 0; is_done && i < ARRAY_LENGTH(documents); i++)
		is_done = make_paper(desk, of, documents[i], &freezing,
		    &freezing.papers[i], err);
	is_done = is_done && save_version(desk, &freezing, err);
	*number = is_done ? freezing.version.number : 0;
	arena_free(freezing.arena);
	return is_done;
}

/* --- Listing -------------------------------------------------------------- */

static bool
list_papers(struct desk *desk, struct arena *arena,
    struct frozen_version *version, struct err *err)
{
	const struct version_paper *papers;

	if (!store_list_papers(desk->store, desk->open.id, version->number,
		arena, &papers, &version->paper_count, err))
		return false;
	struct handed_over *list =
	    arena_get(arena, version->paper_count * sizeof(*list));
	for (size_t i = 0; i < version->paper_count; i++)
		list[i] = (struct handed_over){papers[i].document,
		    papers[i].size, papers[i].language, papers[i].length};
	version->papers = list;
	return true;
}

bool
desk_list_versions(struct desk *desk, struct arena *arena,
    const struct frozen_version **versions, size_t *count, struct err *err)
{
	const struct version *kept;

	*versions = NULL;
	if (!store_list_versions(
		desk->store, desk->open.id, arena, &kept, count, err))
		return false;
	struct frozen_version *list = arena_get(arena, *count * sizeof(*list));
	for (size_t i = 0; i < *count; i++) {
		list[i] = (struct frozen_version){
		    .number = kept[i].number,
		    .at = kept[i].at,
		    .who = kept[i].who,
		    .code = kept[i].code,
		};
		if (!list_papers(desk, arena, &list[i], err) ||
		    !desk_list_signings(desk, list[i].number, arena,
			&list[i].signings, &list[i].signing_count, err))
			return false;
	}
	*versions = list;
	return true;
}
