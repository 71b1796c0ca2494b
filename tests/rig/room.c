/*
 * A private folder with forms, a file of people and a desk in it.
 *
 * The desk is the real one on a real file; only the clock is the test's.  The
 * share folder is the second private folder's empty one, so nothing of the
 * shipped forms comes in.
 */
#include "rig/room.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "desk/freeze.h"
#include "desk/state.h"
#include "out/pdf_calls.h"
#include "rig/dump.h"
#include "rig/world.h"

enum { DAY = 24 * 60 * 60 };

/* 2026-11-21T12:00:00Z */
#define NOON INT64_C(1795262400)

static const char source_folder[] = "tests/rig/small";

/* --- The room ------------------------------------------------------------- */

static int64_t
clock_now(void *context)
{
	struct room *room = context;
	return room->now++;
}

static struct moment
clock_local(void *context, int64_t seconds)
{
	(void)context;
	int minute = (int)(seconds % DAY / 60);
	return (struct moment){
	    date_from_days(seconds / DAY), minute / 60, minute % 60};
}

static void
copy_forms(struct room *room)
{
	const char *const *names;
	size_t count;
	cr_assert(file_list(
	    source_folder, ".form", room->arena, &names, &count, &room->err));
	for (size_t i = 0; i < count; i++) {
		struct str text = STR_EMPTY;
		const char *path =
		    file_join(room->arena, source_folder, names[i]);
		cr_assert(file_read(path, FILE_LIMIT, &text, &room->err));
		room_write_forms(room, names[i], text.text);
		str_release(&text);
	}
}

struct clock
room_clock(struct room *room)
{
	return (struct clock){clock_now, clock_local, room};
}

/* The back end that the test itself is linked with. */
static const struct pdf_calls *
room_pdf(struct err *err)
{
	(void)err;
	return &pdf_calls;
}

void
room_new_desk(struct room *room)
{
	const struct desk_options options = {
	    .file = room->file,
	    .forms = room->forms,
	    .share = room->share,
	    .settings = room->settings,
	    .is_key_cheap = true,
	    .clock = room_clock(room),
	    .find_pdf = room_pdf,
	};
	desk_free(room->desk);
	err_clear(&room->err);
	cr_assert(desk_new(&options, &room->desk, &room->err));
}

struct room *
room_new(void)
{
	struct room *room = mem_new(sizeof(*room));
	room->arena = arena_new();
	room->now = NOON;
	cr_assert(file_make_temporary(&room->folder, &room->err));
	cr_assert(file_make_temporary(&room->forms, &room->err));
	room->file = room_path(room, "people.db");
	room->share = room_path(room, "share");
	copy_forms(room);
	room->settings = settings_new(NULL);
	cr_assert(settings_say(room->settings, SETTING_NAME, SETTING_BY_OPTION,
	    "Huw", &room->err));
	room_new_desk(room);
	cr_assert(desk_open_file(room->desk, true, &room->err));
	return room;
}

void
room_free(struct room *room)
{
	desk_free(room->desk);
	settings_free(room->settings);
	file_remove_temporary(room->folder);
	file_remove_temporary(room->forms);
	cr_assert_not(file_exists(room->folder), "something was left behind");
	mem_free(room->folder);
	mem_free(room->forms);
	arena_free(room->arena);
	mem_free(room);
}

void
room_reopen(struct room *room)
{
	room_new_desk(room);
	cr_assert(desk_open_file(room->desk, false, &room->err));
}

static void
alter(struct room *room, const char *statements,
    void (*by)(struct world *world, const char *statements))
{
	struct world world = {.path = room->file, .arena = room->arena};
	desk_leave_plan(room->desk);
	desk_close_file(room->desk);
	by(&world, statements);
	room_reopen(room);
}

void
room_sql(struct room *room, const char *statements)
{
	alter(room, statements, world_sql);
}

void
room_spoil(struct room *room, const char *statements)
{
	alter(room, statements, world_spoil);
}

const char *
room_path(struct room *room, const char *name)
{
	return file_join(room->arena, room->folder, name);
}

bool
room_says(struct room *room, enum word word)
{
	struct str said = STR_EMPTY;
	bool is_so = room->err.is_set && room->err.word == word;
	if (room->err.is_set)
		err_put(&said, &room->err, words_english());
	if (!is_so)
		cr_log_warn("it says: %s", said.text);
	str_release(&said);
	err_clear(&room->err);
	return is_so;
}

