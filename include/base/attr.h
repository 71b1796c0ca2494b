/*
 * The four compiler attributes that the program uses, the length of an array,
 * and the index that stands for nothing.  Nothing else is hidden behind a
 * macro.
 */
#ifndef BASE_ATTR_H
#define BASE_ATTR_H

#include <stdint.h>

#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#define SENTINEL __attribute__((sentinel))
#define NORETURN __attribute__((noreturn))
#define EXPORTED __attribute__((visibility("default")))

#define ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define NONE SIZE_MAX

#endif
