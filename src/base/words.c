/*
 * Every sentence that the program says, in any language there is.
 *
 * English is a const table made from base/words/all.def.  Another language
 * owns copies of its texts in one arena and borrows English for the rest, so
 * the records it was made from may go.  This file knows nothing of files: it
 * is handed records that were read already.
 *
 *	const struct record_file *file = record_read(arena, ...);
 *	struct words *welsh = words_new(file, report);
 *	words_put(&out, welsh, WORD_FILE_MISSING, path, NULL);
 *	words_free(welsh);
 *
 * Tested by tests/unit/base_words.c.
 */
#include "base/words.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "base/record.h"
#include "base/report.h"

enum { ARGUMENTS_MAX = 9, LANGUAGE_SIZE = 3 };

struct words {
	struct arena *arena;
	char language[LANGUAGE_SIZE];
	const char *texts[WORD_MAX];
};

/* A words file while it is read. */
struct reading {
	struct words *words;
	struct report *report;
	struct arena *arena; /* for what only messages need */
	const char **keys;   /* made when the first unknown key is met */
	enum word next;      /* files mostly keep the order of the book */
};

/* clang-format off */
static const struct words english = {
	.language = "en",
	.texts = {
#define WORD(id, english) [WORD_##id] = english,
#include "base/words/all.def"
#undef WORD
	},
};

static const char *const names[WORD_MAX] = {
#define WORD(id, english) [WORD_##id] = #id,
#include "base/words/all.def"
#undef WORD
};
/* clang-format on */

/* The letter of a key that stands for one of a name: 'f' for 'F'. */
static char
key_letter(char c)
{
	if (c == '_')
		return ' ';
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
key_names(const char *key, enum word word)
{
	const char *name = names[word];
	while (*name && *key == key_letter(*name)) {
		key++;
		name++;
	}
	return !*name && !*key;
}

static enum word
find_from(enum word start, const char *key)
{
	for (size_t i = 0; i < WORD_MAX; i++) {
		enum word word = (enum word)((start + i) % WORD_MAX);
		if (key_names(key, word))
			return word;
	}
	return WORD_MAX;
}

/* The number of the place {1} to {9} that starts here; 0 if none does. */
static size_t
argument_at(const char *text)
{
	if (text[0] != '{' || text[1] < '1' || text[1] > '9' || text[2] != '}')
		return 0;
	return (size_t)(text[1] - '0');
}

static bool
has_argument(const char *text, size_t number)
{
	for (; *text; text++) {
		if (argument_at(text) == number)
			return true;
	}
	return false;
}

/* Does the text ask for the same arguments as the English? */
static bool
check_arguments(struct reading *reading, enum word word, const char *text,
    struct place place)
{
	for (size_t number = 1; number <= ARGUMENTS_MAX; number++) {
		bool is_here = has_argument(text, number);
		if (is_here == has_argument(english.texts[word], number))
			continue;
		const char *name =
		    arena_format(reading->arena, "{%zu}", number);
		if (is_here) {
			report_add(reading->report, SEVERITY_ERROR, place,
			    WORD_WORDS_ARGUMENT_UNKNOWN, name, NULL);
			return false;
		}
		report_add(reading->report, SEVERITY_WARNING, place,
		    WORD_WORDS_ARGUMENT_LEFT_OUT, name, NULL);
	}
	return true;
}

static void
complain_of_key(struct reading *reading, const char *key, struct place place)
{
	if (!reading->keys) {
		reading->keys = arena_get(
		    reading->arena, WORD_MAX * sizeof(*reading->keys));
		for (size_t i = 0; i < WORD_MAX; i++) {
			char *made = arena_copy(reading->arena, names[i]);
			reading->keys[i] = made;
			for (; *made; made++)
				*made = key_letter(*made);
		}
	}
	report_add_nearest(reading->report, SEVERITY_ERROR, place,
	    nearest_of(key, reading->keys, WORD_MAX), WORD_WORDS_KEY_UNKNOWN,
	    key, NULL);
}

static void
read_line(struct reading *reading, const struct record_line *line)
{
	/* As written: "as" is a language, but also the end of SAVE_AS. */
	const char *key = line->written;
	enum word word = find_from(reading->next, key);
	if (word == WORD_MAX) {
		complain_of_key(reading, key, line->key_place);
		return;
	}
	reading->next = word;
	struct words *words = reading->words;
	if (words->texts[word] != english.texts[word]) {
		report_add(reading->report, SEVERITY_ERROR, line->key_place,
		    WORD_WORDS_KEY_TWICE, key, NULL);
		return;
	}
	if (check_arguments(reading, word, line->value, line->place))
		words->texts[word] = arena_copy(words->arena, line->value);
}

/* Take the language from "words: cy"; false if the block is to be left. */
static bool
read_head(struct reading *reading, const struct record_line *head)
{
	struct words *words = reading->words;
	struct report *report = reading->report;
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
	if (words->language[0] && !text_is(words->language, head->value)) {
		report_add(report, SEVERITY_ERROR, head->place,
		    WORD_WORDS_LANGUAGE_SECOND, words->language, head->value,
		    NULL);
		return false;
	}
	memcpy(words->language, head->value, LANGUAGE_SIZE);
	return true;
}

const struct words *
words_english(void)
{
	return &english;
}

struct words *
words_new(const struct record_file *file, struct report *report)
{
	struct words *words = mem_new(sizeof(*words));
	words->arena = arena_new();
	memcpy(words->texts, english.texts, sizeof(words->texts));
	struct reading reading = {
	    .words = words,
	    .report = report,
	    .arena = arena_new(),
	};
	for (size_t i = 0; i < file->count; i++) {
		const struct record_block *block = &file->blocks[i];
		if (!read_head(&reading, &block->lines[0]))
			continue;
		for (size_t j = 1; j < block->count; j++)
			read_line(&reading, &block->lines[j]);
	}
	if (!words->language[0])
		memcpy(words->language, english.language, LANGUAGE_SIZE);
	arena_free(reading.arena);
	return words;
}

void
words_free(struct words *words)
{
	if (!words)
		return;
	arena_free(words->arena);
	mem_free(words);
}

const char *
words_language(const struct words *words)
{
	return words->language;
}

const char *
words_get(const struct words *words, enum word word)
{
	assert(word < WORD_MAX);
	return words->texts[word];
}

void
words_put(struct str *out, const struct words *words, enum word word, ...)
{
	const char *arguments[ARGUMENTS_MAX];
	size_t count = 0;
	va_list list;
	va_start(list, word);
	const char *argument;
	while ((argument = va_arg(list, const char *))) {
		assert(count < ARGUMENTS_MAX);
		arguments[count++] = argument;
	}
	va_end(list);
	words_put_array(out, words, word, arguments, count);
}

void
words_put_array(struct str *out, const struct words *words, enum word word,
    const char *const *arguments, size_t count)
{
	const char *text = words_get(words, word);
	while (*text) {
		size_t number = argument_at(text);
		if (number > 0 && number <= count) {
			str_put(out, arguments[number - 1]);
			text += strlen("{1}");
			continue;
		}
		size_t length = 1 + strcspn(text + 1, "{");
		str_put_n(out, text, length);
		text += length;
	}
}

enum word
words_find(const char *key)
{
	return find_from(0, key);
}
