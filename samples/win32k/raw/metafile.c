/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"
#include "shared/rop.h"

/* A record as it will be drawn: taken from the file, moved by the origin, its values checked. */
struct w32_op {
    struct w32_op *next;
    uint32_t type;
    uint32_t colour;
    struct w32_rect rect;
    struct w32_pen_style pen;
    uint32_t *words; /* lengths of contours, or characters */
    uint32_t words_count;
    uint32_t count;
    struct w32_point points[];
};

/* What the records of one file amount to. */
struct w32_picture {
    struct w32_op *first;
    struct w32_op **last;
    struct w32_pen_style *pens; /* W32_METAFILE_PENS of them, null before the first */
    char *title;
    uint32_t title_length;
};

static void w32_picture_free(struct w32_picture *picture)
{
    while (picture->first) {
        struct w32_op *op = picture->first;

        picture->first = op->next;
        w32_platform_free(op->words);
        w32_platform_free(op);
    }
    w32_platform_free(picture->pens);
    w32_platform_free(picture->title);
}

/* Hangs a new operation at the picture's end, with `points_size` bytes of room for points. */
static enum w32_status w32_picture_add(struct w32_picture *picture, uint32_t type, uint32_t points_size,
                                       struct w32_op **ret_op)
{
    struct w32_op *op = w32_platform_alloc(sizeof *op + points_size);

    if (!op)
        return W32_NO_MEMORY;
    memset(op, 0, sizeof *op);
    op->type = type;
    *picture->last = op;
    picture->last = &op->next;
    *ret_op = op;
    return W32_OK;
}

/* Checks the points as they came and moves them to where they are to be drawn. */
static enum w32_status w32_points_place(struct w32_point *points, uint32_t count, struct w32_point origin)
{
    uint32_t i;

    for (i = 0; i < count; i++) {
        if (!w32_point_valid(points[i]))
            return W32_BAD_VALUE;
        points[i].x += origin.x;
        points[i].y += origin.y;
    }
    return W32_OK;
}

static enum w32_status w32_read_colour(struct w32_picture *picture, W32_UNTRUSTED const struct w32_record *head,
                                       const struct w32_dc *dc)
{
    const struct w32_record_colour *record = (const struct w32_record_colour *)head;
    struct w32_op *op;
    enum w32_status status;

    if (head->size != sizeof *record)
        return W32_BAD_RECORD;
    status = w32_picture_add(picture, head->type, 0, &op);
    if (status == W32_OK)
        op->colour = w32_dc_colour(dc, record->colour);
    return status;
}

static enum w32_status w32_read_rect(struct w32_picture *picture, W32_UNTRUSTED const struct w32_record *head,
                                     struct w32_point origin)
{
    const struct w32_record_rect *record = (const struct w32_record_rect *)head;
    struct w32_op *op;
    enum w32_status status;

    if (head->size != sizeof *record)
        return W32_BAD_RECORD;
    if (!w32_rect_valid(record->rect))
        return W32_BAD_VALUE;
    status = w32_picture_add(picture, head->type, 0, &op);
    if (status == W32_OK)
        op->rect = w32_rect_offset(record->rect, origin.x, origin.y);
    return status;
}

static enum w32_status w32_read_polygon(struct w32_picture *picture, W32_UNTRUSTED const struct w32_record *head,
                                        struct w32_point origin)
{
    const struct w32_record_points *record = (const struct w32_record_points *)head;
    uint32_t points_size;
    struct w32_op *op;

    if (head->size < sizeof *record)
        return W32_BAD_RECORD;
    points_size = head->size - (uint32_t)sizeof *record;
    op = w32_platform_alloc(sizeof *op + points_size);
    if (!op)
        return W32_NO_MEMORY;
    memset(op, 0, sizeof *op);
    op->type = head->type;
    op->count = record->count;
    memcpy(op->points, record->points, record->count * sizeof *op->points); /* fault: metafile-polygon-count */
    *picture->last = op;
    picture->last = &op->next;
    return w32_points_place(op->points, op->count, origin);
}

