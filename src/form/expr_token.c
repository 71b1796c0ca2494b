/*
 * Conditions: text to tokens.
 *
 * Owns how a condition may be written: which signs there are, what office
 * software makes of them (curly quotes, long dashes), and what to write
 * instead of the parts of SQL that have no place here.  Refuses to know
 * questions and grammar: form/expr_parse.c does.  Tokens and texts live in the
 * caller's arena.  Any bytes may come in; nothing but these tokens ever
 * reaches SQLite.
 *
 *	tokens = token_read(arena, &text, report, &is_faulty);
 *
 * Tested by tests/unit/form_expr.c, and tests/fuzz/form_expr.c.
 */
#include "form/expr_token.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/money.h"
#include "base/str.h"
#include "base/utf8.h"
#include "form/expr_word.h"

enum { FIGURES_MAX = 15, YEAR_FIGURES = 4 };

struct reader {
	struct arena *arena;
	const struct expr_text *source;
	const char *text; /* what is left of it */
	struct report *report;
	bool is_faulty;
	struct token *tokens;
	size_t count, capacity;
};

/* clang-format off */
static const struct sign {
	const char *sign;
	enum token_kind kind;
} signs[] = {
	/* Those of two characters before their beginnings. */
	{ "==", TOKEN_EQUAL }, { "<>", TOKEN_UNEQUAL }, { "!=", TOKEN_UNEQUAL },
	{ "<=", TOKEN_AT_MOST }, { ">=", TOKEN_AT_LEAST },
	{ "=", TOKEN_EQUAL }, { "<", TOKEN_LESS }, { ">", TOKEN_MORE },
	{ "(", TOKEN_OPEN }, { ")", TOKEN_CLOSE },
	{ ",", TOKEN_COMMA }, { ".", TOKEN_DOT },
	{ "+", TOKEN_PLUS }, { "-", TOKEN_MINUS }, { "*", TOKEN_TIMES },
};

/*
 * Signs that are read as others.  What office software makes of a sign is only
 * worth a notice, what other languages use is a mistake.
 */
static const struct slip {
	const char *sign;
	enum token_kind kind;
	const char *meant;
} slips[] = {
	{ "=<", TOKEN_AT_MOST, "<=" }, { "=>", TOKEN_AT_LEAST, ">=" },
	{ "&&", TOKEN_AND, "and" }, { "||", TOKEN_OR, "or" },
	{ "–", TOKEN_MINUS, "-" }, { "−", TOKEN_MINUS, "-" },
	{ "×", TOKEN_TIMES, "*" }, { "≤", TOKEN_AT_MOST, "<=" },
	{ "≥", TOKEN_AT_LEAST, ">=" }, { "≠", TOKEN_UNEQUAL, "<>" },
};

/* Signs that end the reading, longer ones before their beginnings. */
static const struct {
	const char *sign;
	enum word sentence;
} refused_signs[] = {
	{ "--", WORD_EXPR_COMMENT }, { "/*", WORD_EXPR_COMMENT },
	{ "->", WORD_EXPR_SIGN_UNKNOWN }, { "<<", WORD_EXPR_SIGN_UNKNOWN },
	{ ">>", WORD_EXPR_SIGN_UNKNOWN },
	{ "/", WORD_EXPR_DIVISION }, { "%", WORD_EXPR_DIVISION },
	{ "÷", WORD_EXPR_DIVISION }, { ";", WORD_EXPR_SEMICOLON },
	{ "?", WORD_EXPR_PLACEHOLDER }, { ":", WORD_EXPR_PLACEHOLDER },
	{ "@", WORD_EXPR_PLACEHOLDER }, { "$", WORD_EXPR_PLACEHOLDER },
	{ "#", WORD_EXPR_PLACEHOLDER }, { "{", WORD_EXPR_PLACEHOLDER },
	{ "}", WORD_EXPR_PLACEHOLDER }, { "[", WORD_EXPR_NAME_QUOTED },
	{ "]", WORD_EXPR_NAME_QUOTED }, { "`", WORD_EXPR_NAME_QUOTED },
};

