/*
 * What the worker prefers, as the desk holds to it and tells of it: the name in
 * the history, and the language.
 *
 * A language that was spoken once stays loaded, since whoever shows a sentence
 * has borrowed it.  What else a setting changes is the affair of who asks.
 *
 * Tested by tests/unit/desk_settings.c and tests/cli.
 */
#include <string.h>

#include "base/file.h"
#include "base/record.h"
#include "desk/state.h"

/* The words of a language, loaded or not yet. */
static bool
speak(struct desk *desk, const char *language, struct err *err)
{
	struct words *words;

	if (text_is(language, words_language(words_english()))) {
		desk->words = words_english();
		return true;
	}
	for (struct spoken *spoken = desk->spoken; spoken;
	     spoken = spoken->next)
		if (text_is(words_language(spoken->words), language)) {
			desk->words = spoken->words;
			return true;
		}
	if (!desk_load_words(desk, language, &words, err))
		return false;
	struct spoken *spoken = arena_get(desk->arena, sizeof(*spoken));
	*spoken = (struct spoken){words, desk->spoken};
	desk->spoken = spoken;
	desk->words = words;
	return true;
}

/* Of a language in the file there may be no words here: English will do. */
static bool
hold_language(struct desk *desk, struct err *err)
{
	const char *language = settings_get(desk->settings, SETTING_LANGUAGE);
	struct err silent = {0};

	if (settings_by(desk->settings, SETTING_LANGUAGE) == SETTING_BY_OPTION)
		return speak(desk, language, err);
	if (!speak(desk, language, &silent))
		desk->words = words_english();
	return true;
}

static void
hold_name(struct desk *desk)
{
	const char *name = settings_get(desk->settings, SETTING_NAME);

	desk->who = *name != '\0' ? arena_copy(desk->arena, name) : "worker";
}

bool
desk_take_settings(
    struct desk *desk, struct settings *settings, struct err *err)
{
	desk->has_own_settings = settings == NULL;
	desk->settings = settings ? settings : settings_new(NULL);
	hold_name(desk);
	return hold_language(desk, err);
}

void
desk_release_settings(struct desk *desk)
{
	for (struct spoken *spoken = desk->spoken; spoken;
	     spoken = spoken->next)
		words_free(spoken->words);
	if (desk->has_own_settings)
		settings_free(desk->settings);
	arena_free(desk->choices);
}

const struct settings *
desk_settings(const struct desk *desk)
{
	return desk->settings;
}

/* English, and every language that there are words for. */
static const char *const *
find_languages(struct desk *desk, size_t *count)
{
	struct arena *arena = desk->choices;
	const char *folder = file_join(arena, desk->share_folder, "words");
	const char *const *names = NULL;
	size_t name_count = 0;
	struct err err = {0};

	if (!file_list(folder, "", arena, &names, &name_count, &err))
		name_count = 0;
	const char **found =
	    arena_get(arena, (name_count + 1) * sizeof(*found));
	found[0] = words_language(words_english());
	*count = 1;
	for (size_t i = 0; i < name_count; i++)
		if (record_is_language(names[i]) &&
		    !text_is(names[i], found[0]))
			found[(*count)++] = names[i];
	return found;
}

const char *const *
desk_setting_choices(struct desk *desk, enum setting_id id, size_t *count)
{
	if (setting_kind(id) != SETTING_KIND_LANGUAGE)
		return setting_choices(id, count);
	arena_free(desk->choices);
	desk->choices = arena_new();
	return find_languages(desk, count);
}

/* Whoever chooses now has the last word, whatever was said at the start. */
static bool
write_setting(
    struct desk *desk, enum setting_id id, const char *value, struct err *err)
{
	return settings_write(desk->settings, id, value, err) &&
	       settings_say(desk->settings, id, SETTING_BY_OPTION, NULL, err) &&
	       settings_say(
		   desk->settings, id, SETTING_BY_ENVIRONMENT, NULL, err);
}

bool
desk_change_setting(
    struct desk *desk, enum setting_id id, const char *value, struct err *err)
{
	const struct words *before = desk->words;

	if (settings_by(desk->settings, id) == SETTING_BY_POLICY)
		return err_set(
		    err, WORD_SETTING_SETTLED, desk->policy.by, NULL);
	if (id == SETTING_LANGUAGE && *value != '\0' &&
	    !speak(desk, value, err))
		return false;
	if (!write_setting(desk, id, value, err)) {
		desk->words = before;
		return false;
	}
	if (id == SETTING_NAME)
		hold_name(desk);
	return id != SETTING_LANGUAGE || hold_language(desk, err);
}

bool
desk_take_setting(struct desk *desk, const char *text, struct err *err)
{
	const char *equals = strchr(text, '=');
	struct str key = STR_EMPTY;

	if (!equals)
		return err_set(err, WORD_SETTING_EQUALS, text, NULL);
	str_put_n(&key, text, (size_t)(equals - text));
	enum setting_id id = setting_find(key.text);
	bool is_done = id < SETTING_MAX
			   ? desk_change_setting(desk, id, equals + 1, err)
			   : err_set(err, WORD_SETTING_KEY, key.text, NULL);
	str_release(&key);
	return is_done;
}

void
desk_put_setting_by(
    struct str *out, const struct desk *desk, enum setting_id id)
{
	static const enum word says[SETTING_BY_MAX] = {
	    [SETTING_BY_NOBODY] = WORD_SETTING_FROM_NOBODY,
	    [SETTING_BY_FILE] = WORD_SETTING_FROM_FILE,
	    [SETTING_BY_ENVIRONMENT] = WORD_SETTING_FROM_ENVIRONMENT,
	    [SETTING_BY_OPTION] = WORD_SETTING_FROM_OPTION,
	    [SETTING_BY_POLICY] = WORD_SETTING_FROM_POLICY,
	};
	enum setting_by by = settings_by(desk->settings, id);
	const char *about = by == SETTING_BY_POLICY
				? desk->policy.by
				: settings_path(desk->settings);

	words_put(out, desk->words, says[by], about ? about : "", NULL);
}

void
desk_put_settings(struct str *out, const struct desk *desk)
{
	for (enum setting_id id = 0; id < SETTING_MAX; id++) {
		const char *value = settings_get(desk->settings, id);
		struct str by = STR_EMPTY;
		if (*value == '\0')
			value = words_get(desk->words, WORD_SETTING_EMPTY);
		desk_put_setting_by(&by, desk, id);
		words_put(out, desk->words, WORD_SETTING_LINE, setting_key(id),
		    value, by.text, NULL);
		str_put_char(out, '\n');
		str_release(&by);
	}
}

/* Are there words for the language that the file names? */
static void
check_language(const struct desk *desk, struct report *report)
{
	struct place place;
	const char *language =
	    settings_in_file(desk->settings, SETTING_LANGUAGE, &place);
	struct arena *arena = arena_new();

	if (language && !text_is(language, words_language(words_english())) &&
	    !file_exists(file_join(arena,
		file_join(arena, desk->share_folder, "words"), language)))
		report_add(report, SEVERITY_ERROR, place,
		    WORD_SETTING_WRONG_LANGUAGE, language, NULL);
	arena_free(arena);
}

bool
desk_put_setting_mistakes(struct str *out, const struct desk *desk)
{
	struct report *report = report_new(desk->words);

	settings_check(desk->settings, report);
	check_language(desk, report);
	bool is_fine = !report_has_errors(report);
	if (!is_fine)
		report_put(out, report);
	report_free(report);
	return is_fine;
}
