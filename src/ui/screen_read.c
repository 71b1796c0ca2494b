/*
 * Screens that only tell something: help, the working of a sum, the preview
 * of a print.  Each is a reader with a title; the text is wrapped again when
 * the window changes.
 */
#include <stdio.h>

#include "desk/paper.h"
#include "ui/reader.h"

struct telling {
	struct reader reader;
	char *title, *text;  /* of help and sums */
	int columns, height; /* of the window it is wrapped for */
	struct print_of of;  /* of a preview */
	size_t page, page_count;
	bool is_preview;
};

static void
telling_free(void *state)
{
	struct telling *telling = state;

	reader_release(&telling->reader);
	mem_free(telling->title);
	mem_free(telling->text);
	mem_free(telling);
}

static void
telling_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	struct telling *telling = state;
	char page[24], pages[24];

	str_put(left, telling->title);
	if (!telling->is_preview)
		return;
	snprintf(page, sizeof(page), "%zu", telling->page + 1);
	snprintf(pages, sizeof(pages), "%zu", telling->page_count);
	words_put(right, ui_words(ui), WORD_UI_PAGE_OF, page, pages, NULL);
}

static bool
telling_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct telling *telling = state;

	if (event->kind == TERM_KEY &&
	    (event->key == KEY_NAME_ENTER || event->key == KEY_NAME_F1)) {
		screen_pop(ui);
		return true;
	}
	return reader_event(&telling->reader, event, telling->height);
}

static void
telling_draw(struct ui *ui, void *state, const struct area *area)
{
	struct telling *telling = state;

	telling->height = area->rows;
	if (telling->columns != area->columns) {
		telling->columns = area->columns;
		reader_clear(&telling->reader);
		reader_add(&telling->reader, telling->text,
		    area->columns < 92 ? area->columns - 2 : 90);
	}
	reader_draw(&telling->reader, ui_term(ui), area);
}

static void
telling_hints(struct ui *ui, void *state, struct str *out)
{
	(void)state;
	str_put(out, words_get(ui_words(ui), WORD_UI_HINTS_READ));
}

static const struct screen_class telling_class = {
    .name = "help",
    .title = telling_title,
    .draw = telling_draw,
    .event = telling_event,
    .hints = telling_hints,
    .free = telling_free,
};

static struct telling *
telling_new(const char *title, const char *text)
{
	struct telling *telling = mem_new(sizeof(*telling));

	reader_init(&telling->reader);
	telling->title = mem_copy_text(title);
	telling->text = mem_copy_text(text);
	return telling;
}

void
help_open(struct ui *ui, const char *title, const char *text)
{
	screen_push(ui, &telling_class, telling_new(title, text));
}

void
sum_open(struct ui *ui, size_t field, int row)
{
	const struct reading *reading = desk_reading(ui_desk(ui));
	const struct result *result = reading_result(reading, field, row);
	struct str text = STR_EMPTY, title = STR_EMPTY;

	if (result->trace == NULL) {
		ui_say(ui, WORD_UI_WHY_NO_SUM, NULL);
		return;
	}
	trace_put(&text, result->trace, reading, ui_words(ui));
	if (result->trace->is_illustrative && !desk_is_practice(ui_desk(ui)))
		str_format(&text, "\n%s\n",
		    words_get(ui_words(ui), WORD_DESK_ILLUSTRATIVE));
	words_put(&title, ui_words(ui), WORD_UI_SUM_TITLE, NULL);
	screen_push(ui, &telling_class, telling_new(title.text, text.text));
	str_release(&text);
	str_release(&title);
}

/* The page in view, wrapped to the window; made anew for every page. */
static void
load_page(struct ui *ui, struct telling *telling, int columns)
{
	struct preview *preview;
	struct err err = {0};

	reader_clear(&telling->reader);
	if (!desk_preview(
		ui_desk(ui), &telling->of, columns - 2, &preview, &err)) {
		ui_say_err(ui, &err);
		return;
	}
	telling->page_count = preview->count;
	if (telling->page >= preview->count)
		telling->page = preview->count - 1;
	const struct preview_page *page = &preview->pages[telling->page];
	for (size_t i = 0; i < page->count; i++)
		reader_add(&telling->reader, page->lines[i], columns);
	preview_free(preview);
}

static void
preview_draw(struct ui *ui, void *state, const struct area *area)
{
	struct telling *telling = state;

	telling->height = area->rows;
	if (telling->columns != area->columns) {
		telling->columns = area->columns;
		load_page(ui, telling, area->columns);
	}
	reader_draw(&telling->reader, ui_term(ui), area);
}

/* PgUp and PgDn turn the paper's pages once their end is in view. */
static bool
preview_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct telling *telling = state;
	struct reader *reader = &telling->reader;

	if (event->kind != TERM_KEY)
		return reader_event(reader, event, telling->height);
	bool is_at_end = reader->row + 1 >= reader->count;
	if (event->key == KEY_NAME_PAGE_DOWN && is_at_end &&
	    telling->page + 1 < telling->page_count)
		telling->page++;
	else if (event->key == KEY_NAME_PAGE_UP && reader->row == 0 &&
		 telling->page > 0)
		telling->page--;
	else
		return reader_event(reader, event, telling->height);
	load_page(ui, telling, telling->columns);
	return true;
}

static void
preview_hints(struct ui *ui, void *state, struct str *out)
{
	(void)state;
	str_put(out, words_get(ui_words(ui), WORD_UI_HINTS_PREVIEW));
}

static const struct screen_class preview_class = {
    .name = "preview",
    .title = telling_title,
    .draw = preview_draw,
    .event = preview_event,
    .hints = preview_hints,
    .free = telling_free,
};

void
preview_open(struct ui *ui)
{
	struct telling *telling =
	    telling_new(words_get(ui_words(ui), WORD_UI_PREVIEW_TITLE), "");

	telling->is_preview = true;
	telling->columns = term_columns(ui_term(ui));
	screen_push(ui, &preview_class, telling);
	load_page(ui, telling, telling->columns);
}
