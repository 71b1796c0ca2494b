/* Excerpts of texts with what was searched for in sight. */
#include "ui/excerpt.h"

#include <criterion/criterion.h>
#include <locale.h>

#include "base/attr.h"

Test(excerpts, have_what_was_searched_for_in_sight)
{
	static const char text[] =
	    "What the doctors say about the scans is for the nurse and me.\n"
	    "Si\u00e2n knows it.";
	static const struct {
		const char *text, *search;
		int cells;
		const char *excerpt;
	} cases[] = {
	    {"Short, with scans in it.", "scans", 40,
		"Short, with scans in it."},
	    {text, "doctors", 40,
		"What the doctors say about the scans is for the nurse and me. "
		"Si\u00e2n knows it."},
	    {text, "scans", 30,
		"\u2026 about the scans is for the nurse and me. Si\u00e2n "
		"knows it."},
	    {text, "SIAN it", 24, "\u2026 and me. Si\u00e2n knows it."},
	    {text, "nowhere", 10,
		"What the doctors say about the scans is for the nurse and me. "
		"Si\u00e2n knows it."},
	    {text, "", 10,
		"What the doctors say about the scans is for the nurse and me. "
		"Si\u00e2n knows it."},
	    {"Llanfairpwllgwyngyll Llanfairpwllgwyngyll", "gyll", 8,
		"Llanfairpwllgwyngyll Llanfairpwllgwyngyll"},
	    {"", "it", 10, ""},
	};

	setlocale(LC_ALL, "C.UTF-8");
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct str out = STR_EMPTY;
		excerpt_put(
		    &out, cases[i].text, cases[i].search, cases[i].cells);
		cr_expect_str_eq(
		    out.text, cases[i].excerpt, "%zu: %s", i, out.text);
		str_release(&out);
	}
}
