/*
 * Where things stand on a sheet, at every width.  Whole sheets are compared
 * with tests/screens/ui_sheet_WIDTH.screen.
 */
#include "ui/sheet.h"

#include "base/utf8.h"
#include "rig/golden.h"
#include "rig/stage.h"

enum { TALL = 20, WIDEST = 200, CELL_SIZE = 16 };

static struct stage stage;
static struct sheet sheet;
static struct sheet_of of;
static struct edit *edit;

static void
start(void)
{
	sheet_init(&sheet);
	edit = NULL;
}

static void
stop(void)
{
	edit_free(edit);
	sheet_release(&sheet);
	stage_close(&stage);
}

TestSuite(sheet, .init = start, .fini = stop);

#define FORM "form: f\ntitle: F\nlanguage: 1\nstep: 1\n\n"

/* A question of every type, and a list. */
#define EVERYTHING                                                             \
	FORM "page: a\ntitle: Everything that can be asked\n\n"                \
	     "text: why\nshow: Nothing here is needed before you say so, and " \
	     "nothing is lost when you stop in between.\n\n"                   \
	     "question: name\ntype: line\nlabel: What is your name?\n"         \
	     "required: for agreement\n\n"                                     \
	     "question: born\ntype: date\nlabel: When were you born?\n"        \
	     "hint: Roughly will do\n\n"                                       \
	     "question: income\ntype: money\n"                                 \
	     "label: How much do you have to live on in an ordinary week?\n"   \
	     "warn: income > 100000\nwarning: Is that for a week?\n\n"         \
	     "question: story\ntype: long\nlabel: What is your story?\n"       \
	     "say: Take all the time you want.\n\n"                            \
	     "question: meals\ntype: choose one\n"                             \
	     "label: Do you need help to make and eat meals?\n"                \
	     "option: none | I manage\noption: some | I need some help\n"      \
	     "option: all | Someone does it for me, every day of the week "    \
	     "and on holidays too\n\n"                                         \
	     "question: often\ntype: choose one\nlabel: How often is that?\n"  \
	     "option: week | each week\noption: month | each month\n"          \
	     "option: year | each year\nlook: across\n\n"                      \
	     "question: helpers\ntype: choose many\nlabel: Who helps?\n"       \
	     "option: family | Family\noption: other | Someone else\n"         \
	     "other: other\n\n"                                                \
	     "question: week\ntype: week grid\nlabel: A good week?\n\n"        \
	     "repeat: lines\nlabel: What do you buy?\nadd: Add a line\n\n"     \
	     "question: what\nin: lines\ntype: line\nlabel: What?\n"           \
	     "print: column\n\n"                                               \
	     "question: who\nin: lines\ntype: line\nlabel: Who does it?\n"     \
	     "print: column\n\n"                                               \
	     "question: cost\nin: lines\ntype: money\nlabel: What does it "    \
	     "cost?\nprint: column\n\n"                                        \
	     "calculate: total\ntype: money\nlabel: All together\n"            \
	     "sum: cost\n\n"                                                   \
	     "page: b\ntitle: The page after\n\n"                              \
	     "question: more\ntype: line\nlabel: More?\n"

static void
fill(void)
{
	stage_open(&stage, EVERYTHING);
	stage_answer(&stage, "name", "Mair Evans");
	stage_answer(&stage, "born", "3 april 1957");
	stage_answer(&stage, "income", "2000");
	stage_answer(&stage, "story",
	    "On Fridays nobody can come and I stay in my dressing gown.\n"
	    "On other days my sister comes before her work.");
	stage_answer(&stage, "meals", "some");
	stage_answer(&stage, "helpers", "family other: the man next door");
	stage_answer(&stage, "week",
	    "mon morning: Huw comes at eight and we have breakfast\n"
	    "sat evening: Choir");
	for (int i = 0; i < 3; i++)
		stage_add_row(&stage, "lines");
	stage_answer(&stage, "lines.1.what", "Swimming, and the taxi there");
	stage_answer(&stage, "lines.1.who",
	    "Barry Leisure Centre and the rank by the station, who knows me "
	    "and waits until I am inside, also when it rains or snows");
	stage_answer(&stage, "lines.1.cost", "31.20");
	stage_answer(&stage, "lines.2.what", "Choir");
	stage_make(&stage, "a");
}

