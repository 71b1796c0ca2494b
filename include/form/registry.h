/*
 * The registry of the form language: which kinds of block there are, which
 * keys each may hold, and by which names meanings and parts go.  It is
 * the only place that lists them; loader, checker, manual and "did you mean"
 * all read it.
 */
#ifndef FORM_REGISTRY_H
#define FORM_REGISTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/exact.h"
#include "form/form.h"
#include "form/sum.h"

enum record_kind {
#define KIND(id, name, about) KIND_##id,
#define KEY(id, name, kinds, flags, about)
#include "form/registry.def"
#undef KIND
#undef KEY
	KIND_MAX
};

enum block_key {
#define KIND(id, name, about)
#define KEY(id, name, kinds, flags, about) KEY_##id,
#include "form/registry.def"
#undef KIND
#undef KEY
	KEY_MAX
};

enum key_flag {
	FLAG_ONCE = 1 << 0, /* at most once in a block, per language */
	FLAG_MANY = 1 << 1,
	FLAG_SAID = 1 << 2,  /* may carry a language */
	FLAG_PARTS = 1 << 3, /* has parts between " | " */
	FLAG_CONDITION = 1 << 4,
	FLAG_STEP = 1 << 5 /* a step of a sum */
};

struct kind_info {
	const char *name;
	const char *about;
};

struct key_info {
	const char *name;
	uint32_t kinds; /* bits of enum record_kind: where it may stand */
	uint32_t needs; /* where it must stand */
	unsigned flags;
	const char *about;
};

struct meaning_info {
	const char *name;
	enum meaning within; /* a repeat's meaning, or MEANING_MAX */
	unsigned takes;      /* TAKES_ of form/form.h */
	bool is_needed;
	bool is_seen;      /* by the person, when the laptop is turned */
	const char *codes; /* the only codes of its options, or "" */
	const char *about;
};

const struct kind_info *registry_kind(enum record_kind kind);
const struct key_info *registry_key(enum block_key key);
const struct meaning_info *registry_meaning(enum meaning meaning);
const char *registry_part(enum part part); /* its name in forms */

/*
 * The words that a key may hold, by what they stand for: `required`, `look`,
 * `print`, `which`, `class`, `for`, and how a `round` rounds.  NULL for what
 * goes without saying.
 */
extern const char *const registry_required[REQUIRED_MAX];
extern const char *const registry_looks[LOOK_MAX];
extern const char *const registry_printings[PRINT_MAX];
extern const char *const registry_page_rows[PAGE_ROWS_MAX];
extern const char *const registry_classes[RULE_CLASS_MAX];
extern const char *const registry_purposes[PURPOSE_MAX];
extern const char *const registry_roundings[EXACT_ROUNDING_MAX];

/* The key that a step of a sum is written with. */
enum block_key registry_step_key(enum sum_operation operation);

bool key_is_in(enum block_key key, enum record_kind kind);
bool key_is_needed(enum block_key key, enum record_kind kind);
bool key_has_flag(enum block_key key, enum key_flag flag);

/* What a name stands for, or the _MAX of its kind. */
enum record_kind registry_find_kind(const char *name);
enum block_key registry_find_key(const char *name);
enum meaning registry_find_meaning(const char *name);
enum part registry_find_part(const char *name);

/* What a name was perhaps meant to be, or NULL. */
const char *registry_nearest_kind(const char *name);
const char *registry_nearest_key(const char *name, enum record_kind kind);
const char *registry_nearest_meaning(const char *name);
const char *registry_nearest_part(const char *name);

#endif
