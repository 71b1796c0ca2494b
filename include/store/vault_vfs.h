/*
 * The VFS of one vault.
 *
 * Only sources of floor store, and their tests, include this.
 */
#ifndef STORE_VAULT_VFS_H
#define STORE_VAULT_VFS_H

#include "store/vault_header.h"

struct vault_vfs;

/*
 * Register a VFS over another one, by a name that nobody else has.  The keys
 * are borrowed, the header is copied.  NULL: there is no such VFS below.
 */
struct vault_vfs *vault_vfs_new(const char *base,
    const struct vault_keys *keys, const struct vault_header *header);
void vault_vfs_free(struct vault_vfs *vfs); /* NULL: fine */

const char *vault_vfs_name(const struct vault_vfs *vfs);

/* Is that the header of the vault with the VFS of that name? */
bool vault_vfs_is_of(const char *name, const struct vault_header *header);

/* What files that are made from now on begin with. */
void vault_vfs_set_header(
    struct vault_vfs *vfs, const struct vault_header *header);

#endif
