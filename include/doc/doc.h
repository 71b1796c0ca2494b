/*
 * The document tree: what will be read, before anybody knows on what.
 *
 * A tree of nodes in an arena, const once composed.  Leaves hold runs of
 * text; a run is strong or plain and may be in another language.  What a node
 * is (its kind and style) decides how it is set, how it breaks and how it is
 * tagged; no node knows a font, a colour or a width.
 */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

enum doc_kind {
	DOC_DOCUMENT,
	DOC_SECTION,   /* a part; its heading is its first child */
	DOC_HEADING,   /* level 1 to 4; runs */
	DOC_PARAGRAPH, /* runs */
	DOC_LIST,      /* items */
	DOC_ITEM,      /* paragraphs, or runs of its own */
	DOC_TABLE,     /* columns; an optional caption, then rows */
	DOC_CAPTION,   /* runs */
	DOC_ROW,       /* cells; is_header for the row of headings; where a
			  table has more columns, a row of one cell is more
			  about the row above, across the whole table */
	DOC_CELL,      /* runs; is_header for a row's heading */
	DOC_TICK,      /* runs behind a box to tick; is_ticked */
	DOC_BLANK,     /* runs, then a line to write on: names, signatures */
	DOC_KIND_MAX
};

enum doc_style {
	STYLE_BODY,
	STYLE_TITLE,	 /* heading 1 */
	STYLE_PART,	 /* heading 2 */
	STYLE_QUESTION,	 /* heading 3: an answer's heading */
	STYLE_ENTRY,	 /* heading 4: of one of several in a list */
	STYLE_PAIR,	 /* "label: value", close to its neighbours */
	STYLE_OWN_WORDS, /* what the person said */
	STYLE_NOTE,	 /* whose words, sources, explanations */
	STYLE_FIGURE,	 /* a sum that stands out */
	STYLE_HEADER,	 /* a column's heading */
	STYLE_FOOTER,	 /* the running lines; same size as the body */
	STYLE_MAX
};

struct doc_run {
	const char *text;     /* UTF-8, one paragraph, no newline */
	const char *language; /* NULL: the document's */
	bool is_strong;
};

struct doc_column {
	int weight;	/* share of the width that is left over; 0: none */
	bool is_number; /* set at the right edge, with figures of one width */
};

struct doc_node {
	enum doc_kind kind;
	enum doc_style style;
	int level;
	bool is_header;
	bool is_ticked;
	bool is_short; /* a line to write on: half of one is enough */
	bool starts_page;
	bool keeps_with_next; /* never the last thing on a page */
	bool keeps_together;  /* not broken if it fits on one page */
	const char *language; /* NULL: the parent's */
	const struct doc_run *runs;
	size_t run_count;
	const struct doc_column *columns; /* of a table */
	size_t column_count;
	const struct doc_node *const *children;
	size_t child_count;
};

struct doc {
	const struct doc_node *root;
	const char *title;     /* for the reader's title bar */
	const char *language;  /* "en" */
	const char *mark;      /* "DRAFT", or the version's mark */
	const char *name;      /* whose plan it is */
	const char *reference;
	const char *printed;   /* "Printed 21 November 2026" */
	const char *page_words; /* "Page {1} of {2}" */
	/* What is read aloud for a box and for a line to write on. */
	const char *ticked, *not_ticked, *write_on;
};

/*
 * Building: a builder keeps the open nodes; close what was opened.  Nodes
 * are copied into the arena when they are closed.
 */
struct doc_builder;

struct doc_builder *doc_builder_new(struct arena *arena);
void doc_builder_free(struct doc_builder *builder);

/* Open a node; the returned node may be filled in until it is closed. */
struct doc_node *doc_open(struct doc_builder *builder, enum doc_kind kind);
void doc_close(struct doc_builder *builder);

/* Forget the open node and all that was put in it. */
void doc_drop(struct doc_builder *builder);

/* Add a run to the open node.  Newlines in text part it into paragraphs
 * only through doc_add_paragraphs(); here they become blanks. */
void doc_add_run(struct doc_builder *builder, const char *text, bool is_strong,
    const char *language);

/* A leaf with one run, opened and closed. */
struct doc_node *doc_add_leaf(struct doc_builder *builder, enum doc_kind kind,
    enum doc_style style, const char *text);

/* A paragraph for every line of the text; the last one, or NULL. */
struct doc_node *doc_add_paragraphs(struct doc_builder *builder,
    enum doc_style style, const char *text);

/* Close the root; the tree lives in the arena. */
const struct doc_node *doc_finish(struct doc_builder *builder);

/* Is it a row of one cell, about the row above it? */
bool doc_row_is_more(const struct doc_node *table, size_t row);

/* The tree as indented text: what tests compare first. */
struct str;
void doc_dump(struct str *out, const struct doc *doc);

#endif
