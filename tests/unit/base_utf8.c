#include "base/utf8.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>
#include <wchar.h>

#include "base/attr.h"

/* One cluster each, in one string; ends[] is made by walking forwards. */
static const char *const clusters[] = {
    "a",
    "e\u0301",      /* a letter with its accent */
    "\u0995\u09bf", /* Bengali, with a spacing vowel */
    "\U0001F469\u200D\U0001F469\u200D\U0001F467", /* a family */
    "\U0001F1EC\U0001F1E7",                       /* a flag */
    "\U0001F1EB\U0001F1F7", /* another at once behind it */
    "\U0001F44D\U0001F3FD", /* a skin tone */
    "\r\n",
    "\n",
    "\u1112\u1161\u11ab", /* Hangul in parts */
    "\u0600\u0661",       /* a sign that joins to the next */
    " ",
    "\u0600 ", /* the same before a blank */
    "\u0175",
    "\u4e2d",
    "\xff", /* a bad byte */
    "z",
};

Test(utf8, decodes_and_encodes_every_character)
{
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		char bytes[4];
		uint32_t back;
		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		size_t length = utf8_encode(code, bytes);
		if (utf8_decode(bytes, length, &back) != length || back != code)
			cr_assert(
			    false, "U+%04X comes back as U+%04X", code, back);
		for (size_t cut = 1; cut < length; cut++) {
			if (utf8_decode(bytes, cut, &back) != 1 ||
			    back != 0xFFFD)
				cr_assert(false, "U+%04X cut short", code);
		}
	}
	uint32_t code = 1;
	cr_assert_eq(utf8_decode("a", 0, &code), 0);
	cr_assert_eq(code, 0);
	char bytes[4];
	cr_assert_eq(utf8_encode(0xD800, bytes), 3);
	cr_assert_eq(memcmp(bytes, "\xEF\xBF\xBD", 3), 0);
	cr_assert_eq(utf8_encode(0x110000, bytes), 3);
	cr_assert_eq(memcmp(bytes, "\xEF\xBF\xBD", 3), 0);
}

Test(utf8, puts_and_counts_characters_and_not_bytes)
{
	struct str text = STR_EMPTY;
	utf8_put(&text, 'a');
	utf8_put(&text, 0x175);
	utf8_put(&text, 0x20AC);
	utf8_put(&text, 0x1F600);
	utf8_put(&text, 0xD800);
	cr_assert_str_eq(text.text, "aŵ€😀\xEF\xBF\xBD");
	cr_assert_eq(utf8_count(text.text, text.length), 5);
	cr_assert_eq(utf8_count(text.text, 3), 2);
	cr_assert_eq(utf8_count("", 0), 0);
	for (size_t i = 0; i < text.length; i++) {
		bool begins = i == 0 || i == 1 || i == 3 || i == 6 || i == 10;
		cr_assert_eq(utf8_follows(text.text[i]), !begins, "%zu", i);
	}
	str_release(&text);
}

Test(utf8, finds_the_first_bad_byte)
{
	static const struct {
		const char *text;
		size_t length, bad;
	} cases[] = {
	    {"\x80", 1, 0},   /* a tail without a head */
	    {"ab\xC3", 3, 2}, /* cut short */
	    {"ab\xC3x", 4, 2},
	    {"\xC0\xAF", 2, 0}, /* overlong */
	    {"\xC1\xBF", 2, 0},
	    {"\xE0\x9F\xBF", 3, 0},
	    {"\xF0\x8F\xBF\xBF", 4, 0},
	    {"x\xED\xA0\x80", 4, 1},    /* half a surrogate */
	    {"\xF4\x90\x80\x80", 4, 0}, /* past the last character */
	    {"\xF8\x88\x80\x80\x80", 5, 0},
	    {"\xFE", 1, 0},
	    {"\xFF", 1, 0},
	    {"a\0b", 3, 1},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		size_t bad = 99;
		cr_assert_not(
		    utf8_is_valid(cases[i].text, cases[i].length, &bad));
		cr_assert_eq(bad, cases[i].bad, "case %zu: %zu", i, bad);
		cr_assert_not(
		    utf8_is_valid(cases[i].text, cases[i].length, NULL));
		uint32_t code;
		const char *at = cases[i].text + bad;
		if (*at) {
			cr_assert_eq(
			    utf8_decode(at, cases[i].length - bad, &code), 1);
			cr_assert_eq(code, 0xFFFD);
		}
	}
	const char *good = "Si\u00e2n \u4e2d \U0001F469 \uFFFD";
	cr_assert(utf8_is_valid(good, strlen(good), NULL));
	cr_assert(utf8_is_valid("", 0, NULL));
}

