/*
 * Forms told to programs: the whole set as JSON.
 *
 * Owns `forms show --json`.  Members are called as the keys of the form
 * language are, from the same registry, so that who knows the one knows the
 * other; texts are objects with a member for each language.  Figures are
 * texts, since they are exact.
 *
 * What stands beside the forms is in describe_json_fact.c.
 * Tested by tests/unit/form_describe.c.
 */
#include "form/describe.h"

#include "base/date.h"
#include "form/describe_parts.h"
#include "form/expr.h"
#include "form/sum.h"
#include "form/type.h"

void
describe_key(struct describing *describing, enum block_key key)
{
	json_put_key(&describing->json, registry_key(key)->name);
}

void
describe_text(
    struct describing *describing, enum block_key key, const char *text)
{
	if (text)
		json_put_pair(&describing->json, registry_key(key)->name, text);
}

void
describe_yes(struct describing *describing, enum block_key key, bool is_so)
{
	if (!is_so)
		return;
	describe_key(describing, key);
	json_put_bool(&describing->json, true);
}

void
describe_wording(struct describing *describing, enum block_key key,
    const struct wording *wording)
{
	if (wording->count == 0)
		return;
	describe_key(describing, key);
	json_open_object(&describing->json);
	for (size_t i = 0; i < wording->count; i++) {
		const struct wording_text *text = &wording->texts[i];
		/* Of several texts in a language the first is shown. */
		if (wording_get(wording, text->language) == text->text)
			json_put_pair(
			    &describing->json, text->language, text->text);
	}
	json_close_object(&describing->json);
}

void
describe_figure(struct describing *describing, enum block_key key,
    const struct exact *figure)
{
	struct str made = STR_EMPTY;

	if (!figure)
		return;
	exact_put_ratio(&made, figure);
	describe_text(describing, key, made.text);
	str_release(&made);
}

void
describe_day(
    struct describing *describing, enum block_key key, struct date date)
{
	char iso[DATE_ISO_SIZE];

	if (date.year == 0)
		return;
	date_write_iso(date, iso);
	describe_text(describing, key, iso);
}

static void
put_count(struct describing *describing, enum block_key key, int count)
{
	if (count == 0)
		return;
	describe_key(describing, key);
	json_put_int(&describing->json, count);
}

void
describe_condition(struct describing *describing, enum block_key key,
    const struct condition *condition)
{
	if (condition)
		describe_text(describing, key, condition->text);
}

static void
put_texts(struct describing *describing, enum block_key key,
    const char *const *texts, size_t count)
{
	if (count == 0)
		return;
	describe_key(describing, key);
	json_open_list(&describing->json);
	for (size_t i = 0; i < count; i++)
		json_put_text(&describing->json, texts[i]);
	json_close_list(&describing->json);
}

void
describe_repeat_name(
    struct describing *describing, enum block_key key, size_t repeat)
{
	if (repeat != NONE)
		describe_text(
		    describing, key, describing->set->repeats[repeat].id);
}

void
describe_open(
    struct describing *describing, enum record_kind kind, const char *id)
{
	json_open_object(&describing->json);
	json_put_pair(&describing->json, registry_kind(kind)->name, id);
}

void
describe_close(struct describing *describing)
{
	json_close_object(&describing->json);
}

/* --- Parts of blocks ------------------------------------------------------ */

static void
put_options(struct describing *describing, const struct field *field)
{
	if (field->option_count == 0)
		return;
	describe_key(describing, KEY_OPTIONS);
	json_open_list(&describing->json);
	for (size_t i = 0; i < field->option_count; i++) {
		const struct option *option = &field->options[i];
		json_open_object(&describing->json);
		json_put_pair(&describing->json, "code", option->code);
		describe_wording(describing, KEY_LABEL, &option->label);
		describe_figure(describing, KEY_POINTS, option->points);
		describe_yes(describing, KEY_EXCLUSIVE, option->is_exclusive);
		describe_yes(describing, KEY_OTHER, option->is_other);
		json_close_object(&describing->json);
	}
	json_close_list(&describing->json);
}

void
describe_checks(struct describing *describing, const struct field_check *checks,
    size_t count)
{
	if (count == 0)
		return;
	json_put_key(&describing->json, "checks");
	json_open_list(&describing->json);
	for (size_t i = 0; i < count; i++) {
		bool is_warning = checks[i].is_warning;
		json_open_object(&describing->json);
		describe_condition(describing,
		    is_warning ? KEY_WARN : KEY_CHECK, checks[i].condition);
		describe_wording(describing,
		    is_warning ? KEY_WARNING : KEY_MESSAGE, &checks[i].message);
		json_close_object(&describing->json);
	}
	json_close_list(&describing->json);
}

