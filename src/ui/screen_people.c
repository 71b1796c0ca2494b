/*
 * The people: the list of their names, and the way to a person's home screen.
 *
 * The list is read from the summaries when one comes here and with each letter
 * that is typed; it shows the first few hundred of those who fit.
 *
 * Tested through scripts, tests/screens.
 */
#include "base/money.h"
#include "base/utf8.h"
#include "ui/line.h"
#include "ui/menu_list.h"
#include "ui/screens.h"

enum { PEOPLE_SHOWN = 200, LEFT_CELLS = 14 };

struct people {
	struct edit *search;
	struct menu_list list;
	const struct person *people; /* the desk's, as found last */
	size_t total;                /* of all there are */
	const struct words *words;
	int height;
};

static void
people_free(void *state)
{
	struct people *people = state;

	edit_free(people->search);
	mem_free(people);
}

bool
person_open_home(struct ui *ui, int64_t id)
{
	struct err err = {0};

	if (!desk_open_plan(ui_desk(ui), id, &err)) {
		ui_say_err(ui, &err);
		return false;
	}
	screen_pop_to_start(ui);
	overview_open(ui);
	page_open_pending(ui);
	return true;
}

void
person_open(struct ui *ui, int64_t id)
{
	if (!person_open_home(ui, id))
		return;
	sign_open_pending(ui);
	jot_open_pending(ui);
}

static void
people_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	const struct people *people = state;

	str_put(left, words_get(ui_words(ui), WORD_UI_PEOPLE));
	words_put(right, ui_words(ui), WORD_UI_PEOPLE_COUNT,
	    numeral_of_count(people->total).text, NULL);
}

/* Where the columns stand in a window of that width; -1: not shown. */
struct people_columns {
	int reference, step, left, next;
};

static struct people_columns
columns_in(int columns)
{
	bool is_wide = columns > 60;
	int reference = is_wide ? columns - 45 : columns - 11;

	return (struct people_columns){
	    .reference = reference,
	    .step = reference + 6,
	    .left = is_wide ? reference + 11 : -1,
	    .next = is_wide ? reference + 11 + LEFT_CELLS + 2 : -1,
	};
}

/* A row of the list, or its headings. */
struct people_row {
	const char *name, *reference, *step, *left, *next;
};

static void
put_row(struct term *term, int row, int column, int columns,
    const struct people_row *texts, enum term_role first, enum term_role rest)
{
	struct people_columns at = columns_in(columns);

	line_put(term, row, column, at.reference - 1, texts->name, first);
	term_put_text(
	    term, row, column + at.reference, 6, texts->reference, rest);
	term_put_text(term, row, column + at.step, 5, texts->step, rest);
	if (at.left < 0)
		return;
	int width = utf8_text_width(texts->left);
	if (width > LEFT_CELLS)
		width = LEFT_CELLS;
	term_put_text(term, row, column + at.left + LEFT_CELLS - width, width,
	    texts->left, rest);
	term_put_text(
	    term, row, column + at.next, columns - at.next, texts->next, rest);
}

/* Less than nothing is said in words. */
static void
put_left(struct str *out, const struct words *words, int64_t pence)
{
	struct str over = STR_EMPTY;

	if (pence >= 0) {
		money_put(out, pence);
		return;
	}
	money_put(&over, -pence);
	words_put(out, words, WORD_UI_OVER, over.text, NULL);
	str_release(&over);
}

static void
put_person(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	struct people *people = context;
	const struct person *person = &people->people[index];
	const struct numeral step = numeral_of(person->step);
	struct str left = STR_EMPTY, next = STR_EMPTY;

	if (person->left_week.is_known)
		put_left(&left, people->words, person->left_week.pence);
	date_put(&next, person->next, people->words);
	const struct people_row texts = {
	    person->name, person->reference, step.text, left.text, next.text};
	put_row(term, row, column, columns, &texts,
	    is_focus ? ROLE_FOCUS : ROLE_LABEL, ROLE_TEXT);
	str_release(&left);
	str_release(&next);
}

static void
put_headings(struct ui *ui, int row, int columns)
{
	const struct words *words = ui_words(ui);
	const struct people_row texts = {
	    .name = words_get(words, WORD_UI_NAME),
	    .reference = words_get(words, WORD_UI_COLUMN_REFERENCE),
	    .step = words_get(words, WORD_UI_COLUMN_STEP),
	    .left = words_get(words, WORD_UI_COLUMN_LEFT),
	    .next = words_get(words, WORD_UI_COLUMN_NEXT),
	};

	put_row(ui_term(ui), row, 2, columns, &texts, ROLE_HINT, ROLE_HINT);
}

/* Those who fit, as long as no other list is asked for. */
static void
find(struct ui *ui, void *state)
{
	struct people *people = state;
	struct err err = {0};

	if (!desk_list(ui_desk(ui), edit_text(people->search), 0, PEOPLE_SHOWN,
		&people->people, &people->list.count, &err) ||
	    !desk_count(ui_desk(ui), &people->total, &err))
		ui_say_err(ui, &err);
}

static void
people_draw(struct ui *ui, void *state, const struct area *area)
{
	struct people *people = state;
	struct term *term = ui_term(ui);

	people->height = area->rows - 4;
	people->words = ui_words(ui);
	line_draw(term, people->search, area->top + 1, area->columns,
	    words_get(ui_words(ui), WORD_UI_FIND), people->list.count == 0);
	if (people->list.count > 0)
		put_headings(ui, area->top + 3, area->columns - 3);
	else
		ui_put_text(ui, area, area->top + 3, 2,
		    words_get(ui_words(ui), edit_length(people->search) > 0
						? WORD_UI_PEOPLE_NONE
						: WORD_UI_START_EMPTY),
		    ROLE_TEXT);
	menu_list_draw(&people->list, term, area->top + 4, people->height,
	    area->columns, put_person, people);
	ui_put_more(
	    ui, area, menu_list_has_more(&people->list, people->height));
}

static void
people_heading(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)right;
	struct people *people = state;

	str_put(left, words_get(ui_words(ui), people->list.count == PEOPLE_SHOWN
						  ? WORD_UI_PEOPLE_MORE
						  : WORD_UI_PEOPLE_PRIVATE));
}

static bool
people_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct people *people = state;

	if (term_is_key(event, KEY_NAME_ENTER)) {
		if (people->list.focus < people->list.count)
			person_open(ui, people->people[people->list.focus].id);
		return true;
	}
	return menu_list_event(&people->list, event, people->height);
}

static struct edit *
people_writing(struct ui *ui, void *state)
{
	const struct people *people = state;

	(void)ui;
	return people->search;
}

static bool
people_is_empty(const void *state)
{
	const struct people *people = state;

	return people->list.count == 0;
}

static const struct screen_class people_class = {
    .name = "people",
    .about = WORD_UI_HELP_PEOPLE,
    .keys = WORD_UI_KEYS_PEOPLE,
    .put_title = people_title,
    .put_heading = people_heading,
    .hint = WORD_UI_HINTS_CHOOSE,
    .is_empty = people_is_empty,
    .enter = find,
    .draw = people_draw,
    .event = people_event,
    .writing = people_writing,
    .typed = find,
    .free = people_free,
};

void
people_open(struct ui *ui)
{
	struct people *people = mem_new(sizeof(*people));

	people->search = edit_new("", true);
	screen_push(ui, &people_class, people);
}
