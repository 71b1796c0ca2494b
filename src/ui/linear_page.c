/*
 * A page, walked question by question.
 *
 * Owns the model of the page where one is, made anew after every act, and
 * which block is asked.  Blocks that ask nothing are told on the way forward;
 * a list is asked together with its button, and all that leads from the page
 * is one question at its end.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "ui/linear_parts.h"

/* --- What is asked -------------------------------------------------------- */

static bool
is_button(const struct block *block)
{
	return block->spot.kind == BLOCK_BUTTON;
}

/* Is it about two voices that stand beside each other? */
static bool
is_of_voices(const struct block *block)
{
	return block->spot.button == BUTTON_KEEP ||
	       block->spot.button == BUTTON_AGREE ||
	       block->spot.button == BUTTON_SAME;
}

/* Does it lead somewhere, and add nothing? */
static bool
leads_on(const struct block *block)
{
	return is_button(block) && block->spot.button != BUTTON_ADD &&
	       !is_of_voices(block);
}

/* Does it begin several buttons of a kind? */
static bool
begins(const struct page_model *model, size_t index,
    bool (*is_kind)(const struct block *block))
{
	return is_kind(&model->blocks[index]) &&
	       (index == 0 || !is_kind(&model->blocks[index - 1]));
}

size_t
linear_add_button(const struct page_model *model, size_t list)
{
	size_t next = list + 1;

	if (next >= model->count)
		return NONE;
	const struct spot *spot = &model->blocks[next].spot;
	bool is_its_own = model->blocks[list].spot.kind == BLOCK_LIST &&
			  spot->kind == BLOCK_BUTTON &&
			  spot->button == BUTTON_ADD &&
			  spot->index == model->blocks[list].spot.index;
	return is_its_own ? next : NONE;
}

/* Is a block asked about? */
static bool
is_stop(const struct page_model *model, size_t index)
{
	const struct block *block = &model->blocks[index];

	switch (block->spot.kind) {
	case BLOCK_HEADING:
	case BLOCK_PROSE:
	case BLOCK_SUM:
		return false;
	case BLOCK_LIST:
		return block->table->row_count > 0 ||
		       linear_add_button(model, index) != NONE;
	case BLOCK_BUTTON: /* the first of them asks about all */
		return begins(model, index, leads_on) ||
		       begins(model, index, is_of_voices);
	case BLOCK_TYPED:
	case BLOCK_CHOICE:
	case BLOCK_WEEK:
		break;
	}
	return block_is_stop(block);
}

/* The next or the previous stop from a block, or NONE. */
static size_t
beside(const struct linear *linear, size_t at, bool is_forward)
{
	const struct page_model *model = &linear->model;

	while (is_forward ? at + 1 < model->count : at > 0) {
		at = is_forward ? at + 1 : at - 1;
		if (is_stop(model, at))
			return at;
	}
	return NONE;
}

static size_t
nearest(const struct linear *linear, size_t at)
{
	if (at >= linear->model.count)
		at = linear->model.count - 1;
	if (is_stop(&linear->model, at))
		return at;
	size_t next = beside(linear, at, true);
	return next != NONE ? next : beside(linear, at, false);
}

static bool
is_counted(const struct linear *linear, size_t index)
{
	return is_stop(&linear->model, index) &&
	       !is_button(&linear->model.blocks[index]);
}

void
linear_count(const struct linear *linear, size_t *number, size_t *count)
{
	*number = *count = 0;
	for (size_t i = 0; i < linear->model.count; i++) {
		*count += is_counted(linear, i) ? 1 : 0;
		if (i == linear->focus)
			*number = *count;
	}
}

size_t
linear_stop(const struct linear *linear, size_t number)
{
	for (size_t i = 0; i < linear->model.count; i++)
		if (is_counted(linear, i) && --number == 0)
			return i;
	return NONE;
}

const struct block *
linear_question(const struct linear *linear)
{
	const struct block *block;

	if (linear->place.at != AT_PAGE || linear->is_entered ||
	    linear->model.count == 0)
		return NULL;
	block = &linear->model.blocks[linear->focus];
	bool is_question = block->spot.kind == BLOCK_TYPED ||
			   block->spot.kind == BLOCK_CHOICE ||
			   block->spot.kind == BLOCK_WEEK;
	return is_question ? block : NULL;
}

