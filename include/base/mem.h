/*
 * Memory that cannot fail, arenas, and growing arrays.
 *
 * Nobody outside base/mem.c calls malloc.  When memory runs out the program
 * stops at once by mem_give_up(): every answer that was acknowledged is on
 * disk by then, so stopping loses at most the second of typing in hand.
 *
 * Whatever is freed or moved is wiped first: nothing that a person said stays
 * behind in memory after the workbench is locked.
 *
 * An arena owns everything allocated from it and is freed as a whole.
 * Pointers into an arena are borrowed and const.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

#include "base/attr.h"

struct arena;

/* Zeroed memory; size 0 gives a valid pointer.  Free with mem_free(). */
void *mem_new(size_t size);
/* The same bytes, longer or shorter; what is new is zeroed.  NULL: mem_new. */
void *mem_resize(void *memory, size_t size);
void mem_free(void *memory); /* NULL is accepted */

/* Not zeroed: for a library that writes to it before it reads. */
void *mem_new_raw(size_t size);

/* How many bytes a piece has that one of these gave. */
size_t mem_size(const void *memory);

/*
 * Leave nothing of what functions that have returned kept in their own
 * variables: they lie below the caller until others are called.
 */
void mem_wipe_stack(void);

/*
 * Make room for one more item in a growing array of `count` items of `size`
 * bytes.  Returns the array, perhaps moved; *capacity is kept up to date.
 * Start with NULL and 0; free with mem_free().
 */
void *mem_grow(void *items, size_t count, size_t *capacity, size_t size);

/* A heap copy of a string; free with mem_free(). */
char *mem_copy_text(const char *text);

/*
 * What to do before the process ends for want of memory (the terminal is put
 * right here).  Called once, at start, by the terminal; NULL for nothing.
 */
void mem_on_give_up(void (*restore)(void));
void mem_give_up(void) NORETURN;

struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is accepted */

/* Zeroed, aligned for any type, alive until arena_free(). */
void *arena_get(struct arena *arena, size_t size);
char *arena_copy(struct arena *arena, const char *text);
char *arena_copy_n(struct arena *arena, const char *text, size_t length);
const char *arena_format(struct arena *arena, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* A copy of an array of `count` items of `size` bytes; NULL for no items. */
void *arena_copy_items(
    struct arena *arena, const void *items, size_t count, size_t size);

/* The same of a finished growing array, which is freed. */
void *arena_keep(struct arena *arena, void *items, size_t count, size_t size);

#endif
