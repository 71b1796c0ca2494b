/*
 * Where the program begins: no core files, locale, signals, files, clock; then
 * the commands.
 *
 * SEVENSTEPS_NOW, a moment such as 2026-11-21T10:00:00Z, stops the clock
 * there, so that tests and pictures come out the same on every day.
 */
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <time.h>

#include "app/command.h"
#include "store/store.h"

static int64_t
system_now(void *context)
{
	(void)context;
	return (int64_t)time(NULL);
}

static int64_t
fixed_now(void *context)
{
	return *(const int64_t *)context;
}

enum { DAY = 24 * 60 * 60 };

static struct moment
fixed_local(void *context, int64_t seconds)
{
	int64_t day = seconds / DAY, rest = seconds % DAY;

	(void)context;
	return (struct moment){
	    date_from_days(day), (int)(rest / 3600), (int)(rest % 3600 / 60)};
}

static struct moment
system_local(void *context, int64_t seconds)
{
	time_t moment = (time_t)seconds;
	struct tm local;

	if (!localtime_r(&moment, &local))
		return fixed_local(context, seconds);
	return (struct moment){
	    {local.tm_year + 1900, local.tm_mon + 1, local.tm_mday},
	    local.tm_hour, local.tm_min};
}

/*
 * A locale whose letters are UTF-8 if there is any: names must survive.  Of a
 * locale's other habits, as how it writes numbers, none is used here.
 */
static void
set_locale(void)
{
	if (!setlocale(LC_CTYPE, "") ||
	    strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

#ifdef __linux__
/* A core that goes to another program by a pipe heeds no limit. */
static void
hide_memory(void)
{
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
#else
static void
hide_memory(void)
{
}
#endif

/* A core file would hold answers, and lie about long after the program. */
static void
forbid_core_files(void)
{
	const struct rlimit none = {0};

	setrlimit(RLIMIT_CORE, &none);
	hide_memory();
}

int
main(int argc, char *argv[])
{
	int64_t moment;
	struct clock clock = {.now = system_now, .local = system_local};
	const char *fixed = getenv("SEVENSTEPS_NOW");

	forbid_core_files();
	set_locale();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	store_set_up();
	if (fixed && time_read_iso(fixed, &moment))
		clock = (struct clock){fixed_now, fixed_local, &moment};
	enum status status = command_main(argc, argv, &clock);
	/* All is saved and closed: end as other tools in a pipe do. */
	if (status == STATUS_UNREAD) {
		signal(SIGPIPE, SIG_DFL);
		raise(SIGPIPE);
	}
	return (int)status;
}
