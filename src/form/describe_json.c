/*
 * Forms told to programs: the whole set as JSON.
 *
 * Owns `forms show --json`.  Members are called as the keys of the form
 * language are, from the same registry, so that who knows the one knows the
 * other; texts are objects with a member for each language.  Figures are
 * texts, since they are exact.
 *
 * Tested by tests/unit/form_describe.c.
 */
#include "form/describe.h"

#include "base/date.h"
#include "base/json.h"
#include "form/expr.h"
#include "form/registry.h"
#include "form/sum.h"

/* One set being written. */
struct writing {
	struct json_writer json;
	const struct form_set *set;
};

static void
put_key(struct writing *writing, enum block_key key)
{
	json_put_key(&writing->json, registry_key(key)->name);
}

static void
put_text(struct writing *writing, enum block_key key, const char *text)
{
	if (text)
		json_put_pair(&writing->json, registry_key(key)->name, text);
}

static void
put_yes(struct writing *writing, enum block_key key, bool is_so)
{
	if (!is_so)
		return;
	put_key(writing, key);
	json_put_bool(&writing->json, true);
}

static void
put_wording(
    struct writing *writing, enum block_key key, const struct wording *wording)
{
	if (wording->count == 0)
		return;
	put_key(writing, key);
	json_open_object(&writing->json);
	for (size_t i = 0; i < wording->count; i++)
		json_put_pair(&writing->json, wording->texts[i].language,
		    wording->texts[i].text);
	json_close_object(&writing->json);
}

static void
put_figure(
    struct writing *writing, enum block_key key, const struct exact *figure)
{
	struct str made = STR_EMPTY;

	if (!figure)
		return;
	exact_put_ratio(&made, figure);
	put_text(writing, key, made.text);
	str_release(&made);
}

static void
put_day(struct writing *writing, enum block_key key, struct date date)
{
	char iso[DATE_ISO_SIZE];

	if (date.year == 0)
		return;
	date_write_iso(date, iso);
	put_text(writing, key, iso);
}

static void
put_count(struct writing *writing, enum block_key key, int count)
{
	if (count == 0)
		return;
	put_key(writing, key);
	json_put_int(&writing->json, count);
}

static void
put_condition(struct writing *writing, enum block_key key,
    const struct condition *condition)
{
	if (condition)
		put_text(writing, key, condition->text);
}

static void
put_texts(struct writing *writing, enum block_key key, const char *const *texts,
    size_t count)
{
	if (count == 0)
		return;
	put_key(writing, key);
	json_open_list(&writing->json);
	for (size_t i = 0; i < count; i++)
		json_put_text(&writing->json, texts[i]);
	json_close_list(&writing->json);
}

static void
put_repeat_name(struct writing *writing, enum block_key key, size_t repeat)
{
	if (repeat != NONE)
		put_text(writing, key, writing->set->repeats[repeat].id);
}

/* Begin the object of a block: { "question": "meals", ... */
static void
open_block(struct writing *writing, enum record_kind kind, const char *id)
{
	json_open_object(&writing->json);
	json_put_pair(&writing->json, registry_kind(kind)->name, id);
}

static void
close_block(struct writing *writing)
{
	json_close_object(&writing->json);
}

/* --- Parts of blocks ------------------------------------------------------ */

static void
put_options(struct writing *writing, const struct field *field)
{
	if (field->option_count == 0)
		return;
	put_key(writing, KEY_OPTIONS);
	json_open_list(&writing->json);
	for (size_t i = 0; i < field->option_count; i++) {
		const struct option *option = &field->options[i];
		json_open_object(&writing->json);
		json_put_pair(&writing->json, "code", option->code);
		put_wording(writing, KEY_LABEL, &option->label);
		put_figure(writing, KEY_POINTS, option->points);
		put_yes(writing, KEY_EXCLUSIVE, option->is_exclusive);
		put_yes(writing, KEY_OTHER, option->is_other);
		json_close_object(&writing->json);
	}
	json_close_list(&writing->json);
}

