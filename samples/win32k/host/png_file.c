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

uint32_t *w32_png_read(const char *path, uint32_t *ret_width, uint32_t *ret_height)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    uint32_t *pixels = NULL;

    if (png_image_begin_read_from_file(&image, path) != 0) {
        image.format = PNG_FORMAT_BGRA; /* 0xAARRGGBB in a little-endian word */
        pixels = malloc(PNG_IMAGE_SIZE(image));
        if (!pixels || png_image_finish_read(&image, NULL, pixels, 0, NULL) == 0) {
            free(pixels);
            pixels = NULL;
        }
    }
    if (!pixels) {
        fprintf(stderr, "%s: cannot read the picture%s%s\n", path, *image.message ? ": " : "", image.message);
        png_image_free(&image);
        return NULL;
    }
    for (size_t i = 0; i < (size_t)image.width * image.height; i++)
        pixels[i] &= 0xffffff;
    *ret_width = image.width;
    *ret_height = image.height;
    return pixels;
}
