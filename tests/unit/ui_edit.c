/*
 * The edit: typing, taking away, moving, undo.  Keys are written as text with
 * names in braces, and what comes of them as the text with a bar at the caret.
 */
#include "ui/edit.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

#include "base/attr.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { WIDTH = 10 };

static bool
up(struct edit *edit)
{
	return edit_up(edit, WIDTH);
}

static bool
down(struct edit *edit)
{
	return edit_down(edit, WIDTH);
}

static bool
home(struct edit *edit)
{
	edit_row_start(edit, WIDTH);
	return true;
}

static bool
end(struct edit *edit)
{
	edit_row_end(edit, WIDTH);
	return true;
}

static bool
top(struct edit *edit)
{
	edit_top(edit);
	return true;
}

static bool
bottom(struct edit *edit)
{
	edit_bottom(edit);
	return true;
}

static bool
select_left(struct edit *edit)
{
	edit_extend(edit, EDIT_LEFT);
	return true;
}

static bool
select_word(struct edit *edit)
{
	edit_extend(edit, EDIT_WORD_LEFT);
	return true;
}

static bool
select_up(struct edit *edit)
{
	edit_wrap(edit, WIDTH);
	edit_extend(edit, EDIT_UP);
	return true;
}

static bool
select_home(struct edit *edit)
{
	edit_wrap(edit, WIDTH);
	edit_extend(edit, EDIT_ROW_START);
	return true;
}

static bool
hold(struct edit *edit)
{
	edit_hold(edit);
	return true;
}

static bool
unselect(struct edit *edit)
{
	edit_unselect(edit);
	return true;
}

static const struct {
	const char *name;
	bool (*press)(struct edit *edit);
} keys[] = {
    {"{+left}", select_left},
    {"{+word}", select_word},
    {"{+up}", select_up},
    {"{+home}", select_home},
    {"{hold}", hold},
    {"{esc}", unselect},
    {"{back}", edit_backspace},
    {"{del}", edit_delete},
    {"{undo}", edit_undo},
    {"{redo}", edit_redo},
    {"{left}", edit_left},
    {"{right}", edit_right},
    {"{wordleft}", edit_word_left},
    {"{wordright}", edit_word_right},
    {"{up}", up},
    {"{down}", down},
    {"{home}", home},
    {"{end}", end},
    {"{top}", top},
    {"{bottom}", bottom},
};

/* Press what is written; gives what the last key gave. */
static bool
press(struct edit *edit, const char *written)
{
	bool result = true;

	while (*written) {
		size_t i = 0;
		while (i < ARRAY_LENGTH(keys) &&
		       !text_starts(written, keys[i].name))
			i++;
		if (i < ARRAY_LENGTH(keys)) {
			result = keys[i].press(edit);
			written += strlen(keys[i].name);
			continue;
		}
		size_t used = utf8_next(written, strlen(written), 0);
		edit_type(edit, written, used);
		written += used;
	}
	return result;
}

static void
expect(struct edit *edit, const char *wanted, const char *why)
{
	struct str shown = STR_EMPTY;

	str_put(&shown, edit_text(edit));
	str_insert(&shown, edit_caret(edit), "|", 1);
	cr_assert_str_eq(shown.text, wanted, "%s: %s", why, shown.text);
	str_release(&shown);
}

struct example {
	const char *before, *keys, *after;
};

static void
try_examples(const struct example *examples, size_t count)
{
	setlocale(LC_ALL, "C.UTF-8");
	for (size_t i = 0; i < count; i++) {
		struct edit *edit = edit_new(examples[i].before, false);
		press(edit, examples[i].keys);
		expect(edit, examples[i].after, examples[i].keys);
		edit_free(edit);
	}
}

