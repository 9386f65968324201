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
    if (region->arena) {
        room = region->room;
        status = w32_status_of(w32_rects_grow(region->arena, &room, capacity));
    } else {
        status = w32_rects_take(capacity, &room);
    }
    if (status != W32_OK)
        return status;
    if (!region->arena) {
        w32_rects_copy(room, w32_rects_as_const(region->rects));
        w32_rects_give(region->room);
    }
    region->rects = w32_rects_first(room, region->rects.count);
    region->room = room;
    return W32_OK;
}

enum w32_status w32_region_append(struct w32_region *region, struct w32_rect rect)
{
    w32_rects room = region->room;
    size_t count = region->rects.count;

    if (count >= room.count) {
        /* Doubling, so that a region of n rectangles moves no more than 2 n of them; the last step is cut short. */
        size_t wanted = count ? count * 2 : 8;
        enum w32_status status;

        if (wanted > W32_REGION_RECTS_MAX && count < W32_REGION_RECTS_MAX)
            wanted = W32_REGION_RECTS_MAX;
        status = w32_region_reserve(region, wanted);
        if (status != W32_OK)
            return status;
        room = region->room;
    }
    BW_AT(room, count) = rect;
    region->rects = w32_rects_first(room, count + 1);
    return W32_OK;
}

/* Joins the band that starts at `start` and goes to the end with the band from *previous, where the two allow it. */
void w32_region_band_close(struct w32_region *region, size_t *previous, size_t start)
{
    w32_rects rects = region->rects;
    size_t before = *previous;
    w32_rects above, below;

    if (start >= rects.count)
        return;
    *previous = start;
    if (before >= start || start - before != rects.count - start)
        return;
    w32_rects_split(rects, start, &above, &below);
    above = w32_rects_last(above, below.count);
    if (BW_AT(above, 0).bottom != BW_AT(below, 0).top)
        return;
    for (size_t i = 0; i < below.count; i++) {
        if (BW_AT(above, i).left != BW_AT(below, i).left || BW_AT(above, i).right != BW_AT(below, i).right)
            return;
    }
    for (size_t i = 0; i < below.count; i++)
        BW_AT(above, i).bottom = BW_AT(below, i).bottom;
    *previous = before;
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

/* The first rectangle of the band that comes next. */
static const struct w32_rect *w32_band_first(const w32_rects_cursor *rest)
{
    const struct w32_rect *first;

    return w32_rects_cursor_peek(rest, &first) ? first : &w32_band_none;
}

/* That band, with its top at `top`, and what lies behind it. */
static w32_rects_run w32_band_end(w32_rects_cursor rest, int32_t top)
{
    w32_rects_run band = w32_rects_run_over(rest);
    const struct w32_rect *rect;

    while (w32_rects_run_peek(&band, &rect) && rect->top == top)
        w32_rects_run_step(&band);
    return band;
}

/* What a band has in rows that it crosses or not. */
static w32_rects_const w32_band_part(w32_rects_run band, bool crosses)
{
    w32_rects_cursor whole = w32_rects_run_cut(&band);
    w32_rects_const rects = w32_rects_cursor_rest(&whole);

    return w32_rects_const_first(rects, crosses ? rects.count : 0);
}

/* The sides of a band from left to right: even ones enter a rectangle, odd ones leave it. Behind the last is none. */
static int32_t w32_band_side(w32_rects_const band, size_t side)
{
    if (side / 2 >= band.count)
        return INT32_MAX;
    return side & 1 ? BW_AT(band, side / 2).right : BW_AT(band, side / 2).left;
}

/* One band of the result: the rows top to bottom of the band a op b. */
static enum w32_status w32_band_combine(struct w32_region *result, w32_rects_const a, w32_rects_const b,
                                        enum w32_combine op, int32_t top, int32_t bottom)
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
static int32_t w32_slab_bottom(const struct w32_rect *first, int32_t top)
{
    return first->top > top ? first->top : first->bottom;
}

enum w32_status w32_region_combine(bw_arena *arena, struct w32_region *target, const struct w32_region *a,
                                   const struct w32_region *b, enum w32_combine op)
{
    w32_rects_cursor a_rest = w32_rects_cursor_over(w32_rects_as_const(a->rects));
    w32_rects_cursor b_rest = w32_rects_cursor_over(w32_rects_as_const(b->rects));
    struct w32_region result;
    size_t previous = 0;
    int32_t row = INT32_MIN;

    w32_region_init(&result, arena);
    while (w32_rects_cursor_left(&a_rest) || w32_rects_cursor_left(&b_rest)) {
        const struct w32_rect *a_first = w32_band_first(&a_rest);
        const struct w32_rect *b_first = w32_band_first(&b_rest);
        w32_rects_run a_band = w32_band_end(a_rest, a_first->top);
        w32_rects_run b_band = w32_band_end(b_rest, b_first->top);
        int32_t a_top = w32_max(a_first->top, row);
        int32_t b_top = w32_max(b_first->top, row);
        int32_t top = w32_min(a_top, b_top);
        int32_t bottom = w32_min(w32_slab_bottom(a_first, top), w32_slab_bottom(b_first, top));
        size_t band = result.rects.count;
        enum w32_status status =
            w32_band_combine(&result, w32_band_part(a_band, a_top == top), w32_band_part(b_band, b_top == top), op,
                             top, bottom);

        if (status != W32_OK)
            return status;
        w32_region_band_close(&result, &previous, band);
        row = bottom;
        if (a_first->bottom <= row)
            a_rest = w32_rects_run_left(&a_band);
        if (b_first->bottom <= row)
            b_rest = w32_rects_run_left(&b_band);
    }
    w32_region_bounds_update(&result);
    if (target->arena != arena)
        return w32_region_copy(target, &result);
    target->bounds = result.bounds;
    target->rects = result.rects;
    target->room = result.room;
    return W32_OK;
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
