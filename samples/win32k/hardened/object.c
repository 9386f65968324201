/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

static w32_handle w32_object_handle(const struct w32_object *object, size_t slot)
{
    return (w32_handle)object->generation << 16 | (w32_handle)(slot + 1);
}

/* Takes over the region on success. */
static enum w32_status w32_object_add(struct w32_driver *driver, struct w32_region *region, w32_handle *ret_handle)
{
    w32_objects objects = BW_SPAN_OF_ARRAY(w32_objects, driver->objects);

    for (size_t slot = 0; slot < objects.count; slot++) {
        struct w32_object *object = w32_objects_at(objects, slot);

        if (!object->used) {
            object->used = true;
            object->generation++;
            object->region = *region;
            w32_region_init(region, NULL);
            driver->regions++;
            *ret_handle = w32_object_handle(object, slot);
            return W32_OK;
        }
    }
    return W32_NO_SLOT;
}

static enum w32_status w32_object_at(struct w32_driver *driver, w32_handle handle, struct w32_object **ret_object)
{
    w32_objects objects = BW_SPAN_OF_ARRAY(w32_objects, driver->objects);
    size_t slot = (handle & 0xffffu) - (size_t)1;
    struct w32_object *object;

    if (w32_objects_try_at(objects, slot, &object) != BW_OK || !object->used ||
        w32_object_handle(object, slot) != handle)
        return W32_BAD_HANDLE;
    *ret_object = object;
    return W32_OK;
}

enum w32_status w32_object_find(struct w32_driver *driver, w32_handle handle, struct w32_region **ret_region)
{
    struct w32_object *object;
    enum w32_status status = w32_object_at(driver, handle, &object);

    if (status == W32_OK)
        *ret_region = &object->region;
    return status;
}

void w32_object_free_all(struct w32_driver *driver)
{
    w32_objects objects = BW_SPAN_OF_ARRAY(w32_objects, driver->objects);

    for (size_t slot = 0; slot < objects.count; slot++) {
        struct w32_object *object = w32_objects_at(objects, slot);

        if (object->used)
            w32_region_free(&object->region);
        object->used = false;
    }
    driver->regions = 0;
}

uint64_t w32_object_digest(uint64_t digest, const struct w32_driver *driver)
{
    w32_objects_const objects = BW_SPAN_OF_ARRAY(w32_objects_const, driver->objects);

    for (size_t slot = 0; slot < objects.count; slot++) {
        const struct w32_object *object = w32_objects_const_at(objects, slot);

        if (object->used) {
            digest = w32_digest_u32(digest, w32_object_handle(object, slot));
            digest = w32_region_digest(digest, &object->region);
        }
    }
    return digest;
}

/* The last step of every request that makes a region: a handle for it. Else the call's release ends it. */
enum w32_status w32_object_publish(struct w32_call *call)
{
    w32_words answer = w32_answer(call);
    w32_handle handle;
    enum w32_status status = w32_object_add(call->driver, &call->region, &handle);

    if (status != W32_OK)
        return status;
    w32_words_put(&answer, handle);
    return w32_answer_done(call, &answer);
}

enum w32_status w32_request_region_create_rect(struct w32_call *call, bw_reader *in)
{
    struct w32_rect rect = w32_take_rect(in);
    enum w32_status status;

    if (!w32_rect_valid(rect))
        return W32_BAD_VALUE;
    status = w32_region_set_rect(&call->region, rect);
    if (status != W32_OK)
        return status;
    return w32_object_publish(call);
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
        status = w32_region_set_rects(call->arena, &call->region, w32_rects_as_const(rects));
    if (status != W32_OK)
        return status;
    return w32_object_publish(call);
}

enum w32_status w32_request_region_combine(struct w32_call *call, bw_reader *in)
{
    w32_handle target_handle = w32_take_u32(in);
    w32_handle a_handle = w32_take_u32(in);
    w32_handle b_handle = w32_take_u32(in);
    uint32_t op = w32_take_u32(in);
    struct w32_region *target, *a, *b;
    enum w32_status status;

    if (op > W32_COMBINE_SUBTRACT)
        return W32_BAD_VALUE;
    status = w32_object_find(call->driver, target_handle, &target);
    if (status == W32_OK)
        status = w32_object_find(call->driver, a_handle, &a);
    if (status == W32_OK)
        status = w32_object_find(call->driver, b_handle, &b);
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
    status = w32_object_find(call->driver, handle, &region);
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
    enum w32_status status = w32_object_find(call->driver, handle, &region);

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

enum w32_status w32_request_region_delete(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    struct w32_object *object;
    enum w32_status status = w32_object_at(call->driver, handle, &object);

    if (status != W32_OK)
        return status;
    w32_region_free(&object->region);
    object->used = false;
    call->driver->regions--;
    return W32_OK;
}
