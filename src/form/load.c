/*
 * Form files to a form set: the rounds, and what is the same for all blocks.
 *
 * Owns the stock of blocks and ids, and the rules that hold for every key:
 * known, in the right kind of block, at most once, in a language only where
 * one is allowed, present where it must be.  Refuses to know what a key
 * means: a table for each kind, in load_*.c, names the reader of each key.
 * Everything that is kept lives in the set's arena; what is needed only while
 * loading is freed by form_load() itself.
 *
 *	set = form_load(sources, count, report);
 *	form_check_reach(set, report);
 *	if (report_has_errors(report))
 *		...
 *	form_set_free(set);
 *
 * Tested by tests/unit/form_load.c and the checker's goldens.
 */
#include "form/load.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "form/check.h"
#include "form/loader.h"
#include "form/order.h"

static const struct kind_rule *const kind_rules[KIND_MAX] = {
    [KIND_FORM] = &loader_form_rule,
    [KIND_PAGE] = &loader_page_rule,
    [KIND_QUESTION] = &loader_question_rule,
    [KIND_REPEAT] = &loader_repeat_rule,
    [KIND_CALCULATE] = &loader_calculate_rule,
    [KIND_TABLE] = &loader_table_rule,
    [KIND_LIST] = &loader_list_rule,
    [KIND_TEXT] = &loader_text_rule,
    [KIND_CHECK] = &loader_check_rule,
    [KIND_SCHEME] = &loader_scheme_rule,
    [KIND_TEST] = &loader_test_rule,
    [KIND_RATE] = &loader_rate_rule,
    [KIND_STREAM] = &loader_stream_rule,
    [KIND_RULE] = &loader_rule_rule,
    [KIND_CRITERION] = &loader_criterion_rule,
    [KIND_PLACE] = &loader_place_rule,
};

/* --- The files ------------------------------------------------------------ */

static int
compare_sources(const void *a, const void *b)
{
	const struct source *left = a, *right = b;

	return strcmp(left->name, right->name);
}

static void
read_files(struct loader *loader, const struct source *sources, size_t count)
{
	struct form_set *set = loader->set;
	struct source *kept = arena_get(loader->arena, count * sizeof(*kept));

	if (count > 0)
		memcpy(kept, sources, count * sizeof(*kept));
	qsort(kept, count, sizeof(*kept), compare_sources);
	loader->files =
	    arena_get(loader->arena, count * sizeof(*loader->files));
	for (size_t i = 0; i < count; i++) {
		struct source *source = &kept[i];
		const char *path =
		    source->path == NULL ? source->name : source->path;
		size_t length = source->length;
		if (length == 0)
			length = strlen(source->text);
		loader->files[i] = record_read(
		    loader->arena, path, source->text, length, loader->report);
		source->name = arena_copy(loader->arena, source->name);
		source->text = loader->files[i]->text;
		source->length = 0;
		source->path = loader->files[i]->name;
	}
	loader->file_count = count;
	set->sources = kept;
	set->source_count = count;
}

/* --- The stock of blocks and ids ------------------------------------------ */

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

bool
loader_is_english(const struct record_line *line)
{
	return !line->language || strcmp(line->language, "en") == 0;
}

