/*
 * The desk: where one open file and one opened plan lie.  Screens and
 * commands are two faces of it; it is the only place that joins store and
 * out.  Nothing here draws or asks.
 *
 *	desk_new -> desk_open_file -> desk_open_plan
 *	    -> { desk_answer, desk_add_row, desk_undo ... desk_reading ... }
 *	-> desk_leave_plan -> desk_free
 *
 * Every act is on the disk before its function returns true.  When saving
 * fails the plan in memory is as before the act, the error says why, and the
 * caller keeps what was typed.
 *
 * Forms are loaded when a plan is opened and not before: the start screen and
 * the lists need none.
 */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"
#include "base/words.h"
#include "desk/settings.h"
#include "form/form.h"
#include "plan/budget.h"
#include "plan/history.h"
#include "plan/plan.h"
#include "plan/readiness.h"
#include "plan/reading.h"

struct desk;
struct pdf_calls;

/* Where the time comes from: the system, or a fixed moment for tests. */
struct clock {
	int64_t (*now)(void *context); /* UTC seconds */
	/* What clocks on the wall say then. */
	struct moment (*local)(void *context, int64_t seconds);
	void *context;
};

struct desk_options {
	const char *file;          /* NULL: the usual place */
	const char *forms;         /* their folder; NULL: the installed */
	const char *share;         /* its folder; NULL: the installed */
	struct settings *settings; /* outlive the desk; NULL: none */
	const char *policy;        /* what is settled for all; NULL: nothing */
	const char *proc, *sys;    /* of the system; NULL: /proc and /sys */
	bool is_key_cheap;         /* heeded only by builds for tests */
	struct clock clock;
	/*
	 * Who sets pages as PDF, asked whenever some are set, and not before:
	 * out/pdf_calls.h.  NULL, with a sentence, if nobody can.
	 */
	const struct pdf_calls *(*find_pdf)(struct err *err);
};

/* Never fails on the files: they are opened later.  Free with desk_free(). */
bool desk_new(
    const struct desk_options *options, struct desk **desk, struct err *err);
void desk_free(struct desk *desk); /* saves what is pending; NULL is fine */

const struct words *desk_words(const struct desk *desk);
struct date desk_today(const struct desk *desk);
int64_t desk_now(const struct desk *desk);
struct moment desk_moment(const struct desk *desk, int64_t seconds);
/* Append one, "21 November 2026 9:05", or the time of the day alone. */
void desk_put_moment(
    struct str *out, const struct desk *desk, int64_t seconds);
void desk_put_time(struct str *out, const struct desk *desk, int64_t seconds);

/* The folders in use, for messages and for `forms`. */
const char *desk_forms_folder(const struct desk *desk);
const char *desk_share_folder(const struct desk *desk);
const char *desk_file_path(const struct desk *desk);

/*
 * What is settled for everybody on this machine.  While there is a mistake in
 * it, no people are opened and nothing is written: the error says so.
 */
struct policy;
const struct policy *desk_policy(const struct desk *desk);
bool desk_check_policy(const struct desk *desk, struct err *err);

/*
 * Append all of it as lines: what is settled and by whom, or every mistake.
 * True if there is none.
 */
bool desk_put_policy(struct str *out, const struct desk *desk);

/*
 * What the worker prefers (desk/settings.h).  A change is written, and holds at
 * once; what is settled for the machine cannot be changed.
 */
const struct settings *desk_settings(const struct desk *desk);
bool desk_change_setting(
    struct desk *desk, enum setting_id id, const char *value, struct err *err);
/* The same, as it is typed: "mouse=yes". */
bool desk_take_setting(struct desk *desk, const char *text, struct err *err);

/* What can be chosen, in order; borrowed until the next call. */
const char *const *desk_setting_choices(
    struct desk *desk, enum setting_id id, size_t *count);

/* Append who says so: "chosen in FILE". */
void desk_put_setting_by(
    struct str *out, const struct desk *desk, enum setting_id id);

/*
 * Append all of them as lines, each with who says so; and every mistake in
 * their file.  The second is true if there is none.
 */
void desk_put_settings(struct str *out, const struct desk *desk);
bool desk_put_setting_mistakes(struct str *out, const struct desk *desk);

/*
 * May a file of that path be written, on this machine and for anybody?  Never
 * over a file of people, a copy of one or what belongs to one.
 */
bool desk_may_write(const struct desk *desk, const char *path, struct err *err);

/*
 * What is wrong with the machine that the file lies on: every finding as a
 * line, for whoever asks; and those that are new since they were told last,
 * which are told once.  Nothing new, or a practice file: nothing.
 */
void desk_put_machine(struct str *out, struct desk *desk);
void desk_put_warnings(struct str *out, struct desk *desk);

/*
 * The file, if it is plain; desk/lock.h opens any.  The default place is made
 * with its folder; a file that was named
 * must exist unless is_new_allowed.
 */
bool desk_open_file(struct desk *desk, bool is_new_allowed, struct err *err);

/*
 * What is wrong with the file that is open, and which backup to bring back: a
 * damaged file is opened for reading only if it can be read.  NULL: nothing.
 */
const char *desk_damage(const struct desk *desk);

/*
 * If an error says of the file that it is damaged or gone, let it say as well
 * which backup to bring back and how, or that there is none.  Opening does so
 * by itself; whoever shows an error calls it for damage that is met later.
 */
void desk_name_backup(struct desk *desk, struct err *err);
void desk_close_file(struct desk *desk);

