/*
 * Plans as JSON: what is written is read back as the same plan, whatever is
 * in it; what is not of that shape is refused by name.  And what programs are
 * told of budgets, readiness and sums.
 */
#include "out/json.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "rig/dump.h"
#include "rig/scene.h"

enum { NOW = 1795262400 };

/* --- There and back ------------------------------------------------------- */

static void
say(struct scene *scene, const char *address, const char *text)
{
	scene_say(scene, address, (struct answer){.text = text, .at = NOW});
}

static void
move(struct scene *scene, struct change change)
{
	plan_apply(scene->plan, &change);
}

/* A plan with everything that a plan can hold. */
static void
fill(struct scene *scene)
{
	say(scene, "name", "Mair \"Bach\" Evans\n\xF0\x9F\x8C\xB3");
	scene_say(scene, "matters",
	    (struct answer){.text = "My garden",
		.whose = "Delyth",
		.how = "said so",
		.at = NOW + 1});
	say(scene, "meals", "not an option");
	say(scene, "worker:meals", "all");
	for (int i = 0; i < 4; i++)
		scene_add_row(scene, "lines");
	say(scene, "lines.1.cost", "12.50");
	say(scene, "lines.2.what", "A row that goes");
	say(scene, "lines.3.what", "A gardener");
	say(scene, "family:lines.3.what", "A lawn");
	move(scene, change_move_row(scene->plan, scene->arena, "lines", 3, 0));
	move(scene, change_remove_row(scene->plan, scene->arena, "lines", 2));
	move(scene, change_remove_row(scene->plan, scene->arena, "lines", 4));
}

/* What forms asked once, and things that moved into and out of lists. */
static void
fill_with_old(struct scene *scene)
{
	scene_keep(scene, "long_gone", 0, NOW, "An answer");
	scene_keep(scene, "gone_row", 3, NOW, "Another");
	scene_keep(scene, "food", 0, NOW, "under a former id");
	scene_keep(scene, "cost", 0, NOW, "was outside");
	scene_keep(scene, "pet", 2, NOW, "was in a list");
	scene_keep(scene, "year", 0, NOW, "was a question");
	for (int i = 0; i < 3; i++)
		scene_add_row(scene, "old_list");
	scene_add_row(scene, "wishes");
	move(scene,
	    change_move_row(scene->plan, scene->arena, "old_list", 3, 0));
	move(
	    scene, change_remove_row(scene->plan, scene->arena, "old_list", 1));
}

static void
write_plan(const struct scene *scene, struct str *out)
{
	struct reading *reading = scene_read(scene, VOICE_PERSON);
	json_put_plan(out, reading, "0012");
	reading_free(reading);
}

/* The plan in a text as a new one; false with the error in scene. */
static bool
read_plan(struct scene *scene, const char *text, struct plan **plan)
{
	struct json *root = NULL;
	struct import import = {0};
	err_clear(&scene->err);
	*plan = plan_new();
	bool is_read =
	    json_read("it.json", text, strlen(text), &root, &scene->err) &&
	    json_read_plan(scene->arena,
		&(struct import_of){root, "it.json", scene->set, NOW, false},
		&import, &scene->err);
	cr_assert(is_read || (import.count == 0 && scene->err.is_set));
	for (size_t i = 0; i < import.count; i++)
		plan_apply(*plan, &import.changes[i]);
	json_free(root);
	return is_read;
}

static void
expect_same(struct scene *scene)
{
	struct str text = STR_EMPTY, before = STR_EMPTY, after = STR_EMPTY;
	struct plan *plan;
	write_plan(scene, &text);
	cr_assert(read_plan(scene, text.text, &plan), "%s", text.text);
	dump_plan(&before, scene->plan);
	dump_plan(&after, plan);
	cr_assert_str_eq(after.text, before.text);
	plan_free(plan);
	str_release(&text);
	str_release(&before);
	str_release(&after);
}

Test(json, holds_a_whole_plan)
{
	struct scene scene = scene_new_small();
	expect_same(&scene);
	fill(&scene);
	expect_same(&scene);
	fill_with_old(&scene);
	expect_same(&scene);
	scene_free(&scene);
}