static size_t
field(const char *id)
{
	size_t found = page_model_find_field(
	    &stage.model, form_find_field(stage.loaded.set, id), 0);

	cr_assert_neq(found, NONE, "%s", id);
	return found;
}

static void
lay(int columns, size_t focus, size_t option)
{
	of = (struct sheet_of){
	    .model = &stage.model,
	    .words = words_english(),
	    .columns = columns,
	    .rows = TALL,
	    .focus = focus,
	    .option = option,
	    .edit = edit,
	};
	sheet_lay(&sheet, &of);
}

/* A row as text, painted piece over piece; a field's blank cells are lines. */
static void
put_row(struct str *out, size_t at)
{
	const struct sheet_row *row = &sheet.rows[at];
	char cells[WIDEST][CELL_SIZE];
	int end = 0;

	for (int i = 0; i < WIDEST; i++)
		snprintf(cells[i], CELL_SIZE, " ");
	for (size_t i = row->first; i < row->first + row->count; i++) {
		const struct sheet_piece *piece = &sheet.pieces[i];
		int column = piece->column;
		size_t k = 0;
		for (int c = 0; piece->text == NULL && c < piece->cells; c++)
			snprintf(cells[column + c], CELL_SIZE, "_");
		if (piece->text == NULL && end < column + piece->cells)
			end = column + piece->cells;
		while (k < piece->length) {
			size_t next = utf8_next(piece->text, piece->length, k);
			int width = utf8_width(piece->text + k, next - k);
			if (column + width > piece->column + piece->cells)
				break;
			snprintf(cells[column], CELL_SIZE, "%.*s",
			    (int)(next - k), piece->text + k);
			column += width;
			k = next;
		}
		if (end < column)
			end = column;
	}
	while (end > 0 && text_is(cells[end - 1], " "))
		end--;
	for (int i = 0; i < end; i++)
		str_put(out, cells[i]);
}

static const char *
row_text(size_t at)
{
	struct str text = STR_EMPTY;

	cr_assert_lt(at, sheet.row_count);
	put_row(&text, at);
	const char *kept = arena_copy(stage.arena, text.text);
	str_release(&text);
	return kept;
}

static bool
has_part(size_t row, size_t block)
{
	return sheet.rows[row].block == block ||
	       sheet.rows[row].beside == block;
}

/* The rows of a block, parted by newlines. */
static const char *
block_text(size_t block)
{
	struct str text = STR_EMPTY;

	for (size_t i = 0; i < sheet.row_count; i++)
		if (has_part(i, block)) {
			put_row(&text, i);
			str_put_char(&text, '\n');
		}
	const char *kept = arena_copy(stage.arena, text.text);
	str_release(&text);
	return kept;
}

Test(sheet, looks_as_agreed_at_every_width)
{
	static const int widths[] = {40, 60, 75, 80, 110, 140};
	fill();
	for (size_t i = 0; i < ARRAY_LENGTH(widths); i++) {
		struct str text = STR_EMPTY, path = STR_EMPTY;
		lay(widths[i], field("story"), 0);
		for (size_t row = 0; row < sheet.row_count; row++) {
			put_row(&text, row);
			str_put_char(&text, '\n');
		}
		str_format(
		    &path, "tests/screens/ui_sheet_%d.screen", widths[i]);
		cr_assert(golden_is(path.text, &text));
		str_release(&path);
		str_release(&text);
	}
}

Test(sheet, puts_labels_beside_or_above_their_fields_by_the_width)
{
	fill();
	lay(60, field("name"), 0);
	cr_assert_str_eq(block_text(field("name")),
	    "> What is your name? *\n"
	    "    Mair Evans_____________________________________________\n");
	lay(80, field("name"), 0);
	cr_assert_str_eq(block_text(field("name")),
	    "> What is your name? *            "
	    "Mair Evans___________________________________\n");
	lay(80, NONE, 0);
	cr_assert_str_eq(block_text(field("income")),
	    "  How much do you have to live\n"
	    "  on in an ordinary week?         £2,000.00_____\n"
	    "                                  ! Is that for a week?\n");
	cr_assert_str_eq(block_text(field("born")),
	    "  When were you born?             3 April 1957________  Roughly "
	    "will do\n");
	lay(70, NONE, 0);
	cr_assert_str_eq(block_text(field("born")),
	    "  When were you born?             3 April 1957________\n"
	    "                                  Roughly will do\n");
}

