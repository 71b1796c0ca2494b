/*
 * What was being typed when the program last ended, and no screen has taken up
 * since: no answer yet, so nobody may take the plan for whole without a word.
 *
 * The text is read with the plan and kept in desk/state.h.  A screen takes it
 * up with desk_pending(), and an act that says anything there is the end of it.
 *
 * Tested by tests/unit/desk_typing.c.
 */
#include "desk/typing.h"

#include "desk/state.h"
#include "plan/address.h"
#include "plan/change.h"

/* NULL: there is none, or it says no more than is answered there. */
static const struct typing *
untaken(const struct desk *desk)
{
	const struct typing *typing = &desk->open.typing;

	if (!desk->open.has_typing)
		return NULL;
	const struct answer *answer =
	    plan_answer(desk->open.plan, &typing->address);
	bool says_more = answer ? !text_is(answer->text, typing->text)
				: !text_is_blank(typing->text);
	return says_more ? typing : NULL;
}

bool
desk_check_typing(struct desk *desk, struct err *err)
{
	const struct typing *typing = untaken(desk);
	struct str where = STR_EMPTY;

	if (!typing)
		return true;
	address_put(&where, desk_forms(desk), &typing->address);
	err_set(err, WORD_DESK_TYPED, where.text, desk_reference(desk),
	    desk->file, NULL);
	str_release(&where);
	return false;
}

/* The place is the person's own answer, or nowhere. */
static struct gap
gap_of(struct desk *desk, const struct typing *typing, const char *text)
{
	const struct form_set *set = desk_forms(desk);
	size_t field = form_find_field(set, typing->address.field);
	bool is_own = field != NONE &&
		      address_is_asked(set, desk_plan(desk), &typing->address);

	return (struct gap){
	    .kind = GAP_TYPED,
	    .field =
		is_own && typing->address.voice == VOICE_PERSON ? field : NONE,
	    .repeat = NONE,
	    .row = typing->address.row,
	    .page = is_own ? set->fields[field].page : NONE,
	    .text = text,
	};
}

struct readiness
desk_to_do(struct desk *desk, struct arena *arena)
{
	struct readiness all = *desk_readiness(desk);
	struct str text = STR_EMPTY;
	struct err err = {0};

	if (desk_check_typing(desk, &err))
		return all;
	err_put(&text, &err, desk_words(desk));
	struct gap *gaps = arena_get(arena, (all.count + 1) * sizeof(*gaps));
	gaps[0] = gap_of(desk, untaken(desk), str_keep(&text, arena));
	for (size_t i = 0; i < all.count; i++)
		gaps[i + 1] = all.gaps[i];
	all.gaps = gaps;
	all.count++;
	all.blocking++;
	return all;
}

void
desk_end_typing(struct desk *desk, const struct change *changes, size_t count)
{
	struct opened *open = &desk->open;

	for (size_t i = 0; open->has_typing && i < count; i++)
		if (changes[i].kind == CHANGE_ANSWER &&
		    address_compare(
			&changes[i].address, &open->typing.address) == 0)
			open->has_typing = false;
}

bool
desk_drop_typing(struct desk *desk, const struct address *addresses,
    size_t count, struct err *err)
{
	struct opened *open = &desk->open;
	bool is_there = false;

	for (size_t i = 0; open->has_typing && i < count; i++)
		is_there |=
		    addresses[i].field &&
		    address_compare(&addresses[i], &open->typing.address) == 0;
	if (!is_there)
		return true;
	open->has_typing = false;
	return store_clear_pending(desk->store, open->id, err);
}

bool
desk_forget_typing(struct desk *desk, struct err *err)
{
	desk->open.has_typing = false;
	return store_clear_pending(desk->store, desk->open.id, err);
}
