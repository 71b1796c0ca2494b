/*
 * Whole numbers as bytes.
 */
#include "base/binary.h"

#include <criterion/criterion.h>

Test(binary, puts_the_largest_byte_first_and_reads_it_again)
{
	static const struct {
		uint64_t number;
		size_t size;
		unsigned char bytes[8];
	} cases[] = {
	    {0, 4, {0, 0, 0, 0}},
	    {4096, 4, {0, 0, 16, 0}},
	    {0x01020304, 4, {1, 2, 3, 4}},
	    {255, 1, {255}},
	    {0x0102030405060708, 8, {1, 2, 3, 4, 5, 6, 7, 8}},
	    {UINT64_MAX, 8, {255, 255, 255, 255, 255, 255, 255, 255}},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		unsigned char bytes[9] = {0};
		bytes[cases[i].size] = 'x';
		binary_put_big(bytes, cases[i].size, cases[i].number);
		cr_assert_arr_eq(bytes, cases[i].bytes, cases[i].size);
		cr_assert_eq(bytes[cases[i].size], 'x', "and no more");
		cr_assert_eq(
		    binary_read_big(bytes, cases[i].size), cases[i].number);
	}
}

Test(binary, puts_the_smallest_byte_first)
{
	static const struct {
		uint64_t number;
		unsigned char bytes[BINARY_BYTES];
	} cases[] = {
	    {0, {0, 0, 0, 0, 0, 0, 0, 0}},
	    {0x0807060504030201, {1, 2, 3, 4, 5, 6, 7, 8}},
	    {(uint64_t)INT64_C(-2), {254, 255, 255, 255, 255, 255, 255, 255}},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		unsigned char bytes[BINARY_BYTES + 1] = {0};
		bytes[BINARY_BYTES] = 'x';
		binary_put_little(bytes, cases[i].number);
		cr_assert_arr_eq(bytes, cases[i].bytes, BINARY_BYTES);
		cr_assert_eq(bytes[BINARY_BYTES], 'x', "and no more");
	}
}
