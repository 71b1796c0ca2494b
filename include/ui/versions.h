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

/* Save the pages of a version as a file. */
void paper_open_version(struct ui *ui, int number);

#endif
