/*
 * The talk line by line, for src/ui/linear*.c alone.
 *
 * Each turn of the loop asks one question of the place where one is: the lock,
 * the start, a person's home or a page.  Whoever asks calls linear_hear(),
 * which sees to help and commands by itself.  Whatever asks or acts returns
 * what came of it, up to the loop, and nobody remembers it: after HEARD_LEFT
 * and TALK_LEFT what was asked is not asked any more, and no block of the model
 * may be looked at.
 */
#ifndef UI_LINEAR_PARTS_H
#define UI_LINEAR_PARTS_H

#include <stdint.h>

#include "ui/linear.h"
#include "ui/page_model.h"

enum linear_at { AT_LOCK, AT_START, AT_HOME, AT_PAGE };

/* What came of a question, a dialogue or a command. */
enum talk {
	TALK_ON,   /* it was answered or done */
	TALK_STAY, /* the question stands as it did */
	TALK_BACK, /* somebody went back, or said no */
	TALK_LEFT, /* one is elsewhere, all is other than it was, or it ends */
	TALK_TEXT  /* a text is to be taken: in linear->line, or after :more */
};

/* Where on a page the next question is looked for. */
enum linear_seek {
	SEEK_FIRST,
	SEEK_LAST,
	SEEK_SPOT,  /* place.spot, or what is nearest to it */
	SEEK_FIELD, /* the field of the spot in its row, or its list */
	SEEK_LIST,
	SEEK_VOICE, /* the open voice of the open question */
	SEEK_WHOSE  /* whose words the open question is in */
};

/* Numbers and nothing about anybody: it outlives a lock. */
struct linear_place {
	enum linear_at at;
	int64_t plan; /* 0: none */
	size_t page, repeat;
	int row;
	enum linear_seek seek;
	struct spot spot;
	size_t cell; /* of a week */
	bool is_visit;
};

struct linear {
	struct desk *desk;
	struct lines *lines;
	struct linear_place place;
	struct linear_place before; /* where one was when it was locked */

	/* The page, as it was asked about last. */
	struct arena *arena;
	struct page_model model;
	uint64_t revision; /* of the desk, as the model shows it */
	size_t focus;
	size_t told;     /* the blocks before this one were told already */
	bool is_entered; /* the page has not been told yet */
	bool is_asked;   /* the question has, and only needs an answer */
	struct spot open; /* as in struct page_of */

	struct str line;  /* what was heard */
	bool is_literal;  /* it stood behind a \, so it is no sign */
	struct str again; /* the question in a line, for after a command */
	struct str budget; /* as it was told last */
	size_t running;    /* commands; one may come while another asks */
	bool yields;       /* only a choice is asked: any command leaves it */
	bool is_writing;   /* a command came inside a long text */
	struct str postponed; /* that command, until it is left */
	bool is_over;

	struct str unsaved; /* what could not be saved, and its spot */
	struct spot unsaved_spot;
	size_t unsaved_cell;
	bool has_unsaved;
	struct str jot, jot_whose; /* that even its sheet does not have */

	bool is_backed_up;
	int64_t touched_at, slept;
};

/* --- linear.c: hearing ---------------------------------------------------- */

enum heard {
	HEARD_TEXT, /* linear->line, without a \ before it */
	HEARD_KEEP, /* nothing was typed */
	HEARD_BACK,
	HEARD_MORE,    /* go on with the text that stands there */
	HEARD_COMMAND, /* in linear->line; of a further line alone */
	HEARD_LEFT
};
/* What is asked for is one line, or the first of a long text. */
enum heard linear_hear(struct linear *linear, bool is_long);

/* Is what was heard that sign, and not the text of an answer? */
bool linear_is_sign(const struct linear *linear, const char *sign);

/*
 * A further line of a long text, as it stands: HEARD_KEEP is its end, and
 * HEARD_BACK drops it.  What leaves the text alone is done at once; any other
 * command waits until the text is saved.
 */
enum heard linear_hear_more(struct linear *linear);

