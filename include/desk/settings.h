/*
 * What one worker prefers on this laptop: a file of records of their own, and
 * what goes before it.
 *
 *	settings = settings_new(path);
 *	settings_say(settings, SETTING_MOUSE, SETTING_BY_OPTION, "yes", err);
 *	settings_get(settings, SETTING_MOUSE) is "yes" now, whatever the file
 *
 * The order of what holds: what is settled for the machine, an option, the
 * environment, the file, and what the program does otherwise.
 *
 * A mistake in the file costs only its own line; settings_check() names each
 * by line and column.  Writing changes the lines of one key: comments, keys
 * that another version knows, and mistakes stay as they were written.
 */
#ifndef DESK_SETTINGS_H
#define DESK_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/report.h"
#include "base/words.h"

enum setting_id {
#define SETTING(id, key, kind, otherwise, name, about) SETTING_##id,
#include "desk/settings.def"
#undef SETTING
	SETTING_MAX
};

enum setting_kind {
	SETTING_KIND_TEXT,
	SETTING_KIND_LANGUAGE, /* a code of two letters */
	SETTING_KIND_COLOURS,
	SETTING_KIND_YES_NO,
	SETTING_KIND_NUMBER /* whom to ring, with a number; or not known yet */
};

/* Who says it, from the weakest to the strongest. */
enum setting_by {
	SETTING_BY_NOBODY,
	SETTING_BY_FILE,
	SETTING_BY_ENVIRONMENT,
	SETTING_BY_OPTION,
	SETTING_BY_POLICY,
	SETTING_BY_MAX
};

/* The longest text or number, in bytes. */
enum { SETTING_TEXT_MAX = 200 };

/* A number that was asked for, and that nobody could tell. */
#define SETTING_NOT_KNOWN "not known yet"

struct settings;

/*
 * Those of a file, which may be missing; NULL: of none.  Never fails: what
 * cannot be read is told by settings_check().  Free with settings_free().
 */
struct settings *settings_new(const char *path);
void settings_free(struct settings *settings); /* NULL is fine */

/* Where they are kept, or NULL. */
const char *settings_path(const struct settings *settings);

/* Every mistake in the file. */
void settings_check(const struct settings *settings, struct report *report);

/*
 * Somebody else says it as well; NULL takes that back.  Of a value that is
 * none of the setting's nothing is kept, and the error says why.
 */
bool settings_say(struct settings *settings, enum setting_id id,
    enum setting_by by, const char *value, struct err *err);

/* What holds, never NULL, and who says so. */
const char *settings_get(const struct settings *settings, enum setting_id id);
enum setting_by settings_by(
    const struct settings *settings, enum setting_id id);
/* What the file says; NULL: nothing. */
const char *settings_in_file(
    const struct settings *settings, enum setting_id id, struct place *place);

/* Of a setting that is yes or no. */
bool settings_is_on(const struct settings *settings, enum setting_id id);

/* A number that can be rung, or NULL. */
const char *settings_number(
    const struct settings *settings, enum setting_id id);
/* Was it asked for, and answered, be it that nobody knows? */
bool settings_is_answered(
    const struct settings *settings, enum setting_id id);

/*
 * Write one into the file, which is read again before, so that nothing is lost
 * that another program has written there; nothing but blanks takes it out.
 * False, with the error, if the value is none of the setting's.
 */
bool settings_write(struct settings *settings, enum setting_id id,
    const char *value, struct err *err);

/* What a setting is called in the file, and to people. */
const char *setting_key(enum setting_id id);
enum setting_id setting_find(const char *key); /* SETTING_MAX: no such one */
enum setting_kind setting_kind(enum setting_id id);
enum word setting_title(enum setting_id id);
enum word setting_about(enum setting_id id);

/* Can it be that?  The error says what it can be. */
bool setting_check(enum setting_id id, const char *value, struct err *err);

/* What can be chosen, in order; NULL where a text is written. */
const char *const *setting_choices(enum setting_id id, size_t *count);
/* What a choice is called; WORD_MAX: as it is written. */
enum word setting_choice_name(const char *choice);

/*
 * Append where the settings of whoever is at home here lie; false if there is
 * no home, which nobody makes for them.
 */
struct str;
bool settings_put_usual_path(struct str *out);

#endif
