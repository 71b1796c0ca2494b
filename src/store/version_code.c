/*
 * Codes of versions and hashes of papers.
 *
 * A code is the first 80 bits of a BLAKE2b-256 over the parts of a version,
 * written with 32 letters and figures of which none is taken for another.  So
 * finding a second version for a given code would take some 2^80 attempts.
 * What the parts are, and their order, is for ever: codes stand on paper.
 *
 * Tested by tests/unit/store_versions.c.
 */
#include <sodium.h>
#include <string.h>

#include "store/digest.h"
#include "store/versions.h"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

enum { BITS_A_LETTER = 5, LETTERS = 16, GROUP = 4, BITS_IN_BYTE = 8 };

/* What the digest is of, so that it is never taken for another one. */
#define CODE_PURPOSE "sevensteps version code 1"

static void
write_code(const unsigned char *bytes, char code[VERSION_CODE_SIZE])
{
	unsigned bits = 0, held = 0;
	size_t at = 0;

	for (size_t i = 0; i < LETTERS; i++) {
		if (held < BITS_A_LETTER) {
			bits = (bits << BITS_IN_BYTE | *bytes++) & 0xFFFU;
			held += BITS_IN_BYTE;
		}
		held -= BITS_A_LETTER;
		if (i > 0 && i % GROUP == 0)
			code[at++] = '-';
		code[at++] = alphabet[bits >> held & 0x1FU];
	}
	code[at] = '\0';
}

void
version_make_code(const char *reference, const struct version *version,
    char code[VERSION_CODE_SIZE])
{
	struct digest digest = digest_begin();
	unsigned char bytes[DIGEST_BYTES];

	digest_put_text(&digest, CODE_PURPOSE);
	digest_put_text(&digest, reference);
	digest_put_int(&digest, version->number);
	digest_put_text(&digest, version->code_before);
	digest_put_text(&digest, version->forms);
	digest_put_text(&digest, version->answers);
	digest_put_text(&digest, version->readings);
	digest_finish(&digest, bytes);
	digest_release(&digest);
	write_code(bytes, code);
}

/* The letter that is meant, or NUL for none. */
static char
letter_meant(char typed)
{
	if (typed >= 'a' && typed <= 'z')
		typed = (char)(typed - 'a' + 'A');
	if (typed == 'O')
		return '0';
	if (typed == 'I' || typed == 'L')
		return '1';
	return typed != '\0' && strchr(alphabet, typed) ? typed : '\0';
}

bool
version_read_code(const char *typed, char code[VERSION_CODE_SIZE])
{
	size_t letters = 0, at = 0;

	for (; *typed != '\0'; typed++) {
		if (*typed == '-' || *typed == ' ')
			continue;
		char letter = letter_meant(*typed);
		if (letter == '\0' || letters == LETTERS)
			return false;
		if (letters > 0 && letters % GROUP == 0)
			code[at++] = '-';
		code[at++] = letter;
		letters++;
	}
	code[at] = '\0';
	return letters == LETTERS;
}

void
version_hash_paper(const char *bytes, size_t length, char hash[PAPER_HASH_SIZE])
{
	struct digest digest = digest_begin();
	unsigned char made[DIGEST_BYTES];

	digest_put_bytes(&digest, bytes, length);
	digest_finish(&digest, made);
	digest_release(&digest);
	sodium_bin2hex(hash, PAPER_HASH_SIZE, made, sizeof(made));
}
