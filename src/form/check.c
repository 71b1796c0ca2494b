/*
 * The static checker: its order, and what concerns forms as a whole.
 *
 * Owns steps, empty pages and languages.  Every other check has a file of
 * its own, check_*.c, and none depends on another having passed.
 *
 * Tested by tests/unit/form_check.c and the goldens in tests/checker.
 */
#include "form/check.h"

#include <string.h>

#include "base/str.h"
#include "form/loader.h"

/* Each of the seven steps is one form. */
static void
check_steps(struct loader *loader)
{
	const struct form_set *set = loader->set;

	for (size_t i = 0; i < set->form_count; i++) {
		const struct form *form = &set->forms[i];
		for (size_t j = 0; j < i && form->step != 0; j++) {
			if (set->forms[j].step != form->step)
				continue;
			loader_complain(loader,
			    loader_place(
				loader_entry(loader, KIND_FORM, i), KEY_STEP),
			    WORD_LOAD_STEP_TWICE, set->forms[j].id);
			break;
		}
	}
}

static void
check_pages(struct loader *loader)
{
	const struct form_set *set = loader->set;

	for (size_t i = 0; i < set->page_count; i++) {
		if (set->pages[i].item_count == 0)
			report_add(loader->report, SEVERITY_WARNING,
			    set->pages[i].place, WORD_LOAD_PAGE_EMPTY,
			    set->pages[i].id, NULL);
	}
}

static const struct language_seen *
find_language(const struct loader *loader, const char *language)
{
	const struct language_seen *seen = loader->languages.items;

	for (size_t i = 0; i < loader->languages.count; i++) {
		if (strcmp(seen[i].language, language) == 0)
			return &seen[i];
	}
	return NULL;
}

/* A language met once is a slip of the keys; one met often has gaps. */
static void
check_languages(struct loader *loader)
{
	const struct language_seen *seen = loader->languages.items;
	const struct language_seen *english = find_language(loader, "en");

	for (size_t i = 0; i < loader->languages.count; i++) {
		if (strcmp(seen[i].language, "en") == 0)
			continue;
		if (seen[i].count == 1) {
			report_add(loader->report, SEVERITY_WARNING,
			    seen[i].place, WORD_LOAD_LANGUAGE_ONCE,
			    seen[i].language, NULL);
		} else if (english && seen[i].count < english->count) {
			report_add(loader->report, SEVERITY_NOTE, seen[i].place,
			    WORD_LOAD_LANGUAGE_GAPS,
			    numeral_of_count(english->count - seen[i].count)
				.text,
			    seen[i].language, NULL);
		}
	}
}

void
check_all(struct loader *loader)
{
	check_steps(loader);
	check_pages(loader);
	check_languages(loader);
	check_meanings(loader);
	check_fields(loader);
	check_sentences(loader);
	check_answers(loader);
	check_tables(loader);
	check_sums(loader);
}
