/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include <string.h>

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

/* Writes the side from a to b behind the others, unless it is level and crosses no row. */
static void w32_edge_add(struct w32_edge *edges, uint32_t *count, struct w32_point a, struct w32_point b)
{
    struct w32_edge *edge = &edges[*count];
    int32_t winding = 1;

    if (a.y == b.y)
        return;
    if (a.y > b.y) {
        struct w32_point swap = a;
        a = b;
        b = swap;
        winding = -1;
    }
    edge->top = a.y;
    edge->bottom = b.y;
    edge->slope = ((int64_t)b.x - a.x) * 65536 / ((int64_t)b.y - a.y);
    edge->x = (int64_t)a.x * 65536 + edge->slope / 2;
    edge->winding = winding;
    ++*count;
}

/* The sides of one closed contour; see the path request for what `steps` means. */
static void w32_edges_of_contour(struct w32_edge *edges, uint32_t *count, const struct w32_point *points,
                                 uint32_t points_count, uint32_t steps)
{
    struct w32_point from = points[points_count - 1];
    uint32_t i, step;

    if (steps == 1) {
        for (i = 0; i < points_count; i++) {
            w32_edge_add(edges, count, from, points[i]);
            from = points[i];
        }
        return;
    }
    for (i = 0; i + 2 < points_count; i += 3) {
        struct w32_point start = from;

        for (step = 0; step < steps; step++) {
            int64_t t = ((int64_t)step + 1) * 16384 / steps;
            struct w32_point to = {w32_curve_at(start.x, points[i].x, points[i + 1].x, points[i + 2].x, t),
                                   w32_curve_at(start.y, points[i].y, points[i + 1].y, points[i + 2].y, t)};

            w32_edge_add(edges, count, from, to);
            from = to;
        }
    }
}

/* By first row (Shell's method: no memory, and good enough for some thousand sides). */
static void w32_edges_sort(struct w32_edge *edges, uint32_t count)
{
    uint32_t gap, i, j;

    for (gap = count / 2; gap > 0; gap /= 2) {
        for (i = gap; i < count; i++) {
            struct w32_edge edge = edges[i];

            for (j = i; j >= gap && edges[j - gap].top > edge.top; j -= gap)
                edges[j] = edges[j - gap];
            edges[j] = edge;
        }
    }
}

/* Drops the sides that end above the row and sorts the rest by where they cross it. */
static uint32_t w32_active_update(struct w32_edge *edges, uint32_t active, int32_t row)
{
    uint32_t kept = 0;
    uint32_t i, j;

    for (i = 0; i < active; i++) {
        struct w32_edge edge = edges[i];

        if (edge.bottom <= row)
            continue;
        for (j = kept; j > 0 && edges[j - 1].x > edge.x; j--)
            edges[j] = edges[j - 1];
        edges[j] = edge;
        kept++;
    }
    return kept;
}

