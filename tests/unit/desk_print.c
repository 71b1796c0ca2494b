/*
 * Prints and previews.  The preview must show the paper's own pages: the same
 * number of them, and on each the words that stand on it, in their order.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "desk/print.h"
#include "rig/room.h"

/* A plan that fills several pages. */
static void
fill(struct room *room)
{
	room_add(room, "Mair Evans");
	room_set(room, "called", "Mair");
	room_set(room, "route", "scored");
	room_set(room, "meals", "all");
	room_set(room, "washing", "some");
	room_set(room, "week", "mon morning: Huw 2 h\nsun evening: alone");
	struct str text = STR_EMPTY;
	for (int i = 0; i < 60; i++)
		str_format(&text, "Day %d is a day in my garden.\n", i);
	room_set(room, "matters", text.text);
	str_release(&text);
	for (int i = 1; i <= 30; i++) {
		const char *what =
		    arena_format(room->arena, "lines.%d.what", i);
		const char *cost =
		    arena_format(room->arena, "lines.%d.cost", i);
		room_add_row(room, "lines");
		room_set(
		    room, what, arena_format(room->arena, "Help number %d", i));
		room_set(room, cost, "10");
	}
}

static void
print_to(struct room *room, const struct print_of *of, const char *path)
{
	struct str bytes = STR_EMPTY;
	cr_assert(desk_print(room->desk, of, &bytes, &room->err));
	cr_assert(file_write(path, bytes.text, bytes.length, &room->err));
	str_release(&bytes);
}

/* --- The preview ---------------------------------------------------------- */

/* What others read on a page of the PDF, in the order it was written in. */
static void
read_pdf_page(const char *path, size_t page, struct str *out)
{
	struct str command = STR_EMPTY;
	char bytes[4096];
	size_t length;
	str_format(&command, "pdftotext -raw -f %zu -l %zu '%s' -", page + 1,
	    page + 1, path);
	FILE *pipe = popen(command.text, "r");
	cr_assert_not_null(pipe);
	str_clear(out);
	while ((length = fread(bytes, 1, sizeof(bytes), pipe)) > 0)
		str_put_n(out, bytes, length);
	cr_assert_eq(pclose(pipe), 0, "pdftotext fails");
	str_release(&command);
}

static bool
is_letter(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

/* The next word of a text; false at its end. */
static bool
next_word(const char **text, struct str *word)
{
	while (**text != '\0' && !is_letter(**text))
		++*text;
	str_clear(word);
	while (is_letter(**text))
		str_put_char(word, *(*text)++);
	return word->length > 0;
}

/* Do these words stand on the paper, in this order? */
static bool
stand_on(const char *words, const char *paper, struct str *missing)
{
	struct str there = STR_EMPTY;
	bool is_there = true;
	while (is_there && next_word(&words, missing))
		do
			is_there = next_word(&paper, &there);
		while (is_there && !text_is(there.text, missing->text));
	str_release(&there);
	return is_there;
}

static void
put_preview_page(struct str *out, const struct preview_page *page)
{
	str_clear(out);
	for (size_t i = 0; i < page->count; i++)
		str_format(out, "%s\n", page->lines[i]);
}

/* What fill() wrote stands on the same page of both. */
static void
expect_same_places(const char *preview, const char *paper)
{
	struct str text = STR_EMPTY;
	for (int i = 1; i < 60; i++) {
		str_clear(&text);
		str_format(&text, i % 2 ? "Day %d is" : "number %d", i / 2);
		cr_assert_eq(strstr(preview, text.text) != NULL,
		    strstr(paper, text.text) != NULL, "%s", text.text);
	}
	str_release(&text);
}

Test(prints, are_previewed_page_by_page)
{
	static const char *const sizes[] = {"clear", "large", "giant"};
	struct room *room = room_new();
	struct str shown = STR_EMPTY, paper = STR_EMPTY, missing = STR_EMPTY;
	const char *path = room_path(room, "plan.pdf");
	fill(room);
	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
		const struct print_of of = {.size = sizes[i]};
		struct preview *preview;
		print_to(room, &of, path);
		cr_assert(
		    desk_preview(room->desk, &of, 78, &preview, &room->err));
		cr_assert_gt(preview->count, 3);
		for (size_t page = 0; page < preview->count; page++) {
			put_preview_page(&shown, &preview->pages[page]);
			read_pdf_page(path, page, &paper);
			cr_assert(stand_on(shown.text, paper.text, &missing),
			    "%s, page %zu: %s\n%s\n%s", sizes[i], page + 1,
			    missing.text, shown.text, paper.text);
			expect_same_places(shown.text, paper.text);
		}
		struct str last = STR_EMPTY;
		str_format(
		    &last, "Page %zu of %zu", preview->count, preview->count);
		cr_assert_not_null(strstr(paper.text, last.text));
		str_release(&last);
		preview_free(preview);
	}
	str_release(&shown);
	str_release(&paper);
	str_release(&missing);
	room_free(room);
}

