/*
 * The quick cover: a screen that says of nobody, over whatever there is.
 *
 * It comes when somebody asks for it and never by itself: in a visit silence
 * is talk.  What was typed is saved before; what cannot be saved is kept in
 * its field below and tried again.  Only Enter takes the cover away, so that
 * no key that was meant for the screen below does; it asks for no passphrase,
 * and the lock comes at its time all the same.
 *
 * Tested by the screens of tests/screens, and by tests/lock.
 */
#include "ui/screens.h"

enum { TEXT_INDENT = 2, ROOMY = 9 /* rows, with blank ones above */ };

static void
hide_free(void *state)
{
	(void)state; /* there is none: what is below keeps its own */
}

static void
hide_draw(struct ui *ui, void *state, const struct area *area)
{
	int row = area->top + (area->rows >= ROOMY ? area->rows / 3 : 0);

	(void)state;
	row += ui_put_text(ui, area, row, TEXT_INDENT,
	    words_get(ui_words(ui), WORD_UI_HIDE_TITLE), ROLE_TEXT);
	row += area->rows >= ROOMY ? 1 : 0;
	ui_put_text(ui, area, row, TEXT_INDENT,
	    words_get(ui_words(ui), WORD_UI_HIDE_GO_ON), ROLE_FOCUS);
	term_cursor(ui_term(ui), row, TEXT_INDENT);
}

static bool
hide_event(struct ui *ui, void *state, const struct term_event *event)
{
	(void)state;
	if (term_is_key(event, KEY_NAME_ENTER)) {
		screen_pop(ui);
		return true;
	}
	if (event->kind == TERM_KEY && event->key != KEY_NAME_ESCAPE)
		return false;
	ui_say(ui, WORD_UI_HIDE_WHY, NULL);
	return true;
}

static bool
hide_is_bare(const void *state)
{
	(void)state;
	return true;
}

static const struct screen_class hide_class = {
    .name = "hide",
    .bars = NEED_UNCOVERED,
    .about = WORD_UI_HELP_HIDE,
    .keys = WORD_UI_KEYS_HIDE,
    .title = WORD_UI_PROGRAM,
    .heading = WORD_MAX,
    .hint = WORD_UI_HINTS_HIDE,
    .draw = hide_draw,
    .event = hide_event,
    .is_bare = hide_is_bare,
    .free = hide_free,
};

void
hide_open(struct ui *ui)
{
	screen_push(ui, &hide_class, NULL);
}
