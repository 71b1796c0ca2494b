#include "base/words_file.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/mem.h"

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
	world.words = words_new("cy");
	words_read(world.words,
	    record_read(
		world.arena, "cy.words", text, strlen(text), world.report),
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

Test(words_file, speaks_another_language_and_falls_back_to_english)
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

Test(words_file, reports_every_mistake_and_reads_the_rest)
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
Test(words_file, knows_a_key_that_ends_in_two_letters)
{
	struct world world = world_new("words: cy\nfile missing cy: Na.\n");
	cr_assert_eq(report_count(world.report, SEVERITY_NOTE), 1);
	cr_assert(strstr(report_get(world.report, 0)->text, "file missing cy"));
	world_release(&world);
}

Test(words_file, has_a_text_for_each_plural_form)
{
	struct world world = world_new("words: cy\n"
				       "ui people count one: un person\n"
				       "ui people count: {1} o bobl\n"
				       "ui people count other: {1}\n"
				       "ui people one: un\n"
				       "ui people count few: {2} o bobl\n");
	cr_assert_str_eq(report_get(world.report, 0)->text,
	    "The program says nothing by the name \"ui people count other\"; "
	    "take the line out or correct its name");
	expect_complaint(&world, 1, SEVERITY_ERROR, 5, 1,
	    "The program says nothing by the name \"ui people one\"; take "
	    "the line out or correct its name");
	expect_complaint(&world, 2, SEVERITY_ERROR, 6, 22,
	    "The English words have no {2}; take it out or correct its "
	    "number");
	cr_assert_eq(report_count(world.report, SEVERITY_NOTE), 3);
	struct str out = STR_EMPTY;
	words_put(&out, world.words, WORD_UI_PEOPLE_COUNT, "1", NULL);
	words_put(&out, world.words, WORD_UI_PEOPLE_COUNT, "3", NULL);
	cr_assert_str_eq(out.text, "un person3 o bobl");
	str_release(&out);
	world_release(&world);
}

/* A record has neither; the English says which blanks there are. */
Test(words_file, keeps_the_blanks_at_the_ends_and_new_lines)
{
	struct world world = world_new("words: cy\n"
				       "value join: a\n"
				       "trace unknown place: {1}\\n {2}\n");
	cr_assert_eq(report_count(world.report, SEVERITY_NOTE), 0);
	cr_assert_str_eq(words_get(world.words, WORD_VALUE_JOIN), "a ");
	cr_assert_str_eq(
	    words_get(world.words, WORD_TRACE_UNKNOWN_PLACE), "  {1}\n {2}");
	world_release(&world);
}

Test(words_file, stays_english_when_there_is_nothing_to_read)
{
	struct world world = world_new("");
	cr_assert_str_eq(words_get(world.words, WORD_DISK_FULL),
	    words_get(words_english(), WORD_DISK_FULL));
	world_release(&world);
}
