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
#include "base/utf8.h"
#include "desk/sign.h"
#include "ui/half.h"
#include "ui/line.h"
#include "ui/versions.h"

enum stop {
	STOP_WHO,
	STOP_ROLE,
	STOP_HOW,
	STOP_DATE,
	STOP_CONDITIONS,
	STOP_KEPT,
	STOP_CORRECTS,
	STOP_WRITE,
	STOP_MAX
};

static const enum word labels[STOP_MAX] = {
    [STOP_WHO] = WORD_UI_SIGN_WHO,
    [STOP_ROLE] = WORD_UI_SIGN_ROLE,
    [STOP_HOW] = WORD_UI_SIGN_HOW,
    [STOP_DATE] = WORD_UI_SIGN_DATE,
    [STOP_CONDITIONS] = WORD_UI_SIGN_CONDITIONS,
    [STOP_KEPT] = WORD_UI_SIGN_KEPT,
    [STOP_CORRECTS] = WORD_UI_SIGN_CORRECTS,
    [STOP_WRITE] = WORD_UI_SIGN_WRITE,
};

static const enum word ways[SIGN_HOW_MAX] = {
    [SIGN_HOW_SIGNED] = WORD_UI_SIGN_TYPE_SIGNED,
    [SIGN_HOW_MARK] = WORD_UI_SIGN_TYPE_MARK,
    [SIGN_HOW_ALOUD] = WORD_UI_SIGN_TYPE_ALOUD,
    [SIGN_HOW_IN_PART] = WORD_UI_SIGN_TYPE_IN_PART,
    [SIGN_HOW_REFUSED] = WORD_UI_SIGN_TYPE_REFUSED,
};

_Static_assert(
    (int)STOP_MAX == (int)SHEET_LINES, "a stop is a line of the sheet");

/* Its half has a line at each stop that is one; the choice is the role. */
struct signer {
	struct half half;
};

enum { LABEL_AT = 2, VALUE_AT = 18, EDGE = 1 };

