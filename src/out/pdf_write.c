/*
 * Writing a PDF file: PDF 1.7 with one object stream and a cross-reference
 * stream, everything deflated.
 *
 * This file knows the syntax of a file and nothing of pages.  Objects that are
 * no stream are gathered in one buffer and written at the end, since hundreds
 * of structure elements shrink to a twentieth when they are packed together.
 * The file's identifier is a hash of its bytes: no clock and no chance, so
 * that the same pages are always the same bytes.
 *
 *	writer_init(&writer, &out);
 *	catalog = writer_reserve(&writer, 1);
 *	str_put(writer_begin(&writer, catalog), "<</Type/Catalog>>");
 *	writer_finish(&writer, catalog, info);
 *	writer_release(&writer);
 *
 * Tested by tests/unit/out_pdf_write.c, and as whole files by tests/paper.
 */
#include "out/pdf_write.h"

#include <libdeflate.h>

#include "base/mem.h"
#include "base/safe.h"
#include "base/utf8.h"

/* A tenth larger than what the next levels make, and half the work. */
enum { DEFLATE_LEVEL = 1 };

/* One row of the table: what it is, where, and which of several. */
enum { ROW_KIND = 1, ROW_PLACE = 4, ROW_INDEX = 2 };

struct writer_object {
	bool is_packed;
	size_t place; /* in the file */
	size_t index; /* among the packed objects */
};

