/*
 * What stands on a page: told as one line a block, with its notes below.
 */
#include "ui/page_model.h"

#include "rig/stage.h"

static struct stage stage;

static void
stop(void)
{
	stage_close(&stage);
}

TestSuite(page_model, .fini = stop);

#define FORM "form: f\ntitle: F\nlanguage: 1\nstep: 1\n\n"
#define NAME                                                                   \
	"question: called\ntype: line\nmeans: person.called\n"                 \
	"label: What shall we call you?\n\n"

static void
put_choices(struct str *out, const struct block *block)
{
	for (size_t i = 0; i < block->choice_count; i++)
		str_format(out, "%s%s%s", i > 0 ? ", " : "",
		    block->choices[i].is_chosen ? "+" : "-",
		    block->choices[i].label);
}

static void
put_table(struct str *out, const struct table_view *table)
{
	for (size_t c = 0; c < table->column_count; c++)
		str_format(out, "%s%s%s", c > 0 ? "|" : "",
		    table->columns[c].heading,
		    table->columns[c].is_figure ? "#" : "");
	for (size_t r = 0; r < table->row_count; r++) {
		str_format(out, "\n  %s%d: ", table->remarks[r] ? "!" : "",
		    table->rows[r]);
		for (size_t c = 0; c < table->column_count; c++)
			str_format(out, "%s%s", c > 0 ? "|" : "",
			    table->cells[r * table->column_count + c]);
	}
	for (size_t c = 0; c < table->column_count; c++)
		if (table->columns[c].total != NULL)
			str_format(
			    out, "\n  total %s", table->columns[c].total);
}

static void
put_block(struct str *out, const struct block *block)
{
	static const char *const kinds[] = {
	    [BLOCK_HEADING] = "heading",
	    [BLOCK_PROSE] = "prose",
	    [BLOCK_TYPED] = "typed",
	    [BLOCK_CHOICE] = "choice",
	    [BLOCK_WEEK] = "week",
	    [BLOCK_SUM] = "sum",
	    [BLOCK_LIST] = "list",
	    [BLOCK_BUTTON] = "button",
	};
	static const char *const signs[] = {
	    [NOTE_HINT] = "",
	    [NOTE_OFFER] = "",
	    [NOTE_VOICE] = "~ ",
	    [NOTE_WARNING] = "? ",
	    [NOTE_WRONG] = "! ",
	};

	str_put(out, kinds[block->spot.kind]);
	if (block->label != NULL)
		str_format(
		    out, " %s%s", block->label, block->is_required ? " *" : "");
	if (block->text != NULL)
		str_format(out, " = %s", block->text);
	if (block->spot.kind == BLOCK_TYPED)
		str_format(out, " [%s]%s%s", block->shown,
		    block->offer != NULL ? " or " : "",
		    block->offer != NULL ? block->offer : "");
	if (block->spot.kind == BLOCK_CHOICE) {
		str_put(out, ": ");
		put_choices(out, block);
	}
	if (block->spot.kind == BLOCK_LIST) {
		str_put(out, ": ");
		put_table(out, block->table);
	}
	str_put_char(out, '\n');
	if (block->say != NULL)
		str_format(out, "  %s\n", block->say);
	if (block->hint != NULL)
		str_format(out, "  (%s)\n", block->hint);
	for (size_t i = 0; i < block->note_count; i++)
		str_format(out, "  %s%s\n", signs[block->notes[i].kind],
		    block->notes[i].text);
}

/* The page as it is now must tell this. */
static void
expect(const char *page, const char *wanted)
{
	struct str told = STR_EMPTY;

	stage_make(&stage, page);
	for (size_t i = 0; i < stage.model.count; i++)
		put_block(&told, &stage.model.blocks[i]);
	cr_assert_str_eq(
	    told.text, wanted, "%s\n%s", told.text, stage.loaded.said.text);
	str_release(&told);
}