/* --- Forms ---------------------------------------------------------------- */

void
room_write_forms(struct room *room, const char *name, const char *text)
{
	const char *path = file_join(room->arena, room->forms, name);
	cr_assert(file_write(path, text, strlen(text), &room->err));
}

void
room_change_forms(
    struct room *room, const char *name, const char *old, const char *new)
{
	struct str text = STR_EMPTY;
	const char *path = file_join(room->arena, room->forms, name);
	cr_assert(file_read(path, FILE_LIMIT, &text, &room->err));
	const char *at = strstr(text.text, old);
	cr_assert_not_null(at, "the forms have no '%s'", old);
	size_t start = (size_t)(at - text.text);
	str_remove(&text, start, strlen(old));
	str_insert(&text, start, new, strlen(new));
	room_write_forms(room, name, text.text);
	str_release(&text);
}

/* --- People and answers --------------------------------------------------- */

void
room_add(struct room *room, const char *name)
{
	cr_assert(desk_add_plan(room->desk, name, &room->err));
}

void
room_add_ready(struct room *room)
{
	room_add(room, "Mair Evans");
	room_add_row(room, "lines");
	room_set(room, "lines.1.what", "A helper");
	room_set(room, "lines.1.cost", "10");
	room_set(room, "matters", "My garden");
	room_set(room, "route", "told");
	room_set(room, "told_year", "5200");
}

void
room_open(struct room *room, const char *ref)
{
	int64_t id;
	cr_assert(desk_find(room->desk, ref, &id, &room->err), "%s", ref);
	cr_assert(desk_open_plan(room->desk, id, &room->err), "%s", ref);
}

void
room_on_faulty_disk(struct room *room, const struct str *was)
{
	const struct store_options options = {
	    .path = room->file, .vfs = "faulty", .is_any_drive_allowed = true};

	desk_close_file(room->desk);
	if (was) {
		cr_assert_eq(unlink(room->file), 0);
		cr_assert(
		    file_write(room->file, was->text, was->length, &room->err));
	}
	room_new_desk(room);
	cr_assert(store_open(&options, &room->desk->store, NULL, &room->err));
	room_open(room, "Mair");
}

static struct address
address_of(struct room *room, const char *text)
{
	struct address address;
	cr_assert(desk_read_address(room->desk, text, &address, &room->err),
	    "there is no %s", text);
	return address;
}

int
room_freeze(struct room *room)
{
	const struct freeze_of as_read = {.size = NULL};
	struct str gaps = STR_EMPTY;
	int number;

	cr_assert(desk_freeze(room->desk, &as_read, &number, &gaps, &room->err),
	    "%s", gaps.text);
	str_release(&gaps);
	return number;
}

const struct person *
room_list(struct room *room, const char *search, size_t *count)
{
	enum { MOST = 10 };
	const struct person *people;

	cr_assert(
	    desk_list(room->desk, search, 0, MOST, &people, count, &room->err));
	return people;
}

void
room_set(struct room *room, const char *address, const char *text)
{
	struct address where = address_of(room, address);
	cr_assert(desk_answer(room->desk, &where, text, NULL, NULL, &room->err),
	    "%s is not saved", address);
}

int
room_add_row(struct room *room, const char *list)
{
	int row;
	cr_assert(desk_add_row(room->desk, list, &row, &room->err));
	return row;
}

const char *
room_answer(struct room *room, const char *address)
{
	struct address where = address_of(room, address);
	const struct answer *answer =
	    plan_answer(desk_plan(room->desk), &where);
	return answer ? answer->text : NULL;
}

const char *
room_plan(struct room *room)
{
	struct str text = STR_EMPTY;
	dump_plan(&text, desk_plan(room->desk));
	const char *copy = arena_copy(room->arena, text.text);
	str_release(&text);
	return copy;
}

bool
room_undo(struct room *room)
{
	bool done;
	cr_assert(desk_undo(room->desk, &done, NULL, &room->err));
	return done;
}

bool
room_redo(struct room *room)
{
	bool done;
	cr_assert(desk_redo(room->desk, &done, NULL, &room->err));
	return done;
}
