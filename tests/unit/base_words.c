#include "base/words.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

#include "base/attr.h"
#include "base/mem.h"
#include "base/record.h"
#include "base/report.h"

/* A words file with its words and all that was said about it. */
struct world {
	struct arena *arena;
	struct report *report;
	struct words *words;
};

static struct world
world_new(const char *text)
{
	struct world world = {
	    .arena = arena_new(),
	    .report = report_new(words_english()),
	};
	world.words = words_new(record_read(world.arena, "cy.words", text,
				    strlen(text), world.report),
	    world.report);
	return world;
}

static void
world_release(struct world *world)
{
	words_free(world->words);
	report_free(world->report);
	arena_free(world->arena);
}

static void
expect_complaint(struct world *world, size_t index, enum severity severity,
    int line, int column, const char *text)
{
	cr_assert_gt(report_count(world->report, SEVERITY_NOTE), index);
	const struct complaint *complaint = report_get(world->report, index);
	cr_assert_eq(complaint->severity, severity);
	cr_assert_eq(complaint->place.line, line);
	cr_assert_eq(complaint->place.column, column);
	cr_assert_str_eq(complaint->text, text);
}

Test(words, speaks_english_by_itself)
{
	const struct words *words = words_english();
	cr_assert_str_eq(words_language(words), "en");
	struct str out = STR_EMPTY;
	str_put(&out, "> ");
	words_put(&out, words, WORD_FILE_MISSING, "plan.json", NULL);
	cr_assert_str_eq(out.text, "> There is no file plan.json. Check the "
				   "name and try again.");
	str_release(&out);
}

/* Sentences of a working all get the same arguments and use what they need. */
static bool
shares_arguments(int word)
{
	return (word >= WORD_TRACE_START && word <= WORD_TRACE_OPEN_FOR);
}

/* Every sentence can be said: its arguments run from {1} without a gap. */
Test(words, has_a_sound_sentence_for_every_word)
{
	for (int word = 0; word < WORD_MAX; word++) {
		const char *text = words_get(words_english(), (enum word)word);
		cr_assert_not(text_is_blank(text), "word %d", word);
		bool is_over = false;
		for (int number = 1; number <= 9; number++) {
			char place[] = "{1}";
			place[1] = (char)('0' + number);
			bool is_here = strstr(text, place) != NULL;
			cr_assert(
			    !is_here || !is_over || shares_arguments(word),
			    "%s", text);
			is_over = is_over || !is_here;
		}
		cr_assert_null(strstr(text, "nvalid"), "%s", text);
	}
}

Test(words, finds_a_word_by_its_key)
{
	cr_assert_eq(words_find("file missing"), WORD_FILE_MISSING);
	cr_assert_eq(words_find("words argument left out"),
	    WORD_WORDS_ARGUMENT_LEFT_OUT);
	static const char *const strangers[] = {"", "file", "file missing ",
	    "file_missing", "FILE MISSING", "file missingx", "file  missing"};
	for (size_t i = 0; i < ARRAY_LENGTH(strangers); i++)
		cr_assert_eq(
		    words_find(strangers[i]), WORD_MAX, "%s", strangers[i]);
}

Test(words, gives_every_word_a_key_of_its_own)
{
	static const char *const ids[] = {
#define WORD(id, english) #id,
#include "base/words/all.def"
#undef WORD
	};
	for (int word = 0; word < WORD_MAX; word++) {
		char key[100] = "";
		cr_assert_lt(strlen(ids[word]), sizeof(key));
		for (size_t i = 0; ids[word][i]; i++) {
			char c = ids[word][i];
			key[i] = (char)(c == '_' ? ' ' : tolower(c));
		}
		cr_assert_eq((int)words_find(key), word, "%s", key);
	}
}

Test(words, puts_arguments_where_the_language_wants_them)
{
	struct world world =
	    world_new("words: cy\n"
		      "words language second: {2} {1} {2} {} {0} {3} {1\n");
	static const char *const arguments[] = {"a{2}", "b"};
	struct str out = STR_EMPTY;
	words_put_array(
	    &out, words_english(), WORD_WORDS_LANGUAGE_SECOND, arguments, 2);
	cr_assert_str_eq(out.text,
	    "This file is in the language \"a{2}\"; put the words in \"b\" "
	    "into a file of their own.");
	str_clear(&out);
	words_put_array(
	    &out, words_english(), WORD_WORDS_LANGUAGE_SECOND, arguments, 1);
	cr_assert(strstr(out.text, "in \"{2}\""), "an extra place stays");
	str_release(&out);
	world_release(&world);
	world = world_new("words: cy\nwords language second: {2}{1}{2} {} {0}{"
			  "\n");
	words_put(
	    &out, world.words, WORD_WORDS_LANGUAGE_SECOND, "a", "b", NULL);
	cr_assert_str_eq(out.text, "bab {} {0}{");
	str_release(&out);
	world_release(&world);
}

