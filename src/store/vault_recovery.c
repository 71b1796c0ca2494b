/*
 * The recovery key as people write it down: eight groups of four letters and
 * figures of Crockford's alphabet, which has no I, L, O and U.  So it can be
 * copied by hand and read from paper: whatever looks like a 1 or a 0 is one,
 * letters may be small, hyphens and blanks may be anywhere or nowhere.
 *
 * Five bits a letter make 160 bits of pure chance, which nobody guesses.
 *
 * Tested by tests/unit/store_vault_recovery.c.
 */
#include "store/vault_recovery.h"

#include <sodium.h>
#include <stddef.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "store/vault_key.h"

enum { LETTERS = 32, GROUP = 4 };

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
enum { ALPHABET_SIZE = sizeof(alphabet) - 1 };

_Static_assert(LETTERS + LETTERS / GROUP == VAULT_RECOVERY_SIZE,
    "a hyphen or the closing NUL follows each group");

/* What people write for what; a letter stands for itself in capitals. */
static const char lookalikes[][2] = {{'O', '0'}, {'I', '1'}, {'L', '1'}};

void
vault_recovery_make(char recovery[VAULT_RECOVERY_SIZE])
{
	size_t at = 0;

	vault_key_set_up();
	for (size_t i = 0; i < LETTERS; i++) {
		if (i > 0 && i % GROUP == 0)
			recovery[at++] = '-';
		recovery[at++] = alphabet[randombytes_uniform(ALPHABET_SIZE)];
	}
	recovery[at] = '\0';
}

/* The letter of the alphabet that is meant; 0 if there is none. */
static char
read_letter(char typed)
{
	if (typed >= 'a' && typed <= 'z')
		typed = (char)(typed - 'a' + 'A');
	for (size_t i = 0; i < ARRAY_LENGTH(lookalikes); i++)
		if (lookalikes[i][0] == typed)
			typed = lookalikes[i][1];
	return typed != '\0' && strchr(alphabet, typed) ? typed : '\0';
}

bool
vault_recovery_read(const char *typed, char recovery[VAULT_RECOVERY_SIZE])
{
	size_t at = 0, count = 0;

	for (; *typed != '\0'; typed++) {
		if (*typed == '-' || text_skip_space(typed) != typed)
			continue;
		char letter = read_letter(*typed);
		if (letter == '\0' || count == LETTERS)
			return false;
		if (count > 0 && count % GROUP == 0)
			recovery[at++] = '-';
		recovery[at++] = letter;
		count++;
	}
	recovery[at] = '\0';
	return count == LETTERS;
}

bool
vault_recovery_is(const char *typed, const char *recovery)
{
	char read[VAULT_RECOVERY_SIZE];
	bool is_it =
	    vault_recovery_read(typed, read) && strcmp(read, recovery) == 0;

	sodium_memzero(read, sizeof(read));
	return is_it;
}
