/*
 * Looking things up in forms.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/report.h"
#include "base/words.h"
#include "form/form.h"
#include "form/load.h"
#include "form/type.h"

Test(wording, falls_back_to_english_and_then_to_what_there_is)
{
	const struct wording_text both[] = {{"cy", "Enw"}, {"en", "Name"}};
	const struct wording_text welsh[] = {{"cy", "Enw"}, {"fr", "Nom"}};
	struct wording wording = {both, ARRAY_LENGTH(both)};

	cr_assert_str_eq(wording_get(&wording, "cy"), "Enw");
	cr_assert_str_eq(wording_get(&wording, "en"), "Name");
	cr_assert_str_eq(wording_get(&wording, "fr"), "Name");
	wording = (struct wording){welsh, ARRAY_LENGTH(welsh)};
	cr_assert_str_eq(wording_get(&wording, "en"), "Enw");
	wording = (struct wording){NULL, 0};
	cr_assert_null(wording_get(&wording, "en"));
}

Test(fields, know_their_options_and_tags)
{
	const struct option options[] = {{.code = "some"}, {.code = "all"}};
	const char *const tags[] = {"need", "home"};
	const struct field field = {
	    .type = &type_choose_one,
	    .options = options,
	    .option_count = ARRAY_LENGTH(options),
	    .tags = tags,
	    .tag_count = ARRAY_LENGTH(tags),
	};

	cr_assert_eq(field_option(&field, "all"), &options[1]);
	cr_assert_null(field_option(&field, "al"));
	cr_assert(field_has_tag(&field, "home"));
	cr_assert_not(field_has_tag(&field, "hom"));
}

Test(fields, are_chosen_or_typed)
{
	static const struct {
		const struct type *type;
		bool is_choice, is_typed;
	} cases[] = {
	    {&type_line, false, true},
	    {&type_long, false, true},
	    {&type_choose_one, true, false},
	    {&type_choose_many, false, false},
	    {&type_yes_no, true, false},
	    {&type_yes_no_unsure, true, false},
	    {&type_date, false, true},
	    {&type_money, false, true},
	    {&type_number, false, true},
	    {&type_percent, false, true},
	    {&type_rows, false, false},
	    {&type_week, false, false},
	    {&type_decision, true, false},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct field field = {.type = cases[i].type};

		cr_assert_eq(field_is_choice(&field), cases[i].is_choice, "%s",
		    field.type->name);
		cr_assert_eq(field_is_typed(&field), cases[i].is_typed, "%s",
		    field.type->name);
		field.is_sum = true;
		cr_assert_not(field_is_typed(&field));
	}
}

/* A set of two questions with everything that looking up needs. */
struct asked {
	struct arena *arena;
	struct report *report;
	struct form_set *set;
};

static struct asked
asked_new(void)
{
	static const struct source source = {
	    .name = "a.form",
	    .text = "page: p\ntitle: P\nprint: no\n\n"
		    "question: cost\ntype: money\nlabel: Cost\n"
		    "was: price\n\n"
		    "question: often\ntype: line\nlabel: How often\n\n"
		    "question: name\ntype: line\nlabel: Name\n",
	};
	struct asked asked = {
	    .arena = arena_new(),
	    .report = report_new(words_english()),
	};

	asked.set = form_load(&source, 1, asked.report);
	return asked;
}

static void
asked_free(struct asked *asked)
{
	form_set_free(asked->set);
	report_free(asked->report);
	arena_free(asked->arena);
}

Test(sentences, name_answers_by_the_ids_of_now_and_of_before)
{
	struct asked asked = asked_new();
	const char *open, *close;
	static const char sentence[] = "{price} {often}, says {name}";

	cr_assert_eq(form_next_answer(asked.set, sentence, &open, &close),
	    form_find_field(asked.set, "cost"));
	cr_assert_eq(open, sentence);
	cr_assert_eq(close, sentence + strlen("{price}"));
	cr_assert_eq(form_next_answer(asked.set, close, &open, &close),
	    form_find_field(asked.set, "often"));
	cr_assert_eq(form_next_answer(asked.set, close, &open, &close), NONE);
	cr_assert_str_eq(open, "");
	asked_free(&asked);
}

Test(sentences, may_hold_braces_that_name_nothing)
{
	struct asked asked = asked_new();
	const char *open, *close;
	static const char *const nothing[] = {"", "{", "{cost", "{}", "{costs}",
	    "{a word that is longer than any id of a question can ever be}"};

	for (size_t i = 0; i < ARRAY_LENGTH(nothing); i++) {
		cr_assert_eq(
		    form_next_answer(asked.set, nothing[i], &open, &close),
		    NONE, "%s", nothing[i]);
		cr_assert_str_eq(open, "");
	}
	cr_assert_eq(form_next_answer(asked.set, "{{cost}", &open, &close),
	    form_find_field(asked.set, "cost"));
	asked_free(&asked);
}
