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

#define W32_DEFAULT_PEN_COLOUR 0x00000000u

#endif
