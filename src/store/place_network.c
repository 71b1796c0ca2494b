/*
 * What kind of disk a store's file lies on.
 *
 * Locks and syncs of shared and network file systems cannot be relied upon,
 * even those of systems that offer them, so files there are refused.  Which
 * those are is owned here; who is refused, and with which words, is not.
 *
 * Tested by tests/unit/store_place.c.
 */
#include "store/place.h"

#ifdef __APPLE__
#include <sys/mount.h>
#else
#include <sys/statfs.h>
#endif

#include "base/attr.h"

static const struct {
	uint32_t type;
	const char *name;
} networks[] = {
    {0x00006969, "NFS"},
    {0x0000517B, "SMB"},
    {0xFF534D42, "SMB"},
    {0xFE534D42, "SMB"},
    {0x65735546, "FUSE"},
    {0x01021997, "9P"},
    {0x5346414F, "AFS"},
    {0x6B414653, "AFS"},
    {0x73757245, "Coda"},
    {0x00C36400, "Ceph"},
    {0x0000564C, "NCP"},
    {0x0BD00BD0, "Lustre"},
    {0x47504653, "GPFS"},
    {0xBACBACBC, "VMware"},
    {0x786F4256, "VirtualBox"},
};

const char *
place_network_name(uint32_t type)
{
	for (size_t i = 0; i < ARRAY_LENGTH(networks); i++)
		if (networks[i].type == type)
			return networks[i].name;
	return NULL;
}

#ifdef __APPLE__
const char *
place_network(const char *path)
{
	struct statfs disk;

	if (statfs(path, &disk) != 0 || (disk.f_flags & MNT_LOCAL) != 0)
		return NULL;
	return "not local";
}
#else
const char *
place_network(const char *path)
{
	struct statfs disk;

	if (statfs(path, &disk) != 0)
		return NULL;
	return place_network_name((uint32_t)disk.f_type);
}
#endif
