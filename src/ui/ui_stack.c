/*
 * The stack that screens stand on.
 *
 * Owns the states of the screens, from the moment they are put on top: each
 * goes with its screen.  The lowest screen of a person that goes takes the plan
 * with it, and what was copied out of it.
 *
 * Tested through scripts, tests/screens.
 */
#include <string.h>

#include "ui/state.h"

struct stacked *
ui_top(struct ui *ui)
{
	return &ui->stack[ui->depth - 1];
}

struct stacked *
ui_meant(struct ui *ui)
{
	size_t at = ui->depth - 1;

	while (at > 0 && ui->stack[at].class->is_beside &&
	       ui->stack[at].class->is_beside(ui->stack[at].state))
		at--;
	return &ui->stack[at];
}

void
screen_push(struct ui *ui, const struct screen_class *class, void *state)
{
	ui->stack =
	    mem_grow(ui->stack, ui->depth, &ui->capacity, sizeof(*ui->stack));
	ui->stack[ui->depth++] =
	    (struct stacked){class, state, desk_has_plan(ui->desk), false};
}

static void
pop(struct ui *ui)
{
	struct stacked entry = ui->stack[--ui->depth];

	entry.class->free(entry.state);
	bool has_left =
	    entry.is_person && ui->depth > 0 && !ui_top(ui)->is_person;
	if (has_left) {
		desk_leave_plan(ui->desk);
		ui->is_visit = false;
		str_release(&ui->clipboard); /* the next is another */
	}
	if (ui->depth == 0)
		ui->is_leaving = true;
	else
		ui_top(ui)->is_entered = false;
}

void
screen_pop(struct ui *ui)
{
	struct stacked *entry = ui_top(ui);

	if (entry->class->leave)
		entry->class->leave(ui, entry->state);
	pop(ui);
}

void *
screen_find(struct ui *ui, const struct screen_class *class)
{
	for (size_t i = ui->depth; i-- > 0;)
		if (ui->stack[i].class == class)
			return ui->stack[i].state;
	return NULL;
}

bool
screen_raise(struct ui *ui, const struct screen_class *class, screen_fits *fits,
    const void *wanted)
{
	for (size_t i = ui->depth; i-- > 0;) {
		struct stacked entry = ui->stack[i];
		if (entry.class != class || !fits(entry.state, wanted))
			continue;
		memmove(&ui->stack[i], &ui->stack[i + 1],
		    (ui->depth - i - 1) * sizeof(entry));
		*ui_top(ui) = entry;
		ui_top(ui)->is_entered = false;
		return true;
	}
	return false;
}

void
screen_pop_to_person(struct ui *ui)
{
	while (ui->depth > 1 && ui->stack[ui->depth - 2].is_person)
		screen_pop(ui);
}

void
screen_pop_to_start(struct ui *ui)
{
	while (ui->depth > 1)
		screen_pop(ui);
}

void
ui_pop_all(struct ui *ui)
{
	while (ui->depth > 0)
		pop(ui);
	ui->is_leaving = false;
	ui->is_visit = false;
}
