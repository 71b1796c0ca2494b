/*
 * What is typed or chosen for a block becomes the text of an answer.
 */
#include "ui/answering.h"

#include "rig/stage.h"

static struct stage stage;

static void
stop(void)
{
	stage_close(&stage);
}

TestSuite(answering, .fini = stop);

#define FORM "form: f\ntitle: F\nlanguage: 1\nstep: 1\n\npage: a\ntitle: A\n\n"
#define MANY                                                                   \
	"question: many\ntype: choose many\nlabel: Which?\nmost: 2\n"          \
	"option: a | Apples\noption: b | Bread\noption: c | Cake\n"            \
	"option: o | Other\noption: n | None\nother: o\nexclusive: n\n\n"

static const struct block *
block_at(size_t index)
{
	cr_assert_lt(index, stage.model.count);
	return &stage.model.blocks[index];
}

static size_t
find(enum block_kind kind, enum answer_line line)
{
	size_t i = 0;

	while (i < stage.model.count &&
	       (stage.model.blocks[i].spot.kind != kind ||
		   stage.model.blocks[i].spot.line != line))
		i++;
	cr_assert_lt(i, stage.model.count);
	return i;
}

/* The text after choosing these one after the other; NULL: too many. */
static const char *
chosen(const struct block *block, const char *options, const char *other)
{
	bool *is_chosen =
	    arena_get(stage.arena, block->choice_count * sizeof(*is_chosen));
	bool is_fine = true;
	struct str text = STR_EMPTY;

	for (size_t i = 0; i < block->choice_count; i++)
		is_chosen[i] = block->choices[i].is_chosen;
	for (; *options != '\0'; options++)
		is_fine &= answering_choose(
		    block, (size_t)(*options - '1'), is_chosen);
	answering_put_choices(&text,
	    &stage.loaded.set->fields[block->spot.index], block, is_chosen,
	    other);
	return is_fine ? str_keep(&text, stage.arena)
		       : (str_release(&text), NULL);
}

Test(answering, takes_options_one_after_the_other)
{
	stage_open(&stage, FORM MANY);
	stage_make(&stage, "a");
	const struct block *block = block_at(find(BLOCK_CHOICE, LINE_ANSWER));

	cr_expect_str_eq(chosen(block, "", NULL), "");
	cr_expect_str_eq(chosen(block, "31", NULL), "a c");
	cr_expect_str_eq(chosen(block, "33", NULL), "");
	cr_expect_null(chosen(block, "123", NULL));
	cr_expect_str_eq(chosen(block, "15", NULL), "n");
	cr_expect_str_eq(chosen(block, "52", NULL), "b");
	cr_expect_str_eq(chosen(block, "4", "Jam"), "o: Jam");
	cr_expect_str_eq(chosen(block, "4", " "), "o");
	cr_expect_str_eq(chosen(block, "1", "Jam"), "a");
	cr_expect_not(answering_has_any(block));
	stage_answer(&stage, "many", "a");
	stage_make(&stage, "a");
	cr_expect(answering_has_any(block_at(find(BLOCK_CHOICE, LINE_ANSWER))));
}

Test(answering, knows_the_letters_of_a_yes_or_no_alone)
{
	stage_open(&stage,
	    FORM MANY "question: q\ntype: yes-no-not sure\nlabel: Really?\n\n");
	stage_make(&stage, "a");
	const struct block *many = block_at(find(BLOCK_CHOICE, LINE_ANSWER));
	const struct block *block = many + 1;

	cr_expect_eq(answering_find_letter(many, "a", 1), NONE);
	cr_expect_eq(answering_find_letter(block, "y", 1), 0);
	cr_expect_eq(answering_find_letter(block, "Y", 1), 0);
	cr_expect_eq(answering_find_letter(block, "N", 1), 1);
	cr_expect_eq(answering_find_letter(block, "x", 1), NONE);
}

static const char *
put(const struct block *block, size_t cell, const char *text)
{
	struct str out = STR_EMPTY;

	answering_put(&out, stage.loaded.set, &stage.model, block, cell, text);
	return str_keep(&out, stage.arena);
}

Test(answering, makes_the_whole_answer_of_one_part)
{
	stage_open(&stage,
	    FORM MANY "question: q\ntype: line\nlabel: What?\n\n"
		      "question: w\ntype: week grid\nlabel: When?\n\n");
	stage_answer(&stage, "many", "a o: Tea");
	stage_answer(&stage, "w", "mon morning: shopping");
	stage_make(&stage, "a");
	const struct block *week = block_at(find(BLOCK_WEEK, LINE_ANSWER));

	cr_expect_str_eq(
	    put(block_at(find(BLOCK_TYPED, LINE_ANSWER)), 0, "So."), "So.");
	cr_expect_str_eq(
	    put(block_at(find(BLOCK_TYPED, LINE_OTHER)), 0, "Coffee"),
	    "a o: Coffee");
	cr_expect_str_eq(put(week, 4, "the club"),
	    "mon morning: shopping\ntue afternoon: the club");
	cr_expect_str_eq(put(week, 0, " "), "");
}
