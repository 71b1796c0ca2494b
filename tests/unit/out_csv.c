/*
 * Answers as CSV: every answer a row, and no cell that a spreadsheet could
 * take for a formula.
 */
#include "out/csv.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "rig/scene.h"

static const char head[] = "field,row,voice,question,answer,whose\r\n";

/* The CSV of a plan without its first line; the caller releases it. */
static struct str
csv_of(const struct scene *scene)
{
	struct str text = STR_EMPTY;
	struct reading *readings[VOICE_MAX];
	size_t count = 0;
	for (enum voice voice = 0; voice < VOICE_MAX; voice++)
		if (voice == VOICE_PERSON || plan_has_voice(scene->plan, voice))
			readings[count++] = scene_read(scene, voice);
	csv_put_plan(&text, (const struct reading *const *)readings, count,
	    words_english());
	for (size_t i = 0; i < count; i++)
		reading_free(readings[i]);
	cr_assert(text_starts(text.text, head));
	str_remove(&text, 0, strlen(head));
	return text;
}

Test(csv, has_a_row_for_every_answer)
{
	struct scene scene = scene_new_small();
	scene_answer(&scene, "called", "Mair");
	scene_say(&scene, "meals",
	    (struct answer){.text = "some", .whose = "Delyth"});
	scene_answer(&scene, "worker:meals", "all");
	scene_answer(&scene, "family:meals", "whatever");
	scene_answer(&scene, "lines.1.cost", "12.5");
	scene_answer(&scene, "matters", "Say \"no\",\nand a, b");
	scene_answer(&scene, "outcomes.1.outcome", "To sing");
	scene_answer(&scene, "lines.1.serves", "1");
	struct str text = csv_of(&scene);
	cr_assert_str_eq(text.text,
	    "\"called\",\"\",\"person\",\"What shall we call you?\","
	    "\"Mair\",\"\"\r\n"
	    "\"matters\",\"\",\"person\",\"What matters to you?\","
	    "\"Say \"\"no\"\",\nand a, b\",\"\"\r\n"
	    "\"outcome\",\"1\",\"person\",\"What is it?\",\"To sing\",\"\"\r\n"
	    "\"meals\",\"\",\"person\",\"Do you need help with meals?\","
	    "\"I need some help\",\"Delyth\"\r\n"
	    "\"meals\",\"\",\"worker\",\"Do you need help with meals?\","
	    "\"Someone does it for me\",\"\"\r\n"
	    "\"meals\",\"\",\"family\",\"Do you need help with meals?\","
	    "\"whatever\",\"\"\r\n"
	    "\"cost\",\"1\",\"person\",\"What does it cost a week?\","
	    "\"£12.50\",\"\"\r\n"
	    "\"serves\",\"1\",\"person\",\"What is it for?\",\"To sing\","
	    "\"\"\r\n");
	str_release(&text);
	scene_free(&scene);
}

Test(csv, keeps_what_is_not_asked_any_more)
{
	struct scene scene = scene_new_small();
	scene_keep(&scene, "gone", 3, 0, "An answer");
	scene_keep(&scene, "cost", 0, 0, "outside the list");
	scene_keep(&scene, "pet", 2, 0, "in a list");
	scene_answer(&scene, "pet_name", "Rex");
	scene_answer(&scene, "told_year", "1234");
	struct str text = csv_of(&scene);
	cr_assert_str_eq(text.text,
	    "\"pet_name\",\"\",\"person\",\"What is its name?\",\"Rex\","
	    "\"\"\r\n"
	    "\"told_year\",\"\",\"person\",\"The sum for a year\","
	    "\"£1,234.00\",\"\"\r\n"
	    "\"cost\",\"\",\"person\",\"What does it cost a week?\","
	    "\"outside the list\",\"\"\r\n"
	    "\"gone\",\"3\",\"person\",\"\",\"An answer\",\"\"\r\n"
	    "\"pet\",\"2\",\"person\",\"Have you a pet?\",\"in a list\","
	    "\"\"\r\n");
	str_release(&text);
	scene_free(&scene);
}

Test(csv, holds_nothing_that_a_spreadsheet_would_reckon)
{
	static const struct {
		const char *text, *cell;
	} cases[] = {
	    {"=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""},
	    {"+44 1632 960123", "\"'+44 1632 960123\""},
	    {"-3", "\"'-3\""},
	    {"@SUM(A1)", "\"'@SUM(A1)\""},
	    {"\t=1", "\"'\t=1\""},
	    {"\r=1", "\"\uFFFD=1\""},
	    {"\n=1", "\"'\n=1\""},
	    {"|cmd", "\"'|cmd\""},
	    {"%x", "\"'%x\""},
	    {"\xEF\xBC\x9D"
	     "1",
		"\"'\xEF\xBC\x9D"
		"1\""},
	    {"\xEF\xBC\x8B"
	     "1",
		"\"'\xEF\xBC\x8B"
		"1\""},
	    {"\xEF\xBC\x8D"
	     "1",
		"\"'\xEF\xBC\x8D"
		"1\""},
	    {"\xEF\xBC\xA0"
	     "1",
		"\"'\xEF\xBC\xA0"
		"1\""},
	    {"a=1", "\"a=1\""},
	    {"'quoted'", "\"'quoted'\""},
	    {" =1", "\" =1\""},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct scene scene = scene_new_small();
		scene_say(&scene, "matters",
		    (struct answer){
			.text = cases[i].text, .whose = cases[i].text});
		struct str text = csv_of(&scene), want = STR_EMPTY;
		bool is_marked = text_starts(cases[i].cell, "\"'");
		str_format(&want, ",%s\r\n", cases[i].cell);
		size_t at = text.length - want.length;
		cr_assert_str_eq(text.text + at, want.text);
		/* The answer is read first, and so loses blanks in front. */
		if (is_marked)
			cr_assert_not_null(
			    strstr(text.text, "matters to you?\",\"'"), "%s",
			    text.text);
		str_release(&want);
		str_release(&text);
		scene_free(&scene);
	}
}

Test(csv, holds_nothing_that_a_terminal_would_obey)
{
	struct scene scene = scene_new_small();
	scene_keep(
	    &scene, "gone", 0, 0, "ab\x1b]52;c;aGk=\a\u202e\u200b.\n\tc");
	struct str text = csv_of(&scene);
	cr_assert_str_eq(text.text,
	    "\"gone\",\"\",\"person\",\"\","
	    "\"ab\uFFFD]52;c;aGk=\uFFFD\uFFFD\uFFFD.\n\tc\",\"\"\r\n");
	str_release(&text);
	scene_free(&scene);
}
