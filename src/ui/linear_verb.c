/*
 * Which command a line means, and all there are.
 *
 * A command is known by its word; if none begins so, by the name that its
 * action has in the menu or by that of its row in ui/actions.def; and by any
 * beginning of these that fits one command alone.  Every action has one: what
 * is missing does not link.
 *
 * Tested by tests/linear.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/action.h"
#include "ui/linear_parts.h"

static const struct {
	const char *word, *id;
	enum word name, about; /* WORD_MAX: it has no other name */
	enum talk (*act)(struct linear *linear, const char *said);
} commands[] = {
#define ACTION(id, key, name, about, word, needs)                              \
	{#word, #id, WORD_##name, WORD_##about, linear_##word},
#include "ui/actions.def"
#undef ACTION
#define VERB(word, about) {#word, #word, WORD_MAX, WORD_##about, linear_##word},
#include "ui/linear.def"
#undef VERB
};

enum { COMMANDS = ARRAY_LENGTH(commands) };

/* --- Finding -------------------------------------------------------------- */

/* What only screens need has no word of its own here. */
static bool
is_for_screens(size_t command)
{
	return commands[command].act == linear_none;
}

static bool
begins(const char *name, const char *typed)
{
	struct str folded = STR_EMPTY;

	utf8_fold(&folded, name);
	bool is_it = text_starts(folded.text, typed);
	str_release(&folded);
	return is_it;
}

/* How a command is meant by what was typed; what is more comes before less. */
enum meant {
	MEANT_NOT,
	MEANT_ON_SCREENS,
	MEANT_BY_NAME,
	MEANT_BY_WORD,
	MEANT_WHOLE
};

static enum meant
meant(const struct linear *linear, size_t command, const char *typed)
{
	enum word name = commands[command].name;
	bool has_word = !is_for_screens(command);

	if (*typed == '\0')
		return MEANT_NOT;
	if (has_word && text_is(commands[command].word, typed))
		return MEANT_WHOLE;
	if (has_word && text_starts(commands[command].word, typed))
		return MEANT_BY_WORD;
	bool is_named =
	    begins(commands[command].id, typed) ||
	    (name != WORD_MAX &&
		begins(words_get(desk_words(linear->desk), name), typed));
	if (!is_named)
		return MEANT_NOT;
	return has_word ? MEANT_BY_NAME : MEANT_ON_SCREENS;
}

/* The nearest that any command comes to what was typed. */
static enum meant
nearest(const struct linear *linear, const char *typed)
{
	enum meant best = MEANT_NOT;

	for (size_t i = 0; i < COMMANDS; i++) {
		enum meant it = meant(linear, i, typed);
		if (it > best)
			best = it;
	}
	return best;
}

/* ":undo, :up" */
static void
put_candidates(const struct linear *linear, const char *typed, struct str *out)
{
	enum meant best = nearest(linear, typed);

	for (size_t i = 0; i < COMMANDS; i++)
		if (meant(linear, i, typed) == best)
			str_format(out, "%s:%s", out->length > 0 ? ", " : "",
			    commands[i].word);
}

/*
 * How many commands are meant as much as any by the first word, and the last of
 * those; what only screens have is one, as it says the same of all.
 */
static size_t
find(const struct linear *linear, const char *said, struct str *typed,
    size_t *command)
{
	struct str word = STR_EMPTY;
	size_t count = 0;

	str_put_n(&word, said, strcspn(said, " "));
	utf8_fold(typed, word.text);
	str_release(&word);
	enum meant best = nearest(linear, typed->text);
	for (size_t i = 0; i < COMMANDS && best != MEANT_NOT; i++)
		if (meant(linear, i, typed->text) == best) {
			*command = i;
			count++;
		}
	return best == MEANT_ON_SCREENS ? 1 : count;
}

/* What neither changes what a dialogue is about nor leads elsewhere. */
static bool
may_while_asked(size_t command)
{
	static enum talk (*const allowed[])(
	    struct linear * linear, const char *said) = {linear_help,
	    linear_danger, linear_menu, linear_save, linear_budget,
	    linear_again, linear_lock, linear_leave, linear_none, linear_sum,
	    linear_why, linear_history, linear_changed};

	for (size_t i = 0; i < ARRAY_LENGTH(allowed); i++)
		if (commands[command].act == allowed[i])
			return true;
	return false;
}

enum linear_in_text
linear_in_text(const struct linear *linear, const char *said)
{
	struct str typed = STR_EMPTY;
	size_t command, count = find(linear, said, &typed, &command);

	str_release(&typed);
	if (count == 0)
		return IN_TEXT_PART;
	if (count == 1 && commands[command].act == linear_more)
		return IN_TEXT_ALREADY;
	return count > 1 || commands[command].act == linear_jot ||
		       may_while_asked(command)
		   ? IN_TEXT_ASIDE
		   : IN_TEXT_AFTER;
}

/* Why a line names no command, or more than one. */
static void
tell_why_none(struct linear *linear, const char *typed, size_t count)
{
	struct str candidates = STR_EMPTY;

	if (count > 0)
		put_candidates(linear, typed, &candidates);
	if (count == 0)
		linear_tell(linear, WORD_LINEAR_COMMAND_NONE, typed, NULL);
	else
		linear_tell(linear, WORD_LINEAR_COMMAND_SEVERAL, typed,
		    candidates.text, NULL);
	str_release(&candidates);
}

bool
linear_is_busy(const struct linear *linear)
{
	return linear->running > 1 || linear->place.at == AT_LOCK;
}

/* What is asked is only a choice: it is left, and then the command is done. */
static enum talk
postpone(struct linear *linear, const char *said)
{
	str_clear(&linear->postponed);
	str_put(&linear->postponed, said);
	return TALK_LEFT;
}

enum talk
linear_command(struct linear *linear, const char *said)
{
	struct str typed = STR_EMPTY, rest = STR_EMPTY;
	enum talk talk = TALK_STAY;
	size_t command, count = find(linear, said, &typed, &command);
	const bool yields = linear->yields;

	/* What was heard last may be another line before it is done. */
	str_put(&rest, text_skip_space(said + strcspn(said, " ")));
	linear->running++;
	linear->yields = false; /* what the command asks itself may not */
	if (count != 1)
		tell_why_none(linear, typed.text, count);
	else if (linear_is_busy(linear) && !may_while_asked(command) && yields)
		talk = postpone(linear, said);
	else if (linear_is_busy(linear) && !may_while_asked(command))
		linear_tell(linear, fact_why_by_line(FACT_UNASKED), NULL);
	else
		talk = commands[command].act(linear, rest.text);
	linear->running--;
	linear->yields = yields;
	str_release(&typed);
	str_release(&rest);
	return talk;
}

/* --- All of them ---------------------------------------------------------- */

void
linear_tell_commands(struct linear *linear)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (!is_for_screens(i))
			linear_tell(linear, WORD_LINEAR_COMMAND,
			    commands[i].word,
			    words_get(
				desk_words(linear->desk), commands[i].about),
			    NULL);
}
