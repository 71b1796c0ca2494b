/*
 * The start, which names nobody; a new person; and the home of a person, with
 * the seven steps by their numbers.
 *
 * A name is found by typing its beginning; where several fit, only their
 * references are told, since somebody may be listening.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "desk/backup.h"
#include "desk/jot.h"
#include "desk/lock.h"
#include "desk/sheet.h"
#include "ui/linear_parts.h"
#include "ui/screen.h"
#include "ui/told.h"

enum { REFERENCES_TOLD = 8, PEOPLE_TOLD = 200, STEPS = 7 };

/* --- Opening -------------------------------------------------------------- */

void
linear_begin_file(struct linear *linear)
{
	struct desk *desk = linear->desk;
	struct str text = STR_EMPTY;

	if (desk_is_new(desk) && !desk_is_encrypted(desk)) {
		words_put(&text, desk_words(desk), WORD_DESK_PLAIN_WARNING,
		    desk_file_path(desk), NULL);
		str_put_char(&text, '\n');
	}
	desk_put_warnings(&text, desk);
	if (text.length > 0)
		linear_tell_text(linear, text.text);
	if (desk_damage(desk))
		linear_tell_text(linear, desk_damage(desk));
	if (desk_wants_copy_away(desk))
		linear_tell(
		    linear, WORD_UI_COPY_AWAY, desk_file_path(desk), NULL);
	linear->place = (struct linear_place){.at = AT_START};
	linear_move(linear, AT_START);
	str_release(&text);
}

/* Text that was being typed when the program ended, as if it were left. */
static void
restore_typing(struct linear *linear)
{
	const struct typing *typing = desk_pending(linear->desk);
	struct err err = {0};

	if (!typing)
		return;
	const struct answer *old =
	    plan_answer(desk_plan(linear->desk), &typing->address);
	if (!desk_answer(linear->desk, &typing->address, typing->text,
		old ? old->whose : NULL, old ? old->how : NULL, &err)) {
		linear_tell_unsaved(linear, &err);
		return;
	}
	linear_tell(linear, WORD_LINEAR_RESTORED, NULL);
	linear_open_at(linear, &typing->address);
}

static void
tell_new_forms(struct linear *linear)
{
	struct forms_change change;
	struct err err = {0};

	if (!desk_forms_change(linear->desk, &change, &err))
		linear_tell_err(linear, &err);
	else if (change.differs)
		linear_tell(linear, WORD_LINEAR_NEW_FORMS,
		    numeral_of(change.added).text,
		    numeral_of(change.renamed).text,
		    numeral_of(change.gone).text, NULL);
}

bool
linear_open_plan(struct linear *linear, int64_t id)
{
	struct err err = {0};

	if (!desk_open_plan(linear->desk, id, &err)) {
		linear_tell_err(linear, &err);
		return false;
	}
	linear->place = (struct linear_place){.at = AT_HOME, .plan = id};
	linear_move(linear, AT_HOME);
	tell_new_forms(linear);
	linear_tell_half_jot(linear);
	restore_typing(linear);
	return true;
}

/* --- The start ------------------------------------------------------------ */

static void
tell_start(struct linear *linear)
{
	struct err err = {0};
	size_t count;

	linear_tell_line(linear, "");
	linear_tell(linear, WORD_UI_START_ASK, NULL);
	if (desk_is_practice(linear->desk))
		linear_tell(linear, WORD_LINEAR_START_PRACTICE, NULL);
	else if (desk_count(linear->desk, &count, &err) && count == 0)
		linear_tell(linear, WORD_LINEAR_START_EMPTY, NULL);
	linear_tell_due(linear);
	linear->is_entered = false;
}

/* How many fit, by their references alone. */
static void
tell_several(struct linear *linear, const struct person *people, size_t count)
{
	struct str text = STR_EMPTY;

	words_put(&text, desk_words(linear->desk),
	    count > REFERENCES_TOLD ? WORD_UI_FITS_MANY : WORD_UI_FITS_SOME,
	    numeral_of_count(count).text, NULL);
	for (size_t i = 0; count <= REFERENCES_TOLD && i < count; i++)
		str_format(&text, "  %s", people[i].reference);
	linear_tell_text(linear, text.text);
	str_release(&text);
}

static void
find_person(struct linear *linear, const char *typed)
{
	const struct person *people;
	struct err err = {0};
	size_t count;

	if (!desk_list(linear->desk, typed, 0, REFERENCES_TOLD + 1, &people,
		&count, &err))
		linear_tell_err(linear, &err);
	else if (count == 0)
		linear_tell(linear, WORD_LINEAR_FITS_NONE, NULL);
	else if (count == 1)
		linear_open_plan(linear, people[0].id);
	else
		tell_several(linear, people, count);
}