/* The pixels of one row between the sides that cross it; moves the sides on to the next row. */
static enum w32_status w32_active_emit(struct w32_region *target, struct w32_edge *edges, uint32_t active,
                                       int32_t row, enum w32_fill_mode mode)
{
    struct w32_rect rect = {0, row, 0, row + 1};
    uint32_t band = target->count;
    int32_t winding = 0;
    bool open = false;
    uint32_t i;

    for (i = 0; i < active; i++) {
        bool inside;
        int32_t x = w32_pixel_from_fixed(edges[i].x);
        enum w32_status status;

        edges[i].x += edges[i].slope;
        winding += edges[i].winding;
        inside = mode == W32_FILL_WINDING ? winding != 0 : i % 2 == 0;
        if (inside && !open) {
            /* Two spans that meet are one: open the last one again. */
            if (target->count > band && target->rects[target->count - 1].right == x)
                rect = target->rects[--target->count];
            else
                rect.left = x;
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
static enum w32_status w32_path_fill(struct w32_region *target, struct w32_edge *edges, uint32_t count,
                                      enum w32_fill_mode mode)
{
    uint32_t active = 0, next = 0, previous = 0;
    int32_t row = 0;

    w32_edges_sort(edges, count);
    while (next < count || active > 0) {
        uint32_t band = target->count;
        enum w32_status status;

        if (active == 0)
            row = edges[next].top;
        /* The sides in use stand at the front of the array; those behind them that are used up make room. */
        while (next < count && edges[next].top <= row)
            edges[active++] = edges[next++];
        active = w32_active_update(edges, active, row);
        status = w32_active_emit(target, edges, active, row, mode);
        if (status != W32_OK)
            return status;
        w32_region_band_close(target, &previous, band);
        row++;
    }
    w32_region_bounds_update(target);
    return W32_OK;
}

enum w32_status w32_path_polygon(struct w32_region *target, const struct w32_point *points, uint32_t count)
{
    struct w32_edge *edges;
    uint32_t used = 0;
    enum w32_status status;

    if (count == 0)
        return W32_OK;
    edges = w32_platform_alloc((size_t)count * sizeof *edges);
    if (!edges)
        return W32_NO_MEMORY;
    w32_edges_of_contour(edges, &used, points, count, 1);
    status = w32_path_fill(target, edges, used, W32_FILL_ALTERNATE);
    w32_platform_free(edges);
    return status;
}

/* Pre: the lengths add up to the points. Empty contours are nothing. */
enum w32_status w32_path_polygons(struct w32_region *target, const struct w32_point *points, const uint32_t *lengths,
                                  uint32_t contours, enum w32_fill_mode mode)
{
    uint32_t count = 0, used = 0;
    struct w32_edge *edges;
    uint32_t i;
    enum w32_status status;

    for (i = 0; i < contours; i++)
        count += lengths[i];
    edges = w32_platform_alloc(count * sizeof *edges);
    if (!edges)
        return W32_NO_MEMORY;
    for (i = 0; i < contours; i++) {
        if (lengths[i] != 0)
            w32_edges_of_contour(edges, &used, points, lengths[i], 1);
        points += lengths[i];
    }
    status = w32_path_fill(target, edges, used, mode);
    w32_platform_free(edges);
    return status;
}

/* Whether the contours' lengths add up to the points and suit the steps, and all points are in range. */
static bool w32_path_valid(const struct w32_region_create_path_in *ask, const uint32_t *lengths,
                           const struct w32_point *points)
{
    uint64_t sum = 0;
    uint32_t i;

    for (i = 0; i < ask->contours; i++) {
        if (lengths[i] == 0 || (ask->steps > 1 && lengths[i] % 3 != 0))
            return false;
        sum += lengths[i];
    }
    for (i = 0; i < ask->points; i++) {
        if (!w32_point_valid(points[i]))
            return false;
    }
    return sum == ask->points;
}

enum w32_status w32_request_region_create_path(struct w32_call *call, W32_UNTRUSTED const void *in,
                                               W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_region_create_path_in *ask = in;
    const uint32_t *lengths = (const uint32_t *)(const void *)(ask + 1);
    const struct w32_point *points;
    struct w32_region *region;
    struct w32_edge *edges;
    uint32_t bytes, used = 0, i;
    enum w32_status status;

    if (ask->mode > W32_FILL_WINDING || ask->steps == 0)
        return W32_BAD_VALUE;
    if ((uint64_t)ask->contours * sizeof *lengths + (uint64_t)ask->points * sizeof *points > in_size - sizeof *ask)
        return W32_BAD_SIZE;
    points = (const struct w32_point *)(const void *)(lengths + ask->contours);
    if (!w32_path_valid(ask, lengths, points))
        return W32_BAD_VALUE;

    /* Every point is the start of one line, or of less than `steps` on average where three make a curve. */
    bytes = ask->points * ask->steps * (uint32_t)sizeof *edges;
    edges = w32_platform_alloc(bytes); /* fault: path-edges-wrap */
    if (!edges)
        return W32_NO_MEMORY;
    for (i = 0; i < ask->contours; i++) {
        w32_edges_of_contour(edges, &used, points, lengths[i], ask->steps);
        points += lengths[i];
    }
    status = w32_region_object_new(call, &region);
    if (status == W32_OK)
        status = w32_object_publish(call, &region->head,
                                    w32_path_fill(region, edges, used, (enum w32_fill_mode)ask->mode));
    w32_platform_free(edges);
    return status;
}