Test(utf8, counts_ascii_and_finds_bad_bytes_at_any_place)
{
	char text[24];
	for (size_t length = 0; length < sizeof(text); length++) {
		size_t bad = 99;
		memset(text, 'a', sizeof(text));
		cr_assert_eq(utf8_ascii(text, length), length);
		cr_assert(utf8_is_valid(text, length, NULL));
		for (size_t at = 0; at < length; at++) {
			text[at] = '\x80';
			cr_assert_eq(utf8_ascii(text, length), at);
			cr_assert_not(utf8_is_valid(text, length, &bad));
			cr_assert_eq(bad, at);
			text[at] = '\0';
			cr_assert_eq(utf8_ascii(text, length), length);
			cr_assert_not(utf8_is_valid(text, length, &bad));
			cr_assert_eq(bad, at);
			text[at] = 'a';
		}
	}
}

Test(utf8, walks_whole_clusters_both_ways)
{
	struct str text = STR_EMPTY;
	size_t ends[ARRAY_LENGTH(clusters)];
	for (size_t i = 0; i < ARRAY_LENGTH(clusters); i++) {
		str_put(&text, clusters[i]);
		ends[i] = text.length;
	}
	size_t at = 0;
	for (size_t i = 0; i < ARRAY_LENGTH(clusters); i++) {
		at = utf8_next(text.text, text.length, at);
		cr_assert_eq(at, ends[i], "cluster %zu ends at %zu", i, at);
	}
	cr_assert_eq(utf8_next(text.text, text.length, at), at);
	for (size_t i = ARRAY_LENGTH(clusters); i-- > 0;) {
		at = utf8_previous(text.text, text.length, at);
		size_t start = i > 0 ? ends[i - 1] : 0;
		cr_assert_eq(at, start, "cluster %zu starts at %zu", i, at);
	}
	cr_assert_eq(utf8_previous(text.text, text.length, 0), 0);
	str_release(&text);
}

/* Pieces in every order: backwards must agree with forwards. */
Test(utf8, steps_back_to_where_it_came_from)
{
	static const char *const pieces[] = {"a", " ", "\r", "\n", "\u0301",
	    "\u0600", "\U0001F469", "\u200D", "\U0001F1EC", "\xE2", "\xBF",
	    "\u0995"};
	const size_t n = ARRAY_LENGTH(pieces);
	for (size_t i = 0; i < n * n * n * n; i++) {
		struct str text = STR_EMPTY;
		size_t rest = i;
		for (int j = 0; j < 4; j++, rest /= n)
			str_put(&text, pieces[rest % n]);
		size_t at = 0;
		while (at < text.length) {
			size_t next = utf8_next(text.text, text.length, at);
			size_t back =
			    utf8_previous(text.text, text.length, next);
			if (back != at)
				cr_assert(false, "order %zu: %zu, not %zu", i,
				    back, at);
			at = next;
		}
		str_release(&text);
	}
}

static void
expect_widths(void)
{
	static const struct {
		const char *text;
		int width;
	} cases[] = {
	    {"", 0},
	    {"Support plan", 12},
	    {"Si\u00e2n d\u0175r", 8},
	    {"cafe\u0301", 4},
	    {"\u4e2d\u6587", 4},
	    {"\u0995\u09cd\u09b7\u09bf", 3}, /* a spacing vowel: 1 */
	    {"\u0627\u0644\u0651", 2},
	    {"\u1112\u1161\u11ab", 2},
	    {"\U0001F469\u200D\U0001F467", 4},
	    {"a\u00adb", 3},
	    {"\xff\x80", 2},
	    {"\u20ac\u2026", 2},
	    {"\x1b", 1},
	    {"\xc2\x85", 1},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		int width = utf8_text_width(cases[i].text);
		cr_assert_eq(width, cases[i].width, "case %zu: %d", i, width);
	}
}

