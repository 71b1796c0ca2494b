/*
 * The screens of versions, for each other: src/ui/screen_version*.c,
 * screen_freeze.c and screen_sign.c.
 */
#ifndef UI_VERSIONS_H
#define UI_VERSIONS_H

#include "ui/screen.h"

/* What can be done with one version. */
void version_open(struct ui *ui, int number);

/* Make the next one. */
void freeze_open(struct ui *ui, int number);

/* Write down what the paper says about one. */
void sign_open(struct ui *ui, int number);

/* The letters of a paper: as the person reads them, or as is said here. */
enum { PAPER_LETTERS = 4 };
struct paper_letters {
	const char *name;
	enum word word;
};
extern const struct paper_letters paper_letters[PAPER_LETTERS];

/* Save the pages of a version as a file. */
void paper_open_version(struct ui *ui, int number);

#endif