Test(page_model, tells_what_stands_on_a_page_in_its_order)
{
	stage_open(&stage,
	    FORM "page: a\ntitle: About {name}\n"
		 "say: Let us begin, {name}.\n\n" NAME
		 "text: why\nshow: This is why.\n\n"
		 "question: story\ntype: long\nlabel: What is your story?\n"
		 "say: Take your time.\nhint: Any length\n"
		 "required: for agreement\nprivate: yes\n\n"
		 "page: b\ntitle: More\n\n"
		 "question: more\ntype: line\nlabel: More?\n");
	stage_answer(&stage, "called", "Ann");
	expect("a", "heading = About Ann\n"
		    "prose = \"Let us begin, Ann.\"\n"
		    "typed What shall we call you? [Ann]\n"
		    "prose = This is why.\n"
		    "typed What is your story? * []\n"
		    "  \"Take your time.\"\n"
		    "  (Any length)\n"
		    "  Not in the plan. Ann can ask to see it.\n"
		    "button Next page: More\n"
		    "button To the seven steps\n");
	stage.of.has_title = false;
	expect("b", "typed More? []\n"
		    "button To the seven steps\n"
		    "button Page before: About Ann\n");
}

Test(page_model, shows_a_question_as_soon_as_any_voice_needs_it)
{
	stage_open(&stage, FORM "page: a\ntitle: A\n\n"
				"question: pets\ntype: yes-no\nlabel: Pets?\n\n"
				"question: which\ntype: line\nlabel: Which?\n"
				"ask if: pets = 'yes'\n");
	expect("a", "heading = A\nchoice Pets?: -Yes, -No\n"
		    "button To the seven steps\n");
	stage_answer(&stage, "pets", "yes");
	expect("a", "heading = A\nchoice Pets?: +Yes, -No\ntyped Which? []\n"
		    "button To the seven steps\n");
	stage_answer(&stage, "pets", "no");
	stage_answer(&stage, "family:pets", "yes");
	expect("a", "heading = A\nchoice Pets?: -Yes, +No\n"
		    "  ~ Family or carer sees it differently: Yes\n"
		    "typed Which? []\n"
		    "button To the seven steps\n");
}

Test(page_model, says_under_an_answer_what_is_the_matter_with_it)
{
	stage_open(&stage,
	    FORM "page: a\ntitle: A\n\n"
		 "question: cost\ntype: money\nlabel: Cost?\n"
		 "check: cost >= 0\nmessage: Leave the minus out.\n"
		 "warn: cost > 100000\nwarning: Is that a week?\n\n"
		 "question: paid\ntype: money\nlabel: Paid?\n\n"
		 "check: enough\nthat: paid >= cost\n"
		 "message: Less is paid than it costs.\n");
	stage_answer(&stage, "cost", "12.5");
	stage_answer(&stage, "paid", "20");
	expect("a", "heading = A\ntyped Cost? [£12.50]\ntyped Paid? [£20.00]\n"
		    "button To the seven steps\n");
	stage_answer(&stage, "cost", "-5");
	stage_answer(&stage, "worker:cost", "much");
	expect("a", "heading = A\ntyped Cost? [-£5.00]\n"
		    "  ! Leave the minus out.\n"
		    "  ~ The worker sees it differently: much\n"
		    "typed Paid? [£20.00]\nbutton To the seven steps\n");
	stage_answer(&stage, "worker:cost", NULL);
	stage_answer(&stage, "cost", "2000");
	expect("a", "heading = A\ntyped Cost? [£2,000.00]\n"
		    "  ? Is that a week?\ntyped Paid? [£20.00]\n"
		    "prose\n  ! Less is paid than it costs.\n"
		    "button To the seven steps\n");
}

Test(page_model, opens_a_line_for_an_option_that_asks_for_words)
{
	stage_open(&stage,
	    FORM "page: a\ntitle: A\n\n"
		 "question: who\ntype: choose many\nlabel: Who?\n"
		 "option: none | Nobody\noption: other | Someone else\n"
		 "exclusive: none\nother: other\n");
	stage_answer(&stage, "who", "other: my cousin");
	expect("a", "heading = A\nchoice Who?: -Nobody, +Someone else\n"
		    "typed Which? [my cousin]\nbutton To the seven steps\n");

	const struct block *block = &stage.model.blocks[1];
	cr_assert(block->choices[0].is_exclusive);
	cr_assert_str_eq(block->choices[1].code, "other");
	cr_assert_not(block_is_single(block));
	cr_assert_eq(stage.model.blocks[2].spot.line, LINE_OTHER);
}

