/*
 * The week grid as an answer; its text is the business of form/week.h.
 *
 * Tested by tests/unit/form_value.c.
 */
#include "form/type_rules.h"
#include "form/week.h"

static bool
read_week(struct arena *arena, const struct field *field, const char *text,
    struct date today, struct value *value, struct err *problem)
{
	struct week week;
	struct str stored = STR_EMPTY;

	(void)field;
	(void)today;
	if (!week_read(arena, text, &week, problem))
		return false;
	week_put(&stored, &week);
	/* Days and parts with nothing after them are no answer. */
	if (stored.length > 0) {
		value->kind = VALUE_TEXT;
		value->text = arena_copy(arena, stored.text);
	}
	str_release(&stored);
	return true;
}

/* Each line of each cell, under its day and part. */
static void
put_week(struct str *out, const struct field *field, const struct value *value,
    const struct words *words)
{
	struct arena *arena = arena_new();
	struct week week;
	size_t start = out->length;

	(void)field;
	week_read(arena, value->text, &week, NULL);
	for (size_t i = 0; i < WEEK_DAYS * WEEK_PARTS; i++) {
		const char *cell = week.cells[i / WEEK_PARTS][i % WEEK_PARTS];
		if (!cell)
			continue;
		if (out->length > start)
			str_put_char(out, '\n');
		words_put(out, words, WORD_WEEK_CELL,
		    words_get(words, week_day_word(i / WEEK_PARTS)),
		    words_get(words, week_part_word(i % WEEK_PARTS)), cell,
		    NULL);
	}
	arena_free(arena);
}

const struct type_rules type_rules_week = {
    .read = read_week,
    .put = put_week,
};
