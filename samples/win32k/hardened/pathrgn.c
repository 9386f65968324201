/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

BW_HARDENED_FILE;

/*
 * One side of a path between two rows. A row belongs to the side if its centre lies between the ends; x is where the
 * side crosses that centre, in 1/65536 pixels, and moves by `slope` from row to row.
 */
struct w32_edge {
    int32_t top;
    int32_t bottom;
    int64_t x;
    int64_t slope;
    int32_t winding;
};
BW_SPAN_DECLARE(w32_edges, struct w32_edge);
BW_SPAN_ARENA_DECLARE(w32_edges, struct w32_edge);
BW_BUILDER_DECLARE(w32_edges_builder, w32_edges, struct w32_edge);

/* Writes the side from a to b behind the others, unless it is level and crosses no row. */
static void w32_edge_add(w32_edges_builder *edges, struct w32_point a, struct w32_point b)
{
    struct w32_edge edge;
    int32_t winding = 1;

    if (a.y == b.y)
        return;
    if (a.y > b.y) {
        struct w32_point swap = a;
        a = b;
        b = swap;
        winding = -1;
    }
    edge.top = a.y;
    edge.bottom = b.y;
    edge.slope = ((int64_t)b.x - a.x) * 65536 / ((int64_t)b.y - a.y);
    edge.x = (int64_t)a.x * 65536 + edge.slope / 2;
    edge.winding = winding;
    w32_edges_builder_put(edges, edge);
}

/* The sides of one closed contour; see the path request for what `steps` means. */
static void w32_edges_of_contour(w32_edges_builder *edges, w32_points_const points, uint32_t steps)
{
    struct w32_point from = BW_AT(points, points.count - 1);

    if (steps == 1) {
        for (size_t i = 0; i < points.count; i++) {
            w32_edge_add(edges, from, BW_AT(points, i));
            from = BW_AT(points, i);
        }
        return;
    }
    for (size_t i = 0; i + 2 < points.count; i += 3) {
        w32_points_const curve = w32_points_const_sub(points, i, 3);
        struct w32_point start = from;

        for (uint32_t step = 0; step < steps; step++) {
            int64_t t = ((int64_t)step + 1) * 16384 / steps;
            struct w32_point to = {
                w32_curve_at(start.x, BW_AT(curve, 0).x, BW_AT(curve, 1).x, BW_AT(curve, 2).x, t),
                w32_curve_at(start.y, BW_AT(curve, 0).y, BW_AT(curve, 1).y, BW_AT(curve, 2).y, t)};

            w32_edge_add(edges, from, to);
            from = to;
        }
    }
}

/* By first row (Shell's method: no memory, and good enough for some thousand sides). */
static void w32_edges_sort(w32_edges edges)
{
    for (size_t gap = edges.count / 2; gap > 0; gap /= 2) {
        for (size_t i = gap; i < edges.count; i++) {
            struct w32_edge edge = BW_AT(edges, i);
            size_t j;

            for (j = i; j >= gap && BW_AT(edges, j - gap).top > edge.top; j -= gap)
                BW_AT(edges, j) = BW_AT(edges, j - gap);
            BW_AT(edges, j) = edge;
        }
    }
}

/* Drops the sides that end above the row and sorts the rest by where they cross it. */
static size_t w32_active_update(w32_edges edges, size_t active, int32_t row)
{
    w32_edges live = w32_edges_first(edges, active);
    size_t kept = 0;

    for (size_t i = 0; i < live.count; i++) {
        struct w32_edge edge = BW_AT(live, i);
        size_t j;

        if (edge.bottom <= row)
            continue;
        for (j = kept; j > 0 && BW_AT(live, j - 1).x > edge.x; j--)
            BW_AT(live, j) = BW_AT(live, j - 1);
        BW_AT(live, j) = edge;
        kept++;
    }
    return kept;
}

/* The pixels of one row between the sides that cross it; moves the sides on to the next row. */
static enum w32_status w32_active_emit(struct w32_region *target, w32_edges edges, int32_t row,
                                       enum w32_fill_mode mode)
{
    struct w32_rect rect = {0, row, 0, row + 1};
    size_t band = target->rects.count;
    int32_t winding = 0;
    bool open = false;

    for (size_t i = 0; i < edges.count; i++) {
        bool inside;
        int32_t x = w32_pixel_from_fixed(BW_AT(edges, i).x);
        enum w32_status status;

        BW_AT(edges, i).x += BW_AT(edges, i).slope;
        winding += BW_AT(edges, i).winding;
        inside = mode == W32_FILL_WINDING ? winding != 0 : i % 2 == 0;
        if (inside && !open) {
            size_t count = target->rects.count;

            /* Two spans that meet are one: open the last one again. */
            if (count > band && BW_AT(target->rects, count - 1).right == x) {
                rect = BW_AT(target->rects, count - 1);
                target->rects = w32_rects_first(target->rects, count - 1);
            } else {
                rect.left = x;
            }
            open = true;
        } else if (!inside && open) {
            rect.right = x;
            open = false;
            if (w32_rect_empty(rect))
                continue;
            status = w32_region_append(target, rect);
            if (status != W32_OK)
                return status;
        }
    }
    return W32_OK;
}

