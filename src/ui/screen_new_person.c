/*
 * A new person: one line for the name.  What is typed there names somebody, so
 * it is kept until there is a plan for it, and forgotten when nobody is added.
 * Another name, that was looked for, takes the place of none that is kept.
 *
 * Tested through scripts, tests/screens and tests/lock.
 */
#include <string.h>

#include "base/str.h"
#include "ui/ask.h"
#include "ui/half.h"
#include "ui/line.h"
#include "ui/screens.h"

struct newcomer {
	struct half half;
};

static struct edit *
name_of(struct newcomer *newcomer)
{
	return newcomer->half.lines[0];
}

static void
newcomer_free(void *state)
{
	struct newcomer *newcomer = state;

	half_release(&newcomer->half);
	mem_free(newcomer);
}

static void
newcomer_draw(struct ui *ui, void *state, const struct area *area)
{
	ui_put_text(ui, area, area->top + 3, 2,
	    words_get(ui_words(ui), WORD_UI_NEW_PERSON_HINT), ROLE_HINT);
	line_draw(ui_term(ui), name_of(state), area->top + 1, area->columns,
	    words_get(ui_words(ui), WORD_UI_NAME), true);
}

static void
add_person(struct ui *ui, void *state)
{
	struct newcomer *newcomer = state;
	struct err err = {0};

	if (!desk_add_plan_from_sheet(
		ui_desk(ui), edit_text(name_of(newcomer)), &err)) {
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
		return;
	}
	screen_pop_to_start(ui);
	overview_open(ui);
}

/* Two plans of one person would each know a part of what was said. */
static void
ask_about(struct ui *ui, struct newcomer *newcomer, const char *reference)
{
	struct str text = STR_EMPTY;

	words_put(&text, ui_words(ui), WORD_UI_NAMESAKE_MEANS, reference, NULL);
	ask_open(ui, &(struct ask){
			 .title = WORD_UI_NAMESAKE,
			 .no = WORD_UI_NAMESAKE_NO,
			 .yes = WORD_UI_NAMESAKE_YES,
			 .text = text.text,
			 .act = add_person,
			 .state = newcomer, /* it stands below */
		     });
	str_release(&text);
}

static void
take_name(struct ui *ui, struct newcomer *newcomer)
{
	const char *name = edit_text(name_of(newcomer)), *reference;
	struct err err = {0};

	if (text_is_blank(name))
		ui_say(ui, WORD_APP_NAME_EMPTY, NULL);
	else if (!desk_find_namesake(ui_desk(ui), name, &reference, &err))
		ui_say_err(ui, &err);
	else if (reference)
		ask_about(ui, newcomer, reference);
	else
		add_person(ui, newcomer);
}

static bool
newcomer_event(struct ui *ui, void *state, const struct term_event *event)
{
	if (!term_is_key(event, KEY_NAME_ENTER))
		return false;
	take_name(ui, state);
	return true;
}

static const struct screen_class newcomer_class = {
    .name = "new person",
    .about = WORD_UI_HELP_NEW,
    .keys = WORD_UI_KEYS_NEW,
    .title = WORD_UI_NEW_PERSON,
    .heading = WORD_MAX,
    .hint = WORD_UI_HINTS_NEW,
    .draw = newcomer_draw,
    .event = newcomer_event,
    .act = half_act,
    .writing = half_writing,
    .settle = half_settle,
    .saving = half_saving,
    .is_typing = half_is_typing,
    .tick = half_tick,
    .free = newcomer_free,
};

void
new_person_open(struct ui *ui, const char *name)
{
	struct newcomer *newcomer = mem_new(sizeof(*newcomer));

	half_init(&newcomer->half, SHEET_PERSON, 0);
	newcomer->half.lines[0] = edit_new("", true);
	if (!half_open(ui, &newcomer_class, newcomer) || text_is_blank(name))
		return;
	if (newcomer->half.is_kept)
		ui_say(ui, WORD_UI_HALF_FIRST, NULL);
	else
		edit_paste(name_of(newcomer), name, strlen(name));
}

bool
new_person_is_open(struct ui *ui)
{
	return screen_find(ui, &newcomer_class) != NULL;
}
