/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

enum w32_status w32_surface_bounds(const struct w32_surface *surface, struct w32_rect *ret_bounds)
{
    struct w32_rect bounds = {0, 0, (int32_t)surface->width, (int32_t)surface->height};

    if (surface->memory.count == 0)
        return W32_NO_SURFACE;
    *ret_bounds = bounds;
    return W32_OK;
}

/* Pre, here and below: the rectangle is not empty and lies inside the surface. */
static w32_pixels w32_surface_at(const struct w32_surface *surface, struct w32_rect rect)
{
    return w32_pixels_rect(surface->pixels, (size_t)rect.left, (size_t)rect.top, (size_t)(rect.right - rect.left),
                           (size_t)(rect.bottom - rect.top));
}

void w32_surface_fill(struct w32_surface *surface, struct w32_rect rect, uint32_t colour)
{
    w32_pixels pixels = w32_surface_at(surface, rect);

    for (size_t y = 0; y < pixels.height; y++)
        bw_u32s_fill(w32_pixels_row(pixels, y), colour);
}

/* The image has the size of the rectangle. */
void w32_surface_store(struct w32_surface *surface, struct w32_rect rect, w32_image image)
{
    w32_pixels pixels = w32_surface_at(surface, rect);

    for (size_t y = 0; y < pixels.height; y++)
        bw_u32s_copy(w32_pixels_row(pixels, y), w32_image_row(image, y));
}

/* Source pixels with a set top byte leave what is there. */
void w32_surface_store_masked(struct w32_surface *surface, struct w32_rect rect, w32_image image)
{
    w32_pixels pixels = w32_surface_at(surface, rect);

    for (size_t y = 0; y < pixels.height; y++) {
        bw_u32s target = w32_pixels_row(pixels, y);
        bw_u32s_const source = bw_u32s_const_first(w32_image_row(image, y), target.count);

        for (size_t x = 0; x < target.count && x < source.count; x++) {
            if (!(BW_AT(source, x) & 0xff000000u))
                BW_AT(target, x) = BW_AT(source, x);
        }
    }
}

void w32_surface_load(const struct w32_surface *surface, struct w32_rect rect, w32_words *pixels)
{
    w32_pixels source = w32_surface_at(surface, rect);

    for (size_t y = 0; y < source.height; y++) {
        bw_u32s row;

        if (w32_words_take(pixels, source.width, &row) != BW_OK)
            bw_violate_bounds();
        bw_u32s_copy(row, bw_u32s_as_const(w32_pixels_row(source, y)));
    }
}

/* A place outside ends the request here. */
static uint32_t w32_surface_pixel(const struct w32_surface *surface, int32_t x, int32_t y)
{
    return *w32_pixels_at(surface->pixels, (size_t)x, (size_t)y);
}

uint64_t w32_surface_digest(uint64_t digest, const struct w32_surface *surface)
{
    bw_u32s memory = surface->memory;

    digest = w32_digest_u32(digest, surface->width);
    digest = w32_digest_u32(digest, surface->height);
    for (size_t i = 0; i < memory.count; i++)
        digest = w32_digest_u32(digest, BW_AT(memory, i));
    return digest;
}

void w32_surface_free(struct w32_surface *surface)
{
    struct w32_surface none = {0};

    bw_u32s_give(surface->memory);
    *surface = none;
}

enum w32_status w32_request_surface_create(struct w32_call *call, bw_reader *in)
{
    struct w32_driver *driver = call->driver;
    struct w32_surface surface = {.width = w32_take_u32(in)};
    enum w32_status status;

    surface.height = w32_take_u32(in);
    if (surface.width == 0 || surface.width > W32_SURFACE_MAX || surface.height == 0 ||
        surface.height > W32_SURFACE_MAX)
        return W32_BAD_VALUE;
    status = bw_u32s_take((size_t)surface.width * surface.height, &surface.memory);
    if (status != W32_OK)
        return status;
    bw_u32s_fill(surface.memory, 0);
    if (w32_pixels_make(surface.memory, surface.width, surface.height, surface.width, &surface.pixels) != BW_OK) {
        bw_u32s_give(surface.memory);
        return W32_TOO_BIG;
    }
    w32_surface_free(&driver->surface);
    driver->surface = surface;
    w32_region_free(&call->dc->clip);
    call->dc->clipped = false;
    return W32_OK;
}

enum w32_status w32_request_surface_read(struct w32_call *call, bw_reader *in)
{
    struct w32_rect rect = w32_take_rect(in);
    w32_words answer = w32_answer(call);
    struct w32_rect bounds;
    enum w32_status status = w32_surface_bounds(call->dc->surface, &bounds);

    if (status != W32_OK)
        return status;
    if (!w32_rect_valid(rect) || !w32_rect_inside(rect, bounds))
        return W32_BAD_VALUE;
    if ((uint64_t)(rect.right - rect.left) * (uint64_t)(rect.bottom - rect.top) > w32_words_room(&answer))
        return W32_BAD_SIZE;
    if (!w32_rect_empty(rect))
        w32_surface_load(call->dc->surface, rect, &answer);
    return w32_answer_done(call, &answer);
}

enum w32_status w32_request_pixel_query(struct w32_call *call, bw_reader *in)
{
    struct w32_point at = w32_take_point(in);
    w32_words answer = w32_answer(call);
    struct w32_rect bounds;
    enum w32_status status = w32_surface_bounds(call->dc->surface, &bounds);

    if (status != W32_OK)
        return status;
    if (at.x >= bounds.right || at.y >= bounds.bottom)
        return W32_BAD_VALUE;
    w32_words_put(&answer, w32_surface_pixel(call->dc->surface, at.x, at.y));
    return w32_answer_done(call, &answer);
}