/* Fills the path of these sides; the order of the sides is lost. Pre: target is empty. */
static enum w32_status w32_path_fill(struct w32_region *target, w32_edges edges, enum w32_fill_mode mode)
{
    size_t active = 0, next = 0, previous = 0;
    int32_t row = 0;

    w32_edges_sort(edges);
    while (next < edges.count || active > 0) {
        size_t band = target->rects.count;
        enum w32_status status;

        if (active == 0)
            row = BW_AT(edges, next).top;
        /* The sides in use stand at the front of the array; those behind them that are used up make room. */
        while (next < edges.count && BW_AT(edges, next).top <= row) {
            BW_AT(edges, active) = BW_AT(edges, next);
            active++;
            next++;
        }
        active = w32_active_update(edges, active, row);
        status = w32_active_emit(target, w32_edges_first(edges, active), row, mode);
        if (status != W32_OK)
            return status;
        w32_region_band_close(target, &previous, band);
        row++;
    }
    w32_region_bounds_update(target);
    return W32_OK;
}

enum w32_status w32_path_polygon(bw_arena *arena, struct w32_region *target, w32_points_const points)
{
    w32_edges edges;
    w32_edges_builder builder;

    if (points.count == 0)
        return W32_OK;
    if (w32_edges_alloc(arena, points.count, &edges) != BW_OK)
        return W32_NO_MEMORY;
    builder = w32_edges_builder_into(edges);
    w32_edges_of_contour(&builder, points, 1);
    return w32_path_fill(target, w32_edges_builder_done(&builder), W32_FILL_ALTERNATE);
}

/* Pre: the lengths add up to the points. Empty contours are nothing. */
enum w32_status w32_path_polygons(bw_arena *arena, struct w32_region *target, w32_points_const points,
                                  bw_u32s_const lengths, enum w32_fill_mode mode)
{
    w32_edges edges;
    w32_edges_builder builder;

    if (w32_edges_alloc(arena, points.count, &edges) != BW_OK)
        return W32_NO_MEMORY;
    builder = w32_edges_builder_into(edges);
    for (size_t i = 0; i < lengths.count; i++) {
        size_t length = BW_AT(lengths, i);

        if (length != 0)
            w32_edges_of_contour(&builder, w32_points_const_first(points, length), 1);
        points = w32_points_const_last(points, points.count - length);
    }
    return w32_path_fill(target, w32_edges_builder_done(&builder), mode);
}

/* Whether the contours' lengths add up to the points and suit the steps, and all points are in range. */
static bool w32_path_valid(bw_u32s_const lengths, w32_points_const points, uint32_t steps)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < lengths.count; i++) {
        uint32_t length = BW_AT(lengths, i);

        if (length == 0 || (steps > 1 && length % 3 != 0))
            return false;
        sum += length;
    }
    for (size_t i = 0; i < points.count; i++) {
        if (!w32_point_valid(BW_AT(points, i)))
            return false;
    }
    return sum == points.count;
}

enum w32_status w32_request_region_create_path(struct w32_call *call, bw_reader *in)
{
    uint32_t mode = w32_take_u32(in);
    uint32_t contours = w32_take_u32(in);
    uint32_t points_count = w32_take_u32(in);
    uint32_t steps = w32_take_u32(in);
    uint32_t edges_count;
    bw_u32s lengths;
    w32_points points;
    w32_points_const rest;
    w32_edges edges;
    w32_edges_builder builder;
    struct w32_region *region;
    enum w32_status status;

    if (mode > W32_FILL_WINDING || steps == 0)
        return W32_BAD_VALUE;
    if ((uint64_t)contours * sizeof(uint32_t) + (uint64_t)points_count * sizeof(struct w32_point) > bw_reader_left(in))
        return W32_BAD_SIZE;
    if (bw_u32s_alloc(call->arena, contours, &lengths) != BW_OK ||
        w32_points_alloc(call->arena, points_count, &points) != BW_OK)
        return W32_NO_MEMORY;
    if (bw_reader_u32le_array(in, lengths) != BW_OK || w32_take_points(in, points) != W32_OK)
        return W32_BAD_SIZE;
    if (!w32_path_valid(bw_u32s_as_const(lengths), w32_points_as_const(points), steps))
        return W32_BAD_VALUE;

    /* Every point is the start of one line, or of less than `steps` on average where three make a curve. */
    if (bw_u32_mul(points_count, steps, &edges_count) != BW_OK || edges_count > W32_PATH_EDGES_MAX)
        return W32_TOO_BIG;
    if (w32_edges_alloc(call->arena, edges_count, &edges) != BW_OK)
        return W32_NO_MEMORY;
    builder = w32_edges_builder_into(edges);
    rest = w32_points_as_const(points);
    for (size_t i = 0; i < lengths.count; i++) {
        size_t length = BW_AT(lengths, i);

        w32_edges_of_contour(&builder, w32_points_const_first(rest, length), steps);
        rest = w32_points_const_last(rest, rest.count - length);
    }
    status = w32_region_object_new(call, &region);
    if (status != W32_OK)
        return status;
    return w32_object_publish(call, &region->head,
                              w32_path_fill(region, w32_edges_builder_done(&builder), (enum w32_fill_mode)mode));
}
