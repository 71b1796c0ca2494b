/*
 * The time that a program with screens goes by, and who tells it that the
 * machine has slept.
 *
 *	poll({ ..., watch_fd() })
 *	watch_clear_fd(watch);
 *	if (watch_slept(watch) > before) ...
 *
 * Milliseconds from no moment in particular: they serve to measure how long
 * something took, whatever happens to the time of day.
 */
#ifndef TERM_WATCH_H
#define TERM_WATCH_H

#include <stdint.h>

struct watch;

/* The machine's, or one that stands still until it is moved. */
struct watch *watch_new(void);
struct watch *watch_new_stopped(void);
void watch_free(struct watch *watch); /* NULL is fine */

/* How long it has run awake; and asleep, which is 0 where nobody counts. */
int64_t watch_now(const struct watch *watch);
int64_t watch_slept(const struct watch *watch);

/* Becomes readable when the machine wakes up; -1 where nobody tells. */
int watch_fd(const struct watch *watch);
void watch_clear_fd(struct watch *watch);

/* Move one that stands still. */
void watch_let_pass(struct watch *watch, int64_t milliseconds);
void watch_let_sleep(struct watch *watch, int64_t milliseconds);

#endif
