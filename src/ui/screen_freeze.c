/*
 * Making the next version: what that means, in sentences, and a word to type
 * before it is done, since nothing takes it back.
 *
 * Tested through scripts, tests/screens.
 */
#include "base/str.h"
#include "desk/freeze.h"
#include "ui/line.h"
#include "ui/sign_sheet.h"
#include "ui/versions.h"

struct making {
	struct edit *typed;
	int number;
};

enum { TEXT_AT = 2 };

static void
making_free(void *state)
{
	struct making *making = state;

	edit_free(making->typed);
	mem_free(making);
}

static void
making_heading(struct ui *ui, void *state, struct str *left, struct str *right)
{
	const struct making *making = state;

	(void)right;
	words_put(left, ui_words(ui), WORD_UI_VERSION_MAKE,
	    numeral_of(making->number).text, NULL);
}

static void
making_draw(struct ui *ui, void *state, const struct area *area)
{
	struct making *making = state;
	const struct words *words = ui_words(ui);
	struct str text = STR_EMPTY;
	int row = area->top + 1;

	words_put(&text, words, WORD_UI_FREEZE_MEANS,
	    numeral_of(making->number).text,
	    numeral_of(making->number + 1).text, NULL);
	row += ui_put_text(ui, area, row, TEXT_AT, text.text, ROLE_TEXT) + 1;
	str_clear(&text);
	words_put(&text, words, WORD_UI_FREEZE_TYPE,
	    words_get(words, WORD_UI_FREEZE_WORD), NULL);
	row += ui_put_text(ui, area, row, TEXT_AT, text.text, ROLE_TEXT) + 1;
	line_draw(ui_term(ui), making->typed, row, area->columns,
	    words_get(words, WORD_UI_FREEZE_TYPED), true);
	str_release(&text);
}

/* Without what stands round it, in any case. */
static bool
is_typed(struct ui *ui, const struct making *making)
{
	return sign_is_word(edit_text(making->typed),
	    words_get(ui_words(ui), WORD_UI_FREEZE_WORD));
}

static void
make(struct ui *ui, const struct making *making)
{
	const struct freeze_of as_read = {.size = NULL};
	struct str gaps = STR_EMPTY;
	struct err err = {.is_set = false};
	int number;

	if (!is_typed(ui, making)) {
		ui_say(ui, WORD_UI_FREEZE_NOT_TYPED,
		    words_get(ui_words(ui), WORD_UI_FREEZE_WORD), NULL);
	} else if (!desk_freeze(ui_desk(ui), &as_read, &number, &gaps, &err)) {
		ui_say_err(ui, &err);
	} else {
		screen_pop(ui);
		version_open(ui, number);
		ui_say(ui, WORD_UI_FREEZE_DONE, numeral_of(number).text, NULL);
	}
	str_release(&gaps);
}

static bool
making_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct making *making = state;

	if (!term_is_key(event, KEY_NAME_ENTER))
		return false;
	make(ui, making);
	return true;
}

static struct edit *
making_writing(struct ui *ui, void *state)
{
	const struct making *making = state;

	(void)ui;
	return making->typed;
}

static const struct screen_class making_class = {
    .name = "freeze",
    .bars = NEED_UNASKED,
    .about = WORD_UI_HELP_FREEZE,
    .keys = WORD_UI_KEYS_FREEZE,
    .names_person = true,
    .title = WORD_UI_VERSIONS,
    .put_heading = making_heading,
    .hint = WORD_UI_HINTS_FREEZE,
    .draw = making_draw,
    .event = making_event,
    .writing = making_writing,
    .free = making_free,
};

void
freeze_open(struct ui *ui, int number)
{
	struct making *making = mem_new(sizeof(*making));

	making->typed = edit_new("", true);
	making->number = number;
	screen_push(ui, &making_class, making);
}
