/*
 * What the desk holds, for the sources of this floor only.  Everybody else
 * sees desk/desk.h.
 */
#ifndef DESK_STATE_H
#define DESK_STATE_H

#include "base/mem.h"
#include "desk/desk.h"
#include "desk/machine.h"
#include "desk/policy.h"
#include "desk/sheet.h"
#include "store/beside.h"
#include "store/dated.h"
#include "store/store.h"
#include "store/vault.h"

/*
 * A set of definitions in use.  It is held by whoever needs it, and freed
 * when the last has let go of it: so a plan keeps the set it lies open with
 * when the files in the folder change.
 */
struct forms {
	struct form_set *set;
	char hash[FORMS_HASH_SIZE]; /* of the set's sources */
	int holders;
};

struct forms *forms_hold(struct forms *forms);
void forms_let_go(struct forms *forms); /* NULL is accepted */

/* The folder of forms as it was read last. */
struct folder {
	struct arena *arena;
	const struct source *files; /* as they lay there, in any encoding */
	size_t count;
	struct forms *forms; /* NULL: not read yet */
};

/*
 * What is not the file's before its recovery key was typed back.  On the heap
 * and in one piece: freeing wipes it, and the key is never another's.
 */
struct fresh {
	struct vault *vault; /* keys of no file yet; NULL: the file's remain */
	char recovery[VAULT_RECOVERY_SIZE];
};

/* The words of a language; they stay, for screens have borrowed of them. */
struct spoken {
	struct words *words;
	struct spoken *next;
};

/* The plan that lies open. */
struct opened {
	int64_t id; /* 0: none */
	struct arena *arena;
	struct plan *plan;
	const char *reference;
	struct forms *forms; /* those that the plan names */
	bool has_history; /* or nobody has asked for its events yet */
	struct event *events;
	size_t event_count, event_capacity;
	const struct event *unsure; /* perhaps on the disk; NULL: none */
	struct typing typing;
	bool has_typing;
	struct steps *steps; /* NULL: nobody has asked for them yet */

	/* Made anew after every act. */
	struct arena *computed;
	struct reading *readings[VOICE_MAX]; /* the person's first */
	size_t reading_count;
	const struct readiness *readiness;
	const struct budget *budget;

	/*
	 * What lay open before it was read again: whoever asked for an act may
	 * have borrowed from it what the act is about.  NULL: nothing.
	 */
	struct opened *replaced;
};

struct desk {
	struct arena *arena;
	struct clock clock;
	const struct pdf_calls *(*find_pdf)(struct err *err);
	const char *file, *forms_folder, *share_folder, *who;
	const struct words *words;
	struct spoken *spoken; /* those that were loaded; NULL: none */
	struct settings *settings;
	bool has_own_settings; /* nobody gave any */
	struct arena *choices; /* what desk_setting_choices() gave last */
	const char *policy_path;    /* NULL: nothing is settled */
	struct policy policy;
	struct machine_roots roots;
	const char *policy_mistakes; /* lines; NULL: none */
	size_t policy_mistake_count;

	struct store *store;
	bool is_key_cheap;
	struct vault *vault; /* of the open file; NULL: it is plain */
	struct fresh *fresh; /* told and not typed back yet, or NULL */
	bool is_new;	     /* there was no file when it was looked for */
	bool is_plain_wanted; /* of the one that is begun then */
	const char *damage; /* a sentence; NULL: the file is whole */
	bool has_last;	    /* it was looked for which backup to bring back: */
	const struct backup *last; /* NULL: none */
	char *practice_folder; /* NULL: not a practice file */
	struct arena *lists;   /* what desk_list() gave last */
	int64_t saved_at;
	uint64_t revision; /* counts what desk_forget_computed() forgot */
	uint64_t steps_revision; /* the same of steps_forget() */

	struct folder folder;
	struct opened open;
	struct opened *newcomer; /* perhaps on the disk; or NULL */
};

/*
 * Settle where the file lies, which is never a link; *is_usual: the user has
 * named none.
 */
bool desk_settle_path(struct desk *desk, bool *is_usual, struct err *err);

/* Open it there, by the desk's vault if it has one. */
bool desk_open_store(struct desk *desk, bool is_new_allowed, struct err *err);

/*
 * "people-2026-11-21-164205.db" in the folder, by the clock on the wall; if
 * need be "..._2.db", which comes after it in a list.  Without ".db" if the
 * file's name has none.  And what that clock says.
 */
