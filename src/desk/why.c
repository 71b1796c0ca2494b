/*
 * Why a question is asked: what the forms and readings say of it, and out of
 * the history who said what there, and when.
 *
 * A voice that has no answer has not said anything; only those that ever spoke
 * here are named, and the person and the worker always.  The newest of what
 * each said comes first.  Nothing is kept.  Tested by tests/unit/desk_why.c.
 */
#include "desk/why.h"

#include "desk/told.h"
#include "plan/history.h"
#include "plan/why.h"

enum { TOLD_MOST = 5 }; /* of what a voice said, one after the other */

/* What comes under a heading; nothing where there is nothing. */
static void
put_section(struct str *out, struct desk *desk, enum word heading,
    const struct str *lines)
{
	if (lines->length == 0)
		return;
	if (out->length > 0)
		str_put_char(out, '\n');
	str_format(
	    out, "%s\n%s", words_get(desk_words(desk), heading), lines->text);
}

/* --- Who said what -------------------------------------------------------- */

static void
put_speaker(struct str *out, struct desk *desk, enum voice voice)
{
	if (voice == VOICE_PERSON)
		desk_put_name(out, desk);
	else
		str_put(out, voice_title(voice, desk_words(desk)));
}

/* Is it a change of what that voice says there, under a former id too? */
static bool
is_of(const struct form_set *set, const struct change *change, size_t field,
    int row, enum voice voice)
{
	return change->kind == CHANGE_ANSWER && change->address.row == row &&
	       change->address.voice == voice &&
	       form_find_field(set, change->address.field) == field;
}

/* "On 3 November 2026 10:00, written down by Anna: some help" */
static void
put_said(struct str *out, struct desk *desk, const struct event *event,
    const struct change *change)
{
	struct str when = STR_EMPTY, said = STR_EMPTY;

	desk_put_moment(&when, desk, event->at);
	if (change->after.text)
		told_put_answer(
		    &said, desk, change->address.field, &change->after);
	str_put(out, "  ");
	words_put(out, desk_words(desk),
	    change->after.text ? WORD_WHY_SAID : WORD_WHY_TAKEN, when.text,
	    event->who, said.text, NULL);
	str_put_char(out, '\n');
	str_release(&when);
	str_release(&said);
}

/* All that a voice said there, the newest first; how much was told. */
static size_t
put_voice(
    struct str *out, struct desk *desk, size_t field, int row, enum voice voice)
{
	const struct opened *open = &desk->open;
	const struct form_set *set = desk_forms(desk);
	size_t count = 0;

	for (size_t i = open->event_count; i-- > 0;) {
		const struct event *event = &open->events[i];
		for (size_t j = event->count; j-- > 0;)
			if (is_of(set, &event->changes[j], field, row, voice) &&
			    count++ < TOLD_MOST)
				put_said(out, desk, event, &event->changes[j]);
	}
	return count;
}

static void
put_voices(struct str *out, struct desk *desk, size_t field, int row)
{
	const struct words *words = desk_words(desk);

	for (enum voice voice = VOICE_PERSON; voice < VOICE_MAX; voice++) {
		struct str lines = STR_EMPTY, speaker = STR_EMPTY;
		size_t count = put_voice(&lines, desk, field, row, voice);
		bool has_said =
		    reading_answer(desk_reading(desk), field, row, voice);
		put_speaker(&speaker, desk, voice);
		if (has_said)
			words_put(
			    out, words, WORD_WHY_SPEAKER, speaker.text, NULL);
		else if (count > 0 || voice <= VOICE_WORKER)
			words_put(
			    out, words, WORD_WHY_NOT_SAID, speaker.text, NULL);
		if (has_said || count > 0 || voice <= VOICE_WORKER)
			str_format(out, "\n%s", lines.text);
		if (count > TOLD_MOST) {
			str_put(out, "  ");
			words_put(out, words, WORD_WHY_BEFORE,
			    numeral_of_count(count - TOLD_MOST).text, NULL);
			str_put_char(out, '\n');
		}
		str_release(&lines);
		str_release(&speaker);
	}
}

/* --- All of it ------------------------------------------------------------ */

static struct why_of
why_of(struct desk *desk)
{
	struct why_of of = {.words = desk_words(desk)};

	of.readings = desk_readings(desk, &of.reading_count);
	return of;
}

bool
desk_put_why(
    struct str *out, struct desk *desk, size_t field, int row, struct err *err)
{
	const struct why_of of = why_of(desk);
	struct str asked = STR_EMPTY, feeds = STR_EMPTY, said = STR_EMPTY;
	bool is_read = desk_read_history(desk, err);

	why_put_asked(&asked, &of, field, row);
	why_put_feeds(&feeds, &of, field);
	if (is_read && !desk_forms(desk)->fields[field].is_sum)
		put_voices(&said, desk, field, row);
	put_section(out, desk, WORD_WHY_HEAD_ASKED, &asked);
	put_section(out, desk, WORD_WHY_HEAD_FEEDS, &feeds);
	put_section(out, desk, WORD_WHY_HEAD_SAID, &said);
	str_release(&asked);
	str_release(&feeds);
	str_release(&said);
	return is_read;
}

void
desk_put_not_asked(
    struct str *out, struct desk *desk, size_t page, size_t repeat, int row)
{
	const struct why_of of = why_of(desk);
	struct str hidden = STR_EMPTY;

	why_put_hidden(&hidden, &of, page, repeat, row);
	if (hidden.length == 0)
		str_format(
		    &hidden, "%s\n", words_get(of.words, WORD_WHY_ALL_ASKED));
	put_section(out, desk, WORD_WHY_HEAD_HIDDEN, &hidden);
	str_release(&hidden);
}
