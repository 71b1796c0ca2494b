#include "base/nearest.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"

/* clang-format off */
static const struct {
	const char *word;
	const char *nearest;
} near[] = {
	{"label", "label"},
	{"lable", "label"},   /* a swap */
	{"labl", "label"},    /* one left out */
	{"labbel", "label"},  /* one too many */
	{"lapel", "label"},   /* one exchanged */
	{"LABEL", "label"},   /* case does not count */
	{"lábel", "label"},   /* nor do accents */
	{"ladle", NULL},      /* two of five are more than a third */
	{"lbl", NULL},
	{"divdie by", "divide by"},
	{"dvdebye", NULL},
	{"devideby", "divide by"},
	{"aks if", "ask if"},
	{"if", NULL},         /* too short to guess at */
	{"", NULL},
	{"was", "was"},
	{"has", "was"},
	{"siân", "sian"},
	{"saying", NULL},
};
/* clang-format on */

Test(nearest, is_at_most_a_third_away)
{
	static const char *const keys[] = {"label", "divide by", "ask if",
	    "was", "sian", "say", "question", "required"};

	for (size_t i = 0; i < ARRAY_LENGTH(near); i++) {
		const char *found =
		    nearest_of(near[i].word, keys, ARRAY_LENGTH(keys));

		cr_assert(text_is(found, near[i].nearest), "%s: %s",
		    near[i].word, found ? found : "none");
	}
	cr_assert_null(nearest_of("label", keys, 0));
}

Test(nearest, is_the_first_of_the_best)
{
	static const char *const keys[] = {"costly", "costs", "coste"};

	cr_assert_str_eq(nearest_of("costa", keys, 3), "costs");
	cr_assert_str_eq(nearest_of("coste", keys, 3), "coste");
	cr_assert_str_eq(nearest_of("costl", keys, 3), "costly");
}

Test(nearest, stands_words_of_any_length)
{
	static char most[64 + 1], more[65 + 1];
	const char *keys[] = {"meals", more, most};

	memset(most, 'a', sizeof(most) - 1);
	memset(more, 'a', sizeof(more) - 1);
	cr_assert_eq(nearest_of(most, keys, 3), most);
	cr_assert_null(nearest_of(more, keys, 3));
	most[0] = 'b';
	more[0] = '\xff';
	cr_assert_null(nearest_of(more, keys, 3));
	more[1] = '\0';
	cr_assert_null(nearest_of(more, keys, 1));
}
