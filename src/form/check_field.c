/*
 * Checking that the keys of one question or list agree with each other.
 *
 * Owns what a type brings and forbids: options, rows of another list, how
 * many at most, how it is printed.  Refuses to look at answers
 * (check_answer.c) and conditions (expr_trap.c, check_reach.c).
 *
 * Tested by tests/unit/form_check.c.
 */
#include "form/check.h"

#include "base/str.h"
#include "form/loader.h"
#include "form/type.h"

/* One question and where its lines stand. */
struct asked {
	struct loader *loader;
	const struct entry *entry;
	const struct field *field;
};

static void
complain_at(const struct asked *asked, enum block_key key, enum word word,
    const char *argument)
{
	loader_complain(
	    asked->loader, loader_place(asked->entry, key), word, argument);
}

static bool
has_key(const struct asked *asked, enum block_key key)
{
	return loader_line(asked->entry, key) != NULL;
}

/*
 * A key that the type of the question has no use for.  What only translates is
 * left out: it has a complaint of its own, or translates what the type brings.
 */
static void
forbid(const struct asked *asked, enum block_key key)
{
	const struct entry *entry = asked->entry;

	for (size_t i = 1; i < entry->count; i++) {
		if (entry->keys[i] != key ||
		    !loader_is_english(&entry->lines[i]))
			continue;
		report_add(asked->loader->report, SEVERITY_ERROR,
		    entry->lines[i].key_place, WORD_LOAD_KEY_FOR_TYPE,
		    registry_key(key)->name, asked->field->type->name, NULL);
		return;
	}
}

static void
check_options(const struct asked *asked)
{
	bool has_options =
	    has_key(asked, KEY_OPTION) || has_key(asked, KEY_OPTIONS);

	if (!asked->field->type->rules->has_options) {
		forbid(asked, KEY_OPTION);
		forbid(asked, KEY_OPTIONS);
		forbid(asked, KEY_OTHER);
	} else if (!has_options) {
		complain_at(asked, KEY_TYPE, WORD_LOAD_OPTIONS_NEEDED,
		    asked->field->id);
	}
	if (asked->field->type->takes != TAKES_MANY)
		forbid(asked, KEY_EXCLUSIVE);
}

static void
check_rows_of(const struct asked *asked)
{
	enum takes takes = asked->field->type->takes;

	if (takes != TAKES_ROWS)
		forbid(asked, KEY_FOR_ROWS);
	else if (!has_key(asked, KEY_FOR_ROWS))
		complain_at(
		    asked, KEY_TYPE, WORD_LOAD_ROWS_NEEDED, asked->field->id);
	if (takes != TAKES_ROWS && takes != TAKES_MANY)
		forbid(asked, KEY_MOST);
}

static void
check_sum_type(const struct asked *asked)
{
	if (!type_is_figure(asked->field->type))
		complain_at(asked, KEY_TYPE, WORD_LOAD_SUM_TYPE,
		    asked->field->type->name);
}

static void
check_printing(const struct asked *asked)
{
	const struct field *field = asked->field;
	bool is_row = field->repeat != NONE;

	switch (field->printing) {
	case PRINT_YES:
	case PRINT_NO:
	case PRINT_MAX:
		break;
	case PRINT_COLUMN:
		if (!is_row)
			complain_at(
			    asked, KEY_PRINT, WORD_LOAD_PRINT_ALONE, NULL);
		else if (asked->loader->repeats[field->repeat].printing !=
			 PRINT_TABLE)
			complain_at(asked, KEY_PRINT, WORD_LOAD_PRINT_COLUMN,
			    asked->loader->repeats[field->repeat].id);
		break;
	case PRINT_TABLE:
	case PRINT_LIST:
	case PRINT_BLOCKS:
		complain_at(asked, KEY_PRINT, WORD_LOAD_PRINT_LIST, NULL);
		break;
	}
}

static void
check_repeat(struct loader *loader, const struct entry *entry,
    const struct repeat *repeat)
{
	bool has_column = false;

	if (repeat->field_count == 0)
		loader_complain(
		    loader, repeat->place, WORD_LOAD_REPEAT_EMPTY, repeat->id);
	for (size_t i = 0; i < repeat->field_count; i++)
		has_column |=
		    loader->fields[repeat->fields[i]].printing == PRINT_COLUMN;
	if (repeat->printing == PRINT_TABLE && !has_column)
		loader_complain(loader, loader_place(entry, KEY_PRINT),
		    WORD_LOAD_PRINT_TABLE, repeat->id);
	if (repeat->printing == PRINT_COLUMN)
		loader_complain(loader, loader_place(entry, KEY_PRINT),
		    WORD_LOAD_PRINT_REPEAT, NULL);
}

void
check_fields(struct loader *loader)
{
	const struct form_set *set = loader->set;

	for (size_t i = 0; i < set->field_count; i++) {
		struct asked asked = {
		    .loader = loader,
		    .entry = loader_entry(loader, KIND_QUESTION, i),
		    .field = &set->fields[i],
		};
		check_printing(&asked);
		if (asked.field->is_sum) {
			check_sum_type(&asked);
			continue;
		}
		check_options(&asked);
		check_rows_of(&asked);
	}
	for (size_t i = 0; i < set->repeat_count; i++)
		check_repeat(loader, loader_entry(loader, KIND_REPEAT, i),
		    &set->repeats[i]);
}