static void
put_step(struct describing *describing, enum block_key key, const char *text,
    const struct wording *label)
{
	json_open_object(&describing->json);
	describe_text(describing, key, text);
	describe_wording(describing, KEY_LABEL, label);
	json_close_object(&describing->json);
}

static void
put_steps(struct describing *describing, const struct field *field)
{
	if (field->step_count == 0)
		return;
	json_put_key(&describing->json, "steps");
	json_open_list(&describing->json);
	for (size_t i = 0; i < field->step_count; i++) {
		const struct sum_step *step = &field->steps[i];
		enum block_key key = registry_step_key(step->operation);
		if (step->operation != SUM_CHOOSE)
			put_step(describing, key, step->text, &step->label);
		for (size_t j = 0; j < step->choice_count; j++)
			put_step(describing, key, step->choices[j].text,
			    &step->choices[j].label);
	}
	json_close_list(&describing->json);
}

/* What is as most others are goes without saying. */
static void
put_printing(struct describing *describing, enum printing printing)
{
	if (printing != PRINT_YES)
		describe_text(
		    describing, KEY_PRINT, registry_printings[printing]);
}

static void
put_required(struct describing *describing, enum required required)
{
	if (required != REQUIRED_NO)
		describe_text(
		    describing, KEY_REQUIRED, registry_required[required]);
}

static void
put_meaning(struct describing *describing, enum meaning meaning)
{
	if (meaning != MEANING_MAX)
		describe_text(describing, KEY_MEANS, meaning_name(meaning));
}

/* --- What stands on pages ------------------------------------------------- */

static void
put_field(struct describing *describing, const struct field *field)
{
	const struct form_set *set = describing->set;

	describe_open(describing,
	    field->is_sum ? KIND_CALCULATE : KIND_QUESTION, field->id);
	describe_text(describing, KEY_TYPE, field->type->name);
	describe_repeat_name(describing, KEY_IN_REPEAT, field->repeat);
	put_meaning(describing, field->meaning);
	describe_wording(describing, KEY_LABEL, &field->label);
	describe_wording(describing, KEY_OFFICIAL, &field->official);
	describe_wording(describing, KEY_PAPER, &field->paper);
	describe_wording(describing, KEY_SENTENCE, &field->sentence);
	describe_wording(describing, KEY_SAY, &field->say);
	describe_wording(describing, KEY_HINT, &field->hint);
	describe_wording(describing, KEY_HELP, &field->help);
	put_options(describing, field);
	describe_repeat_name(describing, KEY_FOR_ROWS, field->rows_of);
	put_count(describing, KEY_MOST, field->most);
	put_required(describing, field->required);
	if (type_is_words(field->type))
		describe_wording(
		    describing, KEY_DEFAULT, &field->default_answer);
	else
		describe_text(describing, KEY_DEFAULT,
		    wording_get(&field->default_answer, "en"));
	if (field->carry_from != NONE)
		describe_text(
		    describing, KEY_CARRY, set->fields[field->carry_from].id);
	describe_condition(describing, KEY_ASK_IF, field->ask_if);
	describe_checks(describing, field->checks, field->check_count);
	put_steps(describing, field);
	if (field->scheme != NONE)
		json_put_pair(&describing->json,
		    registry_kind(KIND_SCHEME)->name,
		    set->schemes[field->scheme].id);
	describe_text(describing, KEY_PART, part_name(field->part));
	put_printing(describing, field->printing);
	describe_yes(describing, KEY_PRIVATE, field->is_private);
	put_texts(describing, KEY_TAG, field->tags, field->tag_count);
	put_texts(describing, KEY_WAS, field->was, field->was_count);
	describe_close(describing);
}

static void
put_repeat(struct describing *describing, const struct repeat *repeat)
{
	describe_open(describing, KIND_REPEAT, repeat->id);
	put_meaning(describing, repeat->meaning);
	describe_wording(describing, KEY_TITLE, &repeat->title);
	describe_wording(describing, KEY_LABEL, &repeat->label);
	describe_wording(describing, KEY_OFFICIAL, &repeat->official);
	describe_wording(describing, KEY_PAPER, &repeat->paper);
	describe_wording(describing, KEY_SAY, &repeat->say);
	describe_wording(describing, KEY_HINT, &repeat->hint);
	describe_wording(describing, KEY_HELP, &repeat->help);
	describe_wording(describing, KEY_ADD, &repeat->add);
	put_count(describing, KEY_MOST, repeat->most);
	put_required(describing, repeat->required);
	describe_condition(describing, KEY_ASK_IF, repeat->ask_if);
	describe_text(describing, KEY_PART, part_name(repeat->part));
	put_printing(describing, repeat->printing);
	put_texts(describing, KEY_WAS, repeat->was, repeat->was_count);
	json_put_key(&describing->json, "questions");
	json_open_list(&describing->json);
	for (size_t i = 0; i < repeat->field_count; i++)
		put_field(
		    describing, &describing->set->fields[repeat->fields[i]]);
	json_close_list(&describing->json);
	describe_close(describing);
}

