/*
 * How the roles of text look, on the screen, in a dump and in a picture.
 */
#ifndef TERM_ROLE_H
#define TERM_ROLE_H

#include <stdbool.h>

#include "term/terminal.h"

/*
 * Colours are the eight that every colour terminal has, by their numbers;
 * ROLE_COLOR_OWN is whatever the terminal's own is, of ink and paper alike.
 */
enum { ROLE_COLOR_OWN = -1 };
struct role_color {
	int ink, paper;
	bool is_plain; /* bold would take it too near its paper */
};

/* Roles that have the same colours. */
enum role_pair {
	ROLE_PAIR_TEXT, /* of all that has no role too */
	ROLE_PAIR_STRONG,
	ROLE_PAIR_KEYS,
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

/* Both colours of a pair, in every theme but that of none. */
struct role_color role_color_get(enum term_theme theme, enum role_pair pair);

#endif
