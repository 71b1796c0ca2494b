/*
 * What the paper says about a version: who agrees, who decides, in which way.
 *
 * People sign on paper; here that is written down.  Nothing that was written
 * down is changed: a mistake is corrected by writing it down again.
 */
#ifndef DESK_SIGN_H
#define DESK_SIGN_H

#include "desk/desk.h"

enum sign_role {
#define SIGN_ROLE(id, name, word) SIGN_ROLE_##id,
#define SIGN_HOW(id, name, word)
#include "desk/signing.def"
#undef SIGN_ROLE
#undef SIGN_HOW
	SIGN_ROLE_MAX
};

enum sign_how {
#define SIGN_ROLE(id, name, word)
#define SIGN_HOW(id, name, word) SIGN_HOW_##id,
#include "desk/signing.def"
#undef SIGN_ROLE
#undef SIGN_HOW
	SIGN_HOW_MAX
};

struct signing {
	int version;
	const char *who; /* whose name or mark stands on the paper */
	enum sign_role role;
	enum sign_how how;
	struct date date;       /* as the paper says */
	const char *conditions; /* or what is not agreed with; NULL: none */
	const char *kept;       /* where the paper is */
	int corrects;           /* the number of a signing; 0: none */

	/* Said of what is written down already. */
	int number;       /* 1, 2 ... of its version */
	int corrected_by; /* the number of a later one; 0: none */
	int64_t at;
	const char *written_by;
};

/* By their names in files and commands; _MAX if none fits. */
enum sign_role sign_role_find(const char *name);
enum sign_how sign_how_find(const char *name);
const char *sign_role_name(enum sign_role role);
const char *sign_how_name(enum sign_how how);

/* "whose plan it is": for people. */
const char *sign_role_title(enum sign_role role, const struct words *words);

/*
 * Write it down.  Refused when a name, the place of the paper or the date is
 * missing, the date is yet to come, or there is no such version or signing.
 * Was it typed on the version's sheet (desk/sheet.h), then that goes in the
 * same transaction.
 */
bool desk_sign(
    struct desk *desk, const struct signing *signing, struct err *err);
bool desk_sign_from_sheet(
    struct desk *desk, const struct signing *signing, struct err *err);

/* What was written down about a version, in order; in the arena. */
bool desk_list_signings(struct desk *desk, int version, struct arena *arena,
    const struct signing **signings, size_t *count, struct err *err);

/* Append one as a sentence for people. */
void signing_put(struct str *out, const struct signing *signing,
    const struct words *words);

#endif
