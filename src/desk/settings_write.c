/*
 * Writing one setting into the worker's file.
 *
 * RULE: writing changes the lines of one key and no other letter, so that a
 * comment, a mistake or a key of another version is never lost by choosing
 * something on a screen.  What may be written desk/settings.c knows, and reads
 * the file before and after.
 *
 * Tested by tests/unit/desk_settings.c and tests/cli.
 */
#include "desk/settings.h"

#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "desk/settings_parts.h"

/* Where a line begins, counted from 1; behind the last: the end. */
static size_t
line_at(const char *text, int number)
{
	const char *at = text;

	while (--number > 0 && *at != '\0') {
		at += strcspn(at, "\n");
		at += *at == '\n' ? 1 : 0;
	}
	return (size_t)(at - text);
}

/* Behind a line and those that go on with it. */
static size_t
line_end(const char *text, size_t at)
{
	do {
		at += strcspn(text + at, "\n");
		at += text[at] == '\n' ? 1 : 0;
	} while (text[at] == '+');
	return at;
}

/* The file's text with one key changed; a blank value takes its line out. */
static void
put_changed(struct str *out, const struct settings *settings,
    enum setting_id id, const char *value)
{
	const char *text = settings->text;
	int own = settings->lines[id];
	int line = own > 0 ? own : settings->last;
	size_t start = line > 0 ? line_at(text, line) : strlen(text);
	size_t end = line > 0 ? line_end(text, start) : start;

	if (own == 0)
		start = end;
	str_put_n(out, text, start);
	if (out->length > 0 && out->text[out->length - 1] != '\n')
		str_put_char(out, '\n');
	if (line == 0)
		str_format(out, "%s%s: mine\n", out->length > 0 ? "\n" : "",
		    SETTINGS_BLOCK);
	if (*value != '\0')
		str_format(out, "%s: %s\n", setting_key(id), value);
	str_put(out, text + end);
}

/* Through a link, and with the folder that it lies in. */
static bool
write_bytes(struct settings *settings, const struct str *bytes, struct err *err)
{
	const char *path = settings->path;
	struct str folder = STR_EMPTY;
	bool is_there = file_follow(settings->arena, &path, err);

	file_put_folder(&folder, path);
	is_there = is_there && file_make_folder(folder.text, err);
	str_release(&folder);
	return is_there && file_write(path, bytes->text, bytes->length, err);
}

static bool
write_changed(struct settings *settings, enum setting_id id, const char *value,
    struct err *err)
{
	struct str changed = STR_EMPTY;

	if (*settings->text == '\0' && settings->length > 0)
		return err_set(
		    err, WORD_SETTING_UNREADABLE, settings->path, NULL);
	put_changed(&changed, settings, id, value);
	bool is_done = write_bytes(settings, &changed, err);
	str_release(&changed);
	return is_done;
}

bool
settings_write(struct settings *settings, enum setting_id id, const char *value,
    struct err *err)
{
	size_t length = strlen(value);

	while (length > 0 && text_is_blank(value + length - 1))
		length--;
	value = text_skip_space(arena_copy_n(settings->arena, value, length));
	if (*value != '\0' && !setting_check(id, value, err))
		return false;
	if (!settings->path)
		return err_set(err, WORD_SETTING_NO_FILE, NULL);
	settings_read(settings);
	if (settings->unread.is_set) {
		*err = settings->unread;
		return false;
	}
	const char *written = settings->says[id][SETTING_BY_FILE];
	if (text_is(written ? written : "", value))
		return true;
	if (!write_changed(settings, id, value, err))
		return false;
	settings_read(settings);
	return true;
}
