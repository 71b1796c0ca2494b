/*
 * The values of keys: what the readers of all kinds of block share.
 *
 * Owns the bench's growing arrays, its complaints, the search for names, and
 * the reading of one value: a text in a language, yes or no, a day, a figure,
 * one of a few words.  Refuses to know which key of which block it reads.
 * Memory is the set's arena.
 *
 * Tested by tests/unit/form_load.c.
 */
#include "form/loader.h"

#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/nearest.h"
#include "base/str.h"

enum { COUNT_MAX = 9999 };

/* --- Arrays --------------------------------------------------------------- */

void *
loader_grow(struct growing *growing, size_t size)
{
	growing->items =
	    mem_grow(growing->items, growing->count, &growing->capacity, size);
	char *item = (char *)growing->items + growing->count++ * size;
	memset(item, 0, size);
	return item;
}

void *
loader_keep(
    struct loader *loader, struct growing *growing, size_t size, size_t *count)
{
	void *kept =
	    arena_keep(loader->arena, growing->items, growing->count, size);

	*count = growing->count;
	*growing = (struct growing){NULL, 0, 0};
	return kept;
}

/* --- Complaints ----------------------------------------------------------- */

void
loader_complain(struct loader *loader, struct place place, enum word word,
    const char *argument)
{
	report_add(loader->report, SEVERITY_ERROR, place, word, argument, NULL);
}

void
loader_complain_nearest(struct loader *loader, struct place place,
    const char *nearest, enum word word, const char *argument)
{
	report_add_nearest(loader->report, SEVERITY_ERROR, place, nearest, word,
	    argument, NULL);
}

const char *
loader_place_text(struct loader *loader, struct place place)
{
	return arena_format(loader->arena, "%s:%d", place.file, place.line);
}

/* --- Blocks and names ----------------------------------------------------- */

const struct record_line *
loader_line(const struct entry *entry, enum block_key key)
{
	for (size_t i = 1; i < entry->count; i++) {
		if (entry->keys[i] == key)
			return &entry->lines[i];
	}
	return NULL;
}

struct place
loader_place(const struct entry *entry, enum block_key key)
{
	const struct record_line *line = loader_line(entry, key);

	return line == NULL ? entry->lines[0].key_place : line->place;
}

const struct entry *
loader_entry(const struct loader *loader, enum record_kind kind, size_t index)
{
	return loader->shelves[kind].entries[index];
}

#define KIND_BIT(kind) (UINT32_C(1) << (kind))

static const struct {
	enum record_kind names; /* the map that holds them */
	uint32_t kinds;
	enum word missing;
} wants[WANT_MAX] = {
    [WANT_FIELD] = {KIND_QUESTION,
	KIND_BIT(KIND_QUESTION) | KIND_BIT(KIND_CALCULATE), WORD_LOAD_NO_FIELD},
    [WANT_REPEAT] = {KIND_QUESTION, KIND_BIT(KIND_REPEAT), WORD_LOAD_NO_REPEAT},
    [WANT_ANSWER] = {KIND_QUESTION,
	KIND_BIT(KIND_QUESTION) | KIND_BIT(KIND_CALCULATE) |
	    KIND_BIT(KIND_REPEAT),
	WORD_LOAD_NO_ANSWER},
    [WANT_PAGE] = {KIND_PAGE, KIND_BIT(KIND_PAGE), WORD_LOAD_NO_PAGE},
    [WANT_LIST] = {KIND_LIST, KIND_BIT(KIND_LIST), WORD_LOAD_NO_LIST},
    [WANT_TABLE] = {KIND_TABLE, KIND_BIT(KIND_TABLE), WORD_LOAD_NO_TABLE},
    [WANT_RATE] = {KIND_RATE, KIND_BIT(KIND_RATE), WORD_LOAD_NO_RATE},
};

static bool
is_wanted(const struct entry *entry, enum want want)
{
	return (wants[want].kinds & KIND_BIT(entry->kind)) != 0;
}

const struct entry *
loader_entry_named(
    const struct loader *loader, enum want want, const char *name)
{
	const struct entry *entry =
	    map_get(loader->names[wants[want].names], name);

	return entry && is_wanted(entry, want) ? entry : NULL;
}

/* What a name of that sort was perhaps meant to be, or NULL. */
static const char *
nearest_name(const struct loader *loader, enum want want, const char *name)
{
	struct growing names = {NULL, 0, 0};

	for (size_t i = 0; i < loader->entry_count; i++) {
		const struct entry *entry = &loader->entries[i];
		if (entry->index == NONE || !is_wanted(entry, want))
			continue;
		const char **slot = loader_grow(&names, sizeof(*slot));
		*slot = entry->id;
	}
	const char *nearest = nearest_of(name, names.items, names.count);
	mem_free(names.items);
	return nearest;
}

