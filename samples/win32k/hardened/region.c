/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

void w32_region_init(struct w32_region *region, bw_arena *arena)
{
    struct w32_region empty = {.arena = arena};

    *region = empty;
}

/* What the region holds; what it is as an object stays. */
void w32_region_free(struct w32_region *region)
{
    static const struct w32_rect nowhere;

    if (!region->arena)
        w32_rects_give(region->room);
    region->bounds = nowhere;
    region->rects = w32_rects_make(NULL, 0);
    region->room = w32_rects_make(NULL, 0);
}

static enum w32_status w32_region_reserve(struct w32_region *region, size_t capacity)
{
    w32_rects room;
    enum w32_status status;

    if (capacity <= region->room.count)
        return W32_OK;
    if (capacity > W32_REGION_RECTS_MAX)
        return W32_TOO_BIG;
    status = region->arena ? w32_status_of(w32_rects_alloc(region->arena, capacity, &room))
                           : w32_rects_take(capacity, &room);
    if (status != W32_OK)
        return status;
    w32_rects_copy(room, w32_rects_as_const(region->rects));
    if (!region->arena)
        w32_rects_give(region->room);
    region->rects = w32_rects_first(room, region->rects.count);
    region->room = room;
    return W32_OK;
}

enum w32_status w32_region_append(struct w32_region *region, struct w32_rect rect)
{
    size_t count = region->rects.count;

    if (count == region->room.count) {
        /* Doubling, so that a region of n rectangles moves no more than 2 n of them; the last step is cut short. */
        size_t wanted = count ? count * 2 : 8;
        enum w32_status status;

        if (wanted > W32_REGION_RECTS_MAX && count < W32_REGION_RECTS_MAX)
            wanted = W32_REGION_RECTS_MAX;
        status = w32_region_reserve(region, wanted);
        if (status != W32_OK)
            return status;
    }
    region->rects = w32_rects_first(region->room, count + 1);
    BW_AT(region->rects, count) = rect;
    return W32_OK;
}

/* Joins the band that starts at `start` and goes to the end with the band from *previous, where the two allow it. */
void w32_region_band_close(struct w32_region *region, size_t *previous, size_t start)
{
    w32_rects rects = region->rects;
    size_t above = *previous;

    if (rects.count == start)
        return;
    *previous = start;
    if (start - above != rects.count - start || BW_AT(rects, above).bottom != BW_AT(rects, start).top)
        return;
    for (size_t i = above, below = start; below < rects.count; i++, below++) {
        if (BW_AT(rects, i).left != BW_AT(rects, below).left || BW_AT(rects, i).right != BW_AT(rects, below).right)
            return;
    }
    *previous = above;
    for (size_t below = start; below < rects.count; above++, below++)
        BW_AT(rects, above).bottom = BW_AT(rects, below).bottom;
    region->rects = w32_rects_first(rects, start);
}

void w32_region_bounds_update(struct w32_region *region)
{
    struct w32_rect bounds = {0, 0, 0, 0};
    w32_rects rects = region->rects;

    if (rects.count) {
        bounds = BW_AT(rects, 0);
        bounds.bottom = BW_AT(rects, rects.count - 1).bottom;
        for (size_t i = 1; i < rects.count; i++) {
            bounds.left = w32_min(bounds.left, BW_AT(rects, i).left);
            bounds.right = w32_max(bounds.right, BW_AT(rects, i).right);
        }
    }
    region->bounds = bounds;
}

enum w32_status w32_region_set_rect(struct w32_region *region, struct w32_rect rect)
{
    enum w32_status status = W32_OK;

    region->rects = w32_rects_first(region->rects, 0);
    if (!w32_rect_empty(rect))
        status = w32_region_append(region, rect);
    w32_region_bounds_update(region);
    return status;
}

enum w32_status w32_region_copy(struct w32_region *target, const struct w32_region *source)
{
    enum w32_status status = w32_region_reserve(target, source->rects.count);

