#include "base/file.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"

/* Each test has a folder of its own. */
struct world {
	char *folder;
	struct arena *arena;
	struct err err;
};

static struct world
world_new(void)
{
	struct world world = {.arena = arena_new()};
	cr_assert(file_make_temporary(&world.folder, &world.err));
	return world;
}

static void
world_release(struct world *world)
{
	file_remove_temporary(world->folder);
	cr_assert_not(file_exists(world->folder));
	mem_free(world->folder);
	arena_free(world->arena);
}

static const char *
path_in(struct world *world, const char *name)
{
	return file_join(world->arena, world->folder, name);
}

static void
expect_bytes(const char *path, const char *bytes, size_t length)
{
	struct err err = {0};
	struct str out = STR_EMPTY;
	cr_assert(file_read(path, FILE_LIMIT, &out, &err));
	cr_assert_eq(out.length, length);
	cr_assert_eq(memcmp(out.text, bytes, length), 0);
	str_release(&out);
}

static mode_t
mode_of(const char *path)
{
	struct stat there;
	cr_assert_eq(lstat(path, &there), 0);
	return there.st_mode & 0777;
}

/* Does a half-written file lie beside it? */
static bool
has_half(const char *path)
{
	struct str half = STR_EMPTY;
	struct stat there;
	file_put_unfinished(&half, path);
	bool has = lstat(half.text, &there) == 0;
	str_release(&half);
	return has;
}

Test(file, comes_back_as_it_was_written)
{
	struct world world = world_new();
	const char *path = path_in(&world, "plan.json");
	cr_assert(file_write(path, "a\0b\n", 4, &world.err));
	expect_bytes(path, "a\0b\n", 4);
	cr_assert_eq(mode_of(path), 0600);
	cr_assert(file_write(path, "", 0, &world.err));
	expect_bytes(path, "", 0);
	struct str large = STR_EMPTY;
	for (int i = 0; i < 100000; i++)
		str_put(&large, "one ");
	cr_assert(file_write(path, large.text, large.length, &world.err));
	expect_bytes(path, large.text, large.length);
	str_release(&large);
	cr_assert_not(has_half(path));
	world_release(&world);
}

Test(file, is_read_up_to_a_limit_and_no_further)
{
	struct world world = world_new();
	const char *path = path_in(&world, "notes");
	cr_assert(file_write(path, "123456", 6, &world.err));
	struct str out = STR_EMPTY;
	str_put(&out, ">");
	cr_assert(file_read(path, 6, &out, &world.err));
	cr_assert_str_eq(out.text, ">123456", "reading appends");
	cr_assert(file_write(path_in(&world, "large"), "", 0, &world.err));
	cr_assert_eq(truncate(path_in(&world, "large"), 1024 * 1024 + 1), 0);
	static const struct {
		const char *name;
		size_t limit;
		const char *size;
	} cases[] = {
	    {"notes", 5, "5 bytes"},
	    {"large", 3 * 1024, "3 KB"},
	    {"large", 1024 * 1024, "1 MB"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct err err = {0};
		const char *name = path_in(&world, cases[i].name);
		cr_assert_not(file_read(name, cases[i].limit, &out, &err));
		cr_assert_eq(err.word, WORD_FILE_TOO_LARGE);
		cr_assert_str_eq(err.arguments[0], name);
		cr_assert_str_eq(err.arguments[1], cases[i].size);
		cr_assert_str_eq(out.text, ">123456", "out is as it was");
	}
	str_release(&out);
	world_release(&world);
}

Test(file, says_why_it_could_not_be_read)
{
	struct world world = world_new();
	const char *path = path_in(&world, "notes");
	cr_assert(file_write(path, "x", 1, &world.err));
	const struct {
		const char *path;
		enum word word;
	} cases[] = {
	    {path_in(&world, "none"), WORD_FILE_MISSING},
	    {path_in(&world, "notes/none"), WORD_FILE_MISSING},
	    {"", WORD_FILE_UNNAMED},
	    {world.folder, WORD_FILE_IS_FOLDER},
	    {path_in(&world, "pipe"), WORD_FILE_NOT_ORDINARY},
	    {"/dev/zero", WORD_FILE_NOT_ORDINARY},
	};
	cr_assert_eq(mkfifo(path_in(&world, "pipe"), 0600), 0);
	struct str out = STR_EMPTY;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct err err = {0};
		cr_assert_not(file_read(cases[i].path, 10, &out, &err));
		cr_assert_eq(err.word, cases[i].word, "case %zu", i);
		cr_assert_str_eq(err.arguments[0], cases[i].path);
	}
	str_release(&out);
	world_release(&world);
}

