/*
 * Versions: plans as they were frozen for agreement, with the papers that were
 * handed over, byte for byte.
 *
 * A version is written once and never changed; it goes only when its person is
 * erased.  Its code ties paper to file: it is made of what the version holds
 * and of the code before it, so it is the same whenever it is made again.
 */
#ifndef STORE_VERSIONS_H
#define STORE_VERSIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/code.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

struct store;

struct version {
	int number; /* 1, 2 ... in its plan */
	int64_t at; /* UTC seconds */
	const char *who;
	const char *code;
	const char *code_before; /* NULL: it is the first */
	const char *forms;       /* the hash of its definitions */
	const char *answers, *readings; /* canonical JSON; NULL in lists */
};

/* Which paper of a version, and its bytes. */
struct version_paper {
	const char *document, *size, *words, *language;
	const char *bytes; /* NULL in lists */
	size_t length;
};

/* "7F3A-91C2-Q0ZT-KM5P": 80 bits in the alphabet of Crockford. */
enum { VERSION_CODE_SIZE = CODE_SIZE };

/*
 * The code of a version of the plan with that reference: of its number, the
 * code before it, its forms, answers and readings; nothing else of it is
 * looked at.
 */
void version_make_code(const char *reference, const struct version *version,
    char code[VERSION_CODE_SIZE]);

/*
 * A code as people type it: small letters, O for 0, I or L for 1, with or
 * without hyphens and blanks.  False if it cannot be one.
 */
bool version_read_code(const char *typed, char code[VERSION_CODE_SIZE]);

/* The hash of a paper's bytes, in hexadecimal: BLAKE2b-256. */
enum { PAPER_HASH_SIZE = 65 };
void version_hash_paper(const char *bytes, size_t length,
    char hash[PAPER_HASH_SIZE]);

/*
 * Write a version with its papers, and read them back.  It must have the next
 * number of its plan.  Its event is store_save()'s: let both be inside
 * store_begin() and store_commit().
 */
bool store_put_version(struct store *store, int64_t plan,
    const struct version *version, const struct version_paper *papers,
    size_t count, struct err *err);

/* All versions of a plan, the first one first; texts from the arena. */
bool store_list_versions(struct store *store, int64_t plan,
    struct arena *arena, const struct version **versions, size_t *count,
    struct err *err);

/* One with its answers and readings; *found is false if there is none. */
bool store_get_version(struct store *store, int64_t plan, int number,
    struct arena *arena, struct version *version, bool *found,
    struct err *err);

/* Whose version has this code; *plan is 0 if nobody's has. */
bool store_find_version(struct store *store, const char *code, int64_t *plan,
    int *number, struct err *err);

/* The papers of a version, without their bytes. */
bool store_list_papers(struct store *store, int64_t plan, int number,
    struct arena *arena, const struct version_paper **papers, size_t *count,
    struct err *err);

/* Append the bytes of the paper that `which` names; *found likewise. */
bool store_get_paper(struct store *store, int64_t plan, int number,
    const struct version_paper *which, struct str *bytes, bool *found,
    struct err *err);

#endif
