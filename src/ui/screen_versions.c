/*
 * The versions of a plan: the one that could be made now, then those that were
 * made, the last one first.
 *
 * They are the desk's, and fetched when one comes here.  Tested through
 * scripts, tests/screens.
 */
#include "base/str.h"
#include "desk/freeze.h"
#include "ui/line.h"
#include "ui/menu_list.h"
#include "ui/screens.h"
#include "ui/versions.h"

struct versions {
	struct menu_list list; /* the one to make, then those there are */
	struct ui *ui;
	struct arena *arena;
	const struct frozen_version *versions;
	size_t count;
	int height, columns;
};

enum {
	CODE_AT = 12,
	DATE_AT = 34,
	PAPERS_AT = 56, /* or below the code */
	WIDE = 76,
	MAKE_CELLS = 32
};

static void
versions_free(void *state)
{
	struct versions *versions = state;

	arena_free(versions->arena);
	mem_free(versions);
}

static void
versions_enter(struct ui *ui, void *state)
{
	struct versions *versions = state;
	struct err err = {.is_set = false};

	arena_free(versions->arena);
	versions->arena = arena_new();
	if (!desk_list_versions(ui_desk(ui), versions->arena,
		&versions->versions, &versions->count, &err)) {
		versions->count = 0;
		ui_say_err(ui, &err);
	}
	versions->list.count = versions->count + 1;
	versions->list.gap = 1;
}

static void
versions_heading(
    struct ui *ui, void *state, struct str *left, struct str *right)
{
	const struct versions *versions = state;

	(void)right;
	str_put(left, words_get(ui_words(ui), versions->count == 0
						  ? WORD_UI_VERSIONS_NONE
						  : WORD_UI_VERSIONS_KEPT));
}

/* Do the papers of a version stand in the row of its code and date? */
static bool
has_wide_rows(const struct versions *versions)
{
	return versions->columns >= WIDE;
}

static int
rows_of(void *context, size_t index, bool is_focus)
{
	(void)is_focus;
	return index == 0 || has_wide_rows(context) ? 1 : 2;
}

/* The last one stands first. */
static const struct frozen_version *
version_at(const struct versions *versions, size_t index)
{
	return &versions->versions[versions->count - index];
}

static void
put_next(struct versions *versions, struct term *term, int row, int column,
    int columns, enum term_role role)
{
	struct ui *ui = versions->ui;
	struct str name = STR_EMPTY, state = STR_EMPTY;

	words_put(&name, ui_words(ui), WORD_UI_VERSION_MAKE,
	    numeral_of_count(versions->count + 1).text, NULL);
	if (desk_readiness(ui_desk(ui))->blocking > 0)
		needed_count_put(ui, &state, false);
	else
		str_put(&state, words_get(ui_words(ui), WORD_UI_VERSION_READY));
	line_put(term, row, column, MAKE_CELLS - 1, name.text, role);
	line_put(term, row, column + MAKE_CELLS, columns - MAKE_CELLS,
	    state.text, ROLE_TEXT);
	str_release(&name);
	str_release(&state);
}

/* "Version 2   7F3A-91C2-Q0ZT-KM5P   21 November 2026   2 written down" */
static void
put_line(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	struct versions *versions = context;
	const struct words *words = ui_words(versions->ui);
	enum term_role role = is_focus ? ROLE_FOCUS : ROLE_LABEL;
	struct str name = STR_EMPTY, date = STR_EMPTY, written = STR_EMPTY;

	if (index == 0) {
		put_next(versions, term, row, column, columns, role);
		return;
	}
	const struct frozen_version *version = version_at(versions, index);
	struct moment moment = desk_moment(ui_desk(versions->ui), version->at);
	words_put(&name, words, WORD_UI_VERSION,
	    numeral_of(version->number).text, NULL);
	date_put(&date, moment.date, words);
	words_put(&written, words, WORD_UI_VERSION_WRITTEN,
	    numeral_of_count(version->signing_count).text, NULL);
	line_put(term, row, column, CODE_AT - 1, name.text, role);
	line_put(term, row, column + CODE_AT, DATE_AT - CODE_AT - 1,
	    version->code, ROLE_TEXT);
	line_put(term, row, column + DATE_AT, columns - DATE_AT, date.text,
	    ROLE_TEXT);
	bool is_wide = has_wide_rows(versions);
	int at = is_wide ? PAPERS_AT : CODE_AT;
	line_put(term, is_wide ? row : row + 1, column + at, columns - at,
	    written.text, ROLE_TEXT);
	str_release(&name);
	str_release(&date);
	str_release(&written);
}

static void
versions_draw(struct ui *ui, void *state, const struct area *area)
{
	struct versions *versions = state;

	versions->height = area->rows - 1;
	versions->columns = area->columns;
	menu_list_draw(&versions->list, ui_term(ui), area->top + 1,
	    versions->height, area->columns, put_line, versions);
	ui_put_more(
	    ui, area, menu_list_has_more(&versions->list, versions->height));
}

/* Nothing is made while something is missing: then one is led there. */
static void
open_line(struct ui *ui, const struct versions *versions)
{
	size_t focus = versions->list.focus;

	if (focus > 0) {
		version_open(ui, version_at(versions, focus)->number);
	} else if (desk_readiness(ui_desk(ui))->blocking > 0) {
		needed_open(ui);
		ui_say(ui, WORD_UI_VERSION_NOT_READY, NULL);
	} else {
		freeze_open(ui, (int)versions->count + 1);
	}
}

static bool
versions_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct versions *versions = state;

	if (!term_is_key(event, KEY_NAME_ENTER))
		return menu_list_event(
		    &versions->list, event, versions->height);
	open_line(ui, versions);
	return true;
}

static const struct screen_class versions_class = {
    .name = "versions",
    .about = WORD_UI_HELP_VERSIONS,
    .keys = WORD_UI_KEYS_VERSIONS,
    .names_person = true,
    .title = WORD_UI_VERSIONS,
    .put_heading = versions_heading,
    .hint = WORD_UI_HINTS_CHOOSE,
    .enter = versions_enter,
    .draw = versions_draw,
    .event = versions_event,
    .free = versions_free,
};

void
versions_open(struct ui *ui)
{
	struct versions *versions = mem_new(sizeof(*versions));

	versions->ui = ui;
	versions->list.rows = rows_of;
	versions->list.context = versions;
	screen_push(ui, &versions_class, versions);
}
