/*
 * Screens that only tell something: help, and the working of a sum.  Each is
 * a reader with a title; the text is wrapped again when the window changes,
 * and a sum is told again after every act.
 *
 * Tested through scripts, tests/screens.
 */
#include "base/utf8.h"
#include "ui/reader.h"
#include "ui/screens.h"

/* The blanks round a title or heading, and between its two ends. */
enum { WIDTH_MOST = 90, TITLE_EDGES = 3, TITLE_GAP = 3 };

struct telling {
	struct reader reader;
	char *title;
	char *text;   /* of help; NULL: a sum */
	size_t field; /* of a sum */
	int row;
	int columns, height; /* of the window it is wrapped for */
	uint64_t revision;   /* of the desk, when it was told */
};

static void
telling_free(void *state)
{
	struct telling *telling = state;

	reader_release(&telling->reader);
	mem_free(telling->title);
	mem_free(telling->text);
	mem_free(telling);
}

/* From an invented scheme, and not in a file where everything is invented? */
static bool
is_invented(struct ui *ui, const struct trace *trace)
{
	return trace && trace->is_illustrative &&
	       !desk_is_practice(ui_desk(ui));
}

/* Of a sum what it is called, and what it comes to. */
static void
put_sum(struct ui *ui, const struct telling *telling, struct str *left,
    struct str *right)
{
	const struct reading *reading = desk_reading(ui_desk(ui));
	const struct words *words = ui_words(ui);
	const struct field *field =
	    &desk_forms(ui_desk(ui))->fields[telling->field];
	const char *label = wording_get(&field->label, words_language(words));
	const struct result *result =
	    reading_result(reading, telling->field, telling->row);

	reading_put_text(left, reading, label ? label : field->id, words);
	if (result->state == STATE_ANSWERED)
		reading_put_value(
		    right, reading, telling->field, telling->row, words);
	else
		str_put(right, words_get(words, WORD_UI_PAGE_UNKNOWN));
	if (is_invented(ui, result->trace))
		str_format(
		    right, "  %s", words_get(words, WORD_DOC_ILLUSTRATIVE));
}

/* Is there room for the title of a help, or for what a sum is called? */
static bool
is_whole_above(struct ui *ui, const struct telling *telling)
{
	int room = term_columns(ui_term(ui)) - TITLE_EDGES;
	struct str left = STR_EMPTY, right = STR_EMPTY;

	if (telling->text)
		str_put(&left, telling->title);
	else
		put_sum(ui, telling, &left, &right);
	if (right.length > 0)
		room -= utf8_text_width(right.text) + TITLE_GAP;
	bool is_whole = utf8_text_width(left.text) <= room;
	str_release(&left);
	str_release(&right);
	return is_whole;
}

static void
telling_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	struct telling *telling = state;

	if (telling->text) {
		str_put(
		    left, is_whole_above(ui, telling)
			      ? telling->title
			      : words_get(ui_words(ui), WORD_UI_HELP_TITLE));
		return;
	}
	person_title(ui, left);
	str_put(right, telling->title);
}

static void
telling_heading(struct ui *ui, void *state, struct str *left, struct str *right)
{
	struct telling *telling = state;

	if (telling->text)
		return;
	put_sum(ui, telling, left, right);
	if (!is_whole_above(ui, telling))
		str_clear(left); /* it begins the text */
}

static bool
telling_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct telling *telling = state;

	if (term_is_key(event, KEY_NAME_ENTER)) {
		screen_pop(ui);
		return true;
	}
	return reader_event(&telling->reader, event, telling->height);
}

/* Help is read beside a screen; a sum stands for itself. */
static bool
telling_is_beside(const void *state)
{
	const struct telling *telling = state;

	return telling->text != NULL;
}

/* The key that opened help closes it. */
static bool
telling_act(struct ui *ui, void *state, enum action action)
{
	if (action != ACTION_HELP || !telling_is_beside(state))
		return false;
	screen_pop(ui);
	return true;
}

/* The working of a sum as it is now. */
static void
put_working(struct ui *ui, const struct telling *telling, struct str *out)
{
	const struct reading *reading = desk_reading(ui_desk(ui));
	const struct trace *trace =
	    reading_result(reading, telling->field, telling->row)->trace;

	if (!trace)
		return;
	trace_put(out, trace, reading, ui_words(ui));
	if (is_invented(ui, trace))
		str_format(out, "\n%s\n",
		    words_get(ui_words(ui), WORD_DESK_ILLUSTRATIVE));
}

/* What has no room above the text begins it. */
static void
put_name(struct ui *ui, const struct telling *telling, struct str *out)
{
	struct str figure = STR_EMPTY;

	if (telling->text)
		str_put(out, telling->title);
	else
		put_sum(ui, telling, out, &figure);
	str_put(out, "\n\n");
	str_release(&figure);
}

static void
load_lines(struct ui *ui, struct telling *telling, int columns)
{
	int width = columns - 3 < WIDTH_MOST ? columns - 3 : WIDTH_MOST;
	struct str text = STR_EMPTY;

	if (!is_whole_above(ui, telling))
		put_name(ui, telling, &text);
	if (telling->text)
		str_put(&text, telling->text);
	else
		put_working(ui, telling, &text);
	reader_clear(&telling->reader);
	reader_add(&telling->reader, text.text, width);
	telling->columns = columns;
	telling->revision = desk_revision(ui_desk(ui));
	str_release(&text);
}

static void
telling_draw(struct ui *ui, void *state, const struct area *area)
{
	struct telling *telling = state;
	bool is_old =
	    !telling->text && telling->revision != desk_revision(ui_desk(ui));

	telling->height = area->rows;
	if (is_old || telling->columns != area->columns)
		load_lines(ui, telling, area->columns);
	reader_draw(&telling->reader, ui_term(ui), area);
	ui_put_more(ui, area, reader_has_more(&telling->reader, area->rows));
}

static const struct screen_class telling_class = {
    .name = "telling",
    .about = WORD_UI_HELP_SUM,
    .keys = WORD_UI_KEYS_READ,
    .put_title = telling_title,
    .put_heading = telling_heading,
    .hint = WORD_UI_HINTS_READ,
    .draw = telling_draw,
    .event = telling_event,
    .act = telling_act,
    .is_beside = telling_is_beside,
    .free = telling_free,
};

static struct telling *
telling_new(const char *title)
{
	struct telling *telling = mem_new(sizeof(*telling));

	reader_init(&telling->reader);
	telling->title = mem_copy_text(title);
	return telling;
}

void
help_open(struct ui *ui, const char *title, const char *text)
{
	struct telling *telling = telling_new(title);

	telling->text = mem_copy_text(text);
	screen_push(ui, &telling_class, telling);
}

void
sum_open(struct ui *ui, size_t field, int row)
{
	const struct reading *reading = desk_reading(ui_desk(ui));

	if (!reading_result(reading, field, row)->trace) {
		ui_say(ui, WORD_UI_WHY_NO_SUM, NULL);
		return;
	}
	struct telling *telling =
	    telling_new(words_get(ui_words(ui), WORD_UI_SUM_TITLE));
	telling->field = field;
	telling->row = row;
	screen_push(ui, &telling_class, telling);
}
