/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

BW_HARDENED_FILE;

/* The end of a region that had a handle. */
void w32_region_end(struct w32_region *region, void *driver)
{
    (void)driver;
    w32_region_free(region);
}

enum w32_status w32_request_region_create_rect(struct w32_call *call, bw_reader *in)
{
    struct w32_rect rect = w32_take_rect(in);
    struct w32_region *region;
    enum w32_status status;

    if (!w32_rect_valid(rect))
        return W32_BAD_VALUE;
    status = w32_region_object_new(call, &region);
    if (status != W32_OK)
        return status;
    return w32_object_publish(call, &region->head, w32_region_set_rect(region, rect));
}

/* The union of rectangles in any order. */
static enum w32_status w32_region_set_rects(bw_arena *arena, struct w32_region *region, w32_rects_const rects)
{
    struct w32_region single;
    enum w32_status status = W32_OK;

    w32_region_init(&single, NULL);
    for (size_t i = 0; i < rects.count && status == W32_OK; i++) {
        bw_arena_mark mark = bw_arena_save(arena);

        w32_region_init(&single, arena);
        status = w32_region_set_rect(&single, BW_AT(rects, i));
        if (status == W32_OK)
            status = w32_region_combine(arena, region, region, &single, W32_COMBINE_UNION);
        w32_region_free(&single);
        bw_arena_rollback(arena, mark);
    }
    return status;
}

enum w32_status w32_request_region_create_data(struct w32_call *call, bw_reader *in)
{
    uint32_t count = w32_take_u32(in);
    bw_bytes_const bytes;
    bw_reader data;
    w32_rects rects;
    struct w32_region *region;
    enum w32_status status = W32_OK;

    if (bw_reader_items(in, count, sizeof(struct w32_rect), &bytes) != BW_OK)
        return W32_BAD_SIZE;
    data = bw_reader_over(bytes);
    if (w32_rects_alloc(call->arena, count, &rects) != BW_OK)
        return W32_NO_MEMORY;
    for (size_t i = 0; i < rects.count; i++) {
        /* Callers may give the corners in any order. */
        struct w32_rect given = w32_take_rect(&data);
        struct w32_rect rect = {w32_min(given.left, given.right), w32_min(given.top, given.bottom),
                                w32_max(given.left, given.right), w32_max(given.top, given.bottom)};

        BW_AT(rects, i) = rect;
        if (!w32_rect_valid(rect))
            status = W32_BAD_VALUE;
    }
    if (status == W32_OK)
        status = w32_region_object_new(call, &region);
    if (status != W32_OK)
        return status;
    return w32_object_publish(call, &region->head,
                              w32_region_set_rects(call->arena, region, w32_rects_as_const(rects)));
}

enum w32_status w32_request_region_combine(struct w32_call *call, bw_reader *in)
{
    w32_handle target_handle = w32_take_u32(in);
    w32_handle a_handle = w32_take_u32(in);
    w32_handle b_handle = w32_take_u32(in);
    uint32_t op = w32_take_u32(in);
    struct w32_region *target, *a, *b;
    enum w32_status status;

    if (op > W32_COMBINE_COPY)
        return W32_BAD_VALUE;
    status = w32_region_object_find(call->process, target_handle, &target);
    if (status == W32_OK)
        status = w32_region_object_find(call->process, a_handle, &a);
    if (status == W32_OK)
        status = w32_region_object_find(call->process, b_handle, &b);
    if (status != W32_OK)
        return status;
    return w32_region_combine(call->arena, target, a, b, (enum w32_combine)op);
}

enum w32_status w32_request_region_offset(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    struct w32_point by = w32_take_point(in);
    struct w32_region *region;
    enum w32_status status;

    if (!w32_point_valid(by))
        return W32_BAD_VALUE;
    status = w32_region_object_find(call->process, handle, &region);
    if (status != W32_OK)
        return status;
    return w32_region_offset(region, by.x, by.y) ? W32_OK : W32_BAD_VALUE;
}

enum w32_status w32_request_region_query(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    w32_words answer = w32_answer(call);
    struct w32_region *region;
    w32_rects rects;
    size_t room;
    enum w32_status status = w32_region_object_find(call->process, handle, &region);

    if (status != W32_OK)
        return status;
    w32_answer_rect(&answer, region->bounds);
    w32_words_put(&answer, (uint32_t)region->rects.count);
    rects = region->rects;
    room = w32_words_room(&answer) / (sizeof(struct w32_rect) / sizeof(uint32_t));
    if (room < rects.count)
        rects = w32_rects_first(rects, room);
    for (size_t i = 0; i < rects.count; i++)
        w32_answer_rect(&answer, BW_AT(rects, i));
    return w32_answer_done(call, &answer);
}

enum w32_status w32_request_region_test(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    struct w32_rect rect = w32_take_rect(in);
    w32_words answer = w32_answer(call);
    struct w32_region *region;
    enum w32_status status;

    if (!w32_rect_valid(rect))
        return W32_BAD_VALUE;
    status = w32_region_object_find(call->process, handle, &region);
    if (status != W32_OK)
        return status;
    w32_words_put(&answer, (uint32_t)w32_region_inside(region, rect));
    return w32_answer_done(call, &answer);
}

enum w32_status w32_request_region_delete(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);

    return w32_region_object_delete(call->process, handle);
}
