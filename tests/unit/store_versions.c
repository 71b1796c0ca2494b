/*
 * Versions in the file, their papers and their codes.
 */
#include "store/versions.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "rig/hand.h"

static const char bytes[] = "%PDF-1.7\0\xFF\x01 and so on";

static const struct version_paper papers[] = {
    {"plan", "clear", "plain", "en", bytes, sizeof(bytes)},
    {"plan", "large", "plain", "en", bytes, 3},
    {"sum", "clear", "plain", "cy", "", 0},
};

/* A version of what the hand holds, after the one with the code before. */
static struct version
version_of(struct hand *hand, int number, const char *before)
{
	struct version version = {
	    .number = number,
	    .at = 1795262400,
	    .who = "Anna",
	    .code_before = before,
	    .forms = plan_forms(hand->plan),
	    .answers = arena_format(hand->world->arena, "{%d}", number),
	    .readings = "{\"day\":\"2026-11-21\"}",
	};
	char *code = arena_get(hand->world->arena, VERSION_CODE_SIZE);
	version_make_code(hand->reference, &version, code);
	version.code = code;
	return version;
}

static void
put(struct hand *hand, const struct version *version)
{
	cr_assert(store_put_version(hand->world->store, hand->id, version,
		      papers, ARRAY_LENGTH(papers), &hand->world->err),
	    "%s", world_said(hand->world));
}

Test(versions, are_kept_with_every_byte_of_their_papers)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	struct version first = version_of(&hand, 1, NULL), read;
	struct version second = version_of(&hand, 2, first.code);
	const struct version *list;
	const struct version_paper *kept;
	size_t count;
	bool found;
	put(&hand, &first);
	put(&hand, &second);
	world_reopen(world);
	cr_assert(store_list_versions(
	    world->store, hand.id, world->arena, &list, &count, &world->err));
	cr_assert_eq(count, 2);
	cr_assert_eq(list[1].number, 2);
	cr_assert_str_eq(list[1].code, second.code);
	cr_assert_str_eq(list[1].code_before, first.code);
	cr_assert_null(list[0].code_before);
	cr_assert(store_get_version(world->store, hand.id, 2, world->arena,
	    &read, &found, &world->err));
	cr_assert(found);
	cr_assert_str_eq(read.answers, "{2}");
	cr_assert_str_eq(read.who, "Anna");
	cr_assert(store_list_papers(world->store, hand.id, 1, world->arena,
	    &kept, &count, &world->err));
	cr_assert_eq(count, ARRAY_LENGTH(papers));
	for (size_t i = 0; i < count; i++) {
		struct str got = STR_EMPTY;
		cr_assert_str_eq(kept[i].document, papers[i].document);
		cr_assert_eq(kept[i].length, papers[i].length);
		cr_assert(store_get_paper(world->store, hand.id, 1, &kept[i],
		    &got, &found, &world->err));
		cr_assert(found);
		cr_assert_eq(got.length, papers[i].length);
		cr_assert(memcmp(got.text, papers[i].bytes, got.length) == 0);
		str_release(&got);
	}
	hand_release(&hand);
	world_free(world);
}

Test(versions, are_found_by_their_code_and_by_nothing_else)
{
	struct world *world = world_new();
	struct hand mair = hand_add(world, "Mair Evans");
	struct hand huw = hand_add(world, "Huw Pugh");
	struct version hers = version_of(&mair, 1, NULL);
	struct version his = version_of(&huw, 1, NULL), read;
	struct str got = STR_EMPTY;
	int64_t plan;
	int number;
	bool found;
	put(&mair, &hers);
	put(&huw, &his);
	cr_assert_str_neq(hers.code, his.code, "the reference is in it");
	cr_assert(store_find_version(
	    world->store, his.code, &plan, &number, &world->err));
	cr_assert_eq(plan, huw.id);
	cr_assert_eq(number, 1);
	cr_assert(store_find_version(
	    world->store, "0000-0000-0000-0000", &plan, &number, &world->err));
	cr_assert_eq(plan, 0);
	cr_assert(store_get_version(world->store, mair.id, 2, world->arena,
	    &read, &found, &world->err));
	cr_assert_not(found);
	cr_assert(store_get_paper(world->store, mair.id, 1,
	    &(struct version_paper){.document = "plan",
		.size = "giant",
		.words = "plain",
		.language = "en"},
	    &got, &found, &world->err));
	cr_assert_not(found);
	cr_assert_eq(got.length, 0);
	hand_release(&mair);
	hand_release(&huw);
	world_free(world);
}

