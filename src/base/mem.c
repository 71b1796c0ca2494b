/*
 * Memory that cannot fail, arenas, and growing arrays.
 *
 * This file owns every call of malloc in the program and knows nothing of what
 * is kept.  Each piece is preceded by its size, so that it can be wiped before
 * it goes back to the system: after locking, no answer is left in memory.
 *
 * An arena is a list of chunks, the newest first; a thing too large for the
 * chunk in hand gets a new chunk, twice as large as the last one up to
 * CHUNK_MAX.  Nothing in an arena is freed alone.  What nobody took of a chunk
 * is not touched, so that the system need not even find memory for it.
 *
 * Tested by tests/unit/base_mem.c; run it under `make asan` as well.
 */
#include "base/mem.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/words.h"

enum { CHUNK_MIN = 512, CHUNK_MAX = 256 * 1024, GROW_MIN = 8 };

/* Deeper than any function of the program, or of its libraries, reaches. */
enum { STACK_WIPED = 256 * 1024 };

struct piece {
	_Alignas(max_align_t) size_t size;
};

struct chunk {
	struct chunk *next;
	size_t size, used;
	_Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct chunk *chunks;
};

/*
 * The one piece of state outside an owner: where memory has run out there is
 * nobody left to ask whom to tell.
 */
static void (*give_up_restore)(void);

/* Called through a volatile pointer, so that no compiler leaves it out. */
static void *(*const volatile wipe)(void *, int, size_t) = memset;

void
mem_on_give_up(void (*restore)(void))
{
	give_up_restore = restore;
}

/*
 * No abort(): a core file would hold answers.  No exit(): what runs at exit
 * may want memory.
 */
void
mem_give_up(void)
{
	if (give_up_restore)
		give_up_restore();
	fputs(words_get(words_english(), WORD_MEMORY_USED_UP), stderr);
	fputc('\n', stderr);
	_exit(EXIT_FAILURE);
}

void *
mem_new(size_t size)
{
	if (size > SIZE_MAX / 2)
		mem_give_up();
	struct piece *piece = calloc(1, sizeof(*piece) + size);
	if (!piece)
		mem_give_up();
	piece->size = size;
	return piece + 1;
}

void *
mem_new_raw(size_t size)
{
	if (size > SIZE_MAX / 2)
		mem_give_up();
	struct piece *piece = malloc(sizeof(*piece) + size);
	if (!piece)
		mem_give_up();
	piece->size = size;
	return piece + 1;
}

size_t
mem_size(const void *memory)
{
	return ((const struct piece *)memory - 1)->size;
}

void *
mem_resize(void *memory, size_t size)
{
	if (!memory)
		return mem_new(size);
	char *moved = mem_new_raw(size);
	size_t before = mem_size(memory);
	size_t kept = before < size ? before : size;
	memcpy(moved, memory, kept);
	memset(moved + kept, 0, size - kept);
	mem_free(memory);
	return moved;
}

/* Free a piece of which no more than `used` bytes were ever written to. */
static void
free_used(void *memory, size_t used)
{
	struct piece *piece = (struct piece *)memory - 1;

	wipe(piece, 0, sizeof(*piece) + used);
	free(piece);
}

void
mem_free(void *memory)
{
	if (memory)
		free_used(memory, ((struct piece *)memory - 1)->size);
}

void
mem_wipe_stack(void)
{
	unsigned char below[STACK_WIPED];

	wipe(below, 0, sizeof(below));
}

void *
mem_grow(void *items, size_t count, size_t *capacity, size_t size)
{
	assert(size > 0 && count <= *capacity);
	if (count < *capacity)
		return items;
	size_t wanted = count < GROW_MIN ? GROW_MIN : count;
	if (wanted > SIZE_MAX / 2 / size)
		mem_give_up();
	wanted = count < GROW_MIN ? GROW_MIN : count * 2;
	*capacity = wanted;
	return mem_resize(items, wanted * size);
}

char *
mem_copy_text(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(mem_new(size), text, size);
}

struct arena *
arena_new(void)
{
	return mem_new(sizeof(struct arena));
}

void
arena_free(struct arena *arena)
{
	if (!arena)
		return;
	for (struct chunk *chunk = arena->chunks; chunk;) {
		struct chunk *next = chunk->next;
		free_used(chunk, sizeof(*chunk) + chunk->used);
		chunk = next;
	}
	mem_free(arena);
}

static struct chunk *
chunk_new(const struct chunk *last, size_t size)
{
	size_t room = CHUNK_MIN;

	if (last && last->size >= CHUNK_MAX / 2)
		room = CHUNK_MAX;
	else if (last && last->size >= CHUNK_MIN / 2)
		room = last->size * 2;
	if (room < size)
		room = size;
	if (room > SIZE_MAX / 2)
		mem_give_up();
	struct chunk *chunk = mem_new(sizeof(*chunk) + room);
	chunk->size = room;
	return chunk;
}

/* `step` is 1 for bytes, and what the chunk is aligned to for all else. */
static inline void *
take(struct arena *arena, size_t size, size_t step)
{
	if (size > SIZE_MAX / 2)
		mem_give_up();
	struct chunk *chunk = arena->chunks;
	size_t start = chunk ? (chunk->used + step - 1) / step * step : 0;
	if (!chunk || start > chunk->size || chunk->size - start < size) {
		chunk = chunk_new(chunk, size);
		chunk->next = arena->chunks;
		arena->chunks = chunk;
		start = 0;
	}
	chunk->used = start + size;
	return chunk->bytes + start;
}

void *
arena_get(struct arena *arena, size_t size)
{
	return take(arena, size, _Alignof(max_align_t));
}

char *
arena_copy(struct arena *arena, const char *text)
{
	return arena_copy_n(arena, text, strlen(text));
}

char *
arena_copy_n(struct arena *arena, const char *text, size_t length)
{
	char *copy = take(arena, length + 1, 1);

	if (length > 0)
		memcpy(copy, text, length);
	return copy;
}

const char *
arena_format(struct arena *arena, const char *format, ...)
{
	va_list arguments, again;

	va_start(arguments, format);
	va_copy(again, arguments);
	/*
	 * Made where it will most likely stand.  If it does not fit, this chunk
	 * is used up, and the text is made again in a new one.
	 */
	struct chunk *chunk = arena->chunks;
	size_t room = chunk ? chunk->size - chunk->used : 0;
	char *place = room > 0 ? (char *)chunk->bytes + chunk->used : NULL;
	int length = vsnprintf(place, room, format, arguments);
	assert(length >= 0);
	if ((size_t)length >= room && chunk)
		chunk->used = chunk->size;
	char *text = take(arena, (size_t)length + 1, 1);
	if (text != place)
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	va_end(arguments);
	return text;
}

void *
arena_copy_items(
    struct arena *arena, const void *items, size_t count, size_t size)
{
	if (count == 0)
		return NULL;
	return memcpy(arena_get(arena, count * size), items, count * size);
}

void *
arena_keep(struct arena *arena, void *items, size_t count, size_t size)
{
	void *kept = arena_copy_items(arena, items, count, size);

	mem_free(items);
	return kept;
}
