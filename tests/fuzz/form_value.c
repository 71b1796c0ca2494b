/*
 * Any bytes as an answer to a field of any type: there is a value, its
 * canonical text reads back as the same value, what is stored of a choice
 * reads back, and people can be shown it.  The first byte says which type.
 */
#include "fuzz/fuzz.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "form/type.h"
#include "form/value.h"

/* Not assert(): a harness must stop in any build. */
static void
expect(bool is_so)
{
	if (!is_so)
		abort();
}

static const struct wording_text some_words[] = {
    {"en", "I need some, of it"}, {"cy", "Peth"}};
static const struct wording_text other_words[] = {{"en", "Other: what"}};
static const struct option options[] = {
    {.code = "none", .is_exclusive = true},
    {.code = "some", .label = {.texts = some_words, .count = 2}},
    {.code = "one"},
    {.code = "no"},
    {.code = "other",
	.label = {.texts = other_words, .count = 1},
	.is_other = true},
};
static const struct date today = {2026, 4, 1};

static bool
is_same(const struct value *a, const struct value *b)
{
	return a->kind == b->kind && text_is(a->text, b->text);
}

/* What is kept of a choice means the same when it is read again. */
static void
try_stored(
    struct arena *arena, const struct field *field, const struct value *value)
{
	struct str stored = STR_EMPTY;
	struct value again;
	value_put_codes(
	    &stored, field, value->codes, value->count, value->other);
	value_read(arena, field, stored.text, today, &again, NULL);
	expect(is_same(value, &again));
	expect(text_is(value->other, again.other));
	str_release(&stored);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct arena *arena = arena_new();
	size_t type_count = 0;
	while (type_at(type_count))
		type_count++;
	struct field field = {.id = "field",
	    .type = type_at(data[0] % type_count),
	    .most = (int)(data[0] / type_count % 4),
	    .options = options,
	    .option_count = ARRAY_LENGTH(options)};
	const char *typed =
	    arena_copy_n(arena, (const char *)data + 1, size - 1);
	struct value value, again;
	struct err problem = {.is_set = false};
	struct str shown = STR_EMPTY;
	value_read(arena, &field, typed, today, &value, &problem);
	expect(problem.is_set == (value.kind == VALUE_WRONG));
	expect((value.text == NULL) ==
	       (value.kind == VALUE_WRONG || value.kind == VALUE_NONE));
	value_read(arena, &field, value.text, today, &again, NULL);
	if (value.text)
		expect(is_same(&value, &again));
	if (value.kind == VALUE_CODES)
		try_stored(arena, &field, &value);
	value_put(&shown, &field, &value, typed, words_english());
	str_release(&shown);
	arena_free(arena);
	return 0;
}
