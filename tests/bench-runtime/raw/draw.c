/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Drawing into a surface of 32-bit pixels: pointers to rows, a stride, clipping before the loops. */
#include "kernels.h"

#include <string.h>

static inline int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static inline int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

uint64_t BENCH_NAME(scanline_fill)(bench_work *work)
{
    const bench_rect *rect = work->region_a.items;
    const bench_rect *end = rect + work->region_a.count;
    uint32_t *pixels = work->screen.items.items;
    size_t stride = work->screen.stride;
    int32_t screen_right = (int32_t)work->screen.width;
    int32_t screen_bottom = (int32_t)work->screen.height;
    uint32_t color = work->fill_color;
    uint64_t rows = 0;
    for (; rect != end; rect++) {
        int32_t left = larger(rect->left, 0);
        int32_t top = larger(rect->top, 0);
        int32_t right = smaller(rect->right, screen_right);
        int32_t bottom = smaller(rect->bottom, screen_bottom);
        if (left >= right || top >= bottom)
            continue;
        uint32_t *row = pixels + (size_t)top * stride + (size_t)left;
        size_t width = (size_t)(right - left);
        for (int32_t y = top; y < bottom; y++) {
            for (size_t x = 0; x < width; x++)
                row[x] = color;
            row += stride;
        }
        rows += (uint64_t)(bottom - top);
    }
    return rows;
}

/* The copy primitive: a rectangle of the sprite to a place of the screen, both clipped already. */
BENCH_PRIMITIVE void copy_rect(bench_work *work, int32_t x, int32_t y, int32_t from_x, int32_t from_y, int32_t width,
                               int32_t height)
{
    uint32_t *to = work->screen.items.items + (size_t)y * work->screen.stride + (size_t)x;
    const uint32_t *from = work->sprite.items.items + (size_t)from_y * work->sprite.stride + (size_t)from_x;
    size_t bytes = (size_t)width * sizeof *to;
    for (; height > 0; height--) {
        memcpy(to, from, bytes);
        to += work->screen.stride;
        from += work->sprite.stride;
    }
}

/* The sprite at a place of the screen, where the clip region lets it through. */
static uint64_t blit(bench_work *work, int32_t at_x, int32_t at_y)
{
    const bench_rect *clip = work->region_b.items;
    const bench_rect *end = clip + work->region_b.count;
    int32_t at_right = smaller(at_x + (int32_t)work->sprite.width, (int32_t)work->screen.width);
    int32_t at_bottom = smaller(at_y + (int32_t)work->sprite.height, (int32_t)work->screen.height);
    uint64_t rows = 0;
    for (; clip != end; clip++) {
        if (clip->top >= at_bottom)
            break;
        if (clip->bottom <= at_y || clip->right <= at_x || clip->left >= at_right)
            continue;
        int32_t left = larger(clip->left, at_x);
        int32_t top = larger(clip->top, at_y);
        int32_t width = smaller(clip->right, at_right) - left;
        int32_t height = smaller(clip->bottom, at_bottom) - top;
        copy_rect(work, left, top, left - at_x, top - at_y, width, height);
        rows += (uint64_t)height;
    }
    return rows;
}

uint64_t BENCH_NAME(clipped_blit)(bench_work *work)
{
    uint64_t rows = 0;
    for (size_t i = 0; i < work->points.count; i += 4)
        rows += blit(work, work->points.items[i].x, work->points.items[i].y);
    return rows;
}

static inline uint32_t blend(uint32_t under, uint32_t color, uint32_t coverage)
{
    uint32_t share = coverage + (coverage >> 7); /* 0 to 256 */
    uint32_t rest = 256 - share;
    uint32_t red_blue = (under & 0xff00ffu) * rest + (color & 0xff00ffu) * share;
    uint32_t green = (under & 0xff00u) * rest + (color & 0xff00u) * share;
    return (red_blue >> 8 & 0xff00ffu) | (green >> 8 & 0xff00u);
}

uint64_t BENCH_NAME(glyph_blend)(bench_work *work)
{
    const bench_placed *placed = work->text.items;
    const bench_placed *end = placed + work->text.count;
    int32_t screen_right = (int32_t)work->screen.width;
    int32_t screen_bottom = (int32_t)work->screen.height;
    size_t stride = work->screen.stride;
    uint64_t pixels = 0;
    for (; placed != end; placed++) {
        const bench_glyph *glyph = &work->glyphs.items[placed->glyph];
        int32_t left = larger(placed->x, 0);
        int32_t top = larger(placed->y, 0);
        int32_t right = smaller(placed->x + (int32_t)glyph->width, screen_right);
        int32_t bottom = smaller(placed->y + (int32_t)glyph->height, screen_bottom);
        if (left >= right || top >= bottom)
            continue;
        const uint8_t *from = work->coverage.items + glyph->offset + (size_t)(top - placed->y) * glyph->width +
                              (size_t)(left - placed->x);
        uint32_t *to = work->screen.items.items + (size_t)top * stride + (size_t)left;
        size_t width = (size_t)(right - left);
        for (int32_t y = top; y < bottom; y++) {
            for (size_t x = 0; x < width; x++)
                to[x] = blend(to[x], placed->color, from[x]);
            to += stride;
            from += glyph->width;
        }
        pixels += width * (uint64_t)(bottom - top);
    }
    return pixels;
}

uint64_t BENCH_NAME(palette_lookup)(bench_work *work)
{
    const uint32_t *palette = work->palette->color;
    const uint8_t *from = work->indexed.items.items;
    uint32_t *to = work->screen.items.items;
    size_t width = work->indexed.width;
    for (size_t y = 0; y < work->indexed.height; y++) {
        for (size_t x = 0; x < width; x++)
            to[x] = palette[from[x]];
        from += work->indexed.stride;
        to += work->screen.stride;
    }
    return work->indexed.height;
}

/* Merges a sprite into the screen by a mask of bits, all over the screen: the ternary raster operation of GDI. */
uint64_t BENCH_NAME(raster_op)(bench_work *work)
{
    uint32_t mask = work->fill_color;
    size_t columns = work->screen.width / work->sprite.width;
    size_t lines = work->screen.height / work->sprite.height;
    for (size_t line = 0; line < lines; line++) {
        for (size_t column = 0; column < columns; column++) {
            const uint32_t *from = work->sprite.items.items;
            uint32_t *to = work->screen.items.items + line * work->sprite.height * work->screen.stride +
                           column * work->sprite.width;
            for (size_t y = 0; y < work->sprite.height; y++) {
                for (size_t x = 0; x < work->sprite.width; x++)
                    to[x] = (to[x] & ~mask) ^ (from[x] & mask);
                to += work->screen.stride;
                from += work->sprite.stride;
            }
        }
    }
    return lines * columns;
}
