/*
 * Striking out the answer in focus, with all that it ever was, at the
 * person's wish: what goes and what stays is said first, and No is nearest.
 *
 * Nothing of the answer may stay on the page either: what was typed in the
 * field could otherwise be brought back there with Undo.
 *
 * Tested by the screens of tests/screens and by tests/unit/desk_privacy.c.
 */
#include "base/str.h"
#include "desk/privacy.h"
#include "ui/ask.h"
#include "ui/page.h"
#include "ui/told.h"

struct striking {
	struct page_screen *page; /* below the question */
	struct address address;
};

static void
say_not_struck(struct ui *ui, const struct err *err)
{
	struct err said = {0};
	struct str why = STR_EMPTY;

	err_put(&why, err, ui_words(ui));
	err_set(&said, WORD_UI_NOT_STRUCK, why.text, NULL);
	ui_say_err(ui, &said);
	str_release(&why);
}

static void
strike(struct ui *ui, void *state)
{
	const struct striking *striking = state;
	struct page_screen *page = striking->page;
	struct err err = {0};
	size_t versions;

	if (!desk_strike(ui_desk(ui), &striking->address, &versions, &err)) {
		say_not_struck(ui, &err);
		return;
	}
	page_refresh(ui, page);
	page_focus(page, page->focus, FOCUS_CHOSEN);
	ui_say(ui, WORD_UI_STRUCK, NULL);
}

void
page_strike(struct ui *ui, struct page_screen *page)
{
	const struct spot spot = page_block(page)->spot;
	const struct address address = {
	    .field = desk_forms(ui_desk(ui))->fields[spot.index].id,
	    .row = spot.row,
	    .voice = spot.voice,
	};
	struct arena *arena = arena_new();
	struct strikable strikable;
	struct str text = STR_EMPTY;
	struct err err = {0};

	if (!desk_strikable(ui_desk(ui), &address, arena, &strikable, &err)) {
		ui_say_err(ui, &err);
	} else if (strikable.changes == 0 && !strikable.is_typed) {
		ui_say(ui, WORD_UI_STRIKE_NOTHING, NULL);
	} else {
		struct striking *striking = mem_new(sizeof(*striking));
		*striking = (struct striking){page, address};
		told_strike(&text, ui_words(ui), &strikable);
		ask_open(ui, &(struct ask){
				 .title = WORD_UI_STRIKE_TITLE,
				 .no = WORD_UI_STRIKE_NO,
				 .yes = WORD_UI_STRIKE_YES,
				 .text = text.text,
				 .act = strike,
				 .free = mem_free,
				 .state = striking,
			     });
	}
	str_release(&text);
	arena_free(arena);
}
