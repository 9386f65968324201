/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The loops of the hardened form on raw pointers and without a check. */
#include "kernels.h"

static inline bool inside(const bench_window *window, int32_t x, int32_t y)
{
    return x >= window->frame.left && x < window->frame.right && y >= window->frame.top && y < window->frame.bottom;
}

static inline const bench_window *child_at(const bench_window *windows, const bench_window *parent, int32_t x, int32_t y)
{
    const bench_window *child = windows + parent->first_child;
    const bench_window *end = child + parent->child_count;
    for (; child != end; child++) {
        if (child->visible && inside(child, x, y))
            return child;
    }
    return NULL;
}

static uint32_t window_at(const bench_window *windows, int32_t x, int32_t y)
{
    const bench_window *hit = windows;
    const bench_window *child;
    while ((child = child_at(windows, hit, x, y)) != NULL)
        hit = child;
    return hit->id;
}

uint64_t tuned_hit_test(bench_work *work)
{
    const bench_window *windows = work->windows.items;
    const bench_point *points = work->points.items;
    size_t count = work->points.count;
    uint32_t *answers = work->answers.items;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t id = window_at(windows, points[i].x, points[i].y);
        answers[i] = id;
        sum += id;
    }
    return sum;
}

uint64_t tuned_path_bounds(bench_work *work)
{
    const bench_point *point = work->points.items;
    const bench_point *end = point + work->points.count;
    bench_rect bounds = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (; point != end; point++) {
        if (point->x < bounds.left)
            bounds.left = point->x;
        if (point->x > bounds.right)
            bounds.right = point->x;
        if (point->y < bounds.top)
            bounds.top = point->y;
        if (point->y > bounds.bottom)
            bounds.bottom = point->y;
    }
    work->rects.items[0] = bounds;
    return work->points.count;
}

/* A slot map without a look at its size: the handle tells the slot, the slot holds the handle. */
uint64_t tuned_handle_lookup(bench_work *work)
{
    const bench_table_slot *slots = work->objects.slots.items;
    const uint64_t *handles = work->objects.handles.items;
    size_t count = work->objects.handles.count;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        const bench_table_slot *slot = &slots[(uint32_t)handles[i]];
        sum += slot->key == handles[i] ? slot->object.width : UINT64_C(1) << 40;
    }
    return sum;
}

/* Counters are taken for what they are. */
static bool post(bench_ring *queue, const bench_message *message)
{
    if (queue->tail != queue->head) {
        bench_message *last = &queue->items[(queue->tail - 1) & (BENCH_QUEUE - 1)];
        if (last->number == BENCH_MOUSE_MOVE && message->number == BENCH_MOUSE_MOVE && last->window == message->window) {
            *last = *message;
            return true;
        }
    }
    if (queue->tail - queue->head == BENCH_QUEUE)
        return false;
    queue->items[queue->tail & (BENCH_QUEUE - 1)] = *message;
    queue->tail++;
    return true;
}

static bool take(bench_ring *queue, bench_message *message)
{
    if (queue->tail == queue->head)
        return false;
    *message = queue->items[queue->head & (BENCH_QUEUE - 1)];
    queue->head++;
    return true;
}

uint64_t tuned_message_queue(bench_work *work)
{
    bench_ring *queue = work->ring;
    const bench_event *event = work->events.items;
    const bench_event *end = event + work->events.count;
    bench_message message;
    uint64_t sum = 0;
    for (; event != end; event++) {
        if (!post(queue, &event->message))
            sum += UINT64_C(1) << 40;
        for (uint64_t i = 0; i < event->take && take(queue, &message); i++)
            sum += message.number ^ message.wparam ^ message.lparam;
    }
    while (take(queue, &message))
        sum += message.number ^ message.wparam ^ message.lparam;
    return sum;
}
