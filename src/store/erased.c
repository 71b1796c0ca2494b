/*
 * The list of those who were erased, beside the file.
 *
 * Owns its form: a line for each, the random name and nothing else; before
 * the name stands a mark while nobody knows yet whether the erasing is done.
 *
 *	erased_announce()      the mark is on the disk: now erase
 *	erased_settle()        the file is asked, and the mark goes
 *
 * RULE: the line is there before the person goes.  Whatever is cut off between
 * the two is settled by the next opening, or before a copy takes the file's
 * place; who lives is taken off the list again, so that nobody is forgotten
 * who was not erased.
 *
 * Tested by tests/unit/store_erased.c.
 */
#include "store/erased.h"

#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "store/beside.h"
#include "store/place.h"

enum { UUID_LENGTH = 32 };

static const char waiting = '?';

static const char select_erased[] =
    "SELECT uuid FROM plan WHERE erased IS NOT NULL ORDER BY uuid";
static const char select_life[] =
    "SELECT erased IS NULL FROM plan WHERE uuid = ?1";

static const char count_erased[] =
    "SELECT coalesce((SELECT max(id) FROM plan), 0) - plans FROM tally";

static bool
is_uuid(const char *text)
{
	return text && strlen(text) == UUID_LENGTH &&
	       strspn(text, "0123456789abcdef") == UUID_LENGTH;
}

bool
erased_read(const char *path, struct str *list, struct err *err)
{
	struct str place = STR_EMPTY;

	beside_put(&place, path, BESIDE_ERASED);
	bool is_read = !file_exists(place.text) ||
		       file_read(place.text, FILE_LIMIT, list, err);
	str_release(&place);
	return is_read;
}

static bool
write_list(const char *path, const struct str *list, struct err *err)
{
	struct str place = STR_EMPTY;

	beside_put(&place, path, BESIDE_ERASED);
	bool is_done = file_write(place.text, list->text, list->length, err);
	str_release(&place);
	return is_done;
}

/* The next line of the rest of a list; false at its end. */
static bool
take_line(const char **rest, struct str *line)
{
	size_t length = strcspn(*rest, "\n");

	str_clear(line);
	str_put_n(line, *rest, length);
	bool is_there = **rest != '\0';
	*rest += length + ((*rest)[length] == '\n');
	return is_there;
}

/* A list that is being made, and who is on it. */
struct list {
	struct str text;
	struct map *names; /* without their marks */
	struct arena *arena;
	int64_t certain; /* how many lines are whole names without a mark */
};

static struct list
list_begin(void)
{
	return (struct list){
	    .text = STR_EMPTY,
	    .names = map_new(),
	    .arena = arena_new(),
	};
}

static void
list_release(struct list *list)
{
	str_release(&list->text);
	map_free(list->names);
	arena_free(list->arena);
}

/* Once is enough, with a mark or without one: was it the first time? */
static bool
put_line(struct list *list, const char *line)
{
	const char *name = arena_copy(list->arena, line + (line[0] == waiting));

	if (*name == '\0' || !map_put(list->names, name, name))
		return false;
	str_format(&list->text, "%s\n", line);
	list->certain += is_uuid(line);
	return true;
}

static void
put_lines(struct list *list, const char *lines)
{
	struct str line = STR_EMPTY;

	while (take_line(&lines, &line))
		put_line(list, line.text);
	str_release(&line);
}

bool
erased_announce(const char *path, const char *uuid, struct err *err)
{
	struct str before = STR_EMPTY, line = STR_EMPTY;
	struct list list = list_begin();

	bool is_done = erased_read(path, &before, err);
	str_format(&line, "%c%s", waiting, uuid);
	put_lines(&list, before.text);
	if (is_done && put_line(&list, line.text))
		is_done = write_list(path, &list.text, err);
	str_release(&line);
	str_release(&before);
	list_release(&list);
	return is_done;
}

/* A list on its way to what it should be. */
struct settling {
	struct sql *sql;
	struct list list;
	int64_t erased; /* how many on it are erased in the file */
};

/* Whoever the file says nothing about, or cannot, stays as they are. */
static void
settle_line(struct settling *settling, const char *line)
{
	bool is_marked = line[0] == waiting, is_found, is_erased = false;
	struct err ignored = {0};
	struct query *query = sql_query(settling->sql, select_life);

	query_put_text(query, line + is_marked);
	is_found = query_next(query);
	if (is_found)
		is_erased = !query_int(query, 0);
	is_found = query_end(query, &ignored) && is_found;
	if (is_found && is_marked && !is_erased)
		return;
	if (put_line(&settling->list, line + (is_marked && is_found)))
		settling->erased += is_found && is_erased;
}

static void
settle_lines(struct settling *settling, const char *list)
{
	struct str line = STR_EMPTY;

	while (take_line(&list, &line))
		settle_line(settling, line.text);
	str_release(&line);
}

static void
add_erased(struct settling *settling)
{
	struct err ignored = {0};
	struct query *query = sql_query(settling->sql, select_erased);

	while (query_next(query))
		if (is_uuid(query_text(query, 0)))
			put_line(&settling->list, query_text(query, 0));
	query_end(query, &ignored);
}

/* Numbers are never given a second time: those that nobody has are erased. */
static bool
has_as_many(struct sql *sql, int64_t count)
{
	struct err ignored = {0};
	int64_t erased;

	return sql_read_int(sql, count_erased, &erased, &ignored) &&
	       count == erased;
}

/* Nobody has to be asked: there is no mark, and the numbers are the same. */
static bool
is_settled(struct sql *sql, const char *lines)
{
	struct list list = list_begin();

	put_lines(&list, lines);
	bool is_certain = list.certain == (int64_t)map_count(list.names);
	bool is = is_certain && has_as_many(sql, list.certain);
	list_release(&list);
	return is;
}

static bool
settle(struct sql *sql, const char *path, const char *before, bool is_quick,
    struct err *err)
{
	struct settling settling = {.sql = sql, .list = list_begin()};

	settle_lines(&settling, before);
	if (!is_quick || !has_as_many(sql, settling.erased))
		add_erased(&settling);
	bool is_done = text_is(before, settling.list.text.text) ||
		       write_list(path, &settling.list.text, err);
	list_release(&settling.list);
	return is_done;
}

bool
erased_settle(struct sql *sql, const char *path, struct err *err)
{
	struct str before = STR_EMPTY;

	bool is_done = erased_read(path, &before, err) &&
		       settle(sql, path, before.text, false, err);
	str_release(&before);
	return is_done;
}

bool
erased_settle_quickly(struct sql *sql, const char *path, struct err *err)
{
	struct str before = STR_EMPTY;

	bool is_done = erased_read(path, &before, err) &&
		       (is_settled(sql, before.text) ||
			   settle(sql, path, before.text, true, err));
	str_release(&before);
	return is_done;
}

bool
erased_hand_on(const char *path, const char *other, struct err *err)
{
	struct str before = STR_EMPTY, line = STR_EMPTY;
	struct list given = list_begin();

	bool is_done = erased_read(path, &before, err);
	const char *rest = before.text;
	while (is_done && take_line(&rest, &line))
		put_line(&given, line.text + (line.text[0] == waiting));
	if (is_done && given.text.length > 0)
		is_done = write_list(other, &given.text, err);
	str_release(&line);
	str_release(&before);
	list_release(&given);
	return is_done;
}