static enum w32_status w32_read_polyline(struct w32_picture *picture, W32_UNTRUSTED const struct w32_record *head,
                                         struct w32_point origin)
{
    const struct w32_record_points *record = (const struct w32_record_points *)head;
    uint32_t points_size;
    struct w32_op *op;
    enum w32_status status;

    if (head->size < sizeof *record)
        return W32_BAD_RECORD;
    points_size = head->size - (uint32_t)sizeof *record;
    if (record->count != points_size / sizeof *record->points)
        return W32_BAD_RECORD;
    status = w32_picture_add(picture, head->type, points_size, &op);
    if (status != W32_OK)
        return status;
    op->count = record->count;
    memcpy(op->points, record->points, record->count * sizeof *op->points);
    return w32_points_place(op->points, op->count, origin);
}

static enum w32_status w32_read_title(struct w32_picture *picture, W32_UNTRUSTED const struct w32_record *head)
{
    const struct w32_record_title *record = (const struct w32_record_title *)head;
    char *title;

    if (head->size < sizeof *record || record->length > head->size - sizeof *record)
        return W32_BAD_RECORD;
    if (record->length == 0 || record->length > W32_TITLE_MAX)
        return W32_BAD_VALUE;
    title = w32_platform_alloc(record->length);
    if (!title)
        return W32_NO_MEMORY;
    memcpy(title, record->text, record->length);
    picture->title_length = record->length;
    if (title[record->length - 1] == 0)
        picture->title_length--;
    else
        title[record->length] = 0; /* fault: metafile-title-terminator */
    w32_platform_free(picture->title);
    picture->title = title;
    return W32_OK;
}

static enum w32_status w32_read_pen(struct w32_picture *picture, W32_UNTRUSTED const struct w32_record *head,
                                    const struct w32_dc *dc)
{
    const struct w32_record_pen *record = (const struct w32_record_pen *)head;
    struct w32_pen_style style = {0};

    if (head->size != sizeof *record)
        return W32_BAD_RECORD;
    if (record->width == 0 || record->width > W32_PEN_WIDTH_MAX)
        return W32_BAD_VALUE;
    if (!picture->pens) {
        picture->pens = w32_platform_alloc(W32_METAFILE_PENS * sizeof *picture->pens);
        if (!picture->pens)
            return W32_NO_MEMORY;
        memset(picture->pens, 0, W32_METAFILE_PENS * sizeof *picture->pens);
    }
    style.colour = w32_dc_colour(dc, record->colour);
    style.width = record->width;
    picture->pens[record->index] = style; /* fault: metafile-pen-index */
    return W32_OK;
}

static enum w32_status w32_read_use_pen(struct w32_picture *picture, W32_UNTRUSTED const struct w32_record *head)
{
    const struct w32_record_use_pen *record = (const struct w32_record_use_pen *)head;
    struct w32_op *op;
    enum w32_status status;

    if (head->size != sizeof *record)
        return W32_BAD_RECORD;
    if (!picture->pens || record->index >= W32_METAFILE_PENS || picture->pens[record->index].width == 0)
        return W32_BAD_VALUE;
    status = w32_picture_add(picture, head->type, 0, &op);
    if (status == W32_OK)
        op->pen = picture->pens[record->index];
    return status;
}

static enum w32_status w32_read_pattern(struct w32_picture *picture, W32_UNTRUSTED const struct w32_record *head,
                                        struct w32_point origin)
{
    const struct w32_record_pattern *record = (const struct w32_record_pattern *)head;
    struct w32_op *op;
    enum w32_status status;

    if (head->size != sizeof *record)
        return W32_BAD_RECORD;
    if (!w32_rect_valid(record->rect) || record->rop > 0xff || w32_rop3_has_source(record->rop))
        return W32_BAD_VALUE;
    status = w32_picture_add(picture, head->type, 0, &op);
    if (status != W32_OK)
        return status;
    op->rect = w32_rect_offset(record->rect, origin.x, origin.y);
    op->colour = record->rop;
    return W32_OK;
}

