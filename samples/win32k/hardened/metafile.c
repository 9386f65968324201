/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"
#include "shared/rop.h"

BW_HARDENED_FILE;

/* A record as it will be drawn: taken from the file, moved by the origin, its values checked. */
struct w32_op {
    struct w32_op *next;
    uint32_t type;
    uint32_t colour;
    struct w32_rect rect;
    struct w32_pen_style pen;
    bw_u32s words; /* lengths of contours, or characters */
    w32_points points;
};
BW_SPAN_DECLARE(w32_pen_styles, struct w32_pen_style);
BW_SPAN_ARENA_DECLARE(w32_pen_styles, struct w32_pen_style);
BW_SPAN_DECLARE(w32_ops, struct w32_op);
BW_SPAN_ARENA_DECLARE(w32_ops, struct w32_op);

/* What the records of one file amount to. All of it lives in the arena. */
struct w32_picture {
    bw_arena *arena;
    bw_arena_mark mark;
    struct w32_op *first;
    struct w32_op **last;
    w32_pen_styles pens; /* W32_METAFILE_PENS of them, empty before the first */
    w32_chars title;
};

static void w32_picture_free(struct w32_picture *picture)
{
    bw_arena_rollback(picture->arena, picture->mark);
}

/* Hangs a new operation at the picture's end, with room for so many points. */
static enum w32_status w32_picture_add(struct w32_picture *picture, uint32_t type, size_t points_count,
                                       struct w32_op **ret_op)
{
    w32_ops block;
    struct w32_op *op;

    if (w32_ops_alloc(picture->arena, 1, &block) != BW_OK)
        return W32_NO_MEMORY;
    op = w32_ops_at(block, 0);
    if (w32_points_alloc(picture->arena, points_count, &op->points) != BW_OK)
        return W32_NO_MEMORY;
    op->type = type;
    *picture->last = op;
    picture->last = &op->next;
    *ret_op = op;
    return W32_OK;
}

/* Checks the points as they came and moves them to where they are to be drawn. */
static enum w32_status w32_points_place(w32_points points, struct w32_point origin)
{
    for (size_t i = 0; i < points.count; i++) {
        if (!w32_point_valid(BW_AT(points, i)))
            return W32_BAD_VALUE;
        BW_AT(points, i).x += origin.x;
        BW_AT(points, i).y += origin.y;
    }
    return W32_OK;
}

static enum w32_status w32_read_colour(struct w32_picture *picture, uint32_t type, bw_reader *record,
                                       const struct w32_dc *dc)
{
    uint32_t colour = w32_take_u32(record);
    struct w32_op *op;
    enum w32_status status;

    if (bw_reader_finish(record) != BW_OK)
        return W32_BAD_RECORD;
    status = w32_picture_add(picture, type, 0, &op);
    if (status == W32_OK)
        op->colour = w32_dc_colour(dc, colour);
    return status;
}

static enum w32_status w32_read_rect(struct w32_picture *picture, uint32_t type, bw_reader *record,
                                     struct w32_point origin)
{
    struct w32_rect rect = w32_take_rect(record);
    struct w32_op *op;
    enum w32_status status;

    if (bw_reader_finish(record) != BW_OK)
        return W32_BAD_RECORD;
    if (!w32_rect_valid(rect))
        return W32_BAD_VALUE;
    status = w32_picture_add(picture, type, 0, &op);
    if (status == W32_OK)
        op->rect = w32_rect_offset(rect, origin.x, origin.y);
    return status;
}

static enum w32_status w32_read_polygon(struct w32_picture *picture, uint32_t type, bw_reader *record,
                                        struct w32_point origin)
{
    uint32_t count;
    struct w32_op *op;
    enum w32_status status;

    if (bw_reader_u32le(record, &count) != BW_OK)
        return W32_BAD_RECORD;
    status = w32_picture_add(picture, type, bw_reader_left(record) / sizeof(struct w32_point), &op);
    if (status != W32_OK)
        return status;
    /* The room follows from the record's size: a count that claims more ends the request here. */
    op->points = w32_points_first(op->points, count);
    status = w32_take_points(record, op->points);
    if (status != W32_OK)
        return status;
    return w32_points_place(op->points, origin);
}

static enum w32_status w32_read_polyline(struct w32_picture *picture, uint32_t type, bw_reader *record,
                                         struct w32_point origin)
{
    uint32_t count;
    struct w32_op *op;
    enum w32_status status;

    if (bw_reader_u32le(record, &count) != BW_OK)
        return W32_BAD_RECORD;
    if (count != bw_reader_left(record) / sizeof(struct w32_point))
        return W32_BAD_RECORD;
    status = w32_picture_add(picture, type, count, &op);
    if (status == W32_OK)
        status = w32_take_points(record, op->points);
    if (status != W32_OK)
        return status;
    return w32_points_place(op->points, origin);
}

