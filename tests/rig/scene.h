/*
 * A small scene for tests of what needs forms and a plan and no desk: short
 * ways to answer and to ask.  Everything is thrown away by scene_free().
 *
 *	struct scene scene = scene_new("scheme: ...");
 *	scene_answer(&scene, "worker:things.1.cost", "4");
 *	struct reading *reading = scene_read(&scene, VOICE_PERSON);
 *	cr_assert_str_eq(scene_ask(&scene, reading, "total"), "4.00");
 */
#ifndef RIG_SCENE_H
#define RIG_SCENE_H

#include <criterion/criterion.h>

#include "base/file.h"
#include "form/load.h"
#include "plan/address.h"
#include "plan/change.h"
#include "plan/reading.h"

#define SCENE_TODAY ((struct date){2026, 11, 21})

/* A scheme of its own with one page: what most tests begin with. */
#define SCENE_HEAD                                                             \
	"scheme: small\ntitle: A scene\nlanguage: 1\nversion: 1\n"             \
	"owner: Nobody\nfrom: 2026-04-01\nsource: Made up\n"                   \
	"checked: 2026-11-21\n\n"                                              \
	"page: first\ntitle: First\nprint: no\n\n"

struct scene {
	struct arena *arena;
	struct report *report;
	struct form_set *set;
	struct plan *plan;
	struct err err; /* for what is meant to fail */
};

static inline struct scene
scene_load(const struct source *sources, size_t count, struct arena *arena)
{
	struct scene scene = {
	    .arena = arena,
	    .report = report_new(words_english()),
	    .plan = plan_new(),
	};
	struct str complaints = STR_EMPTY;

	scene.set = form_load(sources, count, scene.report);
	report_put(&complaints, scene.report);
	cr_assert_not(report_has_errors(scene.report), "%s", complaints.text);
	str_release(&complaints);
	return scene;
}

/* The forms in a text, which must be without mistakes. */
static inline struct scene
scene_new(const char *text)
{
	struct source source = {.name = "scene.form", .text = text};

	return scene_load(&source, 1, arena_new());
}

/* The forms in a folder. */
static inline struct scene
scene_new_from(const char *forms, const char *share)
{
	struct arena *arena = arena_new();
	const struct source *sources;
	size_t count;
	struct err err = {.is_set = false};

	cr_assert(
	    form_read_folder(forms, share, arena, &sources, &count, &err));
	return scene_load(sources, count, arena);
}

/* The forms as they are shipped, and the small ones of tests/rig/small. */
static inline struct scene
scene_new_shipped(void)
{
	return scene_new_from("forms", "share");
}

static inline struct scene
scene_new_small(void)
{
	return scene_new_from("tests/rig/small", NULL);
}

static inline void
scene_free(struct scene *scene)
{
	plan_free(scene->plan);
	form_set_free(scene->set);
	report_free(scene->report);
	arena_free(scene->arena);
}

static inline struct address
scene_address(struct scene *scene, const char *text)
{
	struct address address;
	struct err err = {.is_set = false};

	cr_assert(address_read(scene->set, scene->plan, scene->arena, text,
		      &address, &err),
	    "%s", text);
	return address;
}

static inline int
scene_add_row(struct scene *scene, const char *repeat)
{
	struct change change =
	    change_add_row(scene->plan, scene->arena, repeat);

	plan_apply(scene->plan, &change);
	return change.row;
}

static inline void
scene_remove_row(struct scene *scene, const char *repeat, int row)
{
	struct change change =
	    change_remove_row(scene->plan, scene->arena, repeat, row);

	plan_apply(scene->plan, &change);
}

/* Answer by address; a row that is not there yet is made. */
static inline void
scene_say(struct scene *scene, const char *where, struct answer answer)
{
	struct address address = scene_address(scene, where);
	const char *list = address_list(scene->set, &address);

	if (list && plan_row_place(scene->plan, list, address.row) < 0)
		scene_add_row(scene, list);
	struct change change =
	    change_answer(scene->plan, scene->arena, address, answer);
	plan_apply(scene->plan, &change);
}

/* The same in words alone.  NULL takes the answer away. */
static inline void
scene_answer(struct scene *scene, const char *where, const char *text)
{
	scene_say(scene, where, (struct answer){.text = text});
}

/* An answer wherever it may be, asked or not. */
static inline void
scene_keep(struct scene *scene, const char *field, int row, int64_t at,
    const char *text)
{
	struct change change = change_answer(scene->plan, scene->arena,
	    (struct address){.field = field, .row = row},
	    (struct answer){.text = text, .at = at});

	plan_apply(scene->plan, &change);
}

static inline struct reading *
scene_read(const struct scene *scene, enum voice voice)
{
	return reading_new(&(struct reading_of){
	    .set = scene->set,
	    .plan = scene->plan,
	    .voice = voice,
	    .today = SCENE_TODAY,
	});
}

static inline const struct result *
scene_result(
    struct scene *scene, const struct reading *reading, const char *where)
{
	struct address address = scene_address(scene, where);

	return reading_result(
	    reading, form_find_field(scene->set, address.field), address.row);
}

static inline const char *
scene_offer(struct scene *scene, const struct reading *reading,
    const char *where, const char *language)
{
	struct address address = scene_address(scene, where);
	size_t field = form_find_field(scene->set, address.field);

	cr_assert_neq(field, NONE, "%s", where);
	return reading_offer(reading, field, address.row, language);
}

/* Its canonical value, or why it has none. */
static inline const char *
scene_ask(struct scene *scene, const struct reading *reading, const char *where)
{
	const struct result *result = scene_result(scene, reading, where);

	switch (result->state) {
	case STATE_HIDDEN:
		return result->is_nought ? "nought" : "hidden";
	case STATE_ASLEEP:
		return result->is_nought ? "asleep as nought" : "asleep";
	case STATE_OPEN:
		return "open";
	case STATE_WRONG:
		return "wrong";
	case STATE_ANSWERED:
		break;
	}
	return result->value.text;
}

/* The same of a reading made for the question alone. */
static inline void
scene_expect(struct scene *scene, const char *where, const char *expected)
{
	struct reading *reading = scene_read(scene, VOICE_PERSON);
	const char *found = scene_ask(scene, reading, where);

	cr_assert_str_eq(
	    found, expected, "%s is %s and not %s", where, found, expected);
	reading_free(reading);
}

#endif