Test(prints, are_previewed_in_windows_of_any_width)
{
	struct room *room = room_new();
	struct preview *wide, *narrow;
	const struct print_of of = {.part = "plan"};
	fill(room);
	cr_assert(desk_preview(room->desk, &of, 78, &wide, &room->err));
	cr_assert(desk_preview(room->desk, &of, 38, &narrow, &room->err));
	cr_assert_eq(wide->count, narrow->count, "the paper is the same");
	size_t wide_lines = 0, narrow_lines = 0;
	for (size_t page = 0; page < wide->count; page++) {
		wide_lines += wide->pages[page].count;
		narrow_lines += narrow->pages[page].count;
	}
	cr_assert_gt(narrow_lines, wide_lines);
	preview_free(wide);
	preview_free(narrow);
	room_free(room);
}

/* --- What is printed ------------------------------------------------------ */

/* The print as text, in the arena. */
static const char *
text_of(struct room *room, const struct print_of *of)
{
	struct print_of as_text = *of;
	struct str bytes = STR_EMPTY;
	as_text.format = FORMAT_TEXT;
	cr_assert(desk_print(room->desk, &as_text, &bytes, &room->err));
	const char *text = arena_copy(room->arena, bytes.text);
	str_release(&bytes);
	return text;
}

Test(prints, are_of_the_part_that_was_asked_for)
{
	struct room *room = room_new();
	const struct print_of plan = {0}, sum = {.part = "sum"},
			      visit = {.part = "visit"};
	fill(room);
	cr_assert_not_null(strstr(text_of(room, &plan), "My support plan"));
	cr_assert_not_null(
	    strstr(text_of(room, &sum), "How we got this number"));
	cr_assert_not_null(
	    strstr(text_of(room, &visit), "No visit is written down yet."));
	room_free(room);
}

Test(prints, are_as_large_as_the_person_reads)
{
	struct room *room = room_new();
	struct preview *usual, *large, *asked;
	const struct print_of plan = {0}, clear = {.size = "clear"};
	fill(room);
	cr_assert(desk_preview(room->desk, &plan, 78, &usual, &room->err));
	room_set(room, "size", "giant");
	cr_assert(desk_preview(room->desk, &plan, 78, &large, &room->err));
	cr_assert(desk_preview(room->desk, &clear, 78, &asked, &room->err));
	cr_assert_gt(large->count, usual->count);
	cr_assert_eq(asked->count, usual->count);
	preview_free(usual);
	preview_free(large);
	preview_free(asked);
	room_free(room);
}

Test(prints, fall_back_to_english_unless_a_language_was_asked_for)
{
	struct room *room = room_new();
	struct str bytes = STR_EMPTY;
	const struct print_of plan = {.format = FORMAT_TEXT},
			      welsh = {.language = "cy"};
	room_add(room, "Mair Evans");
	room_set(room, "language", "cy");
	cr_assert(desk_print(room->desk, &plan, &bytes, &room->err));
	cr_assert_not_null(strstr(bytes.text, "My support plan"));
	cr_assert_not(desk_print(room->desk, &welsh, &bytes, &room->err));
	cr_assert(room_says(room, WORD_DESK_LANGUAGE_MISSING));
	str_release(&bytes);
	room_free(room);
}

Test(prints, say_what_there_is_when_there_is_no_such_thing)
{
	struct room *room = room_new();
	struct str bytes = STR_EMPTY;
	struct preview *preview;
	const struct print_of part = {.part = "poster"},
			      size = {.size = "tiny"};
	room_add(room, "Mair Evans");
	cr_assert_not(desk_print(room->desk, &part, &bytes, &room->err));
	cr_assert(room_says(room, WORD_DESK_PART_UNKNOWN));
	cr_assert_not(desk_print(room->desk, &size, &bytes, &room->err));
	cr_assert(room_says(room, WORD_DESK_SIZE_UNKNOWN));
	cr_assert_not(
	    desk_preview(room->desk, &size, 78, &preview, &room->err));
	cr_assert_null(preview);
	cr_assert_str_empty(bytes.text);
	cr_assert_eq(paper_format_find("pdf"), FORMAT_PDF);
	cr_assert_eq(paper_format_find("text"), FORMAT_TEXT);
	cr_assert_eq(paper_format_find("html"), FORMAT_MAX);
	room_free(room);
}

Test(prints, go_to_a_file_under_home_whose_name_names_nobody)
{
	struct room *room = room_new();
	const struct print_of visit = {.part = "visit"};
	struct str path = STR_EMPTY, bytes = STR_EMPTY;

	room_add(room, "Mair Evans");
	setenv("HOME", room->folder, 1);
	desk_put_paper_path(&path, room->desk, "visit");
	cr_assert_str_eq(path.text, "~/0001-visit.pdf");
	cr_assert_not(desk_is_file(path.text));
	cr_assert(desk_print_to(room->desk, &visit, path.text, &room->err));
	cr_assert(desk_is_file(path.text));
	cr_assert(file_read(
	    room_path(room, "0001-visit.pdf"), FILE_LIMIT, &bytes, &room->err));
	cr_assert_eq(strncmp(bytes.text, "%PDF-", 5), 0);

	unsetenv("HOME");
	str_clear(&path);
	desk_put_paper_path(&path, room->desk, "visit");
	cr_assert_str_eq(path.text, "0001-visit.pdf");
	cr_assert_not(desk_print_to(
	    room->desk, &visit, "/nowhere/at/all.pdf", &room->err));
	str_release(&path);
	str_release(&bytes);
	room_free(room);
}