Test(file, says_why_it_could_not_be_written)
{
	struct world world = world_new();
	const char *path = path_in(&world, "notes");
	cr_assert(file_write(path, "x", 1, &world.err));
	const struct {
		const char *path;
		enum word word;
	} cases[] = {
	    {path_in(&world, "none/notes"), WORD_FILE_HAS_NO_FOLDER},
	    {path_in(&world, "notes/notes"), WORD_FILE_HAS_NO_FOLDER},
	    {path_in(&world, "none/"), WORD_FILE_IS_FOLDER},
	    {world.folder, WORD_FILE_IS_FOLDER},
	    {"", WORD_FILE_UNNAMED},
	    {"/dev/full", WORD_DISK_FULL},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct err err = {0};
		cr_assert_not(file_write(cases[i].path, "y", 1, &err));
		cr_assert_eq(err.word, cases[i].word, "case %zu", i);
		cr_assert_str_eq(err.arguments[0], cases[i].path);
	}
	world_release(&world);
}

/* Root may do anything, so then somebody else tries. */
Test(file, says_what_you_may_not_do)
{
	struct world world = world_new();
	const char *closed = path_in(&world, "closed");
	const char *path = path_in(&world, "notes");
	cr_assert(file_write(path, "x", 1, &world.err));
	cr_assert(file_make_folder(closed, &world.err));
	cr_assert_eq(chmod(path, 0), 0);
	cr_assert_eq(chmod(closed, 0), 0);
	cr_assert_eq(chmod(world.folder, 0555), 0);
	uid_t user = geteuid();
	if (user == 0 && seteuid(65534) != 0)
		cr_skip_test("there is nobody else here");
	struct str out = STR_EMPTY;
	struct err err = {0};
	cr_assert_not(file_read(path, 10, &out, &err));
	cr_assert_eq(err.word, WORD_FILE_NOT_READABLE);
	err_clear(&err);
	cr_assert_not(file_write(path, "y", 1, &err));
	cr_assert_eq(err.word, WORD_FILE_NOT_WRITABLE);
	err_clear(&err);
	cr_assert_not(file_make_folder(path_in(&world, "new"), &err));
	cr_assert_eq(err.word, WORD_FOLDER_NOT_MADE);
	err_clear(&err);
	const char *const *names;
	size_t count;
	cr_assert_not(file_list(closed, "", world.arena, &names, &count, &err));
	cr_assert_eq(err.word, WORD_FOLDER_NOT_READABLE);
	cr_assert_eq(seteuid(user), 0);
	cr_assert_eq(chmod(world.folder, 0700), 0);
	cr_assert_eq(chmod(path, 0600), 0);
	expect_bytes(path, "x", 1);
	cr_assert_eq(rmdir(closed), 0);
	world_release(&world);
}

Test(file, is_as_it_was_when_writing_fails)
{
	struct world world = world_new();
	const char *path = path_in(&world, "plan");
	cr_assert(file_write(path, "old", 3, &world.err));
	signal(SIGXFSZ, SIG_IGN);
	struct rlimit limit;
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = 2000;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	char *large = mem_new(5000);
	cr_assert_not(file_write(path, large, 5000, &world.err));
	limit.rlim_cur = limit.rlim_max;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	cr_assert_eq(world.err.word, WORD_FILE_NOT_WRITTEN);
	expect_bytes(path, "old", 3);
	cr_assert_not(has_half(path));
	mem_free(large);
	world_release(&world);
}

