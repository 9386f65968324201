/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Inside of the engine: what join.c, which merges places, bounds and objects, shares with relate.c, which finds the facts
 * that hold after it. */
#ifndef BULWARK_CORE_JOIN_H
#define BULWARK_CORE_JOIN_H

#include "core/engine.h"

#define PHIS_MAX 96
#define DROPPED_MAX 32
#define REFS_MAX 4 /* references that get a new name where paths meet; of more nothing is known */

typedef struct bw_phi {
    bw_sym sym;
    bw_lin left, right;
} bw_phi;

#define LENGTHS_MAX 4
#define LENGTH_PLACE (-8) /* the place of an object that its string's length has as a PHI */

typedef struct bw_joined_length {
    uint32_t object;
    bw_lin length, at;
    uint8_t elem;
} bw_joined_length;

#define SIZES_MAX 4

/* A pointer that leads to either of two objects of one size. */
typedef struct bw_joined_size {
    bw_sym sym;
    bw_wide size;
} bw_joined_size;

typedef struct bw_joiner {
    bw_engine *e;
    bw_state *left, *right; /* left is replaced by the result at the end */
    bw_state before;        /* left as it was */
    uint32_t context, block;
    bool forced;
    bool kernel[2]; /* of each side: a request of the kernel's own needs no probe */
    bw_phi phis[PHIS_MAX];
    uint32_t count;
    uint32_t
        dropped[DROPPED_MAX]; /* objects of which a place is not carried over: it must not read as never stored to */
    uint32_t dropped_count;
    bw_ref *refs; /* room for REFS_MAX, made with the first one */
    uint32_t ref_count;
    bw_joined_length lengths[LENGTHS_MAX];
    uint32_t length_count;
    bw_joined_size sizes[SIZES_MAX];
    uint32_t size_count;
} bw_joiner;

/* Once places, bounds and PHIs are joined: fills the facts of j->left. */
void bw_relate(bw_joiner *j);

#endif
