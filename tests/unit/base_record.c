/*
 * Records: the grammar of lines, where things stand, and every mistake that
 * the reader is to catch.  Keys here are invented: the reader knows none.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/record.h"
#include "base/str.h"

static struct arena *arena;
static struct report *report;
static struct str out;

static void
start(void)
{
	arena = arena_new();
	report = report_new(words_english());
	str_init(&out);
}

static void
stop(void)
{
	report_free(report);
	arena_free(arena);
	str_release(&out);
}

static const struct record_file *
read(const char *text)
{
	return record_read(arena, "a.form", text, strlen(text), report);
}

/* The complaints about a text, as lines. */
static const char *
complaints(const char *text)
{
	struct report *own = report_new(words_english());

	record_read(arena, "a.form", text, strlen(text), own);
	str_clear(&out);
	report_put(&out, own);
	report_free(own);
	return out.text;
}

/* The one line of a text with one key. */
static const struct record_line *
only(const char *text)
{
	const struct record_file *file = read(text);

	cr_assert_eq(file->count, 1, "%s", text);
	cr_assert_eq(file->blocks[0].count, 1, "%s", text);
	return &file->blocks[0].lines[0];
}

static void
assert_place(struct place place, int line, int column)
{
	cr_assert_str_eq(place.file, "a.form");
	cr_assert_eq(place.line, line, "line %d", place.line);
	cr_assert_eq(place.column, column, "column %d", place.column);
}

TestSuite(records, .init = start, .fini = stop);

Test(records, are_blocks_of_keys_and_values)
{
	const struct record_file *file = read("# a form\n"
					      "question: meals\n"
					      "label:    Do you eat: well?\n"
					      "\n"
					      "\n"
					      "# another\n"
					      "question: washing\n"
					      "# in the middle\n"
					      "  # and further in\n"
					      "\ttype : choose one\t\n"
					      "required:\n");
	const struct record_line *lines;

	cr_assert_str_eq(file->name, "a.form");
	cr_assert_eq(file->count, 2);
	cr_assert_eq(file->blocks[0].count, 2);
	lines = file->blocks[0].lines;
	cr_assert_str_eq(lines[0].key, "question");
	cr_assert_str_eq(lines[0].value, "meals");
	cr_assert_null(lines[0].language);
	cr_assert_str_eq(lines[1].key, "label");
	cr_assert_str_eq(lines[1].value, "Do you eat: well?");
	cr_assert_eq(file->blocks[1].count, 3);
	lines = file->blocks[1].lines;
	cr_assert_str_eq(lines[0].value, "washing");
	cr_assert_str_eq(lines[1].key, "type");
	cr_assert_str_eq(lines[1].value, "choose one");
	cr_assert_str_eq(lines[2].key, "required");
	cr_assert_str_eq(lines[2].value, "");
	cr_assert_eq(report_count(report, SEVERITY_NOTE), 0);
}

Test(records, may_be_empty)
{
	static const char *const empty[] = {"", "\n", "\n\n\n", "# only this",
	    "  \t\n", "\r\n", "\xef\xbb\xbf", "\xef\xbb\xbf\n"};

	for (size_t i = 0; i < ARRAY_LENGTH(empty); i++)
		cr_assert_eq(read(empty[i])->count, 0, "%zu", i);
	cr_assert_eq(report_count(report, SEVERITY_NOTE), 0);
}

Test(records, may_end_without_a_line_feed)
{
	cr_assert_str_eq(only("label: Name")->value, "Name");
	cr_assert_str_eq(only("label: Name\n+")->value, "Name");
	cr_assert_str_eq(only("label:")->value, "");
	cr_assert_eq(report_count(report, SEVERITY_NOTE), 0);
}

