/*
 * Passphrases of commands, and opening the file with them.
 *
 * A secret comes from the terminal without being shown, or from a file or a
 * descriptor that a script hands over; never from an argument or the
 * environment, where every program of the machine can read it.  What was read
 * lies in memory that is wiped when it is freed.
 *
 * Tested by tests/cli/cli_lock.py.
 */
#include "app/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/talk.h"
#include "base/attr.h"
#include "base/utf8.h"
#include "desk/lock.h"
#include "term/secret.h"

enum { SECRETS_MOST = 4096, TRIES = 3, OTHERS = 077 };

/* What some editors write before a text, and nobody types. */
static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* --- Where they come from ------------------------------------------------- */

/* All that a descriptor gives, up to a limit; false if it cannot be read. */
static bool
read_all(int fd, struct str *out)
{
	char byte;
	ssize_t count = 1;

	while (out->length < SECRETS_MOST && count != 0) {
		count = read(fd, &byte, 1);
		if (count < 0 && errno != EINTR)
			return false;
		if (count > 0)
			str_put_char(out, byte);
	}
	return true;
}

static bool
read_file(const char *path, struct str *out, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat stat;

	if (fd < 0)
		return err_set(err, WORD_APP_PASSPHRASE_FILE, path, NULL);
	bool is_read = fstat(fd, &stat) == 0 && S_ISREG(stat.st_mode);
	bool is_own = is_read && (stat.st_mode & OTHERS) == 0;
	if (is_own)
		is_read = read_all(fd, out);
	close(fd);
	if (!is_read)
		return err_set(err, WORD_APP_PASSPHRASE_FILE, path, NULL);
	return is_own || err_set(err, WORD_APP_PASSPHRASE_MODE, path, NULL);
}

static bool
read_descriptor(const char *text, struct str *out, struct err *err)
{
	char *end;
	long number = strtol(text, &end, 10);

	return (*end == '\0' && number >= 0 && number <= SECRETS_MOST &&
		   read_all((int)number, out)) ||
	       err_set(err, WORD_APP_PASSPHRASE_FD, text, NULL);
}

/* Does somebody type, who can be asked once more? */
static bool
is_typed_by_hand(const struct command_run *run)
{
	const char *const *values = run->options->values;

	return !values[OPTION_PASSPHRASE_FILE] &&
	       !values[OPTION_PASSPHRASE_FD] && term_can_ask();
}

/* Everything that was handed over, once. */
static bool
read_handed(struct command_run *run)
{
	const char *path = run->options->values[OPTION_PASSPHRASE_FILE];
	const char *fd = run->options->values[OPTION_PASSPHRASE_FD];

	if (run->has_secrets)
		return true;
	run->has_secrets = true;
	bool is_read = path ? read_file(path, &run->secrets, &run->err)
			    : read_descriptor(fd, &run->secrets, &run->err);
	if (is_read && text_starts(run->secrets.text, byte_order_mark))
		run->secret_at = strlen(byte_order_mark);
	return is_read;
}

/* "--passphrase-file=FILE", as it was given. */
static void
put_option(struct str *out, const struct command_run *run)
{
	static const enum option_id ids[] = {
	    OPTION_PASSPHRASE_FILE, OPTION_PASSPHRASE_FD};

	for (size_t i = 0; i < ARRAY_LENGTH(ids) && out->length == 0; i++)
		if (run->options->values[ids[i]])
			str_format(out, "--%s=%s", option_name(ids[i]),
			    run->options->values[ids[i]]);
}

static bool
refuse_empty(struct command_run *run)
{
	struct str option = STR_EMPTY;

	put_option(&option, run);
	err_set(&run->err, WORD_APP_PASSPHRASE_EMPTY,
	    numeral_of_count(run->secret_line).text, option.text, NULL);
	str_release(&option);
	return false;
}

/* The next line of it. */
static bool
take_line(struct command_run *run, struct str *out)
{
	const char *rest = run->secrets.text + run->secret_at;
	size_t length = strcspn(rest, "\n");

	if (run->secret_at >= run->secrets.length)
		return err_set(&run->err, WORD_APP_PASSPHRASE_LINES, NULL);
	run->secret_at += length + 1;
	run->secret_line++;
	if (length > 0 && rest[length - 1] == '\r')
		length--;
	if (length == 0)
		return refuse_empty(run);
	str_put_n(out, rest, length);
	return utf8_is_valid(out->text, out->length, NULL) ||
	       err_set(&run->err, WORD_DESK_PASSPHRASE_LETTERS, NULL);
}

/*
 * The next secret: the next line of --passphrase-file or --passphrase-fd, or
 * else what is typed on the terminal.  Without either the error says what to
 * do.
 */
