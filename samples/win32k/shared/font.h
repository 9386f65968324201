/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A small face for the demo: 5 by 7 pixels a character, in cells of 6 by 8. Drawn for this sample.
 * The client turns text into bit masks; the driver knows no fonts yet.
 */
#ifndef W32_FONT_H
#define W32_FONT_H

#include <stdint.h>

#define W32_FONT_CELL_WIDTH 6u
#define W32_FONT_CELL_HEIGHT 8u
#define W32_FONT_ROWS 7u

/* The rows from top to bottom, bit 4 leftmost. A character that the face lacks is a blank. */
const uint8_t *w32_font_glyph(char character);

#endif
