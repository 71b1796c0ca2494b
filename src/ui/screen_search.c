/*
 * Finding words anywhere in the plan: a line to type in, the places that hold
 * them, and below the one in focus in full.
 *
 * What is found is plan/search.h's; the hits live in an arena until the next
 * letter, or until the plan is another.  Tested through scripts, tests/screens.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "plan/search.h"
#include "ui/excerpt.h"
#include "ui/line.h"
#include "ui/menu_list.h"
#include "ui/screens.h"

enum {
	WHOLE_ROWS = 6, /* for the place in focus */
	ROOMY = 14,     /* rows, with those */
	INDENT = 2,
	PLACE_GAP = 2 /* between where it is and what is found there */
};

struct search {
	struct ui *ui;
	struct edit *line;
	struct menu_list list;
	struct arena *arena;
	const struct hit *hits;
	uint64_t revision;
	int height;
};

static void
search_free(void *state)
{
	struct search *search = state;

	edit_free(search->line);
	arena_free(search->arena);
	mem_free(search);
}

static void
find(struct search *search)
{
	struct desk *desk = ui_desk(search->ui);
	size_t count;
	const struct reading *const *readings = desk_readings(desk, &count);

	arena_free(search->arena);
	search->arena = arena_new();
	search->hits = search_find(search->arena, readings, count,
	    SEARCH_EVERYTHING, edit_text(search->line), ui_words(search->ui),
	    &search->list.count);
	search->revision = desk_revision(desk);
}

static void
refresh(struct search *search)
{
	if (search->revision != desk_revision(ui_desk(search->ui)))
		find(search);
}

/* --- Drawing -------------------------------------------------------------- */

static void
search_heading(struct ui *ui, void *state, struct str *left, struct str *right)
{
	const struct search *search = state;

	str_put(left, words_get(ui_words(ui), WORD_UI_SEARCH_TITLE));
	if (!text_is_blank(edit_text(search->line)))
		words_put(right, ui_words(ui), WORD_UI_SEARCH_COUNT,
		    numeral_of_count(search->list.count).text, NULL);
}

/* "The worker says: order"; of what all rows of a list are asked nothing. */
static void
put_said(struct str *out, struct ui *ui, const struct hit *hit)
{
	const struct words *words = ui_words(ui);

	const struct field *field =
	    &desk_forms(ui_desk(ui))->fields[hit->field];

	if (!hit->answer && field->repeat == NONE)
		str_put(out, words_get(words, WORD_UI_SEARCH_OPEN));
	else if (!hit->answer)
		return;
	else if (hit->voice != VOICE_PERSON)
		words_put(out, words, WORD_UI_SEARCH_SAYS,
		    voice_title(hit->voice, words), hit->answer, NULL);
	else if (hit->whose)
		words_put(out, words, WORD_UI_SEARCH_WORDS_OF, hit->answer,
		    hit->whose, NULL);
	else
		str_put(out, hit->answer);
}

/* What of the hit holds a word that was typed; the answer, if it does. */
static const char *
found_in(const struct hit *hit, const char *typed)
{
	bool is_asked = !hit->answer || (!utf8_contains(hit->answer, typed) &&
					    utf8_contains(hit->label, typed));

	return is_asked ? hit->label : hit->answer;
}

/* Where it is, in so many cells: what is found must have room as well. */
static void
put_where(struct str *out, const char *where, int cells)
{
	size_t length = strlen(where);
	size_t fitting = utf8_fit(where, length, cells - 1, NULL);

	if (utf8_text_width(where) <= cells)
		fitting = length;
	str_put_n(out, where, fitting);
	if (fitting < length)
		str_put(out, "\u2026");
}

