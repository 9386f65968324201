/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include <string.h>

#include "shared/digest.h"

static w32_handle w32_object_handle(const struct w32_driver *driver, uint32_t slot)
{
    return (w32_handle)driver->objects[slot].generation << 16 | (slot + 1);
}

/* Takes over the region on success. */
static enum w32_status w32_object_add(struct w32_driver *driver, struct w32_region *region, w32_handle *ret_handle)
{
    uint32_t slot;

    for (slot = 0; slot < W32_REGIONS_MAX; slot++) {
        struct w32_object *object = &driver->objects[slot];

        if (!object->used) {
            object->used = true;
            object->generation++;
            object->region = *region;
            w32_region_init(region);
            driver->regions++;
            *ret_handle = w32_object_handle(driver, slot);
            return W32_OK;
        }
    }
    return W32_NO_SLOT;
}

static enum w32_status w32_object_at(struct w32_driver *driver, w32_handle handle, struct w32_object **ret_object)
{
    uint32_t slot = (handle & 0xffffu) - 1;

    if (slot >= W32_REGIONS_MAX || !driver->objects[slot].used || w32_object_handle(driver, slot) != handle)
        return W32_BAD_HANDLE;
    *ret_object = &driver->objects[slot];
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
    uint32_t slot;

    for (slot = 0; slot < W32_REGIONS_MAX; slot++) {
        if (driver->objects[slot].used)
            w32_region_free(&driver->objects[slot].region);
        driver->objects[slot].used = false;
    }
    driver->regions = 0;
}

uint64_t w32_object_digest(uint64_t digest, const struct w32_driver *driver)
{
    uint32_t slot;

    for (slot = 0; slot < W32_REGIONS_MAX; slot++) {
        if (driver->objects[slot].used) {
            digest = w32_digest_u32(digest, w32_object_handle(driver, slot));
            digest = w32_region_digest(digest, &driver->objects[slot].region);
        }
    }
    return digest;
}

/* The last step of every request that makes a region: a handle for it, or its end. */
enum w32_status w32_object_publish(struct w32_driver *driver, struct w32_region *region, void *out,
                                   uint32_t *ret_written)
{
    struct w32_region_create_out *answer = out;
    enum w32_status status = w32_object_add(driver, region, &answer->region);

    if (status != W32_OK) {
        w32_region_free(region);
        return status;
    }
    *ret_written = sizeof *answer;
    return W32_OK;
}

enum w32_status w32_request_region_create_rect(struct w32_driver *driver, W32_UNTRUSTED const void *in,
                                               W32_UNTRUSTED uint32_t in_size, void *out,
                                               W32_UNTRUSTED uint32_t out_size, uint32_t *ret_written)
{
    const struct w32_region_create_rect_in *ask = in;
    struct w32_region region;
    enum w32_status status;

    (void)in_size;
    (void)out_size;
    if (!w32_rect_valid(ask->rect))
        return W32_BAD_VALUE;
    w32_region_init(&region);
    status = w32_region_set_rect(&region, ask->rect);
    if (status != W32_OK)
        return status;
    return w32_object_publish(driver, &region, out, ret_written);
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

enum w32_status w32_request_region_create_data(struct w32_driver *driver, W32_UNTRUSTED const void *in,
                                               W32_UNTRUSTED uint32_t in_size, void *out,
                                               W32_UNTRUSTED uint32_t out_size, uint32_t *ret_written)
{
    const struct w32_region_create_data_in *ask = in;
    uint32_t bytes = ask->count * (uint32_t)sizeof *ask->rects;
    struct w32_rect *rects;
    struct w32_region region;
    enum w32_status status = W32_OK;
    uint32_t i;

    (void)out_size;
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
    w32_region_init(&region);
    if (status == W32_OK)
        status = w32_region_set_rects(&region, rects, ask->count);
    w32_platform_free(rects);
    if (status != W32_OK) {
        w32_region_free(&region);
        return status;
    }
    return w32_object_publish(driver, &region, out, ret_written);
}

enum w32_status w32_request_region_combine(struct w32_driver *driver, W32_UNTRUSTED const void *in,
                                           W32_UNTRUSTED uint32_t in_size, void *out,
                                           W32_UNTRUSTED uint32_t out_size, uint32_t *ret_written)
{
    const struct w32_region_combine_in *ask = in;
    struct w32_region *target, *a, *b;
    enum w32_status status;

    (void)in_size;
    (void)out;
    (void)out_size;
    (void)ret_written;
    if (ask->op > W32_COMBINE_SUBTRACT)
        return W32_BAD_VALUE;
    status = w32_object_find(driver, ask->target, &target);
    if (status == W32_OK)
        status = w32_object_find(driver, ask->a, &a);
    if (status == W32_OK)
        status = w32_object_find(driver, ask->b, &b);
    if (status != W32_OK)
        return status;
    return w32_region_combine(target, a, b, (enum w32_combine)ask->op);
}

enum w32_status w32_request_region_offset(struct w32_driver *driver, W32_UNTRUSTED const void *in,
                                          W32_UNTRUSTED uint32_t in_size, void *out,
                                          W32_UNTRUSTED uint32_t out_size, uint32_t *ret_written)
{
    const struct w32_region_offset_in *ask = in;
    struct w32_region *region;
    enum w32_status status;

    (void)in_size;
    (void)out;
    (void)out_size;
    (void)ret_written;
    if (!w32_coord_valid(ask->dx) || !w32_coord_valid(ask->dy))
        return W32_BAD_VALUE;
    status = w32_object_find(driver, ask->region, &region);
    if (status != W32_OK)
        return status;
    return w32_region_offset(region, ask->dx, ask->dy) ? W32_OK : W32_BAD_VALUE;
}

enum w32_status w32_request_region_query(struct w32_driver *driver, W32_UNTRUSTED const void *in,
                                         W32_UNTRUSTED uint32_t in_size, void *out, W32_UNTRUSTED uint32_t out_size,
                                         uint32_t *ret_written)
{
    const struct w32_region_query_in *ask = in;
    struct w32_region_query_out *answer = out;
    struct w32_region *region;
    uint32_t room, count;
    enum w32_status status;

    (void)in_size;
    status = w32_object_find(driver, ask->region, &region);
    if (status != W32_OK)
        return status;
    room = (out_size - (uint32_t)sizeof *answer) / (uint32_t)sizeof *answer->rects;
    count = region->count < room ? region->count : room;
    answer->bounds = region->bounds;
    answer->count = region->count;
    if (count)
        memcpy(answer->rects, region->rects, count * sizeof *answer->rects);
    *ret_written = (uint32_t)(sizeof *answer + count * sizeof *answer->rects);
    return W32_OK;
}

enum w32_status w32_request_region_delete(struct w32_driver *driver, W32_UNTRUSTED const void *in,
                                          W32_UNTRUSTED uint32_t in_size, void *out,
                                          W32_UNTRUSTED uint32_t out_size, uint32_t *ret_written)
{
    const struct w32_region_delete_in *ask = in;
    struct w32_object *object;
    enum w32_status status;

    (void)in_size;
    (void)out;
    (void)out_size;
    (void)ret_written;
    status = w32_object_at(driver, ask->region, &object);
    if (status != W32_OK)
        return status;
    w32_region_free(&object->region);
    object->used = false;
    driver->regions--;
    return W32_OK;
}