Test(page_model, opens_other_voices_and_whose_words_beside_a_question)
{
	stage_open(&stage,
	    FORM "page: a\ntitle: A\n\n" NAME
		 "question: matters\ntype: long\nlabel: What matters?\n\n");
	stage_answer_as(&stage, "matters", "Music", "Delyth");
	stage_answer(&stage, "worker:matters", "Choir");
	stage_answer(&stage, "advocate:matters", "Music");
	const char *closed =
	    "heading = A\ntyped What shall we call you? []\n"
	    "typed What matters? [Music]\n  ~ In Delyth's words.\n"
	    "  ~ The worker sees it differently: Choir\n"
	    "  ~ The advocate says the same.\n"
	    "button To the seven steps\n";
	expect("a", closed);

	stage.of.open.index = form_find_field(stage.loaded.set, "matters");
	stage.of.open.voice = VOICE_WORKER;
	expect("a",
	    "heading = A\ntyped What shall we call you? []\n"
	    "typed What matters? [Music]\n  ~ In Delyth's words.\n"
	    "  ~ The advocate says the same.\n"
	    "typed The worker sees it differently [Choir]\n"
	    "  (Only if they see it differently.)\n"
	    "typed Who is it? Their name []\n"
	    "button Keep both\nbutton Agree on: this person's words\n"
	    "button Agree on: the worker's words\n"
	    "button The worker says the same for the rest of this page\n"
	    "button To the seven steps\n");
	cr_assert_eq(stage.model.blocks[3].spot.voice, VOICE_WORKER);
	cr_assert_str_eq(stage.model.blocks[2].says, "This person says");

	stage.of.open.voice = VOICE_PERSON;
	stage.of.open.line = LINE_HOW;
	expect("a", "heading = A\ntyped What shall we call you? []\n"
		    "typed What matters? [Music]\n"
		    "  ~ The worker sees it differently: Choir\n"
		    "  ~ The advocate says the same.\n"
		    "typed Whose words are these, if not the person's own? "
		    "[Delyth]\n"
		    "typed How do they know? []\n"
		    "button To the seven steps\n");
}

#define SAME_REST                                                              \
	"button Family or carer says the same for the rest of this page\n"     \
	"button To the seven steps\n"

Test(page_model, says_of_a_voice_whether_it_differs_and_who_it_is)
{
	stage_open(&stage,
	    FORM "page: a\ntitle: A\n\n" NAME
		 "question: matters\ntype: long\nlabel: What matters?\n\n");
	stage_answer(&stage, "called", "Ann");
	stage.of.has_title = false;
	stage.of.open.index = form_find_field(stage.loaded.set, "matters");
	stage.of.open.voice = VOICE_FAMILY;
	expect("a", "typed What shall we call you? [Ann]\n"
		    "typed What matters? []\n"
		    "typed Family or carer: not said []\n"
		    "  (Only if they see it differently.)\n"
		    "button To the seven steps\n");
	cr_assert_str_eq(stage.model.blocks[1].says, "Ann: not said");

	/* Whoever speaks has a name once there is something to name. */
	stage_answer_as(&stage, "family:matters", "Music", "Delyth");
	expect("a", "typed What shall we call you? [Ann]\n"
		    "typed What matters? []\n"
		    "typed Family or carer says [Music]\n"
		    "  (Only if they see it differently.)\n"
		    "typed Who is it? Their name [Delyth]\n" SAME_REST);
	stage_answer(&stage, "matters", "Music");
	expect("a", "typed What shall we call you? [Ann]\n"
		    "typed What matters? [Music]\n"
		    "typed Family or carer says the same [Music]\n"
		    "  (Only if they see it differently.)\n"
		    "typed Who is it? Their name [Delyth]\n" SAME_REST);
	stage_answer(&stage, "matters", "Choir");
	stage.of.open.line = LINE_HOW;
	expect("a",
	    "typed What shall we call you? [Ann]\n"
	    "typed What matters? [Choir]\n"
	    "typed Family or carer sees it differently [Music]\n"
	    "  (Only if they see it differently.)\n"
	    "typed Who is it? Their name [Delyth]\n"
	    "typed How do they know? []\n"
	    "button Keep both\nbutton Agree on: Ann's words\n"
	    "button Agree on: the words of family or carer\n" SAME_REST);

	stage.of.open.index = NONE;
	expect("a", "typed What shall we call you? [Ann]\n"
		    "typed What matters? [Choir]\n"
		    "  ~ Family or carer, Delyth, sees it differently: Music\n"
		    "button To the seven steps\n");
	stage_answer(&stage, "matters", NULL);
	expect("a", "typed What shall we call you? [Ann]\n"
		    "typed What matters? []\n"
		    "  ~ Family or carer, Delyth, says: Music\n"
		    "button To the seven steps\n");
}

