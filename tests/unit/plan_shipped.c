/*
 * The forms as they are shipped: they load without a complaint, their worked
 * examples come out, a first visit stays short, and who was told a sum never
 * meets the words of a scheme.  The example of the manual is held to the same.
 */
#include "form/load.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

#include "base/attr.h"
#include "form/registry.h"
#include "form/type.h"
#include "plan/trial.h"
#include "rig/scene.h"

enum { SHOWN_MOST = 35, TYPED_MOST = 12 };

static void
expect_silence(struct scene *scene)
{
	struct str text = STR_EMPTY;

	report_put(&text, scene->report);
	cr_assert_str_empty(text.text, "%s", text.text);
	str_release(&text);
}

/* The forms, of which there is nothing to complain. */
static struct scene
scene_new_silent(const char *path, const char *share)
{
	struct scene scene = scene_new_from(path, share);

	form_check_reach(scene.set, scene.report);
	expect_silence(&scene);
	return scene;
}

static void
expect_trials(struct scene *scene, size_t at_least)
{
	size_t agreed = trial_run(scene->set, SCENE_TODAY, scene->report);

	expect_silence(scene);
	cr_assert_eq(agreed, scene->set->test_count);
	cr_assert_geq(agreed, at_least);
}

/* --- A first visit -------------------------------------------------------- */

/* The pages of a first visit, in the order in which they are walked. */
static const char *const first_pages[] = {"today", "who_you_are", "how_we_talk",
    "what_is_kept", "allocation", "needs_at_home", "needs_with_others",
    "needs_deciding", "worked_out", "told", "not_told", "sum_to_plan_with",
    "how_much_control", "what_matters", "before_we_stop"};

struct tally {
	int shown, typed;
};

static void
tally_field(
    struct tally *tally, const struct reading *reading, size_t index, int row)
{
	const struct field *field =
	    &reading_source(reading)->set->fields[index];

	if (field->is_sum || !reading_shows_field(reading, index, row))
		return;
	tally->shown++;
	tally->typed += field_is_typed(field);
}

/* Every list of a first visit has one row. */
static void
tally_page(
    struct tally *tally, const struct reading *reading, const struct page *page)
{
	const struct form_set *set = reading_source(reading)->set;

	for (size_t i = 0; i < page->item_count; i++) {
		size_t index = page->items[i].index;

		if (page->items[i].kind == ITEM_FIELD) {
			bool is_row = set->fields[index].repeat != NONE;
			tally_field(tally, reading, index, is_row ? 1 : 0);
		} else if (page->items[i].kind == ITEM_REPEAT) {
			const struct repeat *repeat = &set->repeats[index];
			for (size_t f = 0; f < repeat->field_count; f++)
				tally_field(
				    tally, reading, repeat->fields[f], 1);
		}
	}
}

static struct tally
tally_first_visit(const struct scene *scene)
{
	struct reading *reading = scene_read(scene, VOICE_PERSON);
	struct tally tally = {0, 0};
	size_t found = 0;

	for (size_t i = 0; i < ARRAY_LENGTH(first_pages); i++)
		for (size_t p = 0; p < scene->set->page_count; p++) {
			if (!text_is(scene->set->pages[p].id, first_pages[i]))
				continue;
			found++;
			if (reading_shows_page(reading, p))
				tally_page(
				    &tally, reading, &scene->set->pages[p]);
		}
	cr_assert_eq(found, ARRAY_LENGTH(first_pages));
	reading_free(reading);
	return tally;
}

Test(shipped, keep_a_first_visit_short)
{
	static const char *const routes[] = {"told", "none", "scored"};
	static const char *const answers[][2] = {{"talk_how", "plain"},
	    {"record_share", "nobody"}, {"care", "c"}, {"eating", "b"},
	    {"home", "b"}, {"health", "a"}, {"relations", "b"}, {"doing", "a"},
	    {"travel", "a"}, {"children", "a"}, {"deciding", "a"},
	    {"safety", "a"}};
	struct scene scene = scene_new_silent("forms", "share");

	scene_add_row(&scene, "visits");
	scene_add_row(&scene, "todo");
	for (size_t i = 0; i < ARRAY_LENGTH(answers); i++)
		scene_answer(&scene, answers[i][0], answers[i][1]);
	for (size_t i = 0; i < ARRAY_LENGTH(routes); i++) {
		scene_answer(&scene, "money_route", routes[i]);
		struct tally tally = tally_first_visit(&scene);
		cr_expect_leq(tally.shown, SHOWN_MOST, "%s: %d are shown",
		    routes[i], tally.shown);
		cr_expect_leq(tally.typed, TYPED_MOST, "%s: %d are typed",
		    routes[i], tally.typed);
		cr_expect_geq(tally.shown, 20);
	}
	scene_free(&scene);
}

/* --- No scheme where there is none ---------------------------------------- */

/* The words that belong to a scheme, and to nobody who was told a sum. */
static void
expect_no_points(const char *text, const char *where)
{
	static const char *const words[] = {
	    "point", "score", "illustrative", "allocation"};
	struct str small = STR_EMPTY;

	for (; text != NULL && *text != '\0'; text++)
		str_put_char(&small, (char)tolower((unsigned char)*text));
	for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
		cr_expect_null(
		    strstr(small.text, words[i]), "%s: %s", where, small.text);
	str_release(&small);
}

