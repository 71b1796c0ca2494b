/*
 * What a worker prefers: who has the last word, every mistake named, and
 * nothing lost that stands in the file.
 */
#include "desk/settings.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "desk/history.h"
#include "rig/room.h"

/* A room whose settings are those of a file with this text. */
static struct room *
room_with(const char *text)
{
	struct room *room = room_new();
	const char *path = room_path(room, "settings");

	if (text)
		cr_assert(file_write(path, text, strlen(text), &room->err));
	desk_free(room->desk);
	room->desk = NULL;
	settings_free(room->settings);
	room->settings = settings_new(path);
	room_reopen(room);
	return room;
}

static void
expect_file(struct room *room, const char *wanted)
{
	struct str text = STR_EMPTY;

	cr_assert(file_read(
	    settings_path(room->settings), FILE_LIMIT, &text, &room->err));
	cr_assert_str_eq(text.text, wanted);
	str_release(&text);
}

static void
expect(struct room *room, enum setting_id id, const char *value,
    enum setting_by by)
{
	cr_assert_str_eq(settings_get(room->settings, id), value);
	cr_assert_eq(settings_by(room->settings, id), by);
}

static bool
say(struct room *room, enum setting_id id, enum setting_by by,
    const char *value)
{
	return settings_say(room->settings, id, by, value, &room->err);
}

Test(settings, hold_in_the_order_of_who_says_so)
{
	struct room *room = room_with("settings: mine\n"
				      "name: Anna Reid\n"
				      "colours: high contrast\n"
				      "one at a time: yes\n");
	expect(room, SETTING_NAME, "Anna Reid", SETTING_BY_FILE);
	expect(room, SETTING_COLOURS, "high contrast", SETTING_BY_FILE);
	expect(room, SETTING_MOUSE, "no", SETTING_BY_NOBODY);
	cr_assert(settings_is_on(room->settings, SETTING_ONE_AT_A_TIME));
	cr_assert_not(settings_is_on(room->settings, SETTING_ACCESS));

	cr_assert(say(room, SETTING_COLOURS, SETTING_BY_OPTION, "dark"));
	cr_assert(say(room, SETTING_COLOURS, SETTING_BY_ENVIRONMENT, "none"));
	expect(room, SETTING_COLOURS, "dark", SETTING_BY_OPTION);
	cr_assert(say(room, SETTING_COLOURS, SETTING_BY_OPTION, NULL));
	expect(room, SETTING_COLOURS, "none", SETTING_BY_ENVIRONMENT);
	cr_assert_not(say(room, SETTING_COLOURS, SETTING_BY_OPTION, "pink"));
	expect(room, SETTING_COLOURS, "none", SETTING_BY_ENVIRONMENT);
	cr_assert_str_eq(
	    settings_in_file(room->settings, SETTING_COLOURS, NULL),
	    "high contrast");
	room_free(room);
}

Test(settings, name_every_mistake_and_hold_all_the_same)
{
	static const struct {
		const char *text, *complaint;
	} mistakes[] = {
	    {"settings: mine\nmouse: maybe\n", "settings:2:8: error: "},
	    {"settings: mine\nlanguage: welsh\n", "settings:2:11: error: "},
	    {"settings: mine\ncolors: dark\n", "(did you mean 'colours'?)"},
	    {"settings: mine\nmouse: no\nmouse: yes\n",
		"settings:3:1: error: "},
	    {"settings: mine\ncomplaints: ring them\n",
		"settings:2:13: error: "},
	    {"mouse: no\n", "settings:1:1: error: "},
	    {"question: a\nlabel: b\n", "settings:1:1: error: "},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(mistakes); i++) {
		struct str text = STR_EMPTY;
		str_format(&text, "%s\nsettings: mine\nname: Anna Reid\n",
		    mistakes[i].text);
		struct room *room = room_with(text.text);
		str_clear(&text);
		cr_assert_not(desk_put_setting_mistakes(&text, room->desk));
		cr_assert_not_null(strstr(text.text, mistakes[i].complaint),
		    "%s gives %s", mistakes[i].text, text.text);
		cr_assert_eq(strchr(text.text, '\n'),
		    text.text + text.length - 1, "more than one: %s",
		    text.text);
		expect(room, SETTING_NAME, "Anna Reid", SETTING_BY_FILE);
		str_release(&text);
		room_free(room);
	}
}

