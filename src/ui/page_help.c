/*
 * Help on a page: what the forms say of the question in focus, in plain words
 * and in official ones, and every key that works there.
 *
 * A question without help of its own has its page's.  The same words stand
 * beside the page where the window is wide.  Tested by the screens of
 * tests/screens.
 */
#include "base/str.h"
#include "ui/page.h"
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

void
page_open_help(struct ui *ui, const struct page_screen *page)
{
	const struct words *words = ui_words(ui);
	const struct block *block = page_block(page);
	struct str text = STR_EMPTY;

	if (page->is_turned) {
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
