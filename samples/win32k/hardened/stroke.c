/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Paths on the surface: filled with the brush, and drawn with a pen of any width. */
#include "internal.h"

#include "shared/rop.h"

BW_HARDENED_FILE;

/* One piece of a line goes to the region of all of them. */
static enum w32_status w32_stroke_piece(bw_arena *arena, struct w32_region *region, struct w32_point a,
                                        struct w32_point b, uint32_t width, bool cap, uint32_t *pieces)
{
    bw_arena_mark mark = bw_arena_save(arena);
    struct w32_point corners[4];
    w32_points_const quad = BW_SPAN_OF_ARRAY(w32_points_const, corners);
    struct w32_region piece;
    enum w32_status status;

    if (++*pieces > W32_STROKE_PARTS_MAX)
        return W32_TOO_BIG;
    w32_line_corners(a, b, width, cap, corners);
    w32_region_init(&piece, arena);
    status = w32_path_polygon(arena, &piece, quad);
    if (status == W32_OK)
        status = w32_region_combine(arena, region, region, &piece, W32_COMBINE_UNION);
    w32_region_free(&piece);
    bw_arena_rollback(arena, mark);
    return status;
}

/* One line of the pen's width: all of it, or what the dashes leave, which go on from line to line. */
static enum w32_status w32_stroke_segment(bw_arena *arena, struct w32_region *region, struct w32_point a,
                                          struct w32_point b, const struct w32_pen_style *pen, uint32_t *dash,
                                          uint32_t *done, uint32_t *pieces)
{
    bw_u32s_const dashes = BW_SPAN_OF_ARRAY(bw_u32s_const, pen->dashes);
    int32_t dx = b.x - a.x, dy = b.y - a.y;
    uint32_t length = w32_root((uint64_t)((int64_t)dx * dx) + (uint64_t)((int64_t)dy * dy));
    uint32_t at = 0;
    enum w32_status status = W32_OK;

    if (pen->count == 0)
        return w32_stroke_piece(arena, region, a, b, pen->width, true, pieces);
    while (at < length && status == W32_OK) {
        uint32_t rest = BW_AT(dashes, *dash) - *done;
        uint32_t end = rest < length - at ? at + rest : length;
        struct w32_point from = {a.x + w32_share(dx, at, length), a.y + w32_share(dy, at, length)};
        struct w32_point to = {a.x + w32_share(dx, end, length), a.y + w32_share(dy, end, length)};

        if (*dash % 2 == 0)
            status = w32_stroke_piece(arena, region, from, to, pen->width, false, pieces);
        *done += end - at;
        if (*done == BW_AT(dashes, *dash)) {
            *done = 0;
            *dash = (*dash + 1) % pen->count;
        }
        at = end;
    }
    return status;
}

/* What the pen covers along lines; `closed`: also from the last point to the first. The region has no arena. */
enum w32_status w32_stroke_line(struct w32_call *call, w32_points_const points, bool closed, struct w32_region *region)
{
    const struct w32_pen_style *pen = w32_dc_pen(call->dc);
    uint32_t dash = 0, done = 0, pieces = 0;
    enum w32_status status = W32_OK;

    for (size_t i = 1; i < points.count && status == W32_OK; i++)
        status = w32_stroke_segment(call->arena, region, BW_AT(points, i - 1), BW_AT(points, i), pen, &dash, &done,
                                    &pieces);
    if (closed && points.count > 1 && status == W32_OK)
        status = w32_stroke_segment(call->arena, region, BW_AT(points, points.count - 1), BW_AT(points, 0), pen, &dash,
                                    &done, &pieces);
    return status;
}

/* A region in the pen's colour, with the binary operation. */
enum w32_status w32_stroke_draw(struct w32_call *call, const struct w32_region *region)
{
    uint32_t colour[1] = {w32_dc_pen(call->dc)->colour};
    uint32_t rop2 = call->dc->now.modes.rop2;
    w32_rects rects = region->rects;
    w32_image image;
    enum w32_status status = W32_OK;

