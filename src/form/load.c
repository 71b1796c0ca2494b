/*
 * Form files to a form set: the rounds, and what is the same for all blocks.
 *
 * Owns the rules that hold for every key: known, in the right kind of block,
 * at most once, in a language only where one is allowed, present where it must
 * be.  Which blocks there are, and how they are called, is taken stock of
 * before (src/form/load_stock.c).  Refuses to know what a key means: a table
 * for each kind, in load_*.c, names the reader of each key.
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

const struct kind_rule *const loader_kind_rules[KIND_MAX] = {
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

/* --- The keys of a block -------------------------------------------------- */

bool
loader_is_english(const struct record_line *line)
{
	return !line->language || strcmp(line->language, "en") == 0;
}

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

	if (loader_key_of(line, &has_language) != KEY_MAX)
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
	const struct key_rule *rule =
	    &loader_kind_rules[entry->kind]->keys[key];
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
		const struct kind_rule *rule = loader_kind_rules[entry->kind];
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
	loader_take_stock(&loader);
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
