/*
 * The disk in memory: the bytes of its files, as they are, as they are on the
 * disk, and of what is to become of them.
 *
 * Not by base/mem.h: wiping would be half of what a power cut costs.  Whoever
 * has the inode frees them.
 */
#include <stdlib.h>
#include <string.h>

#include "rig/ramdisk_inside.h"

static void
image_reserve(struct image *image, size_t size)
{
	if (size <= image->capacity)
		return;
	image->capacity = size < 4096 ? 4096 : size + size / 2;
	image->bytes = realloc(image->bytes, image->capacity);
	if (!image->bytes)
		mem_give_up();
}

void
image_resize(struct image *image, size_t size)
{
	image_reserve(image, size);
	if (size > image->size)
		memset(image->bytes + image->size, 0, size - image->size);
	image->size = size;
}

void
image_write(
    struct image *image, const unsigned char *bytes, size_t size, size_t at)
{
	if (size == 0)
		return;
	if (at + size > image->size)
		image_resize(image, at + size);
	memcpy(image->bytes + at, bytes, size);
}

void
image_copy(struct image *image, const struct image *from)
{
	image->size = 0;
	image_write(image, from->bytes, from->size, 0);
}

void
ramdisk_apply(
    struct image *image, const struct inode *inode, const struct delta *delta)
{
	if (delta->is_truncation)
		image_resize(image, delta->at);
	else
		image_write(image, inode->log.bytes + delta->from,
		    delta->length, delta->at);
}