Test(sheet, puts_options_across_where_they_fit)
{
	fill();
	lay(80, NONE, 0);
	cr_assert_str_eq(block_text(field("often")),
	    "  How often is that?\n"
	    "    ( ) 1 each week   ( ) 2 each month   ( ) 3 each year\n");
	lay(100, NONE, 0);
	cr_assert_str_eq(block_text(field("often")),
	    "  How often is that?                "
	    "( ) 1 each week   ( ) 2 each month   ( ) 3 each year\n");
	lay(50, NONE, 0);
	cr_assert_str_eq(block_text(field("often")),
	    "  How often is that?\n"
	    "    ( ) 1 each week   ( ) 2 each month\n"
	    "    ( ) 3 each year\n");
	lay(60, NONE, 0);
	cr_assert_str_eq(block_text(field("meals")),
	    "  Do you need help to make and eat meals?\n"
	    "    ( ) 1 I manage\n"
	    "    (o) 2 I need some help\n"
	    "    ( ) 3 Someone does it for me, every day of the week and\n"
	    "        on holidays too\n");
}

Test(sheet, grows_with_what_is_typed_and_then_moves_it)
{
	fill();
	edit = edit_new("", false);
	lay(80, field("story"), 0);
	cr_assert_str_eq(block_text(field("story")),
	    "> What is your story?\n"
	    "    \"Take all the time you want.\"\n"
	    "    ________________________________________________________"
	    "___________________\n"
	    "    ________________________________________________________"
	    "___________________\n");
	for (int i = 0; i < 40; i++)
		edit_type(edit, "line\n", 5);
	lay(80, field("story"), 0);
	cr_assert_eq(sheet.edit_rows, TALL - 3);
	cr_assert_eq(sheet.edit_top, 41 - (TALL - 3));
	cr_assert_eq(sheet.focus_last - sheet.focus_first, 2 + TALL - 3);
	cr_assert_not_null(
	    strstr(row_text((size_t)sheet.focus_last), "row 41 of 41"));
	edit_top(edit);
	lay(80, field("story"), 0);
	cr_assert_eq(sheet.edit_top, 0);
	cr_assert_eq(sheet.cursor_row, sheet.focus_first + 2);
	cr_assert_eq(sheet.cursor_column, 4);
}

Test(sheet, shows_an_offer_until_something_is_typed)
{
	stage_open(&stage, FORM "page: a\ntitle: A\n\n"
				"question: day\ntype: date\nlabel: Which day?\n"
				"default: today\n");
	stage_make(&stage, "a");
	edit = edit_new("", true);
	lay(80, field("day"), 0);
	cr_assert_not_null(strstr(row_text(2), "21 November 2026"));
	cr_assert_eq(sheet.cursor_column, 34);
	edit_type(edit, "3", 1);
	lay(80, field("day"), 0);
	cr_assert_null(strstr(row_text(2), "21 November 2026"));
	cr_assert_eq(sheet.cursor_column, 35);
}

Test(sheet, sets_the_cursor_on_what_is_in_focus)
{
	fill();
	lay(80, field("meals"), 2);
	cr_assert_str_eq(row_text((size_t)sheet.focus_first),
	    "> Do you need help to make and eat meals?");
	cr_assert_eq(sheet.cursor_row, sheet.focus_first + 3);
	cr_assert_eq(sheet.cursor_column, 5);

	size_t list = field("week") + 1;
	cr_assert_eq(stage.model.blocks[list].spot.kind, BLOCK_LIST);
	lay(80, list, 1);
	cr_assert_eq(sheet.cursor_column, 2);
	cr_assert_not_null(
	    strstr(row_text((size_t)sheet.cursor_row), "> 2  Choir"));

	lay(80, field("week"), 16); /* Saturday afternoon */
	cr_assert_not_null(
	    strstr(row_text((size_t)sheet.cursor_row), ">   Saturday"));
	cr_assert_gt(sheet.cursor_column, 30);
}

/* Rows of all heights: one, and up to the three that a cell may take. */
#define LONG_LIST                                                              \
	FORM "page: a\ntitle: Notes\n\n"                                       \
	     "repeat: notes\nlabel: What happened?\n\n"                        \
	     "question: what\nin: notes\ntype: long\nlabel: What?\n"           \
	     "print: column\n\n"                                               \
	     "question: who\nin: notes\ntype: line\nlabel: Who says so?\n"     \
	     "print: column\n\n"

