/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Inside of the engine: locks that declarations speak of (bulwark::acquires, releases, requires_lock). */
#ifndef BULWARK_CORE_LOCK_WORDS_H
#define BULWARK_CORE_LOCK_WORDS_H

#include "core/call.h"

/* Is there a fact of this name on the function or one of its parameters? Cost: linear in the facts. */
bool bw_lock_words_any(const bw_engine *e, const bw_ir_func *func, const char *name);
/* The callee, out of view, takes and drops what its declaration says. */
void bw_lock_words_called(bw_call_run *c);
/* The locks are held that the function under analysis wants held, or drops. pre: run is at its entry. */
void bw_lock_words_entry(bw_engine *e, bw_run *run, bw_state *s);

#endif
