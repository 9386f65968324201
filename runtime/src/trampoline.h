/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The two steps C cannot say. To the compiler both are ordinary calls: enter returns exactly once for each
 * call, so no variable of its caller is in danger (unlike setjmp, which returns twice).
 */
#ifndef BULWARK_TRAMPOLINE_H
#define BULWARK_TRAMPOLINE_H

#include <bulwark/guard.h>

/*
 * Saves every register the calling convention preserves, stores the stack pointer in guard->frame, and
 * calls bw_guard_call_ with the same arguments. Returns what it returns, or what bw_guard_leave_ is given.
 */
bw_status bw_guard_enter_(bw_guard *guard, bw_guard_body *body, void *context);

/*
 * Makes the bw_guard_enter_ of this guard return status. pre: it has not returned, on this same stack.
 */
BW_NORETURN void bw_guard_leave_(bw_guard *guard, bw_status status);

/* Where the trampoline lands: keeps the indirect call in compiled code, for its instrumentation. */
bw_status bw_guard_call_(bw_guard *guard, bw_guard_body *body, void *context);

#endif
