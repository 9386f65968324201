/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The same on the runtime: bands are spans, merges walk two cursors, a builder appends. */
#include "kernels.h"

#include <bulwark/zip.h>

BW_CURSOR_DECLARE(rect_cursor, bench_rects_const, bench_rect const);
BW_RUN_DECLARE(rect_run, rect_cursor, bench_rect const);
BW_BUILDER_DECLARE(rect_builder, bench_rects, bench_rect);
BW_ZIP2_DECLARE(rect_pairs, bench_rects, bench_rect, bench_rects, bench_rect);
BW_ZIP2_DECLARE(rect_copies, bench_rects, bench_rect, bench_rects_const, bench_rect const);

typedef bw_status combine(rect_builder *out, rect_cursor a, rect_cursor b, int32_t top, int32_t bottom);

static inline bw_status append(rect_builder *out, int32_t left, int32_t top, int32_t right, int32_t bottom)
{
    bench_rect *rect;
    bw_status status = rect_builder_add(out, &rect);
    if (status == BW_OK) {
        rect->left = left;
        rect->top = top;
        rect->right = right;
        rect->bottom = bottom;
    }
    return status;
}

/* The first band, which *rects moves over. False when there is none. */
BENCH_INLINE bool take_band(rect_cursor *rects, rect_cursor *ret_band, bench_rect const **ret_first)
{
    rect_run run = rect_run_over(*rects);
    bench_rect const *first;
    bench_rect const *next;
    if (!rect_run_peek(&run, &first))
        return false;
    int32_t top = first->top;
    rect_run_step(&run);
    while (rect_run_peek(&run, &next) && next->top == top)
        rect_run_step(&run);
    *ret_band = rect_run_cut(&run);
    *ret_first = first;
    *rects = rect_run_left(&run);
    return true;
}

static inline bool same_walls(bench_rects upper, bench_rects lower)
{
    if (upper.count != lower.count)
        return false;
    rect_pairs pairs = rect_pairs_shortest(upper, lower);
    for (size_t i = 0; i < pairs.count; i++) {
        if (BW_ZIP_AT(pairs, a, i).left != BW_ZIP_AT(pairs, b, i).left ||
            BW_ZIP_AT(pairs, a, i).right != BW_ZIP_AT(pairs, b, i).right)
            return false;
    }
    return true;
}

/* The band in `part` becomes the last one, or makes the last one longer when they touch and have the same walls. */
BENCH_INLINE void join_bands(rect_builder *last, const rect_builder *part)
{
    bench_rects upper = rect_builder_done(last);
    bench_rects lower = rect_builder_done(part);
    if (lower.count == 0)
        return;
    if (upper.count == lower.count && BW_AT(upper, 0).bottom == BW_AT(lower, 0).top && same_walls(upper, lower)) {
        int32_t bottom = BW_AT(lower, 0).bottom;
        for (size_t i = 0; i < upper.count; i++)
            BW_AT(upper, i).bottom = bottom;
        return;
    }
    *last = *part;
}

/* One check for the whole band, then a plain loop over both. */
BENCH_INLINE bw_status copy_band(rect_builder *out, bench_rects_const band, int32_t top, int32_t bottom)
{
    bench_rects to;
    if (rect_builder_take(out, band.count, &to) != BW_OK)
        return BW_ERR_FULL;
    rect_copies pairs = rect_copies_shortest(to, band);
    for (size_t i = 0; i < pairs.count; i++)
        BW_ZIP_AT(pairs, a, i) = (bench_rect){BW_ZIP_AT(pairs, b, i).left, top, BW_ZIP_AT(pairs, b, i).right, bottom};
    return BW_OK;
}

/* *ret_last: the last band of the result, in front of the room that is left. */
BENCH_INLINE bw_status combine_regions(const bench_work *work, combine *overlap, bool keep_a, bool keep_b,
                                       const rect_builder *all, rect_builder *ret_last)
{
    rect_builder last = rect_builder_open(all);
    rect_cursor a = rect_cursor_over(work->region_a);
    rect_cursor b = rect_cursor_over(work->region_b);
    rect_cursor a_rest = a;
    rect_cursor b_rest = b;
    rect_cursor a_band;
    rect_cursor b_band;
    bench_rect const *a_first;
    bench_rect const *b_first;
    int32_t done = INT32_MIN; /* all above it is in the output already */
    while (take_band(&a_rest, &a_band, &a_first) && take_band(&b_rest, &b_band, &b_first)) {
        int32_t a_top = a_first->top;
        int32_t a_bottom = a_first->bottom;
        int32_t b_top = b_first->top;
        int32_t b_bottom = b_first->bottom;
        int32_t top = a_top;
        if (a_top < b_top) {
            int32_t from = a_top > done ? a_top : done;
            int32_t to = a_bottom < b_top ? a_bottom : b_top;
            if (keep_a && from < to) {
                rect_builder part = rect_builder_open(&last);
                if (copy_band(&part, rect_cursor_rest(&a_band), from, to) != BW_OK)
                    return BW_ERR_FULL;
                join_bands(&last, &part);
            }
            top = b_top;
        } else if (b_top < a_top) {
            int32_t from = b_top > done ? b_top : done;
            int32_t to = b_bottom < a_top ? b_bottom : a_top;
            if (keep_b && from < to) {
                rect_builder part = rect_builder_open(&last);
                if (copy_band(&part, rect_cursor_rest(&b_band), from, to) != BW_OK)
                    return BW_ERR_FULL;
                join_bands(&last, &part);
            }
        }
        done = a_bottom < b_bottom ? a_bottom : b_bottom;
        if (top < done) {
            rect_builder part = rect_builder_open(&last);
            if (overlap(&part, a_band, b_band, top, done) != BW_OK)
                return BW_ERR_FULL;
            join_bands(&last, &part);
        }
        if (a_bottom == done)
            a = a_rest;
        if (b_bottom == done)
            b = b_rest;
        a_rest = a;
        b_rest = b;
    }
    if (!keep_a || rect_cursor_left(&a) == 0)
        a = keep_b ? b : rect_cursor_over(bench_rects_const_first(work->region_b, 0));
    while (take_band(&a, &a_band, &a_first)) {
        int32_t top = a_first->top;
        rect_builder part = rect_builder_open(&last);
        if (copy_band(&part, rect_cursor_rest(&a_band), top > done ? top : done, a_first->bottom) != BW_OK)
            return BW_ERR_FULL;
        join_bands(&last, &part);
    }
    *ret_last = last;
    return BW_OK;
}