/* Questions for the person, and others that are not. */
#define SEEN_AND_NOT                                                           \
	FORM "page: a\ntitle: About {name}\nsay: Let us begin, {name}.\n"      \
	     "\nquestion: full_name\ntype: line\nmeans: person.name\n"         \
	     "label: What is your full name?\n\n" NAME                         \
	     "text: why\nshow: For the worker.\n\n"                            \
	     "question: matters\ntype: long\nlabel: What matters?\n"           \
	     "hint: Such as Delyth\nsay: Take your time, {name}.\n"            \
	     "required: for agreement\n\n"                                     \
	     "question: notes\ntype: long\nlabel: Notes?\n"                    \
	     "private: yes\n\n"                                                \
	     "question: decider\ntype: line\nmeans: decider\n"                 \
	     "label: Who agrees plans?\n\n"                                    \
	     "question: asked\ntype: line\n"                                   \
	     "label: What did {decider} ask you?\ncarry from: full_name\n\n"   \
	     "question: decided\ntype: decision\nlabel: Decided?\n"            \
	     "option: yes | Agreed\n\n"                                        \
	     "question: cost\ntype: money\nlabel: Cost?\n"                     \
	     "warn: cost > 100\nwarning: A lot.\n\n"                           \
	     "question: day\ntype: choose one\nlabel: When?\n"                 \
	     "option: soon | Soon\noption: other | Another day\n"              \
	     "other: other\n\n"                                                \
	     "calculate: twice\ntype: money\nmeans: budget.left_week\n"        \
	     "label: Twice\nplus: cost | Cost\ntimes: 2 | Twice\n\n"           \
	     "repeat: circle\nmeans: who\nlabel: Who is there?\n"              \
	     "add: Add\n\n"                                                    \
	     "question: who\nin: circle\ntype: line\nmeans: who.name\n"        \
	     "label: Their name?\n\n"                                          \
	     "question: does\nin: circle\ntype: long\n"                        \
	     "label: How do they help?\n\n"                                    \
	     "question: sees\nin: circle\ntype: yes-no\n"                      \
	     "label: Do they see {name} often?\n\n"                            \
	     "question: best\ntype: row reference\nrows of: circle\n"          \
	     "label: Who is it?\n"

Test(page_model, shows_the_person_only_what_may_be_seen)
{
	stage_open(&stage, SEEN_AND_NOT);
	stage_answer(&stage, "full_name", "Ann Example");
	stage_answer(&stage, "decider", "Marian Price");
	stage_answer_as(&stage, "matters", "Music", "Delyth");
	stage_answer(&stage, "worker:matters", "Choir");
	stage_answer(&stage, "cost", "20");
	stage_answer(&stage, "day", "other: some day");
	stage_add_row(&stage, "circle");
	stage_answer(&stage, "circle.1.who", "Huw");
	stage.of.mode = PAGE_TURNED;
	stage.of.open.index = form_find_field(stage.loaded.set, "matters");
	stage.of.open.voice = VOICE_PERSON;
	expect("a", "typed What shall we call you? []\n"
		    "  \"Let us begin, this person.\"\n"
		    "typed What matters? [Music]\n"
		    "  \"Take your time, this person.\"\n"
		    "typed What did whoever agrees plans here ask you? []\n"
		    "typed Cost? [\xc2\xa3"
		    "20.00]\n"
		    "choice When?: -Soon, +Another day\n"
		    "typed Which? [some day]\n");

	stage_answer(&stage, "called", "Annie");
	stage_answer(&stage, "cost", "much");
	stage_answer_as(&stage, "worker:cost", "30", "Delyth");
	stage.of.row = 1;
	stage.of.repeat = form_find_repeat(stage.loaded.set, "circle");
	stage_answer(&stage, "circle.1.does", "Takes turns with Delyth.");
	expect("a", "typed How do they help? = Huw [Takes turns with Delyth.]\n"
		    "choice Do they see Annie often? = Huw: -Yes, -No\n");
	/* Without its name it is not called by what may name anybody. */
	stage_answer(&stage, "circle.1.who", "");
	expect("a", "typed How do they help? = Who is there? 1 [Takes turns "
		    "with Delyth.]\n"
		    "choice Do they see Annie often? = Who is there? 1: -Yes, "
		    "-No\n");
	stage.of.row = 0;
	stage.of.repeat = NONE;
	expect("a", "typed What shall we call you? [Annie]\n"
		    "  \"Let us begin, Annie.\"\n"
		    "typed What matters? [Music]\n"
		    "  \"Take your time, Annie.\"\n"
		    "typed What did whoever agrees plans here ask you? []\n"
		    "typed Cost? [much]\n"
		    "  ! Write only pounds and pence, such as 45 or 45.50.\n"
		    "choice When?: -Soon, +Another day\n"
		    "typed Which? [some day]\n");
}

