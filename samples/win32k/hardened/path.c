/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

void w32_path_free(struct w32_path *path)
{
    struct w32_path none = {0};
    struct w32_path_record *record = path->first;

    while (record) {
        struct w32_path_record *next = record->next;

        w32_platform_free(record);
        record = next;
    }
    *path = none;
}

/* A new record at the path's end. Nothing follows it from the start, so that a failure later finds a whole path. */
static enum w32_status w32_path_record_new(struct w32_path *path)
{
    w32_path_records block;
    struct w32_path_record *record;
    enum w32_status status = w32_path_records_take(1, &block);

    if (status != W32_OK)
        return status;
    record = w32_path_records_at(block, 0);
    record->next = NULL;
    record->count = 0;
    if (path->last)
        path->last->next = record;
    else
        path->first = record;
    path->last = record;
    return W32_OK;
}

enum w32_status w32_path_append(struct w32_path *path, struct w32_point at, uint32_t verb)
{
    struct w32_path_point point = {at, verb};
    w32_path_points points;
    enum w32_status status;

    if (path->count >= W32_PATH_POINTS_MAX)
        return W32_TOO_BIG;
    if (!path->last || path->last->count == W32_PATH_RECORD) {
        status = w32_path_record_new(path);
        if (status != W32_OK)
            return status;
    }
    points = BW_SPAN_OF_ARRAY(w32_path_points, path->last->points);
    BW_AT(points, path->last->count) = point;
    path->last->count++;
    path->count++;
    return W32_OK;
}

uint64_t w32_path_digest(uint64_t digest, const struct w32_path *path)
{
    for (const struct w32_path_record *record = path->first; record; record = record->next) {
        w32_path_points_const points = w32_path_record_points(record);

        for (size_t i = 0; i < points.count; i++) {
            digest = w32_digest_i32(digest, BW_AT(points, i).at.x);
            digest = w32_digest_i32(digest, BW_AT(points, i).at.y);
            digest = w32_digest_u32(digest, BW_AT(points, i).verb);
        }
    }
    return digest;
}

/* One curve as lines, behind what is in the target. The end carries the curve's mark. */
static enum w32_status w32_path_flatten_curve(struct w32_path *target, struct w32_point start, struct w32_point first,
                                              struct w32_point second, struct w32_path_point end)
{
    enum w32_status status = W32_OK;

    for (uint32_t step = 1; step <= W32_CURVE_STEPS && status == W32_OK; step++) {
        int64_t t = (int64_t)step * 16384 / W32_CURVE_STEPS;
        struct w32_point at = {w32_curve_at(start.x, first.x, second.x, end.at.x, t),
                               w32_curve_at(start.y, first.y, second.y, end.at.y, t)};
        uint32_t closed = step == W32_CURVE_STEPS ? end.verb & W32_PATH_CLOSED : 0;

        status = w32_path_append(target, at, W32_PATH_LINE | closed);
    }
    return status;
}

/* The path with lines in the place of its curves, behind what is in the target. */
static enum w32_status w32_path_flatten(const struct w32_path *path, struct w32_path *target)
{
    struct w32_point start = {0, 0}, first = {0, 0}, second = {0, 0};
    uint32_t of_curve = 0;
    enum w32_status status = W32_OK;

    for (const struct w32_path_record *record = path->first; record; record = record->next) {
        w32_path_points_const points = w32_path_record_points(record);

        for (size_t i = 0; i < points.count && status == W32_OK; i++) {
            struct w32_path_point point = BW_AT(points, i);

            if ((point.verb & ~W32_PATH_CLOSED) != W32_PATH_CURVE) {
                start = point.at;
                status = w32_path_append(target, point.at, point.verb);
            } else if (of_curve < 2) {
                if (of_curve++ == 0)
                    first = point.at;
                else
                    second = point.at;
            } else {
                of_curve = 0;
                status = w32_path_flatten_curve(target, start, first, second, point);
                start = point.at;
            }
        }
    }
    return status;
}

/* A flat path's points and figures. */
static void w32_outline_fill(struct w32_outline *outline, const struct w32_path *flat)
{
    bw_u32s lengths = outline->lengths, closed = outline->closed;
    size_t used = 0, contours = 0;

    for (const struct w32_path_record *record = flat->first; record; record = record->next) {
        w32_path_points_const points = w32_path_record_points(record);

        for (size_t i = 0; i < points.count; i++) {
            if ((BW_AT(points, i).verb & ~W32_PATH_CLOSED) == W32_PATH_MOVE)
                contours++;
            BW_AT(outline->points, used) = BW_AT(points, i).at;
            used++;
            BW_AT(lengths, contours - 1)++;
            BW_AT(closed, contours - 1) = BW_AT(points, i).verb & W32_PATH_CLOSED;
        }
    }
    outline->points = w32_points_first(outline->points, used);
    outline->lengths = bw_u32s_first(lengths, contours);
    outline->closed = bw_u32s_first(closed, contours);
}

enum w32_status w32_path_outline(bw_arena *arena, const struct w32_path *path, struct w32_outline *ret_outline)
{
    struct w32_path flat = {0};
    struct w32_outline outline = {0};
    enum w32_status status = w32_path_flatten(path, &flat);

