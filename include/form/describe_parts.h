/*
 * A set of forms being written as JSON, for describe_json*.c only.  Members are
 * called as the keys of the form language are; what is not said is left out.
 */
#ifndef FORM_DESCRIBE_PARTS_H
#define FORM_DESCRIBE_PARTS_H

#include "base/json.h"
#include "form/form.h"
#include "form/registry.h"

struct describing {
	struct json_writer json;
	const struct form_set *set;
};

/* The object of a block begins and ends: { "question": "meals", ... */
void describe_open(
    struct describing *describing, enum record_kind kind, const char *id);
void describe_close(struct describing *describing);

/* A member of it, by what it holds. */
void describe_key(struct describing *describing, enum block_key key);
void describe_text(
    struct describing *describing, enum block_key key, const char *text);
void describe_yes(
    struct describing *describing, enum block_key key, bool is_so);
void describe_wording(struct describing *describing, enum block_key key,
    const struct wording *wording);
void describe_figure(struct describing *describing, enum block_key key,
    const struct exact *figure);
void describe_day(
    struct describing *describing, enum block_key key, struct date date);
void describe_condition(struct describing *describing, enum block_key key,
    const struct condition *condition);
void describe_repeat_name(
    struct describing *describing, enum block_key key, size_t repeat);
void describe_checks(struct describing *describing,
    const struct field_check *checks, size_t count);

/* What stands beside the forms, by its place in the set. */
void describe_check(struct describing *describing, size_t index);
void describe_table(struct describing *describing, size_t index);
void describe_rate(struct describing *describing, size_t index);
void describe_scheme(struct describing *describing, size_t index);
void describe_stream(struct describing *describing, size_t index);
void describe_rule(struct describing *describing, size_t index);
void describe_criterion(struct describing *describing, size_t index);
void describe_contact(struct describing *describing, size_t index);

#endif
