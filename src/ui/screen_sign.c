/*
 * Writing down what the paper says about a version.
 *
 * In what way somebody agrees is typed in full, so no stray key can say it for
 * anybody; the role is chosen.  Nothing counts before the button is pressed;
 * until then it is a half-written sheet (ui/half.h).
 *
 * Tested through scripts, tests/screens.
 */
#include "base/str.h"
#include "ui/half.h"
#include "ui/line.h"
#include "ui/screens.h"
#include "ui/sign_sheet.h"
#include "ui/versions.h"

/* Its half has a line at each stop that is one; the choice is the role. */
struct signer {
	struct half half;
	int option; /* of the roles, where the cursor is */
	int top;    /* the first row shown */
};

enum { LABEL_AT = 2, VALUE_AT = 18, NARROW_AT = 4, NARROW = 70, EDGE = 1 };

static enum sign_stop
focus_of(const struct signer *signer)
{
	return (enum sign_stop)signer->half.focus;
}

static void
signer_free(void *state)
{
	struct signer *signer = state;

	half_release(&signer->half);
	mem_free(signer);
}

static void
signer_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	const struct signer *signer = state;

	person_title(ui, left);
	words_put(right, ui_words(ui), WORD_UI_VERSION,
	    numeral_of(signer->half.number).text, NULL);
}

/* --- Drawing -------------------------------------------------------------- */

/* What is chosen, with its number. */
static void
put_role(
    const struct signer *signer, const struct words *words, struct str *out)
{
	int role = signer->half.choice;

	if (role < 0)
		str_put(out, words_get(words, WORD_UI_SIGN_ROLE_OPEN));
	else
		str_format(out, "%d %s", role + 1,
		    sign_role_title((enum sign_role)role, words));
}

/* The label of the role, or the button. */
static void
draw_stop(struct ui *ui, const struct signer *signer, enum sign_stop stop,
    int row, int columns)
{
	struct term *term = ui_term(ui);
	const struct words *words = ui_words(ui);
	bool is_focus = focus_of(signer) == stop;
	struct str text = STR_EMPTY, role = STR_EMPTY;

	str_format(&text, stop == SIGN_STOP_WRITE ? "[ %s ]" : "%s",
	    words_get(words, sign_labels[stop]));
	term_put_text(term, row, 0, 1, is_focus ? ">" : " ", ROLE_FOCUS);
	term_put_text(term, row, LABEL_AT,
	    stop == SIGN_STOP_WRITE ? columns - LABEL_AT : VALUE_AT - LABEL_AT,
	    text.text, is_focus ? ROLE_FOCUS : ROLE_LABEL);
	if (stop == SIGN_STOP_ROLE && !is_focus) {
		put_role(signer, words, &role);
		term_put_text(term, row, VALUE_AT, columns - VALUE_AT - EDGE,
		    role.text, ROLE_CHOSEN);
	}
	if (is_focus)
		term_cursor(term, row, LABEL_AT);
	str_release(&text);
	str_release(&role);
}

/* One of the roles to choose from, as on every page. */
static void
draw_role(
    struct ui *ui, const struct signer *signer, int role, int row, int columns)
{
	int column = columns < NARROW ? NARROW_AT : VALUE_AT;
	bool is_chosen = signer->half.choice == role;
	struct str text = STR_EMPTY;

	str_format(&text, "%s %d %s", is_chosen ? "(o)" : "( )", role + 1,
	    sign_role_title((enum sign_role)role, ui_words(ui)));
	line_put(ui_term(ui), row, column, columns - column - EDGE, text.text,
	    is_chosen ? ROLE_CHOSEN : ROLE_TEXT);
	if (signer->option == role)
		term_cursor(ui_term(ui), row, column + 1);
	str_release(&text);
}

/* How many rows a stop takes: the roles stand there while it is in focus. */
static int
rows_of(const struct signer *signer, enum sign_stop stop)
{
	bool is_open = stop == SIGN_STOP_ROLE && focus_of(signer) == stop;

	return is_open ? 1 + SIGN_ROLE_MAX : 1;
}

