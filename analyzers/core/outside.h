/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Branches whose way is not attested: a state knows which of them lie on all paths to it, and what happens behind one
 * is no evidence. */
#ifndef BULWARK_CORE_OUTSIDE_H
#define BULWARK_CORE_OUTSIDE_H

#include "core/engine.h"

/* Marks s when only code out of view knows whether the condition can have this truth. func, site: the branch. */
void bw_outside_branch(bw_engine *e, bw_ir_ref func, uint32_t site, bw_state *s, bw_lin condition, bool truth);

/* Do the same such branches lie on all paths to both? */
bool bw_outside_same(const bw_state *a, const bw_state *b);

/* Leaves those that lie on the paths of both. */
void bw_outside_join(bw_state *into, const bw_state *from);

/* Only when something has wrapped can the condition have this truth. Asked before it is assumed. */
bool bw_unlikely_branch(bw_engine *e, bw_state *s, bw_lin condition, bool truth);

#endif
