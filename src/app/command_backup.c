/*
 * The commands `backup`, to make a copy that can be relied upon and show which
 * there are, and `restore`, to bring one back.
 *
 * stdout gets the path of the copy alone, or a line for each backup, or the
 * path that the file from before has now.
 *
 * Tested by tests/cli.
 */
#include <inttypes.h>

#include "app/secret.h"
#include "base/file.h"
#include "desk/backup.h"
#include "desk/lock.h"

enum { KILOBYTE = 1024 };

/* What is not known of it is not said. */
static void
put_state(struct command_run *run, const struct backup *backup)
{
	enum backup_state state = desk_look_at_backup(run->desk, backup);

	if (state != BACKUP_UNKNOWN)
		str_format(&run->out, "\t%s",
		    words_get(desk_words(run->desk),
			state == BACKUP_WHOLE ? WORD_APP_BACKUP_WHOLE
					      : WORD_APP_BACKUP_DAMAGED));
}

static void
put_backup(struct command_run *run, const struct backup *backup)
{
	struct str *out = &run->out;
	char date[DATE_ISO_SIZE];

	date_write_iso(backup->date, date);
	str_format(out, "%s %02d:%02d:%02d\t%" PRId64 " KB\t", date,
	    backup->hour, backup->minute, backup->second,
	    (backup->bytes + KILOBYTE - 1) / KILOBYTE);
	put_safe_line(out, backup->path);
	put_state(run, backup);
	str_put_char(out, '\n');
}

/* What helps depends on whether there is a file, or another copy of it. */
static void
say_there_are_none(struct command_run *run)
{
	const char *path = desk_file_path(run->desk);
	enum desk_found found;

	if (!desk_look(run->desk, true, &found, &run->err))
		return;
	err_set(&run->err,
	    file_exists(path) ? WORD_APP_BACKUP_NONE : WORD_APP_BACKUP_NO_FILE,
	    path, NULL);
}

/* From the file's name alone: it may be locked, damaged or gone. */
static enum status
list_backups(struct command_run *run)
{
	struct arena *arena = arena_new();
	const struct backup *list;
	size_t count;
	bool is_read = desk_backups(run->desk, arena, &list, &count, &run->err);

	for (size_t i = 0; is_read && i < count; i++)
		put_backup(run, &list[i]);
	if (is_read && count == 0)
		say_there_are_none(run);
	arena_free(arena);
	return run->err.is_set ? STATUS_REFUSED : STATUS_DONE;
}

/* A sentence on stderr that is no error. */
static void
say(struct command_run *run, enum word word, const char *one, const char *two,
    const char *three)
{
	struct str said = STR_EMPTY;

	str_put(&said, "sevensteps: ");
	words_put(&said, desk_words(run->desk), word, one, two, three, NULL);
	str_put_char(&said, '\n');
	say_safe(said.text);
	str_release(&said);
}

static enum status
make_backup(struct command_run *run)
{
	struct str path = STR_EMPTY;
	bool is_away = true;
	enum status status = command_open(run, false);

	if (status != STATUS_DONE)
		return status;
	bool is_made = run->count > 0
			   ? desk_back_up_to(run->desk, run->arguments[0],
				 &path, &is_away, &run->err)
			   : desk_back_up(run->desk, &path, &run->err);

	if (is_made) {
		put_safe_line(&run->out, path.text);
		str_put_char(&run->out, '\n');
		if (!is_away)
			say(run, WORD_APP_BACKUP_SAME_DISK, NULL, NULL, NULL);
	}
	str_release(&path);
	return is_made ? STATUS_DONE : STATUS_REFUSED;
}

enum status
command_backup(struct command_run *run)
{
	if (!run->options->values[OPTION_LIST])
		return make_backup(run);
	if (run->count == 0)
		return list_backups(run);
	err_set(&run->err, WORD_APP_BACKUP_BOTH, NULL);
	return STATUS_USAGE;
}

static void
tell_restored(
    struct command_run *run, const char *from, const struct restored *restored)
{
	const char *const *values = run->options->values;
	const char *path = desk_file_path(run->desk);
	const char *kept = restored->kept.text;

	if (restored->kept.length > 0) {
		put_safe_line(&run->out, kept);
		str_put_char(&run->out, '\n');
		say(run, WORD_APP_RESTORED_KEPT, path, from, kept);
	} else {
		say(run, WORD_APP_RESTORED, path, from, NULL);
	}
	if (restored->erased > 0)
		say(run, WORD_APP_RESTORED_ERASED,
		    numeral_of_count(restored->erased).text, NULL, NULL);
	if (desk_is_copy_locked(run->desk, from))
		say(run,
		    values[OPTION_RECOVER] ? WORD_APP_RESTORED_RECOVERED
					   : WORD_APP_RESTORED_LOCKED,
		    path, NULL, NULL);
	if (values[OPTION_PLAIN])
		secret_say(run, WORD_DESK_PLAIN_WARNING, path);
}

/* What an option would do must be wanted of such a copy. */
static bool
fits_copy(struct command_run *run, const char *from)
{
	const char *const *values = run->options->values;

	if (values[OPTION_RECOVER] && desk_is_copy_plain(from))
		return err_set(&run->err, WORD_APP_RECOVER_PLAIN, from, NULL);
	if (values[OPTION_PLAIN] && desk_is_copy_locked(run->desk, from))
		return err_set(&run->err, WORD_APP_PLAIN_LATE, from, NULL);
	return true;
}

enum status
command_restore(struct command_run *run)
{
	const char *from = run->arguments[0];
	bool is_plain = run->options->values[OPTION_PLAIN] != NULL;
	struct restored restored = {.kept = STR_EMPTY};

	if (!fits_copy(run, from))
		return STATUS_REFUSED;
	enum status status = secret_unlock_copy(run, from);
	if (status != STATUS_DONE)
		return status;
	bool is_done =
	    desk_restore(run->desk, from, is_plain, &restored, &run->err);

	if (is_done)
		tell_restored(run, from, &restored);
	str_release(&restored.kept);
	return is_done ? STATUS_DONE : STATUS_REFUSED;
}
