/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Child processes with their output caught.
 *
 * Programs are started from an argument vector, never through a shell. Standard input is empty; standard output and
 * standard error arrive in one stream, in order. The child gets the default signal actions and no open file but
 * these and those it is meant to inherit.
 */
#ifndef BULWARK_GATE_PROCESS_H
#define BULWARK_GATE_PROCESS_H

#include "gate/strings.h"

typedef struct bw_child {
  bool started;    /* else error holds errno of what kept it from starting */
  int error;
  int exit_status; /* when it exited by itself, else -1 */
  int signal;      /* that ended it, else 0 */
  unsigned over_time; /* it was ended after so many seconds; 0: it ended by itself */
} bw_child;

/* Called with each complete line of output, without its newline. */
typedef void bw_process_line(void *context, const char *line);

typedef struct bw_process {
  const char *folder;       /* to run in; NULL: the current one */
  const char *const *args;  /* args[0] is a path; ends with NULL */
  const char *const *environment; /* pairs "NAME=value" added to the parent's; NULL: none */
  bw_text *output;          /* where output goes; NULL: dropped, or to on_line */
  bw_process_line *on_line; /* NULL: none */
  void *context;
  unsigned time_limit;      /* seconds; 0: none */
  bool own_group;           /* in a process group of its own, which is ended and signalled as one */
  bool forward_signals;     /* SIGINT, SIGTERM and SIGHUP that reach the parent meanwhile are sent on to the child */
} bw_process;

/* Runs the program to its end. Returns how it ended; *ret_interrupted (may be NULL) says whether a signal was
 * forwarded. */
bw_child bw_child_run(bw_arena *arena, const bw_process *process, bool *ret_interrupted);

/* How the child ended, in words: "exited with status 1", "was killed by signal 11 (Segmentation fault)",
 * "was ended after 600 seconds", "could not be started: No such file or directory". */
const char *bw_child_describe(bw_arena *arena, const bw_child *child);

#endif