/* --- The model ------------------------------------------------------------ */

static struct page_model
make_model(struct linear *linear, struct arena *arena)
{
	struct desk *desk = linear->desk;
	struct page_of of = {
	    .words = desk_words(desk),
	    .page = linear->place.page,
	    .repeat = linear->place.repeat,
	    .row = linear->place.row,
	    .is_practice = desk_is_practice(desk),
	    .open = linear->open,
	};

	of.readings = desk_readings(desk, &of.reading_count);
	return page_model_of(arena, &of);
}

/* A row that was opened may be gone, by undo: then its list is open. */
static void
leave_lost_row(struct linear *linear)
{
	struct linear_place *place = &linear->place;

	if (place->row == 0)
		return;
	const char *list = desk_forms(linear->desk)->repeats[place->repeat].id;
	if (plan_row_place(desk_plan(linear->desk), list, place->row) >= 0)
		return;
	linear_open(linear, place->page, NONE, 0, SEEK_LIST, place->repeat);
}

static bool
is_sought(const struct linear *linear, const struct spot *spot)
{
	const struct spot *wanted = &linear->place.spot;
	bool is_open = spot->index == linear->open.index &&
		       spot->row == linear->open.row &&
		       spot->kind != BLOCK_BUTTON && spot->kind != BLOCK_LIST;

	switch (linear->place.seek) {
	case SEEK_FIRST:
	case SEEK_LAST:
	case SEEK_FIELD:
		return false;
	case SEEK_SPOT:
		return spot_is_same(spot, wanted);
	case SEEK_LIST:
		return spot->kind == BLOCK_LIST && spot->index == wanted->index;
	case SEEK_VOICE:
		return is_open && spot->voice == linear->open.voice &&
		       spot->line == LINE_ANSWER;
	case SEEK_WHOSE: /* of a voice it is who it is, so how they know */
		return is_open && spot->voice == linear->open.voice &&
		       spot->line == (spot->voice == VOICE_PERSON ? LINE_WHOSE
								  : LINE_HOW);
	}
	return false;
}

/* The list that a field which is not asked here stands in. */
static size_t
find_list_of(const struct linear *linear, size_t field)
{
	size_t list = desk_forms(linear->desk)->fields[field].repeat;

	return list == NONE
		   ? NONE
		   : page_model_find(&linear->model,
			 &(struct spot){.kind = BLOCK_LIST, .index = list});
}

static size_t
find_focus(const struct linear *linear)
{
	const struct page_model *model = &linear->model;
	const struct spot *wanted = &linear->place.spot;
	size_t found = NONE;

	if (linear->place.seek == SEEK_FIRST)
		return nearest(linear, 0);
	if (linear->place.seek == SEEK_LAST)
		return nearest(linear, model->count - 1);
	for (size_t i = 0; i < model->count && found == NONE; i++)
		if (is_sought(linear, &model->blocks[i].spot))
			found = i;
	bool has_field =
	    wanted->index != NONE &&
	    (linear->place.seek == SEEK_FIELD || wanted->kind == BLOCK_TYPED ||
		wanted->kind == BLOCK_CHOICE || wanted->kind == BLOCK_WEEK);
	if (found == NONE && has_field)
		found =
		    page_model_find_field(model, wanted->index, wanted->row);
	if (found == NONE && linear->place.seek == SEEK_FIELD)
		found = find_list_of(linear, wanted->index);
	return nearest(linear, found != NONE        ? found
			       : linear->is_entered ? 0
						    : linear->focus);
}

void
linear_refresh(struct linear *linear)
{
	struct arena *old = linear->arena;

	leave_lost_row(linear);
	linear->arena = arena_new();
	linear->model = make_model(linear, linear->arena);
	linear->revision = desk_revision(linear->desk);
	arena_free(old);
	linear->focus = find_focus(linear);
	linear->place.seek = SEEK_SPOT;
	linear->place.spot = linear->model.blocks[linear->focus].spot;
}

/* --- Going ---------------------------------------------------------------- */

enum talk
linear_move(struct linear *linear, enum linear_at at)
{
	linear->place.at = at;
	linear->place.cell = 0;
	linear->is_entered = true;
	linear->is_asked = false;
	return TALK_LEFT;
}