Test(json, is_what_the_schema_says)
{
	struct scene scene = scene_new_small();
	struct str text = STR_EMPTY;
	scene_answer(&scene, "meals", "some");
	say(&scene, "worker:lines.1.cost", "3");
	scene_keep(&scene, "gone", 0, 0, "kept");
	write_plan(&scene, &text);
	cr_assert_str_eq(text.text,
	    "{\n"
	    "  \"format\": \"sevensteps-plan\",\n"
	    "  \"version\": 1,\n"
	    "  \"reference\": \"0012\",\n"
	    "  \"answers\": {\n"
	    "    \"meals\": \"some\"\n"
	    "  },\n"
	    "  \"lists\": {\n"
	    "    \"lines\": [\n"
	    "      {\n"
	    "        \"row\": 1\n"
	    "      }\n"
	    "    ]\n"
	    "  },\n"
	    "  \"voices\": {\n"
	    "    \"worker\": {\n"
	    "      \"answers\": {},\n"
	    "      \"lists\": {\n"
	    "        \"lines\": [\n"
	    "          {\n"
	    "            \"row\": 1,\n"
	    "            \"cost\": {\n"
	    "              \"text\": \"3\",\n"
	    "              \"at\": \"2026-11-21T12:00:00Z\"\n"
	    "            }\n"
	    "          }\n"
	    "        ]\n"
	    "      }\n"
	    "    }\n"
	    "  },\n"
	    "  \"kept\": [\n"
	    "    {\n"
	    "      \"field\": \"gone\",\n"
	    "      \"text\": \"kept\"\n"
	    "    }\n"
	    "  ],\n"
	    "  \"figures\": {\n"
	    "    \"planned_year\": \"0.00\",\n"
	    "    \"planned_week\": \"0.00\"\n"
	    "  }\n"
	    "}\n");
	str_release(&text);
	scene_free(&scene);
}

/* --- What others write ---------------------------------------------------- */

#define PLAN(rest) "{\"format\": \"sevensteps-plan\", \"version\": 1" rest "}"

Test(json, may_be_written_by_hand)
{
	static const char text[] = PLAN(
	    ", \"answers\": {\"name\": \"Huw\", \"pet\": null, \"shared\": 20,"
	    " \"food\": {\"text\": \"some\", \"whose\": null}},"
	    " \"lists\": {\"lines\": [{\"what\": \"A\"}, {\"row\": 5,"
	    " \"what\": \"B\"}, {\"what\": \"C\"}], \"wishes\": [{}]},"
	    " \"figures\": {\"anything\": 7}");
	struct scene scene = scene_new_small();
	struct plan *plan;
	struct str dump = STR_EMPTY;
	cr_assert(read_plan(&scene, text, &plan));
	dump_plan(&dump, plan);
	cr_assert_str_eq(dump.text, "forms -\n"
				    "meals.0.person=some/-/-/1795262400\n"
				    "name.0.person=Huw/-/-/1795262400\n"
				    "shared.0.person=20/-/-/1795262400\n"
				    "what.1.person=A/-/-/1795262400\n"
				    "what.5.person=B/-/-/1795262400\n"
				    "what.6.person=C/-/-/1795262400\n"
				    "lines:1@0\nlines:5@1\nlines:6@2\n"
				    "outcomes:1@0\n");
	plan_free(plan);
	str_release(&dump);
	scene_free(&scene);
}

Test(json, keeps_the_number_of_a_row_that_only_an_answer_names)
{
	static const char text[] = PLAN(
	    ", \"kept\": [{\"field\": \"cost\", \"row\": 5, \"text\": \"3\"}]");
	struct scene scene = scene_new_small();
	struct plan *plan;
	size_t count;
	cr_assert(read_plan(&scene, text, &plan));
	cr_assert_null(plan_rows(plan, "lines", &count));
	cr_assert_eq(plan_next_row(plan, "lines"), 6);
	cr_assert_str_eq(plan_text(plan, "cost", 5, VOICE_PERSON), "3");
	plan_free(plan);
	scene_free(&scene);
}

