#include "desk/desk.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "rig/room.h"

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
	struct desk_options options = {.language = "cy", .share = room->forms};
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
	for (size_t i = 0; i < ARRAY_LENGTH(files); i++)
		unlink(file_join(room->arena, folder, files[i].name));
	rmdir(folder);
	rmdir(words);
	room_free(room);
}
