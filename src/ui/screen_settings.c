/*
 * What the worker prefers on this laptop: every setting in a row, changed where
 * it stands and kept at once.
 *
 * What a setting may be, and what it is called, is the desk's; here is only how
 * it is chosen or typed.  A text is kept when its row is left; one that cannot
 * be kept says why, and whoever leaves it a second time leaves it as it was.
 *
 * Tested through scripts, tests/screens.
 */
#include <string.h>

#include "ui/line.h"
#include "ui/screens.h"

enum {
	LABEL_AT = 2,
	VALUE_AT = 18,
	EDGE = 1,
	ABOUT_ROWS = 5, /* a blank one and what is said of the row in focus */
	LEAST_ROWS = 8  /* of settings, before it is said who has set them */
};

struct preferring {
	enum setting_id focus;
	int top, first_row; /* the first shown, and where */
	int height;
	struct edit *line; /* of the focus, or NULL: it is chosen */
	bool is_refused;   /* was told that the line cannot be kept */
};

static void
preferring_free(void *state)
{
	struct preferring *preferring = state;

	edit_free(preferring->line);
	mem_free(preferring);
}

static const char *
value_of(struct ui *ui, enum setting_id id)
{
	return settings_get(desk_settings(ui_desk(ui)), id);
}

/* A choice as people call it. */
static const char *
name_of(struct ui *ui, const char *choice)
{
	enum word word = setting_choice_name(choice);

	return word == WORD_MAX ? choice : words_get(ui_words(ui), word);
}

/* Which of its choices it is, or how many there are if none. */
static size_t
index_of(struct ui *ui, enum setting_id id, size_t *count)
{
	const char *const *choices =
	    desk_setting_choices(ui_desk(ui), id, count);
	size_t index = 0;

	while (index < *count && !text_is(choices[index], value_of(ui, id)))
		index++;
	return index;
}

/* The line of a text, with what is set; not of what is settled for all. */
static void
take_line(struct ui *ui, struct preferring *preferring)
{
	const struct settings *settings = desk_settings(ui_desk(ui));
	enum setting_id id = preferring->focus;
	size_t count;

	edit_free(preferring->line);
	preferring->line = NULL;
	preferring->is_refused = false;
	desk_setting_choices(ui_desk(ui), id, &count);
	if (count == 0 && settings_by(settings, id) != SETTING_BY_POLICY)
		preferring->line = edit_new(value_of(ui, id), true);
}

/* --- Drawing -------------------------------------------------------------- */

static bool
is_small(const struct preferring *preferring)
{
	return preferring->height < LEAST_ROWS + ABOUT_ROWS;
}

/* "3 dark", or what was written. */
static void
put_value(struct ui *ui, enum setting_id id, struct str *out)
{
	size_t count, index = index_of(ui, id, &count);

	if (index < count)
		str_format(out, "%zu ", index + 1);
	str_put(out, name_of(ui, value_of(ui, id)));
}

static void
draw_row(struct ui *ui, struct preferring *preferring, enum setting_id id,
    int row, int columns)
{
	struct term *term = ui_term(ui);
	const char *label = words_get(ui_words(ui), setting_title(id));
	bool is_focus = preferring->focus == id;
	struct str value = STR_EMPTY;

	if (is_focus && preferring->line) {
		line_draw(term, preferring->line, row, columns, label, true);
		return;
	}
	put_value(ui, id, &value);
	term_put_text(term, row, 0, 1, is_focus ? ">" : " ", ROLE_FOCUS);
	term_put_text(term, row, LABEL_AT, VALUE_AT - LABEL_AT - 1, label,
	    is_focus ? ROLE_FOCUS : ROLE_LABEL);
	line_put(term, row, VALUE_AT, columns - VALUE_AT - EDGE, value.text,
	    ROLE_CHOSEN);
	if (is_focus)
		term_cursor(term, row, VALUE_AT);
	str_release(&value);
}

/* "1 yes  2 no", or nothing. */
static void
put_choices(struct ui *ui, enum setting_id id, struct str *out)
{
	size_t count;
	const char *const *choices =
	    desk_setting_choices(ui_desk(ui), id, &count);

	for (size_t i = 0; i < count; i++)
		str_format(out, "%s%zu %s", i > 0 ? "   " : "", i + 1,
		    name_of(ui, choices[i]));
}

/*
 * What the setting in focus can be and what it does, as much as there is room
 * for; in a window that is not small also who has said so.
 */
static void
draw_about(struct ui *ui, const struct preferring *preferring,
    const struct area *area, int row)
{
	enum setting_id id = preferring->focus;
	struct str choices = STR_EMPTY, by = STR_EMPTY;

	put_choices(ui, id, &choices);
	if (choices.length > 0)
		row += ui_put_text(
		    ui, area, row, LABEL_AT, choices.text, ROLE_TEXT);
	row += ui_put_text(ui, area, row, LABEL_AT,
	    words_get(ui_words(ui), setting_about(id)), ROLE_HINT);
	if (!is_small(preferring))
		desk_put_setting_by(&by, ui_desk(ui), id);
	ui_put_text(ui, area, row, LABEL_AT, by.text, ROLE_HINT);
	str_release(&choices);
	str_release(&by);
}

