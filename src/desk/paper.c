/*
 * From the open plan, or from a version of it, to a composed document.
 *
 * Size and language are those asked for, else the person's own by the answers
 * that the paper is made from.  A version is composed only when its readings
 * still say what was frozen.
 *
 * Tested by tests/unit/desk_print.c and desk_freeze.c.
 */
#include "desk/paper.h"

#include <string.h>

#include "desk/ring.h"

/* Whose answers a paper is made from. */
static const struct reading *const *
readings_of(struct desk *desk, const struct paper_job *job, size_t *count)
{
	if (!job->past)
		return desk_readings(desk, count);
	*count = job->past->side.count;
	return job->past->side.readings;
}

/* Of a version those that stood on it, so that it says the same for ever. */
static void
find_numbers(const struct desk *desk, const struct paper_job *job,
    const char *numbers[PURPOSE_MAX])
{
	if (!job->past || !job->past->frame.has_numbers)
		desk_numbers(desk, numbers);
	else
		memcpy(numbers, job->past->frame.numbers,
		    sizeof(job->past->frame.numbers));
}

/* What was asked for, else the person's own answer, else the usual. */
static const char *
choice_of(struct desk *desk, const struct paper_job *job, const char *asked,
    enum meaning meaning, const char *usual)
{
	size_t count;
	const struct result *result =
	    reading_of_meaning(readings_of(desk, job, &count)[0], meaning, 0);

	if (asked)
		return asked;
	if (result && result->state == STATE_ANSWERED)
		return result->value.text;
	return usual;
}

static bool
choose_size(struct desk *desk, const struct print_of *of, struct paper_job *job,
    struct err *err)
{
	const char *name =
	    choice_of(desk, job, of->size, MEANS_PERSON_SIZE, "clear");

	job->size_name = arena_copy(job->arena, name);
	job->size = print_size_find(name);
	return job->size != PRINT_SIZE_MAX ||
	       err_set(err, WORD_DESK_SIZE_UNKNOWN, name, NULL);
}

/* The language spoken here, but of a version the one that it went out in. */
static bool
find_usual_language(struct desk *desk, const struct paper_job *job,
    const char **language, struct err *err)
{
	const struct version_paper *papers;
	size_t count;

	*language = words_language(desk_words(desk));
	if (!job->past)
		return true;
	if (!store_list_papers(desk->store, desk->open.id,
		job->past->version.number, job->arena, &papers, &count, err))
		return false;
	if (count > 0)
		*language = papers[0].language;
	return true;
}

/* A language asked for must be there; the person's may fall back. */
static bool
choose_words(struct desk *desk, const struct print_of *of,
    struct paper_job *job, struct err *err)
{
	const char *usual, *language;
	struct err ignored = {0};

	if (!find_usual_language(desk, job, &usual, err))
		return false;
	language =
	    choice_of(desk, job, of->language, MEANS_PERSON_LANGUAGE, usual);
	bool is_there = desk_load_words(
	    desk, language, &job->words, of->language ? err : &ignored);

	job->language =
	    words_language(job->words ? job->words : words_english());
	return is_there || !of->language;
}

/* What the paper of changes tells: a version against the one before it. */
static bool
compare(struct desk *desk, const struct paper_job *job, struct compose_of *of,
    struct err *err)
{
	const struct difference_side after = {of->readings, of->reading_count};

	if (!job->before)
		return true;
	if (!past_check(desk, job->before, err))
		return false;
	of->changes.version = job->before->version.number;
	of->changes.code = job->before->version.code;
	const struct past_comparison comparison = {
	    .before = job->before,
	    .after = &after,
	    .words = of->words,
	};
	return past_compare(desk, job->arena, &comparison, &of->changes.items,
	    &of->changes.count, err);
}

static bool
compose_job(struct desk *desk, const struct print_of *of,
    const struct paper_mark *mark, struct paper_job *job, struct err *err)
{
	struct compose_of compose_of = {
	    .reference = desk_reference(desk),
	    .printed = desk_today(desk),
	    .is_practice = desk_is_practice(desk),
	    .mark = *mark,
	};

	if (!choose_size(desk, of, job, err) ||
	    !choose_words(desk, of, job, err))
		return false;
	find_numbers(desk, job, compose_of.numbers);
	compose_of.words = job->words ? job->words : words_english();
	compose_of.readings = readings_of(desk, job, &compose_of.reading_count);
	if (!compare(desk, job, &compose_of, err))
		return false;
	job->doc = compose(job->arena,
	    document_find(of->part ? of->part : "plan"), &compose_of);
	return true;
}

static bool
check_part(const struct print_of *of, struct err *err)
{
	return document_find(of->part ? of->part : "plan") != DOCUMENT_MAX ||
	       err_set(err, WORD_DESK_PART_UNKNOWN, of->part, NULL);
}

bool
paper_begin_marked(struct desk *desk, const struct print_of *of,
    const struct paper_mark *mark, struct paper_job *job, struct err *err)
{
	*job = (struct paper_job){.arena = arena_new()};
	return check_part(of, err) && compose_job(desk, of, mark, job, err);
}

/* The version that the paper of changes tells changes against, if any. */
static bool
load_before(struct desk *desk, const struct print_of *of, struct paper_job *job,
    struct err *err)
{
	int number = of->version - 1;

	if (document_find(of->part) != DOCUMENT_CHANGES)
		return true;
	if (of->version == 0 && !desk_latest_version(desk, &number, err))
		return false;
	return number == 0 || past_new(desk, number, &job->before, err);
}

static bool
begin_copy(struct desk *desk, const struct print_of *of, struct paper_job *job,
    struct err *err)
{
	if (!past_new(desk, of->version, &job->past, err) ||
	    !past_check(desk, job->past, err))
		return false;
	const struct version *version = &job->past->version;
	const struct paper_mark mark = {
	    .kind = PAPER_COPY,
	    .version = version->number,
	    .code = version->code,
	    .superseded_by =
		job->past->latest > version->number ? job->past->latest : 0,
	};
	return compose_job(desk, of, &mark, job, err);
}

bool
paper_begin(struct desk *desk, const struct print_of *of, struct paper_job *job,
    struct err *err)
{
	const struct paper_mark draft = {.kind = PAPER_DRAFT};

	*job = (struct paper_job){.arena = arena_new()};
	if (!check_part(of, err) || !load_before(desk, of, job, err))
		return false;
	return of->version > 0 ? begin_copy(desk, of, job, err)
			       : compose_job(desk, of, &draft, job, err);
}

bool
paper_set(struct desk *desk, struct paper_job *job,
    const struct layout **layout, struct err *err)
{
	job->calls = desk->find_pdf(err);
	if (!job->calls ||
	    !job->calls->new (job->doc, job->size, NULL, &job->pdf, err))
		return false;
	*layout = job->calls->layout(job->pdf);
	return true;
}

bool
paper_put(
    struct desk *desk, struct paper_job *job, struct str *out, struct err *err)
{
	const struct layout *layout;

	return paper_set(desk, job, &layout, err) &&
	       job->calls->put(out, job->pdf, err);
}

void
paper_end(struct paper_job *job)
{
	if (job->calls)
		job->calls->free(job->pdf);
	words_free(job->words);
	past_free(job->before);
	past_free(job->past);
	arena_free(job->arena);
}
