/*
 * The sizes that people ask for, by name: how large letters are on paper.
 */
#ifndef OUT_PRINT_SIZE_H
#define OUT_PRINT_SIZE_H

enum print_size {
	PRINT_SIZE_CLEAR,
	PRINT_SIZE_LARGE,
	PRINT_SIZE_GIANT,
	PRINT_SIZE_MAX
};

/* "clear", "large", "giant"; PRINT_SIZE_MAX if none fits. */
enum print_size print_size_find(const char *name);

#endif
