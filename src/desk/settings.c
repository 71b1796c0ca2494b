/*
 * What one worker prefers on this laptop.
 *
 * Owns the keys of the file, what each may be, and the order of who has the
 * last word.  It refuses to know what a preference changes: the screens and
 * the terminal ask.  All that was read lives in one arena, since a file has a
 * few lines and is read a few times.  Written is it by settings_write.c.
 *
 * Tested by tests/unit/desk_settings.c and tests/cli.
 */
#include "desk/settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/record.h"
#include "base/str.h"
#include "base/utf8.h"
#include "desk/settings_parts.h"

static const struct {
	const char *key;
	enum setting_kind kind;
	const char *otherwise;
	enum word name, about;
} table[SETTING_MAX] = {
#define SETTING(id, key, kind, otherwise, name, about)                         \
	[SETTING_##id] = {                                                     \
	    key, SETTING_KIND_##kind, otherwise, WORD_##name, WORD_##about},
#include "desk/settings.def"
#undef SETTING
};

static const char *const yes_no[] = {"yes", "no"};
static const char *const colours[] = {
    "terminal", "light", "dark", "high contrast", "none"};

static const struct {
	const char *choice;
	enum word name;
} choice_names[] = {
    {"yes", WORD_SETTING_YES},
    {"no", WORD_SETTING_NO},
    {"en", WORD_SETTING_ENGLISH},
    {"cy", WORD_SETTING_WELSH},
    {"terminal", WORD_SETTING_TERMINAL},
    {"light", WORD_SETTING_LIGHT},
    {"dark", WORD_SETTING_DARK},
    {"high contrast", WORD_SETTING_HIGH_CONTRAST},
    {"none", WORD_SETTING_NONE},
    {SETTING_NOT_KNOWN, WORD_SETTING_NOBODY_KNOWS},
    {"", WORD_SETTING_EMPTY},
};

/* --- What a setting may be ------------------------------------------------ */

const char *
setting_key(enum setting_id id)
{
	return table[id].key;
}

enum setting_id
setting_find(const char *key)
{
	enum setting_id id = 0;

	while (id < SETTING_MAX && !text_is(key, table[id].key))
		id++;
	return id;
}

enum setting_kind
setting_kind(enum setting_id id)
{
	return table[id].kind;
}

enum word
setting_title(enum setting_id id)
{
	return table[id].name;
}

enum word
setting_about(enum setting_id id)
{
	return table[id].about;
}

const char *const *
setting_choices(enum setting_id id, size_t *count)
{
	switch (table[id].kind) {
	case SETTING_KIND_YES_NO:
		*count = ARRAY_LENGTH(yes_no);
		return yes_no;
	case SETTING_KIND_COLOURS:
		*count = ARRAY_LENGTH(colours);
		return colours;
	case SETTING_KIND_TEXT:
	case SETTING_KIND_NUMBER:
	case SETTING_KIND_LANGUAGE:
		break;
	}
	*count = 0;
	return NULL;
}

enum word
setting_choice_name(const char *choice)
{
	for (size_t i = 0; i < ARRAY_LENGTH(choice_names); i++)
		if (text_is(choice, choice_names[i].choice))
			return choice_names[i].name;
	return WORD_MAX;
}

/* One of its choices; the error names them. */
static bool
check_choice(enum setting_id id, const char *value, struct err *err)
{
	struct str all = STR_EMPTY;
	size_t count;
	const char *const *choices = setting_choices(id, &count);
	bool is_one = false;

	for (size_t i = 0; i < count; i++) {
		is_one |= text_is(value, choices[i]);
		str_format(&all, "%s%s", i > 0 ? ", " : "", choices[i]);
	}
	if (!is_one)
		err_set(err, WORD_SETTING_WRONG_CHOICE, value, all.text, NULL);
	str_release(&all);
	return is_one;
}

/* Letters on one line, and not too many. */
static bool
is_line(const char *text)
{
	size_t length = strlen(text);

	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == '\177')
			return false;
	return length <= SETTING_TEXT_MAX && utf8_is_valid(text, length, NULL);
}

static bool
has_figure(const char *text)
{
	for (; *text; text++)
		if (char_is_figure(*text))
			return true;
	return false;
}

bool
setting_check(enum setting_id id, const char *value, struct err *err)
{
	if (!is_line(value))
		return err_set(err, WORD_SETTING_WRONG_TEXT,
		    numeral_of(SETTING_TEXT_MAX).text, NULL);
	switch (table[id].kind) {
	case SETTING_KIND_TEXT:
		return true;
	case SETTING_KIND_LANGUAGE:
		return record_is_language(value) ||
		       err_set(err, WORD_SETTING_WRONG_LANGUAGE, value, NULL);
	case SETTING_KIND_COLOURS:
	case SETTING_KIND_YES_NO:
		return check_choice(id, value, err);
	case SETTING_KIND_NUMBER:
		return text_is(value, SETTING_NOT_KNOWN) || has_figure(value) ||
		       err_set(err, WORD_SETTING_WRONG_NUMBER, NULL);
	}
	return false;
}

/* --- Reading -------------------------------------------------------------- */

/* What is done with each line that sets something, the first of its key. */
struct visit {
	struct report *report;
	struct settings *settings; /* that the file is read for, or NULL */
	bool is_said[SETTING_MAX];
};

static void
complain_key(struct visit *visit, const struct record_line *line)
{
	const char *names[SETTING_MAX];

	for (size_t i = 0; i < SETTING_MAX; i++)
		names[i] = table[i].key;
	if (!line->lacks_colon)
		report_add_nearest(visit->report, SEVERITY_ERROR,
		    line->key_place,
		    nearest_of(line->written, names, SETTING_MAX),
		    WORD_SETTING_KEY, line->written, NULL);
}

