/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include <string.h>

#include "shared/digest.h"

enum w32_status w32_surface_bounds(const struct w32_surface *surface, struct w32_rect *ret_bounds)
{
    struct w32_rect bounds = {0, 0, (int32_t)surface->width, (int32_t)surface->height};

    if (!surface->pixels)
        return W32_NO_SURFACE;
    *ret_bounds = bounds;
    return W32_OK;
}

/* Pre, here and below: the rectangle is not empty and lies inside the surface. */
static uint32_t *w32_surface_at(const struct w32_surface *surface, int32_t x, int32_t y)
{
    return surface->pixels + (size_t)y * surface->width + (size_t)x;
}

void w32_surface_fill(struct w32_surface *surface, struct w32_rect rect, uint32_t colour)
{
    int32_t y;

    for (y = rect.top; y < rect.bottom; y++) {
        uint32_t *pixel = w32_surface_at(surface, rect.left, y);
        uint32_t *end = pixel + (rect.right - rect.left);

        while (pixel != end)
            *pixel++ = colour;
    }
}

/* The stride counts pixels from one row of the source to the next. */
void w32_surface_store(struct w32_surface *surface, struct w32_rect rect, const uint32_t *pixels, uint32_t stride)
{
    size_t width = (size_t)(rect.right - rect.left);
    int32_t y;

    for (y = rect.top; y < rect.bottom; y++) {
        memcpy(w32_surface_at(surface, rect.left, y), pixels, width * sizeof *pixels);
        if (y + 1 < rect.bottom)
            pixels += stride;
    }
}

/* Source pixels with a set top byte leave what is there. */
void w32_surface_store_masked(struct w32_surface *surface, struct w32_rect rect, const uint32_t *pixels,
                              uint32_t stride)
{
    int32_t width = rect.right - rect.left;
    int32_t x, y;

    for (y = rect.top; y < rect.bottom; y++) {
        uint32_t *target = w32_surface_at(surface, rect.left, y);

        for (x = 0; x < width; x++) {
            if (!(pixels[x] & 0xff000000u))
                target[x] = pixels[x];
        }
        if (y + 1 < rect.bottom)
            pixels += stride;
    }
}

void w32_surface_load(const struct w32_surface *surface, struct w32_rect rect, uint32_t *pixels)
{
    size_t width = (size_t)(rect.right - rect.left);
    int32_t y;

    for (y = rect.top; y < rect.bottom; y++) {
        memcpy(pixels, w32_surface_at(surface, rect.left, y), width * sizeof *pixels);
        pixels += width;
    }
}

/* Pre: inside. */
static uint32_t w32_surface_pixel(const struct w32_surface *surface, int32_t x, int32_t y)
{
    return surface->pixels[(int64_t)y * surface->width + x];
}

uint64_t w32_surface_digest(uint64_t digest, const struct w32_surface *surface)
{
    size_t count = (size_t)surface->width * surface->height;
    size_t i;

    digest = w32_digest_u32(digest, surface->width);
    digest = w32_digest_u32(digest, surface->height);
    for (i = 0; i < count; i++)
        digest = w32_digest_u32(digest, surface->pixels[i]);
    return digest;
}

void w32_surface_free(struct w32_surface *surface)
{
    w32_platform_free(surface->pixels);
    memset(surface, 0, sizeof *surface);
}

enum w32_status w32_request_surface_create(struct w32_call *call, W32_UNTRUSTED const void *in,
                                           W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_surface_create_in *ask = in;
    struct w32_surface surface;
    size_t bytes;

    (void)in_size;
    if (ask->width == 0 || ask->width > W32_SURFACE_MAX || ask->height == 0 || ask->height > W32_SURFACE_MAX)
        return W32_BAD_VALUE;
    bytes = (size_t)ask->width * ask->height * sizeof *surface.pixels;
    surface.width = ask->width;
    surface.height = ask->height;
    surface.pixels = w32_platform_alloc(bytes);
    if (!surface.pixels)
        return W32_NO_MEMORY;
    memset(surface.pixels, 0, bytes);
    w32_surface_free(&call->driver->surface);
    call->driver->surface = surface;
    w32_region_free(&call->dc->clip);
    call->dc->clipped = false;
    return W32_OK;
}

enum w32_status w32_request_surface_read(struct w32_call *call, W32_UNTRUSTED const void *in,
                                         W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_surface_read_in *ask = in;
    struct w32_rect bounds;
    uint64_t bytes;
    enum w32_status status = w32_surface_bounds(call->dc->surface, &bounds);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (!w32_rect_valid(ask->rect) || !w32_rect_inside(ask->rect, bounds))
        return W32_BAD_VALUE;
    bytes = (uint64_t)(ask->rect.right - ask->rect.left) * (uint64_t)(ask->rect.bottom - ask->rect.top) *
            sizeof(uint32_t);
    if (bytes > call->out_size)
        return W32_BAD_SIZE;
    if (bytes)
        w32_surface_load(call->dc->surface, ask->rect, call->out);
    call->written = (uint32_t)bytes;
    return W32_OK;
}

enum w32_status w32_request_pixel_query(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_pixel_query_in *ask = in;
    struct w32_pixel_query_out *answer = call->out;
    struct w32_rect bounds;
    enum w32_status status = w32_surface_bounds(call->dc->surface, &bounds);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->at.x >= bounds.right || ask->at.y >= bounds.bottom)
        return W32_BAD_VALUE;
    answer->colour = w32_surface_pixel(call->dc->surface, ask->at.x, ask->at.y); /* fault: pixel-negative-index */
    call->written = sizeof *answer;
    return W32_OK;
}
