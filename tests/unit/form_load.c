/*
 * Loading: every key reaches its place in the set.  What is wrong in a file
 * is tested with the goldens in tests/checker.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "form/expr.h"
#include "form/type.h"
#include "rig/form_loading.h"

static struct loaded loaded;

static void
stop(void)
{
	unload(&loaded);
}

TestSuite(load, .fini = stop);

static void
load_fine(const char *text)
{
	load_text(&loaded, text);
	cr_assert_not(
	    report_has_errors(loaded.report), "\n%s", loaded.said.text);
}

static const char *
english(const struct wording *wording)
{
	return wording_get(wording, "en");
}

Test(load, reads_a_form_with_its_pages)
{
	load_text(&loaded, "form: f\n"
			   "title: Your money\n"
			   "title cy: Eich arian\n"
			   "official: Step 1\n"
			   "help: What F1 shows\n"
			   "language: 1\n"
			   "version: 2026-04\n"
			   "step: 1\n"
			   "\n"
			   "page: p\n"
			   "title: The page\n"
			   "paper: My page\n"
			   "say: Say it\n"
			   "help: Help\n"
			   "ask if: a = 'yes'\n"
			   "part: my money\n"
			   "\n"
			   "question: b\n"
			   "type: line\n"
			   "label: B\n"
			   "\n"
			   "page: q\n"
			   "title: Q\n"
			   "print: no\n"
			   "\n"
			   "question: a\n"
			   "type: yes-no\n"
			   "label: A\n");
	const struct form_set *set = loaded.set;
	cr_assert_eq(set->form_count, 1);
	const struct form *form = &set->forms[0];
	cr_assert_str_eq(form->id, "f");
	cr_assert_str_eq(english(&form->title), "Your money");
	cr_assert_str_eq(wording_get(&form->title, "cy"), "Eich arian");
	cr_assert_str_eq(english(&form->official), "Step 1");
	cr_assert_str_eq(english(&form->help), "What F1 shows");
	cr_assert_str_eq(form->version, "2026-04");
	cr_assert_eq(form->step, 1);
	cr_assert_eq(form->language, 1);
	cr_assert_eq(form->page_count, 2);
	const struct page *page = &set->pages[form->pages[0]];
	cr_assert_str_eq(english(&page->title), "The page");
	cr_assert_str_eq(english(&page->paper), "My page");
	cr_assert_str_eq(english(&page->say), "Say it");
	cr_assert_str_eq(english(&page->help), "Help");
	cr_assert_str_eq(page->ask_if->text, "a = 'yes'");
	cr_assert_eq(page->part, PART_MONEY);
	cr_assert_eq(page->printing, PRINT_YES);
	cr_assert_eq(page->form, 0);
	cr_assert_eq(set->pages[form->pages[1]].printing, PRINT_NO);
	cr_assert_eq(page->place.line, 10);
	cr_assert_str_eq(page->place.file, "a.form");
}

static const char question[] = PAGE "question: meals\n"
				    "type: choose many\n"
				    "label: Meals\n"
				    "label cy: Prydau\n"
				    "official: Nutrition\n"
				    "paper: My meals\n"
				    "say: Tell me\n"
				    "hint: Any day\n"
				    "help: One\n"
				    "+ paragraph\n"
				    "+\n"
				    "+ and a second\n"
				    "option: some | Some | 4\n"
				    "option: all | All | 1/2\n"
				    "option: else | Else | 0\n"
				    "option: none | None | 0\n"
				    "option cy: all | Y cyfan\n"
				    "exclusive: none\n"
				    "other: else\n"
				    "most: 2\n"
				    "required: for agreement\n"
				    "default: some\n"
				    "look: across\n"
				    "check: answered(meals)\n"
				    "message: Say it\n"
				    "warn: has(meals, 'all')\n"
				    "warning: Is it so?\n"
				    "part: about me\n"
				    "private: yes\n"
				    "tag: need\n"
				    "tag: home\n"
				    "was: dinner\n";

Test(load, reads_what_a_question_says)
{
	load_fine(question);
	const struct field *field = field_of(&loaded, "meals");
	cr_assert_eq(field->type, &type_choose_many);
	cr_assert_not(field->is_sum);
	cr_assert_str_eq(wording_get(&field->label, "cy"), "Prydau");
	cr_assert_str_eq(english(&field->official), "Nutrition");
	cr_assert_str_eq(english(&field->paper), "My meals");
	cr_assert_str_eq(english(&field->say), "Tell me");
	cr_assert_str_eq(english(&field->hint), "Any day");
	cr_assert_str_eq(english(&field->help), "One paragraph\nand a second");
	cr_assert_eq(field->option_count, 4);
	const struct option *all = field_option(field, "all");
	cr_assert_str_eq(english(&all->label), "All");
	cr_assert_str_eq(wording_get(&all->label, "cy"), "Y cyfan");
	const struct exact *half = exact_from_ratio(loaded.set->arena, 1, 2);
	cr_assert_eq(exact_compare(all->points, half), 0);
	cr_assert(field_option(field, "none")->is_exclusive);
	cr_assert_not(all->is_exclusive);
	cr_assert(field_option(field, "else")->is_other);
}

Test(load, reads_what_a_question_asks_for)
{
	load_fine(question);
	const struct field *field = field_of(&loaded, "meals");
	cr_assert_eq(field->most, 2);
	cr_assert_eq(field->required, REQUIRED_FOR_AGREEMENT);
	cr_assert_str_eq(english(&field->default_answer), "some");
	cr_assert_eq(field->look, LOOK_ACROSS);
	cr_assert_eq(field->check_count, 2);
	cr_assert_str_eq(field->checks[0].condition->text, "answered(meals)");
	cr_assert_str_eq(english(&field->checks[0].message), "Say it");
	cr_assert_not(field->checks[0].is_warning);
	cr_assert(field->checks[1].is_warning);
	cr_assert_str_eq(english(&field->checks[1].message), "Is it so?");
	cr_assert_eq(field->part, PART_ABOUT);
	cr_assert(field->is_private);
	cr_assert(field_has_tag(field, "need"));
	cr_assert(field_has_tag(field, "home"));
	cr_assert_eq(field->was_count, 1);
}

Test(load, finds_a_field_by_its_id_and_its_former_ids)
{
	load_fine(PAGE "question: meals\ntype: line\nlabel: M\n"
		       "was: dinner\nwas: supper\n\n"
		       "repeat: lines\nlabel: L\nwas: items\n\n"
		       "question: cost\nin: lines\ntype: money\nlabel: C\n");
	size_t meals = form_find_field(loaded.set, "meals");
	cr_assert_neq(meals, NONE);
	cr_assert_eq(form_find_field(loaded.set, "dinner"), meals);
	cr_assert_eq(form_find_field(loaded.set, "supper"), meals);
	cr_assert_eq(form_find_field(loaded.set, "lines"), NONE);
	cr_assert_eq(form_find_field(loaded.set, "lunch"), NONE);
	cr_assert_eq(form_find_repeat(loaded.set, "items"), 0);
	cr_assert_eq(form_find_repeat(loaded.set, "meals"), NONE);
}

Test(load, gives_yes_no_questions_their_options)
{
	load_fine(PAGE "question: a\ntype: yes-no\nlabel: A\n\n"
		       "question: b\ntype: yes-no-not sure\nlabel: B\n");
	const struct field *a = field_of(&loaded, "a");
	const struct field *b = field_of(&loaded, "b");
	cr_assert_eq(a->option_count, 2);
	cr_assert_eq(b->option_count, 3);
	cr_assert_str_eq(a->options[0].code, "yes");
	cr_assert_str_eq(a->options[1].code, "no");
	cr_assert_str_eq(b->options[2].code, "unsure");
	cr_assert_str_eq(english(&b->options[2].label), "Not sure");
	cr_assert_str_eq(wording_get(&a->options[0].label, "cy"), "Ie");
	cr_assert_str_eq(
	    wording_get(&b->options[2].label, "cy"), "Ddim yn siŵr");
}

Test(load, lets_yes_and_no_be_said_in_english_and_welsh)
{
	static const struct {
		const char *typed, *code;
	} cases[] = {
	    {"yes", "yes"},
	    {"IE", "yes"},
	    {"ydw", "yes"},
	    {"Oes", "yes"},
	    {"na", "no"},
	    {"nac ydw", "no"},
	    {"Nac oes", "no"},
	    {"not sure", "unsure"},
	    {"ddim yn siwr", "unsure"},
	};
	load_fine(PAGE "question: b\ntype: yes-no-not sure\nlabel: B\n");
	const struct field *b = field_of(&loaded, "b");
	struct arena *arena = arena_new();
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct value value;
		struct err err = {0};
		value_read(arena, b, cases[i].typed,
		    (struct date){2026, 11, 21}, &value, &err);
		cr_assert_not(err.is_set, "%s", cases[i].typed);
		cr_assert_str_eq(value.codes[0], cases[i].code);
	}
	arena_free(arena);
}

Test(load, lets_each_yes_no_question_say_yes_in_a_language)
{
	load_fine(PAGE "question: a\noption cy: yes | Oes\ntype: yes-no\n"
		       "label: A\noption cy: no | Nac oes\n\n"
		       "question: b\ntype: yes-no-not sure\nlabel: B\n"
		       "option cy: unsure | Pwy a ŵyr\n");
	const struct field *a = field_of(&loaded, "a");
	const struct field *b = field_of(&loaded, "b");
	cr_assert_eq(a->option_count, 2);
	cr_assert_str_eq(wording_get(&a->options[0].label, "cy"), "Oes");
	cr_assert_str_eq(wording_get(&a->options[1].label, "cy"), "Nac oes");
	cr_assert_str_eq(english(&a->options[1].label), "No");
	cr_assert_eq(b->option_count, 3);
	cr_assert_str_eq(wording_get(&b->options[0].label, "cy"), "Ie");
	cr_assert_str_eq(wording_get(&b->options[2].label, "cy"), "Pwy a ŵyr");
}

Test(load, takes_options_from_lists_and_streams)
{
	load_fine(
	    PAGE "list: often\n"
		 "option: daily | Daily | 7\n"
		 "option: weekly | Weekly | 1\n\n"
		 "question: a\ntype: choose one\nlabel: A\noptions: often\n\n"
		 "question: b\ntype: choose one\nlabel: B\noptions: streams\n\n"
		 "stream: council\nlabel: The council\nlabel cy: Y cyngor\n"
		 "help: Help\ncontribution: yes\nchecked: 2026-04-01\n"
		 "source: The Act\n\n"
		 "stream: grant\nlabel: A grant\none-off: yes\n");
	const struct field *a = field_of(&loaded, "a");
	const struct field *b = field_of(&loaded, "b");
	cr_assert_eq(a->option_count, 2);
	cr_assert_str_eq(a->options[1].code, "weekly");
	cr_assert_not_null(a->options[0].points);
	cr_assert_eq(b->option_count, 2);
	cr_assert_str_eq(b->options[0].code, "council");
	cr_assert_str_eq(wording_get(&b->options[0].label, "cy"), "Y cyngor");
	const struct stream *stream = &loaded.set->streams[0];
	cr_assert(stream->takes_contribution);
	cr_assert_not(stream->is_one_off);
	cr_assert_eq(stream->checked.month, 4);
	cr_assert_str_eq(english(&stream->source), "The Act");
	cr_assert(loaded.set->streams[1].is_one_off);
}

Test(load, gathers_the_fields_of_a_repeat)
{
	load_fine(PAGE "repeat: lines\n"
		       "title: Lines\n"
		       "label: The lines\n"
		       "add: Another line\n"
		       "required: wanted\n"
		       "most: 20\n"
		       "print: table\n"
		       "part: my support\n\n"
		       "question: what\nin: lines\ntype: line\nlabel: What\n"
		       "print: column\n\n"
		       "question: plain\ntype: line\nlabel: P\n\n"
		       "question: whom\ntype: row reference\nrows of: lines\n"
		       "label: W\nmost: 1\n\n"
		       "question: cost\nin: lines\ntype: money\nlabel: C\n");
	const struct repeat *repeat = &loaded.set->repeats[0];
	cr_assert_str_eq(english(&repeat->title), "Lines");
	cr_assert_str_eq(english(&repeat->add), "Another line");
	cr_assert_eq(repeat->required, REQUIRED_WANTED);
	cr_assert_eq(repeat->most, 20);
	cr_assert_eq(repeat->printing, PRINT_TABLE);
	cr_assert_eq(repeat->part, PART_SUPPORT);
	cr_assert_eq(repeat->field_count, 2);
	const struct field *what = field_of(&loaded, "what");
	cr_assert_eq(&loaded.set->fields[repeat->fields[0]], what);
	cr_assert_eq(what->repeat, 0);
	cr_assert_eq(what->printing, PRINT_COLUMN);
	/* What is not said is as the list has it. */
	cr_assert_eq(what->part, PART_SUPPORT);
	cr_assert_eq(field_of(&loaded, "plain")->repeat, NONE);
	cr_assert_eq(field_of(&loaded, "whom")->rows_of, 0);
	cr_assert_eq(field_of(&loaded, "whom")->most, 1);
}