static void
put_checks(
    struct writing *writing, const struct field_check *checks, size_t count)
{
	if (count == 0)
		return;
	json_put_key(&writing->json, "checks");
	json_open_list(&writing->json);
	for (size_t i = 0; i < count; i++) {
		bool is_warning = checks[i].is_warning;
		json_open_object(&writing->json);
		put_condition(writing, is_warning ? KEY_WARN : KEY_CHECK,
		    checks[i].condition);
		put_wording(writing, is_warning ? KEY_WARNING : KEY_MESSAGE,
		    &checks[i].message);
		json_close_object(&writing->json);
	}
	json_close_list(&writing->json);
}

static void
put_step(struct writing *writing, enum block_key key, const char *text,
    const struct wording *label)
{
	json_open_object(&writing->json);
	put_text(writing, key, text);
	put_wording(writing, KEY_LABEL, label);
	json_close_object(&writing->json);
}

static void
put_steps(struct writing *writing, const struct field *field)
{
	if (field->step_count == 0)
		return;
	json_put_key(&writing->json, "steps");
	json_open_list(&writing->json);
	for (size_t i = 0; i < field->step_count; i++) {
		const struct sum_step *step = &field->steps[i];
		enum block_key key = registry_step_key(step->operation);
		if (step->operation != SUM_CHOOSE)
			put_step(writing, key, step->text, &step->label);
		for (size_t j = 0; j < step->choice_count; j++)
			put_step(writing, key, step->choices[j].text,
			    &step->choices[j].label);
	}
	json_close_list(&writing->json);
}

/* What is as most others are goes without saying. */
static void
put_printing(struct writing *writing, enum printing printing)
{
	if (printing != PRINT_YES)
		put_text(writing, KEY_PRINT, registry_printings[printing]);
}

static void
put_required(struct writing *writing, enum required required)
{
	if (required != REQUIRED_NO)
		put_text(writing, KEY_REQUIRED, registry_required[required]);
}

static void
put_meaning(struct writing *writing, enum meaning meaning)
{
	if (meaning != MEANING_MAX)
		put_text(writing, KEY_MEANS, meaning_name(meaning));
}

/* --- What stands on pages ------------------------------------------------- */

static void
put_field(struct writing *writing, const struct field *field)
{
	const struct form_set *set = writing->set;

	open_block(
	    writing, field->is_sum ? KIND_CALCULATE : KIND_QUESTION, field->id);
	put_text(writing, KEY_TYPE, field_type_name(field->type));
	put_repeat_name(writing, KEY_IN_REPEAT, field->repeat);
	put_meaning(writing, field->meaning);
	put_wording(writing, KEY_LABEL, &field->label);
	put_wording(writing, KEY_OFFICIAL, &field->official);
	put_wording(writing, KEY_PAPER, &field->paper);
	put_wording(writing, KEY_SENTENCE, &field->sentence);
	put_wording(writing, KEY_SAY, &field->say);
	put_wording(writing, KEY_HINT, &field->hint);
	put_wording(writing, KEY_HELP, &field->help);
	put_options(writing, field);
	put_repeat_name(writing, KEY_FOR_ROWS, field->rows_of);
	put_count(writing, KEY_MOST, field->most);
	put_required(writing, field->required);
	put_text(writing, KEY_DEFAULT, field->default_text);
	if (field->carry_from != NONE)
		put_text(writing, KEY_CARRY, set->fields[field->carry_from].id);
	put_condition(writing, KEY_ASK_IF, field->ask_if);
	put_checks(writing, field->checks, field->check_count);
	put_steps(writing, field);
	if (field->scheme != NONE)
		json_put_pair(&writing->json, registry_kind(KIND_SCHEME)->name,
		    set->schemes[field->scheme].id);
	put_text(writing, KEY_PART, part_name(field->part));
	put_printing(writing, field->printing);
	put_yes(writing, KEY_PRIVATE, field->is_private);
	put_texts(writing, KEY_TAG, field->tags, field->tag_count);
	put_texts(writing, KEY_WAS, field->was, field->was_count);
	close_block(writing);
}

