/*
 * The desk itself: where things lie, its words, its file.
 *
 * The folders are settled in desk_new(): what the user named, else beside the
 * program, else where it was installed.  The file is settled when it is opened:
 * what the user named, else in the XDG data folder.  Everything else is opened
 * when it is first needed.  One arena holds what lives as long as the desk.
 *
 * Tested by tests/unit/desk_desk.c on files in a private folder.
 */
#include "desk/desk.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "desk/exchange.h"
#include "desk/lock.h"
#include "desk/state.h"
#include "form/load.h"

/* The folder `name` beside the program, or where it was installed. */
static const char *
data_folder(struct arena *arena, const char *name)
{
	const char *beside = file_of_program(arena, name);

	return beside && file_is_folder(beside)
		   ? beside
		   : file_join(arena, DATA_FOLDER, name);
}

static bool
default_file(struct arena *arena, const char **path, struct err *err)
{
	const char *data = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");

	if (!data || data[0] != '/') {
		if (text_is_blank(home))
			return err_set(err, WORD_DESK_NO_HOME, NULL);
		data = file_join(arena, home, ".local/share");
	}
	*path =
	    file_join(arena, file_join(arena, data, "sevensteps"), "people.db");
	return true;
}

static const char *
copy_or(struct arena *arena, const char *text, const char *otherwise)
{
	return text ? arena_copy(arena, text) : otherwise;
}

bool
desk_new(
    const struct desk_options *options, struct desk **made, struct err *err)
{
	struct arena *arena = arena_new();
	struct desk *desk = arena_get(arena, sizeof(*desk));

	*made = NULL;
	desk->arena = arena;
	desk->clock = options->clock;
	desk->find_pdf = options->find_pdf;
	desk->forms_folder = options->forms ? arena_copy(arena, options->forms)
					    : data_folder(arena, "forms");
	desk->share_folder = options->share ? arena_copy(arena, options->share)
					    : data_folder(arena, "share");
	desk->file = copy_or(arena, options->file, NULL);
	desk->words = words_english();
	if (!desk_take_settings(desk, options->settings, err)) {
		desk_free(desk);
		return false;
	}
	desk->roots.proc = copy_or(arena, options->proc, NULL);
	desk->roots.sys = copy_or(arena, options->sys, NULL);
	desk->is_key_cheap = options->is_key_cheap;
	desk_read_policy(desk, options->policy);
	*made = desk;
	return true;
}

void
desk_free(struct desk *desk)
{
	if (!desk)
		return;
	desk_close_file(desk);
	forms_let_go(desk->folder.forms);
	arena_free(desk->folder.arena);
	desk_release_settings(desk);
	arena_free(desk->lists);
	arena_free(desk->arena);
}

const struct words *
desk_words(const struct desk *desk)
{
	return desk->words;
}

int64_t
desk_now(const struct desk *desk)
{
	return desk->clock.now(desk->clock.context);
}

struct date
desk_today(const struct desk *desk)
{
	return desk_moment(desk, desk_now(desk)).date;
}

struct moment
desk_moment(const struct desk *desk, int64_t seconds)
{
	return desk->clock.local(desk->clock.context, seconds);
}

void
desk_put_time(struct str *out, const struct desk *desk, int64_t seconds)
{
	struct moment moment = desk_moment(desk, seconds);

	str_format(out, "%d:%02d", moment.hour, moment.minute);
}

void
desk_put_moment(struct str *out, const struct desk *desk, int64_t seconds)
{
	date_put(out, desk_moment(desk, seconds).date, desk_words(desk));
	str_put_char(out, ' ');
	desk_put_time(out, desk, seconds);
}

const char *
desk_forms_folder(const struct desk *desk)
{
	return desk->forms_folder;
}

const char *
desk_share_folder(const struct desk *desk)
{
	return desk->share_folder;
}

const char *
desk_file_path(const struct desk *desk)
{
	return desk->file;
}

bool
desk_is_practice(const struct desk *desk)
{
	return desk->practice_folder != NULL;
}

int64_t
desk_saved_at(const struct desk *desk)
{
	return desk->saved_at;
}

