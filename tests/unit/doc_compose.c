/*
 * Documents of small plans as trees: tests/pages/small-*.tree.  Each holds the
 * plan, the sum and the visit of one plan, one after the other.
 */
#include "doc/compose.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "rig/golden.h"
#include "rig/scene.h"

static const char *const names[DOCUMENT_MAX] = {
#define DOCUMENT(id, name, title, compose) [DOCUMENT_##id] = name,
#include "doc/documents.def"
#undef DOCUMENT
};

struct setting {
	const char *address, *text;
};

/* Every document of the plan, as text, from the readings of all voices. */
static void
put_documents(const struct scene *scene, bool is_practice, struct str *out)
{
	struct reading *readings[VOICE_MAX];
	size_t count = 0;
	struct arena *arena = arena_new();

	for (enum voice voice = 0; voice < VOICE_MAX; voice++)
		if (voice == VOICE_PERSON || plan_has_voice(scene->plan, voice))
			readings[count++] = scene_read(scene, voice);
	const struct compose_of of = {
	    .readings = (const struct reading *const *)readings,
	    .reading_count = count,
	    .reference = "0012",
	    .printed = {2026, 11, 21},
	    .words = words_english(),
	    .is_practice = is_practice,
	};
	for (enum document i = 0; i < DOCUMENT_MAX; i++) {
		str_format(out, "%s--- %s\n\n", i > 0 ? "\n" : "", names[i]);
		doc_dump(out, compose(arena, i, &of));
	}
	for (size_t i = 0; i < count; i++)
		reading_free(readings[i]);
	arena_free(arena);
}

static void
expect_tree(const struct scene *scene, bool is_practice, const char *name)
{
	struct str path = STR_EMPTY, text = STR_EMPTY;

	put_documents(scene, is_practice, &text);
	str_format(&path, "tests/pages/small-%s.tree", name);
	cr_assert(golden_is(path.text, &text), "%s", path.text);
	str_release(&path);
	str_release(&text);
}

static const struct setting about[] = {
    {"name", "Mair Evans"},
    {"called", "Mair"},
    {"talk", "slow other: with a drawing"},
    {"secret", "I am afraid of Huw."},
    {"worker:matters", "Being outside."},
    {"week", "mon morning: Huw 2 h\nsun evening: alone"},
    {"pet", "yes"},
    {"pet_name", "Rex"},
    {"family:pet_name", "Max"},
    {"people.1.person", "Delyth"},
    {"people.1.phone", "01632 960001"},
    {"people.2.person", "Huw"},
    {"outcomes.1.outcome", "To sing again"},
    {"outcomes.2.outcome", "To sleep"},
    {"risk", "I fall."},
    {"advocate:risk", "Nobody comes."},
    {"review", "1 May 2027"},
};

static const struct setting scored[] = {
    {"route", "scored"},
    {"meals", "all"},
    {"washing", "some"},
    {"shared", "75"},
    {"worker:meals", "some"},
    {"portions.1.portion", "I hold it"},
    {"portions.1.portion_year", "500"},
    {"lines.1.what", "A gardener"},
    {"lines.1.cost", "12.50"},
    {"lines.1.stream", "council"},
    {"lines.1.serves", "1 2"},
    {"lines.1.held", "1"},
    {"lines.1.why", "So that it grows."},
    {"worker:lines.1.cost", "10"},
    {"lines.2.what", "Huw sings with me"},
};

static const struct setting visits[] = {
    {"visits.1.visit_date", "2026-11-01"},
    {"visits.1.decided", "Nothing yet."},
    {"visits.2.visit_date", "2026-11-21"},
    {"visits.2.decided", "We ring Delyth.\nHuw comes."},
    {"visits.2.meet", "2026-12-01"},
};

static void
fill(struct scene *scene, const struct setting *settings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		scene_answer(scene, settings[i].address, settings[i].text);
}

Test(documents, of_nobody_yet)
{
	struct scene scene = scene_new_small();
	expect_tree(&scene, false, "empty");
	scene_free(&scene);
}

