/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include <string.h>

#include "shared/digest.h"

void w32_region_init(struct w32_region *region)
{
    memset(region, 0, sizeof *region);
}

/* What the region holds; what it is as an object stays. */
void w32_region_free(struct w32_region *region)
{
    static const struct w32_rect nowhere;

    w32_platform_free(region->rects);
    region->bounds = nowhere;
    region->count = 0;
    region->capacity = 0;
    region->rects = NULL;
}

static enum w32_status w32_region_reserve(struct w32_region *region, uint32_t capacity)
{
    struct w32_rect *rects;

    if (capacity <= region->capacity)
        return W32_OK;
    if (capacity > W32_REGION_RECTS_MAX)
        return W32_TOO_BIG;
    rects = w32_platform_alloc(capacity * sizeof *rects);
    if (!rects)
        return W32_NO_MEMORY;
    if (region->count)
        memcpy(rects, region->rects, region->count * sizeof *rects);
    w32_platform_free(region->rects);
    region->rects = rects;
    region->capacity = capacity;
    return W32_OK;
}

enum w32_status w32_region_append(struct w32_region *region, struct w32_rect rect)
{
    if (region->count == region->capacity) {
        /* Doubling, so that a region of n rectangles moves no more than 2 n of them; the last step is cut short. */
        uint32_t wanted = region->capacity ? region->capacity * 2 : 8;
        enum w32_status status;

        if (wanted > W32_REGION_RECTS_MAX && region->capacity < W32_REGION_RECTS_MAX)
            wanted = W32_REGION_RECTS_MAX;
        status = w32_region_reserve(region, wanted);
        if (status != W32_OK)
            return status;
    }
    region->rects[region->count++] = rect;
    return W32_OK;
}

/* Joins the band that starts at `start` and goes to the end with the band from *previous, where the two allow it. */
void w32_region_band_close(struct w32_region *region, uint32_t *previous, uint32_t start)
{
    struct w32_rect *above = region->rects + *previous;
    struct w32_rect *below = region->rects + start;
    uint32_t count = region->count - start;
    uint32_t i;

    if (count == 0)
        return;
    if (*previous == start || start - *previous != count || above->bottom != below->top) {
        *previous = start;
        return;
    }
    for (i = 0; i < count; i++) {
        if (above[i].left != below[i].left || above[i].right != below[i].right) {
            *previous = start;
            return;
        }
    }
    for (i = 0; i < count; i++)
        above[i].bottom = below[i].bottom;
    region->count = start;
}

void w32_region_bounds_update(struct w32_region *region)
{
    struct w32_rect bounds = {0, 0, 0, 0};
    uint32_t i;

    if (region->count) {
        bounds = region->rects[0];
        bounds.bottom = region->rects[region->count - 1].bottom;
        for (i = 1; i < region->count; i++) {
            bounds.left = w32_min(bounds.left, region->rects[i].left);
            bounds.right = w32_max(bounds.right, region->rects[i].right);
        }
    }
    region->bounds = bounds;
}

enum w32_status w32_region_set_rect(struct w32_region *region, struct w32_rect rect)
{
    enum w32_status status = W32_OK;

    region->count = 0;
    if (!w32_rect_empty(rect))
        status = w32_region_append(region, rect);
    w32_region_bounds_update(region);
    return status;
}

enum w32_status w32_region_copy(struct w32_region *target, const struct w32_region *source)
{
    enum w32_status status = w32_region_reserve(target, source->count);

    if (status != W32_OK)
        return status;
    if (source->count)
        memcpy(target->rects, source->rects, source->count * sizeof *source->rects);
    target->count = source->count;
    target->bounds = source->bounds;
    return W32_OK;
}

static bool w32_combine_inside(enum w32_combine op, bool in_a, bool in_b)
{
    switch (op) {
    case W32_COMBINE_UNION:
        return in_a || in_b;
    case W32_COMBINE_INTERSECT:
        return in_a && in_b;
    case W32_COMBINE_SUBTRACT:
        return in_a && !in_b;
    case W32_COMBINE_XOR:
        return in_a != in_b;
    default:
        return in_a;
    }
}

/* Behind the last band: what lies below everything. */
static const struct w32_rect w32_band_none = {0, INT32_MAX, 0, INT32_MAX};

/* The first rectangle of the band that starts at `start`. */
static const struct w32_rect *w32_band_first(const struct w32_region *region, uint32_t start)
{
    return start < region->count ? &region->rects[start] : &w32_band_none;
}

/* Where the band that starts at `start`, with its top at `top`, ends. */
static uint32_t w32_band_end(const struct w32_region *region, uint32_t start, int32_t top)
{
    uint32_t end = start;

    while (end < region->count && region->rects[end].top == top)
        end++;
    return end;
}

/* How many rectangles a band has in rows that it crosses or not. */
static uint32_t w32_band_part(uint32_t start, uint32_t end, bool crosses)
{
    return crosses ? end - start : 0;
}

/* The sides of a band from left to right: even ones enter a rectangle, odd ones leave it. */
static int32_t w32_band_side(const struct w32_rect *band, uint32_t side)
{
    return side & 1 ? band[side / 2].right : band[side / 2].left;
}