/* Copies words of a record to an operation. */
static enum w32_status w32_op_words(struct w32_op *op, const uint32_t *words, uint32_t count)
{
    op->words = w32_platform_alloc((count + 1) * sizeof *words);
    if (!op->words)
        return W32_NO_MEMORY;
    memcpy(op->words, words, count * sizeof *words);
    op->words_count = count;
    return W32_OK;
}

static enum w32_status w32_read_polypolygon(struct w32_picture *picture, W32_UNTRUSTED const struct w32_record *head,
                                            struct w32_point origin)
{
    const struct w32_record_polypolygon *record = (const struct w32_record_polypolygon *)head;
    struct w32_op *op;
    enum w32_status status;

    if (head->size < sizeof *record || (uint64_t)record->contours * sizeof *record->lengths +
                                               (uint64_t)record->count * sizeof *op->points !=
                                           head->size - sizeof *record)
        return W32_BAD_RECORD;
    status = w32_picture_add(picture, head->type, record->count * (uint32_t)sizeof *op->points, &op);
    if (status != W32_OK)
        return status;
    op->count = record->count;
    memcpy(op->points, record->lengths + record->contours, record->count * sizeof *op->points);
    status = w32_op_words(op, record->lengths, record->contours); /* fault: metafile-contours-sum */
    if (status != W32_OK)
        return status;
    return w32_points_place(op->points, op->count, origin);
}

static enum w32_status w32_read_text(struct w32_picture *picture, W32_UNTRUSTED const struct w32_record *head,
                                     struct w32_point origin)
{
    const struct w32_record_text *record = (const struct w32_record_text *)head;
    struct w32_op *op;
    enum w32_status status;

    if (head->size < sizeof *record || record->count != (head->size - sizeof *record) / sizeof *record->codes)
        return W32_BAD_RECORD;
    if (!w32_point_valid(record->at) || record->count > W32_TEXT_MAX)
        return W32_BAD_VALUE;
    status = w32_picture_add(picture, head->type, 0, &op);
    if (status != W32_OK)
        return status;
    op->rect.left = record->at.x + origin.x;
    op->rect.top = record->at.y + origin.y;
    return w32_op_words(op, record->codes, record->count);
}

static enum w32_status w32_read_record(struct w32_picture *picture, W32_UNTRUSTED const struct w32_record *head,
                                       struct w32_point origin, const struct w32_dc *dc)
{
    switch (head->type) {
    case W32_RECORD_COLOUR:
        return w32_read_colour(picture, head, dc);
    case W32_RECORD_RECT:
    case W32_RECORD_CLIP:
        return w32_read_rect(picture, head, origin);
    case W32_RECORD_POLYGON:
        return w32_read_polygon(picture, head, origin);
    case W32_RECORD_POLYLINE:
        return w32_read_polyline(picture, head, origin);
    case W32_RECORD_TITLE:
        return w32_read_title(picture, head);
    case W32_RECORD_PEN:
        return w32_read_pen(picture, head, dc);
    case W32_RECORD_USE_PEN:
        return w32_read_use_pen(picture, head);
    case W32_RECORD_PATTERN:
        return w32_read_pattern(picture, head, origin);
    case W32_RECORD_POLYPOLYGON:
        return w32_read_polypolygon(picture, head, origin);
    case W32_RECORD_TEXT:
        return w32_read_text(picture, head, origin);
    default:
        return W32_BAD_RECORD;
    }
}

/* Reads records up to the end record; the picture holds what was read even on failure. */
static enum w32_status w32_read_records(struct w32_picture *picture, W32_UNTRUSTED const uint8_t *bytes,
                                        uint32_t size, struct w32_point origin, const struct w32_dc *dc,
                                        uint32_t records)
{
    while (records-- > 0) {
        const struct w32_record *head = (const struct w32_record *)(const void *)bytes;
        enum w32_status status;

        if (size < sizeof *head || head->size < sizeof *head || head->size % 4 != 0 || head->size > size)
            return W32_BAD_RECORD;
        if (head->type == W32_RECORD_END)
            return records == 0 ? W32_OK : W32_BAD_RECORD;
        status = w32_read_record(picture, head, origin, dc);
        if (status != W32_OK)
            return status;
        bytes += head->size;
        size -= head->size;
    }
    return W32_BAD_RECORD;
}

