/*
 * Which command a line means, and all there are.
 *
 * A command is known by its word, by the name that its action has in the menu
 * and by that of its row in ui/actions.def, and by any beginning that fits one
 * command alone.  Every action has one: what is missing does not link.
 *
 * Tested by tests/linear.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/linear_parts.h"

static const struct {
	const char *word, *id;
	enum word name, about; /* WORD_MAX: it has no other name */
	linear_verb *act;
} commands[] = {
#define ACTION(id, key, name, about, word)                                     \
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

/* Does the command begin so, by any of its names? */
static bool
fits(const struct linear *linear, size_t command, const char *typed)
{
	enum word name = commands[command].name;

	return (!is_for_screens(command) &&
		   text_starts(commands[command].word, typed)) ||
	       begins(commands[command].id, typed) ||
	       (name != WORD_MAX &&
		   begins(words_get(desk_words(linear->desk), name), typed));
}

/* ":undo, :up" */
static void
put_candidates(const struct linear *linear, const char *typed, struct str *out)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (fits(linear, i, typed))
			str_format(out, "%s:%s", out->length > 0 ? ", " : "",
			    is_for_screens(i) ? commands[i].id
					      : commands[i].word);
}

/* The command that was typed, or COMMANDS, and said why. */
static size_t
find(struct linear *linear, const char *typed)
{
	size_t found = COMMANDS, count = 0;

	for (size_t i = 0; i < COMMANDS; i++) {
		if (text_is(commands[i].word, typed) && !is_for_screens(i))
			return i;
		if (*typed == '\0' || !fits(linear, i, typed))
			continue;
		found = i;
		count++;
	}
	if (count == 1)
		return found;
	if (count == 0) {
		linear_tell(linear, WORD_LINEAR_COMMAND_NONE, typed, NULL);
		return COMMANDS;
	}
	struct str candidates = STR_EMPTY;
	put_candidates(linear, typed, &candidates);
	linear_tell(
	    linear, WORD_LINEAR_COMMAND_SEVERAL, typed, candidates.text, NULL);
	str_release(&candidates);
	return COMMANDS;
}

/* What neither changes what a dialogue is about nor leads elsewhere. */
static bool
may_while_asked(size_t command)
{
	static linear_verb *const allowed[] = {linear_help, linear_danger,
	    linear_menu, linear_save, linear_budget, linear_again, linear_lock,
	    linear_leave, linear_none};

	for (size_t i = 0; i < ARRAY_LENGTH(allowed); i++)
		if (commands[command].act == allowed[i])
			return true;
	return false;
}

void
linear_command(struct linear *linear, const char *said)
{
	size_t length = strcspn(said, " ");
	struct str word = STR_EMPTY, typed = STR_EMPTY;

	str_put_n(&word, said, length);
	utf8_fold(&typed, word.text);
	size_t command = find(linear, typed.text);
	if (command != COMMANDS && linear->dialogues > 0 &&
	    !may_while_asked(command))
		linear_tell(linear, WORD_LINEAR_FIRST_THIS, NULL);
	else if (command != COMMANDS)
		commands[command].act(linear, text_skip_space(said + length));
	str_release(&word);
	str_release(&typed);
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