    if (rop2 == W32_ROP2_COPY)
        return w32_draw_region(call->dc, region, colour[0]);
    if (w32_image_make(BW_SPAN_OF_ARRAY(bw_u32s_const, colour), 1, 1, 1, &image) != BW_OK)
        return W32_TOO_BIG;
    for (size_t i = 0; i < rects.count && status == W32_OK; i++)
        status = w32_rop_draw(call, BW_AT(rects, i), image, w32_rop3_of_rop2_source(rop2));
    return status;
}

/* The inside of the path, in the fill mode. Pre: the region is empty. */
static enum w32_status w32_path_inside(struct w32_call *call, struct w32_region *region)
{
    struct w32_outline outline;
    enum w32_status status = w32_path_outline(call->arena, &call->dc->path, &outline);

    if (status != W32_OK)
        return status;
    return w32_path_polygons(call->arena, region, w32_points_as_const(outline.points),
                             bw_u32s_as_const(outline.lengths), (enum w32_fill_mode)call->dc->now.modes.fill_mode);
}

static enum w32_status w32_path_fill_inside(struct w32_call *call)
{
    w32_image none = {0};
    struct w32_region region;
    enum w32_status status;

    w32_region_init(&region, call->arena);
    status = w32_path_inside(call, &region);
    for (size_t i = 0; i < region.rects.count && status == W32_OK; i++)
        status = w32_rop_draw(call, BW_AT(region.rects, i), none, w32_rop3_of_rop2(call->dc->now.modes.rop2));
    w32_region_free(&region);
    return status;
}

/* The lines of the path: thin ones point by point, wide ones as one region, so that no pixel is met twice. */
static enum w32_status w32_path_stroke(struct w32_call *call)
{
    struct w32_outline outline;
    w32_points_const rest;
    struct w32_region *region = &call->region;
    bool wide = w32_dc_pen(call->dc)->width > 1;
    enum w32_status status = w32_path_outline(call->arena, &call->dc->path, &outline);

    if (status != W32_OK)
        return status;
    rest = w32_points_as_const(outline.points);
    for (size_t i = 0; i < outline.lengths.count && status == W32_OK; i++) {
        w32_points_const points = w32_points_const_first(rest, BW_AT(outline.lengths, i));
        bool closed = BW_AT(outline.closed, i) != 0;

        if (wide)
            status = w32_stroke_line(call, points, closed, region);
        else
            status = w32_draw_polyline(call, points);
        if (!wide && closed && status == W32_OK) {
            struct w32_point back[2] = {BW_AT(points, points.count - 1), BW_AT(points, 0)};

            status = w32_draw_polyline(call, BW_SPAN_OF_ARRAY(w32_points_const, back));
        }
        rest = w32_points_const_last(rest, rest.count - points.count);
    }
    if (wide && status == W32_OK)
        status = w32_stroke_draw(call, region);
    w32_region_free(region);
    return status;
}

enum w32_status w32_request_path_draw(struct w32_call *call, bw_reader *in)
{
    uint32_t what = w32_take_u32(in);
    struct w32_rect bounds;
    enum w32_status status = w32_surface_bounds(call->dc->surface, &bounds);

    if (status != W32_OK)
        return status;
    if (what == 0 || what > (W32_PATH_FILL | W32_PATH_STROKE))
        return W32_BAD_VALUE;
    if (what & W32_PATH_FILL)
        status = w32_path_fill_inside(call);
    if (status == W32_OK && what & W32_PATH_STROKE)
        status = w32_path_stroke(call);
    if (status == W32_OK)
        w32_path_free(&call->dc->path);
    return status;
}

enum w32_status w32_request_path_region(struct w32_call *call, bw_reader *in)
{
    struct w32_region *region;
    enum w32_status status = w32_region_object_new(call, &region);

    (void)in;
    if (status != W32_OK)
        return status;
    status = w32_path_inside(call, region);
    if (status == W32_OK)
        w32_path_free(&call->dc->path);
    return w32_object_publish(call, &region->head, status);
}
