/*
 * Every sentence that the program itself says, in one phrase book.
 *
 * English is compiled in from base/words/FLOOR.def, one file a floor; other
 * languages are files in share/words (base/words_file.h), and whatever a
 * language lacks falls back to English.  Screen and paper may
 * speak different languages at once, so a `const struct words *` is handed to
 * whoever speaks; there is no current language.
 *
 * A text holds its arguments as {1} {2} ..., so that another language may put
 * them in another order; as {$1} in a command that the reader may copy, where a
 * name with a blank needs quotes.  Sentences are never glued from parts.
 *
 * What speaks of a count has a text for each of the language's plural forms:
 * WORDS(ID, "for one", "for {1} of them") in English, and its first argument is
 * the count in figures.  So errors and reports carry it like any other, and
 * whoever speaks never looks at the count.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

enum word {
#define WORD(id, english) WORD_##id,
#define WORDS(id, one, other) WORD_##id,
#include "base/words/all.def"
#undef WORDS
#undef WORD
	WORD_MAX
};

/* The plural forms that Unicode knows; a language has some of them. */
enum plural {
	PLURAL_ZERO,
	PLURAL_ONE,
	PLURAL_TWO,
	PLURAL_FEW,
	PLURAL_MANY,
	PLURAL_OTHER, /* every language has it; for words without a count too */
	PLURAL_MAX
};

/* More places than {9} no text has. */
enum { WORD_ARGUMENTS_MAX = 9 };

struct words;

/* The compiled-in English; static, never freed. */
const struct words *words_english(void);

/*
 * Another language, by its code, which says everything in English until
 * words_say() tells it how.  Free with words_free(); NULL is accepted.
 */
struct words *words_new(const char *language);
void words_say(struct words *words, enum word word, enum plural plural,
    const char *text);
void words_free(struct words *words);

/* "en", "cy": the language these words are in. */
const char *words_language(const struct words *words);

/* Does it speak of a count? */
bool words_is_counted(enum word word);

/* Has the language that plural form?  "zero", "one" ... "other" in files. */
bool words_has_plural(const struct words *words, enum plural plural);
const char *words_plural_name(enum plural plural);

/* Is it said in this very language, with all the forms that it has? */
bool words_has(const struct words *words, enum word word);

/* The bare text; borrowed from words.  For texts without arguments. */
const char *words_get(const struct words *words, enum word word);

/*
 * Append the text with its arguments filled in.  The arguments are
 * `const char *`, closed by NULL.
 */
void words_put(struct str *out, const struct words *words, enum word word, ...)
    SENTINEL;

/* The same of whoever has such arguments too. */
void words_put_list(struct str *out, const struct words *words,
    enum word word, va_list list);

/* The same with the arguments in an array; extra places stay as they are. */
void words_put_array(struct str *out, const struct words *words,
    enum word word, const char *const *arguments, size_t count);

/* Has a text a place {1} ... of that number? */
bool words_has_argument(const char *text, size_t number);

/*
 * Does a sentence of the text begin at that place of it, so that what is put
 * there needs a capital letter?
 */
bool words_begins_sentence(const char *text, const char *place);

/* Append what a word goes by in files: "file missing". */
void words_put_key(struct str *out, enum word word);

#endif
