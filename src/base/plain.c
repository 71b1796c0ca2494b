/*
 * Advice on plain words.
 *
 * Owns what a sentence and a word are here, and how a word of the list is
 * found: whole, in small or large letters, with or without its accents.  It
 * judges nothing: whoever asked may do with it as they like.  All memory is
 * the caller's arena.
 *
 * Tested by tests/unit/base_plain.c.
 */
#include "base/plain.h"

#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/utf8.h"

enum { LONG_USUAL = 25 };

static const char long_key[] = "long sentence", plainer_key[] = "plainer";

/* A word of the list, folded, or several with a blank between each two. */
struct entry {
	const char *words, *instead;
};

struct plain {
	size_t longest; /* words of a sentence that is not long yet */
	struct entry *entries;
	size_t count, capacity;
};

/* A word of the text: where it is, and its folded letters. */
struct plain_word {
	size_t start, end;
	const char *folded;
};

/* --- The file ------------------------------------------------------------- */

static const char *
fold(struct arena *arena, const char *text, size_t length)
{
	struct str own = STR_EMPTY, folded = STR_EMPTY;

	str_put_n(&own, text, length);
	utf8_fold(&folded, own.text);
	str_release(&own);
	return str_keep(&folded, arena);
}

static bool
read_entry(
    struct plain *plain, struct arena *arena, const struct record_line *line)
{
	struct record_part parts[2];

	if (record_split(arena, line, parts, 2) != 2 ||
	    text_is_blank(parts[0].text) || text_is_blank(parts[1].text))
		return false;
	plain->entries = mem_grow(plain->entries, plain->count,
	    &plain->capacity, sizeof(*plain->entries));
	plain->entries[plain->count++] = (struct entry){
	    .words = fold(arena, parts[0].text, strlen(parts[0].text)),
	    .instead = arena_copy(arena, parts[1].text),
	};
	return true;
}

/* False for a line that says nothing. */
static bool
read_line(
    struct plain *plain, struct arena *arena, const struct record_line *line)
{
	const char *rest;
	int number = text_number(line->value, &rest);

	if (text_is(line->written, plainer_key))
		return read_entry(plain, arena, line);
	if (!text_is(line->written, long_key) || *rest || number < 1)
		return false;
	plain->longest = (size_t)number;
	return true;
}

const struct plain *
plain_read(struct arena *arena, const struct record_file *file,
    const char *language, struct report *report)
{
	struct plain *plain = arena_get(arena, sizeof(*plain));

	plain->longest = LONG_USUAL;
	for (size_t i = 0; i < file->count; i++) {
		const struct record_block *block = &file->blocks[i];
		const struct record_line *head = &block->lines[0];
		if (!text_is(head->written, "plain") ||
		    !text_is(head->value, language)) {
			report_add(report, SEVERITY_ERROR, head->key_place,
			    WORD_PLAIN_UNCLEAR, head->written, NULL);
			continue;
		}
		for (size_t k = 1; k < block->count; k++)
			if (!read_line(plain, arena, &block->lines[k]))
				report_add(report, SEVERITY_ERROR,
				    block->lines[k].key_place,
				    WORD_PLAIN_UNCLEAR, block->lines[k].written,
				    NULL);
	}
	plain->entries = arena_keep(
	    arena, plain->entries, plain->count, sizeof(*plain->entries));
	return plain;
}

/* --- The text ------------------------------------------------------------- */

struct looking {
	const struct plain *plain;
	struct arena *arena;
	const char *text;
	struct plain_word *words;
	size_t count, capacity;
	bool *is_told; /* of each entry of the list */
	struct plain_note *notes;
	size_t note_count, note_capacity;
};

/* Does a byte belong to a word?  Every letter beyond ASCII does. */
static bool
is_of_word(char c)
{
	unsigned char byte = (unsigned char)c;

	return byte >= 0x80 || char_is_figure(c) ||
	       ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || c == '\'' ||
	       c == '-';
}

/* The point in 3.50, or the comma in 1,000. */
static bool
is_in_number(const char *text, size_t at)
{
	return (text[at] == '.' || text[at] == ',') && at > 0 &&
	       char_is_figure(text[at - 1]) && char_is_figure(text[at + 1]);
}

static bool
ends_sentence(const char *text, size_t at)
{
	char next = text[at] ? text[at + 1] : '\0';

	return text[at] == '\n' || text[at] == '\0' ||
	       (strchr(".!?", text[at]) && strchr(" \n\"')", next));
}

static void
add_note(struct looking *looking, struct plain_note note)
{
	looking->notes = mem_grow(looking->notes, looking->note_count,
	    &looking->note_capacity, sizeof(*looking->notes));
	looking->notes[looking->note_count++] = note;
}

/* The end of an entry that begins with a word, or 0. */
static size_t
match(const struct looking *looking, const struct entry *entry, size_t at,
    size_t end)
{
	const char *rest = entry->words;

	for (; at < end; at++) {
		const char *folded = looking->words[at].folded;
		size_t length = strlen(folded);
		if (strncmp(rest, folded, length) != 0)
			return 0;
		rest += length;
		if (*rest == '\0')
			return looking->words[at].end;
		if (*rest++ != ' ')
			return 0;
	}
	return 0;
}

/* The words of one sentence that are on the list. */
static void
look_for_entries(struct looking *looking, size_t first, size_t end)
{
	const struct plain *plain = looking->plain;

	for (size_t at = first; at < end; at++)
		for (size_t i = 0; i < plain->count; i++) {
			size_t start = looking->words[at].start;
			size_t last =
			    match(looking, &plain->entries[i], at, end);
			if (last == 0 || looking->is_told[i])
				continue;
			looking->is_told[i] = true;
			add_note(
			    looking, (struct plain_note){.start = start,
					 .length = last - start,
					 .instead = plain->entries[i].instead});
		}
}

static void
add_word(struct looking *looking, size_t start, size_t end)
{
	looking->words = mem_grow(looking->words, looking->count,
	    &looking->capacity, sizeof(*looking->words));
	looking->words[looking->count++] = (struct plain_word){
	    .start = start,
	    .end = end,
	    .folded = fold(looking->arena, looking->text + start, end - start),
	};
}

/* One sentence from a byte on; gives where the next begins. */
static size_t
look_at_sentence(struct looking *looking, size_t at)
{
	const char *text = looking->text;
	size_t first = looking->count;

	while (!ends_sentence(text, at)) {
		size_t start = at;
		while (is_of_word(text[at]) || is_in_number(text, at))
			at++;
		if (at > start)
			add_word(looking, start, at);
		else
			at++;
	}
	size_t words = looking->count - first;
	if (words > looking->plain->longest)
		add_note(
		    looking, (struct plain_note){
				 .start = looking->words[first].start,
				 .length = at - looking->words[first].start,
				 .words = words,
			     });
	look_for_entries(looking, first, looking->count);
	return text[at] ? at + 1 : at;
}

const struct plain_note *
plain_look(const struct plain *plain, struct arena *arena, const char *text,
    size_t *count)
{
	struct looking looking = {
	    .plain = plain,
	    .arena = arena,
	    .text = text,
	    .is_told = mem_new(plain->count * sizeof(bool)),
	};

	for (size_t at = 0; text[at];)
		at = look_at_sentence(&looking, at);
	*count = looking.note_count;
	mem_free(looking.is_told);
	mem_free(looking.words);
	return arena_keep(
	    arena, looking.notes, looking.note_count, sizeof(*looking.notes));
}
