/*
 * How the roles look: every colour can be read, also by who sees little, and
 * nothing is said by colour alone.
 */
#include "term/role.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/attr.h"

/* xterm's own palette: the eight, and what bold makes of them. */
static const int palette[2][8] = {
    {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd,
	0xe5e5e5},
    {0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff,
	0xffffff},
};

enum { BLACK = 0, YELLOW = 3, BLUE = 4, WHITE = 7 };

/* As WCAG 2 reckons it. */
static double
part(int value)
{
	double share = value / 255.0;

	return share <= 0.03928 ? share / 12.92
				: pow((share + 0.055) / 1.055, 2.4);
}

static double
luminance(int color)
{
	return 0.2126 * part(color >> 16) + 0.7152 * part(color >> 8 & 255) +
	       0.0722 * part(color & 255);
}

static double
contrast(int one, int other)
{
	double a = luminance(one) + 0.05, b = luminance(other) + 0.05;

	return a > b ? a / b : b / a;
}

/* Ink and paper as they are seen: reversed ones change places. */
static struct role_color
seen(enum term_theme theme, const struct role *role)
{
	struct role_color color = role_color_get(theme, role->pair);

	if (role->is_reversed) {
		int ink = color.ink;
		color.ink = color.paper;
		color.paper = ink;
	}
	return color;
}

Test(roles, can_be_read_in_every_theme)
{
	for (enum term_theme theme = 0; theme < THEME_NONE; theme++) {
		double least = theme == THEME_HIGH_CONTRAST ? 7 : 4.5;
		for (enum term_role id = 0; id < ROLE_MAX; id++) {
			const struct role *role = role_get(id);
			/* Bold changes the ink before it is reversed. */
			struct role_color color =
			    role_color_get(theme, role->pair);
			bool is_bold = role->is_bold && !color.is_plain;
			cr_assert_eq(color.ink == ROLE_COLOR_OWN,
			    color.paper == ROLE_COLOR_OWN,
			    "theme %d, role %d has one colour", theme, id);
			if (color.ink == ROLE_COLOR_OWN)
				continue;
			for (int bold = 0; bold <= is_bold; bold++) {
				double is = contrast(palette[bold][color.ink],
				    palette[0][color.paper]);
				cr_assert_geq(is, least,
				    "theme %d, role %d, bold %d: %.2f", theme,
				    id, bold, is);
			}
		}
	}
}

Test(roles, are_never_blue_on_black_nor_yellow_on_white)
{
	for (enum term_theme theme = 0; theme < THEME_NONE; theme++)
		for (enum term_role id = 0; id < ROLE_MAX; id++) {
			struct role_color color = seen(theme, role_get(id));
			cr_assert_not(
			    color.ink == BLUE && color.paper == BLACK);
			cr_assert_not(
			    color.ink == YELLOW && color.paper == WHITE);
		}
}

Test(roles, take_both_colours_from_the_theme_unless_it_is_the_terminals)
{
	for (enum term_theme theme = THEME_LIGHT; theme < THEME_NONE; theme++)
		for (enum role_pair pair = 0; pair < ROLE_PAIR_MAX; pair++) {
			struct role_color color = role_color_get(theme, pair);
			cr_assert_neq(color.ink, ROLE_COLOR_OWN);
			cr_assert_neq(color.paper, ROLE_COLOR_OWN);
			cr_assert_neq(color.ink, color.paper);
		}
}
