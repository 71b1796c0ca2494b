/*
 * What the screens and the lines tell in the same words, appended to a text.
 * Nothing here knows how wide a window is, or which key does what.
 */
#ifndef UI_TOLD_H
#define UI_TOLD_H

#include "desk/desk.h"
#include "desk/privacy.h"
#include "plan/progress.h"
#include "ui/page_model.h"

/* "Left £32.50 of £412.50 a week", or in fewer words; or that it is open. */
void told_budget(struct str *out, struct desk *desk, bool is_whole);

/* How far a form is, in as many words as there is room for. */
enum told_room { TOLD_LITTLE, TOLD_SOME, TOLD_ALL };
void told_progress(struct str *out, const struct words *words,
    const struct progress *progress, enum told_room room);

/* What the forms say of a block, or of its page, plainly and officially. */
void told_help(struct str *out, struct desk *desk, const struct block *block,
    size_t page);

/* What it means that a voice says the same; the questions on a line each. */
void told_same(struct str *out, const struct words *words, enum voice voice,
    size_t count, const char *questions);

/*
 * Undo, or Redo, as desk_undo() does it; and what that was: "the new row
 * "Huw".", or of one answer its question.
 */
bool told_undo(struct str *out, struct desk *desk, enum act act,
    struct address *where, bool *done, struct err *err);

/* What is kept, though it is not asked for any more. */
void told_asleep(
    struct str *out, struct desk *desk, size_t field, int row);

/* What goes and what stays when an answer is struck out. */
void told_strike(struct str *out, const struct words *words,
    const struct strikable *strikable);

#endif
