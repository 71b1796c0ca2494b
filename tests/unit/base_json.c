/*
 * JSON: what is read, what is refused and where, what hostile text may cost,
 * and that what is written is read back as it was.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "rig/remains.h"

static struct str out;
static struct err err;
static struct json *root;

static void
start(void)
{
	str_init(&out);
	err_clear(&err);
	root = NULL;
}

static void
stop(void)
{
	str_release(&out);
	json_free(root);
}

TestSuite(json, .init = start, .fini = stop);

static bool
read(const char *text, size_t length)
{
	json_free(root);
	err_clear(&err);
	return json_read("a.json", text, length, &root, &err);
}

/* What is said about a text; "" if it is read. */
static const char *
complaint(const char *text, size_t length)
{
	str_clear(&out);
	if (read(text, length))
		cr_assert_not_null(root);
	else
		err_put(&out, &err, words_english());
	cr_assert_eq(root == NULL, err.is_set);
	return out.text;
}

Test(json, is_read)
{
	static const char text[] =
	    "\xEF\xBB\xBF{ \"name\": \"Si\\u00e2n \\ud83d\\ude00\",\n"
	    "\"n\": -9223372036854775808, \"yes\": true, \"no\": false,\n"
	    "\"none\": null, \"part\": 1.5, \"rows\": [1, \"two\", {}],\n"
	    "\"empty\": [] }\n";

	cr_assert(read(text, sizeof(text) - 1));
	cr_assert_eq(json_kind(root), JSON_KIND_OBJECT);
	cr_assert_eq(json_count(root), 8);
	cr_assert_str_eq(json_get_text(root, "name"), "Siân 😀");
	cr_assert_eq(json_kind(json_get(root, "name")), JSON_KIND_TEXT);
	cr_assert_eq(json_int(json_get(root, "n")), INT64_MIN);
	cr_assert_eq(json_kind(json_get(root, "n")), JSON_KIND_INT);
	cr_assert(json_bool(json_get(root, "yes")));
	cr_assert_not(json_bool(json_get(root, "no")));
	cr_assert_eq(json_kind(json_get(root, "yes")), JSON_KIND_BOOL);
	cr_assert_eq(json_kind(json_get(root, "no")), JSON_KIND_BOOL);
	cr_assert_eq(json_kind(json_get(root, "none")), JSON_KIND_NULL);
	cr_assert_eq(json_kind(json_get(root, "part")), JSON_KIND_REAL);
	const struct json *rows = json_get(root, "rows");
	cr_assert_eq(json_kind(rows), JSON_KIND_LIST);
	cr_assert_eq(json_count(rows), 3);
	cr_assert_eq(json_int(json_at(rows, 0)), 1);
	cr_assert_str_eq(json_text(json_at(rows, 1)), "two");
	cr_assert_eq(json_count(json_get(root, "empty")), 0);
}

Test(json, knows_a_whole_number_however_it_is_written)
{
	static const char text[] =
	    "[5.0, 5e0, -3.00, 9007199254740992.0, 1e300, 0.5]";

	cr_assert(read(text, sizeof(text) - 1));
	for (size_t i = 0; i < 4; i++)
		cr_assert_eq(json_kind(json_at(root, i)), JSON_KIND_INT);
	cr_assert_eq(json_int(json_at(root, 1)), 5);
	cr_assert_eq(json_int(json_at(root, 2)), -3);
	cr_assert_eq(json_int(json_at(root, 3)), INT64_C(9007199254740992));
	cr_assert_eq(json_kind(json_at(root, 4)), JSON_KIND_REAL);
	cr_assert_eq(json_kind(json_at(root, 5)), JSON_KIND_REAL);
	cr_assert_eq(json_int(json_at(root, 5)), 0);
}

Test(json, may_be_any_value)
{
	static const struct {
		const char *text;
		enum json_kind kind;
	} roots[] = {
	    {"null", JSON_KIND_NULL},
	    {" true ", JSON_KIND_BOOL},
	    {"\"text\"", JSON_KIND_TEXT},
	    {"7", JSON_KIND_INT},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(roots); i++) {
		cr_assert(read(roots[i].text, strlen(roots[i].text)));
		cr_assert_eq(json_kind(root), roots[i].kind);
		cr_assert_null(json_get(root, "a"));
		json_free(root);
		root = NULL;
	}
}

