/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What lint, fix and baseline share: from the options to the judgement. */
#ifndef BULWARK_GATE_SESSION_H
#define BULWARK_GATE_SESSION_H

#include "gate/history.h"
#include "gate/judge.h"

typedef struct bw_session {
  bw_gate_options options;
  bw_plan plan;
  bw_verdict verdict;
  bw_sources sources;
  bw_judgement judgement;
  bw_history history; /* this run last, if its verdict is complete */
  unsigned command;   /* its bit */
} bw_session;

/* Reads the command line and the configuration, and looks whether there is a database to work on.
 * on failure: complained. */
BW_MUST_CHECK bool bw_session_read(bw_arena *arena, int argc, char **argv, unsigned command, bw_session *session);

/* Analyses and judges; a run of lint or report with a complete verdict enters the history in the cache. post: BW_EXIT_CLEAN when there is a judgement, whatever it says; BW_EXIT_UNABLE or
 * BW_EXIT_INTERRUPTED when there is none, complained, *ret_reason saying so in a line. */
BW_MUST_CHECK bw_exit bw_session_run(bw_arena *arena, bw_session *session, const char **ret_reason);

/* Names each unit without a verdict on standard error, with what clang said of the first ones. */
void bw_session_show_failures(const bw_session *session);

#endif
