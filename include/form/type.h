/*
 * Field types: what can be answered, how it is answered, read and shown.
 *
 * Nobody asks which type a field has.  Whoever must know something of it asks
 * for that: what kind of answer it takes, which way it is answered, what its
 * rules say.  So a new type is a line in form/type.def and a small file with
 * its rules, and nothing else needs to have heard of it.
 *
 *	if (field->type->way == WAY_WEEK) ...
 *	if (type_is_figure(field->type)) ...
 */
#ifndef FORM_TYPE_H
#define FORM_TYPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/words.h"
#include "form/form.h"
#include "form/value.h"

/* How it is answered, on screen and on lines. */
enum type_way {
	WAY_LINE,   /* typed in one line */
	WAY_TEXT,   /* written, in as many lines as it takes */
	WAY_CHOICE, /* chosen among options, or rows */
	WAY_WEEK    /* written into the parts of a week */
};

struct type_rules {
	/*
	 * What an answer means: the text has no white space round it, and is
	 * not empty.  On success the value has its kind and all that belongs
	 * to it; otherwise problem (if given) gets one sentence that says what
	 * to write.  Memory is the arena's.
	 */
	bool (*read)(struct arena *arena, const struct field *field,
	    const char *text, struct date today, struct value *value,
	    struct err *problem);
	/* As people read it, of a value that was read. */
	void (*put)(struct str *out, const struct field *field,
	    const struct value *value, const struct words *words);

	int letters; /* of a line: so many are always enough; 0: nobody knows */
	bool has_options;     /* the form writes them */
	size_t given_options; /* the program gives so many: yes, no, unsure */
	bool is_in_full;      /* an option is named in full, and by no number */
	bool is_percent;      /* a number of hundredths, with the sign for it */
};

struct type {
	const char *name; /* in forms */
	enum takes takes;
	enum type_way way;
	const struct type_rules *rules;
	const char *about;
};

#define TYPE(id, name, takes, way, rules, about)                               \
	extern const struct type type_##id;
#include "form/type.def"
#undef TYPE

/* All of them, in the order of type.def; NULL behind the last. */
const struct type *type_at(size_t index);
/* The type of that name; NULL for none.  And what a name was meant to be. */
const struct type *type_find(const char *name);
const struct type *type_nearest(const char *name);

/* Money or a number: can it be added up, and does it stand at the right? */
bool type_is_figure(const struct type *type);
/* Words of somebody's own: are they others in another language? */
bool type_is_words(const struct type *type);
/* Can it be too long for a line of a table? */
bool type_is_long(const struct type *type);

#endif
