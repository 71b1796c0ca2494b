/*
 * The registry of the form language as tables.
 *
 * Owns the names of kinds, keys, meanings and parts, made from the
 * .def files beside form/form.h, and the search among them.  Refuses to know
 * what a key does to a block: the readers in load_*.c do.  Everything here is
 * constant; there is no memory to free.
 *
 *	key = registry_find_key("ask if");
 *	if (key == KEY_MAX || !key_is_in(key, KIND_QUESTION))
 *		nearest = registry_nearest_key("ask if", KIND_QUESTION);
 *
 * Tested by tests/unit/form_registry.c.
 */
#include "form/registry.h"

#include <assert.h>

#include "base/attr.h"
#include "base/nearest.h"
#include "base/str.h"

/* The words of registry.def and meanings.def. */
enum {
	ONCE = FLAG_ONCE,
	MANY = FLAG_MANY,
	SAID = FLAG_SAID,
	PARTS = FLAG_PARTS,
	CONDITION = FLAG_CONDITION,
	STEP = FLAG_STEP
};
enum { OCCURS_MAY, OCCURS_MUST };
enum { SEEN_BY_WORKER, SEEN_BY_PERSON };

static_assert(KIND_MAX <= 32, "the kinds of a key are bits of 32");

static const struct kind_info kinds[KIND_MAX] = {
#define KIND(id, name, about) [KIND_##id] = {name, about},
#define KEY(id, name, kinds, flags, about)
#include "form/registry.def"
#undef KIND
#undef KEY
};

/* Where a key must stand is kept above where it may. */
#define IN(kind)   (UINT64_C(1) << KIND_##kind)
#define MUST(kind) (IN(kind) | IN(kind) << 32)

static const struct key_info keys[KEY_MAX] = {
#define KIND(id, name, about)
#define KEY(id, name, kinds, flags, about)                                     \
	[KEY_##id] = {name, (uint32_t)((kinds)&UINT32_MAX),                    \
	    (uint32_t)((kinds) >> 32), flags, about},
#include "form/registry.def"
#undef KIND
#undef KEY
};

