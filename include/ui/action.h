/*
 * The actions, and what there must be for each of them.
 *
 * A fact is so or is not so where one is: a plan is open, a question is in
 * focus, nothing covers the screens.  What an action needs stands in its row of
 * ui/actions.def; whether it can be used now, and the sentence why not, follow
 * from there alone, on the screens and line by line.
 */
#ifndef UI_ACTION_H
#define UI_ACTION_H

#include <stdbool.h>

#include "desk/desk.h"
#include "term/terminal.h"

enum action {
#define ACTION(id, key, name, about, word, needs) ACTION_##id,
#include "ui/actions.def"
#undef ACTION
	ACTION_MAX
};

enum fact {
#define FACT(id, screens, lines) FACT_##id,
#include "ui/facts.def"
#undef FACT
	FACT_MAX
};

/* Sets of facts, as a bit each. */
enum need {
#define FACT(id, screens, lines) NEED_##id = 1 << FACT_##id,
#include "ui/facts.def"
#undef FACT
	/* Of what is typed: that it can be saved before.  It is only tried. */
	NEED_SAVED = 1 << FACT_MAX,

	NEED_NOTHING = 0,
	/* What changes something here, or leads elsewhere; by the worker. */
	NEED_HERE = NEED_UNCOVERED | NEED_UNASKED | NEED_SAVED,
	NEED_FREE = NEED_HERE | NEED_FACING,
	NEED_QUESTION_ON_PAGE = NEED_FREE | NEED_PAGE | NEED_QUESTION,
	NEED_START = NEED_FREE | NEED_FILE | NEED_NO_PLAN
};

/* What an action needs; its key, or KEY_NAME_MAX; its name, what it does. */
unsigned action_needs(enum action action);
enum term_key action_key(enum action action);
enum word action_name(enum action action);
enum word action_about(enum action action);
/* What those that it stands among have in common. */
enum word action_group(enum action action);

/* Is a fact so, where the context is? */
typedef bool fact_is(void *context, enum fact fact);

/* The first of these that is not so, or FACT_MAX: then it can be done. */
enum fact fact_missing(unsigned needs, fact_is *is, void *context);
/* Why it cannot be then, on the screens and line by line. */
enum word fact_why(enum fact fact);
enum word fact_why_by_line(enum fact fact);

/* The facts of a file and its plan; false for any other. */
bool fact_of_desk(struct desk *desk, enum fact fact);

/* Those of a question, or of whatever else is in focus; false for any other. */
struct block;
bool fact_of_block(
    struct desk *desk, const struct block *block, enum fact fact);

#endif
