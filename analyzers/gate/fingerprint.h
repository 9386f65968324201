/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A name for a finding that stays the same while the code around it changes.
 *
 * It is made of the rule, the function, the tokens of the statement the finding stands in, and which of these it
 * stands at. Names that may be local count by where they recur, not by how they are spelled; names of called functions,
 * members, tags and macros count as they are. So moved lines, renamed locals, reformatting, added braces, comments and a
 * renamed file change nothing. Findings that agree in all of that share the name; who compares must count them.
 */
#ifndef BULWARK_GATE_FINGERPRINT_H
#define BULWARK_GATE_FINGERPRINT_H

#include "core/report.h"
#include "gate/source.h"

typedef struct bw_fingerprint {
  const char *shared; /* 16 hexadecimal digits, as above */
  const char *unique; /* the same, told apart from others in one file by their order */
} bw_fingerprint;

/* The fingerprints of findings, in their order.
 * pre: findings are sorted as merge.h says. cost: linear but for a sort. */
const bw_fingerprint *bw_fingerprints(bw_arena *arena, bw_sources *sources, const bw_finding *findings, size_t count);

#endif
