/*
 * The stream of typed bytes, taken apart into events.
 *
 * Owns the bytes that have been read and not yet asked for, and the paste in
 * hand; keys.c says what the bytes mean.  A paste comes as one event however
 * many reads it took: control characters taken out, every kind of line end
 * made \n, tabs made blanks (a pasted table keeps its words apart), and cut at
 * TERM_PASTE_MAX bytes with event.is_cut to say so.
 *
 * Tested by tests/unit/term_input.c without a terminal.
 */
#include "term/input.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/*
 * Milliseconds.  Nobody types the rest of a sequence within a quarter of a
 * second of its beginning, but an Esc must be felt at once.
 */
enum { WAIT_AFTER_ESC = 25, WAIT_INSIDE = 250, WAIT_PASTE = 1000 };

/* As it comes, a paste may be longer: its line ends take two bytes. */
enum { PASTED_MAX = 2 * TERM_PASTE_MAX };

struct input {
	struct keys *keys;
	struct str bytes;
	size_t at; /* bytes before it have been taken */
	bool is_settled;
	bool is_pasting;
	bool is_cut;
	struct str pasted; /* as it came */
	struct str text;   /* of the event last given */
};

struct input *
input_new(struct keys *keys)
{
	struct input *input = mem_new(sizeof(*input));

	input->keys = keys;
	str_init(&input->bytes);
	str_init(&input->pasted);
	str_init(&input->text);
	return input;
}

void
input_free(struct input *input)
{
	if (!input)
		return;
	str_release(&input->text);
	str_release(&input->pasted);
	str_release(&input->bytes);
	keys_free(input->keys);
	mem_free(input);
}

void
input_set_mouse(struct input *input, bool has_mouse)
{
	keys_set_mouse(input->keys, has_mouse);
}

void
input_feed(struct input *input, const char *bytes, size_t length)
{
	str_remove(&input->bytes, 0, input->at);
	input->at = 0;
	str_put_n(&input->bytes, bytes, length);
	input->is_settled = false;
}

void
input_forget(struct input *input)
{
	struct str rest = STR_EMPTY;

	str_put_n(&rest, input->bytes.text + input->at,
	    input->bytes.length - input->at);
	str_release(&input->bytes);
	str_release(&input->text);
	input->bytes = rest;
	input->at = 0;
	if (!input->is_pasting)
		str_release(&input->pasted);
}

/* One pasted character; after_return tells \r\n from \r and \n. */
static void
put_pasted(struct str *text, uint32_t code_point, bool after_return)
{
	if (code_point == '\r' || (code_point == '\n' && !after_return))
		str_put_char(text, '\n');
	else if (code_point == '\t')
		str_put_char(text, ' ');
	else if (code_point >= 0x20 &&
		 (code_point < 0x7F || code_point >= 0xA0))
		utf8_put(text, code_point);
}

/* The paste is whole: make the event's text of it. */
static void
finish_paste(struct input *input, struct term_event *event)
{
	str_clear(&input->text);
	const char *bytes = input->pasted.text;
	size_t length = input->pasted.length;
	uint32_t last = 0;
	for (size_t at = 0; at < length;) {
		uint32_t code;
		size_t used = keys_decode_character(
		    input->keys, bytes + at, length - at, &code);
		if (used == 0)
			break;
		size_t before = input->text.length;
		put_pasted(&input->text, code, last == '\r');
		if (input->text.length > TERM_PASTE_MAX) {
			str_cut(&input->text, before);
			input->is_cut = true;
			break;
		}
		last = code;
		at += used;
	}
	*event = (struct term_event){
	    .kind = TERM_PASTE,
	    .text = input->text.text,
	    .length = input->text.length,
	    .is_cut = input->is_cut,
	};
	str_release(&input->pasted);
	str_init(&input->pasted);
	input->is_pasting = false;
	input->is_cut = false;
}

