/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Regions as arrays of rectangles in y-x bands, the way window systems in C combine them. */
#include "kernels.h"

typedef struct region {
    bench_rect *rects;
    size_t count;
    size_t room;
} region;

typedef bool combine(region *out, const bench_rect *a, const bench_rect *a_end, const bench_rect *b,
                     const bench_rect *b_end, int32_t top, int32_t bottom);

static inline bool append(region *out, int32_t left, int32_t top, int32_t right, int32_t bottom)
{
    if (out->count == out->room)
        return false;
    bench_rect *rect = &out->rects[out->count++];
    rect->left = left;
    rect->top = top;
    rect->right = right;
    rect->bottom = bottom;
    return true;
}

BENCH_INLINE const bench_rect *end_of_band(const bench_rect *band, const bench_rect *end)
{
    const bench_rect *next = band + 1;
    while (next != end && next->top == band->top)
        next++;
    return next;
}

/* Makes one band of the two last ones when they touch and have the same walls. Returns the start of the last band. */
BENCH_INLINE size_t join_bands(region *out, size_t before, size_t last)
{
    size_t count = out->count - last;
    if (count == 0)
        return before;
    const bench_rect *upper = out->rects + before;
    const bench_rect *lower = out->rects + last;
    if (count != last - before || upper->bottom != lower->top)
        return last;
    for (size_t i = 0; i < count; i++) {
        if (upper[i].left != lower[i].left || upper[i].right != lower[i].right)
            return last;
    }
    int32_t bottom = lower->bottom;
    for (size_t i = 0; i < count; i++)
        out->rects[before + i].bottom = bottom;
    out->count = last;
    return before;
}

BENCH_INLINE bool copy_band(region *out, const bench_rect *at, const bench_rect *end, int32_t top, int32_t bottom)
{
    for (; at != end; at++) {
        if (!append(out, at->left, top, at->right, bottom))
            return false;
    }
    return true;
}

BENCH_INLINE bool combine_regions(region *out, const bench_work *work, combine *overlap, bool keep_a, bool keep_b)
{
    const bench_rect *a = work->region_a.items;
    const bench_rect *a_end = a + work->region_a.count;
    const bench_rect *b = work->region_b.items;
    const bench_rect *b_end = b + work->region_b.count;
    int32_t done = INT32_MIN; /* all above it is in the output already */
    size_t last = 0;
    while (a != a_end && b != b_end) {
        const bench_rect *a_next = end_of_band(a, a_end);
        const bench_rect *b_next = end_of_band(b, b_end);
        int32_t top;
        size_t start = out->count;
        if (a->top < b->top) {
            int32_t from = a->top > done ? a->top : done;
            int32_t to = a->bottom < b->top ? a->bottom : b->top;
            if (keep_a && from < to) {
                if (!copy_band(out, a, a_next, from, to))
                    return false;
                last = join_bands(out, last, start);
            }
            top = b->top;
        } else if (b->top < a->top) {
            int32_t from = b->top > done ? b->top : done;
            int32_t to = b->bottom < a->top ? b->bottom : a->top;
            if (keep_b && from < to) {
                if (!copy_band(out, b, b_next, from, to))
                    return false;
                last = join_bands(out, last, start);
            }
            top = a->top;
        } else {
            top = a->top;
        }
        done = a->bottom < b->bottom ? a->bottom : b->bottom;
        if (top < done) {
            start = out->count;
            if (!overlap(out, a, a_next, b, b_next, top, done))
                return false;
            last = join_bands(out, last, start);
        }
        if (a->bottom == done)
            a = a_next;
        if (b->bottom == done)
            b = b_next;
    }
    if (!keep_b)
        b = b_end;
    if (!keep_a)
        a = a_end;
    if (a == a_end) {
        a = b;
        a_end = b_end;
    }
    while (a != a_end) {
        const bench_rect *next = end_of_band(a, a_end);
        size_t start = out->count;
        if (!copy_band(out, a, next, a->top > done ? a->top : done, a->bottom))
            return false;
        last = join_bands(out, last, start);
        a = next;
    }
    return true;
}

static bool unite(region *out, const bench_rect *a, const bench_rect *a_end, const bench_rect *b,
                  const bench_rect *b_end, int32_t top, int32_t bottom)
{
    const bench_rect *next = a->left < b->left ? a++ : b++;
    int32_t left = next->left;
    int32_t right = next->right;
    while (a != a_end || b != b_end) {
        next = b == b_end || (a != a_end && a->left < b->left) ? a++ : b++;
        if (next->left <= right) {
            if (next->right > right)
                right = next->right;
        } else {
            if (!append(out, left, top, right, bottom))
                return false;
            left = next->left;
            right = next->right;
        }
    }
    return append(out, left, top, right, bottom);
}

static bool intersect(region *out, const bench_rect *a, const bench_rect *a_end, const bench_rect *b,
                      const bench_rect *b_end, int32_t top, int32_t bottom)
{
    while (a != a_end && b != b_end) {
        int32_t left = a->left > b->left ? a->left : b->left;
        int32_t right = a->right < b->right ? a->right : b->right;
        if (left < right && !append(out, left, top, right, bottom))
            return false;
        if (a->right == right) {
            a++;
        } else {
            b++;
        }
    }
    return true;
}

static bool subtract(region *out, const bench_rect *a, const bench_rect *a_end, const bench_rect *b,
                     const bench_rect *b_end, int32_t top, int32_t bottom)
{
    for (; a != a_end; a++) {
        int32_t left = a->left;
        while (b != b_end && b->right <= left)
            b++;
        while (b != b_end && b->left < a->right) {
            if (b->left > left && !append(out, left, top, b->left, bottom))
                return false;
            left = b->right;
            if (left >= a->right)
                break;
            b++;
        }
        if (left < a->right && !append(out, left, top, a->right, bottom))
            return false;
    }
    return true;
}

uint64_t BENCH_NAME(region_union)(bench_work *work)
{
    region out = {work->rects.items, 0, work->rects.count};
    return combine_regions(&out, work, unite, true, true) ? out.count : 0;
}

uint64_t BENCH_NAME(region_intersect)(bench_work *work)
{
    region out = {work->rects.items, 0, work->rects.count};
    return combine_regions(&out, work, intersect, false, false) ? out.count : 0;
}

uint64_t BENCH_NAME(region_subtract)(bench_work *work)
{
    region out = {work->rects.items, 0, work->rects.count};
    return combine_regions(&out, work, subtract, true, false) ? out.count : 0;
}

static bool contains(const bench_rect *rect, const bench_rect *end, int32_t x, int32_t y)
{
    for (; rect != end; rect++) {
        if (y < rect->top)
            return false;
        if (y < rect->bottom && x >= rect->left && x < rect->right)
            return true;
    }
    return false;
}

uint64_t BENCH_NAME(point_in_region)(bench_work *work)
{
    const bench_rect *rects = work->region_a.items;
    const bench_rect *end = rects + work->region_a.count;
    size_t inside = 0;
    for (size_t i = 0; i < work->points.count; i++)
        inside += contains(rects, end, work->points.items[i].x, work->points.items[i].y);
    return inside;
}
