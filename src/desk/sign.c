/*
 * Writing down what the paper says about a version, and reading it again.
 *
 * Each is an event of the history, its facts as JSON in the note; so it is
 * committed to like every act, emptied when the person is erased, and never
 * changed: what was wrong is named by the one that corrects it.
 *
 * Tested by tests/unit/desk_sign.c.
 */
#include "desk/sign.h"

#include "base/json.h"
#include "desk/draft.h"
#include "desk/past.h"

static const struct {
	const char *name;
	enum word title;
} roles[SIGN_ROLE_MAX] =
    {
#define SIGN_ROLE(id, name, word) [SIGN_ROLE_##id] = {name, WORD_##word},
#define SIGN_HOW(id, name, word)
#include "desk/signing.def"
#undef SIGN_ROLE
#undef SIGN_HOW
},
  hows[SIGN_HOW_MAX] = {
#define SIGN_ROLE(id, name, word)
#define SIGN_HOW(id, name, word) [SIGN_HOW_##id] = {name, WORD_##word},
#include "desk/signing.def"
#undef SIGN_ROLE
#undef SIGN_HOW
};

enum sign_role
sign_role_find(const char *name)
{
	enum sign_role role = 0;

	while (role < SIGN_ROLE_MAX && !text_is(roles[role].name, name))
		role++;
	return role;
}

enum sign_how
sign_how_find(const char *name)
{
	enum sign_how how = 0;

	while (how < SIGN_HOW_MAX && !text_is(hows[how].name, name))
		how++;
	return how;
}

const char *
sign_role_name(enum sign_role role)
{
	return roles[role].name;
}

const char *
sign_how_name(enum sign_how how)
{
	return hows[how].name;
}

const char *
sign_role_title(enum sign_role role, const struct words *words)
{
	return words_get(words, roles[role].title);
}

/* --- Reading -------------------------------------------------------------- */

/* False for what a newer program wrote, or for what was emptied. */
static bool
read_facts(
    struct arena *arena, const struct event *event, struct signing *signing)
{
	struct json *root = NULL;
	struct err ignored = {.is_set = false};
	const char *date;

	if (!event->note ||
	    !json_read("", event->note, strlen(event->note), &root, &ignored))
		return false;
	*signing = (struct signing){
	    .version = (int)event->of,
	    .role = sign_role_find(json_get_text(root, "role")),
	    .how = sign_how_find(json_get_text(root, "how")),
	    .corrects = (int)json_int(json_get(root, "corrects")),
	    .at = event->at,
	    .written_by = event->who,
	};
	date = json_get_text(root, "date");
	bool is_read =
	    json_get_text(root, "who") && json_get_text(root, "kept") && date &&
	    date_read_iso(date, &signing->date) &&
	    signing->role < SIGN_ROLE_MAX && signing->how < SIGN_HOW_MAX;
	if (is_read) {
		const char *conditions = json_get_text(root, "conditions");
		signing->who = arena_copy(arena, json_get_text(root, "who"));
		signing->kept = arena_copy(arena, json_get_text(root, "kept"));
		signing->conditions =
		    conditions ? arena_copy(arena, conditions) : NULL;
	}
	json_free(root);
	return is_read;
}

/* The one with a number; NULL if there is none. */
static struct signing *
find_signing(struct signing *list, size_t count, int number)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].number == number)
			return &list[i];
	return NULL;
}

/* Numbers count what cannot be read too: they are for ever. */
bool
desk_list_signings(struct desk *desk, int version, struct arena *arena,
    const struct signing **signings, size_t *count, struct err *err)
{
	const struct opened *open = &desk->open;
	struct signing *list = NULL, signing;
	size_t capacity = 0;
	int number = 0;

	*signings = NULL;
	*count = 0;
	if (!desk_read_history(desk, err))
		return false;
	for (size_t i = 0; i < open->event_count; i++) {
		const struct event *event = &open->events[i];
		if (event->act != ACT_SIGN || event->of != version)
			continue;
		number++;
		if (!read_facts(arena, event, &signing))
			continue;
		signing.number = number;
		list = mem_grow(list, *count, &capacity, sizeof(*list));
		list[(*count)++] = signing;
	}
	for (size_t i = 0; i < *count; i++) {
		struct signing *wrong = find_signing(list, i, list[i].corrects);
		if (wrong)
			wrong->corrected_by = list[i].number;
	}
	*signings = arena_keep(arena, list, *count, sizeof(*list));
	return true;
}

/* --- Writing -------------------------------------------------------------- */

