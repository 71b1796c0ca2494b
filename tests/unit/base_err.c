#include "base/err.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/utf8.h"

static void
expect_said(const struct err *err, const char *said)
{
	struct str out = STR_EMPTY;
	err_put(&out, err, words_english());
	cr_assert_str_eq(out.text, said);
	str_release(&out);
}

Test(err, is_set_once_and_says_its_sentence)
{
	struct err err = {0};
	cr_assert_not(err.is_set);
	cr_assert_not(err_set(&err, WORD_WORDS_KEY_TWICE, "date long", NULL));
	cr_assert(err.is_set);
	cr_assert_eq(err.word, WORD_WORDS_KEY_TWICE);
	expect_said(&err, "The words for \"date long\" are here a second "
			  "time; keep one of the two.");
	cr_assert_not(err_set(&err, WORD_MEMORY_USED_UP, NULL));
	cr_assert_eq(err.word, WORD_WORDS_KEY_TWICE, "the lower error stays");
	err_clear(&err);
	cr_assert_not(err.is_set);
	cr_assert_not(
	    err_set(&err, WORD_WORDS_LANGUAGE_SECOND, "cy", "en", NULL));
	expect_said(&err, "This file is in the language \"cy\"; put the words "
			  "in \"en\" into a file of their own.");
}

Test(err, is_said_in_other_words_by_what_kind_it_is)
{
	static const struct err_telling tellings[] = {
	    {ERR_NO_ROOM, WORD_WORDS_KEY_TWICE},
	    {ERR_NOT_DONE, WORD_WORDS_LANGUAGE_SECOND},
	};
	struct err why = {0}, err = {0};
	err_set_as(&why, ERR_NOT_DONE, WORD_FILE_NOT_WRITTEN, "here.new",
	    "no such luck", NULL);
	cr_assert_str_eq(err_reason(&why), "no such luck");
	cr_assert_not(err_retell(
	    &err, &why, tellings, 2, "here", err_reason(&why), NULL));
	cr_assert_eq(err.word, WORD_WORDS_LANGUAGE_SECOND);
	cr_assert_eq(err.kind, ERR_NOT_DONE, "it is what it was");
	cr_assert_str_eq(err.arguments[0], "here");
	cr_assert_str_eq(err_reason(&err), "no such luck");

	err_clear(&why);
	err_set(&why, WORD_FILE_MISSING, "here.new", NULL);
	cr_assert_not(err_retell(&err, &why, tellings, 2, "here", NULL));
	cr_assert_eq(err.word, WORD_WORDS_LANGUAGE_SECOND, "the first stays");
	err_clear(&err);
	cr_assert_not(err_retell(&err, &why, tellings, 2, "here", NULL));
	cr_assert_eq(err.word, WORD_FILE_MISSING, "there are no other words");
	cr_assert_str_eq(err.arguments[0], "here.new");
	cr_assert_str_eq(err_reason(&err), "");
}

Test(err, keeps_its_own_copy_of_the_arguments)
{
	struct err err = {0};
	char name[] = "cy";
	err_set(&err, WORD_WORDS_KEY_TWICE, name, NULL);
	name[0] = 'X';
	struct err copy = err;
	err_clear(&err);
	cr_assert_eq(copy.count, 1);
	cr_assert_str_eq(copy.arguments[0], "cy");
}

Test(err, cuts_a_long_argument_at_a_whole_character)
{
	for (size_t lead = 0; lead < 4; lead++) {
		struct str text = STR_EMPTY;
		for (size_t i = 0; i < lead; i++)
			str_put_char(&text, 'x');
		for (int i = 0; i < 200; i++)
			utf8_put(&text, 0x20AC);
		struct err err = {0};
		err_set(&err, WORD_WORDS_KEY_TWICE, text.text, NULL);
		size_t length = strlen(err.arguments[0]);
		cr_assert_lt(length, ERR_ARGUMENT_SIZE);
		cr_assert_geq(length, ERR_ARGUMENT_SIZE - 4);
		cr_assert_eq((length - lead) % 3, 0);
		cr_assert_eq(memcmp(err.arguments[0], text.text, length), 0);
		str_release(&text);
	}
}