/*
 * After a complaint the nearest is taken as what was meant, so that one slip
 * is not told again by everything that follows from it.
 */
static const struct entry *
find_entry(
    struct loader *loader, enum want want, const char *name, struct place place)
{
	const struct entry *entry = loader_entry_named(loader, want, name);

	if (entry)
		return entry;
	const char *nearest = nearest_name(loader, want, name);
	loader_complain_nearest(
	    loader, place, nearest, wants[want].missing, name);
	return nearest == NULL ? NULL
			       : loader_entry_named(loader, want, nearest);
}

size_t
loader_find(
    struct loader *loader, enum want want, const char *name, struct place place)
{
	const struct entry *entry = find_entry(loader, want, name, place);

	return entry == NULL ? NONE : entry->index;
}

bool
loader_find_answer(struct loader *loader, const char *name, struct place place,
    struct page_item *item)
{
	const struct entry *entry =
	    find_entry(loader, WANT_ANSWER, name, place);

	if (!entry)
		return false;
	item->kind = entry->kind == KIND_REPEAT ? ITEM_REPEAT : ITEM_FIELD;
	item->index = entry->index;
	return true;
}

bool
loader_is_id(const char *text)
{
	size_t length = strlen(text);

	return text[0] >= 'a' && text[0] <= 'z' && length <= ID_LENGTH_MAX &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

/* --- One value ------------------------------------------------------------ */

size_t
loader_choose(struct loader *loader, const struct record_line *line,
    const char *const *names, size_t count)
{
	size_t i = 0;

	while (i < count && strcmp(names[i], line->value) != 0)
		i++;
	if (i < count)
		return i;
	const char *nearest = nearest_of(line->value, names, count);
	struct str list = STR_EMPTY;
	for (size_t j = 0; j < count; j++)
		str_format(&list, "%s%s", j == 0 ? "" : ", ", names[j]);
	report_add_nearest(loader->report, SEVERITY_ERROR, line->place, nearest,
	    WORD_LOAD_ONE_OF, line->key, list.text, line->value, NULL);
	str_release(&list);
	i = 0;
	while (i < count && !text_is(names[i], nearest))
		i++;
	return i;
}

const struct exact *
loader_figure(struct loader *loader, const char *text, struct place place)
{
	static const char pound[] = "£";
	const char *digits = text;
	struct str plain = STR_EMPTY;

	/* "-£3" and "£-3" are one figure. */
	if (*digits == '-') {
		str_put_char(&plain, '-');
		digits++;
	}
	if (text_starts(digits, pound))
		digits += strlen(pound);
	str_put(&plain, digits);
	const struct exact *figure = exact_parse(loader->arena, plain.text);
	str_release(&plain);
	if (!figure)
		loader_complain(loader, place, WORD_LOAD_FIGURE, text);
	return figure;
}

/* Are there four figures in a row, so that the year is plain? */
static bool
has_whole_year(const char *text)
{
	size_t figures = 0;

	for (; *text != '\0' && figures < 4; text++)
		figures = char_is_figure(*text) ? figures + 1 : 0;
	return figures == 4;
}

bool
loader_day(struct loader *loader, const char *text, struct place place,
    struct date *day)
{
	/* Whole years only, so no day at hand is ever asked for. */
	const struct date any = {2000, 1, 1};

	if (has_whole_year(text) && date_parse(text, any, day))
		return true;
	*day = (struct date){0, 0, 0};
	loader_complain(loader, place, WORD_LOAD_DAY, text);
	return false;
}

/* Complain of a {word} that no text knows. */
static void
check_braces(struct loader *loader, const char *text, struct place place)
{
	static const char *const known[] = {"{name}", "{decider}"};

	for (const char *at = strchr(text, '{'); at; at = strchr(at + 1, '{')) {
		size_t length = strcspn(at, "}");
		bool is_known = false;
		length += at[length] == '}';
		for (size_t i = 0; i < ARRAY_LENGTH(known); i++)
			is_known |= strlen(known[i]) == length &&
				    strncmp(at, known[i], length) == 0;
		if (is_known)
			continue;
		const char *word = arena_copy_n(loader->arena, at, length);
		loader_complain_nearest(loader, place,
		    nearest_of(word, known, ARRAY_LENGTH(known)),
		    WORD_LOAD_BRACES, word);
	}
}

static void
count_language(struct loader *loader, const char *language, struct place place)
{
	struct language_seen *seen = loader->languages.items;

	/* The file in hand is among the last that were met. */
	for (size_t i = loader->languages.count; i-- > 0;) {
		if (text_is(seen[i].language, language) &&
		    text_is(seen[i].place.file, place.file)) {
			seen[i].count++;
			return;
		}
	}
	seen = loader_grow(&loader->languages, sizeof(*seen));
	seen->language = language;
	seen->count = 1;
	seen->place = place;
}

/* Put a text before the one at an index, or behind the last. */
static void
insert_text(struct loader *loader, struct wording *wording, size_t at,
    const char *language, const char *text)
{
	size_t count = wording->count + 1;
	struct wording_text *texts =
	    arena_get(loader->arena, count * sizeof(*texts));

	for (size_t i = 0; i < wording->count; i++)
		texts[i < at ? i : i + 1] = wording->texts[i];
	texts[at] = (struct wording_text){.language = language, .text = text};
	wording->texts = texts;
	wording->count = count;
}

static void
put_wording(struct loader *loader, struct wording *wording,
    const char *language, const char *text, struct place place)
{
	if (!language)
		language = "en";
	for (size_t i = 0; i < wording->count; i++) {
		if (strcmp(wording->texts[i].language, language) == 0)
			loader_complain(
			    loader, place, WORD_LOAD_SAID_TWICE, language);
	}
	insert_text(loader, wording, wording->count, language, text);
	count_language(loader, language, place);
}

void
loader_put_wording(struct loader *loader, struct wording *wording,
    const char *language, const char *text, struct place place)
{
	put_wording(loader, wording, language, text, place);
	check_braces(loader, text, place);
}

void
loader_put_before(struct loader *loader, struct wording *wording,
    const char *language, const char *text, struct place place)
{
	insert_text(loader, wording, 0, language, text);
	check_braces(loader, text, place);
}

void
loader_put_condition(struct loader *loader, const struct condition **target,
    const struct record_line *line, size_t start, size_t length)
{
	struct pending_condition *pending =
	    loader_grow(&loader->conditions, sizeof(*pending));

	pending->target = target;
	pending->text = (struct expr_text){
	    .text = arena_copy_n(loader->arena, line->value + start, length),
	    .place = record_place(line, start),
	    .line = line,
	    .start = start,
	};
	pending->row = loader->row;
}

/* --- Readers of one key --------------------------------------------------- */

void
loader_read_wording(
    struct loader *loader, const struct record_line *line, void *member)
{
	loader_put_wording(
	    loader, member, line->language, line->value, line->place);
}

void
loader_read_sentence(
    struct loader *loader, const struct record_line *line, void *member)
{
	put_wording(loader, member, line->language, line->value, line->place);
}

void
loader_read_text(
    struct loader *loader, const struct record_line *line, void *member)
{
	const char **text = member;

	(void)loader;
	*text = line->value;
}

void
loader_read_yes(
    struct loader *loader, const struct record_line *line, void *member)
{
	static const char *const names[] = {"no", "yes"};
	bool *is_so = member;

	*is_so = loader_choose(loader, line, names, ARRAY_LENGTH(names)) == 1;
}

void
loader_read_day(
    struct loader *loader, const struct record_line *line, void *member)
{
	loader_day(loader, line->value, line->place, member);
}

void
loader_read_count(
    struct loader *loader, const struct record_line *line, void *member)
{
	int *count = member;
	char *end;
	long n = strtol(line->value, &end, 10);

	if (*end == '\0' && n >= 1 && n <= COUNT_MAX)
		*count = (int)n;
	else
		loader_complain(
		    loader, line->place, WORD_LOAD_COUNT, line->value);
}

void
loader_read_figure(
    struct loader *loader, const struct record_line *line, void *member)
{
	const struct exact **figure = member;

	*figure = loader_figure(loader, line->value, line->place);
}

void
loader_read_condition(
    struct loader *loader, const struct record_line *line, void *member)
{
	loader_put_condition(loader, member, line, 0, strlen(line->value));
}

void
loader_read_part(
    struct loader *loader, const struct record_line *line, void *member)
{
	enum part *part = member;

	*part = registry_find_part(line->value);
	if (*part != PART_MAX)
		return;
	const char *nearest = registry_nearest_part(line->value);
	loader_complain_nearest(
	    loader, line->place, nearest, WORD_LOAD_NO_PART, line->value);
	if (nearest)
		*part = registry_find_part(nearest);
}

void
loader_leave(
    struct loader *loader, const struct record_line *line, void *member)
{
	/* A later round comes back for this line. */
	(void)loader;
	(void)line;
	(void)member;
}