static bool
check_facts(struct desk *desk, const struct signing *signing, struct err *err)
{
	struct date today = desk_today(desk);

	if (text_is_blank(signing->who))
		return err_set(err, WORD_SIGN_NO_WHO, NULL);
	if (text_is_blank(signing->kept))
		return err_set(err, WORD_SIGN_NO_PLACE, NULL);
	if (!date_is_real(signing->date))
		return err_set(err, WORD_SIGN_NO_DATE, NULL);
	return date_compare(signing->date, today) <= 0 ||
	       err_set(err, WORD_SIGN_DATE_AHEAD, NULL);
}

static bool
check_version(struct desk *desk, const struct signing *signing, struct err *err)
{
	int latest;

	if (!desk_latest_version(desk, &latest, err))
		return false;
	if (latest == 0)
		return err_set(err, WORD_DESK_NO_VERSIONS, desk->file,
		    desk_reference(desk), NULL);
	return (signing->version >= 1 && signing->version <= latest) ||
	       err_set(err, WORD_DESK_NO_VERSION,
		   numeral_of(signing->version).text, numeral_of(latest).text,
		   NULL);
}

/* What is corrected must be there. */
static bool
check_corrected(
    struct desk *desk, const struct signing *signing, struct err *err)
{
	struct arena *arena = arena_new();
	const struct signing *list;
	size_t count;
	bool is_read = desk_list_signings(
	    desk, signing->version, arena, &list, &count, err);
	bool is_there = signing->corrects == 0;

	for (size_t i = 0; is_read && i < count; i++)
		is_there |= list[i].number == signing->corrects;
	arena_free(arena);
	return is_read &&
	       (is_there || err_set(err, WORD_SIGN_NO_SUCH,
				numeral_of(signing->corrects).text,
				numeral_of(signing->version).text, NULL));
}

static void
put_facts(struct str *out, const struct signing *signing)
{
	struct json_writer json;
	char date[DATE_ISO_SIZE];

	date_write_iso(signing->date, date);
	json_begin_compact(&json, out);
	json_open_object(&json);
	if (!text_is_blank(signing->conditions))
		json_put_pair(&json, "conditions", signing->conditions);
	if (signing->corrects > 0)
		json_put_pair_int(&json, "corrects", signing->corrects);
	json_put_pair(&json, "date", date);
	json_put_pair(&json, "how", hows[signing->how].name);
	json_put_pair(&json, "kept", signing->kept);
	json_put_pair(&json, "role", roles[signing->role].name);
	json_put_pair(&json, "who", signing->who);
	json_close_object(&json);
}

static bool
write_down(struct draft *draft, const struct signing *signing, struct err *err)
{
	struct desk *desk = draft->desk;
	struct str note = STR_EMPTY;

	if (!check_facts(desk, signing, err) ||
	    !check_version(desk, signing, err) ||
	    !check_corrected(desk, signing, err))
		return false;
	put_facts(&note, signing);
	bool is_saved =
	    draft_note(draft, ACT_SIGN, signing->version, note.text, err);
	str_release(&note);
	return is_saved;
}

bool
desk_sign(struct desk *desk, const struct signing *signing, struct err *err)
{
	struct draft draft = {.desk = desk};

	return write_down(&draft, signing, err);
}

bool
desk_sign_from_sheet(
    struct desk *desk, const struct signing *signing, struct err *err)
{
	char sheet[SHEET_NAME_SIZE];
	struct draft draft = {
	    .desk = desk,
	    .sheet = sheet_name(desk, SHEET_SIGN, signing->version, sheet),
	};

	return write_down(&draft, signing, err);
}

/* --- Telling -------------------------------------------------------------- */

void
signing_put(
    struct str *out, const struct signing *signing, const struct words *words)
{
	struct str date = STR_EMPTY;

	date_put(&date, signing->date, words);
	words_put(out, words, WORD_SIGN_LINE, signing->who,
	    sign_role_title(signing->role, words),
	    words_get(words, hows[signing->how].title), date.text,
	    signing->kept, NULL);
	if (signing->conditions) {
		str_put_char(out, ' ');
		words_put(out, words, WORD_SIGN_LINE_CONDITIONS,
		    signing->conditions, NULL);
	}
	if (signing->corrects > 0) {
		str_put_char(out, ' ');
		words_put(out, words, WORD_SIGN_LINE_CORRECTS,
		    numeral_of(signing->corrects).text, NULL);
	}
	if (signing->corrected_by > 0) {
		str_put_char(out, ' ');
		words_put(out, words, WORD_SIGN_LINE_CORRECTED,
		    numeral_of(signing->corrected_by).text, NULL);
	}
	str_release(&date);
}
