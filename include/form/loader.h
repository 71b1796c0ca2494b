/*
 * The bench on which a form set is put together.  Private to load*.c, link*.c,
 * order.c and check*.c of this floor: everybody else reads form/form.h.
 *
 * A set is made in four rounds, and each sees all files before the next
 * begins:
 *
 *	stock	every block gets its place in an array of the set (load.c)
 *	read	every key is read into its block (load_*.c)
 *	link	names become indexes, conditions and sums are made (link*.c)
 *	check	the whole is looked at (check*.c, order.c)
 *
 * A block whose id cannot stand (badly formed, or taken) is made all the same,
 * so that its other mistakes are found too, but it stands aside: its index is
 * NONE and nothing can refer to it.
 */
#ifndef FORM_LOADER_H
#define FORM_LOADER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/record.h"
#include "base/report.h"
#include "form/expr.h"
#include "form/form.h"
#include "form/registry.h"
#include "form/sum.h"

/* A growing array; what it holds is said where it is declared. */
struct growing {
	void *items;
	size_t count, capacity;
};

/* A block of a file, and the part of the set that is made from it. */
struct entry {
	enum record_kind kind;
	const char *id;
	size_t index; /* in the array of its kind; NONE: it stands aside */
	void *object; /* struct field, struct page ... */
	size_t file;
	/* Its lines with the language told apart, and the key of each. */
	const struct record_line *lines;
	enum block_key *keys; /* KEY_MAX: not known, or not here */
	size_t count;
};

/* An array of the set while it is made. */
struct shelf {
	void *items;
	size_t count;
	const struct entry **entries; /* the block of each item */
};

/* A list block: options that several questions share. */
struct option_list {
	const char *id;
	struct wording label;
	const struct option *options;
	size_t option_count;
};

/* A condition that was read and is compiled when all fields are known. */
struct pending_condition {
	const struct condition **target;
	struct expr_text text;
	const size_t *row; /* whose rows it sees, or NULL */
};

/* A language in one file. */
struct language_seen {
	const char *language;
	size_t count;
	struct place place; /* where it was first seen */
};

struct loader {
	struct form_set *set;
	struct arena *arena;
	struct report *report;

	const struct record_file **files;
	size_t file_count;
	struct entry *entries; /* in the order of the files */
	size_t entry_count;
	struct shelf shelves[KIND_MAX]; /* calculates are with questions */
	struct map *names[KIND_MAX];	/* with all fields: questions */

	/* The arrays that are written to after the reading. */
	struct form *forms;
	struct page *pages;
	struct field *fields;
	struct repeat *repeats;
	struct prose *proses;

	/* Where the reader stands. */
	size_t file, form, page;
	bool has_page;	   /* a page block was met, if a faulty one */
	bool is_perhaps_meant[MEANING_MAX]; /* by one that is not known */
	const size_t *row; /* whose rows the conditions of a block see */

	/* What the block in hand gathers. */
	struct growing options;	 /* struct option */
	bool has_brought_options; /* by the type, and lists none of its own */
	struct growing checks;	 /* struct field_check */
	struct growing check_lines; /* const struct record_line *: theirs */
	struct growing tags;	 /* const char * */
	struct growing was;	 /* const char * */
	struct growing rows;	 /* struct table_row, struct rate_value */
	struct growing given;	 /* struct test_line */
	struct growing expected; /* struct test_line */

	/* What later rounds come back to. */
	struct growing conditions; /* struct pending_condition */
	struct growing languages;  /* struct language_seen */
};

/* How a kind of block is read. */
struct key_rule {
	void (*read)(struct loader *loader, const struct record_line *line,
	    void *member);
	size_t offset; /* of the member in the object */
};

struct kind_rule {
	size_t size;		/* of the object */
	enum record_kind shelf;	/* the array that it goes into */
	void (*begin)(struct loader *loader, const struct entry *entry);
	void (*end)(struct loader *loader, const struct entry *entry);
	struct key_rule keys[KEY_MAX];
};

extern const struct kind_rule loader_form_rule, loader_page_rule,
    loader_text_rule, loader_scheme_rule, loader_question_rule,
    loader_repeat_rule, loader_calculate_rule, loader_list_rule,
    loader_table_rule, loader_rate_rule, loader_stream_rule,
    loader_rule_rule, loader_criterion_rule, loader_place_rule,
    loader_check_rule, loader_test_rule;

/* --- The bench itself: load.c, load_stock.c, load_value.c ----------------- */

extern const struct kind_rule *const loader_kind_rules[KIND_MAX];

/* The blocks of all files, each in its place in the arrays of the set. */
void loader_take_stock(struct loader *loader);

/* The key of a line, and whether its last word is a language or the key's. */
enum block_key loader_key_of(const struct record_line *line,
    bool *has_language);

/* The zeroed slot at the end of a growing array. */
void *loader_grow(struct growing *growing, size_t size);

