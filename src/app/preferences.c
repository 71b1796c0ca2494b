/*
 * The worker's settings, and what goes before them: options, and what the
 * environment says to every program.
 *
 * Owns the names of those variables.  What a setting does is not known here.
 *
 * Tested by tests/cli.
 */
#include "app/preferences.h"

#include <stdlib.h>

#include "base/str.h"

static struct settings *
read_file(void)
{
	struct str path = STR_EMPTY;
	bool is_there = settings_put_usual_path(&path);
	struct settings *settings = settings_new(is_there ? path.text : NULL);

	str_release(&path);
	return settings;
}

bool
environment_asks_for(const char *name)
{
	const char *value = getenv(name);

	return !text_is_blank(value) && !text_is(value, "0") &&
	       !text_is(value, "no");
}

/* Of NO_COLOR any value will do. */
static bool
take_environment(struct settings *settings, struct err *err)
{
	const char *no_color = getenv("NO_COLOR");
	bool is_plain = no_color && *no_color != '\0';
	bool is_heard = environment_asks_for("ACCESSIBLE");

	return settings_say(settings, SETTING_COLOURS, SETTING_BY_ENVIRONMENT,
		   is_plain ? "none" : NULL, err) &&
	       settings_say(settings, SETTING_ACCESS, SETTING_BY_ENVIRONMENT,
		   is_heard ? "yes" : NULL, err);
}

/* Colour that is asked for by name is had whatever else says no. */
static bool
take_color(struct settings *settings, const char *when, struct err *err)
{
	const char *chosen = settings_in_file(settings, SETTING_COLOURS, NULL);

	if (!when || text_is(when, "auto"))
		return true;
	if (text_is(when, "never"))
		chosen = "none";
	else if (!text_is(when, "always"))
		return err_set(err, WORD_APP_COLOR, when, NULL);
	else if (!chosen || text_is(chosen, "none"))
		chosen = "terminal";
	return settings_say(
	    settings, SETTING_COLOURS, SETTING_BY_OPTION, chosen, err);
}

static bool
take_language(struct settings *settings, const char *language, struct err *err)
{
	struct err wrong = {0};

	return settings_say(settings, SETTING_LANGUAGE, SETTING_BY_OPTION,
		   language, &wrong) ||
	       err_set(err, WORD_DESK_LANGUAGE_MISSING, language, NULL);
}

bool
preferences_read(
    const struct options *options, struct settings **made, struct err *err)
{
	const char *const *values = options->values;
	struct settings *settings = read_file();
	const char *mouse = values[OPTION_MOUSE] ? "yes" : NULL;

	*made = settings;
	return take_environment(settings, err) &&
	       take_language(settings, values[OPTION_LANG], err) &&
	       take_color(settings, values[OPTION_COLOR], err) &&
	       settings_say(
		   settings, SETTING_MOUSE, SETTING_BY_OPTION, mouse, err) &&
	       settings_say(settings, SETTING_NAME, SETTING_BY_OPTION,
		   values[OPTION_WHO], err);
}
