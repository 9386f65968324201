/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * One attack on the driver that the program is linked with, from the drawn desktop to the driver's end; whether the driver is a
 * library or a device is all the same. What went wrong is a line on stderr.
 */
#ifndef W32_ATTACK_JUDGE_H
#define W32_ATTACK_JUDGE_H

#include "attacks/attacks.h"

/* How it ended. Exit statuses of a process that is made for one attack. */
enum w32_verdict {
    W32_VERDICT_DONE = 0,    /* raw: nothing stopped it; hardened: contained, as told */
    W32_VERDICT_DIFFERS = 3, /* another status, or a later request failed */
    W32_VERDICT_SETUP = 4,   /* no desktop: nothing can be judged */
    W32_VERDICT_STATE = 5,   /* the state, or the picture drawn afterwards, is not that of a driver without the attack */
    W32_VERDICT_LEAK = 6     /* blocks or arena memory were left behind */
};

/* The attacks in the order of w32_faults. */
extern w32_attack *const w32_attacks[];

/* Null: only what surrounds an attack. Whether the raw form was hit is for others to see: sanitizer, kernel. */
enum w32_verdict w32_judge_raw(w32_attack *attack);
enum w32_verdict w32_judge_hardened(w32_attack *attack, enum w32_status expected);

#endif
