/*
 * Whom to ring, and what to do when someone is in danger.
 *
 * Owns the order in which a number is looked for.  It must always have
 * something to say: with the file locked, without a plan, and when the forms
 * cannot be read.  No number is made up; one that is missing is said to be.
 *
 * Tested by tests/unit/desk_ring.c.
 */
#include "desk/ring.h"

#include "desk/state.h"

static const struct {
	enum purpose purpose;
	enum setting_id setting;
	enum word ring, missing;
} kept[] = {
    {FOR_OUT_OF_HOURS, SETTING_OUT_OF_HOURS, WORD_RING_OUT_OF_HOURS,
	WORD_RING_OUT_OF_HOURS_MISSING},
    {FOR_COMPLAINTS, SETTING_COMPLAINTS, WORD_RING_COMPLAINTS,
	WORD_RING_COMPLAINTS_MISSING},
};

const char *
desk_number(const struct desk *desk, enum purpose purpose)
{
	for (size_t i = 0; i < ARRAY_LENGTH(kept); i++)
		if (kept[i].purpose == purpose)
			return settings_number(desk->settings, kept[i].setting);
	return NULL;
}

void
desk_numbers(const struct desk *desk, const char *numbers[PURPOSE_MAX])
{
	for (enum purpose i = 0; i < PURPOSE_MAX; i++)
		numbers[i] = desk_number(desk, i);
}

/* The forms in use, or NULL where there are none to be had. */
static const struct form_set *
find_forms(struct desk *desk)
{
	struct err err = {0};

	if (desk_has_plan(desk))
		return desk_forms(desk);
	return desk_read_folder(desk, &err) ? desk->folder.forms->set : NULL;
}

static void
put_place(
    struct str *out, const struct desk *desk, const struct contact *contact)
{
	const char *language = words_language(desk_words(desk));
	const char *label = wording_get(&contact->label, language);
	const char *hours = wording_get(&contact->hours, language);

	words_put(out, desk_words(desk),
	    hours ? WORD_RING_PLACE_HOURS : WORD_RING_PLACE,
	    label ? label : contact->id, contact->phone, hours ? hours : "",
	    NULL);
	str_put(out, "\n\n");
}

/* Those of the forms that have a number; false if none has. */
static bool
put_places(struct str *out, const struct desk *desk, const struct form_set *set,
    enum purpose purpose)
{
	bool has_any = false;

	for (size_t i = 0; set && i < set->contact_count; i++) {
		const struct contact *contact = &set->contacts[i];
		if (!(contact->purposes & (1U << purpose)) || !contact->phone)
			continue;
		put_place(out, desk, contact);
		has_any = true;
	}
	return has_any;
}

static void
put_paragraph(
    struct str *out, const struct desk *desk, enum word word, const char *about)
{
	words_put(out, desk_words(desk), word, about, NULL);
	str_put(out, "\n\n");
}

void
desk_put_danger(struct str *out, struct desk *desk)
{
	const struct form_set *set = find_forms(desk);

	put_paragraph(out, desk, WORD_RING_NOW, NULL);
	put_paragraph(out, desk, WORD_RING_SOON, NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(kept); i++) {
		const char *number = desk_number(desk, kept[i].purpose);
		if (put_places(out, desk, set, kept[i].purpose))
			continue;
		put_paragraph(
		    out, desk, number ? kept[i].ring : kept[i].missing, number);
	}
	words_put(out, desk_words(desk), WORD_RING_AFTER, NULL);
}
