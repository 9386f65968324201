/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The same on the runtime: bands are spans, merges walk two cursors, a builder appends. */
#include "kernels.h"

#include <bulwark/zip.h>

BW_CURSOR_DECLARE(rect_cursor, bench_rects_const, bench_rect const);
BW_BUILDER_DECLARE(rect_builder, bench_rects, bench_rect);
BW_ZIP2_DECLARE(rect_pairs, bench_rects, bench_rect, bench_rects, bench_rect);
BW_ZIP2_DECLARE(rect_copies, bench_rects, bench_rect, bench_rects_const, bench_rect const);

typedef bw_status combine(rect_builder *out, bench_rects_const a, bench_rects_const b, int32_t top, int32_t bottom);

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

/* The first band; *ret_rest: what comes after it. Pre: there is one. */
BENCH_INLINE bench_rects_const take_band(bench_rects_const rects, bench_rects_const *ret_rest)
{
    int32_t top = BW_AT(rects, 0).top;
    size_t count = 1;
    while (count < rects.count && BW_AT(rects, count).top == top)
        count++;
    *ret_rest = bench_rects_const_last(rects, rects.count - count);
    return bench_rects_const_first(rects, count);
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

/*
 * Keeps the band in `part`, or makes the one above it longer when they touch and have the same walls. Returns
 * the band that is the last one then.
 */
BENCH_INLINE bench_rects join_bands(rect_builder *out, const rect_builder *part, bench_rects upper)
{
    bench_rects lower = rect_builder_done(part);
    if (lower.count == 0)
        return upper;
    if (upper.count == lower.count && BW_AT(upper, 0).bottom == BW_AT(lower, 0).top && same_walls(upper, lower)) {
        int32_t bottom = BW_AT(lower, 0).bottom;
        for (size_t i = 0; i < upper.count; i++)
            BW_AT(upper, i).bottom = bottom;
        return upper;
    }
    rect_builder_keep(out, part);
    return lower;
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

BENCH_INLINE bw_status combine_regions(rect_builder *out, const bench_work *work, combine *overlap, bool keep_a,
                                       bool keep_b)
{
    bench_rects_const a = work->region_a;
    bench_rects_const b = work->region_b;
    bench_rects upper = rect_builder_done(out);
    int32_t done = INT32_MIN; /* all above it is in the output already */
    while (a.count != 0 && b.count != 0) {
        bench_rects_const a_rest;
        bench_rects_const b_rest;
        bench_rects_const a_band = take_band(a, &a_rest);
        bench_rects_const b_band = take_band(b, &b_rest);
        int32_t a_top = BW_AT(a_band, 0).top;
        int32_t a_bottom = BW_AT(a_band, 0).bottom;
        int32_t b_top = BW_AT(b_band, 0).top;
        int32_t b_bottom = BW_AT(b_band, 0).bottom;
        int32_t top = a_top;
        if (a_top < b_top) {
            int32_t from = a_top > done ? a_top : done;
            int32_t to = a_bottom < b_top ? a_bottom : b_top;
            if (keep_a && from < to) {
                rect_builder part = rect_builder_open(out);
                if (copy_band(&part, a_band, from, to) != BW_OK)
                    return BW_ERR_FULL;
                upper = join_bands(out, &part, upper);
            }
            top = b_top;
        } else if (b_top < a_top) {
            int32_t from = b_top > done ? b_top : done;
            int32_t to = b_bottom < a_top ? b_bottom : a_top;
            if (keep_b && from < to) {
                rect_builder part = rect_builder_open(out);
                if (copy_band(&part, b_band, from, to) != BW_OK)
                    return BW_ERR_FULL;
                upper = join_bands(out, &part, upper);
            }
        }
        done = a_bottom < b_bottom ? a_bottom : b_bottom;
        if (top < done) {
            rect_builder part = rect_builder_open(out);
            if (overlap(&part, a_band, b_band, top, done) != BW_OK)
                return BW_ERR_FULL;
            upper = join_bands(out, &part, upper);
        }
        if (a_bottom == done)
            a = a_rest;
        if (b_bottom == done)
            b = b_rest;
    }
    bench_rects_const rest = keep_a && a.count != 0 ? a : keep_b ? b : bench_rects_const_first(b, 0);
    while (rest.count != 0) {
        bench_rects_const band = take_band(rest, &rest);
        int32_t top = BW_AT(band, 0).top;
        rect_builder part = rect_builder_open(out);
        if (copy_band(&part, band, top > done ? top : done, BW_AT(band, 0).bottom) != BW_OK)
            return BW_ERR_FULL;
        upper = join_bands(out, &part, upper);
    }
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

static bw_status unite(rect_builder *out, bench_rects_const a, bench_rects_const b, int32_t top, int32_t bottom)
{
    rect_cursor from_a = rect_cursor_over(a);
    rect_cursor from_b = rect_cursor_over(b);
    bench_rect const *next;
    if (!next_of_both(&from_a, &from_b, &next))
        return BW_OK;
    int32_t left = next->left;
    int32_t right = next->right;
    while (next_of_both(&from_a, &from_b, &next)) {
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

static bw_status intersect(rect_builder *out, bench_rects_const a, bench_rects_const b, int32_t top, int32_t bottom)
{
    rect_cursor at_a = rect_cursor_over(a);
    rect_cursor at_b = rect_cursor_over(b);
    bench_rect const *from_a;
    bench_rect const *from_b;
    while (rect_cursor_peek(&at_a, &from_a) && rect_cursor_peek(&at_b, &from_b)) {
        int32_t left = from_a->left > from_b->left ? from_a->left : from_b->left;
        int32_t right = from_a->right < from_b->right ? from_a->right : from_b->right;
        if (left < right && append(out, left, top, right, bottom) != BW_OK)
            return BW_ERR_FULL;
        if (from_a->right == right)
            rect_cursor_step(&at_a);
        else
            rect_cursor_step(&at_b);
    }
    return BW_OK;
}

static bw_status subtract(rect_builder *out, bench_rects_const a, bench_rects_const b, int32_t top, int32_t bottom)
{
    rect_cursor at_a = rect_cursor_over(a);
    rect_cursor at_b = rect_cursor_over(b);
    bench_rect const *from;
    bench_rect const *cut;
    while (rect_cursor_next(&at_a, &from)) {
        int32_t left = from->left;
        while (rect_cursor_peek(&at_b, &cut) && cut->right <= left)
            rect_cursor_step(&at_b);
        while (rect_cursor_peek(&at_b, &cut) && cut->left < from->right) {
            if (cut->left > left && append(out, left, top, cut->left, bottom) != BW_OK)
                return BW_ERR_FULL;
            left = cut->right;
            if (left >= from->right)
                break;
            rect_cursor_step(&at_b);
        }
        if (left < from->right && append(out, left, top, from->right, bottom) != BW_OK)
            return BW_ERR_FULL;
    }
    return BW_OK;
}

uint64_t hardened_region_union(bench_work *work)
{
    rect_builder out = rect_builder_into(work->rects);
    return combine_regions(&out, work, unite, true, true) == BW_OK ? rect_builder_count(&out) : 0;
}

uint64_t hardened_region_intersect(bench_work *work)
{
    rect_builder out = rect_builder_into(work->rects);
    return combine_regions(&out, work, intersect, false, false) == BW_OK ? rect_builder_count(&out) : 0;
}

uint64_t hardened_region_subtract(bench_work *work)
{
    rect_builder out = rect_builder_into(work->rects);
    return combine_regions(&out, work, subtract, true, false) == BW_OK ? rect_builder_count(&out) : 0;
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
