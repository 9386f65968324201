/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The loops of the hardened form on raw pointers and without a check: what is left between the two is their price. */
#include "kernels.h"

typedef struct band {
    const bench_rect *items;
    size_t count;
} band;

typedef struct appender {
    bench_rect *begin;
    bench_rect *at;
} appender;

typedef void combine(appender *out, band a, band b, int32_t top, int32_t bottom);

static inline void append(appender *out, int32_t left, int32_t top, int32_t right, int32_t bottom)
{
    *out->at = (bench_rect){left, top, right, bottom};
    out->at++;
}

BENCH_INLINE band take_band(band rects, band *ret_rest)
{
    int32_t top = rects.items[0].top;
    size_t count = 1;
    while (count < rects.count && rects.items[count].top == top)
        count++;
    *ret_rest = (band){rects.items + count, rects.count - count};
    return (band){rects.items, count};
}

static inline bool same_walls(const bench_rect *upper, const bench_rect *lower, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (upper[i].left != lower[i].left || upper[i].right != lower[i].right)
            return false;
    }
    return true;
}

/* The last band so far: its items, which are to be made longer. */
typedef struct last_band {
    bench_rect *items;
    size_t count;
} last_band;

BENCH_INLINE last_band join_bands(appender *out, const appender *part, last_band upper)
{
    last_band lower = {part->begin, (size_t)(part->at - part->begin)};
    if (lower.count == 0)
        return upper;
    if (upper.count == lower.count && upper.items[0].bottom == lower.items[0].top &&
        same_walls(upper.items, lower.items, upper.count)) {
        int32_t bottom = lower.items[0].bottom;
        for (size_t i = 0; i < upper.count; i++)
            upper.items[i].bottom = bottom;
        return upper;
    }
    out->at = part->at;
    return lower;
}

BENCH_INLINE void copy_band(appender *out, band from, int32_t top, int32_t bottom)
{
    bench_rect *to = out->at;
    for (size_t i = 0; i < from.count; i++)
        to[i] = (bench_rect){from.items[i].left, top, from.items[i].right, bottom};
    out->at += from.count;
}

BENCH_INLINE void combine_regions(appender *out, const bench_work *work, combine *overlap, bool keep_a, bool keep_b)
{
    band a = {work->region_a.items, work->region_a.count};
    band b = {work->region_b.items, work->region_b.count};
    last_band upper = {out->begin, 0};
    int32_t done = INT32_MIN;
    while (a.count != 0 && b.count != 0) {
        band a_rest;
        band b_rest;
        band a_band = take_band(a, &a_rest);
        band b_band = take_band(b, &b_rest);
        int32_t a_top = a_band.items[0].top;
        int32_t a_bottom = a_band.items[0].bottom;
        int32_t b_top = b_band.items[0].top;
        int32_t b_bottom = b_band.items[0].bottom;
        int32_t top = a_top;
        if (a_top < b_top) {
            int32_t from = a_top > done ? a_top : done;
            int32_t to = a_bottom < b_top ? a_bottom : b_top;
            if (keep_a && from < to) {
                appender part = {out->at, out->at};
                copy_band(&part, a_band, from, to);
                upper = join_bands(out, &part, upper);
            }
            top = b_top;
        } else if (b_top < a_top) {
            int32_t from = b_top > done ? b_top : done;
            int32_t to = b_bottom < a_top ? b_bottom : a_top;
            if (keep_b && from < to) {
                appender part = {out->at, out->at};
                copy_band(&part, b_band, from, to);
                upper = join_bands(out, &part, upper);
            }
        }
        done = a_bottom < b_bottom ? a_bottom : b_bottom;
        if (top < done) {
            appender part = {out->at, out->at};
            overlap(&part, a_band, b_band, top, done);
            upper = join_bands(out, &part, upper);
        }
        if (a_bottom == done)
            a = a_rest;
        if (b_bottom == done)
            b = b_rest;
    }
    band rest = keep_a && a.count != 0 ? a : keep_b ? b : (band){NULL, 0};
    while (rest.count != 0) {
        band next = take_band(rest, &rest);
        int32_t top = next.items[0].top;
        appender part = {out->at, out->at};
        copy_band(&part, next, top > done ? top : done, next.items[0].bottom);
        upper = join_bands(out, &part, upper);
    }
}

static void unite(appender *out, band a, band b, int32_t top, int32_t bottom)
{
    const bench_rect *at_a = a.items;
    const bench_rect *a_end = a.items + a.count;
    const bench_rect *at_b = b.items;
    const bench_rect *b_end = b.items + b.count;
    const bench_rect *next = at_a->left < at_b->left ? at_a++ : at_b++;
    int32_t left = next->left;
    int32_t right = next->right;
    while (at_a != a_end || at_b != b_end) {
        next = at_b == b_end || (at_a != a_end && at_a->left < at_b->left) ? at_a++ : at_b++;
        if (next->left <= right) {
            if (next->right > right)
                right = next->right;
        } else {
            append(out, left, top, right, bottom);
            left = next->left;
            right = next->right;
        }
    }
    append(out, left, top, right, bottom);
}

static void intersect(appender *out, band a, band b, int32_t top, int32_t bottom)
{
    const bench_rect *at_a = a.items;
    const bench_rect *a_end = a.items + a.count;
    const bench_rect *at_b = b.items;
    const bench_rect *b_end = b.items + b.count;
    while (at_a != a_end && at_b != b_end) {
        int32_t left = at_a->left > at_b->left ? at_a->left : at_b->left;
        int32_t right = at_a->right < at_b->right ? at_a->right : at_b->right;
        if (left < right)
            append(out, left, top, right, bottom);
        if (at_a->right == right)
            at_a++;
        else
            at_b++;
    }
}

static void subtract(appender *out, band a, band b, int32_t top, int32_t bottom)
{
    const bench_rect *at_a = a.items;
    const bench_rect *a_end = a.items + a.count;
    const bench_rect *at_b = b.items;
    const bench_rect *b_end = b.items + b.count;
    for (; at_a != a_end; at_a++) {
        int32_t left = at_a->left;
        while (at_b != b_end && at_b->right <= left)
            at_b++;
        while (at_b != b_end && at_b->left < at_a->right) {
            if (at_b->left > left)
                append(out, left, top, at_b->left, bottom);
            left = at_b->right;
            if (left >= at_a->right)
                break;
            at_b++;
        }
        if (left < at_a->right)
            append(out, left, top, at_a->right, bottom);
    }
}

uint64_t tuned_region_union(bench_work *work)
{
    appender out = {work->rects.items, work->rects.items};
    combine_regions(&out, work, unite, true, true);
    return (uint64_t)(out.at - out.begin);
}

uint64_t tuned_region_intersect(bench_work *work)
{
    appender out = {work->rects.items, work->rects.items};
    combine_regions(&out, work, intersect, false, false);
    return (uint64_t)(out.at - out.begin);
}

uint64_t tuned_region_subtract(bench_work *work)
{
    appender out = {work->rects.items, work->rects.items};
    combine_regions(&out, work, subtract, true, false);
    return (uint64_t)(out.at - out.begin);
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

uint64_t tuned_point_in_region(bench_work *work)
{
    const bench_rect *rects = work->region_a.items;
    const bench_rect *end = rects + work->region_a.count;
    const bench_point *points = work->points.items;
    size_t count = work->points.count;
    size_t inside = 0;
    for (size_t i = 0; i < count; i++)
        inside += contains(rects, end, points[i].x, points[i].y);
    return inside;
}
