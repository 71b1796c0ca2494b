/*
 * What was decided at the newest visit, fit to be left on the table: the
 * visit's own answers, whom to ring, and what is still open.
 *
 * Tested by tests/pages.
 */
#include "base/str.h"
#include "doc/composer.h"

void
compose_visit(struct composer *composer)
{
	const struct form_set *set = composer->set;
	size_t visits = form_find_meaning(set, MEANS_VISIT);
	int newest =
	    visits == NONE ? 0 : reading_newest_row(composer->reading, visits);
	bool has_any = false;

	for (size_t i = 0; newest > 0 && i < set->repeats[visits].field_count;
	     i++) {
		size_t index = set->repeats[visits].fields[i];
		if (set->fields[index].printing != PRINT_NO)
			has_any |= compose_field(composer, index, newest);
	}
	/* What stays open is a list of its own: it outlives the visit. */
	has_any |= compose_part_items(composer, PART_VISIT);
	if (!has_any)
		compose_words(
		    composer, DOC_PARAGRAPH, STYLE_BODY, WORD_DOC_NO_VISIT);
}
