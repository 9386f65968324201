/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The whole-program pass of a lint run: the code that the records carry, as one program.
 *
 * What it finds is added to what the units found, and takes nothing of that away. It runs in child processes, one a
 * processor, so that a fault of the engine costs a verdict and not the run; their number changes nothing in the result.
 * Nothing is done when no input has changed since the last run: the result lies in the cache, in program/.
 */
#ifndef BULWARK_GATE_WHOLE_H
#define BULWARK_GATE_WHOLE_H

#include "core/report.h"
#include "gate/plan.h"
#include "gate/strings.h"

typedef struct bw_whole_unit {
  const char *path;   /* absolute, resolved */
  const char *folder; /* where clang ran */
  const unsigned char *code;
  size_t code_size;
  uint64_t sum; /* checksum of the record that the code came in */
} bw_whole_unit;

/* post: *ret_report holds the findings, with absolute file names, and counts named program.….
 * On failure: false, *ret_reason says why in one line. */
BW_MUST_CHECK bool bw_whole_run(bw_arena *arena, const bw_gate_options *options, const bw_plan *plan,
                                const bw_whole_unit *units, size_t count, const bw_report **ret_report,
                                const char **ret_reason);

#endif
