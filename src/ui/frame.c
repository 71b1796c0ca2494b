/*
 * Drawing the frame.
 *
 * A message is never cut as long as the window has the rows for it: it grows
 * upwards over the rows that the screen would have had.  Where the keys do not
 * all fit, those go first that do least for what is in focus.
 *
 * A frame owns copies of its texts but for message and status, which it
 * borrows.  Nothing is kept from one drawing to the next.  Tested by
 * tests/unit/ui_frame.c.
 */
#include "ui/frame.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ui/line.h"
#include "ui/wrap.h"

enum {
	EDGE = 1,     /* blank cells at each end of a row */
	GAP = 3,      /* between what stands left and right */
	TOP_ROWS = 2, /* title and heading */
	SCREEN_LEAST = 3
};

static const char key_gap[] = "   ";

void
frame_init(struct frame *frame)
{
	*frame = (struct frame){
	    .title = STR_EMPTY,
	    .place = STR_EMPTY,
	    .heading = STR_EMPTY,
	    .figure = STR_EMPTY,
	    .message = "",
	    .status = "",
	};
}

void
frame_release(struct frame *frame)
{
	str_release(&frame->title);
	str_release(&frame->place);
	str_release(&frame->heading);
	str_release(&frame->figure);
	for (size_t i = 0; i < frame->key_count; i++)
		mem_free(frame->keys[i].text);
	frame->key_count = 0;
}

void
frame_add_key(struct frame *frame, const char *text, enum frame_rank rank)
{
	if (frame->key_count == FRAME_KEYS_MAX || *text == '\0')
		return;
	frame->keys[frame->key_count++] =
	    (struct frame_key){mem_copy_text(text), rank};
}

void
frame_add_keys(struct frame *frame, const char *texts)
{
	enum frame_rank rank = FRAME_ALWAYS;

	while (*texts != '\0') {
		const char *end = strstr(texts, key_gap);
		size_t length = end ? (size_t)(end - texts) : strlen(texts);
		struct str text = STR_EMPTY;
		str_put_n(&text, texts, length);
		frame_add_key(frame, text.text, rank);
		str_release(&text);
		texts += length;
		if (end)
			texts += strlen(key_gap);
		rank = rank == FRAME_ALWAYS ? FRAME_HERE : FRAME_MORE;
	}
}

/* Left and right in a row; what stands right is whole. */
static void
put_ends(struct term *term, int row, int left_at, const struct str *left,
    const struct str *right, enum term_role left_role,
    enum term_role right_role)
{
	int columns = term_columns(term);
	int wide = utf8_text_width(right->text);
	int room = columns - left_at - EDGE - (wide > 0 ? wide + GAP : 0);

	line_put(term, row, left_at, room, left->text, left_role);
	line_put(
	    term, row, columns - wide - EDGE, wide, right->text, right_role);
}

/* The keys that fit, in their order; gives how wide they are. */
static int
choose_keys(const struct frame *frame, int room, bool *is_shown)
{
	int wide = 0;

	for (enum frame_rank rank = 0; rank < FRAME_RANK_MAX; rank++)
		for (size_t i = 0; i < frame->key_count; i++) {
			const struct frame_key *key = &frame->keys[i];
			int cells = utf8_text_width(key->text) +
				    (wide > 0 ? (int)strlen(key_gap) : 0);
			if (key->rank != rank || wide + cells > room)
				continue;
			is_shown[i] = true;
			wide += cells;
		}
	return wide;
}

static void
draw_keys(struct term *term, const struct frame *frame, int row)
{
	bool is_shown[FRAME_KEYS_MAX] = {false};
	int columns = term_columns(term), at = EDGE;

	choose_keys(frame, columns - 2 * EDGE, is_shown);
	term_fill(term, row, 0, columns, ROLE_KEYS);
	for (size_t i = 0; i < frame->key_count; i++) {
		if (!is_shown[i])
			continue;
		at += term_put_text(term, row, at, columns - at,
		    frame->keys[i].text, ROLE_KEYS);
		at += (int)strlen(key_gap);
	}
}

/*
 * The message above the row of keys, the status at the right of its last row.
 * Gives how many rows they take.
 */
static int
draw_message(struct term *term, const struct frame *frame)
{
	static const char sign[] = "! ";
	int rows = term_rows(term), columns = term_columns(term);
	int status = utf8_text_width(frame->status);
	int first = FRAME_INDENT - (frame->is_wrong ? (int)strlen(sign) : 0);
	int room =
	    columns - FRAME_INDENT - EDGE - (status > 0 ? status + GAP : 0);
	int most = rows - TOP_ROWS - 1 - SCREEN_LEAST;
	enum term_role role = frame->is_wrong ? ROLE_WRONG : ROLE_HEADING;
	struct wrap wrap = {0};

	wrap_text(
	    &wrap, frame->message, strlen(frame->message), room > 0 ? room : 1);
	int count = (int)wrap.count < most ? (int)wrap.count : most;
	if (count < 1)
		count = 1;
	int row = rows - 1 - count;
	if (frame->is_wrong)
		term_put_text(
		    term, row, first, FRAME_INDENT - first, sign, role);
	for (int i = 0; i < count; i++)
		term_put(term, row + i, FRAME_INDENT, room,
		    frame->message + wrap.rows[i].start, wrap.rows[i].length,
		    role);
	line_put(term, rows - 2, columns - EDGE - status, status, frame->status,
	    ROLE_HINT);
	wrap_release(&wrap);
	return count;
}

struct area
frame_draw(struct term *term, const struct frame *frame)
{
	int rows = term_rows(term), columns = term_columns(term);

	term_fill(term, 0, 0, columns, ROLE_TITLE);
	put_ends(term, 0, EDGE, &frame->title, &frame->place, ROLE_TITLE,
	    ROLE_TITLE);
	put_ends(term, 1, FRAME_INDENT, &frame->heading, &frame->figure,
	    ROLE_HEADING, ROLE_TEXT);
	int message = draw_message(term, frame);
	draw_keys(term, frame, rows - 1);
	return (struct area){
	    .top = TOP_ROWS,
	    .rows = rows - TOP_ROWS - message - 1,
	    .columns = columns,
	    .note = *frame->message == '\0' ? rows - 2 : -1,
	};
}

void
frame_draw_sentence(struct term *term, const char *text)
{
	int rows = term_rows(term), columns = term_columns(term);
	struct wrap wrap = {0};

	wrap_text(&wrap, text, strlen(text), columns);
	for (int i = 0; i < rows && (size_t)i < wrap.count; i++)
		term_put(term, i, 0, columns, text + wrap.rows[i].start,
		    wrap.rows[i].length, ROLE_TEXT);
	wrap_release(&wrap);
	term_cursor(term, 0, 0);
}