static void
put_repeat(struct writing *writing, const struct repeat *repeat)
{
	open_block(writing, KIND_REPEAT, repeat->id);
	put_meaning(writing, repeat->meaning);
	put_wording(writing, KEY_TITLE, &repeat->title);
	put_wording(writing, KEY_LABEL, &repeat->label);
	put_wording(writing, KEY_OFFICIAL, &repeat->official);
	put_wording(writing, KEY_PAPER, &repeat->paper);
	put_wording(writing, KEY_SAY, &repeat->say);
	put_wording(writing, KEY_HINT, &repeat->hint);
	put_wording(writing, KEY_HELP, &repeat->help);
	put_wording(writing, KEY_ADD, &repeat->add);
	put_count(writing, KEY_MOST, repeat->most);
	put_required(writing, repeat->required);
	put_condition(writing, KEY_ASK_IF, repeat->ask_if);
	put_text(writing, KEY_PART, part_name(repeat->part));
	put_printing(writing, repeat->printing);
	put_texts(writing, KEY_WAS, repeat->was, repeat->was_count);
	json_put_key(&writing->json, "questions");
	json_open_list(&writing->json);
	for (size_t i = 0; i < repeat->field_count; i++)
		put_field(writing, &writing->set->fields[repeat->fields[i]]);
	json_close_list(&writing->json);
	close_block(writing);
}

static void
put_prose(struct writing *writing, const struct prose *prose)
{
	open_block(writing, KIND_TEXT, prose->id);
	put_wording(writing, KEY_SHOW, &prose->show);
	put_wording(writing, KEY_SOURCE, &prose->source);
	put_day(writing, KEY_CHECKED, prose->checked);
	put_condition(writing, KEY_ASK_IF, prose->ask_if);
	put_yes(writing, KEY_PRINT, prose->is_printed);
	close_block(writing);
}

static void
put_page(struct writing *writing, const struct page *page)
{
	const struct form_set *set = writing->set;

	open_block(writing, KIND_PAGE, page->id);
	put_wording(writing, KEY_TITLE, &page->title);
	put_wording(writing, KEY_PAPER, &page->paper);
	put_wording(writing, KEY_SAY, &page->say);
	put_wording(writing, KEY_HELP, &page->help);
	put_condition(writing, KEY_ASK_IF, page->ask_if);
	put_repeat_name(writing, KEY_FOR_ROWS, page->repeat);
	put_text(writing, KEY_WHICH, registry_page_rows[page->rows]);
	put_text(writing, KEY_PART, part_name(page->part));
	put_printing(writing, page->printing);
	json_put_key(&writing->json, "items");
	json_open_list(&writing->json);
	for (size_t i = 0; i < page->item_count; i++) {
		size_t index = page->items[i].index;
		switch (page->items[i].kind) {
		case ITEM_FIELD:
			put_field(writing, &set->fields[index]);
			break;
		case ITEM_REPEAT:
			put_repeat(writing, &set->repeats[index]);
			break;
		case ITEM_PROSE:
			put_prose(writing, &set->proses[index]);
			break;
		}
	}
	json_close_list(&writing->json);
	close_block(writing);
}

static void
put_form(struct writing *writing, size_t index)
{
	const struct form *form = &writing->set->forms[index];

	open_block(writing, KIND_FORM, form->id);
	put_wording(writing, KEY_TITLE, &form->title);
	put_wording(writing, KEY_OFFICIAL, &form->official);
	put_count(writing, KEY_STEP, form->step);
	put_count(writing, KEY_GRAMMAR, form->language);
	put_text(writing, KEY_VERSION, form->version);
	json_put_key(&writing->json, "pages");
	json_open_list(&writing->json);
	for (size_t i = 0; i < form->page_count; i++)
		put_page(writing, &writing->set->pages[form->pages[i]]);
	json_close_list(&writing->json);
	close_block(writing);
}