Test(load, reads_tables_and_rates)
{
	load_fine("table: bands\nlabel: Bands\nread: linear\nunit: 0.5\n"
		  "below: 0\nabove: £9,000\n"
		  "row: 0 | 100\nrow: 10 | 1,000.50\n\n"
		  "rate: wage\nlabel: Wage\nsource: The order\n"
		  "checked: 1 April 2026\n"
		  "value: 12.71 | 1 April 2026\nvalue: 12.21 | 2025-04-01\n");
	const struct table *table = &loaded.set->tables[0];
	cr_assert(table->is_linear);
	cr_assert_eq(table->row_count, 2);
	struct str figures = STR_EMPTY;
	exact_put_ratio(&figures, table->unit);
	str_put_char(&figures, ' ');
	exact_put_ratio(&figures, table->above);
	str_put_char(&figures, ' ');
	exact_put_ratio(&figures, table->rows[1].value);
	cr_assert_str_eq(figures.text, "1/2 9000 2001/2");
	str_release(&figures);
	const struct rate *rate = &loaded.set->rates[0];
	cr_assert_eq(rate->value_count, 2);
	/* By day, whatever order they were written in. */
	cr_assert_eq(rate->values[0].from.year, 2025);
	cr_assert_eq(rate->values[1].from.year, 2026);
	cr_assert_eq(rate->checked.month, 4);
}

