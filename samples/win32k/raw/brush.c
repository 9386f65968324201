/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Brushes and pens: what areas are filled and lines drawn with. */
#include "internal.h"

#include "shared/defaults.h"
#include "shared/digest.h"

void w32_brush_end(struct w32_brush *brush, struct w32_driver *driver)
{
    (void)driver;
    w32_platform_free(brush->pattern);
}

uint64_t w32_brush_digest(uint64_t digest, const struct w32_brush *brush)
{
    uint32_t i;

    digest = w32_digest_u32(digest, brush->style);
    digest = w32_digest_u32(digest, brush->colour);
    digest = w32_digest_u32(digest, brush->hatch);
    for (i = 0; i < brush->width * brush->height; i++)
        digest = w32_digest_u32(digest, brush->pattern[i]);
    return digest;
}

/* Copies the bitmap's pixels: the brush goes on without it. */
static enum w32_status w32_brush_pattern(const struct w32_call *call, struct w32_brush *brush, w32_handle handle)
{
    struct w32_bitmap *bitmap;
    struct w32_rect bounds;
    enum w32_status status = w32_bitmap_object_find(call->process, handle, &bitmap);

    if (status == W32_OK)
        status = w32_surface_bounds(&bitmap->surface, &bounds);
    if (status != W32_OK)
        return status;
    if (bitmap->surface.width > W32_PATTERN_MAX || bitmap->surface.height > W32_PATTERN_MAX)
        return W32_TOO_BIG;
    brush->pattern =
        w32_platform_alloc((size_t)bitmap->surface.width * bitmap->surface.height * sizeof *brush->pattern);
    if (!brush->pattern)
        return W32_NO_MEMORY;
    brush->width = bitmap->surface.width;
    brush->height = bitmap->surface.height;
    w32_surface_load(&bitmap->surface, bounds, brush->pattern);
    return W32_OK;
}

enum w32_status w32_request_brush_create(struct w32_call *call, W32_UNTRUSTED const void *in,
                                         W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_brush_create_in *ask = in;
    struct w32_brush *brush;
    enum w32_status status;

    (void)in_size;
    if (ask->style > W32_BRUSH_PATTERN || ask->hatch >= W32_HATCHES)
        return W32_BAD_VALUE;
    status = w32_brush_object_new(call, &brush);
    if (status != W32_OK)
        return status;
    brush->style = ask->style;
    brush->colour = w32_dc_colour(call->dc, ask->colour);
    brush->hatch = ask->hatch;
    if (brush->style == W32_BRUSH_PATTERN)
        status = w32_brush_pattern(call, brush, ask->bitmap);
    return w32_object_publish(call, &brush->head, status);
}

static void w32_brush_line_hatch(const struct w32_dc *dc, int32_t x, int32_t y, uint32_t count, uint32_t *line,
                                 const uint32_t *under)
{
    const struct w32_brush *brush = dc->now.brush;
    const struct w32_dc_modes *modes = &dc->now.modes;
    uint32_t row = w32_default_hatch(brush->hatch, w32_wrap(y - modes->brush_origin.y, 8));
    uint32_t bit = w32_wrap(x - modes->brush_origin.x, 8);
    uint32_t i;

    for (i = 0; i < count; i++) {
        if (row & 0x80u >> bit)
            line[i] = brush->colour;
        else
            line[i] = modes->back_mode == W32_BACK_OPAQUE ? modes->back_colour : under[i];
        bit = (bit + 1) % 8;
    }
}

void w32_brush_line(const struct w32_dc *dc, int32_t x, int32_t y, uint32_t count, uint32_t *line,
                    const uint32_t *under)
{
    const struct w32_brush *brush = dc->now.brush;
    uint32_t i;

    if (brush && brush->style == W32_BRUSH_HATCH) {
        w32_brush_line_hatch(dc, x, y, count, line, under);
    } else if (brush && brush->style == W32_BRUSH_PATTERN) {
        const uint32_t *row =
            brush->pattern + (size_t)w32_wrap(y - dc->now.modes.brush_origin.y, brush->height) * brush->width;
        uint32_t at = w32_wrap(x - dc->now.modes.brush_origin.x, brush->width);

        for (i = 0; i < count; i++) {
            line[i] = row[at];
            at = at + 1 == brush->width ? 0 : at + 1;
        }
    } else {
        for (i = 0; i < count; i++)
            line[i] = brush ? brush->colour : W32_DEFAULT_BRUSH_COLOUR;
    }
}

void w32_pen_end(struct w32_pen *pen, struct w32_driver *driver)
{
    (void)pen;
    (void)driver;
}

uint64_t w32_pen_style_digest(uint64_t digest, const struct w32_pen_style *style)
{
    uint32_t i;

    digest = w32_digest_u32(digest, style->colour);
    digest = w32_digest_u32(digest, style->width);
    digest = w32_digest_u32(digest, style->count);
    for (i = 0; i < style->count; i++)
        digest = w32_digest_u32(digest, style->dashes[i]);
    return digest;
}

uint64_t w32_pen_digest(uint64_t digest, const struct w32_pen *pen)
{
    return w32_pen_style_digest(digest, &pen->style);
}

enum w32_status w32_request_pen_create(struct w32_call *call, W32_UNTRUSTED const void *in,
                                       W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_pen_create_in *ask = in;
    struct w32_pen *pen;
    uint32_t i;
    enum w32_status status;

    if (ask->width == 0 || ask->width > W32_PEN_WIDTH_MAX || ask->count > W32_PEN_DASHES)
        return W32_BAD_VALUE;
    if (in_size < sizeof *ask + ask->count * sizeof *ask->dashes)
        return W32_BAD_SIZE;
    for (i = 0; i < ask->count; i++) {
        if (ask->dashes[i] == 0 || ask->dashes[i] > W32_COORD_MAX)
            return W32_BAD_VALUE;
    }
    status = w32_pen_object_new(call, &pen);
    if (status != W32_OK)
        return status;
    pen->style.colour = w32_dc_colour(call->dc, ask->colour);
    pen->style.width = ask->width;
    pen->style.count = ask->count;
    memcpy(pen->style.dashes, ask->dashes, ask->count * sizeof *ask->dashes);
    return w32_object_publish(call, &pen->head, W32_OK);
}
