/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The processes that one process started, and their sudden end.
 *
 * Only processes below the given one are ever looked at or signalled. The caller is made the parent of orphans by
 * kill_tree_start, so that what outlives its parent stays below it and can be waited for.
 */
#ifndef BULWARK_TESTS_GATE_KILL_TREE_H
#define BULWARK_TESTS_GATE_KILL_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Who dies at the moment chosen. */
typedef enum victim {
  VICTIM_PROGRAM,   /* bulwark alone, what it started goes on */
  VICTIM_SCHEDULER, /* ninja alone */
  VICTIM_WORKER,    /* one of the others: a job, its clang, a part of the whole-program pass */
  VICTIM_ALL,       /* all of them at once, as when a container is ended */
  VICTIM_COUNT
} victim;

void kill_tree_start(void);

/* Ends that part of root's tree by SIGKILL; choice picks among several workers. Returns whom it ended, which is
 * VICTIM_PROGRAM where there is none of the kind asked for. root must be a child that was not yet waited for. */
victim kill_tree(pid_t root, victim whom, uint64_t choice);

/* Waits for every process below the caller, orphans included. */
void kill_tree_reap(void);

#endif
