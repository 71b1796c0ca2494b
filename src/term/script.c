/*
 * Keys from a file, with commands between them.
 *
 * Owns the little language of scripts: include/term/script.h says it all.  A
 * script is read and checked as a whole before its first key is pressed, so
 * that a mistake in its last line cannot leave half of it done.  What a step
 * does is the terminal's affair.  Everything lives in one arena.
 *
 * Tested by tests/unit/term_script.c.
 */
#include "term/script.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/encoding.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "term/keymap.h"

enum { TIME_MAX = 24 * 60 * 60 * 1000 /* a day, in milliseconds */ };

struct script {
	struct arena *arena;
	struct script_step *steps;
	size_t count, capacity;
	size_t at;
};

/* Where the parser stands: text is the rest of a line, without its end. */
struct parser {
	struct script *script;
	const char *name;
	int line;
	struct err *err;
};

typedef bool command_function(struct parser *parser, const char *text);

/* A mistake on this line, with the words it is about. */
static bool
fail(struct parser *parser, enum word word, const char *about)
{
	struct str line = STR_EMPTY;

	str_format(&line, "%d", parser->line);
	err_set(parser->err, word, parser->name, line.text, about, NULL);
	str_release(&line);
	return false;
}

static struct script_step *
add_step(struct script *script, enum script_act act)
{
	script->steps = mem_grow(script->steps, script->count,
	    &script->capacity, sizeof(*script->steps));
	struct script_step *step = &script->steps[script->count++];
	*step = (struct script_step){.act = act};
	return step;
}

static struct term_event *
add_event(struct script *script, enum term_kind kind)
{
	struct script_step *step = add_step(script, SCRIPT_EVENT);

	step->event.kind = kind;
	return &step->event;
}

static void
add_text(
    struct script *script, enum term_kind kind, const char *text, size_t length)
{
	struct term_event *event = add_event(script, kind);

	event->text = arena_copy_n(script->arena, text, length);
	event->length = length;
}

/* Read one whole number between the limits; returns where it ends, or NULL. */
static const char *
read_number(const char *text, int least, int most, int *number)
{
	char *end;
	long value = strtol(text, &end, 10);

	if (end == text || value < least || value > most)
		return NULL;
	*number = (int)value;
	return end;
}

static bool
add_file(struct parser *parser, enum script_act act, const char *text)
{
	if (text_is_blank(text))
		return fail(parser, WORD_SCRIPT_FILE_MISSING, "");
	struct script_step *step = add_step(parser->script, act);
	step->file = arena_copy(parser->script->arena, text);
	return true;
}

static bool
parse_dump(struct parser *parser, const char *text)
{
	return add_file(parser, SCRIPT_DUMP, text);
}

static bool
parse_dump_roles(struct parser *parser, const char *text)
{
	return add_file(parser, SCRIPT_DUMP_ROLES, text);
}

static bool
parse_picture(struct parser *parser, const char *text)
{
	return add_file(parser, SCRIPT_PICTURE, text);
}

static bool
parse_resize(struct parser *parser, const char *text)
{
	int columns;
	int rows;
	const char *end = read_number(text, 1, SCRIPT_SIZE_MAX, &columns);

	if (end && *end == 'x')
		end = read_number(end + 1, 1, SCRIPT_SIZE_MAX, &rows);
	else
		end = NULL;
	if (!end || *end)
		return fail(parser, WORD_SCRIPT_SIZE_UNCLEAR, text);
	struct term_event *event = add_event(parser->script, TERM_RESIZE);
	event->row = rows;
	event->column = columns;
	return true;
}

static bool
parse_paste(struct parser *parser, const char *text)
{
	struct str pasted = STR_EMPTY;

	for (; *text; text++) {
		if (text[0] == '\\' && text[1] == 'n') {
			str_put_char(&pasted, '\n');
			text++;
		} else if (text[0] == '\\' && text[1] == '\\') {
			str_put_char(&pasted, '\\');
			text++;
		} else {
			str_put_char(&pasted, *text);
		}
	}
	add_text(parser->script, TERM_PASTE, pasted.text, pasted.length);
	str_release(&pasted);
	return true;
}

static bool
parse_click(struct parser *parser, const char *text)
{
	int row;
	int column;
	const char *end = read_number(text, 0, SCRIPT_SIZE_MAX - 1, &row);

	if (end && *end == ' ')
		end = read_number(end, 0, SCRIPT_SIZE_MAX - 1, &column);
	else
		end = NULL;
	if (!end || *end)
		return fail(parser, WORD_SCRIPT_PLACE_UNCLEAR, text);
	struct term_event *event = add_event(parser->script, TERM_CLICK);
	event->row = row;
	event->column = column;
	return true;
}

static bool
parse_wheel(struct parser *parser, const char *text)
{
	int steps;
	const char *end =
	    read_number(text, -SCRIPT_SIZE_MAX, SCRIPT_SIZE_MAX, &steps);

	if (!end || *end || steps == 0)
		return fail(parser, WORD_SCRIPT_STEPS_UNCLEAR, text);
	add_event(parser->script, TERM_WHEEL)->steps = steps;
	return true;
}

static bool
parse_tick(struct parser *parser, const char *text)
{
	if (*text)
		return fail(parser, WORD_SCRIPT_TICK_ALONE, text);
	add_event(parser->script, TERM_TICK);
	return true;
}

