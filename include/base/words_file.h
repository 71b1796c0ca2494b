/*
 * Files of words: what the program says, in another language.
 *
 *	words: cy
 *	file missing: Nid oes ffeil {1}.
 *	ui fits some: Mae {1} o bobl yn ffitio.
 *	ui fits some two: Mae dau berson yn ffitio.
 *
 * The key of WORD_FILE_MISSING is "file missing"; what speaks of a count has
 * one for each plural form of the language, of which "other" goes without a
 * name.  \n in a text begins a new line.  Blanks at its ends are those of the
 * English.
 */
#ifndef BASE_WORDS_FILE_H
#define BASE_WORDS_FILE_H

#include "base/record.h"
#include "base/report.h"
#include "base/words.h"

/*
 * Let the words speak as the file has it, which need not outlive them; a
 * language may have several.  Mistakes (unknown key, another language, an
 * argument that the English lacks) go to report.
 */
void words_read(struct words *words, const struct record_file *file,
    struct report *report);

#endif