static enum stop
focus_of(const struct signer *signer)
{
	return (enum stop)signer->half.focus;
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

static void
signer_subtitle(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_put(left, words_get(ui_words(ui), WORD_UI_SIGN_ABOUT));
}

/* --- Drawing -------------------------------------------------------------- */

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

/* The role with its number, or the button. */
static void
draw_stop(struct ui *ui, const struct signer *signer, enum stop stop, int row,
    int columns)
{
	struct term *term = ui_term(ui);
	const struct words *words = ui_words(ui);
	bool is_focus = focus_of(signer) == stop;
	struct str text = STR_EMPTY, role = STR_EMPTY;

	str_format(&text, stop == STOP_WRITE ? "[ %s ]" : "%s",
	    words_get(words, labels[stop]));
	term_put_text(term, row, 0, 1, is_focus ? ">" : " ", ROLE_FOCUS);
	term_put_text(term, row, LABEL_AT,
	    stop == STOP_WRITE ? columns - LABEL_AT : VALUE_AT - LABEL_AT,
	    text.text, is_focus ? ROLE_FOCUS : ROLE_LABEL);
	if (stop == STOP_ROLE) {
		put_role(signer, words, &role);
		term_put_text(term, row, VALUE_AT, columns - VALUE_AT - EDGE,
		    role.text, ROLE_CHOSEN);
	}
	if (is_focus)
		term_cursor(term, row, stop == STOP_ROLE ? VALUE_AT : LABEL_AT);
	str_release(&text);
	str_release(&role);
}

static void
signer_draw(struct ui *ui, void *state, const struct area *area)
{
	struct signer *signer = state;
	int row = area->top + 1;

	for (enum stop stop = 0; stop < STOP_MAX; stop++, row++) {
		if (signer->half.lines[stop])
			line_draw(ui_term(ui), signer->half.lines[stop], row,
			    area->columns,
			    words_get(ui_words(ui), labels[stop]),
			    focus_of(signer) == stop);
		else
			draw_stop(ui, signer, stop, row, area->columns);
	}
	row += 1 + ui_put_text(ui, area, row + 1, LABEL_AT,
		       words_get(ui_words(ui), WORD_UI_SIGN_WAYS), ROLE_TEXT);
	ui_put_text(ui, area, row + 1, LABEL_AT,
	    words_get(ui_words(ui), WORD_UI_SIGN_NOBODY), ROLE_TEXT);
}

/* --- Keys ----------------------------------------------------------------- */

static const char *
text_at(const struct signer *signer, enum stop stop)
{
	return edit_text(signer->half.lines[stop]);
}

bool
sign_is_word(const char *typed, const char *word)
{
	struct str one = STR_EMPTY, other = STR_EMPTY;

	utf8_fold(&one, text_skip_space(typed));
	utf8_fold(&other, word);
	while (one.length > 0 && one.text[one.length - 1] == ' ')
		str_cut(&one, one.length - 1);
	bool is_word = text_is(one.text, other.text);
	str_release(&one);
	str_release(&other);
	return is_word;
}

/* What is typed in full, or SIGN_HOW_MAX. */
static enum sign_how
way_typed(struct ui *ui, const struct signer *signer)
{
	enum sign_how how = 0;

	while (how < SIGN_HOW_MAX && !sign_is_word(text_at(signer, STOP_HOW),
					 words_get(ui_words(ui), ways[how])))
		how++;
	return how;
}

/* The number of what was wrong; 0 for none, -1 for something else. */
static int
number_typed(const struct signer *signer)
{
	enum { MOST = 10000 };
	const char *text = text_skip_space(text_at(signer, STOP_CORRECTS));
	int number = 0;

	for (; char_is_figure(*text) && number < MOST; text++)
		number = 10 * number + (*text - '0');
	return text_is_blank(text) ? number : -1;
}

static bool
refuse(struct ui *ui, struct signer *signer, enum stop stop, enum word word)
{
	signer->half.focus = (int)stop;
	ui_say(ui, word, NULL);
	return false;
}

/* The facts as they were typed; false, and said where, if one is none. */
static bool
read_facts(struct ui *ui, struct signer *signer, struct signing *signing)
{
	int role = signer->half.choice;

	*signing = (struct signing){
	    .version = signer->half.number,
	    .who = text_at(signer, STOP_WHO),
	    .role = role < 0 ? SIGN_ROLE_MAX : (enum sign_role)role,
	    .how = way_typed(ui, signer),
	    .conditions = text_at(signer, STOP_CONDITIONS),
	    .kept = text_at(signer, STOP_KEPT),
	    .corrects = number_typed(signer),
	};
	if (text_is_blank(signing->who))
		return refuse(ui, signer, STOP_WHO, WORD_SIGN_NO_WHO);
	if (signing->role == SIGN_ROLE_MAX)
		return refuse(ui, signer, STOP_ROLE, WORD_UI_SIGN_NO_ROLE);
	if (signing->how == SIGN_HOW_MAX)
		return refuse(ui, signer, STOP_HOW, WORD_UI_SIGN_HOW_FULL);
	if (!date_parse(text_at(signer, STOP_DATE), desk_today(ui_desk(ui)),
		&signing->date))
		return refuse(ui, signer, STOP_DATE, WORD_SIGN_NO_DATE);
	if (text_is_blank(signing->kept))
		return refuse(ui, signer, STOP_KEPT, WORD_SIGN_NO_PLACE);
	return signing->corrects >= 0 ||
	       refuse(ui, signer, STOP_CORRECTS, WORD_UI_SIGN_NO_NUMBER);
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

/* The next or the previous role; the first or the last if there is none. */
static void
turn_role(struct signer *signer, bool is_forward)
{
	int role = signer->half.choice, count = SIGN_ROLE_MAX;

	if (role < 0)
		role = is_forward ? -1 : count;
	signer->half.choice = (role + (is_forward ? 1 : count - 1)) % count;
}

static bool
role_event(struct signer *signer, const struct term_event *event)
{
	bool is_blank = event->kind == TERM_TEXT && event->text[0] == ' ';

	if (event->kind == TERM_TEXT && event->text[0] >= '1' &&
	    event->text[0] < '1' + SIGN_ROLE_MAX)
		signer->half.choice = event->text[0] - '1';
	else if (is_blank ||
		 (event->kind == TERM_KEY && event->key == KEY_NAME_RIGHT))
		turn_role(signer, true);
	else if (event->kind == TERM_KEY && event->key == KEY_NAME_LEFT)
		turn_role(signer, false);
	else
		return false;
	return true;
}

static bool
signer_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct signer *signer = state;
	enum stop focus = focus_of(signer);
	enum term_key key = event->kind == TERM_KEY ? event->key : KEY_NAME_MAX;

	if (key == KEY_NAME_ENTER && focus == STOP_WRITE) {
		write_down(ui, signer);
	} else if (key == KEY_NAME_ENTER || key == KEY_NAME_TAB ||
		   key == KEY_NAME_DOWN) {
		signer->half.focus = (int)(focus + 1) % STOP_MAX;
	} else if (key == KEY_NAME_BACK_TAB || key == KEY_NAME_UP) {
		signer->half.focus = (int)(focus + STOP_MAX - 1) % STOP_MAX;
	} else if (signer->half.lines[focus]) {
		return line_event(signer->half.lines[focus], event);
	} else {
		return focus == STOP_ROLE && role_event(signer, event);
	}
	return true;
}

static void
signer_hints(struct ui *ui, void *state, struct str *out)
{
	const struct signer *signer = state;
	enum word hints = WORD_UI_HINTS_SIGN;

	if (focus_of(signer) == STOP_ROLE)
		hints = WORD_UI_HINTS_SIGN_ROLE;
	else if (focus_of(signer) == STOP_WRITE)
		hints = WORD_UI_HINTS_SIGN_WRITE;
	str_put(out, words_get(ui_words(ui), hints));
}

static const struct screen_class signer_class = {
    .name = "sign",
    .about = WORD_UI_HELP_SIGN,
    .keys = WORD_UI_KEYS_SIGN,
    .title = signer_title,
    .subtitle = signer_subtitle,
    .draw = signer_draw,
    .event = signer_event,
    .can = half_can,
    .act = half_act,
    .hints = signer_hints,
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
	for (enum stop stop = 0; stop < STOP_MAX; stop++)
		if (stop != STOP_ROLE && stop != STOP_WRITE)
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
