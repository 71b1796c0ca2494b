/*
 * The stock of a folder of forms: its blocks, each with its key for every line
 * and with its place in the array of its kind.
 *
 * Owns what may be called how: known kinds, ids of the right shape, none of
 * them twice.  Refuses to know what a block says (src/form/load.c).  All that
 * it makes lives in the set's arena, but for the maps of names, which
 * form_load() frees.
 *
 * Tested by tests/unit/form_load.c and the checker's goldens.
 */
#include "form/loader.h"

#include <string.h>

#include "base/str.h"

static void
complain_kind(struct loader *loader, const struct record_line *line)
{
	enum block_key key = registry_find_key(line->written);

	if (key == KEY_MAX)
		key = registry_find_key(line->key);
	if (key != KEY_MAX)
		loader_complain(loader, line->key_place, WORD_LOAD_BLOCK_CUT,
		    registry_key(key)->name);
	else
		loader_complain_nearest(loader, line->key_place,
		    registry_nearest_kind(line->written),
		    WORD_LOAD_KIND_UNKNOWN, line->written);
}

enum block_key
loader_key_of(const struct record_line *line, bool *has_language)
{
	enum block_key key = registry_find_key(line->written);

	*has_language = key == KEY_MAX && line->language;
	return *has_language ? registry_find_key(line->key) : key;
}

/* The lines, but one is without a language: the word belongs to its key. */
static const struct record_line *
without_language(struct loader *loader, const struct record_line *lines,
    size_t count, size_t at)
{
	struct record_line *copy =
	    arena_get(loader->arena, count * sizeof(*copy));

	memcpy(copy, lines, count * sizeof(*copy));
	copy[at].language = NULL;
	return copy;
}

/* Tell the language of each line apart and find its key. */
static void
sort_lines(struct loader *loader, struct entry *entry,
    const struct record_block *block)
{
	size_t count = block->count;
	const struct record_line *lines = block->lines;
	enum block_key *keys = arena_get(loader->arena, count * sizeof(*keys));

	keys[0] = KEY_MAX;
	for (size_t i = 1; i < count; i++) {
		bool has_language;
		keys[i] = loader_key_of(&lines[i], &has_language);
		if (keys[i] != KEY_MAX && !key_is_in(keys[i], entry->kind))
			keys[i] = KEY_MAX;
		if (!has_language && lines[i].language)
			lines = without_language(loader, lines, count, i);
	}
	entry->lines = lines;
	entry->keys = keys;
	entry->count = count;
}

static void
stock_block(struct loader *loader, struct growing *entries,
    const struct record_block *block, size_t file)
{
	const struct record_line *line = &block->lines[0];
	enum record_kind kind = registry_find_kind(line->written);

	if (kind == KIND_MAX) {
		if (!line->lacks_colon)
			complain_kind(loader, line);
		return;
	}
	if (kind == KIND_WORDS) {
		loader_complain(
		    loader, line->key_place, WORD_LOAD_WORDS_HERE, NULL);
		return;
	}
	struct entry *entry = loader_grow(entries, sizeof(*entry));
	entry->kind = kind;
	entry->id = line->value;
	entry->file = file;
	sort_lines(loader, entry, block);
}

/* May the entry be called so?  `streams` names the streams in `options`. */
static bool
check_id(struct loader *loader, const struct entry *entry)
{
	struct place place = entry->lines[0].place;
	enum record_kind shelf = loader_kind_rules[entry->kind]->shelf;
	bool is_column = shelf == KIND_QUESTION || shelf == KIND_REPEAT;
	enum word word;

	if (text_is_blank(entry->id)) {
		loader_complain(loader, place, WORD_LOAD_ID_MISSING,
		    registry_kind(entry->kind)->name);
		return false;
	}
	if (!loader_is_id(entry->id))
		word = WORD_LOAD_ID_SHAPE;
	else if (is_column && expr_is_reserved(entry->id))
		word = WORD_LOAD_ID_RESERVED;
	else if (shelf == KIND_LIST && strcmp(entry->id, "streams") == 0)
		word = WORD_LOAD_ID_RESERVED;
	else
		return true;
	loader_complain(loader, place, word, entry->id);
	return false;
}

/* Fields and lists share their names; every other kind has its own. */
static struct map *
names_of(const struct loader *loader, enum record_kind kind)
{
	enum record_kind shelf = loader_kind_rules[kind]->shelf;

	return loader->names[shelf == KIND_REPEAT ? KIND_QUESTION : shelf];
}

