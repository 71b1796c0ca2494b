/*
 * Any bytes at all as a file of records: keys have their shape, and whatever
 * the places of values, their ends and their parts point at is there.
 */
#include "fuzz/fuzz.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/record.h"
#include "base/str.h"

enum { PARTS_MAX = 4 };

/* Not assert(): a harness must stop in any build. */
static void
expect(bool is_so)
{
	if (!is_so)
		abort();
}

static bool
is_inside(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* The text of the file from that place on. */
static const char *
seek(const struct record_file *file, struct place place)
{
	const char *text = file->text;
	expect(place.line > 0 && place.column > 0);
	for (int line = 1; line < place.line; line++) {
		text = strchr(text, '\n');
		expect(text != NULL);
		text++;
	}
	for (int column = 1; column < place.column; column++) {
		expect(*text != '\0' && *text != '\n');
		do
			text++;
		while (is_inside(*text));
	}
	return text;
}

static void
try_key(const struct record_line *line)
{
	size_t length = strlen(line->key);
	expect(length > 0 && length <= RECORD_KEY_MAX);
	expect(strspn(line->key, "abcdefghijklmnopqrstuvwxyz0123456789- ") ==
	       length);
	expect(strncmp(line->written, line->key, length) == 0);
	expect(strstr(line->written, "  ") == NULL);
	if (line->language)
		expect(record_is_language(line->language) &&
		       text_is(line->written + length + 1, line->language));
	else
		expect(line->written[length] == '\0');
}

static void
try_line(struct arena *arena, const struct record_file *file,
    const struct record_line *line)
{
	struct record_part parts[PARTS_MAX];
	size_t length = strlen(line->value);
	try_key(line);
	seek(file, line->key_place);
	if (length > 0) {
		size_t last = length - 1;
		while (is_inside(line->value[last]))
			last--;
		expect(*seek(file, line->place) == line->value[0]);
		expect(
		    *seek(file, record_place(line, last)) == line->value[last]);
	}
	size_t count = record_split(arena, line, parts, PARTS_MAX);
	expect(count > 0);
	for (size_t i = 0; i < count && i < PARTS_MAX; i++) {
		const char *there = seek(file, parts[i].place);
		expect(*parts[i].text == '\0' || *there == *parts[i].text);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct report *report = report_new(words_english());
	struct str out = STR_EMPTY;
	const struct record_file *file =
	    record_read(arena, "a", (const char *)data, size, report);
	for (size_t i = 0; i < file->count; i++) {
		expect(file->blocks[i].count > 0);
		for (size_t j = 0; j < file->blocks[i].count; j++)
			try_line(arena, file, &file->blocks[i].lines[j]);
	}
	report_put(&out, report);
	str_release(&out);
	report_free(report);
	arena_free(arena);
	return 0;
}
