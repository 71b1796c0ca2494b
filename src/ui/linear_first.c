/*
 * The first five minutes line by line: what this is, before there is a file;
 * and whom to ring, once there is one.
 *
 * Enter alone is an answer, that nobody knows yet; whoever goes back, or does
 * something else, is asked again when another file is made.  Which numbers
 * there are is the table of settings.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "ui/linear_parts.h"

void
linear_tell_welcome(struct linear *linear)
{
	linear_tell_line(linear, "");
	linear_tell(linear, WORD_LINEAR_WELCOME, NULL);
	linear_tell_line(linear, "");
}

static bool
is_open(const struct settings *settings, enum setting_id id)
{
	return setting_kind(id) == SETTING_KIND_NUMBER &&
	       !settings_is_answered(settings, id);
}

/* Until it is answered: false, nobody wants to now. */
static bool
ask_number(struct linear *linear, enum setting_id id)
{
	struct desk *desk = linear->desk;
	const char *about = words_get(desk_words(desk), setting_title(id));

	for (;;) {
		struct err err = {0};
		enum heard heard =
		    linear_ask_word(linear, WORD_LINEAR_WHOM_FOR, about);
		if (heard != HEARD_TEXT && heard != HEARD_KEEP)
			return false;
		if (desk_change_setting(desk, id,
			heard == HEARD_KEEP ? SETTING_NOT_KNOWN
					    : linear->line.text,
			&err))
			return true;
		linear_tell_err(linear, &err);
	}
}

void
linear_ask_first(struct linear *linear)
{
	const struct settings *settings = desk_settings(linear->desk);
	bool is_begun = false;

	for (enum setting_id id = 0; id < SETTING_MAX; id++) {
		if (!settings_path(settings) || !is_open(settings, id))
			continue;
		if (!is_begun)
			linear_tell(linear, WORD_LINEAR_WHOM, NULL);
		is_begun = true;
		if (!ask_number(linear, id))
			return;
	}
	if (is_begun)
		linear_tell(linear, WORD_LINEAR_WHOM_KEPT, NULL);
}
