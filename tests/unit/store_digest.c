/*
 * Digests of several parts.
 */
#include "store/digest.h"

#include <criterion/criterion.h>
#include <sodium.h>

#include "base/attr.h"

static const char *
digest_of(struct digest *digest, char hex[2 * DIGEST_BYTES + 1])
{
	unsigned char bytes[DIGEST_BYTES];
	digest_finish(digest, bytes);
	sodium_bin2hex(hex, 2 * DIGEST_BYTES + 1, bytes, sizeof(bytes));
	return hex;
}

Test(digest, is_the_same_for_ever)
{
	struct digest digest = digest_begin();
	char hex[2 * DIGEST_BYTES + 1];
	digest_put_text(&digest, "Siân");
	digest_put_text(&digest, "");
	digest_put_text(&digest, NULL);
	digest_put_int(&digest, -2);
	digest_put_bytes(&digest, "a\0b", 3);
	cr_assert_str_eq(digest_of(&digest, hex),
	    "4fea01591189583ce1d3e3181d9f751f"
	    "d7c1dda364b290d34a2de55b28557c14",
	    "as Python reckons it");
	cr_assert_str_eq(digest_of(&digest, hex),
	    "0e5751c026e543b2e8ab2eb06099daa1"
	    "d1e5df47778f7787faab45cdf12fe3a8",
	    "of nothing: BLAKE2b-256 as others reckon it");
	digest_release(&digest);
}

Test(digest, keeps_its_parts_apart)
{
	static const char *const parts[][3] = {
	    {"ab", "c", ""},
	    {"a", "bc", ""},
	    {"abc", "", ""},
	    {"", "abc", ""},
	    {"ab", "c", NULL},
	    {"ab", NULL, "c"},
	    {NULL, "ab", "c"},
	    {"ab", "", "c"},
	};
	struct digest digest = digest_begin();
	char hex[ARRAY_LENGTH(parts)][2 * DIGEST_BYTES + 1];
	for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
		for (size_t j = 0; j < ARRAY_LENGTH(parts[i]); j++)
			digest_put_text(&digest, parts[i][j]);
		digest_of(&digest, hex[i]);
		for (size_t j = 0; j < i; j++)
			cr_assert_str_neq(hex[i], hex[j], "%zu %zu", i, j);
	}
	digest_release(&digest);
}
