/*
 * Linking: what one block calls by name becomes an index.
 *
 * Owns the table of keys that name a field or a list, the ids and former ids
 * of the set, the meanings, and the fields of each list; and hands all
 * conditions to the engine once every field is known.  Refuses to judge what
 * was linked: check*.c do.
 *
 * Tested by tests/unit/form_load.c.
 */
#include "form/loader.h"

#include "base/attr.h"
#include "base/str.h"

/* Keys whose value is a name, and where its index goes. */
static const struct {
	enum record_kind kind;
	enum block_key key;
	enum want want;
	size_t offset;
} link_rules[] = {
    {KIND_PAGE, KEY_FOR_ROWS, WANT_REPEAT, offsetof(struct page, repeat)},
    {KIND_QUESTION, KEY_IN_REPEAT, WANT_REPEAT, offsetof(struct field, repeat)},
    {KIND_QUESTION, KEY_FOR_ROWS, WANT_REPEAT, offsetof(struct field, rows_of)},
    {KIND_QUESTION, KEY_CARRY, WANT_FIELD, offsetof(struct field, carry_from)},
    {KIND_CALCULATE, KEY_IN_REPEAT, WANT_REPEAT,
	offsetof(struct field, repeat)},
    {KIND_RULE, KEY_FOR_ROWS, WANT_REPEAT, offsetof(struct rule, repeat)},
};

static void
link_entry(struct loader *loader, const struct entry *entry)
{
	for (size_t i = 0; i < ARRAY_LENGTH(link_rules); i++) {
		if (link_rules[i].kind != entry->kind)
			continue;
		const struct record_line *line =
		    loader_line(entry, link_rules[i].key);
		if (!line || text_is_blank(line->value))
			continue;
		size_t *index = (size_t *)(void *)((char *)entry->object +
						   link_rules[i].offset);
		*index = loader_find(
		    loader, link_rules[i].want, line->value, line->place);
	}
}

/* The sums that a scheme answers for. */
static void
link_figure(struct loader *loader, const struct entry *entry,
    const struct record_line *line)
{
	size_t index =
	    loader_find(loader, WANT_FIELD, line->value, line->place);

	if (index == NONE || entry->index == NONE)
		return;
	struct field *field = &loader->fields[index];
	/* One that was only perhaps meant gets no second complaint. */
	if (!text_is(field->id, line->value))
		return;
	if (!field->is_sum)
		loader_complain(
		    loader, line->place, WORD_LOAD_FIGURE_SUM, field->id);
	else if (field->scheme != NONE)
		loader_complain(
		    loader, line->place, WORD_LOAD_FIGURE_TWICE, field->id);
	else
		field->scheme = entry->index;
}

static void
link_shown_by(struct loader *loader, const struct entry *entry)
{
	struct criterion *criterion = entry->object;
	struct growing items = {NULL, 0, 0};
	struct page_item item;

	for (size_t i = 1; i < entry->count; i++) {
		const struct record_line *line = &entry->lines[i];
		if (entry->keys[i] != KEY_SHOWN_BY ||
		    text_is_blank(line->value) ||
		    !loader_find_answer(
			loader, line->value, line->place, &item))
			continue;
		struct page_item *slot = loader_grow(&items, sizeof(*slot));
		*slot = item;
	}
	criterion->shown_by = loader_keep(loader, &items,
	    sizeof(*criterion->shown_by), &criterion->shown_by_count);
}

static bool
is_answer(const struct entry *entry)
{
	return entry->kind == KIND_QUESTION || entry->kind == KIND_CALCULATE ||
	       entry->kind == KIND_REPEAT;
}

/* --- Ids and former ids --------------------------------------------------- */

static void
put_former_ids(struct loader *loader, const struct entry *entry,
    const struct page_item *item)
{
	struct map *ids = loader->set->ids;

	for (size_t i = 1; i < entry->count; i++) {
		const struct record_line *line = &entry->lines[i];
		if (entry->keys[i] != KEY_WAS || !loader_is_id(line->value))
			continue;
		if (loader_entry_named(loader, WANT_ANSWER, line->value))
			loader_complain(loader, line->place,
			    WORD_LOAD_WAS_LIVES, line->value);
		else if (!map_put(ids, line->value, item))
			loader_complain(loader, line->place,
			    WORD_LOAD_WAS_TWICE, line->value);
	}
}

