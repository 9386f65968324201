/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

enum w32_status w32_surface_bounds(const struct w32_surface *surface, struct w32_rect *ret_bounds)
{
    struct w32_rect bounds = {0, 0, (int32_t)surface->width, (int32_t)surface->height};

    if (!surface->pixels && !surface->indices)
        return W32_NO_SURFACE;
    *ret_bounds = bounds;
    return W32_OK;
}

/* Pre, here and below: the place is inside, and the rectangle not empty. */
static uint32_t *w32_surface_at(const struct w32_surface *surface, int32_t x, int32_t y)
{
    return surface->pixels + (int64_t)y * surface->width + x;
}

static uint8_t *w32_surface_indices(const struct w32_surface *surface, int32_t y)
{
    return surface->indices + (size_t)y * surface->stride;
}

static uint32_t w32_index_get(const uint8_t *row, uint32_t bits, uint32_t x)
{
    switch (bits) {
    case 1:
        return (uint32_t)row[x / 8] >> (7 - x % 8) & 1u;
    case 4:
        return (uint32_t)row[x / 2] >> (x % 2 ? 0 : 4) & 0xfu;
    default:
        return row[x];
    }
}

static void w32_index_put(uint8_t *row, uint32_t bits, uint32_t x, uint32_t index)
{
    uint32_t shift = bits == 1 ? 7 - x % 8 : bits == 4 ? (x % 2 ? 0 : 4) : 0;
    uint32_t mask = ((1u << bits) - 1) << shift;
    uint8_t *byte = row + x * bits / 8;

    *byte = (uint8_t)((*byte & ~mask) | index << shift);
}

/* The index of the colour that is nearest. */
static uint32_t w32_surface_nearest(const struct w32_surface *surface, uint32_t colour)
{
    uint32_t best = 0, best_distance = UINT32_MAX;
    uint32_t i;

    for (i = 0; i < surface->colours_count && best_distance != 0; i++) {
        uint32_t distance = w32_colour_distance(surface->colours[i], colour);

        if (distance < best_distance) {
            best_distance = distance;
            best = i;
        }
    }
    return best;
}

void w32_surface_fill(struct w32_surface *surface, struct w32_rect rect, uint32_t colour)
{
    uint32_t index = surface->indices ? w32_surface_nearest(surface, colour) : 0;
    int32_t x, y;

    for (y = rect.top; y < rect.bottom; y++) {
        if (surface->pixels) {
            uint32_t *pixel = w32_surface_at(surface, rect.left, y);
            uint32_t *end = pixel + (rect.right - rect.left);

            while (pixel != end)
                *pixel++ = colour;
        } else {
            for (x = rect.left; x < rect.right; x++)
                w32_index_put(w32_surface_indices(surface, y), surface->bits, (uint32_t)x, index);
        }
    }
}

/* A part of a row as indices: pixels of one colour in a row are looked up once. */
static void w32_row_store(struct w32_surface *surface, int32_t x, int32_t y, uint32_t count, const uint32_t *pixels)
{
    uint8_t *row = w32_surface_indices(surface, y);
    uint32_t *line = surface->line;
    uint32_t at = 0;

    memcpy(line, pixels, count * sizeof *line);
    line[count] = ~line[count - 1]; /* fault: scanline-sentinel */
    while (at < count) {
        uint32_t colour = line[at];
        uint32_t index = w32_surface_nearest(surface, colour);

        for (; line[at] == colour; at++)
            w32_index_put(row, surface->bits, (uint32_t)x + at, index);
    }
}

static void w32_row_load(const struct w32_surface *surface, int32_t x, int32_t y, uint32_t count, uint32_t *pixels)
{
    const uint8_t *row = w32_surface_indices(surface, y);
    uint32_t i;

    for (i = 0; i < count; i++) {
        uint32_t index = w32_index_get(row, surface->bits, (uint32_t)x + i);

        pixels[i] = surface->colours[index]; /* fault: bitmap-colour-index */
    }
}

