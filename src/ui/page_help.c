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

static void
put_paragraph(struct str *out, struct ui *ui, const struct wording *wording)
{
	const struct words *words = ui_words(ui);
	const char *text = wording_get(wording, words_language(words));

	if (!text)
		return;
	if (out->length > 0)
		str_put(out, "\n\n");
	reading_put_text(out, desk_reading(ui_desk(ui)), text, words);
}

/* The wording of the law and of forms elsewhere, marked as such. */
static void
put_official(struct str *out, struct ui *ui, const struct wording *wording)
{
	const struct words *words = ui_words(ui);
	const char *text = wording_get(wording, words_language(words));
	struct str filled = STR_EMPTY;

	if (!text)
		return;
	if (out->length > 0)
		str_put(out, "\n\n");
	reading_put_text(&filled, desk_reading(ui_desk(ui)), text, words);
	words_put(out, words, WORD_UI_PAGE_OFFICIAL, filled.text, NULL);
	str_release(&filled);
}

void
page_put_help(struct str *out, struct ui *ui, const struct page_screen *page)
{
	const struct form_set *set = desk_forms(ui_desk(ui));
	const struct block *block = page_block(page);

	switch (block->spot.kind) {
	case BLOCK_TYPED:
	case BLOCK_CHOICE:
	case BLOCK_WEEK:
	case BLOCK_SUM: {
		const struct field *field = &set->fields[block->spot.index];
		put_paragraph(out, ui, &field->help);
		put_official(out, ui, &field->official);
		break;
	}
	case BLOCK_LIST: {
		const struct repeat *list = &set->repeats[block->spot.index];
		put_paragraph(out, ui, &list->help);
		put_official(out, ui, &list->official);
		break;
	}
	case BLOCK_HEADING:
	case BLOCK_PROSE:
	case BLOCK_BUTTON:
		break;
	}
	if (out->length == 0)
		put_paragraph(out, ui, &set->pages[page->page].help);
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
