/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Brushes and pens: what areas are filled and lines drawn with. */
#include "internal.h"

#include "shared/defaults.h"
#include "shared/digest.h"

BW_HARDENED_FILE;

void w32_brush_end(struct w32_brush *brush, void *driver)
{
    (void)driver;
    bw_u32s_give(brush->memory);
}

uint64_t w32_brush_digest(uint64_t digest, const struct w32_brush *brush)
{
    bw_u32s pattern = brush->memory;

    digest = w32_digest_u32(digest, brush->style);
    digest = w32_digest_u32(digest, brush->colour);
    digest = w32_digest_u32(digest, brush->hatch);
    for (size_t i = 0; i < pattern.count; i++)
        digest = w32_digest_u32(digest, BW_AT(pattern, i));
    return digest;
}

/* Copies the bitmap's pixels: the brush goes on without it. */
static enum w32_status w32_brush_pattern(const struct w32_call *call, struct w32_brush *brush, w32_handle handle)
{
    struct w32_bitmap *bitmap;
    struct w32_rect bounds;
    size_t width, height;
    w32_words pixels;
    enum w32_status status = w32_bitmap_object_find(call->process, handle, &bitmap);

    if (status == W32_OK)
        status = w32_surface_bounds(&bitmap->surface, &bounds);
    if (status != W32_OK)
        return status;
    width = bitmap->surface.width;
    height = bitmap->surface.height;
    if (width > W32_PATTERN_MAX || height > W32_PATTERN_MAX)
        return W32_TOO_BIG;
    status = bw_u32s_take(width * height, &brush->memory);
    if (status != W32_OK)
        return status;
    if (w32_pixels_make(brush->memory, width, height, width, &brush->pattern) != BW_OK)
        return W32_TOO_BIG;
    pixels = w32_words_into(brush->memory);
    w32_surface_load(&bitmap->surface, bounds, &pixels);
    return W32_OK;
}

enum w32_status w32_request_brush_create(struct w32_call *call, bw_reader *in)
{
    uint32_t style = w32_take_u32(in);
    uint32_t colour = w32_take_u32(in);
    uint32_t hatch = w32_take_u32(in);
    w32_handle bitmap = w32_take_u32(in);
    struct w32_brush *brush;
    enum w32_status status;

    if (style > W32_BRUSH_PATTERN || hatch >= W32_HATCHES)
        return W32_BAD_VALUE;
    status = w32_brush_object_new(call, &brush);
    if (status != W32_OK)
        return status;
    brush->style = style;
    brush->colour = w32_dc_colour(call->dc, colour);
    brush->hatch = hatch;
    if (brush->style == W32_BRUSH_PATTERN)
        status = w32_brush_pattern(call, brush, bitmap);
    return w32_object_publish(call, &brush->head, status);
}

static void w32_brush_line_hatch(const struct w32_dc *dc, int32_t x, int32_t y, bw_u32s line, bw_u32s_const under)
{
    const struct w32_brush *brush = dc->now.brush;
    const struct w32_dc_modes *modes = &dc->now.modes;
    uint32_t row = w32_default_hatch(brush->hatch, w32_wrap(y - modes->brush_origin.y, 8));
    uint32_t bit = w32_wrap(x - modes->brush_origin.x, 8);

    for (size_t i = 0; i < line.count && i < under.count; i++) {
        if (row & 0x80u >> bit)
            BW_AT(line, i) = brush->colour;
        else
            BW_AT(line, i) = modes->back_mode == W32_BACK_OPAQUE ? modes->back_colour : BW_AT(under, i);
        bit = (bit + 1) % 8;
    }
}

void w32_brush_line(const struct w32_dc *dc, int32_t x, int32_t y, bw_u32s line, bw_u32s_const under)
{
    const struct w32_brush *brush = dc->now.brush;

    if (brush && brush->style == W32_BRUSH_HATCH) {
        w32_brush_line_hatch(dc, x, y, line, under);
    } else if (brush && brush->style == W32_BRUSH_PATTERN) {
        bw_u32s row = w32_pixels_row(brush->pattern,
                                     w32_wrap(y - dc->now.modes.brush_origin.y, (uint32_t)brush->pattern.height));
        size_t at = w32_wrap(x - dc->now.modes.brush_origin.x, (uint32_t)brush->pattern.width);

        for (size_t i = 0; i < line.count; i++) {
            BW_AT(line, i) = BW_AT(row, at);
            at = at + 1 == row.count ? 0 : at + 1;
        }
    } else {
        bw_u32s_fill(line, brush ? brush->colour : W32_DEFAULT_BRUSH_COLOUR);
    }
}

void w32_pen_end(struct w32_pen *pen, void *driver)
{
    (void)pen;
    (void)driver;
}

uint64_t w32_pen_style_digest(uint64_t digest, const struct w32_pen_style *style)
{
    bw_u32s_const dashes = bw_u32s_const_first(BW_SPAN_OF_ARRAY(bw_u32s_const, style->dashes), style->count);

    digest = w32_digest_u32(digest, style->colour);
    digest = w32_digest_u32(digest, style->width);
    digest = w32_digest_u32(digest, style->count);
    for (size_t i = 0; i < dashes.count; i++)
        digest = w32_digest_u32(digest, BW_AT(dashes, i));
    return digest;
}

uint64_t w32_pen_digest(uint64_t digest, const struct w32_pen *pen)
{
    return w32_pen_style_digest(digest, &pen->style);
}

enum w32_status w32_request_pen_create(struct w32_call *call, bw_reader *in)
{
    uint32_t colour = w32_take_u32(in);
    struct w32_pen_style style = {.width = w32_take_u32(in)};
    bw_u32s dashes = BW_SPAN_OF_ARRAY(bw_u32s, style.dashes);
    struct w32_pen *pen;
    enum w32_status status;

    style.count = w32_take_u32(in);
    if (style.width == 0 || style.width > W32_PEN_WIDTH_MAX || style.count > W32_PEN_DASHES)
        return W32_BAD_VALUE;
    if (style.count > bw_reader_left(in) / sizeof(uint32_t))
        return W32_BAD_SIZE;
    dashes = bw_u32s_first(dashes, style.count);
    for (size_t i = 0; i < dashes.count; i++) {
        uint32_t dash = w32_take_u32(in);

        if (dash == 0 || dash > W32_COORD_MAX)
            return W32_BAD_VALUE;
        BW_AT(dashes, i) = dash;
    }
    status = w32_pen_object_new(call, &pen);
    if (status != W32_OK)
        return status;
    style.colour = w32_dc_colour(call->dc, colour);
    pen->style = style;
    return w32_object_publish(call, &pen->head, W32_OK);
}
