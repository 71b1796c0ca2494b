/*
 * The frame round every screen: the title row, the row with the heading below
 * it, then the screen, the message with whether all is saved at its right,
 * and the row of keys.
 *
 * Knows no screen and no action: texts in, cells out.
 *
 *	struct frame frame = {...};
 *	area = frame_draw(term, &frame);
 */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "term/terminal.h"
#include "ui/screen.h"

enum {
	FRAME_KEYS_MAX = 16,
	FRAME_INDENT = 2 /* where the texts of all screens begin */
};

/* Where there is no room for all keys, those of a lower rank give way. */
enum frame_rank {
	FRAME_ALWAYS, /* help, the way back, and what goes on from here */
	FRAME_HERE,   /* the next thing that is done with what is in focus */
	FRAME_MENU,
	FRAME_MORE, /* and the rest of that */
	FRAME_ANYWHERE,
	FRAME_RANK_MAX
};

/* A key as the row of keys shows it: "Esc Back". */
struct frame_key {
	char *text;
	enum frame_rank rank;
};

struct frame {
	struct str title, place;    /* the title row, left and right */
	struct str heading, figure; /* the row below it, left and right */
	const char *message;	    /* "" for none */
	bool is_wrong;
	const char *status; /* is all saved? "" where nothing is */
	struct frame_key keys[FRAME_KEYS_MAX];
	size_t key_count;
};

void frame_init(struct frame *frame);
void frame_release(struct frame *frame);

/* Add a key; the text is copied.  What is too much is left out. */
void frame_add_key(
    struct frame *frame, const char *text, enum frame_rank rank);
/*
 * The same for several with three blanks between them, of what is in focus:
 * the first goes on from there, the second matters most beside it.
 */
void frame_add_keys(struct frame *frame, const char *texts);

/*
 * Draw it; gives the area that is left for the screen.  A long message takes
 * as many rows as it needs, but for those that the screen cannot do without.
 */
struct area frame_draw(struct term *term, const struct frame *frame);

/* As much of a sentence as a window holds that is too small for a frame. */
void frame_draw_sentence(struct term *term, const char *text);

#endif
