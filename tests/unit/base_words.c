#include "base/words.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"

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
		/* A count need not be told in figures. */
		for (size_t number = words_is_counted((enum word)word) ? 2 : 1;
		     number <= 9; number++) {
			bool is_here = words_has_argument(text, number);
			cr_assert(
			    !is_here || !is_over || shares_arguments(word),
			    "%s", text);
			is_over = is_over || !is_here;
		}
		cr_assert_null(strstr(text, "nvalid"), "%s", text);
	}
}

Test(words, gives_every_word_a_key_of_its_own)
{
	static const char *const ids[] = {
#define WORD(id, english)     #id,
#define WORDS(id, one, other) #id,
#include "base/words/all.def"
#undef WORDS
#undef WORD
	};
	for (int word = 0; word < WORD_MAX; word++) {
		char key[100] = "";
		cr_assert_lt(strlen(ids[word]), sizeof(key));
		for (size_t i = 0; ids[word][i]; i++) {
			char c = ids[word][i];
			key[i] = (char)(c == '_' ? ' ' : tolower(c));
		}
		struct str put = STR_EMPTY;
		words_put_key(&put, (enum word)word);
		cr_assert_str_eq(put.text, key);
		str_release(&put);
	}
}

Test(words, puts_arguments_where_the_language_wants_them)
{
	const enum word word = WORD_WORDS_LANGUAGE_SECOND;
	static const char *const arguments[] = {"a{2}", "b"};
	struct str out = STR_EMPTY;
	words_put_array(&out, words_english(), word, arguments, 2);
	cr_assert_str_eq(out.text,
	    "This file is in the language \"a{2}\"; put the words in \"b\" "
	    "into a file of their own.");
	str_clear(&out);
	words_put_array(&out, words_english(), word, arguments, 1);
	cr_assert(strstr(out.text, "in \"{2}\""), "an extra place stays");
	str_clear(&out);
	struct words *welsh = words_new("cy");
	words_say(welsh, word, PLURAL_OTHER, "{2}{1}{2} {} {0}{");
	words_put(&out, welsh, word, "a", "b", NULL);
	cr_assert_str_eq(out.text, "bab {} {0}{");
	words_free(welsh);
	str_release(&out);
}

Test(words, put_names_into_commands_as_a_shell_wants_them)
{
	static const struct {
		const char *name, *put;
	} cases[] = {
	    {"people.db", "--file=people.db"},
	    {"../a-b_c/Siân.db", "--file=../a-b_c/Siân.db"},
	    {"my plans/a.db", "--file='my plans/a.db'"},
	    {"Ann's.db", "--file='Ann'\\''s.db'"},
	    {"$HOME;`ls`", "--file='$HOME;`ls`'"},
	    {"~/a", "--file='~/a'"},
	    {"", "--file=''"},
	};
	struct words *words = words_new("cy");
	struct str out = STR_EMPTY;
	words_say(words, WORD_FILE_MISSING, PLURAL_OTHER, "--file={$1}");
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		str_clear(&out);
		words_put(&out, words, WORD_FILE_MISSING, cases[i].name, NULL);
		cr_assert_str_eq(out.text, cases[i].put);
	}
	words_free(words);
	str_release(&out);
}

/* What may follow the program's name where no file of people is used. */
static bool
names_its_file(const char *command)
{
	static const char *const starts[] = {"--file={$", "[OPTIONS]",
	    "{1} {2}", "forms ", "machine", "settings"};
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (text_starts(command, starts[i]))
			return true;
	return false;
}

Test(words, name_the_file_in_every_command_that_can_be_copied)
{
	static const char program[] = ": sevensteps ";
	for (int word = 0; word < WORD_MAX; word++) {
		const char *text = words_get(words_english(), (enum word)word);
		const char *at = text;
		while ((at = strstr(at, program)) != NULL) {
			at += strlen(program);
			cr_expect(names_its_file(at), "%s", text);
		}
	}
}

