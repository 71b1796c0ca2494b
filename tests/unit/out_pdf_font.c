/*
 * Which font sets which character.
 */
#include "out/pdf_font.h"

#include <criterion/criterion.h>

#include "base/attr.h"

static void
expect_family(struct faces *faces, uint32_t code, const char *language,
    const struct face *before, const char *family)
{
	const struct face_wish wish = {
	    .code = code, .language = language, .before = before};
	const struct face *face = faces_find(faces, &wish);
	const char *name = face != NULL ? face->name : "";

	cr_assert_str_eq(
	    name, family, "U+%04X in %s: %s", (unsigned)code, language, name);
}

Test(faces, are_chosen_by_script_and_language)
{
	static const struct {
		uint32_t code;
		const char *language, *family;
	} cases[] = {
	    {0x174, "cy", "Noto Sans"},            /* Ŵ */
	    {0x142, "pl", "Noto Sans"},            /* ł */
	    {0x3B1, "el", "Noto Sans"},            /* α */
	    {0x454, "uk", "Noto Sans"},            /* є */
	    {0xA3, "en", "Noto Sans"},             /* £ */
	    {0x2212, "en", "Noto Sans Math"},      /* − */
	    {0x2713, "en", "Noto Sans Symbols 2"}, /* ✓ */
	    {0x995, "bn", "Noto Sans Bengali"},    /* ক */
	    {0x915, "hi", "Noto Sans Devanagari"}, /* क */
	    {0x628, "ar", "Noto Naskh Arabic"},    /* ب */
	    {0x5D0, "he", "Noto Sans Hebrew"},     /* א */
	    {0x6211, "zh", "Noto Sans CJK SC"},    /* 我 */
	    {0x6211, "zh-Hans", "Noto Sans CJK SC"},
	    {0x6211, "zh-Hant", "Noto Sans CJK TC"},
	    {0x6211, "zh-TW", "Noto Sans CJK TC"},
	    {0x6211, "zh-Hant-HK", "Noto Sans CJK HK"},
	    {0x6211, "ja", "Noto Sans CJK JP"},
	    {0x6211, "en", "Noto Sans CJK SC"},
	    {0x3042, "en", "Noto Sans CJK JP"}, /* あ */
	    {0xB098, "en", "Noto Sans CJK KR"}, /* 나 */
	    {0x13000, "en", ""},                /* a hieroglyph */
	};
	struct faces *faces = faces_new(NULL);

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		expect_family(faces, cases[i].code, cases[i].language, NULL,
		    cases[i].family);
	faces_free(faces);
}

Test(faces, go_on_for_signs_that_scripts_share)
{
	struct faces *faces = faces_new(NULL);
	const struct face_wish bengali = {.code = 0x995, .language = "bn"};
	const struct face_wish kana = {.code = 0x3042, .language = "en"};
	const struct face *before = faces_find(faces, &bengali);

	/* The danda is in the block of Devanagari and serves many scripts. */
	expect_family(faces, 0x964, "bn", before, "Noto Sans Bengali");
	expect_family(faces, 0x964, "hi", NULL, "Noto Sans Devanagari");
	/* Figures and full stops are the same everywhere. */
	expect_family(faces, '1', "bn", before, "Noto Sans");
	/* Joiners have no face of their own. */
	cr_assert(face_skips(0x200D));
	expect_family(faces, 0x200D, "bn", before, "Noto Sans Bengali");
	/* Han after kana is Japanese, whatever the language. */
	expect_family(
	    faces, 0x6211, "en", faces_find(faces, &kana), "Noto Sans CJK JP");
	faces_free(faces);
}

Test(faces, are_heavy_when_wished_and_the_same_each_time)
{
	struct faces *faces = faces_new(NULL);
	struct face_wish wish = {.code = 'a', .language = "en"};
	const struct face *plain = faces_find(faces, &wish);
	wish.is_strong = true;
	const struct face *strong = faces_find(faces, &wish);

	cr_assert_neq(plain, strong);
	cr_assert(strong->is_strong);
	cr_assert_not(plain->is_strong);
	cr_assert_eq(faces_find(faces, &wish), strong);
	cr_assert_neq(plain->index, strong->index);

	/* A font that has no heavy weight serves with the one it has. */
	wish.code = 0x2713;
	cr_assert_not_null(faces_find(faces, &wish));
	cr_assert_not(faces_find(faces, &wish)->is_strong);
	faces_free(faces);
}

Test(faces, know_how_outlines_are_kept)
{
	struct faces *faces = faces_new(NULL);
	const struct face_wish latin = {.code = 'a', .language = "en"};
	const struct face_wish han = {.code = 0x6211, .language = "zh"};

	cr_assert_not(faces_find(faces, &latin)->is_cff);
	cr_assert_not(faces_find(faces, &latin)->is_cid_keyed);
	cr_assert(faces_find(faces, &han)->is_cff);
	cr_assert(faces_find(faces, &han)->is_cid_keyed);
	faces_free(faces);
}

Test(faces, say_which_font_is_missing)
{
	struct faces *faces = faces_new("/nonexistent");

	cr_assert_null(faces_missing(faces, 'a', "en"));
	cr_assert_null(faces_missing(faces, 0x995, "bn"));
	/* Signs without a script belong to no font. */
	cr_assert_null(faces_missing(faces, 0x1F600, "en"));
	faces_free(faces);
}