Test(json, answers_for_what_is_not_there)
{
	void *iterator = NULL;
	const struct json *member;

	cr_assert(read("[\"a\", 1.5]", 10));
	cr_assert_null(json_get(root, "a"));
	cr_assert_null(json_get_text(root, "a"));
	cr_assert_null(json_at(root, 2));
	cr_assert_null(json_at(root, SIZE_MAX));
	cr_assert_null(json_text(root));
	cr_assert_eq(json_int(json_at(root, 0)), 0);
	cr_assert_eq(json_int(json_at(root, 1)), 0);
	cr_assert_not(json_bool(json_at(root, 0)));
	cr_assert_eq(json_count(json_at(root, 0)), 0);
	cr_assert_null(json_next(root, &iterator, &member));
	cr_assert_eq(json_kind(NULL), JSON_KIND_NULL);
	cr_assert_null(json_text(NULL));
	cr_assert_null(json_get(NULL, "a"));
	cr_assert_null(json_get_text(NULL, "a"));
	cr_assert_null(json_at(NULL, 0));
	cr_assert_eq(json_int(NULL), 0);
	cr_assert_not(json_bool(NULL));
	cr_assert_eq(json_count(NULL), 0);
	cr_assert_null(json_next(NULL, &iterator, &member));
	json_free(NULL);
}

Test(json, is_walked_in_the_order_of_the_file)
{
	static const char *const keys[] = {"z", "a", "m", "b", "", "\xc5\xb7"};
	static const char text[] = "{\"z\":0,\"a\":1,\"m\":2,\"b\":3,\"\":4,"
				   "\"\xc5\xb7\":5}";
	void *iterator = NULL;
	const struct json *member;
	const char *key;
	size_t count = 0;

	cr_assert(read(text, sizeof(text) - 1));
	while ((key = json_next(root, &iterator, &member)) != NULL) {
		cr_assert_str_eq(key, keys[count]);
		cr_assert_eq(json_int(member), (int64_t)count);
		count++;
	}
	cr_assert_eq(count, ARRAY_LENGTH(keys));
}

/* clang-format off */
static const struct {
	const char *text;
	const char *complaint;
} mistakes[] = {
	{"", "a.json breaks off at line 1, column 1: get a whole copy of it."},
	{" \n ", "a.json breaks off at line 2, column 1: get a whole copy of "
	    "it."},
	{"[1,2", "a.json breaks off at line 1, column 4: get a whole copy of "
	    "it."},
	{"{\"a\":\n\"b", "a.json breaks off at line 2, column 2: get a whole "
	    "copy of it."},
	{"[1]\n[2]", "a.json goes on after its end at line 2, column 1: "
	    "delete what follows."},
	{"{\"a\":1,\n\"a\":2}", "a.json has a key for the second time at line "
	    "2, column 3: keep one."},
	{"[9223372036854775808]", "a.json has too large a number at line 1, "
	    "column 20: write a smaller one."},
	{"[1e999]", "a.json has too large a number at line 1, column 6: write "
	    "a smaller one."},
	{"[\"\\u0000\"]", "a.json has the character \\u0000 at line 1, column "
	    "9: delete it."},
	{"{\"\\u0000\":1}", "a.json has the character \\u0000 at line 1, "
	    "column 9: delete it."},
	{"[\n \"\xc3\xa9\" x]", "a.json is not written as JSON at line 2, "
	    "column 6: mend that place."},
	{"[\n1,\n\"\xe9\"]", "a.json is not UTF-8 text at line 3, column 2: "
	    "save it as UTF-8."},
	{"[\"\xc3\xa9\xed\xa0\x80\"]", "a.json is not UTF-8 text at line 1, "
	    "column 4: save it as UTF-8."},
	{"\xff\xfe[", "a.json is not UTF-8 text at line 1, column 1: save it "
	    "as UTF-8."},
};
/* clang-format on */

Test(json, names_line_and_column_of_a_mistake)
{
	for (size_t i = 0; i < ARRAY_LENGTH(mistakes); i++)
		cr_assert_str_eq(
		    complaint(mistakes[i].text, strlen(mistakes[i].text)),
		    mistakes[i].complaint);
	cr_assert_str_eq(complaint("[\"a\0b\"]", 7),
	    "a.json is not UTF-8 text at line 1, column 4: save it as "
	    "UTF-8.");
}