static void
fill_long_list(int rows)
{
	char address[32], text[200];

	stage_open(&stage, LONG_LIST);
	for (int row = 1; row <= rows; row++) {
		stage_add_row(&stage, "notes");
		snprintf(address, sizeof(address), "notes.%d.what", row);
		snprintf(text, sizeof(text), "%d %.*s", row, row % 4 * 45,
		    "We went to the sea, and it rained all day, and nobody "
		    "minded that at all, since the dog was there and the tea "
		    "was hot and the train went home on time that evening.");
		stage_answer(&stage, address, text);
	}
	stage_make(&stage, "a");
	sheet_forget(&sheet);
}

/* The list in focus, through a window of so many rows. */
static void
lay_list_at(int columns, size_t option, int window)
{
	of = (struct sheet_of){.model = &stage.model,
	    .words = words_english(),
	    .columns = columns,
	    .rows = window,
	    .focus = page_model_find(
		&stage.model, &(struct spot){.kind = BLOCK_LIST, .index = 0}),
	    .option = option};
	sheet_lay(&sheet, &of);
}

/* What stands in the rows so near to the cursor. */
static void
put_near(struct str *out, int reach)
{
	str_clear(out);
	for (int i = -reach; i <= reach; i++) {
		int row = sheet.cursor_row + i;
		if (row >= 0 && (size_t)row < sheet.row_count)
			str_format(out, "%s\n", row_text((size_t)row));
	}
}

/* What is further from the focus than that is not laid, and not seen. */
Test(sheet, lays_of_a_long_list_what_can_be_in_view)
{
	static const int widths[] = {60, 80, 132};
	static const size_t options[] = {0, 1, 30, 58, 59};
	enum { WINDOW = 9, ALL = 1000 };
	struct str whole = STR_EMPTY, part = STR_EMPTY;

	fill_long_list(60);
	for (size_t i = 0; i < ARRAY_LENGTH(widths); i++)
		for (size_t j = 0; j < ARRAY_LENGTH(options); j++) {
			lay_list_at(widths[i], options[j], ALL);
			size_t rows = sheet.row_count;
			int cursor = sheet.cursor_row;
			put_near(&whole, WINDOW);
			lay_list_at(widths[i], options[j], WINDOW);
			put_near(&part, WINDOW);
			cr_expect_eq(sheet.row_count, rows);
			cr_expect_eq(sheet.cursor_row, cursor);
			cr_expect_str_eq(part.text, whole.text);
		}
	str_release(&whole);
	str_release(&part);
}

Test(sheet, lays_as_many_pieces_of_a_long_list_as_of_a_short_one)
{
	size_t pieces[2];

	for (int i = 0; i < 2; i++) {
		fill_long_list(i == 0 ? 60 : 600);
		lay_list_at(80, 30, 9);
		pieces[i] = 0;
		for (size_t row = 0; row < sheet.row_count; row++)
			pieces[i] += sheet.rows[row].count;
		if (i == 0)
			stage_close(&stage);
	}
	cr_assert_eq(pieces[0], pieces[1]);
}

Test(sheet, shows_one_question_alone)
{
	fill();
	of = (struct sheet_of){.model = &stage.model,
	    .words = words_english(),
	    .columns = 80,
	    .rows = TALL,
	    .focus = field("helpers"),
	    .mode = PAGE_ALONE};
	sheet_lay(&sheet, &of);
	cr_assert_eq(sheet.row_count, 5); /* with the words of the other */
	cr_assert_str_eq(row_text(1), "> Who helps?");
	cr_assert_eq(strncmp(row_text(4), "  Which?", 8), 0);
}

/* A window turned to the person, with a question in focus. */
static void
lay_turned_to(int columns, int rows, size_t focus)
{
	of = (struct sheet_of){.model = &stage.model,
	    .words = words_english(),
	    .columns = columns,
	    .rows = rows,
	    .focus = focus,
	    .mode = PAGE_TURNED};
	sheet_lay(&sheet, &of);
}