Test(records, carry_a_language_of_two_letters)
{
	/* clang-format off */
	static const struct {
		const char *text, *key, *language, *written;
	} cases[] = {
		{"label cy: a", "label", "cy", "label cy"},
		{"label en: a", "label", "en", "label en"},
		{"label  zu : a", "label", "zu", "label zu"},
		{"at most ga: a", "at most", "ga", "at most ga"},
		{"divide by cy: a", "divide by", "cy", "divide by cy"},
		/* no code of a language */
		{"ask if: a", "ask if", NULL, "ask if"},
		{"divide by: a", "divide by", NULL, "divide by"},
		{"rows of: a", "rows of", NULL, "rows of"},
		{"label xx: a", "label xx", NULL, "label xx"},
		{"label cym: a", "label cym", NULL, "label cym"},
		{"label c: a", "label c", NULL, "label c"},
		/* a key is not a language */
		{"cy: a", "cy", NULL, "cy"},
		{"in: a", "in", NULL, "in"},
		{"one-off: a", "one-off", NULL, "one-off"},
		{"step 2: a", "step 2", NULL, "step 2"},
		/* whoever knows the keys asks for what is written */
		{"paid to: a", "paid", "to", "paid to"},
	};
	/* clang-format on */

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		const struct record_line *line = only(cases[i].text);

		cr_assert_str_eq(line->key, cases[i].key);
		cr_assert(text_is(line->language, cases[i].language), "%s",
		    cases[i].text);
		cr_assert_str_eq(line->written, cases[i].written);
	}
}

Test(records, know_the_codes_of_languages)
{
	static const char *const codes[] = {
	    "aa", "cy", "en", "ur", "pl", "pa", "ga", "gd", "zu"};
	static const char *const others[] = {"", "c", "cym", "CY", "xx", "if",
	    "by", "of", "a ", " b", "sh", "zz"};

	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++)
		cr_assert(record_is_language(codes[i]), "%s", codes[i]);
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++)
		cr_assert_not(record_is_language(others[i]), "%s", others[i]);
}

Test(records, go_on_after_a_plus)
{
	/* clang-format off */
	static const struct {
		const char *text, *value;
	} cases[] = {
		{"help: One\n+ two", "One two"},
		{"help: One\n+   two  \n  +three", "One two three"},
		{"help: One\n+\n+ Two", "One\nTwo"},
		{"help: One\n+\n+\n+ \n+ Two\n+ three", "One\nTwo three"},
		{"help: One\n+", "One"},
		{"help:\n+ One", "One"},
		{"help:\n+\n+ One", "One"},
		{"help: One\n# between\n+ two", "One two"},
		{"help: One\n+ two: three # four", "One two: three # four"},
		{"help: One\n+ + two", "One + two"},
	};
	/* clang-format on */

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		cr_assert_str_eq(only(cases[i].text)->value, cases[i].value);
	cr_assert_eq(report_count(report, SEVERITY_NOTE), 0);
}

Test(records, know_where_everything_stands)
{
	const struct record_file *file = read("# \xc3\xa9\n"
					      "label cy:  t\xc5\xb7 bach\n"
					      "\n"
					      "\t help:\n"
					      "+   mawr\n"
					      "empty:\t\n");
	const struct record_line *lines = file->blocks[0].lines;

	assert_place(lines[0].key_place, 2, 1);
	assert_place(lines[0].place, 2, 12);
	lines = file->blocks[1].lines;
	assert_place(lines[0].key_place, 4, 3);
	assert_place(lines[0].place, 5, 5);
	assert_place(lines[1].key_place, 6, 1);
	assert_place(lines[1].place, 6, 7);
}

Test(records, find_the_place_of_any_character)
{
	const struct record_line *line = only("help: t\xc5\xb7 bach\n"
					      "+ yn y wlad\n"
					      "+\n"
					      "# between\n"
					      "  +   gwyrdd\n");
	const char *value = line->value;

	cr_assert_str_eq(value, "t\xc5\xb7 bach yn y wlad\ngwyrdd");
	assert_place(record_place(line, 0), 1, 7);
	assert_place(record_place(line, 3), 1, 9);
	assert_place(
	    record_place(line, (size_t)(strstr(value, "yn") - value)), 2, 3);
	assert_place(
	    record_place(line, (size_t)(strstr(value, "wlad") - value)), 2, 8);
	assert_place(
	    record_place(line, (size_t)(strstr(value, "gw") - value)), 5, 7);
	assert_place(record_place(line, strlen(value)), 5, 13);
	assert_place(record_place(only("a:"), 0), 1, 3);
}

