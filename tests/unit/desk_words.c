#include "desk/desk.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/record.h"
#include "base/report.h"
#include "base/words_file.h"
#include "rig/room.h"

/* What `make check-words` looks for by itself, asked of the program. */
Test(desk_words, are_all_there_in_the_languages_that_come_with_the_program)
{
	struct arena *arena = arena_new();
	struct report *report = report_new(words_english());
	struct words *welsh = words_new("cy");
	const char *folder = "share/words/cy";
	const char *const *names;
	size_t count;
	struct err err = {0};
	cr_assert(file_list(folder, ".words", arena, &names, &count, &err));
	for (size_t i = 0; i < count; i++) {
		const char *path = file_join(arena, folder, names[i]);
		struct str bytes = STR_EMPTY;
		cr_assert(file_read(path, FILE_LIMIT, &bytes, &err));
		words_read(welsh,
		    record_read(arena, path, bytes.text, bytes.length, report),
		    report);
		str_release(&bytes);
	}
	for (size_t i = 0; i < report_count(report, SEVERITY_NOTE); i++)
		cr_expect_fail("%s:%d: %s", names[0],
		    report_get(report, i)->place.line,
		    report_get(report, i)->text);
	for (int word = 0; word < WORD_MAX; word++)
		cr_expect(words_has(welsh, (enum word)word), "%s",
		    words_get(words_english(), (enum word)word));
	words_free(welsh);
	report_free(report);
	arena_free(arena);
}

Test(desk_words, are_read_from_every_file_of_the_language)
{
	static const struct {
		const char *name, *text;
	} files[] = {
	    {"desk.words", "words: cy\ndesk ready: Does dim ar goll.\n"},
	    {"ui.words", "words: cy\nui people count two: dau berson\n"
			 "ui people count: {1} o bobl\n"},
	    {"notes.txt", "words: cy\ndisk full: Na.\n"},
	};
	struct room *room = room_new();
	struct desk *desk;
	struct desk_options options = {
	    .settings = settings_new(NULL), .share = room->forms};
	cr_assert(settings_say(options.settings, SETTING_LANGUAGE,
	    SETTING_BY_OPTION, "cy", &room->err));
	cr_assert_not(desk_new(&options, &desk, &room->err));
	cr_assert_null(desk);
	cr_assert(room_says(room, WORD_DESK_LANGUAGE_MISSING));

	const char *words = file_join(room->arena, room->forms, "words");
	const char *folder = file_join(room->arena, words, "cy");
	cr_assert(file_make_folder(folder, &room->err));
	for (size_t i = 0; i < ARRAY_LENGTH(files); i++)
		cr_assert(
		    file_write(file_join(room->arena, folder, files[i].name),
			files[i].text, strlen(files[i].text), &room->err));
	cr_assert(desk_new(&options, &desk, &room->err));
	const struct words *welsh = desk_words(desk);
	cr_assert_str_eq(words_language(welsh), "cy");
	cr_assert_str_eq(
	    words_get(welsh, WORD_DESK_READY), "Does dim ar goll.");
	cr_assert_str_eq(
	    words_get(welsh, WORD_DESK_BUDGET_YEAR), "The sum for a year");
	cr_assert_str_eq(words_get(welsh, WORD_DISK_FULL),
	    words_get(words_english(), WORD_DISK_FULL));
	struct str out = STR_EMPTY;
	words_put(&out, welsh, WORD_UI_PEOPLE_COUNT, "2", NULL);
	str_put_char(&out, ';');
	words_put(&out, welsh, WORD_UI_PEOPLE_COUNT, "1", NULL);
	cr_assert_str_eq(out.text, "dau berson;1 o bobl");
	str_release(&out);
	desk_free(desk);
	settings_free(options.settings);
	for (size_t i = 0; i < ARRAY_LENGTH(files); i++)
		unlink(file_join(room->arena, folder, files[i].name));
	rmdir(folder);
	rmdir(words);
	room_free(room);
}

Test(desk_words, of_a_language_that_is_left_stay_with_who_has_borrowed_them)
{
	const char text[] = "words: cy\ndesk ready: Does dim ar goll.\n";
	struct room *room = room_new();
	const char *words = file_join(room->arena, room->forms, "words");
	const char *folder = file_join(room->arena, words, "cy");
	const char *path = file_join(room->arena, folder, "desk.words");
	cr_assert(file_make_folder(folder, &room->err));
	cr_assert(file_write(path, text, strlen(text), &room->err));
	struct desk *desk;
	struct desk_options options = {
	    .settings = settings_new(room_path(room, "settings")),
	    .share = room->forms,
	};
	size_t count;
	cr_assert(desk_new(&options, &desk, &room->err));
	const char *const *choices =
	    desk_setting_choices(desk, SETTING_LANGUAGE, &count);
	cr_assert_eq(count, 2);
	cr_assert_str_eq(choices[0], "en");
	cr_assert_str_eq(choices[1], "cy");
	cr_assert(
	    desk_change_setting(desk, SETTING_LANGUAGE, "cy", &room->err));
	const char *said = words_get(desk_words(desk), WORD_DESK_READY);
	cr_assert(
	    desk_change_setting(desk, SETTING_LANGUAGE, "en", &room->err));
	cr_assert_str_eq(words_language(desk_words(desk)), "en");
	cr_assert_str_eq(said, "Does dim ar goll.");
	/* Where nothing can be written nothing changes. */
	desk_free(desk);
	settings_free(options.settings);
	options.settings = settings_new(NULL);
	cr_assert(desk_new(&options, &desk, &room->err));
	cr_assert_not(
	    desk_change_setting(desk, SETTING_LANGUAGE, "cy", &room->err));
	cr_assert(room_says(room, WORD_SETTING_NO_FILE));
	cr_assert_str_eq(words_language(desk_words(desk)), "en");
	desk_free(desk);
	settings_free(options.settings);
	unlink(path);
	rmdir(folder);
	rmdir(words);
	room_free(room);
}
