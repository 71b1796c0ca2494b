/*
 * The talk line by line: its loop, and how a line is heard.
 *
 * Owns what was heard last and when.  What is asked is in linear_page.c,
 * linear_home.c and linear_lock.c, which command a line means in
 * linear_verb.c; all that is told goes through linear_show.c.
 *
 * RULE: an act of the desk makes every block of the model stale, so a line
 * that led to one is never answered where it was heard: the loop asks anew.
 *
 * It locks by itself as the screens do, and the backup of this start is made
 * in the first second in which nobody types.
 *
 * Tested by tests/linear.
 */
#include "ui/linear.h"

#include <string.h>

#include "base/str.h"
#include "desk/backup.h"
#include "desk/lock.h"
#include "desk/policy.h"
#include "ui/edit.h"
#include "ui/linear_parts.h"
#include "ui/sign_sheet.h"

enum { MINUTE_MS = 60 * 1000, SLEPT_MS = 1000, QUIET_MS = 1000 };

/* --- Time ----------------------------------------------------------------- */

/* Only where somebody types can nobody be there, and what is open be shut. */
static bool
locks_itself(const struct linear *linear)
{
	return lines_is_typed(linear->lines) && desk_has_file(linear->desk) &&
	       desk_is_encrypted(linear->desk);
}

/* Milliseconds until it locks; less than 1: now. */
static int64_t
time_to_lock(const struct linear *linear)
{
	const struct policy *policy = desk_policy(linear->desk);
	int64_t minutes = linear->place.is_visit ? policy->visit_minutes
						 : policy->lock_minutes;

	if (lines_slept(linear->lines) - linear->slept > SLEPT_MS)
		return 0;
	return linear->touched_at + minutes * MINUTE_MS -
	       lines_now(linear->lines);
}

int
linear_patience(const struct linear *linear)
{
	int64_t left = locks_itself(linear) ? time_to_lock(linear) : -1;

	return !locks_itself(linear) ? -1 : left < 1 ? 0 : (int)left;
}

static bool
wants_backup(const struct linear *linear)
{
	return !linear->is_backed_up && desk_has_file(linear->desk);
}

static void
back_up(struct linear *linear)
{
	const struct patience patience = {lines_has_more, linear->lines};
	struct err err = {0};

	linear->is_backed_up =
	    desk_back_up_changes(linear->desk, &patience, &err) ||
	    err.word != WORD_STORE_PUT_OFF;
	if (!linear->is_backed_up || !err.is_set)
		return;
	linear_tell_line(linear, "");
	linear_tell_err(linear, &err);
	lines_put(linear->lines, "> ");
}

/* How long to wait for a line before there is something else to do. */
static int
patience(const struct linear *linear)
{
	int left = linear_patience(linear);

	return wants_backup(linear) && (left < 0 || left > QUIET_MS) ? QUIET_MS
								     : left;
}

/* --- A line --------------------------------------------------------------- */

/* As the same text would be after a paste on the screens. */
static void
clean(struct str *line)
{
	struct edit *edit = edit_new("", true);

	edit_paste(edit, line->text, line->length);
	str_clear(line);
	str_put_n(line, edit_text(edit), edit_length(edit));
	edit_free(edit);
}

/* Say what is wrong with how it came; false if there is no line then. */
static bool
take_found(struct linear *linear, enum lines_found found)
{
	linear->is_over |= found == LINES_END || lines_is_unread(linear->lines);
	/* Nobody has pressed Enter that would have ended this row. */
	if (!lines_is_typed(linear->lines) || found == LINES_END)
		linear_tell_line(linear, "");
	if (found == LINES_CUT)
		linear_tell(linear, WORD_LINEAR_CUT, NULL);
	if (found == LINES_TOO_LONG)
		linear_tell(linear, WORD_LINEAR_TOO_LONG, NULL);
	return found == LINES_LINE || found == LINES_CUT;
}

enum listened { LISTENED, LISTEN_AGAIN, LISTEN_NO_MORE };

/* The next line, as it is, after the mark that asks for one. */
static enum listened
listen(struct linear *linear)
{
	struct lines *lines = linear->lines;
	enum lines_found found;

	if (linear->is_over)
		return LISTEN_NO_MORE;
	lines_put(lines, "> ");
	while ((found = lines_read(lines, patience(linear), &linear->line)) ==
	       LINES_TIME) {
		if (linear_patience(linear) == 0) {
			linear_tell_line(linear, "");
			if (linear_lock_now(linear) == TALK_LEFT)
				return LISTEN_NO_MORE;
			lines_put(lines, "> ");
		}
		if (wants_backup(linear))
			back_up(linear);
	}
	linear->touched_at = lines_now(lines);
	linear->slept = lines_slept(lines);
	if (!take_found(linear, found))
		return linear->is_over ? LISTEN_NO_MORE : LISTEN_AGAIN;
	clean(&linear->line);
	return LISTENED;
}

void
linear_set_again(struct linear *linear, const char *text)
{
	str_clear(&linear->again);
	str_put(&linear->again, text);
}

