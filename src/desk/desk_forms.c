/*
 * Which forms are in use: those in the folder for new plans, those a plan was
 * made with for an old one, and what changes when it takes the new ones.
 *
 * A set is known by the hash of its sources.  Two sets are kept at most, the
 * folder's and the open plan's; when they are the same there is one.
 */
#include <stdio.h>
#include <string.h>

#include "base/report.h"
#include "desk/state.h"
#include "form/load.h"
#include "plan/adopt.h"

/* Load sources into forms; a set with mistakes is refused. */
static bool
load_sources(struct desk *desk, struct forms *forms,
    const struct source *sources, size_t count, struct err *err)
{
	struct report *report = report_new(desk_words(desk));
	struct form_set *set = form_load(sources, count, report);
	size_t mistakes = report_count(report, SEVERITY_ERROR);
	char number[24];

	report_free(report);
	if (mistakes > 0) {
		form_set_free(set);
		snprintf(number, sizeof(number), "%zu", mistakes);
		return err_set(err, WORD_DESK_FORMS_WRONG, desk->forms_folder,
		    number, NULL);
	}
	form_set_free(forms->set);
	forms->set = set;
	store_hash_forms(sources, count, forms->hash);
	return true;
}

bool
desk_load_folder_forms(struct desk *desk, struct err *err)
{
	struct arena *arena = arena_new();
	const struct source *sources;
	char hash[FORMS_HASH_SIZE];
	size_t count;
	bool is_done = form_read_folder(desk->forms_folder, desk->share_folder,
	    arena, &sources, &count, err);

	if (is_done) {
		store_hash_forms(sources, count, hash);
		bool is_known = desk->from_folder.set != NULL &&
				strcmp(hash, desk->from_folder.hash) == 0;
		is_done = is_known || load_sources(desk, &desk->from_folder,
					  sources, count, err);
		if (is_done && desk->store != NULL)
			is_done = store_put_forms(
			    desk->store, hash, sources, count, err);
	}
	arena_free(arena);
	return is_done;
}

static bool
load_stored_forms(struct desk *desk, const char *hash, struct err *err)
{
	struct arena *arena = arena_new();
	const struct source *sources;
	size_t count;
	bool is_done =
	    store_get_forms(desk->store, hash, arena, &sources, &count, err) &&
	    load_sources(desk, &desk->from_store, sources, count, err);

	arena_free(arena);
	return is_done;
}

bool
desk_load_forms(struct desk *desk, const char *hash,
    const struct form_set **set, struct err *err)
{
	struct err folder_err = {0};

	/* Broken files in the folder must not lock anybody's plan away. */
	if (desk->from_folder.set == NULL)
		desk_load_folder_forms(desk, &folder_err);
	if (desk->from_folder.set != NULL &&
	    strcmp(desk->from_folder.hash, hash) == 0) {
		*set = desk->from_folder.set;
		return true;
	}
	bool is_known = desk->from_store.set != NULL &&
			strcmp(desk->from_store.hash, hash) == 0;
	if (!is_known && !load_stored_forms(desk, hash, err))
		return false;
	*set = desk->from_store.set;
	return true;
}

static struct adoption
adoption_of(struct desk *desk, struct arena *arena)
{
	return adopt_forms(arena, desk->open.stored.plan, desk_forms(desk),
	    desk->from_folder.set, desk->from_folder.hash);
}

bool
desk_forms_change(
    struct desk *desk, struct forms_change *change, struct err *err)
{
	*change = (struct forms_change){0};
	if (!desk_load_folder_forms(desk, err))
		return false;
	change->differs = !text_is(
	    desk->from_folder.hash, plan_forms(desk->open.stored.plan));
	if (!change->differs)
		return true;

	struct arena *arena = arena_new();
	struct adoption adoption = adoption_of(desk, arena);
	change->added = adoption.added;
	change->renamed = adoption.renamed;
	change->gone = adoption.gone;
	change->kept_answers = adoption.kept_answers;
	arena_free(arena);
	return true;
}

bool
desk_adopt_forms(struct desk *desk, struct err *err)
{
	struct forms_change change;
	struct draft draft = {.desk = desk};

	if (!desk_forms_change(desk, &change, err))
		return false;
	if (!change.differs)
		return true;

	/* The event keeps the changes, so they live as long as the plan. */
	struct adoption adoption = adoption_of(desk, desk->open.arena);
	for (size_t i = 0; i < adoption.change_count; i++)
		draft_add(&draft, adoption.changes[i]);
	return draft_commit(&draft, ACT_CHANGE, 0, err);
}
