/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

BW_HARDENED_FILE;

#define W32_PIXEL_CLEAR 0xff000000u

/* The bytes of a source row, filled up to four. */
static uint64_t w32_bits_stride(uint32_t format, uint32_t width)
{
    return ((uint64_t)width * (format == W32_BITS_MASK ? 1 : format) + 31) / 32 * 4;
}

/* Stretches one source row over the whole target, as surface pixels. */
static void w32_bits_row(bw_u32s target, bw_bytes_const source, uint32_t source_width, uint32_t format,
                         uint32_t colour, const struct w32_palette *palette)
{
    bw_u32s_const entries = BW_SPAN_OF_ARRAY(bw_u32s_const, palette->entries);

    for (size_t x = 0; x < target.count; x++) {
        size_t from = (size_t)((uint64_t)x * source_width / target.count);

        switch (format) {
        case W32_BITS_MASK:
            BW_AT(target, x) = BW_AT(source, from / 8) & (0x80u >> (from % 8)) ? colour : W32_PIXEL_CLEAR;
            break;
        case W32_BITS_INDEX:
            BW_AT(target, x) = BW_AT(entries, BW_AT(source, from));
            break;
        default:
            BW_AT(target, x) = bw_load_u32le(bw_bytes_const_sub(source, from * 4, 4).items) & 0x00ffffffu;
            break;
        }
    }
}

enum w32_status w32_request_blit_bits(struct w32_call *call, bw_reader *in)
{
    const struct w32_palette *palette = call->driver->palette;
    struct w32_point at = w32_take_point(in);
    uint32_t width = w32_take_u32(in);
    uint32_t height = w32_take_u32(in);
    uint32_t format = w32_take_u32(in);
    uint32_t colour = w32_palette_colour(palette, w32_take_u32(in));
    uint32_t source_width = w32_take_u32(in);
    uint32_t source_height = w32_take_u32(in);
    uint64_t stride = w32_bits_stride(format, source_width);
    struct w32_rect target;
    bw_bytes_const source;
    uint32_t count;
    w32_pixels rows;
    w32_image image;
    enum w32_status status;

    if (format != W32_BITS_MASK && format != W32_BITS_INDEX && format != W32_BITS_RGB)
        return W32_BAD_VALUE;
    if (!w32_point_valid(at) || width == 0 || width > W32_STRETCH_MAX || height == 0 || height > W32_STRETCH_MAX)
        return W32_BAD_VALUE;
    if (source_width == 0 || source_width > W32_COORD_MAX || source_height == 0 || source_height > W32_COORD_MAX)
        return W32_BAD_VALUE;
    if (bw_reader_items(in, source_height, (size_t)stride, &source) != BW_OK)
        return W32_BAD_SIZE;
    if (bw_u32_mul(width, height, &count) != BW_OK || count > W32_BLIT_PIXELS_MAX)
        return W32_TOO_BIG;
    status = bw_u32s_take(count, &call->pixels);
    if (status != W32_OK)
        return status;
    if (w32_pixels_make(call->pixels, width, height, width, &rows) != BW_OK ||
        w32_image_make(bw_u32s_as_const(call->pixels), width, height, width, &image) != BW_OK)
        return W32_TOO_BIG;
    for (size_t y = 0; y < rows.height; y++) {
        size_t from = (size_t)((uint64_t)y * source_height / rows.height);

        w32_bits_row(w32_pixels_row(rows, y), bw_bytes_const_sub(source, (size_t)stride * from, (size_t)stride),
                     source_width, format, colour, palette);
    }
    target.left = at.x;
    target.top = at.y;
    target.right = at.x + (int32_t)width;
    target.bottom = at.y + (int32_t)height;
    return w32_draw_pixels(call->driver, target, image, format == W32_BITS_MASK);
}
