/*
 * A page of questions from a text of forms and a few answers, for the tests
 * of models and sheets.
 */
#ifndef RIG_STAGE_H
#define RIG_STAGE_H

#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/attr.h"
#include "plan/address.h"
#include "plan/change.h"
#include "rig/form_loading.h"
#include "ui/page_model.h"

static const struct date stage_today = {2026, 11, 21};

/* Forms, a plan, and what is computed and shown of it. */
struct stage {
	struct loaded loaded;
	struct arena *arena;
	struct plan *plan;
	struct reading *readings[VOICE_MAX];
	struct page_of of;
	struct page_model model;
};

static inline void
stage_open(struct stage *stage, const char *forms)
{
	setlocale(LC_ALL, "C.UTF-8");
	*stage = (struct stage){.arena = arena_new(), .plan = plan_new()};
	load_text(&stage->loaded, forms);
	stage->of = (struct page_of){
	    .words = words_english(),
	    .repeat = NONE,
	    .open.index = NONE,
	    .has_title = true,
	};
}

static inline void
stage_forget(struct stage *stage)
{
	for (size_t i = 0; i < stage->of.reading_count; i++)
		reading_free(stage->readings[i]);
	stage->of.reading_count = 0;
}

static inline void
stage_close(struct stage *stage)
{
	stage_forget(stage);
	plan_free(stage->plan);
	unload(&stage->loaded);
	arena_free(stage->arena);
}

static inline void
stage_apply(struct stage *stage, struct change change)
{
	plan_apply(stage->plan, &change);
}

static inline void
stage_add_row(struct stage *stage, const char *list)
{
	stage_apply(stage, change_add_row(stage->plan, stage->arena, list));
}

/* "meals", "lines.1.cost", "worker:meals". */
static inline struct address
stage_address(struct stage *stage, const char *text)
{
	struct address address;
	struct err err = {0};

	cr_assert(address_read(stage->loaded.set, stage->plan, stage->arena,
	    text, &address, &err), "%s", text);
	return address;
}

static inline void
stage_answer_as(struct stage *stage, const char *address, const char *text,
    const char *whose)
{
	const struct answer answer = {.text = text, .whose = whose};

	stage_apply(stage, change_answer(stage->plan, stage->arena,
	    stage_address(stage, address), answer));
}

static inline void
stage_answer(struct stage *stage, const char *address, const char *text)
{
	stage_answer_as(stage, address, text, NULL);
}

static inline size_t
stage_page(const struct stage *stage, const char *id)
{
	const struct form_set *set = stage->loaded.set;
	size_t page = 0;

	while (page < set->page_count && !text_is(set->pages[page].id, id))
		page++;
	cr_assert_neq(page, set->page_count, "%s", id);
	return page;
}

/* Compute, and make the model of a page. */
static inline void
stage_make(struct stage *stage, const char *page)
{
	size_t count = 0;

	stage_forget(stage);
	for (enum voice voice = 0; voice < VOICE_MAX; voice++)
		if (voice == VOICE_PERSON ||
		    plan_has_voice(stage->plan, voice))
			stage->readings[count++] =
			    reading_new(&(struct reading_of){
				.set = stage->loaded.set,
				.plan = stage->plan,
				.voice = voice,
				.today = stage_today,
			    });
	stage->of.readings = (const struct reading *const *)stage->readings;
	stage->of.reading_count = count;
	stage->of.page = stage_page(stage, page);
	stage->model = page_model_of(stage->arena, &stage->of);
}

#endif
