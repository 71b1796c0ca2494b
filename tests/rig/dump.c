/*
 * Plans as text: one line an answer and one line a row, in the plan's order.
 */
#include "rig/dump.h"

static bool
put_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	str_format(context, "%s.%d.%s=%s/%s/%s/%lld\n", address->field,
	    address->row, voice_name(address->voice), answer->text,
	    answer->whose ? answer->whose : "-",
	    answer->how ? answer->how : "-", (long long)answer->at);
	return true;
}

static bool
put_row(void *context, const char *repeat, int row, int place)
{
	str_format(context, "%s:%d@%d\n", repeat, row, place);
	return true;
}

void
dump_plan(struct str *out, const struct plan *plan)
{
	const char *forms = plan_forms(plan);
	str_format(out, "forms %s\n", forms ? forms : "-");
	plan_each(plan, put_answer, out);
	plan_each_row(plan, put_row, out);
}
