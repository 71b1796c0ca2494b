/*
 * What the desk holds, for the sources of this floor only.  Everybody else
 * sees desk/desk.h.
 */
#ifndef DESK_STATE_H
#define DESK_STATE_H

#include "base/mem.h"
#include "desk/desk.h"
#include "store/store.h"

/* A set of definitions in use, by its hash. */
struct forms {
	struct form_set *set; /* NULL: none loaded */
	char hash[FORMS_HASH_SIZE];
};

/* The plan that lies open. */
struct opened {
	int64_t id; /* 0: none */
	struct arena *arena;
	struct stored_plan stored; /* events: the array below */
	struct event *events;
	size_t event_count, event_capacity;
	struct typing typing;
	bool has_typing;

	/* Made anew after every act. */
	struct arena *computed;
	struct reading *readings[VOICE_MAX]; /* the person's first */
	size_t reading_count;
	const struct readiness *readiness;
	const struct budget *budget;
};

struct desk {
	struct arena *arena;
	struct clock clock;
	const char *file, *forms_folder, *share_folder, *who;
	struct words *loaded_words; /* NULL: English */

	struct store *store;
	char *practice_folder; /* NULL: not a practice file */
	struct arena *lists;   /* what desk_list() gave last */
	int64_t saved_at;
	uint64_t revision; /* counts what desk_forget_computed() forgot */

	struct forms from_folder; /* as the files are now */
	struct forms from_store;  /* as the open plan was made with */
	struct opened open;
};

/* The set that is in the folder; read again at every call. */
bool desk_load_folder_forms(struct desk *desk, struct err *err);

/* The set with this hash: the folder's, or the one that the store kept. */
bool desk_load_forms(struct desk *desk, const char *hash,
    const struct form_set **set, struct err *err);

/* Words of a language; English for a language there is no file for. */
bool desk_load_words(struct desk *desk, const char *language,
    struct words **words, struct err *err);

/* Throw away what was computed; the next question computes it again. */
void desk_forget_computed(struct desk *desk);

/* A line about an answer that is wrong for its question, if it is. */
void desk_put_note(struct str *notes, struct desk *desk,
    const struct address *address);

/*
 * An act being built: every change is applied to the open plan at once, so
 * that the next one sees it.  Closed by exactly one of commit and drop.
 */
struct draft {
	struct desk *desk;
	struct change *changes;
	size_t count, capacity;
};
void draft_add(struct draft *draft, struct change change);
/* Save it as one event; on failure the plan is as it was before. */
bool draft_commit(struct draft *draft, enum act act, int64_t of,
    struct err *err);
void draft_drop(struct draft *draft);

#endif
