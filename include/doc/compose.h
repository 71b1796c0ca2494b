/*
 * Composers: a reading to a document tree, one source file per document.
 * What is printed where comes from the forms (part, print, paper); only the
 * frame of each document is fixed here.
 */
#ifndef DOC_COMPOSE_H
#define DOC_COMPOSE_H

#include <stdbool.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/words.h"
#include "doc/doc.h"
#include "form/form.h"
#include "plan/difference.h"
#include "plan/reading.h"

enum document {
#define DOCUMENT(id, name, title, compose) DOCUMENT_##id,
#include "doc/documents.def"
#undef DOCUMENT
	DOCUMENT_MAX
};

/* What the paper is, as every page of it says. */
struct paper_mark {
	enum paper_kind {
		PAPER_DRAFT,
		PAPER_VERSION, /* as it is handed over for agreement */
		PAPER_COPY     /* of a version, composed anew */
	} kind;
	int version;       /* not of a draft */
	const char *code;  /* that of the version */
	int superseded_by; /* the latest version, where that is another; 0 */
};

/* What is different since a version, for the paper that tells it. */
struct paper_changes {
	int version; /* 0: there is none yet */
	const char *code;
	const struct difference *items;
	size_t count;
};

struct compose_of {
	const struct reading *const *readings; /* the person's first */
	size_t reading_count; /* one for every voice that has answers */
	const char *reference;
	struct date printed;
	const struct words *words; /* the paper's language */
	bool is_practice; /* invented people: no figure needs a warning */
	struct paper_mark mark;
	struct paper_changes changes; /* of DOCUMENT_CHANGES */
	/* Whom to ring where the forms do not say; NULL: nobody knows. */
	const char *numbers[PURPOSE_MAX];
};

enum document document_find(const char *name); /* DOCUMENT_MAX if none */

/* The document, in the arena. */
const struct doc *compose(struct arena *arena, enum document document,
    const struct compose_of *of);

#endif
