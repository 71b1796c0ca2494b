/*
 * The names of what lies beside a file.
 */
#include "store/beside.h"

#include <criterion/criterion.h>
#include <string.h>

Test(beside, knows_whose_a_name_is)
{
	static const struct {
		const char *name;
		enum beside what;
		size_t length;
	} rows[] = {
	    {"people.db-journal", BESIDE_JOURNAL, 9},
	    {"people.db.erased", BESIDE_ERASED, 9},
	    {"people.db.new", BESIDE_NEW, 9},
	    {"people.db.new-journal", BESIDE_JOURNAL, 13},
	    {"people.db.version-1", BESIDE_VERSION, 9},
	    {"people.db.version-12", BESIDE_VERSION, 9},
	    {"people.db.version-", BESIDE_VERSION, 0},
	    {"people.db.version-x1", BESIDE_VERSION, 0},
	    {"people-12", BESIDE_VERSION, 0},
	    {"-journal", BESIDE_JOURNAL, 0},
	    {"people.db", BESIDE_JOURNAL, 0},
	    {"people.db.erased.txt", BESIDE_ERASED, 0},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		cr_assert_eq(beside_length(rows[i].name, rows[i].what),
		    rows[i].length, "%s", rows[i].name);
		cr_assert_eq(beside_owner(rows[i].name), rows[i].length, "%s",
		    rows[i].name);
	}
}

Test(beside, gives_the_names_that_it_knows)
{
	struct str name = STR_EMPTY;
	for (enum beside i = 0; i < BESIDE_MAX; i++) {
		str_clear(&name);
		if (i == BESIDE_VERSION)
			beside_put_version(&name, "a/people.db", 3);
		else
			beside_put(&name, "a/people.db", i);
		cr_assert_eq(beside_length(name.text, i), 11, "%s", name.text);
	}
	str_release(&name);
}

Test(beside, parts_a_name_before_its_ending)
{
	static const struct {
		const char *file, *ending, *stem, *backups;
	} rows[] = {
	    {"people.db", ".db", "people-before", "./backups"},
	    {"a.db/people", "", "a.db/people-before", "a.db/backups"},
	    {"/.db", "", "/.db-before", "/backups"},
	    {"/x/.db.db", ".db", "/x/.db-before", "/x/backups"},
	};
	struct str put = STR_EMPTY;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		cr_assert_str_eq(beside_ending(rows[i].file), rows[i].ending);
		str_clear(&put);
		beside_put_stem(&put, rows[i].file, BESIDE_BEFORE);
		cr_assert_str_eq(put.text, rows[i].stem);
		str_clear(&put);
		beside_put_backups(&put, rows[i].file);
		cr_assert_str_eq(put.text, rows[i].backups);
	}
	str_release(&put);
}
