/*
 * Codes that people copy from paper: five bits a letter, in groups of four,
 * from an alphabet without the letters that look like a figure (Crockford's).
 *
 *	7K3M-0QXA-...
 */
#ifndef BASE_CODE_H
#define BASE_CODE_H

#include <stddef.h>

#include "base/str.h"

/* Ten bytes make sixteen letters in four groups, and the NUL. */
enum { CODE_BYTES = 10, CODE_SIZE = 20 };

#define CODE_ALPHABET "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/* Append the bytes, five at a time, as such a code. */
void code_put(struct str *out, const unsigned char *bytes, size_t count);

#endif
