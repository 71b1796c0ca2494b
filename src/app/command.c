/*
 * One run of the program: read the command line, open what the command needs,
 * run it, write what it said, and close.
 *
 * stdout gets clean data, stderr sentences.  Every way out closes the desk,
 * which saves.  Which commands there are stands in app/commands.def.
 */
#include "app/command.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/module.h"
#include "app/preferences.h"
#include "app/secret.h"
#include "app/talk.h"
#include "base/file.h"
#include "base/nearest.h"
#include "base/safe.h"
#include "term/terminal.h"
#include "ui/ui.h"

#define ARGUMENTS_ANY SIZE_MAX

enum {
	WINDOW_MOST = 500,
	TYPED_SIZE = 512 /* to confirm something, which is never longer */
};

enum opens {
	OPENS_NOTHING,
	OPENS_FILE,
	MAKES_FILE,    /* if there is none */
	OPENS_PLAN,    /* the one that the first argument names */
	REPLACES_FILE, /* which nobody has open; never a practice file */
	UNLOCKS_FILE   /* by itself; never a practice file */
};

struct command {
	const char *name;
	enum status (*run)(struct command_run *run);
	enum opens opens;
	size_t least, most;
	unsigned takes; /* options, a bit each */
	const char *usage;
	enum word help;
};

