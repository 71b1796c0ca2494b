/*
 * What the program loads when it first needs it, and not when it starts.
 */
#ifndef APP_MODULE_H
#define APP_MODULE_H

#include "out/pdf_calls.h"

/*
 * Who sets pages as PDF; the module stays loaded until the program ends.  NULL,
 * with a sentence, if it is not there, cannot be used, or was built with
 * another version of the program.
 */
const struct pdf_calls *module_find_pdf(struct err *err);

#endif
