/*
 * What the sources of desk/settings.h share, and nobody else sees.
 */
#ifndef DESK_SETTINGS_PARTS_H
#define DESK_SETTINGS_PARTS_H

#include "base/mem.h"
#include "desk/settings.h"

/* The head of a block: "settings: mine". */
#define SETTINGS_BLOCK "settings"

struct settings {
	struct arena *arena;
	const char *path;
	const char *bytes; /* of the file, as they lie there */
	size_t length;
	struct err unread; /* why they could not be read */
	const char *text;  /* what they say, "" if that is no text */
	const char *says[SETTING_MAX][SETTING_BY_MAX]; /* NULL: nothing */
	struct place places[SETTING_MAX]; /* of what the file says */
	int lines[SETTING_MAX];           /* of the file; 0: nowhere in it */
	int last; /* line of its first block of settings; 0: it has none */
};

/* What lies on the disk now. */
void settings_read(struct settings *settings);

#endif
