/*
 * What is wrong with the machine, as the desk tells it.
 *
 * The file remembers, in a setting of its own, what was found the last time:
 * only what is new is told, and what has come back is told again.
 *
 * Tested by tests/unit/desk_machine.c.
 */
#include "base/file.h"
#include "desk/state.h"

static const char setting[] = "machine.told";

/* Their names with a blank behind each. */
static void
put_names(struct str *out, const struct machine *machine)
{
	for (enum finding i = 0; i < FINDING_MAX; i++)
		if (machine->states[i] == FINDING_FOUND)
			str_format(out, "%s ", finding_name(i));
}

static bool
is_told(const char *told, enum finding finding)
{
	const char *name = finding_name(finding);
	size_t length = strlen(name);

	for (const char *at = told; *at != '\0';) {
		size_t size = strcspn(at, " ");
		if (size == length && memcmp(at, name, length) == 0)
			return true;
		at += size + (at[size] == ' ');
	}
	return false;
}

static void
put_finding(struct str *out, struct desk *desk, const struct machine *machine,
    enum finding finding)
{
	machine_put(out, machine, finding, desk_words(desk));
	str_put_char(out, '\n');
}

void
desk_put_machine(struct str *out, struct desk *desk)
{
	struct machine machine;
	struct err err = {0};
	bool is_usual;

	if (!desk_settle_path(desk, &is_usual, &err))
		return;
	if (!file_exists(desk->file)) {
		words_put(out, desk_words(desk), WORD_DESK_MACHINE_NO_FILE,
		    desk->file, NULL);
		str_put_char(out, '\n');
		return;
	}
	struct arena *arena = arena_new();
	machine_look(&machine, arena, &desk->roots, desk->file);
	for (enum finding i = 0; i < FINDING_MAX; i++)
		put_finding(out, desk, &machine, i);
	arena_free(arena);
}

void
desk_put_warnings(struct str *out, struct desk *desk)
{
	struct machine machine;
	struct err err = {0};
	struct str names = STR_EMPTY;
	const char *told;

	if (!desk->store || desk->damage || desk_is_practice(desk))
		return;
	struct arena *arena = arena_new();
	machine_look(&machine, arena, &desk->roots, desk->file);
	put_names(&names, &machine);
	if (!store_get_setting(desk->store, setting, arena, &told, &err) ||
	    !told)
		told = "";
	/* What cannot be kept would be told at every start. */
	bool is_kept =
	    text_is(names.text, told) ||
	    store_put_setting(desk->store, setting, names.text, &err);
	for (enum finding i = 0; is_kept && i < FINDING_MAX; i++)
		if (machine.states[i] == FINDING_FOUND && !is_told(told, i))
			put_finding(out, desk, &machine, i);
	str_release(&names);
	arena_free(arena);
}
