/*
 * Every sentence that the program says, in any language there is.
 *
 * English is a const table made from base/words/all.def.  Another language
 * owns copies of its texts in one arena; what it lacks is said in English.
 * This file knows nothing of files: base/words_file.h reads them.
 *
 *	words_put(&out, words_english(), WORD_FILE_MISSING, path, NULL);
 *
 * Tested by tests/unit/base_words.c.
 */
#include "base/words.h"

#include <assert.h>
#include <string.h>

#include "base/attr.h"
#include "base/mem.h"

enum { LANGUAGE_SIZE = 3 };

struct words {
	struct arena *arena;
	char language[LANGUAGE_SIZE];
	const char *texts[WORD_MAX][PLURAL_MAX]; /* NULL: nothing is said */
};

/* clang-format off */
static const struct words english = {
	.language = "en",
	.texts = {
#define WORD(id, english) [WORD_##id] = { [PLURAL_OTHER] = english },
#define WORDS(id, one, other) [WORD_##id] = { \
	[PLURAL_ONE] = one, [PLURAL_OTHER] = other },
#include "base/words/all.def"
#undef WORDS
#undef WORD
	},
};

static const char *const names[WORD_MAX] = {
#define WORD(id, english) [WORD_##id] = #id,
#define WORDS(id, one, other) [WORD_##id] = #id,
#include "base/words/all.def"
#undef WORDS
#undef WORD
};

/*
 * The one count that each plural form is for, but for the last, which takes
 * the rest: both languages that there are have no other kind.
 */
static const struct {
	const char *language;
	const char *counts[PLURAL_OTHER];
} plurals[] = {
	{ "en", { [PLURAL_ONE] = "1" } },
	{ "cy", { [PLURAL_ZERO] = "0", [PLURAL_ONE] = "1", [PLURAL_TWO] = "2",
		[PLURAL_FEW] = "3", [PLURAL_MANY] = "6" } },
};

static const char *const plural_names[PLURAL_MAX] = {
	[PLURAL_ZERO] = "zero", [PLURAL_ONE] = "one", [PLURAL_TWO] = "two",
	[PLURAL_FEW] = "few", [PLURAL_MANY] = "many", [PLURAL_OTHER] = "other",
};
/* clang-format on */

/* Which count each form is for; a language unknown here has those of English.
 */
static const char *const *
counts_of(const struct words *words)
{
	for (size_t i = 0; i < ARRAY_LENGTH(plurals); i++)
		if (text_is(plurals[i].language, words->language))
			return plurals[i].counts;
	return plurals[0].counts;
}

static enum plural
plural_of(const struct words *words, const char *count)
{
	const char *const *counts = counts_of(words);
	size_t i = 0;

	while (i < PLURAL_OTHER && !(counts[i] && text_is(counts[i], count)))
		i++;
	return (enum plural)i;
}

/* The text for that count, in English where the language says nothing. */
static const char *
find_text(const struct words *words, enum word word, const char *count)
{
	assert(word < WORD_MAX);
	if (!words->texts[word][PLURAL_OTHER])
		words = &english;
	const char *const *texts = words->texts[word];
	const char *text = texts[plural_of(words, count)];
	return text ? text : texts[PLURAL_OTHER];
}

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
	return words;
}

void
words_say(
    struct words *words, enum word word, enum plural plural, const char *text)
{
	assert(word < WORD_MAX && plural < PLURAL_MAX);
	words->texts[word][plural] = arena_copy(words->arena, text);
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

bool
words_is_counted(enum word word)
{
	return english.texts[word][PLURAL_ONE] != NULL;
}

bool
words_has_plural(const struct words *words, enum plural plural)
{
	return plural == PLURAL_OTHER || counts_of(words)[plural];
}

const char *
words_plural_name(enum plural plural)
{
	return plural_names[plural];
}

bool
words_has(const struct words *words, enum word word)
{
	for (enum plural i = 0; i < PLURAL_OTHER; i++)
		if (words_is_counted(word) && words_has_plural(words, i) &&
		    !words->texts[word][i])
			return false;
	return words->texts[word][PLURAL_OTHER];
}

const char *
words_get(const struct words *words, enum word word)
{
	return find_text(words, word, "");
}

void
words_put(struct str *out, const struct words *words, enum word word, ...)
{
	va_list list;

	va_start(list, word);
	words_put_list(out, words, word, list);
	va_end(list);
}

void
words_put_list(
    struct str *out, const struct words *words, enum word word, va_list list)
{
	const char *arguments[WORD_ARGUMENTS_MAX];
	const char *argument;
	size_t count = 0;

	while ((argument = va_arg(list, const char *))) {
		assert(count < WORD_ARGUMENTS_MAX);
		arguments[count++] = argument;
	}
	words_put_array(out, words, word, arguments, count);
}

void
words_put_array(struct str *out, const struct words *words, enum word word,
    const char *const *arguments, size_t count)
{
	const char *text =
	    find_text(words, word, count > 0 ? arguments[0] : "");

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

bool
words_begins_sentence(const char *text, const char *place)
{
	const char *end = place;

	while (end > text && (end[-1] == ' ' || end[-1] == '\n'))
		end--;
	size_t gap = (size_t)(place - end);
	return end == text || memchr(end, '\n', gap) ||
	       (gap > 0 && strchr(".?!", end[-1]));
}

void
words_put_key(struct str *out, enum word word)
{
	for (const char *letter = names[word]; *letter; letter++)
		str_put_char(out, key_letter(*letter));
}