/* --- What stands beside the forms ----------------------------------------- */

static void
put_sum(struct writing *writing, size_t index)
{
	const struct field *field = &writing->set->fields[index];

	/* Those of a page or a list stand there. */
	if (field->page == NONE && field->repeat == NONE)
		put_field(writing, field);
}

static void
put_check(struct writing *writing, size_t index)
{
	const struct set_check *check = &writing->set->checks[index];

	open_block(writing, KIND_CHECK, check->id);
	put_condition(writing, KEY_THAT, check->that);
	put_wording(writing, KEY_MESSAGE, &check->message);
	put_text(writing, KEY_WEIGHT,
	    registry_required[check->is_wanted_only ? REQUIRED_WANTED
						    : REQUIRED_FOR_AGREEMENT]);
	close_block(writing);
}

static void
put_table(struct writing *writing, size_t index)
{
	const struct table *table = &writing->set->tables[index];

	open_block(writing, KIND_TABLE, table->id);
	put_wording(writing, KEY_LABEL, &table->label);
	put_text(writing, KEY_READ, table->is_linear ? "linear" : "step");
	put_figure(writing, KEY_UNIT, table->unit);
	put_figure(writing, KEY_BELOW, table->below);
	put_figure(writing, KEY_ABOVE, table->above);
	json_put_key(&writing->json, "rows");
	json_open_list(&writing->json);
	for (size_t i = 0; i < table->row_count; i++) {
		const struct table_row *row = &table->rows[i];
		struct str made = STR_EMPTY;
		json_open_object(&writing->json);
		put_figure(writing, KEY_FROM, row->from);
		if (row->to) {
			exact_put_ratio(&made, row->to);
			json_put_pair(&writing->json, "to", made.text);
		}
		put_figure(writing, KEY_VALUE, row->value);
		json_close_object(&writing->json);
		str_release(&made);
	}
	json_close_list(&writing->json);
	close_block(writing);
}

static void
put_rate(struct writing *writing, size_t index)
{
	const struct rate *rate = &writing->set->rates[index];

	open_block(writing, KIND_RATE, rate->id);
	put_wording(writing, KEY_LABEL, &rate->label);
	json_put_key(&writing->json, "values");
	json_open_list(&writing->json);
	for (size_t i = 0; i < rate->value_count; i++) {
		json_open_object(&writing->json);
		put_day(writing, KEY_FROM, rate->values[i].from);
		put_figure(writing, KEY_VALUE, rate->values[i].value);
		json_close_object(&writing->json);
	}
	json_close_list(&writing->json);
	put_wording(writing, KEY_SOURCE, &rate->source);
	put_day(writing, KEY_CHECKED, rate->checked);
	close_block(writing);
}

static void
put_scheme(struct writing *writing, size_t index)
{
	const struct scheme *scheme = &writing->set->schemes[index];

	open_block(writing, KIND_SCHEME, scheme->id);
	put_wording(writing, KEY_TITLE, &scheme->title);
	put_text(writing, KEY_VERSION, scheme->version);
	put_text(writing, KEY_OWNER, scheme->owner);
	put_day(writing, KEY_FROM, scheme->from);
	put_yes(writing, KEY_ILLUSTRATIVE, scheme->is_illustrative);
	put_wording(writing, KEY_SOURCE, &scheme->source);
	put_day(writing, KEY_CHECKED, scheme->checked);
	close_block(writing);
}

static void
put_stream(struct writing *writing, size_t index)
{
	const struct stream *stream = &writing->set->streams[index];

	open_block(writing, KIND_STREAM, stream->id);
	put_wording(writing, KEY_LABEL, &stream->label);
	put_wording(writing, KEY_HELP, &stream->help);
	put_yes(writing, KEY_CONTRIBUTION, stream->takes_contribution);
	put_yes(writing, KEY_ONE_OFF, stream->is_one_off);
	put_wording(writing, KEY_SOURCE, &stream->source);
	put_day(writing, KEY_CHECKED, stream->checked);
	close_block(writing);
}

