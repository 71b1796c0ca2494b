/*
 * Commands about the lock: passphrase, encrypt, decrypt.
 *
 * What they tell about secrets goes to stderr, so that it never lands in a
 * file by -o or a pipe.
 */
#include "app/secret.h"

#include "base/file.h"
#include "desk/backup.h"
#include "desk/lock.h"

static enum status
refuse(struct command_run *run, enum word word)
{
	err_set(&run->err, word, desk_file_path(run->desk), NULL);
	return STATUS_REFUSED;
}

/* What was done about the lock of the file, which is open, and how good it is.
 */
static void
say_locked(struct command_run *run, enum word word)
{
	secret_say(run, word, desk_file_path(run->desk));
	if (desk_is_lock_weak(run->desk))
		secret_say(run, WORD_APP_LOCK_WEAK, desk_file_path(run->desk));
}

/* A new passphrase by the keys that were found; the file is not open. */
static bool
recover(struct command_run *run)
{
	struct str passphrase = STR_EMPTY;
	bool is_done = secret_get_new(run, &passphrase) &&
		       desk_unlock_anew(run->desk, passphrase.text, &run->err);

	if (is_done)
		say_locked(run, WORD_APP_PASSPHRASE_CHANGED);
	str_release(&passphrase);
	return is_done;
}

static bool
change_passphrase(struct command_run *run, const char *old)
{
	struct str new = STR_EMPTY;
	bool is_done =
	    secret_get_new(run, &new) &&
	    desk_change_passphrase(run->desk, old, new.text, &run->err);

	if (is_done)
		say_locked(run, WORD_APP_PASSPHRASE_CHANGED);
	str_release(&new);
	return is_done;
}

static bool
change_recovery(struct command_run *run, const char *passphrase)
{
	if (!desk_new_recovery(run->desk, passphrase, &run->err) ||
	    !secret_use(run, desk_change_recovery))
		return false;
	secret_say(run, WORD_APP_RECOVERY_CHANGED, NULL);
	return true;
}

/* What other keys do not reach. */
static void
tell_left(struct command_run *run)
{
	struct str said = STR_EMPTY;

	desk_tell_left(&said, run->desk);
	if (said.length > 0)
		secret_say_text(&said);
	str_release(&said);
}

/* All of the file under new keys, which a new passphrase opens. */
static bool
encrypt(struct command_run *run, enum word done)
{
	struct str passphrase = STR_EMPTY;
	bool is_done = desk_try_place(run->desk, &run->err) &&
		       secret_get_new(run, &passphrase) &&
		       desk_new_keys(run->desk, passphrase.text, &run->err) &&
		       secret_use(run, desk_encrypt);

	if (is_done) {
		say_locked(run, done);
		tell_left(run);
	}
	str_release(&passphrase);
	return is_done;
}

enum status
command_passphrase(struct command_run *run)
{
	const char *const *values = run->options->values;
	bool is_recovery = values[OPTION_NEW_RECOVERY_KEY] != NULL;
	bool is_key = values[OPTION_NEW_KEY] != NULL;
	bool is_lost = values[OPTION_RECOVER] != NULL;
	struct str secret = STR_EMPTY;

	if (is_recovery + is_key + is_lost > 1) {
		err_set(&run->err, WORD_APP_PASSPHRASE_ONE, NULL);
		return STATUS_USAGE;
	}
	enum status status = secret_unlock(run, &secret);
	if (status == STATUS_DONE) {
		bool is_done = is_lost       ? recover(run)
			       : is_recovery ? change_recovery(run, secret.text)
			       : is_key ? encrypt(run, WORD_APP_KEY_CHANGED)
					: change_passphrase(run, secret.text);
		status = is_done ? STATUS_DONE : STATUS_REFUSED;
	}
	str_release(&secret);
	return status;
}

enum status
command_encrypt(struct command_run *run)
{
	if (desk_is_practice(run->desk))
		return refuse(run, WORD_DESK_BACKUP_PRACTICE);
	if (desk_is_encrypted(run->desk))
		return refuse(run, WORD_APP_ENCRYPTED_ALREADY);
	if (encrypt(run, WORD_APP_ENCRYPTED))
		return STATUS_DONE;
	return run->err.word == WORD_APP_PASSPHRASE_NONE ? STATUS_NO_FILE
							 : STATUS_REFUSED;
}

enum status
command_decrypt(struct command_run *run)
{
	const char *path = desk_file_path(run->desk);

	if (!desk_is_encrypted(run->desk))
		return refuse(run, WORD_APP_DECRYPTED_ALREADY);
	if (!command_confirm(run, WORD_APP_DECRYPT_ASK, WORD_APP_DECRYPT_NOT,
		file_name(path), path) ||
	    !desk_decrypt(run->desk, &run->err))
		return STATUS_REFUSED;
	secret_say(run, WORD_DESK_PLAIN_WARNING, path);
	tell_left(run);
	return STATUS_DONE;
}