static bool
get_secret(struct command_run *run, enum word question, struct str *out)
{
	const char *const *values = run->options->values;
	struct str asked = STR_EMPTY;

	if (values[OPTION_PASSPHRASE_FILE] || values[OPTION_PASSPHRASE_FD])
		return read_handed(run) && take_line(run, out);
	if (!term_can_ask())
		return err_set(&run->err, WORD_APP_PASSPHRASE_NONE,
		    desk_file_path(run->desk), NULL);
	words_put(&asked, desk_words(run->desk), question,
	    desk_file_path(run->desk), NULL);
	bool is_typed = term_ask_secret(asked.text, out, &run->err);
	str_release(&asked);
	return is_typed;
}

void
secret_say(struct command_run *run, enum word word, const char *about)
{
	struct str said = STR_EMPTY;

	words_put(&said, desk_words(run->desk), word, about, NULL);
	secret_say_text(&said);
	str_release(&said);
}

void
secret_say_text(struct str *said)
{
	str_put_char(said, '\n');
	say_safe(said->text);
}

/* Why the last one would not do, and then once more. */
static void
say_why(struct command_run *run)
{
	struct str said = STR_EMPTY;

	err_put(&said, &run->err, desk_words(run->desk));
	str_put_char(&said, '\n');
	say_safe(said.text);
	err_clear(&run->err);
	str_release(&said);
}

bool
secret_get_new(struct command_run *run, struct str *out)
{
	bool is_typed = is_typed_by_hand(run);
	bool is_fine = false;

	for (int i = 0; !is_fine && (i == 0 || is_typed) && i < TRIES; i++) {
		struct str again = STR_EMPTY;
		if (run->err.is_set)
			say_why(run);
		str_clear(out);
		is_fine = get_secret(run, WORD_APP_ASK_NEW, out);
		if (!is_fine) {
			str_release(&again);
			return false;
		}
		is_fine = desk_check_passphrase(out->text, &run->err);
		if (is_fine && is_typed)
			is_fine = get_secret(run, WORD_APP_ASK_AGAIN, &again) &&
				  (text_is(again.text, out->text) ||
				      err_set(&run->err, WORD_APP_NOT_THE_SAME,
					  NULL));
		str_release(&again);
	}
	return is_fine;
}

/* In a line of its own: no terminal is so narrow that it cuts the key. */
static void
say_recovery(struct command_run *run)
{
	struct str key = STR_EMPTY;

	secret_say(run, WORD_APP_RECOVERY, NULL);
	str_format(&key, "  %s", desk_recovery(run->desk));
	secret_say_text(&key);
	str_release(&key);
}

static bool
tell(struct command_run *run, struct str *typed)
{
	bool is_same = !is_typed_by_hand(run);

	say_recovery(run);
	if (is_same)
		str_put(typed, desk_recovery(run->desk));
	else
		secret_say(run, WORD_APP_RECOVERY_BACK, NULL);
	while (!is_same) {
		str_clear(typed);
		if (!term_ask_line(
			words_get(desk_words(run->desk), WORD_APP_ASK_RECOVERY),
			typed, &run->err))
			return false;
		is_same = desk_recovery_is(run->desk, typed->text);
		if (!is_same)
			secret_say(run, WORD_APP_RECOVERY_WRONG, NULL);
	}
	return true;
}

bool
secret_use(struct command_run *run,
    bool (*use)(struct desk *desk, const char *typed, struct err *err))
{
	struct str typed = STR_EMPTY;
	bool is_done =
	    tell(run, &typed) && use(run->desk, typed.text, &run->err);

	if (!is_done)
		secret_say(run, WORD_APP_RECOVERY_VOID, NULL);
	str_release(&typed);
	return is_done;
}

/* --- Opening -------------------------------------------------------------- */

/* What opens it; --recover says that it is not the passphrase. */
static enum word
question_for(const struct command_run *run, enum word passphrase)
{
	return run->options->values[OPTION_RECOVER] ? WORD_APP_ASK_RECOVERY
						    : passphrase;
}

/* One that opens the file, or its keys, or those of a copy of it. */
static bool
try_secret(struct command_run *run, const char *copy, const char *secret)
{
	bool is_key = run->options->values[OPTION_RECOVER] != NULL;

	if (!copy && is_key)
		return desk_find_keys(run->desk, secret, &run->err);
	if (!copy)
		return desk_unlock(run->desk, secret, &run->err);
	if (is_key)
		return desk_unlock_copy_by_recovery(
		    run->desk, copy, secret, &run->err);
	return desk_unlock_copy(run->desk, copy, secret, &run->err);
}

/* Was it the secret that would not do?  Then say what does at a shell. */
static bool
was_wrong(struct command_run *run, const char *copy)
{
	const char *file = desk_file_path(run->desk);
	enum word word = run->err.word;

	if (word == WORD_VAULT_WRONG_PASSPHRASE)
		word = copy ? WORD_APP_WRONG_FOR_COPY : WORD_APP_WRONG;
	else if (word == WORD_VAULT_WRONG_RECOVERY && copy)
		word = WORD_APP_WRONG_KEY_FOR_COPY;
	else
		return word == WORD_VAULT_WRONG_RECOVERY ||
		       word == WORD_VAULT_RECOVERY_MISTYPED;
	err_clear(&run->err);
	err_set(&run->err, word, copy ? copy : file, file, NULL);
	return true;
}