enum talk
linear_open(struct linear *linear, size_t page, size_t repeat, int row,
    enum linear_seek seek, size_t index)
{
	const struct form_set *set = desk_forms(linear->desk);
	struct linear_place *place = &linear->place;

	linear_move(linear, AT_PAGE);
	place->is_visit |=
	    set->pages[page].rows == PAGE_NEWEST_ROW &&
	    set->pages[page].repeat == form_find_meaning(set, MEANS_VISIT);
	place->page = page;
	place->repeat = repeat;
	place->row = row;
	place->seek = seek;
	place->spot = (struct spot){.index = index, .row = row};
	linear->told = 0;
	linear->open = (struct spot){.index = NONE};
	return TALK_LEFT;
}

enum talk
linear_open_field(struct linear *linear, size_t page, int row, size_t field)
{
	const struct form_set *set = desk_forms(linear->desk);
	size_t repeat, list = page_list_of(set, page, field);
	int own_row;

	page_row_of(
	    desk_reading(linear->desk), page, row, field, &repeat, &own_row);
	if (field != NONE) {
		linear_open(linear, page, repeat, own_row, SEEK_FIELD, field);
		linear->place.spot.row = row;
	} else {
		linear_open(linear, page, repeat, own_row,
		    list != NONE && repeat == NONE ? SEEK_LIST : SEEK_FIRST,
		    list);
	}
	return TALK_LEFT;
}

enum talk
linear_open_at(struct linear *linear, const struct address *where)
{
	const struct form_set *set = desk_forms(linear->desk);
	size_t field = where->field ? form_find_field(set, where->field) : NONE;

	if (field == NONE || set->fields[field].page == NONE)
		return TALK_LEFT;
	linear_open_field(linear, set->fields[field].page, where->row, field);
	if (where->voice == VOICE_PERSON)
		return TALK_LEFT;
	linear->open = (struct spot){
	    .index = field, .row = where->row, .voice = where->voice};
	linear->place.seek = SEEK_VOICE;
	return TALK_LEFT;
}

enum talk
linear_go_back(struct linear *linear)
{
	const struct linear_place place = linear->place;

	switch (place.at) {
	case AT_PAGE:
		return place.row != 0 ? linear_open(linear, place.page, NONE, 0,
					    SEEK_LIST, place.repeat)
				      : linear_move(linear, AT_HOME);
	case AT_HOME:
		return linear_leave_plan(linear) ? TALK_LEFT : TALK_STAY;
	case AT_START:
	case AT_LOCK:
		linear_tell(linear, WORD_LINEAR_NO_BACK, NULL);
		break;
	}
	return TALK_STAY;
}

/* --- Asking --------------------------------------------------------------- */

/* What stands before the question, and was not told yet. */
static void
tell_up_to(struct linear *linear, size_t focus)
{
	for (size_t i = linear->told; i < focus; i++)
		if (!is_stop(&linear->model, i))
			linear_tell_block(linear, i);
	if (focus >= linear->told)
		linear->told = focus + 1;
}

static void
stand_at(struct linear *linear, size_t focus)
{
	linear->focus = focus;
	linear->place.spot = linear->model.blocks[focus].spot;
	linear->place.cell = 0;
	linear->is_asked = false;
}

static void
go_on(struct linear *linear, bool is_forward)
{
	size_t next;

	linear_refresh(linear);
	next = beside(linear, linear->focus, is_forward);
	if (next != NONE) {
		stand_at(linear, next);
	} else if (!is_forward && linear->place.row != 0) {
		linear_go_back(linear);
	} else if (!is_forward) {
		linear_tell(linear, WORD_UI_PAGE_FIRST, NULL);
	}
}

void
linear_ask_page(struct linear *linear)
{
	linear_refresh(linear);
	if (linear->is_entered)
		linear_tell_page(linear);
	linear->is_entered = false;
	tell_up_to(linear, linear->focus);
	switch (linear_ask_block(linear)) {
	case TALK_ON:
		go_on(linear, true);
		break;
	case TALK_BACK:
		go_on(linear, false);
		break;
	case TALK_STAY:
		linear->is_asked = true;
		break;
	case TALK_LEFT:
	case TALK_TEXT:
		linear->is_asked = false;
		break;
	}
}
