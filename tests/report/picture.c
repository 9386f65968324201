/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "picture.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

bool picture_read(const char *path, picture *ret_picture) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_file(&image, path)) return false;
  image.format = PNG_FORMAT_RGB;
  picture made = {.width = image.width, .height = image.height, .rgb = malloc(PNG_IMAGE_SIZE(image))};
  if (made.rgb == NULL || !png_image_finish_read(&image, NULL, made.rgb, 0, NULL)) {
    png_image_free(&image);
    free(made.rgb);
    return false;
  }
  *ret_picture = made;
  return true;
}

void picture_free(picture *p) { free(p->rgb); }

double picture_share(const picture *p, uint32_t colour) {
  uint64_t found = 0, all = (uint64_t)p->width * p->height;
  for (uint64_t i = 0; i < all; i++) {
    bool near = true;
    for (unsigned k = 0; k < 3; k++) {
      int wanted = (int)(colour >> (16 - 8 * k) & 0xff);
      near = near && abs((int)p->rgb[3 * i + k] - wanted) <= 3;
    }
    found += near ? 1 : 0;
  }
  return (double)found / (double)all;
}