static const char *const single_quotes[] = { "'", "‘", "’", "‚", "‛", "′" };
static const char *const double_quotes[] = { "\"", "“", "”", "„", "‟", "″",
	"«", "»" };
/* The last ones are Unicode's blanks of many widths, also of none. */
static const char *const blanks[] = { " ", "\t", "\n", "\v", "\f", "\r",
	"\xc2\xa0", "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x89",
	"\xe2\x80\xaf", "\xe2\x80\x8b", "\xe2\x81\xa0", "\xef\xbb\xbf" };
/* clang-format on */

static const char pound[] = "£";

/* How many bytes of one of these the text begins with; 0 for none. */
static size_t
starts_with(const char *text, const char *const *of, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (*text == *of[i] && text_starts(text, of[i]))
			return strlen(of[i]);
	return 0;
}

static size_t
blank_length(const char *text)
{
	return starts_with(text, blanks, ARRAY_LENGTH(blanks));
}

static size_t
single_length(const char *text)
{
	return starts_with(text, single_quotes, ARRAY_LENGTH(single_quotes));
}

static size_t
double_length(const char *text)
{
	return starts_with(text, double_quotes, ARRAY_LENGTH(double_quotes));
}

static const struct slip *
slip_at(const char *text)
{
	for (size_t i = 0; i < ARRAY_LENGTH(slips); i++)
		if (text_starts(text, slips[i].sign))
			return &slips[i];
	return NULL;
}

static size_t
character_length(const char *text)
{
	uint32_t code;

	return utf8_decode(text, strlen(text), &code);
}

/* Does a character outside ASCII belong to a name, as a letter would? */
static bool
is_foreign_letter(const char *text)
{
	return character_length(text) > 1 && !text_starts(text, pound) &&
	       !text_starts(text, "÷") && blank_length(text) == 0 &&
	       single_length(text) == 0 && double_length(text) == 0 &&
	       !slip_at(text);
}

/* Bytes of a name, also of one with letters that no id has; 0 for none. */
static size_t
name_length(const char *text)
{
	size_t length = 0;

	for (;;) {
		const char *at = text + length;
		unsigned char c = (unsigned char)*at;
		if (c < 0x80 ? !isalnum(c) && c != '_' : !is_foreign_letter(at))
			return length;
		length += c < 0x80 ? 1 : character_length(at);
	}
}

/* The place of the text at hand. */
static struct place
place_of(const struct reader *reader)
{
	const struct expr_text *source = reader->source;
	struct place place = source->place;

	if (source->line)
		return record_place(source->line,
		    source->start + (size_t)(reader->text - source->text));
	for (const char *at = source->text; at < reader->text;
	     at += character_length(at))
		place.column++;
	return place;
}

/* Complain at the text at hand. */
static void
complain(struct reader *reader, const char *meant, enum word sentence,
    const char *about)
{
	report_add_nearest(reader->report, SEVERITY_ERROR, place_of(reader),
	    meant, sentence, about, NULL);
	reader->is_faulty = true;
}

/* Add a token that begins at the text at hand and go on behind it. */
static void
add_token(
    struct reader *reader, enum token_kind kind, const char *text, size_t bytes)
{
	reader->tokens = mem_grow(reader->tokens, reader->count,
	    &reader->capacity, sizeof(*reader->tokens));
	reader->tokens[reader->count++] = (struct token){
	    .kind = kind, .text = text, .place = place_of(reader)};
	reader->text += bytes;
}

static const char *
quoted(struct arena *arena, const char *words)
{
	struct str out = STR_EMPTY;

	str_put_char(&out, '\'');
	for (; *words; words++) {
		if (*words == '\'')
			str_put_char(&out, '\'');
		str_put_char(&out, *words);
	}
	str_put_char(&out, '\'');
	return str_keep(&out, arena);
}

/*
 * Copy words up to their closing quote into out; returns where that quote is,
 * or the end of the text.  Words that a straight quote opens end at a straight
 * one, and two of them are one in the words; a curly quote ends at any.
 */
