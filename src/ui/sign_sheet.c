/*
 * What a paper says, read from the lines of its sheet.
 *
 * In what way somebody agrees is typed in full, so that nothing stray can say
 * it for anybody.  Keeps nothing; the sheet is the caller's.
 *
 * Tested by the screens of tests/screens.
 */
#include "ui/sign_sheet.h"

#include "base/str.h"
#include "base/utf8.h"

const enum word sign_labels[SIGN_STOP_MAX] = {
    [SIGN_STOP_WHO] = WORD_UI_SIGN_WHO,
    [SIGN_STOP_ROLE] = WORD_UI_SIGN_ROLE,
    [SIGN_STOP_HOW] = WORD_UI_SIGN_HOW,
    [SIGN_STOP_DATE] = WORD_UI_SIGN_DATE,
    [SIGN_STOP_CONDITIONS] = WORD_UI_SIGN_CONDITIONS,
    [SIGN_STOP_KEPT] = WORD_UI_SIGN_KEPT,
    [SIGN_STOP_CORRECTS] = WORD_UI_SIGN_CORRECTS,
    [SIGN_STOP_WRITE] = WORD_UI_SIGN_WRITE,
};

static const enum word ways[SIGN_HOW_MAX] = {
    [SIGN_HOW_SIGNED] = WORD_UI_SIGN_TYPE_SIGNED,
    [SIGN_HOW_MARK] = WORD_UI_SIGN_TYPE_MARK,
    [SIGN_HOW_ALOUD] = WORD_UI_SIGN_TYPE_ALOUD,
    [SIGN_HOW_IN_PART] = WORD_UI_SIGN_TYPE_IN_PART,
    [SIGN_HOW_REFUSED] = WORD_UI_SIGN_TYPE_REFUSED,
};

_Static_assert(
    (int)SIGN_STOP_MAX == (int)SHEET_LINES, "a stop is a line of the sheet");

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

static const char *
text_at(const struct kept_sheet *sheet, enum sign_stop stop)
{
	return sheet->lines[stop] ? sheet->lines[stop] : "";
}

/* What is typed in full, or SIGN_HOW_MAX. */
static enum sign_how
way_typed(const struct desk *desk, const struct kept_sheet *sheet)
{
	const char *typed = text_at(sheet, SIGN_STOP_HOW);
	enum sign_how how = 0;

	while (how < SIGN_HOW_MAX &&
	       !sign_is_word(typed, words_get(desk_words(desk), ways[how])))
		how++;
	return how;
}

/* The number of what was wrong; 0 for none, -1 for something else. */
static int
number_typed(const struct kept_sheet *sheet)
{
	enum { MOST = 10000 };
	const char *text = text_skip_space(text_at(sheet, SIGN_STOP_CORRECTS));
	int number = 0;

	for (; char_is_figure(*text) && number < MOST; text++)
		number = 10 * number + (*text - '0');
	return text_is_blank(text) ? number : -1;
}

enum word
sign_check_stop(const struct desk *desk, const struct kept_sheet *sheet,
    enum sign_stop stop)
{
	const char *text = text_at(sheet, stop);
	struct date date;

	switch (stop) {
	case SIGN_STOP_WHO:
		return text_is_blank(text) ? WORD_SIGN_NO_WHO : WORD_MAX;
	case SIGN_STOP_ROLE:
		return sheet->choice < 0 ? WORD_UI_SIGN_NO_ROLE : WORD_MAX;
	case SIGN_STOP_HOW:
		return way_typed(desk, sheet) == SIGN_HOW_MAX
			   ? WORD_UI_SIGN_HOW_FULL
			   : WORD_MAX;
	case SIGN_STOP_DATE:
		return date_parse(text, desk_today(desk), &date)
			   ? WORD_MAX
			   : WORD_SIGN_NO_DATE;
	case SIGN_STOP_KEPT:
		return text_is_blank(text) ? WORD_SIGN_NO_PLACE : WORD_MAX;
	case SIGN_STOP_CORRECTS:
		return number_typed(sheet) < 0 ? WORD_UI_SIGN_NO_NUMBER
					       : WORD_MAX;
	case SIGN_STOP_CONDITIONS:
	case SIGN_STOP_WRITE:
	case SIGN_STOP_MAX:
		break;
	}
	return WORD_MAX;
}

enum word
sign_read_sheet(const struct desk *desk, const struct kept_sheet *sheet,
    struct signing *signing, enum sign_stop *stop)
{
	int role = sheet->choice;

	*signing = (struct signing){
	    .version = sheet->number,
	    .who = text_at(sheet, SIGN_STOP_WHO),
	    .role = role < 0 ? SIGN_ROLE_MAX : (enum sign_role)role,
	    .how = way_typed(desk, sheet),
	    .conditions = text_at(sheet, SIGN_STOP_CONDITIONS),
	    .kept = text_at(sheet, SIGN_STOP_KEPT),
	    .corrects = number_typed(sheet),
	};
	date_parse(
	    text_at(sheet, SIGN_STOP_DATE), desk_today(desk), &signing->date);
	for (*stop = 0; *stop < SIGN_STOP_MAX; (*stop)++) {
		enum word word = sign_check_stop(desk, sheet, *stop);
		if (word != WORD_MAX)
			return word;
	}
	return WORD_MAX;
}