Test(load, reads_schemes_rules_criteria_and_places)
{
	load_fine(PAGE
	    "repeat: lines\nlabel: Lines\n\n"
	    "question: kind\nin: lines\ntype: line\nlabel: Kind\n\n"
	    "question: sum\ntype: money\nlabel: S\n\n"
	    "calculate: figure\ntype: money\nlabel: F\nplus: sum\n\n"
	    "scheme: s\ntitle: Scheme\nlanguage: 1\nversion: 3\nowner: Us\n"
	    "from: 2026-04-01\nillustrative: yes\nsource: Nobody\n"
	    "figure: figure\n\n"
	    "rule: r\nclass: needs agreement\nrows of: lines\n"
	    "where: kind = 'car'\nmessage: Ask first.\nsource: The rules\n"
	    "checked: 2026-04-01\n\n"
	    "criterion: c\nlabel: It is clear.\nversion: 2\n"
	    "not agreed if: It is not.\nshown by: lines\nshown by: sum\n"
	    "check: sum > 0\nmessage: More.\n\n"
	    "place: p\nlabel: Office\nfor: advocacy\nfor: payroll\n"
	    "phone: 01632 960 001\nhours: Mornings\nweb: example.org\n\n"
	    "check: k\nthat: sum > 1\nmessage: Too little.\n"
	    "weight: wanted\n");
	const struct form_set *set = loaded.set;
	cr_assert_str_eq(set->schemes[0].version, "3");
	cr_assert_str_eq(set->schemes[0].owner, "Us");
	cr_assert(set->schemes[0].is_illustrative);
	cr_assert_eq(field_of(&loaded, "figure")->scheme, 0);
	cr_assert_eq(set->rules[0].class, RULE_NEEDS_AGREEMENT);
	cr_assert_eq(set->rules[0].repeat, 0);
	cr_assert_eq(set->rules[0].where->repeat, 0);
	const struct criterion *criterion = &set->criteria[0];
	cr_assert_eq(criterion->shown_by_count, 2);
	cr_assert_eq(criterion->shown_by[0].kind, ITEM_REPEAT);
	cr_assert_eq(criterion->shown_by[1].kind, ITEM_FIELD);
	cr_assert_eq(criterion->check_count, 1);
	cr_assert_str_eq(criterion->version, "2");
	const struct contact *contact = &set->contacts[0];
	cr_assert_eq(contact->purposes, 1U << FOR_ADVOCACY | 1U << FOR_PAYROLL);
	cr_assert_str_eq(contact->phone, "01632 960 001");
	cr_assert(set->checks[0].is_wanted_only);
	cr_assert_eq(set->checks[0].that->read_count, 1);
}

