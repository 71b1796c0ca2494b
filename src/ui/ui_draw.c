/*
 * What stands in the window: the screen on top, and round it the frame that
 * all screens share, which frame.c draws.
 *
 * Here is decided what the frame says: title and heading are the screen's,
 * the keys are those that work now, the message is what was said last, and the
 * status whether all is saved.  Nothing is changed but that it is drawn.
 *
 * Tested through scripts, tests/screens.
 */
#include <string.h>

#include "ui/frame.h"
#include "ui/state.h"
#include "ui/wrap.h"

enum {
	LEAST_COLUMNS = 40,
	LEAST_ROWS = 10,
	BRIEF_COLUMNS = 70 /* below it the status says less */
};

bool
ui_is_too_small(struct ui *ui)
{
	return term_columns(ui->term) < LEAST_COLUMNS ||
	       term_rows(ui->term) < LEAST_ROWS;
}

/* For an area from a column on; release it. */
static struct wrap
wrap_for(const struct area *area, int column, const char *text)
{
	struct wrap wrap = {0};
	int cells = area->columns - column - 1;

	wrap_text(&wrap, text, strlen(text), cells > 0 ? cells : 1);
	return wrap;
}

int
ui_count_rows(const struct area *area, int column, const char *text)
{
	struct wrap wrap = wrap_for(area, column, text);
	int count = (int)wrap.count;

	wrap_release(&wrap);
	return count;
}

int
ui_put_text(struct ui *ui, const struct area *area, int row, int column,
    const char *text, enum term_role role)
{
	struct wrap wrap = wrap_for(area, column, text);
	int cells = area->columns - column - 1;
	int room = area->top + area->rows - row;
	int count = (int)wrap.count < room ? (int)wrap.count : room;

	for (int i = 0; i < count; i++)
		term_put(ui->term, row + i, column, cells,
		    text + wrap.rows[i].start, wrap.rows[i].length, role);
	wrap_release(&wrap);
	return count > 0 ? count : 0;
}

void
ui_put_more(struct ui *ui, const struct area *area, bool is_more)
{
	if (is_more && area->note >= 0)
		term_put_text(ui->term, area->note, FRAME_INDENT, area->columns,
		    words_get(ui_words(ui), WORD_UI_MORE), ROLE_HINT);
}

/* Does the screen want nothing round it? */
static bool
is_top_bare(struct ui *ui)
{
	const struct stacked *entry = ui_top(ui);

	return entry->class->is_bare && entry->class->is_bare(entry->state);
}

/*
 * What the status says.  It changes with a key or a failure and never by
 * itself, so that nobody hears it spoken in between.
 */
static void
put_status(struct ui *ui, struct str *out)
{
	static const struct {
		enum word whole, brief;
	} says[] = {
	    [SAVING_DONE] = {WORD_UI_STATUS_SAVED, WORD_UI_STATUS_SAVED_SHORT},
	    [SAVING_TYPING] = {WORD_UI_STATUS_TYPING,
		WORD_UI_STATUS_TYPING_SHORT},
	    [SAVING_WAITS] = {WORD_UI_STATUS_WAITS, WORD_UI_STATUS_WAITS},
	    [SAVING_FAILED] = {WORD_UI_STATUS_FAILED, WORD_UI_STATUS_FAILED},
	};
	enum saving saving = ui_saving(ui);
	bool is_brief = term_columns(ui->term) < BRIEF_COLUMNS;
	struct str time = STR_EMPTY;

	if (!desk_has_plan(ui->desk) || is_top_bare(ui))
		return;
	/* It would be spoken with every word that is typed. */
	if (saving != SAVING_FAILED && ui_prefers(ui, SETTING_ACCESS))
		return;
	if (desk_saved_at(ui->desk) == 0 && saving == SAVING_DONE)
		is_brief = true; /* there is no time to tell */
	ui_put_saved_time(ui, &time);
	words_put(out, ui_words(ui),
	    is_brief ? says[saving].brief : says[saving].whole, time.text,
	    NULL);
	str_release(&time);
}

static void
put_word(struct str *out, struct ui *ui, enum word word)
{
	if (word != WORD_MAX)
		str_put(out, words_get(ui_words(ui), word));
}