Test(documents, of_a_whole_plan)
{
	struct scene scene = scene_new_small();
	fill(&scene, about, ARRAY_LENGTH(about));
	scene_say(&scene, "matters",
	    (struct answer){.text = "My garden.\nMy dog.",
		.whose = "Delyth",
		.how = "said so"});
	scene_say(&scene, "outcomes.1.outcome_how",
	    (struct answer){.text = "I sing on Fridays.\nSomeone hears it.",
		.whose = "Huw"});
	fill(&scene, scored, ARRAY_LENGTH(scored));
	fill(&scene, visits, ARRAY_LENGTH(visits));
	expect_tree(&scene, false, "whole");
	scene_free(&scene);
}

Test(documents, of_a_practice_plan_mark_no_figure)
{
	struct scene scene = scene_new_small();
	fill(&scene, scored, ARRAY_LENGTH(scored));
	expect_tree(&scene, true, "practice");
	scene_free(&scene);
}

/* A sum from others, answers that are wrong, and answers that sleep. */
Test(documents, of_a_plan_with_rough_edges)
{
	static const struct setting settings[] = {
	    {"name", "Mair Evans"},
	    {"route", "told"},
	    {"told_year", "5200"},
	    {"told_by", "the council"},
	    {"review", "when the snowdrops come"},
	    {"week", "on Mondays Huw comes"},
	    {"pet_name", "Rex"},
	    {"worker:risk", "A fall."},
	    {"lines.1.cost", "about ten"},
	    {"lines.2.what", "A gardener"},
	    {"lines.2.cost", "200"},
	    {"lines.3.why", "I do not know yet."},
	    {"outcomes.1.outcome_how", "We shall see."},
	};
	struct scene scene = scene_new_small();
	fill(&scene, settings, ARRAY_LENGTH(settings));
	expect_tree(&scene, false, "edges");
	scene_free(&scene);
}

/* What every page says the paper is. */
Test(compose, marks_a_paper_as_what_it_is)
{
	static const struct {
		struct paper_mark mark;
		bool is_practice;
		const char *expected;
	} cases[] = {
	    {{.kind = PAPER_DRAFT}, false, "DRAFT"},
	    {{.kind = PAPER_DRAFT}, true, "PRACTICE DRAFT"},
	    {{PAPER_VERSION, 2, "ABCD-EFGH-JKMN-PQRS", 0}, false,
		"VERSION 2 · ABCD-EFGH-JKMN-PQRS"},
	    {{PAPER_VERSION, 2, "ABCD-EFGH-JKMN-PQRS", 0}, true,
		"PRACTICE · VERSION 2 · ABCD-EFGH-JKMN-PQRS"},
	    {{PAPER_COPY, 2, "ABCD-EFGH-JKMN-PQRS", 0}, false,
		"COPY OF VERSION 2 · ABCD-EFGH-JKMN-PQRS"},
	    {{PAPER_COPY, 2, "ABCD-EFGH-JKMN-PQRS", 4}, false,
		"COPY OF VERSION 2 · ABCD-EFGH-JKMN-PQRS · VERSION 4 CAME "
		"AFTER IT"},
	    {{PAPER_COPY, 2, "ABCD-EFGH-JKMN-PQRS", 4}, true,
		"PRACTICE · COPY OF VERSION 2 · ABCD-EFGH-JKMN-PQRS · VERSION "
		"4 CAME AFTER IT"},
	};
	struct scene scene = scene_new_small();
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	const struct reading *const readings[] = {reading};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		const struct compose_of of = {
		    .readings = readings,
		    .reading_count = 1,
		    .reference = "0012",
		    .printed = SCENE_TODAY,
		    .words = words_english(),
		    .is_practice = cases[i].is_practice,
		    .mark = cases[i].mark,
		};
		for (enum document d = 0; d < DOCUMENT_MAX; d++)
			cr_assert_str_eq(compose(scene.arena, d, &of)->mark,
			    cases[i].expected);
	}
	reading_free(reading);
	scene_free(&scene);
}