static enum w32_status w32_read_title(struct w32_picture *picture, bw_reader *record)
{
    uint32_t length;
    bw_bytes_const text;
    w32_chars title;

    if (bw_reader_u32le(record, &length) != BW_OK || bw_reader_bytes(record, length, &text) != BW_OK)
        return W32_BAD_RECORD;
    if (length == 0 || length > W32_TITLE_MAX)
        return W32_BAD_VALUE;
    if (w32_chars_alloc(picture->arena, length, &title) != BW_OK)
        return W32_NO_MEMORY;
    for (size_t i = 0; i < title.count && i < text.count; i++)
        BW_AT(title, i) = (char)BW_AT(text, i);
    picture->title = title;
    if (BW_AT(title, length - 1) == 0)
        picture->title = w32_chars_first(title, length - 1);
    else
        BW_AT(title, length) = 0;
    return W32_OK;
}

static enum w32_status w32_read_pen(struct w32_picture *picture, bw_reader *record, const struct w32_dc *dc)
{
    uint32_t index = w32_take_u32(record);
    uint32_t colour = w32_take_u32(record);
    struct w32_pen_style style = {.width = w32_take_u32(record)};

    if (bw_reader_finish(record) != BW_OK)
        return W32_BAD_RECORD;
    if (style.width == 0 || style.width > W32_PEN_WIDTH_MAX)
        return W32_BAD_VALUE;
    if (picture->pens.count == 0 &&
        w32_pen_styles_alloc(picture->arena, W32_METAFILE_PENS, &picture->pens) != BW_OK)
        return W32_NO_MEMORY;
    style.colour = w32_dc_colour(dc, colour);
    /* The file has so many pens: another one ends the request here. */
    BW_AT(picture->pens, index) = style;
    return W32_OK;
}

static enum w32_status w32_read_use_pen(struct w32_picture *picture, uint32_t type, bw_reader *record)
{
    uint32_t index = w32_take_u32(record);
    struct w32_pen_style *pen;
    struct w32_op *op;
    enum w32_status status;

    if (bw_reader_finish(record) != BW_OK)
        return W32_BAD_RECORD;
    if (w32_pen_styles_try_at(picture->pens, index, &pen) != BW_OK || pen->width == 0)
        return W32_BAD_VALUE;
    status = w32_picture_add(picture, type, 0, &op);
    if (status == W32_OK)
        op->pen = *pen;
    return status;
}

static enum w32_status w32_read_pattern(struct w32_picture *picture, uint32_t type, bw_reader *record,
                                        struct w32_point origin)
{
    struct w32_rect rect = w32_take_rect(record);
    uint32_t rop = w32_take_u32(record);
    struct w32_op *op;
    enum w32_status status;

    if (bw_reader_finish(record) != BW_OK)
        return W32_BAD_RECORD;
    if (!w32_rect_valid(rect) || rop > 0xff || w32_rop3_has_source(rop))
        return W32_BAD_VALUE;
    status = w32_picture_add(picture, type, 0, &op);
    if (status != W32_OK)
        return status;
    op->rect = w32_rect_offset(rect, origin.x, origin.y);
    op->colour = rop;
    return W32_OK;
}

/* Takes words of a record to an operation. Pre: the record has so many. */
static enum w32_status w32_op_words(bw_arena *arena, struct w32_op *op, bw_reader *record, size_t count)
{
    if (bw_u32s_alloc(arena, count, &op->words) != BW_OK)
        return W32_NO_MEMORY;
    return w32_status_of(bw_reader_u32le_array(record, op->words));
}

static enum w32_status w32_read_polypolygon(struct w32_picture *picture, uint32_t type, bw_reader *record,
                                            struct w32_point origin)
{
    uint32_t contours = w32_take_u32(record);
    uint32_t count = w32_take_u32(record);
    struct w32_op *op;
    size_t sum = 0;
    enum w32_status status;

    if (bw_reader_status(record) != BW_OK ||
        (uint64_t)contours * sizeof(uint32_t) + (uint64_t)count * sizeof(struct w32_point) != bw_reader_left(record))
        return W32_BAD_RECORD;
    status = w32_picture_add(picture, type, count, &op);
    if (status == W32_OK)
        status = w32_op_words(picture->arena, op, record, contours);
    if (status == W32_OK)
        status = w32_take_points(record, op->points);
    if (status == W32_OK)
        status = w32_points_place(op->points, origin);
    if (status != W32_OK)
        return status;
    for (size_t i = 0; i < op->words.count; i++)
        sum += BW_AT(op->words, i);
    /* Contours of more points than came end the request here. */
    op->points = w32_points_first(op->points, sum);
    return W32_OK;
}

