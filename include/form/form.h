/*
 * What the forms say, once they are read: plain const structures in one
 * arena, made by form/load.h and never changed after.
 *
 * Everything refers to everything else by index into the set's arrays; NONE
 * stands for nothing.  Ids are the names that authors gave and are unique
 * across the whole set.  A `calculate` is a field like any other.
 */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/exact.h"
#include "base/mem.h"
#include "base/report.h"

enum { ID_LENGTH_MAX = 40 };

/* A text in several languages; English, or the first there is, is the rest. */
struct wording {
	const struct wording_text {
		const char *language; /* "en", "cy" */
		const char *text;
	} * texts;
	size_t count; /* 0: nothing was written */
};

/* The text in a language, with fallback; NULL if nothing was written. */
const char *wording_get(const struct wording *wording, const char *language);

enum takes {
	TAKES_LINE = 1 << 0,
	TAKES_LONG = 1 << 1,
	TAKES_TEXT = TAKES_LINE | TAKES_LONG,
	TAKES_CHOICE = 1 << 2,
	TAKES_MANY = 1 << 3,
	TAKES_DATE = 1 << 4,
	TAKES_MONEY = 1 << 5,
	TAKES_NUMBER = 1 << 6,
	TAKES_ROWS = 1 << 7,
	TAKES_SUM = 1 << 8,   /* a calculate block */
	TAKES_REPEAT = 1 << 9 /* a repeat block */
};

struct type; /* form/type.h */

enum meaning {
#define MEANING(id, name, within, takes, occurs, seen, codes, about) MEANS_##id,
#include "form/meanings.def"
#undef MEANING
	MEANING_MAX, /* also: no meaning */
	MEANS_NONE = MEANING_MAX
};

enum part {
#define PART(id, name, word) PART_##id,
#include "form/parts.def"
#undef PART
	PART_MAX
};

enum required {
	REQUIRED_NO,
	REQUIRED_WANTED,
	REQUIRED_FOR_AGREEMENT,
	REQUIRED_MAX
};
enum look {
	LOOK_PLAIN, /* goes without saying */
	LOOK_SHORT,
	LOOK_WIDE,
	LOOK_ACROSS,
	LOOK_COLUMN,
	LOOK_MAX
};
enum printing {
	PRINT_YES,
	PRINT_NO,
	PRINT_TABLE,  /* a repeat as a table of its column fields */
	PRINT_LIST,   /* a repeat as a list, a row each */
	PRINT_BLOCKS, /* a repeat as a block a row */
	PRINT_COLUMN, /* a repeat's field as a column */
	PRINT_MAX
};

struct option {
	const char *code; /* what is stored: small letters, digits, _ */
	struct wording label;
	const struct exact *points; /* NULL: none given */
	bool is_exclusive;
	bool is_other; /* asks for words of its own */
	struct place place;
};

struct condition; /* form/expr.h */
struct sum_step;  /* form/sum.h */

/* A condition with what to say about it. */
struct field_check {
	const struct condition *condition;
	struct wording message;
	bool is_warning; /* speaks when it holds; a check when it fails */
	struct place place;
};

struct field {
	const char *id;
	const struct type *type;
	enum meaning meaning;
	bool is_sum; /* a calculate block */
	/*
	 * Indexes.  The repeat is NONE outside lists; a sum that stands before
	 * all pages of its file has no page, and no form where its file has
	 * none.
	 */
	size_t form, page, repeat;

	struct wording label, official, paper, say, hint, help;
	struct wording sentence; /* how paper says it; form_next_answer() */
	/* Of yes-no fields too: codes yes, no, unsure. */
	const struct option *options;
	size_t option_count;
	size_t rows_of; /* for a row reference: the repeat */
	int most;       /* choices or rows at most; 0: any number */

	enum required required;
	struct wording default_answer;  /* as a person would type it */
	size_t carry_from;              /* field, or NONE */
	const struct condition *ask_if; /* NULL: always */
	const struct field_check *checks;
	size_t check_count;

