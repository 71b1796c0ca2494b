/*
 * A long text line by line: told in pieces, where somebody sits who could not
 * go back to what ran past, and whole into a pipe.
 *
 * What is set in belongs to the line above it, so a piece begins with a line
 * that is not, unless that is far.
 *
 * Tested by tests/linear.
 */
#include <string.h>

#include "base/str.h"
#include "ui/linear_parts.h"

enum { PIECE_WANTED = 12, PIECE_MOST = 20 }; /* lines */

static size_t
piece_length(const char *text)
{
	size_t at = 0;

	for (int lines = 0; text[at] != '\0' && lines < PIECE_MOST; lines++) {
		if (lines >= PIECE_WANTED && text[at] != ' ')
			break;
		at += strcspn(text + at, "\n");
		at += text[at] == '\n' ? 1 : 0;
	}
	return at;
}

/* Enter reads on; any command leaves it, as nothing is lost with it. */
static enum heard
ask_on(struct linear *linear)
{
	enum heard heard;

	linear->yields = true;
	do
		heard = linear_ask_word(linear, WORD_LINEAR_READ_ON, NULL);
	while (heard == HEARD_TEXT);
	linear->yields = false;
	return heard;
}

enum talk
linear_read(struct linear *linear, const char *text)
{
	struct str piece = STR_EMPTY;
	enum heard heard = HEARD_KEEP;
	bool is_whole = !lines_is_typed(linear->lines) || linear->is_writing;

	while (heard == HEARD_KEEP && *text != '\0') {
		size_t length = is_whole ? strlen(text) : piece_length(text);
		str_clear(&piece);
		str_put_n(&piece, text, length);
		text += length;
		if (*text != '\0' && piece.text[piece.length - 1] == '\n')
			str_cut(&piece, piece.length - 1);
		linear_tell_text(linear, piece.text);
		if (*text != '\0')
			heard = ask_on(linear);
	}
	str_release(&piece);
	return heard == HEARD_LEFT ? TALK_LEFT : TALK_STAY;
}