Test(file, is_tried_and_nothing_of_it_is_left)
{
	struct world world = world_new();
	const char *path = path_in(&world, "plan");
	const size_t length = 100000;
	cr_assert(file_try(path, length, &world.err));
	cr_assert_not(file_exists(path));
	cr_assert_not(has_half(path));
	cr_assert(file_write(path, "old", 3, &world.err));
	signal(SIGXFSZ, SIG_IGN);
	struct rlimit limit;
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = length - 1;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	cr_assert(file_try(path, length - 1, &world.err));
	cr_assert_not(file_try(path, length, &world.err));
	cr_assert_eq(world.err.word, WORD_FILE_NOT_WRITTEN);
	limit.rlim_cur = limit.rlim_max;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	expect_bytes(path, "old", 3);
	cr_assert_not(has_half(path));
	err_clear(&world.err);
	cr_assert_not(file_try(path_in(&world, "gone/plan"), 1, &world.err));
	cr_assert_eq(world.err.word, WORD_FILE_HAS_NO_FOLDER);
	world_release(&world);
}

Test(file, replaces_a_link_and_spares_what_it_pointed_to)
{
	struct world world = world_new();
	const char *target = path_in(&world, "target");
	const char *link = path_in(&world, "link");
	cr_assert(file_write(target, "mine", 4, &world.err));
	cr_assert_eq(symlink(target, link), 0);
	cr_assert(file_write(link, "plan", 4, &world.err));
	expect_bytes(target, "mine", 4);
	expect_bytes(link, "plan", 4);
	cr_assert_eq(unlink(link), 0);
	cr_assert_eq(symlink(path_in(&world, "nowhere"), link), 0);
	cr_assert_not(file_exists(link));
	cr_assert(file_write(link, "new", 3, &world.err));
	expect_bytes(link, "new", 3);
	cr_assert_not(file_exists(path_in(&world, "nowhere")));
	world_release(&world);
}

Test(file, follows_a_link_to_where_it_ends)
{
	struct world world = world_new();
	const char *target = path_in(&world, "target");
	const char *link = path_in(&world, "link");
	const char *path = target;
	cr_assert(file_follow(world.arena, &path, &world.err));
	cr_assert_eq(path, target, "nothing is there");
	cr_assert_eq(symlink("target", link), 0);
	cr_assert_eq(symlink("link", path_in(&world, "other")), 0);
	path = link;
	cr_assert_not(file_follow(world.arena, &path, &world.err));
	cr_assert_eq(world.err.word, WORD_FILE_LINK_NOWHERE);
	cr_assert_eq(path, link);
	err_clear(&world.err);
	cr_assert(file_write(target, "mine", 4, &world.err));
	cr_assert(file_follow(world.arena, &path, &world.err));
	cr_assert_str_eq(path, target);
	path = path_in(&world, "other");
	cr_assert(file_follow(world.arena, &path, &world.err));
	cr_assert_str_eq(path, target);
	cr_assert_eq(unlink(link), 0);
	cr_assert_eq(symlink("other", link), 0);
	cr_assert_not(file_follow(world.arena, &link, &world.err));
	cr_assert_eq(world.err.word, WORD_FILE_LINK_NOWHERE);
	world_release(&world);
}

/* What is left there by a power cut may hold a plan. */
Test(file, takes_away_what_an_interrupted_writing_left)
{
	struct world world = world_new();
	struct str left = STR_EMPTY;
	const char *path = path_in(&world, "plan");
	const char *target = path_in(&world, "target");
	cr_assert(file_write(target, "mine", 4, &world.err));
	file_put_unfinished(&left, path);
	cr_assert_str_eq(left.text, path_in(&world, ".plan.unfinished"));
	cr_assert_eq(symlink(target, left.text), 0);
	cr_assert(file_write(path, "new", 3, &world.err));
	expect_bytes(path, "new", 3);
	expect_bytes(target, "mine", 4);
	cr_assert_not(file_exists(left.text));
	str_clear(&left);
	file_put_unfinished(&left, "plan");
	cr_assert_str_eq(left.text, ".plan.unfinished");
	str_release(&left);
	world_release(&world);
}

