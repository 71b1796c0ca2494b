/*
 * The disk in memory: what is left of it when the power goes.
 *
 * The model follows SQLite's own crash tests: a sector of 512 bytes is written
 * or not, or is rubbish, but a write never touches bytes beside its own.
 * Everything is by chance, and the same after the same seed.
 *
 * Tested by tests/unit/store_ramdisk.c, and by planted faults that
 * tests/torture must find.
 */
#include <assert.h>

#include "rig/ramdisk_inside.h"

enum { SECTOR = 512 };

/* --- Chance --------------------------------------------------------------- */

uint64_t
ramdisk_chance(uint64_t *state)
{
	uint64_t mixed = *state += 0x9E3779B97F4A7C15u;
	mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
	mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
	return mixed ^ mixed >> 31;
}

static size_t
choose(uint64_t *state, size_t count)
{
	return (size_t)(ramdisk_chance(state) % count);
}

/* --- Switching it off ----------------------------------------------------- */

enum style {
	STYLE_NOTHING, /* of what is not synced is there */
	STYLE_ALL,
	STYLE_MOMENT,  /* all until a moment in the midst of a write */
	STYLE_FILES,   /* all of some files, nothing of others */
	STYLE_SECTORS, /* each sector by itself */
	STYLE_RUBBISH, /* the same, and some are rubbish */
	STYLE_MAX
};

/* How a cut decides. */
struct cut {
	uint64_t chance;
	enum style style;
	long moment;
};

/* Is the whole of something kept that happened then? */
static bool
is_kept(struct cut *cut, long stamp)
{
	switch (cut->style) {
	case STYLE_NOTHING:
		return false;
	case STYLE_ALL:
		return true;
	case STYLE_MOMENT:
		return stamp < cut->moment;
	default:
		return choose(&cut->chance, 2) == 0;
	}
}

static void
cut_names(struct cut *cut, const struct ramdisk *disk, struct ramdisk *left)
{
	bool is_gone = false;
	for (size_t i = 0; i < disk->renaming_count; i++) {
		const struct renaming *renaming = &disk->renamings[i];
		bool is_there = is_kept(cut, renaming->stamp);
		is_gone = is_gone || !is_there;
		if (is_there && !(disk->is_ordered && is_gone))
			ramdisk_make_durable(left, renaming);
	}
}

static void
put_rubbish(struct cut *cut, struct image *image, size_t size, size_t at)
{
	unsigned char rubbish[SECTOR];
	for (size_t i = 0; i < size; i++)
		rubbish[i] = (unsigned char)ramdisk_chance(&cut->chance);
	image_write(image, rubbish, size, at);
}

/* What came of a write of which each sector has a fate of its own. */
static void
cut_sectors(struct cut *cut, struct image *image, const unsigned char *bytes,
    const struct delta *delta)
{
	size_t end = delta->at + delta->length;
	bool is_torn = cut->style == STYLE_MOMENT;
	size_t kept = is_torn ? choose(&cut->chance, 9) : 0;
	for (size_t at = delta->at; at < end;) {
		size_t next = (at / SECTOR + 1) * SECTOR;
		size_t size = (next < end ? next : end) - at;
		size_t fate =
		    is_torn ? (kept-- > 0 ? 0 : 7) : choose(&cut->chance, 8);
		if (fate < 4)
			image_write(image, bytes + (at - delta->at), size, at);
		else if (fate == 4 && cut->style == STYLE_RUBBISH)
			put_rubbish(cut, image, size, at);
		else if (is_torn)
			return;
		at += size;
	}
}

static void
cut_file(struct cut *cut, const struct inode *inode, struct image *image)
{
	enum style file = cut->style == STYLE_FILES
			      ? (enum style)choose(&cut->chance, 2)
			      : cut->style;
	for (size_t i = 0; i < inode->count; i++) {
		const struct delta *delta = &inode->deltas[i];
		bool is_torn =
		    file == STYLE_MOMENT && delta->stamp == cut->moment;
		bool is_by_sector = file >= STYLE_SECTORS || is_torn;
		if (is_by_sector && !delta->is_truncation)
			cut_sectors(
			    cut, image, inode->log.bytes + delta->from, delta);
		else if (file == STYLE_ALL ||
			 (file != STYLE_NOTHING && is_kept(cut, delta->stamp)))
			ramdisk_apply(image, inode, delta);
	}
}

/* A moment between the first and the last that is not synced. */
static long
choose_moment(uint64_t *chance, const struct ramdisk *disk)
{
	long first = disk->stamp;
	for (size_t i = 0; i < disk->inode_count; i++)
		if (disk->inodes[i].count > 0 &&
		    disk->inodes[i].deltas[0].stamp < first)
			first = disk->inodes[i].deltas[0].stamp;
	if (disk->renaming_count > 0 && disk->renamings[0].stamp < first)
		first = disk->renamings[0].stamp;
	return first + (long)choose(chance, (size_t)(disk->stamp - first) + 2);
}

/* All inodes under the same numbers, but only what has a name is filled. */
static void
copy_inodes(struct ramdisk *left, const struct ramdisk *disk, struct cut *cut)
{
	for (size_t i = 0; i < disk->inode_count; i++) {
		const struct inode *from = &disk->inodes[i];
		int number = ramdisk_make(left, from->is_folder);
		left->inodes[number].mode = from->mode;
	}
	for (size_t i = 0; i < left->entry_count; i++) {
		struct entry *entry = &left->entries[i];
		entry->now = entry->durable;
		if (entry->now < 0)
			continue;
		const struct inode *from = &disk->inodes[entry->now];
		struct inode *to = &left->inodes[entry->now];
		image_copy(&to->durable, cut ? &from->durable : &from->now);
		if (cut)
			cut_file(cut, from, &to->durable);
		image_copy(&to->now, &to->durable);
	}
}

static struct ramdisk *
new_after(const struct ramdisk *disk, const char *name)
{
	struct ramdisk *left = mem_new(sizeof(*left));
	left->name = mem_copy_text(name);
	left->limit = -1;
	left->is_ordered = disk->is_ordered;
	left->has_no_links = disk->has_no_links;
	for (size_t i = 0; i < disk->entry_count; i++) {
		size_t entry = ramdisk_take_entry(left, disk->entries[i].path);
		assert(entry == i);
		left->entries[entry].durable = disk->entries[i].durable;
	}
	ramdisk_set_vfs(left);
	sqlite3_vfs_register(&left->vfs, 0);
	return left;
}

struct ramdisk *
ramdisk_cut(const struct ramdisk *disk, const char *name, uint64_t seed)
{
	struct cut cut = {.chance = seed};
	cut.style = (enum style)choose(&cut.chance, STYLE_MAX);
	cut.moment = choose_moment(&cut.chance, disk);
	struct ramdisk *left = new_after(disk, name);
	cut_names(&cut, disk, left);
	copy_inodes(left, disk, &cut);
	return left;
}

struct ramdisk *
ramdisk_copy(const struct ramdisk *disk, const char *name)
{
	struct ramdisk *left = new_after(disk, name);
	for (size_t i = 0; i < disk->entry_count; i++)
		left->entries[i].durable = disk->entries[i].now;
	copy_inodes(left, disk, NULL);
	return left;
}