Test(load, reads_worked_examples)
{
	load_fine(PAGE "question: a\ntype: number\nlabel: A\n\n"
		       "repeat: lines\nlabel: L\n\n"
		       "question: b\nin: lines\ntype: line\nlabel: B\n\n"
		       "calculate: c\ntype: number\nlabel: C\nplus: a\n\n"
		       "test: t\ngiven: a = 3\ngiven: lines.2.b = x = y\n"
		       "given: today = 2026-11-21\nexpect: c=3\n");
	const struct form_test *test = &loaded.set->tests[0];
	cr_assert_eq(test->given_count, 3);
	cr_assert_str_eq(test->given[0].field, "a");
	cr_assert_str_eq(test->given[0].text, "3");
	cr_assert_str_eq(test->given[1].field, "lines.2.b");
	cr_assert_str_eq(test->given[1].text, "x = y");
	cr_assert_str_eq(test->expected[0].text, "3");
	cr_assert_eq(test->expected[0].place.line, 26);
}

Test(load, finds_what_means_something)
{
	load_fine(PAGE "question: n\ntype: line\nlabel: N\n"
		       "means: person.name\n\n"
		       "repeat: lines\nlabel: L\nmeans: line\n\n"
		       "question: w\nin: lines\ntype: line\nlabel: W\n"
		       "means: line.what\n");
	const struct form_set *set = loaded.set;
	size_t name = form_find_meaning(set, MEANS_PERSON_NAME);
	size_t what = form_find_meaning(set, MEANS_LINE_WHAT);
	size_t lines = form_find_meaning(set, MEANS_LINE);
	cr_assert_str_eq(set->fields[name].id, "n");
	cr_assert_str_eq(set->fields[what].id, "w");
	cr_assert_str_eq(set->repeats[lines].id, "lines");
	cr_assert_eq(form_find_meaning(set, MEANS_BUDGET_YEAR), NONE);
	cr_assert_eq(form_find_meaning(set, MEANS_VISIT), NONE);
}

