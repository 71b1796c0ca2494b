/*
 * The order in which fields, lists and pages can be worked out, and the
 * circles in which none can.
 *
 * Owns what waits for what: a field for what its condition reads, for what
 * its steps take, for what it is carried from, for its list and its page; a
 * list for its page.  A check waits for nothing: it speaks when all is known,
 * and may name its own question.  Circles are the strongly connected parts of
 * that graph (Tarjan 1972), found without recursion; the same walk gives the
 * order.  All memory is gone on return but set->order and what fields need.
 *
 * Tested by tests/unit/form_order.c.
 */
#include "form/order.h"

#include <stdlib.h>

#include "base/str.h"
#include "form/loader.h"

/* Fields first, then lists, then pages: each a node with its number. */
struct graph {
	struct loader *loader;
	size_t count;
	size_t *starts;         /* by node: its first target; count + 1 */
	struct growing targets; /* size_t */
};

struct walk {
	const struct graph *graph;
	size_t *number; /* by node: when it was met, from 1; 0: not yet */
	size_t *lowest; /* by node: the earliest that it leads back to */
	size_t *next;   /* by node: the target to look at next */
	bool *is_open;  /* by node: on the stack of unfinished parts */
	size_t *open, open_count;
	size_t *path, depth;
	size_t met;
	struct page_item *order;
	size_t order_count;
};

static size_t
repeat_node(const struct loader *loader, size_t repeat)
{
	return loader->set->field_count + repeat;
}

static size_t
page_node(const struct loader *loader, size_t page)
{
	return loader->set->field_count + loader->set->repeat_count + page;
}

/* The field or list of a node; false for a page. */
static bool
node_item(const struct loader *loader, size_t node, struct page_item *item)
{
	const struct form_set *set = loader->set;
	bool is_field = node < set->field_count;

	item->kind = is_field ? ITEM_FIELD : ITEM_REPEAT;
	item->index = is_field ? node : node - set->field_count;
	return is_field || item->index < set->repeat_count;
}

static const struct entry *
node_entry(const struct loader *loader, size_t node)
{
	struct page_item item;

	if (!node_item(loader, node, &item))
		return loader_entry(
		    loader, KIND_PAGE, item.index - loader->set->repeat_count);
	return loader_entry(loader,
	    item.kind == ITEM_FIELD ? KIND_QUESTION : KIND_REPEAT, item.index);
}

/* --- What waits for what -------------------------------------------------- */

static void
wait_for(struct graph *graph, size_t node)
{
	size_t *slot = loader_grow(&graph->targets, sizeof(*slot));

	*slot = node;
}

static void
wait_for_reads(struct graph *graph, const struct condition *condition)
{
	for (size_t i = 0; condition && i < condition->read_count; i++)
		wait_for(graph, condition->reads[i]);
}

static void
wait_for_operand(struct graph *graph, const struct operand *operand)
{
	const struct form_set *set = graph->loader->set;

	switch (operand->kind) {
	case OPERAND_FIELD:
	case OPERAND_POINTS:
		wait_for(graph, operand->index);
		break;
	case OPERAND_TAG:
	case OPERAND_TAG_POINTS:
		for (size_t i = 0; i < set->field_count; i++) {
			if (field_has_tag(&set->fields[i], operand->tag))
				wait_for(graph, i);
		}
		break;
	case OPERAND_NOTHING:
	case OPERAND_NUMBER:
	case OPERAND_RATE:
		break;
	}
}

static void
wait_for_step(struct graph *graph, const struct sum_step *step)
{
	wait_for_operand(graph, &step->operand);
	wait_for_operand(graph, &step->times);
	wait_for_reads(graph, step->where);
	for (size_t i = 0; i < step->choice_count; i++) {
		wait_for_operand(graph, &step->choices[i].operand);
		wait_for_reads(graph, step->choices[i].condition);
	}
}

static void
wait_as_field(struct graph *graph, const struct field *field)
{
	wait_for_reads(graph, field->ask_if);
	if (field->carry_from != NONE)
		wait_for(graph, field->carry_from);
	for (size_t i = 0; i < field->step_count; i++)
		wait_for_step(graph, &field->steps[i]);
	if (field->repeat != NONE)
		wait_for(graph, repeat_node(graph->loader, field->repeat));
	if (field->page != NONE)
		wait_for(graph, page_node(graph->loader, field->page));
}

static void
wait_as_repeat(struct graph *graph, const struct repeat *repeat)
{
	wait_for_reads(graph, repeat->ask_if);
	if (repeat->page != NONE)
		wait_for(graph, page_node(graph->loader, repeat->page));
}

static void
wait_as(struct graph *graph, size_t node)
{
	const struct form_set *set = graph->loader->set;
	struct page_item item;

	if (!node_item(graph->loader, node, &item))
		wait_for_reads(
		    graph, set->pages[item.index - set->repeat_count].ask_if);
	else if (item.kind == ITEM_FIELD)
		wait_as_field(graph, &set->fields[item.index]);
	else
		wait_as_repeat(graph, &set->repeats[item.index]);
}

static void
draw(struct graph *graph, struct loader *loader)
{
	const struct form_set *set = loader->set;

	graph->loader = loader;
	graph->count = set->field_count + set->repeat_count + set->page_count;
	graph->starts = mem_new((graph->count + 1) * sizeof(*graph->starts));
	for (size_t node = 0; node < graph->count; node++) {
		graph->starts[node] = graph->targets.count;
		wait_as(graph, node);
	}
	graph->starts[graph->count] = graph->targets.count;
}

