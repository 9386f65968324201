/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* w32k-difference: where two pictures differ, as a picture. Exit: 0 they are equal, 1 they differ, 2 cannot be told. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/png_file.h"

#define DIFFERENT 0xff2020u

/* The pixel in a third of its light, as a background. */
static uint32_t faded(uint32_t pixel)
{
    return ((pixel >> 16 & 255) / 3) << 16 | ((pixel >> 8 & 255) / 3) << 8 | (pixel & 255) / 3;
}

/* Turns `other` into the difference. How many pixels differ. */
static size_t compare(const uint32_t *one, uint32_t *other, size_t count)
{
    size_t different = 0;

    for (size_t i = 0; i < count; i++) {
        bool same = one[i] == other[i];

        different += !same;
        other[i] = same ? faded(one[i]) : DIFFERENT;
    }
    return different;
}

int main(int argc, char **argv)
{
    uint32_t width, height, other_width, other_height;
    uint32_t *one, *other;
    size_t different = 0;
    bool done = false;

    if (argc != 4) {
        fprintf(stderr, "usage: w32k-difference ONE.png OTHER.png DIFFERENCE.png\n"
                        "writes ONE, dark, with what is different in OTHER in red\n"
                        "exit status: 0 they are equal, 1 they differ, 2 it cannot be told\n");
        return 2;
    }
    one = w32_png_read(argv[1], &width, &height);
    other = one ? w32_png_read(argv[2], &other_width, &other_height) : NULL;
    if (other && (width != other_width || height != other_height)) {
        fprintf(stderr, "%s, %s: pictures of different size\n", argv[1], argv[2]);
    } else if (other) {
        different = compare(one, other, (size_t)width * height);
        done = w32_png_write(argv[3], other, width, height);
        printf("%s: %zu of %zu pixels differ\n", argv[3], different, (size_t)width * height);
    }
    free(one);
    free(other);
    return !done ? 2 : different ? 1 : 0;
}