static void
put_prose(struct describing *describing, const struct prose *prose)
{
	describe_open(describing, KIND_TEXT, prose->id);
	describe_wording(describing, KEY_SHOW, &prose->show);
	describe_wording(describing, KEY_SOURCE, &prose->source);
	describe_day(describing, KEY_CHECKED, prose->checked);
	describe_condition(describing, KEY_ASK_IF, prose->ask_if);
	describe_yes(describing, KEY_PRINT, prose->is_printed);
	describe_close(describing);
}

static void
put_page(struct describing *describing, const struct page *page)
{
	const struct form_set *set = describing->set;

	describe_open(describing, KIND_PAGE, page->id);
	describe_wording(describing, KEY_TITLE, &page->title);
	describe_wording(describing, KEY_PAPER, &page->paper);
	describe_wording(describing, KEY_SAY, &page->say);
	describe_wording(describing, KEY_HELP, &page->help);
	describe_condition(describing, KEY_ASK_IF, page->ask_if);
	describe_repeat_name(describing, KEY_FOR_ROWS, page->repeat);
	describe_text(describing, KEY_WHICH, registry_page_rows[page->rows]);
	describe_text(describing, KEY_PART, part_name(page->part));
	put_printing(describing, page->printing);
	json_put_key(&describing->json, "items");
	json_open_list(&describing->json);
	for (size_t i = 0; i < page->item_count; i++) {
		size_t index = page->items[i].index;
		switch (page->items[i].kind) {
		case ITEM_FIELD:
			put_field(describing, &set->fields[index]);
			break;
		case ITEM_REPEAT:
			put_repeat(describing, &set->repeats[index]);
			break;
		case ITEM_PROSE:
			put_prose(describing, &set->proses[index]);
			break;
		}
	}
	json_close_list(&describing->json);
	describe_close(describing);
}

static void
put_form(struct describing *describing, size_t index)
{
	const struct form *form = &describing->set->forms[index];

	describe_open(describing, KIND_FORM, form->id);
	describe_wording(describing, KEY_TITLE, &form->title);
	describe_wording(describing, KEY_OFFICIAL, &form->official);
	put_count(describing, KEY_STEP, form->step);
	put_count(describing, KEY_GRAMMAR, form->language);
	describe_text(describing, KEY_VERSION, form->version);
	json_put_key(&describing->json, "pages");
	json_open_list(&describing->json);
	for (size_t i = 0; i < form->page_count; i++)
		put_page(describing, &describing->set->pages[form->pages[i]]);
	json_close_list(&describing->json);
	describe_close(describing);
}

/* --- The whole set -------------------------------------------------------- */

static void
put_sum(struct describing *describing, size_t index)
{
	const struct field *field = &describing->set->fields[index];

	/* Those of a page or a list stand there. */
	if (field->page == NONE && field->repeat == NONE)
		put_field(describing, field);
}

static void
put_all(struct describing *describing, const char *key, size_t count,
    void (*put)(struct describing *describing, size_t index))
{
	json_put_key(&describing->json, key);
	json_open_list(&describing->json);
	for (size_t i = 0; i < count; i++)
		put(describing, i);
	json_close_list(&describing->json);
}

void
form_describe_json(struct str *out, const struct form_set *set)
{
	struct describing describing = {.set = set};

	json_begin(&describing.json, out);
	json_open_object(&describing.json);
	put_all(&describing, "forms", set->form_count, put_form);
	put_all(&describing, "sums", set->field_count, put_sum);
	put_all(&describing, "checks", set->check_count, describe_check);
	put_all(&describing, "schemes", set->scheme_count, describe_scheme);
	put_all(&describing, "tables", set->table_count, describe_table);
	put_all(&describing, "rates", set->rate_count, describe_rate);
	put_all(&describing, "streams", set->stream_count, describe_stream);
	put_all(&describing, "rules", set->rule_count, describe_rule);
	put_all(
	    &describing, "criteria", set->criterion_count, describe_criterion);
	put_all(&describing, "places", set->contact_count, describe_contact);
	json_close_object(&describing.json);
}