void
linear_ask_start(struct linear *linear)
{
	if (linear->is_entered)
		tell_start(linear);
	switch (linear_ask_word(linear, WORD_LINEAR_START, NULL)) {
	case HEARD_TEXT:
		find_person(linear, linear->line.text);
		break;
	case HEARD_BACK:
		linear_tell(linear, WORD_LINEAR_NO_BACK, NULL);
		break;
	case HEARD_KEEP:
	case HEARD_MORE:
	case HEARD_COMMAND:
	case HEARD_LEFT:
		break;
	}
}

/* --- A new person, and all names ------------------------------------------ */

/* Is it nobody's yet, or somebody else's? */
static bool
is_another(struct linear *linear, const char *name)
{
	const char *reference;
	struct err err = {0};

	if (!desk_find_namesake(linear->desk, name, &reference, &err)) {
		linear_tell_err(linear, &err);
		return false;
	}
	if (!reference)
		return true;
	linear_tell(linear, WORD_UI_NAMESAKE_MEANS, reference, NULL);
	return linear_confirm(linear, WORD_LINEAR_NAMESAKE,
		   WORD_LINEAR_NAMESAKE_NOT) == TALK_ON;
}

static void
begin_plan(struct linear *linear, const char *name)
{
	struct err err = {0};

	if (!desk_add_plan_from_sheet(linear->desk, name, &err)) {
		linear_tell_unsaved(linear, &err);
		return;
	}
	linear->place = (struct linear_place){.at = AT_HOME};
	if (!desk_find(linear->desk, desk_reference(linear->desk),
		&linear->place.plan, &err))
		linear_tell_err(linear, &err);
	linear_move(linear, AT_HOME);
}

static void
add_person(struct linear *linear, const char *said)
{
	struct arena *arena = arena_new();
	const char *name = arena_copy(arena, said); /* a question takes it */

	if (text_is_blank(name))
		linear_tell(linear, WORD_APP_NAME_EMPTY, NULL);
	else if (is_another(linear, name))
		begin_plan(linear, name);
	arena_free(arena);
}

/* The name that was being typed before, on a screen; "" if none was. */
static const char *
kept_name(struct linear *linear, struct arena *arena)
{
	struct kept_sheet sheet;
	struct err err = {0};
	bool found;

	if (!desk_find_sheet(
		linear->desk, SHEET_PERSON, 0, arena, &sheet, &found, &err))
		linear_tell_err(linear, &err);
	return found && sheet.lines[0] ? sheet.lines[0] : "";
}

bool
linear_leave_plan(struct linear *linear)
{
	struct err err = {0};

	if (!linear_save_unsaved(linear, &err)) {
		linear_tell_kept(linear, &err);
		return false;
	}
	if (desk_has_plan(linear->desk))
		desk_leave_plan(linear->desk);
	linear->place = (struct linear_place){.at = AT_START};
	linear_move(linear, AT_START);
	return true;
}

/* Nothing about a plan can be asked while it is being left. */
static bool
may_leave_plan(struct linear *linear)
{
	if (desk_has_file(linear->desk))
		return linear_leave_plan(linear);
	linear_tell(linear, WORD_UI_WHY_LOCKED, NULL);
	return false;
}

static void
ask_name(struct linear *linear)
{
	struct arena *arena = arena_new();
	const char *kept = kept_name(linear, arena);

	if (*kept != '\0')
		linear_tell(linear, WORD_LINEAR_NOW, kept, NULL);
	enum heard heard = linear_ask_word(linear, WORD_LINEAR_NEW, NULL);
	if (heard == HEARD_TEXT)
		add_person(linear, linear->line.text);
	else if (heard == HEARD_KEEP)
		add_person(linear, kept);
	arena_free(arena);
}

enum talk
linear_new(struct linear *linear, const char *said)
{
	if (!may_leave_plan(linear))
		return TALK_STAY;
	if (text_is_blank(said))
		ask_name(linear);
	else
		add_person(linear, said);
	return TALK_LEFT;
}

static void
tell_people(struct linear *linear, const char *search)
{
	const struct person *people;
	struct err err = {0};
	size_t count;

	if (!desk_list(
		linear->desk, search, 0, PEOPLE_TOLD, &people, &count, &err)) {
		linear_tell_err(linear, &err);
		return;
	}
	for (size_t i = 0; i < count; i++)
		linear_tell(linear, WORD_LINEAR_PERSON, people[i].reference,
		    people[i].name, numeral_of(people[i].step).text, NULL);
	if (count == 0)
		linear_tell(linear, WORD_LINEAR_FITS_NONE, NULL);
	else if (count == PEOPLE_TOLD)
		linear_tell(linear, WORD_LINEAR_PEOPLE_MORE, NULL);
}

enum talk
linear_people(struct linear *linear, const char *said)
{
	if (!may_leave_plan(linear))
		return TALK_STAY;
	if (desk_is_practice(linear->desk) ||
	    linear_confirm(linear, WORD_LINEAR_PEOPLE_ALONE,
		WORD_LINEAR_PEOPLE_NOT) == TALK_ON)
		tell_people(linear, said);
	linear->is_entered = false; /* the question is enough */
	return TALK_LEFT;
}

