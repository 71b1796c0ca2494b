/*
 * What is jotted down and not placed, offered for the question that one came
 * from: newest first, numbered, the one in focus in full below the list.
 *
 * Whether an answer may be replaced is asked first; the rest is the desk's
 * (desk/jot.h).  The list lives in an arena and is read anew when the plan has
 * changed.
 *
 * Tested through scripts, tests/screens.
 */
#include "base/str.h"
#include "desk/jot.h"
#include "ui/ask.h"
#include "ui/line.h"
#include "ui/menu_list.h"
#include "ui/screens.h"

enum { WHOLE_AT = 2, WHOLE_ROWS = 4, DIGITS = 9 };

/* The question, wherever its screen goes meanwhile. */
struct goal {
	char *field;
	int row;
	enum voice voice;
	int jot; /* of a question that waits: the row to place */
};

struct offers {
	struct goal goal;
	struct menu_list list;
	struct arena *arena;
	const struct jot *jots;
	uint64_t revision;
	int height;
};

static void
offers_free(void *state)
{
	struct offers *offers = state;

	mem_free(offers->goal.field);
	arena_free(offers->arena);
	mem_free(offers);
}

static struct address
address_of(const struct goal *goal)
{
	return (struct address){goal->field, goal->row, goal->voice};
}

static void
refresh(struct ui *ui, struct offers *offers)
{
	uint64_t revision = desk_revision(ui_desk(ui));

	if (offers->arena && offers->revision == revision)
		return;
	arena_free(offers->arena);
	offers->arena = arena_new();
	offers->jots =
	    desk_list_jots(ui_desk(ui), offers->arena, &offers->list.count);
	offers->revision = desk_revision(ui_desk(ui));
}

/* --- Drawing -------------------------------------------------------------- */

static void
offers_heading(struct ui *ui, void *state, struct str *left, struct str *right)
{
	const struct offers *offers = state;
	const struct form_set *set = desk_forms(ui_desk(ui));
	size_t field = form_find_field(set, offers->goal.field);
	struct str label = STR_EMPTY;

	(void)right;
	if (field == NONE)
		return;
	reading_put_text(&label, desk_reading(ui_desk(ui)),
	    wording_get(
		&set->fields[field].label, words_language(ui_words(ui))),
	    ui_words(ui));
	words_put(left, ui_words(ui), WORD_UI_JOTS_FOR, label.text, NULL);
	str_release(&label);
}

/* "Delyth, 21 November 2026" */
static void
put_source(struct str *out, struct ui *ui, const struct jot *jot)
{
	struct str whose = STR_EMPTY, day = STR_EMPTY;

	if (jot->whose)
		str_put(&whose, jot->whose);
	else
		desk_put_name(&whose, ui_desk(ui));
	date_put(&day, desk_moment(ui_desk(ui), jot->at).date, ui_words(ui));
	words_put(
	    out, ui_words(ui), WORD_UI_JOTS_SAID, whose.text, day.text, NULL);
	str_release(&whose);
	str_release(&day);
}

static void
put_offer(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	const struct offers *offers = context;
	struct str text = STR_EMPTY;

	str_format(&text, "%s %s", numeral_of_count(index + 1).text,
	    offers->jots[index].text);
	line_put(term, row, column, columns, text.text,
	    is_focus ? ROLE_FOCUS : ROLE_LABEL);
	str_release(&text);
}

/* The one in focus in full, with whose it is and when it was said. */
static void
draw_whole(struct ui *ui, const struct offers *offers, const struct area *area,
    int row)
{
	const struct jot *jot = &offers->jots[offers->list.focus];
	struct str source = STR_EMPTY;

	put_source(&source, ui, jot);
	row += ui_put_text(ui, area, row, WHOLE_AT, source.text, ROLE_HINT);
	ui_put_text(ui, area, row, WHOLE_AT, jot->text, ROLE_TEXT);
	str_release(&source);
}

static void
offers_draw(struct ui *ui, void *state, const struct area *area)
{
	struct offers *offers = state;

	refresh(ui, offers);
	offers->height = area->rows > 2 * WHOLE_ROWS
			     ? area->rows - WHOLE_ROWS - 1
			     : area->rows;
	term_cursor(ui_term(ui), area->top, 0);
	menu_list_draw(&offers->list, ui_term(ui), area->top, offers->height,
	    area->columns, put_offer, offers);
	int shown = (int)offers->list.count < offers->height
			? (int)offers->list.count
			: offers->height;
	if (offers->list.count > 0 && offers->height < area->rows)
		draw_whole(ui, offers, area, area->top + shown + 1);
	ui_put_more(
	    ui, area, menu_list_has_more(&offers->list, offers->height));
}

