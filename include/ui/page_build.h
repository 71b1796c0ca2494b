/*
 * Making the blocks of a page: for src/ui/page_model*.c alone.
 */
#ifndef UI_PAGE_BUILD_H
#define UI_PAGE_BUILD_H

#include "ui/page_model.h"

struct page_builder {
	struct arena *arena;
	const struct page_of *of;
	const struct form_set *set;
	const struct reading *reading; /* the person's */
	const char *language;
	/* What the readings have to say, asked for once. */
	const struct remark *remarks[VOICE_MAX];
	size_t remark_counts[VOICE_MAX];
	struct block *blocks; /* growing */
	size_t count, capacity;
};

/* Add a block; borrowed until the next is added. */
struct block *builder_add(struct page_builder *builder, struct spot spot);

/* A text of the forms with names filled in, or NULL for none. */
const char *builder_text(
    struct page_builder *builder, const struct wording *wording);
/* The text with nobody's name but the person's to come. */
const char *builder_unnamed(struct page_builder *builder, const char *text);
/* The same in quotes: it is meant to be spoken. */
const char *builder_say(
    struct page_builder *builder, const struct wording *wording);
/* What a word says, in the arena; with one argument, or NULL. */
const char *builder_word(
    struct page_builder *builder, enum word word, const char *argument);

/* Add a question, with what else is asked about it. */
void builder_add_question(
    struct page_builder *builder, size_t field, int row);
/* Add a line of its own that belongs to an answer. */
void builder_add_line(struct page_builder *builder, struct spot spot,
    enum answer_line line, enum word label, const char *text);
/* Add a voice's answer to a question, with what belongs to it. */
void builder_add_answer(struct page_builder *builder, size_t field, int row,
    enum voice voice);
/* Add what is open beside a question, and what its voice can do. */
void builder_add_open(struct page_builder *builder, size_t field, int row);
/* Is it open beside this question? */
bool builder_opens(
    const struct page_builder *builder, size_t field, int row);
/* What a voice's answer is headed with: whether it differs, or is not there. */
const char *builder_voice_heading(struct page_builder *builder, size_t field,
    int row, enum voice voice);
/* Leave of what stands there only what the person may see. */
void builder_turn(struct page_builder *builder);
/* Put the notes under a question; `own` is what was typed, or NULL. */
void builder_add_notes(
    struct page_builder *builder, struct block *block, const char *own);
/* The reading of a voice, or the person's where it has none. */
const struct reading *builder_reading_of(
    struct page_builder *builder, enum voice voice);

/* Add a sum, if it is one that people look at. */
void builder_add_sum(struct page_builder *builder, size_t field, int row);

/* Add the buttons that lead from the page. */
void builder_add_ways_on(struct page_builder *builder);

/* Add a list, with its button; of a page of each row without one. */
void builder_add_list(struct page_builder *builder, size_t repeat);

/*
 * The fields of a list that stand on a page, in order: those written there,
 * or all if none is.  Memory is the arena's.
 */
const size_t *builder_row_fields(struct page_builder *builder, size_t repeat,
    size_t *count);

#endif
