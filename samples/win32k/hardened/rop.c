/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/rop.h"

BW_HARDENED_FILE;

/* What a drawing with a raster operation is made of. The lines have room for the visible width. */
struct w32_rop {
    uint32_t rop;
    struct w32_rect target;
    w32_image image; /* the source, which is stretched to the target; empty without one */
    bw_u32s under;
    bw_u32s pattern;
    bw_u32s source;
};

/* The source pixels of a part of a row of the target, each the one nearest to its place. */
static void w32_rop_stretch(const struct w32_rop *draw, struct w32_rect part)
{
    size_t target_width = (size_t)(draw->target.right - draw->target.left);
    size_t target_height = (size_t)(draw->target.bottom - draw->target.top);
    size_t from_y = (size_t)((uint64_t)(part.top - draw->target.top) * draw->image.height / target_height);
    bw_u32s_const row = w32_image_row(draw->image, from_y);
    size_t x = (size_t)(part.left - draw->target.left);
    bw_u32s source = bw_u32s_first(draw->source, (size_t)(part.right - part.left));

    if (target_width == row.count) {
        bw_u32s_copy(source, bw_u32s_const_sub(row, x, source.count));
        return;
    }
    for (size_t i = 0; i < source.count; i++)
        BW_AT(source, i) = BW_AT(row, (size_t)((uint64_t)(x + i) * row.count / target_width));
}

/* A part of one row. */
static void w32_rop_row(struct w32_dc *dc, const struct w32_rop *draw, struct w32_rect part)
{
    size_t count = (size_t)(part.right - part.left);
    bw_u32s under = bw_u32s_first(draw->under, count), pattern = bw_u32s_first(draw->pattern, count);
    bw_u32s source = bw_u32s_first(draw->source, count);
    w32_words words = w32_words_into(under);
    w32_image image;

    w32_surface_load(dc->surface, part, &words);
    if (w32_rop3_has_pattern(draw->rop))
        w32_brush_line(dc, part.left, part.top, pattern, bw_u32s_as_const(under));
    if (draw->image.height != 0)
        w32_rop_stretch(draw, part);
    switch (draw->rop) {
    case W32_ROP_COPY:
        bw_u32s_copy(under, bw_u32s_as_const(source));
        break;
    case W32_ROP_PATTERN:
        bw_u32s_copy(under, bw_u32s_as_const(pattern));
        break;
    default:
        for (size_t i = 0; i < under.count && i < pattern.count && i < source.count; i++)
            BW_AT(under, i) = w32_rop3_apply(draw->rop, BW_AT(pattern, i), BW_AT(source, i), BW_AT(under, i));
        break;
    }
    if (w32_image_make(bw_u32s_as_const(under), count, 1, count, &image) != BW_OK)
        bw_violate_bounds();
    w32_surface_store(dc->surface, part, image);
}

/* The rows of a rectangle inside the surface, as far as the clipping lets them. */
static void w32_rop_rows(struct w32_dc *dc, const struct w32_rop *draw, struct w32_rect visible)
{
    size_t count = w32_clip_count(dc);

    for (size_t i = 0; i < count; i++) {
        struct w32_rect part = w32_clip_apply(dc, i, visible);

        if (w32_rect_empty(part))
            continue;
        for (int32_t y = part.top; y < part.bottom; y++) {
            struct w32_rect row = {part.left, y, part.right, y + 1};

            w32_rop_row(dc, draw, row);
        }
    }
}

enum w32_status w32_rop_draw(struct w32_call *call, struct w32_rect target, w32_image image, uint32_t rop)
{
    struct w32_rop draw = {.rop = rop, .target = target, .image = image};
    struct w32_rect bounds, visible;
    size_t line;
    bw_arena_mark mark = bw_arena_save(call->arena);
    enum w32_status status = w32_surface_bounds(call->dc->surface, &bounds);

    if (status != W32_OK)
        return status;
    visible = w32_rect_intersect(target, bounds);
    if (w32_rect_empty(visible))
        return W32_OK;
    line = (size_t)(visible.right - visible.left);
    if (bw_u32s_alloc(call->arena, line, &draw.under) != BW_OK ||
        bw_u32s_alloc(call->arena, line, &draw.pattern) != BW_OK ||
        bw_u32s_alloc(call->arena, line, &draw.source) != BW_OK)
        return W32_NO_MEMORY;
    w32_rop_rows(call->dc, &draw, visible);
    bw_arena_rollback(call->arena, mark);
    return W32_OK;
}

/* A copy of a rectangle of a surface, so that source and target may overlap. The block is the call's. */
static enum w32_status w32_blt_source(struct w32_call *call, const struct w32_surface *surface, struct w32_rect from,
                                      w32_image *ret_image)
{
    size_t width, height;
    struct w32_rect bounds;
    w32_words pixels;
    enum w32_status status = w32_surface_bounds(surface, &bounds);

    if (status != W32_OK)
        return status;
    if (!w32_rect_valid(from) || w32_rect_empty(from) || !w32_rect_inside(from, bounds))
        return W32_BAD_VALUE;
    width = (size_t)(from.right - from.left);
    height = (size_t)(from.bottom - from.top);
    status = bw_u32s_take(width * height, &call->pixels);
    if (status != W32_OK)
        return status;
    pixels = w32_words_into(call->pixels);
    w32_surface_load(surface, from, &pixels);
    return w32_image_make(bw_u32s_as_const(call->pixels), width, height, width, ret_image) == BW_OK ? W32_OK
                                                                                                    : W32_TOO_BIG;
}

enum w32_status w32_request_blt(struct w32_call *call, bw_reader *in)
{
    struct w32_rect target = w32_take_rect(in);
    w32_handle source = w32_take_u32(in);
    struct w32_rect from = w32_take_rect(in);
    uint32_t rop = w32_take_u32(in);
    const struct w32_surface *surface = call->dc->surface;
    struct w32_bitmap *bitmap;
    w32_image image = {0};
    enum w32_status status = W32_OK;

    if (!w32_rect_valid(target) || rop > 0xff)
        return W32_BAD_VALUE;
    if (source != 0) {
        status = w32_bitmap_object_find(call->process, source, &bitmap);
        if (status != W32_OK)
            return status;
        surface = &bitmap->surface;
    }
    if (w32_rop3_has_source(rop))
        status = w32_blt_source(call, surface, from, &image);
    if (status != W32_OK)
        return status;
    return w32_rop_draw(call, target, image, rop);
}