/* The key of a line, and whether its last word is a language or the key's. */
static enum block_key
key_of(const struct record_line *line, bool *has_language)
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
		keys[i] = key_of(&lines[i], &has_language);
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
	enum record_kind shelf = kind_rules[entry->kind]->shelf;
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
	enum record_kind shelf = kind_rules[kind]->shelf;

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
		    &loader->shelves[kind_rules[entry->kind]->shelf];
		entry->index = NONE;
		if (check_id(loader, entry) && take_id(loader, entry))
			entry->index = shelf->count++;
	}
	for (enum record_kind kind = 0; kind < KIND_WORDS; kind++) {
		struct shelf *shelf = &loader->shelves[kind];
		shelf->items = arena_get(
		    loader->arena, shelf->count * kind_rules[kind]->size);
		shelf->entries = arena_get(
		    loader->arena, shelf->count * sizeof(*shelf->entries));
	}
	for (size_t i = 0; i < loader->entry_count; i++) {
		struct entry *entry = &loader->entries[i];
		const struct kind_rule *rule = kind_rules[entry->kind];
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

static void
take_stock(struct loader *loader)
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

/* --- The keys of a block -------------------------------------------------- */

/* "label cz": a known key, and behind it what is no language. */
static bool
is_language_slip(struct loader *loader, const char *written)
{
	const char *blank = strrchr(written, ' ');

	if (!blank || strlen(blank) != strlen(" cy"))
		return false;
	const char *name =
	    arena_copy_n(loader->arena, written, (size_t)(blank - written));
	enum block_key key = registry_find_key(name);
	return key != KEY_MAX && key_has_flag(key, FLAG_SAID);
}

/*
 * Complain of a line whose key is not known here.  Returns the key that was
 * perhaps meant, unless another line has that.
 */
static enum block_key
complain_key(struct loader *loader, const struct entry *entry, size_t at)
{
	const struct record_line *line = &entry->lines[at];
	const char *kind = registry_kind(entry->kind)->name;
	enum word word = WORD_LOAD_KEY_UNKNOWN;
	const char *nearest = NULL;
	bool has_language;

	if (key_of(line, &has_language) != KEY_MAX)
		word = WORD_LOAD_KEY_ELSEWHERE;
	else if (registry_find_kind(line->written) != KIND_MAX)
		word = WORD_LOAD_KIND_INSIDE;
	else if (is_language_slip(loader, line->written))
		word = WORD_LOAD_LANGUAGE_UNKNOWN;
	else
		nearest = registry_nearest_key(line->key, entry->kind);
	const char *said = nearest;
	if (nearest && line->language)
		said = arena_format(
		    loader->arena, "%s %s", nearest, line->language);
	report_add_nearest(loader->report, SEVERITY_ERROR, line->key_place,
	    said, word, line->written, kind, NULL);
	enum block_key meant =
	    nearest == NULL ? KEY_MAX : registry_find_key(nearest);
	return meant == KEY_MAX || loader_line(entry, meant) ? KEY_MAX : meant;
}

/* Does a line above say the same key in the same language? */
static bool
is_repeated(struct loader *loader, const struct entry *entry, size_t at)
{
	const struct record_line *line = &entry->lines[at];

	if (!key_has_flag(entry->keys[at], FLAG_ONCE))
		return false;
	for (size_t i = 1; i < at; i++) {
		const struct record_line *first = &entry->lines[i];
		if (entry->keys[i] != entry->keys[at] ||
		    !text_is(first->language, line->language))
			continue;
		report_add(loader->report, SEVERITY_ERROR, line->key_place,
		    WORD_LOAD_KEY_TWICE, line->written,
		    loader_place_text(loader, first->key_place), NULL);
		return true;
	}
	return false;
}

/* Has the translation a text that it translates? */
static bool
has_english(const struct loader *loader, const struct entry *entry, size_t at)
{
	for (size_t i = 1; i < entry->count; i++) {
		if (entry->keys[i] == entry->keys[at] &&
		    loader_is_english(&entry->lines[i]))
			return true;
	}
	return entry->keys[at] == KEY_OPTION && loader->has_brought_options;
}

static void
read_line(struct loader *loader, const struct entry *entry, size_t at)
{
	const struct record_line *line = &entry->lines[at];
	enum block_key key = entry->keys[at];

	/* One mistake is one complaint: go on with what was meant. */
	if (key == KEY_MAX && !line->lacks_colon)
		entry->keys[at] = key = complain_key(loader, entry, at);
	if (key == KEY_MAX)
		return;
	if (line->language && !key_has_flag(key, FLAG_SAID)) {
		loader_complain(loader, line->key_place, WORD_LOAD_KEY_UNSAID,
		    registry_key(key)->name);
		return;
	}
	if (is_repeated(loader, entry, at))
		return;
	if (text_is_blank(line->value)) {
		if (!line->lacks_colon)
			loader_complain(loader, line->key_place,
			    WORD_LOAD_KEY_EMPTY, line->written);
		return;
	}
	if (line->language && !has_english(loader, entry, at))
		loader_complain(loader, line->key_place, WORD_LOAD_NO_ENGLISH,
		    registry_key(key)->name);
	const struct key_rule *rule = &kind_rules[entry->kind]->keys[key];
	assert(rule->read);
	rule->read(loader, line, (char *)entry->object + rule->offset);
}

static void
complain_missing(struct loader *loader, const struct entry *entry)
{
	for (enum block_key key = 0; key < KEY_MAX; key++) {
		if (!key_is_needed(key, entry->kind) || loader_line(entry, key))
			continue;
		report_add(loader->report, SEVERITY_ERROR,
		    entry->lines[0].key_place, WORD_LOAD_KEY_MISSING,
		    registry_kind(entry->kind)->name, registry_key(key)->name,
		    NULL);
	}
}

static void
read_blocks(struct loader *loader)
{
	loader->file = NONE;
	for (size_t i = 0; i < loader->entry_count; i++) {
		const struct entry *entry = &loader->entries[i];
		const struct kind_rule *rule = kind_rules[entry->kind];
		if (entry->file != loader->file) {
			loader->file = entry->file;
			loader->form = NONE;
			loader->page = NONE;
			loader->has_page = false;
		}
		loader->row = NULL;
		rule->begin(loader, entry);
		if (entry->lines[0].language)
			loader_complain(loader, entry->lines[0].key_place,
			    WORD_LOAD_KEY_UNSAID,
			    registry_kind(entry->kind)->name);
		for (size_t j = 1; j < entry->count; j++)
			read_line(loader, entry, j);
		complain_missing(loader, entry);
		if (rule->end)
			rule->end(loader, entry);
	}
}

/* --- The whole ------------------------------------------------------------ */

static void
release(struct loader *loader)
{
	for (enum record_kind kind = 0; kind < KIND_MAX; kind++)
		map_free(loader->names[kind]);
	mem_free(loader->conditions.items);
	mem_free(loader->languages.items);
}

struct form_set *
form_load(const struct source *sources, size_t count, struct report *report)
{
	struct arena *arena = arena_new();
	struct loader loader = {
	    .set = arena_get(arena, sizeof(*loader.set)),
	    .arena = arena,
	    .report = report,
	};

	loader.set->arena = arena;
	read_files(&loader, sources, count);
	take_stock(&loader);
	read_blocks(&loader);
	link_names(&loader);
	link_options(&loader);
	link_pages(&loader);
	link_sums(&loader);
	link_conditions(&loader);
	order_make(&loader);
	check_all(&loader);
	release(&loader);
	return loader.set;
}

void
form_set_free(struct form_set *set)
{
	if (!set)
		return;
	struct arena *arena = set->arena;
	expr_engine_free(set->engine);
	map_free(set->ids);
	arena_free(arena);
}
