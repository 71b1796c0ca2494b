/*
 * How the roles of text look, on the screen, in a dump and in a picture.
 */
#ifndef TERM_ROLE_H
#define TERM_ROLE_H

#include <stdbool.h>

#include "term/terminal.h"

/* Colours are the eight that every colour terminal has, by their numbers. */
struct role_color {
	int ink, paper;
};

enum role_pair {
	ROLE_PAIR_NONE, /* whatever the terminal's own colours are */
	ROLE_PAIR_TITLE,
	ROLE_PAIR_WARNING,
	ROLE_PAIR_WRONG,
	ROLE_PAIR_GOOD,
	ROLE_PAIR_MAX
};

struct role {
	char letter; /* in a dump */
	bool is_bold, is_underlined, is_reversed;
	bool is_in_field; /* and must not look like the rest of it */
	enum role_pair pair;
};

const struct role *role_get(enum term_role role);

/* Both colours of a pair other than ROLE_PAIR_NONE. */
struct role_color role_color_get(enum role_pair pair);

#endif
