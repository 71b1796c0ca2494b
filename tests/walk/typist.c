/*
 * Types what it reads into a program on a terminal, and shows the screen.
 *
 *	typist ROWS COLUMNS PROGRAM [ARGUMENT]...
 *
 * Each line of standard input is keys as scr_keys() takes them.  After the
 * start and after each line comes one answer: a line with the cursor's row and
 * column, then ROWS lines without the blanks at their ends.  Once the program
 * has ended there is instead one line with `ended` and its status.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>

#include "rig/scr.h"

static void
show(struct scr *scr, int rows)
{
	printf("%d %d\n", scr_cursor_row(scr), scr_cursor_column(scr));
	for (int row = 0; row < rows; row++)
		puts(scr_row(scr, row));
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	char *line = NULL;
	size_t capacity = 0;
	ssize_t length;

	if (argc < 4) {
		fprintf(stderr, "usage: typist ROWS COLUMNS PROGRAM\n");
		return 2;
	}
	int rows = (int)strtol(argv[1], NULL, 10);
	int columns = (int)strtol(argv[2], NULL, 10);
	struct scr *scr = scr_open(rows, columns, argv + 3, NULL);
	show(scr, rows);
	while ((length = getline(&line, &capacity, stdin)) > 0) {
		if (line[length - 1] == '\n')
			line[length - 1] = '\0';
		scr_keys(scr, line);
		if (!scr_sync(scr)) {
			int status = scr_wait(scr);
			printf("ended %d\n",
			    WIFEXITED(status) ? WEXITSTATUS(status) : -1);
			break;
		}
		show(scr, rows);
	}
	free(line);
	scr_close(scr);
	return 0;
}
