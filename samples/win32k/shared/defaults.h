/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What a fresh driver starts with. Data and pure functions only.
 */
#ifndef W32_DEFAULTS_H
#define W32_DEFAULTS_H

#include <stdint.h>

#include "shared/abi.h"

/* The standard palette: 6 x 6 x 6 cube of colours, then 40 greys. Pre: index < W32_PALETTE_SIZE. */
static inline uint32_t w32_default_colour(uint32_t index)
{
    if (index < 216u) {
        uint32_t red = index / 36u * 51u;
        uint32_t green = index / 6u % 6u * 51u;
        uint32_t blue = index % 6u * 51u;
        return red << 16 | green << 8 | blue;
    }
    uint32_t grey = (index - 216u) * 255u / 39u;
    return grey << 16 | grey << 8 | grey;
}

/* A row of a hatch, eight pixels, the high bit leftmost. Pre: hatch < W32_HATCHES, row < 8. */
static inline uint32_t w32_default_hatch(uint32_t hatch, uint32_t row)
{
    switch (hatch) {
    case W32_HATCH_LEVEL:
        return row == 4 ? 0xffu : 0;
    case W32_HATCH_UPRIGHT:
        return 0x08u;
    case W32_HATCH_FALLING:
        return 0x80u >> row;
    case W32_HATCH_RISING:
        return 0x01u << row;
    case W32_HATCH_CROSS:
        return row == 4 ? 0xffu : 0x08u;
    default:
        return 0x80u >> row | 0x01u << row;
    }
}

#define W32_DEFAULT_BRUSH_COLOUR 0x00ffffffu
#define W32_DEFAULT_PEN_COLOUR 0x00000000u

#endif
