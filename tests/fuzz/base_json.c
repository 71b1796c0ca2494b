/*
 * Any bytes at all as JSON: they are refused with a sentence, or what they
 * hold is written and read back as the same.
 */
#include "fuzz/fuzz.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/utf8.h"

/* Not assert(): a harness must stop in any build. */
static void
expect(bool is_so)
{
	if (!is_so)
		abort();
}

static void write_value(struct json_writer *writer, const struct json *value);

static void
write_object(struct json_writer *writer, const struct json *object)
{
	void *iterator = NULL;
	const struct json *member;
	const char *key;
	json_open_object(writer);
	while ((key = json_next(object, &iterator, &member)) != NULL) {
		expect(json_get(object, key) == member);
		json_put_key(writer, key);
		write_value(writer, member);
	}
	json_close_object(writer);
}

static void
write_list(struct json_writer *writer, const struct json *list)
{
	json_open_list(writer);
	for (size_t i = 0; i < json_count(list); i++)
		write_value(writer, json_at(list, i));
	json_close_list(writer);
}

/* Recursion is as deep as JSON may be. */
static void
write_value(struct json_writer *writer, const struct json *value)
{
	expect(writer->depth <= JSON_DEPTH_MAX);
	switch (json_kind(value)) {
	case JSON_KIND_NULL:
	case JSON_KIND_TEXT:
		json_put_text(writer, json_text(value));
		break;
	case JSON_KIND_BOOL:
		json_put_bool(writer, json_bool(value));
		break;
	case JSON_KIND_INT:
		json_put_int(writer, json_int(value));
		break;
	case JSON_KIND_REAL:
		json_put_text(writer, "real");
		break;
	case JSON_KIND_LIST:
		write_list(writer, value);
		break;
	case JSON_KIND_OBJECT:
		write_object(writer, value);
		break;
	}
}

static void
put_json(struct str *out, const struct json *root)
{
	struct json_writer writer;
	json_begin(&writer, out);
	write_value(&writer, root);
	expect(writer.depth == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str once = STR_EMPTY;
	struct str twice = STR_EMPTY;
	struct err err = {0};
	struct json *root, *again;
	if (json_read("a", (const char *)data, size, &root, &err)) {
		put_json(&once, root);
		expect(utf8_is_valid(once.text, once.length, NULL));
		expect(json_read("b", once.text, once.length, &again, &err));
		put_json(&twice, again);
		expect(text_is(once.text, twice.text));
		json_free(again);
	} else {
		expect(err.is_set && root == NULL);
	}
	json_free(root);
	str_release(&twice);
	str_release(&once);
	return 0;
}
