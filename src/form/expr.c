/*
 * Conditions: from text to true, false or unknown.
 *
 * Owns the engine, which joins the parts: form/expr_token.c reads, _parse with
 * _call, _scope and _trap understands, _sandbox with _table runs.  Refuses to
 * know what a condition is for.  A condition lives in the caller's arena and
 * is never changed; its prepared statement is the engine's.
 *
 *	engine = expr_engine_new(fields, field_count, repeats, repeat_count);
 *	condition = expr_compile(engine, arena, NONE, &text, report);
 *	if (expr_evaluate(engine, condition, &source) == TRUTH_TRUE)
 *
 * SQLite is set up at the first engine: whoever wants to configure it does so
 * before.  Tested by tests/unit/form_expr.c, tests/fuzz/form_expr.c.
 */
#include "form/expr.h"

#include "base/map.h"
#include "base/str.h"
#include "form/expr_parse.h"
#include "form/expr_sandbox.h"
#include "form/expr_scope.h"
#include "form/expr_token.h"
#include "form/expr_word.h"

struct expr_engine {
	struct scope scope;
	struct map *names;
	struct sandbox *sandbox;
};

struct expr_engine *
expr_engine_new(const struct field *fields, size_t field_count,
    const struct repeat *repeats, size_t repeat_count)
{
	struct expr_engine *engine = mem_new(sizeof(*engine));

	engine->names = map_new();
	for (size_t i = 0; i < field_count; i++)
		map_put(engine->names, fields[i].id, &fields[i]);
	engine->scope = (struct scope){
	    .fields = fields,
	    .field_count = field_count,
	    .repeats = repeats,
	    .repeat_count = repeat_count,
	    .names = engine->names,
	};
	engine->sandbox = sandbox_new();
	return engine;
}

void
expr_engine_free(struct expr_engine *engine)
{
	if (!engine)
		return;
	sandbox_free(engine->sandbox);
	map_free(engine->names);
	mem_free(engine);
}

/* The SELECT for a condition; false if there were mistakes. */
static bool
translate(const struct expr_engine *engine, size_t repeat,
    const struct expr_text *text, struct report *report,
    struct expr_columns *columns, struct str *sql)
{
	struct arena *arena = arena_new();
	bool is_faulty = false;
	const struct token *tokens =
	    token_read(arena, text, report, &is_faulty);
	bool is_well = tokens && expr_parse(&engine->scope, repeat, tokens,
				     arena, report, columns, sql);

	arena_free(arena);
	return is_well && !is_faulty;
}

const struct condition *
expr_compile(struct expr_engine *engine, struct arena *arena, size_t repeat,
    const struct expr_text *text, struct report *report)
{
	struct condition *condition = arena_get(arena, sizeof(*condition));
	struct expr_columns columns;
	struct sandbox_reads reads = {.count = 0};
	struct str sql = STR_EMPTY;

	*condition = (struct condition){
	    .text = arena_copy(arena, text->text),
	    .repeat = repeat,
	    .slot = NONE,
	    .place = text->place,
	};
	/* Not the whole of it is cleared: most conditions name one or two. */
	columns.count = 0;
	if (translate(engine, repeat, text, report, &columns, &sql) &&
	    !sandbox_prepare(
		engine->sandbox, &columns, sql.text, &reads, &condition->slot))
		report_add(report, SEVERITY_ERROR, text->place,
		    WORD_EXPR_NOT_UNDERSTOOD, NULL);
	condition->reads_today = reads.today;
	condition->read_count = reads.count;
	condition->reads =
	    arena_keep(arena, reads.fields, reads.count, sizeof(*reads.fields));
	str_release(&sql);
	return condition;
}

enum truth
expr_evaluate(struct expr_engine *engine, const struct condition *condition,
    const struct expr_source *source)
{
	if (condition->slot == NONE)
		return TRUTH_UNKNOWN;
	return sandbox_run(engine->sandbox, condition->slot, source);
}

bool
expr_is_reserved(const char *id)
{
	return expr_word_find(id) != NULL;
}