static void
expect_no_points_in(const struct reading *reading, size_t index)
{
	const struct field *field =
	    &reading_source(reading)->set->fields[index];
	const struct wording *const wordings[] = {&field->label, &field->paper,
	    &field->say, &field->hint, &field->help};
	const struct result *result = reading_result(reading, index, 0);

	for (size_t i = 0; i < ARRAY_LENGTH(wordings); i++)
		expect_no_points(wording_get(wordings[i], "en"), field->id);
	for (size_t i = 0; i < field->option_count; i++)
		expect_no_points(
		    wording_get(&field->options[i].label, "en"), field->id);
	if (result->trace == NULL)
		return;
	struct str text = STR_EMPTY;
	trace_put(&text, result->trace, reading, words_english());
	expect_no_points(text.text, field->id);
	str_release(&text);
}

Test(shipped, say_nothing_of_points_to_who_was_told_a_sum)
{
	static const char *const routes[] = {"told", "none"};
	struct scene scene = scene_new_silent("forms", "share");

	scene_answer(&scene, "told_amount", "221.95");
	scene_answer(&scene, "told_often", "week");
	for (size_t i = 0; i < ARRAY_LENGTH(routes); i++) {
		scene_answer(&scene, "money_route", routes[i]);
		struct reading *reading = scene_read(&scene, VOICE_PERSON);
		int shown = 0;
		for (size_t f = 0; f < scene.set->field_count; f++) {
			if (scene.set->fields[f].repeat != NONE ||
			    !reading_shows_field(reading, f, 0))
				continue;
			expect_no_points_in(reading, f);
			shown++;
		}
		cr_expect_gt(shown, 50);
		reading_free(reading);
	}
	scene_free(&scene);
}

/* --- Sums ----------------------------------------------------------------- */

Test(shipped, come_out_as_worked_by_hand)
{
	struct scene scene = scene_new_silent("forms", "share");

	expect_trials(&scene, 10);
	scene_free(&scene);
}

Test(shipped, give_the_two_rows_that_were_published)
{
	struct scene scene = scene_new_silent("tests/rig/savva.form", NULL);

	expect_trials(&scene, 3);
	scene_free(&scene);
}

/* --- The manual ----------------------------------------------------------- */

static void
read_manual(struct str *out)
{
	struct err err = {0};

	cr_assert(file_read("man/sevensteps-form.5", FILE_LIMIT, out, &err));
}

/* What stands between the marks of the example. */
static struct source
manual_example(struct arena *arena)
{
	struct str page = STR_EMPTY;

	read_manual(&page);
	char *start = strstr(page.text, ".\\\" example: schemes/example.form");
	cr_assert_not_null(start);
	start = strstr(start, ".Bd -literal\n");
	cr_assert_not_null(start);
	start += strlen(".Bd -literal\n");
	const char *end = strstr(start, ".Ed\n.\\\" end of example");
	cr_assert_not_null(end);
	size_t length = (size_t)(end - start);
	struct source source = {
	    .name = "schemes/example.form",
	    .text = arena_copy_n(arena, start, length),
	    .length = length,
	};
	str_release(&page);
	return source;
}

Test(manual, has_a_scheme_that_works)
{
	struct arena *arena = arena_new();
	const struct source *shipped;
	size_t count, kept = 0;
	struct err err = {0};

	cr_assert(
	    form_read_folder("forms", "share", arena, &shipped, &count, &err));
	struct source *sources =
	    arena_get(arena, (count + 1) * sizeof(*sources));
	for (size_t i = 0; i < count; i++)
		if (!text_starts(shipped[i].name, "schemes/"))
			sources[kept++] = shipped[i];
	cr_assert_lt(kept, count);
	sources[kept++] = manual_example(arena);
	struct scene scene = scene_load(sources, kept, arena);
	expect_trials(&scene, 3);
	scene_free(&scene);
}

/* Does the page name it as a word of the language: `.Ic ask if`? */
static bool
is_named(const char *page, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = strstr(page, name); at != NULL;
	     at = strstr(at + 1, name)) {
		const char *line = at;
		while (line > page && line[-1] != '\n')
			line--;
		bool is_word = !isalnum((unsigned char)at[-1]) &&
			       !isalnum((unsigned char)at[length]);
		if (is_word && (text_starts(line, ".Ic ") ||
				   text_starts(line, ".It Ic ") ||
				   text_starts(line, ".Ql ")))
			return true;
	}
	return false;
}

Test(manual, names_every_word_of_the_language)
{
	struct str page = STR_EMPTY;

	read_manual(&page);
	for (enum record_kind i = 0; i < KIND_MAX; i++)
		cr_expect(is_named(page.text, registry_kind(i)->name), "%s",
		    registry_kind(i)->name);
	for (enum block_key i = 0; i < KEY_MAX; i++)
		cr_expect(is_named(page.text, registry_key(i)->name), "%s",
		    registry_key(i)->name);
	const struct type *type;
	for (size_t i = 0; (type = type_at(i)); i++)
		cr_expect(is_named(page.text, type->name), "%s", type->name);
	for (enum meaning i = 0; i < MEANING_MAX; i++)
		cr_expect(is_named(page.text, meaning_name(i)), "%s",
		    meaning_name(i));
	for (enum part i = 0; i < PART_MAX; i++)
		cr_expect(
		    is_named(page.text, part_name(i)), "%s", part_name(i));
	str_release(&page);
}