static const struct {
	const char *text;
	enum word word;
	const char *argument; /* the last */
} refused[] = {
    {"[]", WORD_JSON_NO_PLAN, "it.json"},
    {"{}", WORD_JSON_NO_PLAN, "it.json"},
    {"{\"format\": \"sevensteps-plan\"}", WORD_JSON_VERSION, "it.json"},
    {"{\"format\": \"sevensteps-plan\", \"version\": 2}", WORD_JSON_VERSION,
	"it.json"},
    {PLAN(", \"more\": 1"), WORD_JSON_NO_KEY, "more"},
    {PLAN(", \"answers\": []"), WORD_JSON_NO_OBJECT, "answers"},
    {PLAN(", \"lists\": []"), WORD_JSON_NO_OBJECT, "lists"},
    {PLAN(", \"voices\": 1"), WORD_JSON_NO_OBJECT, "voices"},
    {PLAN(", \"answers\": {\"meal\": \"a\"}"), WORD_JSON_NO_FIELD_NEAR,
	"meals"},
    {PLAN(", \"answers\": {\"xyzzy\": \"a\"}"), WORD_JSON_NO_FIELD,
	"answers.xyzzy"},
    {PLAN(", \"answers\": {\"cost\": \"a\"}"), WORD_JSON_WRONG_LIST,
	"answers.cost"},
    {PLAN(", \"answers\": {\"year\": \"1\"}"), WORD_JSON_IS_SUM,
	"answers.year"},
    {PLAN(", \"answers\": {\"name\": 1.5}"), WORD_JSON_NO_TEXT, "answers.name"},
    {PLAN(", \"answers\": {\"name\": true}"), WORD_JSON_NO_TEXT,
	"answers.name"},
    {PLAN(", \"answers\": {\"name\": {\"text\": []}}"), WORD_JSON_NO_TEXT,
	"answers.name.text"},
    {PLAN(", \"answers\": {\"name\": {\"whose\": \"Al\"}}"), WORD_JSON_NO_TEXT,
	"answers.name.text"},
    {PLAN(", \"answers\": {\"name\": {\"text\": \"a\", \"whose\": 5}}"),
	WORD_JSON_NO_WORDS, "answers.name.whose"},
    {PLAN(", \"answers\": {\"name\": {\"text\": \"a\", \"how\": []}}"),
	WORD_JSON_NO_WORDS, "answers.name.how"},
    {PLAN(", \"answers\": {\"name\": {\"text\": \"a\", \"at\": null}}"),
	WORD_JSON_NO_TIME, "answers.name"},
    {PLAN(", \"answers\": {\"meals\": \"a\", \"food\": \"b\"}"),
	WORD_JSON_TWICE, "answers.food"},
    {PLAN(", \"reference\": 5"), WORD_JSON_NO_WORDS, "reference"},
    {PLAN(", \"forms\": null"), WORD_JSON_NO_WORDS, "forms"},
    {PLAN(", \"figures\": 5"), WORD_JSON_NO_OBJECT, "figures"},
    {PLAN(", \"lists\": {\"lines\": [{\"row\": 1}, {\"row\": 1}]}"),
	WORD_JSON_ROW_TWICE, "lists.lines.2"},
    {PLAN(", \"lists\": {\"outcomes\": [{\"row\": 1}], \"wishes\":"
	  " [{\"row\": 1}]}"),
	WORD_JSON_ROW_TWICE, "lists.wishes.1"},
    {PLAN(", \"voices\": {\"worker\": {\"lists\": {\"lines\": [{\"row\":"
	  " 1}, {\"row\": 1}]}}}"),
	WORD_JSON_ROW_TWICE, "voices.worker.lists.lines.2"},
    {PLAN(", \"voices\": {\"worker\": {\"answers\": {\"name\": true}}}"),
	WORD_JSON_NO_TEXT, "voices.worker.answers.name"},
    {PLAN(", \"answers\": {\"name\": {\"texts\": \"a\"}}"), WORD_JSON_NO_KEY,
	"answers.name.texts"},
    {PLAN(", \"answers\": {\"name\": {\"text\": \"a\", \"at\":"
	  " \"noon\"}}"),
	WORD_JSON_NO_TIME, "answers.name"},
    {PLAN(", \"answers\": {\"name\": {\"text\": \"a\", \"at\": 7}}"),
	WORD_JSON_NO_TIME, "answers.name"},
    {PLAN(", \"lists\": {\"lines\": {}}"), WORD_JSON_NO_LIST, "lists.lines"},
    {PLAN(", \"lists\": {\"lins\": []}"), WORD_JSON_NO_FIELD_NEAR, "lines"},
    {PLAN(", \"lists\": {\"lines\": [1]}"), WORD_JSON_NO_OBJECT,
	"lists.lines.1"},
    {PLAN(", \"lists\": {\"lines\": [{}, {\"meals\": \"a\"}]}"),
	WORD_JSON_WRONG_LIST, "lists.lines.2.meals"},
    {PLAN(", \"lists\": {\"lines\": [{\"row\": 0}]}"), WORD_JSON_ROW_NUMBER,
	"lists.lines.1"},
    {PLAN(", \"lists\": {\"lines\": [{\"row\": \"1\"}]}"), WORD_JSON_ROW_NUMBER,
	"lists.lines.1"},
    {PLAN(", \"lists\": {\"lines\": [{\"row\": 500001}]}"),
	WORD_JSON_ROW_NUMBER, "lists.lines.1"},
    {PLAN(", \"lists\": {\"lines\": [{\"row\": 500000}, {}]}"),
	WORD_JSON_ROW_NUMBER, "lists.lines.2"},
    {PLAN(", \"voices\": {\"uncle\": {}}"), WORD_JSON_NO_VOICE, "uncle"},
    {PLAN(", \"voices\": {\"person\": {}}"), WORD_JSON_NO_VOICE, "person"},
    {PLAN(", \"voices\": {\"worker\": 1}"), WORD_JSON_NO_OBJECT,
	"voices.worker"},
    {PLAN(", \"voices\": {\"worker\": {\"answer\": {}}}"), WORD_JSON_NO_KEY,
	"voices.worker.answer"},
    {PLAN(", \"kept\": {}"), WORD_JSON_NO_LIST, "kept"},
    {PLAN(", \"kept\": [1]"), WORD_JSON_NO_OBJECT, "kept.1"},
    {PLAN(", \"kept\": [{}]"), WORD_JSON_NO_ID, "kept.1"},
    {PLAN(", \"kept\": [{\"field\": \"\\u001b[2J\"}]"), WORD_JSON_NO_ID,
	"kept.1"},
    {PLAN(", \"kept\": [{\"list\": \"A\", \"row\": 1}]"), WORD_JSON_NO_ID,
	"kept.1"},
    {PLAN(", \"kept\": [{\"list\": \"lines\"}]"), WORD_JSON_ROW_NUMBER,
	"kept.1"},
    {PLAN(", \"kept\": [{\"list\": \"lines\", \"row\": 500001}]"),
	WORD_JSON_ROW_NUMBER, "kept.1"},
    {PLAN(", \"kept\": [{\"field\": \"a\", \"row\": -1}]"),
	WORD_JSON_ROW_NUMBER, "kept.1"},
    {PLAN(", \"kept\": [{\"field\": \"a\", \"voice\": \"uncle\"}]"),
	WORD_JSON_NO_VOICE, "uncle"},
    {PLAN(", \"kept\": [{\"field\": \"a\", \"voice\": 5, \"text\":"
	  " \"b\"}]"),
	WORD_JSON_NO_VOICE, "voice"},
    {PLAN(", \"kept\": [{\"field\": \"a\", \"voice\": null, \"text\":"
	  " \"b\"}]"),
	WORD_JSON_NO_VOICE, "voice"},
    {PLAN(", \"kept\": [{\"field\": \"a\"}]"), WORD_JSON_NO_TEXT,
	"kept.1.text"},
    {PLAN(", \"answers\": {\"name\": \"A\"}, \"kept\": [{\"field\":"
	  " \"name\", \"text\": \"B\"}]"),
	WORD_JSON_TWICE, "kept.1"},
    {PLAN(", \"kept\": [{\"list\": \"a\", \"row\": 1, \"lives\":"
	  " \"yes\"}]"),
	WORD_JSON_NO_BOOL, "kept.1.lives"},
    {PLAN(", \"kept\": [{\"field\": \"a\", \"words\": \"b\"}]"),
	WORD_JSON_NO_KEY, "kept.1.words"},
};

