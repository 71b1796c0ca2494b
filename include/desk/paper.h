/*
 * A paper while it is made, for the sources of this floor only.
 *
 *	paper_begin -> { paper_set or paper_put } -> paper_end
 */
#ifndef DESK_PAPER_H
#define DESK_PAPER_H

#include "desk/past.h"
#include "desk/print.h"
#include "doc/compose.h"
#include "out/pdf_calls.h"

/* With everything it stands on. */
struct paper_job {
	struct arena *arena;
	struct past *past;   /* the version that it is of; NULL: as it is now */
	struct past *before; /* what changes are told against, or NULL */
	struct words *words; /* of the paper; NULL: English */
	const struct doc *doc;
	const char *size_name, *language; /* as it was chosen */
	enum print_size size;
	const struct pdf_calls *calls; /* NULL until it is set */
	struct pdf *pdf;
};

/*
 * Compose what is asked for: a draft, or a version again, marked as a copy.
 * End the job whether it could be begun or not.
 */
bool paper_begin(struct desk *desk, const struct print_of *of,
    struct paper_job *job, struct err *err);

/* The same of the plan as it is now, with a version's mark. */
bool paper_begin_marked(struct desk *desk, const struct print_of *of,
    const struct paper_mark *mark, struct paper_job *job, struct err *err);

/* Lay it out as a PDF; the layout lives as long as the job. */
bool paper_set(struct desk *desk, struct paper_job *job,
    const struct layout **layout, struct err *err);

/* The same, and append the file's bytes. */
bool paper_put(struct desk *desk, struct paper_job *job, struct str *out,
    struct err *err);

void paper_end(struct paper_job *job);

#endif