Test(edit, takes_whole_characters_away)
{
	static const struct example examples[] = {
	    {"cafe\u0301", "{back}", "caf|"},
	    {"Si\u00e2n", "{back}{back}", "Si|"},
	    {"e\u0301a", "{top}{del}", "|a"},
	    {"a\U0001f469\u200d\U0001f467", "{back}", "a|"},
	    {"a\U0001f1ec\U0001f1e7", "{back}", "a|"},
	    {"\u0995\u09bf", "{back}", "|"},
	    {"", "{back}{del}", "|"},
	    {"ab", "{del}", "ab|"},
	    {"a\xff"
	     "b",
		"{back}{back}", "a|"},
	};
	try_examples(examples, ARRAY_LENGTH(examples));
}

Test(edit, keeps_the_caret_between_characters)
{
	static const struct example examples[] = {
	    {"a\u0301b", "{top}{right}", "a\u0301|b"},
	    {"ab", "{left}\u0301", "a\u0301|b"},
	    /* A mark that comes to stand behind another letter. */
	    {"xa\u0301", "{left}{del}", "x|"},
	    {"\u0301", "{top}a", "a\u0301|"},
	};
	try_examples(examples, ARRAY_LENGTH(examples));

	struct edit *edit = edit_new("a\U0001f469\u200d\U0001f467z", false);
	size_t length = edit_length(edit);
	for (size_t at = 0; at <= length + 1; at++) {
		edit_set_caret(edit, at);
		size_t caret = edit_caret(edit);
		cr_assert(caret == 0 || caret == 1 || caret == length - 1 ||
			  caret == length);
		cr_assert(caret >= at || at > length);
	}
	edit_free(edit);
}

Test(edit, moves_by_words_and_rows)
{
	static const struct example examples[] = {
	    {"one two  three", "{wordleft}{wordleft}", "one |two  three"},
	    {"one two  three", "{top}{wordright}{wordright}",
		"one two  |three"},
	    {"into the deep sea", "{up}", "into the| deep sea"},
	    {"into the deep sea", "{up}{home}", "|into the deep sea"},
	    {"into the deep sea", "{up}{end}", "into the| deep sea"},
	    {"into the deep sea", "{top}{down}", "into the |deep sea"},
	    {"into the deep sea", "{top}{end}", "into the| deep sea"},
	    {"abcdef\nx\nabcdef", "{up}", "abcdef\nx|\nabcdef"},
	    /* The column is kept past a short row. */
	    {"abcdef\nx\nabcdef", "{up}{up}", "abcdef|\nx\nabcdef"},
	    {"abcdef\nx\nabcdef", "{up}{left}{up}", "|abcdef\nx\nabcdef"},
	    {"abcdefghijklm", "{up}{end}", "abcdefghi|jklm"},
	};
	try_examples(examples, ARRAY_LENGTH(examples));
}

Test(edit, says_when_the_caret_is_at_the_edge)
{
	static const struct {
		const char *keys;
		bool moves;
	} cases[] = {
	    {"{top}{left}", false},
	    {"{top}{up}", false},
	    {"{top}{wordleft}", false},
	    {"{bottom}{right}", false},
	    {"{bottom}{down}", false},
	    {"{bottom}{wordright}", false},
	    {"{bottom}{left}", true},
	    {"{bottom}{up}", true},
	    {"{top}{down}", true},
	    {"{top}{right}", true},
	};
	setlocale(LC_ALL, "C.UTF-8");
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct edit *edit = edit_new("one\ntwo", false);
		cr_assert_eq(press(edit, cases[i].keys), cases[i].moves, "%s",
		    cases[i].keys);
		edit_free(edit);
	}
}

