/*
 * Names of print sizes.
 *
 * Apart from the back end that draws in them (out/pdf.h), because a name is
 * looked at long before anything is printed, and by programs that are not
 * linked with it.  How large each is stands in pdf_look.c.
 *
 * Tested by tests/unit/out_pdf.c.
 */
#include "out/print_size.h"

#include "base/str.h"

enum print_size
print_size_find(const char *name)
{
	static const char *const names[PRINT_SIZE_MAX] = {
	    [PRINT_SIZE_CLEAR] = "clear",
	    [PRINT_SIZE_LARGE] = "large",
	    [PRINT_SIZE_GIANT] = "giant",
	};
	enum print_size size = 0;

	while (size < PRINT_SIZE_MAX && !text_is(names[size], name))
		size++;
	return size;
}
