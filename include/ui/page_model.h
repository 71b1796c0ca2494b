/*
 * What stands on a page of questions, before anybody knows how wide the
 * window is: blocks in order, each with what it says and what is answered.
 *
 * A pure function of readings, like a reading of answers: nothing is asked,
 * saved or drawn here.  All memory is the arena's it is made in, and some is
 * the readings' and forms', which must outlive it.
 */
#ifndef UI_PAGE_MODEL_H
#define UI_PAGE_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "form/form.h"
#include "form/type.h"
#include "form/value.h"
#include "form/week.h"
#include "plan/reading.h"

enum block_kind {
	BLOCK_HEADING,
	BLOCK_PROSE,
	BLOCK_TYPED,  /* answered by typing */
	BLOCK_CHOICE, /* answered by choosing among options, or rows */
	BLOCK_WEEK,   /* the week grid */
	BLOCK_SUM,    /* a figure that is worked out */
	BLOCK_LIST,   /* rows that open */
	BLOCK_BUTTON
};

/* What of an answer a block takes. */
enum answer_line {
	LINE_ANSWER,
	LINE_OTHER, /* the words behind an option that asks for them */
	LINE_WHOSE, /* whose words the answer is in */
	LINE_HOW    /* how they know */
};

enum button {
	BUTTON_NONE,
	BUTTON_ADD,      /* a row to a list */
	BUTTON_LIST,     /* from a row back to its list */
	BUTTON_NEXT_ROW, /* from a row to the one below it */
	BUTTON_NEXT,     /* the page after this */
	BUTTON_BEFORE,   /* the page before it */
	BUTTON_HOME,     /* the seven steps */
	BUTTON_KEEP,     /* of two that differ both, as they are */
	BUTTON_AGREE,    /* on the words of the voice that the spot names */
	BUTTON_SAME      /* that voice, for the rest of the page */
};

/* What a block is about: the same block stays it when a page is made anew. */
struct spot {
	enum block_kind kind;
	size_t index; /* of the field, list or prose; of a button's list or
			 page; else NONE */
	int row;
	enum voice voice;
	enum answer_line line;
	enum button button;
};

bool spot_is_same(const struct spot *a, const struct spot *b);
/* The field whose question, sum or voices it is about, or NONE. */
size_t spot_field(const struct spot *spot);
/*
 * Are both about the same question, whatever voice or part of it, or the
 * buttons between its voices?
 */
bool spot_shares_question(const struct spot *a, const struct spot *b);

/* Something written under a block. */
enum note_kind {
	NOTE_HINT,
	NOTE_OFFER, /* how a key takes what is offered */
	NOTE_VOICE,
	NOTE_WARNING,
	NOTE_WRONG
};

struct note {
	enum note_kind kind;
	const char *text;
};

struct choice {
	const char *label;
	const char *code; /* as it is stored; a row's number */
	bool is_chosen, is_exclusive, is_other;
};

/* A list as a table: row by row, column by column. */
struct table_view {
	const int *rows;
	size_t row_count;
	struct table_column {
		const char *heading;
		bool is_figure;    /* set at the right */
		const char *total; /* or NULL */
	} * columns;
	size_t column_count;
	const char **cells;  /* row_count times column_count; never NULL */
	const bool *remarks; /* of each row: is there something to say? */
};

struct block {
	struct spot spot;
	const char *label; /* or NULL */
	/*
	 * Of the person's answer while another voice is open beside it: the
	 * heading over it where both stand side by side.
	 */
	const char *says;
	bool is_required;
	const char *say; /* how to ask it aloud, or NULL */
	const char *hint;
	const struct note *notes; /* below, in order */
	size_t note_count;

	/*
	 * Of prose and headings the text, of a sum its figure; of a question
	 * for the person the row that it is about, or NULL.
	 */
	const char *text;

