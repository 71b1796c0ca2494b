/*
 * Prints and previews: readings to a composed document, to a layout, to a
 * file's bytes or to lines on a screen.
 *
 * The preview lays the very pages of the PDF out again, each as a document of
 * its own, in cells; so page breaks, blocks and order are the paper's, and
 * only the lines are wrapped to the window.
 *
 * Tested by tests/unit/desk_print.c, which reads the paper with pdftotext.
 */
#include "desk/print.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "desk/paper.h"
#include "desk/past.h"
#include "desk/state.h"
#include "out/text.h"

/* A page of plain text, in cells. */
enum { TEXT_COLUMNS = 78, TEXT_ROWS = 66 };

enum paper_format
paper_format_find(const char *name)
{
	static const char *const names[FORMAT_MAX] = {
	    [FORMAT_PDF] = "pdf",
	    [FORMAT_TEXT] = "text",
	};
	enum paper_format format = 0;

	while (format < FORMAT_MAX && !text_is(names[format], name))
		format++;
	return format;
}

static void
print_text(struct paper_job *job, struct str *out)
{
	struct metrics metrics = text_metrics(TEXT_COLUMNS, TEXT_ROWS, false);

	text_put(out, layout_new(job->arena, job->doc, &metrics));
}

/* The very bytes that were handed over, if there is such a paper. */
static bool
print_kept(struct desk *desk, const struct print_of *of, struct str *out,
    bool *found, struct err *err)
{
	struct arena *arena = arena_new();
	const struct version_paper *papers;
	size_t count;
	const char *part = of->part ? of->part : "plan";
	bool is_read = store_list_papers(desk->store, desk->open.id,
	    of->version, arena, &papers, &count, err);

	*found = false;
	for (size_t i = 0; is_read && !*found && i < count; i++)
		if (text_is(part, papers[i].document) &&
		    (!of->size || text_is(of->size, papers[i].size)) &&
		    (!of->language ||
			text_is(of->language, papers[i].language)))
			is_read = store_get_paper(desk->store, desk->open.id,
			    of->version, &papers[i], out, found, err);
	arena_free(arena);
	return is_read;
}

bool
desk_print(struct desk *desk, const struct print_of *of, struct str *out,
    struct err *err)
{
	struct paper_job job;
	bool found = false;

	if (of->version > 0 && of->format == FORMAT_PDF &&
	    !print_kept(desk, of, out, &found, err))
		return false;
	if (found)
		return true;
	bool is_done = paper_begin(desk, of, &job, err);
	if (is_done && of->format == FORMAT_TEXT)
		print_text(&job, out);
	else if (is_done)
		is_done = paper_put(desk, &job, out, err);
	paper_end(&job);
	return is_done;
}

bool
desk_print_to(struct desk *desk, const struct print_of *of, const char *path,
    struct err *err)
{
	struct str bytes = STR_EMPTY, whole = STR_EMPTY;

	file_put_at_home(&whole, path);
	bool is_done = desk_may_write(desk, whole.text, err) &&
		       desk_print(desk, of, &bytes, err) &&
		       file_write(whole.text, bytes.text, bytes.length, err);
	str_release(&bytes);
	str_release(&whole);
	return is_done;
}

bool
desk_is_file(const char *path)
{
	struct str whole = STR_EMPTY;

	file_put_at_home(&whole, path);
	bool is_there = file_exists(whole.text);
	str_release(&whole);
	return is_there;
}

void
desk_put_paper_path(struct str *out, struct desk *desk, const char *part)
{
	if (!text_is_blank(getenv("HOME")))
		str_put(out, "~/");
	str_format(out, "%s-%s.pdf", desk_reference(desk), part);
}

/* The lines of a text, each its own string in the arena. */
static struct preview_page
lines_of(struct arena *arena, const char *text)
{
	struct preview_page page = {0};
	const char **lines = NULL;
	size_t capacity = 0;

	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		lines = mem_grow(lines, page.count, &capacity, sizeof(*lines));
		lines[page.count++] = arena_copy_n(arena, text, length);
		text += length;
		text += *text == '\n';
	}
	page.lines = arena_keep(arena, lines, page.count, sizeof(*lines));
	return page;
}

bool
desk_preview(struct desk *desk, const struct print_of *of, int columns,
    struct preview **made, struct err *err)
{
	struct paper_job job;
	struct metrics window = text_metrics(columns, 0, true);
	const struct layout *paper;

	*made = NULL;
	if (!paper_begin(desk, of, &job, err) ||
	    !paper_set(desk, &job, &paper, err)) {
		paper_end(&job);
		return false;
	}
	struct preview *preview = mem_new(sizeof(*preview));
	preview->arena = arena_new();
	preview->count = paper->count;
	preview->pages =
	    arena_get(preview->arena, preview->count * sizeof(*preview->pages));
	for (size_t i = 0; i < preview->count; i++) {
		struct str text = STR_EMPTY;
		const struct doc *page = layout_page_doc(job.arena, paper, i);
		text_put(&text, layout_new(job.arena, page, &window));
		preview->pages[i] = lines_of(preview->arena, text.text);
		str_release(&text);
	}
	paper_end(&job);
	*made = preview;
	return true;
}

void
preview_free(struct preview *preview)
{
	if (!preview)
		return;
	arena_free(preview->arena);
	mem_free(preview);
}
