/*
 * Exports and imports.
 *
 * A file holds one plan.  Importing it is one act on a new plan, with the
 * forms that are in the folder, and so it is done whole or not at all.
 *
 * Tested by tests/unit/desk_exchange.c.
 */
#include "desk/exchange.h"

#include "base/file.h"
#include "base/json.h"
#include "desk/draft.h"
#include "desk/print.h"
#include "desk/state.h"
#include "out/csv.h"
#include "out/json.h"

enum export_format
export_format_find(const char *name)
{
	static const char *const names[EXPORT_MAX] = {
	    [EXPORT_JSON] = "json",
	    [EXPORT_CSV] = "csv",
	    [EXPORT_TEXT] = "text",
	};
	enum export_format format = 0;

	while (format < EXPORT_MAX && !text_is(names[format], name))
		format++;
	return format;
}

bool
desk_export(struct desk *desk, enum export_format format, struct str *out,
    struct err *err)
{
	static const struct print_of text = {.format = FORMAT_TEXT};
	size_t count;
	const struct reading *const *readings = desk_readings(desk, &count);

	switch (format) {
	case EXPORT_JSON:
		json_put_plan(out, readings[0], desk_reference(desk));
		return true;
	case EXPORT_CSV:
		csv_put_plan(out, readings, count, desk_words(desk));
		return true;
	case EXPORT_TEXT:
		return desk_print(desk, &text, out, err);
	case EXPORT_MAX:
		break;
	}
	return false;
}

/* The plan in a file as a new plan here, opened. */
static bool
import_plan(struct desk *desk, const struct json *root, const char *path,
    struct err *err)
{
	struct opened *open = &desk->open;
	struct draft draft = {.desk = desk};
	struct import import;

	if (!desk_begin_plan(desk, err) ||
	    !json_read_plan(open->arena,
		&(struct import_of){
		    .root = root,
		    .file = path,
		    .set = desk_forms(desk),
		    .now = desk_now(desk),
		    .keeps_unasked = desk_is_practice(desk),
		},
		&import, err))
		return false;
	draft_add(
	    &draft, change_forms(open->plan, open->arena, open->forms->hash));
	for (size_t i = 0; i < import.count; i++)
		draft_add(&draft, import.changes[i]);
	return draft_commit(&draft, ACT_IMPORT, 0, err);
}

struct noting {
	struct desk *desk;
	struct str *notes;
};

static bool
note_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	struct noting *noting = context;

	(void)answer;
	desk_put_note(noting->notes, noting->desk, address);
	return true;
}

bool
desk_import(struct desk *desk, const char *path, struct str *references,
    struct str *notes, struct err *err)
{
	struct str bytes = STR_EMPTY;
	struct json *root = NULL;
	bool is_done = file_read(path, FILE_LIMIT, &bytes, err) &&
		       json_read(path, bytes.text, bytes.length, &root, err) &&
		       import_plan(desk, root, path, err);

	if (is_done) {
		struct noting noting = {desk, notes};
		str_format(references, "%s\n", desk_reference(desk));
		plan_each(desk_plan(desk), note_answer, &noting);
	}
	desk_leave_plan(desk);
	json_free(root);
	str_release(&bytes);
	return is_done;
}
