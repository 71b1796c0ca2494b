/*
 * Form files to a form set.  All mistakes are found in one run; a set with
 * mistakes is still returned as far as it could be read, for `forms check`,
 * but nothing else may use it.
 */
#ifndef FORM_LOAD_H
#define FORM_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "form/form.h"

/*
 * Find the files of a set of definitions: the .form files of the folder and
 * of its folder `schemes`, then those of the folders rates, streams, rules,
 * criteria and places: each the folder's own if it has it, else that of share,
 * if that is given.  A path to one file is a set of its own.  The sources live
 * in the arena.
 */
bool form_read_folder(const char *folder, const char *share,
    struct arena *arena, const struct source **sources, size_t *count,
    struct err *err);

/*
 * Load a set from its sources, in any encoding.  Complaints go to report,
 * where a file is called by its path, or by its name where no path is given.
 * Never NULL; free with form_set_free().  Copies everything it keeps.
 */
struct form_set *form_load(const struct source *sources, size_t count,
    struct report *report);

/*
 * Try out whether everything that is asked only sometimes can be asked at all.
 * This finds the mistakes that form_load() leaves, and takes about as long;
 * so a set that is known to have passed need not pass again.
 */
void form_check_reach(const struct form_set *set, struct report *report);
void form_set_free(struct form_set *set); /* NULL is accepted */

#endif
