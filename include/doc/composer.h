/*
 * What the composers share: answers, lists and whole parts of the plan as
 * nodes.  For the composers of this floor only.
 */
#ifndef DOC_COMPOSER_H
#define DOC_COMPOSER_H

#include <stdbool.h>

#include "doc/compose.h"

/* The sentence of one field says the answer of another. */
struct saying {
	size_t field, said;
};

struct composer {
	struct arena *arena;
	struct doc_builder *builder;
	const struct compose_of *of;
	const struct reading *reading; /* the person's */
	const struct form_set *set;
	const struct words *words;
	const char *language;
	const struct saying *sayings; /* of all sentences */
	size_t saying_count;
	bool is_in_table; /* what is added says more about a row of it */
};

/* One composer a document: fills the open root node. */
void compose_plan(struct composer *composer);
void compose_sum(struct composer *composer);
void compose_visit(struct composer *composer);
void compose_changes(struct composer *composer);

/* The parts of the plan that have files of their own. */
void compose_money(struct composer *composer);
void compose_agreement(struct composer *composer);

/* Who to ring, with a line to write on where the number is not known. */
void compose_contact(
    struct composer *composer, const struct contact *contact);

/*
 * Figures that follow each other from the first item on, as a table: how many
 * items that took; 0, and nothing was put, when there are not two of them.
 */
size_t compose_figures(struct composer *composer,
    const struct page_item *items, size_t count, enum part part);

/* A sentence of the phrase book as a leaf. */
void compose_words(struct composer *composer, enum doc_kind kind,
    enum doc_style style, enum word word);

/* A cell of the open row of a table; without text, an empty one. */
void compose_cell(struct composer *composer, enum doc_style style,
    const char *text, bool is_header);

/*
 * A paragraph; in a table, what more is said about the row above.  Open it,
 * add runs, close it.
 */
void compose_open_prose(struct composer *composer, enum doc_style style);
void compose_close_prose(struct composer *composer);

/* "Label: value" with the label strong; nothing for an empty value. */
void compose_pair(struct composer *composer, const char *label,
    const char *value);

/* An answer as "Label: value" or as the forms' own sentence, or nothing. */
void compose_short(struct composer *composer, size_t field, int row);

/*
 * Everything that belongs to a part and was answered, under the part's
 * heading; nothing at all when nothing was.  Returns whether there was any.
 */
bool compose_part(struct composer *composer, enum part part);

/* The same without the heading. */
bool compose_part_items(struct composer *composer, enum part part);

/* One answer, with whose words it is and who sees it differently. */
bool compose_field(struct composer *composer, size_t field, int row);
/* A week as it is kept, as a table; nothing if it is none. */
void compose_week(struct composer *composer, const char *typed);

/*
 * Whose words an answer is in, and who sees it differently.  `about` says what
 * the answer is to, where that does not stand right above it; or NULL.
 */
void compose_voices(struct composer *composer, size_t field, int row,
    const char *about);
/* Is there anything of that to say? */
bool compose_has_voices(struct composer *composer, size_t field, int row);

/* What stands above an answer on paper; names filled in; in the arena. */
const char *compose_heading(struct composer *composer,
    const struct field *field);

/*
 * The answer as people read it, in the arena; NULL when there is none.  A
 * figure from an invented scheme says so.
 */
const char *compose_value(struct composer *composer, size_t field, int row);

/* The same in another voice's reading, and without the mark. */
const char *compose_value_of(struct composer *composer,
    const struct reading *reading, size_t field, int row);

/* One of the choices of an answer, as it is written on paper. */
const char *compose_choice(struct composer *composer, const struct field *field,
    const struct value *value, size_t at);

/* What all sentences say: once, before anything is composed. */
void compose_read_sentences(struct composer *composer);

/*
 * The sentence that the forms have for an answer, in the arena; NULL when
 * there is none, or when an answer in it is missing.
 */
const char *compose_sentence(struct composer *composer, size_t field, int row);

/* Does the sentence of another answer say this one? */
bool compose_is_said(struct composer *composer, size_t field, int row);

/* A sentence as runs of the open node, heavy up to a colon. */
void compose_add_sentence(struct composer *composer, const char *sentence);

/* With a capital, as a heading or a sentence begins. */
const char *compose_capital(struct composer *composer, const char *text);

/* Does it need no full stop before another sentence? */
bool compose_ends_sentence(const char *text);

/* An amount, marked when the result that it comes from is invented. */
const char *compose_amount(struct composer *composer,
    const struct result *result, int64_t pence);

/* Known pence of a meaning as text, marked when invented; NULL: not known. */
const char *compose_figure(struct composer *composer, enum meaning meaning);

#endif
