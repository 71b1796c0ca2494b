/* Keys from a file, with commands between them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/words.h"
#include "term/script.h"

/* Everything that a script does, as text. */
static void
put_steps(struct str *out, struct script *script)
{
	const struct script_step *step;
	for (; (step = script_step(script)); script_go_on(script)) {
		const struct term_event *event = &step->event;
		switch (step->act) {
		case SCRIPT_DUMP:
			str_format(out, "dump %s;", step->file);
			continue;
		case SCRIPT_DUMP_ROLES:
			str_format(out, "roles %s;", step->file);
			continue;
		case SCRIPT_PICTURE:
			str_format(out, "picture %s;", step->file);
			continue;
		case SCRIPT_WAIT:
			str_format(out, "wait %d;", step->milliseconds);
			continue;
		case SCRIPT_SLEEP:
			str_format(out, "sleep %d;", step->milliseconds);
			continue;
		case SCRIPT_EVENT:
			break;
		}
		if (event->kind == TERM_KEY)
			str_format(out, "<%s>", term_key_name(event->key));
		else if (event->kind == TERM_TEXT)
			str_format(out, "%s", event->text);
		else if (event->kind == TERM_PASTE)
			str_format(out, "[%s]", event->text);
		else
			str_format(out, "%d:%d,%d,%d;", event->kind, event->row,
			    event->column, event->steps);
	}
}

static void
expect_steps(const char *text, const char *wanted)
{
	struct script *script;
	struct err err = {0};
	cr_assert(script_parse("a.keys", text, strlen(text), &script, &err),
	    "%s", text);
	struct str got = STR_EMPTY;
	put_steps(&got, script);
	cr_expect_str_eq(got.text, wanted);
	cr_expect_null(script_step(script));
	str_release(&got);
	script_free(script);
}

static void
expect_mistake(const char *text, const char *wanted)
{
	struct script *script;
	struct err err = {0};
	cr_assert(!script_parse("a.keys", text, strlen(text), &script, &err));
	cr_expect_null(script);
	struct str got = STR_EMPTY;
	err_put(&got, &err, words_english());
	cr_expect_not_null(
	    strstr(got.text, wanted), "%s\n%s", got.text, wanted);
	str_release(&got);
}

Test(script, types_lines_and_presses_keys)
{
	expect_steps("", "");
	expect_steps("\n\n", "");
	expect_steps("Siân<Tab>3/4<enter>\nmore", "Siân<Tab>3/4<Enter>more");
	expect_steps(
	    "<CTRL-S><lt>b><Space><shift-tab>", "<Ctrl-S><b> <Shift-Tab>");
	expect_steps("  two blanks ", "  two blanks ");
	expect_steps("# no #\na#b:c\r\n:tick\r\n", "a#b:c6:0,0,0;");
	expect_steps("\xEF\xBB\xBF"
		     "a",
	    "a");
	expect_steps("d\xFCr", "dür");
}

Test(script, knows_its_commands)
{
	expect_steps(":dump a file.screen\n:dump-roles b\n:picture c.svg",
	    "dump a file.screen;roles b;picture c.svg;");
	expect_steps(":paste one\\ntwo \\\\n \\x", "[one\ntwo \\n \\x]");
	expect_steps(":paste", "[]");
	char wanted[64];
	snprintf(wanted, sizeof(wanted), "%d:24,80,0;%d:3,10,0;%d:0,0,-2;",
	    TERM_RESIZE, TERM_CLICK, TERM_WHEEL);
	expect_steps(":resize 80x24\n:click 3 10\n:wheel -2", wanted);
	expect_steps(":wait 400ms\n:wait 90s\n:sleep 6m\n:sleep 24h",
	    "wait 400;wait 90000;sleep 360000;sleep 86400000;");
}

Test(script, says_where_a_mistake_is)
{
	static const struct {
		const char *text, *wanted;
	} mistakes[] = {
	    {"a\n<Tabs>", "a.keys:2: There is no key <Tabs>"},
	    {"<>", "a.keys:1: There is no key <>"},
	    {"\n\na<Tab", "a.keys:3: A key's name ends with"},
	    {"a\tb", "a.keys:1: Write the name of a key"},
	    {":dmup x", "a.keys:1: There is no command \":dmup\""},
	    {":", "a.keys:1: There is no command \":\""},
	    {":dump", "a.keys:1: Name the file"},
	    {":dump  ", "a.keys:1: Name the file"},
	    {":picture", "a.keys:1: Name the file"},
	    {":resize 80", "a.keys:1: Write the size"},
	    {":resize 0x24", "a.keys:1: Write the size"},
	    {":resize 80x24x", "\"80x24x\""},
	    {":resize 80x1001", "a.keys:1: Write the size"},
	    {":click 3", "a.keys:1: Write the row and the column"},
	    {":click -1 3", "a.keys:1: Write the row and the column"},
	    {":wheel", "a.keys:1: Write how far"},
	    {":wheel 0", "a.keys:1: Write how far"},
	    {":tick 3", "a.keys:1: Write :tick alone"},
	    {":wait", "a.keys:1: Write how long"},
	    {":wait 6", "in place of \"6\""},
	    {":wait 0s", "a.keys:1: Write how long"},
	    {":wait 6 m", "a.keys:1: Write how long"},
	    {":wait 6min", "a.keys:1: Write how long"},
	    {":sleep 25h", "a.keys:1: Write how long"},
	    {":sleep 99999999999h", "a.keys:1: Write how long"},
	    {":sleep -1s", "a.keys:1: Write how long"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(mistakes); i++)
		expect_mistake(mistakes[i].text, mistakes[i].wanted);
}

Test(script, is_read_from_a_file_or_says_why_not)
{
	struct script *script;
	struct err err = {0};
	cr_expect(!script_read("/nonexistent/a.keys", &script, &err));
	cr_expect(err.is_set);
	cr_expect_null(script);
	script_free(NULL);
}
