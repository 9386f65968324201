/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The judgement as SARIF 2.1.0, one run.
 *
 * Every finding is a result, also what is suppressed or in the baseline, marked as such. Rules are those of rules.h.
 * Columns count code points, as the file says of itself. Names of files below the current folder are relative to
 * SRCROOT. Above 5,000 results the least severe are left out, and a notification says how many.
 */
#ifndef BULWARK_GATE_SARIF_H
#define BULWARK_GATE_SARIF_H

#include "gate/judge.h"

const char *bw_sarif_text(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement);

#endif