Test(edit, undoes_typing_until_the_caret_moved_or_a_sentence_ended)
{
	static const struct example examples[] = {
	    {"", "one two{undo}", "|"},
	    {"", "one two{undo}{redo}", "one two|"},
	    {"", "one{left}x{undo}", "on|e"},
	    {"", "one{left}x{undo}{undo}", "|"},
	    {"", "One. Two{undo}", "One. |"},
	    {"", "Is it? Yes! No{undo}{undo}", "Is it? |"},
	    {"", "3.5 hours{undo}", "|"},
	    {"abc", "{back}{back}{undo}", "abc|"},
	    {"abc", "{top}{del}{del}{undo}", "|abc"},
	    {"abc", "{back}x{undo}", "ab|"},
	    {"abc", "x{back}{undo}", "abcx|"},
	    {"abc", "x{undo}y{redo}", "abcy|"},
	    {"abc", "x{undo}{undo}{undo}{redo}{redo}", "abcx|"},
	    {"e\u0301", "{back}a{undo}{undo}", "e\u0301|"},
	};
	try_examples(examples, ARRAY_LENGTH(examples));

	struct edit *edit = edit_new("abc", false);
	cr_assert_not(press(edit, "{undo}"));
	cr_assert_not(press(edit, "{redo}"));
	cr_assert_not(press(edit, "x{undo}{undo}"));
	cr_assert_not(press(edit, "{redo}{redo}"));
	edit_free(edit);
}

/* The text with brackets round what is selected, and the bar at the caret. */
static void
expect_selected(const char *before, const char *written, const char *wanted)
{
	struct edit *edit = edit_new(before, false);
	struct str shown = STR_EMPTY;
	size_t start, end;

	press(edit, written);
	str_put(&shown, edit_text(edit));
	bool has_any = edit_selection(edit, &start, &end);
	bool is_back = edit_caret(edit) == start;
	str_insert(&shown, end, is_back ? "]" : "|]", is_back ? 1 : 2);
	str_insert(&shown, start, is_back ? "[|" : "[", is_back ? 2 : 1);
	cr_assert_str_eq(shown.text, wanted, "%s: %s", written, shown.text);
	cr_assert_eq(has_any, start < end);
	str_release(&shown);
	edit_free(edit);
}

Test(edit, selects_whole_characters_either_way)
{
	static const struct example examples[] = {
	    {"abc", "{+left}{+left}", "a[|bc]"},
	    {"abc", "{+left}{+left}{left}", "a[|]bc"},
	    {"abc", "{+left}{+left}{right}", "abc[|]"},
	    {"one two", "{+word}", "one [|two]"},
	    {"one two", "{+word}{+word}", "[|one two]"},
	    {"e\u0301a", "{left}{+left}", "[|e\u0301]a"},
	    {"a\U0001f469\u200d\U0001f467", "{+left}",
		"a[|\U0001f469\u200d\U0001f467]"},
	    {"into the deep sea", "{+up}", "into the[| deep sea]"},
	    {"into the deep sea", "{+up}{+up}", "[|into the deep sea]"},
	    {"into the deep sea", "{+home}", "into the [|deep sea]"},
	    {"abc", "{top}{hold}{right}{right}", "[ab|]c"},
	    {"abc", "{top}{hold}{right}{esc}{right}", "ab[|]c"},
	    {"abc", "{+left}x{+left}", "ab[|x]"},
	    {"abc", "{top}{hold}{right}{del}{right}", "b[|]c"},
	};
	setlocale(LC_ALL, "C.UTF-8");
	for (size_t i = 0; i < ARRAY_LENGTH(examples); i++)
		expect_selected(
		    examples[i].before, examples[i].keys, examples[i].after);
}

Test(edit, puts_what_is_typed_in_the_place_of_what_is_selected)
{
	static const struct example examples[] = {
	    {"one two", "{+word}x", "one x|"},
	    {"one two", "{+word}xyz{undo}", "one two|"},
	    {"one two", "{+word}xyz{undo}{redo}", "one xyz|"},
	    {"one two", "{+word}{back}", "one |"},
	    {"one two", "{+word}{del}{undo}", "one two|"},
	    {"one two", "{+word}{back}{back}{undo}", "one |"},
	    {"one two", "{+word}{back}{back}{undo}{undo}", "one two|"},
	    {"one two", "x{+left}{+left}y{undo}{undo}", "one two|"},
	};
	try_examples(examples, ARRAY_LENGTH(examples));

	struct edit *edit = edit_new("one two", false);
	press(edit, "{+word}");
	edit_paste(edit, "a\nb", 3);
	expect(edit, "one a\nb|", "a paste");
	press(edit, "{+left}");
	edit_paste(edit, "\x01", 1);
	expect(edit, "one a\n|b", "what cannot be typed takes nothing out");
	edit_unselect(edit);
	press(edit, "{undo}");
	expect(edit, "one two|", "in one step");
	edit_free(edit);
}

