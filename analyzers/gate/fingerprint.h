/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A name for a finding that stays the same while the code around it moves.
 *
 * It is made of the check, the function and the text of the line without its blanks, and of the number of the finding
 * among those of one file that agree in these. Line numbers, the file's name and the message have no part in it.
 */
#ifndef BULWARK_GATE_FINGERPRINT_H
#define BULWARK_GATE_FINGERPRINT_H

#include "core/report.h"
#include "gate/source.h"

/* The fingerprints of findings in this order, 16 hexadecimal digits each.
 * pre: findings are sorted as merge.h says. cost: linear but for a sort. */
const char *const *bw_fingerprints(bw_arena *arena, bw_sources *sources, const bw_finding *findings, size_t count);

#endif
