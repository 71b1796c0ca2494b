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
	size_t visits = composer->set->by_meaning[MEANS_VISIT], count = 0;
	const int *rows = visits == NONE
			      ? NULL
			      : reading_rows(composer->reading, visits, &count);
	bool has_any = false;

	for (size_t i = 0;
	     count > 0 && i < composer->set->repeats[visits].field_count; i++) {
		size_t index = composer->set->repeats[visits].fields[i];
		const struct field *field = &composer->set->fields[index];
		if (field->printing != PRINT_NO)
			has_any |=
			    compose_field(composer, index, rows[count - 1]);
	}
	/* What stays open is a list of its own: it outlives the visit. */
	has_any |= compose_part_items(composer, PART_VISIT);
	if (!has_any)
		compose_words(
		    composer, DOC_PARAGRAPH, STYLE_BODY, WORD_DOC_NO_VISIT);
}
