/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* From the records of a run to one verdict.
 *
 * Findings that several units see in one header, or in one file compiled several times, become one. The order is that
 * of files, lines, columns, checks and messages, whatever the order of the records. File names become absolute and
 * resolved. Every unit that cannot be answered for is a failure with a reason.
 */
#ifndef BULWARK_GATE_MERGE_H
#define BULWARK_GATE_MERGE_H

#include "core/check_list.h"
#include "core/report.h"
#include "gate/figures.h"
#include "gate/plan.h"

/* Why nothing can be said about a unit. */
typedef struct bw_failure {
  const char *file;   /* as shown */
  const char *reason; /* one line */
  const char *output; /* of clang, may be "" */
  const char *again;  /* the job that repeats it, NULL if that tells no more */
} bw_failure;

typedef struct bw_verdict {
  const bw_finding *findings;
  size_t finding_count;
  const bw_count *counts; /* summed over the units, sorted by name */
  size_t count_count;
  const bw_failure *failures; /* sorted by file, then reason */
  size_t failure_count;
  size_t units;    /* in the plan */
  size_t answered; /* of them, with a record and a canary that was reported */
  size_t other_languages, left_out, off;
  const bw_figures *figures; /* of the units that left a record */
  size_t figure_count;
  const bw_unsafe *unsafes; /* sorted by place and reason, each once however many units show it */
  size_t unsafe_count;
  size_t canaries;
  bw_words compilers; /* versions in use, sorted */
} bw_verdict;

/* pre: the plan was run. Reads all records, and runs the whole-program pass over their code; removes those that are
 * damaged, so that the next run makes them again. */
bw_verdict bw_merge(bw_arena *arena, const bw_gate_options *options, const bw_plan *plan);

/* Sorts findings and drops repeated ones; returns how many are left. Exposed for tests. */
size_t bw_merge_findings(bw_finding *findings, size_t count);

/* The value of the count of that name, 0 if there is none. */
uint64_t bw_verdict_count(const bw_verdict *verdict, const char *name);

#endif
