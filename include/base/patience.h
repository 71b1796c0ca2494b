/*
 * How long work may take is for whoever waits to say: it is asked every so
 * often, and gives up when patience is over.
 */
#ifndef BASE_PATIENCE_H
#define BASE_PATIENCE_H

#include <stdbool.h>

struct patience {
	bool (*is_over)(void *context);
	void *context;
};

#endif
