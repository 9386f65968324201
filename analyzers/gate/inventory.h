/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Whether the database still is the program: files that dropped out of it, and signs that it is older than what it
 * describes.
 *
 * Known units are those that the baseline lists, and those of the last run with this cache. One that is no longer in
 * the database but still on disk is a finding; one that is gone from the disk is not missed.
 */
#ifndef BULWARK_GATE_INVENTORY_H
#define BULWARK_GATE_INVENTORY_H

#include "gate/baseline.h"
#include "gate/plan.h"
#include "gate/suppress.h"

/* Appends the findings unit-missing and database-stale. baseline: its units are known; may be zero. */
void bw_inventory_faults(bw_arena *arena, const bw_plan *plan, const char *root, const bw_baseline *baseline,
                         bw_finding_list *findings);

/* Notes the units of the database in the cache for the next run. On failure: complained. */
BW_MUST_CHECK bool bw_inventory_save(bw_arena *arena, const bw_plan *plan);

#endif