Test(edit, tells_in_parts_what_is_selected)
{
	static const struct {
		size_t start, length;
		size_t count, first_end;
		bool is_first_selected;
	} cases[] = {
	    {0, 3, 1, 3, false},
	    {0, 5, 2, 4, false},
	    {4, 2, 1, 6, true},
	    {5, 2, 2, 6, true},
	    {0, 7, 3, 4, false},
	    {6, 1, 1, 7, false},
	    {6, 0, 0, 0, false},
	};
	struct edit *edit = edit_new("one wo!", false);
	struct edit_part parts[EDIT_PARTS_MOST];

	press(edit, "{left}{+word}");
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		size_t count =
		    edit_parts(edit, cases[i].start, cases[i].length, parts);
		cr_assert_eq(count, cases[i].count, "%zu: %zu", i, count);
		if (count == 0)
			continue;
		cr_assert_eq(parts[0].start + parts[0].length,
		    cases[i].first_end, "%zu", i);
		cr_assert_eq(parts[0].is_selected, cases[i].is_first_selected);
	}
	cr_assert(edit_is_selected(edit, 4) && !edit_is_selected(edit, 6));
	edit_unselect(edit);
	cr_assert_eq(edit_parts(edit, 0, 7, parts), 1);
	edit_free(edit);
}

Test(edit, undoes_a_paste_in_one_step)
{
	struct edit *edit = edit_new("before ", false);
	const char *text = "One. Two.\r\nThree.";

	edit_type(edit, "typed ", 6);
	edit_paste(edit, text, strlen(text));
	edit_type(edit, "!", 1);
	expect(edit, "before typed One. Two.\nThree.!|", "a paste");
	press(edit, "{undo}");
	expect(edit, "before typed One. Two.\nThree.|", "what came after");
	press(edit, "{undo}");
	expect(edit, "before typed |", "the paste");
	press(edit, "{undo}");
	expect(edit, "before |", "what came before");
	edit_free(edit);
}

Test(edit, lets_in_only_what_can_be_typed)
{
	static const char text[] = "a\tb\r\nc\x1b[31m\x7f\xc2\x85\xff\rd\0e";
	static const char wanted[] = "a b\nc[31m\ufffd\nde|";
	struct edit *edit = edit_new(NULL, false);

	edit_paste(edit, text, sizeof(text) - 1);
	expect(edit, wanted, "several lines");
	edit_free(edit);

	edit = edit_new("", true);
	edit_paste(edit, "one\ntwo\r\nthree", 14);
	expect(edit, "one two three|", "one line");
	edit_paste(edit, "\x01\x02", 2);
	cr_assert_not(press(edit, "{undo}{undo}"));
	edit_free(edit);
}

Test(edit, knows_whether_it_has_changed)
{
	struct edit *edit = edit_new("kept", false);

	press(edit, "{left}{up}{right}{home}");
	cr_assert_not(edit_is_changed(edit));
	press(edit, "x");
	cr_assert(edit_is_changed(edit));
	edit_settle(edit);
	cr_assert_not(edit_is_changed(edit));
	press(edit, "{undo}");
	cr_assert(edit_is_changed(edit));
	edit_free(edit);
	edit_free(NULL);
}

