/*
 * The recovery key as people write it down and type it.
 */
#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

#include "store/vault_recovery.h"

static const char shown[] = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ";

Test(recovery, is_eight_groups_of_four_and_never_the_same)
{
	char one[VAULT_RECOVERY_SIZE], two[VAULT_RECOVERY_SIZE];
	vault_recovery_make(one);
	vault_recovery_make(two);
	cr_assert_eq(strlen(one), VAULT_RECOVERY_SIZE - 1);
	for (size_t i = 0; one[i] != '\0'; i++)
		cr_assert(i % 5 == 4 ? one[i] == '-'
				     : isalnum((unsigned char)one[i]) &&
					   !strchr("ILOU", one[i]),
		    "%s", one);
	cr_assert_str_neq(one, two);
	cr_assert(vault_recovery_is(one, one));
	cr_assert_not(vault_recovery_is(one, two));
}

Test(recovery, uses_every_letter_of_its_alphabet)
{
	bool seen[256] = {false};
	int count = 0;
	for (int i = 0; i < 200; i++) {
		char key[VAULT_RECOVERY_SIZE];
		vault_recovery_make(key);
		for (size_t j = 0; key[j] != '\0'; j++) {
			count += !seen[(unsigned char)key[j]];
			seen[(unsigned char)key[j]] = true;
		}
	}
	cr_assert_eq(count, 33, "32 letters and the hyphen");
}

Test(recovery, is_read_however_it_was_typed)
{
	static const char *const typed[] = {
	    "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ",
	    "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
	    "  o123 4567 89ab cdef ghjk mnpq rstv wxyz\t\n",
	    "O123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ",
	    "0I23-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ",
	    "0l23-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ",
	    "012-34567--89ABCDEF GHJKMNPQ-RSTVWXYZ-",
	};
	for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++) {
		char read[VAULT_RECOVERY_SIZE];
		cr_assert(vault_recovery_read(typed[i], read), "%s", typed[i]);
		cr_assert_str_eq(read, shown);
		cr_assert(vault_recovery_is(typed[i], shown));
	}
}

Test(recovery, is_not_read_from_anything_else)
{
	static const char *const typed[] = {
	    "",
	    "0123-4567",
	    "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXY",
	    "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0",
	    "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYU",
	    "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WX\xc3\xa9",
	    "0123.4567.89AB.CDEF.GHJK.MNPQ.RSTV.WXYZ",
	};
	for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++) {
		char read[VAULT_RECOVERY_SIZE];
		cr_assert_not(
		    vault_recovery_read(typed[i], read), "%s", typed[i]);
		cr_assert_not(vault_recovery_is(typed[i], shown));
	}
}