Test(records, are_split_at_bars)
{
	/* clang-format off */
	static const struct {
		const char *text;
		size_t count;
		const char *parts[3];
		int columns[3];
	} cases[] = {
		{"o: none | I manage   | 0", 3, {"none", "I manage", "0"},
		    {4, 11, 24}},
		{"o: one", 1, {"one"}, {4}},
		{"o: a|b", 1, {"a|b"}, {4}},
		{"o: a |b", 1, {"a |b"}, {4}},
		{"o: a || b", 1, {"a || b"}, {4}},
		{"o: a |", 2, {"a", ""}, {4, 7}},
		{"o: | b", 2, {"", "b"}, {4, 6}},
		{"o: |", 2, {"", ""}, {4, 5}},
		{"o: a | | c", 3, {"a", "", "c"}, {4, 8, 10}},
		{"o:", 1, {""}, {3}},
		{"o: \xc3\xa9 | b | c | d", 4, {"\xc3\xa9", "b", "c"},
		    {4, 8, 12}},
	};
	/* clang-format on */

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct record_part parts[3] = {{.text = NULL}};
		const struct record_line *line = only(cases[i].text);
		size_t count = record_split(arena, line, parts, 3);

		cr_assert_eq(count, cases[i].count, "%s", cases[i].text);
		for (size_t j = 0; j < count && j < 3; j++) {
			cr_assert_str_eq(parts[j].text, cases[i].parts[j]);
			assert_place(parts[j].place, 1, cases[i].columns[j]);
		}
	}
}

Test(records, are_split_across_lines)
{
	const struct record_line *line = only("o: none\n+ | I do\n+ | 0");
	struct record_part parts[2];

	cr_assert_eq(record_split(arena, line, NULL, 0), 3);
	cr_assert_eq(record_split(arena, line, parts, 2), 3);
	cr_assert_str_eq(parts[1].text, "I do");
	assert_place(parts[1].place, 2, 5);
}

Test(records, stand_line_ends_and_marks_of_other_systems)
{
	static const char wide[] = "\xff\xfe"
				   "l\0a\0b\0e\0l\0:\0 \0W\0\xea\0\r\0\n\0";
	const struct record_file *file;

	file = read("label: One\r\n+\r\n+ Two\r\n\r\nhelp: Three\r\n");
	cr_assert_eq(file->count, 2);
	cr_assert_str_eq(file->blocks[0].lines[0].value, "One\nTwo");
	cr_assert_str_eq(file->blocks[1].lines[0].value, "Three");
	cr_assert_str_eq(file->text, "label: One\n+\n+ Two\n\nhelp: Three\n");
	assert_place(only("\xef\xbb\xbflabel: x\n")->place, 1, 8);
	cr_assert_str_eq(only("\xef\xbb\xbflabel: x\n")->key, "label");
	file = record_read(arena, "a.form", wide, sizeof(wide) - 1, report);
	cr_assert_eq(file->count, 1);
	cr_assert_str_eq(file->blocks[0].lines[0].value, "W\xc3\xaa");
	cr_assert_str_eq(file->text, "label: W\xc3\xaa\n");
	cr_assert_eq(report_count(report, SEVERITY_NOTE), 0);
}

Test(records, say_when_they_had_to_guess_the_encoding)
{
	const struct record_file *file = read("label: \x93Siân\x94 caf\xe9\n");

	cr_assert_eq(file->count, 1);
	cr_assert(strstr(file->blocks[0].lines[0].value, "caf\xc3\xa9"));
	cr_assert_not(report_has_errors(report));
	cr_assert_eq(report_count(report, SEVERITY_NOTE), 1);
}

