/*
 * A sheet: the blocks of a page laid out for a window of some width, as rows
 * of pieces with their places in cells.  Pure: blocks, width and height in,
 * rows out; no terminal is touched.  From one laying to the next is kept which
 * rows of a long text were in view, and until sheet_forget() where the rows of
 * lists stand.  Of a long list only those rows are laid that can be in view.
 *
 * Labels wrap and are never cut.  Where a window is narrow the field stands
 * below its label, where it is wide beside it; see the widths in sheet.c.
 */
#ifndef UI_SHEET_H
#define UI_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "term/terminal.h"
#include "ui/edit.h"
#include "ui/page_model.h"

/* What stands in a row: text, or the blank cells of a field. */
struct sheet_piece {
	int column, cells;
	const char *text; /* NULL: blank */
	size_t length;
	enum term_role role;
	size_t option; /* of its block: an option, row or cell; NONE */
};

struct sheet_row {
	size_t block;        /* or NONE */
	size_t beside;       /* another at the right of it, or NONE */
	int beside_from;     /* from this column on */
	size_t first, count; /* pieces, once laid */
};

/* Two columns and more, and how much of the window rows may use. */
struct sheet_measure {
	int mark;               /* of what is in focus */
	int label, label_cells; /* labels beside their fields */
	int field;              /* fields beside their labels */
	int figure;             /* figures beside theirs, or 0 */
	int below;              /* fields below their labels */
	int end;                /* the first column that is not theirs */
	int pane, pane_cells;   /* at the right, or 0 */
	bool has_beside;        /* short fields stand beside their labels */
	bool has_all_beside;    /* and so do all others */
	bool has_tables;        /* lists are tables */
	bool has_week;          /* a week is a table */
};

struct sheet_of {
	const struct page_model *model;
	const struct words *words;
	int columns, rows; /* of the window that it is seen through */
	size_t focus;      /* a block, or NONE */
	size_t option;     /* of the focus: an option, row or cell */
	struct edit *edit; /* what is being typed in the focus, or NULL */
	enum page_mode mode;
	/* An empty field says in its own row what belongs there. */
	bool has_echo;
};

struct sheet {
	struct sheet_row *rows;
	size_t row_count;
	const struct sheet_piece *pieces;
	struct sheet_measure measure;

	int cursor_row, cursor_column;
	int mark_row; /* the one marked as in focus, or -1 */
	int focus_first, focus_last; /* rows of the block in focus */
	int edit_width; /* at which the text being typed is wrapped */
	int edit_rows;  /* how many rows of it are shown */
	int edit_top;   /* the first of them; set it to 0 with a new edit */

	struct sheet_laying *laying;
};

void sheet_init(struct sheet *sheet);
void sheet_release(struct sheet *sheet);

/* The model is made anew: what was measured of it holds no more. */
void sheet_forget(struct sheet *sheet);

/* Lay out anew; pieces borrow the texts of model and edit. */
void sheet_lay(struct sheet *sheet, const struct sheet_of *of);

/*
 * The first row to show, so that the focus is in view: where it was if that
 * will do, else half a window further.
 */
int sheet_scroll(const struct sheet *sheet, int rows, int top);

/* The first row that a block has a part in, or the number of rows. */
size_t sheet_row_of(const struct sheet *sheet, size_t block);

/* The block and option at a place; false if there is none. */
bool sheet_find(const struct sheet *sheet, int row, int column, size_t *block,
    size_t *option);

#endif
