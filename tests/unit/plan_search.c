/*
 * Searching a plan: questions, answers of all voices and rows, whatever the
 * case and the accents, in the order of the forms.
 */
#include "plan/search.h"

#include "base/attr.h"
#include "rig/scene.h"

/* "matters worker=Order; phone.2=Taxi; cost", as they are found. */
static void
expect(struct scene *scene, const char *search, const char *wanted)
{
	struct reading *readings[VOICE_MAX];
	struct str text = STR_EMPTY;
	size_t count = 0, found;
	for (enum voice voice = 0; voice < VOICE_MAX; voice++)
		if (voice == VOICE_PERSON || plan_has_voice(scene->plan, voice))
			readings[count++] = scene_read(scene, voice);
	const struct hit *hits =
	    search_find(scene->arena, (const struct reading *const *)readings,
		count, SEARCH_EVERYTHING, search, words_english(), &found);
	for (size_t i = 0; i < found; i++) {
		str_format(&text, "%s%s", i > 0 ? "; " : "",
		    scene->set->fields[hits[i].field].id);
		if (hits[i].row > 0)
			str_format(&text, ".%d", hits[i].row);
		if (hits[i].voice != VOICE_PERSON)
			str_format(&text, " %s", voice_name(hits[i].voice));
		if (hits[i].is_private)
			str_put(&text, " private");
		if (hits[i].answer)
			str_format(&text, "=%s", hits[i].answer);
	}
	cr_assert_str_eq(text.text, wanted, "%s finds %s", search, text.text);
	str_release(&text);
	while (count > 0)
		reading_free(readings[--count]);
}

static struct scene
begin(void)
{
	struct scene scene = scene_new_small();

	scene_say(&scene, "matters",
	    (struct answer){.text = "The Si\u00e2n Caf\u00e9",
		.whose = "Delyth",
		.how = "a letter"});
	scene_answer(&scene, "worker:matters", "Order");
	scene_answer(&scene, "secret", "The knife");
	scene_answer(&scene, "people.1.person", "Huw");
	scene_answer(&scene, "people.2.person", "The caf\u00e9 man");
	scene_answer(&scene, "people.2.phone", "01446 1");
	scene_answer(&scene, "meals", "some");
	return scene;
}

Test(search, finds_answers_of_everybody_and_in_rows)
{
	struct scene scene = begin();
	expect(&scene, "", "");
	expect(&scene, "  ", "");
	expect(&scene, "zebra", "");
	expect(&scene, "HUW", "person.1=Huw");
	expect(&scene, "order", "matters worker=Order");
	expect(&scene, "knife", "secret private=The knife");
	expect(&scene, "sian", "matters=The Si\u00e2n Caf\u00e9");
	expect(&scene, "cafe",
	    "matters=The Si\u00e2n Caf\u00e9; "
	    "person.2=The caf\u00e9 man");
	expect(&scene, "delyth", "matters=The Si\u00e2n Caf\u00e9");
	expect(&scene, "letter", "matters=The Si\u00e2n Caf\u00e9");
	scene_free(&scene);
}

Test(search, finds_a_question_once_and_with_a_word_of_its_answer)
{
	struct scene scene = begin();
	expect(&scene, "who is it", "person");
	expect(&scene, "who huw", "person.1=Huw");
	expect(&scene, "matters order", "matters worker=Order");
	expect(&scene, "what matters", "matters=The Si\u00e2n Caf\u00e9");
	expect(&scene, "have a pet", "pet");
	expect(&scene, "its name", "");
	scene_answer(&scene, "pet", "yes");
	expect(&scene, "its name", "pet_name");
	scene_free(&scene);
}

/* Where one can go, by the titles of pages, and by what questions say. */
Test(search, finds_pages_and_questions_to_go_to)
{
	static const char all[] =
	    "1 A small plan: You; 1 A small plan: Your life; "
	    "1 A small plan: People; 1 A small plan: What you want; "
	    "1 A small plan: Help you need; 1 A small plan: Your money; "
	    "1 A small plan: Safe; 1 A small plan: Agreeing; "
	    "1 A small plan: Today; 1 A small plan: All visits";
	static const struct {
		enum search_in in;
		const char *search, *wanted;
	} cases[] = {
	    {SEARCH_PAGES, "", all},
	    {SEARCH_PAGES, "PEOPLE", "1 A small plan: People"},
	    {SEARCH_PAGES, "matters", ""},
	    {SEARCH_PAGES, "cafe", ""},
	    {SEARCH_QUESTIONS, "", all},
	    {SEARCH_QUESTIONS, "matters", "? What matters to you?"},
	    {SEARCH_QUESTIONS, "number", "? What is the number?"},
	    {SEARCH_QUESTIONS, "cafe", ""},
	};
	struct scene scene = begin();
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	const struct reading *const readings[] = {reading};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct str text = STR_EMPTY;
		size_t count;
		const struct hit *hits = search_find(scene.arena, readings, 1,
		    cases[i].in, cases[i].search, words_english(), &count);
		for (size_t j = 0; j < count; j++)
			str_format(&text, "%s%s%s", j > 0 ? "; " : "",
			    hits[j].field == NONE ? "" : "? ", hits[j].label);
		cr_assert_str_eq(text.text, cases[i].wanted, "%s: %s",
		    cases[i].search, text.text);
		str_release(&text);
	}
	reading_free(reading);
	scene_free(&scene);
}

Test(search, says_where_and_finds_nothing_in_what_is_gone)
{
	struct scene scene = begin();
	size_t count;
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	const struct reading *const readings[] = {reading};
	const struct hit *hits = search_find(scene.arena, readings, 1,
	    SEARCH_EVERYTHING, "01446", words_english(), &count);
	cr_assert_eq(count, 1);
	cr_assert_str_eq(hits[0].where, "People: The caf\u00e9 man");
	cr_assert_str_eq(hits[0].label, "What is the number?");
	reading_free(reading);
	scene_remove_row(&scene, "people", 2);
	expect(&scene, "01446", "");
	expect(&scene, "cafe", "matters=The Si\u00e2n Caf\u00e9");
	scene_free(&scene);
}