static enum w32_status w32_read_text(struct w32_picture *picture, uint32_t type, bw_reader *record,
                                     struct w32_point origin)
{
    struct w32_point at = w32_take_point(record);
    uint32_t count = w32_take_u32(record);
    struct w32_op *op;
    enum w32_status status;

    if (bw_reader_status(record) != BW_OK || count != bw_reader_left(record) / sizeof(uint32_t))
        return W32_BAD_RECORD;
    if (!w32_point_valid(at) || count > W32_TEXT_MAX)
        return W32_BAD_VALUE;
    status = w32_picture_add(picture, type, 0, &op);
    if (status != W32_OK)
        return status;
    op->rect.left = at.x + origin.x;
    op->rect.top = at.y + origin.y;
    return w32_op_words(picture->arena, op, record, count);
}

static enum w32_status w32_read_record(struct w32_picture *picture, uint32_t type, bw_reader *record,
                                       struct w32_point origin, const struct w32_dc *dc)
{
    switch (type) {
    case W32_RECORD_COLOUR:
        return w32_read_colour(picture, type, record, dc);
    case W32_RECORD_RECT:
    case W32_RECORD_CLIP:
        return w32_read_rect(picture, type, record, origin);
    case W32_RECORD_POLYGON:
        return w32_read_polygon(picture, type, record, origin);
    case W32_RECORD_POLYLINE:
        return w32_read_polyline(picture, type, record, origin);
    case W32_RECORD_TITLE:
        return w32_read_title(picture, record);
    case W32_RECORD_PEN:
        return w32_read_pen(picture, record, dc);
    case W32_RECORD_USE_PEN:
        return w32_read_use_pen(picture, type, record);
    case W32_RECORD_PATTERN:
        return w32_read_pattern(picture, type, record, origin);
    case W32_RECORD_POLYPOLYGON:
        return w32_read_polypolygon(picture, type, record, origin);
    case W32_RECORD_TEXT:
        return w32_read_text(picture, type, record, origin);
    default:
        return W32_BAD_RECORD;
    }
}

/* Reads records up to the end record; the picture holds what was read even on failure. */
static enum w32_status w32_read_records(struct w32_picture *picture, bw_reader *in, struct w32_point origin,
                                        const struct w32_dc *dc, uint32_t records)
{
    while (records-- > 0) {
        uint32_t type = w32_take_u32(in);
        uint32_t size = w32_take_u32(in);
        bw_reader record;
        enum w32_status status;

        if (bw_reader_status(in) != BW_OK || size < sizeof(struct w32_record) || size % 4 != 0 ||
            bw_reader_sub(in, size - sizeof(struct w32_record), &record) != BW_OK)
            return W32_BAD_RECORD;
        if (type == W32_RECORD_END)
            return records == 0 ? W32_OK : W32_BAD_RECORD;
        status = w32_read_record(picture, type, &record, origin, dc);
        if (status != W32_OK)
            return status;
    }
    return W32_BAD_RECORD;
}

static enum w32_status w32_play_polygon(struct w32_call *call, const struct w32_op *op, uint32_t colour)
{
    bw_arena_mark mark = bw_arena_save(call->arena);
    struct w32_region region;
    enum w32_status status;

    w32_region_init(&region, call->arena);
    status = w32_path_polygon(call->arena, &region, w32_points_as_const(op->points));
    if (status == W32_OK)
        status = w32_draw_region(call->dc, &region, colour);
    w32_region_free(&region);
    bw_arena_rollback(call->arena, mark);
    return status;
}

static enum w32_status w32_play_polypolygon(struct w32_call *call, const struct w32_op *op, uint32_t colour)
{
    bw_arena_mark mark = bw_arena_save(call->arena);
    struct w32_region region;
    enum w32_status status;

    w32_region_init(&region, call->arena);
    status = w32_path_polygons(call->arena, &region, w32_points_as_const(op->points), bw_u32s_as_const(op->words),
                               W32_FILL_ALTERNATE);
    if (status == W32_OK)
        status = w32_draw_region(call->dc, &region, colour);
    w32_region_free(&region);
    bw_arena_rollback(call->arena, mark);
    return status;
}

static enum w32_status w32_play_text(struct w32_call *call, const struct w32_op *op)
{
    struct w32_point at = {op->rect.left, op->rect.top};

    return call->dc->now.font ? w32_text_show(call, at, bw_u32s_as_const(op->words)) : W32_OK;
}

