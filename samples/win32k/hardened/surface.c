/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

enum w32_status w32_surface_bounds(const struct w32_surface *surface, struct w32_rect *ret_bounds)
{
    struct w32_rect bounds = {0, 0, (int32_t)surface->width, (int32_t)surface->height};

    if (surface->memory.count == 0 && surface->bytes.count == 0)
        return W32_NO_SURFACE;
    *ret_bounds = bounds;
    return W32_OK;
}

/* Pre, here and below: the place is inside, and the rectangle not empty. */
static inline w32_pixels w32_surface_at(const struct w32_surface *surface, struct w32_rect rect)
{
    return w32_pixels_rect(surface->pixels, (size_t)rect.left, (size_t)rect.top, (size_t)(rect.right - rect.left),
                           (size_t)(rect.bottom - rect.top));
}

static bw_bytes w32_surface_indices(const struct w32_surface *surface, int32_t y)
{
    return w32_indices_row(surface->indices, (size_t)y);
}

static uint32_t w32_index_get(bw_bytes row, uint32_t bits, uint32_t x)
{
    switch (bits) {
    case 1:
        return (uint32_t)*bw_bytes_at(row, x / 8) >> (7 - x % 8) & 1u;
    case 4:
        return (uint32_t)*bw_bytes_at(row, x / 2) >> (x % 2 ? 0 : 4) & 0xfu;
    default:
        return *bw_bytes_at(row, x);
    }
}

static void w32_index_put(bw_bytes row, uint32_t bits, uint32_t x, uint32_t index)
{
    uint32_t shift = bits == 1 ? 7 - x % 8 : bits == 4 ? (x % 2 ? 0 : 4) : 0;
    uint32_t mask = ((1u << bits) - 1) << shift;
    uint8_t *byte = bw_bytes_at(row, (size_t)x * bits / 8);

    *byte = (uint8_t)((*byte & ~mask) | index << shift);
}

/* The index of the colour that is nearest. */
static uint32_t w32_surface_nearest(const struct w32_surface *surface, uint32_t colour)
{
    bw_u32s colours = surface->colours;
    uint32_t best = 0, best_distance = UINT32_MAX;

    for (size_t i = 0; i < colours.count && best_distance != 0; i++) {
        uint32_t distance = w32_colour_distance(BW_AT(colours, i), colour);

        if (distance < best_distance) {
            best_distance = distance;
            best = (uint32_t)i;
        }
    }
    return best;
}

void w32_surface_fill(struct w32_surface *surface, struct w32_rect rect, uint32_t colour)
{
    if (surface->bits == 32) {
        w32_pixels pixels = w32_surface_at(surface, rect);

        for (size_t y = 0; y < pixels.height; y++)
            bw_u32s_fill(w32_pixels_row(pixels, y), colour);
    } else {
        uint32_t index = w32_surface_nearest(surface, colour);

        for (int32_t y = rect.top; y < rect.bottom; y++) {
            for (int32_t x = rect.left; x < rect.right; x++)
                w32_index_put(w32_surface_indices(surface, y), surface->bits, (uint32_t)x, index);
        }
    }
}

/* A part of a row as indices: pixels of one colour in a row are looked up once. */
static void w32_row_store(struct w32_surface *surface, int32_t x, int32_t y, bw_u32s_const pixels)
{
    bw_bytes row = w32_surface_indices(surface, y);
    bw_u32s line = surface->line;
    size_t count = pixels.count;
    size_t at = 0;

    bw_u32s_copy(line, pixels);
    /* A row as long as the line leaves no room for the end mark: that ends the request here. */
    BW_AT(line, count) = ~BW_AT(line, count - 1);
    while (at < count) {
        uint32_t colour = BW_AT(line, at);
        uint32_t index = w32_surface_nearest(surface, colour);

        for (; BW_AT(line, at) == colour; at++)
            w32_index_put(row, surface->bits, (uint32_t)x + (uint32_t)at, index);
    }
}

static void w32_row_load(const struct w32_surface *surface, int32_t x, int32_t y, bw_u32s pixels)
{
    bw_bytes row = w32_surface_indices(surface, y);
    bw_u32s colours = surface->colours;

    for (size_t i = 0; i < pixels.count; i++) {
        uint32_t index = w32_index_get(row, surface->bits, (uint32_t)x + (uint32_t)i);

        BW_AT(pixels, i) = BW_AT(colours, index);
    }
}

/* The image has the size of the rectangle. */
void w32_surface_store(struct w32_surface *surface, struct w32_rect rect, w32_image image)
{
    if (surface->bits == 32) {
        w32_pixels pixels = w32_surface_at(surface, rect);

        for (size_t y = 0; y < pixels.height; y++)
            bw_u32s_copy(w32_pixels_row(pixels, y), w32_image_row(image, y));
    } else {
        for (int32_t y = rect.top; y < rect.bottom; y++)
            w32_row_store(surface, rect.left, y, w32_image_row(image, (size_t)(y - rect.top)));
    }
}