Test(json, is_strict)
{
	static const char *const wrong[] = {"[1,]", "{\"a\":1,}", "[01]",
	    "[+1]", "[1.]", "[.5]", "[NaN]", "[Infinity]", "['a']", "{a:1}",
	    "/* c */[]", "[] // c", "[\"\\x\"]", "[\"\t\"]", "[\"a\nb\"]",
	    "[\"\\ud800\"]", "[\"\\udc00\"]", "[\"\\ud800\\u0041\"]", "[tru]",
	    "[True]", "[1 2]", "{\"a\" 1}", "{1:2}", "[", "]", "{", "}", "[}",
	    "{]", "nul", "01", "[]]"};

	for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++)
		cr_assert_str_neq(
		    complaint(wrong[i], strlen(wrong[i])), "", "%s", wrong[i]);
}

/* So many brackets around nothing. */
static void
nest(struct str *text, int depth, char opening, char closing)
{
	str_clear(text);
	for (int i = 0; i < depth; i++)
		str_put_char(text, opening);
	for (int i = 0; i < depth; i++)
		str_put_char(text, closing);
}

Test(json, is_no_deeper_than_its_limit)
{
	struct str text = STR_EMPTY;

	nest(&text, JSON_DEPTH_MAX, '[', ']');
	cr_assert_str_eq(complaint(text.text, text.length), "");
	str_insert(&text, 0, "\n [", 3);
	str_put_char(&text, ']');
	cr_assert_str_eq(complaint(text.text, text.length),
	    "a.json is more than 32 levels deep at line 2, column 34: flatten "
	    "it.");
	nest(&text, 200000, '[', ']');
	cr_assert_str_eq(complaint(text.text, text.length),
	    "a.json is more than 32 levels deep at line 1, column 33: flatten "
	    "it.");
	str_cut(&text, 200000);
	cr_assert_str_eq(complaint(text.text, text.length),
	    "a.json is more than 32 levels deep at line 1, column 33: flatten "
	    "it.");
	nest(&text, 200000, '{', '}');
	cr_assert(strstr(complaint(text.text, text.length), "levels deep"));
	str_release(&text);
}

Test(json, holds_no_more_values_than_its_limit)
{
	struct str text = STR_EMPTY;

	str_put(&text, "[0");
	for (int i = 2; i < JSON_VALUES_MAX; i++)
		str_put(&text, ",0");
	str_put(&text, ",\"0,0[{\"]");
	cr_assert_str_eq(complaint(text.text, text.length), "");
	str_insert(&text, 1, "{},", 3);
	cr_assert(strstr(complaint(text.text, text.length),
	    "holds more than can be read at once"));
	str_release(&text);
}

Test(json, counts_no_brackets_inside_text)
{
	struct str text = STR_EMPTY;

	str_put(&text, "[\"\\\"");
	for (int i = 0; i < 100; i++)
		str_put(&text, "[{");
	str_put(&text, "\\\\\", 1]");
	cr_assert_str_eq(complaint(text.text, text.length), "");
	cr_assert_eq(json_count(root), 2);
	str_release(&text);
}

Test(json, is_no_larger_than_its_limit)
{
	size_t length = 50 * 1000 * 1000;
	char *text = mem_new(length + 1);

	memset(text, ' ', length);
	memcpy(text, "[]", 2);
	cr_assert_str_eq(complaint(text, length),
	    "a.json is larger than 16 megabytes: choose a file that is "
	    "smaller.");
	cr_assert_str_eq(complaint(text, FILE_LIMIT), "");
	cr_assert_str_neq(complaint(text, FILE_LIMIT + 1), "");
	mem_free(text);
}

Test(json, stands_every_byte_anywhere)
{
	static const char base[] = "{\"a\":[1,\"\\u00e9\",null]}";

	for (size_t at = 0; at < sizeof(base) - 1; at++) {
		for (int byte = 0; byte < 256; byte++) {
			char text[sizeof(base)];

			memcpy(text, base, sizeof(base));
			text[at] = (char)byte;
			complaint(text, sizeof(base) - 1);
			complaint(text, at);
		}
	}
}