static const char *
copy_words(struct str *out, const char *at, bool is_double, bool is_straight)
{
	while (*at) {
		size_t quote =
		    is_double ? double_length(at) : single_length(at);
		bool is_end = quote == 1 || (quote > 1 && !is_straight);
		if (is_end && is_straight && at[1] == *at)
			str_put_char(out, *at++);
		else if (is_end)
			break;
		else
			str_put_n(out, at, character_length(at));
		at += character_length(at);
	}
	return at;
}

static bool
read_words(struct reader *reader, size_t quote, bool is_double)
{
	struct str words = STR_EMPTY;
	const char *end =
	    copy_words(&words, reader->text + quote, is_double, quote == 1);
	const char *text = arena_copy(reader->arena, words.text);

	str_release(&words);
	if (*end == '\0') {
		complain(reader, NULL, WORD_EXPR_QUOTE_OPEN, NULL);
		return false;
	}
	if (is_double)
		complain(reader, text, WORD_EXPR_DOUBLE_QUOTES, NULL);
	else if (quote > 1)
		report_add(reader->report, SEVERITY_NOTE, place_of(reader),
		    WORD_EXPR_STRAIGHTENED,
		    arena_copy_n(reader->arena, reader->text, quote), "'",
		    NULL);
	end += character_length(end);
	add_token(reader, TOKEN_WORDS, text, (size_t)(end - reader->text));
	return true;
}

/* Bytes of what stands together like 2026-04-01 or 1/4/2026. */
static size_t
bare_date_length(const char *text)
{
	size_t length = strspn(text, "0123456789-/.");

	return length + name_length(text + length);
}

static bool
read_figure(struct reader *reader)
{
	const char *text = reader->text;
	size_t date = bare_date_length(text);
	const char *bare = arena_copy_n(reader->arena, text, date);
	const char *meant = token_date(reader->arena, bare);

	if (meant) {
		complain(reader, meant, WORD_EXPR_DATE_BARE, NULL);
		add_token(reader, TOKEN_WORDS, meant, date);
		return true;
	}
	size_t whole = strspn(text, "0123456789");
	size_t places = 0;
	size_t length = whole;
	if (text[whole] == '.') {
		places = strspn(text + whole + 1, "0123456789");
		length += 1 + places;
	}
	size_t more = name_length(text + length);
	const char *figure = arena_copy_n(reader->arena, text, length + more);
	if (more > 0 || whole == 0 || (length > whole && places == 0) ||
	    whole + places > FIGURES_MAX) {
		complain(reader, NULL, WORD_EXPR_FIGURE_ODD, figure);
		return false;
	}
	add_token(reader, TOKEN_FIGURE, figure, length);
	return true;
}

/* "£45.50" is a mistake, but what was meant is plain. */
static bool
read_pounds(struct reader *reader)
{
	size_t sign = strlen(pound);
	size_t length = sign + strspn(reader->text + sign, "0123456789.");
	const char *sum = arena_copy_n(reader->arena, reader->text, length);
	int64_t pence;

	if (!money_parse(sum, &pence)) {
		complain(reader, NULL, WORD_EXPR_POUNDS, NULL);
		return false;
	}
	const char *meant =
	    arena_format(reader->arena, "%lld", (long long)pence);
	complain(reader, meant, WORD_EXPR_POUNDS, NULL);
	add_token(reader, TOKEN_FIGURE, meant, length);
	return true;
}

static bool
read_name(struct reader *reader, size_t length)
{
	const char *name = arena_copy_n(reader->arena, reader->text, length);
	const struct expr_word *word = expr_word_find(name);
	const char *meant = NULL;

	if (!word || word->sentence == WORD_MAX) {
		add_token(reader, word ? word->kind : TOKEN_NAME, name, length);
		return true;
	}
	if (text_is(word->word, "isnull"))
		meant = "is null";
	else if (text_is(word->word, "notnull"))
		meant = "is not null";
	complain(reader, meant, word->sentence, name);
	return false;
}