enum { PAGE = 64 * 1024, PAGES_MOST = 20, WRITINGS = 30 };

/* Again and again, as others do the same: files of one letter each. */
static void
write_often(const char *path, char letter)
{
	struct str text = STR_EMPTY;
	int written = 0;
	while (written < WRITINGS) {
		struct err err = {0};
		str_clear(&text);
		for (int n = (1 + written % PAGES_MOST) * PAGE; n > 0; n--)
			str_put_char(&text, letter);
		if (file_write(path, text.text, text.length, &err))
			written++;
		else if (err.word != WORD_FILE_IN_WORK)
			_exit(1);
	}
	_exit(0);
}

static void
expect_one_letter(const char *path)
{
	struct str text = STR_EMPTY;
	struct err err = {0};
	if (!file_exists(path))
		return;
	cr_assert(file_read(path, FILE_LIMIT, &text, &err));
	cr_assert_eq(text.length % PAGE, 0, "half of it: %zu", text.length);
	for (size_t i = 0; i < text.length; i++)
		if (text.text[i] != text.text[0])
			cr_assert_fail("parts of two");
	str_release(&text);
}

Test(file, is_always_whole_when_several_write_it)
{
	struct world world = world_new();
	const char *path = path_in(&world, "notes");
	pid_t children[3];
	int running = 3, status;
	for (int i = 0; i < running; i++) {
		children[i] = fork();
		if (children[i] == 0)
			write_often(path, (char)('a' + i));
	}
	while (running > 0) {
		expect_one_letter(path);
		if (waitpid(children[running - 1], &status, WNOHANG) == 0)
			continue;
		cr_assert_eq(status, 0, "%d", status);
		running--;
	}
	expect_one_letter(path);
	cr_assert_not(has_half(path));
	world_release(&world);
}

Test(file, is_not_touched_while_another_writes_it)
{
	struct world world = world_new();
	struct str half = STR_EMPTY;
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	const char *path = path_in(&world, "notes");
	int ready[2], go_on[2];
	char byte = 0;
	file_put_unfinished(&half, path);
	cr_assert_eq(pipe(ready), 0);
	cr_assert_eq(pipe(go_on), 0);
	if (fork() == 0) {
		int fd = open(half.text, O_RDWR | O_CREAT, 0600);
		bool is_ready = fcntl(fd, F_SETLK, &lock) == 0 &&
				write(ready[1], &byte, 1) == 1 &&
				read(go_on[0], &byte, 1) == 1;
		_exit(is_ready ? 0 : 1);
	}
	cr_assert_eq(read(ready[0], &byte, 1), 1);
	cr_assert(file_try(path, 4, &world.err), "one can be written there");
	cr_assert_not(file_write(path, "mine", 4, &world.err));
	cr_assert_eq(world.err.word, WORD_FILE_IN_WORK);
	cr_assert(has_half(path));
	cr_assert_not(file_exists(path));
	err_clear(&world.err);
	cr_assert_eq(write(go_on[1], &byte, 1), 1);
	cr_assert_gt(wait(NULL), 0);
	cr_assert(file_write(path, "mine", 4, &world.err));
	cr_assert_not(has_half(path));
	str_release(&half);
	world_release(&world);
}

Test(file, may_have_a_name_as_long_as_names_can_be)
{
	struct world world = world_new();
	char name[256];
	memset(name, 'a', 255);
	name[255] = '\0';
	const char *path = path_in(&world, name);
	cr_assert(file_write(path, "new", 3, &world.err));
	expect_bytes(path, "new", 3);
	world_release(&world);
}