/* The stride counts pixels from one row of the source to the next. */
void w32_surface_store(struct w32_surface *surface, struct w32_rect rect, const uint32_t *pixels, uint32_t stride)
{
    uint32_t width = (uint32_t)(rect.right - rect.left);
    int32_t y;

    for (y = rect.top; y < rect.bottom; y++) {
        if (surface->pixels)
            memcpy(w32_surface_at(surface, rect.left, y), pixels, width * sizeof *pixels);
        else
            w32_row_store(surface, rect.left, y, width, pixels);
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
        for (x = 0; x < width; x++) {
            if (pixels[x] & 0xff000000u)
                continue;
            if (surface->pixels)
                *w32_surface_at(surface, rect.left + x, y) = pixels[x];
            else
                w32_index_put(w32_surface_indices(surface, y), surface->bits, (uint32_t)(rect.left + x),
                              w32_surface_nearest(surface, pixels[x]));
        }
        if (y + 1 < rect.bottom)
            pixels += stride;
    }
}

void w32_surface_load(const struct w32_surface *surface, struct w32_rect rect, uint32_t *pixels)
{
    uint32_t width = (uint32_t)(rect.right - rect.left);
    int32_t y;

    for (y = rect.top; y < rect.bottom; y++) {
        if (surface->pixels)
            memcpy(pixels, w32_surface_at(surface, rect.left, y), width * sizeof *pixels);
        else
            w32_row_load(surface, rect.left, y, width, pixels);
        pixels += width;
    }
}

uint32_t w32_surface_pixel(const struct w32_surface *surface, int32_t x, int32_t y)
{
    uint32_t pixel;

    if (surface->pixels)
        return *w32_surface_at(surface, x, y);
    w32_row_load(surface, x, y, 1, &pixel);
    return pixel;
}

uint64_t w32_surface_digest(uint64_t digest, const struct w32_surface *surface)
{
    size_t i;

    digest = w32_digest_u32(digest, surface->width);
    digest = w32_digest_u32(digest, surface->height);
    if (surface->pixels) {
        for (i = 0; i < (size_t)surface->width * surface->height; i++)
            digest = w32_digest_u32(digest, surface->pixels[i]);
    }
    if (surface->indices) {
        digest = w32_digest_u32(digest, surface->bits);
        for (i = 0; i < (size_t)surface->stride * surface->height; i++)
            digest = w32_digest_u32(digest, surface->indices[i]);
        for (i = 0; i < surface->colours_count; i++)
            digest = w32_digest_u32(digest, surface->colours[i]);
    }
    return digest;
}

void w32_surface_free(struct w32_surface *surface)
{
    w32_platform_free(surface->pixels);
    w32_platform_free(surface->indices);
    w32_platform_free(surface->colours);
    memset(surface, 0, sizeof *surface);
}

/* Black, or all of index 0. The colours go over to it, also on failure. Pre: sides and bits are in range. */
enum w32_status w32_surface_make(struct w32_driver *driver, uint32_t width, uint32_t height, uint32_t bits,
                                 uint32_t *colours, uint32_t colours_count, struct w32_surface *ret_surface)
{
    struct w32_surface surface = {0};
    size_t bytes;
    void *memory;

    surface.width = width;
    surface.height = height;
    surface.bits = bits;
    surface.stride = (width * bits + 31) / 32 * 4;
    surface.colours = colours;
    surface.colours_count = colours_count;
    surface.line = driver->line;
    bytes = (size_t)surface.stride * height;
    memory = w32_platform_alloc(bytes);
    if (!memory) {
        w32_surface_free(&surface);
        return W32_NO_MEMORY;
    }
    memset(memory, 0, bytes);
    if (bits == 32)
        surface.pixels = memory;
    else
        surface.indices = memory;
    *ret_surface = surface;
    return W32_OK;
}

enum w32_status w32_request_surface_create(struct w32_call *call, W32_UNTRUSTED const void *in,
                                           W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_surface_create_in *ask = in;
    struct w32_dc *dc = &call->process->dc;
    struct w32_surface surface;
    enum w32_status status;

    (void)in_size;
    if (ask->width == 0 || ask->width > W32_SURFACE_MAX || ask->height == 0 || ask->height > W32_SURFACE_MAX)
        return W32_BAD_VALUE;
    status = w32_surface_make(call->driver, ask->width, ask->height, 32, NULL, 0, &surface);
    if (status != W32_OK)
        return status;
    w32_surface_free(&call->driver->surface);
    call->driver->surface = surface;
    call->driver->screens++;
    w32_region_free(&dc->now.clip);
    dc->now.clipped = false;
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