static void
put_rule(struct writing *writing, size_t index)
{
	const struct rule *rule = &writing->set->rules[index];

	open_block(writing, KIND_RULE, rule->id);
	put_text(writing, KEY_CLASS, registry_classes[rule->class]);
	put_repeat_name(writing, KEY_FOR_ROWS, rule->repeat);
	put_condition(writing, KEY_WHERE, rule->where);
	put_wording(writing, KEY_MESSAGE, &rule->message);
	put_wording(writing, KEY_SOURCE, &rule->source);
	put_day(writing, KEY_CHECKED, rule->checked);
	close_block(writing);
}

static void
put_criterion(struct writing *writing, size_t index)
{
	const struct form_set *set = writing->set;
	const struct criterion *criterion = &set->criteria[index];

	open_block(writing, KIND_CRITERION, criterion->id);
	put_wording(writing, KEY_LABEL, &criterion->label);
	put_wording(writing, KEY_OFFICIAL, &criterion->official);
	put_wording(writing, KEY_REFUSED, &criterion->refused);
	put_key(writing, KEY_SHOWN_BY);
	json_open_list(&writing->json);
	for (size_t i = 0; i < criterion->shown_by_count; i++) {
		const struct page_item *item = &criterion->shown_by[i];
		json_put_text(&writing->json,
		    item->kind == ITEM_REPEAT ? set->repeats[item->index].id
					      : set->fields[item->index].id);
	}
	json_close_list(&writing->json);
	put_checks(writing, criterion->checks, criterion->check_count);
	put_wording(writing, KEY_SOURCE, &criterion->source);
	put_day(writing, KEY_CHECKED, criterion->checked);
	close_block(writing);
}

static void
put_contact(struct writing *writing, size_t index)
{
	const struct contact *contact = &writing->set->contacts[index];

	open_block(writing, KIND_PLACE, contact->id);
	put_wording(writing, KEY_LABEL, &contact->label);
	put_key(writing, KEY_FOR);
	json_open_list(&writing->json);
	for (enum purpose i = 0; i < PURPOSE_MAX; i++) {
		if ((contact->purposes >> i & 1) != 0)
			json_put_text(&writing->json, registry_purposes[i]);
	}
	json_close_list(&writing->json);
	put_text(writing, KEY_PHONE, contact->phone);
	put_wording(writing, KEY_HOURS, &contact->hours);
	put_text(writing, KEY_WEB, contact->web);
	put_day(writing, KEY_CHECKED, contact->checked);
	close_block(writing);
}

static void
put_all(struct writing *writing, const char *key, size_t count,
    void (*put)(struct writing *writing, size_t index))
{
	json_put_key(&writing->json, key);
	json_open_list(&writing->json);
	for (size_t i = 0; i < count; i++)
		put(writing, i);
	json_close_list(&writing->json);
}

void
form_describe_json(struct str *out, const struct form_set *set)
{
	struct writing writing = {.set = set};

	json_begin(&writing.json, out);
	json_open_object(&writing.json);
	put_all(&writing, "forms", set->form_count, put_form);
	put_all(&writing, "sums", set->field_count, put_sum);
	put_all(&writing, "checks", set->check_count, put_check);
	put_all(&writing, "schemes", set->scheme_count, put_scheme);
	put_all(&writing, "tables", set->table_count, put_table);
	put_all(&writing, "rates", set->rate_count, put_rate);
	put_all(&writing, "streams", set->stream_count, put_stream);
	put_all(&writing, "rules", set->rule_count, put_rule);
	put_all(&writing, "criteria", set->criterion_count, put_criterion);
	put_all(&writing, "places", set->contact_count, put_contact);
	json_close_object(&writing.json);
}