/* The title row, and what stands below it. */
static void
put_names(struct ui *ui, const struct stacked *entry, struct frame *frame)
{
	const struct screen_class *class = entry->class;

	if (class->put_title) {
		class->put_title(
		    ui, entry->state, &frame->title, &frame->place);
	} else if (class->names_person) {
		person_title(ui, &frame->title);
		put_word(&frame->place, ui, class->title);
	} else {
		put_word(&frame->title, ui, class->title);
	}
	if (class->put_heading)
		class->put_heading(
		    ui, entry->state, &frame->heading, &frame->figure);
	else
		put_word(&frame->heading, ui, class->heading);
}

/* The keys of the screen itself, where there is something to press them for. */
static void
put_hints(struct ui *ui, const struct stacked *entry, struct str *out)
{
	const struct screen_class *class = entry->class;

	if (class->is_empty && class->is_empty(entry->state))
		return;
	if (class->put_hints)
		class->put_hints(ui, entry->state, out);
	else
		put_word(out, ui, class->hint);
}

/* Keys that work now: the screen's own, then actions. */
static void
add_keys(struct ui *ui, struct frame *frame)
{
	static const struct {
		enum action action;
		enum frame_rank rank;
	} shown[] = {
	    {ACTION_BACK, FRAME_ALWAYS},
	    {ACTION_MENU, FRAME_MENU},
	    {ACTION_UNDO, FRAME_ANYWHERE},
	    {ACTION_SUM, FRAME_ANYWHERE},
	    {ACTION_PREVIEW, FRAME_ANYWHERE},
	    {ACTION_QUIT, FRAME_ANYWHERE},
	};
	const struct stacked *entry = ui_top(ui);
	struct str text = STR_EMPTY;
	bool is_bare = is_top_bare(ui);

	ui_put_key(ui, ACTION_HELP, &text);
	if (!is_bare)
		frame_add_key(frame, text.text, FRAME_ALWAYS);
	str_clear(&text);
	ui_select_put_keys(ui, &text);
	put_hints(ui, entry, &text);
	frame_add_keys(frame, text.text);
	for (size_t i = 0; !is_bare && i < ARRAY_LENGTH(shown); i++) {
		if (ui_why_not(ui, shown[i].action) != WORD_MAX)
			continue;
		str_clear(&text);
		ui_put_key(ui, shown[i].action, &text);
		frame_add_key(frame, text.text, shown[i].rank);
	}
	str_release(&text);
}

/*
 * Why something is not saved stays to be read until it is, whatever has been
 * typed since; only what a key has to say goes before it.
 */
static void
put_message(struct ui *ui, struct frame *frame)
{
	bool is_said = ui->message.length > 0;
	bool is_unsaved = !is_said && ui_is_failing(ui);

	frame->message = is_unsaved ? ui->unsaved.text : ui->message.text;
	frame->is_wrong = is_unsaved || (is_said && ui->is_message_wrong);
}

static void
draw_screen(struct ui *ui)
{
	struct stacked *entry = ui_top(ui);
	struct str status = STR_EMPTY;
	struct frame frame;

	term_clear(ui->term);
	if (ui_is_too_small(ui)) {
		frame_draw_sentence(
		    ui->term, ui_is_failing(ui)
				  ? ui->unsaved.text
				  : words_get(ui_words(ui), WORD_UI_TOO_SMALL));
		return;
	}
	if (!entry->is_entered && entry->class->enter)
		entry->class->enter(ui, entry->state);
	entry->is_entered = true;
	frame_init(&frame);
	put_names(ui, entry, &frame);
	add_keys(ui, &frame);
	put_status(ui, &status);
	put_message(ui, &frame);
	frame.status = status.text;
	const struct area area = frame_draw(ui->term, &frame);
	/* Last: it sets the cursor on the focus. */
	entry->class->draw(ui, entry->state, &area);
	if (ui->is_reading)
		term_cursor(ui->term, area.top + area.rows, FRAME_INDENT);
	str_release(&status);
	frame_release(&frame);
}

void
ui_draw(struct ui *ui)
{
	ui->is_drawn = true;
	ui->is_drawing = true;
	draw_screen(ui);
	ui->is_drawing = false;
}
