/*
 * Commands that tell and print: export, print, allocate, budget, check.
 */
#include <unistd.h>

#include "app/command.h"
#include "desk/exchange.h"
#include "desk/print.h"
#include "desk/tell.h"
#include "desk/typing.h"
#include "doc/compose.h"
#include "out/pdf.h"

/* Half a paper is none. */
static enum status
all_or_nothing(struct command_run *run, bool is_done)
{
	if (!is_done)
		str_clear(&run->out);
	return is_done ? STATUS_DONE : STATUS_REFUSED;
}

/* What was typed and is no answer yet is not in what was told just now. */
static void
say_typing(struct command_run *run)
{
	struct err note = {0};
	struct str said = STR_EMPTY;

	if (desk_check_typing(run->desk, &note))
		return;
	err_put(&said, &note, desk_words(run->desk));
	str_put_char(&said, '\n');
	say_safe(said.text);
	str_release(&said);
}

enum status
command_export(struct command_run *run)
{
	const char *name = run->options->values[OPTION_TO];
	enum export_format format = export_format_find(name ? name : "json");

	if (format == EXPORT_MAX) {
		err_set(&run->err, WORD_APP_EXPORT_FORMAT, name, NULL);
		return STATUS_USAGE;
	}
	say_typing(run);
	return all_or_nothing(
	    run, desk_export(run->desk, format, &run->out, &run->err));
}

/* Is there such a paper at all? */
static bool
is_print_known(const struct print_of *of, const char *as, struct err *err)
{
	if (of->format == FORMAT_MAX)
		return err_set(err, WORD_APP_PRINT_FORMAT, as, NULL);
	if (of->part && document_find(of->part) == DOCUMENT_MAX)
		return err_set(err, WORD_DESK_PART_UNKNOWN, of->part, NULL);
	if (of->size && print_size_find(of->size) == PRINT_SIZE_MAX)
		return err_set(err, WORD_DESK_SIZE_UNKNOWN, of->size, NULL);
	return true;
}

enum status
command_print(struct command_run *run)
{
	const char *const *values = run->options->values;
	const char *as = values[OPTION_AS];
	struct print_of of = {
	    .part = values[OPTION_PART],
	    .size = values[OPTION_SIZE],
	    .language = values[OPTION_LANG],
	    .format = paper_format_find(as ? as : "pdf"),
	};

	if (!is_print_known(&of, as, &run->err) ||
	    !command_read_version(run->options, &of.version, &run->err))
		return STATUS_USAGE;
	if (of.format == FORMAT_PDF && !values[OPTION_OUTPUT] &&
	    isatty(STDOUT_FILENO)) {
		err_set(&run->err, WORD_APP_PRINT_TO_SCREEN, NULL);
		return STATUS_USAGE;
	}
	if (of.version == 0)
		say_typing(run);
	return all_or_nothing(
	    run, desk_print(run->desk, &of, &run->out, &run->err));
}

enum status
command_allocate(struct command_run *run)
{
	bool as_json = run->options->values[OPTION_JSON] != NULL;
	struct str text = STR_EMPTY;
	bool is_done = as_json
			   ? desk_put_sum_json(&run->out, run->desk, &run->err)
			   : desk_put_sum(&text, run->desk, &run->err);

	put_safe(&run->out, text.text);
	str_release(&text);
	return is_done ? STATUS_DONE : STATUS_REFUSED;
}

enum status
command_budget(struct command_run *run)
{
	struct str text = STR_EMPTY;

	if (run->options->values[OPTION_JSON])
		desk_put_budget_json(&run->out, run->desk);
	else
		desk_put_budget(&text, run->desk);
	put_safe(&run->out, text.text);
	str_release(&text);
	return STATUS_DONE;
}

enum status
command_check(struct command_run *run)
{
	struct str text = STR_EMPTY;

	if (run->options->values[OPTION_JSON])
		desk_put_readiness_json(&run->out, run->desk);
	else
		desk_put_readiness(&text, run->desk);
	put_safe(&run->out, text.text);
	str_release(&text);
	bool is_ready = desk_readiness(run->desk)->blocking == 0 &&
			desk_check_typing(run->desk, &(struct err){0});
	return is_ready ? STATUS_DONE : STATUS_REFUSED;
}
