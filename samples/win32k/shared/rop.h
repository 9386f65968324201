/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Raster operations: what becomes of a pixel, bit by bit, out of the pattern's, the source's and its own. A ternary
 * operation is the table of its results: bit 4 p + 2 s + d of it for the bits p, s and d. A binary one likewise with
 * bit 2 p + d, counted from 1. Pure functions.
 */
#ifndef W32_ROP_H
#define W32_ROP_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/abi.h"

static inline uint32_t w32_rop3_apply(uint32_t rop, uint32_t pattern, uint32_t source, uint32_t target)
{
    uint32_t result = 0;

    result |= rop & 0x01u ? ~pattern & ~source & ~target : 0;
    result |= rop & 0x02u ? ~pattern & ~source & target : 0;
    result |= rop & 0x04u ? ~pattern & source & ~target : 0;
    result |= rop & 0x08u ? ~pattern & source & target : 0;
    result |= rop & 0x10u ? pattern & ~source & ~target : 0;
    result |= rop & 0x20u ? pattern & ~source & target : 0;
    result |= rop & 0x40u ? pattern & source & ~target : 0;
    result |= rop & 0x80u ? pattern & source & target : 0;
    return result & 0x00ffffffu;
}

/* The ternary operation that does what a binary one does, whatever the source. */
static inline uint32_t w32_rop3_of_rop2(uint32_t rop2)
{
    uint32_t table = (rop2 - 1u) & 0xfu;

    return (table & 3u) * 5u | (table >> 2) * 0x50u;
}

/* The same with the source in the place of the pattern. */
static inline uint32_t w32_rop3_of_rop2_source(uint32_t rop2)
{
    return ((rop2 - 1u) & 0xfu) * 0x11u;
}

static inline bool w32_rop3_has_source(uint32_t rop)
{
    return ((rop ^ rop >> 2) & 0x33u) != 0;
}

static inline bool w32_rop3_has_pattern(uint32_t rop)
{
    return ((rop ^ rop >> 4) & 0x0fu) != 0;
}

#endif
