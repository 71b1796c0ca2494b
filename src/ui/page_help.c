/*
 * Help on a page: what the forms say of the question in focus, in plain words
 * and in official ones, and every key that works there.
 *
 * A question without help of its own has its page's.  The same words stand
 * beside the page where the window is wide.  Tested by the screens of
 * tests/screens.
 */
#include "base/str.h"
#include "desk/why.h"
#include "ui/page.h"
#include "ui/screens.h"
#include "ui/told.h"

void
page_put_help(struct str *out, struct ui *ui, const struct page_screen *page)
{
	told_help(out, ui_desk(ui), page_block(page), page->page);
}

void
page_put_keys(struct str *out, struct ui *ui, const struct page_screen *page)
{
	static const enum word keys[] = {
	    [BLOCK_TYPED] = WORD_UI_PAGE_KEYS_LINE,
	    [BLOCK_CHOICE] = WORD_UI_PAGE_KEYS_MANY,
	    [BLOCK_WEEK] = WORD_UI_PAGE_KEYS_WEEK,
	    [BLOCK_SUM] = WORD_UI_PAGE_KEYS_SUM,
	    [BLOCK_LIST] = WORD_UI_PAGE_KEYS_LIST,
	    [BLOCK_BUTTON] = WORD_UI_PAGE_KEYS_BUTTON,
	};
	const struct block *block = page_block(page);
	enum word own = keys[block->spot.kind];

	if (block->spot.kind == BLOCK_TYPED && block->is_long)
		own = WORD_UI_PAGE_KEYS_LONG;
	if (block->spot.kind == BLOCK_CHOICE && block_is_single(block))
		own = WORD_UI_PAGE_KEYS_ONE;
	str_format(out, "%s\n%s\n%s",
	    words_get(ui_words(ui), WORD_UI_HELP_KEYS),
	    words_get(ui_words(ui), own),
	    words_get(ui_words(ui), WORD_UI_PAGE_KEYS));
}

/* A question has a title of its own; what else is in focus has the page's. */
static void
put_why_title(
    struct str *out, struct ui *ui, const struct page_screen *page, bool is_own)
{
	const struct block *block = page_block(page);
	const struct form_set *set = desk_forms(ui_desk(ui));
	const struct words *words = ui_words(ui);
	const char *label = NULL;

	if (is_own)
		label = wording_get(&set->fields[block->spot.index].label,
		    words_language(words));
	if (label)
		reading_put_text(out, desk_reading(ui_desk(ui)), label, words);
	else
		page_put_title(out, desk_reading(ui_desk(ui)), words,
		    page->page, page->repeat, page->row);
}

void
page_open_why(struct ui *ui, struct page_screen *page)
{
	struct desk *desk = ui_desk(ui);
	const struct block *block = page_block(page);
	bool is_own = spot_field(&block->spot) != NONE;
	struct str title = STR_EMPTY, text = STR_EMPTY;
	struct err err = {0};

	put_why_title(&title, ui, page, is_own);
	if (!is_own)
		told_help(&text, desk, block, page->page);
	if (text.length > 0)
		str_put_char(&text, '\n');
	bool is_read = !is_own || desk_put_why(&text, desk, block->spot.index,
				      block->spot.row, &err);
	desk_put_not_asked(&text, desk, page->page, page->repeat, page->row);
	help_open(ui, title.text, text.text);
	if (!is_read)
		ui_say_err(ui, &err);
	str_release(&title);
	str_release(&text);
}

void
page_open_help(struct ui *ui, const struct page_screen *page)
{
	const struct words *words = ui_words(ui);
	const struct block *block = page_block(page);
	struct str text = STR_EMPTY;

	if (page->mode == PAGE_TURNED) {
		help_open(ui, words_get(words, WORD_UI_HELP_TITLE),
		    words_get(words, WORD_UI_TURN_HELP));
		return;
	}
	page_put_help(&text, ui, page);
	if (text.length > 0)
		str_put(&text, "\n\n");
	str_format(&text, "%s\n\n", words_get(words, WORD_UI_HELP_SAVED));
	page_put_keys(&text, ui, page);
	str_format(&text, "\n\n%s\n", words_get(words, WORD_UI_HELP_ALL_KEYS));
	ui_put_actions(ui, &text);
	help_open(ui,
	    block->label ? block->label : words_get(words, WORD_UI_HELP_TITLE),
	    text.text);
	str_release(&text);
}
