/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Which files each unit was compiled from, as ninja noted it in the last run. */
#ifndef BULWARK_GATE_DEPS_H
#define BULWARK_GATE_DEPS_H

#include "gate/plan.h"

typedef struct bw_unit_deps {
  const bw_unit *unit;
  bw_words files; /* absolute, resolved, sorted, the unit's own among them */
} bw_unit_deps;

typedef BW_VEC(bw_unit_deps) bw_deps;

/* pre: the plan was run. Units of which ninja knows nothing are left out, which are all when it does not
 * answer. */
bw_deps bw_deps_read(bw_arena *arena, const bw_plan *plan);

/* The files of all units, sorted, each once. */
bw_words bw_deps_files(bw_arena *arena, const bw_deps *deps);

#endif
