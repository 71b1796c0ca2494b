/*
 * Conditions: the words that are not free for names.
 *
 * Owns one table, in the order of the alphabet, of the words that conditions
 * are made of, those that are refused and those that mean something else.
 * Refuses to know what is done about them: form/expr_token.c and the loader
 * do.  Everything here is constant.
 *
 *	const struct expr_word *word = expr_word_find("select");
 *
 * Tested by tests/unit/form_expr.c.
 */
#include "form/expr_word.h"

#include <stdlib.h>
#include <strings.h>

#include "base/attr.h"

/* A word of a condition; one that means something; the rest, refused. */
#define SIGN(kind) TOKEN_##kind, WORD_MAX
#define TAKEN      TOKEN_NAME, WORD_MAX
#define SEARCH     TOKEN_END, WORD_EXPR_NO_SEARCH
#define ROWS       TOKEN_END, WORD_EXPR_NO_ROWS
#define CASE       TOKEN_END, WORD_EXPR_NO_CASE
#define OTHER      TOKEN_END, WORD_EXPR_NO_WORD

/*
 * Refused are the keywords of SQLite 3.40.  The list is ours and stays as it
 * is: a keyword of a newer SQLite does no harm, since ids never reach SQLite.
 */
/* clang-format off */
static const struct expr_word words[] = {
	{ "_rowid_", TAKEN }, { "abort", OTHER }, { "action", OTHER },
	{ "add", OTHER }, { "add_months", TAKEN }, { "after", OTHER },
	{ "age", TAKEN }, { "all", OTHER }, { "alter", OTHER },
	{ "always", OTHER }, { "analyze", OTHER }, { "and", SIGN(AND) },
	{ "answered", TAKEN }, { "as", OTHER }, { "asc", OTHER },
	{ "attach", OTHER }, { "autoincrement", OTHER }, { "before", OTHER },
	{ "begin", OTHER }, { "between", SIGN(BETWEEN) }, { "by", OTHER },
	{ "cascade", OTHER }, { "case", CASE }, { "cast", OTHER },
	{ "check", OTHER }, { "collate", OTHER }, { "column", OTHER },
	{ "commit", OTHER }, { "conflict", OTHER }, { "constraint", OTHER },
	{ "create", OTHER }, { "cross", OTHER }, { "current", OTHER },
	{ "current_date", OTHER }, { "current_time", OTHER },
	{ "current_timestamp", OTHER }, { "database", OTHER },
	{ "default", OTHER }, { "deferrable", OTHER }, { "deferred", OTHER },
	{ "delete", OTHER }, { "desc", OTHER }, { "detach", OTHER },
	{ "distinct", OTHER }, { "do", OTHER }, { "drop", OTHER },
	{ "each", OTHER }, { "else", CASE }, { "end", CASE },
	{ "escape", SEARCH }, { "except", ROWS }, { "exclude", OTHER },
	{ "exclusive", OTHER }, { "exists", ROWS }, { "explain", OTHER },
	{ "fail", OTHER }, { "false", SIGN(FALSE) }, { "filter", OTHER },
	{ "first", OTHER }, { "following", OTHER }, { "for", OTHER },
	{ "foreign", OTHER }, { "from", OTHER }, { "full", OTHER },
	{ "generated", OTHER }, { "glob", SEARCH }, { "group", OTHER },
	{ "groups", OTHER }, { "has", TAKEN }, { "having", ROWS },
	{ "if", CASE }, { "ignore", OTHER }, { "immediate", OTHER },
	{ "in", SIGN(IN) }, { "index", OTHER }, { "indexed", OTHER },
	{ "initially", OTHER }, { "inner", OTHER }, { "insert", OTHER },
	{ "instead", OTHER }, { "intersect", ROWS }, { "into", OTHER },
	{ "is", SIGN(IS) }, { "isnull", OTHER }, { "join", ROWS },
	{ "key", OTHER }, { "last", OTHER }, { "left", OTHER },
	{ "like", SEARCH }, { "limit", OTHER }, { "match", SEARCH },
	{ "materialized", OTHER }, { "natural", OTHER }, { "no", OTHER },
	{ "not", SIGN(NOT) }, { "nothing", OTHER }, { "notnull", OTHER },
	{ "null", SIGN(NULL) }, { "nulls", OTHER }, { "of", OTHER },
	{ "offset", OTHER }, { "oid", TAKEN }, { "on", OTHER },
	{ "or", SIGN(OR) }, { "order", OTHER }, { "others", OTHER },
	{ "outer", OTHER }, { "over", OTHER }, { "partition", OTHER },
	{ "plan", TAKEN }, { "pragma", OTHER }, { "preceding", OTHER },
	{ "primary", OTHER }, { "query", OTHER }, { "raise", OTHER },
	{ "range", OTHER }, { "recursive", ROWS }, { "references", OTHER },
	{ "regexp", SEARCH }, { "reindex", OTHER }, { "release", OTHER },
	{ "rename", OTHER }, { "replace", OTHER }, { "restrict", OTHER },
	{ "returning", OTHER }, { "right", OTHER }, { "rollback", OTHER },
	{ "row", OTHER }, { "rowid", TAKEN }, { "rows", OTHER },
	{ "savepoint", OTHER }, { "select", ROWS }, { "set", OTHER },
	{ "table", OTHER }, { "temp", OTHER }, { "temporary", OTHER },
	{ "then", CASE }, { "ties", OTHER }, { "to", OTHER },
	{ "today", TAKEN }, { "transaction", OTHER }, { "trigger", OTHER },
	{ "true", SIGN(TRUE) }, { "unbounded", OTHER }, { "union", ROWS },
	{ "unique", OTHER }, { "update", OTHER }, { "using", OTHER },
	{ "vacuum", OTHER }, { "values", OTHER }, { "view", OTHER },
	{ "virtual", OTHER }, { "when", CASE }, { "where", ROWS },
	{ "window", OTHER }, { "with", OTHER }, { "without", OTHER },
};
/* clang-format on */

static int
compare_words(const void *a, const void *b)
{
	const struct expr_word *left = a, *right = b;

	return strcasecmp(left->word, right->word);
}

const struct expr_word *
expr_word_find(const char *text)
{
	const struct expr_word wanted = {.word = text};

	return bsearch(
	    &wanted, words, ARRAY_LENGTH(words), sizeof(wanted), compare_words);
}
