/* The watch: time, sleep, and being told that the machine woke up. */
#include <criterion/criterion.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#ifdef __linux__
#include <linux/timerfd.h>
#endif

#include "term/watch.h"

Test(watch, stands_still_until_it_is_moved)
{
	struct watch *watch = watch_new_stopped();
	int64_t now = watch_now(watch), slept = watch_slept(watch);

	cr_expect_gt(now, 0);
	cr_expect_eq(watch_now(watch), now);
	watch_let_pass(watch, 250);
	cr_expect_eq(watch_now(watch), now + 250);
	cr_expect_eq(watch_slept(watch), slept);
	watch_let_sleep(watch, 60000);
	cr_expect_eq(watch_now(watch), now + 250);
	cr_expect_eq(watch_slept(watch), slept + 60000);
	cr_expect_eq(watch_fd(watch), -1);
	watch_free(watch);
	watch_free(NULL);
}

Test(watch, of_the_machine_never_goes_back)
{
	struct watch *watch = watch_new();
	int64_t now = watch_now(watch), slept = watch_slept(watch);

	cr_expect_gt(now, 0);
	for (int i = 0; i < 1000; i++) {
		int64_t later = watch_now(watch);
		cr_expect_geq(later, now);
		now = later;
	}
	/* The two clocks are not read at the same moment. */
	cr_expect_leq(watch_slept(watch) - slept, 1000);
	watch_free(watch);
}

#ifdef TFD_IOC_SET_TICKS

static bool
is_readable(int fd)
{
	struct pollfd polled = {.fd = fd, .events = POLLIN};

	return poll(&polled, 1, 0) > 0;
}

/* Is it a timer on the time of day, called off when that leaps? */
static bool
is_set(int fd)
{
	char name[64], line[128];
	bool is_cancelled = false, is_real = false;

	snprintf(name, sizeof(name), "/proc/self/fdinfo/%d", fd);
	FILE *file = fopen(name, "r");
	if (!file)
		return true; /* nobody tells here */
	while (fgets(line, sizeof(line), file)) {
		is_real |= strcmp(line, "clockid: 0\n") == 0;
		is_cancelled |= strcmp(line, "settime flags: 03\n") == 0;
	}
	fclose(file);
	return is_real && is_cancelled;
}

/* What the kernel does to it when the machine wakes up, by another way. */
static bool
wake(int fd)
{
	uint64_t ticks = 1;

	return ioctl(fd, TFD_IOC_SET_TICKS, &ticks) == 0;
}

Test(watch, is_told_each_time_that_the_machine_wakes_up)
{
	struct watch *watch = watch_new();

	for (int i = 0; i < 3 && watch_fd(watch) >= 0; i++) {
		cr_expect(is_set(watch_fd(watch)));
		cr_expect(!is_readable(watch_fd(watch)), "nobody is woken");
		if (!wake(watch_fd(watch)))
			break; /* this kernel has no such way */
		cr_expect(is_readable(watch_fd(watch)));
		watch_clear_fd(watch);
	}
	watch_free(watch);
}
#endif
