#include "base/str.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <string.h>

#include "base/attr.h"
#include "base/mem.h"

Test(str, is_text_before_the_first_byte)
{
	struct str s = STR_EMPTY;
	cr_assert_str_eq(s.text, "");
	cr_assert_eq(s.length, 0);
	str_clear(&s);
	str_cut(&s, 0);
	str_put(&s, "");
	str_put_n(&s, "", 0);
	str_remove(&s, 0, 0);
	cr_assert_eq(s.capacity, 0, "nothing put, nothing allocated");
	str_release(&s);
	struct str t;
	str_init(&t);
	cr_assert_str_eq(t.text, "");
	str_release(&t);
}

Test(str, grows_by_text_characters_and_formats)
{
	struct str s = STR_EMPTY;
	str_put(&s, "Left ");
	str_format(&s, "%d of %s", 3, "7");
	str_put_char(&s, '.');
	str_put_n(&s, "abc", 2);
	cr_assert_str_eq(s.text, "Left 3 of 7.ab");
	cr_assert_eq(s.length, strlen(s.text));
	str_clear(&s);
	cr_assert_str_eq(s.text, "");
	cr_assert_gt(s.capacity, 0, "clearing keeps the memory");
	for (int i = 0; i < 5000; i++)
		str_format(&s, "%d,", i % 10);
	cr_assert_eq(s.length, 10000);
	cr_assert_eq(s.text[9998], '9');
	cr_assert_eq(strlen(s.text), 10000);
	str_release(&s);
	cr_assert_str_eq(s.text, "");
	cr_assert_eq(s.capacity, 0);
}

Test(str, formats_whether_there_is_room_or_not)
{
	for (int length = 0; length < 100; length++) {
		struct str s = STR_EMPTY;
		str_put(&s, "left ");
		for (int i = 0; i < 3; i++)
			str_format(&s, "%.*s;", length,
			    "a line that is longer than the room of a new str, "
			    "and longer still than what is left in it later on "
			    "again");
		cr_assert_eq(s.length, 5 + 3 * (size_t)(length + 1));
		cr_assert_eq(strlen(s.text), s.length);
		cr_assert_eq(s.text[s.length - 1], ';');
		cr_assert_eq(s.text[5 + length], ';');
		str_release(&s);
	}
}

Test(str, may_hold_zero_bytes)
{
	struct str s = STR_EMPTY;
	str_put_n(&s, "a\0b", 3);
	str_put_char(&s, '\0');
	cr_assert_eq(s.length, 4);
	cr_assert_eq(memcmp(s.text, "a\0b\0", 5), 0);
	str_release(&s);
}

Test(str, inserts_removes_and_cuts_anywhere)
{
	struct str s = STR_EMPTY;
	str_insert(&s, 0, "plan", 4);
	str_insert(&s, 0, "my ", 3);
	str_insert(&s, 7, "s!", 1);
	str_insert(&s, 3, "own ", 4);
	cr_assert_str_eq(s.text, "my own plans");
	str_remove(&s, 2, 4);
	cr_assert_str_eq(s.text, "my plans");
	str_remove(&s, 0, 3);
	cr_assert_str_eq(s.text, "plans");
	str_remove(&s, 4, 1);
	cr_assert_str_eq(s.text, "plan");
	str_cut(&s, 2);
	cr_assert_str_eq(s.text, "pl");
	cr_assert_eq(s.length, 2);
	str_release(&s);
}

Test(str, gives_its_text_away)
{
	struct str s = STR_EMPTY;
	char *empty = str_detach(&s);
	cr_assert_str_eq(empty, "");
	mem_free(empty);
	str_put(&s, "for ever");
	char *text = str_detach(&s);
	cr_assert_str_eq(text, "for ever");
	cr_assert_eq(s.length, 0);
	cr_assert_eq(s.capacity, 0);
	str_put(&s, "again");
	cr_assert_str_eq(s.text, "again");
	cr_assert_str_eq(text, "for ever");
	mem_free(text);
	str_release(&s);
}

Test(str, leaves_its_text_in_an_arena)
{
	struct arena *arena = arena_new();
	struct str s = STR_EMPTY;
	cr_assert_str_eq(str_keep(&s, arena), "");
	str_put(&s, "for a while");
	const char *text = str_keep(&s, arena);
	cr_assert_str_eq(text, "for a while");
	cr_assert_eq(s.capacity, 0);
	str_put(&s, "again");
	cr_assert_str_eq(text, "for a while");
	str_release(&s);
	arena_free(arena);
}

Test(str, writes_whole_numbers_as_figures)
{
	cr_assert_str_eq(numeral_of(0).text, "0");
	cr_assert_str_eq(numeral_of(-12).text, "-12");
	cr_assert_str_eq(numeral_of(INT64_MIN).text, "-9223372036854775808");
	cr_assert_str_eq(numeral_of_count(7).text, "7");
	cr_assert_eq(
	    strtoumax(numeral_of_count(SIZE_MAX).text, NULL, 10), SIZE_MAX);
}

Test(str, compares_texts_that_may_be_missing)
{
	cr_assert(text_is("a", "a"));
	cr_assert(text_is(NULL, NULL));
	cr_assert_not(text_is("a", NULL));
	cr_assert_not(text_is(NULL, ""));
	cr_assert_not(text_is("a", "A"));
	cr_assert(text_starts("worker:meals", "worker:"));
	cr_assert(text_starts("x", ""));
	cr_assert_not(text_starts("work", "worker"));
	static const char *const blanks[] = {NULL, "", " ", " \t\r\n\v\f "};
	for (size_t i = 0; i < ARRAY_LENGTH(blanks); i++)
		cr_assert(text_is_blank(blanks[i]));
	cr_assert_not(text_is_blank("  x "));
	cr_assert_not(text_is_blank("0"));
}

Test(str, puts_whole_numbers)
{
	static const struct {
		int64_t number;
		const char *text;
	} cases[] = {
	    {0, "0"},
	    {7, "7"},
	    {-10, "-10"},
	    {1234567890123, "1234567890123"},
	    {INT64_MAX, "9223372036854775807"},
	    {INT64_MIN, "-9223372036854775808"},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct str str = STR_EMPTY;
		str_put_int(&str, cases[i].number);
		cr_assert_str_eq(str.text, cases[i].text);
		str_release(&str);
	}
}

Test(str, reads_whole_numbers_that_fit)
{
	static const struct {
		const char *text;
		int number;
		size_t length;
	} cases[] = {
	    {"", 0, 0},
	    {"x", 0, 0},
	    {"007, 8", 7, 3},
	    {"2147483647", 2147483647, 10},
	    {"2147483648", 0, 10},
	    {"99999999999 1", 0, 11},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		const char *end;
		cr_assert_eq(text_number(cases[i].text, &end), cases[i].number);
		cr_assert_eq((size_t)(end - cases[i].text), cases[i].length);
	}
}
