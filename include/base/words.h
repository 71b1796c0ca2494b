/*
 * Every sentence that the program itself says, in one phrase book.
 *
 * English is compiled in from base/words/FLOOR.def, one file a floor; other
 * languages are `words` records in share/words/LANG with the same keys, and
 * whatever a language lacks falls back to English.  Screen and paper may
 * speak different languages at once, so a `const struct words *` is handed to
 * whoever speaks; there is no current language.
 *
 * A text holds its arguments as {1} {2} ..., so that another language may put
 * them in another order.  Sentences are never glued from parts.
 *
 * The key of WORD_FILE_MISSING in a words file is "file missing".
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include "base/attr.h"
#include "base/str.h"

enum word {
#define WORD(id, english) WORD_##id,
#include "base/words/all.def"
#undef WORD
	WORD_MAX
};

struct words;
struct record_file;
struct report;

/* The compiled-in English; static, never freed. */
const struct words *words_english(void);

/*
 * A language from its records; texts that are missing fall back to English.
 * Mistakes (unknown key, an argument that the English lacks) go to report.
 * Free with words_free().
 */
struct words *words_new(const struct record_file *file, struct report *report);
void words_free(struct words *words);

/* "en", "cy": the language these words are in. */
const char *words_language(const struct words *words);

/* The bare text; borrowed from words.  For texts without arguments. */
const char *words_get(const struct words *words, enum word word);

/*
 * Append the text with its arguments filled in.  The arguments are
 * `const char *`, closed by NULL.
 */
void words_put(struct str *out, const struct words *words, enum word word, ...)
    SENTINEL;

/* The same with the arguments in an array; extra places stay as they are. */
void words_put_array(struct str *out, const struct words *words,
    enum word word, const char *const *arguments, size_t count);

/* The word that a key names, or WORD_MAX. */
enum word words_find(const char *key);

#endif