Test(words, say_in_english_what_a_language_lacks)
{
	struct words *welsh = words_new("cy");
	cr_assert_str_eq(words_language(welsh), "cy");
	words_say(welsh, WORD_FILE_MISSING, PLURAL_OTHER, "Nid oes ffeil {1}.");
	cr_assert_str_eq(
	    words_get(welsh, WORD_FILE_MISSING), "Nid oes ffeil {1}.");
	cr_assert_str_eq(words_get(welsh, WORD_DISK_FULL),
	    words_get(words_english(), WORD_DISK_FULL));
	words_free(welsh);
	words_free(NULL);
}

Test(words, take_the_plural_form_of_the_count)
{
	static const struct {
		const char *count, *english, *welsh;
	} cases[] = {
	    {"0", "0 people", "neb"},
	    {"1", "1 person", "un"},
	    {"2", "2 people", "dau"},
	    {"3", "3 people", "tri"},
	    {"4", "4 people", "4 o bobl"},
	    {"6", "6 people", "chwech"},
	    {"16", "16 people", "16 o bobl"},
	    {"18446744073709551616", "18446744073709551616 people",
		"18446744073709551616 o bobl"},
	};
	static const char *const forms[PLURAL_MAX] = {
	    "neb", "un", "dau", "tri", "chwech", "{1} o bobl"};
	const enum word word = WORD_UI_PEOPLE_COUNT;
	struct words *welsh = words_new("cy");
	struct str out = STR_EMPTY;
	for (enum plural i = 0; i < PLURAL_MAX; i++) {
		cr_assert_not(words_has(welsh, word));
		words_say(welsh, word, i, forms[i]);
	}
	cr_assert(words_has(welsh, word) && words_has(words_english(), word));
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		str_clear(&out);
		words_put(&out, words_english(), word, cases[i].count, NULL);
		cr_assert_str_eq(out.text, cases[i].english);
		str_clear(&out);
		words_put(&out, welsh, word, cases[i].count, NULL);
		cr_assert_str_eq(out.text, cases[i].welsh);
	}
	words_free(welsh);
	str_release(&out);
}

Test(words, count_in_english_what_a_language_does_not_say)
{
	struct words *welsh = words_new("cy");
	struct str out = STR_EMPTY;
	words_put(&out, welsh, WORD_UI_PEOPLE_COUNT, "1", NULL);
	words_put(&out, welsh, WORD_UI_PEOPLE_COUNT, "2", NULL);
	cr_assert_str_eq(out.text, "1 person2 people");
	str_clear(&out);
	words_say(welsh, WORD_UI_PEOPLE_COUNT, PLURAL_OTHER, "{1} o bobl");
	words_put(&out, welsh, WORD_UI_PEOPLE_COUNT, "1", NULL);
	cr_assert_str_eq(out.text, "1 o bobl");
	cr_assert(words_is_counted(WORD_UI_PEOPLE_COUNT));
	cr_assert_not(words_is_counted(WORD_UI_PEOPLE));
	cr_assert(words_has_plural(welsh, PLURAL_MANY));
	cr_assert_not(words_has_plural(words_english(), PLURAL_MANY));
	words_free(welsh);
	str_release(&out);
}

Test(words, know_where_a_sentence_begins)
{
	static const char *const begins[] = {"|Anna says", "\n |Anna says",
	    "Not yet. |Anna can", "Whose?\n|Anna's", "As it was \n|Anna"};
	static const char *const goes_on[] = {
	    "What |Anna says", "Says: |Anna", "1.|Anna", "\"|Anna\" says"};

	for (size_t i = 0; i < ARRAY_LENGTH(begins); i++)
		cr_expect(
		    words_begins_sentence(begins[i], strchr(begins[i], '|')),
		    "%s", begins[i]);
	for (size_t i = 0; i < ARRAY_LENGTH(goes_on); i++)
		cr_expect_not(
		    words_begins_sentence(goes_on[i], strchr(goes_on[i], '|')),
		    "%s", goes_on[i]);
}

Test(words, find_the_places_of_a_text)
{
	cr_assert(words_has_argument("Nid oes {1} yn {3}.", 1));
	cr_assert(words_has_argument("{3}", 3));
	cr_assert_not(words_has_argument("Nid oes {1} yn {3}.", 2));
	cr_assert(words_has_argument("--file={$2}", 2));
	cr_assert_not(words_has_argument("{0} {} {1 {$1 {$}", 1));
}