Test(sheet, lays_one_question_large_and_calm_for_the_person)
{
	fill();
	stage.of.mode = PAGE_TURNED;
	stage_make(&stage, "a");
	lay_turned_to(80, 20, field("often"));
	static const char *const roomy[] = {"", "", "",
	    "        > How often is that?", "", "",
	    "          ( ) 1 each week   ( ) 2 each month   ( ) 3 each year"};
	cr_assert_eq(sheet.row_count, ARRAY_LENGTH(roomy));
	for (size_t i = 0; i < ARRAY_LENGTH(roomy); i++)
		cr_expect_str_eq(row_text(i), roomy[i], "%s", row_text(i));
	lay_turned_to(40, 8, field("helpers"));
	static const char *const tight[] = {"", "   > Who helps?", "",
	    "     [x] 1 Family", "     [x] 2 Someone else", "", "     Which?",
	    "     the man next door"};
	for (size_t i = 0; i < ARRAY_LENGTH(tight); i++)
		cr_expect(text_starts(row_text(i), tight[i]), "%zu: %s", i,
		    row_text(i));

	for (int columns = 40; columns <= 170; columns += 10)
		for (int rows = 6; rows <= 60; rows += 9)
			for (size_t i = 0; i < stage.model.count; i++) {
				lay_turned_to(columns, rows, i);
				cr_assert(
				    has_part((size_t)sheet.cursor_row, i));
				cr_assert_lt(sheet.cursor_column, columns - 1);
			}
}

Test(sheet, leaves_out_what_is_said_aloud_where_there_is_no_room)
{
	stage_open(&stage,
	    FORM "page: a\ntitle: A\n\nquestion: often\ntype: choose one\n"
		 "label: How often?\nsay: Think of a bad day as well as a "
		 "good one.\noption: a | Each day\noption: b | Never\n");
	stage.of.mode = PAGE_TURNED;
	stage_make(&stage, "a");
	lay_turned_to(40, 8, 0);
	cr_assert_str_eq(row_text(1), "     \"Think of a bad day as well as");
	cr_assert_str_eq(row_text(4), "   > How often?");
	lay_turned_to(40, 4, 0);
	cr_assert_str_eq(row_text(0), "   > How often?");
	cr_assert_eq(sheet.row_count, 3);
}

Test(sheet, scrolls_by_half_a_window_only_when_it_must)
{
	static const struct {
		int first, last, cursor, top, wanted;
	} cases[] = {
	    {0, 0, 0, 0, 0},
	    {5, 9, 5, 0, 0},
	    {8, 11, 8, 0, 5},    /* past the end: half a window down */
	    {30, 33, 30, 0, 24}, /* far away: just into view */
	    {3, 4, 3, 8, 3},
	    {2, 4, 2, 8, 2},
	    {7, 8, 7, 8, 3},     /* before the start: half a window up */
	    {10, 40, 12, 8, 10}, /* too tall: its beginning */
	    {10, 40, 30, 8, 21}, /* or where the cursor is */
	    {98, 99, 98, 90, 90},
	    {50, 50, 50, 200, 50},
	};
	stage_open(&stage, FORM);
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct sheet laid = {
		    .row_count = 100,
		    .focus_first = cases[i].first,
		    .focus_last = cases[i].last,
		    .cursor_row = cases[i].cursor,
		};
		int top = sheet_scroll(&laid, 10, cases[i].top);
		cr_assert_eq(top, cases[i].wanted, "case %zu: %d", i, top);
	}
}

Test(sheet, finds_what_was_clicked)
{
	size_t block, option;
	fill();
	lay(80, NONE, 0);
	for (size_t row = 0; row < sheet.row_count; row++) {
		bool found = sheet_find(&sheet, (int)row, 50, &block, &option);
		cr_assert_eq(found, sheet.rows[row].block != NONE);
	}
	size_t row = 0;
	while (sheet.rows[row].block != field("often"))
		row++;
	cr_assert(sheet_find(&sheet, (int)row + 1, 25, &block, &option));
	cr_assert_eq(block, field("often"));
	cr_assert_eq(option, 1);
	cr_assert(sheet_find(&sheet, (int)row + 1, 78, &block, &option));
	cr_assert_eq(option, NONE);
	cr_assert_not(sheet_find(&sheet, -1, 0, &block, &option));
	cr_assert_not(
	    sheet_find(&sheet, (int)sheet.row_count, 0, &block, &option));
}

/* Do all words of a text come in the rows of a block, in order? */
static bool
has_words(size_t block, const char *text)
{
	const char *rows = block_text(block);

	while (*text != '\0') {
		size_t length = strcspn(text, " \n-");
		char word[128];
		snprintf(word, sizeof(word), "%.*s", (int)length, text);
		rows = strstr(rows, word);
		if (rows == NULL)
			return false;
		rows += length;
		text += length;
		text += strspn(text, " \n-");
	}
	return true;
}

