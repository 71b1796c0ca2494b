/*
 * Commands about forms themselves: check, show, docs, try.  They open no file
 * of people; a set is loaded, told, and freed.
 */
#include <string.h>

#include "app/command.h"
#include "base/file.h"
#include "base/json.h"
#include "base/report.h"
#include "form/describe.h"
#include "form/load.h"
#include "out/json.h"
#include "plan/address.h"
#include "plan/readiness.h"
#include "plan/reading.h"
#include "plan/trial.h"

/* A set with what was said about it. */
struct loaded {
	struct report *report;
	struct form_set *set; /* NULL: its files could not be read */
};

static bool
load(struct command_run *run, const char *folder, struct loaded *loaded)
{
	struct arena *arena = arena_new();
	const struct source *sources;
	size_t count;
	bool is_read = form_read_folder(
	    folder ? folder : desk_forms_folder(run->desk),
	    desk_share_folder(run->desk), arena, &sources, &count, &run->err);

	*loaded = (struct loaded){0};
	if (is_read) {
		loaded->report = report_new(desk_words(run->desk));
		loaded->set = form_load(sources, count, loaded->report);
		form_check_reach(loaded->set, loaded->report);
	}
	arena_free(arena);
	return is_read;
}

static void
unload(struct loaded *loaded)
{
	form_set_free(loaded->set);
	report_free(loaded->report);
}

/* All complaints; the trials too when the set can be used. */
static enum status
check(struct command_run *run, const char *folder)
{
	struct loaded loaded;

	if (!load(run, folder, &loaded))
		return STATUS_REFUSED;
	size_t trials = 0;
	if (!report_has_errors(loaded.report))
		trials =
		    trial_run(loaded.set, desk_today(run->desk), loaded.report);
	bool is_fine = !report_has_errors(loaded.report);
	report_put(&run->out, loaded.report);
	if (is_fine) {
		words_put(&run->out, desk_words(run->desk), WORD_APP_FORMS_FINE,
		    numeral_of_count(loaded.set->field_count).text,
		    numeral_of_count(trials).text, NULL);
		str_put_char(&run->out, '\n');
	}
	unload(&loaded);
	return is_fine ? STATUS_DONE : STATUS_REFUSED;
}

/* A set that may be used; its mistakes go to stderr. */
static bool
load_fine(struct command_run *run, const char *folder, struct loaded *loaded)
{
	if (!load(run, folder, loaded))
		return false;
	if (!report_has_errors(loaded->report))
		return true;

	struct str text = STR_EMPTY;
	report_put(&text, loaded->report);
	say_safe(text.text);
	str_release(&text);
	unload(loaded);
	return err_set(&run->err, WORD_APP_FORMS_WRONG, NULL);
}

static enum status
show(struct command_run *run, const char *folder)
{
	struct loaded loaded;

	if (!load_fine(run, folder, &loaded))
		return STATUS_REFUSED;
	if (run->options->values[OPTION_JSON])
		form_describe_json(&run->out, loaded.set);
	else
		form_describe(&run->out, loaded.set, desk_words(run->desk));
	unload(&loaded);
	return STATUS_DONE;
}

static enum status
docs(struct command_run *run, const char *folder)
{
	(void)folder;
	form_describe_language(&run->out, desk_words(run->desk));
	return STATUS_DONE;
}

static void
put_sum(struct str *out, const struct reading *reading, size_t field, int row,
    const struct words *words)
{
	const struct form_set *set = reading_source(reading)->set;
	const struct result *result = reading_result(reading, field, row);
	const struct address address = {
	    .field = set->fields[field].id, .row = row};

	if (result->state != STATE_ANSWERED && !result->trace)
		return; /* it is not asked */
	address_put(out, set, &address);
	str_put(out, ": ");
	if (result->state == STATE_ANSWERED)
		reading_put_value(out, reading, field, row, words);
	else
		trace_put_unknown(out, result->trace, reading, words);
	str_put_char(out, '\n');
}

/* Every sum; one that belongs to a list in each of its rows. */
static void
put_sums(
    struct str *out, const struct reading *reading, const struct words *words)
{
	const struct form_set *set = reading_source(reading)->set;

