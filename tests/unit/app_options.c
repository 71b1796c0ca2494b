/*
 * The command line: options anywhere and in any shape, the rest in order.
 */
#include "app/options.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/words.h"

enum { WORDS_MAX = 8 };

/* What comes of the words behind the program's name, parted by `;`. */
struct read {
	struct arena *arena;
	struct options options;
	struct err err;
	bool is_fine;
};

static struct read
read_line(const char *line)
{
	struct read read = {.arena = arena_new()};
	char *argv[WORDS_MAX + 1] = {arena_copy(read.arena, "sevensteps")};
	int argc = 1;
	while (*line != '\0') {
		size_t length = strcspn(line, ";");
		argv[argc++] = arena_copy_n(read.arena, line, length);
		line += length;
		line += *line == ';';
	}
	read.is_fine =
	    options_read(read.arena, argc, argv, &read.options, &read.err);
	return read;
}

Test(options, may_be_written_in_any_usual_way)
{
	static const char *const lines[] = {
	    "--output=a.pdf;print;12",
	    "--output;a.pdf;print;12",
	    "-o;a.pdf;print;12",
	    "-oa.pdf;print;12",
	    "print;-o;a.pdf;12",
	    "print;12;--out=a.pdf",
	    "print;-o;b.pdf;12;-o;a.pdf",
	    "print;-o;a.pdf;--;12",
	};
	for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
		struct read read = read_line(lines[i]);
		cr_assert(read.is_fine, "%s", lines[i]);
		cr_assert_str_eq(read.options.values[OPTION_OUTPUT], "a.pdf",
		    "%s", lines[i]);
		cr_assert_eq(read.options.count, 2, "%s", lines[i]);
		cr_assert_str_eq(read.options.arguments[0], "print");
		cr_assert_str_eq(read.options.arguments[1], "12");
		cr_assert_null(read.options.values[OPTION_JSON]);
		arena_free(read.arena);
	}
}

Test(options, end_at_two_hyphens)
{
	struct read read = read_line("set;12;--;--json;-o;--");
	cr_assert(read.is_fine);
	cr_assert_null(read.options.values[OPTION_JSON]);
	cr_assert_eq(read.options.count, 5);
	cr_assert_str_eq(read.options.arguments[2], "--json");
	cr_assert_str_eq(read.options.arguments[4], "--");
	arena_free(read.arena);
}

Test(options, leave_one_hyphen_and_values_alone)
{
	struct read read = read_line("set;-;pet_name=-o;--file=a=b;--lang;-");
	cr_assert(read.is_fine);
	cr_assert_eq(read.options.count, 3);
	cr_assert_str_eq(read.options.arguments[1], "-");
	cr_assert_str_eq(read.options.values[OPTION_FILE], "a=b");
	cr_assert_str_eq(read.options.values[OPTION_LANG], "-");
	arena_free(read.arena);
	read = read_line("--json;-h");
	cr_assert_str_empty(read.options.values[OPTION_JSON]);
	cr_assert_not_null(read.options.values[OPTION_HELP]);
	cr_assert_eq(read.options.count, 0);
	arena_free(read.arena);
}

Test(options, that_do_not_exist_are_told_with_what_was_meant)
{
	static const struct {
		const char *line;
		enum word word;
		const char *argument; /* the last */
	} cases[] = {
	    {"--fiel=x", WORD_APP_OPTION_UNKNOWN_NEAR, "file"},
	    {"--xyzzy", WORD_APP_OPTION_UNKNOWN, "xyzzy"},
	    {"-x", WORD_APP_OPTION_UNKNOWN, "x"},
	    {"-", WORD_MAX, NULL},
	    {"--fo", WORD_APP_OPTION_NEEDS_VALUE, "DIR"},
	    {"--f=x", WORD_APP_OPTION_SEVERAL, "f"},
	    {"--=x", WORD_APP_OPTION_SEVERAL, ""},
	    {"--file", WORD_APP_OPTION_NEEDS_VALUE, "FILE"},
	    {"--file=", WORD_APP_OPTION_NEEDS_VALUE, "FILE"},
	    {"--file;", WORD_APP_OPTION_NEEDS_VALUE, "FILE"},
	    {"-o", WORD_APP_OPTION_NEEDS_VALUE, "FILE"},
	    {"--json=yes", WORD_APP_OPTION_NO_VALUE, "json"},
	    {"--json=", WORD_APP_OPTION_NO_VALUE, "json"},
	    {"-hx", WORD_APP_OPTION_NO_VALUE, "help"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct read read = read_line(cases[i].line);
		const struct err *err = &read.err;
		cr_assert_eq(read.is_fine, cases[i].argument == NULL, "%s",
		    cases[i].line);
		if (!read.is_fine) {
			cr_assert_eq(
			    err->word, cases[i].word, "%s", cases[i].line);
			cr_assert_str_eq(err->arguments[err->count - 1],
			    cases[i].argument, "%s", cases[i].line);
		}
		arena_free(read.arena);
	}
}

Test(options, all_have_a_line_of_help)
{
	struct str help = STR_EMPTY;
	options_put_help(&help, words_english());
	size_t lines = 0;
	for (const char *c = help.text; *c != '\0'; c++)
		lines += *c == '\n';
	cr_assert_eq(lines, OPTION_MAX);
	for (enum option_id id = 0; id < OPTION_MAX; id++)
		cr_assert_not_null(strstr(help.text, option_name(id)));
	cr_assert_not_null(strstr(help.text, "  -o, --output=FILE  the file"));
	cr_assert_not_null(strstr(help.text, "  --json             as JSON"));
	str_release(&help);
}
