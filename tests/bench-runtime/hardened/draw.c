/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The same on the runtime: a view for each clipped rectangle, checked once at its far corner, then rows as spans. */
#include "kernels.h"

#include <bulwark/zip.h>

BW_CURSOR_DECLARE(rect_cursor, bench_rects_const, bench_rect const);
BW_CURSOR_DECLARE(text_cursor, bench_text_const, bench_placed const);
BW_ZIP2_DECLARE(blend_row, bw_u32s, uint32_t, bw_bytes_const, uint8_t const);
BW_VIEW_COPY_DECLARE(copy_pixels, bench_surface, bench_picture, uint32_t);
BW_ZIP2_DECLARE(pixel_row, bw_u32s, uint32_t, bw_u32s_const, uint32_t const);
BW_VIEW_ZIP2_DECLARE(pixel_rows, pixel_row, bench_surface, bench_picture);
BW_VIEW_ZIP2_DECLARE(blend_rows, blend_row, bench_surface, bench_indexed);

static inline int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static inline int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

uint64_t hardened_scanline_fill(bench_work *work)
{
    rect_cursor at = rect_cursor_over(work->region_a);
    bench_surface screen = work->screen;
    bench_rect const *rect;
    uint32_t color = work->fill_color;
    uint64_t rows = 0;
    while (rect_cursor_next(&at, &rect)) {
        bench_surface part = bench_surface_clip(screen, rect->left, rect->top, rect->right, rect->bottom);
        if (part.height == 0)
            continue;
        rows += part.height;
        bw_u32s row;
        while (bench_surface_next_row(&part, &row))
            bw_u32s_fill(row, color);
    }
    return rows;
}

/* The copy primitive: a rectangle of the sprite to a place of the screen, both clipped already. */
BENCH_PRIMITIVE void copy_rect(bench_work *work, int32_t x, int32_t y, int32_t from_x, int32_t from_y, int32_t width,
                               int32_t height)
{
    bench_surface screen = work->screen;
    bench_picture sprite = work->sprite;
    copy_pixels(bench_surface_rect(screen, (size_t)x, (size_t)y, (size_t)width, (size_t)height),
                bench_picture_rect(sprite, (size_t)from_x, (size_t)from_y, (size_t)width, (size_t)height));
}

/* The sprite at a place of the screen, where the clip region lets it through. */
static uint64_t blit(bench_work *work, int32_t at_x, int32_t at_y)
{
    rect_cursor at = rect_cursor_over(work->region_b);
    bench_rect const *clip;
    int32_t at_right = smaller(at_x + (int32_t)work->sprite.width, (int32_t)work->screen.width);
    int32_t at_bottom = smaller(at_y + (int32_t)work->sprite.height, (int32_t)work->screen.height);
    uint64_t rows = 0;
    while (rect_cursor_next(&at, &clip)) {
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

uint64_t hardened_clipped_blit(bench_work *work)
{
    bench_points_const points = work->points;
    uint64_t rows = 0;
    for (size_t i = 0; i < points.count; i += 4)
        rows += blit(work, BW_AT(points, i).x, BW_AT(points, i).y);
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

uint64_t hardened_glyph_blend(bench_work *work)
{
    text_cursor at = text_cursor_over(work->text);
    bench_surface screen = work->screen;
    bench_glyphs_const glyphs = work->glyphs;
    bw_bytes_const coverage = work->coverage;
    bench_placed const *placed;
    uint64_t pixels = 0;
    while (text_cursor_next(&at, &placed)) {
        bench_glyph glyph = BW_AT(glyphs, placed->glyph);
        bench_surface to = bench_surface_clip(screen, placed->x, placed->y, placed->x + (int32_t)glyph.width,
                                              placed->y + (int32_t)glyph.height);
        if (to.height == 0)
            continue;
        bw_bytes_const bytes = bw_bytes_const_sub(coverage, glyph.offset, (size_t)glyph.width * glyph.height);
        bench_indexed mask;
        if (bench_indexed_make(bytes, glyph.width, glyph.height, glyph.width, &mask) != BW_OK)
            return 0;
        bench_indexed from = bench_indexed_rect(mask, (size_t)larger(-placed->x, 0), (size_t)larger(-placed->y, 0),
                                                to.width, to.height);
        uint32_t color = placed->color;
        blend_rows rows = blend_rows_equal(to, from);
        blend_row row;
        while (blend_rows_next_row(&rows, &row)) {
            for (size_t x = 0; x < row.count; x++)
                BW_ZIP_AT(row, a, x) = blend(BW_ZIP_AT(row, a, x), color, BW_ZIP_AT(row, b, x));
        }
        pixels += to.width * to.height;
    }
    return pixels;
}

uint64_t hardened_palette_lookup(bench_work *work)
{
    bench_surface screen = work->screen;
    bench_indexed indexed = work->indexed;
    const bench_palette *palette = work->palette;
    bench_surface to = bench_surface_rect(screen, 0, 0, indexed.width, indexed.height);
    blend_rows rows = blend_rows_equal(to, indexed);
    blend_row row;
    while (blend_rows_next_row(&rows, &row)) {
        for (size_t x = 0; x < row.count; x++)
            BW_ZIP_AT(row, a, x) = palette->color[BW_ZIP_AT(row, b, x)];
    }
    return to.height;
}

uint64_t hardened_raster_op(bench_work *work)
{
    bench_surface screen = work->screen;
    uint32_t mask = work->fill_color;
    size_t width = work->sprite.width;
    size_t height = work->sprite.height;
    size_t columns = screen.width / width;
    size_t lines = screen.height / height;
    for (size_t line = 0; line < lines; line++) {
        for (size_t column = 0; column < columns; column++) {
            bench_surface to = bench_surface_rect(screen, column * width, line * height, width, height);
            pixel_rows rows = pixel_rows_equal(to, work->sprite);
            pixel_row row;
            while (pixel_rows_next_row(&rows, &row)) {
                for (size_t x = 0; x < row.count; x++)
                    BW_ZIP_AT(row, a, x) = (BW_ZIP_AT(row, a, x) & ~mask) ^ (BW_ZIP_AT(row, b, x) & mask);
            }
        }
    }
    return lines * columns;
}