static enum w32_status w32_play_polygon(struct w32_call *call, const struct w32_op *op, uint32_t colour)
{
    struct w32_region region;
    enum w32_status status;

    w32_region_init(&region);
    status = w32_path_polygon(&region, op->points, op->count);
    if (status == W32_OK)
        status = w32_draw_region(call->dc, &region, colour);
    w32_region_free(&region);
    return status;
}

static enum w32_status w32_play_polypolygon(struct w32_call *call, const struct w32_op *op, uint32_t colour)
{
    struct w32_region region;
    enum w32_status status;

    w32_region_init(&region);
    status = w32_path_polygons(&region, op->points, op->words, op->words_count, W32_FILL_ALTERNATE);
    if (status == W32_OK)
        status = w32_draw_region(call->dc, &region, colour);
    w32_region_free(&region);
    return status;
}

static enum w32_status w32_play_text(struct w32_call *call, const struct w32_op *op)
{
    struct w32_point at = {op->rect.left, op->rect.top};

    return call->dc->now.font ? w32_text_show(call, at, op->words, op->words_count) : W32_OK;
}

/* Clips what follows to a rectangle also. */
static enum w32_status w32_play_clip(struct w32_call *call, struct w32_rect rect)
{
    struct w32_region region;
    enum w32_status status;

    w32_region_init(&region);
    status = w32_region_set_rect(&region, rect);
    if (status == W32_OK && call->dc->now.clipped)
        status = w32_region_combine(&region, &region, &call->dc->now.clip, W32_COMBINE_INTERSECT);
    if (status != W32_OK) {
        w32_region_free(&region);
        return status;
    }
    w32_region_free(&call->dc->now.clip);
    call->dc->now.clip = region;
    call->dc->now.clipped = true;
    return W32_OK;
}

static enum w32_status w32_play_ops(struct w32_call *call, const struct w32_op *op)
{
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
            status = w32_draw_polyline(call, op->points, op->count);
            break;
        case W32_RECORD_USE_PEN:
            w32_dc_pen_set(call->dc, &op->pen);
            break;
        case W32_RECORD_PATTERN:
            status = w32_rop_draw(call, op->rect, NULL, 0, 0, op->colour);
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
    status = w32_play_ops(call, picture->first);
    w32_dc_pop(call->dc);
    return status;
}

uint64_t w32_title_digest(uint64_t digest, const struct w32_driver *driver)
{
    uint32_t i;

    digest = w32_digest_u32(digest, driver->title_length);
    for (i = 0; i < driver->title_length; i++)
        digest = w32_digest_u32(digest, (unsigned char)driver->title[i]);
    return digest;
}

enum w32_status w32_request_metafile_play(struct w32_call *call, W32_UNTRUSTED const void *in,
                                          W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_metafile_play_in *ask = in;
    struct w32_picture picture = {0};
    struct w32_rect bounds;
    enum w32_status status = w32_surface_bounds(call->dc->surface, &bounds);

    if (status != W32_OK)
        return status;
    if (ask->magic != W32_METAFILE_MAGIC || !w32_point_valid(ask->origin))
        return W32_BAD_VALUE;
    picture.last = &picture.first;
    status = w32_read_records(&picture, (const uint8_t *)(ask + 1), in_size - (uint32_t)sizeof *ask, ask->origin,
                              call->dc, ask->records);
    if (status == W32_OK)
        status = w32_picture_play(call, &picture);
    if (status == W32_OK && picture.title) {
        w32_platform_free(call->driver->title);
        call->driver->title = picture.title;
        call->driver->title_length = picture.title_length;
        picture.title = NULL;
    }
    w32_picture_free(&picture);
    return status;
}

enum w32_status w32_request_title_query(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    char *answer = call->out;

    (void)in;
    (void)in_size;
    if (call->out_size < call->driver->title_length + 1)
        return W32_BAD_SIZE;
    if (call->driver->title_length)
        memcpy(answer, call->driver->title, call->driver->title_length);
    answer[call->driver->title_length] = 0;
    call->written = call->driver->title_length + 1;
    return W32_OK;
}