/* The finished array, in the arena; the growing one is empty again. */
void *loader_keep(struct loader *loader, struct growing *growing, size_t size,
    size_t *count);

/* Complain without and with the first argument; severity is an error. */
void loader_complain(struct loader *loader, struct place place,
    enum word word, const char *argument);
void loader_complain_nearest(struct loader *loader, struct place place,
    const char *nearest, enum word word, const char *argument);

/* "1-your-money.form:12", for a sentence that points at another place. */
const char *loader_place_text(struct loader *loader, struct place place);

/* The first line of a block with a key, or NULL. */
const struct record_line *loader_line(const struct entry *entry,
    enum block_key key);

/* Is the line English: what other languages translate? */
bool loader_is_english(const struct record_line *line);

/* The place of a key's value, or of the block where the key is not there. */
struct place loader_place(const struct entry *entry, enum block_key key);

/* The block that an item of the set was made from. */
const struct entry *loader_entry(const struct loader *loader,
    enum record_kind kind, size_t index);

/* What a name may stand for. */
enum want {
	WANT_FIELD,  /* a question or calculate */
	WANT_REPEAT,
	WANT_ANSWER, /* a question, calculate or repeat */
	WANT_PAGE,
	WANT_LIST,
	WANT_TABLE,
	WANT_RATE,
	WANT_MAX
};

/*
 * The index that a name stands for; after a complaint, of what it was perhaps
 * meant to be, or NONE.
 */
size_t loader_find(struct loader *loader, enum want want, const char *name,
    struct place place);

/* The same for WANT_ANSWER, which has two arrays. */
bool loader_find_answer(struct loader *loader, const char *name,
    struct place place, struct page_item *item);

/* The same without a complaint. */
const struct entry *loader_entry_named(const struct loader *loader,
    enum want want, const char *name);

/* Is that the shape of an id or code: [a-z][a-z0-9_]*, at most 40? */
bool loader_is_id(const char *text);

/*
 * The index of a name in a list of names; after a complaint, of what was
 * perhaps meant, or `count`.
 */
size_t loader_choose(struct loader *loader, const struct record_line *line,
    const char *const *names, size_t count);

/* "12", "£1,234.50", "12%", "365/7"; NULL after a complaint. */
const struct exact *loader_figure(struct loader *loader, const char *text,
    struct place place);

/* "2026-04-01" or "1 April 2026"; false after a complaint. */
bool loader_day(struct loader *loader, const char *text, struct place place,
    struct date *day);

/* Add a text in a language; "en" where language is NULL. */
void loader_put_wording(struct loader *loader, struct wording *wording,
    const char *language, const char *text, struct place place);

/* The same before all that is said already; it fills no gap of a file. */
void loader_put_before(struct loader *loader, struct wording *wording,
    const char *language, const char *text, struct place place);

/*
 * Put a condition on the list of those to compile: so many bytes of the line's
 * value from `start`.  It sees the rows of loader->row.
 */
void loader_put_condition(struct loader *loader,
    const struct condition **target, const struct record_line *line,
    size_t start, size_t length);

/* Readers of one key into one member, for the tables of load_*.c. */
void loader_read_wording(struct loader *, const struct record_line *, void *);
/* What stands in its braces is looked at when all fields are known. */
void loader_read_sentence(struct loader *, const struct record_line *, void *);
void loader_read_text(struct loader *, const struct record_line *, void *);
void loader_read_yes(struct loader *, const struct record_line *, void *);
void loader_read_day(struct loader *, const struct record_line *, void *);
void loader_read_count(struct loader *, const struct record_line *, void *);
void loader_read_figure(struct loader *, const struct record_line *, void *);
void loader_read_condition(struct loader *, const struct record_line *,
    void *);
void loader_read_part(struct loader *, const struct record_line *, void *);
void loader_leave(struct loader *, const struct record_line *, void *);

/* Options: load_option.c. */
const char *loader_nearest_code(const struct option *options, size_t count,
    const char *code);
void loader_read_option(struct loader *, const struct record_line *, void *);

/* The options that a type brings along, if any, before others are read. */
void loader_bring_options(struct loader *loader, const struct type *type,
    struct place place);
const struct option *loader_keep_options(struct loader *loader,
    const struct entry *entry, size_t *count);

/* Checks with their messages: load_check.c. */
void loader_read_check(struct loader *, const struct record_line *, void *);
void loader_read_message(struct loader *, const struct record_line *, void *);
void loader_read_warn(struct loader *, const struct record_line *, void *);
void loader_read_warning(struct loader *, const struct record_line *, void *);
const struct field_check *loader_keep_checks(struct loader *loader,
    size_t *count);

/* --- Linking, in this order ----------------------------------------------- */

void link_names(struct loader *loader);	     /* link.c */
void link_options(struct loader *loader);    /* link_option.c */
void link_pages(struct loader *loader);	     /* link_page.c */
void link_sums(struct loader *loader);	     /* link_sum.c */
void link_conditions(struct loader *loader); /* link.c */

#endif
