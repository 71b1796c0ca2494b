/*
 * What has changed since some moment, to read; Tab goes to another moment.
 *
 * The words are the desk's (desk/changed.h), and are told anew when the plan
 * has changed or the window has another width.
 *
 * Tested through scripts, tests/screens.
 */
#include "desk/changed.h"

#include "ui/reader.h"
#include "ui/screens.h"

enum { WIDTH_MOST = 90, MARGIN = 3 };

struct changed {
	struct arena *arena; /* of the moments */
	const struct since *list;
	size_t count, at;
	struct reader reader;
	int columns, height; /* of the window it is wrapped for */
	uint64_t revision;
};

static void
changed_free(void *state)
{
	struct changed *changed = state;

	reader_release(&changed->reader);
	arena_free(changed->arena);
	mem_free(changed);
}

static void
changed_heading(struct ui *ui, void *state, struct str *left, struct str *right)
{
	const struct changed *changed = state;
	struct err err = {0};

	(void)right;
	if (!desk_put_since(
		left, ui_desk(ui), &changed->list[changed->at], &err))
		ui_say_err(ui, &err);
}

static void
load_lines(struct ui *ui, struct changed *changed, int columns)
{
	int width =
	    columns - MARGIN < WIDTH_MOST ? columns - MARGIN : WIDTH_MOST;
	struct str text = STR_EMPTY;
	struct err err = {0};
	bool is_different;

	changed->columns = columns;
	changed->revision = desk_revision(ui_desk(ui));
	reader_clear(&changed->reader);
	if (!desk_put_changed(&text, ui_desk(ui), &changed->list[changed->at],
		&is_different, &err))
		ui_say_err(ui, &err);
	else if (!is_different)
		str_put(&text, words_get(ui_words(ui), WORD_CHANGED_NOTHING));
	reader_add(&changed->reader, text.text, width);
	str_release(&text);
}

static void
changed_draw(struct ui *ui, void *state, const struct area *area)
{
	struct changed *changed = state;

	changed->height = area->rows;
	if (changed->columns != area->columns ||
	    changed->revision != desk_revision(ui_desk(ui)))
		load_lines(ui, changed, area->columns);
	reader_draw(&changed->reader, ui_term(ui), area);
	ui_put_more(ui, area, reader_has_more(&changed->reader, area->rows));
}

/* Is there another time than today? */
static bool
has_other(const struct changed *changed)
{
	return changed->count > 1;
}

static bool
changed_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct changed *changed = state;
	bool is_key = event->kind == TERM_KEY;

	if (term_is_key(event, KEY_NAME_ENTER)) {
		screen_pop(ui);
		return true;
	}
	if (is_key &&
	    (event->key == KEY_NAME_TAB || event->key == KEY_NAME_BACK_TAB)) {
		if (!has_other(changed))
			ui_say(ui, WORD_UI_CHANGED_ONLY_TODAY, NULL);
		size_t by = event->key == KEY_NAME_TAB ? 1 : changed->count - 1;
		changed->at = (changed->at + by) % changed->count;
		changed->columns = 0;
		return true;
	}
	return reader_event(&changed->reader, event, changed->height);
}

static void
changed_hints(struct ui *ui, void *state, struct str *out)
{
	enum word hints =
	    has_other(state) ? WORD_UI_HINTS_CHANGED : WORD_UI_HINTS_READ;

	str_put(out, words_get(ui_words(ui), hints));
}

static const struct screen_class changed_class = {
    .name = "changed",
    .about = WORD_UI_HELP_CHANGED,
    .keys = WORD_UI_KEYS_CHANGED,
    .names_person = true,
    .title = WORD_UI_ACT_CHANGED,
    .put_heading = changed_heading,
    .put_hints = changed_hints,
    .draw = changed_draw,
    .event = changed_event,
    .free = changed_free,
};

void
changed_open(struct ui *ui)
{
	struct changed *changed = mem_new(sizeof(*changed));
	struct err err = {0};

	changed->arena = arena_new();
	reader_init(&changed->reader);
	if (desk_list_since(ui_desk(ui), changed->arena, &changed->list,
		&changed->count, &err)) {
		screen_push(ui, &changed_class, changed);
		return;
	}
	ui_say_err(ui, &err);
	changed_free(changed);
}