Test(page_model, offers_what_was_answered_elsewhere_and_defaults)
{
	stage_open(&stage,
	    FORM "page: a\ntitle: A\n\n" NAME
		 "question: signs\ntype: line\nlabel: How do you sign?\n"
		 "carry from: called\n\n"
		 "question: day\ntype: date\nlabel: Which day?\n"
		 "default: today\n\n"
		 "question: pets\ntype: yes-no\nlabel: Pets?\ndefault: no\n");
	stage_answer(&stage, "called", "Ann");
	expect("a",
	    "heading = A\ntyped What shall we call you? [Ann]\n"
	    "typed How do you sign? [] or Ann\n"
	    "  From your answer to \"What shall we call you?\". Enter takes "
	    "it, typing replaces it.\n"
	    "typed Which day? [] or 21 November 2026\n"
	    "  Not answered yet. Enter takes it, typing replaces it.\n"
	    "choice Pets?: -Yes, -No\n  Is it \"No\"? Enter takes it.\n"
	    "button To the seven steps\n");
	cr_assert_str_eq(stage.model.blocks[3].offer_typed, "2026-11-21");
	stage_answer(&stage, "signs", "A.");
	stage_make(&stage, "a");
	cr_assert_null(stage.model.blocks[2].offer);
}

Test(page_model, takes_a_decision_in_full_and_rows_by_their_names)
{
	stage_open(&stage,
	    FORM "page: a\ntitle: A\n\n"
		 "repeat: wishes\nlabel: Wishes?\nprint: no\n\n"
		 "question: wish\nin: wishes\ntype: line\nlabel: Wish?\n\n"
		 "question: serves\ntype: row reference\nrows of: wishes\n"
		 "label: What for?\n\n"
		 "question: agreed\ntype: decision\nlabel: Agreed?\n"
		 "option: yes_all | Agreed\noption: no_more | Not agreed\n");
	expect("a",
	    "heading = A\nlist Wishes?: Wish?\nbutton Add a row\n"
	    "choice What for?: \n  There is nothing to choose from yet.\n"
	    "typed Agreed? []\n"
	    "  Type one of these in full: Agreed; Not agreed.\n"
	    "button To the seven steps\n");
	cr_assert_not(block_is_stop(&stage.model.blocks[1]));
	cr_assert_not(block_is_stop(&stage.model.blocks[3]));

	stage_add_row(&stage, "wishes");
	stage_add_row(&stage, "wishes");
	stage_answer(&stage, "wishes.1.wish", "Swim");
	stage_answer(&stage, "wishes.2.wish", "Sing");
	stage_answer(&stage, "serves", "2");
	stage_answer(&stage, "agreed", "not AGREED");
	expect("a", "heading = A\nlist Wishes?: Wish?\n  1: Swim\n  2: Sing\n"
		    "button Add a row\nchoice What for?: -Swim, +Sing\n"
		    "typed Agreed? [Not agreed]\n"
		    "  Type one of these in full: Agreed; Not agreed.\n"
		    "button To the seven steps\n");
	cr_assert_str_eq(stage.model.blocks[3].choices[1].code, "2");
}

