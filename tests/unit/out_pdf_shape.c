/*
 * Lines of text as glyphs, in the order in which they are drawn.
 */
#include "out/pdf_shape.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "out/pdf_embed.h"

struct rig {
	struct faces *faces;
	struct embed *embed;
	struct shaper *shaper;
};

static struct rig
rig_new(void)
{
	struct rig rig = {.faces = faces_new(NULL), .embed = embed_new()};

	rig.shaper = shaper_new(rig.faces, rig.embed);
	return rig;
}

static void
rig_free(struct rig *rig)
{
	shaper_free(rig->shaper);
	embed_free(rig->embed);
	faces_free(rig->faces);
}

static struct line_shape
shape(struct rig *rig, const char *text, bool is_mirrored)
{
	const struct shape_text source = {
	    .text = text,
	    .length = strlen(text),
	    .is_mirrored = is_mirrored,
	    .language = "en",
	};

	return shaper_line(rig->shaper, &source);
}

/* The texts of the stretches from left to right, parted by bars. */
static void
expect_line(
    struct rig *rig, const char *text, bool is_mirrored, const char *expected)
{
	struct line_shape line = shape(rig, text, is_mirrored);
	struct str got = STR_EMPTY;
	int width = 0;

	for (size_t i = 0; i < line.count; i++)
		for (size_t k = 0; k < line.words[i]->count; k++) {
			const struct stretch *stretch =
			    &line.words[i]->stretches[k];
			str_put(&got, got.length > 0 ? "|" : "");
			str_put_n(&got, stretch->text, stretch->length);
			width += stretch->width;
		}
	cr_assert_str_eq(got.text, expected, "%s: %s", text, got.text);
	cr_assert_eq(line.width, width);
	str_release(&got);
}

Test(lines, are_words_and_blanks_one_after_another)
{
	struct rig rig = rig_new();

	expect_line(&rig, "one two", false, "one| |two");
	expect_line(&rig, "", false, "");
	expect_line(&rig, "周六 去", false, "周|六| |去");
	expect_line(&rig, "No.六号", false, "No.|六|号");
	/* A word of two scripts is two stretches of one word. */
	expect_line(&rig, "aক", false, "a|ক");
	rig_free(&rig);
}

Test(lines, keep_each_word_they_have_shaped)
{
	struct rig rig = rig_new();
	const struct word_shape *first =
	    shape(&rig, "again and again", false).words[0];
	struct line_shape line = shape(&rig, "and again", false);

	cr_assert_eq(line.words[2], first);
	for (int i = 0; i < 5000; i++) {
		struct str text = STR_EMPTY;
		str_format(&text, "word%d", i);
		shape(&rig, text.text, false);
		str_release(&text);
	}
	cr_assert_eq(shape(&rig, "again", false).words[0], first);
	rig_free(&rig);
}

Test(lines, turn_what_is_read_from_right_to_left)
{
	struct rig rig = rig_new();

	expect_line(&rig, "אב גד", true, "גד| |אב");
	expect_line(&rig, "אב 12 גד", true, "גד| |12| |אב");
	expect_line(&rig, "see אב גד now", false, "see| |גד| |אב| |now");
	expect_line(&rig, "אב abc def גד", true, "גד| |abc| |def| |אב");
	expect_line(&rig, "abc.", true, ".|abc");
	expect_line(&rig, "abc.", false, "abc.");
	rig_free(&rig);
}

Test(lines, are_not_turned_by_controls_in_the_text)
{
	struct rig rig = rig_new();

	/* An override would show "cba"; it is shown as refused instead. */
	expect_line(&rig, "\u202Eabc", false,
	    "\uFFFD"
	    "abc");
	expect_line(&rig, "א\u202Dב", true, "ב|\uFFFD|א");
	expect_line(&rig, "a\001b", false,
	    "a\uFFFD"
	    "b");
	rig_free(&rig);
}

Test(lines, join_letters_that_join)
{
	struct rig rig = rig_new();
	struct line_shape line = shape(&rig, "ب", true);
	uint16_t alone = line.words[0]->stretches[0].glyphs[0].id;
	line = shape(&rig, "بب", true);
	cr_assert_neq(line.words[0]->stretches[0].glyphs[0].id, alone);
	cr_assert_neq(line.words[0]->stretches[0].glyphs[1].id, alone);
	/* A letter and its accent are one glyph, which says both. */
	line = shape(&rig, "e\u0301", false);
	cr_assert_eq(line.words[0]->stretches[0].count, 1);
	cr_assert_eq(line.words[0]->stretches[0].glyphs[0].cluster, 0);
	cr_assert_eq(line.words[0]->stretches[0].glyphs[0].cluster_end, 3);
	/* A joiner has no glyph. */
	line = shape(&rig, "a\u200Db", false);
	cr_assert_eq(line.words[0]->stretches[0].count, 2);
	rig_free(&rig);
}

Test(lines, remember_what_no_font_can_print)
{
	struct rig rig = rig_new();
	struct err err = {0};
	struct str sentence = STR_EMPTY;

	shape(&rig, "all is well", false);
	cr_assert(shaper_has_all(rig.shaper, &err));
	shape(&rig, "my cat drew 𓀀 on the wall of the kitchen", false);
	cr_assert_not(shaper_has_all(rig.shaper, &err));
	err_put(&sentence, &err, words_english());
	cr_assert_not_null(strstr(sentence.text, "U+13000"));
	cr_assert_not_null(strstr(sentence.text, "𓀀"));
	cr_assert_not_null(strstr(sentence.text, "cat drew 𓀀 on the"));
	str_release(&sentence);
	rig_free(&rig);
}
