/*
 * What differs between two plans: in the order of the forms, row by row, voice
 * by voice, in words.
 */
#include "plan/difference.h"

#include "rig/scene.h"

/* The same forms and two plans, the second of which is changed. */
struct pair {
	struct scene before, after;
};

static struct pair
pair_new(void)
{
	struct pair pair = {scene_new_small(), scene_new_small()};
	return pair;
}

static void
pair_free(struct pair *pair)
{
	scene_free(&pair->before);
	scene_free(&pair->after);
}

static void
say_both(struct pair *pair, const char *where, const char *text)
{
	scene_answer(&pair->before, where, text);
	scene_answer(&pair->after, where, text);
}

struct told {
	struct reading *readings[VOICE_MAX];
	struct difference_side side;
};

static void
read_side(struct scene *scene, struct told *told)
{
	told->side.count = 0;
	for (enum voice voice = 0; voice < VOICE_MAX; voice++)
		if (voice == VOICE_PERSON || plan_has_voice(scene->plan, voice))
			told->readings[told->side.count++] =
			    scene_read(scene, voice);
	told->side.readings = (const struct reading *const *)told->readings;
}

static void
free_side(struct told *told)
{
	for (size_t i = 0; i < told->side.count; i++)
		reading_free(told->readings[i]);
}

/* All differences, a line each with kind and place before the sentence. */
static void
expect(struct scene *before, struct scene *after, const char *expected)
{
	struct told old, new;
	struct str text = STR_EMPTY;
	size_t count;
	read_side(before, &old);
	read_side(after, &new);
	const struct difference *items = differences_of(
	    after->arena, &old.side, &new.side, words_english(), &count);
	for (size_t i = 0; i < count; i++) {
		str_format(&text, "%s %s ", difference_name(items[i].kind),
		    items[i].place);
		difference_put(&text, &items[i], words_english());
		str_put_char(&text, '\n');
	}
	cr_assert_str_eq(text.text, expected);
	str_release(&text);
	free_side(&old);
	free_side(&new);
}

Test(differences, are_none_between_a_plan_and_itself)
{
	struct pair pair = pair_new();
	say_both(&pair, "matters", "My garden");
	say_both(&pair, "lines.1.what", "A helper");
	say_both(&pair, "worker:meals", "all");
	expect(&pair.before, &pair.after, "");
	expect(&pair.before, &pair.before, "");
	pair_free(&pair);
}

Test(differences, are_told_in_the_order_of_the_forms)
{
	struct pair pair = pair_new();
	scene_answer(&pair.before, "route", "told");
	scene_answer(&pair.before, "matters", "My garden");
	scene_answer(&pair.after, "route", "none");
	scene_answer(&pair.after, "matters", "My dog");
	scene_answer(&pair.after, "called", "Mair");
	scene_answer(&pair.before, "pet", "yes");
	expect(&pair.before, &pair.after,
	    "new called What shall we call you? New: “Mair”\n"
	    "changed matters What matters to you? Before: “My garden” Now: "
	    "“My dog”\n"
	    "gone pet Have you a pet? Taken away: “Yes”\n"
	    "changed route How is the sum known? Before: “We were told” Now: "
	    "“It is not known”\n");
	pair_free(&pair);
}

Test(differences, know_a_row_by_its_number_wherever_it_stands)
{
	struct pair pair = pair_new();
	say_both(&pair, "lines.1.what", "A helper");
	say_both(&pair, "lines.2.what", "A taxi");
	say_both(&pair, "lines.3.what", "A class");
	struct change move =
	    change_move_row(pair.after.plan, pair.after.arena, "lines", 3, 0);
	plan_apply(pair.after.plan, &move);
	expect(&pair.before, &pair.after,
	    "order lines What I spend, in another order. Before: "
	    "1, 2, 3. Now: 3, 1, 2.\n");
	scene_remove_row(&pair.after, "lines", 2);
	scene_answer(&pair.after, "lines.4.what", "A bicycle");
	move = change_move_row(
	    pair.after.plan, pair.after.arena, "lines", 3, ROWS_MAX);
	plan_apply(pair.after.plan, &move);
	expect(&pair.before, &pair.after,
	    "row new lines.4 New in the list: What I spend 4\n"
	    "new lines.4.what What is it? (What I spend 4) New: "
	    "“A bicycle”\n"
	    "row gone lines.2 Taken off the list: What I spend 2\n"
	    "gone lines.2.what What is it? (What I spend 2) Taken away: "
	    "“A taxi”\n");
	pair_free(&pair);
}

Test(differences, keep_voices_apart_and_say_whose_words_they_are)
{
	struct pair pair = pair_new();
	say_both(&pair, "meals", "some");
	scene_answer(&pair.after, "worker:meals", "all");
	scene_say(&pair.before, "matters", (struct answer){.text = "Her cat"});
	scene_say(&pair.after, "matters",
	    (struct answer){
		.text = "Her cat", .whose = "Delyth", .how = "said so"});
	expect(&pair.before, &pair.after,
	    "whose matters What matters to you? In whose words before: the "
	    "person. Now: Delyth (said so).\n"
	    "new worker:meals The worker, on: Do you need help with meals? "
	    "New: “Someone does it for me”\n");
	pair_free(&pair);
}

Test(differences, tell_a_sum_that_has_a_meaning_and_its_figures)
{
	struct pair pair = pair_new();
	say_both(&pair, "route", "told");
	scene_answer(&pair.before, "told_year", "5200");
	scene_answer(&pair.after, "told_year", "£5,200.00");
	expect(&pair.before, &pair.after,
	    "changed told_year The sum for a year Before: “5200” Now: "
	    "“£5,200.00”\n");
	scene_answer(&pair.after, "told_year", "10400");
	expect(&pair.before, &pair.after,
	    "changed told_year The sum for a year Before: “£5,200.00” Now: "
	    "“£10,400.00”\n"
	    "changed year The sum to plan with Before: “£5,200.00” Now: "
	    "“£10,400.00”\n"
	    "changed week_sum The sum a week Before: “£100.00” Now: "
	    "“£200.00”\n"
	    "changed left_week Left a week Before: “£100.00” Now: "
	    "“£200.00”\n");
	pair_free(&pair);
}

Test(differences, find_a_renamed_question_and_keep_one_that_is_gone)
{
	static const char old_forms[] =
	    SCENE_HEAD "question: dog\ntype: line\nlabel: The dog?\n\n"
		       "question: cat\ntype: line\nlabel: The cat?\n";
	static const char new_forms[] = SCENE_HEAD
	    "question: pet\ntype: line\nlabel: The pet?\nwas: dog\n\n"
	    "question: bird\ntype: line\nlabel: The bird?\n";
	struct pair pair = {scene_new(old_forms), scene_new(new_forms)};
	scene_answer(&pair.before, "dog", "Rex");
	scene_answer(&pair.before, "cat", "Tib");
	scene_answer(&pair.after, "pet", "Rex");
	scene_answer(&pair.after, "bird", "Joy");
	scene_keep(&pair.before, "stone", 0, 1, "A");
	scene_keep(&pair.after, "stone", 0, 1, "B");
	scene_keep(&pair.before, "shell", 0, 1, "C");
	expect(&pair.before, &pair.after,
	    "new bird The bird? New: “Joy”\n"
	    "gone cat The cat? Taken away: “Tib”\n"
	    "changed stone stone Before: “A” Now: “B”\n"
	    "gone shell shell Taken away: “C”\n");
	pair_free(&pair);
}