#define LINES                                                                  \
	"repeat: lines\ntitle: Lines\nlabel: What do you buy?\n"               \
	"add: Add a line\nprint: table\nrequired: for agreement\n\n"           \
	"question: what\nin: lines\ntype: line\nlabel: What is it?\n"          \
	"paper: What\nprint: column\n\n"                                       \
	"question: cost\nin: lines\ntype: money\nlabel: What does it cost?\n"  \
	"paper: Each\nprint: column\ncheck: cost >= 0\n"                       \
	"message: Leave the minus out.\n\n"                                    \
	"question: notes\nin: lines\ntype: long\nlabel: Notes?\n\n"            \
	"calculate: year\nin: lines\ntype: money\nlabel: A year\n"             \
	"paper: A year\nplus: cost\ntimes: 52\nprint: column\n\n"              \
	"calculate: step\nin: lines\ntype: money\nlabel: On the way\n"         \
	"plus: cost\nprint: no\n\n"

Test(page_model, tells_a_list_as_a_table_and_a_row_as_a_page)
{
	stage_open(&stage, FORM "page: a\ntitle: Money\n\n" LINES);
	expect("a", "heading = Money\nlist What do you buy? *: What|Each#|"
		    "A year#\nbutton Add a line\nbutton To the seven steps\n");
	stage_add_row(&stage, "lines");
	stage_add_row(&stage, "lines");
	stage_answer(&stage, "lines.1.what", "Swimming");
	stage_answer(&stage, "lines.1.cost", "-3");
	stage_answer(&stage, "lines.2.what", "Taxi");
	expect("a", "heading = Money\nlist What do you buy? *: What|Each#|"
		    "A year#\n  !1: Swimming|-£3.00|-£156.00\n"
		    "  2: Taxi||not yet\n"
		    "button Add a line\nbutton To the seven steps\n");

	stage.of.repeat = form_find_repeat(stage.loaded.set, "lines");
	stage.of.row = 2;
	expect("a", "heading = Money: 2 of 2\ntyped What is it? [Taxi]\n"
		    "typed What does it cost? []\ntyped Notes? []\n"
		    "sum A year = not known yet\nbutton Back to the list\n");
}

Test(page_model, is_about_the_newest_row_or_about_each)
{
	stage_open(&stage,
	    FORM "page: now\ntitle: Now\nrows of: visits\nwhich: newest\n\n"
		 "question: place\nin: visits\ntype: line\nlabel: Where?\n\n"
		 "page: all\ntitle: All\n\n"
		 "repeat: visits\nlabel: Visits\nadd: A new visit\n\n"
		 "question: day\nin: visits\ntype: date\nlabel: Day?\n\n"
		 "page: each\ntitle: Each\nrows of: visits\nwhich: each\n\n"
		 "question: went\nin: visits\ntype: yes-no\nlabel: Good?\n");
	expect("now", "heading = Now\nbutton A new visit\n"
		      "button Next page: All\n"
		      "button To the seven steps\n");
	stage_add_row(&stage, "visits");
	stage_add_row(&stage, "visits");
	stage_answer(&stage, "visits.1.place", "Hall");
	stage_answer(&stage, "visits.2.place", "Home");
	stage_answer(&stage, "visits.1.went", "yes");
	expect("now", "heading = Now\nprose = Home\ntyped Where? [Home]\n"
		      "button Next page: All\nbutton To the seven steps\n"
		      "button A new visit\n");
	cr_assert_eq(stage.model.blocks[2].spot.row, 2);
	expect("each", "heading = Each\nlist: |Good?\n  1: Hall|Yes\n"
		       "  2: Home|\nbutton To the seven steps\n"
		       "button Page before: All\n");
	stage.of.repeat = form_find_repeat(stage.loaded.set, "visits");
	stage.of.row = 1;
	expect("each", "heading = Each: 1 of 2\nprose = Hall\n"
		       "choice Good?: +Yes, -No\nbutton Back to the list\n"
		       "button The next one: Home\n");
	stage.of.row = 2;
	expect("all", "heading = All: 2 of 2\ntyped Day? []\n"
		      "button Back to the list\n");
}

