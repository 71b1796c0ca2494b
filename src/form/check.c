/*
 * The static checker: its order, and what concerns forms as a whole.
 *
 * Owns steps, empty pages and languages.  Every other check has a file of
 * its own, check_*.c, and none depends on another having passed.
 *
 * Tested by tests/unit/form_check.c and the goldens in tests/checker.
 */
#include "form/check.h"

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

/* How many texts a file has in English. */
static size_t
count_english(const struct loader *loader, const char *file)
{
	const struct language_seen *seen = loader->languages.items;

	for (size_t i = 0; i < loader->languages.count; i++) {
		if (text_is(seen[i].language, "en") &&
		    text_is(seen[i].place.file, file))
			return seen[i].count;
	}
	return 0;
}

/* How many texts all files have in a language. */
static size_t
count_texts(const struct loader *loader, const char *language)
{
	const struct language_seen *seen = loader->languages.items;
	size_t count = 0;

	for (size_t i = 0; i < loader->languages.count; i++) {
		if (text_is(seen[i].language, language))
			count += seen[i].count;
	}
	return count;
}

/*
 * A language met once is a slip of the keys.  A file that speaks it more often
 * has gaps; one that never does was not meant to.
 */
static void
check_languages(struct loader *loader)
{
	const struct language_seen *seen = loader->languages.items;

	for (size_t i = 0; i < loader->languages.count; i++) {
		const char *language = seen[i].language;
		size_t english = count_english(loader, seen[i].place.file);
		if (text_is(language, "en"))
			continue;
		if (count_texts(loader, language) == 1)
			report_add(loader->report, SEVERITY_WARNING,
			    seen[i].place, WORD_LOAD_LANGUAGE_ONCE, language,
			    NULL);
		else if (seen[i].count < english)
			report_add(loader->report, SEVERITY_NOTE, seen[i].place,
			    WORD_LOAD_LANGUAGE_GAPS,
			    numeral_of_count(english - seen[i].count).text,
			    language, NULL);
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
