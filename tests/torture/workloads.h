/*
 * What the sources of workloads share, tests/torture/workloads*.c.
 */
#ifndef TORTURE_WORKLOADS_H
#define TORTURE_WORKLOADS_H

#include "torture/torture.h"

/* The names of the first people, in the order of their making. */
extern const char *const names[];

/* A text that says which it is, as long as wanted. */
const char *text_of(struct run *run, int n, size_t length);

/* Open the file and load the first person; NULL: that failed. */
struct person *open_person(struct run *run);

/* Text is being typed, which is acknowledged. */
bool type_text(struct run *run, int n);

void prepare_nothing(struct run *run);
void work_reopening(struct run *run);
void work_making(struct run *run);
void prepare_old(struct run *run);
void work_migration(struct run *run);
void work_passphrase(struct run *run);
void work_recovery(struct run *run);
void work_converting(struct run *run);
void work_new_key(struct run *run);
void work_backup(struct run *run);
void work_restore(struct run *run);

/*
 * Do what is said where there is no file: bring back the newest of those from
 * before a copy took its place.  True as well when there is nothing to do.
 */
bool bring_file_back(struct run *run);

#endif
