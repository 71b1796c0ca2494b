/*
 * What actions need, and what of that is so.
 *
 * The only place that goes through the needs of an action: no screen decides
 * what may be used on it, they only say what is so there.  Owns nothing but
 * const tables.  Tested by tests/unit/ui_action.c, and through scripts.
 */
#include "ui/action.h"

#include "desk/jot.h"
#include "desk/lock.h"
#include "desk/plain.h"
#include "ui/answering.h"
#include "ui/page_model.h"

static const struct {
	enum term_key key;
	enum word name, about;
	unsigned needs;
} actions[ACTION_MAX] = {
#define ACTION(id, key, name, about, word, needs)                              \
	[ACTION_##id] = {key, WORD_##name, WORD_##about, needs},
#include "ui/actions.def"
#undef ACTION
};

static const struct {
	enum action first;
	enum word name;
} groups[] = {
#define ACTION(id, key, name, about, word, needs)
#define GROUP(first, name) {ACTION_##first, WORD_##name},
#include "ui/actions.def"
#undef ACTION
};

static const struct {
	enum word screens, lines;
} facts[FACT_MAX] = {
#define FACT(id, screens, lines) [FACT_##id] = {WORD_##screens, WORD_##lines},
#include "ui/facts.def"
#undef FACT
};

unsigned
action_needs(enum action action)
{
	return actions[action].needs;
}

enum term_key
action_key(enum action action)
{
	return actions[action].key;
}

enum word
action_name(enum action action)
{
	return actions[action].name;
}

enum word
action_about(enum action action)
{
	return actions[action].about;
}

enum word
action_group(enum action action)
{
	size_t group = ARRAY_LENGTH(groups) - 1;

	while (groups[group].first > action)
		group--;
	return groups[group].name;
}

enum fact
fact_missing(unsigned needs, fact_is *is, void *context)
{
	enum fact fact = 0;

	while (fact < FACT_MAX && (!(needs & 1U << fact) || is(context, fact)))
		fact++;
	return fact;
}

enum word
fact_why(enum fact fact)
{
	return facts[fact].screens;
}

enum word
fact_why_by_line(enum fact fact)
{
	return facts[fact].lines;
}

bool
fact_of_desk(struct desk *desk, enum fact fact)
{
	switch (fact) {
	case FACT_FILE:
		return desk_has_file(desk);
	case FACT_VAULT:
		return desk_is_encrypted(desk);
	case FACT_NO_VAULT:
		return !desk_is_encrypted(desk);
	case FACT_NO_PRACTICE:
		return !desk_is_practice(desk);
	case FACT_NO_PLAN:
		return !desk_has_plan(desk);
	case FACT_PLAN:
	case FACT_STEPS:
		return desk_has_plan(desk);
	case FACT_JOTS:
		return desk_count_jots(desk) > 0;
	default:
		return false;
	}
}

bool
fact_of_block(struct desk *desk, const struct block *block, enum fact fact)
{
	if (!block || !block_is_question(block))
		return false;
	const struct spot *spot = &block->spot;
	const struct address address = answering_address(desk, spot);
	switch (fact) {
	case FACT_QUESTION:
		return true;
	case FACT_ANSWER:
		return reading_answer(desk_reading(desk), spot->index,
			   spot->row, spot->voice) != NULL;
	case FACT_OWN_TEXT: /* the worker's or the council's, no one else's */
		return spot->kind == BLOCK_TYPED && spot->line == LINE_ANSWER &&
		       desk_is_own_text(desk, &address);
	case FACT_NO_JOT:
		return !desk_is_jot(desk, &address);
	default:
		return false;
	}
}
