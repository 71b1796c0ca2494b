/*
 * Feeds files to a fuzz harness, one after the other: so that every input
 * that once mattered is tried in each check, by any compiler and without
 * libFuzzer.  Run as `replay/NAME FILE...`; it leaves with 1 if a file cannot
 * be read or if there was none, and a harness that finds a fault stops it.
 */
#include "fuzz/fuzz.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { INPUT_MAX = 16 * 1024 * 1024 };

/* Each input has memory of its own size, so that a sanitizer sees its end. */
static bool
replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data;
	size_t size;

	if (!file || fseek(file, 0, SEEK_END) != 0)
		return false;
	size = (size_t)ftell(file);
	rewind(file);
	if (size > INPUT_MAX)
		return false;
	data = malloc(size ? size : 1);
	if (!data || fread(data, 1, size, file) != size)
		return false;
	fclose(file);
	LLVMFuzzerTestOneInput(data, size);
	free(data);
	return true;
}

int
main(int count, char **paths)
{
	for (int i = 1; i < count; i++) {
		if (!replay(paths[i])) {
			fprintf(stderr, "%s cannot be read\n", paths[i]);
			return 1;
		}
	}
	printf("%d inputs replayed\n", count - 1);
	return count > 1 ? 0 : 1;
}
