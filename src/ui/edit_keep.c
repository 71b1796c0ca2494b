/*
 * The steps of an edit as a text, for when its field has been left, or the
 * program has ended: JSON, with a sum of the text that they end at.
 *
 *	{"done":1,"sum":"0b1f...","steps":[["t",0,"","On Fridays "]]}
 *
 * What is read may come from a file that somebody has changed: nothing of it
 * is believed but where it fits, and each step looks once more before it is
 * undone.  Where they lie is the desk's affair.  Tested by
 * tests/unit/ui_edit.c and tests/unit/desk_hostile.c.
 */
#include <inttypes.h>
#include <string.h>

#include "base/attr.h"
#include "base/json.h"
#include "desk/steps.h"
#include "ui/edit_state.h"

enum {
	STEP_BYTES = 24, /* what JSON adds to the texts of a step */
	HEAD_BYTES = 64
};

static const char *const kind_names[] = {
    [EDIT_TYPED] = "t",
    [EDIT_PASTED] = "p",
    [EDIT_BACKSPACED] = "b",
    [EDIT_DELETED] = "d",
    [EDIT_TAKEN] = "c",
};

/* FNV-1a: it tells one text of somebody's from another, and keeps no secret. */
static void
put_sum(struct str *out, const struct edit *edit)
{
	uint64_t sum = UINT64_C(0xCBF29CE484222325);

	for (size_t i = 0; i < edit->text.length; i++)
		sum = (sum ^ (unsigned char)edit->text.text[i]) *
		      UINT64_C(0x100000001B3);
	str_format(out, "%016" PRIx64 "-%zu", sum, edit->text.length);
}

/* The first step of those that have room. */
static size_t
first_kept(const struct edit *edit, size_t most)
{
	size_t first = edit->count, used = HEAD_BYTES;

	while (first > 0) {
		const struct edit_step *step = &edit->steps[first - 1];
		used += STEP_BYTES + step->removed.length + step->added.length;
		if (used > most)
			break;
		first--;
	}
	return first;
}

static void
put_from(const struct edit *edit, size_t first, struct str *out)
{
	struct json_writer json;
	struct str sum = STR_EMPTY;

	put_sum(&sum, edit);
	json_begin_compact(&json, out);
	json_open_object(&json);
	json_put_pair_int(&json, "done", (int64_t)(edit->done - first));
	json_put_pair(&json, "sum", sum.text);
	json_put_key(&json, "steps");
	json_open_list(&json);
	for (size_t i = first; i < edit->count; i++) {
		const struct edit_step *step = &edit->steps[i];
		json_open_list(&json);
		json_put_text(&json, kind_names[step->kind]);
		json_put_int(&json, (int64_t)step->at);
		json_put_text(&json, step->removed.text);
		json_put_text(&json, step->added.text);
		json_close_list(&json);
	}
	json_close_list(&json);
	json_close_object(&json);
	str_release(&sum);
}

void
edit_put_steps(const struct edit *edit, size_t most, struct str *out)
{
	size_t start = out->length;

	/* What JSON escapes takes more than it has here: then fewer do. */
	for (size_t room = most; room > HEAD_BYTES; room /= 2) {
		size_t first = first_kept(edit, room);
		if (first > edit->done || first == edit->count)
			return;
		put_from(edit, first, out);
		if (out->length - start <= most)
			return;
		str_cut(out, start);
	}
}

static enum edit_kind
find_kind(const char *name)
{
	enum edit_kind kind = 0;

	while (kind < EDIT_KIND_MAX && !text_is(name, kind_names[kind]))
		kind++;
	return kind;
}

/* Append a step; false for one that is none. */
static bool
take_step(struct edit *edit, const struct json *json)
{
	const char *removed = json_text(json_at(json, STEP_REMOVED));
	const char *added = json_text(json_at(json, STEP_ADDED));
	int64_t at = json_int(json_at(json, 1));
	struct edit_step step = {
	    .kind = find_kind(json_text(json_at(json, 0))),
	    .at = (size_t)at,
	    .removed = STR_EMPTY,
	    .added = STR_EMPTY,
	};

	if (step.kind == EDIT_KIND_MAX || at < 0 || !removed || !added)
		return false;
	str_put(&step.removed, removed);
	str_put(&step.added, added);
	edit_add_step(edit, &step);
	return true;
}

static bool
take(struct edit *edit, const struct json *json)
{
	const struct json *steps = json_get(json, "steps");
	int64_t done = json_int(json_get(json, "done"));
	struct str sum = STR_EMPTY;
	bool is_whole = true;

	put_sum(&sum, edit);
	bool is_of_text = text_is(json_get_text(json, "sum"), sum.text);
	str_release(&sum);
	if (!is_of_text || done < 0 || (size_t)done > json_count(steps))
		return false;
	for (size_t i = 0; is_whole && i < json_count(steps); i++)
		is_whole = take_step(edit, json_at(steps, i));
	edit->done = is_whole ? (size_t)done : 0;
	return is_whole;
}

bool
edit_take_steps(struct edit *edit, const char *text)
{
	struct json *json = NULL;
	struct err ignored = {0};

	if (edit->count > 0 ||
	    !json_read("", text, strlen(text), &json, &ignored))
		return false;
	bool is_taken = take(edit, json);
	if (!is_taken)
		edit_forget_steps(edit);
	json_free(json);
	return is_taken;
}
