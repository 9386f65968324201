/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The loops of the hardened form on raw pointers and without a check: what is left between the two is their price. */
#include "kernels.h"

typedef struct band {
    const bench_rect *at;
    const bench_rect *end;
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

BENCH_INLINE band take_band(band *rects)
{
    band taken = {rects->at, rects->at + 1};
    int32_t top = taken.at->top;
    BW_ONE_POINTER(taken.end);
    while (taken.end != rects->end && taken.end->top == top) {
        taken.end++;
        BW_ONE_POINTER(taken.end);
    }
    rects->at = taken.end;
    return taken;
}

static inline bool same_walls(const bench_rect *upper, const bench_rect *lower, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (upper[i].left != lower[i].left || upper[i].right != lower[i].right)
            return false;
    }
    return true;
}

BENCH_INLINE void join_bands(appender *last, const appender *part)
{
    size_t count = (size_t)(part->at - part->begin);
    if (count == 0)
        return;
    if ((size_t)(last->at - last->begin) == count && last->begin->bottom == part->begin->top &&
        same_walls(last->begin, part->begin, count)) {
        int32_t bottom = part->begin->bottom;
        for (size_t i = 0; i < count; i++)
            last->begin[i].bottom = bottom;
        return;
    }
    *last = *part;
}

BENCH_INLINE void copy_band(appender *out, band from, int32_t top, int32_t bottom)
{
    bench_rect *to = out->at;
    size_t count = (size_t)(from.end - from.at);
    for (size_t i = 0; i < count; i++)
        to[i] = (bench_rect){from.at[i].left, top, from.at[i].right, bottom};
    out->at += count;
}

/* Returns where the result ends. */
BENCH_INLINE bench_rect *combine_regions(const bench_work *work, combine *overlap, bool keep_a, bool keep_b)
{
    appender last = {work->rects.items, work->rects.items};
    band a = {work->region_a.items, work->region_a.items + work->region_a.count};
    band b = {work->region_b.items, work->region_b.items + work->region_b.count};
    int32_t done = INT32_MIN;
    while (a.at != a.end && b.at != b.end) {
        band a_rest = a;
        band b_rest = b;
        band a_band = take_band(&a_rest);
        band b_band = take_band(&b_rest);
        int32_t a_top = a_band.at->top;
        int32_t a_bottom = a_band.at->bottom;
        int32_t b_top = b_band.at->top;
        int32_t b_bottom = b_band.at->bottom;
        int32_t top = a_top;
        if (a_top < b_top) {
            int32_t from = a_top > done ? a_top : done;
            int32_t to = a_bottom < b_top ? a_bottom : b_top;
            if (keep_a && from < to) {
                appender part = {last.at, last.at};
                copy_band(&part, a_band, from, to);
                join_bands(&last, &part);
            }
            top = b_top;
        } else if (b_top < a_top) {
            int32_t from = b_top > done ? b_top : done;
            int32_t to = b_bottom < a_top ? b_bottom : a_top;
            if (keep_b && from < to) {
                appender part = {last.at, last.at};
                copy_band(&part, b_band, from, to);
                join_bands(&last, &part);
            }
        }
        done = a_bottom < b_bottom ? a_bottom : b_bottom;
        if (top < done) {
            appender part = {last.at, last.at};
            overlap(&part, a_band, b_band, top, done);
            join_bands(&last, &part);
        }
        if (a_bottom == done)
            a = a_rest;
        if (b_bottom == done)
            b = b_rest;
    }
    if (!keep_a || a.at == a.end) {
        if (!keep_b)
            return last.at;
        a = b;
    }
    while (a.at != a.end) {
        band next = take_band(&a);
        int32_t top = next.at->top;
        appender part = {last.at, last.at};
        copy_band(&part, next, top > done ? top : done, next.at->bottom);
        join_bands(&last, &part);
    }
    return last.at;
}

static void unite(appender *out, band a, band b, int32_t top, int32_t bottom)
{
    const bench_rect *next = a.at->left < b.at->left ? a.at++ : b.at++;
    int32_t left = next->left;
    int32_t right = next->right;
    while (a.at != a.end || b.at != b.end) {
        next = b.at == b.end || (a.at != a.end && a.at->left < b.at->left) ? a.at++ : b.at++;
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
    while (a.at != a.end && b.at != b.end) {
        int32_t left = a.at->left > b.at->left ? a.at->left : b.at->left;
        int32_t right = a.at->right < b.at->right ? a.at->right : b.at->right;
        if (left < right)
            append(out, left, top, right, bottom);
        if (a.at->right == right)
            a.at++;
        else
            b.at++;
    }
}

static void subtract(appender *out, band a, band b, int32_t top, int32_t bottom)
{
    for (; a.at != a.end; a.at++) {
        int32_t left = a.at->left;
        while (b.at != b.end && b.at->right <= left)
            b.at++;
        while (b.at != b.end && b.at->left < a.at->right) {
            if (b.at->left > left)
                append(out, left, top, b.at->left, bottom);
            left = b.at->right;
            if (left >= a.at->right)
                break;
            b.at++;
        }
        if (left < a.at->right)
            append(out, left, top, a.at->right, bottom);
    }
}

uint64_t tuned_region_union(bench_work *work)
{
    return (uint64_t)(combine_regions(work, unite, true, true) - work->rects.items);
}

uint64_t tuned_region_intersect(bench_work *work)
{
    return (uint64_t)(combine_regions(work, intersect, false, false) - work->rects.items);
}

uint64_t tuned_region_subtract(bench_work *work)
{
    return (uint64_t)(combine_regions(work, subtract, true, false) - work->rects.items);
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