	/* BLOCK_TYPED; of BLOCK_WEEK typed alone. */
	const char *typed; /* as it was typed; "" if nothing was */
	const char *shown; /* as people read it, while nobody types */
	const char *edited; /* what stands there to be edited */
	bool is_value;	    /* a date or figure: typed as a whole, and anew */
	const char *offer; /* stands there while nothing is typed, or NULL */
	const char *offer_typed; /* what taking the offer answers, or NULL */
	const struct type *type;
	enum look look;
	bool is_long;

	/* BLOCK_CHOICE */
	const struct choice *choices;
	size_t choice_count;
	int most;          /* at most so many; 0: any number */
	const char *other; /* the words of an other option, or NULL */

	struct week week;               /* BLOCK_WEEK */
	const struct table_view *table; /* BLOCK_LIST */
};

/* Can it be in focus? */
bool block_is_stop(const struct block *block);
/* Is it answered by typing or choosing? */
bool block_is_question(const struct block *block);
/* Is only one choice possible? */
bool block_is_single(const struct block *block);
/* How many options, rows or cells it has that can be in focus one by one. */
size_t block_count_options(const struct block *block);

/* How much of a page is shown. */
enum page_mode {
	PAGE_WHOLE,
	PAGE_ALONE, /* one question; a long text on the whole screen */
	PAGE_TURNED /* one for the person to look at: page_model_turn.c */
};

struct page_of {
	const struct reading *const *readings; /* the person's first */
	size_t reading_count;
	const struct words *words;
	size_t page;
	size_t repeat;  /* a row's own page: its list; else NONE */
	int row;        /* and the row; else 0 */
	bool has_title; /* its title stands on the page, not above it */
	bool is_practice;
	enum page_mode mode;

	/*
	 * The question that more is asked about, or with the index NONE none,
	 * and the voice that sees it differently, or the person's.  LINE_HOW:
	 * how that voice knows as well, and of the person's own answer whose
	 * words it is in.
	 */
	struct spot open;
};

struct page_model {
	const struct block *blocks;
	size_t count;
};

/* May a question be seen by the person when the laptop is turned? */
bool page_model_may_turn(const struct form_set *set, size_t field);

struct page_model page_model_of(struct arena *arena, const struct page_of *of);

/* The block about a spot, or NONE. */
size_t page_model_find(const struct page_model *model, const struct spot *spot);
/* The first block that can be in focus, about a field in a row, or NONE. */
size_t page_model_find_field(
    const struct page_model *model, size_t field, int row);
/* The next or previous block that can be in focus, or NONE; from `at`. */
size_t page_model_next(const struct page_model *model, size_t at);
size_t page_model_previous(const struct page_model *model, size_t at);

/* Does a page have to do with money: does it show sums of it? */
bool page_counts_money(const struct form_set *set, size_t page);

/* The page that is walked after a page of its form, or before it, or NONE. */
size_t page_after(const struct reading *reading, size_t page);
size_t page_before(const struct reading *reading, size_t page);

/*
 * The first page of a form that still has something open, else its first, else
 * NONE.
 */
struct readiness;
size_t page_to_open(const struct reading *reading,
    const struct readiness *readiness, size_t form);

/* Its place among the shown pages of its form, from 1 on, and how many. */
void page_place(
    const struct reading *reading, size_t page, size_t *place, size_t *count);

/* The list of a field, or of a page if that is NONE; NONE: it has none. */
size_t page_list_of(const struct form_set *set, size_t page, size_t field);

/*
 * Where a field in a row of a page stands: in the page of that row, or with
 * row 0 on the page itself.  NONE is the page, whatever its list.
 */
void page_row_of(const struct reading *reading, size_t page, int row,
    size_t field, size_t *repeat, int *own_row);

/* "Your support", or of a row's own page "Your support: 3 of 11". */
void page_put_title(struct str *out, const struct reading *reading,
    const struct words *words, size_t page, size_t repeat, int row);

#endif
