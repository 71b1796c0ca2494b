#include "base/mem.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/words.h"
#include "rig/remains.h"

static bool
is_zero(const unsigned char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (bytes[i])
			return false;
	}
	return true;
}

Test(mem, gives_zeroed_memory_of_any_size)
{
	static const size_t sizes[] = {0, 1, 15, 16, 17, 4096, 1000000};
	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
		unsigned char *memory = mem_new(sizes[i]);
		cr_assert_not_null(memory);
		cr_assert_eq((uintptr_t)memory % _Alignof(max_align_t), 0);
		cr_assert(is_zero(memory, sizes[i]));
		memset(memory, 0xAA, sizes[i]);
		mem_free(memory);
	}
	mem_free(NULL);
}

Test(mem, resizes_with_its_bytes_and_zeroes_the_rest)
{
	char *memory = mem_resize(NULL, 4);
	memcpy(memory, "tea", 4);
	memory = mem_resize(memory, 100);
	cr_assert_str_eq(memory, "tea");
	cr_assert(is_zero((unsigned char *)memory + 4, 96));
	memory = mem_resize(memory, 2);
	cr_assert_eq(memcmp(memory, "te", 2), 0);
	memory = mem_resize(memory, 5);
	cr_assert_str_eq(memory, "te");
	mem_free(memory);
}

Test(mem, grows_an_array_item_by_item)
{
	int *items = NULL;
	size_t capacity = 0;
	int moves = 0;
	for (int i = 0; i < 10000; i++) {
		const int *before = items;
		items = mem_grow(items, (size_t)i, &capacity, sizeof(*items));
		moves += items != before;
		cr_assert_gt(capacity, (size_t)i);
		items[i] = i;
	}
	for (int i = 0; i < 10000; i++)
		cr_assert_eq(items[i], i);
	cr_assert_lt(moves, 20, "the room must double, not creep");
	mem_free(items);
}

Test(mem, copies_text)
{
	const char *text = "Siân";
	char *copy = mem_copy_text(text);
	cr_assert_str_eq(copy, text);
	cr_assert_neq(copy, text);
	mem_free(copy);
}

