/*
 * What can be wrong with the machine that the people are kept on: its disk,
 * its swap, its sleep, and who else can read the file.
 *
 * A finding that nobody can be sure of is none: it is shown when somebody
 * asks, and never warned of.
 */
#ifndef DESK_MACHINE_H
#define DESK_MACHINE_H

#include <stdbool.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/words.h"

/* Where the system tells about itself; NULL: /proc and /sys. */
struct machine_roots {
	const char *proc, *sys;
};

enum finding {
#define FINDING(id, name, found, fine, unknown) FINDING_##id,
#include "desk/machine.def"
#undef FINDING
	FINDING_MAX
};

enum finding_state { FINDING_UNKNOWN, FINDING_FINE, FINDING_FOUND };

struct machine {
	enum finding_state states[FINDING_MAX];
	/* What it is about: a device, a folder; "" if there is nothing. */
	const char *details[FINDING_MAX];
};

/* Look at the machine for a file that is there; texts are the arena's. */
void machine_look(struct machine *machine, struct arena *arena,
    const struct machine_roots *roots, const char *file);

/* The name of a finding, for the file to remember. */
const char *finding_name(enum finding finding);

/* What is so, and what to do next: one sentence. */
void machine_put(struct str *out, const struct machine *machine,
    enum finding finding, const struct words *words);

#endif
