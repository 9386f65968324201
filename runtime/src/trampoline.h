/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The two steps C cannot say. To the compiler both are ordinary calls: enter returns exactly once for each
 * call, so no variable of its caller is in danger (unlike setjmp, which returns twice).
 */
#ifndef BULWARK_TRAMPOLINE_H
#define BULWARK_TRAMPOLINE_H

#include <bulwark/guard.h>

/*
 * Saves every register the calling convention preserves and calls bw_guard_call_ with the same arguments
 * and its stack pointer, to be kept in guard->frame. Returns what that returns, or what bw_guard_finish_
 * returns after bw_guard_leave_.
 */
bw_status bw_guard_enter_(bw_guard *guard, bw_arena *arena, bw_guard_body *body, void *context);

/*
 * Goes back to the frame of this guard's bw_guard_enter_, and from there calls bw_guard_finish_ with both
 * arguments and returns. pre: bw_guard_enter_ has not returned, on this same stack.
 */
BW_NORETURN void bw_guard_leave_(bw_guard *guard, bw_status status);

/* The two halves of a request in C, see guard.c. The trampoline calls them by name. */
bw_status bw_guard_call_(bw_guard *guard, bw_arena *arena, bw_guard_body *body, void *context, void *frame);
bw_status bw_guard_finish_(bw_guard *guard, bw_status status);

#endif