const char *desk_dated_path(
    struct desk *desk, struct arena *arena, const char *folder);
struct dated desk_dated(struct desk *desk);
/*
 * "people" or "people-before", of "/home/huw/people.db" (store/beside.h), and
 * the folder of its backups.
 */
const char *desk_stem(
    struct desk *desk, struct arena *arena, enum beside_copy copy);
const char *desk_backup_folder(struct desk *desk, struct arena *arena);
/* Is it a name of desk_dated_path()?  Of *backup only the time is set. */
struct backup;
bool desk_read_dated(const struct desk *desk, const char *name,
    const char *stem, struct backup *backup);

/*
 * The newest of all copies beside the file that hold anything: of its backups,
 * and of the files from before a copy took its place; one of these is the file
 * itself if that was cut off.  NULL: none.
 */
bool desk_find_newest(
    struct desk *desk, struct arena *arena, const char **path, struct err *err);

/* The file is damaged and open for reading: keep the sentence that says so. */
void desk_keep_damage(struct desk *desk);

/*
 * There is no file, or nothing in it: may one be begun?  Not where copies
 * tell that there was one: it would be lost for good when they go.
 */
bool desk_may_begin(struct desk *desk, struct err *err);

/* Read what is settled, from the path in the options. */
void desk_read_policy(struct desk *desk, const char *path);

/*
 * Take the worker's preferences, or none: who sits here, and the language,
 * which must be there if an option has named it.
 */
bool desk_take_settings(
    struct desk *desk, struct settings *settings, struct err *err);
void desk_release_settings(struct desk *desk);

/* Read the folder of forms again; what it holds is desk->folder.forms. */
bool desk_read_folder(struct desk *desk, struct err *err);

/* The set with this hash, held for the caller; from the folder or the file. */
bool desk_hold_forms(
    struct desk *desk, const char *hash, struct forms **forms, struct err *err);

/* Keep the folder's set in the file, before a plan names it. */
bool desk_keep_folder_forms(struct desk *desk, struct err *err);

/* See to it that the open plan's events are there. */
bool desk_read_history(struct desk *desk, struct err *err);

/*
 * What the disk holds of the open plan, in the place of what lies open; or
 * all stays as it is.
 */
bool desk_load_again(struct desk *desk, struct err *err);

/* A new plan with the folder's forms lies open; nothing is saved yet. */
bool desk_begin_plan(struct desk *desk, struct err *err);

/* Of a person who was perhaps added: whoever comes is another one. */
void desk_forget_newcomer(struct desk *desk);

/* Words of a language, NULL being English; there must be a folder of them. */
bool desk_load_words(struct desk *desk, const char *language,
    struct words **words, struct err *err);

/* Can the list take another row?  If not, the error says so. */
bool desk_has_room(struct desk *desk, const char *list, struct err *err);

/* Throw away what was computed; the next question computes it again. */
void desk_forget_computed(struct desk *desk);

/* The name of the setting that holds a sheet; `name` may be made use of. */
enum { SHEET_NAME_SIZE = 48 };
const char *sheet_name(const struct desk *desk, enum sheet_kind kind,
    int number, char name[SHEET_NAME_SIZE]);

/*
 * Kept steps of typing (desk/steps.h).  Is there something of them to be
 * written?  Do it, in a transaction of the caller's, who says when that has
 * ended well.  In one that freezes they go; and then from memory too.
 */
#define STEPS_PART "steps" /* the name of their setting ends so */
/* What the file holds of them; NULL: nothing.  In the arena. */
bool steps_read(struct desk *desk, struct arena *arena, const char **text,
    struct err *err);
/* Each place in that text with its steps; nothing of what cannot be read. */
void steps_each(const char *text,
    void (*visit)(void *context, const char *place, const char *steps),
    void *context);
bool steps_are_new(const struct desk *desk);
bool steps_put(struct desk *desk, struct err *err);
void steps_are_saved(struct desk *desk);
bool steps_take_away(struct desk *desk, struct err *err);
void steps_forget(struct desk *desk);
void steps_free(struct steps *steps); /* NULL is fine */

/* A line about an answer that is wrong for its question, if it is. */
void desk_put_note(struct str *notes, struct desk *desk,
    const struct address *address);

#endif
