/*
 * Giving an answer to what a block of a page asks, for whoever shows the
 * block: the page of the screens, and the questions line by line.
 *
 * What is typed or chosen becomes the text of one answer, in the words that it
 * was given in before.  Nothing is said here: the caller tells what came of it.
 */
#ifndef UI_ANSWERING_H
#define UI_ANSWERING_H

#include "desk/desk.h"
#include "ui/page_model.h"

/* Where the answer that a block is about stands. */
struct address answering_address(
    const struct desk *desk, const struct spot *spot);

/*
 * Give it, or the part of it that the spot's line is.  Blank takes it away.
 * One act; on failure nothing has changed.
 */
bool answering_save(struct desk *desk, const struct spot *spot,
    const char *text, struct err *err);

/* The same for a text that was come to by undoing: desk_answer_back(). */
bool answering_save_back(struct desk *desk, const struct spot *spot,
    const char *text, struct err *err);

/* The place where its text is typed, as kept steps of that name it. */
void answering_put_place(struct str *out, const struct desk *desk,
    const struct spot *spot, size_t option);

/* Is there anything that could be taken away? */
bool answering_has_any(const struct block *block);

/*
 * The options after choosing one, which of several takes a chosen one back;
 * they begin as `is_chosen` says.  False when there would be too many.
 */
bool answering_choose(
    const struct block *block, size_t option, bool *is_chosen);

/* The text for the options that are chosen, with the words of an other one. */
void answering_put_choices(struct str *out, const struct field *field,
    const struct block *block, const bool *is_chosen, const char *other);

/*
 * What a text makes of the whole answer: that cell of a week, the words behind
 * an option that asks for them, or the text itself.  The block is the model's.
 */
void answering_put(struct str *out, const struct form_set *set,
    const struct page_model *model, const struct block *block, size_t cell,
    const char *text);

/*
 * The option of a yes or no that a letter of its own language stands for; or
 * NONE, as with any other block.
 */
size_t answering_find_letter(
    const struct block *block, const char *letter, size_t length);

/*
 * Of two voices that differ, one takes over what the other says: the words of
 * the spot's voice become the person's, or those of `voice` if the spot is the
 * person's.  Of the person's answer is kept whose words they are then; a voice
 * is still who it was.
 */
bool answering_agree(struct desk *desk, const struct spot *spot,
    enum voice voice, struct err *err);

/* What that means, to be read before it is done. */
void answering_put_agree(struct str *out, const struct words *words,
    const struct spot *spot, enum voice voice);

/*
 * The voice of `open`, which is open beside that question, says the same as
 * the person from the question of a block on, wherever it has said nothing:
 * one act, of *count answers.  With none nothing is done.
 */
bool answering_say_same(struct desk *desk, const struct page_model *model,
    size_t from, const struct spot *open, size_t *count, struct err *err);

/* The questions that it would answer then, each on a line, and how many. */
size_t answering_put_same(struct str *out, struct desk *desk,
    const struct page_model *model, size_t from, const struct spot *open);

/* May the list have another row? */
bool answering_has_room(const struct desk *desk, size_t repeat);

#endif
