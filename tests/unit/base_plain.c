/*
 * Advice on plain words: what is found in a text, and the lists themselves.
 */
#include "base/plain.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "base/str.h"
#include "base/words.h"

static const struct plain *
read_text(struct arena *arena, const char *text, size_t *mistakes)
{
	struct report *report = report_new(words_english());
	const struct plain *plain = plain_read(arena,
	    record_read(arena, "list", text, strlen(text), report), "en",
	    report);

	*mistakes = report_count(report, SEVERITY_NOTE);
	report_free(report);
	return plain;
}

/* "7:commence=start 0:14 words", as it is found. */
static void
expect(const char *text, const char *wanted)
{
	static const char list[] = "plain: en\n"
				   "long sentence: 6\n"
				   "plainer: commence | start\n"
				   "plainer: caf\u00e9 | eating place\n"
				   "plainer: in the event that | if\n";
	struct arena *arena = arena_new();
	struct str found = STR_EMPTY;
	size_t mistakes, count;
	const struct plain *plain = read_text(arena, list, &mistakes);
	const struct plain_note *notes = plain_look(plain, arena, text, &count);

	for (size_t i = 0; i < count; i++) {
		str_format(&found, "%s%zu:", i > 0 ? " " : "", notes[i].start);
		str_put_n(&found, text + notes[i].start,
		    notes[i].instead ? notes[i].length : 0);
		if (notes[i].instead)
			str_format(&found, "=%s", notes[i].instead);
		else
			str_format(&found, "%zu words", notes[i].words);
	}
	cr_assert_str_eq(found.text, wanted, "%s: %s", text, found.text);
	str_release(&found);
	arena_free(arena);
}

Test(plain, finds_long_sentences_and_words_of_the_list)
{
	expect("", "");
	expect("We start. We go.", "");
	expect("We COMMENCE at two.", "3:COMMENCE=start");
	expect("Commence, commence! Commence.", "0:Commence=start");
	expect("commenced recommence commence-", "");
	expect("In the event that it rains", "0:In the event that=if");
	expect("In the event.\nThat", "");
	expect("The CAFE is open", "4:CAFE=eating place");
	expect("in the", "");
	expect("One two three four five six.", "");
	expect("A b c. One two three four five six seven?", "7:7 words");
	expect("One two\nthree four five six seven", "");
	expect("3.50 pounds for 2 hours a week", "0:7 words");
	expect("Si\u00e2n d\u0175r \u65e5\u672c e\u0301 5 6 7", "0:7 words");
}

Test(plain, complains_of_lines_that_say_nothing)
{
	static const char *const wrong[] = {"plain: cy\nplainer: old | new\n",
	    "words: en\n", "plain: en\nlong sentence: many\n",
	    "plain: en\nlong sentence: 0\n", "plain: en\nplainer: commence\n",
	    "plain: en\nplainer: a | b | c\n", "plain: en\ncommence: start\n"};
	struct arena *arena = arena_new();
	size_t mistakes;

	for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++) {
		read_text(arena, wrong[i], &mistakes);
		cr_assert_gt(mistakes, 0, "%s", wrong[i]);
	}
	read_text(arena, "plain: en\nplainer: a | b\n", &mistakes);
	cr_assert_eq(mistakes, 0);
	arena_free(arena);
}

Test(plain, has_lists_without_mistakes)
{
	static const char *const languages[] = {"en", "cy"};

	for (size_t i = 0; i < ARRAY_LENGTH(languages); i++) {
		struct arena *arena = arena_new();
		struct report *report = report_new(words_english());
		struct str bytes = STR_EMPTY, said = STR_EMPTY;
		struct err err = {0};
		size_t count;
		const char *path =
		    arena_format(arena, "share/plain/%s", languages[i]);
		cr_assert(
		    file_read(path, FILE_LIMIT, &bytes, &err), "%s", path);
		const struct plain *plain = plain_read(arena,
		    record_read(arena, path, bytes.text, bytes.length, report),
		    languages[i], report);
		report_put(&said, report);
		cr_assert_str_eq(said.text, "");
		plain_look(plain, arena,
		    "The service user requires assistance. Mae'r defnyddiwr "
		    "gwasanaeth yn preswylio yma.",
		    &count);
		cr_assert_geq(count, 2);
		str_release(&said);
		str_release(&bytes);
		report_free(report);
		arena_free(arena);
	}
}