Test(mem, keeps_everything_in_an_arena_until_it_is_freed)
{
	struct arena *arena = arena_new();
	unsigned char *pieces[2000];
	for (size_t i = 0; i < ARRAY_LENGTH(pieces); i++) {
		size_t size = i * 7 % 300;
		pieces[i] = arena_get(arena, size);
		cr_assert_eq((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
		cr_assert(is_zero(pieces[i], size));
		memset(pieces[i], (int)(i % 255 + 1), size);
	}
	for (size_t i = 0; i < ARRAY_LENGTH(pieces); i++) {
		for (size_t j = 0; j < i * 7 % 300; j++)
			cr_assert_eq(pieces[i][j], i % 255 + 1);
	}
	unsigned char *large = arena_get(arena, 3000000);
	cr_assert(is_zero(large, 3000000));
	arena_free(arena);
	arena_free(NULL);
}

Test(mem, makes_text_in_an_arena)
{
	struct arena *arena = arena_new();
	cr_assert_str_eq(arena_copy(arena, "crossword"), "crossword");
	cr_assert_str_eq(arena_copy_n(arena, "crossword", 5), "cross");
	cr_assert_str_eq(arena_copy_n(arena, NULL, 0), "");
	cr_assert_str_eq(arena_format(arena, "%d-%s", 3, "a"), "3-a");
	cr_assert_eq(strlen(arena_format(arena, "%9000d", 1)), 9000);
	arena_free(arena);
}

Test(mem, makes_formatted_text_of_any_length_whatever_room_is_left)
{
	/* Every room at the end of a chunk meets texts that just fit or not. */
	for (int used = 0; used < 80; used++) {
		struct arena *arena = arena_new();
		const char *texts[40];
		arena_get(arena, 4096 - 8 * (size_t)used);
		for (int i = 0; i < (int)ARRAY_LENGTH(texts); i++)
			texts[i] = arena_format(arena, "%0*d", i + 1, 1);
		for (int i = 0; i < (int)ARRAY_LENGTH(texts); i++) {
			cr_assert_eq(strlen(texts[i]), (size_t)i + 1);
			cr_assert_eq(texts[i][i], '1');
		}
		cr_assert(is_zero(arena_get(arena, 500), 500));
		arena_free(arena);
	}
}

Test(mem, keeps_a_finished_array_in_an_arena)
{
	struct arena *arena = arena_new();
	int *items = mem_grow(NULL, 0, &(size_t){0}, sizeof(int));
	items[0] = 41;
	items[1] = 42;
	const int *kept = arena_keep(arena, items, 2, sizeof(int));
	cr_assert_eq(kept[0], 41);
	cr_assert_eq(kept[1], 42);
	cr_assert_null(arena_keep(arena, mem_new(8), 0, sizeof(int)));
	cr_assert_null(arena_keep(arena, NULL, 0, sizeof(int)));
	arena_free(arena);
}

Test(mem, wipes_what_it_gives_back)
{
	int memory = remains_open();
	char *freed = mem_new(MARK_SIZE);
	char *moved = mem_new(MARK_SIZE);
	struct arena *arena = arena_new();
	char *kept = arena_get(arena, MARK_SIZE);
	struct str str = STR_EMPTY;
	remains_mark(freed);
	remains_mark(moved);
	remains_mark(kept);
	while (str.length < MARK_SIZE)
		str_put_char(&str, MARK);
	const uintptr_t places[] = {(uintptr_t)freed, (uintptr_t)moved,
	    (uintptr_t)kept, (uintptr_t)str.text};
	for (size_t i = 0; i < ARRAY_LENGTH(places); i++)
		cr_assert_eq(remains_count(memory, places[i]), MARK_SIZE);
	mem_free(freed);
	moved = mem_resize(moved, 100000);
	arena_free(arena);
	str_release(&str);
	for (size_t i = 0; i < ARRAY_LENGTH(places); i++)
		cr_assert_eq(remains_count(memory, places[i]), 0, "%zu", i);
	cr_assert_eq(moved[MARK_SIZE - 1], MARK);
	mem_free(moved);
	remains_close(memory);
}

/*
 * Not inlined: what it keeps must lie below its caller, and deep enough not
 * to be written over by whoever looks for it.
 */
static __attribute__((noinline)) uintptr_t
leave_on_the_stack(int memory)
{
	char own[100 * MARK_SIZE];
	remains_mark(own);
	uintptr_t place = (uintptr_t)own;
	cr_assert_eq(remains_count(memory, place), MARK_SIZE);
	return place;
}

Test(mem, wipes_the_stack)
{
	int memory = remains_open();
	uintptr_t place = leave_on_the_stack(memory);
	mem_wipe_stack();
	cr_assert_eq(remains_count(memory, place), 0);
	remains_close(memory);
}

Test(mem, knows_the_size_of_a_piece)
{
	char *memory = mem_new(33);
	cr_assert_eq(mem_size(memory), 33);
	memory = mem_resize(memory, 7);
	cr_assert_eq(mem_size(memory), 7);
	mem_free(memory);
	memory = mem_new_raw(100);
	memset(memory, 1, 100);
	cr_assert_eq(mem_size(memory), 100);
	mem_free(memory);
}

Test(mem, wipes_text_that_did_not_fit)
{
	enum { CHUNK = 512, LEFT = MARK_SIZE / 2 };
	int memory = remains_open();
	struct arena *arena = arena_new();
	char *start = arena_get(arena, CHUNK - LEFT);
	char marks[MARK_SIZE + 1] = "";
	memset(marks, MARK, MARK_SIZE);
	cr_assert_str_eq(arena_format(arena, "%s", marks), marks);
	uintptr_t place = (uintptr_t)start + CHUNK - LEFT;
	cr_assert_gt(remains_count(memory, place), 0, "it was tried here");
	arena_free(arena);
	cr_assert_eq(remains_count(memory, place), 0);
	remains_close(memory);
}

static void
write_restored(void)
{
	(void)!write(STDERR_FILENO, "restored\n", 9);
}

/* Run in a child that must give up; what it said comes back. */
static int
give_up_in_child(void (*run)(void), char said[500])
{
	int ends[2];
	cr_assert_eq(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		mem_on_give_up(write_restored);
		run();
		_exit(99);
	}
	close(ends[1]);
	size_t length = 0;
	ssize_t got;
	while ((got = read(ends[0], said + length, 499 - length)) > 0)
		length += (size_t)got;
	said[length] = '\0';
	close(ends[0]);
	int status;
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFEXITED(status), "no core file may be left");
	return WEXITSTATUS(status);
}

static void
ask_for_too_much(void)
{
	mem_free(mem_new(SIZE_MAX - 8));
}

static void
resize_to_too_much(void)
{
	mem_free(mem_resize(mem_new(1), SIZE_MAX / 2 + 1));
}

static void
grow_past_the_end(void)
{
	size_t capacity = SIZE_MAX / 32;
	mem_grow(NULL, capacity, &capacity, 32);
}

static void
take_too_much_from_an_arena(void)
{
	arena_get(arena_new(), SIZE_MAX - 3);
}

Test(mem, gives_up_in_one_sentence_after_restoring_the_terminal)
{
	void (*const runs[])(void) = {mem_give_up, ask_for_too_much,
	    resize_to_too_much, grow_past_the_end, take_too_much_from_an_arena};
	for (size_t i = 0; i < ARRAY_LENGTH(runs); i++) {
		char said[500];
		cr_assert_eq(give_up_in_child(runs[i], said), EXIT_FAILURE);
		const char *sentence =
		    words_get(words_english(), WORD_MEMORY_USED_UP);
		size_t length = strlen(sentence);
		cr_assert_eq(strncmp(said, "restored\n", 9), 0);
		cr_assert_eq(strncmp(said + 9, sentence, length), 0);
		cr_assert_str_eq(said + 9 + length, "\n");
	}
}
