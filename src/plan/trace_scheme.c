/*
 * Where a figure comes from in the end: does an invented scheme stand behind
 * it?  Such a figure says so wherever it is shown.  Keeps nothing.
 */
#include "plan/trace.h"

static bool
is_illustrative_field(const struct form_set *set, size_t field)
{
	size_t scheme = set->fields[field].scheme;

	return scheme != NONE && set->schemes[scheme].is_illustrative;
}

static bool
is_illustrative_figure(
    const struct trace_figure *figure, const struct form_set *set)
{
	return figure->trace != NULL &&
	       trace_is_illustrative(figure->trace, set);
}

bool
trace_is_illustrative(const struct trace *trace, const struct form_set *set)
{
	if (is_illustrative_field(set, trace->field))
		return true;
	for (size_t i = 0; i < trace->count; i++)
		for (size_t k = 0; k < trace->steps[i].input_count; k++) {
			const struct trace_input *input =
			    &trace->steps[i].inputs[k];
			if (is_illustrative_figure(&input->figure, set) ||
			    is_illustrative_figure(&input->times, set))
				return true;
		}
	return false;
}
