/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The sample's own face (font.h) as PSF2 files, for W32_FONT_LOAD: the printable characters of ASCII, with the table
 * that says which glyph is which. Scale 1 is 6 by 8 pixels a character; 2 is twice that, with the corners smoothed.
 */
#ifndef W32_PSF_H
#define W32_PSF_H

#include "shared/client.h"

/* Puts a file into an empty message. scale: 1 or 2. bold: the strokes one pixel wider. */
void w32_psf_build(struct w32_message *message, uint32_t scale, bool bold);

#endif