Test(json, is_refused_by_name)
{
	struct scene scene = scene_new_small();
	for (size_t i = 0; i < ARRAY_LENGTH(refused); i++) {
		struct plan *plan;
		cr_assert_not(read_plan(&scene, refused[i].text, &plan), "%s",
		    refused[i].text);
		const struct err *err = &scene.err;
		cr_assert_eq(err->word, refused[i].word, "%s", refused[i].text);
		cr_assert_str_eq(
		    err->arguments[err->count - 1], refused[i].argument);
		cr_assert_str_eq(err->arguments[0], "it.json");
		plan_free(plan);
	}
	scene_free(&scene);
}

/* A file of people of other forms, of which nothing shall be lost. */
Test(json, can_keep_what_the_forms_do_not_ask)
{
	static const char text[] = PLAN(
	    ", \"answers\": {\"name\": \"Huw\", \"hat\": \"red\", \"cost\": \"3\"},"
	    " \"lists\": {\"hats\": [{\"brim\": \"wide\"}]},"
	    " \"voices\": {\"worker\": {\"answers\": {\"hat\": \"blue\"}}}");
	struct scene scene = scene_new_small();
	struct json *root = NULL;
	struct import import;
	struct import_of of = {NULL, "it.json", scene.set, NOW, true};
	struct plan *plan = plan_new();
	struct str dump = STR_EMPTY;
	cr_assert(json_read("it.json", text, strlen(text), &root, &scene.err));
	of.root = root;
	cr_assert(json_read_plan(scene.arena, &of, &import, &scene.err));
	for (size_t i = 0; i < import.count; i++)
		plan_apply(plan, &import.changes[i]);
	dump_plan(&dump, plan);
	cr_assert_str_eq(dump.text, "forms -\n"
				    "brim.1.person=wide/-/-/1795262400\n"
				    "cost.0.person=3/-/-/1795262400\n"
				    "hat.0.person=red/-/-/1795262400\n"
				    "hat.0.worker=blue/-/-/1795262400\n"
				    "name.0.person=Huw/-/-/1795262400\n"
				    "hats:1@0\n");
	plan_free(plan);
	json_free(root);
	str_release(&dump);
	scene_free(&scene);
}