Test(utf8, measures_cells_in_a_locale_of_utf8)
{
	cr_assert(setlocale(LC_CTYPE, "C.UTF-8"));
	expect_widths();
	/* Unassigned, and too new for any table so far. */
	cr_assert_eq(utf8_code_width(0x1FAFF), 1);
	for (uint32_t code = 0x80; code < 0x20000; code++) {
		int width = wcwidth((wchar_t)code);
		cr_assert_eq(utf8_code_width(code), width < 0 ? 1 : width);
	}
}

Test(utf8, measures_the_same_cells_in_a_plain_locale)
{
	cr_assert(setlocale(LC_CTYPE, "C"));
	cr_assert_eq(wcwidth(0x4E2D), -1, "or this test shows nothing");
	expect_widths();
}

Test(utf8, fits_text_to_cells_at_whole_clusters)
{
	static const struct {
		const char *text;
		int cells;
		size_t end;
		int width;
	} cases[] = {
	    {"plan", 0, 0, 0},
	    {"plan", 3, 3, 3},
	    {"plan", 4, 4, 4},
	    {"plan", 40, 4, 4},
	    {"e\u0301e", 1, 3, 1},
	    {"\u4e2d\u6587", 3, 3, 2},
	    {"a\u4e2d", 1, 1, 1},
	    {"\u0301", 0, 2, 0},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		int width;
		size_t end = utf8_fit(cases[i].text, strlen(cases[i].text),
		    cases[i].cells, &width);
		cr_assert_eq(end, cases[i].end, "case %zu: %zu", i, end);
		cr_assert_eq(width, cases[i].width, "case %zu: %d", i, width);
	}
	cr_assert_eq(utf8_fit("plan", 4, 2, NULL), 2);
}

