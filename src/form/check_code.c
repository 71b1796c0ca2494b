/*
 * Checking the words in conditions: `meals = 'alll'` names no option, so it
 * can never hold.
 *
 * Owns a small reading of conditions, just enough to find each word in quotes
 * and the question that it is compared with: before or after = and <>, in an
 * `in (...)` list, and in has().  Refuses to know the rest of the language,
 * which the engine has compiled already (form/expr.h).
 *
 * Test: tests/unit/form_check.c.
 */
#include "form/check.h"

#include <ctype.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "form/loader.h"

enum token_kind { TOKEN_NAME, TOKEN_QUOTED, TOKEN_SIGN };

/* A piece of a condition; a quoted one without its quotes. */
struct token {
	enum token_kind kind;
	const char *text; /* small letters, but for what is quoted */
	size_t offset;
};

struct scan {
	struct loader *loader;
	struct pending_condition *condition;
	const struct token *tokens;
	size_t count;
};

/* --- Pieces
 * --------------------------------------------------------------------- */

static bool
is_name_letter(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '.';
}

static size_t
quoted_length(const char *text)
{
	size_t length = 1;

	while (text[length] != '\0' &&
	       (text[length] != '\'' || text[length + 1] == '\''))
		length += text[length] == '\'' ? 2 : 1;
	return length + (text[length] == '\'');
}

static size_t
sign_length(const char *text)
{
	static const char *const twins[] = {"==", "<>", "!=", "<=", ">="};

	for (size_t i = 0; i < ARRAY_LENGTH(twins); i++) {
		if (text_starts(text, twins[i]))
			return 2;
	}
	return 1;
}

/* The name in small letters, without the list or `plan.` before it. */
static const char *
read_name(struct loader *loader, const char *text, size_t length)
{
	char *name = arena_copy_n(loader->arena, text, length);

	for (char *c = name; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	const char *dot = strrchr(name, '.');
	return dot == NULL ? name : dot + 1;
}

static void
read_tokens(struct loader *loader, const char *text, struct growing *tokens)
{
	size_t at = 0;

	while (text[at] != '\0') {
		size_t length = 1;

		if (isspace((unsigned char)text[at])) {
			at++;
			continue;
		}
		struct token *token = loader_grow(tokens, sizeof(*token));
		token->offset = at;
		if (text[at] == '\'') {
			length = quoted_length(text + at);
			token->kind = TOKEN_QUOTED;
			token->text = arena_copy_n(loader->arena, text + at + 1,
			    length < 2 ? 0 : length - 2);
		} else if (is_name_letter(text[at])) {
			while (is_name_letter(text[at + length]))
				length++;
			token->kind = TOKEN_NAME;
			token->text = read_name(loader, text + at, length);
		} else {
			length = sign_length(text + at);
			token->kind = TOKEN_SIGN;
			token->text =
			    arena_copy_n(loader->arena, text + at, length);
		}
		at += length;
	}
}

/* --- Comparisons
 * ------------------------------------------------------------------ */

/* Is the piece so many places on, or back, this one? */
static bool
token_is(const struct scan *scan, size_t at, const char *text)
{
	return at < scan->count && scan->tokens[at].kind != TOKEN_QUOTED &&
	       strcmp(scan->tokens[at].text, text) == 0;
}

static bool
is_equals(const struct scan *scan, size_t at)
{
	static const char *const signs[] = {"=", "==", "<>", "!=", "is"};

	for (size_t i = 0; i < ARRAY_LENGTH(signs); i++) {
		if (token_is(scan, at, signs[i]))
			return true;
	}
	return false;
}

/* The question at that place, or NULL. */
static const struct field *
field_at(const struct scan *scan, size_t at)
{
	if (at >= scan->count || scan->tokens[at].kind != TOKEN_NAME)
		return NULL;
	const struct entry *entry =
	    loader_entry_named(scan->loader, WANT_FIELD, scan->tokens[at].text);
	return entry == NULL ? NULL : entry->object;
}

/* Before an `in (`: `name in (` or `name not in (`; at is the bracket. */
static const struct field *
field_before_list(const struct scan *scan, size_t at)
{
	if (at < 2 || !token_is(scan, at - 1, "in"))
		return NULL;
	if (token_is(scan, at - 2, "not"))
		return at < 3 ? NULL : field_at(scan, at - 3);
	return field_at(scan, at - 2);
}

/* The question whose option the quoted piece ought to be, or NULL. */
static const struct field *
compared_with(const struct scan *scan, size_t at)
{
	size_t back = at;

	if (is_equals(scan, at + 1))
		return field_at(scan, at + 2);
	if (at >= 2 && is_equals(scan, at - 1))
		return field_at(scan, at - 2);
	if (at >= 3 && token_is(scan, at - 1, "not") &&
	    token_is(scan, at - 2, "is"))
		return field_at(scan, at - 3);
	if (at >= 4 && token_is(scan, at - 1, ",") &&
	    token_is(scan, at - 3, "(") && token_is(scan, at - 4, "has"))
		return field_at(scan, at - 2);
	/* Other quoted pieces and commas lie between a list's and its `(`. */
	while (back > 0 && (scan->tokens[back - 1].kind == TOKEN_QUOTED ||
			       token_is(scan, back - 1, ",")))
		back--;
	return back > 0 && token_is(scan, back - 1, "(")
		   ? field_before_list(scan, back - 1)
		   : NULL;
}

static const char *
nearest_code(const struct field *field, const char *code)
{
	struct growing codes = {NULL, 0, 0};

	for (size_t i = 0; i < field->option_count; i++) {
		const char **slot = loader_grow(&codes, sizeof(*slot));
		*slot = field->options[i].code;
	}
	const char *nearest = nearest_of(code, codes.items, codes.count);
	mem_free(codes.items);
	return nearest;
}

static void
check_quoted(const struct scan *scan, size_t at)
{
	const struct token *token = &scan->tokens[at];
	const struct field *field = compared_with(scan, at);

	if (field == NULL || field->option_count == 0 ||
	    field_option(field, token->text) != NULL)
		return;
	/* Several ticked options are one text: their codes with blanks. */
	if (field->type == TYPE_CHOOSE_MANY && strchr(token->text, ' ') != NULL)
		return;
	scan->condition->is_faulty = true;
	report_add_nearest(scan->loader->report, SEVERITY_ERROR,
	    loader_condition_place(scan->condition, token->offset),
	    nearest_code(field, token->text), WORD_LOAD_CODE_UNKNOWN, field->id,
	    token->text, NULL);
}

void
check_codes(struct loader *loader)
{
	struct pending_condition *pending = loader->conditions.items;

	for (size_t i = 0; i < loader->conditions.count; i++) {
		struct growing tokens = {NULL, 0, 0};

		read_tokens(loader, pending[i].text, &tokens);
		struct scan scan = {
		    .loader = loader,
		    .condition = &pending[i],
		    .tokens = tokens.items,
		    .count = tokens.count,
		};
		for (size_t j = 0; j < scan.count; j++) {
			if (scan.tokens[j].kind == TOKEN_QUOTED)
				check_quoted(&scan, j);
		}
		mem_free(tokens.items);
	}
}