/* A fresh practice file with the invented people, in a private folder that
 * vanishes with desk_free(). */
bool desk_open_practice(struct desk *desk, struct err *err);
bool desk_is_practice(const struct desk *desk);

/* Lists, from the summaries alone; memory is the desk's until the next call. */
struct person {
	int64_t id;
	const char *reference;
	const char *name;
	int step;
	struct figure left_week;
	struct date next; /* all 0: none */
};
bool desk_list(struct desk *desk, const char *search, size_t from, size_t limit,
    const struct person **list, size_t *count, struct err *err);
bool desk_count(struct desk *desk, size_t *count, struct err *err);

/* Find by reference or start of a name; the error says "none" or "several". */
bool desk_find(
    struct desk *desk, const char *ref, int64_t *id, struct err *err);

/*
 * Does somebody have all the words of that name and no others, whatever their
 * case, accents and order?  Then *reference is theirs, as long as a list lives;
 * else NULL.
 */
bool desk_find_namesake(struct desk *desk, const char *name,
    const char **reference, struct err *err);

/*
 * A new person, opened.  The name becomes the answer to person.name.  Was it
 * typed on a sheet (desk/sheet.h), then that goes in the same transaction.
 */
bool desk_add_plan(struct desk *desk, const char *name, struct err *err);
bool desk_add_plan_from_sheet(
    struct desk *desk, const char *name, struct err *err);

/*
 * Open a plan with the forms it was made with.  Text that was pending when
 * the program last ended comes back through desk_pending().
 */
bool desk_open_plan(struct desk *desk, int64_t id, struct err *err);
void desk_leave_plan(struct desk *desk);
bool desk_has_plan(const struct desk *desk);

const char *desk_reference(const struct desk *desk);
const struct form_set *desk_forms(const struct desk *desk);
const struct plan *desk_plan(const struct desk *desk);

/*
 * Everything computed, made anew after a change and kept until the next.
 * The first reading is the person's; others are of voices with answers.
 */
const struct reading *desk_reading(struct desk *desk);
const struct reading *const *desk_readings(struct desk *desk, size_t *count);
const struct readiness *desk_readiness(struct desk *desk);
const struct budget *desk_budget(struct desk *desk);

/*
 * Another number after every act and every opening: whoever shows what is
 * computed knows by it that it has to be shown anew.
 */
uint64_t desk_revision(const struct desk *desk);

/* The name to speak of the person by. */
void desk_put_name(struct str *out, struct desk *desk);

/* Acts.  Each is one event. */
bool desk_answer(struct desk *desk, const struct address *address,
    const char *text, const char *whose, const char *how, struct err *err);
/*
 * Several whole answers at once as one act, with whose words they are; their
 * time is now.  The texts must not be the plan's own, which change meanwhile.
 */
struct given {
	struct address address;
	struct answer answer;
};
bool desk_give(struct desk *desk, const struct given *given, size_t count,
    struct err *err);
/* What nobody asks for any more goes, as every voice said it, as one act. */
bool desk_take_asleep(
    struct desk *desk, size_t field, int row, struct err *err);
bool desk_add_row(
    struct desk *desk, const char *repeat, int *row, struct err *err);
bool desk_move_row(
    struct desk *desk, const char *repeat, int row, int place, struct err *err);
bool desk_remove_row(
    struct desk *desk, const char *repeat, int row, struct err *err);
/*
 * Undo the making of a row, if that was done last and nobody has said anything
 * there: without a name it would only stand in the way.  False: it stays.
 */
bool desk_unmake_row(struct desk *desk, const char *repeat, int row);

/*
 * Undo and redo.  *done is false when there is nothing; where (if given) gets
 * the address of the first answer it touched, for the screen to go there.
 */
bool desk_undo(
    struct desk *desk, bool *done, struct address *where, struct err *err);
bool desk_redo(
    struct desk *desk, bool *done, struct address *where, struct err *err);
/*
 * The act that Undo would take back now, or with ACT_REDO that Redo would do
 * again; false if there is none.  What it points to is the open plan's.
 */
bool desk_next_act(struct desk *desk, enum act act, struct event *event);

/*
 * Several answers at once as one act: "spending.2.cost", "worker:meals" and
 * what is answered.  A row that does not exist yet may be the next one;
 * "spending.2" with a blank text takes the row away.
 * Answers that are wrong for their question are kept as written, and told in
 * `notes`, a line each.
 */
struct setting {
	const char *address;
	const char *text; /* blank takes the answer away */
};
bool desk_set(struct desk *desk, const struct setting *settings, size_t count,
    struct str *notes, struct err *err);

/* Such an address of the plan as it is; the error says what was meant. */
bool desk_read_address(struct desk *desk, const char *text,
    struct address *address, struct err *err);

/* Text still being typed: kept against a crash, not yet an answer. */
bool desk_typing(struct desk *desk, const struct address *address,
    const char *text, size_t caret, struct err *err);
/* What was being typed when the program last ended, once; NULL: nothing. */
struct typing {
	struct address address;
	const char *text;
	size_t caret;
};
const struct typing *desk_pending(struct desk *desk);

/* When the last act was saved, UTC seconds; 0: nothing yet. */
int64_t desk_saved_at(const struct desk *desk);

/* Forms on disk that differ from the plan's: what adopting would change. */
struct forms_change {
	bool differs;
	int added, renamed, gone, kept_answers;
};
bool desk_forms_change(
    struct desk *desk, struct forms_change *change, struct err *err);
bool desk_adopt_forms(struct desk *desk, struct err *err);

#endif
