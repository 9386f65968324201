/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Pictures to files. */
#ifndef W32_PNG_FILE_H
#define W32_PNG_FILE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Writes width * height pixels, 0x00RRGGBB each, row by row, as a PNG without alpha. The file is complete or absent:
 * it is written under another name first. On failure: false, a line on stderr says what.
 */
bool w32_png_write(const char *path, const uint32_t *pixels, uint32_t width, uint32_t height);

/*
 * Reads a PNG as w32_png_write wrote it; the pixels are freed by the caller. On failure: null, a line on stderr says what,
 * width and height untouched.
 */
uint32_t *w32_png_read(const char *path, uint32_t *ret_width, uint32_t *ret_height);

#endif
