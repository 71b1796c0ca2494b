/*
 * Reading this program's memory as another program would.
 */
#include "rig/remains.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int
remains_open(void)
{
	int memory = open("/proc/self/mem", O_RDONLY);

	if (memory < 0)
		cr_skip_test("this system does not show its memory");
	return memory;
}

void
remains_close(int memory)
{
	close(memory);
}

void
remains_mark(char *place)
{
	memset(place, MARK, MARK_SIZE);
}

size_t
remains_count(int memory, uintptr_t place)
{
	char seen[MARK_SIZE];

	if (pread(memory, seen, sizeof(seen), (off_t)place) < 0)
		return 0; /* gone altogether */
	size_t count = 0;
	for (size_t i = 0; i < sizeof(seen); i++)
		count += seen[i] == MARK;
	return count;
}