/* Keep pasted bytes, as far as they can be of use. */
static void
keep_pasted(struct input *input, size_t length)
{
	size_t room = PASTED_MAX - input->pasted.length;

	if (length > room)
		input->is_cut = true;
	str_put_n(&input->pasted, input->bytes.text + input->at,
	    length > room ? room : length);
	input->at += length;
}

/* Take bytes up to the paste's end; is it there? */
static bool
take_paste(struct input *input)
{
	const size_t size = strlen(KEYS_PASTE_END);

	while (input->at < input->bytes.length) {
		const char *bytes = input->bytes.text + input->at;
		size_t length = input->bytes.length - input->at;
		const char *escape = memchr(bytes, KEYS_PASTE_END[0], length);
		if (!escape) {
			keep_pasted(input, length);
			break;
		}
		keep_pasted(input, (size_t)(escape - bytes));
		length -= (size_t)(escape - bytes);
		size_t known = length < size ? length : size;
		if (memcmp(escape, KEYS_PASTE_END, known) != 0) {
			keep_pasted(input, 1);
		} else if (known < size) {
			break;
		} else {
			input->at += size;
			return true;
		}
	}
	return input->is_settled;
}

/* An item that is an event by itself. */
static void
make_event(
    struct input *input, const struct keys_item *item, struct term_event *event)
{
	*event = (struct term_event){
	    .row = item->row,
	    .column = item->column,
	    .steps = item->steps,
	};
	switch (item->kind) {
	case KEYS_KEY:
		event->kind = TERM_KEY;
		event->key = item->key;
		break;
	case KEYS_CHARACTER:
		str_clear(&input->text);
		utf8_put(&input->text, item->code_point);
		event->kind = TERM_TEXT;
		event->text = input->text.text;
		event->length = input->text.length;
		break;
	case KEYS_CLICK:
		event->kind = TERM_CLICK;
		break;
	case KEYS_WHEEL:
		event->kind = TERM_WHEEL;
		break;
	case KEYS_PARTIAL:
	case KEYS_NOTHING:
	case KEYS_PASTE:
	case KEYS_MARK:
		assert(false);
		break;
	}
}

/* The next item that means something; KEYS_PARTIAL if there is none yet. */
static void
next_item(const struct input *input, size_t *at, struct keys_item *item)
{
	item->kind = KEYS_PARTIAL;
	while (*at < input->bytes.length) {
		keys_decode(input->keys, input->bytes.text + *at,
		    input->bytes.length - *at, input->is_settled, item);
		*at += item->used;
		if (item->kind != KEYS_NOTHING)
			return;
		item->kind = KEYS_PARTIAL;
	}
}

enum input_found
input_next(struct input *input, struct term_event *event)
{
	if (!input->is_pasting) {
		struct keys_item item;
		next_item(input, &input->at, &item);
		if (item.kind == KEYS_PARTIAL)
			return INPUT_NOTHING;
		if (item.kind == KEYS_MARK)
			return INPUT_MARK;
		if (item.kind != KEYS_PASTE) {
			make_event(input, &item, event);
			return INPUT_EVENT;
		}
		input->is_pasting = true;
	}
	if (!take_paste(input))
		return INPUT_NOTHING;
	finish_paste(input, event);
	return INPUT_EVENT;
}

bool
input_has_event(const struct input *input)
{
	if (input->is_pasting)
		return false;
	struct keys_item item;
	size_t at = input->at;
	next_item(input, &at, &item);
	return item.kind != KEYS_PARTIAL && item.kind != KEYS_MARK;
}

int
input_patience(const struct input *input)
{
	if (input->is_settled)
		return -1;
	if (input->is_pasting)
		return WAIT_PASTE;
	size_t length = input->bytes.length - input->at;
	if (length == 0)
		return -1;
	return length == 1 ? WAIT_AFTER_ESC : WAIT_INSIDE;
}

void
input_settle(struct input *input)
{
	input->is_settled = true;
}
