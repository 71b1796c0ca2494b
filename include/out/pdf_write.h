/*
 * A PDF file as objects with numbers: streams, packed objects, the table.
 */
#ifndef OUT_PDF_WRITE_H
#define OUT_PDF_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct libdeflate_compressor;
struct writer_object;

struct writer {
	struct str *out;   /* the file; borrowed */
	size_t start;      /* where it begins in out */
	struct str packed; /* objects that go into one stream */
	struct str places; /* the number and place of each of them */
	struct str deflated; /* the stream in hand; its memory is used again */
	struct writer_object *objects;
	size_t count, capacity;
	size_t packed_count;
	struct libdeflate_compressor *deflater;
};

/* Begin a file at the end of `out`. */
void writer_init(struct writer *writer, struct str *out);
void writer_release(struct writer *writer);

/* Numbers for objects that are written later; the first one. */
int writer_reserve(struct writer *writer, int count);

/*
 * Begin an object that is no stream.  What is appended to the result until
 * the next call to the writer belongs to it.
 */
struct str *writer_begin(struct writer *writer, int number);

/* A stream; `entries` go into its dictionary: "/Type/Metadata". */
void writer_put_stream(struct writer *writer, int number, const char *entries,
    const char *bytes, size_t length);
/* The same as it is, for who searches the file for it. */
void writer_put_bare_stream(struct writer *writer, int number,
    const char *entries, const char *bytes, size_t length);

/* The packed objects and the table: the file is complete. */
void writer_finish(struct writer *writer, int catalog, int info);

/* Pieces of objects. */
/* Thousandths as a decimal number, to a hundredth. */
void pdf_put_number(struct str *out, int thousandths);
/* A number of 16 bits: four digits between < >, or two bytes between ( ). */
void pdf_put_hex(struct str *out, unsigned number);
void pdf_put_pair(struct str *out, unsigned number);
/* Right by thousandths of the size, between two of a list of ( ). */
void pdf_put_shift(struct str *out, int thousandths);
void pdf_put_reference(struct str *out, int number);
void pdf_put_codes(struct str *out, const char *text, size_t length);
/* A text string, sanitized, in brackets or as UTF-16. */
void pdf_put_text(struct str *out, const char *text, size_t length);

/* FNV-1a, for names that depend on the contents alone; start with a seed. */
uint64_t pdf_hash(uint64_t seed, const void *bytes, size_t length);

#endif
