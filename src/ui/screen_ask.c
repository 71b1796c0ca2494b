/*
 * A question that is answered with Yes or No.
 *
 * The sentences are a reader above two buttons.  Where they do not fit, the
 * buttons stay at the bottom, so that both are always in sight, and the
 * sentences scroll.  What Yes does is the asker's affair, and so is the state
 * that goes with it, which lives as long as the question.
 *
 * Tested through scripts, tests/screens.
 */
#include "ui/ask.h"

#include "base/mem.h"
#include "ui/line.h"
#include "ui/reader.h"

enum { BUTTONS = 2, ROOMY = 12 /* rows, with blank ones */ };

struct asking {
	struct ask ask;
	char *text;
	struct reader reader;
	int columns, height; /* of the text in the window */
	bool is_yes;         /* has the focus */
};

static void
asking_free(void *state)
{
	struct asking *asking = state;

	if (asking->ask.free)
		asking->ask.free(asking->ask.state);
	reader_release(&asking->reader);
	mem_free(asking->text);
	mem_free(asking);
}

static void
asking_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	if (desk_has_plan(ui_desk(ui)))
		person_title(ui, left);
	else
		str_put(left, words_get(ui_words(ui), WORD_UI_PROGRAM));
}

static void
asking_heading(struct ui *ui, void *state, struct str *left, struct str *right)
{
	const struct asking *asking = state;

	(void)right;
	str_put(left, words_get(ui_words(ui), asking->ask.title));
}

/* The sentences, wrapped for the window. */
static void
lay(struct asking *asking, int columns)
{
	if (asking->columns == columns)
		return;
	asking->columns = columns;
	reader_clear(&asking->reader);
	reader_add(&asking->reader, asking->text, columns - 3);
}

static void
asking_draw(struct ui *ui, void *state, const struct area *area)
{
	struct asking *asking = state;
	struct term *term = ui_term(ui);
	int blank = area->rows >= ROOMY ? 1 : 0;
	struct area text = *area;

	lay(asking, area->columns);
	int wanted = (int)asking->reader.count;
	text.top += blank;
	text.rows -= 2 * blank + BUTTONS;
	if (text.rows > wanted)
		text.rows = wanted;
	asking->height = text.rows;
	reader_draw(&asking->reader, term, &text);
	ui_put_more(ui, area, reader_has_more(&asking->reader, asking->height));

	int row = text.top + text.rows + blank;
	line_draw_button(term, row, area->columns,
	    words_get(ui_words(ui), asking->ask.no), !asking->is_yes);
	line_draw_button(term, row + 1, area->columns,
	    words_get(ui_words(ui), asking->ask.yes), asking->is_yes);
}

/* The question goes first: what is done may open another screen. */
static void
say_yes(struct ui *ui, struct asking *asking)
{
	struct ask ask = asking->ask;

	asking->ask.free = NULL;
	screen_pop(ui);
	ask.act(ui, ask.state);
	if (ask.free)
		ask.free(ask.state);
}

static bool
asking_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct asking *asking = state;

	if (event->kind != TERM_KEY)
		return false;
	switch (event->key) {
	case KEY_NAME_TAB:
	case KEY_NAME_BACK_TAB:
	case KEY_NAME_UP:
	case KEY_NAME_DOWN:
	case KEY_NAME_LEFT:
	case KEY_NAME_RIGHT:
		asking->is_yes = !asking->is_yes;
		return true;
	case KEY_NAME_ENTER:
		if (asking->is_yes)
			say_yes(ui, asking);
		else
			screen_pop(ui);
		return true;
	case KEY_NAME_PAGE_UP:
	case KEY_NAME_PAGE_DOWN:
		return reader_event(&asking->reader, event, asking->height);
	default:
		return false;
	}
}

static const struct screen_class asking_class = {
    .name = "ask",
    .bars = NEED_UNASKED,
    .about = WORD_UI_HELP_ASK,
    .keys = WORD_UI_KEYS_ASK,
    .put_title = asking_title,
    .put_heading = asking_heading,
    .hint = WORD_UI_HINTS_ASK,
    .draw = asking_draw,
    .event = asking_event,
    .free = asking_free,
};

void
ask_open(struct ui *ui, const struct ask *ask)
{
	struct asking *asking = mem_new(sizeof(*asking));

	asking->ask = *ask;
	asking->text = mem_copy_text(ask->text);
	reader_init(&asking->reader);
	screen_push(ui, &asking_class, asking);
}