/* Milliseconds until it locks by itself; 0: now; -1: it does not. */
int linear_patience(const struct linear *linear);

/* How the question is said again: a text, or a word with one argument. */
void linear_set_again(struct linear *linear, const char *text);

/*
 * A dialogue; as long as that of a command waits for its answer, other commands
 * wait for it.  The answer stands in linear->line.
 */
enum heard linear_ask(struct linear *linear, const char *question);
enum heard linear_ask_word(
    struct linear *linear, enum word question, const char *about);

/*
 * Yes (TALK_ON) or no (TALK_BACK), typed in full; the question names both.  At
 * a no it says what is otherwise; what leaves the question is none of both.
 */
enum talk linear_confirm(
    struct linear *linear, enum word question, enum word otherwise);

/*
 * A number from 1 to count, less 1.  Nothing is lost with the question, so any
 * command leaves it: TALK_LEFT, and then that is done.  Enter alone is
 * `otherwise`, unless that is NONE, and the question may name it.
 */
enum talk linear_choose(struct linear *linear, enum word question, size_t count,
    size_t otherwise, size_t *chosen);
/* "2 Sian Example": one of what there is to choose from. */
void linear_tell_option(struct linear *linear, size_t index, const char *text);

/* Is there a plan, a page, a question?  Else it is said that there is none. */
bool linear_has_plan(struct linear *linear);
bool linear_has_page(struct linear *linear);
const struct block *linear_question_at_hand(struct linear *linear);

/* The number that a text is and nothing else, or 0. */
int linear_number(const char *text);

/* --- linear_show.c: telling ----------------------------------------------- */

void linear_tell(struct linear *linear, enum word word, ...) SENTINEL;
void linear_tell_text(struct linear *linear, const char *text);
/* As it stands, in one line. */
void linear_tell_line(struct linear *linear, const char *text);
void linear_tell_err(struct linear *linear, const struct err *err);
/* NOT SAVED, and why; or that the answer is kept and can be tried again. */
void linear_tell_unsaved(struct linear *linear, const struct err *err);
void linear_tell_kept(struct linear *linear, const struct err *err);
void linear_tell_notes(struct linear *linear, const struct block *block);
/* Blocks that are not asked about: headings, prose, sums. */
void linear_tell_block(struct linear *linear, size_t index);
void linear_tell_table(struct linear *linear, const struct table_view *table);
void linear_tell_page(struct linear *linear);
/* How much money is left, if that is another sum than was told last. */
void linear_tell_budget(struct linear *linear);

/* --- linear_page.c: where one is ------------------------------------------ */

/* Ask one question of the page; then on, back, or elsewhere. */
void linear_ask_page(struct linear *linear);
/* Make the model anew if it is not as the desk is. */
void linear_refresh(struct linear *linear);
/* Which number has the question among how many?  Which block has a number? */
void linear_count(const struct linear *linear, size_t *number, size_t *count);
size_t linear_stop(const struct linear *linear, size_t number);
/* The button that adds to the list of a block, or NONE. */
size_t linear_add_button(const struct page_model *model, size_t list);

/*
 * What is next: a page or a row of it, a question, the home, the start.  Each
 * is TALK_LEFT.
 */
enum talk linear_open(struct linear *linear, size_t page, size_t repeat,
    int row, enum linear_seek seek, size_t index);
enum talk linear_open_field(
    struct linear *linear, size_t page, int row, size_t field);
enum talk linear_open_at(struct linear *linear, const struct address *where);
enum talk linear_move(struct linear *linear, enum linear_at at);
/* From a row to its list, from there home, and on to the start. */
enum talk linear_go_back(struct linear *linear);
/* The block of the question, or NULL where none is asked. */
const struct block *linear_question(const struct linear *linear);

/* --- linear_ask.c: a question --------------------------------------------- */

enum talk linear_ask_block(struct linear *linear);
/* Save the whole answer and tell what came of it; or keep it, and tell that. */
enum talk linear_save_answer(struct linear *linear, const struct spot *spot,
    size_t cell, const char *text);