/* Neither what is private nor what paper never shows is told. */
Test(documents, of_changes_tell_only_what_paper_shows)
{
	static const struct setting before[] = {
	    {"name", "Mair Evans"},
	    {"matters", "My garden"},
	    {"meals", "some"},
	    {"lines.1.what", "A gardener"},
	    {"lines.2.what", "A taxi"},
	};
	static const struct setting after[] = {
	    {"name", "Mair Evans"},
	    {"matters", "My dog.\nMy garden."},
	    {"meals", "all"},
	    {"secret", "I am afraid of Huw."},
	    {"worker:matters", "Being outside"},
	    {"lines.1.what", "A gardener"},
	    {"lines.2.what", "A taxi"},
	    {"lines.3.what", "A class"},
	};
	struct scene old = scene_new_small(), new = scene_new_small();
	struct str text = STR_EMPTY;
	fill(&old, before, ARRAY_LENGTH(before));
	fill(&new, after, ARRAY_LENGTH(after));
	scene_remove_row(&new, "lines", 2);
	struct reading *was = scene_read(&old, VOICE_PERSON);
	struct reading *person = scene_read(&new, VOICE_PERSON);
	struct reading *worker = scene_read(&new, VOICE_WORKER);
	const struct reading *const older[] = {was}, *const newer[] = {
							 person, worker};
	struct compose_of of = {
	    .readings = newer,
	    .reading_count = ARRAY_LENGTH(newer),
	    .reference = "0012",
	    .printed = SCENE_TODAY,
	    .words = words_english(),
	    .changes = {.version = 1, .code = "ABCD-EFGH-JKMN-PQRS"},
	};
	of.changes.items = differences_of(new.arena,
	    &(struct difference_side){older, ARRAY_LENGTH(older)},
	    &(struct difference_side){newer, ARRAY_LENGTH(newer)},
	    words_english(), &of.changes.count);
	doc_dump(&text, compose(new.arena, DOCUMENT_CHANGES, &of));
	cr_assert(golden_is("tests/pages/small-changes.tree", &text));
	str_clear(&text);
	of.changes.count = 0;
	doc_dump(&text, compose(new.arena, DOCUMENT_CHANGES, &of));
	cr_assert_not_null(strstr(text.text, "Nothing is different"));
	str_release(&text);
	reading_free(was);
	reading_free(person);
	reading_free(worker);
	scene_free(&old);
	scene_free(&new);
}

/* Answers stay where they are when a question gets another id. */
Test(compose, hears_every_voice_under_a_former_id)
{
	struct scene scene = scene_new_small();
	struct str text = STR_EMPTY;
	const struct address dog = {.field = "dog_name", .voice = VOICE_WORKER};
	scene_answer(&scene, "pet", "yes");
	scene_answer(&scene, "pet_name", "Rex");
	struct change change = change_answer(scene.plan, scene.arena, dog,
	    (struct answer){.text = "Max", .how = "saw him"});
	plan_apply(scene.plan, &change);
	put_documents(&scene, false, &text);
	cr_assert_not_null(strstr(text.text, "The worker sees it differently"),
	    "%s", text.text);
	cr_assert_not_null(strstr(text.text, "saw him"));
	str_release(&text);
	scene_free(&scene);
}

/* {name} in a sentence is whose plan it is, whatever a question is called. */
Test(compose, tells_an_answer_that_is_called_as_every_text_calls_it)
{
	static const char key[] = "means: person.communication\n";
	static const char sentence[] = "sentence: {name} likes it so: {talk}\n";
	struct arena *arena = arena_new();
	const struct source *read;
	size_t count;
	struct err err = {.is_set = false};
	cr_assert(form_read_folder(
	    "tests/rig/small", NULL, arena, &read, &count, &err));
	struct source *sources =
	    arena_copy_items(arena, read, count, sizeof(*sources));
	for (size_t i = 0; i < count; i++) {
		struct str changed = STR_EMPTY;
		const char *at = strstr(sources[i].text, key);
		str_put(&changed, sources[i].text);
		if (at)
			str_insert(&changed,
			    (size_t)(at - sources[i].text) + strlen(key),
			    sentence, strlen(sentence));
		sources[i].length = changed.length;
		sources[i].text = str_keep(&changed, arena);
	}
	struct scene scene = scene_load(sources, count, arena);
	struct str text = STR_EMPTY;
	scene_answer(&scene, "name", "Mair Evans");
	scene_answer(&scene, "talk", "slow");
	put_documents(&scene, false, &text);
	cr_assert(
	    strstr(text.text, "Mair Evans likes it so:"), "%s", text.text);
	cr_assert(
	    strstr(text.text, "*My name:  | Mair Evans"), "%s", text.text);
	str_release(&text);
	scene_free(&scene);
}
