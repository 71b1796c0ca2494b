/*
 * Laying a sheet: for src/ui/sheet*.c alone.
 */
#ifndef UI_SHEET_LAYING_H
#define UI_SHEET_LAYING_H

#include "base/mem.h"
#include "ui/sheet.h"
#include "ui/wrap.h"

/* A piece with the row it stands in; sorted by rows in the end. */
struct sheet_laid {
	size_t row;
	struct sheet_piece piece;
};

/* The columns of a table that are shown, and how wide they are. */
enum { LIST_COLUMNS = 12 };
struct list_fit {
	size_t columns[LIST_COLUMNS];
	int cells[LIST_COLUMNS];
	int least[LIST_COLUMNS];
	size_t count; /* 0: there is no room for a table */
};

/* Where the rows of a list stand, at a width of the window. */
struct list_measure {
	const struct table_view *table; /* of the model */
	int end;
	struct list_fit fit;
	size_t *starts; /* of each, and the end; owned */
};

struct sheet_laying {
	const struct sheet_of *of;
	struct sheet *sheet;
	struct sheet_measure measure;
	struct arena *arena; /* texts made while laying */
	struct wrap wrap;

	struct sheet_row *rows;
	size_t row_count, row_capacity;
	struct sheet_laid *laid;
	size_t laid_count, laid_capacity;
	struct sheet_piece *pieces;
	size_t piece_capacity;

	size_t block; /* being laid */
	size_t bottom; /* the first row below what was laid of it */
	size_t option_gap; /* blank rows between options below one another */
	int beside_from; /* it stands at the right of others; 0: it does not */

	/* Kept until sheet_forget(). */
	struct list_measure *lists;
	size_t list_count, list_capacity;
};

/* Is the block being laid in focus? */
bool laying_is_focus(const struct sheet_laying *laying);

/* Let there be rows up to this one. */
void laying_reach(struct sheet_laying *laying, size_t row);

void laying_put(struct sheet_laying *laying, size_t row, int column, int cells,
    const char *text, size_t length, enum term_role role);
/* The same for a piece of an option, row or cell of the block. */
void laying_put_option(struct sheet_laying *laying, size_t row, int column,
    int cells, const char *text, size_t length, enum term_role role,
    size_t option);
/* The mark of the row in focus. */
void laying_mark(struct sheet_laying *laying, size_t row);
void laying_cursor(struct sheet_laying *laying, size_t row, int column);

/* Text wrapped from a row on; gives how many rows it took, at least 1. */
size_t laying_put_wrapped(struct sheet_laying *laying, size_t row, int column,
    int cells, const char *text, enum term_role role);

/* The label with its star; gives the rows it took. */
size_t laying_put_label(struct sheet_laying *laying, const struct block *block,
    size_t row, int column, int cells);

/* How to ask it, and the hint; gives the rows they took. */
size_t laying_put_guidance(struct sheet_laying *laying,
    const struct block *block, size_t row, int column, bool has_hint);

/* What stands below a block, from a row on. */
void laying_put_notes(struct sheet_laying *laying, const struct block *block,
    size_t row, int column);

/*
 * A field of text at a place: what is being typed in it, or what is shown.
 * Gives the rows it took.
 */
struct text_field {
	size_t row;
	int column, cells;
	const char *shown;
	const char *offer; /* dimmed while there is nothing else, or NULL */
	struct edit *edit; /* NULL: not being typed in */
	int least, most;   /* rows */
	size_t option;
};
size_t laying_put_text(
    struct sheet_laying *laying, const struct text_field *field);

/* A block from the bottom on, by its kind. */
void lay_block(struct sheet_laying *laying, const struct block *block);
/*
 * The blocks of a question with another voice open: how many there are from
 * this one on, or 0; and all of them, the two voices side by side.
 */
size_t laying_count_pair(const struct sheet_laying *laying, size_t first);
/* Only the question in focus, with wide margins and what blanks there is room
 * for. */
void lay_turned(struct sheet_laying *laying);
/* Begin anew with nothing laid. */
void laying_clear(struct sheet_laying *laying);
void lay_pair(struct sheet_laying *laying, size_t first, size_t count);
void lay_typed(struct sheet_laying *laying, const struct block *block);
void lay_choice(struct sheet_laying *laying, const struct block *block);
void lay_list(struct sheet_laying *laying, const struct block *block);
void lay_week(struct sheet_laying *laying, const struct block *block);

#endif
