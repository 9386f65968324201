/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Annotations on declarations as models: what a function says of itself is held against its callers and its own body. */
#ifndef BULWARK_CORE_DECLARED_H
#define BULWARK_CORE_DECLARED_H

#include "core/call.h"

/* The model that the facts on a function and its parameters make, in e->declared, or NULL when they make none. Good until
 * the next one is made. Cost: linear in the facts, once a function; then one hash look-up. */
const bw_model *bw_declared_model(bw_engine *e, bw_ir_ref func);

/* Holds what the callee's declaration asks of its arguments against them; changes nothing. For callees whose body is
 * followed as well: what they do, the body says. */
void bw_declared_check(bw_call_run *c);

/* The callee is out of view: does what its declaration says, and whatever else it may. False, doing nothing, when that
 * says nothing. */
bool bw_declared_apply(bw_call_run *c);

/* The buffers that parameters lead to have the sizes that the declaration says. pre: run is at the entry of a function
 * that is analysed by itself. */
void bw_declared_entry(bw_engine *e, bw_run *run, bw_state *s);

#endif