Test(json, takes_a_million_letters_of_any_script)
{
	struct scene scene = scene_new_small();
	struct str text = STR_EMPTY;
	struct plan *plan;
	str_put(&text, "{\"format\": \"sevensteps-plan\", \"version\": 1,"
		       " \"answers\": {\"matters\": \"");
	for (size_t i = 0; i < 1024 * 1024; i++)
		str_put(&text, "ন");
	str_put(&text, "\"}}");
	cr_assert(read_plan(&scene, text.text, &plan));
	plan_free(plan);
	str_release(&text);
	scene_free(&scene);
}

Test(json, takes_no_answer_beyond_all_bounds)
{
	struct scene scene = scene_new_small();
	struct str text = STR_EMPTY;
	struct plan *plan;
	str_put(&text, "{\"format\": \"sevensteps-plan\", \"version\": 1,"
		       " \"answers\": {\"matters\": \"");
	for (size_t i = 0; i <= 1024 * 1024; i++)
		str_put_char(&text, 'a');
	str_put(&text, "\"}}");
	cr_assert_not(read_plan(&scene, text.text, &plan));
	cr_assert_eq(scene.err.word, WORD_JSON_LONG_TEXT);
	plan_free(plan);

	str_clear(&text);
	str_put(&text, "{\"format\": \"sevensteps-plan\", \"version\": 1,"
		       " \"lists\": {\"lines\": [{}");
	for (int i = 0; i < ROWS_MAX; i++)
		str_put(&text, ",{}");
	str_put(&text, "]}}");
	cr_assert_not(read_plan(&scene, text.text, &plan));
	cr_assert_eq(scene.err.word, WORD_JSON_TOO_MANY_ROWS);
	cr_assert_str_eq(scene.err.arguments[1], "lists.lines.1001");
	plan_free(plan);

	str_clear(&text);
	str_put(&text, "{\"format\": \"sevensteps-plan\", \"version\": 1,"
		       " \"kept\": [{\"list\": \"a\", \"row\": 1}");
	for (int i = 0; i < 10000; i++)
		str_format(
		    &text, ",{\"field\": \"f%06d\", \"text\": \"x\"}", i);
	str_put(&text, "]}");
	cr_assert_not(read_plan(&scene, text.text, &plan));
	cr_assert_eq(scene.err.word, WORD_JSON_TOO_MANY);
	plan_free(plan);
	str_release(&text);
	scene_free(&scene);
}

/* --- What programs are told ----------------------------------------------- */

/* Everything that is put for programs is JSON. */
static void
expect_json(const struct str *text, const char *const *holds, size_t count)
{
	struct json *root;
	struct err err = {0};
	cr_assert(json_read("it", text->text, text->length, &root, &err), "%s",
	    text->text);
	json_free(root);
	for (size_t i = 0; i < count; i++)
		cr_assert_not_null(strstr(text->text, holds[i]), "no %s in\n%s",
		    holds[i], text->text);
}

static void
plan_money(struct scene *scene)
{
	scene_answer(scene, "route", "scored");
	scene_answer(scene, "meals", "all");
	scene_answer(scene, "washing", "some");
	scene_answer(scene, "portions.1.portion", "Me");
	scene_answer(scene, "portions.1.portion_year", "500");
	scene_answer(scene, "lines.1.what", "A gardener");
	scene_answer(scene, "lines.1.cost", "10");
	scene_answer(scene, "lines.1.stream", "council");
	scene_answer(scene, "lines.1.held", "1");
	scene_answer(scene, "lines.2.what", "A dog");
}

