/*
 * Differences in words: a sentence each for people, a name for programs.
 *
 * What differs is found in difference.c; here nothing is known but what a
 * difference holds, and nothing is kept.  Tested by
 * tests/unit/plan_difference.c.
 */
#include "plan/difference.h"

const char *
difference_name(enum difference_kind kind)
{
	static const char *const names[DIFFERENCE_KIND_MAX] = {
	    [DIFFERENCE_NEW] = "new",
	    [DIFFERENCE_GONE] = "gone",
	    [DIFFERENCE_CHANGED] = "changed",
	    [DIFFERENCE_WHOSE] = "whose",
	    [DIFFERENCE_ROW_NEW] = "row new",
	    [DIFFERENCE_ROW_GONE] = "row gone",
	    [DIFFERENCE_ORDER] = "order",
	};

	return names[kind];
}

void
difference_put(struct str *out, const struct difference *difference,
    const struct words *words)
{
	static const enum word sentences[DIFFERENCE_KIND_MAX] = {
	    [DIFFERENCE_NEW] = WORD_DIFFERENCE_NEW,
	    [DIFFERENCE_GONE] = WORD_DIFFERENCE_GONE,
	    [DIFFERENCE_CHANGED] = WORD_DIFFERENCE_CHANGED,
	    [DIFFERENCE_WHOSE] = WORD_DIFFERENCE_WHOSE,
	    [DIFFERENCE_ROW_NEW] = WORD_DIFFERENCE_ROW_NEW,
	    [DIFFERENCE_ROW_GONE] = WORD_DIFFERENCE_ROW_GONE,
	    [DIFFERENCE_ORDER] = WORD_DIFFERENCE_ORDER,
	};
	struct str about = STR_EMPTY;

	if (difference->voice == VOICE_PERSON)
		str_put(&about, difference->label);
	else
		words_put(&about, words, WORD_DIFFERENCE_VOICE,
		    voice_in(
			difference->voice, words, WORD_DIFFERENCE_VOICE, 1),
		    difference->label, NULL);
	words_put(out, words, sentences[difference->kind], about.text,
	    difference->before ? difference->before : difference->after,
	    difference->after, NULL);
	str_release(&about);
}