static void
link_ids(struct loader *loader)
{
	struct form_set *set = loader->set;
	size_t count = loader->entry_count;
	struct page_item *items =
	    arena_get(loader->arena, count * sizeof(*items));

	set->ids = map_new();
	for (size_t i = 0; i < count; i++) {
		const struct entry *entry = &loader->entries[i];
		if (!is_answer(entry) || entry->index == NONE)
			continue;
		items[i].kind =
		    entry->kind == KIND_REPEAT ? ITEM_REPEAT : ITEM_FIELD;
		items[i].index = entry->index;
		map_put(set->ids, entry->id, &items[i]);
	}
	for (size_t i = 0; i < count; i++) {
		const struct entry *entry = &loader->entries[i];
		if (is_answer(entry) && entry->index != NONE)
			put_former_ids(loader, entry, &items[i]);
	}
}

/* --- Meanings ------------------------------------------------------------- */

static enum meaning
meaning_of(const struct entry *entry)
{
	const struct repeat *repeat = entry->object;
	const struct field *field = entry->object;

	return entry->kind == KIND_REPEAT ? repeat->meaning : field->meaning;
}

static void
link_meanings(struct loader *loader)
{
	const struct entry *holders[MEANING_MAX] = {NULL};

	for (enum meaning i = 0; i < MEANING_MAX; i++)
		loader->set->by_meaning[i] = NONE;
	for (size_t i = 0; i < loader->entry_count; i++) {
		const struct entry *entry = &loader->entries[i];
		if (!is_answer(entry) || entry->index == NONE)
			continue;
		enum meaning meaning = meaning_of(entry);
		if (meaning == MEANING_MAX)
			continue;
		if (holders[meaning]) {
			report_add(loader->report, SEVERITY_ERROR,
			    loader_place(entry, KEY_MEANS),
			    WORD_LOAD_MEANING_TWICE, meaning_name(meaning),
			    holders[meaning]->id, NULL);
			continue;
		}
		holders[meaning] = entry;
		/* One of the wrong sort must not be taken for the right. */
		bool wants_repeat =
		    registry_meaning(meaning)->takes == TAKES_REPEAT;
		if (wants_repeat == (entry->kind == KIND_REPEAT))
			loader->set->by_meaning[meaning] = entry->index;
	}
}

/* --- The fields of lists -------------------------------------------------- */

static void
link_fields(struct loader *loader)
{
	struct form_set *set = loader->set;
	struct growing *lists = mem_new(set->repeat_count * sizeof(*lists));

	for (size_t i = 0; i < set->field_count; i++) {
		size_t repeat = loader->fields[i].repeat;
		if (repeat == NONE)
			continue;
		size_t *slot = loader_grow(&lists[repeat], sizeof(*slot));
		*slot = i;
	}
	for (size_t i = 0; i < set->repeat_count; i++) {
		struct repeat *repeat = &loader->repeats[i];
		repeat->fields = loader_keep(loader, &lists[i],
		    sizeof(*repeat->fields), &repeat->field_count);
	}
	mem_free(lists);
}

void
link_names(struct loader *loader)
{
	for (size_t i = 0; i < loader->entry_count; i++) {
		const struct entry *entry = &loader->entries[i];
		link_entry(loader, entry);
		if (entry->kind == KIND_CRITERION)
			link_shown_by(loader, entry);
		for (size_t j = 1; j < entry->count; j++) {
			if (entry->kind == KIND_SCHEME &&
			    entry->keys[j] == KEY_FIGURES)
				link_figure(loader, entry, &entry->lines[j]);
		}
	}
	link_ids(loader);
	link_meanings(loader);
	link_fields(loader);
}

void
link_conditions(struct loader *loader)
{
	struct form_set *set = loader->set;
	const struct pending_condition *pending = loader->conditions.items;

	set->engine = expr_engine_new(
	    set->fields, set->field_count, set->repeats, set->repeat_count);
	for (size_t i = 0; i < loader->conditions.count; i++) {
		size_t row = pending[i].row == NULL ? NONE : *pending[i].row;
		*pending[i].target = expr_compile(set->engine, loader->arena,
		    row, &pending[i].text, loader->report);
	}
}
