/*
 * How the terminal looks and behaves, by what the worker prefers.
 *
 * The only place where a setting becomes an option of the terminal: the app
 * asks it before there is one, the loop when it begins, and the screen of the
 * settings whenever one is chosen.
 *
 * Tested through scripts, tests/screens, and by tests/cli.
 */
#include "base/str.h"
#include "ui/state.h"
#include "ui/ui.h"

static enum term_theme
theme_of(const struct settings *settings)
{
	static const struct {
		const char *name;
		enum term_theme theme;
	} themes[] = {
	    {"light", THEME_LIGHT},
	    {"dark", THEME_DARK},
	    {"high contrast", THEME_HIGH_CONTRAST},
	    {"none", THEME_NONE},
	};
	const char *name = settings_get(settings, SETTING_COLOURS);

	for (size_t i = 0; i < ARRAY_LENGTH(themes); i++)
		if (text_is(name, themes[i].name))
			return themes[i].theme;
	return THEME_TERMINAL;
}

void
ui_look(const struct settings *settings, struct term_options *options)
{
	options->theme = theme_of(settings);
	options->mouse = settings_is_on(settings, SETTING_MOUSE);
}

void
ui_apply_look(struct ui *ui)
{
	struct term_options options = {0};

	ui_look(desk_settings(ui->desk), &options);
	if (options.theme != ui->theme)
		term_set_theme(ui->term, options.theme);
	ui->theme = options.theme;
	term_set_mouse(ui->term, options.mouse);
}

bool
ui_prefers(struct ui *ui, enum setting_id id)
{
	return settings_is_on(desk_settings(ui->desk), id);
}
