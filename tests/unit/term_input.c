/* The stream of typed bytes, taken apart into events. */
#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

#include "base/str.h"
#include "term/input.h"

static struct input *
open_input(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	return input_new(keys_new(false));
}

static void
feed(struct input *input, const char *bytes)
{
	input_feed(input, bytes, strlen(bytes));
}

/* All events that are there, as text: keys in <>, pastes in []. */
static void
expect_events(struct input *input, const char *wanted)
{
	struct str got = STR_EMPTY;
	struct term_event event;
	enum input_found found;
	while ((found = input_next(input, &event)) != INPUT_NOTHING) {
		if (found == INPUT_MARK)
			str_put(&got, "(mark)");
		else if (event.kind == TERM_KEY)
			str_format(&got, "<%s>", term_key_name(event.key));
		else if (event.kind == TERM_PASTE)
			str_format(&got, "[%s]", event.text);
		else
			str_put_n(&got, event.text, event.length);
	}
	cr_expect_str_eq(got.text, wanted);
	str_release(&got);
}

Test(input, hands_out_what_was_typed_in_order)
{
	struct input *input = open_input();
	expect_events(input, "");
	feed(input, "Si\xC3");
	expect_events(input, "Si");
	feed(input, "\xA2n\033[");
	expect_events(input, "ân");
	feed(input, "A\033[7777~x\033[99~y");
	expect_events(input, "<Up>(mark)xy");
	input_free(input);
}

Test(input, says_whether_more_is_there)
{
	struct input *input = open_input();
	struct term_event event;
	cr_expect(!input_has_event(input));
	feed(input, "a\033[99~b\033[7777~c");
	cr_expect(input_has_event(input));
	cr_expect_eq(input_next(input, &event), INPUT_EVENT);
	cr_expect(input_has_event(input));
	cr_expect_eq(input_next(input, &event), INPUT_EVENT);
	/* Before a mark is answered, everything must have been drawn. */
	cr_expect(!input_has_event(input));
	cr_expect_eq(input_next(input, &event), INPUT_MARK);
	cr_expect(input_has_event(input));
	cr_expect_eq(input_next(input, &event), INPUT_EVENT);
	feed(input, "\033[99~\033[");
	cr_expect(!input_has_event(input));
	input_free(input);
}

Test(input, waits_only_for_what_has_begun)
{
	struct input *input = open_input();
	struct term_event event;
	cr_expect_eq(input_patience(input), -1);
	feed(input, "\033");
	cr_expect_eq(input_next(input, &event), INPUT_NOTHING);
	int after_escape = input_patience(input);
	cr_expect(after_escape > 0 && after_escape < 100);
	input_settle(input);
	expect_events(input, "<Esc>");
	cr_expect_eq(input_patience(input), -1);
	feed(input, "\033[1;");
	cr_expect_eq(input_next(input, &event), INPUT_NOTHING);
	cr_expect_gt(input_patience(input), after_escape);
	input_settle(input);
	expect_events(input, "");
	cr_expect_eq(input_patience(input), -1);
	feed(input, "\xE2\x82");
	input_settle(input);
	expect_events(input, "\uFFFD\uFFFD");
	feed(input, "a");
	expect_events(input, "a");
	input_free(input);
}

Test(input, takes_a_paste_in_any_pieces)
{
	const char *const bytes =
	    "a\033[200~one\r\ntwo\rthree\nfour\tdŵr\033[31m\001\033[201~b";
	const char *const wanted = "a[one\ntwo\nthree\nfour dŵr[31m]b";
	for (size_t size = 1; size <= strlen(bytes); size++) {
		struct input *input = open_input();
		struct str got = STR_EMPTY;
		for (size_t at = 0; at < strlen(bytes); at += size) {
			size_t left = strlen(bytes) - at;
			input_feed(
			    input, bytes + at, left < size ? left : size);
			struct term_event event;
			while (input_next(input, &event) == INPUT_EVENT) {
				bool is_paste = event.kind == TERM_PASTE;
				str_put(&got, is_paste ? "[" : "");
				str_put_n(&got, event.text, event.length);
				str_put(&got, is_paste ? "]" : "");
			}
		}
		cr_expect_str_eq(got.text, wanted, "in pieces of %zu", size);
		str_release(&got);
		input_free(input);
	}
}

Test(input, ends_a_paste_whose_end_is_lost)
{
	struct input *input = open_input();
	feed(input, "\033[200~half of it\033[20");
	expect_events(input, "");
	cr_expect(!input_has_event(input));
	cr_expect_gt(input_patience(input), 250);
	input_settle(input);
	expect_events(input, "[half of it]");
	feed(input, "typed");
	expect_events(input, "typed");
	feed(input, "\033[200~\033[201~");
	expect_events(input, "[]");
	input_free(input);
}

Test(input, cuts_a_paste_that_is_too_long_and_says_so)
{
	struct str text = STR_EMPTY;
	for (int i = 0; i < 200000; i++)
		str_put(&text, "dŵr\r\n");
	struct input *input = open_input();
	struct term_event event;
	feed(input, "\033[200~");
	feed(input, text.text);
	feed(input, "\033[201~");
	cr_expect_eq(input_next(input, &event), INPUT_EVENT);
	/* A line end of two bytes becomes one: the limit is for the text. */
	cr_expect_eq(event.length, 200000 * 5);
	cr_expect(!event.is_cut);
	for (int i = 0; i < 200000; i++)
		str_put(&text, "dŵr\r\n");
	feed(input, "\033[200~");
	feed(input, text.text);
	feed(input, "x\033[201~y");
	cr_expect_eq(input_next(input, &event), INPUT_EVENT);
	cr_expect(event.is_cut);
	cr_expect_leq(event.length, TERM_PASTE_MAX);
	cr_expect_eq(strspn(event.text, "d\xC5\xB5r\n"), event.length);
	expect_events(input, "y");
	feed(input, "\033[200~short\033[201~");
	cr_expect_eq(input_next(input, &event), INPUT_EVENT);
	cr_expect(!event.is_cut);
	str_release(&text);
	input_free(input);
}