Test(json, is_written_a_member_a_line)
{
	struct json_writer writer;

	json_begin(&writer, &out);
	json_open_object(&writer);
	json_put_pair(&writer, "name", "Si\xc3\xa2n");
	json_put_pair(&writer, "left out", NULL);
	json_put_key(&writer, "none");
	json_put_text(&writer, NULL);
	json_put_key(&writer, "rows");
	json_open_list(&writer);
	json_put_int(&writer, INT64_MIN);
	json_open_object(&writer);
	json_close_object(&writer);
	json_open_list(&writer);
	json_close_list(&writer);
	json_put_text(&writer, "a");
	json_put_bool(&writer, true);
	json_close_list(&writer);
	json_put_key(&writer, "no");
	json_put_bool(&writer, false);
	json_close_object(&writer);
	cr_assert_str_eq(out.text, "{\n"
				   "  \"name\": \"Si\xc3\xa2n\",\n"
				   "  \"none\": null,\n"
				   "  \"rows\": [\n"
				   "    -9223372036854775808,\n"
				   "    {},\n"
				   "    [],\n"
				   "    \"a\",\n"
				   "    true\n"
				   "  ],\n"
				   "  \"no\": false\n"
				   "}\n");
}

Test(json, is_written_on_one_line_without_blanks_to_be_hashed)
{
	struct json_writer writer;

	json_begin_compact(&writer, &out);
	json_open_object(&writer);
	json_put_pair(&writer, "name", "Ann B");
	json_put_key(&writer, "rows");
	json_open_list(&writer);
	json_put_int(&writer, 1);
	json_open_list(&writer);
	json_close_list(&writer);
	json_close_list(&writer);
	json_close_object(&writer);
	cr_assert_str_eq(out.text, "{\"name\":\"Ann B\",\"rows\":[1,[]]}");
}

Test(json, is_written_empty)
{
	struct json_writer writer;

	json_begin(&writer, &out);
	json_open_list(&writer);
	json_close_list(&writer);
	cr_assert_str_eq(out.text, "[]\n");
}

Test(json, is_read_back_as_it_was_written)
{
	static const char *const texts[] = {"", "plain", "\"\\/\b\f\n\r\t",
	    "\x01\x1b[2J\x7f", "\xc2\x85\xc2\x9b",
	    "\xe2\x80\xae\xe2\x80\xa8\xd8\x9c\xef\xbb\xbf",
	    "Si\xc3\xa2n \xf0\x9f\x98\x80"};
	struct json_writer writer;

	json_begin(&writer, &out);
	json_open_list(&writer);
	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
		json_open_object(&writer);
		json_put_pair(&writer, texts[i], texts[i]);
		json_close_object(&writer);
	}
	json_close_list(&writer);
	cr_assert(read(out.text, out.length));
	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
		cr_assert_str_eq(
		    json_get_text(json_at(root, i), texts[i]), texts[i]);
}

Test(json, hides_nothing_from_a_terminal)
{
	struct json_writer writer;

	json_begin(&writer, &out);
	json_open_list(&writer);
	json_put_text(&writer, "\x1b\x7f\xc2\x9b\xe2\x80\xae\xe2\x81\xa6");
	json_put_text(&writer, "a\xff\xc3(");
	json_close_list(&writer);
	cr_assert_str_eq(out.text,
	    "[\n"
	    "  \"\\u001b\\u007f\\u009b\\u202e\\u2066\",\n"
	    "  \"a\xef\xbf\xbd\xef\xbf\xbd(\"\n"
	    "]\n");
}

Test(json, leaves_nothing_in_memory)
{
	char text[] = "[\"12345678901234567890123456789012345678901234567890"
		      "12345678901234567890123456789012345678901234567890\"]";
	int memory = remains_open();
	remains_mark(text + 2);
	cr_assert(read(text, strlen(text)));
	uintptr_t place = (uintptr_t)json_text(json_at(root, 0));
	cr_assert_eq(remains_count(memory, place), MARK_SIZE);
	json_free(root);
	root = NULL;
	cr_assert_eq(remains_count(memory, place), 0);
	remains_close(memory);
}