Test(page_model, says_that_a_figure_is_invented_unless_all_is_practice)
{
	stage_open(&stage,
	    FORM "page: a\ntitle: A\n\n"
		 "question: cost\ntype: money\nlabel: Cost?\n\n"
		 "calculate: twice\ntype: money\nlabel: Twice that\n"
		 "plus: cost\ntimes: 2\n\n"
		 "scheme: s\ntitle: S\nlanguage: 1\nversion: 1\n"
		 "from: 2026-01-01\nillustrative: yes\nfigure: twice\n"
		 "source: Nowhere\n");
	stage_answer(&stage, "cost", "3");
	expect("a", "heading = A\ntyped Cost? [£3.00]\n"
		    "sum Twice that = £6.00  ILLUSTRATIVE\n"
		    "button To the seven steps\n");
	stage.of.is_practice = true;
	expect("a", "heading = A\ntyped Cost? [£3.00]\n"
		    "sum Twice that = £6.00\nbutton To the seven steps\n");
}

Test(page_model, keeps_a_week_that_cannot_be_read_as_it_was_typed)
{
	stage_open(&stage,
	    FORM "page: a\ntitle: A\n\n"
		 "question: good\ntype: week grid\nlabel: A good week?\n");
	stage_answer(&stage, "good", "mon morning: Huw");
	expect("a", "heading = A\nweek A good week?\n"
		    "button To the seven steps\n");
	cr_assert_str_eq(stage.model.blocks[1].week.cells[0][0], "Huw");
	stage_answer(&stage, "good", "Huw comes on Mondays");
	stage_make(&stage, "a");
	const struct block *block = &stage.model.blocks[1];
	cr_assert_eq(block->spot.kind, BLOCK_TYPED);
	cr_assert(block->is_long);
	cr_assert_str_eq(block->shown, "Huw comes on Mondays");
	cr_assert_eq(block->note_count, 1);
	cr_assert_eq(block->notes[0].kind, NOTE_WRONG);
}

Test(page_model, steps_over_pages_that_are_not_asked)
{
	stage_open(&stage,
	    FORM "page: a\ntitle: A\n\n"
		 "question: pets\ntype: yes-no\nlabel: Pets?\n\n"
		 "page: b\ntitle: B\nask if: pets = 'yes'\n\n"
		 "question: which\ntype: line\nlabel: Which?\n\n"
		 "page: c\ntitle: C\n\n"
		 "calculate: n\ntype: money\nlabel: N\nplus: 1\n");
	stage_make(&stage, "a");
	const struct reading *reading = stage.readings[0];
	size_t a = stage_page(&stage, "a"), b = stage_page(&stage, "b");
	size_t c = stage_page(&stage, "c");
	cr_assert_eq(page_after(reading, a), c);
	cr_assert_eq(page_before(reading, c), a);
	cr_assert_eq(page_after(reading, c), NONE);
	cr_assert_eq(page_before(reading, a), NONE);
	cr_assert(page_counts_money(stage.loaded.set, c));
	cr_assert_not(page_counts_money(stage.loaded.set, a));

	stage_answer(&stage, "pets", "yes");
	stage_make(&stage, "a");
	cr_assert_eq(page_after(stage.readings[0], a), b);
}

Test(page_model, finds_what_can_be_in_focus)
{
	stage_open(&stage, FORM "page: a\ntitle: A\n\n" NAME LINES);
	stage_make(&stage, "a");
	const struct page_model *model = &stage.model;
	size_t called = form_find_field(stage.loaded.set, "called");
	/* heading, question, an empty list, its button, the way on */
	cr_assert_eq(page_model_next(model, NONE), 1);
	cr_assert_eq(page_model_next(model, 1), 3);
	cr_assert_eq(page_model_next(model, 4), NONE);
	cr_assert_eq(page_model_previous(model, 3), 1);
	cr_assert_eq(page_model_previous(model, 1), NONE);
	cr_assert_eq(page_model_find_field(model, called, 0), 1);
	cr_assert_eq(page_model_find_field(model, called, 7), NONE);

	struct spot spot = model->blocks[3].spot;
	stage_make(&stage, "a");
	cr_assert_eq(page_model_find(&stage.model, &spot), 3);
	spot.index = 99;
	cr_assert_eq(page_model_find(&stage.model, &spot), NONE);
}
