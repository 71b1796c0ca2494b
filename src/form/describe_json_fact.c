/*
 * Forms told to programs: what stands beside the forms.
 *
 * Owns the objects of checks, tables, rates, schemes, streams, rules, criteria
 * and places in `forms show --json`; describe_json.c owns the rest and says
 * how members are called.
 *
 * Tested by tests/unit/form_describe.c.
 */
#include "form/describe_parts.h"

void
describe_check(struct describing *describing, size_t index)
{
	const struct set_check *check = &describing->set->checks[index];

	describe_open(describing, KIND_CHECK, check->id);
	describe_condition(describing, KEY_THAT, check->that);
	describe_wording(describing, KEY_MESSAGE, &check->message);
	describe_text(describing, KEY_WEIGHT,
	    registry_required[check->is_wanted_only ? REQUIRED_WANTED
						    : REQUIRED_FOR_AGREEMENT]);
	describe_close(describing);
}

void
describe_table(struct describing *describing, size_t index)
{
	const struct table *table = &describing->set->tables[index];

	describe_open(describing, KIND_TABLE, table->id);
	describe_wording(describing, KEY_LABEL, &table->label);
	describe_text(
	    describing, KEY_READ, table->is_linear ? "linear" : "step");
	describe_figure(describing, KEY_UNIT, table->unit);
	describe_figure(describing, KEY_BELOW, table->below);
	describe_figure(describing, KEY_ABOVE, table->above);
	json_put_key(&describing->json, "rows");
	json_open_list(&describing->json);
	for (size_t i = 0; i < table->row_count; i++) {
		const struct table_row *row = &table->rows[i];
		struct str made = STR_EMPTY;
		json_open_object(&describing->json);
		describe_figure(describing, KEY_FROM, row->from);
		if (row->to) {
			exact_put_ratio(&made, row->to);
			json_put_pair(&describing->json, "to", made.text);
		}
		describe_figure(describing, KEY_VALUE, row->value);
		json_close_object(&describing->json);
		str_release(&made);
	}
	json_close_list(&describing->json);
	describe_close(describing);
}

void
describe_rate(struct describing *describing, size_t index)
{
	const struct rate *rate = &describing->set->rates[index];

	describe_open(describing, KIND_RATE, rate->id);
	describe_wording(describing, KEY_LABEL, &rate->label);
	json_put_key(&describing->json, "values");
	json_open_list(&describing->json);
	for (size_t i = 0; i < rate->value_count; i++) {
		json_open_object(&describing->json);
		describe_day(describing, KEY_FROM, rate->values[i].from);
		describe_figure(describing, KEY_VALUE, rate->values[i].value);
		json_close_object(&describing->json);
	}
	json_close_list(&describing->json);
	describe_wording(describing, KEY_SOURCE, &rate->source);
	describe_day(describing, KEY_CHECKED, rate->checked);
	describe_close(describing);
}

void
describe_scheme(struct describing *describing, size_t index)
{
	const struct scheme *scheme = &describing->set->schemes[index];

	describe_open(describing, KIND_SCHEME, scheme->id);
	describe_wording(describing, KEY_TITLE, &scheme->title);
	describe_text(describing, KEY_VERSION, scheme->version);
	describe_text(describing, KEY_OWNER, scheme->owner);
	describe_day(describing, KEY_FROM, scheme->from);
	describe_yes(describing, KEY_ILLUSTRATIVE, scheme->is_illustrative);
	describe_wording(describing, KEY_SOURCE, &scheme->source);
	describe_day(describing, KEY_CHECKED, scheme->checked);
	describe_close(describing);
}

void
describe_stream(struct describing *describing, size_t index)
{
	const struct stream *stream = &describing->set->streams[index];

	describe_open(describing, KIND_STREAM, stream->id);
	describe_wording(describing, KEY_LABEL, &stream->label);
	describe_wording(describing, KEY_HELP, &stream->help);
	describe_yes(describing, KEY_CONTRIBUTION, stream->takes_contribution);
	describe_yes(describing, KEY_ONE_OFF, stream->is_one_off);
	describe_wording(describing, KEY_SOURCE, &stream->source);
	describe_day(describing, KEY_CHECKED, stream->checked);
	describe_close(describing);
}

void
describe_rule(struct describing *describing, size_t index)
{
	const struct rule *rule = &describing->set->rules[index];

	describe_open(describing, KIND_RULE, rule->id);
	describe_text(describing, KEY_CLASS, registry_classes[rule->class]);
	describe_repeat_name(describing, KEY_FOR_ROWS, rule->repeat);
	describe_condition(describing, KEY_WHERE, rule->where);
	describe_wording(describing, KEY_MESSAGE, &rule->message);
	describe_wording(describing, KEY_SOURCE, &rule->source);
	describe_day(describing, KEY_CHECKED, rule->checked);
	describe_close(describing);
}

void
describe_criterion(struct describing *describing, size_t index)
{
	const struct form_set *set = describing->set;
	const struct criterion *criterion = &set->criteria[index];

	describe_open(describing, KIND_CRITERION, criterion->id);
	describe_wording(describing, KEY_LABEL, &criterion->label);
	describe_wording(describing, KEY_OFFICIAL, &criterion->official);
	describe_wording(describing, KEY_REFUSED, &criterion->refused);
	describe_key(describing, KEY_SHOWN_BY);
	json_open_list(&describing->json);
	for (size_t i = 0; i < criterion->shown_by_count; i++) {
		const struct page_item *item = &criterion->shown_by[i];
		json_put_text(&describing->json,
		    item->kind == ITEM_REPEAT ? set->repeats[item->index].id
					      : set->fields[item->index].id);
	}
	json_close_list(&describing->json);
	describe_checks(describing, criterion->checks, criterion->check_count);
	describe_wording(describing, KEY_SOURCE, &criterion->source);
	describe_day(describing, KEY_CHECKED, criterion->checked);
	describe_close(describing);
}

void
describe_contact(struct describing *describing, size_t index)
{
	const struct contact *contact = &describing->set->contacts[index];

	describe_open(describing, KIND_PLACE, contact->id);
	describe_wording(describing, KEY_LABEL, &contact->label);
	describe_key(describing, KEY_FOR);
	json_open_list(&describing->json);
	for (enum purpose i = 0; i < PURPOSE_MAX; i++) {
		if ((contact->purposes >> i & 1) != 0)
			json_put_text(&describing->json, registry_purposes[i]);
	}
	json_close_list(&describing->json);
	describe_text(describing, KEY_PHONE, contact->phone);
	describe_wording(describing, KEY_HOURS, &contact->hours);
	describe_text(describing, KEY_WEB, contact->web);
	describe_day(describing, KEY_CHECKED, contact->checked);
	describe_close(describing);
}
