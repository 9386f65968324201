/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

/* The end of a region that had a handle. */
void w32_region_end(struct w32_region *region, struct w32_driver *driver)
{
    (void)driver;
    w32_region_free(region);
}

enum w32_status w32_request_region_create_rect(struct w32_call *call, W32_UNTRUSTED const void *in,
                                               W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_region_create_rect_in *ask = in;
    struct w32_region *region;
    enum w32_status status;

    (void)in_size;
    if (!w32_rect_valid(ask->rect))
        return W32_BAD_VALUE;
    status = w32_region_object_new(call, &region);
    if (status != W32_OK)
        return status;
    return w32_object_publish(call, &region->head, w32_region_set_rect(region, ask->rect));
}

/* The union of rectangles in any order. */
static enum w32_status w32_region_set_rects(struct w32_region *region, const struct w32_rect *rects, uint32_t count)
{
    struct w32_region single;
    enum w32_status status = W32_OK;
    uint32_t i;

    w32_region_init(&single);
    for (i = 0; i < count && status == W32_OK; i++) {
        status = w32_region_set_rect(&single, rects[i]);
        if (status == W32_OK)
            status = w32_region_combine(region, region, &single, W32_COMBINE_UNION);
    }
    w32_region_free(&single);
    return status;
}

enum w32_status w32_request_region_create_data(struct w32_call *call, W32_UNTRUSTED const void *in,
                                               W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_region_create_data_in *ask = in;
    uint32_t bytes = ask->count * (uint32_t)sizeof *ask->rects;
    struct w32_rect *rects;
    struct w32_region *region;
    enum w32_status status = W32_OK;
    uint32_t i;

    if (bytes > in_size - sizeof *ask)
        return W32_BAD_SIZE;
    rects = w32_platform_alloc(bytes); /* fault: region-data-wrap */
    if (!rects)
        return W32_NO_MEMORY;
    for (i = 0; i < ask->count; i++) {
        /* Callers may give the corners in any order. */
        rects[i].left = w32_min(ask->rects[i].left, ask->rects[i].right);
        rects[i].top = w32_min(ask->rects[i].top, ask->rects[i].bottom);
        rects[i].right = w32_max(ask->rects[i].left, ask->rects[i].right);
        rects[i].bottom = w32_max(ask->rects[i].top, ask->rects[i].bottom);
        if (!w32_rect_valid(rects[i]))
            status = W32_BAD_VALUE;
    }
    if (status == W32_OK)
        status = w32_region_object_new(call, &region);
    if (status == W32_OK)
        status = w32_object_publish(call, &region->head, w32_region_set_rects(region, rects, ask->count));
    w32_platform_free(rects);
    return status;
}

enum w32_status w32_request_region_combine(struct w32_call *call, W32_UNTRUSTED const void *in,
                                           W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_region_combine_in *ask = in;
    struct w32_region *target, *a, *b;
    enum w32_status status;

    (void)in_size;
    if (ask->op > W32_COMBINE_COPY)
        return W32_BAD_VALUE;
    status = w32_region_object_find(call->process, ask->target, &target);
    if (status == W32_OK)
        status = w32_region_object_find(call->process, ask->a, &a);
    if (status == W32_OK)
        status = w32_region_object_find(call->process, ask->b, &b);
    if (status != W32_OK)
        return status;
    return w32_region_combine(target, a, b, (enum w32_combine)ask->op);
}

enum w32_status w32_request_region_offset(struct w32_call *call, W32_UNTRUSTED const void *in,
                                          W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_region_offset_in *ask = in;
    struct w32_region *region;
    enum w32_status status;

    (void)in_size;
    if (!w32_coord_valid(ask->dx) || !w32_coord_valid(ask->dy))
        return W32_BAD_VALUE;
    status = w32_region_object_find(call->process, ask->region, &region);
    if (status != W32_OK)
        return status;
    return w32_region_offset(region, ask->dx, ask->dy) ? W32_OK : W32_BAD_VALUE;
}

enum w32_status w32_request_region_query(struct w32_call *call, W32_UNTRUSTED const void *in,
                                         W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_region_query_in *ask = in;
    struct w32_region_query_out *answer = call->out;
    struct w32_region *region;
    uint32_t room, count;
    enum w32_status status;

    (void)in_size;
    status = w32_region_object_find(call->process, ask->region, &region);
    if (status != W32_OK)
        return status;
    room = (call->out_size - (uint32_t)sizeof *answer) / (uint32_t)sizeof *answer->rects;
    count = region->count < room ? region->count : room;
    answer->bounds = region->bounds;
    answer->count = region->count;
    if (count)
        memcpy(answer->rects, region->rects, count * sizeof *answer->rects);
    call->written = (uint32_t)(sizeof *answer + count * sizeof *answer->rects);
    return W32_OK;
}

enum w32_status w32_request_region_test(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_region_test_in *ask = in;
    struct w32_region_test_out *answer = call->out;
    struct w32_region *region;
    enum w32_status status;

    (void)in_size;
    if (!w32_rect_valid(ask->rect))
        return W32_BAD_VALUE;
    status = w32_region_object_find(call->process, ask->region, &region);
    if (status != W32_OK)
        return status;
    answer->inside = (uint32_t)w32_region_inside(region, ask->rect);
    call->written = sizeof *answer;
    return W32_OK;
}

enum w32_status w32_request_region_delete(struct w32_call *call, W32_UNTRUSTED const void *in,
                                          W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_region_delete_in *ask = in;

    (void)in_size;
    return w32_region_object_delete(call->process, ask->region);
}
