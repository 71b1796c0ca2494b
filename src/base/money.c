/*
 * Money: whole pence in and out.
 *
 * Owns how a sum in pounds is typed and written.  Refuses to round: a part of
 * a penny is no sum, and exact numbers that end in one do not become money.
 * Nothing is kept.  Every text and every int64_t is stood.
 *
 *	if (money_parse("£45.50", &pence))
 *		money_put(&out, pence);
 *
 * Tested by tests/unit/base_money.c.
 */
#include "base/money.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char pound_sign[] = "£";

/* Step over the word if the text begins with it. */
static bool
take(const char **text, const char *word)
{
	if (!text_starts(*text, word))
		return false;
	*text = text_skip_space(*text + strlen(word));
	return true;
}

/* Read a run of figures; *n stops growing beyond MONEY_MAX. */
static size_t
read_run(const char *text, int64_t *n)
{
	size_t length = 0;

	for (; char_is_figure(text[length]); length++) {
		if (*n <= MONEY_MAX)
			*n = *n * 10 + (text[length] - '0');
	}
	return length;
}

/*
 * Read a whole number, perhaps with commas between its thousands; returns
 * what follows.  A comma anywhere else is left where it stands, since it may
 * be meant as a decimal point.
 */
static const char *
read_whole(const char *text, int64_t *n)
{
	size_t run = read_run(text, n);

	text += run;
	if (run == 0 || run > 3)
		return text;
	while (*text == ',' && char_is_figure(text[1]) &&
	       char_is_figure(text[2]) && char_is_figure(text[3]) &&
	       !char_is_figure(text[4]))
		text += 1 + read_run(text + 1, n);
	return text;
}

/* Read ".5" or ".50" as pence; NULL if a part of a penny is left. */
static const char *
read_pence(const char *text, int64_t *pence)
{
	text++;
	if (!char_is_figure(*text))
		return NULL;
	*pence += (*text++ - '0') * 10;
	if (char_is_figure(*text))
		*pence += *text++ - '0';
	while (*text == '0')
		text++;
	return char_is_figure(*text) ? NULL : text;
}

/* What stands behind pence, in English and in Welsh. */
static bool
take_pence_sign(const char **text)
{
	return take(text, "p") || take(text, "P") || take(text, "c") ||
	       take(text, "C");
}

/* Read "1,234.5", or "45p" where that may be; returns what follows, or NULL. */
static const char *
read_amount(const char *text, bool may_be_pence, int64_t *pence)
{
	if (!char_is_figure(*text) && *text != '.')
		return NULL;
	text = read_whole(text, pence);
	const char *unit = text_skip_space(text);
	if (may_be_pence && take_pence_sign(&unit))
		return unit;
	*pence *= 100;
	return *text == '.' ? read_pence(text, pence) : text;
}

bool
money_parse(const char *text, int64_t *pence)
{
	int64_t amount = 0;

	text = text_skip_space(text);
	bool is_negative = take(&text, "-");
	bool has_sign = is_negative || take(&text, "+");
	bool has_pound = take(&text, pound_sign);
	if (has_pound && !has_sign)
		is_negative = take(&text, "-");
	text = read_amount(text, !has_pound, &amount);
	bool is_sum =
	    text && *text_skip_space(text) == '\0' && amount <= MONEY_MAX;
	*pence = 0;
	if (is_sum)
		*pence = is_negative ? -amount : amount;
	return is_sum;
}

/* The size of a sum, which INT64_MIN cannot have as int64_t. */
static uint64_t
size_of(int64_t pence)
{
	return pence < 0 ? 0 - (uint64_t)pence : (uint64_t)pence;
}

void
money_put(struct str *out, int64_t pence)
{
	char pounds[24];
	uint64_t size = size_of(pence);
	int length = snprintf(pounds, sizeof(pounds), "%" PRIu64, size / 100);

	if (pence < 0)
		str_put_char(out, '-');
	str_put(out, pound_sign);
	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			str_put_char(out, ',');
		str_put_char(out, pounds[i]);
	}
	str_format(out, ".%02d", (int)(size % 100));
}

void
money_put_plain(struct str *out, int64_t pence)
{
	uint64_t size = size_of(pence);

	if (pence < 0)
		str_put_char(out, '-');
	str_put_int(out, (int64_t)(size / 100));
	str_put_char(out, '.');
	str_put_char(out, (char)('0' + size / 10 % 10));
	str_put_char(out, (char)('0' + size % 10));
}

const struct exact *
money_to_exact(struct arena *arena, int64_t pence)
{
	return exact_from_ratio(arena, pence, 100);
}

bool
money_from_exact(const struct exact *pounds, int64_t *pence)
{
	struct arena *arena = arena_new();
	const struct exact *hundred = exact_from_int(arena, 100);
	bool is_whole =
	    exact_to_int(exact_multiply(arena, pounds, hundred), pence);

	arena_free(arena);
	return is_whole;
}