Test(json, tells_a_budget_in_pence)
{
	static const char *const holds[] = {"\"year_pence\": 120200,",
	    "\"week_pence\": 2312,", "\"planned_week_pence\": 1000,",
	    "\"left_week_pence\": 1312,", "\"one_off_pence\": null,",
	    "\"illustrative\": true,", "\"lines\": 2,",
	    "\"lines_without_cost\": 1,", "\"id\": \"council\",",
	    "\"label\": \"The council's money\",", "\"label\": \"Me\",",
	    "\"given_year_pence\": 50000,", "\"year_pence\": 52000,"};
	struct scene scene = scene_new_small();
	struct str text = STR_EMPTY;
	plan_money(&scene);
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	struct budget budget = budget_of(scene.arena, reading, words_english());
	json_put_budget(&text, &budget);
	expect_json(&text, holds, ARRAY_LENGTH(holds));
	reading_free(reading);
	str_release(&text);
	scene_free(&scene);
}

Test(json, tells_what_is_missing_and_where)
{
	static const char *const holds[] = {"\"ready\": false,",
	    "\"kind\": \"missing\",", "\"field\": \"what\",\n      \"row\": 1,",
	    "\"kind\": \"criterion\",", "\"page\": \"you\",",
	    "\"blocks\": false,", "\"kind\": \"wanted\""};
	struct scene scene = scene_new_small();
	struct str text = STR_EMPTY;
	scene_answer(&scene, "lines.1.cost", "10");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	struct readiness readiness = readiness_of(scene.arena,
	    (const struct reading *const *)&reading, 1, words_english());
	json_put_readiness(&text, &readiness, scene.set);
	expect_json(&text, holds, ARRAY_LENGTH(holds));
	reading_free(reading);
	str_release(&text);
	scene_free(&scene);
}

static void
put_sum(const struct scene *scene, struct str *text)
{
	struct reading *reading = scene_read(scene, VOICE_PERSON);
	const struct result *year =
	    reading_of_meaning(reading, MEANS_BUDGET_YEAR, 0);
	str_clear(text);
	json_put_trace(text, year->trace, reading, words_english());
	reading_free(reading);
}

Test(json, tells_a_factor_that_is_all_that_has_a_tag)
{
	struct scene scene = scene_new(SCENE_HEAD
	    "calculate: found\ntype: number\nlabel: Found\n"
	    "sum: hours times tag part\n\n"
	    "question: early\ntype: number\nlabel: Early\ntag: part\n\n"
	    "question: late\ntype: number\nlabel: Late\ntag: part\n\n"
	    "repeat: things\nlabel: Things\n\n"
	    "question: hours\nin: things\ntype: number\nlabel: Hours\n");
	struct str text = STR_EMPTY;
	scene_answer(&scene, "things.1.hours", "3");
	scene_answer(&scene, "early", "2");
	scene_answer(&scene, "late", "5");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	json_put_trace(&text, scene_result(&scene, reading, "found")->trace,
	    reading, words_english());
	cr_assert(strstr(text.text, "\"result\": \"21\""), "%s", text.text);
	cr_assert(strstr(text.text, "\"source\": \"tag\""), "%s", text.text);
	str_release(&text);
	reading_free(reading);
	scene_free(&scene);
}

Test(json, tells_a_sum_with_all_that_went_into_it)
{
	static const char *const known[] = {"\"id\": \"points\",",
	    "\"result\": \"12\",",
	    "\"id\": \"meals\",\n            \"number\": \"9\"",
	    "\"source\": \"points\",", "\"source\": \"rate\",",
	    "\"id\": \"pound_for_point\",", "\"result\": \"1202\",",
	    "\"illustrative\": true,", "\"missing\": [],"};
	static const char *const unknown[] = {
	    "\"result\": null,", "\"missing\": [\n      \"route\"\n    ],"};
	struct scene scene = scene_new_small();
	struct str text = STR_EMPTY;
	put_sum(&scene, &text);
	expect_json(&text, unknown, ARRAY_LENGTH(unknown));
	plan_money(&scene);
	put_sum(&scene, &text);
	expect_json(&text, known, ARRAY_LENGTH(known));
	str_release(&text);
	scene_free(&scene);
}