    if (status != W32_OK)
        return status;
    w32_rects_copy(target->room, w32_rects_as_const(source->rects));
    target->rects = w32_rects_first(target->room, source->rects.count);
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

/* Where the band that starts at `start`, with its top at `top`, ends. */
static size_t w32_band_end(w32_rects rects, size_t start, int32_t top)
{
    size_t end = start;

    while (end < rects.count && BW_AT(rects, end).top == top)
        end++;
    return end;
}

/* The sides of a band from left to right: even ones enter a rectangle, odd ones leave it. Behind the last is none. */
static int32_t w32_band_side(w32_rects band, size_t side)
{
    if (side / 2 >= band.count)
        return INT32_MAX;
    return side & 1 ? BW_AT(band, side / 2).right : BW_AT(band, side / 2).left;
}

/* One band of the result: the rows top to bottom of the band a op b. */
static enum w32_status w32_band_combine(struct w32_region *result, w32_rects a, w32_rects b, enum w32_combine op,
                                        int32_t top, int32_t bottom)
{
    size_t a_side = 0, b_side = 0;
    bool inside = false;
    int32_t left = 0;

    while (a_side < 2 * a.count || b_side < 2 * b.count) {
        int32_t a_x = w32_band_side(a, a_side);
        int32_t b_x = w32_band_side(b, b_side);
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
static int32_t w32_slab_bottom(struct w32_rect first, int32_t top)
{
    return first.top > top ? first.top : first.bottom;
}

enum w32_status w32_region_combine(bw_arena *arena, struct w32_region *target, const struct w32_region *a,
                                   const struct w32_region *b, enum w32_combine op)
{
    w32_rects a_rects = a->rects, b_rects = b->rects;
    struct w32_region result;
    size_t a_start = 0, b_start = 0, previous = 0;
    int32_t row = INT32_MIN;

    w32_region_init(&result, arena);
    while (a_start < a_rects.count || b_start < b_rects.count) {
        struct w32_rect a_first = a_start < a_rects.count ? BW_AT(a_rects, a_start) : w32_band_none;
        struct w32_rect b_first = b_start < b_rects.count ? BW_AT(b_rects, b_start) : w32_band_none;
        size_t a_end = w32_band_end(a_rects, a_start, a_first.top);
        size_t b_end = w32_band_end(b_rects, b_start, b_first.top);
        int32_t a_top = w32_max(a_first.top, row);
        int32_t b_top = w32_max(b_first.top, row);
        int32_t top = w32_min(a_top, b_top);
        int32_t bottom = w32_min(w32_slab_bottom(a_first, top), w32_slab_bottom(b_first, top));
        size_t band = result.rects.count;
        enum w32_status status =
            w32_band_combine(&result, w32_rects_sub(a_rects, a_start, a_top == top ? a_end - a_start : 0),
                             w32_rects_sub(b_rects, b_start, b_top == top ? b_end - b_start : 0), op, top, bottom);

        if (status != W32_OK)
            return status;
        w32_region_band_close(&result, &previous, band);
        row = bottom;
        if (a_first.bottom <= row)
            a_start = a_end;
        if (b_first.bottom <= row)
            b_start = b_end;
    }
    w32_region_bounds_update(&result);
    return w32_region_copy(target, &result);
}

/* False, and nothing moved, if a coordinate would leave its range. */
bool w32_region_offset(struct w32_region *region, int32_t dx, int32_t dy)
{
    struct w32_rect bounds = w32_rect_offset(region->bounds, dx, dy);
    w32_rects rects = region->rects;

    if (rects.count == 0)
        return true;
    if (!w32_rect_valid(bounds))
        return false;
    for (size_t i = 0; i < rects.count; i++)
        BW_AT(rects, i) = w32_rect_offset(BW_AT(rects, i), dx, dy);
    region->bounds = bounds;
    return true;
}

bool w32_region_contains(const struct w32_region *region, int32_t x, int32_t y)
{
    w32_rects_cursor cursor = w32_rects_cursor_over(w32_rects_as_const(region->rects));
    const struct w32_rect *rect;

    while (w32_rects_cursor_next(&cursor, &rect) && rect->top <= y) {
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
    w32_rects rects = region->rects;

    for (size_t i = 0; i < rects.count; i++) {
        struct w32_rect part = w32_rect_intersect(BW_AT(rects, i), rect);

        if (!w32_rect_empty(part))
            found += (int64_t)(part.right - part.left) * (part.bottom - part.top);
    }
    return found == 0 ? W32_INSIDE_NONE : found == whole ? W32_INSIDE_ALL : W32_INSIDE_PART;
}

uint64_t w32_region_digest(uint64_t digest, const struct w32_region *region)
{
    w32_rects rects = region->rects;

    digest = w32_digest_u32(digest, (uint32_t)rects.count);
    for (size_t i = 0; i < rects.count; i++) {
        digest = w32_digest_i32(digest, BW_AT(rects, i).left);
        digest = w32_digest_i32(digest, BW_AT(rects, i).top);
        digest = w32_digest_i32(digest, BW_AT(rects, i).right);
        digest = w32_digest_i32(digest, BW_AT(rects, i).bottom);
    }
    return digest;
}
