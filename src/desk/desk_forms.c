/*
 * Which forms are in use: those in the folder for new plans, those a plan was
 * made with for an old one, and what changes when it takes the new ones.
 *
 * A set is known by the hash of its sources as the set keeps them, so the same
 * forms are the same in any encoding.  The folder is read again whenever
 * somebody asks for it, but loaded only when its files are not those of last
 * time.  Sets are counted, never copied: the open plan holds its own.
 *
 * Tested by tests/unit/desk_forms.c.
 */
#include <string.h>

#include "base/report.h"
#include "desk/draft.h"
#include "desk/state.h"
#include "form/load.h"
#include "plan/adopt.h"

struct forms *
forms_hold(struct forms *forms)
{
	forms->holders++;
	return forms;
}

void
forms_let_go(struct forms *forms)
{
	if (!forms || --forms->holders > 0)
		return;
	form_set_free(forms->set);
	mem_free(forms);
}

/* Does the file keep the set, since it passed all checks? */
static bool
is_kept(struct desk *desk, const char *hash)
{
	struct err ignored = {0};
	bool has;

	return desk->store &&
	       store_has_forms(desk->store, hash, &has, &ignored) && has;
}

/* A set, held once, and how many mistakes it has: then it is no use. */
static struct forms *
load(struct desk *desk, const struct source *sources, size_t count,
    size_t *mistakes)
{
	struct report *report = report_new(desk_words(desk));
	struct forms *forms = mem_new(sizeof(*forms));

	forms->set = form_load(sources, count, report);
	store_hash_forms(
	    forms->set->sources, forms->set->source_count, forms->hash);
	if (!is_kept(desk, forms->hash))
		form_check_reach(forms->set, report);
	*mistakes = report_count(report, SEVERITY_ERROR);
	report_free(report);
	return forms_hold(forms);
}

static bool
is_same_file(const struct source *a, const struct source *b)
{
	return text_is(a->name, b->name) && a->length == b->length &&
	       memcmp(a->text, b->text, a->length) == 0;
}

static bool
holds_files(
    const struct folder *folder, const struct source *files, size_t count)
{
	if (!folder->forms || folder->count != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!is_same_file(&folder->files[i], &files[i]))
			return false;
	return true;
}

/* Load what was found; a set with mistakes leaves the folder as it was. */
static bool
take_files(struct desk *desk, const struct folder *found, struct err *err)
{
	size_t mistakes;
	struct forms *forms = load(desk, found->files, found->count, &mistakes);

	if (mistakes > 0) {
		forms_let_go(forms);
		return err_set(err, WORD_DESK_FORMS_WRONG, desk->forms_folder,
		    numeral_of_count(mistakes).text, NULL);
	}
	forms_let_go(desk->folder.forms);
	arena_free(desk->folder.arena);
	desk->folder = *found;
	desk->folder.forms = forms;
	return true;
}

bool
desk_read_folder(struct desk *desk, struct err *err)
{
	struct folder found = {.arena = arena_new()};
	bool is_done = form_read_folder(desk->forms_folder, desk->share_folder,
	    found.arena, &found.files, &found.count, err);
	bool is_known =
	    is_done && holds_files(&desk->folder, found.files, found.count);

	if (is_done && !is_known)
		is_done = take_files(desk, &found, err);
	if (!is_done || is_known)
		arena_free(found.arena);
	return is_done;
}

bool
desk_keep_folder_forms(struct desk *desk, struct err *err)
{
	const struct forms *forms = desk->folder.forms;

	return store_put_forms(desk->store, forms->hash, forms->set->sources,
	    forms->set->source_count, err);
}

static bool
hold_stored(
    struct desk *desk, const char *hash, struct forms **forms, struct err *err)
{
	struct arena *arena = arena_new();
	const struct source *sources;
	size_t count, mistakes = 0;
	bool is_done =
	    store_get_forms(desk->store, hash, arena, &sources, &count, err);

	if (is_done)
		*forms = load(desk, sources, count, &mistakes);
	arena_free(arena);
	if (mistakes == 0)
		return is_done;
	forms_let_go(*forms);
	*forms = NULL;
	return err_set(err, WORD_DESK_FORMS_LOST, NULL);
}

static bool
is_set_of(const struct forms *forms, const char *hash)
{
	return forms && strcmp(forms->hash, hash) == 0;
}

bool
desk_hold_forms(
    struct desk *desk, const char *hash, struct forms **forms, struct err *err)
{
	struct err ignored = {0};

	*forms = NULL;
	if (!hash)
		return err_set(err, WORD_DESK_FORMS_LOST, NULL);
	/* Broken files in the folder must not lock anybody's plan away. */
	if (!desk->folder.forms)
		desk_read_folder(desk, &ignored);
	if (!is_set_of(desk->folder.forms, hash))
		return hold_stored(desk, hash, forms, err);
	*forms = forms_hold(desk->folder.forms);
	return true;
}

static struct adoption
adoption_of(struct desk *desk, struct arena *arena)
{
	return adopt_forms(arena, desk->open.plan, desk_forms(desk),
	    desk->folder.forms->set, desk->folder.forms->hash);
}

bool
desk_forms_change(
    struct desk *desk, struct forms_change *change, struct err *err)
{
	*change = (struct forms_change){0};
	if (!desk_read_folder(desk, err))
		return false;
	change->differs =
	    !is_set_of(desk->folder.forms, plan_forms(desk->open.plan));
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
	struct draft draft = {.desk = desk};
	const struct event *found;

	if (!draft_settle(desk, &found, err) || !desk_read_folder(desk, err) ||
	    !desk_keep_folder_forms(desk, err))
		return false;
	/* The event keeps the changes, so they live as long as the plan. */
	struct adoption adoption = adoption_of(desk, desk->open.arena);
	for (size_t i = 0; i < adoption.change_count; i++)
		draft_add(&draft, adoption.changes[i]);
	return draft_commit(&draft, ACT_CHANGE, 0, err);
}
