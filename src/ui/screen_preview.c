/*
 * The preview of a print: the paper's own pages, one after the other, wrapped
 * to the window.  They are laid out again when the window changes and after
 * every act, so what is shown is always what would be printed.
 *
 * Tested through scripts, tests/screens.
 */
#include <stdio.h>

#include "desk/paper.h"
#include "ui/reader.h"

struct previewing {
	struct reader reader;
	struct preview *preview; /* NULL: it could not be made */
	size_t page;             /* in view */
	int columns, height;     /* of the window it is made for */
	uint64_t revision;       /* of the desk, when it was made */
};

static void
previewing_free(void *state)
{
	struct previewing *previewing = state;

	reader_release(&previewing->reader);
	preview_free(previewing->preview);
	mem_free(previewing);
}

/* The page in view, its lines already as wide as the window allows. */
static void
show_page(struct previewing *previewing)
{
	const struct preview_page *page =
	    &previewing->preview->pages[previewing->page];

	reader_clear(&previewing->reader);
	for (size_t i = 0; i < page->count; i++)
		reader_add(
		    &previewing->reader, page->lines[i], previewing->columns);
}

static void
load_pages(struct ui *ui, struct previewing *previewing, int columns)
{
	static const struct print_of plan = {.part = "plan"};
	struct err err = {0};

	preview_free(previewing->preview);
	previewing->columns = columns;
	previewing->revision = desk_revision(ui_desk(ui));
	if (!desk_preview(
		ui_desk(ui), &plan, columns - 2, &previewing->preview, &err)) {
		reader_clear(&previewing->reader);
		ui_say_err(ui, &err);
		return;
	}
	if (previewing->page >= previewing->preview->count)
		previewing->page = previewing->preview->count - 1;
	show_page(previewing);
}

/* The frame asks for the title first: so what it says is as it is now. */
static void
previewing_title(
    struct ui *ui, void *state, struct str *left, struct str *right)
{
	struct previewing *previewing = state;
	int columns = term_columns(ui_term(ui));
	char page[24], pages[24];

	if (previewing->columns != columns ||
	    previewing->revision != desk_revision(ui_desk(ui)))
		load_pages(ui, previewing, columns);
	str_put(left, words_get(ui_words(ui), WORD_UI_PREVIEW_TITLE));
	if (previewing->preview == NULL)
		return;
	snprintf(page, sizeof(page), "%zu", previewing->page + 1);
	snprintf(pages, sizeof(pages), "%zu", previewing->preview->count);
	words_put(right, ui_words(ui), WORD_UI_PAGE_OF, page, pages, NULL);
}

static void
previewing_draw(struct ui *ui, void *state, const struct area *area)
{
	struct previewing *previewing = state;

	previewing->height = area->rows;
	reader_draw(&previewing->reader, ui_term(ui), area);
}

/* Turn to another page of the paper, if there is one. */
static bool
turn(struct previewing *previewing, bool is_forward)
{
	size_t count =
	    previewing->preview == NULL ? 0 : previewing->preview->count;

	if (is_forward ? previewing->page + 1 >= count : previewing->page == 0)
		return false;
	previewing->page += is_forward ? 1 : (size_t)-1;
	show_page(previewing);
	return true;
}

/* PgUp and PgDn turn the paper's pages once their end is in view. */
static bool
previewing_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct previewing *previewing = state;
	struct reader *reader = &previewing->reader;
	bool is_key = event->kind == TERM_KEY;

	(void)ui;
	if (is_key && event->key == KEY_NAME_PAGE_DOWN &&
	    reader->row + 1 >= reader->count && turn(previewing, true))
		return true;
	if (is_key && event->key == KEY_NAME_PAGE_UP && reader->row == 0 &&
	    turn(previewing, false))
		return true;
	return reader_event(reader, event, previewing->height);
}

static void
previewing_hints(struct ui *ui, void *state, struct str *out)
{
	(void)state;
	str_put(out, words_get(ui_words(ui), WORD_UI_HINTS_PREVIEW));
}

static const struct screen_class previewing_class = {
    .name = "preview",
    .title = previewing_title,
    .draw = previewing_draw,
    .event = previewing_event,
    .hints = previewing_hints,
    .free = previewing_free,
};

void
preview_open(struct ui *ui)
{
	struct previewing *previewing = mem_new(sizeof(*previewing));

	reader_init(&previewing->reader);
	screen_push(ui, &previewing_class, previewing);
}
