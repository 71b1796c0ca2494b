/*
 * How the roles of text look, on the screen, in a dump and in a picture.
 *
 * Two tables.  The attributes are the same with and without colour, so that
 * colour only ever adds.  A pair names both its colours: a foreground on
 * whatever background somebody has chosen for his terminal may be unreadable.
 * Nothing is dim, since dim text is lost on many eyes and screens.
 *
 * RULE: ink and paper differ by 4.5 to 1 on xterm's own palette, by 7 to 1 in
 * the theme of high contrast, and they do so in bold as well: xterm draws bold
 * black as grey and bold blue as light blue.  Where that would be too near the
 * paper the pair is plain, and its colour stands for the bold.
 *
 * Tested by tests/unit/term_role.c, and through term_screen.c.
 */
#include "term/role.h"

#include <assert.h>

enum { OWN = ROLE_COLOR_OWN, BLACK = 0, RED, GREEN, YELLOW, BLUE, WHITE = 7 };

/* clang-format off */
static const struct role roles[] = {
	[ROLE_TEXT]    = { .letter = '.' },
	[ROLE_TITLE]   = { .letter = 'T', .is_reversed = true,
			   .pair = ROLE_PAIR_TITLE },
	[ROLE_HEADING] = { .letter = 'H', .is_bold = true,
			   .pair = ROLE_PAIR_STRONG },
	[ROLE_LABEL]   = { .letter = 'L' },
	[ROLE_FOCUS]   = { .letter = 'F', .is_bold = true,
			   .pair = ROLE_PAIR_STRONG },
	[ROLE_FIELD]   = { .letter = '_', .is_underlined = true },
	[ROLE_SELECTED] = { .letter = 'S', .is_bold = true, .is_reversed = true,
			   .is_in_field = true },
	[ROLE_CHOSEN]  = { .letter = 'C', .is_bold = true,
			   .pair = ROLE_PAIR_STRONG },
	[ROLE_HINT]    = { .letter = 'h' },
	[ROLE_WRONG]   = { .letter = 'W', .is_bold = true,
			   .pair = ROLE_PAIR_WRONG },
	[ROLE_WARNING] = { .letter = 'w', .is_bold = true,
			   .pair = ROLE_PAIR_WARNING },
	[ROLE_GOOD]    = { .letter = 'G', .pair = ROLE_PAIR_GOOD },
	[ROLE_KEYS]    = { .letter = 'K', .is_reversed = true,
			   .pair = ROLE_PAIR_KEYS },
};

/* Title and keys are reversed, so their two are the other way round. */
static const struct role_color colors[THEME_NONE][ROLE_PAIR_MAX] = {
	[THEME_TERMINAL] = {
		[ROLE_PAIR_TEXT]    = { OWN, OWN, false },
		[ROLE_PAIR_STRONG]  = { OWN, OWN, false },
		[ROLE_PAIR_KEYS]    = { OWN, OWN, false },
		[ROLE_PAIR_TITLE]   = { BLUE, WHITE, false },
		[ROLE_PAIR_WARNING] = { BLACK, YELLOW, true },
		[ROLE_PAIR_WRONG]   = { WHITE, RED, false },
		[ROLE_PAIR_GOOD]    = { BLACK, GREEN, true },
	},
	[THEME_LIGHT] = {
		[ROLE_PAIR_TEXT]    = { BLACK, WHITE, true },
		[ROLE_PAIR_STRONG]  = { BLUE, WHITE, true },
		[ROLE_PAIR_KEYS]    = { BLACK, WHITE, true },
		[ROLE_PAIR_TITLE]   = { BLUE, WHITE, true },
		[ROLE_PAIR_WARNING] = { BLACK, YELLOW, true },
		[ROLE_PAIR_WRONG]   = { WHITE, RED, false },
		[ROLE_PAIR_GOOD]    = { BLACK, GREEN, true },
	},
	[THEME_DARK] = {
		[ROLE_PAIR_TEXT]    = { WHITE, BLACK, false },
		[ROLE_PAIR_STRONG]  = { WHITE, BLACK, false },
		[ROLE_PAIR_KEYS]    = { WHITE, BLACK, false },
		[ROLE_PAIR_TITLE]   = { BLUE, WHITE, true },
		[ROLE_PAIR_WARNING] = { YELLOW, BLACK, false },
		[ROLE_PAIR_WRONG]   = { WHITE, RED, false },
		[ROLE_PAIR_GOOD]    = { GREEN, BLACK, false },
	},
	[THEME_HIGH_CONTRAST] = {
		[ROLE_PAIR_TEXT]    = { WHITE, BLACK, false },
		[ROLE_PAIR_STRONG]  = { WHITE, BLACK, false },
		[ROLE_PAIR_KEYS]    = { WHITE, BLACK, false },
		[ROLE_PAIR_TITLE]   = { WHITE, BLACK, false },
		[ROLE_PAIR_WARNING] = { YELLOW, BLACK, false },
		[ROLE_PAIR_WRONG]   = { BLACK, YELLOW, true },
		[ROLE_PAIR_GOOD]    = { GREEN, BLACK, false },
	},
};
/* clang-format on */

const struct role *
role_get(enum term_role role)
{
	assert(role < ROLE_MAX);
	return &roles[role];
}

struct role_color
role_color_get(enum term_theme theme, enum role_pair pair)
{
	assert(theme < THEME_NONE && pair < ROLE_PAIR_MAX);
	return colors[theme][pair];
}