Test(words, speaks_another_language_and_falls_back_to_english)
{
	struct world world = world_new("# Cymraeg\n"
				       "words: cy\n"
				       "file missing: Nid oes ffeil {1}.\n"
				       "\n"
				       "words: cy\n"
				       "disk full: Mae'r ddisg yn llawn: {1}\n"
				       "+\n"
				       "+ Gwnewch le.\n");
	cr_assert_eq(report_count(world.report, SEVERITY_NOTE), 0);
	/* The words must outlive what they were made from. */
	arena_free(world.arena);
	world.arena = NULL;
	cr_assert_str_eq(words_language(world.words), "cy");
	cr_assert_str_eq(
	    words_get(world.words, WORD_FILE_MISSING), "Nid oes ffeil {1}.");
	cr_assert_str_eq(words_get(world.words, WORD_DISK_FULL),
	    "Mae'r ddisg yn llawn: {1}\nGwnewch le.");
	cr_assert_str_eq(words_get(world.words, WORD_FILE_IS_FOLDER),
	    words_get(words_english(), WORD_FILE_IS_FOLDER));
	world_release(&world);
}

Test(words, reports_every_mistake_and_reads_the_rest)
{
	struct world world = world_new("words: cy\n"
				       "file mising: Dim ffeil {1}.\n"
				       "file missing: Dim {1} yn {2}.\n"
				       "disk full: Llawn.\n"
				       "file is folder: Ffolder yw {1}.\n"
				       "file is folder: Eto: {1}.\n"
				       "\n"
				       "question: meals\n"
				       "\n"
				       "words: pl\n"
				       "\n"
				       "words: Welsh\n");
	expect_complaint(&world, 0, SEVERITY_ERROR, 2, 1,
	    "The program says nothing by the name \"file mising\"; take the "
	    "line out or correct its name");
	cr_assert_str_eq(report_get(world.report, 0)->nearest, "file missing");
	expect_complaint(&world, 1, SEVERITY_ERROR, 3, 15,
	    "The English words have no {2}; take it out or correct its "
	    "number");
	expect_complaint(&world, 2, SEVERITY_WARNING, 4, 12,
	    "The English words also have {1}; say it here as well");
	expect_complaint(&world, 3, SEVERITY_ERROR, 6, 1,
	    "The words for \"file is folder\" are here a second time; keep "
	    "one of the two");
	expect_complaint(&world, 4, SEVERITY_ERROR, 8, 1,
	    "A file of words holds only blocks that begin \"words: \" and a "
	    "language; this one begins \"question\"");
	expect_complaint(&world, 5, SEVERITY_ERROR, 10, 8,
	    "This file is in the language \"cy\"; put the words in \"pl\" "
	    "into a file of their own");
	expect_complaint(&world, 6, SEVERITY_ERROR, 12, 8,
	    "Give the language as two small letters, such as cy");
	cr_assert_eq(report_count(world.report, SEVERITY_NOTE), 7);
	cr_assert_str_eq(words_get(world.words, WORD_FILE_MISSING),
	    words_get(words_english(), WORD_FILE_MISSING));
	cr_assert_str_eq(words_get(world.words, WORD_DISK_FULL), "Llawn.");
	cr_assert_str_eq(
	    words_get(world.words, WORD_FILE_IS_FOLDER), "Ffolder yw {1}.");
	world_release(&world);
}

/* The reader takes the last two letters for a language. */
Test(words, knows_a_key_that_ends_in_two_letters)
{
	struct world world = world_new("words: cy\nfile missing cy: Na.\n");
	cr_assert_eq(report_count(world.report, SEVERITY_NOTE), 1);
	cr_assert(strstr(report_get(world.report, 0)->text, "file missing cy"));
	world_release(&world);
}

Test(words, stays_english_when_there_is_nothing_to_read)
{
	struct world world = world_new("");
	cr_assert_str_eq(words_language(world.words), "en");
	cr_assert_str_eq(words_get(world.words, WORD_DISK_FULL),
	    words_get(words_english(), WORD_DISK_FULL));
	world_release(&world);
	words_free(NULL);
}