/* Nothing is cut and nothing stands outside, whatever the window. */
static void
check_sheet(int columns)
{
	for (size_t i = 0; i < sheet.row_count; i++) {
		const struct sheet_row *row = &sheet.rows[i];
		for (size_t k = row->first; k < row->first + row->count; k++) {
			const struct sheet_piece *piece = &sheet.pieces[k];
			cr_assert_geq(piece->column, 0);
			cr_assert_leq(piece->column + piece->cells, columns - 1,
			    "row %zu at %d: %d cells at %d\n%s", i, columns,
			    piece->cells, piece->column, row_text(i));
		}
	}
	for (size_t i = 0; i < stage.model.count; i++) {
		const struct block *block = &stage.model.blocks[i];
		if (block->label != NULL)
			cr_assert(has_words(i, block->label), "%s at %d\n%s",
			    block->label, columns, block_text(i));
		if (block->text != NULL)
			cr_assert(has_words(i, block->text));
		if (block->spot.kind == BLOCK_TYPED)
			cr_assert(has_words(i, block->shown));
		for (size_t k = 0; k < block->choice_count; k++)
			cr_assert(has_words(i, block->choices[k].label));
	}
}

/* Whatever is in focus, in windows of every width. */
static void
check_widths(int step)
{
	for (int columns = 40; columns <= 170; columns += step)
		for (size_t i = 0; i < stage.model.count; i++) {
			if (!block_is_stop(&stage.model.blocks[i]))
				continue;
			lay(columns, i, 0);
			cr_assert(has_part((size_t)sheet.cursor_row, i));
			cr_assert_lt(sheet.cursor_column, columns - 1);
			cr_assert_leq(sheet.focus_first, sheet.cursor_row);
			cr_assert_geq(sheet.focus_last, sheet.cursor_row);
			if (i == field("name"))
				check_sheet(columns);
		}
}

Test(sheet, cuts_no_label_and_keeps_the_cursor_inside_at_any_width)
{
	fill();
	check_widths(3);
}

/* Open a voice beside a question. */
static void
open_voice(const char *id, enum voice voice)
{
	stage.of.open.index = form_find_field(stage.loaded.set, id);
	stage.of.open.voice = voice;
	stage_make(&stage, "a");
}

Test(sheet, shows_two_voices_of_a_question_of_any_type_at_any_width)
{
	static const struct {
		const char *id, *other;
	} cases[] = {
	    {"name", "Mair Evans-Rees"},
	    {"born", "1958"},
	    {"income", "much"},
	    {"story", "She comes on Mondays too, and stays until ten."},
	    {"meals", "all"},
	    {"often", NULL},
	    {"helpers", "family other: her neighbour, since the spring"},
	    {"week", "mon morning: nobody\ntue evening: Choir"},
	};
	fill();
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		char address[32];
		snprintf(address, sizeof(address), "council:%s", cases[i].id);
		if (cases[i].other)
			stage_answer_as(
			    &stage, address, cases[i].other, "Marian Price");
		open_voice(cases[i].id, VOICE_COUNCIL);
		check_widths(11);
	}
}

Test(sheet, sets_two_voices_side_by_side_where_there_is_room)
{
	size_t block, option;
	fill();
	stage_answer(&stage, "worker:meals", "all");
	open_voice("meals", VOICE_WORKER);
	lay(100, field("meals"), 0);
	size_t at = sheet_row_of(&sheet, field("meals"));
	static const char *const rows[] = {
	    "  Do you need help to make and eat meals?",
	    "> This person says                                  "
	    "The worker sees it differently",
	    "    ( ) 1 I manage                                    "
	    "Only if they see it differently.",
	    "    (o) 2 I need some help                            "
	    "( ) 1 I manage",
	};
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
		cr_expect_str_eq(
		    row_text(at + i), rows[i], "%s", row_text(at + i));
	cr_assert(sheet_find(&sheet, (int)at + 3, 6, &block, &option));
	cr_assert_eq(block, field("meals"));
	cr_assert_eq(option, 1);
	cr_assert(sheet_find(&sheet, (int)at + 3, 60, &block, &option));
	cr_assert_eq(block, field("meals") + 1);
	cr_assert_eq(option, 0);
	lay(99, field("meals"), 0);
	at = sheet_row_of(&sheet, field("meals") + 1);
	cr_assert_eq(sheet.rows[at].beside, NONE);
	cr_assert_str_eq(row_text(at), "  The worker sees it differently");
}
