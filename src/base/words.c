/*
 * Every sentence that the program says, in any language there is.
 *
 * English is a const table made from base/words/all.def.  Another language
 * owns copies of its texts in one arena and borrows English for the rest.
 * This file knows nothing of files: base/words_file.h reads them.
 *
 *	words_put(&out, words_english(), WORD_FILE_MISSING, path, NULL);
 *
 * Tested by tests/unit/base_words.c.
 */
#include "base/words.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "base/mem.h"

enum { LANGUAGE_SIZE = 3 };

struct words {
	struct arena *arena;
	char language[LANGUAGE_SIZE];
	const char *texts[WORD_MAX];
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

/* A place {1} to {9}, or {$1} to {$9}, of a text. */
struct place {
	size_t number; /* 0: there is none */
	bool is_in_command;
	size_t length;
};

static struct place
place_at(const char *text)
{
	bool is_in_command = text[0] == '{' && text[1] == '$';
	const char *figure = text + (is_in_command ? 2 : 1);

	if (text[0] != '{' || *figure < '1' || *figure > '9' ||
	    figure[1] != '}')
		return (struct place){0};
	return (struct place){(size_t)(*figure - '0'), is_in_command,
	    (size_t)(figure + 2 - text)};
}

/* Letters beyond ASCII mean nothing to a shell. */
static bool
is_plain(unsigned char c)
{
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || strchr("./-_+=:,@%", c);
}

/* As it is typed in a command: between quotes where a shell would part it. */
static void
put_command_word(struct str *out, const char *word)
{
	const char *at = word;

	while (*at != '\0' && is_plain((unsigned char)*at))
		at++;
	if (*at == '\0' && at > word) {
		str_put(out, word);
		return;
	}
	str_put_char(out, '\'');
	for (at = word; *at != '\0'; at++)
		if (*at == '\'')
			str_put(out, "'\\''");
		else
			str_put_char(out, *at);
	str_put_char(out, '\'');
}

const struct words *
words_english(void)
{
	return &english;
}

struct words *
words_new(const char *language)
{
	struct words *words = mem_new(sizeof(*words));

	assert(strlen(language) < sizeof(words->language));
	words->arena = arena_new();
	memcpy(words->language, language, strlen(language));
	memcpy(words->texts, english.texts, sizeof(words->texts));
	return words;
}

void
words_say(struct words *words, enum word word, const char *text)
{
	assert(word < WORD_MAX);
	words->texts[word] = arena_copy(words->arena, text);
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
	const char *arguments[WORD_ARGUMENTS_MAX];
	size_t count = 0;
	va_list list;

	va_start(list, word);
	const char *argument;
	while ((argument = va_arg(list, const char *))) {
		assert(count < WORD_ARGUMENTS_MAX);
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
		const struct place place = place_at(text);
		if (place.number > 0 && place.number <= count) {
			const char *argument = arguments[place.number - 1];
			if (place.is_in_command)
				put_command_word(out, argument);
			else
				str_put(out, argument);
			text += place.length;
			continue;
		}
		size_t length = 1 + strcspn(text + 1, "{");
		str_put_n(out, text, length);
		text += length;
	}
}

bool
words_has_argument(const char *text, size_t number)
{
	for (; *text; text++)
		if (place_at(text).number == number)
			return true;
	return false;
}

void
words_put_key(struct str *out, enum word word)
{
	for (const char *letter = names[word]; *letter; letter++)
		str_put_char(out, key_letter(*letter));
}
