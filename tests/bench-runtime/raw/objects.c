/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Tables of objects: windows under a point, the bounds of a path. */
#include "kernels.h"

static inline bool inside(const bench_rect *frame, int32_t x, int32_t y)
{
    return x >= frame->left && x < frame->right && y >= frame->top && y < frame->bottom;
}

/* The innermost visible window at a point: down from the desktop, always into the topmost child that is hit. */
static uint32_t window_at(const bench_window *windows, int32_t x, int32_t y)
{
    const bench_window *hit = &windows[0];
    const bench_window *child = windows + hit->first_child;
    const bench_window *end = child + hit->child_count;
    while (child != end) {
        if (child->visible && inside(&child->frame, x, y)) {
            hit = child;
            child = windows + hit->first_child;
            end = child + hit->child_count;
        } else {
            child++;
        }
    }
    return hit->id;
}

uint64_t BENCH_NAME(hit_test)(bench_work *work)
{
    const bench_window *windows = work->windows.items;
    uint64_t sum = 0;
    for (size_t i = 0; i < work->points.count; i++) {
        uint32_t id = window_at(windows, work->points.items[i].x, work->points.items[i].y);
        work->answers.items[i] = id;
        sum += id;
    }
    return sum;
}

uint64_t BENCH_NAME(path_bounds)(bench_work *work)
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

static inline bench_object *object_of(const bench_entry *entries, size_t count, uint32_t handle, uint8_t type)
{
    uint32_t index = handle & 0xffff;
    if (index >= count)
        return NULL;
    const bench_entry *entry = &entries[index];
    if (entry->unique != handle >> 16 || entry->type != type)
        return NULL;
    return entry->object;
}

uint64_t BENCH_NAME(handle_lookup)(bench_work *work)
{
    const bench_entry *entries = work->objects.entries.items;
    size_t count = work->objects.entries.count;
    const uint32_t *handle = work->objects.raw_handles.items;
    const uint32_t *end = handle + work->objects.raw_handles.count;
    uint64_t sum = 0;
    for (; handle != end; handle++) {
        const bench_object *object = object_of(entries, count, *handle, BENCH_TYPE);
        sum += object == NULL ? UINT64_C(1) << 40 : object->width;
    }
    return sum;
}

static bool post(bench_queue *queue, const bench_message *message)
{
    if (queue->head != queue->tail) {
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

static bool take(bench_queue *queue, bench_message *message)
{
    if (queue->head == queue->tail)
        return false;
    *message = queue->items[queue->head & (BENCH_QUEUE - 1)];
    queue->head++;
    return true;
}

uint64_t BENCH_NAME(message_queue)(bench_work *work)
{
    bench_queue *queue = work->queue;
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
