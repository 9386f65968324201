/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/rop.h"

enum w32_status w32_draw_rect(struct w32_dc *dc, struct w32_rect rect, uint32_t colour)
{
    struct w32_rect bounds;
    uint32_t count = w32_clip_count(dc);
    uint32_t i;
    enum w32_status status = w32_surface_bounds(dc->surface, &bounds);

    if (status != W32_OK)
        return status;
    rect = w32_rect_intersect(rect, bounds);
    if (w32_rect_empty(rect))
        return W32_OK;
    for (i = 0; i < count; i++) {
        struct w32_rect part = w32_clip_apply(dc, i, rect);

        if (!w32_rect_empty(part))
            w32_surface_fill(dc->surface, part, colour);
    }
    return W32_OK;
}

enum w32_status w32_draw_region(struct w32_dc *dc, const struct w32_region *region, uint32_t colour)
{
    enum w32_status status = W32_OK;
    uint32_t i;

    for (i = 0; i < region->count && status == W32_OK; i++)
        status = w32_draw_rect(dc, region->rects[i], colour);
    return status;
}

/* Pixels for all of `rect`, row by row; `masked` as in w32_surface_store_masked. */
enum w32_status w32_draw_pixels(struct w32_dc *dc, struct w32_rect rect, const uint32_t *pixels,
                                bool masked)
{
    struct w32_rect bounds, visible;
    uint32_t stride = (uint32_t)(rect.right - rect.left);
    uint32_t count = w32_clip_count(dc);
    uint32_t i;
    enum w32_status status = w32_surface_bounds(dc->surface, &bounds);

    if (status != W32_OK)
        return status;
    visible = w32_rect_intersect(rect, bounds);
    if (w32_rect_empty(visible))
        return W32_OK;
    for (i = 0; i < count; i++) {
        struct w32_rect part = w32_clip_apply(dc, i, visible);
        const uint32_t *source;

        if (w32_rect_empty(part))
            continue;
        source = pixels + (size_t)(part.top - rect.top) * stride + (size_t)(part.left - rect.left);
        if (masked)
            w32_surface_store_masked(dc->surface, part, source, stride);
        else
            w32_surface_store(dc->surface, part, source, stride);
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
    bool drawn = dash->index % 2 == 0;

    if (pen->count == 0)
        return true;
    if (++dash->done >= pen->dashes[dash->index]) {
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
static enum w32_status w32_draw_wide(struct w32_call *call, const struct w32_point *points, uint32_t count)
{
    struct w32_region region;
    enum w32_status status;

    w32_region_init(&region);
    status = w32_stroke_line(call, points, count, false, &region);
    if (status == W32_OK)
        status = w32_stroke_draw(call, &region);
    w32_region_free(&region);
    return status;
}

enum w32_status w32_draw_polyline(struct w32_call *call, const struct w32_point *points, uint32_t count)
{
    struct w32_dc *dc = call->dc;
    struct w32_dash dash = {0, 0};
    struct w32_rect bounds;
    uint32_t i;
    enum w32_status status = w32_surface_bounds(dc->surface, &bounds);

    if (status != W32_OK || count == 0)
        return status;
    if (w32_dc_pen(dc)->width > 1)
        return w32_draw_wide(call, points, count);
    for (i = 1; i < count; i++)
        w32_draw_line(dc, bounds, points[i - 1], points[i], &dash);
    if (w32_dash_next(w32_dc_pen(dc), &dash))
        w32_draw_point(dc, bounds, points[count - 1].x, points[count - 1].y);
    return W32_OK;
}

enum w32_status w32_request_fill_rect(struct w32_call *call, W32_UNTRUSTED const void *in,
                                      W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_fill_rect_in *ask = in;

    (void)in_size;
    if (!w32_rect_valid(ask->rect))
        return W32_BAD_VALUE;
    return w32_draw_rect(call->dc, ask->rect, w32_dc_colour(call->dc, ask->colour));
}

enum w32_status w32_request_fill_region(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_fill_region_in *ask = in;
    struct w32_region *region;
    enum w32_status status;

    (void)in_size;
    status = w32_region_object_find(call->process, ask->region, &region);
    if (status != W32_OK)
        return status;
    return w32_draw_region(call->dc, region, w32_dc_colour(call->dc, ask->colour));
}

enum w32_status w32_request_polyline(struct w32_call *call, W32_UNTRUSTED const void *in,
                                     W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_polyline_in *ask = in;
    uint32_t i;

    if (in_size < sizeof *ask + (uint64_t)ask->count * sizeof *ask->points)
        return W32_BAD_SIZE;
    for (i = 0; i < ask->count; i++) {
        if (!w32_point_valid(ask->points[i]))
            return W32_BAD_VALUE;
    }
    return w32_draw_polyline(call, ask->points, ask->count);
}

/* A copy through a block of its own, so that neither overlap nor the order of the clipping matters. */
enum w32_status w32_request_copy_rect(struct w32_call *call, W32_UNTRUSTED const void *in,
                                      W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_copy_rect_in *ask = in;
    struct w32_rect bounds, target;
    uint32_t *pixels;
    enum w32_status status = w32_surface_bounds(call->dc->surface, &bounds);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (!w32_rect_valid(ask->source) || !w32_rect_inside(ask->source, bounds) || !w32_coord_valid(ask->x) ||
        !w32_coord_valid(ask->y))
        return W32_BAD_VALUE;
    if (w32_rect_empty(ask->source))
        return W32_OK;
    pixels = w32_platform_alloc((size_t)(ask->source.right - ask->source.left) *
                                (size_t)(ask->source.bottom - ask->source.top) * sizeof *pixels);
    if (!pixels)
        return W32_NO_MEMORY;
    w32_surface_load(call->dc->surface, ask->source, pixels);
    target = w32_rect_offset(ask->source, ask->x - ask->source.left, ask->y - ask->source.top);
    status = w32_draw_pixels(call->dc, target, pixels, false);
    w32_platform_free(pixels);
    return status;
}
