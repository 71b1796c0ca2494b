/*
 * Plans that leave the desk in a file, and plans that come in.
 */
#ifndef DESK_EXCHANGE_H
#define DESK_EXCHANGE_H

#include "desk/desk.h"

enum export_format {
	EXPORT_JSON,
	EXPORT_CSV,
	EXPORT_TEXT,
	EXPORT_MAX
};
enum export_format export_format_find(const char *name); /* _MAX: none */

bool desk_export(struct desk *desk, enum export_format format,
    struct str *out, struct err *err);

/*
 * Read the plan in a JSON file as a new one: one act, whole or not at all.
 * Appends its reference as a line.  Answers of the wrong kind are kept as
 * typed and told in `notes`, a line each.  No plan is open afterwards.
 */
bool desk_import(struct desk *desk, const char *path, struct str *references,
    struct str *notes, struct err *err);

#endif