static void
visit_line(struct visit *visit, const struct record_line *line)
{
	enum setting_id id = setting_find(line->written);
	struct err err = {0};

	if (id == SETTING_MAX) {
		complain_key(visit, line);
		return;
	}
	if (visit->is_said[id]) {
		report_add(visit->report, SEVERITY_ERROR, line->key_place,
		    WORD_SETTING_TWICE, line->written, NULL);
		return;
	}
	visit->is_said[id] = true;
	if (visit->settings)
		visit->settings->lines[id] = line->key_place.line;
	if (text_is_blank(line->value))
		return;
	if (!setting_check(id, line->value, &err)) {
		report_add_err(
		    visit->report, SEVERITY_ERROR, line->place, &err);
		return;
	}
	if (visit->settings) {
		visit->settings->says[id][SETTING_BY_FILE] = line->value;
		visit->settings->places[id] = line->place;
	}
}

/* Of a block whose head was forgotten every line counts all the same. */
static void
visit_block(struct visit *visit, const struct record_block *block)
{
	const struct record_line *head = &block->lines[0];
	bool has_head = text_is(head->written, SETTINGS_BLOCK);
	bool is_known = setting_find(head->written) < SETTING_MAX;

	if (!has_head && !head->lacks_colon)
		report_add(visit->report, SEVERITY_ERROR, head->key_place,
		    WORD_SETTING_BLOCK, head->written, NULL);
	if (!has_head && !is_known)
		return;
	for (size_t i = has_head ? 1 : 0; i < block->count; i++)
		visit_line(visit, &block->lines[i]);
	if (visit->settings && visit->settings->last == 0)
		visit->settings->last =
		    block->lines[block->count - 1].key_place.line;
}

static const struct record_file *
visit_file(
    const struct settings *settings, struct arena *arena, struct visit *visit)
{
	const struct record_file *file =
	    record_read(arena, settings->path ? settings->path : "",
		settings->bytes, settings->length, visit->report);

	for (size_t i = 0; i < file->count; i++)
		visit_block(visit, &file->blocks[i]);
	return file;
}

void
settings_read(struct settings *settings)
{
	struct str bytes = STR_EMPTY;
	struct report *report = report_new(words_english());
	struct visit visit = {.report = report, .settings = settings};

	err_clear(&settings->unread);
	if (settings->path &&
	    !file_read(settings->path, FILE_LIMIT, &bytes, &settings->unread) &&
	    settings->unread.word == WORD_FILE_MISSING)
		err_clear(&settings->unread);
	settings->bytes =
	    arena_copy_n(settings->arena, bytes.text, bytes.length);
	settings->length = bytes.length;
	settings->last = 0;
	for (size_t i = 0; i < SETTING_MAX; i++) {
		settings->says[i][SETTING_BY_FILE] = NULL;
		settings->lines[i] = 0;
	}
	settings->text = visit_file(settings, settings->arena, &visit)->text;
	str_release(&bytes);
	report_free(report);
}

struct settings *
settings_new(const char *path)
{
	struct arena *arena = arena_new();
	struct settings *settings = arena_get(arena, sizeof(*settings));

	settings->arena = arena;
	settings->path = path ? arena_copy(arena, path) : NULL;
	for (size_t i = 0; i < SETTING_MAX; i++)
		settings->says[i][SETTING_BY_NOBODY] = table[i].otherwise;
	settings_read(settings);
	return settings;
}

void
settings_free(struct settings *settings)
{
	if (settings)
		arena_free(settings->arena);
}

const char *
settings_path(const struct settings *settings)
{
	return settings->path;
}

void
settings_check(const struct settings *settings, struct report *report)
{
	struct arena *arena = arena_new();
	struct visit visit = {.report = report};

	if (settings->unread.is_set)
		report_add_err(report, SEVERITY_ERROR,
		    (struct place){.file = settings->path}, &settings->unread);
	visit_file(settings, arena, &visit);
	arena_free(arena);
}

/* --- What holds ----------------------------------------------------------- */

bool
settings_say(struct settings *settings, enum setting_id id, enum setting_by by,
    const char *value, struct err *err)
{
	if (value && !setting_check(id, value, err))
		return false;
	settings->says[id][by] =
	    value ? arena_copy(settings->arena, value) : NULL;
	return true;
}

enum setting_by
settings_by(const struct settings *settings, enum setting_id id)
{
	enum setting_by by = SETTING_BY_MAX;

	do
		by--;
	while (by > SETTING_BY_NOBODY && !settings->says[id][by]);
	return by;
}

const char *
settings_get(const struct settings *settings, enum setting_id id)
{
	return settings->says[id][settings_by(settings, id)];
}

const char *
settings_in_file(
    const struct settings *settings, enum setting_id id, struct place *place)
{
	if (place)
		*place = settings->places[id];
	return settings->says[id][SETTING_BY_FILE];
}

bool
settings_is_on(const struct settings *settings, enum setting_id id)
{
	return text_is(settings_get(settings, id), yes_no[0]);
}

const char *
settings_number(const struct settings *settings, enum setting_id id)
{
	const char *number = settings_get(settings, id);

	return has_figure(number) ? number : NULL;
}

bool
settings_is_answered(const struct settings *settings, enum setting_id id)
{
	return *settings_get(settings, id) != '\0';
}

bool
settings_put_usual_path(struct str *out)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (config && config[0] == '/')
		str_put(out, config);
	else if (!text_is_blank(home) && file_is_folder(home))
		str_format(out, "%s/.config", home);
	else
		return false;
	str_put(out, "/sevensteps/settings");
	return true;
}