Test(settings, count_without_their_head)
{
	struct room *room = room_with("mouse: yes\nname: Anna Reid\n");
	expect(room, SETTING_MOUSE, "yes", SETTING_BY_FILE);
	expect(room, SETTING_NAME, "Anna Reid", SETTING_BY_FILE);
	room_free(room);
}

Test(settings, are_written_without_touching_what_else_stands_there)
{
	struct room *room = room_with("# Mine, since May\n"
				      "settings: mine\n"
				      "# the big screen\n"
				      "colours:   dark\n"
				      "spelling: no\n"
				      "name: Anna\n"
				      "+ Reid\n"
				      "mouse: maybe\n"
				      "\n"
				      "# the end\n");
	cr_assert(desk_change_setting(
	    room->desk, SETTING_COLOURS, "light", &room->err));
	cr_assert(desk_change_setting(
	    room->desk, SETTING_NAME, "  Si\u00e2n Reid ", &room->err));
	cr_assert(
	    desk_change_setting(room->desk, SETTING_ACCESS, "yes", &room->err));
	expect_file(room, "# Mine, since May\n"
			  "settings: mine\n"
			  "# the big screen\n"
			  "colours: light\n"
			  "spelling: no\n"
			  "name: Si\u00e2n Reid\n"
			  "mouse: maybe\n"
			  "access: yes\n"
			  "\n"
			  "# the end\n");
	expect(room, SETTING_ACCESS, "yes", SETTING_BY_FILE);

	/* Nothing but blanks takes it out. */
	cr_assert(
	    desk_change_setting(room->desk, SETTING_NAME, " ", &room->err));
	expect(room, SETTING_NAME, "", SETTING_BY_NOBODY);
	room_free(room);
}

Test(settings, are_written_where_there_is_no_file_and_no_folder)
{
	struct room *room = room_with(NULL);
	const char *folder = room_path(room, "config");
	settings_free(room->settings);
	room->settings = settings_new(file_join(room->arena, folder, "mine"));
	room_reopen(room);
	cr_assert(desk_change_setting(
	    room->desk, SETTING_COMPLAINTS, "Mair, 01632 960001", &room->err));
	expect_file(room, "settings: mine\ncomplaints: Mair, 01632 960001\n");
	cr_assert_str_eq(settings_number(room->settings, SETTING_COMPLAINTS),
	    "Mair, 01632 960001");

	struct stat there;
	cr_assert_eq(stat(settings_path(room->settings), &there), 0);
	cr_assert_eq(there.st_mode & 0777, 0600);
	unlink(settings_path(room->settings));
	rmdir(folder);
	room_free(room);
}

Test(settings, see_what_another_program_has_written_meanwhile)
{
	struct room *room = room_with("settings: mine\nmouse: no\n");
	const char text[] = "settings: mine\nmouse: no\nname: Anna Reid\n";
	cr_assert(file_write(
	    settings_path(room->settings), text, strlen(text), &room->err));
	cr_assert(
	    desk_change_setting(room->desk, SETTING_MOUSE, "yes", &room->err));
	expect_file(room, "settings: mine\nmouse: yes\nname: Anna Reid\n");
	expect(room, SETTING_NAME, "Anna Reid", SETTING_BY_FILE);
	room_free(room);
}