Test(edit, tells_where_the_caret_stands)
{
	static const struct {
		const char *text;
		size_t caret;
		int row, column;
	} cases[] = {
	    {"", 0, 0, 0},
	    {"into the deep", 0, 0, 0},
	    {"into the deep", 9, 1, 0},
	    {"into the deep", 13, 1, 4},
	    {"abcdefghij", 10, 0, 10},
	    {"blanks      beyond", 12, 1, 0},
	    {"blanks      beyond", 11, 0, 10},
	    {"\u65e5\u672c\u8a9e", 6, 0, 4},
	    {"a\n", 2, 1, 0},
	};
	setlocale(LC_ALL, "C.UTF-8");
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct edit *edit = edit_new(cases[i].text, true);
		int row, column;
		edit_set_caret(edit, cases[i].caret);
		edit_caret_at(edit, WIDTH, &row, &column);
		cr_assert(row == cases[i].row && column == cases[i].column,
		    "%s at %zu: %d, %d", cases[i].text, cases[i].caret, row,
		    column);
		edit_free(edit);
	}
}

/* An edit of the text that another has now, with the steps of that. */
static struct edit *
later(struct edit *before, size_t most)
{
	struct edit *after = edit_new(edit_text(before), false);
	struct str steps = STR_EMPTY;

	edit_put_steps(before, most, &steps);
	cr_assert_leq(steps.length, most);
	cr_assert_eq(edit_take_steps(after, steps.text), steps.length > 0);
	str_release(&steps);
	edit_free(before);
	return after;
}

Test(edit, hands_its_steps_to_another)
{
	struct edit *edit = edit_new("kept ", false);

	press(edit, "\u0175\"{back}{+word}x. y{top}{del}");
	edit = later(edit, 4096);
	expect(edit, "ept x. y|", "the same text");
	press(edit, "{undo}");
	expect(edit, "|kept x. y", "what was deleted stands behind the caret");
	cr_assert(edit_is_undone(edit));
	press(edit, "{redo}{undo}");
	edit = later(edit, 4096);
	press(edit, "{redo}{undo}{undo}{undo}{undo}");
	cr_assert_str_eq(edit_text(edit), "kept \u0175\"");
	press(edit, "{undo}");
	expect(edit, "kept |", "all of it");
	cr_assert_not(press(edit, "{undo}"));
	press(edit, "z");
	cr_assert_not(edit_is_undone(edit));
	edit_free(edit);
}

Test(edit, leaves_out_the_steps_of_long_ago)
{
	struct edit *edit = edit_new("", false);

	press(edit, "One. Two. Three. Four. Five. Six. Seven.");
	edit = later(edit, 250);
	while (edit_undo(edit))
		;
	cr_assert(text_starts(edit_text(edit), "One. "));
	cr_assert_lt(edit_length(edit), strlen("One. Two. Three. Four. Five."));
	edit_free(edit);
	edit = edit_new("", false);
	press(edit, "One. Two.");
	edit = later(edit, 70);
	cr_assert_not(edit_undo(edit));
	edit_free(edit);
}

Test(edit, takes_no_steps_that_are_not_its_own)
{
	static const char *const wrong[] = {
	    "", "{", "[]", "7", "{\"done\":1}", "{\"done\":-1,\"steps\":[]}"};
	struct edit *edit = edit_new("abc", false), *other;
	struct str steps = STR_EMPTY, spoilt = STR_EMPTY;

	press(edit, "d");
	edit_put_steps(edit, 4096, &steps);
	edit_free(edit);
	for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++) {
		edit = edit_new("", false);
		cr_assert_not(edit_take_steps(edit, wrong[i]));
		cr_assert_not(edit_undo(edit));
		edit_free(edit);
	}
	other = edit_new("abcd!", false);
	cr_assert_not(edit_take_steps(other, steps.text));
	cr_assert_not(edit_undo(other));
	edit_free(other);
	/* Every letter of them may be another, and the edit comes to no harm.
	 */
	for (size_t i = 0; i < steps.length; i++)
		for (char c = ' '; c < 127; c = (char)(c + 7)) {
			edit = edit_new("abcd", false);
			str_clear(&spoilt);
			str_put(&spoilt, steps.text);
			spoilt.text[i] = c;
			edit_take_steps(edit, spoilt.text);
			while (edit_undo(edit))
				;
			while (edit_redo(edit))
				;
			cr_assert_leq(edit_length(edit), 8);
			edit_free(edit);
		}
	str_release(&spoilt);
	str_release(&steps);
}