/* Source pixels with a set top byte leave what is there. */
void w32_surface_store_masked(struct w32_surface *surface, struct w32_rect rect, w32_image image)
{
    for (int32_t y = rect.top; y < rect.bottom; y++) {
        bw_u32s_const source = w32_image_row(image, (size_t)(y - rect.top));

        if (surface->bits == 32) {
            struct w32_rect part = {rect.left, y, rect.right, y + 1};
            bw_u32s target = w32_pixels_row(w32_surface_at(surface, part), 0);

            for (size_t x = 0; x < target.count && x < source.count; x++) {
                if (!(BW_AT(source, x) & 0xff000000u))
                    BW_AT(target, x) = BW_AT(source, x);
            }
        } else {
            for (size_t x = 0; x < source.count; x++) {
                if (!(BW_AT(source, x) & 0xff000000u))
                    w32_index_put(w32_surface_indices(surface, y), surface->bits, (uint32_t)rect.left + (uint32_t)x,
                                  w32_surface_nearest(surface, BW_AT(source, x)));
            }
        }
    }
}

void w32_surface_load(const struct w32_surface *surface, struct w32_rect rect, w32_words *pixels)
{
    for (int32_t y = rect.top; y < rect.bottom; y++) {
        struct w32_rect part = {rect.left, y, rect.right, y + 1};
        bw_u32s row;

        if (w32_words_take(pixels, (size_t)(rect.right - rect.left), &row) != BW_OK)
            bw_violate_bounds();
        if (surface->bits == 32)
            bw_u32s_copy(row, bw_u32s_as_const(w32_pixels_row(w32_surface_at(surface, part), 0)));
        else
            w32_row_load(surface, rect.left, y, row);
    }
}

/* A place outside ends the request here. */
uint32_t w32_surface_pixel(const struct w32_surface *surface, int32_t x, int32_t y)
{
    uint32_t pixel[1] = {0};

    if (surface->bits == 32)
        return *w32_pixels_at(surface->pixels, (size_t)x, (size_t)y);
    w32_row_load(surface, x, y, BW_SPAN_OF_ARRAY(bw_u32s, pixel));
    return pixel[0];
}

uint64_t w32_surface_digest(uint64_t digest, const struct w32_surface *surface)
{
    bw_u32s memory = surface->memory, colours = surface->colours;
    bw_bytes bytes = surface->bytes;

    digest = w32_digest_u32(digest, surface->width);
    digest = w32_digest_u32(digest, surface->height);
    for (size_t i = 0; i < memory.count; i++)
        digest = w32_digest_u32(digest, BW_AT(memory, i));
    if (bytes.count) {
        digest = w32_digest_u32(digest, surface->bits);
        for (size_t i = 0; i < bytes.count; i++)
            digest = w32_digest_u32(digest, BW_AT(bytes, i));
        for (size_t i = 0; i < colours.count; i++)
            digest = w32_digest_u32(digest, BW_AT(colours, i));
    }
    return digest;
}

void w32_surface_free(struct w32_surface *surface)
{
    struct w32_surface none = {0};

    bw_u32s_give(surface->memory);
    bw_bytes_give(surface->bytes);
    bw_u32s_give(surface->colours);
    *surface = none;
}

/* Black, or all of index 0. The colours go over to it, also on failure. Pre: sides and bits are in range. */
enum w32_status w32_surface_make(struct w32_driver *driver, uint32_t width, uint32_t height, uint32_t bits,
                                 bw_u32s colours, struct w32_surface *ret_surface)
{
    struct w32_surface surface = {
        .width = width, .height = height, .bits = bits, .colours = colours, .line = driver->line};
    size_t stride = ((size_t)width * bits + 31) / 32 * 4;
    enum w32_status status;

    if (bits == 32) {
        status = bw_u32s_take((size_t)width * height, &surface.memory);
        bw_u32s_fill(surface.memory, 0);
        if (status == W32_OK && w32_pixels_make(surface.memory, width, height, width, &surface.pixels) != BW_OK)
            status = W32_TOO_BIG;
    } else {
        status = bw_bytes_take(stride * height, &surface.bytes);
        bw_bytes_fill(surface.bytes, 0);
        if (status == W32_OK && w32_indices_make(surface.bytes, stride, height, stride, &surface.indices) != BW_OK)
            status = W32_TOO_BIG;
    }
    if (status != W32_OK) {
        w32_surface_free(&surface);
        return status;
    }
    *ret_surface = surface;
    return W32_OK;
}

enum w32_status w32_request_surface_create(struct w32_call *call, bw_reader *in)
{
    uint32_t width = w32_take_u32(in);
    uint32_t height = w32_take_u32(in);
    struct w32_dc *dc = &call->process->dc;
    struct w32_surface surface;
    enum w32_status status;

    if (width == 0 || width > W32_SURFACE_MAX || height == 0 || height > W32_SURFACE_MAX)
        return W32_BAD_VALUE;
    status = w32_surface_make(call->driver, width, height, 32, bw_u32s_make(NULL, 0), &surface);
    if (status != W32_OK)
        return status;
    w32_surface_free(&call->driver->surface);
    call->driver->surface = surface;
    call->driver->screens++;
    w32_region_free(&dc->now.clip);
    dc->now.clipped = false;
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