static const struct command commands[] = {
#define COMMAND(id, name, function, opens, least, most, takes, usage, help)    \
	{name, function, opens, least, most, takes, usage, WORD_##help},
#include "app/commands.def"
#undef COMMAND
};

void
put_safe(struct str *out, const char *text)
{
	if (text)
		safe_put(out, text, strlen(text), SAFE_KEEP_LINES);
}

void
put_safe_line(struct str *out, const char *text)
{
	if (text)
		safe_put(out, text, strlen(text), SAFE_ONE_LINE);
}

void
say_safe(const char *text)
{
	struct str safe = STR_EMPTY;

	put_safe(&safe, text);
	fputs(safe.text, stderr);
	str_release(&safe);
}

/* One line to stderr, whatever is in it. */
static void
say_err(const struct err *err, const struct words *words)
{
	struct str text = STR_EMPTY, safe = STR_EMPTY;

	err_put(&text, err, words);
	safe_put(&safe, text.text, text.length, SAFE_ONE_LINE);
	fprintf(stderr, "sevensteps: %s\n", safe.text);
	str_release(&text);
	str_release(&safe);
}

static void
put_help(struct str *out, const struct words *words)
{
	str_format(out, "%s\n\n", words_get(words, WORD_APP_USAGE));
	str_format(
	    out, "  %-10s %s\n", "", words_get(words, WORD_APP_COMMAND_NONE));
	str_format(out, "  %-10s %s\n", "demo",
	    words_get(words, WORD_APP_COMMAND_DEMO));
	for (size_t i = 0; i < ARRAY_LENGTH(commands); i++) {
		const char *usage = commands[i].usage;
		str_format(out, "  %-10s %s\n", commands[i].name,
		    words_get(words, commands[i].help));
		if (usage[0] != '\0')
			str_format(out, "  %-10s   %s\n", "", usage);
	}
	str_format(out, "\n%s\n", words_get(words, WORD_APP_OPTIONS));
	options_put_help(out, words);
}

/* Every command takes these, even where they make no difference. */
enum {
	TAKES_ALWAYS = TAKES(FILE) | TAKES(FORMS) | TAKES(LANG) | TAKES(WHO) |
		       TAKES(OUTPUT) | TAKES(PASSPHRASE_FILE) |
		       TAKES(PASSPHRASE_FD) | TAKES(HELP),
	TAKES_SCREENS = TAKES(PLAIN) | TAKES(SCRIPT) | TAKES(WINDOW) |
			TAKES(COLOR) | TAKES(MOUSE) | TAKES(LINEAR)
};

/* An option that is given and not taken, or OPTION_MAX. */
static enum option_id
find_useless(const struct options *options, unsigned takes)
{
	enum option_id id = 0;

	while (id < OPTION_MAX && (!options->values[id] ||
				      ((takes | TAKES_ALWAYS) >> id & 1U) != 0))
		id++;
	return id;
}

bool
command_takes(const struct options *options, unsigned takes, const char *name,
    struct err *err)
{
	enum option_id useless = find_useless(options, takes);

	return useless == OPTION_MAX || err_set(err, WORD_APP_OPTION_NOT_HERE,
					    name, option_name(useless), NULL);
}

static const struct command *
find_command(const char *name, struct err *err)
{
	const char *names[ARRAY_LENGTH(commands)];

	for (size_t i = 0; i < ARRAY_LENGTH(commands); i++) {
		names[i] = commands[i].name;
		if (text_is(name, commands[i].name))
			return &commands[i];
	}
	const char *nearest = nearest_of(name, names, ARRAY_LENGTH(commands));
	if (text_is_blank(name))
		err_set(err, WORD_APP_COMMAND_EMPTY, NULL);
	else if (!nearest)
		err_set(err, WORD_APP_COMMAND_UNKNOWN, name, NULL);
	else
		err_set(
		    err, WORD_APP_COMMAND_UNKNOWN_NEAR, name, nearest, NULL);
	return NULL;
}

/* That what is read comes from a damaged file. */
static void
say_damage(struct command_run *run)
{
	struct str said = STR_EMPTY;

	if (!desk_damage(run->desk))
		return;
	str_format(&said, "sevensteps: %s\n", desk_damage(run->desk));
	say_safe(said.text);
	str_release(&said);
}

enum status
command_open(struct command_run *run, bool is_new_allowed)
{
	enum status status = secret_open(run, is_new_allowed);

	if (status == STATUS_DONE)
		say_damage(run);
	return status;
}

bool
command_confirm(struct command_run *run, enum word question, enum word refusal,
    const char *wanted, const char *about)
{
	struct str asked = STR_EMPTY;
	char typed[TYPED_SIZE];

	if (run->options->values[OPTION_YES])
		return true;
	words_put(&asked, desk_words(run->desk), question, wanted, about, NULL);
	str_put_char(&asked, ' ');
	say_safe(asked.text);
	str_release(&asked);
	if (!fgets(typed, sizeof(typed), stdin))
		typed[0] = '\0';
	typed[strcspn(typed, "\n")] = '\0';
	return text_is(typed, wanted) ||
	       err_set(&run->err, refusal, wanted, NULL);
}

static enum status
open_practice(struct command_run *run)
{
	return desk_open_practice(run->desk, &run->err) ? STATUS_DONE
							: STATUS_NO_FILE;
}

/* The file, or a practice file; then the plan that the command names. */
static enum status
open_for(struct command_run *run, const struct command *command, bool is_demo)
{
	int64_t id;

	if (command->opens == OPENS_NOTHING)
		return STATUS_DONE;
	if (command->opens == REPLACES_FILE || command->opens == UNLOCKS_FILE) {
		if (!is_demo)
			return STATUS_DONE;
		err_set(&run->err, WORD_DESK_BACKUP_PRACTICE, NULL);
		return STATUS_REFUSED;
	}
	enum status status =
	    is_demo ? open_practice(run)
		    : command_open(run, command->opens == MAKES_FILE);
	if (status != STATUS_DONE || command->opens != OPENS_PLAN)
		return status;
	bool is_there =
	    desk_find(run->desk, run->arguments[0], &id, &run->err) &&
	    desk_open_plan(run->desk, id, &run->err);
	run->arguments++;
	run->count--;
	return is_there ? STATUS_DONE : STATUS_REFUSED;
}

static enum status
run_command(struct command_run *run, const char *name, bool is_demo)
{
	const struct command *command = find_command(name, &run->err);

	if (!command)
		return STATUS_USAGE;
	if (run->count < command->least || run->count > command->most) {
		err_set(&run->err, WORD_APP_COMMAND_USAGE, command->name,
		    command->usage, NULL);
		return STATUS_USAGE;
	}
	if (!command_takes(
		run->options, command->takes, command->name, &run->err))
		return STATUS_USAGE;
	enum status status = open_for(run, command, is_demo);

	return status == STATUS_DONE ? command->run(run) : status;
}

/* "80x24" for a scripted screen. */
static bool
read_window(const char *text, struct term_options *options, struct err *err)
{
	char *end;

	if (!text)
		return true;
	long columns = strtol(text, &end, 10);
	long rows = *end == 'x' ? strtol(end + 1, &end, 10) : 0;
	if (*end != '\0' || columns < 1 || columns > WINDOW_MOST || rows < 1 ||
	    rows > WINDOW_MOST)
		return err_set(err, WORD_APP_WINDOW, text, NULL);
	options->columns = (int)columns;
	options->rows = (int)rows;
	return true;
}

/* No command: the workbench. */
static enum status
run_screens(struct command_run *run, bool is_demo)
{
	const struct options *options = run->options;
	struct term_options wanted = {
	    .script = options->values[OPTION_SCRIPT],
	    .rows = 24,
	    .columns = 80,
	    .sync_marks = getenv("SEVENSTEPS_SYNC") != NULL,
	};
	struct term *term;

	if (!talk_check(options, &run->err))
		return STATUS_USAGE;
	enum option_id useless = find_useless(options, TAKES_SCREENS);
	if (useless != OPTION_MAX) {
		err_set(&run->err, WORD_APP_OPTION_NOT_SCREENS,
		    option_name(useless), NULL);
		return STATUS_USAGE;
	}
	if (!read_window(options->values[OPTION_WINDOW], &wanted, &run->err))
		return STATUS_USAGE;
	ui_look(desk_settings(run->desk), &wanted);
	enum status status =
	    is_demo ? open_practice(run) : secret_open_for_screens(run);
	if (status != STATUS_DONE)
		return status;
	if (talk_is_wanted(options))
		return talk_run(run);
	if (!term_open(&wanted, &term, &run->err))
		return STATUS_REFUSED;

	bool is_done = ui_run(run->desk, term, &run->err);
	term_close(term);
	return is_done ? STATUS_DONE : STATUS_REFUSED;
}

static enum status
run_all(struct command_run *run)
{
	bool is_demo = run->count > 0 && text_is(run->arguments[0], "demo");

	if (is_demo) {
		run->arguments++;
		run->count--;
	}
	if (run->count == 0)
		return run_screens(run, is_demo);
	const char *name = run->arguments[0];
	run->arguments++;
	run->count--;
	return run_command(run, name, is_demo);
}

#define POLICY_FILE "/etc/sevensteps.conf"

/* Only builds for tests can be told that the system is another one. */
static const char *
setting_for_tests(const char *name, const char *otherwise)
{
#ifdef TEST_BUILD
	const char *setting = getenv(name);

	if (setting)
		return setting;
#else
	(void)name;
#endif
	return otherwise;
}

/* May the file of -o be written?  It is before anything else is done. */
static bool
may_write_out(struct command_run *run)
{
	const char *path = run->options->values[OPTION_OUTPUT];

	return !path || text_is(path, "-") ||
	       desk_may_write(run->desk, path, &run->err);
}

static enum status
open_desk_and_run(struct command_run *run, struct settings *settings,
    const struct clock *clock)
{
	const char *const *values = run->options->values;
	const struct desk_options desk_options = {
	    .file = values[OPTION_FILE],
	    .forms = values[OPTION_FORMS],
	    .settings = settings,
	    .policy = setting_for_tests("SEVENSTEPS_CONF", POLICY_FILE),
	    .proc = setting_for_tests("SEVENSTEPS_PROC", NULL),
	    .sys = setting_for_tests("SEVENSTEPS_SYS", NULL),
	    .is_key_cheap =
		setting_for_tests("SEVENSTEPS_KEY_COST", NULL) != NULL,
	    .clock = *clock,
	    .find_pdf = module_find_pdf,
	};
	enum status status;

	if (!desk_new(&desk_options, &run->desk, &run->err)) {
		status = STATUS_USAGE;
	} else if (values[OPTION_HELP]) {
		put_help(&run->out, desk_words(run->desk));
		status = STATUS_DONE;
	} else {
		status = may_write_out(run) ? run_all(run) : STATUS_REFUSED;
	}
	if (run->desk)
		desk_name_backup(run->desk, &run->err);
	if (status != STATUS_DONE && run->err.is_set)
		say_err(&run->err,
		    run->desk ? desk_words(run->desk) : words_english());
	desk_free(run->desk);
	return status;
}

/* With the settings of whoever is at home here. */
static enum status
run_with_settings(struct command_run *run, const struct clock *clock)
{
	struct settings *settings;
	enum status status = STATUS_USAGE;

	if (preferences_read(run->options, &settings, &run->err))
		status = open_desk_and_run(run, settings, clock);
	else
		say_err(&run->err, words_english());
	settings_free(settings);
	return status;
}

/*
 * What the command said, to where it shall go; a full disk is a refusal.  A
 * reader that has seen enough, such as head, is none.
 */
static enum status
write_out(struct command_run *run, enum status status)
{
	const char *path = run->options->values[OPTION_OUTPUT];
	bool has_said = run->out.length > 0 || !run->err.is_set;
	struct err err = {0};

	if (!path)
		path = "-";
	if (!has_said || file_write(path, run->out.text, run->out.length, &err))
		return status;
	if (err.word == WORD_OUTPUT_CLOSED)
		return STATUS_UNREAD;
	say_err(&err, words_english());
	return STATUS_REFUSED;
}

enum status
command_main(int argc, char *const argv[], const struct clock *clock)
{
	struct arena *arena = arena_new();
	struct options options;
	struct command_run run = {
	    .options = &options,
	    .out = STR_EMPTY,
	    .secrets = STR_EMPTY,
	};
	enum status status = STATUS_DONE;

	if (!options_read(arena, argc, argv, &options, &run.err)) {
		say_err(&run.err, words_english());
		status = STATUS_USAGE;
	} else if (text_is(options.values[OPTION_VERSION], "")) {
		str_put(&run.out, "sevensteps " VERSION "\n");
	} else {
		run.arguments = options.arguments;
		run.count = options.count;
		status = run_with_settings(&run, clock);
	}
	if (status != STATUS_USAGE)
		status = write_out(&run, status);
	str_release(&run.out);
	str_release(&run.secrets);
	arena_free(arena);
	return status;
}
