/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

BW_HARDENED_FILE;

/* The bytes of a source row, filled up to four. */
static uint64_t w32_bits_stride(uint32_t format, uint32_t width)
{
    return ((uint64_t)width * (format == W32_BITS_MASK ? 1 : format) + 31) / 32 * 4;
}

/* One source row as surface pixels. The row has at least as many as the line. */
static void w32_bits_unpack(bw_u32s line, bw_bytes_const source, uint32_t format, uint32_t colour,
                            const struct w32_palette *palette)
{
    bw_u32s_const entries = BW_SPAN_OF_ARRAY(bw_u32s_const, palette->entries);
    bw_reader words = bw_reader_over(source);
    w32_words pixels = w32_words_into(line);

    switch (format) {
    case W32_BITS_MASK:
        /* The end of the line is the end of both loops: the last byte may have bits that are no pixels. */
        for (size_t i = 0; i < source.count; i++) {
            for (uint32_t bit = 0x80u; bit != 0; bit >>= 1) {
                if (w32_words_push(&pixels, BW_AT(source, i) & bit ? colour : W32_PIXEL_CLEAR) != BW_OK)
                    return;
            }
        }
        break;
    case W32_BITS_INDEX:
        for (size_t x = 0; x < line.count && x < source.count; x++)
            BW_AT(line, x) = BW_AT(entries, BW_AT(source, x));
        break;
    default:
        if (bw_reader_u32le_array(&words, line) != BW_OK)
            bw_violate_bounds();
        for (size_t x = 0; x < line.count; x++)
            BW_AT(line, x) &= 0x00ffffffu;
        break;
    }
}

/* Spreads the pixels of a line over a target of another width: each fills the places that are nearest to it. */
void w32_line_stretch(bw_u32s target, bw_u32s_const line)
{
    size_t x = 0;

    for (size_t i = 0; i < line.count; i++) {
        size_t end = (size_t)((((uint64_t)i + 1) * target.count + line.count - 1) / line.count);
        bw_u32s done = bw_u32s_first(target, end);
        uint32_t pixel = BW_AT(line, i);

        for (; x < done.count; x++)
            BW_AT(done, x) = pixel;
    }
}

enum w32_status w32_request_blit_bits(struct w32_call *call, bw_reader *in)
{
    const struct w32_palette *palette = call->driver->palette;
    struct w32_point at = w32_take_point(in);
    uint32_t width = w32_take_u32(in);
    uint32_t height = w32_take_u32(in);
    uint32_t format = w32_take_u32(in);
    uint32_t colour = w32_dc_colour(call->dc, w32_take_u32(in));
    uint32_t source_width = w32_take_u32(in);
    uint32_t source_height = w32_take_u32(in);
    uint64_t stride = w32_bits_stride(format, source_width);
    struct w32_rect target;
    bw_bytes_const source, bits;
    uint32_t count;
    size_t last = 0;
    bw_u32s line;
    w32_pixels rows;
    w32_image image;
    enum w32_status status;

    if (format != W32_BITS_MASK && format != W32_BITS_INDEX && format != W32_BITS_RGB)
        return W32_BAD_VALUE;
    if (!w32_coord_valid(at.x) || !w32_coord_valid(at.y) || width == 0 || width > W32_STRETCH_MAX || height == 0 ||
        height > W32_STRETCH_MAX)
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
    if (bw_u32s_alloc(call->arena, source_width, &line) != BW_OK)
        return W32_NO_MEMORY;
    for (size_t y = 0; y < rows.height; y++) {
        bw_u32s row = w32_pixels_row(rows, y);
        size_t from = (size_t)((uint64_t)y * source_height / rows.height);

        if (y > 0 && from == last) {
            bw_u32s_copy(row, bw_u32s_as_const(w32_pixels_row(rows, y - 1)));
            continue;
        }
        last = from;
        bits = bw_bytes_const_sub(source, (size_t)stride * from, (size_t)stride);
        if (width == source_width) {
            w32_bits_unpack(row, bits, format, colour, palette);
            continue;
        }
        w32_bits_unpack(line, bits, format, colour, palette);
        w32_line_stretch(row, bw_u32s_as_const(line));
    }
    target.left = at.x;
    target.top = at.y;
    target.right = at.x + (int32_t)width;
    target.bottom = at.y + (int32_t)height;
    return w32_draw_pixels(call->dc, target, image, format == W32_BITS_MASK);
}