/* One band of the result: the rows top to bottom of the band a[0..a_count) op b[0..b_count). */
static enum w32_status w32_band_combine(struct w32_region *result, const struct w32_rect *a, uint32_t a_count,
                                        const struct w32_rect *b, uint32_t b_count, enum w32_combine op,
                                        int32_t top, int32_t bottom)
{
    uint32_t a_side = 0, b_side = 0;
    bool inside = false;
    int32_t left = 0;

    while (a_side < 2 * a_count || b_side < 2 * b_count) {
        int32_t a_x = a_side < 2 * a_count ? w32_band_side(a, a_side) : INT32_MAX;
        int32_t b_x = b_side < 2 * b_count ? w32_band_side(b, b_side) : INT32_MAX;
        int32_t x = w32_min(a_x, b_x);
        bool now;

        if (a_x == x)
            a_side++;
        if (b_x == x)
            b_side++;
        now = w32_combine_inside(op, a_side & 1, b_side & 1);
        if (now && !inside) {
            left = x;
        } else if (!now && inside) {
            struct w32_rect rect = {left, top, x, bottom};
            enum w32_status status = w32_region_append(result, rect);
            if (status != W32_OK)
                return status;
        }
        inside = now;
    }
    return W32_OK;
}

/* Where the rows end that begin at `top` and cross no border of the band of that rectangle. */
static int32_t w32_slab_bottom(const struct w32_rect *first, int32_t top)
{
    return first->top > top ? first->top : first->bottom;
}

enum w32_status w32_region_combine(struct w32_region *target, const struct w32_region *a,
                                   const struct w32_region *b, enum w32_combine op)
{
    struct w32_region result;
    uint32_t a_start = 0, b_start = 0, previous = 0;
    int32_t row = INT32_MIN;

    w32_region_init(&result);
    while (a_start < a->count || b_start < b->count) {
        const struct w32_rect *a_first = w32_band_first(a, a_start);
        const struct w32_rect *b_first = w32_band_first(b, b_start);
        uint32_t a_end = w32_band_end(a, a_start, a_first->top);
        uint32_t b_end = w32_band_end(b, b_start, b_first->top);
        int32_t a_top = w32_max(a_first->top, row);
        int32_t b_top = w32_max(b_first->top, row);
        int32_t top = w32_min(a_top, b_top);
        int32_t bottom = w32_min(w32_slab_bottom(a_first, top), w32_slab_bottom(b_first, top));
        uint32_t band = result.count;
        enum w32_status status =
            w32_band_combine(&result, a->rects + a_start, w32_band_part(a_start, a_end, a_top == top),
                             b->rects + b_start, w32_band_part(b_start, b_end, b_top == top), op, top, bottom);

        if (status != W32_OK) {
            w32_region_free(&result);
            return status;
        }
        w32_region_band_close(&result, &previous, band);
        row = bottom;
        if (a_first->bottom <= row)
            a_start = a_end;
        if (b_first->bottom <= row)
            b_start = b_end;
    }
    w32_region_bounds_update(&result);
    w32_region_free(target);
    result.head = target->head;
    *target = result;
    return W32_OK;
}

/* False, and nothing moved, if a coordinate would leave its range. */
bool w32_region_offset(struct w32_region *region, int32_t dx, int32_t dy)
{
    struct w32_rect bounds = w32_rect_offset(region->bounds, dx, dy);
    uint32_t i;

    if (region->count == 0)
        return true;
    if (!w32_rect_valid(bounds))
        return false;
    for (i = 0; i < region->count; i++)
        region->rects[i] = w32_rect_offset(region->rects[i], dx, dy);
    region->bounds = bounds;
    return true;
}

bool w32_region_contains(const struct w32_region *region, int32_t x, int32_t y)
{
    const struct w32_rect *rect = region->rects;
    const struct w32_rect *end = rect + region->count;

    for (; rect != end && rect->top <= y; rect++) {
        if (y < rect->bottom && x >= rect->left && x < rect->right)
            return true;
    }
    return false;
}

/* How much of a rectangle lies in the region. */
enum w32_inside w32_region_inside(const struct w32_region *region, struct w32_rect rect)
{
    int64_t whole = (int64_t)(rect.right - rect.left) * (rect.bottom - rect.top);
    int64_t found = 0;
    uint32_t i;

    for (i = 0; i < region->count; i++) {
        struct w32_rect part = w32_rect_intersect(region->rects[i], rect);

        if (!w32_rect_empty(part))
            found += (int64_t)(part.right - part.left) * (part.bottom - part.top);
    }
    return found == 0 ? W32_INSIDE_NONE : found == whole ? W32_INSIDE_ALL : W32_INSIDE_PART;
}

uint64_t w32_region_digest(uint64_t digest, const struct w32_region *region)
{
    uint32_t i;

    digest = w32_digest_u32(digest, region->count);
    for (i = 0; i < region->count; i++) {
        digest = w32_digest_i32(digest, region->rects[i].left);
        digest = w32_digest_i32(digest, region->rects[i].top);
        digest = w32_digest_i32(digest, region->rects[i].right);
        digest = w32_digest_i32(digest, region->rects[i].bottom);
    }
    return digest;
}
