/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared/psf.h"

#include "shared/font.h"

enum { FIRST = 0x20, LAST = 0x7e };

/* A pixel of the drawn face; outside it there is none. */
static bool drawn(char character, int32_t x, int32_t y)
{
    if (x < 0 || x >= 5 || y < 0 || y >= (int32_t)W32_FONT_ROWS)
        return false;
    return w32_font_glyph(character)[y] >> (4 - x) & 1;
}

/* Twice the size: a corner takes the colour of two equal neighbours that meet there. */
static bool doubled(char character, int32_t x, int32_t y)
{
    int32_t px = x / 2, py = y / 2;
    bool self = drawn(character, px, py);
    bool side = drawn(character, px + (x % 2 ? 1 : -1), py), other = drawn(character, px - (x % 2 ? 1 : -1), py);
    bool above = drawn(character, px, py + (y % 2 ? 1 : -1)), below = drawn(character, px, py - (y % 2 ? 1 : -1));

    return side == above && side != other && above != below ? side : self;
}

static bool pixel(char character, uint32_t scale, int32_t x, int32_t y)
{
    return scale == 1 ? drawn(character, x, y) : doubled(character, x, y);
}

void w32_psf_build(struct w32_message *message, uint32_t scale, bool bold)
{
    uint32_t width = W32_FONT_CELL_WIDTH * scale + (bold && scale == 1 ? 1 : 0), height = W32_FONT_CELL_HEIGHT * scale;
    uint32_t stride = (width + 7) / 8;
    struct w32_psf2 info = {W32_PSF2_MAGIC,  0,      sizeof info, W32_PSF2_HAS_TABLE, LAST - FIRST + 1,
                            height * stride, height, width};

    w32_message_put(message, &info, sizeof info);
    for (int c = FIRST; c <= LAST; c++) {
        for (uint32_t y = 0; y < height; y++) {
            uint8_t row[4] = {0};

            for (uint32_t x = 0; x < width; x++) {
                if (pixel((char)c, scale, (int32_t)x, (int32_t)y) ||
                    (bold && pixel((char)c, scale, (int32_t)x - 1, (int32_t)y)))
                    row[x / 8] |= (uint8_t)(0x80u >> x % 8);
            }
            w32_message_put(message, row, stride);
        }
    }
    for (int c = FIRST; c <= LAST; c++) {
        uint8_t entry[] = {(uint8_t)c, 0xff};

        w32_message_put(message, entry, sizeof entry);
    }
}