	for (size_t i = 0; i < set->field_count; i++) {
		size_t count = 0;
		if (!set->fields[i].is_sum)
			continue;
		if (set->fields[i].repeat == NONE) {
			put_sum(out, reading, i, 0, words);
			continue;
		}
		const int *rows =
		    reading_rows(reading, set->fields[i].repeat, &count);
		for (size_t k = 0; k < count; k++)
			put_sum(out, reading, i, rows[k], words);
	}
}

/* What the forms say to the answers; not what they still ask. */
static void
put_remarks(
    struct str *out, const struct reading *reading, const struct words *words)
{
	struct arena *arena = arena_new();
	const struct readiness readiness =
	    readiness_of(arena, &reading, 1, words);

	for (size_t i = 0; i < readiness.count; i++) {
		const struct gap *gap = &readiness.gaps[i];
		if (gap->kind != GAP_MISSING && gap->kind != GAP_WANTED)
			gap_put(out, reading_source(reading)->set, gap);
	}
	arena_free(arena);
}

/* Everything that comes out of the answers in a file. */
static bool
try_answers(
    struct command_run *run, const struct form_set *set, const char *path)
{
	struct arena *arena = arena_new();
	struct str bytes = STR_EMPTY;
	struct str text = STR_EMPTY;
	struct json *root = NULL;
	struct import import = {0};
	const struct words *words = desk_words(run->desk);
	bool is_read =
	    file_read(path, FILE_LIMIT, &bytes, &run->err) &&
	    json_read(path, bytes.text, bytes.length, &root, &run->err) &&
	    json_read_plan(arena,
		&(struct import_of){
		    .root = root,
		    .file = path,
		    .set = set,
		    .now = desk_now(run->desk),
		},
		&import, &run->err);

	if (is_read) {
		struct plan *plan = plan_new();
		for (size_t i = 0; i < import.count; i++)
			plan_apply(plan, &import.changes[i]);
		struct reading *reading = reading_new(&(struct reading_of){
		    .set = set, .plan = plan, .today = desk_today(run->desk)});
		put_sums(&text, reading, words);
		put_remarks(&text, reading, words);
		put_safe(&run->out, text.text);
		str_release(&text);
		reading_free(reading);
		plan_free(plan);
	}
	json_free(root);
	str_release(&bytes);
	arena_free(arena);
	return is_read;
}

static enum status
try_forms(struct command_run *run, const char *first)
{
	const char *second = run->count > 2 ? run->arguments[2] : NULL;
	struct loaded loaded;

	if (!load_fine(run, second ? first : NULL, &loaded))
		return STATUS_REFUSED;
	bool is_done = try_answers(run, loaded.set, second ? second : first);
	unload(&loaded);
	return is_done ? STATUS_DONE : STATUS_REFUSED;
}

struct verb {
	const char *name; /* "forms" and what it is called */
	enum status (*run)(struct command_run *run, const char *folder);
	size_t least, most; /* arguments behind it */
	unsigned takes;
	const char *usage;
};

static const struct verb verbs[] = {
    {"forms check", check, 0, 1, TAKES_NOTHING, "[DIR]"},
    {"forms show", show, 0, 1, TAKES(JSON), "[DIR] [--json]"},
    {"forms docs", docs, 0, 0, TAKES_NOTHING, "[-o FILE]"},
    {"forms try", try_forms, 1, 2, TAKES_NOTHING, "[DIR] ANSWERS.json"},
};

static const struct verb *
find_verb(const char *name)
{
	for (size_t i = 0; i < ARRAY_LENGTH(verbs); i++)
		if (text_is(verbs[i].name + strlen("forms "), name))
			return &verbs[i];
	return NULL;
}

enum status
command_forms(struct command_run *run)
{
	const struct verb *verb = find_verb(run->arguments[0]);
	const char *folder = run->count > 1 ? run->arguments[1] : NULL;

	if (!verb)
		err_set(
		    &run->err, WORD_APP_FORMS_VERB, run->arguments[0], NULL);
	else if (run->count - 1 < verb->least || run->count - 1 > verb->most)
		err_set(&run->err, WORD_APP_COMMAND_USAGE, verb->name,
		    verb->usage, NULL);
	else if (command_takes(
		     run->options, verb->takes, verb->name, &run->err))
		return verb->run(run, folder);
	return STATUS_USAGE;
}
