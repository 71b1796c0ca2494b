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
#include "desk/state.h"
#include "doc/compose.h"
#include "out/pdf.h"
#include "out/text.h"

/* A page of plain text, in cells. */
enum { TEXT_COLUMNS = 78, TEXT_ROWS = 66 };

/* What is being printed, with everything it stands on. */
struct print_job {
	struct arena *arena;
	struct words *words; /* of the paper; NULL: English */
	const struct doc *doc;
	enum print_size size;
	struct pdf *pdf;
};

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

/* What was asked for, else the person's own answer, else the usual. */
static const char *
choice_of(struct desk *desk, const char *asked, enum meaning meaning,
    const char *usual)
{
	const struct result *result =
	    reading_of_meaning(desk_reading(desk), meaning, 0);

	if (asked)
		return asked;
	if (result && result->state == STATE_ANSWERED)
		return result->value.text;
	return usual;
}

static bool
choose_size(struct desk *desk, const struct print_of *of, struct print_job *job,
    struct err *err)
{
	const char *name =
	    choice_of(desk, of->size, MEANS_PERSON_SIZE, "clear");

	job->size = print_size_find(name);
	return job->size != PRINT_SIZE_MAX ||
	       err_set(err, WORD_DESK_SIZE_UNKNOWN, name, NULL);
}

/* A language asked for must be there; the person's may fall back. */
static bool
choose_words(struct desk *desk, const struct print_of *of,
    struct print_job *job, struct err *err)
{
	const char *usual = words_language(desk_words(desk));
	const char *language =
	    choice_of(desk, of->language, MEANS_PERSON_LANGUAGE, usual);
	struct err ignored = {0};

	return desk_load_words(desk, language, &job->words,
		   of->language ? err : &ignored) ||
	       !of->language;
}

static bool
begin(struct desk *desk, const struct print_of *of, struct print_job *job,
    struct err *err)
{
	enum document document = document_find(of->part ? of->part : "plan");

	*job = (struct print_job){.arena = arena_new()};
	if (document == DOCUMENT_MAX)
		return err_set(err, WORD_DESK_PART_UNKNOWN, of->part, NULL);
	if (!choose_size(desk, of, job, err) ||
	    !choose_words(desk, of, job, err))
		return false;

	size_t count;
	const struct compose_of compose_of = {
	    .readings = desk_readings(desk, &count),
	    .reading_count = count,
	    .reference = desk_reference(desk),
	    .printed = desk_today(desk),
	    .words = job->words ? job->words : words_english(),
	    .is_practice = desk_is_practice(desk),
	};
	job->doc = compose(job->arena, document, &compose_of);
	return true;
}

static void
end(struct print_job *job)
{
	pdf_free(job->pdf);
	words_free(job->words);
	arena_free(job->arena);
}

static void
print_text(struct print_job *job, struct str *out)
{
	struct metrics metrics = text_metrics(TEXT_COLUMNS, TEXT_ROWS, false);

	text_put(out, layout_new(job->arena, job->doc, &metrics));
}

bool
desk_print(struct desk *desk, const struct print_of *of, struct str *out,
    struct err *err)
{
	struct print_job job;
	bool is_done = begin(desk, of, &job, err);

	if (is_done && of->format == FORMAT_TEXT)
		print_text(&job, out);
	else if (is_done)
		is_done = pdf_new(job.doc, job.size, NULL, &job.pdf, err) &&
			  pdf_put(out, job.pdf, err);
	end(&job);
	return is_done;
}

/* The path with the home folder in place of "~/". */
static void
put_path(struct str *out, const char *path)
{
	const char *home = getenv("HOME");

	if (text_starts(path, "~/") && !text_is_blank(home))
		str_format(out, "%s/%s", home, path + strlen("~/"));
	else
		str_put(out, path);
}

bool
desk_print_to(struct desk *desk, const struct print_of *of, const char *path,
    struct err *err)
{
	struct str bytes = STR_EMPTY, whole = STR_EMPTY;

	put_path(&whole, path);
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

	put_path(&whole, path);
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
	struct print_job job;
	struct metrics window = text_metrics(columns, 0, true);

	*made = NULL;
	if (!begin(desk, of, &job, err) ||
	    !pdf_new(job.doc, job.size, NULL, &job.pdf, err)) {
		end(&job);
		return false;
	}
	const struct layout *paper = pdf_layout(job.pdf);
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
	end(&job);
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