Test(file, writes_into_a_pipe_and_never_replaces_it)
{
	struct world world = world_new();
	const char *path = path_in(&world, "pipe");
	cr_assert_eq(mkfifo(path, 0600), 0);
	pid_t child = fork();
	if (child == 0) {
		struct err err = {0};
		_exit(file_write(path, "through", 7, &err) ? 0 : 1);
	}
	char through[7];
	int fd = open(path, O_RDONLY);
	cr_assert_eq(read(fd, through, sizeof(through)), sizeof(through));
	cr_assert_eq(memcmp(through, "through", sizeof(through)), 0);
	close(fd);
	int status;
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert_eq(status, 0);
	struct stat there;
	cr_assert_eq(lstat(path, &there), 0);
	cr_assert(S_ISFIFO(there.st_mode));
	world_release(&world);
}

/* Copy input to output in a child; 0, or the word it failed with. */
static int
copy_in_child(const char *input, const char *output, size_t limit,
    const char *output_name)
{
	pid_t child = fork();
	if (child == 0) {
		struct err err = {0};
		struct str text = STR_EMPTY;
		int from = open(input, O_RDONLY);
		int to = open(output, O_WRONLY | O_CREAT, 0600);
		dup2(from, STDIN_FILENO);
		dup2(to, STDOUT_FILENO);
		fputs("first ", stdout);
		bool is_done =
		    file_read("-", limit, &text, &err) &&
		    file_write(output_name, text.text, text.length, &err);
		_exit(is_done ? 0 : (int)err.word & 0xFF);
	}
	int status;
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

Test(file, named_by_a_dash_is_standard_input_and_output)
{
	struct world world = world_new();
	const char *in = path_in(&world, "in");
	const char *out = path_in(&world, "out");
	cr_assert(file_write(in, "1234", 4, &world.err));
	cr_assert_eq(copy_in_child(in, out, 4, "-"), 0);
	expect_bytes(out, "first 1234", 10);
	cr_assert_eq(unlink(out), 0);
	cr_assert_eq(copy_in_child(in, out, 4, "/dev/stdout"), 0);
	expect_bytes(out, "first 1234", 10);
	cr_assert_eq(
	    copy_in_child(in, out, 3, "-"), WORD_INPUT_TOO_LARGE & 0xFF);
	cr_assert_eq(copy_in_child(in, "/dev/full", 4, "-"),
	    WORD_OUTPUT_NOT_WRITTEN & 0xFF);
	world_release(&world);
}

Test(file, has_its_folder_made_with_all_parents)
{
	struct world world = world_new();
	const char *deep = path_in(&world, "a/b//c");
	cr_assert(file_make_folder(deep, &world.err));
	cr_assert(file_is_folder(deep));
	cr_assert_eq(mode_of(deep), 0700);
	cr_assert_eq(mode_of(path_in(&world, "a")), 0700);
	cr_assert(file_make_folder(deep, &world.err), "it is there already");
	cr_assert(file_make_folder(path_in(&world, "a/d/"), &world.err));
	cr_assert(file_make_folder("/", &world.err));
	const char *file = path_in(&world, "notes");
	cr_assert(file_write(file, "x", 1, &world.err));
	cr_assert_not(file_is_folder(file));
	cr_assert_not(file_make_folder(path_in(&world, "notes/e"), &world.err));
	cr_assert_eq(world.err.word, WORD_FILE_IS_NO_FOLDER);
	cr_assert_str_eq(world.err.arguments[0], file);
	static const char *const made[] = {"a/d", "a/b/c", "a/b", "a"};
	for (size_t i = 0; i < ARRAY_LENGTH(made); i++)
		cr_assert_eq(rmdir(path_in(&world, made[i])), 0);
	world_release(&world);
}

Test(file, has_private_folders_that_vanish)
{
	struct world world = world_new();
	cr_assert_eq(mode_of(world.folder), 0700);
	cr_assert_eq(setenv("TMPDIR", world.folder, 1), 0);
	char *one, *two;
	cr_assert(file_make_temporary(&one, &world.err));
	cr_assert(file_make_temporary(&two, &world.err));
	cr_assert_str_neq(one, two);
	cr_assert(text_starts(one, world.folder));
	cr_assert(file_write(
	    file_join(world.arena, one, ".hidden"), "x", 1, &world.err));
	cr_assert_eq(symlink(two, file_join(world.arena, one, "link")), 0);
	file_remove_temporary(one);
	cr_assert_not(file_exists(one));
	cr_assert(file_is_folder(two), "links are not followed");
	file_remove_temporary(two);
	file_remove_temporary(two);
	mem_free(one);
	mem_free(two);
	setenv("TMPDIR", path_in(&world, "none"), 1);
	cr_assert_not(file_make_temporary(&one, &world.err));
	cr_assert_null(one);
	cr_assert_eq(world.err.word, WORD_FOLDER_NOT_TEMPORARY);
	world_release(&world);
}

Test(file, is_listed_by_its_ending_in_order)
{
	struct world world = world_new();
	static const char *const names[] = {"b.form", "a.form", "10.form",
	    ".hidden.form", "a.formx", "form", ".form"};
	const char *const *found = names;
	size_t count = 9;
	cr_assert(file_list(
	    world.folder, ".form", world.arena, &found, &count, &world.err));
	cr_assert_null(found);
	cr_assert_eq(count, 0);
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		cr_assert(
		    file_write(path_in(&world, names[i]), "", 0, &world.err));
	cr_assert(file_list(
	    world.folder, ".form", world.arena, &found, &count, &world.err));
	static const char *const listed[] = {"10.form", "a.form", "b.form"};
	cr_assert_eq(count, ARRAY_LENGTH(listed));
	for (size_t i = 0; i < count; i++)
		cr_assert_str_eq(found[i], listed[i]);
	cr_assert(file_list(
	    world.folder, "", world.arena, &found, &count, &world.err));
	cr_assert_eq(count, 5);
	cr_assert(file_list_all(
	    world.folder, world.arena, &found, &count, &world.err));
	cr_assert_eq(count, ARRAY_LENGTH(names), "the hidden one as well");
	cr_assert_not(file_list(path_in(&world, "none"), "", world.arena,
	    &found, &count, &world.err));
	cr_assert_eq(world.err.word, WORD_FOLDER_MISSING);
	err_clear(&world.err);
	cr_assert_not(file_list(path_in(&world, "form"), "", world.arena,
	    &found, &count, &world.err));
	cr_assert_eq(world.err.word, WORD_FILE_IS_NO_FOLDER);
	cr_assert_eq(count, 0);
	world_release(&world);
}

Test(file, joins_folder_and_name)
{
	struct arena *arena = arena_new();
	cr_assert_str_eq(file_join(arena, "a", "b"), "a/b");
	cr_assert_str_eq(file_join(arena, "a/", "b"), "a/b");
	cr_assert_str_eq(file_join(arena, "/", "b"), "/b");
	cr_assert_str_eq(file_join(arena, "", "b"), "b");
	arena_free(arena);
}

Test(file, is_on_the_disk_once_it_was_synced)
{
	struct world world = world_new();
	const char *path = path_in(&world, "new");
	struct str folder = STR_EMPTY;
	cr_assert_not(file_sync(path, &world.err));
	cr_assert_eq(world.err.word, WORD_FILE_NOT_SYNCED);
	err_clear(&world.err);
	cr_assert(file_write(path, "a", 1, &world.err));
	cr_assert(file_sync(path, &world.err));
	file_put_folder(&folder, "a/b/c");
	cr_assert_str_eq(folder.text, "a/b/");
	str_clear(&folder);
	file_put_folder(&folder, "c");
	cr_assert_str_eq(folder.text, ".");
	str_clear(&folder);
	cr_assert_eq(setenv("HOME", "/home/huw", 1), 0);
	file_put_at_home(&folder, "~/a ~/a ~huw/a");
	cr_assert_str_eq(folder.text, "/home/huw/a ~/a ~huw/a");
	str_clear(&folder);
	cr_assert_eq(unsetenv("HOME"), 0);
	file_put_at_home(&folder, "~/a");
	cr_assert_str_eq(folder.text, "~/a");
	str_release(&folder);
	world_release(&world);
}