/* clang-format off */
static const struct {
	const char *text;
	const char *complaints;
} mistakes[] = {
	{"question meals\n",
	    "a.form:1:1: error: This line needs a key and a colon before its "
	    "text, as in 'label: Name'\n"},
	{"a: b\n \t\xc3\xa9 is lost\n",
	    "a.form:2:3: error: This line needs a key and a colon before its "
	    "text, as in 'label: Name'\n"},
	{" : meals\n",
	    "a.form:1:2: error: There is no key before this colon: write one "
	    "there\n"},
	{"Label CY: x\n",
	    "a.form:1:1: error: Write this key as 'label cy', in small "
	    "letters and with single blanks\n"},
	{"ask  if: x\n",
	    "a.form:1:1: error: Write this key as 'ask if', in small letters "
	    "and with single blanks\n"},
	{"ask\tif: x\n",
	    "a.form:1:1: error: Write this key as 'ask if', in small letters "
	    "and with single blanks\n"},
	{"  ask_if: x\n",
	    "a.form:1:6: error: A key has only small letters, figures, "
	    "hyphens and blanks, not '_'\n"},
	{"t\xc5\xb7 bach: x\n",
	    "a.form:1:2: error: A key has only small letters, figures, "
	    "hyphens and blanks, not '\xc5\xb7'\n"},
	{"label (cy): x\n",
	    "a.form:1:7: error: A key has only small letters, figures, "
	    "hyphens and blanks, not '('\n"},
	{"label en-GB: x\n",
	    "a.form:1:1: error: A language is two small letters: write this "
	    "key as 'label en'\n"},
	{"+ alone\n",
	    "a.form:1:1: error: There is no text above for this '+' to carry "
	    "on: start with a key\n"},
	{"a: b\n\n # c\n  + alone\n",
	    "a.form:4:3: error: There is no text above for this '+' to carry "
	    "on: start with a key\n"},
	/* what is left out takes its other lines along without a word */
	{"a: b\nlost\n+ and gone\n+ too\nc: d\n",
	    "a.form:2:1: error: This line needs a key and a colon before its "
	    "text, as in 'label: Name'\n"},
	{"label: a\x07z\x07\n",
	    "a.form:1:9: error: A hidden control character (U+0007) is here: "
	    "delete it\n"},
	{"# \x7f\n",
	    "a.form:1:3: error: A hidden control character (U+007F) is here: "
	    "delete it\n"},
	{"label: \xc3\xa9\xc2\x85\n",
	    "a.form:1:9: error: A hidden control character (U+0085) is here: "
	    "delete it\n"},
	{"label: a\rb\n",
	    "a.form:1:9: error: A hidden control character (U+000D) is here: "
	    "delete it\n"},
};
/* clang-format on */

Test(records, name_every_mistake_and_its_place)
{
	for (size_t i = 0; i < ARRAY_LENGTH(mistakes); i++)
		cr_assert_str_eq(
		    complaints(mistakes[i].text), mistakes[i].complaints);
}

Test(records, read_on_after_a_mistake)
{
	const struct record_file *file = read("lost\n"
					      "Question:  meals\n"
					      "label en-gb: Meals\n"
					      "ask_if: lost\n"
					      "+ lost\n"
					      ": lost\n"
					      "help: Eat\n"
					      "\n"
					      "lost\n"
					      "\n"
					      "question: next\n");
	const struct record_line *lines = file->blocks[0].lines;

	cr_assert_eq(file->count, 3);
	cr_assert_eq(file->blocks[0].count, 4);
	cr_assert_str_eq(lines[0].key, "lost");
	cr_assert(lines[0].lacks_colon);
	cr_assert_str_eq(lines[1].key, "question");
	cr_assert_str_eq(lines[1].value, "meals");
	cr_assert_not(lines[1].lacks_colon);
	cr_assert_str_eq(lines[2].key, "label");
	cr_assert_str_eq(lines[2].language, "en");
	cr_assert_str_eq(lines[3].value, "Eat");
	cr_assert_str_eq(file->blocks[2].lines[0].value, "next");
	cr_assert_eq(report_count(report, SEVERITY_ERROR), 6);
}

