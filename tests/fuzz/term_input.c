/*
 * Any bytes at all from a keyboard, in pieces of any size: the decoder ends,
 * hands out well-formed text and existing keys, and, settled, keeps nothing.
 *
 * The first byte says how large the pieces are.  A terminal of odd keys learns
 * nothing new about them, so the keys are those that all terminals have.
 */
#include "fuzz/fuzz.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "term/input.h"

/* Not assert(): a harness must stop in any build. */
static void
expect(bool is_so)
{
	if (!is_so)
		abort();
}

static void
try_event(const struct term_event *event)
{
	switch (event->kind) {
	case TERM_KEY:
		expect(event->key < KEY_NAME_MAX);
		break;
	case TERM_TEXT:
		expect(event->length > 0 && event->length <= 4);
		expect(utf8_is_valid(event->text, event->length, NULL));
		break;
	case TERM_PASTE:
		expect(event->length <= TERM_PASTE_MAX);
		expect(utf8_is_valid(event->text, event->length, NULL));
		break;
	case TERM_CLICK:
	case TERM_WHEEL:
		expect(event->row >= 0 && event->column >= 0);
		break;
	case TERM_RESIZE:
	case TERM_TICK:
	case TERM_WAKE:
	case TERM_STOP:
	case TERM_END:
		expect(false);
		break;
	}
}

static void
take_all(struct input *input)
{
	for (;;) {
		struct term_event event;
		bool has_event = input_has_event(input);
		enum input_found found = input_next(input, &event);
		expect(!has_event || found != INPUT_MARK);
		if (found == INPUT_NOTHING)
			return;
		if (found == INPUT_EVENT)
			try_event(&event);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2)
		return 0;
	setlocale(LC_ALL, "C.UTF-8");
	struct input *input = input_new(keys_new(data[0] & 0x80));
	size_t piece = (data[0] & 0x7F) + 1U;
	for (size_t at = 1; at < size; at += piece) {
		size_t left = size - at;
		input_feed(input, (const char *)data + at,
		    left < piece ? left : piece);
		take_all(input);
	}
	input_settle(input);
	take_all(input);
	expect(input_patience(input) == -1);
	input_free(input);
	return 0;
}