static bool
take_id(struct loader *loader, struct entry *entry)
{
	struct map *names = names_of(loader, entry->kind);

	if (map_put(names, entry->id, entry))
		return true;
	const struct entry *first = map_get(names, entry->id);
	report_add(loader->report, SEVERITY_ERROR, entry->lines[0].place,
	    WORD_LOAD_ID_TWICE, entry->id,
	    loader_place_text(loader, first->lines[0].key_place), NULL);
	return false;
}

/* Give every entry its place in the array of its kind. */
static void
lay_shelves(struct loader *loader)
{
	for (size_t i = 0; i < loader->entry_count; i++) {
		struct entry *entry = &loader->entries[i];
		struct shelf *shelf =
		    &loader->shelves[loader_kind_rules[entry->kind]->shelf];
		entry->index = NONE;
		if (check_id(loader, entry) && take_id(loader, entry))
			entry->index = shelf->count++;
	}
	for (enum record_kind kind = 0; kind < KIND_WORDS; kind++) {
		struct shelf *shelf = &loader->shelves[kind];
		shelf->items = arena_get(loader->arena,
		    shelf->count * loader_kind_rules[kind]->size);
		shelf->entries = arena_get(
		    loader->arena, shelf->count * sizeof(*shelf->entries));
	}
	for (size_t i = 0; i < loader->entry_count; i++) {
		struct entry *entry = &loader->entries[i];
		const struct kind_rule *rule = loader_kind_rules[entry->kind];
		struct shelf *shelf = &loader->shelves[rule->shelf];
		if (entry->index == NONE) {
			entry->object = arena_get(loader->arena, rule->size);
			continue;
		}
		entry->object =
		    (char *)shelf->items + entry->index * rule->size;
		shelf->entries[entry->index] = entry;
	}
}

/* The arrays of the set are the shelves. */
static void
open_set(struct loader *loader)
{
	struct form_set *set = loader->set;
	const struct shelf *shelves = loader->shelves;

	loader->forms = shelves[KIND_FORM].items;
	loader->pages = shelves[KIND_PAGE].items;
	loader->fields = shelves[KIND_QUESTION].items;
	loader->repeats = shelves[KIND_REPEAT].items;
	loader->proses = shelves[KIND_TEXT].items;
	set->forms = loader->forms;
	set->form_count = shelves[KIND_FORM].count;
	set->pages = loader->pages;
	set->page_count = shelves[KIND_PAGE].count;
	set->fields = loader->fields;
	set->field_count = shelves[KIND_QUESTION].count;
	set->repeats = loader->repeats;
	set->repeat_count = shelves[KIND_REPEAT].count;
	set->proses = loader->proses;
	set->prose_count = shelves[KIND_TEXT].count;
	set->tables = shelves[KIND_TABLE].items;
	set->table_count = shelves[KIND_TABLE].count;
	set->rates = shelves[KIND_RATE].items;
	set->rate_count = shelves[KIND_RATE].count;
	set->schemes = shelves[KIND_SCHEME].items;
	set->scheme_count = shelves[KIND_SCHEME].count;
	set->streams = shelves[KIND_STREAM].items;
	set->stream_count = shelves[KIND_STREAM].count;
	set->rules = shelves[KIND_RULE].items;
	set->rule_count = shelves[KIND_RULE].count;
	set->criteria = shelves[KIND_CRITERION].items;
	set->criterion_count = shelves[KIND_CRITERION].count;
	set->contacts = shelves[KIND_PLACE].items;
	set->contact_count = shelves[KIND_PLACE].count;
	set->checks = shelves[KIND_CHECK].items;
	set->check_count = shelves[KIND_CHECK].count;
	set->tests = shelves[KIND_TEST].items;
	set->test_count = shelves[KIND_TEST].count;
}

void
loader_take_stock(struct loader *loader)
{
	struct growing entries = {NULL, 0, 0};

	for (size_t i = 0; i < loader->file_count; i++) {
		const struct record_file *file = loader->files[i];
		for (size_t j = 0; j < file->count; j++)
			stock_block(loader, &entries, &file->blocks[j], i);
	}
	loader->entries = loader_keep(
	    loader, &entries, sizeof(*loader->entries), &loader->entry_count);
	for (enum record_kind kind = 0; kind < KIND_MAX; kind++)
		loader->names[kind] = map_new();
	lay_shelves(loader);
	open_set(loader);
}
