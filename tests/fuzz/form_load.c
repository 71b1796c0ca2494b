/*
 * Any bytes as a file of forms: a set always comes of it, its indexes lead
 * into its own arrays, its own sources give the same set again, and one
 * without errors can be told to people and programs.
 */
#include "fuzz/fuzz.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/report.h"
#include "base/str.h"
#include "form/describe.h"
#include "form/expr.h"
#include "form/load.h"

/* Not assert(): a harness must stop in any build. */
static void
expect(bool is_so)
{
	if (!is_so)
		abort();
}

static bool
is_index(size_t index, size_t count)
{
	return index == NONE || index < count;
}

static void
check_field(const struct form_set *set, const struct field *field)
{
	expect(is_index(field->form, set->form_count));
	expect(is_index(field->page, set->page_count));
	expect(is_index(field->repeat, set->repeat_count));
	expect(is_index(field->rows_of, set->repeat_count));
	expect(is_index(field->carry_from, set->field_count));
	expect(is_index(field->scheme, set->scheme_count));
	expect(field->type && field->part < PART_MAX);
	expect(
	    form_find_field(set, field->id) == (size_t)(field - set->fields));
	for (size_t i = 0; i < field->check_count; i++)
		expect(field->checks[i].condition != NULL);
	for (size_t i = 0; i < field->option_count; i++)
		expect(field_option(field, field->options[i].code) != NULL);
}

static void
check_set(const struct form_set *set)
{
	for (size_t i = 0; i < set->field_count; i++)
		check_field(set, &set->fields[i]);
	for (size_t i = 0; i < set->form_count; i++) {
		for (size_t j = 0; j < set->forms[i].page_count; j++)
			expect(set->forms[i].pages[j] < set->page_count);
	}
	for (size_t i = 0; i < set->page_count; i++) {
		const struct page *page = &set->pages[i];

		expect(is_index(page->form, set->form_count));
		expect(is_index(page->repeat, set->repeat_count));
		for (size_t j = 0; j < page->item_count; j++)
			expect(page->items[j].index < set->field_count ||
			       page->items[j].kind != ITEM_FIELD);
	}
	expect(set->order_count == set->field_count + set->repeat_count);
}

static struct form_set *
load(const char *text, size_t length, struct report **report)
{
	struct source source = {
	    .name = "a.form", .text = text, .length = length};

	*report = report_new(words_english());
	struct form_set *set = form_load(&source, 1, *report);
	form_check_reach(set, *report);
	return set;
}

static void
tell(const struct form_set *set)
{
	struct str out = STR_EMPTY;

	form_describe(&out, set, words_english());
	form_describe_json(&out, set);
	str_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = mem_new(size + 1);
	struct report *report, *second;

	if (size > 0)
		memcpy(text, data, size);
	struct form_set *set = load(text, size, &report);
	check_set(set);
	if (!report_has_errors(report)) {
		tell(set);
		struct form_set *again = load(set->sources[0].text, 0, &second);
		expect(again->field_count == set->field_count);
		expect(!report_has_errors(second));
		form_set_free(again);
		report_free(second);
	}
	form_set_free(set);
	report_free(report);
	mem_free(text);
	return 0;
}