/* --- Placing -------------------------------------------------------------- */

static void
place(struct ui *ui, const struct goal *goal, enum word done)
{
	const struct address address = address_of(goal);
	struct err err = {0};

	if (!desk_place_jot(ui_desk(ui), goal->jot, &address, &err)) {
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
		return;
	}
	screen_pop(ui);
	ui_say(ui, done, NULL);
}

static void
replace(struct ui *ui, void *state)
{
	place(ui, state, WORD_UI_JOTS_PLACED);
}

static void
goal_free(void *state)
{
	struct goal *goal = state;

	mem_free(goal->field);
	mem_free(goal);
}

static void
ask_to_replace(struct ui *ui, const struct goal *goal, const char *said)
{
	const struct form_set *set = desk_forms(ui_desk(ui));
	size_t count;
	const struct reading *const *readings =
	    desk_readings(ui_desk(ui), &count);
	struct goal *kept = mem_new(sizeof(*kept));
	struct str text = STR_EMPTY, answer = STR_EMPTY;

	/* Of a voice that has answered there is a reading. */
	reading_put_value(&answer, readings_find(readings, count, goal->voice),
	    form_find_field(set, goal->field), goal->row, ui_words(ui));
	*kept = *goal;
	kept->field = mem_copy_text(goal->field);
	words_put(&text, ui_words(ui), WORD_UI_JOTS_REPLACE_TEXT, answer.text,
	    said, NULL);
	ask_open(ui, &(struct ask){
			 .title = WORD_UI_JOTS_REPLACE,
			 .no = WORD_UI_JOTS_NO,
			 .yes = WORD_UI_JOTS_YES,
			 .text = text.text,
			 .act = replace,
			 .free = goal_free,
			 .state = kept,
		     });
	str_release(&answer);
	str_release(&text);
}

static void
choose(struct ui *ui, struct offers *offers, size_t index)
{
	struct err err = {0};

	if (index >= offers->list.count)
		return;
	offers->list.focus = index;
	offers->goal.jot = offers->jots[index].row;
	const struct address address = address_of(&offers->goal);
	switch (desk_jot_way(ui_desk(ui), offers->goal.jot, &address, &err)) {
	case JOT_FILLS:
		place(ui, &offers->goal, WORD_UI_JOTS_PLACED);
		break;
	case JOT_FOLLOWS:
		place(ui, &offers->goal, WORD_UI_JOTS_FOLLOWS);
		break;
	case JOT_REPLACES:
		ask_to_replace(ui, &offers->goal, offers->jots[index].text);
		break;
	case JOT_REFUSED:
		ui_say_err(ui, &err);
		break;
	}
}

/* --- Keys ----------------------------------------------------------------- */

static bool
offers_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct offers *offers = state;

	refresh(ui, offers);
	if (term_is_key(event, KEY_NAME_ENTER)) {
		choose(ui, offers, offers->list.focus);
		return true;
	}
	if (event->kind == TERM_TEXT && event->length == 1 &&
	    event->text[0] >= '1' && event->text[0] <= '0' + DIGITS) {
		choose(ui, offers, (size_t)(event->text[0] - '1'));
		return true;
	}
	return menu_list_event(&offers->list, event, offers->height);
}

static const struct screen_class offers_class = {
    .name = "jots",
    .about = WORD_UI_HELP_JOTS,
    .keys = WORD_UI_KEYS_JOTS,
    .names_person = true,
    .title = WORD_UI_JOTS,
    .put_heading = offers_heading,
    .hint = WORD_UI_HINTS_JOTS,
    .draw = offers_draw,
    .event = offers_event,
    .free = offers_free,
};

void
jots_open(struct ui *ui, const struct address *address)
{
	struct offers *offers = mem_new(sizeof(*offers));

	offers->goal = (struct goal){
	    .field = mem_copy_text(address->field),
	    .row = address->row,
	    .voice = address->voice,
	};
	screen_push(ui, &offers_class, offers);
}
