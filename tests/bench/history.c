/*
 * What the chain costs: writing a history of many events as the program does,
 * and verifying the whole of it.
 *
 *	history FILE EVENTS SITTING
 *
 * The file is made in one transaction, so that the disk is not what is
 * measured, and stays: history.sh verifies it again by the whole program.  So
 * many acts at a time are of one person before it is the next one's turn.  With
 * every event goes an answer and a summary; the figure of the chain alone is
 * what is left when the same rows are written without it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "plan/change.h"
#include "store/chain.h"
#include "store/digest.h"
#include "store/events.h"
#include "store/state.h"

enum { PEOPLE = 1000, QUESTIONS = 100 };

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool
save(struct store *store, int64_t number, int64_t sitting, struct err *err)
{
	int64_t id = number / sitting % PEOPLE + 1;
	int64_t turn = number / (PEOPLE * sitting) * sitting + number % sitting;
	struct numeral field = numeral_of(turn % QUESTIONS);
	struct numeral before = numeral_of(turn - QUESTIONS);
	struct numeral after = numeral_of(turn);
	const struct change change = {
	    .kind = CHANGE_ANSWER,
	    .address = {.field = field.text},
	    .before = {.text = turn < QUESTIONS ? NULL : before.text,
		.at = turn < QUESTIONS ? 0 : turn - QUESTIONS + 1},
	    .after = {.text = after.text, .at = turn + 1},
	};
	const struct event event = {
	    .sequence = turn + 1,
	    .at = turn + 1,
	    .who = "Delyth Price",
	    .act = ACT_CHANGE,
	    .changes = &change,
	    .count = 1,
	};
	const struct summary summary = {.name = "Mair", .sort_name = "mair"};
	return store_save(store, id, &event, &summary, err);
}

/* What of it is the chain: sealing, linking and reading it back. */
static double
measure_chain(struct store *store, int64_t count, struct err *err)
{
	struct sql *sql = store_sql(store, err);
	struct digest digest = digest_begin();
	struct chain_head head, next;
	struct seal seals[2];
	int64_t bad;
	double start = seconds();

	chain_read_head(sql, &head, err);
	for (int64_t i = 0; i < count; i++) {
		const struct chain_event event = {
		    .id = head.id, .plan = 1, .act = "change"};
		for (int j = 0; j < 2; j++) {
			seal_begin(&seals[j], &digest);
			for (int part = 0; part < 14; part++)
				digest_put_text(&digest, "meals");
			seal_finish(&seals[j], &digest);
		}
		chain_link(&head, &event, seals, 2, &digest, next.link);
		chain_read_head(sql, &head, err);
		next = head;
		next.id--;
		chain_check(sql, &next, &bad, err);
	}
	digest_release(&digest);
	return seconds() - start;
}

static bool
measure(struct store *store, int64_t count, int64_t sitting, struct err *err)
{
	struct verified verified;
	double start = seconds();
	bool is_done = store_begin(store, err);

	for (int64_t i = 0; is_done && i < count; i++)
		is_done = save(store, i, sitting, err);
	is_done = is_done && store_commit(store, err);
	double saved = seconds();
	double chain = measure_chain(store, count / 10, err) * 10;
	double before = seconds();
	is_done = is_done && store_verify(store, &verified, err);
	double after = seconds();
	if (is_done)
		printf("history: %" PRId64 " events: save %.1f us each, of it"
		       " the chain %.1f us; verify all %.2f s, %s\n",
		    verified.events, (saved - start) / (double)count * 1e6,
		    chain / (double)count * 1e6, after - before,
		    verified.is_whole ? "whole" : "NOT WHOLE");
	return is_done && verified.is_whole;
}

int
main(int argc, char *argv[])
{
	struct err err = {0};
	struct store *store;
	int64_t count = argc == 4 ? strtoll(argv[2], NULL, 10) : 0;
	int64_t sitting = argc == 4 ? strtoll(argv[3], NULL, 10) : 0;

	if (count < PEOPLE || sitting < 1) {
		fputs("usage: history FILE EVENTS SITTING"
		      " (1000 events or more)\n",
		    stderr);
		return EXIT_FAILURE;
	}
	store_set_up();
	const struct store_options options = {
	    .path = argv[1],
	    .is_new_allowed = true,
	    .is_any_drive_allowed = true,
	};
	bool is_done = store_open(&options, &store, NULL, &err) &&
		       measure(store, count, sitting, &err);
	store_close(store);
	return is_done ? EXIT_SUCCESS : EXIT_FAILURE;
}
