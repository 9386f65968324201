/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "host/png_file.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool w32_png_write(const char *path, const uint32_t *pixels, uint32_t width, uint32_t height)
{
    png_image image = {.version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = PNG_FORMAT_RGB};
    size_t count = (size_t)width * height;
    size_t length = strlen(path);
    uint8_t *bytes = malloc(count * 3);
    char *partial = malloc(length + sizeof ".part");
    bool done = false;

    if (bytes && partial) {
        for (size_t i = 0; i < count; i++) {
            bytes[3 * i] = (uint8_t)(pixels[i] >> 16);
            bytes[3 * i + 1] = (uint8_t)(pixels[i] >> 8);
            bytes[3 * i + 2] = (uint8_t)pixels[i];
        }
        memcpy(partial, path, length);
        memcpy(partial + length, ".part", sizeof ".part");
        done = png_image_write_to_file(&image, partial, 0, bytes, (png_int_32)(width * 3), NULL) != 0 &&
               rename(partial, path) == 0;
        if (!done)
            remove(partial);
    }
    if (!done)
        fprintf(stderr, "%s: cannot write the picture%s%s\n", path, *image.message ? ": " : "", image.message);
    free(bytes);
    free(partial);
    return done;
}
