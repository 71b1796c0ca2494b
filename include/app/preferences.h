/*
 * The worker's settings, and what the command line and the environment say
 * before them.
 */
#ifndef APP_PREFERENCES_H
#define APP_PREFERENCES_H

#include <stdbool.h>

#include "app/options.h"
#include "desk/settings.h"

/*
 * Those of whoever is at home here.  False, with the error, if an option says
 * what cannot be.  Free with settings_free(), in either case.
 */
bool preferences_read(
    const struct options *options, struct settings **settings, struct err *err);

/* Is a variable set, and to anything but 0 or no? */
bool environment_asks_for(const char *name);

#endif
