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

static void
put_paragraph(struct str *out, struct ui *ui, enum word word, const char *first,
    const char *second)
{
	if (out->length > 0)
		str_put(out, "\n\n");
	words_put(out, ui_words(ui), word, first, second, NULL);
}

/* "1, 3" */
static void
put_numbers(struct str *out, const int *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		str_format(out, "%s%d", i > 0 ? ", " : "", numbers[i]);
}

/* What goes, what stays, and what keeps it whatever is done. */
static void
put_meaning(struct str *out, struct ui *ui, const struct strikable *strikable)
{
	struct str numbers = STR_EMPTY;

	put_numbers(&numbers, strikable->versions, strikable->version_count);
	put_paragraph(out, ui,
	    strikable->changes <= 1 ? WORD_UI_STRIKE_GOES_ONCE
				    : WORD_UI_STRIKE_GOES,
	    strikable->question, numeral_of_count(strikable->changes).text);
	put_paragraph(out, ui, WORD_UI_STRIKE_STAYS, NULL, NULL);
	if (strikable->version_count > 0)
		put_paragraph(out, ui,
		    strikable->version_count == 1 ? WORD_UI_STRIKE_FROZEN_ONE
						  : WORD_UI_STRIKE_FROZEN,
		    numbers.text, NULL);
	put_paragraph(out, ui, WORD_UI_STRIKE_FINAL, NULL, NULL);
	str_release(&numbers);
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
		put_meaning(&text, ui, &strikable);
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