/* The same of a text for a block: of one cell, if that is a week. */
enum talk linear_answer(struct linear *linear, const struct block *block,
    size_t cell, const char *text);
/* By kind: linear_choice.c, linear_week.c. */
enum talk linear_ask_choice(struct linear *linear, const struct block *block);
enum talk linear_ask_week(struct linear *linear, const struct block *block);
void linear_tell_chosen(struct linear *linear, const struct block *block);
/* A list, or the buttons from the one in focus on: linear_way.c. */
enum talk linear_ask_list(
    struct linear *linear, const struct block *block);
enum talk linear_ask_buttons(struct linear *linear);
/*
 * Hear what is answered.  What is no text is done: what could not be saved is
 * tried again, what is offered taken.
 */
enum talk linear_hear_answer(
    struct linear *linear, const struct block *block);
/* What was answered to this and could not be saved, or NULL. */
const char *linear_unsaved(
    const struct linear *linear, const struct block *block);
/*
 * Before the plan is left: what was kept from saving, once more.  It is about
 * this plan alone, so as long as that fails the plan is not left.
 */
bool linear_save_unsaved(struct linear *linear, struct err *err);
/* To the start; false, and said why, if something cannot be saved. */
bool linear_leave_plan(struct linear *linear);

/* --- linear_jot.c --------------------------------------------------------- */

/* Give what is being jotted down to its sheet, if that does not have it. */
bool linear_keep_jot(struct linear *linear, struct err *err);
/* Say so if something is half jotted down. */
void linear_tell_half_jot(struct linear *linear);

/* --- linear_home.c, linear_due.c, linear_lock.c --------------------------- */

void linear_ask_start(struct linear *linear);
void linear_ask_home(struct linear *linear);
bool linear_open_plan(struct linear *linear, int64_t id);
/* What is due, at the start: by reference. */
void linear_tell_due(struct linear *linear);
/* What is new about the file and the machine, once it is open. */
void linear_begin_file(struct linear *linear);
void linear_ask_lock(struct linear *linear);
/* Lock, and come back to the same place; it stays if it cannot be. */
enum talk linear_lock_now(struct linear *linear);

/* --- linear_first.c ------------------------------------------------------- */

/* What this is, before there is a file; and whom to ring, if nobody said so. */
void linear_tell_welcome(struct linear *linear);
void linear_ask_first(struct linear *linear);

/* --- linear_read.c -------------------------------------------------------- */

/* Tell a text that may be long: TALK_STAY, or TALK_LEFT if it was left so. */
enum talk linear_read(struct linear *linear, const char *text);

/* --- linear_paper.c ------------------------------------------------------- */

/* The pages of a document, or of a version, as a file for printing. */
enum talk linear_save_pages(
    struct linear *linear, const char *part, int version, const char *name);

/* --- Commands ------------------------------------------------------------- */

/* Do what a line says behind its colon. */
enum talk linear_command(struct linear *linear, const char *said);
/* Does a dialogue wait beside the command that is being done? */
bool linear_is_busy(const struct linear *linear);

/* What a line with a colon is inside a long text. */
enum linear_in_text {
	IN_TEXT_PART,    /* no command: part of the text */
	IN_TEXT_ASIDE,   /* a command that leaves the text alone */
	IN_TEXT_ALREADY, /* what is being done there anyway */
	IN_TEXT_AFTER    /* a command for when the text is saved */
};
enum linear_in_text linear_in_text(
    const struct linear *linear, const char *said);
/* All there are, a line each. */
void linear_tell_commands(struct linear *linear);
enum talk linear_add_row(struct linear *linear, size_t repeat);
/* The words that a button names become those of both voices. */
enum talk linear_agree(struct linear *linear, const struct spot *spot);

#define ACTION(id, key, name, about, word, needs) \
	enum talk linear_##word(struct linear *linear, const char *said);
#include "ui/actions.def"
#undef ACTION
#define VERB(word, about) \
	enum talk linear_##word(struct linear *linear, const char *said);
#include "ui/linear.def"
#undef VERB

#endif