/* Clips what follows to a rectangle also. */
static enum w32_status w32_play_clip(struct w32_call *call, struct w32_rect rect)
{
    struct w32_dc *dc = call->dc;
    struct w32_region region;
    enum w32_status status;

    w32_region_init(&region, call->arena);
    status = w32_region_set_rect(&region, rect);
    if (status == W32_OK && dc->now.clipped)
        status = w32_region_combine(call->arena, &region, &region, &dc->now.clip, W32_COMBINE_INTERSECT);
    if (status != W32_OK)
        return status;
    w32_region_free(&dc->now.clip);
    dc->now.clip = region;
    dc->now.clipped = true;
    return W32_OK;
}

static enum w32_status w32_play_ops(struct w32_call *call, const struct w32_op *op)
{
    w32_image none = {0};
    uint32_t colour = 0;
    enum w32_status status = W32_OK;

    for (; op && status == W32_OK; op = op->next) {
        switch (op->type) {
        case W32_RECORD_COLOUR:
            colour = op->colour;
            break;
        case W32_RECORD_RECT:
            status = w32_draw_rect(call->dc, op->rect, colour);
            break;
        case W32_RECORD_POLYGON:
            status = w32_play_polygon(call, op, colour);
            break;
        case W32_RECORD_POLYLINE:
            status = w32_draw_polyline(call, w32_points_as_const(op->points));
            break;
        case W32_RECORD_USE_PEN:
            w32_dc_pen_set(call->dc, &op->pen);
            break;
        case W32_RECORD_PATTERN:
            status = w32_rop_draw(call, op->rect, none, op->colour);
            break;
        case W32_RECORD_POLYPOLYGON:
            status = w32_play_polypolygon(call, op, colour);
            break;
        case W32_RECORD_TEXT:
            status = w32_play_text(call, op);
            break;
        default:
            status = w32_play_clip(call, op->rect);
            break;
        }
    }
    return status;
}

/* Plays under a copy of the clipping and puts the old one back. */
static enum w32_status w32_picture_play(struct w32_call *call, const struct w32_picture *picture)
{
    enum w32_status status = w32_dc_push(call->dc);

    if (status != W32_OK)
        return status;
    if (bw_defer(call->guard, w32_dc_pop, call->dc) != BW_OK) {
        w32_dc_pop(call->dc);
        return W32_TOO_BIG;
    }
    status = w32_play_ops(call, picture->first);
    bw_defer_release(call->guard, call->dc);
    return status;
}

uint64_t w32_title_digest(uint64_t digest, const struct w32_driver *driver)
{
    w32_chars title = driver->title;

    digest = w32_digest_u32(digest, (uint32_t)title.count);
    for (size_t i = 0; i < title.count; i++)
        digest = w32_digest_u32(digest, (unsigned char)BW_AT(title, i));
    return digest;
}

enum w32_status w32_request_metafile_play(struct w32_call *call, bw_reader *in)
{
    uint32_t magic = w32_take_u32(in);
    uint32_t records = w32_take_u32(in);
    struct w32_point origin = w32_take_point(in);
    struct w32_driver *driver = call->driver;
    struct w32_picture picture = {.arena = call->arena, .mark = bw_arena_save(call->arena)};
    w32_chars title;
    struct w32_rect bounds;
    enum w32_status status = w32_surface_bounds(call->dc->surface, &bounds);

    if (status != W32_OK)
        return status;
    if (magic != W32_METAFILE_MAGIC || !w32_point_valid(origin))
        return W32_BAD_VALUE;
    picture.last = &picture.first;
    status = w32_read_records(&picture, in, origin, call->dc, records);
    if (status == W32_OK)
        status = w32_picture_play(call, &picture);
    if (status == W32_OK && picture.title.items) {
        status = w32_chars_take(picture.title.count, &title);
        if (status == W32_OK) {
            w32_chars_copy(title, w32_chars_as_const(picture.title));
            w32_chars_give(driver->title);
            driver->title = title;
        }
    }
    w32_picture_free(&picture);
    return status;
}

enum w32_status w32_request_title_query(struct w32_call *call, bw_reader *in)
{
    w32_chars title = call->driver->title;
    bw_bytes answer;

    (void)in;
    if (bw_bytes_try_sub(call->system_out, 0, title.count + 1, &answer) != BW_OK)
        return W32_BAD_SIZE;
    for (size_t i = 0; i < title.count && i < answer.count; i++)
        BW_AT(answer, i) = (uint8_t)BW_AT(title, i);
    BW_AT(answer, title.count) = 0;
    call->written = (uint32_t)answer.count;
    return W32_OK;
}
