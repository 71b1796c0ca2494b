/*
 * How the roles of text look, on the screen, in a dump and in a picture.
 *
 * Two tables.  The attributes are the same with and without colour, so that
 * colour only ever adds.  A pair names both its colours: a foreground on
 * whatever background somebody has chosen for his terminal may be unreadable.
 * Nothing is dim, since dim text is lost on many eyes and screens.
 *
 * Tested through tests/unit/term_screen.c.
 */
#include "term/role.h"

#include <assert.h>

enum { BLACK, RED, GREEN, YELLOW, BLUE, WHITE = 7 };

/* clang-format off */
static const struct role roles[] = {
	[ROLE_TEXT]    = { .letter = '.' },
	[ROLE_TITLE]   = { .letter = 'T', .is_reversed = true,
			   .pair = ROLE_PAIR_TITLE },
	[ROLE_HEADING] = { .letter = 'H', .is_bold = true },
	[ROLE_LABEL]   = { .letter = 'L' },
	[ROLE_FOCUS]   = { .letter = 'F', .is_bold = true },
	[ROLE_FIELD]   = { .letter = '_', .is_underlined = true },
	[ROLE_SELECTED] = { .letter = 'S', .is_bold = true, .is_reversed = true,
			   .is_in_field = true },
	[ROLE_CHOSEN]  = { .letter = 'C', .is_bold = true },
	[ROLE_HINT]    = { .letter = 'h' },
	[ROLE_WRONG]   = { .letter = 'W', .is_bold = true,
			   .pair = ROLE_PAIR_WRONG },
	[ROLE_WARNING] = { .letter = 'w', .is_bold = true,
			   .pair = ROLE_PAIR_WARNING },
	[ROLE_GOOD]    = { .letter = 'G', .pair = ROLE_PAIR_GOOD },
	[ROLE_KEYS]    = { .letter = 'K', .is_reversed = true },
};

/* The title is reversed, so its two are the other way round. */
static const struct role_color colors[] = {
	[ROLE_PAIR_TITLE]   = { .ink = BLUE, .paper = WHITE },
	[ROLE_PAIR_WARNING] = { .ink = BLACK, .paper = YELLOW },
	[ROLE_PAIR_WRONG]   = { .ink = WHITE, .paper = RED },
	[ROLE_PAIR_GOOD]    = { .ink = BLACK, .paper = GREEN },
};
/* clang-format on */

const struct role *
role_get(enum term_role role)
{
	assert(role < ROLE_MAX);
	return &roles[role];
}

struct role_color
role_color_get(enum role_pair pair)
{
	assert(pair > ROLE_PAIR_NONE && pair < ROLE_PAIR_MAX);
	return colors[pair];
}