static bool
read_slip(struct reader *reader, const struct slip *slip)
{
	if ((unsigned char)slip->sign[0] < 0x80)
		complain(
		    reader, slip->meant, WORD_EXPR_SIGN_UNKNOWN, slip->sign);
	else
		report_add(reader->report, SEVERITY_NOTE, place_of(reader),
		    WORD_EXPR_STRAIGHTENED, slip->sign, slip->meant, NULL);
	add_token(reader, slip->kind, slip->meant, strlen(slip->sign));
	return true;
}

static bool
read_sign(struct reader *reader)
{
	const char *text = reader->text;
	const struct slip *slip = slip_at(text);

	if (slip)
		return read_slip(reader, slip);
	for (size_t i = 0; i < ARRAY_LENGTH(refused_signs); i++)
		if (text_starts(text, refused_signs[i].sign)) {
			complain(reader, NULL, refused_signs[i].sentence,
			    refused_signs[i].sign);
			return false;
		}
	for (size_t i = 0; i < ARRAY_LENGTH(signs); i++)
		if (text_starts(text, signs[i].sign)) {
			add_token(reader, signs[i].kind, signs[i].sign,
			    strlen(signs[i].sign));
			return true;
		}
	complain(reader, NULL, WORD_EXPR_SIGN_UNKNOWN,
	    arena_copy_n(reader->arena, text, character_length(text)));
	return false;
}

/* Read one token, or complain; false if reading cannot go on. */
static bool
read_token(struct reader *reader)
{
	const char *text = reader->text;

	if (single_length(text) > 0)
		return read_words(reader, single_length(text), false);
	if (double_length(text) > 0)
		return read_words(reader, double_length(text), true);
	if (char_is_figure(text[0]) ||
	    (text[0] == '.' && char_is_figure(text[1])))
		return read_figure(reader);
	if (text_starts(text, pound))
		return read_pounds(reader);
	size_t name = name_length(text);
	if (name > 0)
		return read_name(reader, name);
	return read_sign(reader);
}

const struct token *
token_read(struct arena *arena, const struct expr_text *text,
    struct report *report, bool *is_faulty)
{
	struct reader reader = {.arena = arena,
	    .source = text,
	    .text = text->text,
	    .report = report};
	bool goes_on = strlen(text->text) <= TOKEN_TEXT_MAX;

	if (!goes_on)
		complain(&reader, NULL, WORD_EXPR_TOO_LONG, NULL);
	while (goes_on && *reader.text) {
		size_t blank = blank_length(reader.text);
		if (blank > 0)
			reader.text += blank;
		else
			goes_on = read_token(&reader);
		if (reader.count > TOKEN_COUNT_MAX) {
			complain(&reader, NULL, WORD_EXPR_TOO_LONG, NULL);
			goes_on = false;
		}
	}
	if (reader.count == 0 && goes_on)
		complain(&reader, NULL, WORD_EXPR_EMPTY, NULL);
	add_token(&reader, TOKEN_END, "", 0);
	*is_faulty = reader.is_faulty;
	const struct token *tokens = arena_keep(
	    arena, reader.tokens, reader.count, sizeof(*reader.tokens));
	return goes_on && reader.count > 1 ? tokens : NULL;
}

const char *
token_show(struct arena *arena, const struct token *token)
{
	if (token->kind == TOKEN_WORDS)
		return quoted(arena, token->text);
	return token->text;
}

const char *
token_date(struct arena *arena, const char *text)
{
	const struct date any_day = {2000, 1, 1};
	struct date date;
	char iso[DATE_ISO_SIZE];
	size_t figures = 0;

	/* Two figures for a year would be a guess. */
	for (const char *c = text; *c && figures < YEAR_FIGURES; c++)
		figures = char_is_figure(*c) ? figures + 1 : 0;
	if (figures < YEAR_FIGURES || !date_parse(text, any_day, &date))
		return NULL;
	date_write_iso(date, iso);
	return arena_copy(arena, iso);
}