/* --- The home of a person ------------------------------------------------- */

/* What stands below the forms, by the command that it is. */
static const struct {
	enum word name;
	const char *command;
} others[] = {
    {WORD_UI_NEEDED, "needed"},
    {WORD_UI_PAPER, "preview"},
    {WORD_UI_VERSIONS, "versions"},
};

/* The forms by their numbers: the steps by theirs, then those round them. */
static size_t
list_forms(const struct form_set *set, size_t *forms)
{
	size_t count = 0;

	for (int step = 1; step <= STEPS; step++)
		for (size_t i = 0; i < set->form_count; i++)
			if (set->forms[i].step == step)
				forms[count++] = i;
	for (size_t i = 0; i < set->form_count; i++)
		if (set->forms[i].step < 1 || set->forms[i].step > STEPS)
			forms[count++] = i;
	return count;
}

/* Where the step stands that is not done yet; forms need not have it. */
static size_t
find_step(
    const struct form_set *set, const size_t *forms, size_t count, int step)
{
	size_t at = 0;

	while (at < count && set->forms[forms[at]].step != step)
		at++;
	return at < count ? at : 0;
}

static void
tell_form(struct linear *linear, size_t index, size_t number)
{
	struct desk *desk = linear->desk;
	const struct words *words = desk_words(desk);
	const struct form *form = &desk_forms(desk)->forms[index];
	const char *title = wording_get(&form->title, words_language(words));
	struct progress progress =
	    progress_of_form(desk_reading(desk), index, desk_readiness(desk));
	struct str state = STR_EMPTY;

	told_progress(&state, words, &progress, TOLD_ALL);
	linear_tell(linear, WORD_LINEAR_FORM, numeral_of_count(number).text,
	    title ? title : form->id, state.text, NULL);
	str_release(&state);
}

/* How many jots wait for their place, if any do. */
static void
tell_jots(struct linear *linear)
{
	const struct words *words = desk_words(linear->desk);
	size_t count = desk_count_jots(linear->desk);
	struct str text = STR_EMPTY;

	if (count == 0)
		return;
	words_put(&text, words, WORD_UI_JOTS_COUNT,
	    numeral_of_count(count).text, NULL);
	linear_tell(linear, WORD_LINEAR_CELL, words_get(words, WORD_UI_JOTS),
	    text.text, NULL);
	str_release(&text);
}

static void
tell_home(struct linear *linear, const size_t *forms, size_t count)
{
	struct str title = STR_EMPTY;

	linear_tell_line(linear, "");
	desk_put_name(&title, linear->desk);
	str_format(&title, "  %s", desk_reference(linear->desk));
	linear_tell(linear, WORD_LINEAR_OPENED, title.text, NULL);
	str_clear(&linear->budget);
	linear_tell_budget(linear);
	for (size_t i = 0; i < count; i++)
		tell_form(linear, forms[i], i + 1);
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++)
		linear_tell_option(linear, count + i,
		    words_get(desk_words(linear->desk), others[i].name));
	tell_jots(linear);
	linear->is_entered = false;
	str_release(&title);
}

static enum talk
open_form(struct linear *linear, size_t form)
{
	struct desk *desk = linear->desk;
	size_t page =
	    page_to_open(desk_reading(desk), desk_readiness(desk), form);

	if (page != NONE)
		return linear_open(linear, page, NONE, 0, SEEK_FIRST, NONE);
	linear_tell(linear, WORD_UI_NO_PAGES, NULL);
	return TALK_STAY;
}

void
linear_ask_home(struct linear *linear)
{
	struct desk *desk = linear->desk;
	const struct form_set *set = desk_forms(desk);
	size_t *forms = mem_new(set->form_count * sizeof(*forms));
	size_t count = list_forms(set, forms);
	size_t next = find_step(set, forms, count,
	    progress_step(desk_reading(desk), desk_readiness(desk)));
	size_t chosen;

	if (linear->is_entered)
		tell_home(linear, forms, count);
	enum talk talk = linear_choose(linear, WORD_LINEAR_HOME,
	    count + ARRAY_LENGTH(others), next, &chosen);
	if (talk == TALK_BACK)
		linear_go_back(linear);
	else if (talk == TALK_ON && chosen < count)
		open_form(linear, forms[chosen]);
	else if (talk == TALK_ON)
		linear_command(linear, others[chosen - count].command);
	mem_free(forms);
}

enum talk
linear_step(struct linear *linear, const char *said)
{
	int step = linear_number(said);

	if (!linear_has_plan(linear))
		return TALK_STAY;
	const struct form_set *set = desk_forms(linear->desk);
	for (size_t i = 0; i < set->form_count && step > 0; i++)
		if (set->forms[i].step == step)
			return open_form(linear, i);
	linear_tell(linear, WORD_LINEAR_NO_STEP, NULL);
	return TALK_STAY;
}
