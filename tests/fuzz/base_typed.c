/*
 * Any text at all as what a person types into a field: a date, a sum of money
 * or a number is none, or is read back from how the program writes it.
 */
#include "fuzz/fuzz.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/exact.h"
#include "base/money.h"

/* Not assert(): a harness must stop in any build. */
static void
expect(bool is_so)
{
	if (!is_so)
		abort();
}

static void
try_date(const char *text)
{
	const struct date today = {2026, 11, 21};
	struct str out = STR_EMPTY;
	struct date date, back;
	if (date_parse(text, today, &date)) {
		date_put(&out, date, words_english());
		expect(date_parse(out.text, today, &back));
		expect(date_compare(date, back) == 0);
		back = date_from_days(date_to_days(date));
		expect(date_compare(date, back) == 0);
	} else {
		expect(!date_is_real(date));
	}
	str_release(&out);
}

static void
try_money(const char *text)
{
	struct str out = STR_EMPTY;
	int64_t pence, back;
	if (money_parse(text, &pence)) {
		expect(pence <= MONEY_MAX && pence >= -MONEY_MAX);
		money_put(&out, pence);
		expect(money_parse(out.text, &back) && back == pence);
	} else {
		expect(pence == 0);
	}
	str_release(&out);
}

/* Rounded, it is a multiple of the unit and less than one unit away. */
static void
try_rounding(struct arena *arena, const struct exact *a)
{
	const struct exact *unit = exact_from_ratio(arena, 1, 100);
	for (int i = 0; i < EXACT_ROUNDING_MAX; i++) {
		const struct exact *rounded =
		    exact_round(arena, a, unit, (enum exact_rounding)i);
		const struct exact *parts = exact_divide(
		    arena, exact_subtract(arena, rounded, a), unit);
		const struct exact *one = exact_from_int(arena, 1);
		expect(exact_is_whole(exact_divide(arena, rounded, unit)));
		expect(exact_compare(parts, one) < 0);
		expect(exact_sign(exact_add(arena, parts, one)) > 0);
	}
}

static void
try_number(const char *text)
{
	struct arena *arena = arena_new();
	struct str out = STR_EMPTY;
	const struct exact *a = exact_parse(arena, text);
	if (a != NULL) {
		const struct exact *back;
		exact_put_ratio(&out, a);
		back = exact_parse(arena, out.text);
		expect(back == NULL || exact_compare(a, back) == 0);
		expect(back != NULL || exact_size(a) > 3);
		str_clear(&out);
		exact_put(&out, a, 2);
		expect(out.length > 0);
		expect(isfinite(exact_to_double(a)));
		try_rounding(arena, a);
	}
	str_release(&out);
	arena_free(arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = STR_EMPTY;
	str_put_n(&text, (const char *)data, size);
	try_date(text.text);
	try_money(text.text);
	try_number(text.text);
	str_release(&text);
	return 0;
}
