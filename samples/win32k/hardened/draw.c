/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/rop.h"

BW_HARDENED_FILE;

enum w32_status w32_draw_rect(struct w32_dc *dc, struct w32_rect rect, uint32_t colour)
{
    struct w32_rect bounds;
    size_t count = w32_clip_count(dc);
    enum w32_status status = w32_surface_bounds(dc->surface, &bounds);

    if (status != W32_OK)
        return status;
    rect = w32_rect_intersect(rect, bounds);
    if (w32_rect_empty(rect))
        return W32_OK;
    for (size_t i = 0; i < count; i++) {
        struct w32_rect part = w32_clip_apply(dc, i, rect);

        if (!w32_rect_empty(part))
            w32_surface_fill(dc->surface, part, colour);
    }
    return W32_OK;
}

enum w32_status w32_draw_region(struct w32_dc *dc, const struct w32_region *region, uint32_t colour)
{
    w32_rects rects = region->rects;
    enum w32_status status = W32_OK;

    for (size_t i = 0; i < rects.count && status == W32_OK; i++)
        status = w32_draw_rect(dc, BW_AT(rects, i), colour);
    return status;
}

/* An image for all of `rect`; `masked` as in w32_surface_store_masked. */
enum w32_status w32_draw_pixels(struct w32_dc *dc, struct w32_rect rect, w32_image image, bool masked)
{
    struct w32_rect bounds, visible;
    size_t count = w32_clip_count(dc);
    enum w32_status status = w32_surface_bounds(dc->surface, &bounds);

    if (status != W32_OK)
        return status;
    visible = w32_rect_intersect(rect, bounds);
    if (w32_rect_empty(visible))
        return W32_OK;
    for (size_t i = 0; i < count; i++) {
        struct w32_rect part = w32_clip_apply(dc, i, visible);
        w32_image source;

        if (w32_rect_empty(part))
            continue;
        source = w32_image_rect(image, (size_t)(part.left - rect.left), (size_t)(part.top - rect.top),
                                (size_t)(part.right - part.left), (size_t)(part.bottom - part.top));
        if (masked)
            w32_surface_store_masked(dc->surface, part, source);
        else
            w32_surface_store(dc->surface, part, source);
    }
    return W32_OK;
}

/* Where in its dash pattern a line is. */
struct w32_dash {
    uint32_t index;
    uint32_t done;
};

/* Whether the next pixel is drawn; moves on by one pixel. */
static bool w32_dash_next(const struct w32_pen_style *pen, struct w32_dash *dash)
{
    bw_u32s_const dashes = BW_SPAN_OF_ARRAY(bw_u32s_const, pen->dashes);
    bool drawn = dash->index % 2 == 0;

    if (pen->count == 0)
        return true;
    if (++dash->done >= BW_AT(dashes, dash->index)) {
        dash->done = 0;
        dash->index = (dash->index + 1) % pen->count;
    }
    return drawn;
}

static void w32_draw_point(struct w32_dc *dc, struct w32_rect bounds, int32_t x, int32_t y)
{
    struct w32_rect pixel = {x, y, x + 1, y + 1};
    uint32_t colour = w32_dc_pen(dc)->colour;
    uint32_t rop2 = dc->now.modes.rop2;

    if (!w32_rect_inside(pixel, bounds))
        return;
    if (dc->now.clipped && !w32_region_contains(&dc->now.clip, x, y))
        return;
    if (rop2 != W32_ROP2_COPY)
        colour = w32_rop3_apply(w32_rop3_of_rop2(rop2), colour, 0, w32_surface_pixel(dc->surface, x, y));
    w32_surface_fill(dc->surface, pixel, colour);
}

/* All pixels from a to b but b itself (Bresenham). */
static void w32_draw_line(struct w32_dc *dc, struct w32_rect bounds, struct w32_point a, struct w32_point b,
                          struct w32_dash *dash)
{
    int32_t dx = b.x > a.x ? b.x - a.x : a.x - b.x;
    int32_t dy = b.y > a.y ? b.y - a.y : a.y - b.y;
    int32_t step_x = b.x > a.x ? 1 : -1;
    int32_t step_y = b.y > a.y ? 1 : -1;
    int32_t error = dx - dy;

