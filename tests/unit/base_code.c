/*
 * Codes that people copy from paper.
 */
#include "base/code.h"

#include <criterion/criterion.h>

#include "base/attr.h"

Test(codes, are_letters_in_groups_of_four)
{
	static const struct {
		unsigned char bytes[CODE_BYTES];
		size_t count;
		const char *code;
	} cases[] = {
	    {{0}, 0, ""},
	    {{0}, 5, "0000-0000"},
	    {{255, 255, 255, 255, 255}, 5, "ZZZZ-ZZZZ"},
	    {{0, 0, 0, 0, 1, 0x08}, 10, "0000-0001-1000-0000"},
	    {{0x00, 0x44, 0x32, 0x14, 0xC7, 0x42, 0x54, 0xB6, 0x35, 0xCF}, 10,
		"0123-4567-89AB-CDEF"},
	    {{0x84, 0x65, 0x3A, 0x56, 0xD7, 0xC6, 0x75, 0xBE, 0x77, 0xDF}, 10,
		"GHJK-MNPQ-RSTV-WXYZ"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct str out = STR_EMPTY;
		code_put(&out, cases[i].bytes, cases[i].count);
		cr_assert_str_eq(out.text, cases[i].code);
		cr_assert(out.length < CODE_SIZE);
		str_release(&out);
	}
}