/*
 * The next line, and what it is; of a text without what marks it as one, of a
 * command without its colon.  A full stop ends a long text, and a further line
 * of that may be empty.
 */
static enum heard
hear(struct linear *linear, bool is_long, bool is_further)
{
	enum listened listened;
	struct str *line = &linear->line;

	do
		listened = listen(linear);
	while (listened == LISTEN_AGAIN);
	if (listened == LISTEN_NO_MORE)
		return HEARD_LEFT;
	if (is_long && text_is(line->text, "."))
		return HEARD_KEEP;
	if (!is_further && text_is_blank(line->text))
		return HEARD_KEEP;
	if (text_is(line->text, "<"))
		return HEARD_BACK;
	if (text_is(line->text, "?")) {
		str_clear(line);
		str_put(line, "help");
		return HEARD_COMMAND;
	}
	bool is_command = *line->text == ':' && line->text[1] != ':';
	linear->is_literal = *line->text == '\\';
	if (*line->text == ':' || *line->text == '\\')
		str_remove(line, 0, 1);
	return is_command ? HEARD_COMMAND : HEARD_TEXT;
}

bool
linear_is_sign(const struct linear *linear, const char *sign)
{
	return !linear->is_literal && text_is(linear->line.text, sign);
}

/* The command in the line, until the question stands as it did. */
static enum heard
obey(struct linear *linear)
{
	uint64_t revision = desk_revision(linear->desk);
	struct str again = STR_EMPTY;

	str_put(&again, linear->again.text);
	enum talk talk = linear_command(linear, linear->line.text);
	linear_set_again(linear, again.text);
	str_release(&again);
	if (talk == TALK_TEXT)
		return HEARD_MORE;
	if (talk == TALK_LEFT || revision != desk_revision(linear->desk))
		return HEARD_LEFT;
	linear_tell_text(linear, linear->again.text);
	return HEARD_COMMAND;
}

/* Is what looks like a command part of a long text?  Then it is taken so. */
static bool
take_as_text(struct linear *linear)
{
	if (linear_in_text(linear, linear->line.text) != IN_TEXT_PART)
		return false;
	linear_tell(linear, WORD_LINEAR_NO_COMMAND, NULL);
	str_insert(&linear->line, 0, ":", 1);
	return true;
}

enum heard
linear_hear(struct linear *linear, bool is_long)
{
	enum heard heard;

	do {
		heard = hear(linear, is_long, false);
		if (heard != HEARD_COMMAND)
			return heard;
		heard =
		    is_long && take_as_text(linear) ? HEARD_TEXT : obey(linear);
	} while (heard == HEARD_COMMAND);
	return heard;
}

enum heard
linear_hear_more(struct linear *linear)
{
	for (;;) {
		enum heard heard = hear(linear, true, true);
		if (heard != HEARD_COMMAND)
			return heard;
		switch (linear_in_text(linear, linear->line.text)) {
		case IN_TEXT_PART:
			take_as_text(linear);
			return HEARD_TEXT;
		case IN_TEXT_AFTER:
			return HEARD_COMMAND;
		case IN_TEXT_ASIDE:
			linear->is_writing = true;
			linear_command(linear, linear->line.text);
			linear->is_writing = false;
			break;
		case IN_TEXT_ALREADY:
			break;
		}
		/* A jot is an act, and yet it leads nowhere. */
		if (linear->place.at == AT_LOCK || linear->is_over)
			return HEARD_LEFT;
		linear_tell(linear, WORD_LINEAR_WRITING, NULL);
	}
}

/* --- Dialogues ------------------------------------------------------------ */

enum heard
linear_ask(struct linear *linear, const char *question)
{
	linear_set_again(linear, question);
	linear_tell_text(linear, question);
	return linear_hear(linear, false);
}

enum heard
linear_ask_word(struct linear *linear, enum word question, const char *about)
{
	struct str text = STR_EMPTY;

	words_put(&text, desk_words(linear->desk), question, about, NULL);
	enum heard heard = linear_ask(linear, text.text);
	str_release(&text);
	return heard;
}

/* What was said to a yes or no: TALK_STAY is neither. */
static enum talk
yes_or_no(struct linear *linear, const char *yes, const char *no)
{
	switch (linear_hear(linear, false)) {
	case HEARD_BACK:
		return TALK_BACK;
	case HEARD_LEFT:
		return TALK_LEFT;
	case HEARD_TEXT:
		if (sign_is_word(linear->line.text, yes))
			return TALK_ON;
		if (sign_is_word(linear->line.text, no))
			return TALK_BACK;
		break;
	case HEARD_KEEP:
	case HEARD_MORE:
	case HEARD_COMMAND:
		break;
	}
	linear_tell(linear, WORD_LINEAR_YES_OR_NO, yes, no, NULL);
	return TALK_STAY;
}

