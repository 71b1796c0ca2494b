/*
 * Exports and imports.
 *
 * An import is all or nothing, over all files of the call's one file: each
 * person is one act, and the store's transaction closes only when every one
 * is saved.
 */
#include <stdio.h>

#include "base/file.h"
#include "base/json.h"
#include "desk/paper.h"
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

	switch (format) {
	case EXPORT_JSON:
		json_put_plan(out, desk_reading(desk), desk_reference(desk));
		return true;
	case EXPORT_CSV:
		csv_put_plan(out, desk_reading(desk), desk_words(desk));
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
	char reference[REFERENCE_SIZE];
	struct import import;

	desk_leave_plan(desk);
	open->arena = arena_new();
	if (!json_read_plan(open->arena, root, path, desk->from_folder.set,
		desk_now(desk), &import, err) ||
	    !store_add(desk->store, &open->id, reference, err)) {
		desk_leave_plan(desk);
		return false;
	}
	open->stored.plan = plan_new();
	open->stored.reference = arena_copy(open->arena, reference);

	struct draft draft = {.desk = desk};
	draft_add(&draft, change_forms(open->stored.plan, open->arena,
			      desk->from_folder.hash));
	for (size_t i = 0; i < import.count; i++)
		draft_add(&draft, import.changes[i]);
	if (draft_commit(&draft, ACT_IMPORT, 0, err))
		return true;
	desk_leave_plan(desk);
	return false;
}

/* A line for every answer of the open plan that is wrong for its question. */
static bool
note_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	struct {
		struct desk *desk;
		struct str *notes;
	} *noting = context;

	(void)answer;
	desk_put_note(noting->notes, noting->desk, address);
	return true;
}

static void
note_answers(struct desk *desk, struct str *notes)
{
	struct {
		struct desk *desk;
		struct str *notes;
	} noting = {desk, notes};

	plan_each(desk_plan(desk), note_answer, &noting);
}

bool
desk_import(struct desk *desk, const char *path, struct str *references,
    struct str *notes, struct err *err)
{
	struct str bytes = STR_EMPTY;
	struct json *root = NULL;
	bool is_done = desk_load_folder_forms(desk, err) &&
		       file_read(path, FILE_LIMIT, &bytes, err) &&
		       json_read(path, bytes.text, bytes.length, &root, err) &&
		       import_plan(desk, root, path, err);

	if (is_done) {
		str_format(references, "%s\n", desk_reference(desk));
		note_answers(desk, notes);
	}
	json_free(root);
	str_release(&bytes);
	desk_leave_plan(desk);
	return is_done;
}
