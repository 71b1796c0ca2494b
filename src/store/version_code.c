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

#include "base/code.h"
#include "store/digest.h"
#include "store/versions.h"

enum { LETTERS = 16, GROUP = 4 };

/* What the digest is of, so that it is never taken for another one. */
#define CODE_PURPOSE "sevensteps version code 1"

void
version_make_code(const char *reference, const struct version *version,
    char code[VERSION_CODE_SIZE])
{
	struct digest digest = digest_begin();
	unsigned char bytes[DIGEST_BYTES];
	struct str text = STR_EMPTY;

	digest_put_text(&digest, CODE_PURPOSE);
	digest_put_text(&digest, reference);
	digest_put_int(&digest, version->number);
	digest_put_text(&digest, version->code_before);
	digest_put_text(&digest, version->forms);
	digest_put_text(&digest, version->answers);
	digest_put_text(&digest, version->readings);
	digest_finish(&digest, bytes);
	digest_release(&digest);
	code_put(&text, bytes, CODE_BYTES);
	memcpy(code, text.text, VERSION_CODE_SIZE);
	str_release(&text);
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
	return typed != '\0' && strchr(CODE_ALPHABET, typed) ? typed : '\0';
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