void
writer_init(struct writer *writer, struct str *out)
{
	*writer = (struct writer){.out = out, .start = out->length};
	str_init(&writer->packed);
	str_init(&writer->places);
	str_init(&writer->deflated);
	writer->deflater = libdeflate_alloc_compressor(DEFLATE_LEVEL);
	if (!writer->deflater)
		mem_give_up();
	/* Bytes beyond ASCII tell programs that this is no text. */
	str_put(out, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
}

void
writer_release(struct writer *writer)
{
	libdeflate_free_compressor(writer->deflater);
	mem_free(writer->objects);
	str_release(&writer->packed);
	str_release(&writer->places);
	str_release(&writer->deflated);
}

int
writer_reserve(struct writer *writer, int count)
{
	int first = (int)writer->count + 1;

	for (int i = 0; i < count; i++) {
		writer->objects = mem_grow(writer->objects, writer->count,
		    &writer->capacity, sizeof(*writer->objects));
		writer->objects[writer->count++] = (struct writer_object){0};
	}
	return first;
}

struct str *
writer_begin(struct writer *writer, int number)
{
	if (writer->packed_count > 0)
		str_put_char(&writer->packed, '\n');
	str_put_int(&writer->places, number);
	str_put_char(&writer->places, ' ');
	str_put_int(&writer->places, (int)writer->packed.length);
	str_put_char(&writer->places, ' ');
	writer->objects[number - 1] = (struct writer_object){
	    .is_packed = true,
	    .index = writer->packed_count++,
	};
	return &writer->packed;
}

void
writer_put_bare_stream(struct writer *writer, int number, const char *entries,
    const char *bytes, size_t length)
{
	writer->objects[number - 1] = (struct writer_object){
	    .place = writer->out->length - writer->start};
	str_format(writer->out, "%d 0 obj\n<<%s/Length %zu>>stream\n", number,
	    entries, length);
	str_put_n(writer->out, bytes, length);
	str_put(writer->out, "\nendstream\nendobj\n");
}

void
writer_put_stream(struct writer *writer, int number, const char *entries,
    const char *bytes, size_t length)
{
	struct str *deflated = &writer->deflated, all = STR_EMPTY;
	size_t room = libdeflate_zlib_compress_bound(writer->deflater, length);

	str_clear(deflated);
	str_reserve(deflated, room);
	deflated->length = libdeflate_zlib_compress(
	    writer->deflater, bytes, length, deflated->text, room);
	str_format(&all, "%s/Filter/FlateDecode", entries);
	writer_put_bare_stream(
	    writer, number, all.text, deflated->text, deflated->length);
	str_release(&all);
}

static void
put_packed(struct writer *writer, int number)
{
	struct str *places = &writer->places;
	struct str entries = STR_EMPTY;

	str_format(&entries, "/Type/ObjStm/N %zu/First %zu",
	    writer->packed_count, places->length);
	str_put_n(places, writer->packed.text, writer->packed.length);
	writer_put_stream(
	    writer, number, entries.text, places->text, places->length);
	str_release(&entries);
}

static void
put_bytes(struct str *out, size_t number, int count)
{
	for (int i = count; i-- > 0;)
		str_put_char(out, (char)(number >> (8 * i) & 0xFF));
}

static void
put_row(struct str *out, size_t kind, size_t place, size_t index)
{
	put_bytes(out, kind, ROW_KIND);
	put_bytes(out, place, ROW_PLACE);
	put_bytes(out, index, ROW_INDEX);
}

/* A hash and a length: a name for the contents. */
static void
put_identifier(struct str *out, const struct writer *writer)
{
	const char *bytes = writer->out->text + writer->start;
	size_t length = writer->out->length - writer->start;

	str_format(out, "<%016llx%016zx>",
	    (unsigned long long)pdf_hash(0, bytes, length), length);
}

void
writer_finish(struct writer *writer, int catalog, int info)
{
	int packed = writer_reserve(writer, 2);
	int table = packed + 1;
	struct str rows = STR_EMPTY, entries = STR_EMPTY, name = STR_EMPTY;

	put_packed(writer, packed);

	size_t place = writer->out->length - writer->start;
	writer->objects[table - 1] = (struct writer_object){.place = place};
	put_row(&rows, 0, 0, 0xFFFF);
	for (size_t i = 0; i < writer->count; i++) {
		const struct writer_object *object = &writer->objects[i];
		if (object->is_packed)
			put_row(&rows, 2, (size_t)packed, object->index);
		else
			put_row(&rows, 1, object->place, 0);
	}
	put_identifier(&name, writer);
	str_format(&entries,
	    "/Type/XRef/Size %zu/W[%d %d %d]/Root %d 0 R/Info %d 0 R/ID[%s%s]",
	    writer->count + 1, ROW_KIND, ROW_PLACE, ROW_INDEX, catalog, info,
	    name.text, name.text);
	writer_put_stream(writer, table, entries.text, rows.text, rows.length);
	str_format(writer->out, "startxref\n%zu\n%%%%EOF\n", place);
	str_release(&name);
	str_release(&entries);
	str_release(&rows);
}

void
pdf_put_number(struct str *out, int thousandths)
{
	bool is_negative = thousandths < 0;
	int hundredths = ((is_negative ? -thousandths : thousandths) + 5) / 10;

	if (is_negative && hundredths > 0)
		str_put_char(out, '-');
	str_put_int(out, hundredths / 100);
	if (hundredths % 100 == 0)
		return;
	str_put_char(out, '.');
	str_put_char(out, (char)('0' + hundredths / 10 % 10));
	if (hundredths % 10 > 0)
		str_put_char(out, (char)('0' + hundredths % 10));
}

void
pdf_put_hex(struct str *out, unsigned number)
{
	static const char digits[] = "0123456789ABCDEF";
	const char text[] = {
	    digits[number >> 12 & 15],
	    digits[number >> 8 & 15],
	    digits[number >> 4 & 15],
	    digits[number & 15],
	};

	str_put_n(out, text, sizeof(text));
}

/* A byte between brackets; a bare carriage return would be a line feed. */
static void
put_byte(struct str *out, char byte)
{
	if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
		str_put_char(out, '\\');
	str_put_char(out, byte == '\r' ? 'r' : byte);
}

void
pdf_put_pair(struct str *out, unsigned number)
{
	put_byte(out, (char)(number >> 8 & 0xFF));
	put_byte(out, (char)(number & 0xFF));
}

void
pdf_put_shift(struct str *out, int thousandths)
{
	if (thousandths == 0)
		return;
	str_put_char(out, ')');
	str_put_int(out, -thousandths);
	str_put_char(out, '(');
}

void
pdf_put_reference(struct str *out, int number)
{
	str_put_int(out, number);
	str_put(out, " 0 R ");
}

void
pdf_put_codes(struct str *out, const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		uint32_t code;
		at += utf8_decode(text + at, length - at, &code);
		if (code > 0xFFFF) {
			code -= 0x10000;
			pdf_put_hex(out, 0xD800 + (code >> 10));
			pdf_put_hex(out, 0xDC00 + (code & 0x3FF));
		} else {
			pdf_put_hex(out, code);
		}
	}
}

static void
put_literal(struct str *out, const struct str *text)
{
	str_put_char(out, '(');
	for (size_t i = 0; i < text->length; i++)
		put_byte(out, text->text[i]);
	str_put_char(out, ')');
}

void
pdf_put_text(struct str *out, const char *text, size_t length)
{
	struct str safe = STR_EMPTY;
	bool is_plain = true;

	safe_put(&safe, text, length, SAFE_ONE_LINE);
	for (size_t i = 0; i < safe.length; i++)
		is_plain &= safe.text[i] >= ' ' && safe.text[i] < 0x7F;
	if (is_plain) {
		put_literal(out, &safe);
	} else {
		str_put(out, "<FEFF");
		pdf_put_codes(out, safe.text, safe.length);
		str_put_char(out, '>');
	}
	str_release(&safe);
}

uint64_t
pdf_hash(uint64_t seed, const void *bytes, size_t length)
{
	const unsigned char *byte = bytes;
	uint64_t hash = UINT64_C(14695981039346656037) ^ seed;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ byte[i]) * UINT64_C(1099511628211);
	return hash;
}