/* The row of the focus, of all, into view. */
static void
follow_focus(struct signer *signer, int rows)
{
	enum sign_stop focus = focus_of(signer);
	int at = focus == SIGN_STOP_ROLE ? 1 + signer->option : 0;

	for (enum sign_stop stop = 0; stop < focus; stop++)
		at += rows_of(signer, stop);
	if (at < rows)
		signer->top = 0;
	else if (at >= signer->top + rows)
		signer->top = at - rows + 1;
	else if (at < signer->top)
		signer->top = at;
}

/* A row of a stop: its first, or one of the roles below it. */
static void
draw_row(struct ui *ui, const struct signer *signer, enum sign_stop stop,
    int part, int row, int columns)
{
	struct edit *line = signer->half.lines[stop];

	if (line)
		line_draw(ui_term(ui), line, row, columns,
		    words_get(ui_words(ui), sign_labels[stop]),
		    focus_of(signer) == stop);
	else if (part == 0)
		draw_stop(ui, signer, stop, row, columns);
	else
		draw_role(ui, signer, part - 1, row, columns);
}

static void
signer_draw(struct ui *ui, void *state, const struct area *area)
{
	struct signer *signer = state;
	int first = area->top + 1, rows = area->rows - 1;

	follow_focus(signer, rows);
	int row = first - signer->top;
	for (enum sign_stop stop = 0; stop < SIGN_STOP_MAX; stop++)
		for (int part = 0; part < rows_of(signer, stop); part++, row++)
			if (row >= first && row < first + rows)
				draw_row(
				    ui, signer, stop, part, row, area->columns);
	ui_put_more(ui, area, row > first + rows);
	row += 1 + ui_put_text(ui, area, row + 1, LABEL_AT,
		       words_get(ui_words(ui), WORD_UI_SIGN_WAYS), ROLE_TEXT);
	ui_put_text(ui, area, row + 1, LABEL_AT,
	    words_get(ui_words(ui), WORD_UI_SIGN_NOBODY), ROLE_TEXT);
}

/* --- Keys ----------------------------------------------------------------- */

/* The facts as they were typed; false, and said where, if one is none. */
static bool
read_facts(struct ui *ui, struct signer *signer, struct signing *signing)
{
	struct kept_sheet sheet = half_sheet(&signer->half);
	enum sign_stop stop;
	enum word wrong = sign_read_sheet(ui_desk(ui), &sheet, signing, &stop);

	if (wrong == WORD_MAX)
		return true;
	signer->half.focus = (int)stop;
	ui_say(ui, wrong, NULL);
	return false;
}

static void
write_down(struct ui *ui, struct signer *signer)
{
	struct signing signing;
	struct err err = {.is_set = false};

	if (!read_facts(ui, signer, &signing))
		return;
	if (!desk_sign_from_sheet(ui_desk(ui), &signing, &err)) {
		ui_say_err(ui, &err);
		return;
	}
	screen_pop(ui);
	ui_say(ui, WORD_UI_SIGN_DONE, NULL);
}

static void
choose_role(struct ui *ui, struct signer *signer, int role)
{
	signer->half.choice = signer->option = role;
	ui_say(ui, WORD_UI_PAGE_CHOSEN, numeral_of(role + 1).text,
	    sign_role_title((enum sign_role)role, ui_words(ui)), NULL);
}

/* Among the roles; false at their edge, and for what is not for them. */
static bool
role_event(struct ui *ui, struct signer *signer, const struct term_event *event)
{
	enum term_key key = event->kind == TERM_KEY ? event->key : KEY_NAME_MAX;
	bool is_back = key == KEY_NAME_UP || key == KEY_NAME_LEFT;
	bool is_on = key == KEY_NAME_DOWN || key == KEY_NAME_RIGHT;
	int option = signer->option + (is_on ? 1 : -1);

	if (event->kind == TERM_TEXT && event->text[0] == ' ') {
		choose_role(ui, signer, signer->option);
		return true;
	}
	if (event->kind == TERM_TEXT && event->text[0] >= '1' &&
	    event->text[0] < '1' + SIGN_ROLE_MAX) {
		choose_role(ui, signer, event->text[0] - '1');
		return true;
	}
	if ((!is_back && !is_on) || option < 0 || option >= SIGN_ROLE_MAX)
		return false;
	signer->option = option;
	return true;
}

