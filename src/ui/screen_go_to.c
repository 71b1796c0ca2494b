/*
 * Going to any page of any step, or to a question that is found by its words.
 *
 * With nothing typed the list holds every page that applies, and a digit goes
 * to a step.  What is typed finds pages by their titles and questions by
 * their labels, whatever the case and the accents; a question of a list leads
 * to the list.  What was found lives in an arena until the next letter.
 *
 * Tested through scripts, tests/screens.
 */
#include "base/str.h"
#include "base/utf8.h"
#include "ui/line.h"
#include "ui/menu_list.h"

/* A page, or a question on it. */
struct target {
	size_t page, field; /* NONE: the page itself */
	const char *text;
};

struct go_to {
	struct ui *ui;
	struct edit *search;
	struct str wanted; /* what it holds, folded */
	struct menu_list list;
	struct arena *arena; /* of the texts of the targets */
	struct target *targets;
	size_t capacity;
	int height;
};

static void
go_to_free(void *state)
{
	struct go_to *go_to = state;

	edit_free(go_to->search);
	str_release(&go_to->wanted);
	arena_free(go_to->arena);
	mem_free(go_to->targets);
	mem_free(go_to);
}

/* --- Finding -------------------------------------------------------------- */

static void
put_text(struct ui *ui, struct str *out, const struct wording *wording,
    const char *otherwise)
{
	const char *text = wording_get(wording, words_language(ui_words(ui)));

	reading_put_text(out, desk_reading(ui_desk(ui)),
	    text ? text : otherwise, ui_words(ui));
}

/* Take a target in if its words hold what is looked for; uses the text up. */
static void
add_target(struct go_to *go_to, size_t page, size_t field, struct str *text,
    const char *searched)
{
	if (utf8_contains_folded(searched, go_to->wanted.text)) {
		go_to->targets = mem_grow(go_to->targets, go_to->list.count,
		    &go_to->capacity, sizeof(*go_to->targets));
		go_to->targets[go_to->list.count++] = (struct target){
		    page, field, arena_copy(go_to->arena, text->text)};
	}
	str_release(text);
}

/* "2 Making your plan: How life is now", found by its last words. */
static void
add_page(struct go_to *go_to, size_t index)
{
	const struct form_set *set = desk_forms(ui_desk(go_to->ui));
	const struct page *page = &set->pages[index];
	const struct form *form = &set->forms[page->form];
	struct str text = STR_EMPTY;

	if (form->step > 0)
		str_format(&text, "%d ", form->step);
	put_text(go_to->ui, &text, &form->title, form->id);
	str_put(&text, ": ");
	size_t title = text.length;
	put_text(go_to->ui, &text, &page->title, page->id);
	add_target(go_to, index, NONE, &text, text.text + title);
}

/* "What does not work?  (How life is now)" */
static void
add_question(struct go_to *go_to, size_t page, size_t index)
{
	struct ui *ui = go_to->ui;
	const struct form_set *set = desk_forms(ui_desk(ui));
	const struct field *field = &set->fields[index];
	struct str label = STR_EMPTY, title = STR_EMPTY, text = STR_EMPTY;

	put_text(ui, &label, &field->label, field->id);
	put_text(ui, &title, &set->pages[page].title, set->pages[page].id);
	words_put(&text, ui_words(ui), WORD_UI_GO_TO_QUESTION, label.text,
	    title.text, NULL);
	add_target(go_to, page, index, &text, label.text);
	str_release(&label);
	str_release(&title);
}

/* Does anybody see the question?  In a list, when the list is there. */
static bool
is_asked(struct go_to *go_to, const struct field *field, size_t index)
{
	const struct reading *reading = desk_reading(ui_desk(go_to->ui));

	if (field->is_sum && field->printing == PRINT_NO)
		return false;
	return field->repeat == NONE
		   ? reading_shows_field(reading, index, 0)
		   : reading_shows_repeat(reading, field->repeat);
}

static void
add_questions(struct go_to *go_to, size_t page)
{
	const struct form_set *set = desk_forms(ui_desk(go_to->ui));

	for (size_t i = 0; i < set->field_count; i++)
		if (set->fields[i].page == page &&
		    is_asked(go_to, &set->fields[i], i))
			add_question(go_to, page, i);
}

