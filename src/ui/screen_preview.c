/*
 * The preview of a print: the paper's own pages, one after the other, wrapped
 * to the window.  They are laid out again when the window changes and after
 * every act, so what is shown is always what would be printed.
 *
 * Tested through scripts, tests/screens.
 */
#include "desk/print.h"
#include "doc/compose.h"
#include "ui/reader.h"
#include "ui/screens.h"

struct previewing {
	struct reader reader;
	struct preview *preview; /* NULL: it could not be made */
	enum document document;
	size_t page;         /* in view */
	int columns, height; /* of the window it is made for */
	uint64_t revision;   /* of the desk, when it was made */
};

/* clang-format off */
static const char *const parts[DOCUMENT_MAX] = {
#define DOCUMENT(id, name, title, compose) [DOCUMENT_##id] = name,
#include "doc/documents.def"
#undef DOCUMENT
};
static const enum word titles[DOCUMENT_MAX] = {
#define DOCUMENT(id, name, title, compose) [DOCUMENT_##id] = WORD_##title,
#include "doc/documents.def"
#undef DOCUMENT
};
/* clang-format on */

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
	const struct print_of of = {.part = parts[previewing->document]};
	struct err err = {0};

	preview_free(previewing->preview);
	previewing->columns = columns;
	previewing->revision = desk_revision(ui_desk(ui));
	if (!desk_preview(
		ui_desk(ui), &of, columns - 3, &previewing->preview, &err)) {
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

	if (previewing->columns != columns ||
	    previewing->revision != desk_revision(ui_desk(ui)))
		load_pages(ui, previewing, columns);
	person_title(ui, left);
	str_format(
	    left, "  %s", words_get(ui_words(ui), WORD_UI_PREVIEW_TITLE));
	if (!previewing->preview)
		return;
	words_put(right, ui_words(ui), WORD_UI_PAGE_OF,
	    numeral_of_count(previewing->page + 1).text,
	    numeral_of_count(previewing->preview->count).text, NULL);
}

static void
previewing_heading(
    struct ui *ui, void *state, struct str *left, struct str *right)
{
	const struct previewing *previewing = state;

	(void)right;
	str_put(left, words_get(ui_words(ui), titles[previewing->document]));
}

static void
previewing_draw(struct ui *ui, void *state, const struct area *area)
{
	struct previewing *previewing = state;

	previewing->height = area->rows;
	reader_draw(&previewing->reader, ui_term(ui), area);
	ui_put_more(ui, area, reader_has_more(&previewing->reader, area->rows));
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

/* The next paper: the plan, the sum, the visit. */
static void
turn_paper(struct previewing *previewing)
{
	previewing->document = (previewing->document + 1) % DOCUMENT_MAX;
	previewing->page = 0;
	previewing->columns = 0; /* made anew when it is drawn */
}

/* PgUp and PgDn turn the paper's pages once their end is in view. */
static bool
previewing_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct previewing *previewing = state;
	struct reader *reader = &previewing->reader;

	(void)ui;
	if (term_is_key(event, KEY_NAME_TAB)) {
		turn_paper(previewing);
		return true;
	}
	if (term_is_key(event, KEY_NAME_PAGE_DOWN) &&
	    !reader_has_more(reader, previewing->height) &&
	    turn(previewing, true))
		return true;
	if (term_is_key(event, KEY_NAME_PAGE_UP) && reader->top == 0 &&
	    turn(previewing, false))
		return true;
	return reader_event(reader, event, previewing->height);
}

static bool
previewing_act(struct ui *ui, void *state, enum action action)
{
	const struct previewing *previewing = state;

	if (action != ACTION_PAPER)
		return false;
	paper_open(ui, parts[previewing->document]);
	return true;
}

static void
previewing_hints(struct ui *ui, void *state, struct str *out)
{
	(void)state;
	ui_put_key(ui, ACTION_PAPER, out);
	str_format(
	    out, "   %s", words_get(ui_words(ui), WORD_UI_HINTS_PREVIEW));
}

static const struct screen_class previewing_class = {
    .name = "preview",
    .about = WORD_UI_HELP_PREVIEW,
    .keys = WORD_UI_KEYS_PREVIEW,
    .put_title = previewing_title,
    .put_heading = previewing_heading,
    .draw = previewing_draw,
    .event = previewing_event,
    .act = previewing_act,
    .put_hints = previewing_hints,
    .free = previewing_free,
};

void
preview_open(struct ui *ui)
{
	struct previewing *previewing = mem_new(sizeof(*previewing));

	reader_init(&previewing->reader);
	screen_push(ui, &previewing_class, previewing);
}
