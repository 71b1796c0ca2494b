/*
 * What remains in memory that was given back, seen by way of the kernel: the
 * program itself may not look at it.
 *
 *	int memory = remains_open();
 *	remains_mark(freed);
 *	uintptr_t place = (uintptr_t)freed;
 *	mem_free(freed);
 *	cr_assert_eq(remains_count(memory, place), 0);
 *	remains_close(memory);
 */
#ifndef RIG_REMAINS_H
#define RIG_REMAINS_H

#include <stddef.h>
#include <stdint.h>

enum { MARK_SIZE = 100, MARK = 'm' };

/* Skips the test on a system that does not show its memory. */
int remains_open(void);
void remains_close(int memory);

/* MARK_SIZE marks at a place. */
void remains_mark(char *place);

/* How many of them are there. */
size_t remains_count(int memory, uintptr_t place);

#endif