    if (status == W32_OK) {
        if (w32_points_alloc(arena, flat.count, &outline.points) != BW_OK ||
            bw_u32s_alloc(arena, flat.count, &outline.lengths) != BW_OK ||
            bw_u32s_alloc(arena, flat.count, &outline.closed) != BW_OK)
            status = W32_NO_MEMORY;
    }
    if (status == W32_OK) {
        w32_outline_fill(&outline, &flat);
        *ret_outline = outline;
    }
    w32_path_free(&flat);
    return status;
}

enum w32_status w32_request_path_add(struct w32_call *call, bw_reader *in)
{
    uint32_t verb = w32_take_u32(in);
    uint32_t count = w32_take_u32(in);
    struct w32_path *path = &call->dc->path;
    w32_points points;
    w32_path_points_const last;
    enum w32_status status = W32_OK;

    if (count > bw_reader_left(in) / sizeof(struct w32_point))
        return W32_BAD_SIZE;
    if (verb > W32_PATH_CLOSE || (verb == W32_PATH_MOVE) != (count == 1 && verb == W32_PATH_MOVE) ||
        (verb == W32_PATH_CURVE && count % 3 != 0) || (verb == W32_PATH_CLOSE && count != 0))
        return W32_BAD_VALUE;
    /* Every figure begins by itself, also after one that was closed. */
    if (verb != W32_PATH_MOVE) {
        if (!path->last)
            return W32_BAD_VALUE;
        last = w32_path_record_points(path->last);
        if (BW_AT(last, last.count - 1).verb & W32_PATH_CLOSED)
            return W32_BAD_VALUE;
    }
    if (w32_points_alloc(call->arena, count, &points) != BW_OK)
        return W32_NO_MEMORY;
    status = w32_take_points(in, points);
    for (size_t i = 0; i < points.count && status == W32_OK; i++) {
        if (!w32_point_valid(BW_AT(points, i)))
            status = W32_BAD_VALUE;
    }
    if (status != W32_OK)
        return status;
    if (count > W32_PATH_POINTS_MAX - path->count)
        return W32_TOO_BIG;
    if (verb == W32_PATH_CLOSE) {
        w32_path_points marked = BW_SPAN_OF_ARRAY(w32_path_points, path->last->points);

        BW_AT(marked, path->last->count - 1).verb |= W32_PATH_CLOSED;
    }
    for (size_t i = 0; i < points.count && status == W32_OK; i++)
        status = w32_path_append(path, BW_AT(points, i), verb);
    return status;
}

/* Makes the path the outlines of its lines. */
static enum w32_status w32_path_widen(struct w32_call *call, const struct w32_path *path, struct w32_path *target)
{
    const struct w32_pen_style *pen = w32_dc_pen(call->dc);
    struct w32_outline outline;
    w32_points_const rest;
    enum w32_status status = w32_path_outline(call->arena, path, &outline);

    if (status != W32_OK)
        return status;
    rest = w32_points_as_const(outline.points);
    for (size_t i = 0; i < outline.lengths.count; i++) {
        w32_points_const points = w32_points_const_first(rest, BW_AT(outline.lengths, i));
        size_t lines = BW_AT(outline.closed, i) ? points.count : points.count - 1;

        for (size_t j = 0; j < lines && status == W32_OK; j++) {
            struct w32_point corners[4];
            w32_points quad = BW_SPAN_OF_ARRAY(w32_points, corners);

            w32_line_corners(BW_AT(points, j), BW_AT(points, (j + 1) % points.count), pen->width, pen->count == 0,
                             corners);
            for (size_t k = 0; k < quad.count && status == W32_OK; k++)
                status = w32_path_append(target, BW_AT(quad, k),
                                         k == 0   ? W32_PATH_MOVE
                                         : k == 3 ? W32_PATH_LINE | W32_PATH_CLOSED
                                                  : W32_PATH_LINE);
        }
        rest = w32_points_const_last(rest, rest.count - points.count);
    }
    return status;
}

enum w32_status w32_request_path_change(struct w32_call *call, bw_reader *in)
{
    uint32_t change = w32_take_u32(in);
    struct w32_path changed = {0};
    enum w32_status status = W32_OK;

    if (change > W32_PATH_WIDEN)
        return W32_BAD_VALUE;
    if (change == W32_PATH_FLATTEN)
        status = w32_path_flatten(&call->dc->path, &changed);
    if (change == W32_PATH_WIDEN)
        status = w32_path_widen(call, &call->dc->path, &changed);
    if (status != W32_OK) {
        w32_path_free(&changed);
        return status;
    }
    w32_path_free(&call->dc->path);
    call->dc->path = changed;
    return W32_OK;
}

enum w32_status w32_request_path_query(struct w32_call *call, bw_reader *in)
{
    w32_words answer = w32_answer(call);

    (void)in;
    w32_words_put(&answer, call->dc->path.count);
    for (const struct w32_path_record *record = call->dc->path.first; record; record = record->next) {
        w32_path_points_const points = w32_path_record_points(record);

        for (size_t i = 0; i < points.count && w32_words_room(&answer) >= 3; i++) {
            w32_words_put(&answer, (uint32_t)BW_AT(points, i).at.x);
            w32_words_put(&answer, (uint32_t)BW_AT(points, i).at.y);
            w32_words_put(&answer, BW_AT(points, i).verb);
        }
    }
    return w32_answer_done(call, &answer);
}
