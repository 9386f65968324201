/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/rop.h"

/* What a drawing with a raster operation is made of. The lines have room for the visible width. */
struct w32_rop {
    uint32_t rop;
    struct w32_rect target;
    const uint32_t *pixels; /* of the source, which is stretched to the target; null without one */
    uint32_t width;
    uint32_t height;
    uint32_t *under;
    uint32_t *pattern;
    uint32_t *source;
};

/* The source pixels of a part of a row of the target, each the one nearest to its place. */
static void w32_rop_stretch(const struct w32_rop *draw, struct w32_rect part)
{
    uint32_t target_width = (uint32_t)(draw->target.right - draw->target.left);
    uint32_t target_height = (uint32_t)(draw->target.bottom - draw->target.top);
    uint32_t from_y = (uint32_t)((uint64_t)(part.top - draw->target.top) * draw->height / target_height);
    const uint32_t *row = draw->pixels + (size_t)from_y * draw->width;
    uint32_t x = (uint32_t)(part.left - draw->target.left);
    uint32_t count = (uint32_t)(part.right - part.left);
    uint32_t i;

    if (target_width == draw->width) {
        memcpy(draw->source, row + x, count * sizeof *row);
        return;
    }
    for (i = 0; i < count; i++)
        draw->source[i] = row[(uint64_t)(x + i) * draw->width / target_width];
}

/* A part of one row. */
static void w32_rop_row(struct w32_dc *dc, const struct w32_rop *draw, struct w32_rect part)
{
    uint32_t count = (uint32_t)(part.right - part.left);
    uint32_t i;

    w32_surface_load(dc->surface, part, draw->under);
    if (w32_rop3_has_pattern(draw->rop))
        w32_brush_line(dc, part.left, part.top, count, draw->pattern, draw->under);
    if (draw->pixels)
        w32_rop_stretch(draw, part);
    switch (draw->rop) {
    case W32_ROP_COPY:
        memcpy(draw->under, draw->source, count * sizeof *draw->under);
        break;
    case W32_ROP_PATTERN:
        memcpy(draw->under, draw->pattern, count * sizeof *draw->under);
        break;
    default:
        for (i = 0; i < count; i++)
            draw->under[i] = w32_rop3_apply(draw->rop, draw->pattern[i], draw->source[i], draw->under[i]);
        break;
    }
    w32_surface_store(dc->surface, part, draw->under, count);
}

/* The rows of a rectangle inside the surface, as far as the clipping lets them. */
static void w32_rop_rows(struct w32_dc *dc, const struct w32_rop *draw, struct w32_rect visible)
{
    uint32_t count = w32_clip_count(dc);
    uint32_t i;

    for (i = 0; i < count; i++) {
        struct w32_rect part = w32_clip_apply(dc, i, visible);
        int32_t y;

        if (w32_rect_empty(part))
            continue;
        for (y = part.top; y < part.bottom; y++) {
            struct w32_rect row = {part.left, y, part.right, y + 1};

            w32_rop_row(dc, draw, row);
        }
    }
}

enum w32_status w32_rop_draw(struct w32_call *call, struct w32_rect target, const uint32_t *pixels, uint32_t width,
                             uint32_t height, uint32_t rop)
{
    struct w32_rop draw = {rop, target, pixels, width, height, NULL, NULL, NULL};
    struct w32_rect bounds, visible;
    size_t line;
    enum w32_status status = w32_surface_bounds(call->dc->surface, &bounds);

    if (status != W32_OK)
        return status;
    visible = w32_rect_intersect(target, bounds);
    if (w32_rect_empty(visible))
        return W32_OK;
    line = (size_t)(visible.right - visible.left);
    draw.under = w32_platform_alloc(3 * line * sizeof *draw.under);
    if (!draw.under)
        return W32_NO_MEMORY;
    memset(draw.under, 0, 3 * line * sizeof *draw.under);
    draw.pattern = draw.under + line;
    draw.source = draw.pattern + line;
    w32_rop_rows(call->dc, &draw, visible);
    w32_platform_free(draw.under);
    return W32_OK;
}

/* A copy of a rectangle of a surface, so that source and target may overlap. */
static enum w32_status w32_blt_source(const struct w32_surface *surface, struct w32_rect from, uint32_t **ret_pixels)
{
    struct w32_rect bounds;
    uint32_t *pixels;
    enum w32_status status = w32_surface_bounds(surface, &bounds);

    if (status != W32_OK)
        return status;
    if (!w32_rect_valid(from) || w32_rect_empty(from) || !w32_rect_inside(from, bounds))
        return W32_BAD_VALUE;
    pixels = w32_platform_alloc((size_t)(from.right - from.left) * (size_t)(from.bottom - from.top) * sizeof *pixels);
    if (!pixels)
        return W32_NO_MEMORY;
    w32_surface_load(surface, from, pixels);
    *ret_pixels = pixels;
    return W32_OK;
}

enum w32_status w32_request_blt(struct w32_call *call, W32_UNTRUSTED const void *in, W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_blt_in *ask = in;
    const struct w32_surface *surface = call->dc->surface;
    struct w32_bitmap *bitmap;
    uint32_t *pixels = NULL;
    uint32_t width = 0, height = 0;
    enum w32_status status = W32_OK;

    (void)in_size;
    if (!w32_rect_valid(ask->target) || ask->rop > 0xff)
        return W32_BAD_VALUE;
    if (ask->source != 0) {
        status = w32_bitmap_object_find(call->process, ask->source, &bitmap);
        if (status != W32_OK)
            return status;
        surface = &bitmap->surface;
    }
    if (w32_rop3_has_source(ask->rop)) {
        status = w32_blt_source(surface, ask->from, &pixels);
        if (status != W32_OK)
            return status;
        width = (uint32_t)(ask->from.right - ask->from.left);
        height = (uint32_t)(ask->from.bottom - ask->from.top);
    }
    status = w32_rop_draw(call, ask->target, pixels, width, height, ask->rop);
    w32_platform_free(pixels);
    return status;
}
