/*
 * Documents from small texts, and whether everything on their pages is in its
 * place.
 *
 * The first lines of a text name what every document has (language, title,
 * name, reference, mark, printed); after a blank line each line is a node, by
 * its first sign:
 *
 *	# to ####  headings       =  a figure       .  a paragraph
 *	>  own words              ~  a note         -  an item of a list
 *	;  a pair of a label and an answer
 *	[ ] [x]  a box            _  a line to write on, _h half a line
 *	|  a row of cells; the first one of a table is its headings, and |n sets
 *	   its last column as figures; |r has a heading before the row, |h is
 *	   heavy, |+ is more about the row above, in one cell
 *	:  a table's caption      !  what follows begins a page
 *	(  )  a section, (k one that stays together
 *
 * Within a line *strong* is heavy and {cy text} in another language.
 */
#ifndef RIG_PAPER_H
#define RIG_PAPER_H

#include <stdbool.h>

#include "base/mem.h"
#include "base/str.h"
#include "doc/layout.h"

/* The document, in the arena. */
const struct doc *paper_read(struct arena *arena, const char *text);

/* Paper in cells, on which a line of any style is one; no rows: endless. */
struct metrics paper_of_cells(int columns, int rows);

/*
 * Does nothing leave the margins, no two things lie on each other, and is no
 * line set in nothing?  If not, *fault says what does.
 */
bool paper_is_in_place(const struct layout *layout, struct str *fault);

#endif
