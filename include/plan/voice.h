/*
 * Voices: who says something.  They are never merged and never overwrite each
 * other; an answer belongs to one of them.
 */
#ifndef PLAN_VOICE_H
#define PLAN_VOICE_H

#include "base/words.h"

enum voice {
	VOICE_PERSON, /* the person's answer, and whatever nobody disputes */
	VOICE_WORKER,
	VOICE_FAMILY,
	VOICE_ADVOCATE,
	VOICE_COUNCIL,
	VOICE_MAX
};

/* "person", "worker" ...: for files and commands.  VOICE_MAX if none fits. */
const char *voice_name(enum voice voice);
enum voice voice_find(const char *name);

/* "The worker": for people, where it stands alone. */
const char *voice_title(enum voice voice, const struct words *words);

/*
 * The same as that argument of a word: "the worker", and "The worker" where
 * the word's text in that language begins a sentence with it.
 */
const char *voice_in(
    enum voice voice, const struct words *words, enum word word, size_t number);

#endif