static void
put_hit(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	const struct search *search = context;
	const struct hit *hit = &search->hits[index];
	const struct words *words = ui_words(search->ui);
	const char *typed = edit_text(search->line);
	struct str where = STR_EMPTY, found = STR_EMPTY;
	struct str place = STR_EMPTY, text = STR_EMPTY;

	put_where(&where, hit->where, columns / 2);
	excerpt_put(&found, found_in(hit, typed), typed,
	    columns - PLACE_GAP - utf8_text_width(where.text));
	words_put(
	    &place, words, WORD_UI_SEARCH_PLACE, where.text, found.text, NULL);
	if (hit->is_private)
		words_put(
		    &text, words, WORD_UI_SEARCH_PRIVATE, place.text, NULL);
	line_put(term, row, column, columns,
	    hit->is_private ? text.text : place.text,
	    is_focus ? ROLE_FOCUS : ROLE_LABEL);
	str_release(&where);
	str_release(&found);
	str_release(&place);
	str_release(&text);
}

/* The place in focus: where, the question, and what was said. */
static void
draw_whole(struct ui *ui, const struct search *search, const struct area *area,
    int row)
{
	const struct hit *hit = &search->hits[search->list.focus];
	struct str text = STR_EMPTY;

	row += ui_put_text(ui, area, row, INDENT, hit->label, ROLE_HINT);
	put_said(&text, ui, hit);
	ui_put_text(ui, area, row, INDENT, text.text, ROLE_TEXT);
	str_release(&text);
}

static void
search_draw(struct ui *ui, void *state, const struct area *area)
{
	struct search *search = state;
	struct term *term = ui_term(ui);
	int top = area->top + 2;
	bool is_roomy = area->rows >= ROOMY;

	refresh(search);
	search->height = area->rows - 2 - (is_roomy ? WHOLE_ROWS : 0);
	line_draw(term, search->line, area->top, area->columns,
	    words_get(ui_words(ui), WORD_UI_FIND), search->list.count == 0);
	if (search->list.count == 0 && !text_is_blank(edit_text(search->line)))
		ui_put_text(ui, area, top, INDENT,
		    words_get(ui_words(ui), WORD_UI_SEARCH_NONE), ROLE_TEXT);
	menu_list_draw(&search->list, term, top, search->height, area->columns,
	    put_hit, search);
	if (is_roomy && search->list.count > 0)
		draw_whole(ui, search, area, top + search->height + 1);
	ui_put_more(
	    ui, area, menu_list_has_more(&search->list, search->height));
}

/* --- Keys ----------------------------------------------------------------- */

static void
open_hit(struct ui *ui, const struct search *search)
{
	if (search->list.focus >= search->list.count)
		return;
	const struct hit hit = search->hits[search->list.focus];
	const struct address address = {
	    .field = desk_forms(ui_desk(ui))->fields[hit.field].id,
	    .row = hit.row,
	    .voice = hit.voice,
	};
	screen_pop_to_person(ui);
	if (hit.answer)
		page_open_at(ui, &address);
	else
		page_open(ui, hit.page, hit.row, hit.field);
}

static bool
search_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct search *search = state;

	refresh(search);
	if (term_is_key(event, KEY_NAME_ENTER)) {
		open_hit(ui, search);
		return true;
	}
	return menu_list_event(&search->list, event, search->height);
}

static struct edit *
search_writing(struct ui *ui, void *state)
{
	const struct search *search = state;

	(void)ui;
	return search->line;
}

static void
search_typed(struct ui *ui, void *state)
{
	struct search *search = state;

	(void)ui;
	search->list.focus = search->list.top = 0;
	find(search);
}

static bool
search_is_empty(const void *state)
{
	const struct search *search = state;

	return search->list.count == 0;
}

static const struct screen_class search_class = {
    .name = "search",
    .about = WORD_UI_HELP_SEARCH,
    .keys = WORD_UI_KEYS_SEARCH,
    .names_person = true,
    .title = WORD_UI_ACT_FIND,
    .put_heading = search_heading,
    .hint = WORD_UI_HINTS_CHOOSE,
    .is_empty = search_is_empty,
    .draw = search_draw,
    .event = search_event,
    .writing = search_writing,
    .typed = search_typed,
    .free = search_free,
};

void
search_open(struct ui *ui)
{
	struct search *search = mem_new(sizeof(*search));

	search->ui = ui;
	search->line = edit_new("", true);
	find(search);
	screen_push(ui, &search_class, search);
}
