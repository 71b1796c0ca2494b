/*
 * The sheet of what a paper says: its lines, and the facts that they make.
 * For whoever has it filled in, on a screen or line by line.
 */
#ifndef UI_SIGN_SHEET_H
#define UI_SIGN_SHEET_H

#include "desk/sheet.h"
#include "desk/sign.h"

/* A stop is a line of the sheet, but for the role, which is its choice. */
enum sign_stop {
	SIGN_STOP_WHO,
	SIGN_STOP_ROLE,
	SIGN_STOP_HOW,
	SIGN_STOP_DATE,
	SIGN_STOP_CONDITIONS,
	SIGN_STOP_KEPT,
	SIGN_STOP_CORRECTS,
	SIGN_STOP_WRITE,
	SIGN_STOP_MAX
};

extern const enum word sign_labels[SIGN_STOP_MAX];

/* Is this word typed, whatever its case and the blanks round it? */
bool sign_is_word(const char *typed, const char *word);

/* Is that of a stop none: what to say, else WORD_MAX. */
enum word sign_check_stop(const struct desk *desk,
    const struct kept_sheet *sheet, enum sign_stop stop);

/*
 * The facts as they stand there, which borrow from the sheet: WORD_MAX, or what
 * to say and at which stop.
 */
enum word sign_read_sheet(const struct desk *desk,
    const struct kept_sheet *sheet, struct signing *signing,
    enum sign_stop *stop);

#endif
