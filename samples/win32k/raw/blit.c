/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include <string.h>

/* The bytes of a source row, filled up to four. */
static uint64_t w32_bits_stride(uint32_t format, uint32_t width)
{
    return ((uint64_t)width * (format == W32_BITS_MASK ? 1 : format) + 31) / 32 * 4;
}

/* One source row as surface pixels. */
static void w32_bits_unpack(uint32_t *line, uint32_t width, const uint8_t *source, uint32_t format, uint32_t colour,
                            const struct w32_palette *palette)
{
    uint32_t x;

    switch (format) {
    case W32_BITS_MASK:
        for (x = 0; x < width; x++)
            line[x] = source[x / 8] & (0x80u >> (x % 8)) ? colour : W32_PIXEL_CLEAR;
        break;
    case W32_BITS_INDEX:
        for (x = 0; x < width; x++)
            line[x] = palette->entries[source[x]];
        break;
    default:
        for (x = 0; x < width; x++)
            line[x] = ((const uint32_t *)(const void *)source)[x] & 0x00ffffffu;
        break;
    }
}

/* Spreads the pixels of a line over a target of another width: each fills the places that are nearest to it. */
void w32_line_stretch(uint32_t *target, uint32_t width, const uint32_t *line, uint32_t line_width)
{
    uint32_t x = 0;
    uint32_t i;

    for (i = 0; i < line_width; i++) {
        uint32_t end = (uint32_t)((((uint64_t)i + 1) * width + line_width - 1) / line_width);
        uint32_t pixel = line[i];

        while (x < end)
            target[x++] = pixel;
    }
}

enum w32_status w32_request_blit_bits(struct w32_call *call, W32_UNTRUSTED const void *in,
                                      W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_blit_bits_in *ask = in;
    const uint8_t *source = (const uint8_t *)in + sizeof *ask;
    uint64_t stride = w32_bits_stride(ask->format, ask->source_width);
    uint32_t colour = w32_dc_colour(call->dc, ask->colour);
    struct w32_rect target;
    uint32_t *pixels, *line;
    uint32_t last = 0, y;
    enum w32_status status;

    if (ask->format != W32_BITS_MASK && ask->format != W32_BITS_INDEX && ask->format != W32_BITS_RGB)
        return W32_BAD_VALUE;
    if (!w32_coord_valid(ask->x) || !w32_coord_valid(ask->y) || ask->width == 0 || ask->width > W32_STRETCH_MAX ||
        ask->height == 0 || ask->height > W32_STRETCH_MAX)
        return W32_BAD_VALUE;
    if (ask->source_width == 0 || ask->source_width > W32_COORD_MAX || ask->source_height == 0 ||
        ask->source_height > W32_COORD_MAX)
        return W32_BAD_VALUE;
    if (stride * ask->source_height > in_size - sizeof *ask)
        return W32_BAD_SIZE;
    pixels = w32_platform_alloc(ask->width * ask->height * (uint32_t)sizeof *pixels); /* fault: blit-stretch-wrap */
    if (!pixels)
        return W32_NO_MEMORY;
    line = w32_platform_alloc(ask->source_width * sizeof *line);
    if (!line) {
        w32_platform_free(pixels);
        return W32_NO_MEMORY;
    }
    for (y = 0; y < ask->height; y++) {
        uint32_t *row = pixels + (size_t)y * ask->width;
        uint32_t from = (uint32_t)((uint64_t)y * ask->source_height / ask->height);

        if (y > 0 && from == last) {
            memcpy(row, row - ask->width, ask->width * sizeof *row);
            continue;
        }
        last = from;
        if (ask->width == ask->source_width) {
            w32_bits_unpack(row, ask->width, source + stride * from, ask->format, colour, call->driver->palette);
            continue;
        }
        w32_bits_unpack(line, ask->source_width, source + stride * from, ask->format, colour, call->driver->palette);
        w32_line_stretch(row, ask->width, line, ask->source_width);
    }
    w32_platform_free(line);
    target.left = ask->x;
    target.top = ask->y;
    target.right = ask->x + (int32_t)ask->width;
    target.bottom = ask->y + (int32_t)ask->height;
    status = w32_draw_pixels(call->dc, target, pixels, ask->format == W32_BITS_MASK);
    w32_platform_free(pixels);
    return status;
}
