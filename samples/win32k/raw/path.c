/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

void w32_path_free(struct w32_path *path)
{
    struct w32_path_record *record = path->first;

    while (record) {
        struct w32_path_record *next = record->next;

        w32_platform_free(record);
        record = next;
    }
    memset(path, 0, sizeof *path);
}

/* A new record at the path's end. What follows the last one is set when it is known: see w32_path_finish. */
static enum w32_status w32_path_record_new(struct w32_path *path)
{
    struct w32_path_record *record = w32_platform_alloc(sizeof *record);

    if (!record)
        return W32_NO_MEMORY;
    record->count = 0; /* fault: path-next-uninitialised */
    if (path->last)
        path->last->next = record;
    else
        path->first = record;
    path->last = record;
    return W32_OK;
}

enum w32_status w32_path_append(struct w32_path *path, struct w32_point at, uint32_t verb)
{
    struct w32_path_point point;
    enum w32_status status;

    if (path->count >= W32_PATH_POINTS_MAX)
        return W32_TOO_BIG;
    if (!path->last || path->last->count == W32_PATH_RECORD) {
        status = w32_path_record_new(path);
        if (status != W32_OK)
            return status;
    }
    point.at = at;
    point.verb = verb;
    path->last->points[path->last->count++] = point;
    path->count++;
    return W32_OK;
}

uint64_t w32_path_digest(uint64_t digest, const struct w32_path *path)
{
    const struct w32_path_record *record;
    uint32_t i;

    for (record = path->first; record; record = record->next) {
        for (i = 0; i < record->count; i++) {
            digest = w32_digest_i32(digest, record->points[i].at.x);
            digest = w32_digest_i32(digest, record->points[i].at.y);
            digest = w32_digest_u32(digest, record->points[i].verb);
        }
    }
    return digest;
}

/* One curve as lines, behind what is in the target. The end carries the curve's mark. */
static enum w32_status w32_path_flatten_curve(struct w32_path *target, struct w32_point start, struct w32_point first,
                                              struct w32_point second, struct w32_path_point end)
{
    uint32_t step;
    enum w32_status status = W32_OK;