	enum part part;
	enum printing printing;
	bool is_private;
	enum look look;
	const char *const *tags;
	size_t tag_count;
	const char *const *was; /* earlier ids */
	size_t was_count;

	const struct sum_step *steps; /* of a calculate */
	size_t step_count;
	size_t scheme; /* whose figure it is, or NONE */

	/* All fields that it, its list or its page is decided by. */
	const size_t *needs;
	size_t need_count;

	struct place place;
};

struct repeat {
	const char *id;
	enum meaning meaning;
	size_t form, page;
	struct wording title, label, official, paper, say, hint, help, add;
	enum required required;
	int most; /* 0: any number of rows */
	const struct condition *ask_if;
	enum part part;
	enum printing printing;
	enum look look;
	const char *const *was;
	size_t was_count;
	const size_t *fields; /* in the order of the files */
	size_t field_count;
	struct place place;
};

/* A paragraph on a page. */
struct prose {
	const char *id;
	size_t form, page;
	struct wording show;
	struct wording source;
	struct date checked;
	const struct condition *ask_if;
	enum part part;
	bool is_printed;
	struct place place;
};

enum page_rows {
	PAGE_PLAIN, /* goes without saying */
	PAGE_NEWEST_ROW,
	PAGE_EACH_ROW,
	PAGE_ROWS_MAX
};

/* What stands on a page, in order. */
struct page_item {
	enum page_item_kind { ITEM_FIELD, ITEM_REPEAT, ITEM_PROSE } kind;
	size_t index; /* into fields, repeats or proses */
};

struct page {
	const char *id;
	size_t form;
	struct wording title, paper, say, help;
	const struct condition *ask_if;
	size_t repeat;          /* `rows of`, or NONE */
	enum page_rows rows;    /* which of its rows the page is about */
	enum part part;         /* of what stands on it, unless said there */
	enum printing printing; /* PRINT_NO: nothing on it is printed */
	const struct page_item *items;
	size_t item_count;
	size_t order; /* among all pages as they are walked; NONE: never */
	struct place place;
};

struct form {
	const char *id;
	struct wording title, official, help;
	int step;     /* 1 to 7; 0 for the pages round the steps */
	int language; /* version of the form language */
	const char *version;
	const size_t *pages; /* in the order to walk them */
	size_t page_count;
	struct place place;
};

struct table_row {
	const struct exact *from, *to; /* to is NULL: up to the next row */
	const struct exact *value;
	struct place place;
};

struct table {
	const char *id;
	struct wording label;
	bool is_linear;
	const struct exact *unit;          /* NULL: any fineness */
	const struct exact *below, *above; /* NULL: nothing there / last row */
	const struct table_row *rows;      /* ascending */
	size_t row_count;
	struct place place;
};

struct rate {
	const char *id;
	struct wording label, source;
	struct date checked;
	const struct rate_value {
		struct date from;
		const struct exact *value;
	} * values; /* ascending by day */
	size_t value_count;
	struct place place;
};

struct scheme {
	const char *id;
	struct wording title, source;
	const char *version, *owner;
	struct date from, checked;
	bool is_illustrative;
	struct place place;
};

struct stream {
	const char *id;
	struct wording label, help, source;
	struct date checked;
	bool takes_contribution, is_one_off;
	struct place place;
};

enum rule_class {
	RULE_LAW,
	RULE_NHS,
	RULE_NEEDS_AGREEMENT,
	RULE_LOCAL,
	RULE_CLASS_MAX
};

struct rule {
	const char *id;
	enum rule_class class;
	size_t repeat; /* the rows it speaks of */
	const struct condition *where;
	struct wording message, source;
	struct date checked;
	struct place place;
};

struct criterion {
	const char *id;
	struct wording label, official, help, refused, source;
	const char *version;
	struct date checked;
	const struct page_item *shown_by; /* fields and repeats */
	size_t shown_by_count;
	const struct field_check *checks;
	size_t check_count;
	struct place place;
};