Test(settings, write_nothing_that_cannot_be_read_again)
{
	static const struct {
		enum setting_id id;
		const char *value;
		enum word word;
	} cases[] = {
	    {SETTING_MOUSE, "maybe", WORD_SETTING_WRONG_CHOICE},
	    {SETTING_NAME, "Anna\nReid", WORD_SETTING_WRONG_TEXT},
	    {SETTING_NAME, "An\033[31mna", WORD_SETTING_WRONG_TEXT},
	    {SETTING_NAME, "\377", WORD_SETTING_WRONG_TEXT},
	    {SETTING_OUT_OF_HOURS, "the duty team", WORD_SETTING_WRONG_NUMBER},
	    {SETTING_LANGUAGE, "../../x", WORD_DESK_LANGUAGE_MISSING},
	    {SETTING_LANGUAGE, "xh", WORD_DESK_LANGUAGE_MISSING},
	};
	struct room *room = room_with("settings: mine\n");

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		err_clear(&room->err);
		cr_assert_not(desk_change_setting(
		    room->desk, cases[i].id, cases[i].value, &room->err));
		cr_assert_eq(room->err.word, cases[i].word, "%zu", i);
	}
	expect_file(room, "settings: mine\n");
	/* What is no text at all is somebody else's. */
	cr_assert(
	    file_write(settings_path(room->settings), "\0\0x", 3, &room->err));
	err_clear(&room->err);
	cr_assert_not(
	    desk_change_setting(room->desk, SETTING_MOUSE, "yes", &room->err));
	cr_assert_eq(room->err.word, WORD_SETTING_UNREADABLE);
	room_free(room);
}

Test(settings, go_through_a_link_and_not_in_its_place)
{
	struct room *room = room_with(NULL);
	const char *link = room_path(room, "link");
	const char text[] = "settings: mine\n";
	cr_assert(file_write(
	    room_path(room, "settings"), text, strlen(text), &room->err));
	cr_assert_eq(symlink("settings", link), 0);
	settings_free(room->settings);
	room->settings = settings_new(link);
	room_reopen(room);
	cr_assert(
	    desk_change_setting(room->desk, SETTING_MOUSE, "yes", &room->err));
	struct stat there;
	cr_assert_eq(lstat(link, &there), 0);
	cr_assert(S_ISLNK(there.st_mode));
	expect_file(room, "settings: mine\nmouse: yes\n");
	room_free(room);
}

Test(settings, change_who_writes_the_history)
{
	struct room *room = room_with("settings: mine\nname: Anna Reid\n");
	struct str history = STR_EMPTY;
	room_add(room, "Mair Evans");
	cr_assert(desk_change_setting(
	    room->desk, SETTING_NAME, "Sunita Rao", &room->err));
	room_set(room, "meals", "some");
	cr_assert(desk_put_history(&history, room->desk, &room->err));
	cr_assert_not_null(strstr(history.text, "Anna Reid"));
	cr_assert_not_null(strstr(history.text, "Sunita Rao"));
	str_release(&history);
	room_free(room);
}

Test(settings, give_way_to_what_is_settled_for_the_machine)
{
	struct room *room = room_with("settings: mine\n"
				      "out of hours: mine, 1\n");
	const char text[] = "machine: Anytown Council\n"
			    "out of hours: Duty team, 01632 960000\n";
	const char *conf = room_path(room, "conf");
	cr_assert(file_write(conf, text, strlen(text), &room->err));
	const struct desk_options options = {
	    .file = room->file,
	    .forms = room->forms,
	    .settings = room->settings,
	    .policy = conf,
	    .clock = room_clock(room),
	};
	desk_free(room->desk);
	cr_assert(desk_new(&options, &room->desk, &room->err));
	expect(room, SETTING_OUT_OF_HOURS, "Duty team, 01632 960000",
	    SETTING_BY_POLICY);
	cr_assert_not(desk_change_setting(
	    room->desk, SETTING_OUT_OF_HOURS, "mine, 2", &room->err));
	cr_assert_eq(room->err.word, WORD_SETTING_SETTLED);
	struct str by = STR_EMPTY;
	desk_put_setting_by(&by, room->desk, SETTING_OUT_OF_HOURS);
	cr_assert_str_eq(
	    by.text, "settled for this machine by Anytown Council");
	str_release(&by);
	room_free(room);
}
