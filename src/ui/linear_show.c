/*
 * What is told line by line: sentences and texts wrapped to the window, and
 * what of a page is read and not asked.
 *
 * Owns nothing.  Numbers stand before options and rows; what is wrong has a
 * "!" before it, as on the screens.  Nothing is told by its place alone.
 *
 * Tested by tests/linear.
 */
#include <string.h>

#include "base/str.h"
#include "desk/backup.h"
#include "ui/linear_parts.h"
#include "ui/told.h"
#include "ui/wrap.h"

/* --- Texts ---------------------------------------------------------------- */

static void
put_row(struct linear *linear, const char *text, size_t length)
{
	struct str row = STR_EMPTY;

	while (length > 0 && text[length - 1] == ' ')
		length--;
	str_put_n(&row, text, length);
	str_put_char(&row, '\n');
	lines_put(linear->lines, row.text);
	str_release(&row);
}

void
linear_tell_text(struct linear *linear, const char *text)
{
	struct wrap wrap = {0};

	wrap_text(&wrap, text, strlen(text), lines_width(linear->lines));
	for (size_t i = 0; i < wrap.count; i++)
		put_row(linear, text + wrap.rows[i].start, wrap.rows[i].length);
	wrap_release(&wrap);
}

void
linear_tell_line(struct linear *linear, const char *text)
{
	put_row(linear, text, strlen(text));
}

void
linear_tell(struct linear *linear, enum word word, ...)
{
	struct str text = STR_EMPTY;
	va_list list;

	va_start(list, word);
	words_put_list(&text, desk_words(linear->desk), word, list);
	va_end(list);
	linear_tell_text(linear, text.text);
	str_release(&text);
}

/* What is wrong, and of damage which backup to bring back. */
static void
put_err(struct str *out, struct linear *linear, const struct err *err)
{
	struct err said = *err;

	desk_name_backup(linear->desk, &said);
	err_put(out, &said, desk_words(linear->desk));
}

void
linear_tell_err(struct linear *linear, const struct err *err)
{
	struct str text = STR_EMPTY;

	str_put(&text, "! ");
	put_err(&text, linear, err);
	linear_tell_text(linear, text.text);
	str_release(&text);
}

static void
tell_why(struct linear *linear, enum word word, const struct err *err)
{
	struct str why = STR_EMPTY;

	put_err(&why, linear, err);
	linear_tell(linear, word, why.text, NULL);
	str_release(&why);
}

void
linear_tell_unsaved(struct linear *linear, const struct err *err)
{
	tell_why(linear, WORD_UI_NOT_SAVED, err);
}

void
linear_tell_kept(struct linear *linear, const struct err *err)
{
	tell_why(linear, WORD_LINEAR_NOT_SAVED, err);
}

/* --- Blocks --------------------------------------------------------------- */

void
linear_tell_notes(struct linear *linear, const struct block *block)
{
	for (size_t i = 0; i < block->note_count; i++) {
		const struct note *note = &block->notes[i];
		bool is_loud =
		    note->kind == NOTE_WRONG || note->kind == NOTE_WARNING;
		struct str text = STR_EMPTY;
		if (note->kind == NOTE_OFFER)
			continue; /* it names a key */
		str_format(&text, "%s%s", is_loud ? "! " : "", note->text);
		linear_tell_text(linear, text.text);
		str_release(&text);
	}
}

/* Which of the sums of the page it is, from 1 on. */
static size_t
sum_number(const struct linear *linear, size_t index)
{
	size_t number = 0;

	for (size_t i = 0; i <= index; i++)
		number += linear->model.blocks[i].spot.kind == BLOCK_SUM;
	return number;
}