static bool
settle_usual(struct desk *desk, struct err *err)
{
	if (!default_file(desk->arena, &desk->file, err))
		return false;
	const char *slash = strrchr(desk->file, '/');
	const char *folder =
	    arena_copy_n(desk->arena, desk->file, (size_t)(slash - desk->file));
	return file_make_folder(folder, err);
}

/*
 * RULE: the path is never itself a link.  SQLite puts a journal beside the file
 * that a link leads to; so must lie, and be looked for, all else that belongs
 * to the file, and what takes the file's place must take that of the file.
 */
bool
desk_settle_path(struct desk *desk, bool *is_usual, struct err *err)
{
	*is_usual = desk->file == NULL;
	return (!*is_usual || settle_usual(desk, err)) &&
	       file_follow(desk->arena, &desk->file, err);
}

bool
desk_open_store(struct desk *desk, bool is_new_allowed, struct err *err)
{
	enum store_fault fault;
	struct err why = {0};
	const struct store_options options = {
	    .path = desk->file,
	    .vfs = desk->vault ? vault_vfs(desk->vault) : NULL,
	    .is_new_allowed = is_new_allowed,
	    .is_damage_allowed = true,
	    .now = desk_now(desk),
	};

	bool is_open = store_open(&options, &desk->store, &fault, &why);
	/* What is left when the making of a vault was interrupted, or a cut. */
	if (!is_open && !is_new_allowed && why.word == WORD_STORE_EMPTY)
		return desk_may_begin(desk, err) &&
		       desk_open_store(desk, true, err);
	if (is_open && fault == STORE_BROKEN)
		desk_keep_damage(desk);
	desk_name_backup(desk, &why);
	if (!is_open)
		*err = why;
	return is_open;
}

bool
desk_open_file(struct desk *desk, bool is_new_allowed, struct err *err)
{
	bool is_usual;

	if (!desk_check_policy(desk, err) ||
	    !desk_settle_path(desk, &is_usual, err))
		return false;
	is_new_allowed |= is_usual;
	if (!is_new_allowed && !file_exists(desk->file))
		return err_set(err, WORD_DESK_NO_FILE, desk->file, NULL);
	return desk_open_store(desk, is_new_allowed, err);
}

void
desk_close_file(struct desk *desk)
{
	desk_leave_plan(desk);
	desk_forget_newcomer(desk);
	store_close(desk->store);
	desk->store = NULL;
	vault_free(desk->vault);
	desk->vault = NULL;
	desk_forget_keys(desk);
	desk->damage = NULL;
	desk->has_last = false;
	if (desk->practice_folder) {
		file_remove_temporary(desk->practice_folder);
		mem_free(desk->practice_folder);
		desk->practice_folder = NULL;
	}
}

/* Forms may bring invented people of their own. */
static const char *
practice_people(struct desk *desk, struct arena *arena)
{
	const char *own = file_join(arena, desk->forms_folder, "practice");

	return file_is_folder(own)
		   ? own
		   : file_join(arena, desk->share_folder, "practice");
}

/*
 * Every practice person, imported like anybody else but for one thing: what
 * forms of one's own do not ask is kept, so that they can be walked through.
 * All are saved at once, for the file is new.
 */
static bool
import_practice(struct desk *desk, struct err *err)
{
	struct arena *arena = arena_new();
	const char *folder = practice_people(desk, arena);
	const char *const *names;
	size_t count;
	struct str references = STR_EMPTY, notes = STR_EMPTY;
	bool is_done = file_list(folder, ".json", arena, &names, &count, err) &&
		       store_begin(desk->store, err);

	for (size_t i = 0; is_done && i < count; i++)
		is_done = desk_import(desk, file_join(arena, folder, names[i]),
		    &references, &notes, err);
	is_done = is_done && store_commit(desk->store, err);
	if (!is_done)
		store_roll_back(desk->store);
	str_release(&references);
	str_release(&notes);
	arena_free(arena);
	return is_done;
}

bool
desk_open_practice(struct desk *desk, struct err *err)
{
	if (!file_make_temporary(&desk->practice_folder, err))
		return false;
	desk->file =
	    file_join(desk->arena, desk->practice_folder, "practice.db");

	const struct store_options options = {
	    .path = desk->file,
	    .is_new_allowed = true,
	    .is_any_drive_allowed = true,
	};
	return store_open(&options, &desk->store, NULL, err) &&
	       import_practice(desk, err);
}
