/*
 * A language from its files of words.
 *
 * Owns what such a file may hold: blocks that begin `words: LANGUAGE`, a line a
 * sentence, or a line for each plural form, each with the arguments that the
 * English has.  Refuses to know what any sentence says.  A mistake costs its
 * own line, and English stands there.
 *
 *	struct words *welsh = words_new("cy");
 *	words_read(welsh, record_read(arena, ...), report);
 *	words_put(&out, welsh, WORD_FILE_MISSING, path, NULL);
 *	words_free(welsh);
 *
 * Tested by tests/unit/base_words_file.c.
 */
#include "base/words_file.h"

#include "base/attr.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/str.h"

/* A sentence, or one of its plural forms, and what it goes by in files. */
struct entry {
	const char *key;
	enum word word;
	enum plural plural;
	bool is_said;
};

struct reading {
	struct words *words;
	struct report *report;
	struct arena *arena; /* for what only the reading needs */
	struct entry *entries;
	const char **keys; /* of the entries, for whoever mistypes one */
	size_t count;
	size_t next; /* files mostly keep the order of the book */
};

static void
add_entry(struct reading *reading, enum word word, enum plural plural)
{
	struct str key = STR_EMPTY;

	words_put_key(&key, word);
	if (plural != PLURAL_OTHER) {
		str_put_char(&key, ' ');
		str_put(&key, words_plural_name(plural));
	}
	const char *kept = str_keep(&key, reading->arena);
	reading->keys[reading->count] = kept;
	reading->entries[reading->count++] = (struct entry){
	    .key = kept,
	    .word = word,
	    .plural = plural,
	};
}

static void
write_entries(struct reading *reading)
{
	const size_t most = (size_t)WORD_MAX * PLURAL_MAX;

	reading->entries =
	    arena_get(reading->arena, most * sizeof(*reading->entries));
	reading->keys =
	    arena_get(reading->arena, most * sizeof(*reading->keys));
	for (enum word word = 0; word < WORD_MAX; word++) {
		add_entry(reading, word, PLURAL_OTHER);
		for (enum plural i = 0; i < PLURAL_OTHER; i++)
			if (words_is_counted(word) &&
			    words_has_plural(reading->words, i))
				add_entry(reading, word, i);
	}
}

static struct entry *
find_entry(struct reading *reading, const char *key)
{
	for (size_t i = 0; i < reading->count; i++) {
		size_t at = (reading->next + i) % reading->count;
		if (!text_is(reading->entries[at].key, key))
			continue;
		reading->next = at + 1;
		return &reading->entries[at];
	}
	return NULL;
}

/* Does the text ask for the same arguments as the English? */
static bool
check_arguments(struct reading *reading, const struct entry *entry,
    const struct record_line *line)
{
	const char *english = words_get(words_english(), entry->word);
	/* "One person fits" needs no figure. */
	size_t first = words_is_counted(entry->word) ? 2 : 1;

	for (size_t number = first; number <= WORD_ARGUMENTS_MAX; number++) {
		bool is_here = words_has_argument(line->value, number);
		if (is_here == words_has_argument(english, number))
			continue;
		const char *name =
		    arena_format(reading->arena, "{%zu}", number);
		report_add(reading->report,
		    is_here ? SEVERITY_ERROR : SEVERITY_WARNING, line->place,
		    is_here ? WORD_WORDS_ARGUMENT_UNKNOWN
			    : WORD_WORDS_ARGUMENT_LEFT_OUT,
		    name, NULL);
		if (is_here)
			return false;
	}
	return true;
}

/* A record has no blanks at the ends of a value, and no new lines in it. */
static void
put_text(struct str *out, const char *english, const char *value)
{
	size_t lead = strspn(english, " "), length = strlen(english), tail = 0;

	while (tail < length - lead && english[length - tail - 1] == ' ')
		tail++;
	str_put_n(out, english, lead);
	while (*value != '\0') {
		bool is_new_line = value[0] == '\\' && value[1] == 'n';
		str_put_char(out, is_new_line ? '\n' : *value);
		value += is_new_line ? 2 : 1;
	}
	str_put_n(out, english + length - tail, tail);
}

static void
read_line(struct reading *reading, const struct record_line *line)
{
	/* As written: "as" is a language, but also the end of SAVE_AS. */
	const char *key = line->written;
	struct entry *entry = find_entry(reading, key);

	if (!entry && line->lacks_colon)
		return;
	if (!entry) {
		report_add_nearest(reading->report, SEVERITY_ERROR,
		    line->key_place,
		    nearest_of(key, reading->keys, reading->count),
		    WORD_WORDS_KEY_UNKNOWN, key, NULL);
		return;
	}
	if (entry->is_said) {
		report_add(reading->report, SEVERITY_ERROR, line->key_place,
		    WORD_WORDS_KEY_TWICE, key, NULL);
		return;
	}
	if (!check_arguments(reading, entry, line))
		return;
	struct str text = STR_EMPTY;
	put_text(&text, words_get(words_english(), entry->word), line->value);
	words_say(reading->words, entry->word, entry->plural, text.text);
	str_release(&text);
	entry->is_said = true;
}

/* Is that "words: cy"?  False if the block is to be left. */
static bool
check_head(struct reading *reading, const struct record_line *head)
{
	struct report *report = reading->report;
	const char *language = words_language(reading->words);

	if (!text_is(head->written, "words") && head->lacks_colon)
		return false;
	if (!text_is(head->written, "words")) {
		report_add(report, SEVERITY_ERROR, head->key_place,
		    WORD_WORDS_BLOCK_UNKNOWN, head->written, NULL);
		return false;
	}
	if (!record_is_language(head->value)) {
		report_add(report, SEVERITY_ERROR, head->place,
		    WORD_WORDS_LANGUAGE_UNKNOWN, NULL);
		return false;
	}
	if (text_is(language, head->value))
		return true;
	report_add(report, SEVERITY_ERROR, head->place,
	    WORD_WORDS_LANGUAGE_SECOND, language, head->value, NULL);
	return false;
}

void
words_read(
    struct words *words, const struct record_file *file, struct report *report)
{
	struct reading reading = {
	    .words = words, .report = report, .arena = arena_new()};

	write_entries(&reading);
	for (size_t i = 0; i < file->count; i++) {
		const struct record_block *block = &file->blocks[i];
		if (!check_head(&reading, &block->lines[0]))
			continue;
		for (size_t j = 1; j < block->count; j++)
			read_line(&reading, &block->lines[j]);
	}
	arena_free(reading.arena);
}
