/*
 * Advice on plain words.
 *
 * Owns where the lists lie, share/plain/LANGUAGE, and whose texts are looked
 * at; what is found in one is base/plain.h's business.  A language without a
 * list of its own has the English one.  Nothing is kept and nothing changed.
 *
 * Tested by tests/unit/desk_plain.c.
 */
#include "desk/plain.h"

#include <string.h>

#include "base/file.h"
#include "base/plain.h"
#include "base/utf8.h"
#include "desk/state.h"

enum { SHOWN_CELLS = 60 };

/* --- Whose ---------------------------------------------------------------- */

static bool
is_folded_same(const char *a, const char *b)
{
	struct str one = STR_EMPTY, other = STR_EMPTY;

	utf8_fold(&one, a);
	utf8_fold(&other, b);
	bool is_same = text_is(one.text, other.text);
	str_release(&one);
	str_release(&other);
	return is_same;
}

bool
desk_is_own_text(struct desk *desk, const struct address *address)
{
	static const enum voice own[] = {VOICE_WORKER, VOICE_COUNCIL};
	const struct answer *answer = plan_answer(desk_plan(desk), address);
	const char *whose = answer ? answer->whose : NULL;
	bool is_own = whose && is_folded_same(whose, desk->who);

	for (size_t i = 0; i < ARRAY_LENGTH(own); i++)
		is_own |=
		    address->voice == own[i] ||
		    (whose && (is_folded_same(whose, voice_name(own[i])) ||
				  is_folded_same(whose,
				      voice_title(own[i], desk_words(desk)))));
	return is_own;
}

/* --- What is said --------------------------------------------------------- */

/* The list of a language; NULL if there is none or it cannot be read. */
static const struct plain *
read_list(struct desk *desk, struct arena *arena, const char *language,
    struct err *err)
{
	const char *path = file_join(
	    arena, file_join(arena, desk->share_folder, "plain"), language);
	struct str bytes = STR_EMPTY;
	const struct plain *plain = NULL;

	if (file_read(path, FILE_LIMIT, &bytes, err)) {
		struct report *report = report_new(desk_words(desk));
		plain = plain_read(arena,
		    record_read(arena, path, bytes.text, bytes.length, report),
		    language, report);
		report_free(report);
	}
	str_release(&bytes);
	return plain;
}

/* The beginning of what is meant, in one line. */
static void
put_excerpt(struct str *out, const char *text, size_t length)
{
	size_t fit = utf8_fit(text, length, SHOWN_CELLS, NULL);

	str_put_n(out, text, fit);
	if (fit < length)
		str_put(out, "\u2026");
}

static void
put_note(struct str *out, struct desk *desk, const struct plain_note *note,
    const char *text)
{
	const struct words *words = desk_words(desk);
	struct str excerpt = STR_EMPTY;

	put_excerpt(&excerpt, text + note->start, note->length);
	if (note->instead)
		words_put(out, words, WORD_PLAIN_WORD, excerpt.text,
		    note->instead, NULL);
	else
		words_put(out, words, WORD_PLAIN_LONG,
		    numeral_of_count(note->words).text, excerpt.text, NULL);
	str_put(out, "\n\n");
	str_release(&excerpt);
}

bool
desk_put_plain(
    struct str *out, struct desk *desk, const char *text, struct err *err)
{
	const struct words *words = desk_words(desk);
	struct arena *arena = arena_new();
	struct err first = {0};
	size_t count = 0;
	const struct plain *plain =
	    read_list(desk, arena, words_language(words), &first);

	if (!plain)
		plain = read_list(desk, arena, "en", err);
	const struct plain_note *notes =
	    plain ? plain_look(plain, arena, text, &count) : NULL;
	for (size_t i = 0; i < count; i++)
		put_note(out, desk, &notes[i], text);
	if (plain && count == 0)
		str_format(out, "%s\n\n", words_get(words, WORD_PLAIN_NONE));
	if (plain)
		str_put(out, words_get(words, WORD_PLAIN_ABOUT));
	arena_free(arena);
	return plain != NULL;
}
