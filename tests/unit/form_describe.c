/*
 * Forms told to people and programs.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/json.h"
#include "form/describe.h"
#include "form/registry.h"
#include "form/type.h"
#include "rig/form_loading.h"
#include "rig/golden.h"

static struct loaded loaded;
static struct str out;

static void
start(void)
{
	str_init(&out);
}

static void
stop(void)
{
	unload(&loaded);
	str_release(&out);
}

TestSuite(describe, .init = start, .fini = stop);

/* One of everything that a set can hold. */
static const char everything[] = "form: f\n"
				 "title: Your money\n"
				 "title cy: Eich arian\n"
				 "language: 1\n"
				 "step: 1\n"
				 "\n"
				 "page: p\n"
				 "title: How much\n"
				 "part: my money\n"
				 "\n"
				 "text: t\n"
				 "show: Read this first.\n"
				 "source: The Act\n"
				 "checked: 2026-04-01\n"
				 "\n"
				 "question: meals\n"
				 "type: choose many\n"
				 "label: Meals\n"
				 "label cy: Prydau\n"
				 "sentence: With meals: {meals}\n"
				 "option: some | Some help | 1.5\n"
				 "option: none | None | 0\n"
				 "exclusive: none\n"
				 "required: for agreement\n"
				 "tag: need\n"
				 "was: dinner\n"
				 "check: answered(meals)\n"
				 "message: Say it.\n"
				 "warn: has(meals, 'some')\n"
				 "warning: Is it so?\n"
				 "\n"
				 "question: born\n"
				 "type: date\n"
				 "label: Born\n"
				 "default: today\n"
				 "private: yes\n"
				 "ask if: has(meals, 'some')\n"
				 "\n"
				 "repeat: lines\n"
				 "label: Lines\n"
				 "paper: My lines\n"
				 "say: Line by line.\n"
				 "most: 9\n"
				 "print: table\n"
				 "\n"
				 "question: cost\n"
				 "in: lines\n"
				 "type: money\n"
				 "label: Cost\n"
				 "required: wanted\n"
				 "print: column\n"
				 "\n"
				 "question: serves\n"
				 "in: lines\n"
				 "type: row reference\n"
				 "rows of: lines\n"
				 "label: Serves\n"
				 "\n"
				 "page: q\n"
				 "title: One row\n"
				 "rows of: lines\n"
				 "which: newest\n"
				 "print: no\n"
				 "\n"
				 "question: note\n"
				 "in: lines\n"
				 "type: line\n"
				 "label: Note\n"
				 "default: None\n"
				 "default cy: Dim\n"
				 "\n"
				 "calculate: total\n"
				 "type: money\n"
				 "label: Total\n"
				 "sum: cost or 0 | All lines\n"
				 "at most: 100\n"
				 "round: 0.01 half up | To the penny\n"
				 "\n"
				 "calculate: chosen\n"
				 "type: money\n"
				 "label: Chosen\n"
				 "choose: 10 if total > 5 | Enough\n"
				 "choose: 0\n"
				 "lookup: bands\n"
				 "\n"
				 "table: bands\n"
				 "label: Bands\n"
				 "read: step\n"
				 "unit: 1\n"
				 "row: 0 to 9 | 1/4\n"
				 "row: 10 | 20\n"
				 "below: 0\n"
				 "\n"
				 "rate: wage\n"
				 "label: Wage\n"
				 "value: 12.71 | 2026-04-01\n"
				 "source: The order\n"
				 "checked: 2026-04-02\n"
				 "\n"
				 "scheme: s\n"
				 "title: A scheme\n"
				 "language: 1\n"
				 "version: 2\n"
				 "from: 2026-04-01\n"
				 "illustrative: yes\n"
				 "source: Nobody\n"
				 "figure: total\n"
				 "\n"
				 "stream: council\n"
				 "label: The council\n"
				 "\n"
				 "rule: r\n"
				 "class: needs agreement\n"
				 "rows of: lines\n"
				 "where: cost > 100\n"
				 "message: Ask first.\n"
				 "source: The rules\n"
				 "checked: 2026-04-01\n"
				 "\n"
				 "criterion: c\n"
				 "label: It is clear.\n"
				 "shown by: lines\n"
				 "shown by: total\n"
				 "\n"
				 "place: office\n"
				 "label: The office\n"
				 "for: payroll\n"
				 "\n"
				 "check: k\n"
				 "that: total > 1\n"
				 "message: Too little.\n";

Test(describe, tells_people_everything_in_order)
{
	load_text(&loaded, everything);
	form_describe(&out, loaded.set, words_english());
	cr_assert(golden_is("tests/checker/everything.show", &out));
}

Test(describe, tells_programs_everything)
{
	load_text(&loaded, everything);
	form_describe_json(&out, loaded.set);
	cr_assert(golden_is("tests/checker/everything.json", &out));
}

Test(describe, writes_json_that_can_be_read)
{
	struct json *root = NULL;
	struct err err = {.is_set = false};

	load_text(&loaded, everything);
	form_describe_json(&out, loaded.set);
	cr_assert(json_read("set", out.text, out.length, &root, &err));
	const struct json *form = json_at(json_get(root, "forms"), 0);
	cr_assert_str_eq(json_get_text(form, "form"), "f");
	cr_assert_str_eq(
	    json_get_text(json_get(form, "title"), "cy"), "Eich arian");
	const struct json *page = json_at(json_get(form, "pages"), 0);
	cr_assert_eq(json_count(json_get(page, "items")), 4);
	json_free(root);
}

Test(describe, tells_programs_one_text_in_each_language)
{
	load_text(&loaded, "form: f\ntitle: F\nlanguage: 1\n\n"
			   "page: p\ntitle: P\npart: visit\n\n"
			   "question: a\ntype: yes-no\nlabel: A\n"
			   "option cy: no | Nac oes\n");
	form_describe_json(&out, loaded.set);
	cr_assert_not_null(strstr(out.text, "\"Ie\""), "%s", out.text);
	cr_assert_null(strstr(out.text, "\"Ydw\""), "%s", out.text);
	cr_assert_not_null(strstr(out.text, "\"Nac oes\""), "%s", out.text);
	cr_assert_null(strstr(out.text, "\"Na\""), "%s", out.text);
}

Test(describe, makes_what_it_shows_safe)
{
	load_text(&loaded, PAGE "question: a\ntype: line\n"
				"label: Red \xE2\x80\xAE or not\n");
	form_describe(&out, loaded.set, words_english());
	cr_assert_null(strstr(out.text, "\xE2\x80\xAE"));
	cr_assert_not_null(strstr(out.text, "Red \xEF\xBF\xBD or not"));
}

Test(describe, explains_every_key_type_meaning_and_part)
{
	form_describe_language(&out, words_english());
	for (enum record_kind i = 0; i < KIND_MAX; i++)
		cr_assert_not_null(strstr(out.text, registry_kind(i)->about));
	for (enum block_key i = 0; i < KEY_MAX; i++)
		cr_assert_not_null(strstr(out.text, registry_key(i)->about),
		    "%s", registry_key(i)->name);
	const struct type *type;
	for (size_t i = 0; (type = type_at(i)); i++)
		cr_assert_not_null(strstr(out.text, type->about));
	for (enum meaning i = 0; i < MEANING_MAX; i++)
		cr_assert_not_null(strstr(out.text, meaning_name(i)));
	for (enum part i = 0; i < PART_MAX; i++)
		cr_assert_not_null(strstr(out.text, part_name(i)));
	load_text(&loaded, "");
}
