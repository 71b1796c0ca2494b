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

	place_put_list(&place, path);
	bool is_read = !file_exists(place.text) ||
		       file_read(place.text, FILE_LIMIT, list, err);
	str_release(&place);
	return is_read;
}

static bool
write_list(const char *path, const struct str *list, struct err *err)
{
	struct str place = STR_EMPTY;

	place_put_list(&place, path);
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

/* Once is enough, with a mark or without one: was it the first time? */
static bool
put_line(struct str *list, const char *line)
{
	if (strstr(list->text, line))
		return false;
	str_format(list, "%s\n", line);
	return true;
}

bool
erased_announce(const char *path, const char *uuid, struct err *err)
{
	struct str list = STR_EMPTY;

	bool is_done = erased_read(path, &list, err);
	if (is_done && !strstr(list.text, uuid)) {
		str_format(&list, "%c%s\n", waiting, uuid);
		is_done = write_list(path, &list, err);
	}
	str_release(&list);
	return is_done;
}

/* A list on its way to what it should be. */
struct settling {
	struct sql *sql;
	struct str list;
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
has_all(const struct settling *settling)
{
	struct err ignored = {0};
	int64_t erased;

	return sql_read_int(settling->sql, count_erased, &erased, &ignored) &&
	       settling->erased == erased;
}

static bool
settle(struct sql *sql, const char *path, bool is_quick, struct err *err)
{
	struct settling settling = {.sql = sql, .list = STR_EMPTY};
	struct str list = STR_EMPTY;

	bool is_done = erased_read(path, &list, err);
	if (is_done) {
		settle_lines(&settling, list.text);
		if (!is_quick || !has_all(&settling))
			add_erased(&settling);
		is_done = text_is(list.text, settling.list.text) ||
			  write_list(path, &settling.list, err);
	}
	str_release(&list);
	str_release(&settling.list);
	return is_done;
}

bool
erased_settle(struct sql *sql, const char *path, struct err *err)
{
	return settle(sql, path, false, err);
}

bool
erased_settle_quickly(struct sql *sql, const char *path, struct err *err)
{
	return settle(sql, path, true, err);
}

bool
erased_hand_on(const char *path, const char *other, struct err *err)
{
	struct str list = STR_EMPTY, given = STR_EMPTY, line = STR_EMPTY;

	bool is_done = erased_read(path, &list, err);
	const char *rest = list.text;
	while (is_done && take_line(&rest, &line))
		put_line(&given, line.text + (line.text[0] == waiting));
	if (is_done && given.length > 0)
		is_done = write_list(other, &given, err);
	str_release(&line);
	str_release(&list);
	str_release(&given);
	return is_done;
}
