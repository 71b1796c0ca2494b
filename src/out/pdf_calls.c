/*
 * The table that the PDF module shows: nothing else of it can be seen.
 *
 * Tested by all that prints: unit tests hand this table in, and the program
 * that tests/cli and tests/paper run loads it.
 */
#include "out/pdf_calls.h"

#include "base/mem.h"

const struct pdf_calls pdf_calls = {
    .build = PDF_CALLS_BUILD,
    .on_give_up = mem_on_give_up,
    .new = pdf_new,
    .free = pdf_free,
    .layout = pdf_layout,
    .put = pdf_put,
};
