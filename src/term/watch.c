/*
 * The time that a program with screens goes by, and who tells it that the
 * machine has slept.
 *
 * Two clocks of the system are read: one stands while the machine sleeps and
 * one does not, so what is between them is sleep.  Neither ever goes back.
 * Where there is no second one nothing is known of sleep.
 *
 * Linux tells when it wakes up, by the way: a timer on the time of day can ask
 * to be called off when that time makes a leap, and a machine that wakes up
 * has missed some.  It is set to a moment that nobody waits for, so it costs
 * no wake-up.  Somebody who sets the clock ends a wait too, and that does no
 * harm: whoever was woken asks how long the machine has slept.
 *
 * A watch that stands still is a script's: its own lines move it, and tests
 * need no sleep.  Tested by tests/unit/term_watch.c.
 */
#include "term/watch.h"

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/timerfd.h>
#endif

#include "base/mem.h"

struct watch {
	bool is_stopped;
	int64_t now, slept; /* of one that is */
	int fd;
};

static int64_t
read_clock(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#ifdef CLOCK_BOOTTIME
static int64_t
read_sleep(void)
{
	return read_clock(CLOCK_BOOTTIME) - read_clock(CLOCK_MONOTONIC);
}
#else
static int64_t
read_sleep(void)
{
	return 0;
}
#endif

#ifdef __linux__
enum { FAR_AWAY = 365 * 24 * 60 * 60 /* seconds */ };

static bool
set_timer(int fd)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	const struct itimerspec far = {
	    .it_value = {.tv_sec = now.tv_sec + FAR_AWAY}};
	/* Set it is even if it says that it was called off before. */
	return timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET,
		   &far, NULL) == 0 ||
	       errno == ECANCELED;
}

static int
open_timer(void)
{
	int fd = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);

	if (fd >= 0 && !set_timer(fd)) {
		close(fd);
		return -1;
	}
	return fd;
}
#else
static bool
set_timer(int fd)
{
	(void)fd;
	return false;
}

static int
open_timer(void)
{
	return -1;
}
#endif

struct watch *
watch_new(void)
{
	struct watch *watch = mem_new(sizeof(*watch));

	watch->fd = open_timer();
	return watch;
}

/* It shows a minute past: 0 is left to those who mean "never" by it. */
struct watch *
watch_new_stopped(void)
{
	struct watch *watch = mem_new(sizeof(*watch));

	watch->is_stopped = true;
	watch->now = 60 * 1000;
	watch->fd = -1;
	return watch;
}

void
watch_free(struct watch *watch)
{
	if (!watch)
		return;
	if (watch->fd >= 0)
		close(watch->fd);
	mem_free(watch);
}

int64_t
watch_now(const struct watch *watch)
{
	return watch->is_stopped ? watch->now : read_clock(CLOCK_MONOTONIC);
}

int64_t
watch_slept(const struct watch *watch)
{
	return watch->is_stopped ? watch->slept : read_sleep();
}

int
watch_fd(const struct watch *watch)
{
	return watch->fd;
}

/* One that was called off, or has come to its end, says so once: set anew. */
void
watch_clear_fd(struct watch *watch)
{
	uint64_t count;

	while (read(watch->fd, &count, sizeof(count)) > 0)
		;
	if (!set_timer(watch->fd)) {
		close(watch->fd);
		watch->fd = -1;
	}
}

void
watch_let_pass(struct watch *watch, int64_t milliseconds)
{
	assert(watch->is_stopped && milliseconds >= 0);
	watch->now += milliseconds;
}

void
watch_let_sleep(struct watch *watch, int64_t milliseconds)
{
	assert(watch->is_stopped && milliseconds >= 0);
	watch->slept += milliseconds;
}
