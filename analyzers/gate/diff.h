/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What has changed since a revision, as git says, and which findings that touches or causes.
 *
 * A finding is covered when
 * - its line, the function it stands in, or a place on its path is changed, or
 * - its function, or one on its path, uses a name whose meaning is changed: one defined in a changed line of a
 *   header, a function whose body is changed, or a name that a header of the repository defines through one of these.
 * A name counts wherever it stands, so the second rule says yes too often rather than too rarely.
 */
#ifndef BULWARK_GATE_DIFF_H
#define BULWARK_GATE_DIFF_H

#include "core/report.h"
#include "gate/plan.h"
#include "gate/source.h"

typedef struct bw_diff bw_diff;

/* Asks git about the repository of the current folder: the working tree against revision, files that git does not
 * know included. On failure: complained; there is no git, no repository, or no such revision. */
BW_MUST_CHECK bool bw_diff_read(bw_arena *arena, bw_sources *sources, const bw_plan *plan, const char *revision,
                                const bw_diff **ret_diff);

bool bw_diff_covers(const bw_diff *diff, const bw_finding *finding);

#endif