/*
 * To another stop.  What was written into a line and cannot stand there is
 * told at once, and the line can be left all the same.
 */
static void
go_on(struct ui *ui, struct signer *signer, bool is_forward)
{
	enum sign_stop from = focus_of(signer);
	const struct kept_sheet sheet = half_sheet(&signer->half);
	int by = is_forward ? 1 : SIGN_STOP_MAX - 1;

	if (sheet.lines[from] && !text_is_blank(sheet.lines[from])) {
		enum word wrong = sign_check_stop(ui_desk(ui), &sheet, from);
		if (wrong != WORD_MAX)
			ui_say(ui, wrong, NULL);
	}
	signer->half.focus = ((int)from + by) % SIGN_STOP_MAX;
	signer->option = signer->half.choice >= 0 ? signer->half.choice
			 : is_forward             ? 0
						  : SIGN_ROLE_MAX - 1;
}

static bool
signer_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct signer *signer = state;
	enum sign_stop focus = focus_of(signer);
	enum term_key key = event->kind == TERM_KEY ? event->key : KEY_NAME_MAX;
	bool is_on = key == KEY_NAME_ENTER || key == KEY_NAME_TAB ||
		     key == KEY_NAME_DOWN;

	if (focus == SIGN_STOP_ROLE && role_event(ui, signer, event))
		return true;
	if (key == KEY_NAME_ENTER && focus == SIGN_STOP_WRITE)
		write_down(ui, signer);
	else if (is_on || key == KEY_NAME_BACK_TAB || key == KEY_NAME_UP)
		go_on(ui, signer, is_on);
	else
		return false;
	return true;
}

static void
signer_hints(struct ui *ui, void *state, struct str *out)
{
	const struct signer *signer = state;
	enum word hints = WORD_UI_HINTS_SIGN;

	if (focus_of(signer) == SIGN_STOP_ROLE)
		hints = WORD_UI_HINTS_SIGN_ROLE;
	else if (focus_of(signer) == SIGN_STOP_WRITE)
		hints = WORD_UI_HINTS_SIGN_WRITE;
	str_put(out, words_get(ui_words(ui), hints));
}

static const struct screen_class signer_class = {
    .name = "sign",
    .about = WORD_UI_HELP_SIGN,
    .keys = WORD_UI_KEYS_SIGN,
    .put_title = signer_title,
    .heading = WORD_UI_SIGN_ABOUT,
    .draw = signer_draw,
    .event = signer_event,
    .act = half_act,
    .put_hints = signer_hints,
    .writing = half_writing,
    .settle = half_settle,
    .saving = half_saving,
    .is_typing = half_is_typing,
    .tick = half_tick,
    .free = signer_free,
};

void
sign_open(struct ui *ui, int number)
{
	if (half_raise(ui, &signer_class, number))
		return;
	struct signer *signer = mem_new(sizeof(*signer));

	half_init(&signer->half, SHEET_SIGN, number);
	for (enum sign_stop stop = 0; stop < SIGN_STOP_MAX; stop++)
		if (stop != SIGN_STOP_ROLE && stop != SIGN_STOP_WRITE)
			signer->half.lines[stop] = edit_new("", true);
	if (half_open(ui, &signer_class, signer) &&
	    signer->half.choice >= SIGN_ROLE_MAX)
		signer->half.choice = -1;
}

void
sign_open_pending(struct ui *ui)
{
	struct arena *arena = arena_new();
	const struct kept_sheet *sheets;
	struct err err = {0};
	size_t count;

	if (!desk_list_sheets(ui_desk(ui), arena, &sheets, &count, &err)) {
		ui_say_err(ui, &err);
		count = 0;
	}
	for (size_t i = 0; i < count; i++) {
		if (sheets[i].kind != SHEET_SIGN)
			continue;
		versions_open(ui);
		version_open(ui, sheets[i].number);
		sign_open(ui, sheets[i].number);
	}
	arena_free(arena);
}
