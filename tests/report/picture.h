/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A screenshot, for tests. */
#ifndef BULWARK_TESTS_PICTURE_H
#define BULWARK_TESTS_PICTURE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct picture {
  uint32_t width, height;
  unsigned char *rgb; /* three bytes a pixel; freed by picture_free */
} picture;

/* False when there is no such PNG. */
bool picture_read(const char *path, picture *ret_picture);
void picture_free(picture *p);

/* The share of its pixels, 0 to 1, that have that colour, give or take 3 of 255 a channel. colour: 0xrrggbb. */
double picture_share(const picture *p, uint32_t colour);

#endif