    for (step = 1; step <= W32_CURVE_STEPS && status == W32_OK; step++) {
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
    const struct w32_path_record *record;
    struct w32_point start = {0, 0}, first = {0, 0}, second = {0, 0};
    uint32_t of_curve = 0;
    uint32_t i;
    enum w32_status status = W32_OK;

    for (record = path->first; record; record = record->next) {
        for (i = 0; i < record->count && status == W32_OK; i++) {
            struct w32_path_point point = record->points[i];

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
    if (status != W32_OK)
        return status;
    w32_path_finish(target);
    return W32_OK;
}

/* A flat path's points and figures. */
static void w32_outline_fill(struct w32_outline *outline, const struct w32_path *flat)
{
    const struct w32_path_record *record;
    uint32_t used = 0;
    uint32_t i;

    for (record = flat->first; record; record = record->next) {
        for (i = 0; i < record->count; i++) {
            const struct w32_path_point *point = &record->points[i];

            if ((point->verb & ~W32_PATH_CLOSED) == W32_PATH_MOVE) {
                outline->lengths[outline->contours] = 0;
                outline->closed[outline->contours] = 0;
                outline->contours++;
            }
            outline->points[used++] = point->at;
            outline->lengths[outline->contours - 1]++;
            outline->closed[outline->contours - 1] = point->verb & W32_PATH_CLOSED;
        }
    }
}

enum w32_status w32_path_outline(const struct w32_path *path, struct w32_outline *ret_outline)
{
    struct w32_path flat = {0};
    struct w32_outline outline = {0};
    enum w32_status status = w32_path_flatten(path, &flat);

    if (status == W32_OK) {
        outline.points = w32_platform_alloc((flat.count + 1) * sizeof *outline.points);
        outline.lengths = w32_platform_alloc((flat.count + 1) * sizeof *outline.lengths);
        outline.closed = w32_platform_alloc((flat.count + 1) * sizeof *outline.closed);
        if (!outline.points || !outline.lengths || !outline.closed)
            status = W32_NO_MEMORY;
    }
    if (status == W32_OK) {
        w32_outline_fill(&outline, &flat);
        *ret_outline = outline;
    } else {
        w32_outline_free(&outline);
    }
    w32_path_free(&flat);
    return status;
}

enum w32_status w32_request_path_add(struct w32_call *call, W32_UNTRUSTED const void *in,
                                     W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_path_add_in *ask = in;
    struct w32_path *path = &call->dc->path;
    uint32_t i;
    enum w32_status status = W32_OK;

    if (in_size < sizeof *ask + (uint64_t)ask->count * sizeof *ask->points)
        return W32_BAD_SIZE;
    if (ask->verb > W32_PATH_CLOSE || (ask->verb == W32_PATH_MOVE) != (ask->count == 1 && ask->verb == W32_PATH_MOVE) ||
        (ask->verb == W32_PATH_CURVE && ask->count % 3 != 0) || (ask->verb == W32_PATH_CLOSE && ask->count != 0))
        return W32_BAD_VALUE;
    /* Every figure begins by itself, also after one that was closed. */
    if (ask->verb != W32_PATH_MOVE &&
        (!path->last || path->last->points[path->last->count - 1].verb & W32_PATH_CLOSED))
        return W32_BAD_VALUE;
    for (i = 0; i < ask->count; i++) {
        if (!w32_point_valid(ask->points[i]))
            return W32_BAD_VALUE;
    }
    if (ask->count > W32_PATH_POINTS_MAX - path->count)
        return W32_TOO_BIG;
    if (ask->verb == W32_PATH_CLOSE)
        path->last->points[path->last->count - 1].verb |= W32_PATH_CLOSED;
    for (i = 0; i < ask->count && status == W32_OK; i++)
        status = w32_path_append(path, ask->points[i], ask->verb);
    w32_path_finish(path);
    return status;
}

/* Makes the path the outlines of its lines. */
static enum w32_status w32_path_widen(struct w32_call *call, const struct w32_path *path, struct w32_path *target)
{
    const struct w32_pen_style *pen = w32_dc_pen(call->dc);
    struct w32_outline outline;
    const struct w32_point *points;
    uint32_t i, j, k;
    enum w32_status status = w32_path_outline(path, &outline);

    if (status != W32_OK)
        return status;
    points = outline.points;
    for (i = 0; i < outline.contours; i++) {
        uint32_t lines = outline.closed[i] ? outline.lengths[i] : outline.lengths[i] - 1;

        for (j = 0; j < lines && status == W32_OK; j++) {
            struct w32_point corners[4];

            w32_line_corners(points[j], points[(j + 1) % outline.lengths[i]], pen->width, pen->count == 0, corners);
            for (k = 0; k < 4 && status == W32_OK; k++)
                status = w32_path_append(target, corners[k],
                                         k == 0   ? W32_PATH_MOVE
                                         : k == 3 ? W32_PATH_LINE | W32_PATH_CLOSED
                                                  : W32_PATH_LINE);
        }
        points += outline.lengths[i];
    }
    w32_path_finish(target);
    w32_outline_free(&outline);
    return status;
}

enum w32_status w32_request_path_change(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_path_change_in *ask = in;
    struct w32_path changed = {0};
    enum w32_status status = W32_OK;

    (void)in_size;
    if (ask->change > W32_PATH_WIDEN)
        return W32_BAD_VALUE;
    if (ask->change == W32_PATH_FLATTEN)
        status = w32_path_flatten(&call->dc->path, &changed);
    if (ask->change == W32_PATH_WIDEN)
        status = w32_path_widen(call, &call->dc->path, &changed);
    if (status != W32_OK) {
        w32_path_free(&changed);
        return status;
    }
    w32_path_free(&call->dc->path);
    call->dc->path = changed;
    return W32_OK;
}

enum w32_status w32_request_path_query(struct w32_call *call, W32_UNTRUSTED const void *in,
                                       W32_UNTRUSTED uint32_t in_size)
{
    struct w32_path_query_out *answer = call->out;
    uint32_t room = (call->out_size - (uint32_t)sizeof *answer) / (uint32_t)sizeof *answer->points;
    const struct w32_path_record *record;
    uint32_t used = 0;
    uint32_t i;

    (void)in;
    (void)in_size;
    answer->count = call->dc->path.count;
    for (record = call->dc->path.first; record; record = record->next) {
        for (i = 0; i < record->count && used < room; i++)
            answer->points[used++] = record->points[i];
    }
    call->written = (uint32_t)(sizeof *answer + used * sizeof *answer->points);
    return W32_OK;
}
