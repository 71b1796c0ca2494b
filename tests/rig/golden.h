/*
 * Golden files: what a test's result looked like when somebody last agreed.
 */
#ifndef RIG_GOLDEN_H
#define RIG_GOLDEN_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Does the file hold exactly this text?  If not, the text is left beside it
 * as FILE.got and standard error says in which line they part.  With
 * BLESS=1 in the environment, which `make bless` sets, the file is written
 * instead and the answer is yes.
 */
bool golden_is(const char *path, const struct str *text);

#endif
