/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Runs the jobs of a plan under ninja.
 *
 * Only what changed since the last run is done. One run at a time uses a cache: another waits for it, also for a run
 * whose gate was killed but whose ninja still works. Progress is shown in one line on standard error when that is a
 * terminal, and nowhere otherwise.
 */
#ifndef BULWARK_GATE_RUN_H
#define BULWARK_GATE_RUN_H

#include "gate/plan.h"

typedef enum bw_run_status {
  BW_RUN_DONE,        /* every job is done or failed */
  BW_RUN_UNABLE,      /* ninja is missing or broken; complained */
  BW_RUN_INTERRUPTED, /* SIGINT or SIGTERM; the next run goes on */
} bw_run_status;

/* pre: the plan is written. jobs: how many at once, 0 for one a processor; time_limit: seconds for each.
 * The cache stays locked until the process ends, so that what is read next is what this run left. */
BW_MUST_CHECK bw_run_status bw_run_plan(bw_arena *arena, const bw_plan *plan, unsigned jobs,
                                       unsigned time_limit);

/* Locks the cache folder for this process and its children; waits, and says so, if another has it.
 * On failure: complained. */
BW_MUST_CHECK bool bw_run_lock(bw_arena *arena, const char *cache);

#endif
