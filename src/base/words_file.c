/*
 * A language from its file of words.
 *
 * Owns what such a file may hold: blocks that begin `words: LANGUAGE`, a line a
 * sentence, each with the arguments that the English has.  Refuses to know what
 * any sentence says.  A mistake costs its own line, and English stands there.
 *
 *	const struct record_file *file = record_read(arena, ...);
 *	struct words *welsh = words_read(file, report);
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

struct reading {
	struct words *words; /* NULL: no block has named the language yet */
	struct report *report;
	struct arena *arena; /* for what only the reading needs */
	const char **keys;   /* of every word */
	bool is_said[WORD_MAX];
	enum word next; /* files mostly keep the order of the book */
};

static void
write_keys(struct reading *reading)
{
	reading->keys =
	    arena_get(reading->arena, WORD_MAX * sizeof(*reading->keys));
	for (size_t i = 0; i < WORD_MAX; i++) {
		struct str key = STR_EMPTY;
		words_put_key(&key, (enum word)i);
		reading->keys[i] = str_keep(&key, reading->arena);
	}
}

static enum word
find_word(const struct reading *reading, const char *key)
{
	for (size_t i = 0; i < WORD_MAX; i++) {
		size_t word = (reading->next + i) % WORD_MAX;
		if (text_is(reading->keys[word], key))
			return (enum word)word;
	}
	return WORD_MAX;
}

/* Does the text ask for the same arguments as the English? */
static bool
check_arguments(
    struct reading *reading, enum word word, const struct record_line *line)
{
	const char *english = words_get(words_english(), word);

	for (size_t number = 1; number <= WORD_ARGUMENTS_MAX; number++) {
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

static void
read_line(struct reading *reading, const struct record_line *line)
{
	/* As written: "as" is a language, but also the end of SAVE_AS. */
	const char *key = line->written;
	enum word word = find_word(reading, key);

	if (word == WORD_MAX && line->lacks_colon)
		return;
	if (word == WORD_MAX) {
		report_add_nearest(reading->report, SEVERITY_ERROR,
		    line->key_place, nearest_of(key, reading->keys, WORD_MAX),
		    WORD_WORDS_KEY_UNKNOWN, key, NULL);
		return;
	}
	reading->next = word;
	if (reading->is_said[word]) {
		report_add(reading->report, SEVERITY_ERROR, line->key_place,
		    WORD_WORDS_KEY_TWICE, key, NULL);
		return;
	}
	if (check_arguments(reading, word, line)) {
		words_say(reading->words, word, line->value);
		reading->is_said[word] = true;
	}
}

/* Take the language from "words: cy"; false if the block is to be left. */
static bool
read_head(struct reading *reading, const struct record_line *head)
{
	struct report *report = reading->report;

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
	if (!reading->words)
		reading->words = words_new(head->value);
	if (text_is(words_language(reading->words), head->value))
		return true;
	report_add(report, SEVERITY_ERROR, head->place,
	    WORD_WORDS_LANGUAGE_SECOND, words_language(reading->words),
	    head->value, NULL);
	return false;
}

struct words *
words_read(const struct record_file *file, struct report *report)
{
	struct reading reading = {.report = report, .arena = arena_new()};

	write_keys(&reading);
	for (size_t i = 0; i < file->count; i++) {
		const struct record_block *block = &file->blocks[i];
		if (!read_head(&reading, &block->lines[0]))
			continue;
		for (size_t j = 1; j < block->count; j++)
			read_line(&reading, &block->lines[j]);
	}
	arena_free(reading.arena);
	return reading.words ? reading.words : words_new("en");
}