static const struct meaning_info meanings[MEANING_MAX] = {
#define MEANING(id, name, within, takes, occurs, seen, codes, about)           \
	[MEANS_##id] = {name, MEANS_##within, takes, OCCURS_##occurs,          \
	    SEEN_BY_##seen, codes, about},
#include "form/meanings.def"
#undef MEANING
};

static const char *const parts[PART_MAX] = {
#define PART(id, name, word) [PART_##id] = name,
#include "form/parts.def"
#undef PART
};

const char *const registry_required[REQUIRED_MAX] = {
    [REQUIRED_NO] = "no",
    [REQUIRED_WANTED] = "wanted",
    [REQUIRED_FOR_AGREEMENT] = "for agreement",
};

const char *const registry_looks[LOOK_MAX] = {
    [LOOK_SHORT] = "short",
    [LOOK_WIDE] = "wide",
    [LOOK_ACROSS] = "across",
    [LOOK_COLUMN] = "column",
};

const char *const registry_printings[PRINT_MAX] = {
    [PRINT_YES] = "yes",
    [PRINT_NO] = "no",
    [PRINT_TABLE] = "table",
    [PRINT_LIST] = "list",
    [PRINT_BLOCKS] = "blocks",
    [PRINT_COLUMN] = "column",
};

const char *const registry_page_rows[PAGE_ROWS_MAX] = {
    [PAGE_NEWEST_ROW] = "newest",
    [PAGE_EACH_ROW] = "each",
};

const char *const registry_roundings[EXACT_ROUNDING_MAX] = {
    [EXACT_HALF_UP] = "half up",
    [EXACT_HALF_EVEN] = "half even",
    [EXACT_UP] = "up",
    [EXACT_DOWN] = "down",
    [EXACT_CEILING] = "ceiling",
    [EXACT_FLOOR] = "floor",
};

const char *const registry_classes[RULE_CLASS_MAX] = {
    [RULE_LAW] = "law",
    [RULE_NHS] = "NHS",
    [RULE_NEEDS_AGREEMENT] = "needs agreement",
    [RULE_LOCAL] = "local",
};

const char *const registry_purposes[PURPOSE_MAX] = {
    [FOR_PLANNING] = "planning help",
    [FOR_PEERS] = "peer support",
    [FOR_ADVOCACY] = "advocacy",
    [FOR_PAYROLL] = "payroll",
    [FOR_COMPLAINTS] = "complaints",
    [FOR_OUT_OF_HOURS] = "out of hours",
    [FOR_FREE_HELP] = "free help",
};

static const enum block_key step_keys[SUM_OPERATION_MAX] = {
    [SUM_SUM] = KEY_SUM,
    [SUM_POINTS] = KEY_POINTS,
    [SUM_PLUS] = KEY_PLUS,
    [SUM_LESS] = KEY_LESS,
    [SUM_TIMES] = KEY_TIMES,
    [SUM_DIVIDE] = KEY_DIVIDE,
    [SUM_PERCENT] = KEY_PERCENT,
    [SUM_LOOKUP] = KEY_LOOKUP,
    [SUM_RATE] = KEY_RATE_OF,
    [SUM_AT_LEAST] = KEY_AT_LEAST,
    [SUM_AT_MOST] = KEY_AT_MOST,
    [SUM_CHOOSE] = KEY_CHOOSE,
    [SUM_ROUND] = KEY_ROUND,
};

enum block_key
registry_step_key(enum sum_operation operation)
{
	assert(operation < SUM_OPERATION_MAX);
	return step_keys[operation];
}

const struct kind_info *
registry_kind(enum record_kind kind)
{
	assert(kind < KIND_MAX);
	return &kinds[kind];
}

const struct key_info *
registry_key(enum block_key key)
{
	assert(key < KEY_MAX);
	return &keys[key];
}

const struct meaning_info *
registry_meaning(enum meaning meaning)
{
	assert(meaning < MEANING_MAX);
	return &meanings[meaning];
}

const char *
registry_part(enum part part)
{
	assert(part < PART_MAX);
	return parts[part];
}

bool
key_is_in(enum block_key key, enum record_kind kind)
{
	return (registry_key(key)->kinds >> kind & 1) != 0;
}

bool
key_is_needed(enum block_key key, enum record_kind kind)
{
	return (registry_key(key)->needs >> kind & 1) != 0;
}

bool
key_has_flag(enum block_key key, enum key_flag flag)
{
	return (registry_key(key)->flags & flag) != 0;
}

enum record_kind
registry_find_kind(const char *name)
{
	enum record_kind kind = 0;

	while (kind < KIND_MAX && !text_is(kinds[kind].name, name))
		kind++;
	return kind;
}

enum block_key
registry_find_key(const char *name)
{
	enum block_key key = 0;

	while (key < KEY_MAX && !text_is(keys[key].name, name))
		key++;
	return key;
}

enum meaning
registry_find_meaning(const char *name)
{
	enum meaning meaning = 0;

	while (meaning < MEANING_MAX && !text_is(meanings[meaning].name, name))
		meaning++;
	return meaning;
}

enum part
registry_find_part(const char *name)
{
	enum part part = 0;

	while (part < PART_MAX && !text_is(parts[part], name))
		part++;
	return part;
}

const char *
registry_nearest_kind(const char *name)
{
	const char *names[KIND_MAX];

	for (enum record_kind kind = 0; kind < KIND_MAX; kind++)
		names[kind] = kinds[kind].name;
	return nearest_of(name, names, ARRAY_LENGTH(names));
}

const char *
registry_nearest_key(const char *name, enum record_kind kind)
{
	const char *names[KEY_MAX];
	size_t count = 0;

	for (enum block_key key = 0; key < KEY_MAX; key++) {
		if (key_is_in(key, kind))
			names[count++] = keys[key].name;
	}
	return nearest_of(name, names, count);
}

const char *
registry_nearest_meaning(const char *name)
{
	const char *names[MEANING_MAX];

	for (enum meaning meaning = 0; meaning < MEANING_MAX; meaning++)
		names[meaning] = meanings[meaning].name;
	return nearest_of(name, names, ARRAY_LENGTH(names));
}

const char *
registry_nearest_part(const char *name)
{
	return nearest_of(name, parts, ARRAY_LENGTH(parts));
}
