/*
 * Readings of all shipped forms with answers to everything: quick, the same in
 * whatever order answers came, and the same beside another reading as alone.
 */
#include <time.h>

#include "base/attr.h"
#include "rig/scene.h"

static double
milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* An answer for any kind of question, by chance. */
static const char *
some_answer(const struct field *field, unsigned chance)
{
	static const char *const texts[] = {"4", "12.50", "3 May 1957", "Huw"};
	if (field->option_count > 0)
		return field->options[chance % field->option_count].code;
	return texts[chance % ARRAY_LENGTH(texts)];
}

static void
fill(struct scene *scene, unsigned seed)
{
	const struct form_set *set = scene->set;
	for (size_t i = 0; i < set->repeat_count; i++)
		for (int row = 0; row < 4; row++)
			scene_add_row(scene, set->repeats[i].id);
	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = &set->fields[i];
		if (field->is_sum)
			continue;
		int last = field->repeat == NONE ? 0 : 4;
		for (int row = last > 0; row <= last; row++) {
			seed = seed * 1103515245 + 12345;
			struct change change = change_answer(scene->plan,
			    scene->arena,
			    (struct address){.field = field->id, .row = row},
			    (struct answer){
				.text = some_answer(field, seed >> 16)});
			plan_apply(scene->plan, &change);
		}
	}
}

Test(reading, of_all_shipped_forms_takes_no_time)
{
	enum { TIMES = 20 };
	struct scene scene = scene_new_shipped();
	fill(&scene, 1);
	double best = 1e9;
	for (int i = 0; i < TIMES; i++) {
		double start = milliseconds();
		reading_free(scene_read(&scene, VOICE_PERSON));
		double took = milliseconds() - start;
		if (took < best)
			best = took;
	}
	cr_log_info("%zu fields, four rows a list: %.2f ms",
	    scene.set->field_count, best);
	/* A third of one here; room for slow machines and sanitizers. */
	cr_assert_lt(best, 6);
	scene_free(&scene);
}

static bool
is_alike(const struct result *a, const struct result *b)
{
	bool has_same_trace =
	    (a->trace == NULL) == (b->trace == NULL) &&
	    (a->trace == NULL ||
		(a->trace->missing_count == b->trace->missing_count &&
		    a->trace->fault == b->trace->fault));
	return has_same_trace && a->state == b->state &&
	       a->is_nought == b->is_nought && text_is(a->typed, b->typed) &&
	       a->value.kind == b->value.kind &&
	       text_is(a->value.text, b->value.text);
}

/* How many results the readings share; all others must be alike. */
static size_t
count_shared(const struct reading *a, const struct reading *b, const char *of)
{
	const struct form_set *set = reading_source(a)->set;
	size_t shared = 0;
	for (size_t i = 0; i < set->field_count; i++) {
		int last = set->fields[i].repeat == NONE ? 0 : 4;
		for (int row = last > 0; row <= last; row++) {
			const struct result *left = reading_result(a, i, row);
			const struct result *right = reading_result(b, i, row);
			shared += left == right;
			cr_assert(!of || is_alike(left, right), "%s: %s.%d", of,
			    set->fields[i].id, row);
		}
	}
	return shared;
}

Test(reading, takes_over_from_the_person_only_what_is_the_same)
{
	struct scene scene = scene_new_shipped();
	const struct form_set *set = scene.set;
	fill(&scene, 3);
	struct reading *person = scene_read(&scene, VOICE_PERSON);
	size_t all = count_shared(person, person, NULL);
	size_t least = all;
	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = &set->fields[i];
		const struct address address = {.field = field->id,
		    .row = field->repeat == NONE ? 0 : 2,
		    .voice = VOICE_WORKER};
		if (field->is_sum)
			continue;
		struct change change = change_answer(scene.plan, scene.arena,
		    address,
		    (struct answer){.text = some_answer(field, (unsigned)i)});
		plan_apply(scene.plan, &change);
		struct reading *alone = scene_read(&scene, VOICE_WORKER);
		struct reading *beside = reading_new(&(struct reading_of){
		    .set = set,
		    .plan = scene.plan,
		    .voice = VOICE_WORKER,
		    .today = SCENE_TODAY,
		    .person = person,
		});
		count_shared(alone, beside, field->id);
		size_t shared = count_shared(person, beside, NULL);
		cr_assert_lt(shared, all);
		least = shared < least ? shared : least;
		reading_free(beside);
		reading_free(alone);
		change = change_answer(
		    scene.plan, scene.arena, address, (struct answer){0});
		plan_apply(scene.plan, &change);
	}
	cr_assert_lt(least + 50, all, "one answer decides about many");
	reading_free(person);
	scene_free(&scene);
}

struct copying {
	const struct address **addresses;
	const struct answer **answers;
	struct arena *arena;
	size_t count;
};

static bool
copy_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	struct copying *copying = context;
	struct address *to = arena_get(copying->arena, sizeof(*to));
	*to = *address;
	copying->addresses[copying->count] = to;
	copying->answers[copying->count++] = answer;
	return true;
}

static void
put_all(struct str *out, const struct reading *reading)
{
	const struct form_set *set = reading_source(reading)->set;
	for (size_t i = 0; i < set->field_count; i++) {
		int last = set->fields[i].repeat == NONE ? 0 : 4;
		for (int row = last > 0; row <= last; row++) {
			const struct result *result =
			    reading_result(reading, i, row);
			str_format(out, "%s.%d %d %s\n", set->fields[i].id, row,
			    (int)result->state,
			    result->value.text ? result->value.text : "");
		}
	}
}

Test(reading, is_the_same_in_whatever_order_answers_came)
{
	enum { MOST = 8000 };
	struct scene scene = scene_new_shipped();
	fill(&scene, 7);
	struct copying copying = {
	    .addresses = arena_get(scene.arena, MOST * sizeof(void *)),
	    .answers = arena_get(scene.arena, MOST * sizeof(void *)),
	    .arena = scene.arena,
	};
	plan_each(scene.plan, copy_answer, &copying);
	cr_assert_lt(copying.count, MOST);
	struct str first = STR_EMPTY, second = STR_EMPTY;
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	put_all(&first, reading);
	reading_free(reading);

	struct plan *before = scene.plan;
	scene.plan = plan_new();
	for (size_t i = 0; i < scene.set->repeat_count; i++)
		for (int row = 0; row < 4; row++)
			scene_add_row(&scene, scene.set->repeats[i].id);
	/* A prime step walks through all of them in another order. */
	for (size_t i = 0; i < copying.count; i++) {
		size_t at = (i * 7919 + 13) % copying.count;
		struct change change = change_answer(scene.plan, scene.arena,
		    *copying.addresses[at], *copying.answers[at]);
		plan_apply(scene.plan, &change);
	}
	reading = scene_read(&scene, VOICE_PERSON);
	put_all(&second, reading);
	cr_assert_str_eq(first.text, second.text);
	cr_assert(strlen(first.text) > 1000);
	reading_free(reading);
	str_release(&first);
	str_release(&second);
	plan_free(before);
	scene_free(&scene);
}
