/*
 * The command line, read: GNU options anywhere, the rest in order.
 */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"

enum option_id {
#define OPTION(id, name, letter, value, help) OPTION_##id,
#include "app/options.def"
#undef OPTION
	OPTION_MAX
};

struct options {
	const char *values[OPTION_MAX]; /* NULL: not given; "" if bare */
	const char *const *arguments;	/* what is no option */
	size_t count;
};

/* Texts are borrowed from argv or the arena. */
bool options_read(struct arena *arena, int argc, char *const argv[],
    struct options *options, struct err *err);

/* Its long name, without the two strokes. */
const char *option_name(enum option_id id);

/* The help lines of all options. */
struct str;
struct words;
void options_put_help(struct str *out, const struct words *words);

#endif
