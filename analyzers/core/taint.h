/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Which bytes of an object an attacker chose: all of them, or up to two extents. Being untrusted is evidence against the
 * program, so what does not fit is left out, never filled up: two extents are not joined over the bytes between them.
 */
#ifndef BULWARK_CORE_TAINT_H
#define BULWARK_CORE_TAINT_H

#include <stdbool.h>
#include <stdint.h>

#define BW_TAINT_EXTENTS 2

typedef struct bw_extent {
    int64_t from, end; /* bytes from the start of the object; empty when from >= end */
} bw_extent;

/* All zero: nothing. */
typedef struct bw_taint {
    bool anywhere;
    bool user; /* a user process sent it: pointers among it lead to its memory */
    bw_extent at[BW_TAINT_EXTENTS];
} bw_taint;

static inline bool bw_taint_any(const bw_taint *taint)
{
    return taint->anywhere || taint->at[0].from < taint->at[0].end;
}
/* Does an attacker choose a byte of [from, end)? */
bool bw_taint_meets(const bw_taint *taint, int64_t from, int64_t end);
/* Adds [from, end). Beyond two extents apart, the smallest is forgotten. */
void bw_taint_add(bw_taint *taint, int64_t from, int64_t end);
/* Adds what other says. */
void bw_taint_join(bw_taint *taint, const bw_taint *other);

#endif