Test(versions, come_one_after_the_other_and_whole_or_not_at_all)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	struct version first = version_of(&hand, 1, NULL);
	struct version third = version_of(&hand, 3, first.code);
	const struct version_paper twice[] = {papers[0], papers[0]};
	const struct version *list;
	size_t count;
	cr_assert_not(store_put_version(world->store, hand.id, &first, twice,
	    ARRAY_LENGTH(twice), &world->err));
	err_clear(&world->err);
	cr_assert(store_list_versions(
	    world->store, hand.id, world->arena, &list, &count, &world->err));
	cr_assert_eq(count, 0, "nothing of it is there");
	put(&hand, &first);
	cr_assert_not(store_put_version(
	    world->store, hand.id, &first, NULL, 0, &world->err));
	err_clear(&world->err);
	cr_assert_not(store_put_version(
	    world->store, hand.id, &third, NULL, 0, &world->err));
	hand_release(&hand);
	world_free(world);
}

Test(versions, have_a_code_of_all_that_they_hold)
{
	static const struct version base = {
	    .number = 1, .forms = "f", .answers = "a", .readings = "r"};
	struct version others[] = {base, base, base, base, base, base};
	char code[VERSION_CODE_SIZE], again[VERSION_CODE_SIZE];
	others[0].number = 2;
	others[1].code_before = "";
	others[2].forms = "g";
	others[3].answers = "b";
	others[4].readings = "s";
	others[5].answers = "ar";
	others[5].readings = "";
	version_make_code("0001", &base, code);
	version_make_code("0001", &base, again);
	cr_assert_str_eq(code, again);
	cr_assert_str_eq(
	    code, "BFBK-CAM5-K895-H2T4", "a code stands on paper for ever");
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++) {
		version_make_code("0001", &others[i], again);
		cr_assert_str_neq(code, again, "%zu", i);
	}
	version_make_code("0002", &base, again);
	cr_assert_str_neq(code, again);
}

Test(versions, have_a_code_that_is_read_however_it_is_typed)
{
	static const struct {
		const char *typed, *code;
	} cases[] = {
	    {"7F3A-91C2-Q0ZT-KM5P", "7F3A-91C2-Q0ZT-KM5P"},
	    {" 7f3a91c2 qOzt-km5p ", "7F3A-91C2-Q0ZT-KM5P"},
	    {"Il1L-oO00-0000-0000", "1111-0000-0000-0000"},
	    {"7F3A-91C2-Q0ZT-KM5", NULL},
	    {"7F3A-91C2-Q0ZT-KM5PP", NULL},
	    {"7F3A-91C2-Q0ZT-KM5U", NULL},
	    {"7F3A_91C2-Q0ZT-KM5P", NULL},
	    {"7F3A-91C2-Q0ZT-KM5é", NULL},
	    {"", NULL},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		char code[VERSION_CODE_SIZE];
		bool is_code = version_read_code(cases[i].typed, code);
		cr_assert_eq(
		    is_code, cases[i].code != NULL, "%s", cases[i].typed);
		if (is_code)
			cr_assert_str_eq(code, cases[i].code);
	}
}

Test(versions, hash_every_byte_of_a_paper)
{
	char one[PAPER_HASH_SIZE], other[PAPER_HASH_SIZE];
	version_hash_paper(bytes, sizeof(bytes), one);
	version_hash_paper(bytes, sizeof(bytes) - 1, other);
	cr_assert_eq(strlen(one), PAPER_HASH_SIZE - 1);
	cr_assert_str_neq(one, other);
}