/* "90s"; a day at most. */
static bool
read_time(const char *text, int *milliseconds)
{
	static const struct {
		const char *name;
		int milliseconds;
	} units[] = {
	    {"ms", 1},
	    {"s", 1000},
	    {"m", 60 * 1000},
	    {"h", 60 * 60 * 1000},
	};
	int number;
	const char *end = read_number(text, 1, TIME_MAX, &number);

	for (size_t i = 0; end && i < ARRAY_LENGTH(units); i++) {
		if (!text_is(end, units[i].name) ||
		    number > TIME_MAX / units[i].milliseconds)
			continue;
		*milliseconds = number * units[i].milliseconds;
		return true;
	}
	return false;
}

static bool
add_time(struct parser *parser, enum script_act act, const char *text)
{
	int milliseconds;

	if (!read_time(text, &milliseconds))
		return fail(parser, WORD_SCRIPT_TIME_UNCLEAR, text);
	add_step(parser->script, act)->milliseconds = milliseconds;
	return true;
}

static bool
parse_wait(struct parser *parser, const char *text)
{
	return add_time(parser, SCRIPT_WAIT, text);
}

static bool
parse_sleep(struct parser *parser, const char *text)
{
	return add_time(parser, SCRIPT_SLEEP, text);
}

static const struct {
	const char *name;
	command_function *parse;
} commands[] = {
    {"dump", parse_dump},
    {"dump-roles", parse_dump_roles},
    {"picture", parse_picture},
    {"resize", parse_resize},
    {"paste", parse_paste},
    {"click", parse_click},
    {"wheel", parse_wheel},
    {"tick", parse_tick},
    {"wait", parse_wait},
    {"sleep", parse_sleep},
};

/* A line without its colon: the command's name, a blank, the rest. */
static bool
parse_command(struct parser *parser, const char *text)
{
	size_t length = strcspn(text, " ");
	const char *rest = text + length + strspn(text + length, " ");

	for (size_t i = 0; i < ARRAY_LENGTH(commands); i++) {
		if (strlen(commands[i].name) == length &&
		    strncmp(commands[i].name, text, length) == 0)
			return commands[i].parse(parser, rest);
	}
	return fail(parser, WORD_SCRIPT_COMMAND_UNKNOWN,
	    arena_copy_n(parser->script->arena, text, length));
}

/* <NAME>; returns the bytes used, or 0 after a mistake. */
static size_t
parse_key(struct parser *parser, const char *text)
{
	const char *end = strchr(text, '>');

	if (!end) {
		fail(parser, WORD_SCRIPT_KEY_OPEN, "");
		return 0;
	}
	size_t length = (size_t)(end - text) - 1;
	const char *name =
	    arena_copy_n(parser->script->arena, text + 1, length);
	enum term_key key = keymap_find_name(name, length);
	if (key != KEY_NAME_MAX) {
		add_event(parser->script, TERM_KEY)->key = key;
	} else if (text_is(name, "lt")) {
		add_text(parser->script, TERM_TEXT, "<", 1);
	} else if (text_is(name, "Space")) {
		add_text(parser->script, TERM_TEXT, " ", 1);
	} else {
		fail(parser, WORD_SCRIPT_KEY_UNKNOWN, name);
		return 0;
	}
	return length + 2;
}

static bool
parse_keys(struct parser *parser, const char *text)
{
	size_t length = strlen(text);

	for (size_t at = 0; at < length;) {
		size_t used;
		uint32_t code;
		if (text[at] == '<') {
			used = parse_key(parser, text + at);
			if (used == 0)
				return false;
		} else {
			used = utf8_decode(text + at, length - at, &code);
			if (code < 0x20)
				return fail(parser, WORD_SCRIPT_CONTROL, "");
			add_text(parser->script, TERM_TEXT, text + at, used);
		}
		at += used;
	}
	return true;
}

/* A line without its end, which may be LF or CRLF. */
static bool
parse_line(struct parser *parser, const char *line, size_t length)
{
	if (length > 0 && line[length - 1] == '\r')
		length--;
	const char *text = arena_copy_n(parser->script->arena, line, length);
	if (*text == '#')
		return true;
	if (*text == ':')
		return parse_command(parser, text + 1);
	return parse_keys(parser, text);
}

static bool
parse_text(struct parser *parser, const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		const char *end = memchr(text + at, '\n', length - at);
		size_t size = end ? (size_t)(end - text) - at : length - at;
		parser->line++;
		if (!parse_line(parser, text + at, size))
			return false;
		at += size + 1;
	}
	return true;
}

bool
script_parse(const char *name, const char *bytes, size_t length,
    struct script **script, struct err *err)
{
	*script = NULL;
	struct str text = STR_EMPTY;
	struct script *made = mem_new(sizeof(*made));
	made->arena = arena_new();
	struct parser parser = {.script = made, .name = name, .err = err};
	bool is_done = encoding_to_utf8(&text, bytes, length, NULL, err) &&
		       parse_text(&parser, text.text, text.length);
	str_release(&text);
	if (is_done)
		*script = made;
	else
		script_free(made);
	return is_done;
}

bool
script_read(const char *path, struct script **script, struct err *err)
{
	*script = NULL;
	struct str bytes = STR_EMPTY;
	bool is_done =
	    file_read(path, FILE_LIMIT, &bytes, err) &&
	    script_parse(path, bytes.text, bytes.length, script, err);
	str_release(&bytes);
	return is_done;
}

void
script_free(struct script *script)
{
	if (!script)
		return;
	mem_free(script->steps);
	arena_free(script->arena);
	mem_free(script);
}

const struct script_step *
script_step(const struct script *script)
{
	return script->at < script->count ? &script->steps[script->at] : NULL;
}

void
script_go_on(struct script *script)
{
	script->at++;
}