Test(utf8, knows_which_way_a_text_is_read)
{
	static const struct {
		const char *text;
		enum direction direction;
	} cases[] = {
	    {"", DIRECTION_NONE},
	    {"12 (34)", DIRECTION_NONE},
	    {"12 Siân", LEFT_TO_RIGHT},
	    {"৭ জন", LEFT_TO_RIGHT},
	    {"3 مرات", RIGHT_TO_LEFT},
	    {"שלום abc", RIGHT_TO_LEFT},
	    {"abc שלום", LEFT_TO_RIGHT},
	    {"周六", LEFT_TO_RIGHT},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		cr_assert_eq(
		    utf8_direction(cases[i].text, strlen(cases[i].text)),
		    cases[i].direction, "%s", cases[i].text);
}

Test(utf8, folds_case_and_accents_as_people_type)
{
	static const struct {
		const char *text, *folded;
	} cases[] = {
	    {"Si\u00e2n", "sian"},
	    {"SIA\u0302N", "sian"},
	    {"d\u0175r", "dwr"},
	    {"\u0141\u00f3d\u017a", "lodz"},
	    {"S\u00f8ren \u00c6ble", "soren aeble"},
	    {"\u0110\u1ed7 Th\u1ecb", "do thi"},
	    {"Stra\u00dfe", "strasse"},
	    {"\u0130stanbul \u0131", "istanbul i"},
	    {"O\u2019Brien \u02bb", "o'brien '"},
	    {"Ll\u2013an\u2011x", "ll-an-x"},
	    {"\ufb01ne \uff21", "fine a"},
	    {"a\u00a0b\tc\u3000d", "a b c d"},
	    {"so\u00adft\u200b", "soft"},
	    {"\u039c\u0391\u03a1\u038a\u0391", "\u03bc\u03b1\u03c1\u03b9"
					       "\u03b1"},
	    {"\u0419\u043e", "\u0438\u043e"},
	    {"\u0995\u09bf", "\u0995\u09bf"},
	    {"\u0643\u064e", "\u0643\u064e"},
	    {"\u05d0\u05b8", "\u05d0\u05b8"},
	    {"a\xff", "a\uFFFD"},
	    {"", ""},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct str out = STR_EMPTY;
		str_put(&out, ">");
		utf8_fold(&out, cases[i].text);
		cr_assert_str_eq(out.text + 1, cases[i].folded);
		cr_assert_eq(out.text[0], '>', "folding appends");
		str_release(&out);
	}
}

Test(utf8, folds_what_is_folded_no_further)
{
	struct str once = STR_EMPTY;
	struct str twice = STR_EMPTY;
	for (uint32_t code = 1; code < 0x3000; code++) {
		char bytes[5] = "";
		bytes[utf8_encode(code, bytes)] = '\0';
		str_clear(&once);
		str_clear(&twice);
		utf8_fold(&once, bytes);
		utf8_fold(&twice, once.text);
		if (!text_is(once.text, twice.text))
			cr_assert(false, "U+%04X: %s then %s", code, once.text,
			    twice.text);
	}
	str_release(&twice);
	str_release(&once);
}

Test(utf8, composes_what_is_typed_in_several_ways)
{
	static const struct {
		const char *typed, *composed;
	} cases[] = {
	    {"", ""},
	    {"Three hens", "Three hens"},
	    {"cafe\u0301", "caf\u00E9"},
	    {"caf\u00E9", "caf\u00E9"},
	    /* Two marks, in either order. */
	    {"e\u0323\u0302", "\u1EC7"},
	    {"e\u0302\u0323", "\u1EC7"},
	    {"w\u0302yn", "\u0175yn"},
	    {"\u1112\u1161\u11AB", "\uD55C"},
	    {"\u212B", "\u00C5"},
	    /* Composed, this letter would not be stable. */
	    {"\u0958", "\u0915\u093C"},
	    {"a\u00A0b\u2003c\u3000d", "a b c d"},
	    /* Other letters and signs, however alike they look. */
	    {"\uFB01\uFF41\u2019\u00DF", "\uFB01\uFF41\u2019\u00DF"},
	    {"a\tb\n\u200B", "a\tb\n\u200B"},
	    {"caf\xE9 e\xCC\x81", "caf\xE9 e\xCC\x81"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct str out = STR_EMPTY;
		utf8_compose(&out, cases[i].typed);
		cr_assert_str_eq(out.text, cases[i].composed, "%s: %s",
		    cases[i].typed, out.text);
		str_release(&out);
	}
}

Test(utf8, finds_all_words_of_a_search)
{
	const char *name = "Si\u00e2n \u0141ukasz-O\u2019Neill";
	static const char *const found[] = {"sian", "SI\u00c2N", "luk",
	    "o'neill", "neill sian", "  sian  ", "", " ", "n"};
	for (size_t i = 0; i < ARRAY_LENGTH(found); i++) {
		struct str folded = STR_EMPTY;
		utf8_fold(&folded, found[i]);
		cr_assert(utf8_contains(name, found[i]), "%s", found[i]);
		cr_assert(utf8_contains_folded(name, folded.text));
		str_release(&folded);
	}
	static const char *const missed[] = {"sean", "sian x", "siann"};
	for (size_t i = 0; i < ARRAY_LENGTH(missed); i++) {
		cr_assert_not(utf8_contains(name, missed[i]));
		cr_assert_not(utf8_contains_folded(name, missed[i]));
	}
	/* Another vowel is another name. */
	cr_assert_not(utf8_contains("\u0995\u09bf", "\u0995\u09be"));
}

Test(utf8, sorts_names_as_people_expect)
{
	static const char *const sorted[] = {"", "\u00c6on", "Aled", "al\u00ed",
	    "\u00c1li B", "Alun", "Eira", "eira", "\u00c9ira", "Lu", "lu",
	    "\u0141u", "lua", "zed"};
	struct str before = STR_EMPTY;
	struct str key = STR_EMPTY;
	for (size_t i = 0; i < ARRAY_LENGTH(sorted); i++) {
		str_clear(&key);
		utf8_sort_key(&key, sorted[i]);
		cr_assert_lt(strcmp(before.text, key.text), 0, "%s", sorted[i]);
		cr_assert_eq(strlen(key.text), key.length);
		str_clear(&before);
		str_put(&before, key.text);
	}
	str_release(&key);
	str_release(&before);
}