Test(edit, puts_another_text_in_its_place_in_one_step)
{
	static const struct example cases[] = {
	    {"One two", "One and two", ""},
	    {"", "x", ""},
	    {"x", "", ""},
	    {"same", "same", ""},
	    {"aaa", "aa", ""},
	    {"\u00e9\u00e8", "\u00e9\u00e9", ""},
	    {"\u00e9", "\u0169", ""},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct edit *edit = edit_new(cases[i].before, false);
		edit_replace(edit, cases[i].keys);
		cr_assert_str_eq(edit_text(edit), cases[i].keys);
		bool is_same = text_is(cases[i].before, cases[i].keys);
		cr_assert_eq(edit_undo(edit), !is_same);
		cr_assert_str_eq(edit_text(edit), cases[i].before);
		cr_assert_not(edit_undo(edit));
		edit_free(edit);
	}
}

/* The next of a run of numbers that looks like chance, the same each time. */
static unsigned
next_number(unsigned *state)
{
	*state = *state * 1103515245U + 12345U;
	return *state >> 16 & 0x7FFF;
}

Test(edit, comes_back_from_any_run_of_keys)
{
	static const char *const pieces[] = {"a", " ", "b. ", "\n", "\u0301",
	    "\u65e5", "\U0001f469", "\u200d", "\u09bf", "\xc3", "-"};
	setlocale(LC_ALL, "C.UTF-8");
	for (unsigned run = 0; run < 300; run++) {
		unsigned state = run;
		struct edit *edit = edit_new("Si\u00e2n.\nOne", false);
		for (int i = 0; i < 80; i++) {
			unsigned number = next_number(&state);
			if (number % 3 == 0)
				keys[number / 3 % ARRAY_LENGTH(keys)].press(
				    edit);
			else {
				const char *piece =
				    pieces[number % ARRAY_LENGTH(pieces)];
				edit_type(edit, piece, strlen(piece));
			}
			size_t caret = edit_caret(edit);
			edit_set_caret(edit, caret);
			cr_assert_eq(edit_caret(edit), caret);
			cr_assert(utf8_is_valid(
			    edit_text(edit), edit_length(edit), NULL));
		}
		while (edit_redo(edit))
			;
		char *furthest = mem_copy_text(edit_text(edit));
		while (edit_undo(edit))
			;
		cr_assert_str_eq(edit_text(edit), "Si\u00e2n.\nOne");
		while (edit_redo(edit))
			;
		cr_assert_str_eq(edit_text(edit), furthest);
		mem_free(furthest);
		edit_free(edit);
	}
}

Test(edit, begins_anew_unless_it_is_put_right)
{
	struct edit *edit = edit_new("3 April 1957", true);

	edit_begin_anew(edit);
	edit_type(edit, "4", 1);
	edit_type(edit, "/", 1);
	cr_assert_str_eq(edit_text(edit), "4/");
	cr_assert(edit_undo(edit));
	cr_assert_str_eq(edit_text(edit), "3 April 1957");
	edit_begin_anew(edit);
	edit_right(edit); /* it is at the end already */
	edit_type(edit, "8", 1);
	cr_assert_str_eq(edit_text(edit), "3 April 19578");
	edit_begin_anew(edit);
	edit_backspace(edit);
	edit_backspace(edit);
	edit_type(edit, "8", 1);
	cr_assert_str_eq(edit_text(edit), "3 April 1958");
	edit_begin_anew(edit);
	edit_paste(edit, "1 May", 5);
	cr_assert_str_eq(edit_text(edit), "1 May");
	edit_free(edit);
}