/* The one of the two that starts further left, and a step of its cursor. False when both are at their end. */
BENCH_INLINE bool next_of_both(rect_cursor *a, rect_cursor *b, bench_rect const **ret_rect)
{
    bench_rect const *from_a;
    bench_rect const *from_b;
    if (!rect_cursor_peek(b, &from_b))
        return rect_cursor_next(a, ret_rect);
    if (!rect_cursor_peek(a, &from_a) || from_a->left >= from_b->left)
        return rect_cursor_next(b, ret_rect);
    return rect_cursor_next(a, ret_rect);
}

static bw_status unite(rect_builder *out, rect_cursor a, rect_cursor b, int32_t top, int32_t bottom)
{
    bench_rect const *next;
    if (!next_of_both(&a, &b, &next))
        return BW_OK;
    int32_t left = next->left;
    int32_t right = next->right;
    while (next_of_both(&a, &b, &next)) {
        if (next->left <= right) {
            if (next->right > right)
                right = next->right;
        } else {
            if (append(out, left, top, right, bottom) != BW_OK)
                return BW_ERR_FULL;
            left = next->left;
            right = next->right;
        }
    }
    return append(out, left, top, right, bottom);
}

static bw_status intersect(rect_builder *out, rect_cursor a, rect_cursor b, int32_t top, int32_t bottom)
{
    bench_rect const *from_a;
    bench_rect const *from_b;
    while (rect_cursor_peek(&a, &from_a) && rect_cursor_peek(&b, &from_b)) {
        int32_t left = from_a->left > from_b->left ? from_a->left : from_b->left;
        int32_t right = from_a->right < from_b->right ? from_a->right : from_b->right;
        if (left < right && append(out, left, top, right, bottom) != BW_OK)
            return BW_ERR_FULL;
        if (from_a->right == right)
            rect_cursor_step(&a);
        else
            rect_cursor_step(&b);
    }
    return BW_OK;
}

static bw_status subtract(rect_builder *out, rect_cursor a, rect_cursor b, int32_t top, int32_t bottom)
{
    bench_rect const *from;
    bench_rect const *cut;
    while (rect_cursor_next(&a, &from)) {
        int32_t left = from->left;
        while (rect_cursor_peek(&b, &cut) && cut->right <= left)
            rect_cursor_step(&b);
        while (rect_cursor_peek(&b, &cut) && cut->left < from->right) {
            if (cut->left > left && append(out, left, top, cut->left, bottom) != BW_OK)
                return BW_ERR_FULL;
            left = cut->right;
            if (left >= from->right)
                break;
            rect_cursor_step(&b);
        }
        if (left < from->right && append(out, left, top, from->right, bottom) != BW_OK)
            return BW_ERR_FULL;
    }
    return BW_OK;
}

/* How many rectangles the result has, 0 when there was no room for it. */
BENCH_INLINE uint64_t combined(const bench_work *work, combine *overlap, bool keep_a, bool keep_b)
{
    rect_builder all = rect_builder_into(work->rects);
    rect_builder last;
    if (combine_regions(work, overlap, keep_a, keep_b, &all, &last) != BW_OK)
        return 0;
    return rect_builder_done_with(&all, &last).count;
}

uint64_t hardened_region_union(bench_work *work)
{
    return combined(work, unite, true, true);
}

uint64_t hardened_region_intersect(bench_work *work)
{
    return combined(work, intersect, false, false);
}

uint64_t hardened_region_subtract(bench_work *work)
{
    return combined(work, subtract, true, false);
}

static bool contains(bench_rects_const region, int32_t x, int32_t y)
{
    rect_cursor at = rect_cursor_over(region);
    bench_rect const *rect;
    while (rect_cursor_next(&at, &rect)) {
        if (y < rect->top)
            return false;
        if (y < rect->bottom && x >= rect->left && x < rect->right)
            return true;
    }
    return false;
}

uint64_t hardened_point_in_region(bench_work *work)
{
    bench_rects_const region = work->region_a;
    bench_points_const points = work->points;
    size_t inside = 0;
    for (size_t i = 0; i < points.count; i++)
        inside += contains(region, BW_AT(points, i).x, BW_AT(points, i).y);
    return inside;
}