void
linear_tell_block(struct linear *linear, size_t index)
{
	const struct block *block = &linear->model.blocks[index];

	switch (block->spot.kind) {
	case BLOCK_HEADING:
	case BLOCK_PROSE:
		if (block->text)
			linear_tell_text(linear, block->text);
		break;
	case BLOCK_SUM:
		linear_tell(linear, WORD_LINEAR_SUM,
		    numeral_of_count(sum_number(linear, index)).text,
		    block->label ? block->label : "", block->text, NULL);
		break;
	case BLOCK_CHOICE:
	case BLOCK_LIST:
		/* Without options or rows there is nothing to ask. */
		if (block->label)
			linear_tell_text(linear, block->label);
		break;
	case BLOCK_TYPED:
	case BLOCK_WEEK:
	case BLOCK_BUTTON:
		return;
	}
	linear_tell_notes(linear, block);
}

/* "What: Swimming; A week: £62.40", of the cells that hold anything. */
static void
put_cells(struct linear *linear, const struct table_view *table, size_t row,
    struct str *out)
{
	for (size_t c = 0; c < table->column_count; c++) {
		const char *heading = table->columns[c].heading;
		const char *cell = table->cells[row * table->column_count + c];
		if (text_is_blank(cell))
			continue;
		if (out->length > 0)
			str_put(out, "; ");
		if (text_is_blank(heading) || c == 0)
			str_put(out, cell);
		else
			words_put(out, desk_words(linear->desk),
			    WORD_LINEAR_CELL, heading, cell, NULL);
	}
}

void
linear_tell_table(struct linear *linear, const struct table_view *table)
{
	for (size_t r = 0; r < table->row_count; r++) {
		struct str cells = STR_EMPTY;
		put_cells(linear, table, r, &cells);
		linear_tell(linear, WORD_LINEAR_ROW,
		    numeral_of_count(r + 1).text, cells.text, NULL);
		if (table->remarks[r])
			linear_tell(linear, WORD_LINEAR_ROW_REMARKS, NULL);
		str_release(&cells);
	}
	for (size_t c = 0; c < table->column_count; c++)
		if (table->columns[c].total)
			linear_tell(linear, WORD_LINEAR_TOTAL,
			    table->columns[c].heading, table->columns[c].total,
			    NULL);
}

/* --- Pages ---------------------------------------------------------------- */

void
linear_tell_budget(struct linear *linear)
{
	struct str now = STR_EMPTY;

	told_budget(&now, linear->desk, true);
	if (!text_is(now.text, linear->budget.text)) {
		linear_tell_text(linear, now.text);
		str_clear(&linear->budget);
		str_put(&linear->budget, now.text);
	}
	str_release(&now);
}

/* "Step 5 of 7  Organising your support, page 2 of 8" */
static void
put_place(struct linear *linear, struct str *out)
{
	const struct words *words = desk_words(linear->desk);
	const struct form_set *set = desk_forms(linear->desk);
	size_t page = linear->place.page, place, count;
	const struct form *form = &set->forms[set->pages[page].form];
	const char *title = wording_get(&form->title, words_language(words));

	if (!title)
		title = form->id;
	if (form->step == 0)
		str_put(out, title);
	else
		words_put(out, words, WORD_UI_PAGE_STEP,
		    numeral_of(form->step).text, title, NULL);
	page_place(desk_reading(linear->desk), page, &place, &count);
	if (count < 2)
		return;
	str_put(out, ", ");
	words_put(out, words, WORD_UI_PAGE_PLACE, numeral_of_count(place).text,
	    numeral_of_count(count).text, NULL);
}

void
linear_tell_page(struct linear *linear)
{
	const struct linear_place *place = &linear->place;
	struct str title = STR_EMPTY, where = STR_EMPTY;

	linear_tell_line(linear, "");
	page_put_title(&title, desk_reading(linear->desk),
	    desk_words(linear->desk), place->page, place->repeat, place->row);
	put_place(linear, &where);
	linear_tell(linear, WORD_LINEAR_TITLE, where.text, title.text, NULL);
	if (page_counts_money(desk_forms(linear->desk), place->page)) {
		str_clear(&linear->budget);
		linear_tell_budget(linear);
	}
	str_release(&title);
	str_release(&where);
}
