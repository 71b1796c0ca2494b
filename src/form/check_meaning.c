/*
 * Checking meanings: what the program must be able to find in the forms.
 *
 * Owns the rules of meanings.def: the types that can carry a meaning, the
 * list that it belongs into, the codes that the program relies on, and that
 * what it cannot do without is there.  A meaning met twice is told where
 * meanings are linked (link.c).
 *
 * Tested by tests/unit/form_check.c.
 */
#include "form/check.h"

#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "form/loader.h"
#include "form/type.h"

static unsigned
takes_of(const struct field *field)
{
	if (field->is_sum)
		return TAKES_SUM;
	return field->type->takes;
}

/* "a line, a date or a sum": in the words of the forms themselves. */
static const char *
describe_takes(struct loader *loader, unsigned takes)
{
	struct str list = STR_EMPTY;
	const struct type *type;

	for (size_t i = 0; (type = type_at(i)); i++) {
		if ((type->takes & takes) != 0)
			str_format(&list, "%s%s", list.length == 0 ? "" : ", ",
			    type->name);
	}
	if ((takes & TAKES_SUM) != 0)
		str_format(&list, "%s%s", list.length == 0 ? "" : ", ",
		    registry_kind(KIND_CALCULATE)->name);
	if ((takes & TAKES_REPEAT) != 0)
		str_format(&list, "%s%s", list.length == 0 ? "" : ", ",
		    registry_kind(KIND_REPEAT)->name);
	return str_keep(&list, loader->arena);
}

static void
check_takes(struct loader *loader, const struct entry *entry,
    enum meaning meaning, unsigned takes)
{
	unsigned wanted = registry_meaning(meaning)->takes;

	if ((wanted & takes) == 0)
		report_add(loader->report, SEVERITY_ERROR,
		    loader_place(entry, KEY_MEANS), WORD_LOAD_MEANING_TAKES,
		    meaning_name(meaning), describe_takes(loader, wanted),
		    NULL);
}

static void
check_within(
    struct loader *loader, const struct entry *entry, const struct field *field)
{
	enum meaning within = registry_meaning(field->meaning)->within;
	enum meaning here = field->repeat == NONE
				? MEANING_MAX
				: loader->repeats[field->repeat].meaning;

	if (within == MEANING_MAX && field->repeat != NONE)
		loader_complain(loader, loader_place(entry, KEY_MEANS),
		    WORD_LOAD_MEANING_ROW, meaning_name(field->meaning));
	else if (within != MEANING_MAX && here != within)
		report_add(loader->report, SEVERITY_ERROR,
		    loader_place(entry, KEY_MEANS), WORD_LOAD_MEANING_WITHIN,
		    meaning_name(field->meaning), meaning_name(within), NULL);
}

/* Is the code one of the words of the list "clear large giant"? */
static bool
is_listed(const char *list, const char *code)
{
	size_t length = strlen(code);

	for (const char *at = strstr(list, code); at;
	     at = strstr(at + 1, code)) {
		if ((at == list || at[-1] == ' ') &&
		    (at[length] == ' ' || at[length] == '\0'))
			return true;
	}
	return false;
}

static void
check_codes_of(struct loader *loader, const struct field *field)
{
	const char *codes = registry_meaning(field->meaning)->codes;

	if (*codes == '\0')
		return;
	for (size_t i = 0; i < field->option_count; i++) {
		const struct option *option = &field->options[i];
		if (is_listed(codes, option->code))
			continue;
		report_add(loader->report, SEVERITY_ERROR, option->place,
		    WORD_LOAD_MEANING_CODE, meaning_name(field->meaning), codes,
		    option->code, NULL);
	}
}

static void
check_needed(struct loader *loader)
{
	const struct form_set *set = loader->set;

	for (enum meaning i = 0; i < MEANING_MAX; i++) {
		if (!registry_meaning(i)->is_needed ||
		    set->by_meaning[i] != NONE || loader->is_perhaps_meant[i])
			continue;
		report_add(loader->report, SEVERITY_ERROR, set->forms[0].place,
		    WORD_LOAD_MEANING_MISSING, meaning_name(i),
		    registry_meaning(i)->about, NULL);
	}
}

void
check_meanings(struct loader *loader)
{
	const struct form_set *set = loader->set;

	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = &set->fields[i];
		const struct entry *entry =
		    loader_entry(loader, KIND_QUESTION, i);
		if (field->meaning == MEANING_MAX)
			continue;
		check_takes(loader, entry, field->meaning, takes_of(field));
		check_within(loader, entry, field);
		check_codes_of(loader, field);
	}
	for (size_t i = 0; i < set->repeat_count; i++) {
		if (set->repeats[i].meaning != MEANING_MAX)
			check_takes(loader,
			    loader_entry(loader, KIND_REPEAT, i),
			    set->repeats[i].meaning, TAKES_REPEAT);
	}
	/* A scheme that is looked at alone has none of them. */
	if (set->form_count > 0)
		check_needed(loader);
}
