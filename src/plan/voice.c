/*
 * What the voices are called, by programs and by people.
 *
 * Tested by tests/unit/plan_plan.c.
 */
#include "plan/voice.h"

#include <assert.h>
#include <string.h>

#include "base/str.h"

static const struct {
	const char *name;
	enum word title, within;
} voices[VOICE_MAX] = {
    [VOICE_PERSON] = {"person", WORD_VOICE_PERSON, WORD_VOICE_WITHIN_PERSON},
    [VOICE_WORKER] = {"worker", WORD_VOICE_WORKER, WORD_VOICE_WITHIN_WORKER},
    [VOICE_FAMILY] = {"family", WORD_VOICE_FAMILY, WORD_VOICE_WITHIN_FAMILY},
    [VOICE_ADVOCATE] = {"advocate", WORD_VOICE_ADVOCATE,
	WORD_VOICE_WITHIN_ADVOCATE},
    [VOICE_COUNCIL] = {"council", WORD_VOICE_COUNCIL,
	WORD_VOICE_WITHIN_COUNCIL},
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

const char *
voice_in(
    enum voice voice, const struct words *words, enum word word, size_t number)
{
	const char *text = words_get(words, word);
	const char mark[] = {'{', (char)('0' + number), '}', '\0'};
	const char *place = strstr(text, mark);

	assert(voice < VOICE_MAX && number <= WORD_ARGUMENTS_MAX);
	return words_get(words, place && words_begins_sentence(text, place)
				    ? voices[voice].title
				    : voices[voice].within);
}
