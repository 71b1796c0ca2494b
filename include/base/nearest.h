/*
 * What a word was perhaps meant to be: the "did you mean" of every message.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

/*
 * The candidate that the word was probably meant to be, or NULL if none is
 * near: at most a third of the word's letters differ.  A swap counts as one;
 * case and accents do not count.  The first of equally near ones wins.
 */
const char *nearest_of(const char *word, const char *const *candidates,
    size_t count);

#endif
