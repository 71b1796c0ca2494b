/*
 * What the terminal's own description says, beyond what ncurses does with it.
 *
 * A file of its own because <term.h> turns words like `columns` and `lines`
 * into macros.  Keeps nothing.
 *
 * Tested through tests/unit/term_tty.c, under eight terminals.
 */
#include "term/terminfo.h"

#include <curses.h>
#include <string.h>
#include <term.h>

#include "base/attr.h"

/* clang-format off */
static const struct {
	enum term_key key;
	const char *name;
} key_strings[] = {
	{ KEY_NAME_BACK_TAB, "kcbt" },
	{ KEY_NAME_ENTER, "kent" },
	{ KEY_NAME_UP, "kcuu1" },
	{ KEY_NAME_DOWN, "kcud1" },
	{ KEY_NAME_LEFT, "kcub1" },
	{ KEY_NAME_RIGHT, "kcuf1" },
	{ KEY_NAME_WORD_LEFT, "kLFT5" },
	{ KEY_NAME_WORD_RIGHT, "kRIT5" },
	{ KEY_NAME_HOME, "khome" },
	{ KEY_NAME_END, "kend" },
	{ KEY_NAME_TOP, "kHOM5" },
	{ KEY_NAME_BOTTOM, "kEND5" },
	{ KEY_NAME_SHIFT_UP, "kri" },
	{ KEY_NAME_SHIFT_UP, "kUP" },
	{ KEY_NAME_SHIFT_DOWN, "kind" },
	{ KEY_NAME_SHIFT_DOWN, "kDN" },
	{ KEY_NAME_SHIFT_LEFT, "kLFT" },
	{ KEY_NAME_SHIFT_RIGHT, "kRIT" },
	{ KEY_NAME_SHIFT_WORD_LEFT, "kLFT6" },
	{ KEY_NAME_SHIFT_WORD_RIGHT, "kRIT6" },
	{ KEY_NAME_SHIFT_HOME, "kHOM" },
	{ KEY_NAME_SHIFT_END, "kEND" },
	{ KEY_NAME_SHIFT_TOP, "kHOM6" },
	{ KEY_NAME_SHIFT_BOTTOM, "kEND6" },
	{ KEY_NAME_WORD_DELETE, "kDC5" },
	{ KEY_NAME_PAGE_UP, "kpp" },
	{ KEY_NAME_PAGE_DOWN, "knp" },
	{ KEY_NAME_BACKSPACE, "kbs" },
	{ KEY_NAME_DELETE, "kdch1" },
	{ KEY_NAME_INSERT, "kich1" },
	{ KEY_NAME_F1, "kf1" },
	{ KEY_NAME_F2, "kf2" },
	{ KEY_NAME_F3, "kf3" },
	{ KEY_NAME_F4, "kf4" },
	{ KEY_NAME_F5, "kf5" },
	{ KEY_NAME_F6, "kf6" },
	{ KEY_NAME_F7, "kf7" },
	{ KEY_NAME_F8, "kf8" },
	{ KEY_NAME_F9, "kf9" },
	{ KEY_NAME_F10, "kf10" },
	{ KEY_NAME_F12, "kf12" },
};

/* No attributes, the own colours, the cursor shown, keys and screen back. */
static const char *const undo_strings[] = {
	"sgr0", "op", "cnorm", "rmkx", "rmcup",
};
/* clang-format on */

/* The text of a capability, or NULL: ncurses has two ways to say no. */
static const char *
text_of(const char *name)
{
	const char *text = tigetstr(name);

	return text == (const char *)-1 ? NULL : text;
}

enum terminfo_use
terminfo_judge(const char *name, int fd)
{
	int status;

	if (setupterm(name, fd, &status) != OK)
		return TERMINFO_UNKNOWN;
	bool can_move = text_of("cup") != NULL;
	del_curterm(cur_term);
	return can_move ? TERMINFO_GOOD : TERMINFO_TOO_PLAIN;
}

bool
terminfo_wraps_at_once(void)
{
	return tigetflag("am") > 0 && tigetflag("xenl") <= 0;
}

bool
terminfo_erases_by_backspace(void)
{
	const char *text = text_of("kbs");

	return text && text_is(text, "\b");
}

void
terminfo_teach(struct keys *keys)
{
	for (size_t i = 0; i < ARRAY_LENGTH(key_strings); i++) {
		const char *text = text_of(key_strings[i].name);
		if (text)
			keys_learn(keys, key_strings[i].key, text);
	}
}

/* A string without its delays ($<2>), which only old hardware needs. */
static void
put_undelayed(struct str *out, const char *text)
{
	while (*text) {
		const char *end =
		    text_starts(text, "$<") ? strchr(text, '>') : NULL;
		if (end)
			text = end + 1;
		else
			str_put_char(out, *text++);
	}
}

static void
put_string(struct str *out, const char *name)
{
	const char *text = text_of(name);

	if (text)
		put_undelayed(out, text);
}

void
terminfo_put_move(struct str *out, int row, int column)
{
	const char *text = text_of("cup");

	if (text)
		put_undelayed(out, tiparm(text, row, column));
}

void
terminfo_put_look(
    struct str *out, bool is_bold, bool is_underlined, bool is_reversed)
{
	if (is_bold)
		put_string(out, "bold");
	if (is_underlined)
		put_string(out, "smul");
	if (is_reversed)
		put_string(out, "rev");
}

void
terminfo_put_plain(struct str *out)
{
	put_string(out, "sgr0");
}

static void
put_color(struct str *out, const char *name, int color)
{
	const char *text = text_of(name);

	if (text)
		put_undelayed(out, tiparm(text, color));
}

void
terminfo_put_colors(struct str *out, int ink, int paper)
{
	put_color(out, "setaf", ink);
	put_color(out, "setab", paper);
}

void
terminfo_put_own_colors(struct str *out)
{
	put_string(out, "op");
}

void
terminfo_put_undo(struct str *out)
{
	for (size_t i = 0; i < ARRAY_LENGTH(undo_strings); i++) {
		const char *text = text_of(undo_strings[i]);
		if (text)
			put_undelayed(out, text);
	}
}

void
terminfo_put_forget(struct str *out)
{
	const char *text = text_of("E3");

	if (text)
		put_undelayed(out, text);
}
