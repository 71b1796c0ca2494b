/*
 * The form language told from its registry: every kind of block with its
 * keys, the types, the meanings and the parts of the printed plan.
 *
 * Owns `forms docs`.  It is made from the tables that the loader reads, so it
 * cannot be out of date.
 *
 * Tested by tests/unit/form_describe.c.
 */
#include "form/describe.h"

#include "base/attr.h"
#include "form/registry.h"
#include "form/type.h"

enum { NAME_WIDTH = 16 };

/* What a mark behind a key says; the legend comes from the same table. */
static const struct {
	enum key_flag flag;
	const char *mark;
	enum word about;
} marks[] = {
    {FLAG_MANY, "+", WORD_DESCRIBE_MARK_MANY},
    {FLAG_SAID, "~", WORD_DESCRIBE_MARK_SAID},
    {FLAG_PARTS, "|", WORD_DESCRIBE_MARK_PARTS},
    {FLAG_CONDITION, "?", WORD_DESCRIBE_MARK_CONDITION},
};

static const char needed_mark[] = "*";

static void
put_heading(struct str *out, const struct words *words, enum word word)
{
	words_put(out, words, word, NULL);
	str_put(out, "\n\n");
}

static void
put_legend(struct str *out, const struct words *words)
{
	str_format(out, "  %s  %s\n", needed_mark,
	    words_get(words, WORD_DESCRIBE_MARK_NEEDED));
	for (size_t i = 0; i < ARRAY_LENGTH(marks); i++)
		str_format(out, "  %s  %s\n", marks[i].mark,
		    words_get(words, marks[i].about));
	str_put_char(out, '\n');
}

static void
put_key(struct str *out, enum block_key key, enum record_kind kind)
{
	const struct key_info *info = registry_key(key);
	struct str name = STR_EMPTY;

	str_format(&name, "%s ", info->name);
	if (key_is_needed(key, kind))
		str_put(&name, needed_mark);
	for (size_t i = 0; i < ARRAY_LENGTH(marks); i++) {
		if (key_has_flag(key, marks[i].flag))
			str_put(&name, marks[i].mark);
	}
	str_format(out, "  %-*s  %s\n", NAME_WIDTH, name.text, info->about);
	str_release(&name);
}

static void
put_kinds(struct str *out)
{
	for (enum record_kind kind = 0; kind < KIND_MAX; kind++) {
		const struct kind_info *info = registry_kind(kind);
		str_format(out, "%s: %s\n", info->name, info->about);
		for (enum block_key key = 0; key < KEY_MAX; key++) {
			if (key_is_in(key, kind))
				put_key(out, key, kind);
		}
		str_put_char(out, '\n');
	}
}

static void
put_types(struct str *out)
{
	const struct type *type;

	for (size_t i = 0; (type = type_at(i)); i++)
		str_format(
		    out, "  %-*s  %s\n", NAME_WIDTH, type->name, type->about);
	str_put_char(out, '\n');
}

static void
put_meanings(struct str *out)
{
	for (enum meaning i = 0; i < MEANING_MAX; i++) {
		const struct meaning_info *info = registry_meaning(i);
		struct str name = STR_EMPTY;
		str_format(&name, "%s %s", info->name,
		    info->is_needed ? needed_mark : "");
		str_format(out, "  %-*s  %s\n", NAME_WIDTH + 6, name.text,
		    info->about);
		str_release(&name);
	}
	str_put_char(out, '\n');
}

static void
put_parts(struct str *out, const struct words *words)
{
	static const enum word headings[PART_MAX] = {
#define PART(id, name, word) [PART_##id] = WORD_##word,
#include "form/parts.def"
#undef PART
	};

	for (enum part part = 0; part < PART_MAX; part++)
		str_format(out, "  %-*s  %s\n", NAME_WIDTH, part_name(part),
		    words_get(words, headings[part]));
}

void
form_describe_language(struct str *out, const struct words *words)
{
	put_heading(out, words, WORD_DESCRIBE_KINDS);
	put_legend(out, words);
	put_kinds(out);
	put_heading(out, words, WORD_DESCRIBE_TYPES);
	put_types(out);
	put_heading(out, words, WORD_DESCRIBE_MEANINGS);
	put_meanings(out);
	put_heading(out, words, WORD_DESCRIBE_PARTS);
	put_parts(out, words);
}
