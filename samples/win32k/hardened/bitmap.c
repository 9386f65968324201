/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

BW_HARDENED_FILE;

void w32_bitmap_end(struct w32_bitmap *bitmap, void *driver)
{
    (void)driver;
    w32_surface_free(&bitmap->surface);
}

uint64_t w32_bitmap_digest(uint64_t digest, const struct w32_bitmap *bitmap)
{
    return w32_surface_digest(digest, &bitmap->surface);
}

/* A copy of the first entries of a palette, as many as pixels of so many bits can name. handle 0: the system's. */
static enum w32_status w32_bitmap_colours(const struct w32_call *call, uint32_t bits, w32_handle handle,
                                          bw_u32s *ret_colours)
{
    bw_u32s entries = BW_SPAN_OF_ARRAY(bw_u32s, call->driver->palette->entries);
    struct w32_logpal *palette;
    bw_u32s colours;
    enum w32_status status;

    if (handle != 0) {
        status = w32_logpal_object_find(call->process, handle, &palette);
        if (status != W32_OK)
            return status;
        entries = palette->entries;
    }
    if (entries.count > (size_t)1 << bits)
        entries = bw_u32s_first(entries, (size_t)1 << bits);
    status = bw_u32s_take(entries.count, &colours);
    if (status != W32_OK)
        return status;
    bw_u32s_copy(colours, bw_u32s_as_const(entries));
    *ret_colours = colours;
    return W32_OK;
}

enum w32_status w32_request_bitmap_create(struct w32_call *call, bw_reader *in)
{
    uint32_t width = w32_take_u32(in);
    uint32_t height = w32_take_u32(in);
    uint32_t bits = w32_take_u32(in);
    w32_handle palette = w32_take_u32(in);
    struct w32_bitmap *bitmap;
    bw_u32s colours = bw_u32s_make(NULL, 0);
    enum w32_status status;

    if (width == 0 || width > W32_SURFACE_MAX || height == 0 || height > W32_SURFACE_MAX)
        return W32_BAD_VALUE;
    if (bits != 1 && bits != 4 && bits != 8 && bits != 32)
        return W32_BAD_VALUE;
    status = w32_bitmap_object_new(call, &bitmap);
    if (status != W32_OK)
        return status;
    if (bits != 32)
        status = w32_bitmap_colours(call, bits, palette, &colours);
    if (status == W32_OK)
        status = w32_surface_make(call->driver, width, height, bits, colours, &bitmap->surface);
    return w32_object_publish(call, &bitmap->head, status);
}

enum w32_status w32_request_bitmap_set(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    size_t first = w32_take_u32(in);
    size_t rows = w32_take_u32(in);
    struct w32_bitmap *bitmap;
    w32_pixels pixels;
    w32_indices indices;
    bw_bytes_const bytes;
    bw_reader source;
    enum w32_status status = w32_bitmap_object_find(call->process, handle, &bitmap);

    if (status != W32_OK)
        return status;
    if (bitmap->surface.bits == 32) {
        if (w32_pixels_try_rect(bitmap->surface.pixels, 0, first, bitmap->surface.width, rows, &pixels) != BW_OK)
            return W32_BAD_VALUE;
        if (bw_reader_items(in, rows, (size_t)bitmap->surface.width * sizeof(uint32_t), &bytes) != BW_OK)
            return W32_BAD_SIZE;
        source = bw_reader_over(bytes);
        for (size_t y = 0; y < pixels.height; y++) {
            bw_u32s row = w32_pixels_row(pixels, y);

            for (size_t x = 0; x < row.count; x++)
                BW_AT(row, x) = w32_take_u32(&source) & 0x00ffffffu;
        }
    } else {
        if (w32_indices_try_rect(bitmap->surface.indices, 0, first, bitmap->surface.indices.width, rows, &indices) !=
            BW_OK)
            return W32_BAD_VALUE;
        if (bw_reader_items(in, rows, bitmap->surface.indices.width, &bytes) != BW_OK)
            return W32_BAD_SIZE;
        for (size_t y = 0; y < indices.height; y++)
            bw_bytes_copy(w32_indices_row(indices, y), bw_bytes_const_sub(bytes, y * indices.width, indices.width));
    }
    return W32_OK;
}

enum w32_status w32_request_bitmap_get(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    size_t first = w32_take_u32(in);
    size_t rows = w32_take_u32(in);
    struct w32_bitmap *bitmap;
    size_t stride;
    w32_words answer = w32_answer(call);
    enum w32_status status = w32_bitmap_object_find(call->process, handle, &bitmap);

    if (status != W32_OK)
        return status;
    stride = bitmap->surface.bits == 32 ? (size_t)bitmap->surface.width * sizeof(uint32_t)
                                        : bitmap->surface.indices.width;
    if (first > bitmap->surface.height)
        return W32_BAD_VALUE;
    if ((uint64_t)rows * stride > call->out_size)
        return W32_BAD_SIZE;
    if (rows > bitmap->surface.height - first)
        rows = bitmap->surface.height - first;
    /* What is written is what was put there, and nothing is said about it besides. */
    for (size_t y = 0; y < rows; y++) {
        if (bitmap->surface.bits == 32) {
            bw_u32s row;

            if (w32_words_take(&answer, stride / sizeof(uint32_t), &row) != BW_OK)
                bw_violate_bounds();
            bw_u32s_copy(row, bw_u32s_as_const(w32_pixels_row(bitmap->surface.pixels, first + y)));
            call->written += (uint32_t)stride;
        } else {
            bw_bytes_copy(bw_bytes_sub(call->system_out, y * stride, stride),
                          bw_bytes_as_const(w32_indices_row(bitmap->surface.indices, first + y)));
            call->written += (uint32_t)stride;
        }
    }
    return W32_OK;
}