/* The fields behind a node; a list waits for its page, a page for no other. */
static void
gather_needs(const struct graph *graph, size_t node, struct growing *needs)
{
	const size_t *targets = graph->targets.items;

	for (size_t i = graph->starts[node]; i < graph->starts[node + 1]; i++) {
		if (targets[i] >= graph->loader->set->field_count) {
			gather_needs(graph, targets[i], needs);
			continue;
		}
		size_t *slot = loader_grow(needs, sizeof(*slot));
		*slot = targets[i];
	}
}

static void
keep_needs(const struct graph *graph)
{
	struct loader *loader = graph->loader;

	for (size_t i = 0; i < loader->set->field_count; i++) {
		struct growing needs = {NULL, 0, 0};
		struct field *field = &loader->fields[i];
		gather_needs(graph, i, &needs);
		field->needs = loader_keep(
		    loader, &needs, sizeof(*field->needs), &field->need_count);
	}
}

/* --- Circles -------------------------------------------------------------- */

static int
compare_nodes(const void *a, const void *b)
{
	const size_t *left = a, *right = b;

	return *left < *right ? -1 : *left > *right;
}

/* Name all that wait for each other, in the order of the forms. */
static void
complain_circle(struct loader *loader, size_t *nodes, size_t count)
{
	struct str names = STR_EMPTY;

	qsort(nodes, count, sizeof(*nodes), compare_nodes);
	for (size_t i = 0; i < count; i++) {
		const struct entry *entry = node_entry(loader, nodes[i]);
		str_format(&names, "%s%s%s", i == 0 ? "" : ", ",
		    entry->kind == KIND_PAGE ? "page " : "", entry->id);
	}
	const struct entry *first = node_entry(loader, nodes[0]);
	if (count == 1)
		loader_complain(loader, loader_place(first, KEY_ASK_IF),
		    WORD_LOAD_CIRCLE_SELF, names.text);
	else
		loader_complain(loader, first->lines[0].key_place,
		    WORD_LOAD_CIRCLE, names.text);
	loader->set->has_circle = true;
	str_release(&names);
}

static bool
waits_for_itself(const struct graph *graph, size_t node)
{
	const size_t *targets = graph->targets.items;

	for (size_t i = graph->starts[node]; i < graph->starts[node + 1]; i++) {
		if (targets[i] == node)
			return true;
	}
	return false;
}

/* --- The walk ------------------------------------------------------------- */

static void
enter(struct walk *walk, size_t node)
{
	walk->number[node] = walk->lowest[node] = ++walk->met;
	walk->next[node] = walk->graph->starts[node];
	walk->open[walk->open_count++] = node;
	walk->is_open[node] = true;
	walk->path[walk->depth++] = node;
}

/* All targets of the node are done: close its part, if it is the head. */
static void
leave(struct walk *walk, size_t node)
{
	struct loader *loader = walk->graph->loader;
	size_t start = walk->open_count;
	struct page_item item;

	walk->depth--;
	if (walk->depth > 0) {
		size_t above = walk->path[walk->depth - 1];
		if (walk->lowest[node] < walk->lowest[above])
			walk->lowest[above] = walk->lowest[node];
	}
	if (walk->lowest[node] != walk->number[node])
		return;
	do {
		size_t last = walk->open[--start];
		walk->is_open[last] = false;
		if (node_item(loader, last, &item))
			walk->order[walk->order_count++] = item;
	} while (walk->open[start] != node);
	size_t count = walk->open_count - start;
	if (count > 1 || waits_for_itself(walk->graph, node))
		complain_circle(loader, walk->open + start, count);
	walk->open_count = start;
}

static void
walk_from(struct walk *walk, size_t root)
{
	const size_t *targets = walk->graph->targets.items;

	enter(walk, root);
	while (walk->depth > 0) {
		size_t node = walk->path[walk->depth - 1];
		if (walk->next[node] == walk->graph->starts[node + 1]) {
			leave(walk, node);
			continue;
		}
		size_t target = targets[walk->next[node]++];
		if (walk->number[target] == 0)
			enter(walk, target);
		else if (walk->is_open[target] &&
			 walk->number[target] < walk->lowest[node])
			walk->lowest[node] = walk->number[target];
	}
}

void
order_make(struct loader *loader)
{
	struct form_set *set = loader->set;
	struct graph graph = {.loader = loader};

	draw(&graph, loader);
	keep_needs(&graph);
	size_t count = graph.count;
	size_t *numbers = mem_new(5 * count * sizeof(*numbers));
	struct walk walk = {
	    .graph = &graph,
	    .number = numbers,
	    .lowest = numbers + count,
	    .next = numbers + 2 * count,
	    .open = numbers + 3 * count,
	    .path = numbers + 4 * count,
	    .is_open = mem_new(count * sizeof(*walk.is_open)),
	    .order = arena_get(loader->arena, count * sizeof(*walk.order)),
	};
	for (size_t node = 0; node < count; node++) {
		if (walk.number[node] == 0)
			walk_from(&walk, node);
	}
	set->order = walk.order;
	set->order_count = walk.order_count;
	mem_free(walk.is_open);
	mem_free(numbers);
	mem_free(graph.starts);
	mem_free(graph.targets.items);
}
