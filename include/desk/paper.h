/*
 * What leaves the desk on paper or in a file: prints, previews, exports; and
 * what comes in.
 */
#ifndef DESK_PAPER_H
#define DESK_PAPER_H

#include "desk/desk.h"

enum paper_format { FORMAT_PDF, FORMAT_TEXT, FORMAT_MAX };
enum export_format {
	EXPORT_JSON,
	EXPORT_CSV,
	EXPORT_TEXT,
	EXPORT_MAX
};

struct print_of {
	const char *part;     /* "plan", "sum", "visit"; NULL: plan */
	const char *size;     /* "clear", "large", "giant"; NULL: the person's */
	const char *language; /* NULL: the person's */
	enum paper_format format;
};

enum paper_format paper_format_find(const char *name);
enum export_format export_format_find(const char *name);

/* The file's bytes. */
bool desk_print(struct desk *desk, const struct print_of *of, struct str *out,
    struct err *err);

/*
 * The same to a file that the user named, mode 0600; "~/" is the home folder.
 * What lies there is written over: ask desk_is_file() first.
 */
bool desk_print_to(struct desk *desk, const struct print_of *of,
    const char *path, struct err *err);
bool desk_is_file(const char *path);
/* A name to offer for it, with the reference and nobody's name in it. */
void desk_put_paper_path(
    struct str *out, struct desk *desk, const char *part);

/*
 * The pages of the PDF for a window: the same page breaks, blocks and order,
 * with lines wrapped to `columns` cells.  Free with preview_free().
 */
struct preview {
	struct preview_page {
		const char *const *lines; /* UTF-8, sanitized */
		size_t count;
	} *pages;
	size_t count;
	struct arena *arena;
};
bool desk_preview(struct desk *desk, const struct print_of *of, int columns,
    struct preview **preview, struct err *err);
void preview_free(struct preview *preview);

bool desk_export(struct desk *desk, enum export_format format,
    struct str *out, struct err *err);

/*
 * Read the plan in a JSON file as a new one: one act, whole or not at all.
 * Appends its reference as a line.  Answers of the wrong kind are kept as
 * typed and told in `notes`, a line each.  No plan is open afterwards.
 */
bool desk_import(struct desk *desk, const char *path, struct str *references,
    struct str *notes, struct err *err);

/* For programs: `get --json`, `budget --json`, `check --json`,
 * `allocate --json`. */
void desk_put_budget_json(struct str *out, struct desk *desk);
void desk_put_readiness_json(struct str *out, struct desk *desk);
bool desk_put_sum_json(struct str *out, struct desk *desk, struct err *err);
/* The same for people. */
void desk_put_budget(struct str *out, struct desk *desk);
void desk_put_readiness(struct str *out, struct desk *desk);
bool desk_put_sum(struct str *out, struct desk *desk, struct err *err);

#endif