Test(load, takes_files_in_the_order_of_their_names)
{
	const struct source sources[] = {
	    {.name = "b.form", .text = "stream: second\nlabel: B\n"},
	    {.name = "schemes/a.form", .text = "stream: third\nlabel: C\n"},
	    {.name = "a.form",
		.text = "stream: first\nlabel: A\n",
		.path = "/somewhere/a.form"},
	};

	load_sources(&loaded, sources, ARRAY_LENGTH(sources));
	cr_assert_str_eq(loaded.set->streams[0].id, "first");
	cr_assert_str_eq(loaded.set->streams[1].id, "second");
	cr_assert_str_eq(loaded.set->streams[2].id, "third");
	cr_assert_eq(loaded.set->source_count, 3);
	cr_assert_str_eq(loaded.set->sources[0].name, "a.form");
	/* Places are where the file was read. */
	cr_assert_str_eq(
	    loaded.set->streams[0].place.file, "/somewhere/a.form");
}

Test(load, keeps_sources_as_plain_text)
{
	static const char bytes[] = "stream: caf\nlabel: Caf\xE9\r\n";
	struct source source = {
	    .name = "a.form", .text = bytes, .length = sizeof(bytes) - 1};

	load_sources(&loaded, &source, 1);
	cr_assert_str_eq(
	    loaded.set->sources[0].text, "stream: caf\nlabel: Caf\xC3\xA9\n");
	cr_assert_not(report_has_errors(loaded.report));
	cr_assert_not_null(strstr(loaded.said.text, "Windows-1252"));
}

Test(load, gives_the_same_set_from_its_own_sources)
{
	load_fine(PAGE "question: a\ntype: line\nlabel: Caf\xC3\xA9\n");
	struct loaded again;
	load_sources(&again, loaded.set->sources, loaded.set->source_count);
	cr_assert_str_eq(english(&again.set->fields[0].label), "Caf\xC3\xA9");
	cr_assert_str_eq(
	    again.set->sources[0].text, loaded.set->sources[0].text);
	unload(&again);
}

Test(load, gives_a_set_for_any_text)
{
	static const char *const texts[] = {
	    "",
	    "\n\n\n",
	    "form:",
	    "question: a\n",
	    "calculate: a\nplus: a\nsum:\nround:\nchoose:\n",
	    "option: a | b\n",
	    "table: t\nrow: |\nrow: | |\nrow: to | 3\n",
	    "test: t\ngiven: =\nexpect: a.b.c = 3\n",
	    "page: a\nafter: a\n",
	    "list: l\noption: |\noption cy: |\n",
	    "repeat: a\n\nquestion: b\nin: b\nrows of: b\n",
	    "text: a\nshow: {\nshow cy: }{{\n",
	};

	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
		struct loaded one;

		load_text(&one, texts[i]);
		cr_assert_not_null(one.set);
		cr_assert_eq(one.set->source_count, 1);
		unload(&one);
	}
	load_text(&loaded, "");
	cr_assert_eq(loaded.set->field_count, 0);
	cr_assert_eq(report_count(loaded.report, SEVERITY_NOTE), 0);
}

Test(load, leaves_out_a_block_whose_id_is_taken)
{
	load_text(&loaded, PAGE "question: a\ntype: line\nlabel: First\n\n"
				"question: a\ntype: date\nlabel: Second\n\n"
				"question: b\ntype: line\nlabel: B\n");
	cr_assert_eq(loaded.set->field_count, 2);
	cr_assert_eq(field_of(&loaded, "a")->type, &type_line);
	cr_assert_eq(loaded.set->pages[0].item_count, 2);
}
