/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What C cannot say. To the compiler bw_guard_run is an ordinary call: it returns exactly once for each call, so
 * no variable of its caller is in danger (unlike setjmp, which returns twice). The trampoline saves every
 * register the calling convention preserves, asks for the slot, and sets up the guard; it reads and writes the
 * guard's fields by their place, and calls no address but by the names below, so that calls through pointers
 * stay the compiler's, with whatever it was told to do about those.
 */
#ifndef BULWARK_TRAMPOLINE_H
#define BULWARK_TRAMPOLINE_H

#include <bulwark/guard.h>

/* The states of a guard. Odd values, so that storage which never was a guard is hardly taken for one. */
#define BW_GUARD_IDLE_ 0
#define BW_GUARD_BODY_ 0x5a17     /* the body runs: a violation comes here */
#define BW_GUARD_RELEASES_ 0x5a19 /* the releases run: a violation now has nowhere to go */
#define BW_GUARD_FENCED_ 0x5a1b   /* foreign code is on the stack above the body */

/*
 * Goes back to the frame of the run of this guard that is on, and from there calls bw_guard_finish_ with
 * BW_ERR_CONTAINED and returns from bw_guard_run. pre: that run has not returned, on this same stack.
 */
BW_NORETURN void bw_guard_leave_(bw_guard *guard);

/* The parts of a run in C, see guard.c. The trampoline calls them by name. */
void bw_guard_mark_(bw_guard *guard, bw_arena *arena);
bw_status bw_guard_body_(bw_guard *guard);
bw_status bw_guard_finish_(bw_guard *guard, bw_status status, bw_arena *arena);

#endif
