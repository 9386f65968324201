/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Paths on the surface: filled with the brush, and drawn with a pen of any width. */
#include "internal.h"

#include "shared/rop.h"

/* One piece of a line goes to the region of all of them. */
static enum w32_status w32_stroke_piece(struct w32_region *region, struct w32_point a, struct w32_point b,
                                        uint32_t width, bool cap, uint32_t *pieces)
{
    struct w32_point corners[4];
    struct w32_region piece;
    enum w32_status status;

    if (++*pieces > W32_STROKE_PARTS_MAX)
        return W32_TOO_BIG;
    w32_line_corners(a, b, width, cap, corners);
    w32_region_init(&piece);
    status = w32_path_polygon(&piece, corners, 4);
    if (status == W32_OK)
        status = w32_region_combine(region, region, &piece, W32_COMBINE_UNION);
    w32_region_free(&piece);
    return status;
}

/* One line of the pen's width: all of it, or what the dashes leave, which go on from line to line. */
static enum w32_status w32_stroke_segment(struct w32_region *region, struct w32_point a, struct w32_point b,
                                          const struct w32_pen_style *pen, uint32_t *dash, uint32_t *done,
                                          uint32_t *pieces)
{
    int32_t dx = b.x - a.x, dy = b.y - a.y;
    uint32_t length = w32_root((uint64_t)((int64_t)dx * dx) + (uint64_t)((int64_t)dy * dy));
    uint32_t at = 0;
    enum w32_status status = W32_OK;

    if (pen->count == 0)
        return w32_stroke_piece(region, a, b, pen->width, true, pieces);
    while (at < length && status == W32_OK) {
        uint32_t rest = pen->dashes[*dash] - *done;
        uint32_t end = rest < length - at ? at + rest : length;
        struct w32_point from = {a.x + w32_share(dx, at, length), a.y + w32_share(dy, at, length)};
        struct w32_point to = {a.x + w32_share(dx, end, length), a.y + w32_share(dy, end, length)};

        if (*dash % 2 == 0)
            status = w32_stroke_piece(region, from, to, pen->width, false, pieces);
        *done += end - at;
        if (*done == pen->dashes[*dash]) {
            *done = 0;
            *dash = (*dash + 1) % pen->count;
        }
        at = end;
    }
    return status;
}

/* What the pen covers along lines; `closed`: also from the last point to the first. */
enum w32_status w32_stroke_line(struct w32_call *call, const struct w32_point *points, uint32_t count, bool closed,
                                struct w32_region *region)
{
    const struct w32_pen_style *pen = w32_dc_pen(call->dc);
    uint32_t dash = 0, done = 0, pieces = 0;
    uint32_t i;
    enum w32_status status = W32_OK;

    for (i = 1; i < count && status == W32_OK; i++)
        status = w32_stroke_segment(region, points[i - 1], points[i], pen, &dash, &done, &pieces);
    if (closed && count > 1 && status == W32_OK)
        status = w32_stroke_segment(region, points[count - 1], points[0], pen, &dash, &done, &pieces);
    return status;
}

/* A region in the pen's colour, with the binary operation. */
enum w32_status w32_stroke_draw(struct w32_call *call, const struct w32_region *region)
{
    uint32_t colour = w32_dc_pen(call->dc)->colour;
    uint32_t rop2 = call->dc->now.modes.rop2;
    uint32_t i;
    enum w32_status status = W32_OK;

    if (rop2 == W32_ROP2_COPY)
        return w32_draw_region(call->dc, region, colour);
    for (i = 0; i < region->count && status == W32_OK; i++)
        status = w32_rop_draw(call, region->rects[i], &colour, 1, 1, w32_rop3_of_rop2_source(rop2));
    return status;
}

/* The inside of the path, in the fill mode. Pre: the region is empty. */
static enum w32_status w32_path_inside(struct w32_call *call, struct w32_region *region)
{
    struct w32_outline outline;
    enum w32_status status = w32_path_outline(&call->dc->path, &outline);

    if (status != W32_OK)
        return status;
    status = w32_path_polygons(region, outline.points, outline.lengths, outline.contours,
                               (enum w32_fill_mode)call->dc->now.modes.fill_mode);
    w32_outline_free(&outline);
    return status;
}

static enum w32_status w32_path_fill_inside(struct w32_call *call)
{
    struct w32_region region;
    uint32_t i;
    enum w32_status status;

    w32_region_init(&region);
    status = w32_path_inside(call, &region);
    for (i = 0; i < region.count && status == W32_OK; i++)
        status = w32_rop_draw(call, region.rects[i], NULL, 0, 0, w32_rop3_of_rop2(call->dc->now.modes.rop2));
    w32_region_free(&region);
    return status;
}

/* The lines of the path: thin ones point by point, wide ones as one region, so that no pixel is met twice. */
static enum w32_status w32_path_stroke(struct w32_call *call)
{
    struct w32_outline outline;
    const struct w32_point *points;
    struct w32_region region;
    bool wide = w32_dc_pen(call->dc)->width > 1;
    uint32_t i;
    enum w32_status status = w32_path_outline(&call->dc->path, &outline);

    if (status != W32_OK)
        return status;
    w32_region_init(&region);
    points = outline.points;
    for (i = 0; i < outline.contours && status == W32_OK; i++) {
        if (wide)
            status = w32_stroke_line(call, points, outline.lengths[i], outline.closed[i] != 0, &region);
        else
            status = w32_draw_polyline(call, points, outline.lengths[i]);
        if (!wide && outline.closed[i] && status == W32_OK) {
            struct w32_point back[2] = {points[outline.lengths[i] - 1], points[0]};

            status = w32_draw_polyline(call, back, 2);
        }
        points += outline.lengths[i];
    }
    if (wide && status == W32_OK)
        status = w32_stroke_draw(call, &region);
    w32_region_free(&region);
    w32_outline_free(&outline);
    return status;
}

enum w32_status w32_request_path_draw(struct w32_call *call, W32_UNTRUSTED const void *in,
                                      W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_path_draw_in *ask = in;
    struct w32_rect bounds;
    enum w32_status status = w32_surface_bounds(call->dc->surface, &bounds);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->what == 0 || ask->what > (W32_PATH_FILL | W32_PATH_STROKE))
        return W32_BAD_VALUE;
    if (ask->what & W32_PATH_FILL)
        status = w32_path_fill_inside(call);
    if (status == W32_OK && ask->what & W32_PATH_STROKE)
        status = w32_path_stroke(call);
    if (status == W32_OK)
        w32_path_free(&call->dc->path);
    return status;
}

enum w32_status w32_request_path_region(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    struct w32_region *region;
    enum w32_status status = w32_region_object_new(call, &region);

    (void)in;
    (void)in_size;
    if (status != W32_OK)
        return status;
    status = w32_path_inside(call, region);
    if (status == W32_OK)
        w32_path_free(&call->dc->path);
    return w32_object_publish(call, &region->head, status);
}
