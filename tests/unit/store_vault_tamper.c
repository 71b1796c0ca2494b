/*
 * A file that somebody wrote to: each bit turned, each block put in another's
 * place and each piece cut off is noticed, and never becomes data.  T10.
 *
 * TAMPERS=10 in the environment does ten times as much.
 */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "rig/chest.h"

enum { START = 8192, BLOCK = 4144, EXTRA = 48, FLIPS = 3, SWAPS = 100 };

static const char fill[] =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT);"
    "WITH RECURSIVE r (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r"
    " WHERE i < 400) INSERT INTO t SELECT i, printf('%.*c', i % 900, 'q')"
    " FROM r; CREATE INDEX by_x ON t (x)";
static const char sum[] =
    "SELECT count(*) || ' ' || sum(length(x)) || ' ' || sum(id * length(x))"
    " FROM t";

/* A file and what it says when nobody has touched it. */
struct victim {
	struct chest *chest;
	struct str bytes;
	const char *truth;
	size_t blocks;
	unsigned long chance; /* the same at every run */
	size_t noticed;
};

static size_t
times(void)
{
	const char *wanted = getenv("TAMPERS");
	return wanted ? strtoul(wanted, NULL, 10) : 1;
}

static size_t
pick(struct victim *victim, size_t below)
{
	victim->chance =
	    victim->chance * 6364136223846793005UL + 1442695040888963407UL;
	return (victim->chance >> 33) % below;
}

static struct victim
make_victim(void)
{
	struct victim victim = {
	    .chest = chest_new(), .bytes = STR_EMPTY, .chance = 7};
	sqlite3 *db = chest_db(victim.chest);
	chest_run(db, fill);
	victim.truth = chest_ask(victim.chest, db, sum);
	sqlite3_close(db);
	chest_read(victim.chest, victim.chest->options.path, &victim.bytes);
	victim.blocks = (victim.bytes.length - START) / BLOCK;
	cr_assert_gt(victim.blocks, 25);
	return victim;
}

static void
release(struct victim *victim)
{
	str_release(&victim->bytes);
	chest_free(victim->chest);
}

static unsigned char *
block_of(struct victim *victim, size_t number)
{
	return (unsigned char *)victim->bytes.text + START + number * BLOCK;
}

/* It says the truth, or that it is damaged. */
static void
expect_honest(struct victim *victim, const char *what, size_t where)
{
	struct chest *chest = victim->chest;
	chest_write(chest, chest->options.path, &victim->bytes);
	sqlite3 *db = chest_db(chest);
	const char *said = chest_ask(chest, db, sum);
	const char *check = chest_ask(chest, db, "PRAGMA integrity_check");
	sqlite3_close(db);
	cr_assert(text_is(said, victim->truth) || text_starts(said, "FAILS"),
	    "%s %zu: it says %s", what, where, said);
	victim->noticed += !text_is(check, "ok");
}

Test(tampering, is_noticed_at_every_bit)
{
	struct victim victim = make_victim();
	size_t flips = 0;
	for (size_t i = 0; i < victim.blocks; i++) {
		for (size_t n = 0; n < FLIPS * times(); n++) {
			/* In the nonce, in the rest before the data, in it. */
			size_t at = n % FLIPS == 0 ? pick(&victim, 24)
				    : n % FLIPS == 1
					? 24 + pick(&victim, 24)
					: EXTRA + pick(&victim, 4096);
			unsigned char turned =
			    (unsigned char)(1U << pick(&victim, 8));
			block_of(&victim, i)[at] ^= turned;
			expect_honest(&victim, "a bit in block", i);
			block_of(&victim, i)[at] ^= turned;
			flips++;
		}
	}
	cr_assert_eq(victim.noticed, flips);
	cr_log_info("%zu bits in %zu blocks", flips, victim.blocks);
	release(&victim);
}

static void
swap(struct victim *victim, size_t one, size_t two)
{
	unsigned char held[BLOCK];
	memcpy(held, block_of(victim, one), BLOCK);
	memcpy(block_of(victim, one), block_of(victim, two), BLOCK);
	memcpy(block_of(victim, two), held, BLOCK);
}

Test(tampering, is_noticed_when_blocks_change_places)
{
	struct victim victim = make_victim();
	size_t swaps = 0;
	while (swaps < SWAPS * times()) {
		size_t one = pick(&victim, victim.blocks);
		size_t two = pick(&victim, victim.blocks);
		if (one == two)
			continue;
		swap(&victim, one, two);
		expect_honest(&victim, "a swap with block", one);
		swap(&victim, one, two);
		swaps++;
	}
	cr_assert_eq(victim.noticed, swaps);
	cr_log_info("%zu swaps", swaps);
	release(&victim);
}

Test(tampering, is_noticed_when_the_end_is_cut_off)
{
	struct victim victim = make_victim();
	size_t length = victim.bytes.length, cuts = 0;
	struct str whole = STR_EMPTY;
	str_put_n(&whole, victim.bytes.text, length);
	for (size_t i = 1; i < victim.blocks; i += victim.blocks / 20) {
		str_clear(&victim.bytes);
		str_put_n(&victim.bytes, whole.text,
		    START + i * BLOCK +
			(i % 2 == 0 ? 0 : pick(&victim, BLOCK)));
		expect_honest(&victim, "a cut in block", i);
		cuts++;
	}
	cr_assert_geq(cuts, 20);
	cr_assert_eq(victim.noticed, cuts);
	str_release(&whole);
	release(&victim);
}

/* A block of one file is nothing in another of the same vault's, or else. */
Test(tampering, is_noticed_when_a_block_comes_from_elsewhere)
{
	struct victim victim = make_victim(), other = make_victim();
	size_t count = 0;
	for (size_t i = 0; i < victim.blocks; i += 7) {
		unsigned char held[BLOCK];
		memcpy(held, block_of(&victim, i), BLOCK);
		memcpy(block_of(&victim, i), block_of(&other, i), BLOCK);
		expect_honest(&victim, "a strange block", i);
		memcpy(block_of(&victim, i), held, BLOCK);
		count++;
	}
	cr_assert_eq(victim.noticed, count);
	release(&victim);
	release(&other);
}