enum purpose {
	FOR_PLANNING,
	FOR_PEERS,
	FOR_ADVOCACY,
	FOR_PAYROLL,
	FOR_COMPLAINTS,
	FOR_OUT_OF_HOURS,
	FOR_FREE_HELP,
	PURPOSE_MAX
};

struct contact {
	const char *id;
	struct wording label, hours, source;
	const char *phone, *web; /* NULL: not filled in yet */
	unsigned purposes;       /* bits of enum purpose */
	struct date checked;
	struct place place;
};

/* A rule over answers of several questions. */
struct set_check {
	const char *id;
	const struct condition *that;
	struct wording message;
	bool is_wanted_only; /* else it must hold for agreement */
	struct place place;
};

struct form_test {
	const char *id;
	const struct test_line {
		const char *field; /* "meals", or "lines.1.cost" */
		const char *text;
		struct place place;
	} * given, *expected;
	size_t given_count, expected_count;
	struct place place;
};

/*
 * A file of definitions.  In a loaded set its text is UTF-8 with LF: what a
 * plan keeps by its hash.
 */
struct source {
	const char *name; /* "1-your-money.form", "schemes/points.form" */
	const char *text;
	size_t length;    /* of bytes in any encoding; 0: text is UTF-8 */
	const char *path; /* where it was read, for messages, or NULL */
};

struct expr_engine;
struct map;

/* Everything that one plan is made with.  Read-only once loaded. */
struct form_set {
	struct arena *arena;
	const struct source *sources; /* by name */
	size_t source_count;

	const struct form *forms;
	size_t form_count;
	const struct page *pages;
	size_t page_count;
	const struct field *fields;
	size_t field_count;
	const struct repeat *repeats;
	size_t repeat_count;
	const struct prose *proses;
	size_t prose_count;
	const struct table *tables;
	size_t table_count;
	const struct rate *rates;
	size_t rate_count;
	const struct scheme *schemes;
	size_t scheme_count;
	const struct stream *streams;
	size_t stream_count;
	const struct rule *rules;
	size_t rule_count;
	const struct criterion *criteria;
	size_t criterion_count;
	const struct contact *contacts;
	size_t contact_count;
	const struct set_check *checks;
	size_t check_count;
	const struct form_test *tests;
	size_t test_count;

	/*
	 * Fields and repeats in an order in which everything stands after what
	 * its conditions and sums, and those of its list and page, read.
	 */
	const struct page_item *order;
	size_t order_count;
	bool has_circle; /* then there is no such order */

	size_t by_meaning[MEANING_MAX]; /* field or repeat index, or NONE */
	struct map *ids; /* every id and former id of fields and repeats */
	struct expr_engine *engine; /* evaluates the conditions */
};

/* Index of the field or repeat with this id or former id, or NONE. */
size_t form_find_field(const struct form_set *set, const char *id);
size_t form_find_repeat(const struct form_set *set, const char *id);

/*
 * Index of the one field with a meaning, or of the one repeat where repeats
 * have it; NONE when there is none.
 */
size_t form_find_meaning(const struct form_set *set, enum meaning meaning);

/*
 * The next answer that a sentence names: the field whose id stands in braces,
 * with *open at the brace and *close behind the other one; NONE, with *open
 * at the end, when there is none.  {name} and {decider} are no answers.
 */
size_t form_next_answer(const struct form_set *set, const char *sentence,
    const char **open, const char **close);

/* The option with a code, or NULL. */
const struct option *field_option(const struct field *field, const char *code);

bool field_is_choice(const struct field *field); /* one of several options */
bool field_is_typed(const struct field *field);  /* answered by typing */
bool field_has_tag(const struct field *field, const char *tag);

/* A rate on a day; NULL before its first. */
const struct exact *rate_on(const struct rate *rate, struct date day);

/* Names for messages and the manual. */
const char *meaning_name(enum meaning meaning);
const char *part_name(enum part part);

#endif
