/*
 * Loading a set of forms from a text, for the tests of the loader.
 */
#ifndef RIG_FORM_LOADING_H
#define RIG_FORM_LOADING_H

#include "base/report.h"
#include "base/str.h"
#include "form/load.h"

/* A page to stand on, in a file without a form: nothing must be there. */
#define PAGE "page: p\ntitle: P\nprint: no\n\n"

struct loaded {
	struct form_set *set;
	struct report *report;
	struct str said; /* all complaints, as lines */
};

static inline void
load_sources(struct loaded *loaded, const struct source *sources, size_t count)
{
	*loaded = (struct loaded){.said = STR_EMPTY};
	loaded->report = report_new(words_english());
	loaded->set = form_load(sources, count, loaded->report);
	form_check_reach(loaded->set, loaded->report);
	report_put(&loaded->said, loaded->report);
}

static inline void
load_text(struct loaded *loaded, const char *text)
{
	struct source source = {.name = "a.form", .text = text};

	load_sources(loaded, &source, 1);
}

static inline void
unload(struct loaded *loaded)
{
	form_set_free(loaded->set);
	report_free(loaded->report);
	str_release(&loaded->said);
}

/* The field with an id, which must be there. */
static inline const struct field *
field_of(const struct loaded *loaded, const char *id)
{
	size_t index = form_find_field(loaded->set, id);

	cr_assert_neq(index, NONE, "%s\n%s", id, loaded->said.text);
	return &loaded->set->fields[index];
}

#endif
