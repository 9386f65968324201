/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The same on the runtime: the children of a window are a part of the table, checked once, then walked. */
#include "kernels.h"

#include <bulwark/zip.h>

BW_CURSOR_DECLARE(window_cursor, bench_windows_const, bench_window const);
BW_CURSOR_DECLARE(point_cursor, bench_points_const, bench_point const);
BW_ZIP2_DECLARE(point_answers, bench_points_const, bench_point const, bw_u32s, uint32_t);
BW_CURSOR_DECLARE(event_cursor, bench_events_const, bench_event const);

static inline bool inside(bench_window const *window, int32_t x, int32_t y)
{
    return x >= window->frame.left && x < window->frame.right && y >= window->frame.top && y < window->frame.bottom;
}

/* The topmost visible child at a point, or NULL. The children are a part of the table: one check for all. */
static inline bench_window const *child_at(bench_windows_const windows, bench_window const *parent, int32_t x, int32_t y)
{
    window_cursor at = window_cursor_over_part(windows, parent->first_child, parent->child_count);
    bench_window const *child;
    while (window_cursor_next(&at, &child)) {
        if (child->visible && inside(child, x, y))
            return child;
    }
    return NULL;
}

/* The innermost visible window at a point: down from the desktop, always into the topmost child that is hit. */
static uint32_t window_at(bench_windows_const windows, int32_t x, int32_t y)
{
    bench_window const *hit = bench_windows_const_at(windows, 0);
    bench_window const *child;
    while ((child = child_at(windows, hit, x, y)) != NULL)
        hit = child;
    return hit->id;
}

uint64_t hardened_hit_test(bench_work *work)
{
    bench_windows_const windows = work->windows;
    point_answers each = point_answers_shortest(work->points, work->answers);
    uint64_t sum = 0;
    for (size_t i = 0; i < each.count; i++) {
        uint32_t id = window_at(windows, BW_ZIP_AT(each, a, i).x, BW_ZIP_AT(each, a, i).y);
        BW_ZIP_AT(each, b, i) = id;
        sum += id;
    }
    return sum;
}

uint64_t hardened_path_bounds(bench_work *work)
{
    point_cursor at = point_cursor_over(work->points);
    bench_point const *point;
    bench_rect bounds = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    while (point_cursor_next(&at, &point)) {
        if (point->x < bounds.left)
            bounds.left = point->x;
        if (point->x > bounds.right)
            bounds.right = point->x;
        if (point->y < bounds.top)
            bounds.top = point->y;
        if (point->y > bounds.bottom)
            bounds.bottom = point->y;
    }
    *bench_rects_at(work->rects, 0) = bounds;
    return work->points.count;
}

uint64_t hardened_handle_lookup(bench_work *work)
{
    bench_table_lookup lookup;
    if (bench_table_lookup_of(work->table, &lookup) != BW_OK)
        return 0;
    bw_u64s_const handles = work->objects.handles;
    uint64_t sum = 0;
    for (size_t i = 0; i < handles.count; i++) {
        bench_object *object;
        if (bench_table_find(lookup, bench_table_handle_of(BW_AT(handles, i)), &object) == BW_OK)
            sum += object->width;
        else
            sum += UINT64_C(1) << 40;
    }
    return sum;
}

static bool post(bench_ring *queue, const bench_message *message)
{
    bench_message *last;
    if (bench_ring_try_back(queue, &last) == BW_OK && last->number == BENCH_MOUSE_MOVE &&
        message->number == BENCH_MOUSE_MOVE && last->window == message->window) {
        *last = *message;
        return true;
    }
    return bench_ring_push(queue, *message) == BW_OK;
}

uint64_t hardened_message_queue(bench_work *work)
{
    bench_ring *queue = work->ring;
    event_cursor at = event_cursor_over(work->events);
    bench_event const *event;
    bench_message message;
    uint64_t sum = 0;
    while (event_cursor_next(&at, &event)) {
        if (!post(queue, &event->message))
            sum += UINT64_C(1) << 40;
        for (uint64_t i = 0; i < event->take && bench_ring_pop(queue, &message) == BW_OK; i++)
            sum += message.number ^ message.wparam ^ message.lparam;
    }
    while (bench_ring_pop(queue, &message) == BW_OK)
        sum += message.number ^ message.wparam ^ message.lparam;
    return sum;
}
