/*
 * Files of words: what the program says, in another language.
 *
 *	words: cy
 *	file missing: Nid oes ffeil {1}.
 *
 * The key of WORD_FILE_MISSING is "file missing".
 */
#ifndef BASE_WORDS_FILE_H
#define BASE_WORDS_FILE_H

#include "base/record.h"
#include "base/report.h"
#include "base/words.h"

/*
 * The words of a file, which need not outlive them; English where it says
 * nothing.  Mistakes (unknown key, an argument that the English lacks) go to
 * report.  Free with words_free().
 */
struct words *words_read(const struct record_file *file, struct report *report);

#endif
