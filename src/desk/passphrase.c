/*
 * What a new passphrase must be like.
 *
 * RULE: it has 12 characters, as four words have, and five different ones,
 * since whoever guesses tries a few keys pressed over and over first.
 *
 * RULE: it holds nothing that no keyboard types, or nobody could type it again.
 *
 * Refuses to know of files and keys; those that are in use are asked nothing.
 * Tested by tests/unit/desk_lock.c.
 */
#include <string.h>

#include "base/utf8.h"
#include "desk/lock.h"

enum { LETTERS_LEAST = 12, DIFFERENT_LEAST = 5 };

/* Letters that nobody types; controls lie below the blank as well. */
enum { BYTE_ORDER_MARK = 0xFEFF, CONTROLS_FROM = 0x7F, CONTROLS_TO = 0xA0 };

/* Are there enough characters, and not the same few again and again? */
static bool
is_hard_to_guess(const char *text, size_t length)
{
	uint32_t seen[DIFFERENT_LEAST];
	size_t letters = 0, different = 0, at = 0;

	while (at < length) {
		uint32_t letter;
		size_t known = 0;
		at += utf8_decode(text + at, length - at, &letter);
		letters++;
		while (known < different && seen[known] != letter)
			known++;
		if (known == different && different < DIFFERENT_LEAST)
			seen[different++] = letter;
	}
	return letters >= LETTERS_LEAST && different == DIFFERENT_LEAST;
}

/* Can it be typed?  Not what an editor puts there and nobody sees. */
static bool
is_typeable(const char *text, size_t length)
{
	bool is = true;

	for (size_t at = 0; is && at < length;) {
		uint32_t letter;
		at += utf8_decode(text + at, length - at, &letter);
		is = letter != BYTE_ORDER_MARK && letter >= ' ' &&
		     (letter < CONTROLS_FROM || letter >= CONTROLS_TO);
	}
	return is;
}

bool
desk_check_passphrase(const char *passphrase, struct err *err)
{
	size_t length = strlen(passphrase);

	if (!utf8_is_valid(passphrase, length, NULL))
		return err_set(err, WORD_DESK_PASSPHRASE_LETTERS, NULL);
	if (!is_typeable(passphrase, length))
		return err_set(err, WORD_DESK_PASSPHRASE_UNSEEN, NULL);
	return is_hard_to_guess(passphrase, length) ||
	       err_set(err, WORD_DESK_PASSPHRASE_SHORT, NULL);
}
