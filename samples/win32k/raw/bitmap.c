/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

void w32_bitmap_end(struct w32_bitmap *bitmap, struct w32_driver *driver)
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
                                          uint32_t **ret_colours, uint32_t *ret_count)
{
    const uint32_t *entries = call->driver->palette->entries;
    uint32_t count = W32_PALETTE_SIZE;
    struct w32_logpal *palette;
    uint32_t *colours;
    enum w32_status status;

    if (handle != 0) {
        status = w32_logpal_object_find(call->process, handle, &palette);
        if (status != W32_OK)
            return status;
        entries = palette->entries;
        count = palette->count;
    }
    if (count > 1u << bits)
        count = 1u << bits;
    colours = w32_platform_alloc(count * sizeof *colours);
    if (!colours)
        return W32_NO_MEMORY;
    memcpy(colours, entries, count * sizeof *colours);
    *ret_colours = colours;
    *ret_count = count;
    return W32_OK;
}

enum w32_status w32_request_bitmap_create(struct w32_call *call, W32_UNTRUSTED const void *in,
                                          W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_bitmap_create_in *ask = in;
    struct w32_bitmap *bitmap;
    uint32_t *colours = NULL;
    uint32_t count = 0;
    enum w32_status status;

    (void)in_size;
    if (ask->width == 0 || ask->width > W32_SURFACE_MAX || ask->height == 0 || ask->height > W32_SURFACE_MAX)
        return W32_BAD_VALUE;
    if (ask->bits != 1 && ask->bits != 4 && ask->bits != 8 && ask->bits != 32)
        return W32_BAD_VALUE;
    status = w32_bitmap_object_new(call, &bitmap);
    if (status != W32_OK)
        return status;
    if (ask->bits != 32)
        status = w32_bitmap_colours(call, ask->bits, ask->palette, &colours, &count);
    if (status == W32_OK)
        status = w32_surface_make(call->driver, ask->width, ask->height, ask->bits, colours, count, &bitmap->surface);
    return w32_object_publish(call, &bitmap->head, status);
}

enum w32_status w32_request_bitmap_set(struct w32_call *call, W32_UNTRUSTED const void *in,
                                       W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_bitmap_bits_in *ask = in;
    struct w32_surface *surface;
    struct w32_bitmap *bitmap;
    uint64_t bytes;
    size_t i;
    enum w32_status status = w32_bitmap_object_find(call->process, ask->bitmap, &bitmap);

    if (status != W32_OK)
        return status;
    surface = &bitmap->surface;
    bytes = (uint64_t)ask->rows * surface->stride;
    if (ask->first > surface->height || ask->rows > surface->height - ask->first)
        return W32_BAD_VALUE;
    if (bytes > in_size - sizeof *ask)
        return W32_BAD_SIZE;
    if (surface->bits == 32) {
        uint32_t *pixels = surface->pixels + (size_t)ask->first * surface->width;

        memcpy(pixels, ask + 1, (size_t)bytes);
        for (i = 0; i < bytes / sizeof *pixels; i++)
            pixels[i] &= 0x00ffffffu;
    } else {
        memcpy(surface->indices + (size_t)ask->first * surface->stride, ask + 1, (size_t)bytes);
    }
    return W32_OK;
}

enum w32_status w32_request_bitmap_get(struct w32_call *call, W32_UNTRUSTED const void *in,
                                       W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_bitmap_bits_in *ask = in;
    const struct w32_surface *surface;
    struct w32_bitmap *bitmap;
    uint32_t rows = ask->rows;
    uint64_t bytes;
    enum w32_status status = w32_bitmap_object_find(call->process, ask->bitmap, &bitmap);

    (void)in_size;
    if (status != W32_OK)
        return status;
    surface = &bitmap->surface;
    bytes = (uint64_t)rows * surface->stride;
    if (ask->first > surface->height)
        return W32_BAD_VALUE;
    if (bytes > call->out_size)
        return W32_BAD_SIZE;
    if (rows > surface->height - ask->first)
        rows = surface->height - ask->first;
    if (surface->bits == 32)
        memcpy(call->out, surface->pixels + (size_t)ask->first * surface->width, (size_t)rows * surface->stride);
    else
        memcpy(call->out, surface->indices + (size_t)ask->first * surface->stride, (size_t)rows * surface->stride);
    call->written = (uint32_t)bytes; /* fault: bitmap-short-read */
    return W32_OK;
}