Test(records, see_what_a_line_without_a_colon_was_meant_to_be)
{
	const struct record_file *file = read("question  meals\n"
					      "  Label   Do you eat?\n"
					      "+ Well?\n"
					      "help\n"
					      "Ŵ is no key\n"
					      "type: line\n");
	const struct record_line *lines = file->blocks[0].lines;

	cr_assert_eq(file->count, 1);
	cr_assert_eq(file->blocks[0].count, 4);
	cr_assert_str_eq(lines[0].key, "question");
	cr_assert_str_eq(lines[0].value, "meals");
	cr_assert_eq(lines[0].place.column, 11);
	cr_assert_str_eq(lines[1].key, "label");
	cr_assert_str_eq(lines[1].value, "Do you eat? Well?");
	cr_assert_str_eq(lines[2].key, "help");
	cr_assert_str_empty(lines[2].value);
	for (size_t i = 0; i < 3; i++)
		cr_assert(lines[i].lacks_colon);
	cr_assert_not(lines[3].lacks_colon);
	cr_assert_eq(report_count(report, SEVERITY_ERROR), 4);
}

Test(records, complain_of_lines_and_keys_that_are_too_long)
{
	struct str text = STR_EMPTY;

	str_put(&text, "a: ");
	while (text.length < RECORD_LINE_MAX)
		str_put_char(&text, 'x');
	cr_assert_str_eq(complaints(text.text), "");
	str_put_char(&text, 'x');
	cr_assert_str_eq(complaints(text.text),
	    "a.form:1:1: error: This line is longer than 20000 bytes: carry "
	    "it on in a new line after '+'\n");
	cr_assert_eq(strlen(only(text.text)->value), RECORD_LINE_MAX - 2);
	str_clear(&text);
	while (text.length < RECORD_KEY_MAX)
		str_put_char(&text, 'k');
	str_put(&text, ": v");
	cr_assert_str_eq(complaints(text.text), "");
	str_insert(&text, 0, "k", 1);
	cr_assert_str_eq(complaints(text.text),
	    "a.form:1:1: error: This line needs a key and a colon before its "
	    "text, as in 'label: Name'\n");
	str_release(&text);
}

Test(records, refuse_what_is_no_text)
{
	static const char nul[] = "label: a\0b\n";
	static const char half[] = "\xff\xfe\0\xd8x";
	const struct record_file *file;

	file = record_read(arena, "a.form", nul, sizeof(nul) - 1, report);
	cr_assert_eq(file->count, 0);
	cr_assert_str_eq(file->text, "");
	cr_assert_eq(report_count(report, SEVERITY_ERROR), 1);
	file = record_read(arena, "b.form", half, sizeof(half) - 1, report);
	cr_assert_eq(file->count, 0);
	cr_assert_eq(report_count(report, SEVERITY_ERROR), 2);
	cr_assert_str_eq(report_get(report, 0)->place.file, "a.form");
}

Test(records, stand_every_byte_anywhere)
{
	static const char base[] = "label cy: a | b\n+ c\n\nd: e\n";

	for (size_t at = 0; at < sizeof(base) - 1; at++) {
		struct arena *own = arena_new();
		struct report *complaints = report_new(words_english());

		for (int byte = 0; byte < 256; byte++) {
			const struct record_file *file;
			char text[sizeof(base)];

			memcpy(text, base, sizeof(base));
			text[at] = (char)byte;
			file = record_read(
			    own, "a.form", text, sizeof(base) - 1, complaints);
			for (size_t i = 0; i < file->count; i++)
				cr_assert_gt(file->blocks[i].count, 0);
		}
		report_free(complaints);
		arena_free(own);
	}
}
