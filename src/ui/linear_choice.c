/*
 * A question with options line by line: by their numbers, by an option's own
 * words, or by the letter that stands for it.
 *
 * A line says all that is chosen, and not what is changed; what cannot be
 * chosen says why, and nothing is.
 *
 * Tested by tests/linear.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/answering.h"
#include "ui/linear_parts.h"

void
linear_tell_chosen(struct linear *linear, const struct block *block)
{
	struct str labels = STR_EMPTY;

	for (size_t i = 0; i < block->choice_count; i++)
		if (block->choices[i].is_chosen)
			str_format(&labels, "%s%zu %s",
			    labels.length > 0 ? "; " : "", i + 1,
			    block->choices[i].label);
	if (labels.length > 0)
		linear_tell(linear, WORD_LINEAR_CHOSEN, labels.text, NULL);
	str_release(&labels);
}

static void
tell_options(struct linear *linear, const struct block *block)
{
	for (size_t i = 0; i < block->choice_count; i++)
		linear_tell(linear,
		    block->choices[i].is_chosen ? WORD_LINEAR_OPTION_CHOSEN
						: WORD_LINEAR_OPTION,
		    numeral_of_count(i + 1).text, block->choices[i].label,
		    NULL);
}

/* The option whose words these are, or that a letter stands for; or NONE. */
static size_t
find_option(const struct block *block, const char *text)
{
	struct str typed = STR_EMPTY, label = STR_EMPTY;
	size_t found = NONE;

	utf8_fold(&typed, text);
	for (size_t i = 0; i < block->choice_count && found == NONE; i++) {
		str_clear(&label);
		utf8_fold(&label, block->choices[i].label);
		if (text_is(label.text, typed.text))
			found = i;
	}
	size_t letter = utf8_next(text, strlen(text), 0);
	if (found == NONE && text_is_blank(text + letter))
		found = answering_find_letter(block, text, letter);
	str_release(&typed);
	str_release(&label);
	return found;
}

/* The end of what stands between two blanks or commas. */
static const char *
piece_end(const char *text)
{
	return text + strcspn(text, " ,;");
}

/*
 * The options that a line names, each chosen as if it was the next: false, and
 * said why, if one is none or there are too many.
 */
static bool
read_options(struct linear *linear, const struct block *block, const char *text,
    bool *is_chosen)
{
	size_t whole = find_option(block, text), count = 0;
	const char *end;

	if (whole != NONE)
		return answering_choose(block, whole, is_chosen);
	for (; *text != '\0'; text = end + strspn(end, " ,;")) {
		struct str piece = STR_EMPTY;
		end = piece_end(text);
		str_put_n(&piece, text, (size_t)(end - text));
		int number = linear_number(piece.text);
		bool is_option =
		    number > 0 && (size_t)number <= block->choice_count;
		if (!is_option)
			linear_tell(linear,
			    block_is_single(block) ? WORD_LINEAR_NO_OPTION_ONE
						   : WORD_LINEAR_NO_OPTION,
			    block_is_single(block) ? text : piece.text,
			    numeral_of_count(block->choice_count).text, NULL);
		str_release(&piece);
		if (!is_option)
			return false;
		size_t option = (size_t)number - 1;
		if (is_chosen[option])
			continue;
		if (block_is_single(block) && count++ > 0) {
			linear_tell(linear, WORD_LINEAR_ONE_ONLY, NULL);
			return false;
		}
		if (!answering_choose(block, option, is_chosen)) {
			linear_tell(linear, WORD_UI_PAGE_MOST,
			    numeral_of(block->most).text, NULL);
			return false;
		}
	}
	return true;
}

static enum talk
choose(struct linear *linear, const struct block *block)
{
	const struct field *field =
	    &desk_forms(linear->desk)->fields[block->spot.index];
	const struct spot spot = block->spot;
	bool *is_chosen = mem_new(block->choice_count * sizeof(*is_chosen));
	struct str text = STR_EMPTY;
	enum talk talk = TALK_STAY;

	if (read_options(linear, block, linear->line.text, is_chosen)) {
		answering_put_choices(
		    &text, field, block, is_chosen, block->other);
		talk = linear_save_answer(linear, &spot, 0, text.text);
	}
	mem_free(is_chosen);
	str_release(&text);
	return talk;
}

enum talk
linear_ask_choice(struct linear *linear, const struct block *block)
{
	if (!linear->is_asked) {
		tell_options(linear, block);
		linear_tell(linear,
		    block_is_single(block) ? WORD_LINEAR_TYPE_ONE
					   : WORD_LINEAR_TYPE_MANY,
		    NULL);
	}
	if (block->offer)
		linear_tell(linear, WORD_LINEAR_OFFER, block->offer, NULL);
	else if (!answering_has_any(block))
		linear_tell(linear, WORD_LINEAR_OPEN, NULL);
	else if (!linear->is_asked)
		linear_tell_chosen(linear, block);
	enum talk talk = linear_hear_answer(linear, block);
	return talk == TALK_TEXT ? choose(linear, block) : talk;
}
