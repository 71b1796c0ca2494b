/*
 * Printing and previewing what lies open on the desk.
 */
#ifndef DESK_PRINT_H
#define DESK_PRINT_H

#include "desk/desk.h"

enum paper_format { FORMAT_PDF, FORMAT_TEXT, FORMAT_MAX };
enum paper_format paper_format_find(const char *name); /* _MAX: none */

struct print_of {
	const char *part;     /* "plan", "sum" ...; NULL: plan */
	const char *size;     /* "clear", "large", "giant"; NULL: the person's */
	const char *language; /* NULL: the person's */
	enum paper_format format;
	/*
	 * A version, as it was handed over; in another size or language it is
	 * composed anew, and marked as a copy.  0: the plan as it is now.
	 */
	int version;
};

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

#endif