static void
find(struct go_to *go_to)
{
	const struct form_set *set = desk_forms(ui_desk(go_to->ui));
	const struct reading *reading = desk_reading(ui_desk(go_to->ui));
	bool has_words = !text_is_blank(edit_text(go_to->search));

	str_clear(&go_to->wanted);
	utf8_fold(&go_to->wanted, edit_text(go_to->search));
	arena_free(go_to->arena);
	go_to->arena = arena_new();
	go_to->list.count = 0;
	go_to->list.focus = go_to->list.top = 0;
	for (size_t f = 0; f < set->form_count; f++)
		for (size_t p = 0; p < set->forms[f].page_count; p++) {
			size_t page = set->forms[f].pages[p];
			if (!reading_shows_page(reading, page))
				continue;
			add_page(go_to, page);
			if (has_words)
				add_questions(go_to, page);
		}
}

/* --- Drawing -------------------------------------------------------------- */

static void
go_to_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	person_title(ui, left);
	str_put(right, words_get(ui_words(ui), WORD_UI_ACT_GO_TO));
}

static void
go_to_subtitle(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_put(left, words_get(ui_words(ui), WORD_UI_GO_TO_TITLE));
}

static void
put_target(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	const struct go_to *go_to = context;

	line_put(term, row, column, columns, go_to->targets[index].text,
	    is_focus ? ROLE_FOCUS : ROLE_LABEL);
}

static void
go_to_draw(struct ui *ui, void *state, const struct area *area)
{
	struct go_to *go_to = state;
	struct term *term = ui_term(ui);
	int row = area->top + 2;

	go_to->height = area->rows - 2;
	line_draw(term, go_to->search, area->top, area->columns,
	    words_get(ui_words(ui), WORD_UI_FIND), go_to->list.count == 0);
	if (go_to->list.count == 0)
		ui_put_text(ui, area, row, 2,
		    words_get(ui_words(ui), WORD_UI_GO_TO_NONE), ROLE_TEXT);
	menu_list_draw(&go_to->list, term, row, go_to->height, area->columns,
	    put_target, go_to);
	ui_put_more(ui, area, menu_list_has_more(&go_to->list, go_to->height));
}

/* --- Keys ----------------------------------------------------------------- */

/* A digit before any letter goes to the first page of that step. */
static bool
go_to_step(struct go_to *go_to, const struct term_event *event)
{
	const struct form_set *set = desk_forms(ui_desk(go_to->ui));

	if (event->kind != TERM_TEXT || event->length != 1 ||
	    edit_length(go_to->search) > 0)
		return false;
	for (size_t i = 0; i < go_to->list.count; i++) {
		const struct page *page = &set->pages[go_to->targets[i].page];
		int step = set->forms[page->form].step;
		if (step > 0 && step == event->text[0] - '0') {
			go_to->list.focus = i;
			return true;
		}
	}
	return false;
}

static bool
go_to_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct go_to *go_to = state;

	if (event->kind == TERM_KEY && event->key == KEY_NAME_ENTER) {
		if (go_to->list.count == 0)
			return true;
		struct target target = go_to->targets[go_to->list.focus];
		screen_pop_to_person(ui);
		page_open(ui, target.page, 0, target.field);
		return true;
	}
	if (go_to_step(go_to, event) ||
	    menu_list_event(&go_to->list, event, go_to->height))
		return true;
	if (!line_event(go_to->search, event))
		return false;
	find(go_to);
	return true;
}

static void
go_to_hints(struct ui *ui, void *state, struct str *out)
{
	(void)state;
	str_put(out, words_get(ui_words(ui), WORD_UI_HINTS_CHOOSE));
}

static const struct screen_class go_to_class = {
    .name = "go to",
    .about = WORD_UI_HELP_GO_TO,
    .keys = WORD_UI_KEYS_GO_TO,
    .title = go_to_title,
    .subtitle = go_to_subtitle,
    .draw = go_to_draw,
    .event = go_to_event,
    .hints = go_to_hints,
    .free = go_to_free,
};

void
go_to_open(struct ui *ui)
{
	struct go_to *go_to = mem_new(sizeof(*go_to));

	go_to->ui = ui;
	go_to->search = edit_new("", true);
	str_init(&go_to->wanted);
	go_to->arena = arena_new();
	find(go_to);
	screen_push(ui, &go_to_class, go_to);
}