enum talk
linear_confirm(struct linear *linear, enum word question, enum word otherwise)
{
	const struct words *words = desk_words(linear->desk);
	const char *yes = words_get(words, WORD_LINEAR_YES);
	const char *no = words_get(words, WORD_LINEAR_NO);
	struct str text = STR_EMPTY;
	enum talk talk;

	words_put(&text, words, question, yes, no, NULL);
	linear_set_again(linear, text.text);
	linear_tell_text(linear, text.text);
	do
		talk = yes_or_no(linear, yes, no);
	while (talk == TALK_STAY);
	if (talk == TALK_BACK)
		linear_tell(linear, otherwise, NULL);
	str_release(&text);
	return talk;
}

int
linear_number(const char *text)
{
	const char *end;

	text = text_skip_space(text);
	int number = char_is_figure(*text) ? text_number(text, &end) : 0;
	return number > 0 && text_is_blank(end) ? number : 0;
}

enum talk
linear_choose(struct linear *linear, enum word question, size_t count,
    size_t otherwise, size_t *chosen)
{
	linear->yields = true;
	enum heard heard = linear_ask_word(linear, question,
	    otherwise == NONE ? NULL : numeral_of_count(otherwise + 1).text);

	while (heard != HEARD_BACK && heard != HEARD_LEFT) {
		int number =
		    heard == HEARD_TEXT ? linear_number(linear->line.text) : 0;
		bool is_kept = heard == HEARD_KEEP && otherwise != NONE;
		*chosen = is_kept ? otherwise : (size_t)number - 1;
		if (is_kept || (number > 0 && (size_t)number <= count)) {
			linear->yields = false;
			return TALK_ON;
		}
		if (heard == HEARD_KEEP)
			linear_tell(linear, WORD_LINEAR_NUMBERS,
			    numeral_of_count(count).text, NULL);
		else
			linear_tell(linear, WORD_LINEAR_NO_NUMBER,
			    linear->line.text, numeral_of_count(count).text,
			    NULL);
		heard = linear_hear(linear, false);
	}
	linear->yields = false;
	return heard == HEARD_BACK ? TALK_BACK : TALK_LEFT;
}

void
linear_tell_option(struct linear *linear, size_t index, const char *text)
{
	linear_tell(linear, WORD_LINEAR_OPTION,
	    numeral_of_count(index + 1).text, text, NULL);
}

/* --- What there is -------------------------------------------------------- */

bool
linear_has_plan(struct linear *linear)
{
	if (!desk_has_plan(linear->desk))
		linear_tell(linear, WORD_UI_WHY_NO_PLAN, NULL);
	return desk_has_plan(linear->desk);
}

bool
linear_has_page(struct linear *linear)
{
	if (linear->place.at != AT_PAGE)
		linear_tell(linear, WORD_UI_WHY_NO_PAGE, NULL);
	return linear->place.at == AT_PAGE;
}

const struct block *
linear_question_at_hand(struct linear *linear)
{
	const struct block *block = linear_question(linear);

	if (!block)
		linear_tell(linear, WORD_UI_PAGE_WHY_NO_QUESTION, NULL);
	return block;
}

/* --- The loop ------------------------------------------------------------- */

static void
ask_next(struct linear *linear)
{
	static void (*const asks[])(struct linear *) = {
	    [AT_LOCK] = linear_ask_lock,
	    [AT_START] = linear_ask_start,
	    [AT_HOME] = linear_ask_home,
	    [AT_PAGE] = linear_ask_page,
	};

	struct str command = linear->postponed;

	if (command.length == 0) {
		asks[linear->place.at](linear);
		return;
	}
	linear->postponed = (struct str)STR_EMPTY;
	linear_command(linear, command.text);
	str_release(&command);
}

static void
release(struct linear *linear)
{
	arena_free(linear->arena);
	str_release(&linear->line);
	str_release(&linear->again);
	str_release(&linear->budget);
	str_release(&linear->unsaved);
	str_release(&linear->postponed);
	str_release(&linear->jot);
	str_release(&linear->jot_whose);
}

bool
linear_run(struct desk *desk, struct lines *lines, enum word why,
    const char *about, struct err *err)
{
	struct linear linear = {
	    .desk = desk,
	    .lines = lines,
	    .line = STR_EMPTY,
	    .again = STR_EMPTY,
	    .budget = STR_EMPTY,
	    .unsaved = STR_EMPTY,
	    .postponed = STR_EMPTY,
	    .jot = STR_EMPTY,
	    .jot_whose = STR_EMPTY,
	    .touched_at = lines_now(lines),
	    .slept = lines_slept(lines),
	};

	linear_tell(&linear, why, about, NULL);
	if (desk_has_file(desk))
		linear_begin_file(&linear);
	while (!linear.is_over)
		ask_next(&linear);
	struct err cause = {0};
	bool is_saved = linear_save_unsaved(&linear, &cause) ||
			err_set(err, WORD_UI_ENDED_UNSAVED, NULL);
	if (is_saved && desk_has_file(desk))
		linear_tell(&linear, WORD_LINEAR_BYE, NULL);
	release(&linear);
	return is_saved;
}
