/*
 * What is due over all people, in words.
 *
 * The store has it by date, as each plan was read when it was saved last
 * (draft_summarize()); here it gets its sentence, and its place in a plan once
 * that is open.  Nothing is kept.
 *
 * Tested by tests/unit/desk_due.c.
 */
#include "desk/due.h"

#include "desk/state.h"

/* No date of the file is later. */
static const char ever[] = "9999-12-31";

static struct due_item
item_of(const struct due_of *of, struct date today, const char *language)
{
	struct due_item item = {
	    .id = of->id,
	    .reference = of->reference,
	    .name = of->name,
	    .kind = of->due.kind,
	    .row = of->due.row,
	    .form = of->due.form ? wording_get(of->due.form, language) : NULL,
	};

	item.is_late = date_read_iso(of->due.date, &item.date) &&
		       date_compare(item.date, today) < 0;
	return item;
}

bool
desk_list_due(struct desk *desk, enum due_span span, size_t limit,
    struct arena *arena, struct due_items *items, struct err *err)
{
	struct date today = desk_today(desk);
	const char *language = words_language(desk_words(desk));
	char week[DATE_ISO_SIZE];
	const struct due_of *found;
	size_t count;

	*items = (struct due_items){0};
	date_write_iso(
	    date_from_days(date_to_days(today) + DUE_DAYS - 1), week);
	const char *until = span == DUE_SOON ? week : ever;
	if (!store_list_due(
		desk->store, until, limit, arena, &found, &count, err) ||
	    !store_count_due(desk->store, until, &items->total, err))
		return false;
	struct due_item *list = arena_get(arena, count * sizeof(*list));
	for (size_t i = 0; i < count; i++) {
		list[items->count] = item_of(&found[i], today, language);
		items->count += date_is_real(list[items->count].date);
	}
	items->list = list;
	return true;
}

/* --- In words ------------------------------------------------------------- */

void
due_put(struct str *out, const struct due_item *item, const struct words *words)
{
	static const enum word sentences[DUE_KIND_MAX][2] = {
	    [DUE_COPY] = {WORD_DUE_COPY, WORD_DUE_COPY_LATE},
	    [DUE_VISIT] = {WORD_DUE_VISIT, WORD_DUE_VISIT_LATE},
	    [DUE_REVIEW] = {WORD_DUE_REVIEW, WORD_DUE_REVIEW_LATE},
	    [DUE_ERASE] = {WORD_DUE_ERASE, WORD_DUE_ERASE_LATE},
	    [DUE_SOMETHING] = {WORD_DUE_SOMETHING, WORD_DUE_SOMETHING_LATE},
	};
	static const enum word in_form[2] = {
	    WORD_DUE_COPY_FORM, WORD_DUE_COPY_FORM_LATE};
	struct str day = STR_EMPTY;

	date_put(&day, item->date, words);
	words_put(out, words,
	    item->form ? in_form[item->is_late]
		       : sentences[item->kind][item->is_late],
	    day.text, item->form, NULL);
	str_release(&day);
}

/* --- In a plan ------------------------------------------------------------ */

bool
desk_find_due(const struct desk *desk, const struct due_item *item,
    struct address *address)
{
	static const enum meaning meanings[DUE_KIND_MAX] = {
	    [DUE_COPY] = MEANS_COPY_BY,
	    [DUE_VISIT] = MEANS_VISIT_NEXT,
	    [DUE_REVIEW] = MEANS_REVIEW_DUE,
	    [DUE_ERASE] = MEANS_NONE,
	    [DUE_SOMETHING] = MEANS_NONE,
	};
	const struct form_set *set = desk_forms(desk);
	size_t field = meanings[item->kind] == MEANS_NONE
			   ? NONE
			   : form_find_meaning(set, meanings[item->kind]);

	if (field == NONE)
		return false;
	*address = (struct address){
	    .field = set->fields[field].id,
	    .row = item->row,
	    .voice = VOICE_PERSON,
	};
	return (set->fields[field].repeat == NONE) == (item->row == 0);
}