static void
preferring_draw(struct ui *ui, void *state, const struct area *area)
{
	struct preferring *preferring = state;
	int focus = (int)preferring->focus;

	preferring->height = area->rows;
	int shown = area->rows - ABOUT_ROWS + (is_small(preferring) ? 1 : 0);
	if (shown < area->rows / 2)
		shown = area->rows / 2;
	if (focus < preferring->top)
		preferring->top = focus;
	if (focus >= preferring->top + shown)
		preferring->top = focus - shown + 1;
	preferring->first_row = area->top;
	int row = area->top;
	for (int id = preferring->top;
	     id < SETTING_MAX && row < area->top + shown; id++)
		draw_row(
		    ui, preferring, (enum setting_id)id, row++, area->columns);
	draw_about(ui, preferring, area, row + (is_small(preferring) ? 0 : 1));
	ui_put_more(ui, area, preferring->top + shown < SETTING_MAX);
}

/* --- Keys ----------------------------------------------------------------- */

/* What was typed is kept; false, and said why, if it cannot be. */
static bool
keep_line(struct ui *ui, struct preferring *preferring)
{
	struct err err = {0};

	if (!preferring->line || preferring->is_refused ||
	    text_is(
		edit_text(preferring->line), value_of(ui, preferring->focus)))
		return true;
	if (desk_change_setting(ui_desk(ui), preferring->focus,
		edit_text(preferring->line), &err))
		return true;
	preferring->is_refused = true;
	ui_say_err(ui, &err);
	return false;
}

static void
go_to(struct ui *ui, struct preferring *preferring, int id)
{
	if (!keep_line(ui, preferring))
		return;
	preferring->focus = (enum setting_id)id;
	take_line(ui, preferring);
}

static void
choose(struct ui *ui, const struct preferring *preferring, size_t index)
{
	struct str chosen = STR_EMPTY;
	struct err err = {0};
	size_t count;
	const char *const *choices =
	    desk_setting_choices(ui_desk(ui), preferring->focus, &count);

	str_put(&chosen, choices[index]);
	if (!desk_change_setting(
		ui_desk(ui), preferring->focus, chosen.text, &err)) {
		ui_say_err(ui, &err);
	} else {
		ui_apply_look(ui);
		ui_say(ui, WORD_UI_PAGE_CHOSEN,
		    numeral_of_count(index + 1).text, name_of(ui, chosen.text),
		    NULL);
	}
	str_release(&chosen);
}

/* A digit, or on to the next choice or the one before. */
static bool
choose_event(struct ui *ui, const struct preferring *preferring,
    const struct term_event *event)
{
	size_t count, index = index_of(ui, preferring->focus, &count);
	char letter = event->kind == TERM_TEXT ? event->text[0] : '\0';

	if (count == 0)
		return false;
	if (letter >= '1' && letter <= '9' && (size_t)(letter - '1') < count)
		index = (size_t)(letter - '1');
	else if (letter == ' ' || term_is_key(event, KEY_NAME_RIGHT))
		index = (index + 1) % count;
	else if (term_is_key(event, KEY_NAME_LEFT))
		index = (index + count - 1) % count;
	else
		return false;
	choose(ui, preferring, index);
	return true;
}

static bool
preferring_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct preferring *preferring = state;
	int focus = (int)preferring->focus;
	int next = line_step(event, focus, SETTING_MAX);

	if (event->kind == TERM_CLICK) {
		int id = preferring->top + event->row - preferring->first_row;
		if (id >= 0 && id < SETTING_MAX)
			go_to(ui, preferring, id);
		return true;
	}
	if (term_is_key(event, KEY_NAME_ENTER))
		next = (focus + 1) % SETTING_MAX;
	if (next >= 0) {
		go_to(ui, preferring, next);
		return true;
	}
	return choose_event(ui, preferring, event);
}

static struct edit *
preferring_writing(struct ui *ui, void *state)
{
	const struct preferring *preferring = state;

	(void)ui;
	return preferring->line;
}

static void
preferring_typed(struct ui *ui, void *state)
{
	struct preferring *preferring = state;

	(void)ui;
	preferring->is_refused = false;
}

static bool
preferring_settle(struct ui *ui, void *state)
{
	return keep_line(ui, state);
}

static void
preferring_hints(struct ui *ui, void *state, struct str *out)
{
	const struct preferring *preferring = state;

	str_put(out, words_get(ui_words(ui), preferring->line
						 ? WORD_UI_HINTS_SETTINGS_TEXT
						 : WORD_UI_HINTS_SETTINGS));
}

static const struct screen_class preferring_class = {
    .name = "settings",
    .about = WORD_UI_HELP_SETTINGS,
    .keys = WORD_UI_KEYS_SETTINGS,
    .title = WORD_UI_SETTINGS_TITLE,
    .heading = WORD_UI_SETTINGS_ABOUT,
    .draw = preferring_draw,
    .event = preferring_event,
    .put_hints = preferring_hints,
    .writing = preferring_writing,
    .typed = preferring_typed,
    .settle = preferring_settle,
    .free = preferring_free,
};

void
settings_open(struct ui *ui)
{
	struct preferring *preferring = mem_new(sizeof(*preferring));

	preferring->focus = SETTING_NAME;
	preferring->height = LEAST_ROWS + ABOUT_ROWS;
	take_line(ui, preferring);
	screen_push(ui, &preferring_class, preferring);
}
