/*
 * What the voices are called, by programs and by people.
 *
 * Tested by tests/unit/plan_plan.c.
 */
#include "plan/voice.h"

#include <assert.h>

#include "base/str.h"

static const struct {
	const char *name;
	enum word title;
} voices[VOICE_MAX] = {
    [VOICE_PERSON] = {"person", WORD_VOICE_PERSON},
    [VOICE_WORKER] = {"worker", WORD_VOICE_WORKER},
    [VOICE_FAMILY] = {"family", WORD_VOICE_FAMILY},
    [VOICE_ADVOCATE] = {"advocate", WORD_VOICE_ADVOCATE},
    [VOICE_COUNCIL] = {"council", WORD_VOICE_COUNCIL},
};

const char *
voice_name(enum voice voice)
{
	assert(voice < VOICE_MAX);
	return voices[voice].name;
}

enum voice
voice_find(const char *name)
{
	enum voice voice = VOICE_PERSON;

	while (voice < VOICE_MAX && !text_is(voices[voice].name, name))
		voice++;
	return voice;
}

const char *
voice_title(enum voice voice, const struct words *words)
{
	assert(voice < VOICE_MAX);
	return words_get(words, voices[voice].title);
}
