/*
 * What can be used now, and the keys that do it.
 *
 * What an action needs is its row's (ui/action.h); here is what is so, of the
 * screens there are: the one that is meant says what it has, and any of them
 * may take away what none has while it stands there.
 *
 * Tested through scripts, tests/screens.
 */
#include "ui/state.h"

/* What some screen of the stack takes away, as a set. */
static unsigned
barred(const struct ui *ui)
{
	unsigned bars = 0;

	for (size_t i = 0; i < ui->depth; i++) {
		const struct stacked *entry = &ui->stack[i];
		if (!entry->class->is_bare ||
		    entry->class->is_bare(entry->state))
			bars |= entry->class->bars;
	}
	return bars;
}

static bool
is_so(void *context, enum fact fact)
{
	struct ui *ui = context;
	const struct stacked *entry = ui_meant(ui);

	switch (fact) {
	case FACT_UNCOVERED:
	case FACT_FACING:
	case FACT_UNASKED:
		return !(barred(ui) & 1U << fact);
	case FACT_BEHIND:
		return ui->depth > 1;
	case FACT_TEXT:
	case FACT_SELECTED:
	case FACT_COPIED:
		return ui_select_has(ui, fact);
	default:
		return ui_select_has(ui, fact) ||
		       (entry->class->has &&
			   entry->class->has(ui, entry->state, fact)) ||
		       fact_of_desk(ui->desk, fact);
	}
}

enum word
ui_why_not(struct ui *ui, enum action action)
{
	enum fact missing = fact_missing(action_needs(action), is_so, ui);

	return missing == FACT_MAX ? WORD_MAX : fact_why(missing);
}

const char *
ui_action_name(struct ui *ui, enum action action)
{
	return words_get(ui_words(ui), action_name(action));
}

const char *
ui_action_about(struct ui *ui, enum action action)
{
	return words_get(ui_words(ui), action_about(action));
}

void
ui_put_key(struct ui *ui, enum action action, struct str *out)
{
	str_format(out, "%s %s", term_key_name(action_key(action)),
	    ui_action_name(ui, action));
}

void
ui_put_actions(struct ui *ui, struct str *out)
{
	const struct words *words = ui_words(ui);

	for (enum action action = 0; action < ACTION_MAX; action++) {
		enum term_key key = action_key(action);
		if (key == KEY_NAME_MAX || action == ACTION_BACK ||
		    ui_why_not(ui, action) != WORD_MAX)
			continue;
		words_put(out, words, WORD_UI_HELP_KEY, term_key_name(key),
		    ui_action_about(ui, action), NULL);
		str_put_char(out, '\n');
	}
	str_put(out, words_get(words, WORD_UI_HELP_OFTEN));
}