/* The file, or a copy of it; what opened it goes to `secret`. */
static bool
unlock(struct command_run *run, const char *copy, enum word question,
    struct str *secret)
{
	int tries = is_typed_by_hand(run) ? TRIES : 1;
	bool is_open = false, is_wrong = true;

	for (int i = 0; !is_open && is_wrong && i < tries; i++) {
		if (run->err.is_set)
			say_why(run);
		str_clear(secret);
		is_open = get_secret(run, question, secret) &&
			  try_secret(run, copy, secret->text);
		is_wrong = !is_open && was_wrong(run, copy);
	}
	return is_open;
}

static bool
unlock_and_forget(struct command_run *run, const char *copy, enum word question)
{
	struct str secret = STR_EMPTY;
	bool is_open = unlock(run, copy, question, &secret);

	str_release(&secret);
	return is_open;
}

enum status
secret_unlock(struct command_run *run, struct str *secret)
{
	enum desk_found found;

	if (!desk_look(run->desk, false, &found, &run->err))
		return STATUS_NO_FILE;
	if (found == DESK_LOCKED)
		return unlock(
			   run, NULL, question_for(run, WORD_APP_ASK), secret)
			   ? STATUS_DONE
			   : STATUS_NO_FILE;
	if (found == DESK_PLAIN)
		err_set(&run->err, WORD_APP_PASSPHRASE_PLAIN,
		    desk_file_path(run->desk), NULL);
	else
		desk_refuse_nothing(run->desk, &run->err);
	return STATUS_REFUSED;
}

static bool
make_encrypted(struct command_run *run)
{
	struct str passphrase = STR_EMPTY;

	if (!desk_try_place(run->desk, &run->err))
		return false;
	if (is_typed_by_hand(run))
		secret_say(run, WORD_APP_NEW_FILE, desk_file_path(run->desk));
	bool is_made = secret_get_new(run, &passphrase) &&
		       desk_new_keys(run->desk, passphrase.text, &run->err) &&
		       secret_use(run, desk_make_file);
	if (is_made && desk_is_lock_weak(run->desk))
		secret_say(run, WORD_APP_LOCK_WEAK, desk_file_path(run->desk));
	str_release(&passphrase);
	return is_made;
}

static bool
make_plain(struct command_run *run)
{
	if (!desk_make_plain_file(run->desk, &run->err))
		return false;
	secret_say(run, WORD_DESK_PLAIN_WARNING, desk_file_path(run->desk));
	return true;
}

/* Open or make what was found there. */
static enum status
open_found(struct command_run *run, enum desk_found found, bool is_new_allowed)
{
	bool is_plain = run->options->values[OPTION_PLAIN] != NULL;
	bool is_open = false;

	switch (found) {
	case DESK_NOTHING:
		if (!is_new_allowed)
			desk_refuse_nothing(run->desk, &run->err);
		else
			is_open =
			    is_plain ? make_plain(run) : make_encrypted(run);
		break;
	case DESK_PLAIN:
		is_open = desk_open_file(run->desk, is_new_allowed, &run->err);
		break;
	case DESK_LOCKED:
		is_open = is_plain ? err_set(&run->err, WORD_APP_PLAIN_LATE,
					 desk_file_path(run->desk), NULL)
				   : unlock_and_forget(run, NULL, WORD_APP_ASK);
		break;
	}
	return is_open ? STATUS_DONE : STATUS_NO_FILE;
}

enum status
secret_open(struct command_run *run, bool is_new_allowed)
{
	enum desk_found found;

	if (!desk_look(run->desk, is_new_allowed, &found, &run->err))
		return STATUS_NO_FILE;
	return open_found(run, found, is_new_allowed);
}

enum status
secret_open_for_screens(struct command_run *run)
{
	const char *const *values = run->options->values;
	bool is_handed =
	    values[OPTION_PASSPHRASE_FILE] || values[OPTION_PASSPHRASE_FD];
	bool is_plain = values[OPTION_PLAIN] != NULL;
	enum desk_found found;

	if (!desk_look(run->desk, is_plain, &found, &run->err))
		return STATUS_NO_FILE;
	/* Line by line a plain file is not asked for. */
	bool is_begun = found == DESK_NOTHING &&
			(!is_plain || !talk_is_wanted(run->options));
	if (is_begun && !is_handed)
		return desk_try_place(run->desk, &run->err) &&
			       (!is_plain ||
				   desk_want_plain(run->desk, &run->err))
			   ? STATUS_DONE
			   : STATUS_NO_FILE;
	return found == DESK_LOCKED && !is_handed
		   ? STATUS_DONE
		   : open_found(run, found, true);
}

enum status
secret_unlock_copy(struct command_run *run, const char *path)
{
	enum word question = question_for(run, WORD_APP_ASK_COPY);

	return !desk_is_copy_locked(run->desk, path) ||
		       unlock_and_forget(run, path, question)
		   ? STATUS_DONE
		   : STATUS_NO_FILE;
}