    while (a.x != b.x || a.y != b.y) {
        int32_t twice = 2 * error;

        if (w32_dash_next(w32_dc_pen(dc), dash))
            w32_draw_point(dc, bounds, a.x, a.y);
        if (twice > -dy) {
            error -= dy;
            a.x += step_x;
        }
        if (twice < dx) {
            error += dx;
            a.y += step_y;
        }
    }
}

/* A line wider than a pixel, as the region that it covers. */
static enum w32_status w32_draw_wide(struct w32_call *call, w32_points_const points)
{
    struct w32_region *region = &call->region;
    enum w32_status status = w32_stroke_line(call, points, false, region);

    if (status == W32_OK)
        status = w32_stroke_draw(call, region);
    w32_region_free(region);
    return status;
}

enum w32_status w32_draw_polyline(struct w32_call *call, w32_points_const points)
{
    struct w32_dc *dc = call->dc;
    struct w32_dash dash = {0, 0};
    struct w32_rect bounds;
    struct w32_point last;
    enum w32_status status = w32_surface_bounds(dc->surface, &bounds);

    if (status != W32_OK || points.count == 0)
        return status;
    if (w32_dc_pen(dc)->width > 1)
        return w32_draw_wide(call, points);
    last = BW_AT(points, 0);
    for (size_t i = 1; i < points.count; i++) {
        w32_draw_line(dc, bounds, last, BW_AT(points, i), &dash);
        last = BW_AT(points, i);
    }
    if (w32_dash_next(w32_dc_pen(dc), &dash))
        w32_draw_point(dc, bounds, last.x, last.y);
    return W32_OK;
}

enum w32_status w32_request_fill_rect(struct w32_call *call, bw_reader *in)
{
    uint32_t colour = w32_take_u32(in);
    struct w32_rect rect = w32_take_rect(in);

    if (!w32_rect_valid(rect))
        return W32_BAD_VALUE;
    return w32_draw_rect(call->dc, rect, w32_dc_colour(call->dc, colour));
}

enum w32_status w32_request_fill_region(struct w32_call *call, bw_reader *in)
{
    uint32_t colour = w32_take_u32(in);
    w32_handle handle = w32_take_u32(in);
    struct w32_region *region;
    enum w32_status status = w32_region_object_find(call->process, handle, &region);

    if (status != W32_OK)
        return status;
    return w32_draw_region(call->dc, region, w32_dc_colour(call->dc, colour));
}

enum w32_status w32_request_polyline(struct w32_call *call, bw_reader *in)
{
    uint32_t count = w32_take_u32(in);
    w32_points points;
    enum w32_status status;

    if (count > bw_reader_left(in) / sizeof(struct w32_point))
        return W32_BAD_SIZE;
    if (w32_points_alloc(call->arena, count, &points) != BW_OK)
        return W32_NO_MEMORY;
    status = w32_take_points(in, points);
    if (status != W32_OK)
        return status;
    for (size_t i = 0; i < points.count; i++) {
        if (!w32_point_valid(BW_AT(points, i)))
            return W32_BAD_VALUE;
    }
    return w32_draw_polyline(call, w32_points_as_const(points));
}

/* A copy through a block of its own, so that neither overlap nor the order of the clipping matters. */
enum w32_status w32_request_copy_rect(struct w32_call *call, bw_reader *in)
{
    struct w32_rect source = w32_take_rect(in);
    struct w32_point to = w32_take_point(in);
    size_t width, height;
    struct w32_rect bounds;
    w32_words pixels;
    w32_image image;
    enum w32_status status = w32_surface_bounds(call->dc->surface, &bounds);

    if (status != W32_OK)
        return status;
    if (!w32_rect_valid(source) || !w32_rect_inside(source, bounds) || !w32_point_valid(to))
        return W32_BAD_VALUE;
    if (w32_rect_empty(source))
        return W32_OK;
    width = (size_t)(source.right - source.left);
    height = (size_t)(source.bottom - source.top);
    status = bw_u32s_take(width * height, &call->pixels);
    if (status != W32_OK)
        return status;
    pixels = w32_words_into(call->pixels);
    w32_surface_load(call->dc->surface, source, &pixels);
    if (w32_image_make(bw_u32s_as_const(call->pixels), width, height, width, &image) != BW_OK)
        return W32_TOO_BIG;
    return w32_draw_pixels(call->dc, w32_rect_offset(source, to.x - source.left, to.y - source.top), image,
                           false);
}
